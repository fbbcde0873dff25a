// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/firstscreen.h"

#include "models/items/itemroles.h"
#include "ui/tables/stratotable.h"
#include "ui/tables/tableview.h"

#include <QHeaderView>

#include <algorithm>

namespace Strato::Bench {

namespace {

std::vector<int> visibleColumns(const TableView& view)
{
    std::vector<int> columns;
    for (int column = 0; column < view.model()->columnCount(); ++column) {
        const int x = view.columnViewportPosition(column);
        if (!view.isColumnHidden(column) && x < view.viewport()->width() && x + view.columnWidth(column) > 0)
            columns.push_back(column);
    }
    return columns;
}

} // namespace

void FirstScreen::painted(const ResourceList& list, double moment)
{
    const TableView& view = *list.table()->view();
    const int height = view.viewport()->height();
    m_rows = (height + view.verticalHeader()->defaultSectionSize() - 1) / view.verticalHeader()->defaultSectionSize();
    const int first = view.rowAt(0);
    if (first < 0)
        return;
    const int last = view.rowAt(height - 1) < 0 ? view.model()->rowCount() - 1 : view.rowAt(height - 1);
    const std::vector<int> columns = visibleColumns(view);
    Screen screen { moment, {} };
    for (int row = first; row <= last; ++row) {
        const RecordPtr record = list.model().recordAt(list.model().index(row, 0));
        if (!record)
            return;
        Row seen { record->entity, {} };
        for (const int column : columns)
            seen.cells.emplace_back(column, list.model().index(row, column).data(RawRole));
        screen.rows.push_back(std::move(seen));
    }
    m_screens.push_back(std::move(screen));
}

bool FirstScreen::isFinal(const Screen& screen, const ResourceList& list)
{
    return std::ranges::all_of(screen.rows, [&](const Row& row) {
        return std::ranges::all_of(row.cells, [&](const auto& cell) {
            const QModelIndex now = list.model().indexOf(row.entity, cell.first);
            return now.isValid() && now.data(RawRole) == cell.second;
        });
    });
}

std::optional<double> FirstScreen::finalCells(const ResourceList& list) const
{
    const auto full = static_cast<std::size_t>(std::min(m_rows, list.model().rowCount()));
    for (const Screen& screen : m_screens) {
        if (screen.rows.size() >= full && isFinal(screen, list))
            return screen.moment;
    }
    return std::nullopt;
}

std::optional<double> FirstScreen::firstRows() const
{
    return m_screens.empty() ? std::nullopt : std::optional(m_screens.front().moment);
}

} // namespace Strato::Bench
