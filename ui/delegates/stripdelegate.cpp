// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/delegates/stripdelegate.h"

#include <QPainter>

#include <algorithm>

namespace Strato {

namespace {

// Share of the strip's height that a state takes: ill is taller.
double heightOf(Health health)
{
    switch (health) {
    case Health::Critical: return 1.0;
    case Health::Warning:
    case Health::Changing: return 0.8;
    case Health::Unknown: return 0.45;
    case Health::Well: return 0.6;
    }
    return 0.45;
}

} // namespace

StripDelegate::StripDelegate(const Theme& theme, int stripRole, QObject* parent)
    : RowDelegate(theme, parent)
    , m_stripRole(stripRole)
{
}

QRect StripDelegate::cellRect(const QRect& rect, int i, int count, Qt::LayoutDirection direction)
{
    if (count <= 0 || i < 0 || i >= count || rect.width() <= 0)
        return {};
    const int from = static_cast<int>(static_cast<qint64>(rect.width()) * i / count);
    const int to = static_cast<int>(static_cast<qint64>(rect.width()) * (i + 1) / count);
    const int x = direction == Qt::RightToLeft ? rect.right() + 1 - to : rect.left() + from;
    return { x, rect.top(), to - from, rect.height() };
}

QByteArray StripDelegate::stripOf(const QList<Health>& states)
{
    QByteArray strip;
    strip.reserve(states.size());
    for (const Health health : states)
        strip.append(static_cast<char>(health));
    return strip;
}

void StripDelegate::paintStrip(
    QPainter& painter, const QRect& rect, const QByteArray& strip, const Theme& theme, Qt::LayoutDirection direction)
{
    const int count = static_cast<int>(strip.size());
    for (int i = 0; i < count; ++i) {
        const auto health = static_cast<Health>(std::clamp<int>(strip.at(i), 0, static_cast<int>(Health::Changing)));
        const QRect cell = cellRect(rect, i, count, direction);
        const int height = std::max(1, static_cast<int>(rect.height() * heightOf(health)));
        const QColor colour = health == Health::Well ? blended(theme.colour(Role::Well), theme.colour(Role::Panel), 0.5)
                                                     : theme.colour(health);
        const int gap = cell.width() >= 4 ? 1 : 0; // the gap between intervals, where there is room for one
        painter.fillRect(QRect(cell.left(), rect.bottom() + 1 - height, cell.width() - gap, height), colour);
    }
}

void StripDelegate::paintContent(QPainter& painter, const Cell& cell, const QModelIndex& index) const
{
    const int height = theme().px(8);
    const QRect strip(cell.rect.left(), cell.rect.center().y() - height / 2, cell.rect.width(), height);
    paintStrip(painter, strip, index.data(m_stripRole).toByteArray(), theme(), cell.direction);
}

int StripDelegate::contentWidth(const QModelIndex&) const
{
    return theme().px(120);
}

} // namespace Strato
