// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/keyvaluemodel.h"

namespace Strato {

template class KeyedTable<KeyValueRow>;

KeyValueModel::KeyValueModel(QObject* parent)
    : KeyedTable({ { "key", CellType::Text }, { "value", CellType::Text } }, parent)
{
}

void KeyValueModel::setFacts(std::vector<KeyValueRow> facts)
{
    std::unordered_set<std::string> seen;
    std::erase_if(facts, [&](const KeyValueRow& row) { return !seen.insert(key(row)).second; });
    setRows(std::move(facts));
}

std::string KeyValueModel::key(const KeyValueRow& row) const
{
    return std::to_string(row.section) + '\n' + row.key.toStdString();
}

QVariant KeyValueModel::value(const KeyValueRow& row, int column, int role) const
{
    switch (role) {
    case RawRole: return column == 0 ? QVariant(row.key) : row.value;
    case IdRole: return row.link.isEmpty() ? QVariant() : QVariant(row.link);
    case SectionRole: return row.section;
    case HealthRole: return row.health < 0 ? QVariant() : QVariant(row.health);
    default: return {};
    }
}

CellType KeyValueModel::cellType(const KeyValueRow& row, int column) const
{
    return column == 0 ? CellType::Text : row.type;
}

} // namespace Strato
