// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/metrics/catalogue.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace Strato {

namespace {

constexpr Duration shortestRange = std::chrono::seconds(20);
constexpr int samplesInRange = 4;
constexpr std::array<int, 4> ageWindows { 20, 60, 300, 1200 }; ///< in seconds, the last is spacingWindow
/// Distances that scrapers use: a count taken over a window is off by one, the nearest of these is what was meant.
constexpr std::array<std::int64_t, 13> usualSpacings { 1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 300, 600, 900 };

void replaceAll(std::string& text, std::string_view what, std::string_view with)
{
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
}

Duration spacingOf(double count, Duration window)
{
    const double raw = std::chrono::duration<double>(window).count() / count;
    const auto nearest = std::ranges::min_element(
        usualSpacings, {}, [raw](std::int64_t usual) { return std::abs(std::log(raw / static_cast<double>(usual))); });
    return std::chrono::seconds(*nearest);
}

std::vector<MeasureQuery> totalQueries()
{
    return {
        { Measure::CpuUsedCores, "node_exporter", "node_cpu_seconds_total",
            "sum by($by)(rate(node_cpu_seconds_total{mode!~\"idle|iowait|steal\"}[$range]))" },
        { Measure::CpuUsedCores, "cAdvisor", "container_cpu_usage_seconds_total",
            "sum by($by)(rate(container_cpu_usage_seconds_total{container!=\"\"}[$range]))" },
        { Measure::CpuCapacityCores, "node_exporter", "node_cpu_seconds_total",
            "count by($by)(node_cpu_seconds_total{mode=\"idle\"})" },
        { Measure::MemoryUsedBytes, "node_exporter", "node_memory_MemAvailable_bytes",
            "sum by($by)(node_memory_MemTotal_bytes - node_memory_MemAvailable_bytes)" },
        { Measure::MemoryUsedBytes, "cAdvisor", "container_memory_working_set_bytes",
            "sum by($by)(container_memory_working_set_bytes{container!=\"\"})" },
        { Measure::MemoryCapacityBytes, "node_exporter", "node_memory_MemTotal_bytes",
            "sum by($by)(node_memory_MemTotal_bytes)" },
        { Measure::HostCpuRatio, "node_exporter", "node_cpu_seconds_total",
            "1 - avg by($by)(rate(node_cpu_seconds_total{mode=\"idle\"}[$range]))" },
        { Measure::CallsPerSecond, "service graph", "traces_service_graph_request_total",
            "sum by($by)(rate(traces_service_graph_request_total[$range]))" },
        { Measure::FailedCallsPerSecond, "service graph", "traces_service_graph_request_total",
            "sum by($by)(rate(traces_service_graph_request_failed_total[$range])) $zero" },
        { Measure::CallsPerSecond, "istio", "istio_requests_total",
            "sum by($by)(rate(istio_requests_total{reporter=~\"destination|waypoint\"}[$range]))" },
        { Measure::FailedCallsPerSecond, "istio", "istio_requests_total",
            "sum "
            "by($by)(rate(istio_requests_total{reporter=~\"destination|waypoint\",response_code=~\"5..\"}[$range])) "
            "$zero" },
        { Measure::CallsPerSecond, "span metrics", "traces_span_metrics_calls_total",
            "sum by($by)(rate(traces_span_metrics_calls_total{span_kind=\"SPAN_KIND_SERVER\"}[$range]))" },
        { Measure::FailedCallsPerSecond, "span metrics", "traces_span_metrics_calls_total",
            "sum "
            "by($by)(rate(traces_span_metrics_calls_total{span_kind=\"SPAN_KIND_SERVER\",status_code=\"STATUS_CODE_"
            "ERROR\"}"
            "[$range])) $zero" },
        { Measure::CallsPerSecond, "span metrics (Tempo)", "traces_spanmetrics_calls_total",
            "sum by($by)(rate(traces_spanmetrics_calls_total{span_kind=\"SPAN_KIND_SERVER\"}[$range]))" },
        { Measure::FailedCallsPerSecond, "span metrics (Tempo)", "traces_spanmetrics_calls_total",
            "sum "
            "by($by)(rate(traces_spanmetrics_calls_total{span_kind=\"SPAN_KIND_SERVER\",status_code=\"STATUS_CODE_"
            "ERROR\"}"
            "[$range])) $zero" },
        { Measure::CallsPerSecond, "span metrics (older)", "calls_total",
            "sum by($by)(rate(calls_total{span_kind=\"SPAN_KIND_SERVER\"}[$range]))" },
        { Measure::FailedCallsPerSecond, "span metrics (older)", "calls_total",
            "sum by($by)(rate(calls_total{span_kind=\"SPAN_KIND_SERVER\",status_code=\"STATUS_CODE_ERROR\"}[$range])) "
            "$zero" },
    };
}

std::vector<MeasureQuery> serviceQueries()
{
    return {
        // The label of the service stands before $by, which may be empty: a comma may end a list, never begin one.
        { Measure::ServiceCallsPerSecond, "service graph", "traces_service_graph_request_total",
            "sum by(server,server_namespace,$by)(rate(traces_service_graph_request_total[$range]))" },
        { Measure::ServiceFailedCallsPerSecond, "service graph", "traces_service_graph_request_total",
            "sum by(server,server_namespace,$by)(rate(traces_service_graph_request_failed_total[$range]))" },
        { Measure::ServiceCallsPerSecond, "istio", "istio_requests_total",
            "sum by(destination_workload,destination_workload_namespace,$by)(rate(istio_requests_total{reporter=~"
            "\"destination|waypoint\"}[$range]))" },
        { Measure::ServiceFailedCallsPerSecond, "istio", "istio_requests_total",
            "sum by(destination_workload,destination_workload_namespace,$by)(rate(istio_requests_total{reporter=~"
            "\"destination|waypoint\",response_code=~\"5..\"}[$range]))" },
        { Measure::ServiceCallsPerSecond, "span metrics", "traces_span_metrics_calls_total",
            "sum "
            "by(service_name,service_namespace,$by)(rate(traces_span_metrics_calls_total{span_kind=\"SPAN_KIND_"
            "SERVER\"}[$range]))" },
        { Measure::ServiceFailedCallsPerSecond, "span metrics", "traces_span_metrics_calls_total",
            "sum "
            "by(service_name,service_namespace,$by)(rate(traces_span_metrics_calls_total{span_kind=\"SPAN_KIND_"
            "SERVER\",status_code=\"STATUS_CODE_ERROR\"}[$range]))" },
        { Measure::ServiceCallsPerSecond, "span metrics (Tempo)", "traces_spanmetrics_calls_total",
            "sum "
            "by(service,service_namespace,$by)(rate(traces_spanmetrics_calls_total{span_kind=\"SPAN_KIND_SERVER\"}[$"
            "range]))" },
        { Measure::ServiceFailedCallsPerSecond, "span metrics (Tempo)", "traces_spanmetrics_calls_total",
            "sum "
            "by(service,service_namespace,$by)(rate(traces_spanmetrics_calls_total{span_kind=\"SPAN_KIND_SERVER\","
            "status_code=\"STATUS_CODE_ERROR\"}[$range]))" },
        { Measure::ServiceCallsPerSecond, "span metrics (older)", "calls_total",
            "sum by(service_name,service_namespace,$by)(rate(calls_total{span_kind=\"SPAN_KIND_SERVER\"}[$range]))" },
        { Measure::ServiceFailedCallsPerSecond, "span metrics (older)", "calls_total",
            "sum "
            "by(service_name,service_namespace,$by)(rate(calls_total{span_kind=\"SPAN_KIND_SERVER\",status_code="
            "\"STATUS_CODE_ERROR\"}[$range]))" },
    };
}

} // namespace

