// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/timeline/timebar.h"

#include "ui/plaintext/plainlabel.h"
#include "ui/plaintext/tooltip.h"
#include "ui/timeline/pausebutton.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>

#include <utility>

namespace Strato {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

const std::vector<Duration>& TimeBar::windows()
{
    static const std::vector<Duration> all { 5min, 15min, 30min, 1h, 3h, 6h, 12h, 24h, 48h, 168h };
    return all;
}

QString TimeBar::windowText(Duration window)
{
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(window).count();
    if (minutes < 60)
        //: width of the time window in minutes
        return tr("last %1 min").arg(minutes);
    if (minutes <= 1440)
        //: width of the time window in hours
        return tr("last %1 h").arg(minutes / 60);
    //: width of the time window in days
    return tr("last %1 d").arg(minutes / 1440);
}

TimeBar::TimeBar(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
{
    build();
    retranslate();
    connect(m_pause, &QPushButton::clicked, this, [this] {
        if (m_state.asOf)
            emit liveRequested();
        else
            emit cursorRequested(m_state.now);
    });
    connect(m_canvas, &TimeCanvas::cursorRequested, this, &TimeBar::cursorRequested);
    connect(m_canvas, &TimeCanvas::liveRequested, this, &TimeBar::liveRequested);
    connect(&theme, &Theme::changed, this, &TimeBar::updateClock);
}

void TimeBar::build()
{
    m_pause = new PauseButton(m_theme, this);
    m_word = new PlainLabel({}, Type::CardTitle, Role::Well, this);
    m_clock = new PlainLabel({}, Type::Mono, Role::Text2, this);
    m_shared = new PlainLabel({}, Type::Small, Role::Text3, this);
    m_shared->hide();
    m_canvas = new TimeCanvas(m_theme, this);
    m_window = new QPushButton(this);
    m_windowMenu = new QMenu(m_window);
    m_window->setMenu(m_windowMenu);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(m_theme.px(14), 1, m_theme.px(14), 1);
    row->setSpacing(m_theme.px(10));
    for (QWidget* part : std::initializer_list<QWidget*> { m_pause, m_word, m_clock, m_shared })
        row->addWidget(part);
    row->addWidget(m_canvas, 1);
    row->addWidget(m_window);
}

void TimeBar::retranslate()
{
    rebuildWindowMenu();
    //: beside the clock when several windows are open: they all show this time
    m_shared->setText(tr("all windows"));
    setPlainToolTip(*m_shared, tr("One time for all windows: who stops or moves it here does so in every window."));
    setState(m_state);
    updateClock();
}

void TimeBar::rebuildWindowMenu()
{
    m_windowMenu->clear();
    for (const Duration window : windows()) {
        QAction* action = m_windowMenu->addAction(windowText(window));
        action->setCheckable(true);
        action->setData(qlonglong(window.count()));
        connect(action, &QAction::triggered, this, [this, window] { emit windowRequested(window); });
    }
}

void TimeBar::setState(const TimeBarState& state)
{
    m_state = state;
    m_canvas->setState(state);
    const bool past = state.asOf.has_value();
    static_cast<PauseButton*>(m_pause)->setPaused(past);
    const QString action = past ? tr("Go live") : tr("Stop the clock here");
    m_pause->setAccessibleName(action);
    setPlainToolTip(*m_pause, action);
    m_window->setText(windowText(state.window) + u" ▾"_s);
    m_window->setAccessibleName(windowText(state.window));
    for (QAction* entry : m_windowMenu->actions())
        entry->setChecked(entry->data().toLongLong() == state.window.count());
    updateClock();
}

void TimeBar::updateClock()
{
    //: the window shows the present
    m_word->setText(m_state.asOf ? m_text.asOf(*m_state.asOf) : tr("LIVE"));
    m_word->setTextRole(m_state.asOf ? Role::Changing : Role::Well);
    m_clock->setText(m_text.full(m_state.asOf.value_or(m_state.now)));
    // Wide enough for any date, so that the time line does not move while seconds pass.
    m_clock->setMinimumWidth(QFontMetrics(m_theme.font(Type::Mono)).horizontalAdvance(m_clock->fullText()));
}

void TimeBar::setShared(bool shared)
{
    m_shared->setVisible(shared);
}

void TimeBar::setTimeText(const TimeText& text)
{
    m_text = text;
    m_canvas->setTimeText(text);
    updateClock();
}

void TimeBar::setBuckets(std::vector<TimeBucket> buckets)
{
    m_canvas->setBuckets(std::move(buckets));
}
void TimeBar::setMarks(std::vector<TimeMark> marks)
{
    m_canvas->setMarks(std::move(marks));
}

void TimeBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void TimeBar::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        emit liveRequested();
    else
        QWidget::keyPressEvent(event);
}

void TimeBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(m_theme.colour(Role::Line));
    painter.drawLine(0, height() - 1, width(), height() - 1);
}

} // namespace Strato
