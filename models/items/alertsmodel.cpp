// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/alertsmodel.h"

#include "models/faults/findings.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace Strato {

template class KeyedTable<AlertRow>;

AlertsModel::AlertsModel(Rows rows, QObject* parent)
    : KeyedTable({ { "name", CellType::State }, { "cluster", CellType::Text }, { "namespace", CellType::Text },
                     { "summary", CellType::Text }, { "since", CellType::Time } },
        parent)
    , m_kind(rows)
{
}

void AlertsModel::setAlerts(std::vector<ClusterAlert> alerts)
{
    std::unordered_set<std::string> seen;
    std::unordered_map<std::string, std::size_t> firsts;
    std::vector<AlertRow> rows;
    for (ClusterAlert& alert : alerts) {
        if (!seen.insert(alert.cluster + '\n' + alert.alert.identity()).second)
            continue;
        AlertRow row { std::move(alert), {} };
        const auto [first, isNew] = firsts.try_emplace(key(row), rows.size());
        if (isNew) {
            rows.push_back(std::move(row));
            continue;
        }
        AlertRow& held = rows[first->second];
        held.others.push_back(row.alert.summary);
        if (row.alert.activeAt && (!held.alert.activeAt || *row.alert.activeAt < *held.alert.activeAt))
            held.alert.activeAt = row.alert.activeAt;
    }
    setRows(std::move(rows));
}

int AlertsModel::countOf(Health severity) const
{
    return static_cast<int>(
        std::ranges::count_if(rows(), [severity](const AlertRow& row) { return severityOf(row.alert) == severity; }));
}

std::string AlertsModel::key(const AlertRow& row) const
{
    if (m_kind == Rows::Folded)
        return row.cluster + '\n' + row.alert.name + '\n' + row.alert.severity;
    return row.cluster + '\n' + row.alert.identity();
}

QVariant AlertsModel::value(const AlertRow& row, int column, int role) const
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
