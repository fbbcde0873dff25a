// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/world/kubeobjects.h"

#include <algorithm>

namespace Strato::Estate {

namespace {

Json workloadFields(const Workload& w, const std::string& apiVersion)
{
    Json fields = Json::array();
    const Json image { { "f:spec", { { "f:template", { { "f:spec", { { "f:containers", Json::object() } } } } } } } };
    fields.push_back(managedEntry(w.changedBy, w.changed, apiVersion, image));
    if (!w.scaledBy.empty())
        fields.push_back(managedEntry(
            w.scaledBy, w.scaled, apiVersion, { { "f:spec", { { "f:replicas", Json::object() } } } }, "scale"));
    fields.push_back(managedEntry(
        "kube-controller-manager", w.progressedAt, apiVersion, { { "f:status", Json::object() } }, "status"));
    return fields;
}

Json base(const Workload& w, const std::string& apiVersion)
{
    Json object = kubeObject(apiVersion, kindName(w.kind), w.nameSpace, w.name, w.uid, w.created);
    Json& meta = object["metadata"];
    meta["generation"] = w.generation;
    meta["labels"]
        = { { "app", w.name }, { "app.kubernetes.io/name", w.name }, { "app.kubernetes.io/managed-by", "argocd" } };
    meta["annotations"] = Json::object();
    for (const NamespaceSpec& spec : namespaces())
        if (spec.name == w.nameSpace && !spec.owner.empty())
            meta["annotations"] = { { "example.com/owner", spec.owner },
                { "example.com/contact", std::string(spec.person) + "@example.com" },
                { "example.com/runbook", "https://runbooks.example.com/" + std::string(spec.owner) + '/' + w.name } };
    meta["managedFields"] = workloadFields(w, apiVersion);
    return object;
}

Json selector(const Workload& w)
{
    return { { "matchLabels", { { "app", w.name } } } };
}

Json deploymentConditions(const Workload& w)
{
    Json out = Json::array();
    const bool available = w.available >= w.replicas - static_cast<int>(w.replicas * 0.25);
    Json first = condition("Available", available, available ? w.created : w.progressedAt,
        available ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
        available ? "Deployment has minimum availability." : "Deployment does not have minimum availability.");
    first["lastUpdateTime"] = first["lastTransitionTime"];
    const bool complete = w.doneRevision == w.current().number;
    const std::string set = w.name + '-' + w.current().hash;
    Json second = condition("Progressing", !w.stalled, w.changed,
        w.stalled      ? "ProgressDeadlineExceeded"
            : complete ? "NewReplicaSetAvailable"
                       : "ReplicaSetUpdated",
        w.stalled      ? "ReplicaSet \"" + set + "\" has timed out progressing."
            : complete ? "ReplicaSet \"" + set + "\" has successfully progressed."
                       : "ReplicaSet \"" + set + "\" is progressing.");
    second["lastUpdateTime"] = isoTime(w.progressedAt);
    out.push_back(first);
    out.push_back(second);
    return out;
}

Json deployment(const WorldState& world, const Workload& w)
{
    Json object = base(w, "apps/v1");
    object["metadata"]["annotations"]["deployment.kubernetes.io/revision"] = std::to_string(w.current().number);
    object["spec"] = { { "replicas", w.replicas }, { "selector", selector(w) },
        { "template", podTemplate(world, w, w.current()) }, { "minReadySeconds", w.minReadySeconds },
        { "revisionHistoryLimit", 10 }, { "progressDeadlineSeconds", 600 },
        { "strategy",
            { { "type", "RollingUpdate" },
                { "rollingUpdate", { { "maxSurge", "25%" }, { "maxUnavailable", "25%" } } } } } };
    object["spec"]["template"]["metadata"]["labels"].erase("pod-template-hash");
    Json status { { "observedGeneration", w.generation }, { "replicas", w.total }, { "updatedReplicas", w.updated },
        { "readyReplicas", w.readyPods }, { "availableReplicas", w.available },
        { "conditions", deploymentConditions(w) } };
    if (w.total > w.available)
        status["unavailableReplicas"] = w.total - w.available;
    object["status"] = status;
    return object;
}

Json statefulSet(const WorldState& world, const Workload& w)
{
    Json object = base(w, "apps/v1");
    Json claim { { "metadata", { { "name", "data" } } },
        { "spec",
            { { "accessModes", Json::array({ "ReadWriteOnce" }) }, { "storageClassName", "ssd" },
                { "resources", { { "requests", { { "storage", "100Gi" } } } } } } } };
    object["spec"] = { { "replicas", w.replicas }, { "selector", selector(w) },
        { "template", podTemplate(world, w, w.current()) }, { "serviceName", w.name + "-headless" },
        { "podManagementPolicy", "OrderedReady" }, { "revisionHistoryLimit", 10 },
        { "updateStrategy", { { "type", "RollingUpdate" }, { "rollingUpdate", { { "partition", 0 } } } } },
        { "volumeClaimTemplates", Json::array({ claim }) } };
    const std::string revision = w.name + '-' + w.current().hash;
    object["status"]
        = { { "observedGeneration", w.generation }, { "replicas", w.total }, { "readyReplicas", w.readyPods },
              { "availableReplicas", w.available }, { "currentReplicas", w.updated }, { "updatedReplicas", w.updated },
              { "currentRevision", revision }, { "updateRevision", revision }, { "collisionCount", 0 } };
    return object;
}

Json daemonSet(const WorldState& world, const Workload& w)
{
    Json object = base(w, "apps/v1");
    object["spec"] = { { "selector", selector(w) }, { "template", podTemplate(world, w, w.current()) },
        { "revisionHistoryLimit", 10 },
        { "updateStrategy",
            { { "type", "RollingUpdate" }, { "rollingUpdate", { { "maxUnavailable", 1 }, { "maxSurge", 0 } } } } } };
    object["status"] = { { "observedGeneration", w.generation }, { "desiredNumberScheduled", w.total },
        { "currentNumberScheduled", w.total }, { "updatedNumberScheduled", w.updated }, { "numberReady", w.readyPods },
        { "numberAvailable", w.available }, { "numberMisscheduled", 0 } };
    return object;
}

Json jobSpec(const WorldState& world, const Workload& w)
{
    return { { "parallelism", 1 }, { "completions", 1 }, { "backoffLimit", 3 }, { "completionMode", "NonIndexed" },
        { "suspend", false }, { "template", podTemplate(world, w, w.current()) } };
}

Json job(const WorldState& world, const Workload& w)
{
    Json object = base(w, "batch/v1");
    object["spec"] = jobSpec(world, w);
    object["spec"]["selector"] = { { "matchLabels", { { "batch.kubernetes.io/controller-uid", w.uid } } } };
    if (w.owner >= 0) {
        const Workload& cron = world.workloads[static_cast<std::size_t>(w.owner)];
        object["metadata"]["ownerReferences"]
            = Json::array({ ownerReference("batch/v1", "CronJob", cron.name, cron.uid) });
    }
    Json status { { "startTime", isoTime(w.created) } };
    if (w.finished) {
        status["succeeded"] = 1;
        status["ready"] = 0;
        status["completionTime"] = isoTime(*w.finished);
        Json done = condition(
            "Complete", true, *w.finished, "CompletionsReached", "Reached expected number of succeeded pods");
        done["lastProbeTime"] = isoTime(*w.finished);
        status["conditions"] = Json::array({ done });
    } else {
        status["active"] = 1;
        status["ready"] = w.readyPods;
    }
    object["status"] = status;
    return object;
}

Json cronJob(const WorldState& world, const Workload& w)
{
    Json object = base(w, "batch/v1");
    object["spec"] = { { "schedule", "*/5 * * * *" }, { "concurrencyPolicy", "Forbid" }, { "suspend", false },
        { "successfulJobsHistoryLimit", 3 }, { "failedJobsHistoryLimit", 1 },
        { "jobTemplate", { { "spec", jobSpec(world, w) } } } };
    Json active = Json::array();
    Json status = Json::object();
    for (const Workload& one : world.workloads) {
        if (one.owner != w.index || one.uid.empty())
            continue;
        if (!one.finished)
            active.push_back({ { "apiVersion", "batch/v1" }, { "kind", "Job" }, { "name", one.name },
                { "namespace", one.nameSpace }, { "uid", one.uid } });
        else
            status["lastSuccessfulTime"] = isoTime(*one.finished);
        status["lastScheduleTime"] = isoTime(w.scaled);
    }
    if (!active.empty())
        status["active"] = active;
    object["status"] = status;
    return object;
}

} // namespace

Json workloadObject(const WorldState& world, const Workload& w)
{
    switch (w.kind) {
    case WorkloadKind::Deployment: return deployment(world, w);
    case WorkloadKind::StatefulSet: return statefulSet(world, w);
    case WorkloadKind::DaemonSet: return daemonSet(world, w);
    case WorkloadKind::Job: return job(world, w);
    case WorkloadKind::CronJob: return cronJob(world, w);
    }
    return {};
}

Json replicaSetObject(const WorldState& world, const Workload& w, const Revision& revision)
{
    Json object = kubeObject(
        "apps/v1", "ReplicaSet", w.nameSpace, w.name + '-' + revision.hash, revision.uid, revision.created);
    Json& meta = object["metadata"];
    Json labels = podTemplate(world, w, revision)["metadata"]["labels"];
    meta["labels"] = labels;
    meta["generation"] = 1 + revision.replicas;
    meta["annotations"] = { { "deployment.kubernetes.io/revision", std::to_string(revision.number) },
        { "deployment.kubernetes.io/desired-replicas", std::to_string(w.replicas) } };
    meta["ownerReferences"] = Json::array({ ownerReference("apps/v1", "Deployment", w.name, w.uid) });
    meta["managedFields"] = Json::array({ managedEntry("kube-controller-manager", revision.created, "apps/v1",
        { { "f:spec", { { "f:replicas", Json::object() } } } }) });
    object["spec"] = { { "replicas", revision.replicas }, { "minReadySeconds", w.minReadySeconds },
        { "template", podTemplate(world, w, revision) },
        { "selector", { { "matchLabels", { { "app", w.name }, { "pod-template-hash", revision.hash } } } } } };
    int total = 0;
    int ready = 0;
    for (const auto& [id, pod] : world.pods)
        if (pod.workload == w.index && pod.revision == revision.number && !pod.deletionAt && !pod.finishedAt) {
            ++total;
            ready += pod.ready ? 1 : 0;
        }
    object["status"] = { { "replicas", total }, { "fullyLabeledReplicas", total }, { "readyReplicas", ready },
        { "availableReplicas", ready }, { "observedGeneration", 1 + revision.replicas } };
    return object;
}

Json scalingObject(const WorldState& world, const Workload& w)
{
    const Scaling& scaling = *w.scaling;
    Json object = kubeObject(
        "autoscaling/v2", "HorizontalPodAutoscaler", w.nameSpace, w.name, world.dice.uid("hpa" + w.uid), w.created);
    object["metadata"]["managedFields"] = Json::array(
        { managedEntry("argocd-controller", w.created, "autoscaling/v2", { { "f:spec", Json::object() } }),
            managedEntry("kube-controller-manager", scaling.lastScaled, "autoscaling/v2",
                { { "f:status", Json::object() } }, "status") });
    Json metric { { "type", "Resource" },
        { "resource",
            { { "name", "cpu" },
                { "target", { { "type", "Utilization" }, { "averageUtilization", scaling.target } } } } } };
    object["spec"]
        = { { "minReplicas", scaling.min }, { "maxReplicas", scaling.max }, { "metrics", Json::array({ metric }) },
              { "scaleTargetRef", { { "apiVersion", "apps/v1" }, { "kind", "Deployment" }, { "name", w.name } } } };
    Json current { { "type", "Resource" },
        { "resource",
            { { "name", "cpu" },
                { "current",
                    { { "averageUtilization", scaling.utilisation },
                        { "averageValue", coresText(scaling.utilisation * w.requestCores / 100) } } } } } };
    const bool limited = scaling.desired >= scaling.max;
    object["status"] = { { "currentReplicas", w.total }, { "desiredReplicas", scaling.desired },
        { "lastScaleTime", isoTime(scaling.lastScaled) }, { "currentMetrics", Json::array({ current }) },
        { "conditions",
            Json::array({ condition("AbleToScale", true, w.created, "ReadyForNewScale",
                              "recommended size matches current size"),
                condition("ScalingActive", true, w.created, "ValidMetricFound",
                    "the HPA was able to successfully calculate a replica count from cpu resource utilization "
                    "(percentage of request)"),
                condition("ScalingLimited", limited, scaling.lastScaled,
                    limited ? "TooManyReplicas" : "DesiredWithinRange",
                    limited ? "the desired replica count is more than the maximum replica count"
                            : "the desired count is within the acceptable range") }) } };
    return object;
}

Json endpointsObject(const WorldState& world, const Workload& w)
{
    Json object = kubeObject("v1", "Endpoints", w.nameSpace, w.name, world.dice.uid("endpoints" + w.uid), w.created);
    object["metadata"]["labels"] = { { "app", w.name } };
    Json ready = Json::array();
    Json unready = Json::array();
    for (const auto& [id, pod] : world.pods) {
        if (pod.workload != w.index || pod.ip.empty() || pod.deletionAt || pod.finishedAt)
            continue;
        Json address { { "ip", pod.ip }, { "nodeName", world.nodes[static_cast<std::size_t>(pod.node)].name },
            { "targetRef",
                { { "kind", "Pod" }, { "name", pod.name }, { "namespace", w.nameSpace }, { "uid", pod.uid } } } };
        (pod.ready ? ready : unready).push_back(std::move(address));
    }
    const int port = servicePort(services()[static_cast<std::size_t>(w.service)].runtime);
    Json subset { { "ports", Json::array({ Json { { "name", "http" }, { "port", port }, { "protocol", "TCP" } } }) } };
    if (!ready.empty())
        subset["addresses"] = ready;
    if (!unready.empty())
        subset["notReadyAddresses"] = unready;
    if (!ready.empty() || !unready.empty())
        object["subsets"] = Json::array({ subset });
    return object;
}

Json endpointSliceObject(const WorldState& world, const Workload& w)
{
    Json object = kubeObject("discovery.k8s.io/v1", "EndpointSlice", w.nameSpace,
        w.name + '-' + world.dice.suffix("slice" + w.uid, 0, 5), world.dice.uid("slice" + w.uid), w.created);
    object["metadata"]["labels"] = { { "kubernetes.io/service-name", w.name },
        { "endpointslice.kubernetes.io/managed-by", "endpointslice-controller.k8s.io" } };
    object["metadata"]["ownerReferences"]
        = Json::array({ ownerReference("v1", "Service", w.name, world.dice.uid("service" + w.uid)) });
    object["addressType"] = "IPv4";
    object["ports"] = Json::array({ Json { { "name", "http" },
        { "port", servicePort(services()[static_cast<std::size_t>(w.service)].runtime) }, { "protocol", "TCP" } } });
    object["endpoints"] = Json::array();
    for (const auto& [id, pod] : world.pods) {
        if (pod.workload != w.index || pod.ip.empty() || pod.finishedAt)
            continue;
        const Node& node = world.nodes[static_cast<std::size_t>(pod.node)];
        object["endpoints"].push_back({ { "addresses", Json::array({ pod.ip }) }, { "nodeName", node.name },
            { "zone", node.zone },
            { "conditions",
                { { "ready", pod.ready }, { "serving", pod.ready }, { "terminating", pod.deletionAt.has_value() } } },
            { "targetRef",
                { { "kind", "Pod" }, { "name", pod.name }, { "namespace", w.nameSpace }, { "uid", pod.uid } } } });
    }
    return object;
}

} // namespace Strato::Estate
