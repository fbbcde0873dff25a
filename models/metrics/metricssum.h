// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/metrics/metricstypes.h"

#include <functional>
#include <memory>

namespace Strato {

/// Sums of @p lines at every instant that one of them has a sample at. Lines of one source: their instants agree.
[[nodiscard]] Series sumOf(const std::vector<const Series*>& lines);

/// The traffic of several clusters together, over the window.
struct TrafficSum {
    Series calls; ///< a second
    Series errors; ///< ratio
    Series callsBefore; ///< a day earlier, shifted onto the window
};

/// Of those clusters of @p overview that @p wanted admits. Where it is combined() of several servers, the sum ends
/// where the first of its lines ends.
[[nodiscard]] TrafficSum trafficOf(
    const MetricsOverview& overview, const std::function<bool(const std::string& cluster)>& wanted);

/// Fills calls, errors, callsBefore and the traffic of `total` and `byCluster` from the lines in `traffic`.
void sumTraffic(MetricsOverview& overview);

/// Orders the services and makes the calls of `total` and `byCluster` their sums: a number and the list behind it are
/// one. Clusters without a list keep their own, and so does a total that they are part of.
void sumServices(MetricsOverview& overview);

/// Several metrics servers as one. Each cluster counts once: by the first server, in order of ids, that is not behind
/// the others. Traffic is summed over clusters and ends where the first of its servers ends: a sum of which a part is
/// missing is never shown as the whole. Alerts that two servers tell are one. Null: there is no server.
[[nodiscard]] std::shared_ptr<const MetricsOverview> combined(
    const std::vector<std::shared_ptr<const MetricsOverview>>& sources);

} // namespace Strato
