// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

// Shared by the parts of MetricsSource; nobody else includes it.
#include "models/metrics/metricssource.h"

namespace Strato {

namespace MetricsAsking {

constexpr Duration day = std::chrono::hours(24);
constexpr int priorityShown = 1;
constexpr Duration fallbackSpacing = std::chrono::seconds(30); // of scrapes, while it is not known

} // namespace MetricsAsking

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
    std::vector<FiringAlert> alertSeries; ///< alerts by their series, without words until pendingAlerts is 0
    std::vector<InstantValue> alertStarts;
    std::vector<AlertRule> alertRules;
    std::optional<Error> alertError; ///< of the series: the rest is only words
    int pendingAlerts = 0;
    std::map<std::string, std::set<std::string>, std::less<>>
        filled; ///< by metric: clusters whose rate range is filled; without an entry it is not known
    bool servicesFailed = false; ///< a list of which a part is missing would not add up
};

} // namespace Strato
