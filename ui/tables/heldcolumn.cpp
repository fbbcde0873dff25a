// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tables/tableview.h"
#include "ui/theme/theme.h"

#include <QAbstractItemDelegate>
#include <QHeaderView>
#include <QPainter>

// The column that stays where it is when a table is scrolled sideways. Another part of tableview.cpp.
namespace Strato {

int TableView::firstColumn() const
{
    const QHeaderView* header = horizontalHeader();
    for (int visual = 0; visual < header->count(); ++visual) {
        if (const int logical = header->logicalIndex(visual); !header->isSectionHidden(logical))
            return logical;
    }
    return -1;
}

int TableView::heldWidth() const
{
    const int column = firstColumn();
    if (column < 0 || horizontalOffset() <= 0 || layoutDirection() == Qt::RightToLeft)
        return 0;
    const int width = columnWidth(column);
    return 2 * width <= viewport()->width() ? width : 0; // one that takes half the room and more goes with the others
}

QModelIndex TableView::indexAt(const QPoint& place) const
{
    if (place.x() < 0 || place.x() >= heldWidth())
        return QTableView::indexAt(place);
    const int row = rowAt(place.y());
    return row < 0 ? QModelIndex() : model()->index(row, firstColumn(), rootIndex());
}

void TableView::scrollContentsBy(int dx, int dy)
{
    QTableView::scrollContentsBy(dx, dy);
    if (dx == 0)
        return;
    viewport()->update(); // what was held a moment ago was moved with the rest
    horizontalHeader()->viewport()->update();
}

void TableView::paintHeld(const QRegion& region)
{
    const QRect strip(0, 0, heldWidth(), viewport()->height());
    if (strip.isEmpty() || !region.intersects(strip))
        return;
    QPainter painter(viewport());
    painter.setClipRect(strip);
    const int column = firstColumn();
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const QStyle::State state = option.state;
    for (int row = qMax(0, rowAt(0)); row < model()->rowCount(); ++row) {
        option.rect = QRect(0, rowViewportPosition(row), strip.width(), rowHeight(row));
        if (option.rect.top() >= strip.height())
            break;
        if (!region.intersects(option.rect))
            continue;
        const QModelIndex index = model()->index(row, column, rootIndex());
        painter.fillRect(option.rect, m_theme.colour(row == m_hoveredRow ? Role::Raised : Role::Panel));
        option.state = state;
        option.state.setFlag(QStyle::State_Selected, selectionModel()->isSelected(index));
        option.state.setFlag(QStyle::State_HasFocus, hasFocus() && currentIndex() == index);
        itemDelegateForIndex(index)->paint(&painter, option, index);
        painter.fillRect(QRect(option.rect.bottomLeft(), QSize(strip.width(), 1)), m_theme.colour(Role::Line));
    }
    painter.setPen(m_theme.colour(Role::Line));
    painter.drawLine(strip.topRight(), strip.bottomRight());
}

} // namespace Strato
