// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/timeserieschart.h"

#include "models/base/plaintext.h"
#include "ui/charts/thinning.h"
#include "ui/theme/focusring.h"
#include "ui/theme/theme.h"
#include "ui/timeline/timescale.h"

#include <QDateTime>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>

#include <algorithm>
#include <cmath>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr int footHeight = 14; // of the time marks: below what they would be read over

} // namespace

TimeSeriesChart::TimeSeriesChart(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&theme, &Theme::changed, this, &TimeSeriesChart::invalidate);
}

void TimeSeriesChart::setContent(const ChartContent& content)
{
    m_content = content;
    m_content.title = cleanLine(content.title, 200);
    for (ChartLine& line : m_content.lines)
        line.name = cleanLine(line.name, 120);
    describe();
    invalidate();
}

void TimeSeriesChart::setTimeText(const TimeText& text)
{
    m_text = text;
    invalidate();
}

void TimeSeriesChart::setNumbers(const Numbers& numbers)
{
    m_numbers = numbers;
    describe();
    invalidate();
}

void TimeSeriesChart::setShownInstant(std::optional<Instant> at)
{
    m_shown = at;
    update();
}

QSize TimeSeriesChart::sizeHint() const
{
    return { m_theme.px(320), m_theme.px(120) };
}
QSize TimeSeriesChart::minimumSizeHint() const
{
    return { m_theme.px(120), m_theme.px(56) };
}

void TimeSeriesChart::describe()
{
    setAccessibleName(m_content.title);
    if (isEmpty()) {
        setAccessibleDescription(m_content.whyEmpty);
        return;
    }
    QStringList said;
    for (const ChartLine& line : m_content.lines) {
        const bool empty = !line.series || line.series->samples.empty();
        const double last = empty ? std::nan("") : line.series->samples.back().value;
        //: %1 is the name of a line in a chart, %2 its newest value with unit
        said << tr("%1: %2").arg(line.name, chartValue(last, m_content.unit, m_numbers));
    }
    if (m_content.limit)
        said << limitText();
    //: %1 is the highest value on the axis of a chart
    said << tr("top %1").arg(chartValue(chartTop(m_content), m_content.unit, m_numbers));
    setAccessibleDescription(said.join(u", "_s));
}

bool TimeSeriesChart::isEmpty() const
{
    const auto hasSamples = [](const ChartLine& line) { return line.series && !line.series->samples.empty(); };
    return !m_content.whyEmpty.isEmpty() && std::ranges::none_of(m_content.lines, hasSamples);
}

QRectF TimeSeriesChart::plotRect() const
{
    const double head = m_theme.px(16);
    return { 0, head, double(width()), std::max(1.0, height() - head - m_theme.px(footHeight)) };
}

double TimeSeriesChart::xOf(Instant at) const
{
    const double x = positionOf(at, { m_content.from, m_content.to }, width());
    return layoutDirection() == Qt::RightToLeft ? width() - x : x;
}

Instant TimeSeriesChart::instantAtX(double x) const
{
    const double position = layoutDirection() == Qt::RightToLeft ? width() - x : x;
    return instantAt(position, { m_content.from, m_content.to }, width());
}

QPointF TimeSeriesChart::place(const Sample& sample, double top) const
{
    const QRectF plot = plotRect();
    const double share = std::clamp(sample.value / top, 0.0, 1.0);
    return { xOf(sample.at), plot.bottom() - share * (plot.height() - 2) };
}

void TimeSeriesChart::invalidate()
{
    m_stale = true;
    updateGeometry();
    update();
}

