// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/faults/overview.h"

#include "models/faults/cellreader.h"
#include "models/faults/objectstates.h"
#include "models/kube/schema/columnids.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace Strato {

namespace {

std::optional<double> ratio(const std::optional<double>& part, const std::optional<double>& whole)
{
    if (!part || !whole || *whole <= 0)
        return std::nullopt;
    return *part / *whole;
}

void addTo(std::optional<double>& sum, const std::optional<double>& value)
{
    if (value)
        sum = sum.value_or(0) + *value;
}

void addTo(std::optional<double>& sum, const std::optional<std::int64_t>& value, double unit)
{
    if (value)
        sum = sum.value_or(0) + static_cast<double>(*value) * unit;
}

constexpr double milli = 0.001;

void countNodes(const OverviewInput& input, ClusterSummary& summary)
{
    enum : std::size_t { Cordoned, CpuCapacity, CpuAllocatable, MemCapacity, MemAllocatable };
    CellReader<5> cells({ Columns::unschedulable, Columns::cpuCapacity, Columns::cpuAllocatable,
        Columns::memoryCapacity, Columns::memoryAllocatable });
    ObjectStates states;
    input.snapshot->forEachOfKind("", "Node", [&](const RecordPtr& node) {
        cells.bind(*node);
        ++summary.nodes.total;
        switch (states.node(*node)) {
        case NodeState::Ready: ++summary.nodes.ready; break;
        case NodeState::NotReady: ++summary.nodes.notReady; break;
        case NodeState::UnderPressure: ++summary.nodes.underPressure; break;
        }
        if (cells.flag(Cordoned))
            ++summary.nodes.cordoned;
        addTo(summary.cpuCores.capacity, cells.integer(CpuCapacity), milli);
        addTo(summary.cpuCores.allocatable, cells.integer(CpuAllocatable), milli);
        addTo(summary.memoryBytes.capacity, cells.integer(MemCapacity), 1);
        addTo(summary.memoryBytes.allocatable, cells.integer(MemAllocatable), 1);
    });
}

void countPods(const PodCensus& census, ClusterSummary& summary)
{
    summary.pods = census.counts();
    if (const auto milliCores = census.cpuRequestMilli())
        summary.cpuCores.requested = *milliCores * milli;
    summary.memoryBytes.requested = census.memoryRequestBytes();
}

void addResource(ResourceSums& sum, const ResourceSums& one)
{
    addTo(sum.capacity, one.capacity);
    addTo(sum.allocatable, one.allocatable);
    addTo(sum.requested, one.requested);
    addTo(sum.used, one.used);
}

void addCounts(ClusterSummary& sum, const ClusterSummary& one)
{
    sum.nodes.total += one.nodes.total;
    sum.nodes.ready += one.nodes.ready;
    sum.nodes.notReady += one.nodes.notReady;
    sum.nodes.underPressure += one.nodes.underPressure;
    sum.nodes.cordoned += one.nodes.cordoned;
    sum.pods.total += one.pods.total;
    sum.pods.ready += one.pods.ready;
    sum.pods.notReady += one.pods.notReady;
    sum.pods.crashLooping += one.pods.crashLooping;
    sum.pods.imagePull += one.pods.imagePull;
    sum.pods.pending += one.pods.pending;
    sum.pods.failed += one.pods.failed;
    sum.pods.succeeded += one.pods.succeeded;
    sum.pods.terminating += one.pods.terminating;
    sum.pods.unknown += one.pods.unknown;
    sum.criticalFindings += one.criticalFindings;
    sum.warningFindings += one.warningFindings;
    sum.changesLastHour += one.changesLastHour;
    if (one.alertsFiring)
        sum.alertsFiring = sum.alertsFiring.value_or(0) + *one.alertsFiring;
}

/// Where the use of all of @p clusters is from; empty: from several places, or not known.
std::string commonUsageFrom(const std::vector<ClusterSummary>& clusters)
{
    std::string common;
    for (const ClusterSummary& one : clusters) {
        if (one.usageFrom.empty())
            continue;
        if (!common.empty() && common != one.usageFrom)
            return {};
        common = one.usageFrom;
    }
    return common;
}

constexpr Duration lastHour = std::chrono::hours(1);

void addAlerts(const OverviewInput& input, std::vector<ClusterAlert>& alerts)
{
    if (!input.hasAlertSource)
        return;
    for (const FiringAlert& alert : firingOnce(input.findingInputs.alerts)) {
        ClusterAlert& held = alerts.emplace_back();
        held.cluster = input.cluster.view();
        held.alert = alert;
        if (!input.snapshot)
            continue;
        held.entity = alertEntity(input.cluster, *input.snapshot, alert);
        if (const RecordPtr record = input.snapshot->find(held.entity))
            held.workload = workloadAbove(*record, *input.snapshot);
    }
}

/// By severity, then age. A server lists equal ones in another order each time: rows must not jump under the pointer.
bool isToldBefore(const ClusterAlert& a, const ClusterAlert& b)
{
    const int rankA = severityRank(severityOf(a.alert));
    const int rankB = severityRank(severityOf(b.alert));
    if (rankA != rankB)
        return rankA > rankB;
    if (a.alert.activeAt != b.alert.activeAt)
        return !b.alert.activeAt || (a.alert.activeAt && *a.alert.activeAt < *b.alert.activeAt);
    return std::tie(a.cluster, a.alert.name, a.alert.labels) < std::tie(b.cluster, b.alert.name, b.alert.labels);
}

/// The worst of them first; of very many the rest is counted.
void listWorst(OverviewState& state)
{
    std::ranges::stable_sort(state.alerts, isToldBefore);
    if (state.alerts.size() <= OverviewState::mostAlerts)
        return;
    state.alertsNotListed += static_cast<int>(state.alerts.size() - OverviewState::mostAlerts);
    state.alerts.resize(OverviewState::mostAlerts);
}

} // namespace

