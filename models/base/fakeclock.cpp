// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/fakeclock.h"

namespace Strato {

FakeClock::FakeClock(Instant start)
    : m_wall(start.ns)
{
}

void FakeClock::advance(Duration by)
{
    m_wall += by.count();
    m_monotonic += by.count();
    m_boottime += by.count();
}

void FakeClock::suspend(Duration by)
{
    m_wall += by.count();
    m_boottime += by.count();
}

void FakeClock::stepWall(Duration by)
{
    m_wall += by.count();
}

} // namespace Strato
