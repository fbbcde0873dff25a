// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/callsmodel.h"

namespace Strato {

template class KeyedTable<ServiceCalls>;

CallsModel::CallsModel(QObject* parent)
    : KeyedTable({ { "service", CellType::Text }, { "namespace", CellType::Text }, { "cluster", CellType::Text },
                     { "calls", CellType::Number }, { "failed", CellType::Number }, { "errors", CellType::Ratio } },
        parent)
{
}

void CallsModel::setServices(std::vector<ServiceCalls> services)
{
    std::ranges::stable_sort(
        services, [](const ServiceCalls& a, const ServiceCalls& b) { return a.callsPerSecond > b.callsPerSecond; });
    std::unordered_set<std::string> seen;
    std::erase_if(services, [&](const ServiceCalls& one) { return !seen.insert(key(one)).second; });
    setRows(std::move(services));
}

std::string CallsModel::key(const ServiceCalls& row) const
{
    return row.cluster + '\n' + row.nameSpace + '\n' + row.service;
}

QVariant CallsModel::value(const ServiceCalls& row, int column, int role) const
{
    switch (role) {
    case ClusterRole: return itemText(row.cluster);
    case NamespaceRole: return itemTextOrNothing(row.nameSpace);
    case NameRole: return itemText(row.service);
    case RawRole: break;
    default: return {};
    }
    switch (column) {
    case 0: return itemText(row.service);
    case 1: return itemTextOrNothing(row.nameSpace);
    case 2: return itemTextOrNothing(row.cluster);
    case 3: return row.callsPerSecond;
    case 4: return row.failedPerSecond;
    case 5: return row.callsPerSecond > 0 ? QVariant(row.failedPerSecond / row.callsPerSecond) : QVariant();
    default: return {};
    }
}

} // namespace Strato
