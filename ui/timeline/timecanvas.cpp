// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/timeline/timecanvas.h"

#include "models/base/plaintext.h"
#include "ui/plaintext/tooltip.h"
#include "ui/theme/focusring.h"
#include "ui/theme/shapes.h"
#include "ui/theme/theme.h"

#include <QDateTime>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

namespace Strato {

namespace {

constexpr int shapeSide = 9;
constexpr int widestLabel = 180;

} // namespace

TimeCanvas::TimeCanvas(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    describe();
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void TimeCanvas::setState(const TimeBarState& state)
{
    if (state == m_state)
        return;
    m_state = state;
    describe();
    update();
}

void TimeCanvas::setTimeText(const TimeText& text)
{
    m_text = text;
    describe();
    update();
}

void TimeCanvas::setBuckets(std::vector<TimeBucket> buckets)
{
    m_buckets = std::move(buckets);
    update();
}

void TimeCanvas::setMarks(std::vector<TimeMark> marks)
{
    std::ranges::sort(marks, {}, &TimeMark::at);
    for (TimeMark& mark : marks)
        mark.text = cleanLine(mark.text, 120);
    if (marks == m_marks)
        return;
    m_marks = std::move(marks);
    update();
}

QSize TimeCanvas::sizeHint() const
{
    return { m_theme.px(600), m_theme.px(44) };
}
QSize TimeCanvas::minimumSizeHint() const
{
    return { m_theme.px(160), m_theme.px(44) };
}

void TimeCanvas::describe()
{
    setAccessibleName(tr("Time line"));
    //: %1 is a date and time with zone
    setAccessibleDescription(m_state.asOf ? tr("as of %1").arg(m_text.full(*m_state.asOf)) : tr("live"));
}

double TimeCanvas::xOf(Instant at) const
{
    const double x = positionOf(at, range(), width());
    return layoutDirection() == Qt::RightToLeft ? width() - x : x;
}

QRect TimeCanvas::stripRect() const
{
    const int top = m_theme.px(12);
    return { 0, top, width(), height() - top - m_theme.px(12) };
}

void TimeCanvas::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(stripRect(), blended(m_theme.colour(Role::Raised), m_theme.colour(Role::Window), 0.6));
    paintUnknown(painter);
    paintBuckets(painter);
    paintUnknownWords(painter);
    paintTimes(painter);
    paintMarks(painter);
    paintCursor(painter);
    if (hasFocus())
        drawFocusRing(painter, QRectF(rect()), m_theme);
}

void TimeCanvas::paintBuckets(QPainter& painter) const
{
    double top = 0;
    for (const TimeBucket& bucket : m_buckets)
        top = std::max(top, bucket.calm + bucket.ill);
    if (!(top > 0))
        return;
    const QRect strip = stripRect();
    const QColor calm = blended(m_theme.colour(Role::Accent), m_theme.colour(Role::Window), 0.5);
    const QColor ill = blended(m_theme.colour(Role::Critical), m_theme.colour(Role::Window), 0.75);
    for (const TimeBucket& bucket : m_buckets) {
        const double a = xOf(bucket.from);
        const double b = xOf(bucket.to);
        const int left = static_cast<int>(std::floor(std::min(a, b)));
        const int right = static_cast<int>(std::floor(std::max(a, b)));
        if (right < 0 || left > width())
            continue;
        const int gap = right - left >= 4 ? 1 : 0;
        const int wide = std::max(1, right - left - gap);
        const auto tall = [&](double value) { return static_cast<int>(std::lround(value / top * strip.height())); };
        const int calmHeight = bucket.calm > 0 ? std::max(1, tall(bucket.calm)) : 0;
        const int illHeight = bucket.ill > 0 ? std::max(2, tall(bucket.ill)) : 0;
        painter.fillRect(QRect(left, strip.bottom() + 1 - calmHeight, wide, calmHeight), calm);
        painter.fillRect(
            QRect(left, strip.bottom() + 1 - calmHeight - illHeight, wide, illHeight).intersected(strip), ill);
    }
}

void TimeCanvas::paintTimes(QPainter& painter) const
{
    painter.setFont(m_theme.font(Type::MonoSmall));
    const int label = painter.fontMetrics().horizontalAdvance(QStringLiteral("00:00:00"));
    const int most = std::max(1, width() / (label * 3 / 2));
    const TimeRange shown = range();
    const Duration step = timeMarkStep(shown.to - shown.from, most);
    const bool days = shown.to - shown.from > std::chrono::hours(24);
    painter.setPen(m_theme.colour(Role::Text3));
    for (const Instant mark : timeMarks(shown, most, m_text.local(shown.from).timeZone())) {
        const double x = xOf(mark);
        painter.drawLine(QPointF(x, stripRect().bottom() + 1), QPointF(x, stripRect().bottom() + 3));
        QString words = step < std::chrono::minutes(1) ? m_text.clock(mark) : m_text.hourMinute(mark);
        if (days && (step >= std::chrono::hours(24) || m_text.local(mark).time().hour() == 0))
            words = m_text.dayMonth(mark);
        const int wide = painter.fontMetrics().horizontalAdvance(words);
        const double at = std::clamp(x - wide / 2.0, 0.0, std::max(0.0, double(width() - wide)));
        painter.drawText(QPointF(at, height() - 1), words);
    }
}

std::vector<MarkGroup> TimeCanvas::groups() const
{
    const QFontMetrics metrics(m_theme.font(Type::Small));
    const TimeRange shown = range();
    std::vector<MarkPlace> places;
    std::vector<std::size_t> indices;
    for (std::size_t i = 0; i < m_marks.size(); ++i) {
        const TimeMark& mark = m_marks[i];
        if (mark.at < shown.from || mark.at > shown.to)
            continue;
        const int words = std::min(m_theme.px(widestLabel), metrics.horizontalAdvance(mark.text));
        const int wide = mark.text.isEmpty() ? 0 : words + m_theme.px(shapeSide) + m_theme.px(8);
        places.push_back({ xOf(mark.at), double(wide), mark.health == Health::Critical ? 1 : 0 });
        indices.push_back(i);
    }
    std::vector<MarkGroup> groups
        = groupMarks(places, metrics.horizontalAdvance(QStringLiteral(" +999")), m_theme.px(6));
    for (MarkGroup& group : groups) {
        group.shown = indices[group.shown];
        for (std::size_t& member : group.members)
            member = indices[member];
    }
    return groups;
}

void TimeCanvas::paintMarks(QPainter& painter) const
{
    painter.setFont(m_theme.font(Type::Small));
    const int side = m_theme.px(shapeSide);
    for (const MarkGroup& group : groups()) {
        for (const std::size_t member : group.members) {
            const double x = xOf(m_marks[member].at);
            painter.setPen(QPen(m_theme.colour(m_marks[member].health), 1.5));
            painter.drawLine(QPointF(x, x < group.right ? stripRect().top() : 1), QPointF(x, stripRect().bottom()));
        }
        if (!group.hasLabel)
            continue;
        const TimeMark& named = m_marks[group.shown];
        const QColor colour = m_theme.colour(named.health);
        drawShape(painter, named.health, QRectF(group.left, 1, side, side), colour);
        painter.setPen(colour);
        QString words = painter.fontMetrics().elidedText(named.text, Qt::ElideRight, m_theme.px(widestLabel));
        if (group.members.size() > 1)
            //: mark on the time line that stands for several: %1 is the name of one, %2 how many more there are
            words = tr("%1 +%2").arg(words).arg(group.members.size() - 1);
        const double left = group.left + side + m_theme.px(3);
        painter.drawText(QRectF(left, 0, group.right - left, m_theme.px(12)), Qt::AlignVCenter, words);
    }
}

void TimeCanvas::paintCursor(QPainter& painter) const
{
    const double x = std::clamp(xOf(m_state.asOf.value_or(m_state.now)), 1.0, std::max(1.0, width() - 1.0));
    const QColor colour = m_theme.colour(m_state.asOf ? Role::Changing : Role::Well);
    painter.setPen(QPen(colour, 2));
    painter.drawLine(QPointF(x, m_theme.px(6)), QPointF(x, stripRect().bottom() + 1));
    if (m_state.asOf) {
        const double half = m_theme.px(4);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawPolygon(QPolygonF { QPointF(x - half, 2), QPointF(x + half, 2), QPointF(x, 2 + 2 * half) });
    }
}

void TimeCanvas::requestAt(double x)
{
    const double position = layoutDirection() == Qt::RightToLeft ? width() - x : x;
    const Instant at = instantAt(position, range(), width());
    if (at >= m_state.now)
        emit liveRequested();
    else
        emit cursorRequested(at);
}

void TimeCanvas::requestStep(double windows)
{
    const auto by = Duration(std::llround(static_cast<double>(m_state.window.count()) * windows));
    const Instant at = m_state.asOf.value_or(m_state.now) + by;
    if (at >= m_state.now)
        emit liveRequested();
    else
        emit cursorRequested(at);
}

void TimeCanvas::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        requestAt(event->position().x());
}

