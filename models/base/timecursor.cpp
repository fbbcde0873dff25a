// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/timecursor.h"

#include <algorithm>

namespace Strato {

TimeCursor::TimeCursor(const Clock& clock)
    : m_clock(clock)
{
}

Instant TimeCursor::moment() const
{
    return m_moment.value_or(m_clock.now());
}

void TimeCursor::goLive()
{
    if (!m_moment)
        return;
    m_moment.reset();
    notify();
}

void TimeCursor::moveTo(Instant moment)
{
    const Instant bounded = std::min(moment, m_clock.now());
    if (m_moment == bounded)
        return;
    m_moment = bounded;
    notify();
}

void TimeCursor::setWindow(Duration window)
{
    const Duration bounded = std::clamp(window, shortestWindow, longestWindow);
    if (bounded == m_window)
        return;
    m_window = bounded;
    notify();
}

void TimeCursor::notify() const
{
    for (const auto& listener : m_listeners)
        listener();
}

} // namespace Strato