const std::vector<MeasureQuery>& measureQueries()
{
    static const std::vector<MeasureQuery> queries = [] {
        std::vector<MeasureQuery> all = totalQueries();
        for (const MeasureQuery& query : serviceQueries())
            all.push_back(query);
        return all;
    }();
    return queries;
}

std::string dialectProbe()
{
    std::set<std::string_view> metrics;
    for (const MeasureQuery& query : measureQueries())
        metrics.insert(query.probeMetric);
    metrics.insert("kube_pod_info"); // no measure stands on it, but a test of the server tells of the family
    std::string names;
    for (const std::string_view metric : metrics) {
        if (!names.empty())
            names += '|';
        names += metric;
    }
    return "count by(__name__)({__name__=~\"" + names + "\"})";
}

const MeasureQuery* chooseQuery(Measure measure, const std::set<std::string, std::less<>>& present)
{
    const auto& queries = measureQueries();
    const auto it = std::ranges::find_if(queries,
        [&](const MeasureQuery& query) { return query.measure == measure && present.contains(query.probeMetric); });
    return it == queries.end() ? nullptr : &*it;
}

Duration rateRange(Duration spacing, Duration step)
{
    const Duration fromPointToPoint = step > Duration::zero() ? step + spacing : Duration::zero();
    return std::max({ shortestRange, spacing * samplesInRange, fromPointToPoint });
}

std::string expressionFor(const MeasureQuery& query, Duration spacing, std::string_view by, Duration step)
{
    std::string expression(query.expression);
    const auto calls = std::ranges::find_if(measureQueries(),
        [&](const MeasureQuery& q) { return q.measure == Measure::CallsPerSecond && q.family == query.family; });
    if (calls != measureQueries().end())
        replaceAll(expression, "$zero", "or 0 * " + std::string(calls->expression));
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(rateRange(spacing, step)).count();
    replaceAll(expression, "$range", std::to_string(seconds) + "s");
    replaceAll(expression, "$by", by);
    return expression;
}

std::string spacingProbe(std::string_view metric)
{
    // Of each job its fullest series, of the jobs the slowest. Series that began or ended inside of the window would
    // look slower than they are: they count only where there is nothing else.
    const std::string name(metric);
    const std::string count = "count_over_time(" + name + "[1200s])";
    return "min(max by(job)(" + count + " and " + name + " and " + name + " offset 1200s)) or max(" + count + ")";
}

