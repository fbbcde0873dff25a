// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/metrics/metricpages.h"
#include "app/estate/world/kubeobjects.h"

#include <cmath>

namespace Strato::Estate {

namespace {

constexpr double envoyBytes = 52.0 * 1024 * 1024;

struct Rows {
    PodRows containers, sidecars, networks;
};

Rows rowsOf(const WorldState& world, int node)
{
    Rows rows;
    for (const auto& [id, pod] : world.pods) {
        if (pod.node != node || pod.state != ContainerState::Running)
            continue;
        std::string labels;
        const Workload& workload = world.workloadOf(pod);
        addLabel(labels, "namespace", workload.nameSpace);
        addLabel(labels, "pod", pod.name);
        if (!pod.hostNetwork)
            rows.networks.push_back({ withLabel(labels, "interface", "eth0"), &pod });
        if (workload.sidecar)
            rows.sidecars.push_back({ withLabel(labels, "container", "envoy"), &pod });
        addLabel(labels, "container", "app");
        addLabel(labels, "image", imageName(workload, world.revisionOf(pod)));
        rows.containers.push_back({ std::move(labels), &pod });
    }
    return rows;
}

void writeCpu(const WorldState& world, const Rows& rows, Exposition& out)
{
    out.column("container_cpu_usage_seconds_total", "counter", "CPU time used.", rows.containers,
        [](const Pod& p) { return p.total.cpuSeconds; });
    for (const auto& row : rows.sidecars)
        out.sample(row.labels,
            row.of->total.cpuSeconds * 0.04 + static_cast<double>((world.now - row.of->startedAt).count()) * 2e-11);
    out.column("container_cpu_cfs_periods_total", "counter", "Scheduler periods.", rows.containers,
        [](const Pod& p) { return p.total.periods; });
    out.column("container_cpu_cfs_throttled_periods_total", "counter", "Periods in which it was held back.",
        rows.containers, [](const Pod& p) { return p.total.throttledPeriods; });
    out.column("container_cpu_cfs_throttled_seconds_total", "counter", "Seconds for which it was held back.",
        rows.containers, [](const Pod& p) { return p.total.throttledPeriods * 0.04; });
    out.column("container_spec_cpu_quota", "gauge", "CPU limit, microseconds in a period.", rows.containers,
        [&](const Pod& p) { return world.workloadOf(p).limitCores * 1e5; });
    out.column(
        "container_spec_cpu_period", "gauge", "Length of a period.", rows.containers, [](const Pod&) { return 1e5; });
}

void writeMemory(const WorldState& world, const Rows& rows, Exposition& out)
{
    out.column("container_memory_working_set_bytes", "gauge", "Memory that cannot be taken back.", rows.containers,
        [](const Pod& p) { return p.memory; });
    for (const auto& row : rows.sidecars)
        out.sample(row.labels, envoyBytes);
    out.column("container_memory_rss", "gauge", "Anonymous memory.", rows.containers,
        [](const Pod& p) { return p.memory * 0.93; });
    out.column("container_memory_cache", "gauge", "Page cache.", rows.containers,
        [](const Pod& p) { return p.memory * 0.07; });
    out.column("container_spec_memory_limit_bytes", "gauge", "Memory limit.", rows.containers,
        [&](const Pod& p) { return world.workloadOf(p).limitBytes; });
    out.column("container_oom_events_total", "counter", "Kills for want of memory.", rows.containers,
        [](const Pod& p) { return p.total.ooms; });
    out.column("container_start_time_seconds", "gauge", "Time of the last start.", rows.containers,
        [](const Pod& p) { return std::floor(static_cast<double>(p.startedAt.ns) / 1e9); });
}

void writeTraffic(const Rows& rows, Exposition& out)
{
    out.column("container_network_receive_bytes_total", "counter", "Bytes received.", rows.networks,
        [](const Pod& p) { return p.total.rxBytes; });
    out.column("container_network_transmit_bytes_total", "counter", "Bytes sent.", rows.networks,
        [](const Pod& p) { return p.total.txBytes; });
    out.column("container_network_receive_packets_dropped_total", "counter", "Packets dropped on receipt.",
        rows.networks, [](const Pod&) { return 0; });
    out.column("container_network_transmit_packets_dropped_total", "counter", "Packets dropped before they were sent.",
        rows.networks, [](const Pod& p) { return p.total.txDrops; });
    out.column("container_network_receive_errors_total", "counter", "Errors on receipt.", rows.networks,
        [](const Pod&) { return 0; });
    out.column("container_network_transmit_errors_total", "counter", "Errors on sending.", rows.networks,
        [](const Pod&) { return 0; });
    out.column("container_fs_reads_bytes_total", "counter", "Bytes read.", rows.containers,
        [](const Pod& p) { return p.total.readBytes; });
    out.column("container_fs_writes_bytes_total", "counter", "Bytes written.", rows.containers,
        [](const Pod& p) { return p.total.writtenBytes; });
}

void writeVolumes(const WorldState& world, const Rows& rows, Exposition& out)
{
    PodRows volumes;
    for (const auto& row : rows.containers) {
        const Workload& workload = world.workloadOf(*row.of);
        if (workload.kind == WorkloadKind::StatefulSet)
            volumes.push_back(
                { "namespace=\"" + workload.nameSpace + "\",persistentvolumeclaim=\"data-" + row.of->name + '"',
                    row.of });
    }
    constexpr double size = 100.0 * 1024 * 1024 * 1024;
    out.column(
        "kubelet_volume_stats_capacity_bytes", "gauge", "Size of a volume.", volumes, [](const Pod&) { return size; });
    out.column("kubelet_volume_stats_used_bytes", "gauge", "Used of a volume.", volumes,
        [&](const Pod& p) { return size * (0.2 + 0.5 * world.dice.unit(p.name)); });
}

} // namespace

void writeKubeletPage(const WorldState& world, int node, Exposition& out)
{
    const Rows rows = rowsOf(world, node);
    writeCpu(world, rows, out);
    writeMemory(world, rows, out);
    writeTraffic(rows, out);
    writeVolumes(world, rows, out);
    out.family("kubelet_running_pods", "gauge", "Pods that run here.");
    out.sample({}, static_cast<double>(rows.containers.size()));
}

} // namespace Strato::Estate
