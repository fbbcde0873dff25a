// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/freshness.h"
#include "models/faults/overviewtypes.h"

#include <vector>

namespace Strato {

/// One reason why "nothing is wrong" may not be said of clusters in which nothing was found.
struct OverviewDoubt {
    enum class About : std::uint8_t {
        Objects, ///< `source` is a cluster that is not read, or not read any more
        Refused, ///< `source` is a cluster in which `kinds`, of which findings speak, may not be read
        Alerts, ///< `source` is a metrics server that is not fresh
        AlertsUntold, ///< `source` is a cluster whose alerts no metrics server tells
        AlertsYoung, ///< a metrics server began moments ago: its rules have not seen enough yet
        PodsNotReady, ///< `count` pods, none of them for long enough to be a finding
        PodsUnknown ///< `count` pods
    };
    About about = About::Objects;
    SourceStatus source {}; ///< with the label that people know it by
    int count = 0;
    std::vector<std::string> kinds {}; ///< as the server names them: "nodes", "deployments.apps"

    [[nodiscard]] bool isOfAlerts() const
    {
        return about == About::Alerts || about == About::AlertsUntold || about == About::AlertsYoung;
    }
    bool operator==(const OverviewDoubt&) const = default;
};

/// What could contradict "nothing is wrong" in @p clusters and has not answered, is not fresh, or is not settled.
/// @p sources: as on the board; where no metrics server is among them, alerts are doubted by nobody. Pure.
[[nodiscard]] std::vector<OverviewDoubt> overviewDoubts(
    const std::vector<ClusterSummary>& clusters, const std::vector<SourceStatus>& sources, bool areMetricsYoung);

/// The same of a moment of the past: how sources fare now says nothing of then, only what was recorded counts. Pure.
[[nodiscard]] std::vector<OverviewDoubt> overviewDoubtsOfThen(
    const std::vector<ClusterSummary>& clusters, bool areAlertsTold);

/// How fresh the objects of @p cluster are, by the board where it is on it.
[[nodiscard]] SourceStatus statusOf(const ClusterSummary& cluster, const std::vector<SourceStatus>& sources);
/// Those of @p sources that are metrics servers.
[[nodiscard]] std::vector<SourceStatus> metricsSources(const std::vector<SourceStatus>& sources);

} // namespace Strato
