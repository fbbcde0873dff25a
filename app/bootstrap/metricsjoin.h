// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/faults/overview.h"
#include "models/metrics/metricstypes.h"

#include <map>
#include <memory>

namespace Strato {

using MetricsBySource = std::map<std::string, std::shared_ptr<const MetricsOverview>>;

/// Whether @p overview may be shown as what is at @p at: a server that answers no more is believed for a
/// while only. Pure.
[[nodiscard]] bool speaksOf(Instant at, const MetricsOverview& overview);

/// Puts into @p input what @p metrics say of its cluster: use and where the figures are from, alerts or that none are
/// known. @p names: of all contexts that show it, for which a server may be configured. Series that name no cluster
/// belong to the only one that is @p open. Pure.
void addMetrics(
    OverviewInput& input, const MetricsBySource& metrics, const std::vector<std::string>& names, std::size_t open);

/// Firing alerts that name no cluster, each once, where more than one cluster is @p open. Pure.
[[nodiscard]] std::vector<FiringAlert> alertsWithoutCluster(const MetricsBySource& metrics, std::size_t open);

} // namespace Strato
