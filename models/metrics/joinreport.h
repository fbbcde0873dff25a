// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/metrics/clusternames.h"
#include "models/metrics/metricstypes.h"

namespace Strato {

/// A cluster as Kubernetes knows it.
struct JoinCluster {
    std::string context;
    std::string id;
    std::vector<std::string> nodes;
    std::vector<std::string> pods; ///< those that run, "namespace/name"
};

/// How the series of one value of the cluster label join to one cluster.
struct ClusterJoin {
    std::string context;
    std::string value; ///< of the cluster label; empty: the series name no cluster
    bool found = false; ///< there are series with that value
    bool byNodes = false; ///< nothing named the value: it was chosen because its nodes overlap most
    std::string better; ///< another value that more of the nodes join to; empty: none
    std::size_t nodesJoined = 0;
    std::size_t podsJoined = 0;
    std::vector<std::string> nodesWithoutSeries; ///< Kubernetes has them, the metrics do not
    std::vector<std::string> podsWithoutSeries;
    std::vector<std::string> seriesWithoutNode; ///< instances that no node answers to

    [[nodiscard]] std::size_t nodes() const { return nodesJoined + nodesWithoutSeries.size(); }
    [[nodiscard]] std::size_t pods() const { return podsJoined + podsWithoutSeries.size(); }
    [[nodiscard]] bool any() const { return nodesJoined > 0 || podsJoined > 0; }
    [[nodiscard]] bool whole() const { return nodesWithoutSeries.empty() && podsWithoutSeries.empty(); }
};

/// Who answered: "Prometheus" "2.42.0". Both may be empty: some servers do not say.
struct ServerBuild {
    std::string flavour;
    std::string version;
};

/// What a test of a metrics server found (the Test button, the doctor).
struct JoinReport {
    ServerBuild server;
    std::string clusterLabel; ///< that clusters were told apart by; empty: not at all
    std::vector<std::string> families; ///< of metrics, sorted
    bool anySeries = false; ///< false: the server answers and holds nothing that may be read
    std::vector<std::string> values; ///< of the cluster label among nodes and pods, sorted
    std::vector<ClusterJoin> clusters; ///< in the order asked
};

/// Joins series of nodes and pods (labels node, nodename, instance; namespace, pod) to @p clusters by @p clusterLabel,
/// empty: all series belong to each. Pure.
[[nodiscard]] std::vector<ClusterJoin> joinClusters(const std::vector<JoinCluster>& clusters,
    const std::string& clusterLabel, const ClusterNames& names, const std::vector<InstantValue>& nodes,
    const std::vector<InstantValue>& pods);

/// The values of @p label among @p series, sorted; without it nothing.
[[nodiscard]] std::vector<std::string> labelValuesOf(const std::vector<InstantValue>& series, const std::string& label);

} // namespace Strato
