// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/faults/overviewtypes.h"
#include "models/items/keyedtable.h"

namespace Strato {

extern template class KeyedTable<ClusterSummary>;

/// One row a cluster, by name. Columns: name (State), nodes, nodesIll, pods, podsIll, cpuRequested, cpuUsed,
/// memoryRequested, memoryUsed (ratios of allocatable), alerts, changes, freshness (Count: Freshness), asOf.
/// With two or more clusters the last row is their sum, without a name. All but name and freshness are invalid for a
/// cluster of which nothing is known. IdRole = cluster's EntityId.
class ClustersModel final : public KeyedTable<ClusterSummary> {
    Q_OBJECT
public:
    explicit ClustersModel(QObject* parent = nullptr);
    void setClusters(std::vector<ClusterSummary> clusters, const ClusterSummary& sum);

private:
    [[nodiscard]] std::string key(const ClusterSummary& row) const override { return row.cluster + '\n' + row.name; }
    [[nodiscard]] bool isLast(const ClusterSummary& row) const override { return row.name.empty(); }
    [[nodiscard]] QVariant value(const ClusterSummary& row, int column, int role) const override;
};

} // namespace Strato
