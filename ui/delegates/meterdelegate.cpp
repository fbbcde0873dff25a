// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/delegates/meterdelegate.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace Strato {

MeterDelegate::MeterDelegate(const Theme& theme, int ratioRole, std::optional<int> healthRole, QObject* parent)
    : RowDelegate(theme, parent)
    , m_ratioRole(ratioRole)
    , m_healthRole(healthRole)
{
}

QRect MeterDelegate::trackRect(const QRect& cell, int width, int height, Qt::LayoutDirection direction)
{
    const int fitting = std::clamp(width, 0, std::max(0, cell.width()));
    const int x = direction == Qt::RightToLeft ? cell.right() + 1 - fitting : cell.left();
    return { x, cell.top() + (cell.height() - height) / 2, fitting, height };
}

QRect MeterDelegate::filledRect(const QRect& track, double ratio, Qt::LayoutDirection direction)
{
    if (std::isnan(ratio))
        return {};
    const int width = static_cast<int>(std::lround(std::clamp(ratio, 0.0, 1.0) * track.width()));
    const int x = direction == Qt::RightToLeft ? track.right() + 1 - width : track.left();
    return { x, track.top(), width, track.height() };
}

void MeterDelegate::paintContent(QPainter& painter, const Cell& cell, const QModelIndex& index) const
{
    const QVariant ratio = index.data(m_ratioRole);
    Role bar = Role::Accent;
    Role text = Role::Text;
    if (m_healthRole) {
        const auto health = static_cast<Health>(index.data(*m_healthRole).toInt());
        if (health != Health::Well)
            bar = text = roleOf(health);
    }
    const QRect track = trackRect(cell.rect, cell.rect.width() * 2 / 5, theme().px(5), cell.direction);
    if (ratio.isValid() && !std::isnan(ratio.toDouble())) {
        painter.fillRect(track, theme().colour(cell.selected ? Role::Panel : Role::Line));
        painter.fillRect(filledRect(track, ratio.toDouble(), cell.direction), shapeColour(bar, cell));
    }
    QRect rest = cell.rect;
    if (cell.direction == Qt::RightToLeft)
        rest.setRight(track.left() - theme().px(6));
    else
        rest.setLeft(track.right() + theme().px(6));
    painter.setFont(theme().font(Type::Mono));
    drawLine(painter, rest, cell, index.data(Qt::DisplayRole).toString(), textColour(text, cell),
        Qt::AlignVCenter | Qt::AlignTrailing);
}

int MeterDelegate::contentWidth(const QModelIndex& index) const
{
    return neededWidth(Type::Mono, index.data(Qt::DisplayRole).toString()) * 5 / 3 + theme().px(8);
}

} // namespace Strato