std::string ageProbe(std::string_view metric)
{
    const std::string name(metric);
    const auto marked = [](const std::string& expression, const std::string& window) {
        return "label_replace(" + expression + ",\"w\",\"" + window + "\",\"\",\"\")";
    };
    std::string probe = marked("count(" + name + " offset 1200s)", "old");
    for (const int window : ageWindows) {
        const std::string seconds = std::to_string(window);
        probe += " or " + marked("max(count_over_time(" + name + "[" + seconds + "s]))", seconds);
    }
    return probe;
}

std::optional<Duration> SeriesAge::spacing() const
{
    const auto countIn = [this](int window) {
        const auto it = counts.find(window);
        return it == counts.end() ? 0.0 : it->second;
    };
    for (std::size_t i = 0; i + 1 < ageWindows.size(); ++i) {
        const double count = countIn(ageWindows.at(i));
        const std::chrono::seconds window(ageWindows.at(i));
        if (count < 2 || countIn(ageWindows.at(i + 1)) <= count)
            continue; // nothing lies before this window: it may be half empty
        if (const Duration spacing = spacingOf(count, window); rateRange(spacing) <= window)
            return spacing;
    }
    return std::nullopt;
}

void dropUncovered(Series& line, const AskedRange& asked, Duration spacing)
{
    const Duration range = rateRange(spacing, asked.step);
    const Duration lacking = range - spacing; // the first point has two samples
    const Duration emptying = range - 2 * spacing; // and so has the last one, which are as old as can be
    std::vector<bool> dropped(line.samples.size());
    std::optional<Instant> begun;
    Instant last = asked.from;
    for (std::size_t i = 0; i < line.samples.size(); ++i) {
        const Instant at = line.samples[i].at;
        if (at - last > asked.step)
            begun = at;
        last = at;
        dropped[i] = begun && at - *begun < lacking;
    }
    std::optional<Instant> ended;
    Instant next = asked.to;
    for (std::size_t i = line.samples.size(); i-- > 0;) {
        const Instant at = line.samples[i].at;
        if (next - at > asked.step)
            ended = at;
        next = at;
        dropped[i] = dropped[i] || (ended && *ended - at < emptying);
    }
    std::size_t i = 0;
    std::erase_if(line.samples, [&](const Sample&) { return dropped[i++]; });
}

std::string coverageProbe(std::string_view metric, Duration spacing, std::string_view by)
{
    const auto half = std::chrono::ceil<std::chrono::seconds>(rateRange(spacing) / 2).count();
    const std::string seconds = std::to_string(half) + "s";
    const std::string newer = "count_over_time(" + std::string(metric) + "[" + seconds + "]";
    const std::string fullest = "max by(" + std::string(by) + ")(";
    return fullest + newer + " offset " + seconds + ")) / " + fullest + newer + "))";
}

bool fillsRange(double olderToNewer)
{
    return olderToNewer >= 0.5 && olderToNewer <= 2;
}

bool isRate(const MeasureQuery& query)
{
    return query.expression.find("$range") != std::string_view::npos;
}

std::set<std::string, std::less<>> ratedMetrics(const std::set<std::string, std::less<>>& present)
{
    std::set<std::string, std::less<>> rated;
    for (const Measure measure : { Measure::CpuUsedCores, Measure::HostCpuRatio, Measure::CallsPerSecond }) {
        if (const MeasureQuery* query = chooseQuery(measure, present))
            rated.emplace(query->probeMetric);
    }
    return rated;
}

std::vector<SpacingPart> spacingParts(
    const std::vector<Instant>& at, const std::vector<double>& counts, Duration window, Duration fallback)
{
    const std::size_t size = std::min(at.size(), counts.size());
    std::vector<Duration> seen;
    for (std::size_t i = 0; i < size; ++i) {
        const bool known = std::isfinite(counts[i]) && counts[i] >= 2;
        seen.push_back(known ? spacingOf(counts[i], window) : seen.empty() ? fallback : seen.back());
    }
    std::vector<SpacingPart> parts;
    for (std::size_t i = 0; i < size; ++i) {
        // The distance may change anywhere between two windows, or inside one: the wider of its neighbours is safe.
        Duration here = seen[i];
        if (i > 0)
            here = std::max(here, seen[i - 1]);
        if (i + 1 < size)
            here = std::max(here, seen[i + 1]);
        const Instant from = i == 0 ? at[i] - window : at[i - 1];
        if (!parts.empty() && parts.back().spacing == here)
            parts.back().to = at[i];
        else
            parts.push_back({ from, at[i], here });
    }
    return parts;
}

Duration spacingAt(const std::vector<SpacingPart>& parts, Instant moment, Duration fallback)
{
    if (parts.empty())
        return fallback;
    const auto part = std::ranges::find_if(parts, [&](const SpacingPart& p) { return moment <= p.to; });
    return part == parts.end() ? parts.back().spacing : part->spacing;
}

} // namespace Strato
