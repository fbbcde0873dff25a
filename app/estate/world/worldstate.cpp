// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/world/worldstate.h"

#include <algorithm>

namespace Strato::Estate {

Instant WorldState::longAgo(std::string_view about, std::uint64_t index, int leastDays, int spanDays) const
{
    constexpr std::int64_t day = 86'400;
    const std::int64_t span = spanDays * day;
    const auto phase = static_cast<std::int64_t>(dice.unit(about, index) * static_cast<double>(span));
    const std::int64_t latest = options.asOf.value_or(options.start).ns / 1'000'000'000 - leastDays * day;
    return instantFromSeconds((latest - phase) / span * span + phase);
}

const Revision& WorldState::revisionOf(const Pod& pod) const
{
    const Workload& workload = workloadOf(pod);
    const auto found = std::ranges::find(workload.revisions, pod.revision, &Revision::number);
    return found == workload.revisions.end() ? workload.revisions.front() : *found;
}

ServiceGroup* WorldState::groupOf(const Pod& pod)
{
    const int group = workloadOf(pod).group;
    return group < 0 ? nullptr : &groups[static_cast<std::size_t>(group)];
}

const ServiceGroup* WorldState::groupOf(const Pod& pod) const
{
    const int group = workloadOf(pod).group;
    return group < 0 ? nullptr : &groups[static_cast<std::size_t>(group)];
}

int WorldState::findGroup(std::string_view service, int cluster) const
{
    int any = -1;
    for (const ServiceGroup& group : groups) {
        if (group.spec().name != service)
            continue;
        if (group.cluster == cluster)
            return group.index;
        any = group.index;
    }
    return any;
}

int WorldState::findNode(std::string_view name) const
{
    const auto found = std::ranges::find(nodes, name, &Node::name);
    return found == nodes.end() ? -1 : static_cast<int>(found - nodes.begin());
}

int WorldState::findWorkload(int cluster, std::string_view nameSpace, std::string_view name) const
{
    for (const Workload& workload : workloads)
        if (workload.cluster == cluster && !workload.uid.empty() && workload.name == name
            && (nameSpace.empty() || workload.nameSpace == nameSpace))
            return workload.index;
    return -1;
}

std::vector<Pod*> WorldState::podsOf(const Workload& workload)
{
    std::vector<Pod*> out;
    for (auto& [id, pod] : pods)
        if (pod.workload == workload.index)
            out.push_back(&pod);
    return out;
}

const char* kindName(WorkloadKind kind)
{
    switch (kind) {
    case WorkloadKind::Deployment: return "Deployment";
    case WorkloadKind::StatefulSet: return "StatefulSet";
    case WorkloadKind::DaemonSet: return "DaemonSet";
    case WorkloadKind::Job: return "Job";
    case WorkloadKind::CronJob: return "CronJob";
    }
    return "";
}

} // namespace Strato::Estate
