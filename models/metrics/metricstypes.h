// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/clock.h"
#include "models/base/entityid.h"
#include "models/base/result.h"
#include "models/base/series.h"

#include <QString>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace Strato {

/// One element of an instant vector. A NaN value is kept as NaN: shown as missing.
struct InstantValue {
    std::vector<std::pair<std::string, std::string>> labels; ///< sorted by name, __name__ among them
    Sample sample;

    [[nodiscard]] std::string_view label(std::string_view name) const;
    bool operator==(const InstantValue&) const = default;
};

/// A Prometheus answer: what was found, and what the server warned of (partial responses of Thanos and kin).
template <class T> struct MetricsAnswer {
    std::vector<T> values;
    std::vector<QString> warnings; ///< cleaned; not empty = the data may be incomplete and must say so
};

/// One alert of /api/v1/alerts or Alertmanager.
struct FiringAlert {
    std::string name;
    std::string severity; ///< label "severity", empty when the rule gives none
    bool pending = false; ///< its condition holds but not yet for long enough
    std::vector<std::pair<std::string, std::string>> labels;
    std::string cluster; ///< the context it belongs to, else the label's own value; empty: it names none
    std::string summary; ///< annotation, cleaned
    std::string runbookUrl;
    std::optional<Instant> activeAt;

    [[nodiscard]] std::string_view label(std::string_view key) const;
    /// Its labels in one text: alerts of two servers that have it in common are one, as Alertmanager has it.
    [[nodiscard]] std::string identity() const;
    bool operator==(const FiringAlert&) const = default;
};

/// One alerting rule of /api/v1/rules, as it stands now.
struct AlertRule {
    std::string name;
    std::string summary; ///< annotation, a template still
    std::string runbookUrl; ///< likewise
    std::vector<std::pair<std::string, std::string>> labels; ///< that it gives its alerts
    bool operator==(const AlertRule&) const = default;
};

/// What a cluster uses now, as the chosen source says. Absent = the source has no such series.
struct ClusterUsage {
    std::optional<double> cpuUsedCores;
    std::optional<double> memoryUsedBytes;
    std::optional<double> cpuCapacityCores;
    std::optional<double> memoryCapacityBytes;
    std::optional<double> callsPerSecond;
    std::optional<double> errorRatio; ///< in [0, 1]; absent when there were no calls

    bool operator==(const ClusterUsage&) const = default;
};

/// Calls into one cluster over the window.
struct TrafficLine {
    std::string cluster; ///< context, else the label's own value; empty: the series name none
    Series calls; ///< a second
    Series failed;
    Series callsBefore; ///< a day earlier, shifted onto the window
};

/// CPU of one host over the window, as ratios in [0, 1].
struct HostLine {
    std::string cluster; ///< as in TrafficLine
    std::string instance;
    Series cpu;
};

/// Calls of one service now, as its callers or its mesh counted them.
struct ServiceCalls {
    std::string cluster;
    std::string nameSpace; ///< empty where the series do not say
    std::string service;
    double callsPerSecond = 0;
    double failedPerSecond = 0;

    bool operator==(const ServiceCalls&) const = default;
};

/// All that the overview draws from a metrics source, made in one refresh.
struct MetricsOverview {
    /// A server that told nothing for longer is behind the others, and its figures are no longer those of now.
    static constexpr Duration believedFor = std::chrono::minutes(2);

    std::string source; ///< SourceStatus id
    QString label; ///< what the user calls it
    std::vector<std::string> covers; ///< contexts it is configured for; empty: all
    Instant at {};
    std::optional<Instant> moment {}; ///< of the past, that was asked about; nothing: it was of now
    Duration window = std::chrono::hours(1); ///< that the lines were asked for, ending at `at`
    std::set<std::string, std::less<>>
        clusters; ///< those that it has series of at this moment, named as in TrafficLine
    std::map<std::string, ClusterUsage, std::less<>> byCluster;
    ClusterUsage total;
    Series calls; ///< calls a second over the window
    Series callsBefore; ///< the same window a day earlier, shifted onto this one
    Series errors; ///< error ratio over the window
    std::vector<TrafficLine> traffic; ///< what the three above are the sums of, by cluster
    std::vector<HostLine> hosts; ///< ordered by cluster, instance
    std::vector<ServiceCalls> services; ///< whose calls `total` sums up; empty where nobody counts by service
    std::vector<FiringAlert> alerts;
    bool alertsKnown = false; ///< false: they could not be asked for at this moment, which is not "none"
    /// It began to scrape moments ago: series of a metric that it has do not fill a rate's range yet, or, in the first
    /// half minute that it is asked, it has none of the metrics asked for. Only live.
    bool young = false;
    /// Rates of now are missing because samples are: its range was not filled, as just after an outage.
    bool interrupted = false;
    std::vector<QString> warnings;
};

} // namespace Strato
