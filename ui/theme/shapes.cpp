// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/theme/shapes.h"

#include <QPainter>

#include <algorithm>

namespace Strato {

namespace {

QRectF squareIn(const QRectF& box)
{
    const double side = std::max(0.0, std::min(box.width(), box.height()));
    return { box.center().x() - side / 2, box.center().y() - side / 2, side, side };
}

QPainterPath triangle(const QRectF& s)
{
    QPainterPath path;
    const double inset = s.height() * 0.06;
    path.addPolygon(QPolygonF { QPointF(s.center().x(), s.top() + inset), QPointF(s.right(), s.bottom() - inset),
        QPointF(s.left(), s.bottom() - inset) });
    path.closeSubpath();
    return path;
}

QPainterPath diamond(const QRectF& s)
{
    QPainterPath path;
    path.addPolygon(QPolygonF { QPointF(s.center().x(), s.top()), QPointF(s.right(), s.center().y()),
        QPointF(s.center().x(), s.bottom()), QPointF(s.left(), s.center().y()) });
    path.closeSubpath();
    return path;
}

} // namespace

QPainterPath shapePath(Health health, const QRectF& box)
{
    const QRectF s = squareIn(box);
    if (s.isEmpty())
        return {};
    switch (health) {
    case Health::Warning: return triangle(s);
    case Health::Critical: return diamond(s);
    case Health::Changing: {
        QPainterPath half;
        const QRectF circle = s.adjusted(s.width() * 0.08, s.height() * 0.08, -s.width() * 0.08, -s.height() * 0.08);
        half.moveTo(circle.center());
        half.arcTo(circle, 90, 180);
        half.closeSubpath();
        return half;
    }
    case Health::Well:
    case Health::Unknown: break;
    }
    QPainterPath circle;
    const double inset = s.width() * (health == Health::Well ? 0.08 : 0.12);
    circle.addEllipse(s.adjusted(inset, inset, -inset, -inset));
    return circle;
}

void drawShape(QPainter& painter, Health health, const QRectF& box, const QColor& colour)
{
    const QRectF s = squareIn(box);
    if (s.isEmpty())
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPen line(colour, std::max(1.0, s.width() / 8));
    if (health == Health::Unknown) {
        painter.setPen(line);
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(shapePath(health, box));
    } else {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawPath(shapePath(health, box));
        if (health == Health::Changing) {
            const double inset = s.width() * 0.12;
            painter.setPen(line);
            painter.setBrush(Qt::NoBrush);
            painter.drawEllipse(s.adjusted(inset, inset, -inset, -inset));
        }
    }
    painter.restore();
}

QRectF leadingBox(const QRectF& cell, double size, double padding, Qt::LayoutDirection direction)
{
    const double x = direction == Qt::RightToLeft ? cell.right() - padding - size : cell.left() + padding;
    return { x, cell.center().y() - size / 2, size, size };
}

} // namespace Strato