void TimeSeriesChart::redraw()
{
    const double ratio = devicePixelRatioF();
    m_picture = QPixmap(size() * ratio);
    m_picture.setDevicePixelRatio(ratio);
    m_picture.fill(Qt::transparent);
    QPainter painter(&m_picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(rect());
    m_stale = false;
    if (isEmpty()) {
        painter.setFont(m_theme.font(Type::Body));
        painter.setPen(m_theme.colour(Role::Text2));
        painter.drawText(
            rect().adjusted(0, 0, 0, -m_theme.px(4)), Qt::AlignCenter | Qt::TextWordWrap, m_content.whyEmpty);
        return;
    }
    const double top = chartTop(m_content);
    for (const ChartLine& line : m_content.lines)
        drawLine(painter, line, top);
    drawFrame(painter, top);
    drawLimit(painter, top);
    drawLegend(painter);
}

void TimeSeriesChart::drawLine(QPainter& painter, const ChartLine& line, double top) const
{
    if (!line.series)
        return;
    const QColor& colour = m_theme.colour(line.role);
    for (const ChartRun& run :
        thinned(line.series->samples, m_content.from, m_content.to, width(), line.series->spacing)) {
        QPolygonF points;
        points.reserve(qsizetype(run.size()) + 2);
        for (const Sample& sample : run)
            points << place(sample, top);
        if (line.filled && points.size() > 1) {
            QColor fill = colour;
            fill.setAlphaF(0.12F);
            QPolygonF area = points;
            area << QPointF(points.back().x(), plotRect().bottom()) << QPointF(points.front().x(), plotRect().bottom());
            painter.setPen(Qt::NoPen);
            painter.setBrush(fill);
            painter.drawPolygon(area);
        }
        painter.setPen(QPen(colour, 1.5, line.dotted ? Qt::DotLine : Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
        if (points.size() == 1)
            painter.drawEllipse(points.front(), 1, 1);
        else
            painter.drawPolyline(points);
    }
}

QString TimeSeriesChart::limitText() const
{
    //: label of the line in a chart from which on values are worth a warning, %1: its value with unit
    return m_content.limit ? tr("limit %1").arg(chartValue(*m_content.limit, m_content.unit, m_numbers)) : QString();
}

void TimeSeriesChart::drawLimit(QPainter& painter, double top) const
{
    if (!m_content.limit || *m_content.limit > top)
        return;
    const QRectF plot = plotRect();
    const double y = place({ m_content.from, *m_content.limit }, top).y();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(m_theme.colour(Role::Warning), 1, Qt::DashLine));
    painter.drawLine(QPointF(0, y), QPointF(width(), y));
    painter.setFont(m_theme.font(Type::MonoSmall));
    const double high = painter.fontMetrics().height();
    const double above = y - high >= plot.top() ? y - high : y + 1; // where it fits
    const QRectF box(0, std::min(above, plot.bottom() - high), width() - 1, high);
    painter.drawText(
        box, int(QStyle::visualAlignment(layoutDirection(), Qt::AlignTrailing | Qt::AlignTop)), limitText());
}

void TimeSeriesChart::drawFrame(QPainter& painter, double top) const
{
    const QRectF plot = plotRect();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(m_theme.colour(Role::Line));
    painter.drawLine(QPointF(0, plot.bottom()), QPointF(width(), plot.bottom()));
    painter.setFont(m_theme.font(Type::MonoSmall));
    painter.setPen(m_theme.colour(Role::Text3));
    const auto trailing = int(QStyle::visualAlignment(layoutDirection(), Qt::AlignTrailing | Qt::AlignTop));
    const QString axis = chartValue(top, m_content.unit, m_numbers);
    const bool limitSaysIt
        = m_content.limit && *m_content.limit <= top && chartValue(*m_content.limit, m_content.unit, m_numbers) == axis;
    if (!limitSaysIt)
        painter.drawText(QRectF(0, 0, width() - 1, m_theme.px(16)), trailing, axis);
    const int label = painter.fontMetrics().horizontalAdvance(u"00:00"_s);
    const int most = std::max(2, width() / (label * 3));
    const QTimeZone zone = m_text.local(m_content.from).timeZone();
    const bool days = m_content.to - m_content.from > std::chrono::hours(36);
    for (const Instant mark : timeMarks({ m_content.from, m_content.to }, most, zone)) {
        const QString words
            = days && m_text.local(mark).time().hour() == 0 ? m_text.dayMonth(mark) : m_text.hourMinute(mark);
        const int wide = painter.fontMetrics().horizontalAdvance(words);
        const double x = std::clamp(xOf(mark) - wide / 2.0, 0.0, std::max(0.0, double(width() - wide)));
        painter.drawText(QPointF(x, height() - m_theme.px(2)), words);
    }
}

void TimeSeriesChart::drawLegend(QPainter& painter) const
{
    if (m_content.lines.size() < 2)
        return; // a single line is what the card's title says
    painter.setFont(m_theme.font(Type::Small));
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    double at = 0;
    for (const ChartLine& line : m_content.lines) {
        const int words = painter.fontMetrics().horizontalAdvance(line.name);
        const int swatch = m_theme.px(10);
        if (at + words + swatch > width() * 0.8)
            break;
        const double left = mirrored ? width() - at - swatch : at;
        painter.setPen(QPen(m_theme.colour(line.role), 2, line.dotted ? Qt::DotLine : Qt::SolidLine));
        painter.drawLine(QPointF(left, m_theme.px(8)), QPointF(left + swatch - 2, m_theme.px(8)));
        painter.setPen(m_theme.colour(Role::Text2));
        const double text = mirrored ? left - words - 3 : left + swatch + 3;
        painter.drawText(QRectF(text, 0, words + 1, m_theme.px(16)), Qt::AlignVCenter, line.name);
        at += swatch + words + m_theme.px(14);
    }
}

QString TimeSeriesChart::readout() const
{
    if (!m_hover)
        return {};
    QStringList said { m_text.clock(*m_hover) };
    const Duration pixel = (m_content.to - m_content.from) / std::max(1, width());
    for (const ChartLine& line : m_content.lines) {
        if (!line.series)
            continue;
        const Duration reach = std::max(line.series->spacing, pixel * 4);
        const Sample* sample = nearestSample(line.series->samples, *m_hover, reach);
        const QString value = chartValue(sample ? sample->value : std::nan(""), m_content.unit, m_numbers);
        said << (m_content.lines.size() > 1 ? QString(line.name + u' ' + value) : value);
    }
    return said.join(u"  "_s);
}

void TimeSeriesChart::drawReadout(QPainter& painter) const
{
    const double x = xOf(*m_hover);
    painter.setPen(m_theme.colour(Role::Text3));
    painter.drawLine(QPointF(x, plotRect().top()), QPointF(x, plotRect().bottom()));
    painter.setFont(m_theme.font(Type::MonoSmall));
    const QString words = readout();
    const int wide = painter.fontMetrics().horizontalAdvance(words) + m_theme.px(12);
    const double left = std::clamp(x + 6, 0.0, std::max(0.0, double(width() - wide)));
    const QRectF box(left, plotRect().top() + 2, wide, m_theme.px(18));
    painter.setPen(m_theme.colour(Role::Line));
    painter.setBrush(m_theme.colour(Role::Raised));
    painter.drawRoundedRect(box, 3, 3);
    painter.setPen(m_theme.colour(Role::Text));
    painter.drawText(box, Qt::AlignCenter, words);
}

void TimeSeriesChart::paintEvent(QPaintEvent*)
{
    if (m_stale || m_picture.size() != size() * devicePixelRatioF())
        redraw();
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_picture);
    if (m_shown) {
        painter.setPen(m_theme.colour(Role::Changing));
        painter.drawLine(QPointF(xOf(*m_shown), plotRect().top()), QPointF(xOf(*m_shown), plotRect().bottom()));
    }
    if (m_hover && !isEmpty())
        drawReadout(painter);
    if (hasFocus())
        drawFocusRing(painter, QRectF(rect()), m_theme);
}

void TimeSeriesChart::resizeEvent(QResizeEvent*)
{
    m_stale = true;
}

void TimeSeriesChart::setHover(std::optional<Instant> at)
{
    if (at == m_hover)
        return;
    m_hover = at;
    update();
    emit instantHovered(at);
}

void TimeSeriesChart::mouseMoveEvent(QMouseEvent* event)
{
    setHover(instantAtX(event->position().x()));
}

void TimeSeriesChart::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        emit instantChosen(instantAtX(event->position().x()));
}

void TimeSeriesChart::leaveEvent(QEvent*)
{
    setHover(std::nullopt);
}

void TimeSeriesChart::keyPressEvent(QKeyEvent* event)
{
    const Duration step = (m_content.to - m_content.from) / 120;
    const Instant at = m_hover.value_or(m_content.to);
    switch (event->key()) {
    case Qt::Key_Left: setHover(std::max(m_content.from, at - step)); break;
    case Qt::Key_Right: setHover(std::min(m_content.to, at + step)); break;
    case Qt::Key_Home: setHover(m_content.from); break;
    case Qt::Key_End: setHover(m_content.to); break;
    case Qt::Key_Return:
    case Qt::Key_Enter: emit instantChosen(at); break;
    default: QWidget::keyPressEvent(event); return;
    }
    if (m_hover)
        setAccessibleDescription(readout());
}

void TimeSeriesChart::focusInEvent(QFocusEvent*)
{
    update();
}

void TimeSeriesChart::focusOutEvent(QFocusEvent*)
{
    setHover(std::nullopt);
    describe();
    update();
}

void TimeSeriesChart::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        describe();
        invalidate();
    }
    QWidget::changeEvent(event);
}

} // namespace Strato
