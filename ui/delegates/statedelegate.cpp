// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/delegates/statedelegate.h"

#include "ui/text/healthtext.h"
#include "ui/theme/shapes.h"

#include <QPainter>

#include <algorithm>

namespace Strato {

StateDelegate::StateDelegate(const Theme& theme, int healthRole, Words words, QObject* parent)
    : RowDelegate(theme, parent)
    , m_healthRole(healthRole)
    , m_words(words)
{
}

QRectF StateDelegate::shapeRect(const QRect& cell, double size, Qt::LayoutDirection direction)
{
    return leadingBox(QRectF(cell), std::min(size, double(std::max(0, cell.height()))), 0, direction);
}

QRect StateDelegate::textRect(const QRect& cell, double size, int gap, Qt::LayoutDirection direction)
{
    const int used = static_cast<int>(size) + gap;
    QRect rect = direction == Qt::RightToLeft ? cell.adjusted(0, 0, -used, 0) : cell.adjusted(used, 0, 0, 0);
    if (rect.width() < 0)
        rect.setWidth(0);
    return rect;
}

Health StateDelegate::healthOf(const QModelIndex& index) const
{
    const QVariant health = index.data(m_healthRole);
    return health.isValid() ? static_cast<Health>(health.toInt()) : Health::Unknown;
}

QString StateDelegate::textOf(const QModelIndex& index, Health health) const
{
    const QString text = index.data(Qt::DisplayRole).toString();
    return text.isEmpty() ? healthWord(health) : text;
}

bool StateDelegate::isProduction(const QModelIndex& index) const
{
    return m_productionRole && index.data(*m_productionRole).toBool();
}

void StateDelegate::paintContent(QPainter& painter, const Cell& cell, const QModelIndex& index) const
{
    const Health health = healthOf(index);
    const double size = theme().px(11);
    drawShape(painter, health, shapeRect(cell.rect, size, cell.direction), shapeColour(roleOf(health), cell));
    Role role = Role::Text;
    if (m_words == Words::Tinted)
        role = health == Health::Well ? Role::Text2 : roleOf(health);
    QRect rest = textRect(cell.rect, size, theme().px(5), cell.direction);
    if (isProduction(index)) {
        //: marks a production cluster; upper case where the language has it
        const QString word = tr("PRODUCTION");
        QFont bold = theme().font(Type::Body);
        bold.setWeight(QFont::DemiBold);
        painter.setFont(bold);
        drawLine(painter, rest, cell, word, textColour(Role::Production, cell), Qt::AlignVCenter | Qt::AlignLeading);
        rest = textRect(rest, painter.fontMetrics().horizontalAdvance(word), theme().px(4), cell.direction);
    }
    painter.setFont(theme().font(Type::Body));
    // Names of one workload's pods differ at their ends.
    const Qt::TextElideMode elide = m_words == Words::Plain ? Qt::ElideMiddle : Qt::ElideRight;
    drawLine(
        painter, rest, cell, textOf(index, health), textColour(role, cell), Qt::AlignVCenter | Qt::AlignLeading, elide);
}

int StateDelegate::contentWidth(const QModelIndex& index) const
{
    return theme().px(11) + theme().px(5) + neededWidth(Type::Body, textOf(index, healthOf(index)))
        + (isProduction(index) ? neededWidth(Type::Body, tr("PRODUCTION")) * 11 / 10 + theme().px(4) : 0);
}

} // namespace Strato
