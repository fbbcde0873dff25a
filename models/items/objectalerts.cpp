// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/objectalerts.h"

#include "models/faults/findings.h"

#include <algorithm>

namespace Strato {

std::optional<ObjectAlerts> objectAlerts(
    const EntityId& entity, const OverviewState& state, const std::vector<SourceStatus>& sources, bool areMetricsYoung)
{
    const auto parts = entity.kubernetesParts();
    if (!parts || !mayHaveAlerts(entity))
        return std::nullopt;
    ObjectAlerts alerts;
    for (const ClusterAlert& one : state.alerts) {
        if (one.entity == entity || one.workload == entity)
            alerts.firing.push_back({ one.alert, severityOf(one.alert) });
    }
    const auto cluster = std::ranges::find(state.clusters, parts->cluster, &ClusterSummary::cluster);
    if (cluster != state.clusters.end()) {
        alerts.areTold = cluster->alertsFiring.has_value();
        alerts.unknown = overviewDoubts({ *cluster }, sources, areMetricsYoung);
        std::erase_if(alerts.unknown, [](const OverviewDoubt& doubt) { return !doubt.isOfAlerts(); });
    }
    return alerts;
}

} // namespace Strato