ClusterSummary sumOf(const std::vector<ClusterSummary>& clusters)
{
    ClusterSummary sum;
    std::vector<Freshness> freshness;
    double failing = 0;
    bool isCpuUseWhole = true; // what some use is no part of what all have
    bool isMemoryUseWhole = true;
    for (const ClusterSummary& one : clusters) {
        freshness.push_back(one.freshness);
        if (!one.known)
            continue;
        const bool isFirst = !std::exchange(sum.known, true);
        addCounts(sum, one);
        addResource(sum.cpuCores, one.cpuCores);
        addResource(sum.memoryBytes, one.memoryBytes);
        if (isFirst || severityRank(one.health) > severityRank(sum.health))
            sum.health = one.health;
        isCpuUseWhole = isCpuUseWhole && one.cpuCores.used;
        isMemoryUseWhole = isMemoryUseWhole && one.memoryBytes.used;
        if (one.callsPerSecond) {
            sum.callsPerSecond = sum.callsPerSecond.value_or(0) + *one.callsPerSecond;
            failing += *one.callsPerSecond * one.errorRatio.value_or(0);
        }
    }
    if (!isCpuUseWhole)
        sum.cpuCores.used.reset();
    if (!isMemoryUseWhole)
        sum.memoryBytes.used.reset();
    if (sum.callsPerSecond && *sum.callsPerSecond > 0)
        sum.errorRatio = failing / *sum.callsPerSecond;
    sum.freshness = combined(freshness);
    sum.usageFrom = commonUsageFrom(clusters);
    return sum;
}

std::optional<double> ResourceSums::requestedRatio() const
{
    return ratio(requested, allocatable);
}

std::optional<double> ResourceSums::usedRatio() const
{
    return ratio(used, allocatable);
}

ClusterUsage usageOf(const std::unordered_map<EntityId, EntityUsage>& nodes)
{
    ClusterUsage usage;
    for (const auto& [node, used] : nodes) {
        addTo(usage.cpuUsedCores, used.cpuCores);
        addTo(usage.memoryUsedBytes, used.memoryBytes);
    }
    return usage;
}

void addUnnamedAlerts(OverviewState& state, const std::vector<FiringAlert>& alerts)
{
    if (alerts.empty())
        return;
    for (const FiringAlert& alert : alerts)
        state.alerts.push_back({ {}, alert, {}, {} });
    listWorst(state);
    state.sum.alertsWithoutCluster = static_cast<int>(alerts.size());
    state.sum.alertsFiring = state.sum.alertsFiring.value_or(0) + state.sum.alertsWithoutCluster;
}

ClusterSummary clusterSummary(const OverviewInput& input, Instant now, std::vector<Finding>& found)
{
    ClusterSummary summary;
    summary.cluster = input.cluster.view();
    summary.name = input.name;
    summary.freshness = input.freshness;
    summary.asOf = input.asOf;
    if (input.hasAlertSource) {
        summary.alertsFiring = static_cast<int>(firingOnce(input.findingInputs.alerts).size());
    }
    if (input.usage) {
        summary.usageFrom = input.usageFrom;
        summary.cpuCores.used = input.usage->cpuUsedCores;
        summary.memoryBytes.used = input.usage->memoryUsedBytes;
        summary.callsPerSecond = input.usage->callsPerSecond;
        summary.errorRatio = input.usage->errorRatio;
    }
    if (!input.snapshot)
        return summary;
    summary.known = true;
    countNodes(input, summary);
    const auto census = input.census ? input.census : std::make_shared<const PodCensus>(input.cluster, *input.snapshot);
    countPods(*census, summary);
    summary.changesLastHour = static_cast<int>(
        std::ranges::count_if(input.changes, [&](const ChangeMark& mark) { return mark.at >= now - lastHour; }));
    summary.health = input.freshness != Freshness::Live ? Health::Unknown // nothing found so far is not well
        : summary.pods.ill() > 0                        ? Health::Changing // none of them long enough to be a finding
                                                        : Health::Well;
    for (Finding& finding : findings(input.cluster, *input.snapshot, *census, now, input.findingInputs)) {
        summary.criticalFindings += finding.severity == Health::Critical ? 1 : 0;
        summary.warningFindings += finding.severity == Health::Warning ? 1 : 0;
        // An alert that is for nobody (one that fires to show that alerts arrive) says nothing against the cluster.
        if (finding.severity != Health::Unknown && severityRank(finding.severity) > severityRank(summary.health))
            summary.health = finding.severity;
        found.push_back(std::move(finding));
    }
    return summary;
}

OverviewState overview(const std::vector<OverviewInput>& inputs, Instant now)
{
    OverviewState state;
    state.at = now;
    for (const OverviewInput& input : inputs) {
        state.clusters.push_back(clusterSummary(input, now, state.findings));
        std::ranges::copy_if(input.changes, std::back_inserter(state.changes),
            [&](const ChangeMark& mark) { return mark.at >= now - lastHour; });
        addAlerts(input, state.alerts);
    }
    listWorst(state);
    std::ranges::stable_sort(state.clusters, {}, &ClusterSummary::name);
    std::ranges::stable_sort(state.changes, [](const ChangeMark& a, const ChangeMark& b) { return a.at > b.at; });
    std::ranges::sort(state.findings, isWorse);
    state.sum = sumOf(state.clusters);
    return state;
}

} // namespace Strato
