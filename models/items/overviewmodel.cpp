// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/overviewmodel.h"

#include "models/faults/overview.h"
#include "models/metrics/metricssum.h"

#include <algorithm>
#include <cmath>

namespace Strato {

namespace {

/// Of @p all those that @p wanted admits.
template <class T, class Predicate> std::vector<T> only(const std::vector<T>& all, Predicate wanted)
{
    std::vector<T> some;
    std::ranges::copy_if(all, std::back_inserter(some), wanted);
    return some;
}

constexpr Duration sampleEvery = std::chrono::seconds(30);
constexpr Duration rememberedFor = std::chrono::hours(1);

using SeriesPtr = std::shared_ptr<const Series>;

QList<double> valuesOf(const SeriesPtr& series)
{
    QList<double> values;
    for (std::size_t i = 0; series && i < series->samples.size(); ++i)
        values.push_back(series->samples[i].value);
    return values;
}

/// How much of the time from @p from to @p to the samples of @p line tell of: the rest are gaps.
Duration toldTime(const Series& line, Instant from, Instant to)
{
    Duration told {};
    Instant last = from;
    const auto take = [&](Instant at) {
        if (at > last && at - last <= 2 * line.spacing)
            told += at - last;
        last = std::max(last, at);
    };
    for (const Sample& sample : line.samples) {
        if (sample.at <= to)
            take(sample.at);
    }
    if (!line.samples.empty())
        take(to);
    return told;
}

/// What @p series has where @p other is known, too.
SeriesPtr whereKnown(const SeriesPtr& series, const SeriesPtr& other)
{
    if (!series || !other)
        return nullptr;
    auto both = std::make_shared<Series>();
    std::ranges::copy_if(series->samples, std::back_inserter(both->samples), [&](const Sample& sample) {
        const auto after = std::ranges::lower_bound(other->samples, sample.at - other->spacing, {}, &Sample::at);
        return after != other->samples.end() && after->at <= sample.at + other->spacing;
    });
    return both;
}

/// The mean of what is known in @p series.
std::optional<double> meanOf(const SeriesPtr& series)
{
    if (!series)
        return std::nullopt;
    double sum = 0;
    int count = 0;
    for (const Sample& sample : series->samples) {
        sum += std::isnan(sample.value) ? 0 : sample.value;
        count += std::isnan(sample.value) ? 0 : 1;
    }
    return count > 0 ? std::optional(sum / count) : std::nullopt;
}

std::map<std::string, double> numbersOf(const ClusterSummary& cluster)
{
    std::map<std::string, double> numbers;
    if (!cluster.known)
        return numbers;
    numbers["faults"] = cluster.criticalFindings + cluster.warningFindings;
    numbers["pods"] = cluster.pods.ill();
    numbers["nodes"] = cluster.nodes.ill();
    if (cluster.alertsFiring)
        numbers["alerts"] = *cluster.alertsFiring;
    return numbers;
}

/// The three lines of @p owner, a MetricsOverview or a TrafficSum, which they keep alive.
template <class Owner> OverviewModel::TrafficLines linesOf(const std::shared_ptr<const Owner>& owner)
{
    const auto line
        = [&owner](const Series& series) { return series.samples.empty() ? nullptr : SeriesPtr(owner, &series); };
    return { line(owner->calls), line(owner->errors), line(owner->callsBefore) };
}

/// What metrics may name the clusters of @p state by.
std::vector<std::pair<std::string, std::string>> namesOf(const OverviewState& state)
{
    std::vector<std::pair<std::string, std::string>> names;
    for (const ClusterSummary& cluster : state.clusters)
        names.emplace_back(cluster.cluster, cluster.name);
    return names;
}

bool contains(const std::vector<std::string>& names, std::string_view name)
{
    return std::ranges::find(names, name) != names.end();
}

} // namespace

OverviewModel::OverviewModel(const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_worst(clock)
    , m_findings(clock)
{
}

const OverviewState& OverviewModel::state() const
{
    static const OverviewState none;
    return m_state ? *m_state : none;
}

ClusterSummary OverviewModel::shown() const
{
    if (m_chosen.empty())
        return state().sum;
    const std::vector<ClusterSummary> chosen = shownClusters();
    return chosen.size() == 1 ? chosen.front() : sumOf(chosen);
}

std::vector<ClusterSummary> OverviewModel::shownClusters() const
{
    return only(state().clusters,
        [this](const ClusterSummary& cluster) { return m_chosen.empty() || contains(m_chosen, cluster.name); });
}

bool OverviewModel::isShown(std::string_view cluster) const
{
    return m_chosen.empty() || contains(m_chosen, cluster) || contains(m_chosen, nameOf(cluster));
}

std::string OverviewModel::nameOf(std::string_view clusterId) const
{
    const auto& clusters = state().clusters;
    const auto it = std::ranges::find(clusters, clusterId, &ClusterSummary::cluster);
    return it == clusters.end() ? std::string(clusterId) : it->name;
}

OverviewModel::Traffic OverviewModel::traffic() const
{
    std::optional<double> calls;
    double failed = 0;
    bool failuresKnown = true;
    for (const ServiceCalls& one : m_calls.rows()) {
        calls = calls.value_or(0) + one.callsPerSecond;
        failed += one.failedPerSecond;
    }
    const auto add = [&](const ClusterUsage& usage) {
        if (!usage.callsPerSecond)
            return;
        calls = calls.value_or(0) + *usage.callsPerSecond;
        failuresKnown = failuresKnown && usage.errorRatio;
        failed += *usage.callsPerSecond * usage.errorRatio.value_or(0);
    };
    for (const auto& metrics : m_metrics) {
        if (!metrics->services.empty())
            continue;
        if (m_chosen.empty())
            add(metrics->total);
        for (const auto& [cluster, usage] : metrics->byCluster) {
            if (!m_chosen.empty() && isShown(cluster))
                add(usage);
        }
    }
    return { calls, calls && *calls > 0 && failuresKnown ? std::optional(failed / *calls) : std::nullopt };
}

QList<double> OverviewModel::callsHistory() const
{
    return valuesOf(m_lines.calls);
}

QList<double> OverviewModel::errorsHistory() const
{
    return valuesOf(m_lines.errors);
}

std::optional<Duration> OverviewModel::toldPart() const
{
    constexpr double nearlyAll = 0.95; // a window's edges lie between two samples
    if (!m_lines.calls || m_metrics.empty() || m_lines.calls->spacing == Duration::zero())
        return std::nullopt;
    const MetricsOverview& metrics = *m_metrics.front();
    const Duration told = toldTime(*m_lines.calls, metrics.at - metrics.window, metrics.at);
    const bool isAll = static_cast<double>(told.count()) >= nearlyAll * static_cast<double>(metrics.window.count());
    if (isAll)
        return std::nullopt;
    const Duration minutes = std::chrono::floor<std::chrono::minutes>(told); // seconds would change all the time
    return told < std::chrono::minutes(10) ? told : minutes;
}

std::optional<double> OverviewModel::callsChange() const
{
    const auto now = meanOf(whereKnown(m_lines.calls, m_lines.callsBefore));
    const auto before = meanOf(whereKnown(m_lines.callsBefore, m_lines.calls));
    return now && before && *before > 0 ? std::optional(*now / *before - 1) : std::nullopt;
}

std::optional<double> OverviewModel::meanErrors() const
{
    return meanOf(m_lines.errors);
}

QList<double> OverviewModel::history(const std::string& number) const
{
    QList<double> values;
    const std::vector<std::string> sum { {} };
    for (const OverviewSample& sample : m_past) {
        std::optional<double> together;
        for (const std::string& name : m_chosen.empty() ? sum : m_chosen) {
            const auto cluster = sample.byCluster.find(name);
            if (cluster == sample.byCluster.end())
                continue;
            if (const auto value = cluster->second.find(number); value != cluster->second.end())
                together = together.value_or(0) + value->second;
        }
        if (together)
            values.push_back(*together);
    }
    return values.size() > 1 ? values : QList<double>(); // one point is no line
}

void OverviewModel::remember()
{
    if (!m_state)
        return;
    if (!m_past.empty() && m_state->at < m_past.back().at)
        m_past.clear(); // the clock was moved into the past: what was seen later is not its history
    OverviewSample sample { m_state->at, { { {}, numbersOf(m_state->sum) } } };
    for (const ClusterSummary& cluster : m_state->clusters)
        sample.byCluster[cluster.name] = numbersOf(cluster);
    // The newest is replaced until it is old enough to stay.
    const auto count = m_past.size();
    if (count >= 2 && m_past[count - 1].at - m_past[count - 2].at < sampleEvery)
        m_past.pop_back();
    m_past.push_back(std::move(sample));
    std::erase_if(m_past, [&](const OverviewSample& old) { return m_state->at - old.at > rememberedFor; });
}

void OverviewModel::setState(std::shared_ptr<const OverviewState> state)
{
    if (state == m_state)
        return;
    const auto names = namesOf(this->state());
    m_state = std::move(state);
    remember();
    fillLists();
    if (!m_chosen.empty() && names != namesOf(this->state()))
        fillTraffic();
    emit changed();
}

void OverviewModel::setMetrics(Metrics metrics)
{
    if (metrics == m_metrics)
        return;
    m_metrics = std::move(metrics);
    fillCalls();
    fillTraffic();
    emit changed();
}

void OverviewModel::setChosen(std::vector<std::string> clusterNames)
{
    if (clusterNames == m_chosen)
        return;
    m_chosen = std::move(clusterNames);
    fillLists();
    fillTraffic();
    m_worst.showWaiting();
    m_findings.showWaiting();
    emit changed();
}

bool OverviewModel::areMetricsYoung() const
{
    return std::ranges::any_of(m_metrics, [](const auto& metrics) { return metrics->young; });
}

bool OverviewModel::areRatesInterrupted() const
{
    return std::ranges::any_of(m_metrics, [](const auto& metrics) { return metrics->interrupted; });
}

void OverviewModel::setOnlyIll(bool onlyIll)
{
    if (onlyIll == m_onlyIll)
        return;
    m_onlyIll = onlyIll;
    fillFindings();
    m_findings.showWaiting();
    emit changed();
}

void OverviewModel::fillLists()
{
    fillFindings();
    fillCalls();
    m_changes.setChanges(
        only(state().changes, [this](const ChangeMark& change) { return isShown(change.cluster.view()); }));
    auto alerts = only(state().alerts, [this](const ClusterAlert& alert) { return isShown(alert.cluster); });
    m_foldedAlerts.setAlerts(alerts);
    m_alerts.setAlerts(std::move(alerts));
    m_clusters.setClusters(state().clusters, state().sum);
}

void OverviewModel::fillFindings()
{
    const auto mine = only(state().findings, [this](const Finding& f) { return isShown(f.cluster.view()); });
    m_worst.setFindings(mine, state().worstCount);
    m_findings.setFindings(only(mine, [this](const Finding& finding) {
        return !m_onlyIll || finding.severity == Health::Critical || finding.severity == Health::Warning;
    }));
}

void OverviewModel::fillCalls()
{
    std::vector<ServiceCalls> services;
    for (const auto& metrics : m_metrics)
        std::ranges::copy_if(metrics->services, std::back_inserter(services),
            [this](const ServiceCalls& one) { return isShown(one.cluster); });
    m_calls.setServices(std::move(services));
}

void OverviewModel::fillTraffic()
{
    ++m_metricsRevision;
    m_lines = {};
    for (const auto& metrics : m_metrics) {
        m_lines = m_chosen.empty() ? linesOf(metrics)
                                   : linesOf(std::make_shared<const TrafficSum>(trafficOf(
                                       *metrics, [this](const std::string& cluster) { return isShown(cluster); })));
        if (m_lines.calls)
            return;
    }
}

} // namespace Strato
