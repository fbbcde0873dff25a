// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a refresh asks of a metrics server, and how its answers are taken.
#include "models/metrics/alertwords.h"
#include "models/metrics/metricsrefresh.h"
#include "models/metrics/metricssum.h"

#include <algorithm>
#include <cmath>

namespace Strato {

using namespace MetricsAsking;

namespace {

constexpr int pointsAcross = 240; // a chart is rarely wider: more points are bytes without a pixel

Duration stepFor(Duration window, Duration spacing)
{
    const Duration even = std::chrono::ceil<std::chrono::seconds>(window / pointsAcross);
    return std::max({ even, spacing, Duration(std::chrono::seconds(5)) });
}

/// Appends @p part to the line of @p lines with equal labels: the parts of a window come in any order.
void mergeLines(std::vector<Series>& lines, std::vector<Series> part)
{
    for (Series& line : part) {
        const auto held = std::ranges::find(lines, line.labels, &Series::labels);
        if (held == lines.end()) {
            lines.push_back(std::move(line));
            continue;
        }
        held->spacing = std::max(held->spacing, line.spacing);
        held->samples.insert(held->samples.end(), line.samples.begin(), line.samples.end());
        std::ranges::sort(held->samples, {}, &Sample::at);
        const auto sameTime = [](const Sample& a, const Sample& b) { return a.at == b.at; };
        held->samples.erase(std::unique(held->samples.begin(), held->samples.end(), sameTime), held->samples.end());
    }
}

/// The series ALERTS as alerts: labels of the rule and the alert, without what the server added.
std::vector<FiringAlert> alertsOf(std::vector<InstantValue> series)
{
    std::vector<FiringAlert> alerts;
    for (InstantValue& value : series) {
        FiringAlert alert;
        std::erase_if(
            value.labels, [](const auto& label) { return label.first == "__name__" || label.first == "alertstate"; });
        alert.labels = std::move(value.labels);
        alert.name = alert.label("alertname");
        alert.severity = alert.label("severity");
        alerts.push_back(std::move(alert));
    }
    return alerts;
}

/// Gives an alert that is known by its series its beginning and its words, where they are told.
void describe(FiringAlert& alert, const std::vector<InstantValue>& starts, const std::vector<AlertRule>& rules)
{
    for (const InstantValue& start : starts) {
        if (start.labels == alert.labels && !std::isnan(start.sample.value))
            alert.activeAt = instantFromUnixTime(start.sample.value);
    }
    if (const AlertRule* rule = ruleOf(alert, rules)) {
        alert.summary = expanded(rule->summary, alert);
        alert.runbookUrl = expanded(rule->runbookUrl, alert);
    }
}

std::string firstOf(const InstantValue& value, std::initializer_list<std::string_view> labels)
{
    for (const std::string_view label : labels) {
        if (const std::string_view text = value.label(label); !text.empty())
            return std::string(text);
    }
    return {};
}

/// The service that a series of one of the dialects counts calls of.
std::string serviceOf(const InstantValue& value)
{
    return firstOf(value, { "server", "destination_workload", "service_name", "service" });
}

std::string serviceNamespaceOf(const InstantValue& value)
{
    return firstOf(value, { "server_namespace", "destination_workload_namespace", "service_namespace" });
}

std::string_view labelOf(const Series& series, std::string_view name)
{
    const auto it = std::ranges::find_if(series.labels, [&](const auto& label) { return label.first == name; });
    return it == series.labels.end() ? std::string_view() : std::string_view(it->second);
}

/// Adds to the service of @p services that @p called names: two values of the label may mean one cluster.
void addCalls(
    std::vector<ServiceCalls>& services, const ServiceCalls& called, double ServiceCalls::*field, double value)
{
    auto held = std::ranges::find_if(services, [&](const ServiceCalls& one) {
        return one.cluster == called.cluster && one.nameSpace == called.nameSpace && one.service == called.service;
    });
    if (held == services.end())
        held = services.insert(services.end(), called);
    *held.*field += value;
}

} // namespace

void MetricsSource::askMeasures(const std::shared_ptr<Refresh>& refresh)
{
    askInstant(refresh, Measure::CpuUsedCores, &ClusterUsage::cpuUsedCores);
    askInstant(refresh, Measure::CpuCapacityCores, &ClusterUsage::cpuCapacityCores);
    askInstant(refresh, Measure::MemoryUsedBytes, &ClusterUsage::memoryUsedBytes);
    askInstant(refresh, Measure::MemoryCapacityBytes, &ClusterUsage::memoryCapacityBytes);
    askTraffic(refresh, Measure::CallsPerSecond, {}, &TrafficLine::calls);
    askTraffic(refresh, Measure::FailedCallsPerSecond, {}, &TrafficLine::failed);
    askTraffic(refresh, Measure::CallsPerSecond, day, &TrafficLine::callsBefore);
    const std::string hostsBy = by().empty() ? std::string("instance") : by() + ",instance";
    askRange(refresh, Measure::HostCpuRatio, hostsBy, {}, [this](Refresh& r, std::vector<Series> lines) {
        for (Series& line : lines) {
            if (const auto cluster = clusterOf(labelOf(line, by()))) {
                std::string instance(labelOf(line, "instance"));
                r.overview->hosts.push_back({ *cluster, std::move(instance), std::move(line) });
            }
        }
    });
    askServices(refresh, Measure::ServiceCallsPerSecond, &ServiceCalls::callsPerSecond);
    askServices(refresh, Measure::ServiceFailedCallsPerSecond, &ServiceCalls::failedPerSecond);
    askCoverage(refresh);
    askClusters(refresh);
    askAlerts(refresh);
    answered(refresh, std::nullopt); // the asking itself is done
}

void MetricsSource::askTraffic(
    const std::shared_ptr<Refresh>& refresh, Measure measure, Duration shift, Series TrafficLine::*field)
{
    askRange(refresh, measure, by(), shift, [this, field](Refresh& r, std::vector<Series> lines) {
        for (Series& line : lines) {
            const auto cluster = clusterOf(labelOf(line, by()));
            if (!cluster)
                continue;
            TrafficLine& traffic = r.traffic[*cluster];
            traffic.cluster = *cluster;
            line.labels.clear();
            Series& held = traffic.*field;
            held = held.samples.empty() ? std::move(line) : sumOf({ &held, &line }); // two values may mean one cluster
        }
    });
}

void MetricsSource::askInstant(
    const std::shared_ptr<Refresh>& refresh, Measure measure, std::optional<double> ClusterUsage::*field)
{
    const MeasureQuery* query = queryFor(measure);
    if (!query)
        return;
    ++refresh->pending;
    m_tickets.push_back(m_client->query(expressionFor(*query, currentSpacing(query->probeMetric), by()),
        refresh->moment, priorityShown,
        [this, refresh, field, alive = std::weak_ptr(m_alive)](Result<MetricsAnswer<InstantValue>> answer) {
            if (alive.expired())
                return;
            if (answer) {
                for (const InstantValue& value : answer->values) {
                    const auto cluster = clusterOf(value.label(by()));
                    if (std::isnan(value.sample.value) || !cluster)
                        continue;
                    for (ClusterUsage* usage : { &refresh->overview->total, &refresh->overview->byCluster[*cluster] })
                        usage->*field = (usage->*field).value_or(0) + value.sample.value;
                }
                std::ranges::move(answer->warnings, std::back_inserter(refresh->overview->warnings));
            }
            answered(refresh, answer ? std::nullopt : std::optional(answer.error()));
        }));
}

void MetricsSource::askRange(const std::shared_ptr<Refresh>& refresh, Measure measure, std::string_view byLabels,
    Duration shift, const std::function<void(Refresh&, std::vector<Series>)>& take)
{
    const MeasureQuery* query = queryFor(measure);
    if (!query)
        return;
    // One query a part of equal spacing, joined by labels.
    const Instant start = refresh->moment - refresh->window - shift;
    const std::vector<SpacingPart> parts = partsOf(query->probeMetric, shift, start, refresh->moment - shift);
    const auto lines = std::make_shared<std::vector<Series>>();
    const auto left = std::make_shared<std::size_t>(parts.size());
    for (const SpacingPart& part : parts) {
        ++refresh->pending;
        const Duration step = stepFor(refresh->window, part.spacing);
        m_tickets.push_back(m_client->queryRange(expressionFor(*query, part.spacing, byLabels, step), part.from,
            part.to, step, priorityShown,
            [this, refresh, take, lines, left, shift, part, step, alive = std::weak_ptr(m_alive)](
                Result<MetricsAnswer<Series>> answer) {
                if (alive.expired())
                    return;
                if (answer) {
                    for (Series& line : answer->values) {
                        dropUncovered(line, { part.from, part.to, step }, part.spacing);
                        for (Sample& sample : line.samples)
                            sample.at = sample.at + shift;
                    }
                    mergeLines(*lines, std::move(answer->values));
                }
                if (--*left == 0)
                    take(*refresh, std::move(*lines));
                answered(refresh, answer ? std::nullopt : std::optional(answer.error()));
            }));
    }
}

void MetricsSource::askServices(const std::shared_ptr<Refresh>& refresh, Measure measure, double ServiceCalls::*field)
{
    const MeasureQuery* query = queryFor(measure);
    if (!query)
        return;
    ++refresh->pending;
    m_tickets.push_back(
        m_client->query(expressionFor(*query, currentSpacing(query->probeMetric), by()), refresh->moment, priorityShown,
            [this, refresh, field, alive = std::weak_ptr(m_alive)](Result<MetricsAnswer<InstantValue>> answer) {
                if (alive.expired())
                    return;
                refresh->servicesFailed = refresh->servicesFailed || !answer;
                for (const InstantValue& value : answer ? answer->values : std::vector<InstantValue>()) {
                    const auto cluster = clusterOf(value.label(by()));
                    const std::string service = serviceOf(value);
                    if (cluster && !service.empty() && !std::isnan(value.sample.value))
                        addCalls(refresh->overview->services, { *cluster, serviceNamespaceOf(value), service, 0, 0 },
                            field, value.sample.value);
                }
                answered(refresh, answer ? std::nullopt : std::optional(answer.error()));
            }));
}

/// After an outage a rate's range is empty in part, and what rate() makes of the rest is too low.
void MetricsSource::askCoverage(const std::shared_ptr<Refresh>& refresh)
{
    for (const std::string& metric : ratedMetrics(m_present)) {
        if (m_tooYoung.contains(metric))
            continue; // nothing is asked of it
        ++refresh->pending;
        m_tickets.push_back(
            m_client->query(coverageProbe(metric, currentSpacing(metric), by()), refresh->moment, priorityShown,
                [this, refresh, metric, alive = std::weak_ptr(m_alive)](Result<MetricsAnswer<InstantValue>> answer) {
                    if (alive.expired())
                        return;
                    if (answer) {
                        std::set<std::string>& filled = refresh->filled[metric];
                        for (const InstantValue& value : answer->values) {
                            const auto cluster = clusterOf(value.label(by()));
                            if (cluster && fillsRange(value.sample.value))
                                filled.insert(*cluster);
                        }
                    }
                    answered(refresh, answer ? std::nullopt : std::optional(answer.error()));
                }));
    }
}

/// Missing is what they are: a figure would be taken for a fact.
void MetricsSource::dropUnfilled(Refresh& refresh) const
{
    MetricsOverview& overview = *refresh.overview;
    const auto isUnfilled = [&](Measure measure, const std::string& cluster) {
        const MeasureQuery* query = queryFor(measure);
        const auto filled = query ? refresh.filled.find(query->probeMetric) : refresh.filled.end();
        return query && isRate(*query) && filled != refresh.filled.end() && !filled->second.contains(cluster);
    };
    std::optional<double> all;
    for (auto& [cluster, usage] : overview.byCluster) {
        if (usage.cpuUsedCores && isUnfilled(Measure::CpuUsedCores, cluster)) {
            usage.cpuUsedCores.reset();
            overview.interrupted = true;
        }
        if (usage.cpuUsedCores)
            all = all.value_or(0) + *usage.cpuUsedCores;
    }
    overview.total.cpuUsedCores = all;
    const auto dropped = std::erase_if(overview.services,
        [&](const ServiceCalls& one) { return isUnfilled(Measure::ServiceCallsPerSecond, one.cluster); });
    overview.interrupted = overview.interrupted || dropped > 0;
}

/// Which clusters it has anything of: where it has nothing, "no alert fires" would be a guess.
void MetricsSource::askClusters(const std::shared_ptr<Refresh>& refresh)
{
    ++refresh->pending;
    m_tickets.push_back(m_client->query("count by(" + by() + ")(up)", refresh->moment, priorityShown,
        [this, refresh, alive = std::weak_ptr(m_alive)](Result<MetricsAnswer<InstantValue>> answer) {
            if (alive.expired())
                return;
            if (answer) {
                for (const InstantValue& value : answer->values) {
                    if (const auto cluster = clusterOf(value.label(by())))
                        refresh->overview->clusters.insert(*cluster);
                }
            }
            answered(refresh, answer ? std::nullopt : std::optional(answer.error()));
        }));
}

void MetricsSource::askAlerts(const std::shared_ptr<Refresh>& refresh)
{
    if (m_moment) {
        askAlertSeries(refresh); // /alerts knows only now
        return;
    }
    ++refresh->pending;
    m_tickets.push_back(m_client->alerts(
        priorityShown, [this, refresh, alive = std::weak_ptr(m_alive)](Result<MetricsAnswer<FiringAlert>> answer) {
            if (alive.expired())
                return;
            if (answer)
                takeAlerts(*refresh, std::move(answer->values));
            else if (refresh->generation == m_generation)
                askAlertSeries(refresh); // servers that keep series and evaluate no rule have no /alerts
            answered(refresh, std::nullopt);
        }));
}

/// Series carry neither words nor a beginning: the words are those of the rules as they stand now, the beginning is a
/// series of its own. Without them alerts are told all the same.
void MetricsSource::askAlertSeries(const std::shared_ptr<Refresh>& refresh)
{
    const auto alive = std::weak_ptr(m_alive);
    ++refresh->pending;
    refresh->pendingAlerts = 3;
    m_tickets.push_back(m_client->query("ALERTS{alertstate=\"firing\"}", refresh->moment, priorityShown,
        [this, refresh, alive](Result<MetricsAnswer<InstantValue>> answer) {
            if (alive.expired())
                return;
            if (answer)
                refresh->alertSeries = alertsOf(std::move(answer->values));
            else
                refresh->alertError = answer.error();
            alertPartAnswered(refresh);
        }));
    m_tickets.push_back(m_client->query("ALERTS_FOR_STATE", refresh->moment, priorityShown,
        [this, refresh, alive](Result<MetricsAnswer<InstantValue>> answer) {
            if (alive.expired())
                return;
            if (answer)
                refresh->alertStarts = std::move(answer->values);
            for (InstantValue& start : refresh->alertStarts)
                std::erase_if(start.labels, [](const auto& label) { return label.first == "__name__"; });
            alertPartAnswered(refresh);
        }));
    m_tickets.push_back(
        m_client->alertRules(priorityShown, [this, refresh, alive](Result<MetricsAnswer<AlertRule>> answer) {
            if (alive.expired())
                return;
            if (answer)
                refresh->alertRules = std::move(answer->values);
            alertPartAnswered(refresh);
        }));
}

void MetricsSource::alertPartAnswered(const std::shared_ptr<Refresh>& refresh)
{
    if (--refresh->pendingAlerts > 0)
        return;
    if (!refresh->alertError) {
        for (FiringAlert& alert : refresh->alertSeries)
            describe(alert, refresh->alertStarts, refresh->alertRules);
        takeAlerts(*refresh, std::move(refresh->alertSeries));
    }
    answered(refresh, refresh->alertError);
}

void MetricsSource::takeAlerts(Refresh& refresh, std::vector<FiringAlert> alerts) const
{
    refresh.overview->alertsKnown = true;
    for (FiringAlert& alert : alerts) {
        const auto cluster = clusterOf(alert.label(by()));
        if (!cluster)
            continue; // of a cluster that is not covered
        alert.cluster = *cluster;
        refresh.overview->alerts.push_back(std::move(alert));
    }
}

} // namespace Strato
