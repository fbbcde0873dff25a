// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tables/columnchooser.h"
#include "ui/tables/columnfit.h"
#include "ui/tables/stratotable.h"
#include "ui/tables/tableview.h"
#include "ui/theme/theme.h"

#include <QHeaderView>
#include <QScrollBar>

#include <cmath>

// Which columns there are and how wide. Another part of stratotable.cpp.
namespace Strato {

bool StratoTable::isElastic(int column) const
{
    const QHeaderView* header = m_view->horizontalHeader();
    if (header->sectionResizeMode(column) == QHeaderView::Stretch)
        return true;
    if (!header->stretchLastSection())
        return false;
    int last = header->count() - 1; // of those that can be seen
    while (last >= 0 && header->isSectionHidden(header->logicalIndex(last)))
        --last;
    return last >= 0 && header->logicalIndex(last) == column;
}

bool StratoTable::isColumnLeftOut(const QByteArray& id) const
{
    return isColumnShown(id) && m_view->isColumnHidden(columnOf(id));
}

void StratoTable::scrollToColumn(int column)
{
    m_view->doItemsLayout(); // the bar must reach as far as the columns before it is moved
    QScrollBar* bar = m_view->horizontalScrollBar();
    const int left = m_view->horizontalHeader()->sectionPosition(column);
    const int right = left + m_view->columnWidth(column);
    const int held = m_view->heldWidth();
    if (right > bar->value() + m_view->viewport()->width())
        bar->setValue(right - m_view->viewport()->width());
    if (left < bar->value() + held)
        bar->setValue(left - held);
}

void StratoTable::fitToRoom()
{
    const int count = std::min(int(m_choices.size()), m_view->horizontalHeader()->count());
    std::vector<ColumnRoom> rooms;
    for (int i = 0; i < count; ++i) {
        const TableColumn& column = m_columns[std::size_t(i)];
        const ColumnChoice& choice = m_choices[std::size_t(i)];
        const int wanted = choice.hidden ? 0 : m_theme.px(choice.width);
        const int least = choice.resized || column.least == 0 ? wanted : m_theme.px(column.least);
        const int most = choice.hidden || choice.resized ? wanted : std::max(wanted, m_theme.px(column.most));
        const bool ticked = !choice.hidden && (choice.ticked || !column.shownAtFirst);
        rooms.push_back({ wanted, least, choice.resized ? 0 : column.importance, most, ticked });
    }
    // Before it is laid out a view has the size that Qt gives to every widget: no reason to leave anything out.
    const bool known = m_view->testAttribute(Qt::WA_WState_Created) || m_view->testAttribute(Qt::WA_Resized);
    constexpr int endless = 1 << 24;
    if (!known) {
        for (ColumnRoom& room : rooms)
            room.most = room.wanted;
    }
    const std::vector<int> widths = fittingWidths(rooms, known ? m_view->viewport()->width() : endless);
    m_fitting = true;
    for (int i = 0; i < count; ++i) {
        const int width = widths[std::size_t(i)];
        m_view->setColumnHidden(i, width == 0);
        if (width > 0)
            m_view->setColumnWidth(i, width);
    }
    m_fitting = false;
}

void StratoTable::setColumnRoom(const QByteArray& id, int least, int importance)
{
    const int column = columnOf(id);
    if (column < 0)
        return;
    TableColumn& known = m_columns[std::size_t(column)];
    if (known.least == least && known.importance == importance)
        return;
    known.least = least;
    known.importance = importance;
    fitToRoom();
}

void StratoTable::widenColumns(const std::vector<TableColumn>& columns)
{
    bool wider = false;
    for (std::size_t i = 0; i < std::min(columns.size(), m_columns.size()); ++i) {
        ColumnChoice& choice = m_choices[i];
        if (columns[i].id != m_columns[i].id || choice.resized)
            continue;
        wider = wider || columns[i].width > choice.width || columns[i].most > m_columns[i].most;
        choice.width = std::max(choice.width, columns[i].width);
        m_columns[i].most = std::max(m_columns[i].most, columns[i].most);
    }
    if (wider)
        fitToRoom();
}

void StratoTable::handleSectionResized(int column, int size)
{
    if (m_fitting || column >= int(m_choices.size()) || size == 0 || isElastic(column))
        return;
    m_choices[std::size_t(column)].width = int(std::lround(size / m_theme.textScale()));
    m_choices[std::size_t(column)].resized = true;
    emit layoutChanged();
}

ColumnChooser* StratoTable::chooseColumns(const QPoint& global)
{
    std::vector<ColumnChooser::Entry> entries;
    for (std::size_t i = 0; i < m_columns.size(); ++i)
        entries.push_back({ m_columns[i].id, model()->headerData(int(i), Qt::Horizontal).toString(), {} });
    auto* chooser = new ColumnChooser(m_theme, entries, this);
    const auto refresh = [this, chooser] {
        for (const TableColumn& column : m_columns) {
            using State = ColumnChooser::State;
            const State chosen = isColumnLeftOut(column.id) ? State::LeftOut : State::Shown;
            chooser->setState(column.id, isColumnShown(column.id) ? chosen : State::Hidden);
        }
    };
    refresh();
    connect(chooser, &ColumnChooser::toggled, this, [this, refresh](const QByteArray& id, bool shown) {
        setColumnShown(id, shown);
        refresh(); // the last one stays, others may have come or gone
    });
    connect(chooser, &ColumnChooser::resetRequested, this, [this, refresh] {
        resetLayout();
        refresh();
    });
    chooser->popupAt(global);
    return chooser;
}

} // namespace Strato
