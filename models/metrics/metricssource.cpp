// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/metrics/metricssource.h"

#include <algorithm>
#include <cmath>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr int pointsAcross = 240; // a chart is rarely wider: more points are bytes without a pixel
constexpr Duration dialectsHold = std::chrono::minutes(5);
constexpr Duration gapsHold
    = std::chrono::seconds(30); // while a measure has no metric: its exporter may just be starting
constexpr Duration spacingHolds = std::chrono::minutes(2); // a past that is being filled in changes it
constexpr Duration countWindow = std::chrono::minutes(20);
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

std::string labelOf(const Series& series, std::string_view name)
{
    const auto it = std::ranges::find_if(series.labels, [&](const auto& label) { return label.first == name; });
    return it == series.labels.end() ? std::string() : it->second;
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
    Series failedCalls;
};

MetricsSource::MetricsSource(
    MetricsSettings settings, std::unique_ptr<PrometheusClient> client, Executor& executor, FreshnessBoard& board)
    : m_settings(std::move(settings))
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

std::string MetricsSource::clusterOf(const InstantValue& value) const
{
    return m_settings.clusterLabel.empty() ? m_settings.onlyCluster : std::string(value.label(m_settings.clusterLabel));
}

Duration MetricsSource::currentSpacing() const
{
    return spacingAt(m_spacing, m_moment.value_or(m_executor.clock().now()), fallbackSpacing);
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
    else if (!m_spacingKnown || now - m_spacingAt > spacingHolds)
        probeSpacing();
    else {
        auto refresh = std::make_shared<Refresh>();
        refresh->generation = m_generation;
        refresh->moment = m_moment.value_or(m_executor.clock().now());
        refresh->window = m_window;
        refresh->overview->source = m_settings.id;
        refresh->overview->at = refresh->moment;
        refresh->overview->window = m_window;
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
    m_spacingAt = m_executor.clock().monotonic();
    if (m_present.empty()) {
        refresh(); // nothing that we know by name: alerts may still be there
        return;
    }
    const Instant moment = m_moment.value_or(m_executor.clock().now());
    const Duration step = std::max<Duration>(countWindow, std::chrono::ceil<std::chrono::seconds>(m_window / 48));
    const std::int64_t steps = std::max<std::int64_t>(1, (m_window + step - Duration(1)) / step);
    const Instant start = moment - step * steps;
    // One window past the moment, where there is one: samples may thin out within the last.
    const Instant end = moment + step <= m_executor.clock().now() ? moment + step : moment;
    const std::string expression = "max(count_over_time(" + *m_present.begin() + "[1200s]))";
    m_client->queryRange(expression, start, end, step, priorityShown,
        [this, alive = std::weak_ptr(m_alive), generation = m_generation](Result<MetricsAnswer<Series>> answer) {
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
            m_spacing = spacingParts(at, counts, countWindow, fallbackSpacing);
            refresh();
        });
}

void MetricsSource::askMeasures(const std::shared_ptr<Refresh>& refresh)
{
    askInstant(refresh, Measure::CpuUsedCores, &ClusterUsage::cpuUsedCores);
    askInstant(refresh, Measure::CpuCapacityCores, &ClusterUsage::cpuCapacityCores);
    askInstant(refresh, Measure::MemoryUsedBytes, &ClusterUsage::memoryUsedBytes);
    askInstant(refresh, Measure::MemoryCapacityBytes, &ClusterUsage::memoryCapacityBytes);
    const auto first = [](std::vector<Series> lines) { return lines.empty() ? Series {} : std::move(lines.front()); };
    askRange(refresh, Measure::CallsPerSecond, {}, {},
        [first](Refresh& r, std::vector<Series> lines) { r.overview->calls = first(std::move(lines)); });
    askRange(refresh, Measure::FailedCallsPerSecond, {}, {},
        [first](Refresh& r, std::vector<Series> lines) { r.failedCalls = first(std::move(lines)); });
    askRange(refresh, Measure::CallsPerSecond, {}, day,
        [first](Refresh& r, std::vector<Series> lines) { r.overview->callsBefore = first(std::move(lines)); });
    const std::string hostsBy = by().empty() ? std::string("instance") : by() + ",instance";
    askRange(refresh, Measure::HostCpuRatio, hostsBy, {}, [this](Refresh& r, std::vector<Series> lines) {
        for (Series& line : lines) {
            std::string cluster = by().empty() ? m_settings.onlyCluster : labelOf(line, by());
            std::string instance = labelOf(line, "instance");
            r.overview->hosts.push_back({ std::move(cluster), std::move(instance), std::move(line) });
        }
    });
    askServices(refresh, Measure::ServiceCallsPerSecond, &ServiceCalls::callsPerSecond);
    askServices(refresh, Measure::ServiceFailedCallsPerSecond, &ServiceCalls::failedPerSecond);
    askAlerts(refresh);
    answered(refresh, std::nullopt); // the asking itself is done
}

void MetricsSource::askInstant(
    const std::shared_ptr<Refresh>& refresh, Measure measure, std::optional<double> ClusterUsage::*field)
{
    const MeasureQuery* query = chooseQuery(measure, m_present);
    if (!query)
        return;
    ++refresh->pending;
    m_client->query(expressionFor(*query, currentSpacing(), by()), refresh->moment, priorityShown,
        [this, refresh, field, alive = std::weak_ptr(m_alive)](Result<MetricsAnswer<InstantValue>> answer) {
            if (alive.expired())
                return;
            if (answer) {
                for (const InstantValue& value : answer->values) {
                    if (std::isnan(value.sample.value))
                        continue;
                    std::optional<double>& total = refresh->overview->total.*field;
                    total = total.value_or(0) + value.sample.value;
                    refresh->overview->byCluster[clusterOf(value)].*field = value.sample.value;
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
    // Where scrapes lay further apart a wider range is needed: one query a part, joined by labels.
    const Instant start = refresh->moment - refresh->window;
    std::vector<SpacingPart> parts;
    for (SpacingPart part : m_spacing) {
        part.from = std::max(part.from, start);
        part.to = std::min(part.to, refresh->moment);
        if (part.from < part.to)
            parts.push_back(part);
    }
    if (parts.empty() || shift != Duration::zero())
        parts = { { start, refresh->moment,
            shift == Duration::zero() ? currentSpacing() : Duration(std::chrono::minutes(5)) } };
    parts.back().to = refresh->moment;
    const auto lines = std::make_shared<std::vector<Series>>();
    const auto left = std::make_shared<std::size_t>(parts.size());
    for (const SpacingPart& part : parts) {
        ++refresh->pending;
        m_client->queryRange(expressionFor(*query, part.spacing, byLabels), part.from - shift, part.to - shift,
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

void MetricsSource::askServices(const std::shared_ptr<Refresh>& refresh, Measure measure, double ServiceCalls::*field)
{
    const MeasureQuery* query = chooseQuery(measure, m_present);
    if (!query)
        return;
    ++refresh->pending;
    m_client->query(expressionFor(*query, currentSpacing(), by()), refresh->moment, priorityShown,
        [this, refresh, field, alive = std::weak_ptr(m_alive)](Result<MetricsAnswer<InstantValue>> answer) {
            if (alive.expired())
                return;
            std::vector<ServiceCalls>& services = refresh->overview->services;
            for (const InstantValue& value : answer ? answer->values : std::vector<InstantValue>()) {
                const ServiceCalls called { clusterOf(value), serviceNamespaceOf(value), serviceOf(value), 0, 0 };
                if (called.service.empty() || std::isnan(value.sample.value))
                    continue;
                auto held = std::ranges::find_if(services, [&](const ServiceCalls& one) {
                    return one.cluster == called.cluster && one.nameSpace == called.nameSpace
                        && one.service == called.service;
                });
                if (held == services.end())
                    held = services.insert(services.end(), called);
                *held.*field = value.sample.value;
            }
            answered(refresh, answer ? std::nullopt : std::optional(answer.error()));
        });
}

/// The sum over services is the total: the number and the list behind it are one.
void MetricsSource::sumServices(MetricsOverview& overview)
{
    if (overview.services.empty())
        return;
    std::map<std::string, std::pair<double, double>> sums; // by cluster: calls, failed
    std::pair<double, double> all;
    for (const ServiceCalls& one : overview.services) {
        auto& [calls, failed] = sums[one.cluster];
        calls += one.callsPerSecond;
        failed += one.failedPerSecond;
        all.first += one.callsPerSecond;
        all.second += one.failedPerSecond;
    }
    const auto put = [](ClusterUsage& usage, const std::pair<double, double>& sum) {
        usage.callsPerSecond = sum.first;
        usage.errorRatio = sum.first > 0 ? std::optional(sum.second / sum.first) : std::nullopt;
    };
    for (const auto& [cluster, sum] : sums)
        put(overview.byCluster[cluster], sum);
    put(overview.total, all);
    std::ranges::sort(overview.services, [](const ServiceCalls& a, const ServiceCalls& b) {
        return std::tie(a.cluster, a.nameSpace, a.service) < std::tie(b.cluster, b.nameSpace, b.service);
    });
}

void MetricsSource::askAlerts(const std::shared_ptr<Refresh>& refresh)
{
    if (m_moment)
        return; // /alerts knows only now; alerts of the past come with the ALERTS series
    ++refresh->pending;
    m_client->alerts(
        priorityShown, [this, refresh, alive = std::weak_ptr(m_alive)](Result<MetricsAnswer<FiringAlert>> answer) {
            if (alive.expired())
                return;
            if (answer)
                refresh->overview->alerts = std::move(answer->values);
            answered(refresh, answer ? std::nullopt : std::optional(answer.error()));
        });
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
    overview.errors = ratioOf(refresh.failedCalls, overview.calls);
    if (!overview.calls.samples.empty())
        overview.total.callsPerSecond = overview.calls.samples.back().value;
    if (!overview.errors.samples.empty())
        overview.total.errorRatio = overview.errors.samples.back().value;
    sumServices(overview);
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

void MetricsSource::joinReport(const std::string& cluster, std::vector<std::string> nodes,
    std::vector<std::string> pods, std::function<void(Result<JoinReport>)> answer)
{
    const std::string match = by().empty() ? std::string() : by() + "=\"" + cluster + "\"";
    const std::string comma = match.empty() ? "" : ",";
    const std::string expression = "count by(node,instance)({__name__=~\"node_uname_info|kube_node_info\"" + comma
        + match
        + "}) or count by(namespace,pod)({__name__=~\"container_cpu_usage_seconds_total|kube_pod_info\",pod!=\"\""
        + comma + match + "})";
    m_client->query(expression, m_executor.clock().now(), priorityShown + 1,
        [nodes = std::move(nodes), pods = std::move(pods), answer = std::move(answer), present = m_present](
            Result<MetricsAnswer<InstantValue>> values) {
            if (!values) {
                answer(tl::unexpected(values.error()));
                return;
            }
            std::set<std::string, std::less<>> hosts;
            std::set<std::string, std::less<>> seen;
            for (const InstantValue& value : values->values) {
                if (!value.label("pod").empty()) {
                    seen.insert(std::string(value.label("namespace")) + "/" + std::string(value.label("pod")));
                    continue;
                }
                const std::string_view host
                    = value.label("node").empty() ? value.label("instance") : value.label("node");
                hosts.insert(std::string(host.substr(0, host.find(':'))));
            }
            JoinReport report;
            for (const std::string& node : nodes)
                hosts.contains(node) ? void(++report.nodesJoined) : report.nodesWithoutSeries.push_back(node);
            for (const std::string& pod : pods)
                seen.contains(pod) ? void(++report.podsJoined) : report.podsWithoutSeries.push_back(pod);
            for (const std::string& host : hosts) {
                if (std::ranges::find(nodes, host) == nodes.end())
                    report.seriesWithoutNode.push_back(host);
            }
            std::set<std::string_view> families;
            for (const MeasureQuery& query : measureQueries()) {
                if (present.contains(query.probeMetric))
                    families.insert(query.family);
            }
            for (const std::string_view family : families)
                report.dialects += (report.dialects.empty() ? "" : ", ") + std::string(family);
            answer(std::move(report));
        });
}

} // namespace Strato