void TimeCanvas::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons().testFlag(Qt::LeftButton))
        requestAt(event->position().x());
}

void TimeCanvas::keyPressEvent(QKeyEvent* event)
{
    const double step = event->modifiers().testFlag(Qt::ShiftModifier) ? 1.0 / 12 : 1.0 / 120;
    const double forward = layoutDirection() == Qt::RightToLeft ? -step : step;
    switch (event->key()) {
    case Qt::Key_Left: requestStep(-forward); break;
    case Qt::Key_Right: requestStep(forward); break;
    case Qt::Key_PageUp: requestStep(-0.5); break;
    case Qt::Key_PageDown: requestStep(0.5); break;
    case Qt::Key_Home: emit cursorRequested(range().from); break;
    case Qt::Key_End:
    case Qt::Key_Escape: emit liveRequested(); break;
    default: QWidget::keyPressEvent(event);
    }
}

void TimeCanvas::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        describe();
        update();
    }
    QWidget::changeEvent(event);
}

/// A line each of the marks under the pointer: all that share the label under it, or those whose lines are near.
QString TimeCanvas::marksAt(const QPoint& place) const
{
    constexpr int near = 4;
    constexpr std::size_t mostLines = 30;
    std::vector<std::size_t> found;
    for (const MarkGroup& group : groups()) {
        const bool onLabel = group.hasLabel && place.y() < stripRect().top() && place.x() >= group.left
            && place.x() <= group.right + near;
        std::ranges::copy_if(group.members, std::back_inserter(found),
            [&](std::size_t member) { return onLabel || std::abs(xOf(m_marks[member].at) - place.x()) <= near; });
    }
    std::ranges::sort(found);
    QString lines;
    for (std::size_t i = 0; i < std::min(found.size(), mostLines); ++i)
        lines += u'\n' + m_text.clock(m_marks[found[i]].at) + u' ' + m_marks[found[i]].text;
    if (found.size() > mostLines)
        lines += u'\n' + tr("%n more", nullptr, static_cast<int>(found.size() - mostLines));
    return lines;
}

QString TimeCanvas::tipAt(const QPoint& place) const
{
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    QString words = m_text.full(instantAt(mirrored ? width() - place.x() : place.x(), range(), width()));
    words += marksAt(place);
    if (const QString gap = gapAt(place.x()); !gap.isEmpty())
        words += u'\n' + gap;
    const QRectF unknown = unknownRect();
    if (place.x() < unknown.left() || place.x() >= unknown.right())
        return words;
    const bool hasBars = std::ranges::any_of(m_buckets,
        [this](const TimeBucket& bucket) { return bucket.from < *m_state.knownFrom && bucket.calm + bucket.ill > 0; });
    const QString moment = m_text.hourMinute(*m_state.knownFrom);
    //: tool tip; %1 is a time of day
    words += u'\n' + tr("Objects are unknown before %1: this console was not watching then.").arg(moment);
    if (hasBars)
        words += u'\n' + tr("The bars are of metrics, which reach further back.");
    return words;
}

bool TimeCanvas::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    showPlainToolTip(help->globalPos(), tipAt(help->pos()), this);
    return true;
}

} // namespace Strato
