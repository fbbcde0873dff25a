// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/world/worldstate.h"

#include <algorithm>
#include <cmath>

namespace Strato::Estate {

namespace {

constexpr double mebibyte = 1024.0 * 1024.0;

void loadIdle(const WorldState& world, const Workload& workload, Pod& pod)
{
    const double wobble = 1 + 0.25 * noise(std::uint64_t { pod.id } * 31U, world.now, std::chrono::minutes(4));
    const double warm = pod.stage == PodStage::Starting ? 1.6 : 0.35;
    pod.cpu = std::max(0.003, workload.requestCores * warm * wobble);
    if (workload.kind == WorkloadKind::Job)
        pod.cpu = workload.requestCores * 1.4 * wobble;
}

double restingShare(Runtime runtime)
{
    switch (runtime) {
    case Runtime::Java: return 0.40;
    case Runtime::MySql: return 0.68;
    case Runtime::Redis: return 0.45;
    case Runtime::Kafka:
    case Runtime::Elastic: return 0.72;
    default: return 0.22;
    }
}

/// Memory of the main container; kills it when over its limit.
void useMemory(WorldState& world, const Workload& workload, Pod& pod, double dt)
{
    const Runtime runtime
        = workload.service >= 0 ? services()[static_cast<std::size_t>(workload.service)].runtime : Runtime::Go;
    const double limit = workload.limitBytes > 0 ? workload.limitBytes : workload.requestBytes * 2;
    double resting = restingShare(runtime) * limit
        * (1 + 0.06 * noise(std::uint64_t { pod.id } * 13U, world.now, std::chrono::minutes(11)));
    if (runtime == Runtime::Java && pod.ready)
        resting = 0.16 * limit + std::max(0.24 * limit, pod.liveSet * 1.15);
    const double perRequest = world.revisionOf(pod).effect.leakBytesPerRequest;
    if (perRequest > 0 && pod.state == ContainerState::Running)
        pod.leaked += perRequest * std::max(pod.rps, 40.0) * dt;
    pod.memory = std::min(resting + pod.leaked, limit);
    if (resting + pod.leaked >= limit)
        killContainer(world, pod, "OOMKilled", 137);
}

void countPod(const WorldState& world, const Workload& workload, Pod& pod, double dt)
{
    PodTotals& total = pod.total;
    total.cpuSeconds += pod.cpu * dt;
    total.periods += workload.limitCores > 0 ? 10 * dt : 0;
    total.throttledPeriods += workload.limitCores > 0 ? 10 * dt * pod.throttledShare : 0;
    total.rxBytes += (pod.rps * 2200 + 900) * dt;
    total.txBytes += (pod.rps * 5200 + 1100) * dt;
    if (const Node& node = world.nodes[static_cast<std::size_t>(pod.node)]; node.txRate > 0)
        total.txDrops += node.knobs.txDropsPerSecond * std::min(1.0, pod.rps * 5200 / node.txRate) * dt;
    const ServiceGroup* group = world.groupOf(pod);
    const bool stores = group != nullptr && isDatabase(group->spec().runtime);
    total.writtenBytes += (stores ? pod.rps * 1800 : pod.rps * 180) * dt;
    total.readBytes += (stores ? pod.rps * 900 * (group->queryCost * 3 - 2) : 200) * dt;
    const double calls = pod.rps * dt;
    total.ok += calls * (1 - pod.errorRatio) * 0.985;
    total.clientErrors += calls * (1 - pod.errorRatio) * 0.015;
    total.serverErrors += calls * pod.errorRatio;
    total.clientErrorSeconds += calls * (1 - pod.errorRatio) * 0.015 * pod.latencyMs / 2000;
    total.serverErrorSeconds += calls * pod.errorRatio * pod.latencyMs / 1000;
    total.latency.add(calls * (1 - pod.errorRatio) * 0.985, pod.latencyMs / 1000 * 0.82, 0.63);
    total.infoLines += calls * 1.2;
    total.warnLines += calls * (0.002 + (pod.poolPending > 0 ? 0.2 : 0));
    total.errorLines += calls * pod.errorRatio;
    const double allocated = (pod.rps * 420e3 + 2e6) * dt;
    total.allocatedBytes += allocated;
    total.promotedBytes += allocated * 0.02;
    total.gcSeconds += pod.gcShare * dt;
    total.gcCount += pod.gcShare * dt / std::clamp(0.012 + pod.gcShare * 0.8, 0.012, 0.9);
}

void countDatabase(const ServiceGroup& group, Pod& pod, double dt)
{
    const double calls = pod.rps * dt;
    PodTotals& total = pod.total;
    if (group.spec().runtime == Runtime::MySql) {
        const double slow = std::clamp((group.queryCost - 1) / 12, 0.0, 1.0);
        total.queries += calls;
        total.slowQueries += calls * (0.0002 + slow * 0.3);
        total.rowsExamined += calls * (24 + slow * 2.1e5);
        total.rowLockMs += calls * (0.02 + slow * 14);
    } else if (group.spec().pool > 0) {
        total.poolUses += calls;
        total.poolUseSeconds += calls * pod.queryMs / 1000;
        total.poolTimeouts += pod.poolPending > 0 ? calls * std::min(1.0, pod.errorRatio) : 0;
    }
}

/// A pod that ran before this world began has a log of the last minutes too: its load was then about what it is now.
void recallMoments(const PodMoment& now, Pod& pod)
{
    for (int i = 30; i >= 1; --i) {
        PodMoment before = now;
        before.at = now.at - std::chrono::seconds(10 * i);
        if (before.at > pod.readyChanged)
            pod.moments.push_back(before);
    }
}

} // namespace

void stepPodLoad(WorldState& world, double dt)
{
    for (auto& [id, pod] : world.pods) {
        const Workload& workload = world.workloadOf(pod);
        const bool dark = pod.node >= 0 && world.nodes[static_cast<std::size_t>(pod.node)].knobs.dark;
        if (pod.state != ContainerState::Running || dark) {
            pod.cpu = pod.memory = pod.heapUsed = 0;
            continue;
        }
        if (pod.rps <= 0)
            loadIdle(world, workload, pod);
        useMemory(world, workload, pod, dt);
        countPod(world, workload, pod, dt);
        if (const ServiceGroup* group = world.groupOf(pod))
            countDatabase(*group, pod, dt);
    }
}

void recordMoments(WorldState& world)
{
    constexpr std::size_t kept = 180; // half an hour at ten seconds
    for (auto& [id, pod] : world.pods) {
        if (!pod.moments.empty() && world.now - pod.moments.back().at < std::chrono::seconds(10)
            && pod.moments.back().restarts == static_cast<std::uint32_t>(pod.restarts)
            && pod.moments.back().stage == pod.stage)
            continue;
        const Workload& workload = world.workloadOf(pod);
        const ServiceGroup* group = world.groupOf(pod);
        const double limit = std::max(workload.limitBytes, mebibyte);
        const auto f = [](double value) { return static_cast<float>(value); };
        PodMoment moment { world.now, f(pod.rps), f(pod.errorRatio), f(pod.latencyMs), f(pod.gcShare), 0,
            f(pod.memory / limit), static_cast<std::uint32_t>(pod.restarts), pod.stage,
            world.revisionOf(pod).effect.slowQueryFactor > 1 };
        if (group != nullptr && group->spec().pool > 0)
            moment.poolBusy = f(pod.poolPending > 0 ? 1 + pod.poolPending : pod.poolActive / group->spec().pool);
        if (pod.moments.empty() && pod.stage == PodStage::Ready)
            recallMoments(moment, pod);
        pod.moments.push_back(moment);
        if (pod.moments.size() > kept)
            pod.moments.pop_front();
    }
}

} // namespace Strato::Estate
