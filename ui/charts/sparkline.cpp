// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/sparkline.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

namespace Strato {

namespace {

std::optional<std::pair<double, double>> boundsOf(const QList<double>& values)
{
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (const double value : values) {
        if (!std::isfinite(value))
            continue;
        low = std::min(low, value);
        high = std::max(high, value);
    }
    if (low > high)
        return std::nullopt;
    return std::pair(low, high);
}

} // namespace

std::vector<QPolygonF> sparklinePoints(const QRectF& rect, const QList<double>& values, Qt::LayoutDirection direction)
{
    const auto bounds = boundsOf(values);
    if (!bounds || rect.isEmpty())
        return {};
    const auto [low, high] = *bounds;
    // A quiet line must not look like a storm: the span is at least half of the level.
    const double span = std::max(high - low, std::abs(high) * 0.5);
    const double step = values.size() > 1 ? rect.width() / static_cast<double>(values.size() - 1) : 0;
    std::vector<QPolygonF> lines;
    bool open = false;
    for (qsizetype i = 0; i < values.size(); ++i) {
        if (!std::isfinite(values[i])) {
            open = false;
            continue;
        }
        if (!std::exchange(open, true))
            lines.emplace_back();
        const double offset = static_cast<double>(i) * step;
        const double x = direction == Qt::RightToLeft ? rect.right() - offset : rect.left() + offset;
        const double share = span > 0 ? (values[i] - low + (span - (high - low)) / 2) / span : 0.5;
        lines.back() << QPointF(x, rect.bottom() - share * rect.height());
    }
    return lines;
}

void drawSparkline(QPainter& painter, const QRectF& rect, const QList<double>& values, const QColor& colour,
    double fillOpacity, Qt::LayoutDirection direction)
{
    const std::vector<QPolygonF> lines = sparklinePoints(rect, values, direction);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    for (const QPolygonF& line : lines) {
        if (fillOpacity > 0 && line.size() > 1) {
            QPolygonF area = line;
            area << QPointF(line.back().x(), rect.bottom()) << QPointF(line.front().x(), rect.bottom());
            QColor fill = colour;
            fill.setAlphaF(static_cast<float>(fillOpacity));
            painter.setPen(Qt::NoPen);
            painter.setBrush(fill);
            painter.drawPolygon(area);
        }
        painter.setPen(QPen(colour, 1.5));
        painter.setBrush(Qt::NoBrush);
        if (line.size() == 1)
            painter.drawPoint(line.front());
        else
            painter.drawPolyline(line);
    }
    painter.restore();
}

Sparkline::Sparkline(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void Sparkline::setValues(const QList<double>& values)
{
    m_values = values;
    update();
}

void Sparkline::setRole(Role role)
{
    if (role == m_role)
        return;
    m_role = role;
    update();
}

QSize Sparkline::sizeHint() const
{
    return { m_theme.px(120), m_theme.px(28) };
}
QSize Sparkline::minimumSizeHint() const
{
    return { m_theme.px(40), m_theme.px(16) };
}

void Sparkline::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    drawSparkline(
        painter, QRectF(rect()).adjusted(1, 2, -1, 0), m_values, m_theme.colour(m_role), 0.12, layoutDirection());
}

} // namespace Strato
