// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/series.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace Strato {

/// What can be measured, whatever the exporters call it.
enum class Measure : std::uint8_t {
    CpuUsedCores, ///< by cluster
    CpuCapacityCores,
    MemoryUsedBytes,
    MemoryCapacityBytes,
    HostCpuRatio, ///< by cluster, instance; in [0, 1]
    CallsPerSecond, ///< by cluster
    FailedCallsPerSecond, ///< by cluster; 0 where there are calls and none failed
    ServiceCallsPerSecond, ///< by cluster and the service called
    ServiceFailedCallsPerSecond,
};

/// One way to ask a measure. `$range` stands for the rate range, `$by` for the grouping labels, `$zero` for "else 0
/// wherever the same family has calls".
struct MeasureQuery {
    Measure measure;
    std::string_view family; ///< "node_exporter", "service graph", "istio", "span metrics" …
    std::string_view probeMetric; ///< this family is there when this metric is
    std::string_view expression;
};

/// All dialects, best first within a measure. Names: facts of the exporters' own documentation.
[[nodiscard]] const std::vector<MeasureQuery>& measureQueries();
/// Every probe metric once: one query finds which dialects a server speaks.
[[nodiscard]] std::string dialectProbe();
/// The best way to ask @p measure of a server that has the metrics @p present; null when it has none.
[[nodiscard]] const MeasureQuery* chooseQuery(Measure measure, const std::set<std::string, std::less<>>& present);

/// A rate()'s range: at least four times the spacing that the series really has, and never under 20 s. In a range query
/// it also reaches from each point to the one before, @p step away, and a sample further: no moment is left out between
/// two points, however wide the window (as Grafana's $__rate_interval).
[[nodiscard]] Duration rateRange(Duration spacing, Duration step = {});
/// The expression with `$range` as whole seconds, `$by` as the grouping labels and `$zero` written out. @p step: that
/// of a range query.
[[nodiscard]] std::string expressionFor(
    const MeasureQuery& query, Duration spacing, std::string_view by, Duration step = {});

/// The window that spacingProbe() counts over.
constexpr Duration spacingWindow = std::chrono::minutes(20);
/// How many samples the series of @p metric have in a window: of the job that is scraped most seldom.
[[nodiscard]] std::string spacingProbe(std::string_view metric);
/// How far back the series of @p metric reach and how dense they are: one value a window (label `w`, whole seconds)
/// and, where they reach past spacingWindow, one more with `w` "old". A rate() whose range begins before its series do
/// is far too low, so what a server has scraped for a moment needs more than spacingProbe().
[[nodiscard]] std::string ageProbe(std::string_view metric);
/// What ageProbe() told.
struct SeriesAge {
    bool isOld = false; ///< reaches past spacingWindow: spacingProbe() says the spacing
    std::map<int, double> counts; ///< samples of the fullest series, by window in seconds

    /// The spacing whose rate range the series cover by now; nothing: they are too young for a rate.
    [[nodiscard]] std::optional<Duration> spacing() const;
};
/// A stretch of time that was asked about in points @p step apart.
struct AskedRange {
    Instant from {};
    Instant to {};
    Duration step {};
};
/// Takes from @p line the points after its beginning and around each hole whose rate range was not filled with samples
/// of @p spacing yet, or any more: a rate() there is too low.
void dropUncovered(Series& line, const AskedRange& asked, Duration spacing);
/// Asks what says whether the rate range of @p metric is filled, by @p by: samples in its older half to those in the
/// newer. No answer: one of them is empty. It holds for any distance of samples, which an outage makes look wider.
[[nodiscard]] std::string coverageProbe(std::string_view metric, Duration spacing, std::string_view by);
/// Whether that answer says so. Where scrapes lie in a half, and one that failed, make a difference of one.
[[nodiscard]] bool fillsRange(double olderToNewer);
/// Whether @p query asks for a rate.
[[nodiscard]] bool isRate(const MeasureQuery& query);
/// The probe metrics of those measures that are asked as rates: each has a spacing of its own.
[[nodiscard]] std::set<std::string, std::less<>> ratedMetrics(const std::set<std::string, std::less<>>& present);

/// A stretch of time in which samples lie at one distance.
struct SpacingPart {
    Instant from {};
    Instant to {};
    Duration spacing {};

    bool operator==(const SpacingPart&) const = default;
};

/// From counts of samples in windows of @p window that end at @p at (NaN or under 2: unknown, takes its neighbour's) to
/// parts that together cover [at.front() - window, at.back()], each with the wider spacing of the windows that touch
/// it.
[[nodiscard]] std::vector<SpacingPart> spacingParts(
    const std::vector<Instant>& at, const std::vector<double>& counts, Duration window, Duration fallback);
/// The spacing of the part that holds @p moment; outside of all: of the nearest end.
[[nodiscard]] Duration spacingAt(const std::vector<SpacingPart>& parts, Instant moment, Duration fallback);

} // namespace Strato
