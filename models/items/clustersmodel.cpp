// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/clustersmodel.h"

#include "models/base/entityid.h"

namespace Strato {

namespace {

QVariant ratioOrNothing(const std::optional<double>& ratio)
{
    return ratio ? QVariant(*ratio) : QVariant();
}

} // namespace

template class KeyedTable<ClusterSummary>;

ClustersModel::ClustersModel(QObject* parent)
    : KeyedTable({ { "name", CellType::State }, { "nodes", CellType::Count }, { "nodesIll", CellType::Count },
                     { "pods", CellType::Count }, { "podsIll", CellType::Count }, { "cpuRequested", CellType::Ratio },
                     { "cpuUsed", CellType::Ratio }, { "memoryRequested", CellType::Ratio },
                     { "memoryUsed", CellType::Ratio }, { "alerts", CellType::Count }, { "changes", CellType::Count },
                     { "freshness", CellType::Count }, { "asOf", CellType::Time } },
        parent)
{
}

void ClustersModel::setClusters(std::vector<ClusterSummary> clusters, const ClusterSummary& sum)
{
    if (clusters.size() > 1) {
        clusters.push_back(sum);
        clusters.back().cluster.clear();
        clusters.back().name.clear();
    }
    setRows(std::move(clusters));
}

QVariant ClustersModel::value(const ClusterSummary& row, int column, int role) const
{
    switch (role) {
    case IdRole: return EntityId::cluster(row.cluster).toString();
    case ClusterRole: return itemText(row.cluster);
    case NameRole: return itemText(row.name);
    case HealthRole: return static_cast<int>(row.health);
    case RawRole: break;
    default: return {};
    }
    switch (column) {
    case 0: return itemText(row.name);
    case 11: return static_cast<qlonglong>(row.freshness);
    case 12: return row.asOf ? QVariant::fromValue<qlonglong>(row.asOf->ns) : QVariant();
    default: break;
    }
    if (!row.known)
        return {};
    switch (column) {
    case 1: return row.nodes.total;
    case 2: return row.nodes.ill();
    case 3: return row.pods.total;
    case 4: return row.pods.ill();
    case 5: return ratioOrNothing(row.cpuCores.requestedRatio());
    case 6: return ratioOrNothing(row.cpuCores.usedRatio());
    case 7: return ratioOrNothing(row.memoryBytes.requestedRatio());
    case 8: return ratioOrNothing(row.memoryBytes.usedRatio());
    case 9: return row.alertsFiring ? QVariant(*row.alertsFiring) : QVariant();
    case 10: return row.changesLastHour;
    default: return {};
    }
}

} // namespace Strato
