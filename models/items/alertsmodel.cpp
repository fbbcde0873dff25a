// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/alertsmodel.h"

#include "models/faults/findings.h"

#include <algorithm>
#include <unordered_set>

namespace Strato {

template class KeyedTable<ClusterAlert>;

AlertsModel::AlertsModel(QObject* parent)
    : KeyedTable({ { "name", CellType::State }, { "cluster", CellType::Text }, { "namespace", CellType::Text },
                     { "summary", CellType::Text }, { "since", CellType::Time } },
        parent)
{
}

void AlertsModel::setAlerts(std::vector<ClusterAlert> alerts)
{
    std::unordered_set<std::string> seen;
    std::erase_if(alerts, [&](const ClusterAlert& alert) { return !seen.insert(key(alert)).second; });
    setRows(std::move(alerts));
}

int AlertsModel::countOf(Health severity) const
{
    return static_cast<int>(std::ranges::count_if(
        rows(), [severity](const ClusterAlert& row) { return severityOf(row.alert) == severity; }));
}

std::string AlertsModel::key(const ClusterAlert& row) const
{
    return row.cluster + '\n' + row.alert.identity();
}

QVariant AlertsModel::value(const ClusterAlert& row, int column, int role) const
{
    switch (role) {
    case IdRole: return row.entity.isNull() ? QVariant() : QVariant(row.entity.toString());
    case HealthRole: return static_cast<int>(severityOf(row.alert));
    case ClusterRole: return itemText(row.cluster);
    case NameRole: return itemText(row.alert.name);
    case RawRole: break;
    default: return {};
    }
    switch (column) {
    case 0: return itemText(row.alert.name);
    case 1: return itemText(row.cluster);
    case 2: return itemTextOrNothing(row.alert.label("namespace"));
    case 3: return itemTextOrNothing(row.alert.summary);
    case 4: return row.alert.activeAt ? QVariant::fromValue<qlonglong>(row.alert.activeAt->ns) : QVariant();
    default: return {};
    }
}

} // namespace Strato
