// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/metrics/metricssource.h"

#include "models/metrics/metricssum.h"

#include <algorithm>
#include <cmath>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr int pointsAcross = 240; // a chart is rarely wider: more points are bytes without a pixel
constexpr Duration dialectsHold = std::chrono::minutes(5);
constexpr Duration gapsHold
    = std::chrono::seconds(30); // while a measure has no metric: its exporter may just be starting
constexpr Duration fallbackSpacing = std::chrono::seconds(30);
constexpr Duration day = std::chrono::hours(24);
constexpr Duration longestPause = std::chrono::minutes(2);
constexpr int priorityShown = 1;

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
        const auto doubles = std::ranges::unique(held->samples, {}, &Sample::at);
        held->samples.erase(doubles.begin(), doubles.end());
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

std::string_view labelOf(const Series& series, std::string_view name)
{
    const auto it = std::ranges::find_if(series.labels, [&](const auto& label) { return label.first == name; });
    return it == series.labels.end() ? std::string_view() : std::string_view(it->second);
}

} // namespace

/// One refresh under way: complete when nothing is pending.
struct MetricsSource::Refresh {
    std::uint64_t generation = 0;
    Instant moment {};
    Duration window {};
    int pending = 1; // the asking itself, so that early answers do not complete it
    int failed = 0;
    int succeeded = 0;
    std::optional<Error> error;
    std::shared_ptr<MetricsOverview> overview = std::make_shared<MetricsOverview>();
    std::map<std::string, TrafficLine> traffic; ///< by cluster
};

MetricsSource::MetricsSource(
    MetricsSettings settings, std::unique_ptr<PrometheusClient> client, Executor& executor, FreshnessBoard& board)
    : m_settings(std::move(settings))
    , m_names(m_settings.names)
    , m_client(std::move(client))
    , m_executor(executor)
    , m_board(board)
{
}

MetricsSource::~MetricsSource()
{
    m_alive.reset();
    if (m_timer)
        m_executor.cancel(m_timer);
}

void MetricsSource::show(std::optional<Instant> moment, Duration window)
{
    if (m_running && m_moment == moment && m_window == window)
        return;
    m_moment = moment;
    m_window = window;
    m_running = true;
    m_spacingKnown = false;
    ++m_generation;
    refresh();
}

void MetricsSource::stop()
{
    m_running = false;
    ++m_generation;
    if (m_timer)
        m_executor.cancel(std::exchange(m_timer, 0));
    setStatus(Freshness::NotConnected, std::nullopt);
}

std::string MetricsSource::by() const
{
    return m_settings.clusterLabel;
}

std::optional<std::string> MetricsSource::clusterOf(std::string_view labelValue) const
{
    return m_names.resolve(m_settings.clusterLabel.empty() ? std::string_view() : labelValue);
}

Duration MetricsSource::currentSpacing(std::string_view metric) const
{
    const auto parts = m_spacing.find({ std::string(metric), Duration::zero() });
    return parts == m_spacing.end() || parts->second.empty() ? fallbackSpacing : parts->second.back().spacing;
}

/// Where scrapes lay further apart a wider range is needed: the parts of [start, end], in order and without holes.
std::vector<SpacingPart> MetricsSource::partsOf(
    std::string_view metric, Duration shift, Instant start, Instant end) const
{
    std::vector<SpacingPart> parts;
    if (const auto known = m_spacing.find({ std::string(metric), shift }); known != m_spacing.end()) {
        for (SpacingPart part : known->second) {
            part.from = std::max(part.from, start);
            part.to = std::min(part.to, end);
            if (part.from < part.to)
                parts.push_back(part);
        }
    }
    if (parts.empty())
        parts = { { start, end, shift == Duration::zero() ? currentSpacing(metric) : fallbackSpacing } };
    parts.back().to = end;
    return parts;
}

void MetricsSource::refresh()
{
    if (m_timer)
        m_executor.cancel(std::exchange(m_timer, 0));
    if (!m_running)
        return;
    if (!m_asOf)
        setStatus(Freshness::CatchingUp, std::nullopt);
    const Duration now = m_executor.clock().monotonic();
    if (m_present.empty() || now - m_probedAt >= (hasGaps() ? gapsHold : dialectsHold))
        probeDialects();
    else if (!m_spacingKnown)
        probeSpacing();
    else {
        auto refresh = std::make_shared<Refresh>();
        refresh->generation = m_generation;
        refresh->moment = m_moment.value_or(m_executor.clock().now());
        refresh->window = m_window;
        refresh->overview->source = m_settings.id;
        refresh->overview->label = m_settings.label;
        refresh->overview->covers = m_names.covers();
        refresh->overview->at = refresh->moment;
        askMeasures(refresh);
    }
}

