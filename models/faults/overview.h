// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/statesource.h"
#include "models/faults/findings.h"
#include "models/faults/overviewtypes.h"
#include "models/faults/podcensus.h"

namespace Strato {

/// One cluster as it goes into the overview.
struct OverviewInput {
    IString cluster; ///< id
    std::string name; ///< the user's
    SnapshotPtr snapshot; ///< null: nothing was read yet
    std::shared_ptr<const PodCensus> census {}; ///< of `snapshot`; null: made from it
    Freshness freshness = Freshness::NotConnected;
    std::optional<Instant> asOf;
    std::optional<ClusterUsage> usage; ///< from Prometheus, or summed from metrics.k8s.io
    std::string usageFrom; ///< metricsApiName, or the metrics server's name
    bool hasAlertSource = false; ///< false: alerts are unknown, not none
    FindingInputs findingInputs; ///< with the alerts of this cluster
    std::vector<ChangeMark> changes; ///< of this cluster; older than an hour are left out
};

/// Everything of the overview from snapshots and metrics. Pure; any thread (the data thread, or a worker).
[[nodiscard]] OverviewState overview(const std::vector<OverviewInput>& inputs, Instant now);

/// One cluster's line, with its findings added to @p found.
[[nodiscard]] ClusterSummary clusterSummary(const OverviewInput& input, Instant now, std::vector<Finding>& found);

/// Adds @p alerts that fire and name no cluster: they count once, in the sum.
void addUnnamedAlerts(OverviewState& state, const std::vector<FiringAlert>& alerts);

/// Of @p clusters together; those that nothing is known of count for their freshness alone.
[[nodiscard]] ClusterSummary sumOf(const std::vector<ClusterSummary>& clusters);

/// What pods that metrics.k8s.io or a metrics source measured use in all; absent when there is none.
[[nodiscard]] ClusterUsage usageOf(const std::unordered_map<EntityId, EntityUsage>& nodes);

} // namespace Strato
