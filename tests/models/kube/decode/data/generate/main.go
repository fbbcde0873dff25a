// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

package main

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"time"

	appsv1 "k8s.io/api/apps/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	batchv1 "k8s.io/api/batch/v1"
	coordinationv1 "k8s.io/api/coordination/v1"
	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	networkingv1 "k8s.io/api/networking/v1"
	policyv1 "k8s.io/api/policy/v1"
	storagev1 "k8s.io/api/storage/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer/protobuf"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/util/intstr"
)

var scheme = runtime.NewScheme()

func p[T any](v T) *T { return &v }

var t0 = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)

func at(min int) metav1.Time       { return metav1.NewTime(t0.Add(time.Duration(min) * time.Minute)) }
func q(s string) resource.Quantity { return resource.MustParse(s) }

func meta(ns, name string) metav1.ObjectMeta {
	return metav1.ObjectMeta{Name: name, Namespace: ns, UID: types.UID("uid-" + name), ResourceVersion: "1042", Generation: 3,
		CreationTimestamp: at(0), Labels: map[string]string{"app": "web", "tier": "front"},
		Annotations: map[string]string{"deployment.kubernetes.io/revision": "7"},
		ManagedFields: []metav1.ManagedFieldsEntry{
			{Manager: "kubectl-edit", Operation: "Update", APIVersion: "v1", Time: p(at(5)), FieldsType: "FieldsV1", FieldsV1: &metav1.FieldsV1{Raw: []byte(`{"f:spec":{}}`)}},
			{Manager: "kube-controller-manager", Operation: "Update", APIVersion: "v1", Time: p(at(9)), Subresource: "status"}},
	}
}
func owner(kind, name string) []metav1.OwnerReference {
	return []metav1.OwnerReference{{APIVersion: "apps/v1", Kind: kind, Name: name, UID: "uid-owner", Controller: p(true), BlockOwnerDeletion: p(true)}}
}
func res(c, m, lc, lm string) corev1.ResourceRequirements {
	r := corev1.ResourceRequirements{Requests: corev1.ResourceList{}, Limits: corev1.ResourceList{}}
	if c != "" {
		r.Requests["cpu"] = q(c)
	}
	if m != "" {
		r.Requests["memory"] = q(m)
	}
	if lc != "" {
		r.Limits["cpu"] = q(lc)
	}
	if lm != "" {
		r.Limits["memory"] = q(lm)
	}
	return r
}
func podSpec() corev1.PodSpec {
	return corev1.PodSpec{NodeName: "node-1", ServiceAccountName: "web", PriorityClassName: "high", HostNetwork: true,
		NodeSelector:   map[string]string{"disk": "ssd", "arch": "arm64"},
		Volumes:        []corev1.Volume{{Name: "d", VolumeSource: corev1.VolumeSource{PersistentVolumeClaim: &corev1.PersistentVolumeClaimVolumeSource{ClaimName: "data"}}}, {Name: "e", VolumeSource: corev1.VolumeSource{EmptyDir: &corev1.EmptyDirVolumeSource{}}}},
		InitContainers: []corev1.Container{{Name: "init", Image: "busybox:1", Resources: res("1", "1Gi", "2", "2Gi")}, {Name: "side", Image: "proxy:2", RestartPolicy: p(corev1.ContainerRestartPolicyAlways), Resources: res("50m", "64Mi", "100m", "128Mi")}},
		Containers:     []corev1.Container{{Name: "web", Image: "web:3", Command: []string{"/web"}, Env: []corev1.EnvVar{{Name: "A", Value: "b"}}, Resources: res("250m", "512Mi", "1", "1Gi")}, {Name: "log", Image: "log:4", Resources: res("100m", "100M", "200m", "200M")}},
		ReadinessGates: []corev1.PodReadinessGate{{ConditionType: "example.org/up"}, {ConditionType: "example.org/in"}},
		Overhead:       corev1.ResourceList{"cpu": q("10m"), "memory": q("1Mi")}}
}
func pod() *corev1.Pod {
	m := meta("shop", "web-6d4cf56db6-x2x7z")
	m.OwnerReferences = owner("ReplicaSet", "web-6d4cf56db6")
	m.Finalizers = []string{"example.org/a", "example.org/b"}
	return &corev1.Pod{ObjectMeta: m, Spec: podSpec(), Status: corev1.PodStatus{Phase: "Running", PodIP: "10.0.0.7", HostIP: "192.168.0.1", PodIPs: []corev1.PodIP{{IP: "10.0.0.7"}}, StartTime: p(at(1)), QOSClass: "Burstable",
		Conditions:            []corev1.PodCondition{{Type: "Initialized", Status: "True", LastTransitionTime: at(2)}, {Type: "Ready", Status: "False", Reason: "ContainersNotReady", Message: "containers with unready status: [log]", LastTransitionTime: at(3)}, {Type: "PodScheduled", Status: "True", LastTransitionTime: at(1)}, {Type: "example.org/up", Status: "True"}},
		InitContainerStatuses: []corev1.ContainerStatus{{Name: "init", State: corev1.ContainerState{Terminated: &corev1.ContainerStateTerminated{ExitCode: 0, Reason: "Completed", StartedAt: at(1), FinishedAt: at(2)}}, Ready: true, ContainerID: "containerd://aa"}, {Name: "side", Started: p(true), Ready: true, RestartCount: 1, State: corev1.ContainerState{Running: &corev1.ContainerStateRunning{StartedAt: at(2)}}, LastTerminationState: corev1.ContainerState{Terminated: &corev1.ContainerStateTerminated{ExitCode: 2, FinishedAt: at(4)}}, ContainerID: "containerd://bb"}},
		ContainerStatuses: []corev1.ContainerStatus{{Name: "web", Ready: true, Started: p(true), State: corev1.ContainerState{Running: &corev1.ContainerStateRunning{StartedAt: at(2)}}, ContainerID: "containerd://cc", Image: "web:3"},
			{Name: "log", RestartCount: 5, State: corev1.ContainerState{Waiting: &corev1.ContainerStateWaiting{Reason: "CrashLoopBackOff", Message: "back-off 5m0s restarting failed container"}}, LastTerminationState: corev1.ContainerState{Terminated: &corev1.ContainerStateTerminated{ExitCode: 137, Reason: "OOMKilled", StartedAt: at(6), FinishedAt: at(8)}}, ContainerID: "containerd://dd"}}}}
}
func tmpl() corev1.PodTemplateSpec {
	return corev1.PodTemplateSpec{ObjectMeta: metav1.ObjectMeta{Labels: map[string]string{"app": "web"}}, Spec: podSpec()}
}
func sel() *metav1.LabelSelector {
	return &metav1.LabelSelector{MatchLabels: map[string]string{"tier": "front", "app": "web"}, MatchExpressions: []metav1.LabelSelectorRequirement{{Key: "zone", Operator: "In", Values: []string{"b", "a"}}, {Key: "old", Operator: "DoesNotExist"}, {Key: "x", Operator: "Exists"}, {Key: "y", Operator: "NotIn", Values: []string{"z"}}}}
}

