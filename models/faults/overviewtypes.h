// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/changemark.h"
#include "models/base/finding.h"
#include "models/base/freshness.h"
#include "models/base/statesource.h"

#include <QString>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace Strato {

/// An alert that fires, as the overview takes it from any source (Prometheus, Alertmanager).
struct AlertInput {
    std::string name;
    std::string severity; ///< "critical", "warning", other words, or empty
    std::string summary;
    std::vector<std::pair<std::string, std::string>> labels; ///< sorted by name
    std::optional<Instant> since;
    std::string cluster; ///< cluster id where it could be told, else empty
};

/// What a cluster uses, from whichever source has it. Absent = nobody says: shown as missing, never as zero.
struct UsageInput {
    std::optional<double> cpuUsedCores;
    std::optional<double> memoryUsedBytes;
    std::string source; ///< "prometheus", "metrics.k8s.io": said beside the number
};

/// One cluster as input of the overview.
struct ClusterInput {
    IString cluster; ///< id
    QString name; ///< the user's name for it
    SnapshotPtr state; ///< null: nothing known (not connected, or the past is not remembered)
    Freshness freshness = Freshness::NotConnected;
    std::optional<Instant> asOf;
    std::optional<UsageInput> usage;
};

/// Pods of a cluster (or of all) by what people ask for. Sums to `total`.
struct PodCounts {
    int total = 0;
    int running = 0; ///< running and ready
    int notReady = 0; ///< running, not all containers ready
    int pending = 0;
    int failing = 0; ///< crash-looping, image errors, failed, OOM-killed in a loop
    int completed = 0;
    int terminating = 0;
    int unknown = 0;

    bool operator==(const PodCounts&) const = default;
};

/// One row of "Clusters", and the sum of all rows.
struct ClusterSummary {
    IString cluster;
    QString name;
    Health health = Health::Unknown;
    Freshness freshness = Freshness::NotConnected;
    std::optional<Instant> asOf;
    bool known = false; ///< false: no state, every number below is missing
    int nodes = 0;
    int nodesIll = 0;
    PodCounts pods;
    int workloads = 0;
    int workloadsIll = 0;
    std::optional<double> cpuCapacityCores; ///< allocatable, from nodes
    std::optional<double> cpuRequestedCores;
    std::optional<double> cpuUsedCores;
    std::optional<double> memoryCapacityBytes;
    std::optional<double> memoryRequestedBytes;
    std::optional<double> memoryUsedBytes;
    std::string usageSource; ///< empty when nobody says
    int alertsFiring = 0;
    int alertsCritical = 0;

    bool operator==(const ClusterSummary&) const = default;
};

/// Everything on the overview that comes from objects and alerts. Immutable once shared.
struct OverviewState {
    Instant at {};
    bool live = true;
    ClusterSummary total;
    std::vector<ClusterSummary> clusters; ///< in the order of the inputs
    std::vector<Finding> findings; ///< all, worst first
    std::vector<ChangeMark> changes; ///< of the last hour before `at`, newest first
    std::vector<AlertInput> alerts; ///< firing, worst first
};

} // namespace Strato
