// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/delegates/rowdelegate.h"

#include <QPainter>

namespace Strato {

RowDelegate::RowDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

void RowDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const int pad = m_theme.px(8);
    Cell cell;
    cell.rect = option.rect.adjusted(pad, 0, -pad, 0);
    cell.selected = option.state.testFlag(QStyle::State_Selected);
    cell.current = option.state.testFlag(QStyle::State_HasFocus);
    cell.direction = option.direction;
    if (cell.selected)
        painter->fillRect(option.rect, m_theme.colour(Role::Selection));
    paintContent(*painter, cell, index);
    if (cell.current) {
        painter->setPen(m_theme.colour(Role::Accent));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(option.rect.adjusted(0, 0, -1, -2));
    }
}

QSize RowDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    return { contentWidth(index) + 2 * m_theme.px(8), m_theme.rowHeight() };
}

int RowDelegate::contentWidth(const QModelIndex& index) const
{
    return QFontMetrics(m_theme.font(Type::Body)).horizontalAdvance(index.data(Qt::DisplayRole).toString());
}

const QColor& RowDelegate::textColour(Role role, const Cell& cell) const
{
    return m_theme.colour(cell.selected ? textOnSelection(role) : role);
}

const QColor& RowDelegate::shapeColour(Role role, const Cell& cell) const
{
    return m_theme.colour(cell.selected ? shapeOnSelection(role) : role);
}

void RowDelegate::drawLine(QPainter& painter, const QRect& rect, const Cell& cell, const QString& text,
    const QColor& colour, Qt::Alignment alignment, Qt::TextElideMode elide)
{
    if (text.isEmpty() || rect.width() <= 0)
        return;
    painter.setPen(colour);
    const QFontMetrics metrics = painter.fontMetrics();
    const auto flags = static_cast<int>(QStyle::visualAlignment(cell.direction, alignment)) | Qt::TextSingleLine;
    // Measuring is dearer than drawing; a text that cannot be too long is not measured.
    const bool surelyFits = text.size() * metrics.maxWidth() < rect.width();
    if (surelyFits || metrics.horizontalAdvance(text) <= rect.width())
        painter.drawText(rect, flags, text);
    else
        painter.drawText(rect, flags, metrics.elidedText(text, elide, rect.width()));
}

} // namespace Strato
