// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/sync/backoff.h"

#include <algorithm>

namespace Strato {

Backoff::Backoff(const Clock& clock, RandomSource random)
    : m_clock(clock)
    , m_random(std::move(random))
{
}

Duration Backoff::next()
{
    const Duration now = m_clock.monotonic();
    if (m_tries > 0 && now - m_lastFailure > healthyAfter)
        reset();
    m_lastFailure = now;
    ++m_tries;
    const Duration base = m_base;
    m_base = std::min(m_base * 2, longest);
    return base + Duration(static_cast<Duration::rep>(static_cast<double>(base.count()) * m_random()));
}

void Backoff::reset()
{
    m_base = first;
    m_tries = 0;
}

} // namespace Strato
