// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of the time line of which objects are unknown; timecanvas.cpp draws the rest.
#include "ui/theme/theme.h"
#include "ui/timeline/timecanvas.h"

#include <QPainter>

#include <algorithm>
#include <utility>

namespace Strato {

namespace {

/// Thin diagonal lines: a brush with a pattern would be missing in pictures of the SVG kind.
void hatch(QPainter& painter, const QRectF& area, const QColor& colour, int step)
{
    painter.save();
    painter.setClipRect(area, Qt::IntersectClip);
    painter.setPen(colour);
    const int lines = static_cast<int>((area.width() + area.height()) / step);
    for (int i = 0; i <= lines; ++i) {
        const double x = area.left() - area.height() + i * step;
        painter.drawLine(QPointF(x, area.bottom()), QPointF(x + area.height(), area.top()));
    }
    painter.restore();
}

/// The widest part of @p whole that none of @p taken reaches into; empty ones begin where they end.
std::pair<double, double> widestGap(std::pair<double, double> whole, std::vector<std::pair<double, double>> taken)
{
    std::ranges::sort(taken);
    taken.emplace_back(whole.second, whole.second);
    std::pair<double, double> widest { whole.first, whole.first };
    double from = whole.first;
    for (const auto& [left, right] : taken) {
        if (left - from > widest.second - widest.first)
            widest = { from, left };
        from = std::max(from, right);
    }
    return widest;
}

} // namespace

QRectF TimeCanvas::unknownRect() const
{
    if (!m_state.knownFrom || *m_state.knownFrom <= range().from)
        return {};
    const double edge = xOf(std::min(*m_state.knownFrom, range().to));
    const QRect strip = stripRect();
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    return { mirrored ? edge : 0, double(strip.top()), mirrored ? width() - edge : edge, double(strip.height()) };
}

QRectF TimeCanvas::gapRect(const TimeRange& gap) const
{
    const Instant from = std::max(gap.from, range().from);
    const Instant to = std::min({ gap.to, range().to, m_state.now });
    if (from >= to)
        return {};
    const auto [left, right] = std::minmax({ xOf(from), xOf(to) });
    const QRect strip = stripRect();
    return { left, double(strip.top()), right - left, double(strip.height()) };
}

QString TimeCanvas::gapAt(double x) const
{
    const auto gap = std::ranges::find_if(m_state.gaps, [&](const TimeRange& each) {
        const QRectF area = gapRect(each);
        return !area.isEmpty() && x >= area.left() && x < area.right();
    });
    if (gap == m_state.gaps.end())
        return {};
    //: tool tip; %1 and %2 are times of day
    return tr("Objects are unknown from %1 to %2: this console was not watching then.")
        .arg(m_text.hourMinute(gap->from), m_text.hourMinute(std::min(gap->to, m_state.now)));
}

void TimeCanvas::paintUnknown(QPainter& painter) const
{
    QColor shade = m_theme.colour(Role::Unknown);
    shade.setAlphaF(0.35F);
    std::vector<QRectF> areas { unknownRect() };
    for (const TimeRange& gap : m_state.gaps)
        areas.push_back(gapRect(gap));
    for (const QRectF& area : areas) {
        if (!area.isEmpty())
            hatch(painter, area, shade, m_theme.px(6));
    }
}

QString TimeCanvas::unknownWords() const
{
    //: %1 is a time of day; before it nothing is known of the objects, while bars of metrics may reach further back
    return tr("objects unknown before %1").arg(m_text.hourMinute(*m_state.knownFrom));
}

QRectF TimeCanvas::wordsRect() const
{
    const QRectF unknown = unknownRect();
    if (unknown.isEmpty())
        return {};
    const double pad = m_theme.px(4);
    const double wide = QFontMetricsF(m_theme.font(Type::Small)).horizontalAdvance(unknownWords()) + 2 * pad;
    // Beside the bars, never over them; where they leave no room, the tool tip says it alone.
    std::vector<std::pair<double, double>> taken;
    for (const TimeBucket& bucket : m_buckets) {
        const auto [left, right] = std::minmax({ xOf(bucket.from), xOf(bucket.to) });
        if (bucket.calm + bucket.ill > 0 && right > unknown.left() && left < unknown.right())
            taken.emplace_back(left, right);
    }
    const auto free = widestGap({ unknown.left(), unknown.right() }, std::move(taken));
    if (free.second - free.first < wide)
        return {};
    return { (free.first + free.second - wide) / 2, unknown.top(), wide, unknown.height() };
}

void TimeCanvas::paintUnknownWords(QPainter& painter) const
{
    const QRectF ground = wordsRect();
    if (ground.isEmpty())
        return;
    painter.setFont(m_theme.font(Type::Small));
    painter.fillRect(ground, m_theme.colour(Role::Window));
    painter.setPen(m_theme.colour(Role::Text2));
    painter.drawText(ground, Qt::AlignCenter, unknownWords());
}

} // namespace Strato
