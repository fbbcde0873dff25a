// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/world/kubeobjects.h"

#include <algorithm>

namespace Strato::Estate {

namespace {

constexpr const char* sidecarImage = "registry.example.com/platform/envoy:v1.29.3";

Json resources(const Workload& w)
{
    Json requests { { "cpu", coresText(w.requestCores) }, { "memory", bytesText(w.requestBytes) } };
    Json limits = Json::object();
    if (w.limitCores > 0)
        limits["cpu"] = coresText(w.limitCores);
    if (w.limitBytes > 0)
        limits["memory"] = bytesText(w.limitBytes);
    Json out { { "requests", requests } };
    if (!limits.empty())
        out["limits"] = limits;
    return out;
}

Json environment(const Workload& w, const Revision& revision)
{
    Json env = Json::array();
    env.push_back({ { "name", "APP_NAME" }, { "value", w.name } });
    env.push_back({ { "name", "APP_VERSION" }, { "value", revision.version } });
    env.push_back({ { "name", "NODE_NAME" },
        { "valueFrom", { { "fieldRef", { { "apiVersion", "v1" }, { "fieldPath", "spec.nodeName" } } } } } });
    if (w.limitBytes > 0 && w.service >= 0 && services()[static_cast<std::size_t>(w.service)].runtime == Runtime::Java)
        env.push_back({ { "name", "JAVA_TOOL_OPTIONS" }, { "value", "-XX:MaxRAMPercentage=62 -XX:+UseG1GC" } });
    if (w.service >= 0 && services()[static_cast<std::size_t>(w.service)].pool > 0)
        env.push_back({ { "name", "DB_PASSWORD" },
            { "valueFrom", { { "secretKeyRef", { { "name", w.name + "-db" }, { "key", "password" } } } } } });
    return env;
}

Json probe(int port)
{
    return { { "httpGet", { { "path", "/actuator/health/readiness" }, { "port", port }, { "scheme", "HTTP" } } },
        { "periodSeconds", 5 }, { "timeoutSeconds", 2 }, { "successThreshold", 1 }, { "failureThreshold", 3 } };
}

Json mainContainer(const Workload& w, const Revision& revision)
{
    Json container { { "name", "app" }, { "image", imageName(w, revision) }, { "imagePullPolicy", "IfNotPresent" },
        { "resources", resources(w) }, { "env", environment(w, revision) },
        { "terminationMessagePath", "/dev/termination-log" }, { "terminationMessagePolicy", "File" } };
    Json mounts = Json::array();
    if (w.service >= 0) {
        const int port = servicePort(services()[static_cast<std::size_t>(w.service)].runtime);
        container["ports"]
            = Json::array({ Json { { "name", "http" }, { "containerPort", port }, { "protocol", "TCP" } } });
        if (w.kind == WorkloadKind::Deployment) {
            container["readinessProbe"] = probe(port);
            container["envFrom"] = Json::array({ Json { { "configMapRef", { { "name", w.name + "-config" } } } } });
        } else {
            mounts.push_back({ { "name", "data" }, { "mountPath", "/var/lib/data" } });
        }
    }
    mounts.push_back({ { "name", "kube-api-access" }, { "readOnly", true },
        { "mountPath", "/var/run/secrets/kubernetes.io/serviceaccount" } });
    container["volumeMounts"] = mounts;
    return container;
}

Json podSpec(const Workload& w, const Revision& revision)
{
    Json containers = Json::array({ mainContainer(w, revision) });
    if (w.sidecar)
        containers.push_back({ { "name", "envoy" }, { "image", sidecarImage }, { "imagePullPolicy", "IfNotPresent" },
            { "resources",
                { { "requests", { { "cpu", "50m" }, { "memory", "64Mi" } } },
                    { "limits", { { "cpu", "1" }, { "memory", "256Mi" } } } } } });
    const bool batch = w.kind == WorkloadKind::Job || w.kind == WorkloadKind::CronJob;
    Json token { { "name", "kube-api-access" },
        { "projected",
            { { "defaultMode", 420 },
                { "sources",
                    Json::array({ Json {
                        { "serviceAccountToken", { { "expirationSeconds", 3607 }, { "path", "token" } } } } }) } } } };
    Json spec { { "containers", containers }, { "volumes", Json::array({ token }) },
        { "restartPolicy", batch ? "OnFailure" : "Always" }, { "terminationGracePeriodSeconds", 30 },
        { "dnsPolicy", "ClusterFirst" }, { "serviceAccountName", w.service >= 0 ? w.name : "default" },
        { "serviceAccount", w.service >= 0 ? w.name : "default" }, { "schedulerName", "default-scheduler" },
        { "enableServiceLinks", true }, { "priority", 0 }, { "securityContext", Json::object() } };
    if (w.kind == WorkloadKind::DaemonSet)
        spec["hostNetwork"] = true;
    return spec;
}

Json containerState(const Pod& pod)
{
    switch (pod.state) {
    case ContainerState::Running: return { { "running", { { "startedAt", isoTime(pod.startedAt) } } } };
    case ContainerState::Terminated:
        if (pod.last)
            return { { "terminated",
                { { "exitCode", pod.last->exitCode }, { "reason", pod.last->reason },
                    { "startedAt", isoTime(pod.last->started) }, { "finishedAt", isoTime(pod.last->finished) } } } };
        break;
    case ContainerState::Waiting: break;
    }
    Json waiting { { "reason", pod.waitingReason.empty() ? "ContainerCreating" : pod.waitingReason } };
    if (!pod.waitingMessage.empty())
        waiting["message"] = pod.waitingMessage;
    return { { "waiting", waiting } };
}

Json statusOfMain(const WorldState& world, const Pod& pod)
{
    const Workload& w = world.workloadOf(pod);
    const Revision& revision = world.revisionOf(pod);
    Json status { { "name", "app" }, { "image", imageName(w, revision) }, { "imageID", "" },
        { "restartCount", pod.restarts }, { "ready", pod.ready },
        { "started", pod.ready || pod.stage == PodStage::Failing }, { "state", containerState(pod) },
        { "lastState", Json::object() } };
    if (pod.everStarted) {
        status["containerID"] = "containerd://" + containerId(world, pod);
        status["imageID"] = w.image + '@' + imageDigest(world, w, revision);
    }
    if (pod.last && pod.state != ContainerState::Terminated)
        status["lastState"] = { { "terminated",
            { { "exitCode", pod.last->exitCode }, { "reason", pod.last->reason },
                { "startedAt", isoTime(pod.last->started) }, { "finishedAt", isoTime(pod.last->finished) },
                { "containerID",
                    "containerd://"
                        + world.dice.hex(pod.uid, static_cast<std::uint64_t>(pod.restarts) + 999, 64) } } } };
    return status;
}

Json containerStatuses(const WorldState& world, const Pod& pod)
{
    Json out = Json::array({ statusOfMain(world, pod) });
    if (!world.workloadOf(pod).sidecar)
        return out;
    Json envoy { { "name", "envoy" }, { "image", sidecarImage }, { "imageID", "" }, { "restartCount", 0 },
        { "ready", pod.everStarted && !pod.finishedAt }, { "started", pod.everStarted },
        { "lastState", Json::object() } };
    if (pod.everStarted) {
        envoy["containerID"] = "containerd://" + containerId(world, pod, true);
        envoy["imageID"] = "registry.example.com/platform/envoy@sha256:" + world.dice.hex("envoy", 0, 64);
        envoy["state"] = { { "running", { { "startedAt", isoTime(pod.scheduledAt + std::chrono::seconds(4)) } } } };
    } else {
        envoy["state"] = { { "waiting", { { "reason", "ContainerCreating" } } } };
    }
    out.push_back(envoy);
    return out;
}

Json podConditions(const Pod& pod)
{
    Json out = Json::array();
    const bool scheduled = pod.node >= 0;
    if (!scheduled) {
        out.push_back(condition("PodScheduled", false, pod.created, "Unschedulable", "no node fits"));
        return out;
    }
    const std::string why = pod.ready ? "" : pod.stage == PodStage::Completed ? "PodCompleted" : "ContainersNotReady";
    const std::string message
        = pod.ready || pod.stage == PodStage::Completed ? "" : "containers with unready status: [app]";
    out.push_back(condition("PodReadyToStartContainers", pod.everStarted, pod.scheduledAt, "", ""));
    out.push_back(condition("Initialized", true, pod.scheduledAt, "", ""));
    out.push_back(condition("Ready", pod.ready, pod.readyChanged, why, message));
    out.push_back(condition("ContainersReady", pod.ready, pod.readyChanged, why, message));
    out.push_back(condition("PodScheduled", true, pod.scheduledAt, "", ""));
    return out;
}

Json podStatus(const WorldState& world, const Pod& pod)
{
    Json status { { "phase", podPhase(pod) }, { "conditions", podConditions(pod) },
        { "qosClass", world.workloadOf(pod).limitBytes > 0 ? "Burstable" : "BestEffort" } };
    if (pod.stage == PodStage::Evicted) {
        status["reason"] = "Evicted";
        status["message"] = pod.waitingMessage;
    }
    if (pod.node < 0)
        return status;
    const Node& node = world.nodes[static_cast<std::size_t>(pod.node)];
    status["hostIP"] = node.ip;
    status["hostIPs"] = Json::array({ Json { { "ip", node.ip } } });
    status["startTime"] = isoTime(pod.scheduledAt);
    status["containerStatuses"] = containerStatuses(world, pod);
    if (!pod.ip.empty()) {
        status["podIP"] = pod.ip;
        status["podIPs"] = Json::array({ Json { { "ip", pod.ip } } });
    }
    return status;
}

} // namespace

int servicePort(Runtime runtime)
{
    switch (runtime) {
    case Runtime::MySql: return 3306;
    case Runtime::Redis: return 6379;
    case Runtime::Kafka: return 9092;
    case Runtime::Elastic: return 9200;
    default: return 8080;
    }
}

std::string imageName(const Workload& workload, const Revision& revision)
{
    return workload.image + ':' + revision.version;
}

std::string imageDigest(const WorldState& world, const Workload& workload, const Revision& revision)
{
    return "sha256:" + world.dice.hex(imageName(workload, revision), 0, 64);
}

std::string containerId(const WorldState& world, const Pod& pod, bool sidecar)
{
    return world.dice.hex(pod.uid, sidecar ? 5000U : 1000U + static_cast<std::uint64_t>(pod.restarts), 64);
}

const char* podPhase(const Pod& pod)
{
    if (pod.stage == PodStage::Completed)
        return "Succeeded";
    if (pod.stage == PodStage::Evicted)
        return "Failed";
    return pod.everStarted ? "Running" : "Pending";
}

Json podLabels(const WorldState& world, const Pod& pod)
{
    const Workload& w = world.workloadOf(pod);
    Json labels = podTemplate(world, w, world.revisionOf(pod))["metadata"]["labels"];
    if (w.kind == WorkloadKind::StatefulSet) {
        labels["statefulset.kubernetes.io/pod-name"] = pod.name;
        labels["apps.kubernetes.io/pod-index"] = std::to_string(pod.ordinal);
        labels["controller-revision-hash"] = w.name + '-' + world.revisionOf(pod).hash;
    } else if (w.kind == WorkloadKind::Job) {
        labels["batch.kubernetes.io/job-name"] = labels["job-name"] = w.name;
    }
    return labels;
}

Json podTemplate(const WorldState&, const Workload& w, const Revision& revision)
{
    Json labels { { "app", w.name }, { "app.kubernetes.io/name", w.name },
        { "app.kubernetes.io/version", revision.version } };
    if (w.kind == WorkloadKind::Deployment)
        labels["pod-template-hash"] = revision.hash;
    Json annotations { { "checksum/config", revision.configHash }, { "prometheus.io/scrape", "true" } };
    return { { "metadata", { { "labels", labels }, { "annotations", annotations } } },
        { "spec", podSpec(w, revision) } };
}

Json podObject(const WorldState& world, const Pod& pod)
{
    const Workload& w = world.workloadOf(pod);
    const Revision& revision = world.revisionOf(pod);
    Json object = kubeObject("v1", "Pod", w.nameSpace, pod.name, pod.uid, pod.created);
    Json& meta = object["metadata"];
    meta["labels"] = podLabels(world, pod);
    meta["annotations"] = { { "checksum/config", revision.configHash }, { "prometheus.io/scrape", "true" } };
    if (w.kind == WorkloadKind::Deployment) {
        meta["generateName"] = w.name + '-' + revision.hash + '-';
        meta["ownerReferences"]
            = Json::array({ ownerReference("apps/v1", "ReplicaSet", w.name + '-' + revision.hash, revision.uid) });
    } else {
        meta["generateName"] = w.name + '-';
        meta["ownerReferences"] = Json::array(
            { ownerReference(w.kind == WorkloadKind::Job ? "batch/v1" : "apps/v1", kindName(w.kind), w.name, w.uid) });
    }
    meta["managedFields"] = Json::array({ managedEntry("kube-controller-manager", pod.created, "v1",
                                              { { "f:spec", { { "f:containers", Json::object() } } } }),
        managedEntry("kubelet", std::max(pod.stageSince, pod.created), "v1",
            { { "f:status", { { "f:conditions", Json::object() }, { "f:containerStatuses", Json::object() } } } },
            "status") });
    if (pod.deletionAt) {
        meta["deletionTimestamp"] = isoTime(*pod.deletionAt);
        meta["deletionGracePeriodSeconds"] = 30;
    }
    object["spec"] = podSpec(w, revision);
    if (w.kind == WorkloadKind::StatefulSet)
        object["spec"]["volumes"].push_back(
            { { "name", "data" }, { "persistentVolumeClaim", { { "claimName", "data-" + pod.name } } } });
    object["spec"]["tolerations"]
        = Json::array({ Json { { "key", "node.kubernetes.io/not-ready" }, { "operator", "Exists" },
                            { "effect", "NoExecute" }, { "tolerationSeconds", 300 } },
            Json { { "key", "node.kubernetes.io/unreachable" }, { "operator", "Exists" }, { "effect", "NoExecute" },
                { "tolerationSeconds", 300 } } });
    if (pod.node >= 0)
        object["spec"]["nodeName"] = world.nodes[static_cast<std::size_t>(pod.node)].name;
    object["status"] = podStatus(world, pod);
    return object;
}

} // namespace Strato::Estate