bool MetricsSource::hasGaps() const
{
    return std::ranges::any_of(measureQueries(),
        [this](const MeasureQuery& query) { return chooseQuery(query.measure, m_present) == nullptr; });
}

void MetricsSource::probeDialects()
{
    const Instant at = m_moment.value_or(m_executor.clock().now());
    m_client->query(dialectProbe(), at, priorityShown,
        [this, alive = std::weak_ptr(m_alive), generation = m_generation](Result<MetricsAnswer<InstantValue>> answer) {
            if (alive.expired() || generation != m_generation)
                return;
            if (!answer) {
                ++m_tries;
                setStatus(m_asOf ? Freshness::Stale : Freshness::Lost, answer.error());
                schedule(retryPause());
                return;
            }
            m_present.clear();
            for (const InstantValue& value : answer->values)
                m_present.emplace(value.label("__name__"));
            m_probedAt = m_executor.clock().monotonic();
            probeSpacing();
        });
}

void MetricsSource::probeSpacing()
{
    m_spacingKnown = true;
    m_spacing.clear();
    const std::set<std::string, std::less<>> metrics = ratedMetrics(m_present);
    const MeasureQuery* calls = chooseQuery(Measure::CallsPerSecond, m_present);
    const auto left = std::make_shared<int>(static_cast<int>(metrics.size()) + (calls ? 1 : 0));
    if (*left == 0) {
        refresh(); // nothing that we know by name: alerts may still be there
        return;
    }
    for (const std::string& metric : metrics)
        probeSpacing(metric, {}, left);
    if (calls)
        probeSpacing(std::string(calls->probeMetric), day, left);
}

void MetricsSource::probeSpacing(const std::string& metric, Duration shift, const std::shared_ptr<int>& left)
{
    const Instant end = m_moment.value_or(m_executor.clock().now()) - shift;
    const Duration step = std::max<Duration>(spacingWindow, std::chrono::ceil<std::chrono::seconds>(m_window / 48));
    const Instant start = end - std::chrono::floor<std::chrono::seconds>(m_window / step * step);
    m_client->queryRange(spacingProbe(metric), start, end, step, priorityShown,
        [this, metric, shift, left, alive = std::weak_ptr(m_alive), generation = m_generation](
            Result<MetricsAnswer<Series>> answer) {
            if (alive.expired() || generation != m_generation)
                return;
            std::vector<Instant> at;
            std::vector<double> counts;
            if (answer && !answer->values.empty()) {
                for (const Sample& sample : answer->values.front().samples) {
                    at.push_back(sample.at);
                    counts.push_back(sample.value);
                }
            }
            m_spacing[{ metric, shift }] = spacingParts(at, counts, spacingWindow, fallbackSpacing);
            if (--*left == 0)
                refresh();
        });
}

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
    const MeasureQuery* query = chooseQuery(measure, m_present);
    if (!query)
        return;
    ++refresh->pending;
    m_client->query(expressionFor(*query, currentSpacing(query->probeMetric), by()), refresh->moment, priorityShown,
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
        });
}

void MetricsSource::askRange(const std::shared_ptr<Refresh>& refresh, Measure measure, std::string_view byLabels,
    Duration shift, std::function<void(Refresh&, std::vector<Series>)> take)
{
    const MeasureQuery* query = chooseQuery(measure, m_present);
    if (!query)
        return;
    // One query a part of equal spacing, joined by labels.
    const Instant start = refresh->moment - refresh->window - shift;
    const std::vector<SpacingPart> parts = partsOf(query->probeMetric, shift, start, refresh->moment - shift);
    const auto lines = std::make_shared<std::vector<Series>>();
    const auto left = std::make_shared<std::size_t>(parts.size());
    for (const SpacingPart& part : parts) {
        ++refresh->pending;
        m_client->queryRange(expressionFor(*query, part.spacing, byLabels), part.from, part.to,
            stepFor(refresh->window, part.spacing), priorityShown,
            [this, refresh, take, lines, left, shift, alive = std::weak_ptr(m_alive)](
                Result<MetricsAnswer<Series>> answer) {
                if (alive.expired())
                    return;
                if (answer) {
                    for (Series& line : answer->values) {
                        for (Sample& sample : line.samples)
                            sample.at = sample.at + shift;
                    }
                    mergeLines(*lines, std::move(answer->values));
                }
                if (--*left == 0)
                    take(*refresh, std::move(*lines));
                answered(refresh, answer ? std::nullopt : std::optional(answer.error()));
            });
    }
}

