// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/metrics/metricpages.h"
#include "app/estate/world/kubeobjects.h"

#include <cmath>

namespace Strato::Estate {

namespace {

using WorkloadRows = std::vector<MetricRow<Workload>>;
using NodeRows = std::vector<MetricRow<Node>>;

double seconds(Instant at)
{
    return std::floor(static_cast<double>(at.ns) / 1e9);
}

PodRows podRows(const WorldState& world, int cluster)
{
    PodRows rows;
    for (const auto& [id, pod] : world.pods)
        if (pod.cluster == cluster)
            rows.push_back({ "namespace=\"" + world.workloadOf(pod).nameSpace + "\",pod=\"" + pod.name + "\",uid=\""
                    + pod.uid + '"',
                &pod });
    return rows;
}

void writeOwners(const WorldState& world, const PodRows& pods, Exposition& out)
{
    const auto owner = [&](const Pod& pod) {
        const Workload& w = world.workloadOf(pod);
        return w.templated()
            ? std::pair<std::string, std::string>("ReplicaSet", w.name + '-' + world.revisionOf(pod).hash)
            : std::pair<std::string, std::string>(kindName(w.kind), w.name);
    };
    out.family("kube_pod_info", "gauge", "Where a pod is and whose it is.");
    for (const auto& row : pods) {
        const auto [kind, name] = owner(*row.of);
        const std::string node = row.of->node < 0 ? "" : world.nodes[static_cast<std::size_t>(row.of->node)].name;
        const std::string host = row.of->node < 0 ? "" : world.nodes[static_cast<std::size_t>(row.of->node)].ip;
        out.sample(row.labels + ",node=\"" + node + "\",host_ip=\"" + host + "\",pod_ip=\"" + row.of->ip
                + "\",created_by_kind=\"" + kind + "\",created_by_name=\"" + name + '"',
            1);
    }
    out.family("kube_pod_owner", "gauge", "Whose a pod is.");
    for (const auto& row : pods) {
        const auto [kind, name] = owner(*row.of);
        out.sample(
            row.labels + ",owner_kind=\"" + kind + "\",owner_name=\"" + name + "\",owner_is_controller=\"true\"", 1);
    }
}

void writePodStates(const PodRows& pods, Exposition& out)
{
    out.family("kube_pod_status_phase", "gauge", "1 for the phase of a pod.");
    for (const auto& row : pods)
        for (const char* phase : { "Pending", "Running", "Succeeded", "Failed" }) {
            const bool is = podPhase(*row.of) == std::string_view(phase);
            if (is || !out.sparse())
                out.sample(withLabel(row.labels, "phase", phase), is ? 1 : 0);
        }
    out.family("kube_pod_status_ready", "gauge", "1 for the readiness of a pod.");
    for (const auto& row : pods) {
        out.sample(withLabel(row.labels, "condition", "true"), row.of->ready ? 1 : 0);
        if (!out.sparse())
            out.sample(withLabel(row.labels, "condition", "false"), row.of->ready ? 0 : 1);
    }
    out.column("kube_pod_created", "gauge", "Time of creation.", pods, [](const Pod& p) { return seconds(p.created); });
}

void writeContainers(const WorldState& world, const PodRows& pods, Exposition& out)
{
    PodRows rows;
    for (const auto& row : pods)
        rows.push_back({ withLabel(row.labels, "container", "app"), row.of });
    out.column("kube_pod_container_status_restarts_total", "counter", "Restarts.", rows,
        [](const Pod& p) { return p.restarts; });
    out.column(
        "kube_pod_container_status_ready", "gauge", "Readiness.", rows, [](const Pod& p) { return p.ready ? 1 : 0; });
    out.column("kube_pod_container_status_running", "gauge", "Whether it runs.", rows,
        [](const Pod& p) { return p.state == ContainerState::Running ? 1 : 0; });
    out.family("kube_pod_container_status_waiting_reason", "gauge", "Why it waits.");
    for (const auto& row : rows)
        if (row.of->state == ContainerState::Waiting && !row.of->waitingReason.empty())
            out.sample(withLabel(row.labels, "reason", row.of->waitingReason), 1);
    out.family("kube_pod_container_status_last_terminated_reason", "gauge", "Why it ended last.");
    for (const auto& row : rows)
        if (row.of->last)
            out.sample(withLabel(row.labels, "reason", row.of->last->reason), 1);
    const auto resources = [&](const char* name, auto cores, auto bytes) {
        out.family(name, "gauge", "As its container asks.");
        for (const auto& row : rows) {
            const Workload& w = world.workloadOf(*row.of);
            const std::string where = withLabel(
                row.labels, "node", row.of->node < 0 ? "" : world.nodes[static_cast<std::size_t>(row.of->node)].name);
            if (cores(w) > 0)
                out.sample(where + ",resource=\"cpu\",unit=\"core\"", cores(w));
            if (bytes(w) > 0)
                out.sample(where + ",resource=\"memory\",unit=\"byte\"", bytes(w));
        }
    };
    resources(
        "kube_pod_container_resource_requests", [](const Workload& w) { return w.requestCores; },
        [](const Workload& w) { return w.requestBytes; });
    resources(
        "kube_pod_container_resource_limits", [](const Workload& w) { return w.limitCores; },
        [](const Workload& w) { return w.limitBytes; });
}

WorkloadRows workloadRows(const WorldState& world, int cluster, WorkloadKind kind, const char* label)
{
    WorkloadRows rows;
    for (const Workload& w : world.workloads)
        if (w.cluster == cluster && w.kind == kind && !w.uid.empty())
            rows.push_back({ "namespace=\"" + w.nameSpace + "\"," + label + "=\"" + w.name + '"', &w });
    return rows;
}

void writeWorkloads(const WorldState& world, int cluster, Exposition& out)
{
    const WorkloadRows d = workloadRows(world, cluster, WorkloadKind::Deployment, "deployment");
    out.column(
        "kube_deployment_spec_replicas", "gauge", "Replicas wanted.", d, [](const Workload& w) { return w.replicas; });
    out.column(
        "kube_deployment_status_replicas", "gauge", "Replicas there.", d, [](const Workload& w) { return w.total; });
    out.column("kube_deployment_status_replicas_available", "gauge", "Replicas available.", d,
        [](const Workload& w) { return w.available; });
    out.column("kube_deployment_status_replicas_updated", "gauge", "Replicas of the newest template.", d,
        [](const Workload& w) { return w.updated; });
    out.column("kube_deployment_metadata_generation", "gauge", "Generation.", d,
        [](const Workload& w) { return w.generation; });
    out.column("kube_deployment_status_observed_generation", "gauge", "Generation seen by the controller.", d,
        [](const Workload& w) { return w.generation; });
    const WorkloadRows s = workloadRows(world, cluster, WorkloadKind::StatefulSet, "statefulset");
    out.column(
        "kube_statefulset_replicas", "gauge", "Replicas wanted.", s, [](const Workload& w) { return w.replicas; });
    out.column("kube_statefulset_status_replicas_ready", "gauge", "Replicas ready.", s,
        [](const Workload& w) { return w.readyPods; });
    const WorkloadRows e = workloadRows(world, cluster, WorkloadKind::DaemonSet, "daemonset");
    out.column("kube_daemonset_status_desired_number_scheduled", "gauge", "Pods wanted.", e,
        [](const Workload& w) { return w.total; });
    out.column(
        "kube_daemonset_status_number_ready", "gauge", "Pods ready.", e, [](const Workload& w) { return w.readyPods; });
    const WorkloadRows j = workloadRows(world, cluster, WorkloadKind::Job, "job_name");
    out.column("kube_job_status_succeeded", "gauge", "Pods that succeeded.", j,
        [](const Workload& w) { return w.finished && !w.failed ? 1 : 0; });
    out.column(
        "kube_job_status_active", "gauge", "Pods that run.", j, [](const Workload& w) { return w.finished ? 0 : 1; });
    out.family("kube_replicaset_owner", "gauge", "Whose a ReplicaSet is.");
    for (const auto& row : d)
        for (const Revision& r : row.of->revisions)
            out.sample("namespace=\"" + row.of->nameSpace + "\",replicaset=\"" + row.of->name + '-' + r.hash
                    + "\",owner_kind=\"Deployment\",owner_name=\"" + row.of->name + '"',
                1);
    out.family("kube_replicaset_created", "gauge", "When a ReplicaSet was made.");
    for (const auto& row : d)
        for (const Revision& r : row.of->revisions)
            out.sample("namespace=\"" + row.of->nameSpace + "\",replicaset=\"" + row.of->name + '-' + r.hash + '"',
                seconds(r.created));
}

void writeScaling(const WorldState& world, int cluster, Exposition& out)
{
    WorkloadRows rows;
    for (auto& row : workloadRows(world, cluster, WorkloadKind::Deployment, "horizontalpodautoscaler"))
        if (row.of->scaling)
            rows.push_back(std::move(row));
    out.column("kube_horizontalpodautoscaler_status_current_replicas", "gauge", "Replicas there.", rows,
        [](const Workload& w) { return w.total; });
    out.column("kube_horizontalpodautoscaler_status_desired_replicas", "gauge", "Replicas it wants.", rows,
        [](const Workload& w) { return w.scaling->desired; });
    out.column("kube_horizontalpodautoscaler_spec_max_replicas", "gauge", "Most replicas.", rows,
        [](const Workload& w) { return w.scaling->max; });
    out.column("kube_horizontalpodautoscaler_spec_min_replicas", "gauge", "Fewest replicas.", rows,
        [](const Workload& w) { return w.scaling->min; });
}

void writeNodes(const WorldState& world, int cluster, Exposition& out)
{
    NodeRows rows;
    for (const int index : world.clusterAt(cluster).nodes)
        rows.push_back({ "node=\"" + world.nodes[static_cast<std::size_t>(index)].name + '"',
            &world.nodes[static_cast<std::size_t>(index)] });
    out.family("kube_node_info", "gauge", "A node.");
    for (const auto& row : rows)
        out.sample(row.labels + ",internal_ip=\"" + row.of->ip
                + "\",kubelet_version=\"v1.29.4\",os_image=\"CentOS Linux 7 (Core)\"",
            1);
    out.family("kube_node_labels", "gauge", "Labels of a node.");
    for (const auto& row : rows)
        out.sample(withLabel(row.labels, "label_topology_kubernetes_io_zone", row.of->zone), 1);
    out.family("kube_node_status_condition", "gauge", "Conditions of a node.");
    for (const auto& row : rows) {
        const bool lost = !row.of->ready && row.of->darkSince;
        for (const char* status : { "true", "false", "unknown" }) {
            const std::string_view ready = lost ? "unknown" : row.of->ready ? "true" : "false";
            const std::string_view disk = lost ? "unknown" : row.of->diskPressure ? "true" : "false";
            out.sample(row.labels + ",condition=\"Ready\",status=\"" + status + '"', ready == status ? 1 : 0);
            out.sample(row.labels + ",condition=\"DiskPressure\",status=\"" + status + '"', disk == status ? 1 : 0);
        }
    }
    out.family("kube_node_status_allocatable", "gauge", "What pods can have.");
    for (const auto& row : rows) {
        out.sample(row.labels + ",resource=\"cpu\",unit=\"core\"", row.of->cores - 0.5);
        out.sample(row.labels + ",resource=\"memory\",unit=\"byte\"", row.of->memoryBytes - 2.5 * 1024 * 1024 * 1024);
        out.sample(row.labels + ",resource=\"pods\",unit=\"integer\"", 110);
    }
}

void writeServices(const WorldState& world, const PodRows& pods, int cluster, Exposition& out)
{
    out.family("kube_service_info", "gauge", "A service.");
    for (const Workload& w : world.workloads)
        if (w.cluster == cluster && w.service >= 0)
            out.sample(
                "namespace=\"" + w.nameSpace + "\",service=\"" + w.name + "\",cluster_ip=\"" + serviceAddress(w) + '"',
                1);
    out.family("kube_endpoint_address", "gauge", "An address behind a service.");
    for (const auto& row : pods) {
        const Workload& w = world.workloadOf(*row.of);
        if (w.service >= 0 && !row.of->ip.empty() && !row.of->deletionAt)
            out.sample("namespace=\"" + w.nameSpace + "\",endpoint=\"" + w.name + "\",ip=\"" + row.of->ip
                    + "\",ready=\"" + (row.of->ready ? "true" : "false") + '"',
                1);
    }
}

} // namespace

void writeStatePage(const WorldState& world, int cluster, Exposition& out)
{
    const PodRows pods = podRows(world, cluster);
    writeOwners(world, pods, out);
    writePodStates(pods, out);
    writeContainers(world, pods, out);
    writeWorkloads(world, cluster, out);
    writeServices(world, pods, cluster, out);
    writeScaling(world, cluster, out);
    writeNodes(world, cluster, out);
}

} // namespace Strato::Estate
