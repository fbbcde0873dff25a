// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/changesmodel.h"

#include <QVariantMap>

namespace Strato {

template class KeyedTable<ChangeMark>;

ChangesModel::ChangesModel(QObject* parent)
    : KeyedTable({ { "at", CellType::Time }, { "name", CellType::Text }, { "namespace", CellType::Text },
                     { "cluster", CellType::Text }, { "code", CellType::Text }, { "by", CellType::Text },
                     { "person", CellType::Text } },
        parent)
{
}

void ChangesModel::setChanges(std::vector<ChangeMark> changes)
{
    std::ranges::stable_sort(changes, [](const ChangeMark& a, const ChangeMark& b) { return a.at > b.at; });
    std::unordered_set<std::string> seen;
    std::erase_if(changes, [&](const ChangeMark& mark) { return !seen.insert(key(mark)).second; });
    setRows(std::move(changes));
}

std::string ChangesModel::key(const ChangeMark& row) const
{
    return std::to_string(row.at.ns) + row.code + '\n' + std::string(row.entity.text());
}

QVariant ChangesModel::value(const ChangeMark& row, int column, int role) const
{
    switch (role) {
    case IdRole: return row.entity.toString();
    case CodeRole: return itemText(row.code);
    case ClusterRole: return itemText(row.cluster.view());
    case NamespaceRole: return itemTextOrNothing(row.nameSpace.view());
    case NameRole: return itemText(row.name.view());
    case KindRole: return itemText(row.objectKind.view());
    case SectionRole: return static_cast<int>(row.kind);
    case ValuesRole: {
        QVariantMap values;
        for (const auto& [name, text] : row.values)
            values.insert(itemText(name), itemText(text));
        return values;
    }
    case RawRole: break;
    default: return {};
    }
    switch (column) {
    case 0: return QVariant::fromValue<qlonglong>(row.at.ns);
    case 1: return itemText(row.name.view());
    case 2: return itemTextOrNothing(row.nameSpace.view());
    case 3: return itemText(row.cluster.view());
    case 4: return itemText(row.code);
    case 5: return itemTextOrNothing(row.fieldManager);
    case 6: return itemTextOrNothing(row.person);
    default: return {};
    }
}

} // namespace Strato
