// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/kube/protofields.h"

namespace Strato::Estate {

// Read from the struct tags of k8s.io/api and k8s.io/apimachinery v0.34.4; the notation is explained in protofields.h.
const char* const ProtoFields1 = R"(
ObjectMeta: name=1s generateName=2s namespace=3s selfLink=4s uid=5s resourceVersion=6s generation=7i
  creationTimestamp=8T deletionTimestamp=9?T deletionGracePeriodSeconds=10?i labels=11%s annotations=12%s
  ownerReferences=13*@OwnerReference finalizers=14*s managedFields=17*@ManagedFieldsEntry
Status: metadata=1@ListMeta status=2s message=3s reason=4s details=5?@StatusDetails code=6i
ListMeta: selfLink=1s resourceVersion=2s continue=3s remainingItemCount=4?i
Pod: metadata=1@ObjectMeta spec=2@PodSpec status=3@PodStatus
Node: metadata=1@ObjectMeta spec=2@NodeSpec status=3@NodeStatus
Namespace: metadata=1@ObjectMeta spec=2@NamespaceSpec status=3@NamespaceStatus
Service: metadata=1@ObjectMeta spec=2@ServiceSpec status=3@ServiceStatus
Endpoints: metadata=1@ObjectMeta subsets=2*@EndpointSubset
Event: metadata=1@ObjectMeta involvedObject=2@ObjectReference reason=3s message=4s source=5@EventSource
  firstTimestamp=6T lastTimestamp=7T count=8i type=9s eventTime=10T series=11?@EventSeries action=12s
  related=13?@ObjectReference reportingComponent=14s reportingInstance=15s
ConfigMap: metadata=1@ObjectMeta data=2%s binaryData=3%y immutable=4?b
Secret: metadata=1@ObjectMeta data=2%y type=3s stringData=4%s immutable=5?b
PersistentVolume: metadata=1@ObjectMeta spec=2@PersistentVolumeSpec status=3@PersistentVolumeStatus
PersistentVolumeClaim: metadata=1@ObjectMeta spec=2@PersistentVolumeClaimSpec status=3@PersistentVolumeClaimStatus
ServiceAccount: metadata=1@ObjectMeta secrets=2*@ObjectReference imagePullSecrets=3*@LocalObjectReference
  automountServiceAccountToken=4?b
ResourceQuota: metadata=1@ObjectMeta spec=2@ResourceQuotaSpec status=3@ResourceQuotaStatus
LimitRange: metadata=1@ObjectMeta spec=2@LimitRangeSpec
ReplicationController: metadata=1@ObjectMeta spec=2@ReplicationControllerSpec status=3@ReplicationControllerStatus
PodTemplate: metadata=1@ObjectMeta template=2@PodTemplateSpec
Deployment: metadata=1@ObjectMeta spec=2@DeploymentSpec status=3@DeploymentStatus
StatefulSet: metadata=1@ObjectMeta spec=2@StatefulSetSpec status=3@StatefulSetStatus
DaemonSet: metadata=1@ObjectMeta spec=2@DaemonSetSpec status=3@DaemonSetStatus
ReplicaSet: metadata=1@ObjectMeta spec=2@ReplicaSetSpec status=3@ReplicaSetStatus
ControllerRevision: metadata=1@ObjectMeta data=2R revision=3i
Job: metadata=1@ObjectMeta spec=2@JobSpec status=3@JobStatus
CronJob: metadata=1@ObjectMeta spec=2@CronJobSpec status=3@CronJobStatus
Ingress: metadata=1@ObjectMeta spec=2@IngressSpec status=3@IngressStatus
IngressClass: metadata=1@ObjectMeta spec=2@IngressClassSpec
NetworkPolicy: metadata=1@ObjectMeta spec=2@NetworkPolicySpec
HorizontalPodAutoscaler: metadata=1@ObjectMeta spec=2@HorizontalPodAutoscalerSpec
  status=3@HorizontalPodAutoscalerStatus
PodDisruptionBudget: metadata=1@ObjectMeta spec=2@PodDisruptionBudgetSpec status=3@PodDisruptionBudgetStatus
EndpointSlice: metadata=1@ObjectMeta endpoints=2*@Endpoint ports=3*@EndpointPort addressType=4s
Lease: metadata=1@ObjectMeta spec=2@LeaseSpec
StorageClass: metadata=1@ObjectMeta provisioner=2s parameters=3%s reclaimPolicy=4?s mountOptions=5*s
  allowVolumeExpansion=6?b volumeBindingMode=7?s allowedTopologies=8*@TopologySelectorTerm
CSIDriver: metadata=1@ObjectMeta spec=2@CSIDriverSpec
CSINode: metadata=1@ObjectMeta spec=2@CSINodeSpec
VolumeAttachment: metadata=1@ObjectMeta spec=2@VolumeAttachmentSpec status=3@VolumeAttachmentStatus
Role: metadata=1@ObjectMeta rules=2*@PolicyRule
RoleBinding: metadata=1@ObjectMeta subjects=2*@Subject roleRef=3@RoleRef
ClusterRole: metadata=1@ObjectMeta rules=2*@PolicyRule aggregationRule=3?@AggregationRule
ClusterRoleBinding: metadata=1@ObjectMeta subjects=2*@Subject roleRef=3@RoleRef
PriorityClass: metadata=1@ObjectMeta value=2i globalDefault=3b description=4s preemptionPolicy=5?s
EventsEvent: metadata=1@ObjectMeta eventTime=2T series=3?@EventsEventSeries reportingController=4s
  reportingInstance=5s action=6s reason=7s regarding=8@ObjectReference related=9?@ObjectReference note=10s type=11s
  deprecatedSource=12@EventSource deprecatedFirstTimestamp=13T deprecatedLastTimestamp=14T deprecatedCount=15i
OwnerReference: kind=1s name=3s uid=4s apiVersion=5s controller=6?b blockOwnerDeletion=7?b
ManagedFieldsEntry: manager=1s operation=2s apiVersion=3s time=4?T fieldsType=6s fieldsV1=7?F subresource=8s
StatusDetails: name=1s group=2s kind=3s causes=4*@StatusCause retryAfterSeconds=5i uid=6s
PodSpec: volumes=1*@Volume containers=2*@Container restartPolicy=3s terminationGracePeriodSeconds=4?i
  activeDeadlineSeconds=5?i dnsPolicy=6s nodeSelector=7%s serviceAccountName=8s serviceAccount=9s nodeName=10s
  hostNetwork=11b hostPID=12b hostIPC=13b securityContext=14?@PodSecurityContext
  imagePullSecrets=15*@LocalObjectReference hostname=16s subdomain=17s affinity=18?@Affinity schedulerName=19s
  initContainers=20*@Container automountServiceAccountToken=21?b tolerations=22*@Toleration hostAliases=23*@HostAlias
  priorityClassName=24s priority=25?i dnsConfig=26?@PodDNSConfig shareProcessNamespace=27?b
  readinessGates=28*@PodReadinessGate runtimeClassName=29?s enableServiceLinks=30?b preemptionPolicy=31?s
  overhead=32%Q topologySpreadConstraints=33*@TopologySpreadConstraint ephemeralContainers=34*@EphemeralContainer
  setHostnameAsFQDN=35?b os=36?@PodOS hostUsers=37?b schedulingGates=38*@PodSchedulingGate
  resourceClaims=39*@PodResourceClaim resources=40?@ResourceRequirements hostnameOverride=41?s
PodStatus: phase=1s conditions=2*@PodCondition message=3s reason=4s hostIP=5s podIP=6s startTime=7?T
  containerStatuses=8*@ContainerStatus qosClass=9s initContainerStatuses=10*@ContainerStatus nominatedNodeName=11s
  podIPs=12*@PodIP ephemeralContainerStatuses=13*@ContainerStatus resize=14s
  resourceClaimStatuses=15*@PodResourceClaimStatus hostIPs=16*@HostIP observedGeneration=17i
  extendedResourceClaimStatus=18?@PodExtendedResourceClaimStatus
NodeSpec: podCIDR=1s externalID=2s providerID=3s unschedulable=4b taints=5*@Taint configSource=6?@NodeConfigSource
  podCIDRs=7*s
NodeStatus: capacity=1%Q allocatable=2%Q phase=3s conditions=4*@NodeCondition addresses=5*@NodeAddress
  daemonEndpoints=6@NodeDaemonEndpoints nodeInfo=7@NodeSystemInfo images=8*@ContainerImage volumesInUse=9*s
  volumesAttached=10*@AttachedVolume config=11?@NodeConfigStatus runtimeHandlers=12*@NodeRuntimeHandler
  features=13?@NodeFeatures
NamespaceSpec: finalizers=1*s
NamespaceStatus: phase=1s conditions=2*@NamespaceCondition
ServiceSpec: ports=1*@ServicePort selector=2%s clusterIP=3s type=4s externalIPs=5*s sessionAffinity=7s
  loadBalancerIP=8s loadBalancerSourceRanges=9*s externalName=10s externalTrafficPolicy=11s healthCheckNodePort=12i
  publishNotReadyAddresses=13b sessionAffinityConfig=14?@SessionAffinityConfig ipFamilyPolicy=17?s clusterIPs=18*s
  ipFamilies=19*s allocateLoadBalancerNodePorts=20?b loadBalancerClass=21?s internalTrafficPolicy=22?s
  trafficDistribution=23?s
ServiceStatus: loadBalancer=1@LoadBalancerStatus conditions=2*@Condition
EndpointSubset: addresses=1*@EndpointAddress notReadyAddresses=2*@EndpointAddress ports=3*@CoreEndpointPort
ObjectReference: kind=1s namespace=2s name=3s uid=4s apiVersion=5s resourceVersion=6s fieldPath=7s
EventSource: component=1s host=2s
EventSeries: count=1i lastObservedTime=2T
PersistentVolumeSpec: capacity=1%Q ^=2@PersistentVolumeSource accessModes=3*s claimRef=4?@ObjectReference
  persistentVolumeReclaimPolicy=5s storageClassName=6s mountOptions=7*s volumeMode=8?s
  nodeAffinity=9?@VolumeNodeAffinity volumeAttributesClassName=10?s
PersistentVolumeStatus: phase=1s message=2s reason=3s lastPhaseTransitionTime=4?T
PersistentVolumeClaimSpec: accessModes=1*s resources=2@VolumeResourceRequirements volumeName=3s
  selector=4?@LabelSelector storageClassName=5?s volumeMode=6?s dataSource=7?@TypedLocalObjectReference
  dataSourceRef=8?@TypedObjectReference volumeAttributesClassName=9?s
PersistentVolumeClaimStatus: phase=1s accessModes=2*s capacity=3%Q conditions=4*@PersistentVolumeClaimCondition
  allocatedResources=5%Q allocatedResourceStatuses=7%s currentVolumeAttributesClassName=8?s
  modifyVolumeStatus=9?@ModifyVolumeStatus
LocalObjectReference: name=1s
ResourceQuotaSpec: hard=1%Q scopes=2*s scopeSelector=3?@ScopeSelector
ResourceQuotaStatus: hard=1%Q used=2%Q
LimitRangeSpec: limits=1*@LimitRangeItem
ReplicationControllerSpec: replicas=1?i selector=2%s template=3?@PodTemplateSpec minReadySeconds=4i
ReplicationControllerStatus: replicas=1i fullyLabeledReplicas=2i observedGeneration=3i readyReplicas=4i
  availableReplicas=5i conditions=6*@ReplicationControllerCondition
PodTemplateSpec: metadata=1@ObjectMeta spec=2@PodSpec
DeploymentSpec: replicas=1?i selector=2?@LabelSelector template=3@PodTemplateSpec strategy=4@DeploymentStrategy
  minReadySeconds=5i revisionHistoryLimit=6?i paused=7b progressDeadlineSeconds=9?i
DeploymentStatus: observedGeneration=1i replicas=2i updatedReplicas=3i availableReplicas=4i unavailableReplicas=5i
  conditions=6*@DeploymentCondition readyReplicas=7i collisionCount=8?i terminatingReplicas=9?i
StatefulSetSpec: replicas=1?i selector=2?@LabelSelector template=3@PodTemplateSpec
  volumeClaimTemplates=4*@PersistentVolumeClaim serviceName=5s podManagementPolicy=6s
  updateStrategy=7@StatefulSetUpdateStrategy revisionHistoryLimit=8?i minReadySeconds=9i
  persistentVolumeClaimRetentionPolicy=10?@StatefulSetPersistentVolumeClaimRetentionPolicy
  ordinals=11?@StatefulSetOrdinals
StatefulSetStatus: observedGeneration=1i replicas=2i readyReplicas=3i currentReplicas=4i updatedReplicas=5i
  currentRevision=6s updateRevision=7s collisionCount=9?i conditions=10*@StatefulSetCondition availableReplicas=11i
DaemonSetSpec: selector=1?@LabelSelector template=2@PodTemplateSpec updateStrategy=3@DaemonSetUpdateStrategy
  minReadySeconds=4i revisionHistoryLimit=6?i
DaemonSetStatus: currentNumberScheduled=1i numberMisscheduled=2i desiredNumberScheduled=3i numberReady=4i
  observedGeneration=5i updatedNumberScheduled=6i numberAvailable=7i numberUnavailable=8i collisionCount=9?i
  conditions=10*@DaemonSetCondition
ReplicaSetSpec: replicas=1?i selector=2?@LabelSelector template=3@PodTemplateSpec minReadySeconds=4i
ReplicaSetStatus: replicas=1i fullyLabeledReplicas=2i observedGeneration=3i readyReplicas=4i availableReplicas=5i
  conditions=6*@ReplicaSetCondition terminatingReplicas=7?i
JobSpec: parallelism=1?i completions=2?i activeDeadlineSeconds=3?i selector=4?@LabelSelector manualSelector=5?b
  template=6@PodTemplateSpec backoffLimit=7?i ttlSecondsAfterFinished=8?i completionMode=9?s suspend=10?b
  podFailurePolicy=11?@PodFailurePolicy backoffLimitPerIndex=12?i maxFailedIndexes=13?i podReplacementPolicy=14?s
  managedBy=15?s successPolicy=16?@SuccessPolicy
JobStatus: conditions=1*@JobCondition startTime=2?T completionTime=3?T active=4i succeeded=5i failed=6i
  completedIndexes=7s uncountedTerminatedPods=8?@UncountedTerminatedPods ready=9?i failedIndexes=10?s terminating=11?i
CronJobSpec: schedule=1s startingDeadlineSeconds=2?i concurrencyPolicy=3s suspend=4?b jobTemplate=5@JobTemplateSpec
  successfulJobsHistoryLimit=6?i failedJobsHistoryLimit=7?i timeZone=8?s
CronJobStatus: active=1*@ObjectReference lastScheduleTime=4?T lastSuccessfulTime=5?T
IngressSpec: defaultBackend=1?@IngressBackend tls=2*@IngressTLS rules=3*@IngressRule ingressClassName=4?s
IngressStatus: loadBalancer=1@IngressLoadBalancerStatus
IngressClassSpec: controller=1s parameters=2?@IngressClassParametersReference
NetworkPolicySpec: podSelector=1@LabelSelector ingress=2*@NetworkPolicyIngressRule egress=3*@NetworkPolicyEgressRule
  policyTypes=4*s
HorizontalPodAutoscalerSpec: scaleTargetRef=1@CrossVersionObjectReference minReplicas=2?i maxReplicas=3i
  metrics=4*@MetricSpec behavior=5?@HorizontalPodAutoscalerBehavior
HorizontalPodAutoscalerStatus: observedGeneration=1?i lastScaleTime=2?T currentReplicas=3i desiredReplicas=4i
  currentMetrics=5*@MetricStatus conditions=6*@HorizontalPodAutoscalerCondition
PodDisruptionBudgetSpec: minAvailable=1?I selector=2?@LabelSelector maxUnavailable=3?I unhealthyPodEvictionPolicy=4?s
PodDisruptionBudgetStatus: observedGeneration=1i disruptedPods=2%T disruptionsAllowed=3i currentHealthy=4i
  desiredHealthy=5i expectedPods=6i conditions=7*@Condition
Endpoint: addresses=1*s conditions=2@EndpointConditions hostname=3?s targetRef=4?@ObjectReference
  deprecatedTopology=5%s nodeName=6?s zone=7?s hints=8?@EndpointHints
EndpointPort: name=1?s protocol=2?s port=3?i appProtocol=4?s
LeaseSpec: holderIdentity=1?s leaseDurationSeconds=2?i acquireTime=3?T renewTime=4?T leaseTransitions=5?i strategy=6?s
  preferredHolder=7?s
TopologySelectorTerm: matchLabelExpressions=1*@TopologySelectorLabelRequirement
CSIDriverSpec: attachRequired=1?b podInfoOnMount=2?b volumeLifecycleModes=3*s storageCapacity=4?b fsGroupPolicy=5?s
  tokenRequests=6*@TokenRequest requiresRepublish=7?b seLinuxMount=8?b nodeAllocatableUpdatePeriodSeconds=9?i
CSINodeSpec: drivers=1*@CSINodeDriver
VolumeAttachmentSpec: attacher=1s source=2@VolumeAttachmentSource nodeName=3s
VolumeAttachmentStatus: attached=1b attachmentMetadata=2%s attachError=3?@VolumeError detachError=4?@VolumeError
PolicyRule: verbs=1*s apiGroups=2*s resources=3*s resourceNames=4*s nonResourceURLs=5*s
Subject: kind=1s apiGroup=2s name=3s namespace=4s
RoleRef: apiGroup=1s kind=2s name=3s
AggregationRule: clusterRoleSelectors=1*@LabelSelector
EventsEventSeries: count=1i lastObservedTime=2T
StatusCause: reason=1s message=2s field=3s
Volume: name=1s ^=2@VolumeSource
Container: name=1s image=2s command=3*s args=4*s workingDir=5s ports=6*@ContainerPort env=7*@EnvVar
  resources=8@ResourceRequirements volumeMounts=9*@VolumeMount livenessProbe=10?@Probe readinessProbe=11?@Probe
  lifecycle=12?@Lifecycle terminationMessagePath=13s imagePullPolicy=14s securityContext=15?@SecurityContext stdin=16b
  stdinOnce=17b tty=18b envFrom=19*@EnvFromSource terminationMessagePolicy=20s volumeDevices=21*@VolumeDevice
  startupProbe=22?@Probe resizePolicy=23*@ContainerResizePolicy restartPolicy=24?s
  restartPolicyRules=25*@ContainerRestartRule
EphemeralContainer: ^=1@EphemeralContainerCommon targetContainerName=2s
PodSecurityContext: seLinuxOptions=1?@SELinuxOptions runAsUser=2?i runAsNonRoot=3?b supplementalGroups=4*i fsGroup=5?i
  runAsGroup=6?i sysctls=7*@Sysctl windowsOptions=8?@WindowsSecurityContextOptions fsGroupChangePolicy=9?s
  seccompProfile=10?@SeccompProfile appArmorProfile=11?@AppArmorProfile supplementalGroupsPolicy=12?s
  seLinuxChangePolicy=13?s
Affinity: nodeAffinity=1?@NodeAffinity podAffinity=2?@PodAffinity podAntiAffinity=3?@PodAntiAffinity
Toleration: key=1s operator=2s value=3s effect=4s tolerationSeconds=5?i
HostAlias: ip=1s hostnames=2*s
PodDNSConfig: nameservers=1*s searches=2*s options=3*@PodDNSConfigOption
PodReadinessGate: conditionType=1s
TopologySpreadConstraint: maxSkew=1i topologyKey=2s whenUnsatisfiable=3s labelSelector=4?@LabelSelector minDomains=5?i
  nodeAffinityPolicy=6?s nodeTaintsPolicy=7?s matchLabelKeys=8*s
PodOS: name=1s
PodSchedulingGate: name=1s
PodResourceClaim: name=1s resourceClaimName=3?s resourceClaimTemplateName=4?s
ResourceRequirements: limits=1%Q requests=2%Q claims=3*@ResourceClaim
PodCondition: type=1s status=2s lastProbeTime=3T lastTransitionTime=4T reason=5s message=6s observedGeneration=7i
HostIP: ip=1s
PodIP: ip=1s
ContainerStatus: name=1s state=2@ContainerState lastState=3@ContainerState ready=4b restartCount=5i image=6s
  imageID=7s containerID=8s started=9?b allocatedResources=10%Q resources=11?@ResourceRequirements
  volumeMounts=12*@VolumeMountStatus user=13?@ContainerUser allocatedResourcesStatus=14*@ResourceStatus
  stopSignal=15?s
PodResourceClaimStatus: name=1s resourceClaimName=2?s
PodExtendedResourceClaimStatus: requestMappings=1*@ContainerExtendedResourceRequest resourceClaimName=2s
Taint: key=1s value=2s effect=3s timeAdded=4?T
NodeConfigSource: configMap=2?@ConfigMapNodeConfigSource
NodeCondition: type=1s status=2s lastHeartbeatTime=3T lastTransitionTime=4T reason=5s message=6s
NodeAddress: type=1s address=2s
NodeDaemonEndpoints: kubeletEndpoint=1@DaemonEndpoint
NodeSystemInfo: machineID=1s systemUUID=2s bootID=3s kernelVersion=4s osImage=5s containerRuntimeVersion=6s
  kubeletVersion=7s kubeProxyVersion=8s operatingSystem=9s architecture=10s swap=11?@NodeSwapStatus
ContainerImage: names=1*s sizeBytes=2i
AttachedVolume: name=1s devicePath=2s
NodeConfigStatus: assigned=1?@NodeConfigSource active=2?@NodeConfigSource lastKnownGood=3?@NodeConfigSource error=4s
NodeRuntimeHandler: name=1s features=2?@NodeRuntimeHandlerFeatures
NodeFeatures: supplementalGroupsPolicy=1?b
NamespaceCondition: type=1s status=2s lastTransitionTime=4T reason=5s message=6s
ServicePort: name=1s protocol=2s port=3i targetPort=4I nodePort=5i appProtocol=6?s
SessionAffinityConfig: clientIP=1?@ClientIPConfig
LoadBalancerStatus: ingress=1*@LoadBalancerIngress
Condition: type=1s status=2s observedGeneration=3i lastTransitionTime=4T reason=5s message=6s
EndpointAddress: ip=1s targetRef=2?@ObjectReference hostname=3s nodeName=4?s
CoreEndpointPort: name=1s port=2i protocol=3s appProtocol=4?s
PersistentVolumeSource: gcePersistentDisk=1?@GCEPersistentDiskVolumeSource
  awsElasticBlockStore=2?@AWSElasticBlockStoreVolumeSource hostPath=3?@HostPathVolumeSource
  glusterfs=4?@GlusterfsPersistentVolumeSource nfs=5?@NFSVolumeSource rbd=6?@RBDPersistentVolumeSource
  iscsi=7?@ISCSIPersistentVolumeSource cinder=8?@CinderPersistentVolumeSource cephfs=9?@CephFSPersistentVolumeSource
  fc=10?@FCVolumeSource flocker=11?@FlockerVolumeSource flexVolume=12?@FlexPersistentVolumeSource
  azureFile=13?@AzureFilePersistentVolumeSource vsphereVolume=14?@VsphereVirtualDiskVolumeSource
  quobyte=15?@QuobyteVolumeSource azureDisk=16?@AzureDiskVolumeSource
  photonPersistentDisk=17?@PhotonPersistentDiskVolumeSource portworxVolume=18?@PortworxVolumeSource
  scaleIO=19?@ScaleIOPersistentVolumeSource local=20?@LocalVolumeSource storageos=21?@StorageOSPersistentVolumeSource
  csi=22?@CSIPersistentVolumeSource
VolumeNodeAffinity: required=1?@NodeSelector
LabelSelector: matchLabels=1%s matchExpressions=2*@LabelSelectorRequirement
VolumeResourceRequirements: limits=1%Q requests=2%Q
TypedLocalObjectReference: apiGroup=1?s kind=2s name=3s
TypedObjectReference: apiGroup=1?s kind=2s name=3s namespace=4?s
PersistentVolumeClaimCondition: type=1s status=2s lastProbeTime=3T lastTransitionTime=4T reason=5s message=6s
ModifyVolumeStatus: targetVolumeAttributesClassName=1s status=2s
)";

} // namespace Strato::Estate
