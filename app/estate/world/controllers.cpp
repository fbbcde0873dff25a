// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/world/worldstate.h"

#include <algorithm>
#include <cmath>

namespace Strato::Estate {

namespace {

constexpr Duration progressDeadline = std::chrono::minutes(10);

struct Count {
    int total = 0, ready = 0, available = 0, updated = 0;
};

bool gone(const Pod& pod)
{
    return pod.deletionAt || pod.stage == PodStage::Evicted || pod.stage == PodStage::Completed;
}

bool isAvailable(const WorldState& world, const Workload& workload, const Pod& pod)
{
    return pod.ready && world.now - pod.readyChanged >= std::chrono::seconds(workload.minReadySeconds);
}

Count countPods(const WorldState& world, const Workload& workload, const std::vector<Pod*>& pods)
{
    Count count;
    for (const Pod* pod : pods) {
        if (gone(*pod))
            continue;
        ++count.total;
        count.ready += pod->ready ? 1 : 0;
        count.available += isAvailable(world, workload, *pod) ? 1 : 0;
        count.updated += pod->revision == workload.current().number ? 1 : 0;
    }
    return count;
}

EventAbout aboutReplicaSet(const Workload& workload, const Revision& revision)
{
    return { workload.cluster, "ReplicaSet", workload.nameSpace, workload.name + '-' + revision.hash, revision.uid,
        "" };
}

void setReplicas(WorldState& world, Workload& workload, Revision& revision, int replicas)
{
    if (revision.replicas == replicas)
        return;
    const std::string verb = replicas > revision.replicas ? "up" : "down";
    addEvent(world, aboutWorkload(world, workload), "Normal", "ScalingReplicaSet",
        "Scaled " + verb + " replica set " + workload.name + '-' + revision.hash + " from "
            + std::to_string(revision.replicas) + " to " + std::to_string(replicas),
        "deployment-controller");
    revision.replicas = replicas;
    workload.progressedAt = world.now;
    world.touch(ObjectKind::ReplicaSet,
        static_cast<std::uint64_t>(workload.index) << 20U | static_cast<std::uint64_t>(revision.number));
    world.touch(ObjectKind::Workload, static_cast<std::uint64_t>(workload.index));
}

void removeOne(WorldState& world, Workload& workload, Revision& revision, Pod& pod)
{
    setReplicas(world, workload, revision, revision.replicas - 1);
    addEvent(world, aboutReplicaSet(workload, revision), "Normal", "SuccessfulDelete", "Deleted pod: " + pod.name,
        "replicaset-controller");
    deletePod(world, pod, "");
}

/// Not ready before ready, then the youngest: the order in which the ReplicaSet controller gives pods up.
Pod* worst(const std::vector<Pod*>& pods, int revision)
{
    Pod* found = nullptr;
    for (Pod* pod : pods)
        if (!gone(*pod) && pod->revision == revision
            && (found == nullptr || (found->ready && !pod->ready)
                || (found->ready == pod->ready && pod->created > found->created)))
            found = pod;
    return found;
}

void growNew(WorldState& world, Workload& workload, const Count& count)
{
    const int surge = static_cast<int>(std::ceil(workload.replicas * 0.25));
    Revision& revision = workload.revisions.back();
    const bool rolling = count.updated != count.total;
    const int room = (rolling ? workload.replicas + surge : workload.replicas) - count.total;
    const int wanted = std::min(room, workload.replicas - count.updated);
    if (wanted <= 0)
        return;
    setReplicas(world, workload, revision, count.updated + wanted);
    for (int i = 0; i < wanted; ++i) {
        const Pod& pod = createPod(world, workload, revision.number, static_cast<int>(workload.podsMade++ % 60));
        addEvent(world, aboutReplicaSet(workload, revision), "Normal", "SuccessfulCreate", "Created pod: " + pod.name,
            "replicaset-controller");
    }
}

void shrinkOld(WorldState& world, Workload& workload, const std::vector<Pod*>& pods, const Count& count)
{
    const int least = workload.replicas - static_cast<int>(workload.replicas * 0.25);
    int spare = count.available - least;
    for (Revision& revision : workload.revisions) {
        const bool current = revision.number == workload.current().number;
        while (revision.replicas > (current ? workload.replicas : 0)) {
            Pod* pod = worst(pods, revision.number);
            if (pod == nullptr) {
                setReplicas(world, workload, revision, 0);
                break;
            }
            if (pod->ready && !current && --spare < 0)
                return;
            removeOne(world, workload, revision, *pod);
        }
    }
}

void replaceLost(WorldState& world, Workload& workload, const std::vector<Pod*>& pods)
{
    // A ReplicaSet counts its pods alone: one that was evicted or deleted by others is made anew.
    for (Revision& revision : workload.revisions) {
        if (revision.replicas == 0)
            continue;
        const auto have
            = std::ranges::count_if(pods, [&](const Pod* p) { return !gone(*p) && p->revision == revision.number; });
        for (auto i = static_cast<int>(have); i < revision.replicas; ++i) {
            const Pod& pod = createPod(world, workload, revision.number, static_cast<int>(workload.podsMade++ % 60));
            addEvent(world, aboutReplicaSet(workload, revision), "Normal", "SuccessfulCreate",
                "Created pod: " + pod.name, "replicaset-controller");
        }
    }
}

void runDeployment(WorldState& world, Workload& workload, const std::vector<Pod*>& pods)
{
    replaceLost(world, workload, pods);
    const std::vector<Pod*> all = world.podsOf(workload);
    growNew(world, workload, countPods(world, workload, all));
    shrinkOld(world, workload, all, countPods(world, workload, all));
}

void runStatefulSet(WorldState& world, Workload& workload, const std::vector<Pod*>& pods)
{
    std::vector<const Pod*> byOrdinal(static_cast<std::size_t>(std::max(0, workload.replicas)));
    Pod* outdated = nullptr;
    for (Pod* pod : pods) {
        if (pod->ordinal < workload.replicas)
            byOrdinal[static_cast<std::size_t>(pod->ordinal)] = pod;
        else if (!gone(*pod))
            deletePod(world, *pod, "");
        if (!gone(*pod) && pod->revision != workload.current().number
            && (outdated == nullptr || pod->ordinal > outdated->ordinal))
            outdated = pod;
    }
    for (int i = 0; i < workload.replicas; ++i) {
        const Pod* pod = byOrdinal[static_cast<std::size_t>(i)];
        if (pod == nullptr) {
            const Pod& made = createPod(world, workload, workload.current().number, i);
            addEvent(world, aboutWorkload(world, workload), "Normal", "SuccessfulCreate",
                "create Pod " + made.name + " in StatefulSet " + workload.name + " successful",
                "statefulset-controller");
            return;
        }
        if (!pod->ready)
            return; // strictly one after another
    }
    if (outdated != nullptr)
        deletePod(world, *outdated, "");
}

void runDaemonSet(WorldState& world, Workload& workload, const std::vector<Pod*>& pods)
{
    for (const int node : world.clusterAt(workload.cluster).nodes) {
        if (world.nodes[static_cast<std::size_t>(node)].filler)
            continue;
        if (std::ranges::none_of(pods, [node](const Pod* p) { return p->ordinal == node; }))
            createPod(world, workload, workload.current().number, node);
    }
}

void report(WorldState& world, Workload& workload)
{
    const Count count = countPods(world, workload, world.podsOf(workload));
    const int current = workload.templated() ? workload.current().number : 0;
    const bool isDone = count.updated >= workload.replicas && count.available >= workload.replicas;
    const bool wasDone = workload.doneRevision == current;
    if (isDone)
        workload.doneRevision = current;
    const bool stalled = workload.templated() && workload.doneRevision != current && count.available < workload.replicas
        && world.now - workload.progressedAt > progressDeadline;
    if (wasDone == (workload.doneRevision == current) && count.total == workload.total
        && count.ready == workload.readyPods && count.available == workload.available
        && count.updated == workload.updated && stalled == workload.stalled)
        return;
    if (count.available > workload.available)
        workload.progressedAt = world.now;
    workload.total = count.total;
    workload.readyPods = count.ready;
    workload.available = count.available;
    workload.updated = count.updated;
    workload.stalled = stalled;
    world.touch(ObjectKind::Workload, static_cast<std::uint64_t>(workload.index));
    for (const Revision& revision : workload.revisions)
        if (workload.templated() && (revision.replicas > 0 || revision.number == workload.current().number))
            world.touch(ObjectKind::ReplicaSet,
                static_cast<std::uint64_t>(workload.index) << 20U | static_cast<std::uint64_t>(revision.number));
}

void collectEvicted(WorldState& world)
{
    for (auto& [id, pod] : world.pods)
        if (pod.stage == PodStage::Evicted && pod.finishedAt && world.now - *pod.finishedAt > std::chrono::minutes(30))
            deletePod(world, pod, "");
}

} // namespace

void stepControllers(WorldState& world)
{
    std::vector<std::vector<Pod*>> byWorkload(world.workloads.size());
    for (auto& [id, pod] : world.pods)
        byWorkload[static_cast<std::size_t>(pod.workload)].push_back(&pod);
    const std::size_t known = world.workloads.size();
    for (std::size_t i = 0; i < known; ++i) {
        Workload& workload = world.workloads[i];
        switch (workload.kind) {
        case WorkloadKind::Deployment: runDeployment(world, workload, byWorkload[i]); break;
        case WorkloadKind::StatefulSet: runStatefulSet(world, workload, byWorkload[i]); break;
        case WorkloadKind::DaemonSet: runDaemonSet(world, workload, byWorkload[i]); break;
        default: continue; // stepJobs
        }
        report(world, workload);
    }
    collectEvicted(world);
}

void stepScaling(WorldState& world)
{
    for (Workload& workload : world.workloads) {
        if (!workload.scaling)
            continue;
        Scaling& scaling = *workload.scaling;
        double cpu = 0;
        int ready = 0;
        for (const Pod* pod : world.podsOf(workload)) {
            cpu += pod->ready ? pod->cpu : 0;
            ready += pod->ready ? 1 : 0;
        }
        if (ready == 0)
            continue;
        const int utilisation = static_cast<int>(100 * cpu / ready / workload.requestCores);
        if (utilisation != scaling.utilisation)
            world.touch(ObjectKind::Scaling, static_cast<std::uint64_t>(workload.index));
        scaling.utilisation = utilisation;
        scaling.current = workload.replicas;
        const double ratio = static_cast<double>(utilisation) / scaling.target;
        int desired = std::abs(ratio - 1) < 0.1 ? workload.replicas : static_cast<int>(std::ceil(ready * ratio));
        desired = std::clamp(desired, scaling.min, std::min(scaling.max, workload.replicas * 2));
        if (desired >= workload.replicas)
            scaling.decreaseWanted = world.now;
        scaling.desired = desired;
        const bool calm = world.now - scaling.decreaseWanted >= std::chrono::minutes(5);
        if (desired > workload.replicas || (desired < workload.replicas && calm)) {
            addEvent(world,
                { workload.cluster, "HorizontalPodAutoscaler", workload.nameSpace, workload.name,
                    world.dice.uid("hpa" + workload.uid), "" },
                "Normal", "SuccessfulRescale",
                "New size: " + std::to_string(desired) + "; reason: "
                    + (desired > workload.replicas ? "cpu resource utilization (percentage of request) above target"
                                                   : "All metrics below target"),
                "horizontal-pod-autoscaler");
            scaling.lastScaled = world.now;
            scaleTo(world, workload, desired, "horizontal-pod-autoscaler");
        }
    }
}

} // namespace Strato::Estate
