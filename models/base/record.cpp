// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/record.h"

#include <algorithm>

namespace Strato {

int KindSchema::column(std::string_view id) const
{
    const auto it = std::ranges::find(columns, id, &ColumnSpec::id);
    return it == columns.end() ? -1 : static_cast<int>(it - columns.begin());
}

bool Record::isOf(std::string_view group, std::string_view kind) const
{
    return schema && schema->group == group && schema->kind == kind;
}

const Cell& Record::cell(int column) const
{
    static const Cell missing;
    return column < 0 || static_cast<std::size_t>(column) >= cells.size() ? missing
                                                                          : cells[static_cast<std::size_t>(column)];
}

std::optional<std::int64_t> Record::integer(std::string_view columnId) const
{
    const auto* value = std::get_if<std::int64_t>(&cell(schema ? schema->column(columnId) : -1));
    return value ? std::optional(*value) : std::nullopt;
}

std::optional<double> Record::number(std::string_view columnId) const
{
    const auto* value = std::get_if<double>(&cell(schema ? schema->column(columnId) : -1));
    return value ? std::optional(*value) : std::nullopt;
}

std::string_view Record::text(std::string_view columnId) const
{
    const auto* value = std::get_if<IString>(&cell(schema ? schema->column(columnId) : -1));
    return value ? value->view() : std::string_view();
}

std::string_view Record::label(std::string_view key) const
{
    if (!labels)
        return {};
    const auto it = std::ranges::find_if(*labels, [&](const auto& entry) { return entry.first.view() == key; });
    return it == labels->end() ? std::string_view() : it->second.view();
}

bool sameContent(const Record& a, const Record& b)
{
    const bool sameLabels = a.labels == b.labels || (a.labels && b.labels && *a.labels == *b.labels);
    return a.entity == b.entity && a.uid == b.uid && a.schema == b.schema && a.created == b.created
        && a.deletionRequested == b.deletionRequested && a.owner == b.owner && sameLabels && a.health == b.health
        && a.reason == b.reason && a.provisional == b.provisional && a.cells == b.cells;
}

std::size_t footprint(const Record& record)
{
    return sizeof(Record) + record.cells.capacity() * sizeof(Cell) + record.searchText.capacity();
}

} // namespace Strato
