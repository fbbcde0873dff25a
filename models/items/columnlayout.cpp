// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/columnlayout.h"

#include <algorithm>
#include <array>

namespace Strato {

namespace {

// What a record's header says already; a schema's column of that name would only repeat it.
constexpr std::array<std::string_view, 5> headerIds { "name", "namespace", "cluster", "age", "labels" };

bool isHeader(std::string_view id)
{
    return std::ranges::find(headerIds, id) != headerIds.end();
}

Cell present(const IString& text)
{
    return text.empty() ? Cell() : Cell(text);
}

} // namespace

ColumnLayout::ColumnLayout()
    : m_columns({ { "name", CellType::Text, Source::Name, true, {} },
        { "namespace", CellType::Text, Source::Namespace, true, {} },
        { "cluster", CellType::Text, Source::Cluster, false, {} }, { "age", CellType::Age, Source::Age, true, {} },
        { "labels", CellType::Text, Source::Labels, false, {} } })
{
}

int ColumnLayout::indexOf(std::string_view id) const
{
    const auto it = std::ranges::find(m_columns, id, &Column::id);
    return it == m_columns.end() ? -1 : static_cast<int>(it - m_columns.begin());
}

bool ColumnLayout::knows(const SchemaPtr& schema) const
{
    return !schema || std::ranges::any_of(m_mappings, [&](const Mapping& m) { return m.schema == schema; });
}

std::vector<ColumnSpec> ColumnLayout::missing(const KindSchema& schema) const
{
    std::vector<ColumnSpec> specs;
    std::ranges::copy_if(schema.columns, std::back_inserter(specs),
        [&](const ColumnSpec& spec) { return !isHeader(spec.id) && indexOf(spec.id) < 0; });
    return specs;
}

void ColumnLayout::adopt(const SchemaPtr& schema)
{
    if (knows(schema))
        return;
    for (ColumnSpec& spec : missing(*schema)) {
        m_columns.insert(m_columns.begin() + schemaEnd(),
            { std::move(spec.id), spec.type, Source::Schema, spec.shown, std::move(spec.serverTitle) });
    }
    if (m_mappings.empty() && !schema->namespaced)
        m_columns[1].shown = false;
    for (Mapping& mapping : m_mappings)
        mapping.cells = map(*mapping.schema);
    m_mappings.push_back({ schema, map(*schema) });
}

std::vector<int> ColumnLayout::map(const KindSchema& schema) const
{
    std::vector<int> cells;
    cells.reserve(m_columns.size());
    for (const Column& column : m_columns)
        cells.push_back(column.source == Source::Schema ? schema.column(column.id) : -1);
    return cells;
}

bool ColumnLayout::setSeveralClusters(bool several)
{
    return std::exchange(m_columns[2].shown, several) != several;
}

Cell ColumnLayout::cell(const Record& record, int column) const
{
    if (column < 0 || static_cast<std::size_t>(column) >= m_columns.size())
        return {};
    switch (m_columns[static_cast<std::size_t>(column)].source) {
    case Source::Name: return present(record.name);
    case Source::Namespace: return present(record.nameSpace);
    case Source::Cluster: return present(record.cluster);
    case Source::Age: return record.created == Instant {} ? Cell() : Cell(record.created.ns);
    case Source::Labels: return {};
    case Source::Schema: return schemaCell(record, column);
    }
    return {};
}

const Cell& ColumnLayout::schemaCell(const Record& record, int column) const
{
    for (const Mapping& mapping : m_mappings) {
        if (mapping.schema == record.schema)
            return record.cell(mapping.cells[static_cast<std::size_t>(column)]);
    }
    return record.cell(-1);
}

} // namespace Strato