/// Which clusters it has anything of: where it has nothing, "no alert fires" would be a guess.
void MetricsSource::askClusters(const std::shared_ptr<Refresh>& refresh)
{
    ++refresh->pending;
    m_client->query("count by(" + by() + ")(up)", refresh->moment, priorityShown,
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
        });
}

void MetricsSource::askAlerts(const std::shared_ptr<Refresh>& refresh)
{
    if (m_moment) {
        askAlertSeries(refresh); // /alerts knows only now
        return;
    }
    ++refresh->pending;
    m_client->alerts(
        priorityShown, [this, refresh, alive = std::weak_ptr(m_alive)](Result<MetricsAnswer<FiringAlert>> answer) {
            if (alive.expired())
                return;
            if (answer)
                takeAlerts(*refresh, std::move(answer->values));
            else
                askAlertSeries(refresh); // servers that keep series and evaluate no rule have no /alerts
            answered(refresh, std::nullopt);
        });
}

void MetricsSource::askAlertSeries(const std::shared_ptr<Refresh>& refresh)
{
    ++refresh->pending;
    m_client->query("ALERTS{alertstate=\"firing\"}", refresh->moment, priorityShown,
        [this, refresh, alive = std::weak_ptr(m_alive)](Result<MetricsAnswer<InstantValue>> answer) {
            if (alive.expired())
                return;
            if (answer)
                takeAlerts(*refresh, alertsOf(std::move(answer->values)));
            answered(refresh, answer ? std::nullopt : std::optional(answer.error()));
        });
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

void MetricsSource::answered(const std::shared_ptr<Refresh>& refresh, const std::optional<Error>& error)
{
    if (error) {
        ++refresh->failed;
        refresh->error = error;
    } else {
        ++refresh->succeeded;
    }
    if (--refresh->pending == 0 && refresh->generation == m_generation)
        complete(*refresh);
}

void MetricsSource::complete(Refresh& refresh)
{
    MetricsOverview& overview = *refresh.overview;
    for (auto& [cluster, line] : refresh.traffic)
        overview.traffic.push_back(std::move(line));
    sumTraffic(overview);
    for (const auto& [cluster, usage] : overview.byCluster)
        overview.clusters.insert(cluster);
    std::ranges::sort(overview.hosts, [](const HostLine& a, const HostLine& b) {
        return std::tie(a.cluster, a.instance) < std::tie(b.cluster, b.instance);
    });
    const bool nothingCame = refresh.succeeded <= 1 && refresh.failed > 0;
    if (nothingCame) {
        ++m_tries;
        setStatus(m_asOf ? Freshness::Stale : Freshness::Lost, refresh.error);
    } else {
        m_tries = 0;
        m_asOf = m_executor.clock().now();
        setStatus(refresh.failed ? Freshness::Stale : Freshness::Live, refresh.error);
        if (m_listener)
            m_listener(refresh.overview);
    }
    if (!m_moment || nothingCame)
        schedule(nothingCame ? retryPause() : m_settings.refreshEvery);
}

/// One that never answered may just be starting: it is asked again soon, then less and less often.
Duration MetricsSource::retryPause() const
{
    constexpr int quickTries = 5;
    if (!m_asOf && m_tries <= quickTries)
        return std::min<Duration>(m_settings.refreshEvery, std::chrono::seconds(1 << (m_tries - 1)));
    return std::min<Duration>(m_settings.refreshEvery * m_tries, longestPause);
}

void MetricsSource::schedule(Duration delay)
{
    if (m_timer)
        m_executor.cancel(m_timer);
    m_timer = m_executor.postAfter(delay, [this, alive = std::weak_ptr(m_alive)] {
        if (alive.expired())
            return;
        m_timer = 0;
        refresh();
    });
}

void MetricsSource::setStatus(Freshness freshness, const std::optional<Error>& error)
{
    SourceStatus status;
    status.id = m_settings.id;
    status.label = m_settings.label;
    status.freshness = freshness;
    status.asOf = m_asOf;
    status.error = error;
    status.tries = m_tries;
    m_board.set(std::move(status));
}

} // namespace Strato
