// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/world/worldstate.h"

#include <algorithm>
#include <cmath>

namespace Strato::Estate {

namespace {

constexpr double timeoutMs = 3000; // of a call, and of waiting for a pooled connection
constexpr double localOffsetSeconds = 8 * 3600; // the company lives in UTC+8

using ReadyPods = std::vector<std::vector<Pod*>>; // by group

struct Outcome {
    double errorRatio = 0, latencyMs = 0;
};

double sourceLoad(const WorldState& world, const ServiceGroup& group)
{
    const double peak = peakLoad(group.spec().name);
    if (peak <= 0)
        return 0;
    const double seconds = static_cast<double>(world.now.ns) / 1e9 + localOffsetSeconds;
    double tenantFactor = 0;
    for (std::size_t i = 0; i < tenants().size(); ++i)
        tenantFactor += tenants()[i].share * world.tenantLoad[i];
    const double split = group.spec().where != 3 ? 1.0 : group.cluster == 0 ? 0.55 : 0.45;
    const std::uint64_t key = world.dice.number(group.spec().name, static_cast<std::uint64_t>(group.cluster));
    const double wobble = 1 + 0.04 * noise(key, world.now, std::chrono::seconds(90))
        + 0.05 * noise(key + 1, world.now, std::chrono::minutes(17));
    return peak * split * dayCurve(std::fmod(seconds, 86400.0)) * tenantFactor * wobble * group.knobs.load;
}

void spreadDemand(WorldState& world, ServiceGroup& group)
{
    group.rps = group.demand;
    for (Edge& edge : group.edges) {
        // A caller tries once more when a call that it needs has failed: what was seen a step ago drives it.
        const double retry = edge.call.required ? 0.8 * edge.errorRatio : 0;
        edge.rate = group.rps * edge.call.perRequest * (1 + retry);
        world.groups[static_cast<std::size_t>(edge.callee)].demand += edge.rate;
    }
}

void collectGarbage(const WorldState& world, const ServiceGroup& group, Pod& pod)
{
    const Workload& workload = world.workloadOf(pod);
    const double heap = 0.62 * workload.limitBytes;
    const double live = heap
        * std::min(
            0.985, 0.28 + 0.05 * noise(pod.id, world.now, std::chrono::minutes(30)) + 0.72 * group.knobs.gcPressure);
    const double allocated = pod.rps * 420e3 + 2e6;
    const double collections = allocated / (0.6 * (heap - live));
    const double pressure = std::clamp((live / heap - 0.86) / 0.1, 0.0, 1.0);
    pod.liveSet = live;
    pod.gcShare = std::min(0.8, collections * (0.012 + 1.1 * pressure));
    const double phase = std::fmod(static_cast<double>(world.now.ns) * 1e-9 * collections, 1.0);
    pod.heapUsed = live + phase * 0.6 * (heap - live);
}

double databaseMs(const WorldState& world, const ServiceGroup& group, double slowFactor)
{
    double ms = 0;
    for (const Edge& edge : group.edges)
        if (world.groups[static_cast<std::size_t>(edge.callee)].spec().runtime == Runtime::MySql)
            ms += edge.call.perRequest * std::min(edge.latencyMs * slowFactor, timeoutMs);
    return ms;
}

/// Little's law on the connection pool: busy = arrivals x time held. Over the size, the rest wait and then fail.
Outcome takeConnection(const ServiceGroup& group, Pod& pod, double heldMs)
{
    const double size = std::max(0.02, group.spec().pool * (1 - group.knobs.poolLost));
    const double wanted = pod.rps * heldMs / 1000;
    const double lost = group.spec().pool * group.knobs.poolLost;
    pod.poolActive = std::min<double>(group.spec().pool, lost + std::min(wanted, size));
    const double use = wanted / size;
    const double fails = use <= 1 ? 0 : 1 - 1 / use;
    const double givenUp = pod.rps * fails * timeoutMs / 1000; // each of these waits its whole time
    pod.poolPending = use <= 0.85 ? 0 : std::min(60.0, (use - 0.85) * size * 4 + givenUp);
    const double waits = use <= 0.7 ? 0 : std::min(timeoutMs, 40 * (use - 0.7) / std::max(0.02, 1.02 - use));
    return { fails, fails > 0 ? timeoutMs * std::min(1.0, fails + 0.2) : waits };
}

Outcome callees(const ServiceGroup& group, double slowFactor, const WorldState& world)
{
    double ms = 0;
    double works = 1;
    for (const Edge& edge : group.edges) {
        const bool sql = world.groups[static_cast<std::size_t>(edge.callee)].spec().runtime == Runtime::MySql;
        ms += edge.call.perRequest * std::min(timeoutMs, edge.latencyMs * (sql ? slowFactor : 1));
        if (edge.call.required)
            works *= 1 - std::min(1.0, edge.call.perRequest) * edge.errorRatio * (0.2 + 0.8 * edge.errorRatio);
    }
    return { 1 - works, ms };
}

Outcome servePod(WorldState& world, ServiceGroup& group, Pod& pod)
{
    const ServiceSpec& spec = group.spec();
    const Workload& workload = world.workloadOf(pod);
    const Node& node = world.nodes[static_cast<std::size_t>(pod.node)];
    if (node.knobs.dark)
        return { 1, timeoutMs }; // still among the endpoints, and nobody answers
    const double slow = world.revisionOf(pod).effect.slowQueryFactor;
    if (spec.runtime == Runtime::Java)
        collectGarbage(world, group, pod);
    const double cores = std::max(0.05, workload.limitCores * (1 - 0.95 * node.knobs.steal) * (1 - pod.gcShare));
    const double cpuMs = spec.cpuMs * group.queryCost;
    const double use = pod.rps * cpuMs / 1000 / cores;
    const double queue = std::pow(use, 4) / std::max(0.05, 1 - std::min(use, 0.95));
    const double shed = use <= 1 ? 0 : 1 - 1 / use;
    const double steal = node.knobs.steal;
    double ms = spec.baseMs * (1 + 1.2 * queue + 3 * steal) * std::sqrt(group.queryCost) + pod.gcShare * 900;
    const Outcome calls = callees(group, slow, world);
    const Outcome pool = spec.pool > 0 ? takeConnection(group, pod, databaseMs(world, group, slow)) : Outcome {};
    ms += calls.latencyMs + pool.latencyMs + 12 * node.knobs.txDropsPerSecond + (use > 1 ? 600 * shed : 0);
    const double late = std::clamp((ms - 2500) / 3000, 0.0, 0.9);
    double works = (1 - shed) * (1 - calls.errorRatio) * (1 - pool.errorRatio) * (1 - late) * (1 - 0.0011);
    works *= 1 - std::min(0.2, 0.003 * node.knobs.txDropsPerSecond);
    pod.queryMs = spec.pool > 0 ? databaseMs(world, group, slow) : 0;
    pod.queueRatio = use;
    pod.cpu = std::min(
        workload.limitCores * (1 - steal), 0.02 + pod.rps * cpuMs / 1000 + pod.gcShare * 0.9 * workload.limitCores);
    pod.throttledShare = std::clamp((use - 0.8) * 1.6, 0.0, 0.95);
    pod.threadsBusy = std::min(200.0, pod.rps * ms / 1000);
    pod.latencyMs = std::min(ms, 2 * timeoutMs);
    pod.errorRatio = 1 - works;
    return { pod.errorRatio, pod.latencyMs };
}

void serve(WorldState& world, ServiceGroup& group, const std::vector<Pod*>& ready)
{
    const ServiceSpec& spec = group.spec();
    Outcome sum;
    if (group.workload < 0) {
        sum = { 0.002, spec.baseMs * (1 + 0.2 * noise(hashText(spec.name), world.now, std::chrono::minutes(3))) };
    } else if (ready.empty()) {
        sum = { 1, 4 }; // connection refused is quick
    } else {
        double shares = 0;
        for (const Pod* pod : ready)
            shares += 1 + 0.06 * noise(std::uint64_t { pod->id } * 77U, world.now, std::chrono::minutes(2));
        for (Pod* pod : ready) {
            const double share
                = (1 + 0.06 * noise(std::uint64_t { pod->id } * 77U, world.now, std::chrono::minutes(2))) / shares;
            pod->rps = group.rps * share;
            const Outcome one = servePod(world, group, *pod);
            sum.errorRatio += share * one.errorRatio;
            sum.latencyMs += share * one.latencyMs;
        }
    }
    const double outage = group.knobs.outage;
    group.errorRatio = std::min(1.0, sum.errorRatio * (1 - outage) + outage);
    group.latencyMs = sum.latencyMs * (1 - outage) + (spec.runtime == Runtime::External ? timeoutMs : 4) * outage;
}

/// What the slow statements of a caller's new revision cost the database: CPU grows less than the time does.
void weighQueries(WorldState& world, ServiceGroup& group, const ReadyPods& ready)
{
    if (group.spec().pool <= 0)
        return;
    double factor = 0;
    const std::vector<Pod*>& pods = ready[static_cast<std::size_t>(group.index)];
    for (const Pod* pod : pods)
        factor += std::min(3.5, std::sqrt(world.revisionOf(*pod).effect.slowQueryFactor));
    factor = pods.empty() ? 1 : factor / static_cast<double>(pods.size());
    for (const Edge& edge : group.edges) {
        ServiceGroup& callee = world.groups[static_cast<std::size_t>(edge.callee)];
        if (callee.spec().runtime == Runtime::MySql && callee.demand > 0)
            callee.queryCost += (factor - 1) * edge.rate / callee.demand;
    }
}

void countGroup(const WorldState& world, ServiceGroup& group, double dt)
{
    const double calls = group.rps * dt;
    const double median = group.latencyMs / 1000 * 0.82;
    group.callsOk += calls * (1 - group.errorRatio);
    group.callsFailed += calls * group.errorRatio;
    group.latency.add(calls, median, 0.63);
    double sum = 0;
    for (std::size_t i = 0; i < tenants().size(); ++i)
        sum += tenants()[i].share * world.tenantLoad[i];
    for (std::size_t i = 0; i < tenants().size(); ++i) {
        const double part = calls * tenants()[i].share * world.tenantLoad[i] / sum;
        group.tenantCalls[i] += part;
        group.tenantFailed[i] += part * group.errorRatio;
        group.tenantSeconds[i] += part * group.latencyMs / 1000;
    }
}

void countEdge(WorldState& world, Edge& edge, double dt)
{
    const ServiceGroup& callee = world.groups[static_cast<std::size_t>(edge.callee)];
    edge.errorRatio = callee.errorRatio;
    edge.latencyMs = callee.latencyMs + (callee.workload < 0 ? 8 : 0.6);
    edge.total += edge.rate * dt;
    edge.failed += edge.rate * dt * edge.errorRatio;
    edge.server.add(edge.rate * dt, callee.latencyMs / 1000 * 0.82, 0.63);
    edge.client.add(edge.rate * dt, edge.latencyMs / 1000 * 0.82, 0.63);
}

} // namespace

void LatencyCounter::add(double count, double medianSeconds, double sigma)
{
    if (count <= 0)
        return;
    const double scale = 1.702 / sigma; // the logistic curve that is nearest to the normal one
    const double middle = std::log(std::max(medianSeconds, 1e-6));
    static const auto logs = [] {
        std::array<double, latencyBounds.size()> out {};
        std::ranges::transform(latencyBounds, out.begin(), [](double bound) { return std::log(bound); });
        return out;
    }();
    for (std::size_t i = 0; i < logs.size(); ++i)
        upTo[i] += count / (1 + std::exp(-scale * (logs[i] - middle)));
    upTo.back() += count;
    sumSeconds += count * medianSeconds * std::exp(sigma * sigma / 2);
}

void stepTraffic(WorldState& world, double dt)
{
    ReadyPods ready(world.groups.size());
    for (auto& [id, pod] : world.pods) {
        const int group = world.workloadOf(pod).group;
        pod.rps = pod.errorRatio = pod.latencyMs = pod.cpu = pod.gcShare = 0;
        pod.poolActive = pod.poolPending = pod.threadsBusy = pod.throttledShare = pod.queryMs = pod.queueRatio = 0;
        if (group >= 0 && pod.ready)
            ready[static_cast<std::size_t>(group)].push_back(&pod);
    }
    for (ServiceGroup& group : world.groups) {
        group.demand = sourceLoad(world, group);
        group.queryCost = 1;
    }
    for (const int index : world.callOrder)
        spreadDemand(world, world.groups[static_cast<std::size_t>(index)]);
    for (ServiceGroup& group : world.groups)
        weighQueries(world, group, ready);
    for (auto it = world.callOrder.rbegin(); it != world.callOrder.rend(); ++it) {
        ServiceGroup& group = world.groups[static_cast<std::size_t>(*it)];
        for (Edge& edge : group.edges)
            countEdge(world, edge, dt);
        serve(world, group, ready[static_cast<std::size_t>(*it)]);
        countGroup(world, group, dt);
    }
}

} // namespace Strato::Estate