type item struct {
	gv, kind string
	obj      runtime.Object
}

func all() []item {
	dep := &appsv1.Deployment{ObjectMeta: meta("shop", "web"), Spec: appsv1.DeploymentSpec{Replicas: p(int32(4)), Selector: sel(), Template: tmpl(), Strategy: appsv1.DeploymentStrategy{Type: "RollingUpdate"}},
		Status: appsv1.DeploymentStatus{ObservedGeneration: 3, Replicas: 5, UpdatedReplicas: 2, ReadyReplicas: 3, AvailableReplicas: 3, UnavailableReplicas: 2, Conditions: []appsv1.DeploymentCondition{{Type: "Available", Status: "True", Reason: "MinimumReplicasAvailable", LastTransitionTime: at(1)}, {Type: "Progressing", Status: "True", Reason: "ReplicaSetUpdated", LastTransitionTime: at(7), LastUpdateTime: at(8)}}}}
	node := &corev1.Node{ObjectMeta: meta("", "node-1"), Spec: corev1.NodeSpec{Unschedulable: true, ProviderID: "aws:///i-1", PodCIDR: "10.0.0.0/24", Taints: []corev1.Taint{{Key: "gpu", Value: "yes", Effect: "NoSchedule"}, {Key: "node.kubernetes.io/unschedulable", Effect: "NoSchedule", TimeAdded: p(at(3))}}},
		Status: corev1.NodeStatus{Capacity: corev1.ResourceList{"cpu": q("4"), "memory": q("16393216Ki"), "pods": q("110"), "ephemeral-storage": q("100Gi")}, Allocatable: corev1.ResourceList{"cpu": q("3920m"), "memory": q("15Gi"), "pods": q("110"), "ephemeral-storage": q("90Gi")},
			Conditions: []corev1.NodeCondition{{Type: "MemoryPressure", Status: "True", Reason: "KubeletHasInsufficientMemory", LastHeartbeatTime: at(50), LastTransitionTime: at(4)}, {Type: "Ready", Status: "True", Reason: "KubeletReady", LastTransitionTime: at(2)}},
			Addresses:  []corev1.NodeAddress{{Type: "InternalIP", Address: "192.168.0.1"}, {Type: "ExternalIP", Address: "203.0.113.9"}, {Type: "Hostname", Address: "node-1.local"}},
			NodeInfo:   corev1.NodeSystemInfo{MachineID: "m-1", SystemUUID: "u-1", KernelVersion: "6.1.0-18", OSImage: "Debian GNU/Linux 12", ContainerRuntimeVersion: "containerd://1.7.2", KubeletVersion: "v1.34.4", OperatingSystem: "linux", Architecture: "amd64"}, Images: []corev1.ContainerImage{{Names: []string{"web:3"}, SizeBytes: 5}}}}
	node.Labels["node-role.kubernetes.io/control-plane"] = ""
	node.Labels["topology.kubernetes.io/zone"] = "eu-1a"
	node.Labels["topology.kubernetes.io/region"] = "eu-1"
	node.Labels["node.kubernetes.io/instance-type"] = "m5.large"
	slice := &discoveryv1.EndpointSlice{ObjectMeta: meta("shop", "web-abc"), AddressType: "IPv4", Endpoints: []discoveryv1.Endpoint{{Addresses: []string{"10.0.0.7"}, Conditions: discoveryv1.EndpointConditions{Ready: p(true)}, TargetRef: &corev1.ObjectReference{Kind: "Pod", Name: "web-1", Namespace: "shop"}, NodeName: p("node-1")}, {Addresses: []string{"10.0.0.8"}, Conditions: discoveryv1.EndpointConditions{Ready: p(false)}}, {Addresses: []string{"10.0.0.9"}}, {Addresses: []string{"10.0.0.10"}}}, Ports: []discoveryv1.EndpointPort{{Name: p("http"), Port: p(int32(8080)), Protocol: p(corev1.ProtocolTCP)}, {Name: p("any")}}}
	slice.Labels["kubernetes.io/service-name"] = "web"
	sc := &storagev1.StorageClass{ObjectMeta: meta("", "fast"), Provisioner: "ebs.csi.aws.com", ReclaimPolicy: p(corev1.PersistentVolumeReclaimDelete), VolumeBindingMode: p(storagev1.VolumeBindingWaitForFirstConsumer), AllowVolumeExpansion: p(true)}
	sc.Annotations["storageclass.kubernetes.io/is-default-class"] = "true"
	del := at(20)
	ns := &corev1.Namespace{ObjectMeta: meta("", "shop"), Spec: corev1.NamespaceSpec{Finalizers: []corev1.FinalizerName{"kubernetes"}}, Status: corev1.NamespaceStatus{Phase: "Terminating", Conditions: []corev1.NamespaceCondition{{Type: "NamespaceContentRemaining", Status: "True", Reason: "SomeResourcesRemain", Message: "pods. has 3 resource instances", LastTransitionTime: at(21)}}}}
	ns.DeletionTimestamp = &del
	return []item{
		{"v1", "Pod", pod()}, {"v1", "Node", node}, {"v1", "Namespace", ns},
		{"v1", "Event", &corev1.Event{ObjectMeta: meta("shop", "web.17"), InvolvedObject: corev1.ObjectReference{Kind: "Pod", Namespace: "shop", Name: "web-1", UID: "uid-web-1", APIVersion: "v1", FieldPath: "spec.containers{web}"}, Reason: "BackOff", Message: "  Back-off restarting failed container\n", Source: corev1.EventSource{Component: "kubelet", Host: "node-1"}, FirstTimestamp: at(1), LastTimestamp: at(30), Count: 12, Type: "Warning", EventTime: metav1.NewMicroTime(t0.Add(1234567 * time.Microsecond)), Series: &corev1.EventSeries{Count: 17, LastObservedTime: metav1.NewMicroTime(t0.Add(41*time.Minute + 123456*time.Microsecond))}, ReportingController: "kubelet", ReportingInstance: "node-1"}},
		{"v1", "Service", &corev1.Service{ObjectMeta: meta("shop", "web"), Spec: corev1.ServiceSpec{Type: "LoadBalancer", ClusterIP: "10.96.0.1", ClusterIPs: []string{"10.96.0.1"}, ExternalIPs: []string{"198.51.100.1"}, Selector: map[string]string{"tier": "front", "app": "web"}, Ports: []corev1.ServicePort{{Name: "http", Protocol: "TCP", Port: 80, TargetPort: intstr.FromString("http"), NodePort: 30080}, {Name: "dns", Protocol: "UDP", Port: 53, TargetPort: intstr.FromInt(5353)}}}, Status: corev1.ServiceStatus{LoadBalancer: corev1.LoadBalancerStatus{Ingress: []corev1.LoadBalancerIngress{{Hostname: "lb.example.org"}, {IP: "203.0.113.5"}}}}}},
		{"v1", "ConfigMap", &corev1.ConfigMap{ObjectMeta: meta("shop", "conf"), Data: map[string]string{"a": "1", "b": "2"}, BinaryData: map[string][]byte{"c": {0, 1}}}},
		{"v1", "Secret", &corev1.Secret{ObjectMeta: meta("shop", "pass"), Type: "Opaque", Data: map[string][]byte{"password": []byte("canary-2f9e1c"), "user": []byte("canary-77aa01")}}},
		{"v1", "PersistentVolumeClaim", &corev1.PersistentVolumeClaim{ObjectMeta: meta("shop", "data"), Spec: corev1.PersistentVolumeClaimSpec{AccessModes: []corev1.PersistentVolumeAccessMode{"ReadWriteMany", "ReadWriteOnce"}, Resources: corev1.VolumeResourceRequirements{Requests: corev1.ResourceList{"storage": q("8Gi")}}, VolumeName: "pv-1", StorageClassName: p("fast"), VolumeMode: p(corev1.PersistentVolumeFilesystem)}, Status: corev1.PersistentVolumeClaimStatus{Phase: "Bound", AccessModes: []corev1.PersistentVolumeAccessMode{"ReadWriteMany", "ReadWriteOnce"}, Capacity: corev1.ResourceList{"storage": q("10Gi")}}}},
		{"v1", "PersistentVolume", &corev1.PersistentVolume{ObjectMeta: meta("", "pv-1"), Spec: corev1.PersistentVolumeSpec{Capacity: corev1.ResourceList{"storage": q("10Gi")}, AccessModes: []corev1.PersistentVolumeAccessMode{"ReadWriteOncePod"}, PersistentVolumeSource: corev1.PersistentVolumeSource{HostPath: &corev1.HostPathVolumeSource{Path: "/x"}}, ClaimRef: &corev1.ObjectReference{Namespace: "shop", Name: "data"}, PersistentVolumeReclaimPolicy: "Retain", StorageClassName: "fast", VolumeMode: p(corev1.PersistentVolumeBlock)}, Status: corev1.PersistentVolumeStatus{Phase: "Failed", Reason: "Broken", Message: "disk gone"}}},
		{"v1", "ServiceAccount", &corev1.ServiceAccount{ObjectMeta: meta("shop", "web"), Secrets: []corev1.ObjectReference{{Name: "a"}, {Name: "b"}}}},
		{"v1", "ResourceQuota", &corev1.ResourceQuota{ObjectMeta: meta("shop", "q"), Spec: corev1.ResourceQuotaSpec{Hard: corev1.ResourceList{"cpu": q("10")}}, Status: corev1.ResourceQuotaStatus{Hard: corev1.ResourceList{"requests.cpu": q("10"), "pods": q("20"), "limits.memory": q("8Gi")}, Used: corev1.ResourceList{"requests.cpu": q("9500m"), "pods": q("3"), "limits.memory": q("1Gi")}}}},
		{"apps/v1", "Deployment", dep},
		{"apps/v1", "StatefulSet", &appsv1.StatefulSet{ObjectMeta: meta("shop", "db"), Spec: appsv1.StatefulSetSpec{Replicas: p(int32(3)), Selector: sel(), Template: tmpl(), ServiceName: "db", UpdateStrategy: appsv1.StatefulSetUpdateStrategy{Type: "RollingUpdate"}}, Status: appsv1.StatefulSetStatus{ObservedGeneration: 3, Replicas: 3, ReadyReplicas: 2, CurrentReplicas: 3, UpdatedReplicas: 3, AvailableReplicas: 2, CurrentRevision: "db-1", UpdateRevision: "db-1", Conditions: []appsv1.StatefulSetCondition{{Type: "X", Status: "False", Reason: "Why", Message: "m", LastTransitionTime: at(2)}}}}},
		{"apps/v1", "DaemonSet", &appsv1.DaemonSet{ObjectMeta: meta("kube-system", "agent"), Spec: appsv1.DaemonSetSpec{Selector: sel(), Template: tmpl(), UpdateStrategy: appsv1.DaemonSetUpdateStrategy{Type: "OnDelete"}}, Status: appsv1.DaemonSetStatus{DesiredNumberScheduled: 5, CurrentNumberScheduled: 5, NumberReady: 4, UpdatedNumberScheduled: 5, NumberAvailable: 4, NumberUnavailable: 1, NumberMisscheduled: 1, ObservedGeneration: 2}}},
		{"apps/v1", "ReplicaSet", &appsv1.ReplicaSet{ObjectMeta: meta("shop", "web-6d4cf56db6"), Spec: appsv1.ReplicaSetSpec{Replicas: p(int32(0)), Selector: sel(), Template: tmpl()}, Status: appsv1.ReplicaSetStatus{Replicas: 0, ObservedGeneration: 1}}},
		{"batch/v1", "Job", &batchv1.Job{ObjectMeta: meta("shop", "backup"), Spec: batchv1.JobSpec{Parallelism: p(int32(2)), Completions: p(int32(3)), BackoffLimit: p(int32(4)), Selector: sel(), Template: tmpl(), Suspend: p(false)}, Status: batchv1.JobStatus{Active: 0, Succeeded: 3, Failed: 1, StartTime: p(at(1)), CompletionTime: p(at(4)), Conditions: []batchv1.JobCondition{{Type: "Complete", Status: "True", LastTransitionTime: at(4), LastProbeTime: at(4)}}}}},
		{"batch/v1", "CronJob", &batchv1.CronJob{ObjectMeta: meta("shop", "nightly"), Spec: batchv1.CronJobSpec{Schedule: "0 3 * * *", TimeZone: p("Europe/Berlin"), Suspend: p(true), ConcurrencyPolicy: "Forbid", JobTemplate: batchv1.JobTemplateSpec{Spec: batchv1.JobSpec{Template: tmpl(), Selector: sel()}}}, Status: batchv1.CronJobStatus{Active: []corev1.ObjectReference{{Name: "nightly-1"}}, LastScheduleTime: p(at(3)), LastSuccessfulTime: p(at(2))}}},
		{"networking.k8s.io/v1", "Ingress", &networkingv1.Ingress{ObjectMeta: meta("shop", "web"), Spec: networkingv1.IngressSpec{IngressClassName: p("nginx"), DefaultBackend: &networkingv1.IngressBackend{Service: &networkingv1.IngressServiceBackend{Name: "fallback", Port: networkingv1.ServiceBackendPort{Number: 80}}}, TLS: []networkingv1.IngressTLS{{Hosts: []string{"a.example.org"}, SecretName: "tls"}}, Rules: []networkingv1.IngressRule{rule("a.example.org", "web"), rule("b.example.org", "api"), rule("c.example.org", "web"), rule("d.example.org", "web")}}, Status: networkingv1.IngressStatus{LoadBalancer: networkingv1.IngressLoadBalancerStatus{Ingress: []networkingv1.IngressLoadBalancerIngress{{IP: "203.0.113.7"}, {Hostname: "lb.example.org"}}}}}},
		{"discovery.k8s.io/v1", "EndpointSlice", slice},
		{"autoscaling/v2", "HorizontalPodAutoscaler", &autoscalingv2.HorizontalPodAutoscaler{ObjectMeta: meta("shop", "web"), Spec: autoscalingv2.HorizontalPodAutoscalerSpec{ScaleTargetRef: autoscalingv2.CrossVersionObjectReference{Kind: "Deployment", Name: "web", APIVersion: "apps/v1"}, MinReplicas: p(int32(2)), MaxReplicas: 10, Metrics: []autoscalingv2.MetricSpec{{Type: "Resource", Resource: &autoscalingv2.ResourceMetricSource{Name: "cpu", Target: autoscalingv2.MetricTarget{Type: "Utilization", AverageUtilization: p(int32(80))}}}, {Type: "Pods", Pods: &autoscalingv2.PodsMetricSource{Metric: autoscalingv2.MetricIdentifier{Name: "qps"}, Target: autoscalingv2.MetricTarget{Type: "AverageValue", AverageValue: p(q("100"))}}}, {Type: "External", External: &autoscalingv2.ExternalMetricSource{Metric: autoscalingv2.MetricIdentifier{Name: "queue"}, Target: autoscalingv2.MetricTarget{Type: "Value", Value: p(q("30"))}}}}},
			Status: autoscalingv2.HorizontalPodAutoscalerStatus{CurrentReplicas: 10, DesiredReplicas: 10, LastScaleTime: p(at(6)), CurrentMetrics: []autoscalingv2.MetricStatus{{Type: "Resource", Resource: &autoscalingv2.ResourceMetricStatus{Name: "cpu", Current: autoscalingv2.MetricValueStatus{AverageUtilization: p(int32(97)), AverageValue: p(q("970m"))}}}, {Type: "Pods", Pods: &autoscalingv2.PodsMetricStatus{Metric: autoscalingv2.MetricIdentifier{Name: "qps"}, Current: autoscalingv2.MetricValueStatus{AverageValue: p(q("250500m"))}}}}, Conditions: []autoscalingv2.HorizontalPodAutoscalerCondition{{Type: "AbleToScale", Status: "True", Reason: "ReadyForNewScale"}, {Type: "ScalingActive", Status: "True", Reason: "ValidMetricFound"}, {Type: "ScalingLimited", Status: "True", Reason: "TooManyReplicas", Message: "the desired replica count is more than the maximum replica count", LastTransitionTime: at(5)}}}}},
		{"policy/v1", "PodDisruptionBudget", &policyv1.PodDisruptionBudget{ObjectMeta: meta("shop", "web"), Spec: policyv1.PodDisruptionBudgetSpec{MinAvailable: p(intstr.FromString("50%")), Selector: sel(), MaxUnavailable: p(intstr.FromInt(1))}, Status: policyv1.PodDisruptionBudgetStatus{DisruptionsAllowed: 0, CurrentHealthy: 1, DesiredHealthy: 2, ExpectedPods: 4, Conditions: []metav1.Condition{{Type: "DisruptionAllowed", Status: "False", Reason: "InsufficientPods", LastTransitionTime: at(3)}}}}},
		{"storage.k8s.io/v1", "StorageClass", sc},
		{"coordination.k8s.io/v1", "Lease", &coordinationv1.Lease{ObjectMeta: meta("kube-node-lease", "node-1"), Spec: coordinationv1.LeaseSpec{HolderIdentity: p("node-1"), LeaseDurationSeconds: p(int32(40)), RenewTime: p(metav1.NewMicroTime(t0.Add(90*time.Second + 654321*time.Microsecond)))}}},
	}
}
func rule(host, svc string) networkingv1.IngressRule {
	return networkingv1.IngressRule{Host: host, IngressRuleValue: networkingv1.IngressRuleValue{HTTP: &networkingv1.HTTPIngressRuleValue{Paths: []networkingv1.HTTPIngressPath{{Path: "/", PathType: p(networkingv1.PathTypePrefix), Backend: networkingv1.IngressBackend{Service: &networkingv1.IngressServiceBackend{Name: svc}}}}}}}
}
func check(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	out := os.Args[1]
	ser := protobuf.NewSerializer(scheme, scheme)
	raw := protobuf.NewRawSerializer(scheme, scheme)
	for _, it := range all() {
		it.obj.GetObjectKind().SetGroupVersionKind(gvk(it.gv, it.kind))
		var b bytes.Buffer
		check(ser.Encode(it.obj, &b))
		check(os.WriteFile(out+"/"+it.kind+".pb", b.Bytes(), 0644))
		j, err := json.MarshalIndent(it.obj, "", " ")
		check(err)
		check(os.WriteFile(out+"/"+it.kind+".json", append(j, '\n'), 0644))
	}
	// A list, two pages' worth of metadata.
	lst := &corev1.PodList{ListMeta: metav1.ListMeta{ResourceVersion: "2000", Continue: "tok en", RemainingItemCount: p(int64(7))}, Items: []corev1.Pod{*pod(), *pod()}}
	lst.Items[1].Name = "web-2"
	lst.SetGroupVersionKind(gvk("v1", "PodList"))
	var b bytes.Buffer
	check(ser.Encode(lst, &b))
	check(os.WriteFile(out+"/PodList.pb", b.Bytes(), 0644))
	for i := range lst.Items {
		lst.Items[i].TypeMeta = metav1.TypeMeta{}
	}
	j, _ := json.MarshalIndent(lst, "", " ")
	check(os.WriteFile(out+"/PodList.json", append(j, '\n'), 0644))
	// A watch: added, bookmark that ends the initial events, deleted, error.
	var pbw, jsw bytes.Buffer
	pd := pod()
	pd.SetGroupVersionKind(gvk("v1", "Pod"))
	bm := &corev1.Pod{ObjectMeta: metav1.ObjectMeta{ResourceVersion: "3000", Annotations: map[string]string{"k8s.io/initial-events-end": "true"}}}
	bm.SetGroupVersionKind(gvk("v1", "Pod"))
	st := &metav1.Status{Status: "Failure", Code: 410, Reason: "Expired", Message: "too old resource version: 1 (2)", Details: &metav1.StatusDetails{Causes: []metav1.StatusCause{{Type: "ResourceVersionTooLarge", Message: "Too large resource version"}}, RetryAfterSeconds: 1}}
	st.SetGroupVersionKind(gvk("v1", "Status"))
	for _, e := range []struct {
		t string
		o runtime.Object
	}{{"ADDED", pd}, {"BOOKMARK", bm}, {"DELETED", pd}, {"ERROR", st}} {
		var ob bytes.Buffer
		check(ser.Encode(e.o, &ob))
		ev := &metav1.WatchEvent{Type: e.t, Object: runtime.RawExtension{Raw: ob.Bytes()}}
		var eb bytes.Buffer
		check(raw.Encode(ev, &eb))
		var l [4]byte
		binary.BigEndian.PutUint32(l[:], uint32(eb.Len()))
		pbw.Write(l[:])
		pbw.Write(eb.Bytes())
		oj, _ := json.Marshal(e.o)
		fmt.Fprintf(&jsw, `{"type":%q,"object":%s}`+"\n", e.t, oj)
	}
	check(os.WriteFile(out+"/watch.pb", pbw.Bytes(), 0644))
	check(os.WriteFile(out+"/watch.json", jsw.Bytes(), 0644))
}
