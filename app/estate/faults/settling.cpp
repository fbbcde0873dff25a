// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/faults/faultengine.h"

#include <algorithm>

namespace Strato::Estate {

namespace {

using namespace std::chrono_literals;

void removePod(WorldState& world, const Workload& workload, const Pod& pod)
{
    if (pod.node >= 0) {
        Node& node = world.nodes[static_cast<std::size_t>(pod.node)];
        node.requestedCores -= workload.requestCores;
        node.requestedBytes -= workload.requestBytes;
    }
    world.dirty.erase({ ObjectKind::Pod, pod.id });
    world.pods.erase(pod.id);
}

/// A rollout takes a quarter of the pods at a time; about half a minute each.
Instant startedBy(const Workload& workload, int ordinal)
{
    const int batch = std::max(1, (workload.replicas + 3) / 4);
    return workload.changed + std::chrono::seconds(30 * (ordinal / batch) + ordinal % batch);
}

void alignWorkload(WorldState& world, Workload& workload)
{
    const bool changed = workload.revisions.size() > 1;
    std::vector<bool> there(static_cast<std::size_t>(workload.replicas));
    for (const Pod* pod : world.podsOf(workload)) {
        const bool kept = pod->ordinal < workload.replicas && pod->revision == workload.current().number;
        if (kept)
            there[static_cast<std::size_t>(pod->ordinal)] = true;
        else
            removePod(world, workload, *pod);
    }
    for (int i = 0; i < workload.replicas; ++i) {
        if (there[static_cast<std::size_t>(i)])
            continue;
        Pod& pod = createPod(world, workload, workload.current().number, i);
        settlePod(world, pod, changed ? startedBy(workload, i) : workload.scaled);
    }
    workload.total = workload.readyPods = workload.available = workload.updated = workload.replicas;
    workload.podsMade = static_cast<std::uint64_t>(workload.replicas);
    workload.progressedAt
        = std::min(world.now, std::max(workload.scaled, startedBy(workload, workload.replicas - 1) + 40s));
}

} // namespace

void alignPods(WorldState& world)
{
    for (Workload& workload : world.workloads)
        if (workload.templated() && workload.changed != workload.created
            && (workload.revisions.size() > 1 || workload.total != workload.replicas))
            alignWorkload(world, workload);
}

void markRestarts(WorldState& world)
{
    for (auto& [id, pod] : world.pods) {
        const Workload& workload = world.workloadOf(pod);
        const std::uint64_t draw = world.dice.number(pod.uid, 17);
        const Duration age = world.now - pod.created;
        if (workload.service < 0 || workload.kind != WorkloadKind::Deployment || draw % 100 >= 5 || age < 3h)
            continue;
        const bool memory = draw / 100 % 2 == 0;
        const Instant ended = pod.created + Duration(age.count() / 10 * static_cast<std::int64_t>(3 + draw / 200 % 6));
        pod.restarts = 1 + static_cast<int>(draw / 2000 % 2);
        pod.total.ooms = memory ? 1 : 0;
        pod.last = Termination { memory ? "OOMKilled" : "Error", memory ? 137 : 1, pod.startedAt, ended };
        pod.startedAt = ended + 2s;
        pod.readyChanged = pod.stageSince = ended + 18s;
    }
}

} // namespace Strato::Estate
