// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/metrics/metricssum.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_set>

namespace Strato {

namespace {

using Source = std::shared_ptr<const MetricsOverview>;

Series ratioOf(const Series& part, const Series& whole)
{
    Series ratio { {}, {}, whole.spacing };
    for (const Sample& sample : whole.samples) {
        const auto at = std::ranges::lower_bound(part.samples, sample.at, {}, &Sample::at);
        if (at != part.samples.end() && at->at == sample.at && sample.value > 0)
            ratio.samples.push_back({ sample.at, at->value / sample.value });
    }
    return ratio;
}

/// @p line at the instants of @p grid: the last sample that is not older than two spacings; else there is none.
Series onto(const std::vector<Instant>& grid, const Series& line, Duration spacing)
{
    Series out { {}, {}, spacing };
    for (const Instant at : grid) {
        const auto after = std::ranges::upper_bound(line.samples, at, {}, &Sample::at);
        if (after != line.samples.begin() && at - std::prev(after)->at <= 2 * std::max(spacing, line.spacing))
            out.samples.push_back({ at, std::prev(after)->value });
    }
    return out;
}

/// The sum of lines whose instants do not agree, up to the first server's end.
Series sumAcross(const std::vector<std::pair<const Series*, Instant>>& lines)
{
    const Series* coarsest = nullptr;
    Instant end = lines.front().second;
    for (const auto& [line, at] : lines) {
        end = std::min(end, at);
        if (!line->samples.empty() && (!coarsest || line->spacing > coarsest->spacing))
            coarsest = line;
    }
    std::vector<Instant> grid;
    if (coarsest) {
        for (const Sample& sample : coarsest->samples) {
            if (sample.at <= end)
                grid.push_back(sample.at);
        }
    }
    std::vector<Series> moved;
    moved.reserve(lines.size());
    for (const auto& [line, at] : lines)
        moved.push_back(onto(grid, *line, coarsest ? coarsest->spacing : line->spacing));
    std::vector<const Series*> all;
    all.reserve(moved.size());
    for (const Series& line : moved)
        all.push_back(&line);
    return sumOf(all);
}

/// What says that two servers speak of the same calls: the cluster, or where none is named what they cover.
std::string keyOf(const std::string& cluster, const MetricsOverview& source)
{
    if (!cluster.empty())
        return cluster;
    std::string key = "\n";
    for (const std::string& context : source.covers)
        key += context + '\n';
    return key;
}

/// A source and those of its clusters that no source before it has.
struct Share {
    Source source;
    std::vector<const TrafficLine*> lines;
};

/// The sum of lines of several servers, each with the moment that its server has told of.
TrafficSum sumAcross(const std::vector<std::pair<const TrafficLine*, Instant>>& lines)
{
    const auto across = [&lines](Series TrafficLine::*field) {
        std::vector<std::pair<const Series*, Instant>> series;
        series.reserve(lines.size());
        for (const auto& [line, at] : lines)
            series.emplace_back(&(line->*field), at);
        return sumAcross(series);
    };
    TrafficSum sum;
    sum.calls = across(&TrafficLine::calls);
    sum.errors = ratioOf(across(&TrafficLine::failed), sum.calls);
    sum.callsBefore = across(&TrafficLine::callsBefore);
    return sum;
}

/// The sum of lines of one server.
TrafficSum sumOfOne(const std::vector<const TrafficLine*>& lines)
{
    const auto all = [&lines](Series TrafficLine::*field) {
        std::vector<const Series*> series;
        series.reserve(lines.size());
        for (const TrafficLine* line : lines)
            series.push_back(&(line->*field));
        return sumOf(series);
    };
    TrafficSum sum;
    sum.calls = all(&TrafficLine::calls);
    sum.errors = ratioOf(all(&TrafficLine::failed), sum.calls);
    sum.callsBefore = all(&TrafficLine::callsBefore);
    return sum;
}

void addTraffic(MetricsOverview& sum, const std::vector<Share>& shares)
{
    std::vector<std::pair<const TrafficLine*, Instant>> lines;
    for (const Share& share : shares) {
        for (const TrafficLine* line : share.lines) {
            lines.emplace_back(line, share.source->at);
            sum.traffic.push_back(*line);
        }
    }
    if (lines.empty())
        return;
    TrafficSum total = sumAcross(lines);
    sum.calls = std::move(total.calls);
    sum.errors = std::move(total.errors);
    sum.callsBefore = std::move(total.callsBefore);
}

/// What @p source has of clusters that no source before it had; notes them in @p seen.
template <class Line>
std::vector<const Line*> unseen(
    const std::vector<Line>& lines, const MetricsOverview& source, std::set<std::string>& seen)
{
    std::vector<const Line*> mine;
    std::set<std::string> keys;
    for (const Line& line : lines) {
        const std::string key = keyOf(line.cluster, source);
        keys.insert(key);
        if (!seen.contains(key))
            mine.push_back(&line);
    }
    seen.merge(keys);
    return mine;
}

void addUsage(ClusterUsage& sum, const ClusterUsage& one)
{
    for (const auto field :
        { &ClusterUsage::cpuUsedCores, &ClusterUsage::memoryUsedBytes, &ClusterUsage::cpuCapacityCores,
            &ClusterUsage::memoryCapacityBytes, &ClusterUsage::callsPerSecond, &ClusterUsage::errorRatio }) {
        if (!(sum.*field))
            sum.*field = one.*field;
    }
}

void addRest(MetricsOverview& sum, const MetricsOverview& source)
{
    for (const auto& [cluster, usage] : source.byCluster)
        addUsage(sum.byCluster[cluster], usage);
    std::unordered_set<std::string> told;
    for (const FiringAlert& held : sum.alerts)
        told.insert(held.cluster + '\n' + held.identity());
    for (const FiringAlert& alert : source.alerts) {
        if (told.insert(alert.cluster + '\n' + alert.identity()).second)
            sum.alerts.push_back(alert);
    }
    sum.clusters.insert(source.clusters.begin(), source.clusters.end());
    sum.alertsKnown = sum.alertsKnown || source.alertsKnown;
    sum.interrupted = sum.interrupted || source.interrupted;
    std::ranges::copy(source.warnings, std::back_inserter(sum.warnings));
}

void addTotals(ClusterUsage& sum, const ClusterUsage& one)
{
    for (const auto field : { &ClusterUsage::cpuUsedCores, &ClusterUsage::memoryUsedBytes,
             &ClusterUsage::cpuCapacityCores, &ClusterUsage::memoryCapacityBytes }) {
        if (one.*field)
            sum.*field = (sum.*field).value_or(0) + *(one.*field);
    }
}

/// The last of @p line, unless it ended: what was measured before an outage is no figure of now.
void takeLast(std::optional<double>& value, const Series& line, Instant now)
{
    if (!line.samples.empty() && std::isfinite(line.samples.back().value)
        && now - line.samples.back().at <= 2 * line.spacing)
        value = line.samples.back().value;
}

} // namespace

Series sumOf(const std::vector<const Series*>& lines)
{
    std::map<std::int64_t, double> sums;
    Series sum;
    for (const Series* line : lines) {
        sum.spacing = std::max(sum.spacing, line->spacing);
        for (const Sample& sample : line->samples) {
            if (std::isfinite(sample.value))
                sums[sample.at.ns] += sample.value;
        }
    }
    for (const auto& [at, value] : sums)
        sum.samples.push_back({ Instant { at }, value });
    return sum;
}

TrafficSum trafficOf(const MetricsOverview& overview, const std::function<bool(const std::string&)>& wanted)
{
    std::vector<const TrafficLine*> lines;
    std::vector<std::pair<const TrafficLine*, Instant>> ends;
    for (const TrafficLine& line : overview.traffic) {
        if (line.calls.samples.empty() || !wanted(line.cluster))
            continue;
        lines.push_back(&line);
        ends.emplace_back(&line, line.calls.samples.back().at);
    }
    const bool isOfOneServer = !overview.source.empty();
    return lines.size() < 2 || isOfOneServer ? sumOfOne(lines) : sumAcross(ends);
}

void sumTraffic(MetricsOverview& overview)
{
    std::vector<const TrafficLine*> lines;
    for (const TrafficLine& line : overview.traffic) {
        lines.push_back(&line);
        ClusterUsage& usage = overview.byCluster[line.cluster];
        takeLast(usage.callsPerSecond, line.calls, overview.at);
        takeLast(usage.errorRatio, ratioOf(line.failed, line.calls), overview.at);
    }
    TrafficSum sum = sumOfOne(lines);
    overview.calls = std::move(sum.calls);
    overview.errors = std::move(sum.errors);
    overview.callsBefore = std::move(sum.callsBefore);
    takeLast(overview.total.callsPerSecond, overview.calls, overview.at);
    takeLast(overview.total.errorRatio, overview.errors, overview.at);
}

void sumServices(MetricsOverview& overview)
{
    if (overview.services.empty())
        return;
    std::map<std::string, std::pair<double, double>> sums; // by cluster: calls, failed
    std::pair<double, double> all;
    for (const ServiceCalls& one : overview.services) {
        for (auto* sum : { &sums[one.cluster], &all }) {
            sum->first += one.callsPerSecond;
            sum->second += one.failedPerSecond;
        }
    }
    const auto put = [](ClusterUsage& usage, const std::pair<double, double>& sum) {
        usage.callsPerSecond = sum.first;
        usage.errorRatio = sum.first > 0 ? std::optional(sum.second / sum.first) : std::nullopt;
    };
    for (const auto& [cluster, sum] : sums)
        put(overview.byCluster[cluster], sum);
    const bool whole = std::ranges::all_of(overview.traffic,
        [&](const TrafficLine& line) { return line.calls.samples.empty() || sums.contains(line.cluster); });
    if (whole)
        put(overview.total, all);
    std::ranges::sort(overview.services, [](const ServiceCalls& a, const ServiceCalls& b) {
        return std::tie(a.cluster, a.nameSpace, a.service) < std::tie(b.cluster, b.nameSpace, b.service);
    });
}

std::shared_ptr<const MetricsOverview> combined(const std::vector<Source>& sources)
{
    if (sources.empty())
        return nullptr;
    if (sources.size() == 1)
        return sources.front();
    std::vector<Source> order = sources;
    const Instant newest = (*std::ranges::max_element(sources, {}, [](const Source& s) { return s->at; }))->at;
    std::ranges::stable_sort(order, {}, [&](const Source& s) { return newest - s->at > MetricsOverview::believedFor; });
    auto sum = std::make_shared<MetricsOverview>();
    sum->at = newest;
    sum->window = order.front()->window;
    std::vector<Share> shares;
    std::set<std::string> seenTraffic;
    std::set<std::string> seenHosts;
    std::set<std::string> seenServices;
    for (const Source& source : order) {
        for (const HostLine* host : unseen(source->hosts, *source, seenHosts))
            sum->hosts.push_back(*host);
        for (const ServiceCalls* service : unseen(source->services, *source, seenServices))
            sum->services.push_back(*service);
        shares.push_back({ source, unseen(source->traffic, *source, seenTraffic) });
        addRest(*sum, *source);
    }
    std::erase_if(shares, [](const Share& share) { return share.lines.empty(); });
    addTraffic(*sum, shares);
    for (const auto& [cluster, usage] : sum->byCluster)
        addTotals(sum->total, usage);
    const Instant told = newest - MetricsOverview::believedFor; // the sum ends where the last of those ends
    takeLast(sum->total.callsPerSecond, sum->calls, told);
    takeLast(sum->total.errorRatio, sum->errors, told);
    sumServices(*sum);
    return sum;
}

} // namespace Strato
