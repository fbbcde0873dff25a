// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/changemark.h"
#include "models/base/finding.h"
#include "models/base/freshness.h"
#include "models/metrics/metricstypes.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace Strato {

struct NodeCounts {
    int total = 0;
    int ready = 0;
    int notReady = 0;
    int underPressure = 0; ///< ready, with a bad condition
    int cordoned = 0; ///< closed for new pods; also counted in one of the others

    [[nodiscard]] int ill() const { return notReady + underPressure; }
    bool operator==(const NodeCounts&) const = default;
};

/// Pods by what they are doing; each pod is counted once. Sum of all = total.
struct PodCounts {
    int total = 0;
    int ready = 0; ///< running, all containers ready
    int notReady = 0; ///< running, not all ready, and none of the troubles below
    int crashLooping = 0; ///< waiting to be started again, or killed for memory
    int imagePull = 0;
    int pending = 0;
    int failed = 0;
    int succeeded = 0;
    int terminating = 0;
    int unknown = 0; ///< provisional, or its cluster does not know

    [[nodiscard]] int failing() const { return crashLooping + imagePull + failed; }
    /// Should be at work and are not: what "pods not ready" counts.
    [[nodiscard]] int ill() const { return notReady + pending + failing(); }
    bool operator==(const PodCounts&) const = default;
};

/// One resource in one unit (cores, or bytes). Absent = not known, never none.
struct ResourceSums {
    std::optional<double> capacity;
    std::optional<double> allocatable;
    std::optional<double> requested; ///< by pods that run or are to run
    std::optional<double> used; ///< from a metrics source

    [[nodiscard]] std::optional<double> requestedRatio() const; ///< of allocatable
    [[nodiscard]] std::optional<double> usedRatio() const; ///< of allocatable
    bool operator==(const ResourceSums&) const = default;
};

/// Where figures are from that a cluster measures itself.
inline constexpr const char* metricsApiName = "metrics.k8s.io";

/// A line of the overview's table of clusters, and the sum of them.
struct ClusterSummary {
    std::string cluster; ///< id; empty in the sum
    std::string name; ///< the user's
    bool known = false; ///< false: nothing was read yet; all numbers mean nothing then and are shown as missing
    Freshness freshness = Freshness::NotConnected;
    std::optional<Instant> asOf; ///< of the freshness
    Health health = Health::Unknown; ///< of its worst finding
    NodeCounts nodes;
    PodCounts pods;
    ResourceSums cpuCores;
    ResourceSums memoryBytes;
    std::string
        usageFrom; ///< "metrics.k8s.io", or the metrics server's name; empty: no use is known. Sum: if all agree
    std::optional<int> alertsFiring; ///< absent: no source of alerts
    int alertsWithoutCluster = 0; ///< sum: of alertsFiring, those that name no cluster
    int criticalFindings = 0;
    int warningFindings = 0;
    int changesLastHour = 0;
    std::optional<double> callsPerSecond;
    std::optional<double> errorRatio;

    bool operator==(const ClusterSummary&) const = default;
};

/// An alert that fires in a cluster, with what it is about.
struct ClusterAlert {
    std::string cluster; ///< id; empty: its labels name none
    FiringAlert alert;
    EntityId entity; ///< the nearest thing that its labels name; null: none that the cluster has
    EntityId workload {}; ///< what `entity`, a pod, belongs to

    bool operator==(const ClusterAlert&) const = default;
};

/// All that the overview shows, at one moment. Immutable once shared.
struct OverviewState {
    Instant at {};
    std::optional<Instant> moment {}; ///< of the past, that was asked for; nothing: live
    bool hasMetrics = false; ///< a metrics server has answered for that moment
    std::vector<ClusterSummary> clusters; ///< by name
    ClusterSummary sum; ///< over the clusters that are known
    std::vector<Finding> findings; ///< all, worst first
    std::size_t worstCount = 10; ///< how many of them are the worst things
    std::vector<ChangeMark> changes; ///< of the last hour, newest first
    std::vector<ClusterAlert> alerts; ///< those that alertsFiring counts, worst first, the first mostAlerts of them
    int alertsNotListed = 0; ///< how many more alertsFiring counts

    static constexpr std::size_t mostAlerts = 5'000;
};

} // namespace Strato
