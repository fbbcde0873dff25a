// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/overview/wrapdelegate.h"

#include "models/base/health.h"
#include "ui/delegates/statedelegate.h"
#include "ui/text/wrappedlines.h"
#include "ui/theme/shapes.h"

#include <QPainter>

namespace Strato {

namespace {

constexpr int shapeSize = 11;
constexpr int shapeGap = 5;

} // namespace

WrapDelegate::WrapDelegate(const Theme& theme, const Look& look, QObject* parent)
    : RowDelegate(theme, parent)
    , m_look(look)
{
}

void WrapDelegate::paintContent(QPainter& painter, const Cell& cell, const QModelIndex& index) const
{
    QRect rect = cell.rect;
    if (m_look.healthRole) {
        const auto health = static_cast<Health>(index.data(*m_look.healthRole).toInt());
        const double size = theme().px(shapeSize);
        drawShape(
            painter, health, StateDelegate::shapeRect(rect, size, cell.direction), shapeColour(roleOf(health), cell));
        rect = StateDelegate::textRect(rect, size, theme().px(shapeGap), cell.direction);
    }
    const QFont& font = theme().font(Type::Body);
    painter.setFont(font);
    const int height = painter.fontMetrics().lineSpacing();
    const QStringList lines
        = wrappedLines(index.data(Qt::DisplayRole).toString(), font, rect.width(), std::max(1, rect.height() / height));
    const auto count = static_cast<int>(lines.size());
    rect.setTop(rect.top() + (rect.height() - count * height) / 2);
    rect.setHeight(height);
    for (const QString& line : lines) {
        drawLine(painter, rect, cell, line, textColour(m_look.role, cell), Qt::AlignVCenter | Qt::AlignLeading);
        rect.translate(0, height);
    }
}

int WrapDelegate::contentWidth(const QModelIndex& index) const
{
    return RowDelegate::contentWidth(index) + (m_look.healthRole ? theme().px(shapeSize + shapeGap) : 0);
}

} // namespace Strato
