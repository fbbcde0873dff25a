// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/delegates/sparklinedelegate.h"

#include "ui/charts/sparkline.h"

#include <QPainter>

namespace Strato {

SparklineDelegate::SparklineDelegate(const Theme& theme, int valuesRole, std::optional<int> healthRole, QObject* parent)
    : RowDelegate(theme, parent)
    , m_valuesRole(valuesRole)
    , m_healthRole(healthRole)
{
}

void SparklineDelegate::paintContent(QPainter& painter, const Cell& cell, const QModelIndex& index) const
{
    const auto values = index.data(m_valuesRole).value<QList<double>>();
    Role role = Role::Accent;
    if (m_healthRole) {
        const auto health = static_cast<Health>(index.data(*m_healthRole).toInt());
        role = health == Health::Well ? Role::Accent : roleOf(health);
    }
    const int inset = theme().px(5);
    drawSparkline(
        painter, QRectF(cell.rect.adjusted(0, inset, 0, -inset)), values, shapeColour(role, cell), 0.0, cell.direction);
}

int SparklineDelegate::contentWidth(const QModelIndex&) const
{
    return theme().px(90);
}

} // namespace Strato
