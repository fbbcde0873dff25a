// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/delegates/rowdelegate.h"

#include <QPainter>
#include <QtMath>

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
    return neededWidth(Type::Body, index.data(Qt::DisplayRole).toString());
}

int RowDelegate::neededWidth(Type type, const QString& text) const
{
    return qCeil(QFontMetricsF(m_theme.font(type)).horizontalAdvance(text));
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
    const QColor& colour, Qt::Alignment alignment, Qt::TextElideMode elide) const
{
    painter.setPen(colour);
    m_lines.draw(painter, rect, text, cell.direction, QStyle::visualAlignment(cell.direction, alignment), elide);
}

int RowDelegate::lineWidth(const QPainter& painter, const QString& text, const Cell& cell) const
{
    return qRound(m_lines.widthOf(painter, text, cell.direction));
}

int RowDelegate::beginningWidth(const QPainter& painter, const QString& text, qsizetype length, const Cell& cell) const
{
    return qRound(m_lines.widthOfBeginning(painter, text, length, cell.direction));
}

} // namespace Strato
