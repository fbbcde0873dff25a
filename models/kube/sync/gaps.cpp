// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/sync/gaps.h"

#include <algorithm>

namespace Strato {

void Gaps::begin(Instant from)
{
    m_open = m_open.value_or(from);
}

void Gaps::end(Instant to)
{
    if (!m_open)
        return;
    const Instant from = *m_open;
    m_open.reset();
    if (to - from < shortest)
        return;
    // A wall clock that was set back may make it begin before the last one ended.
    if (!m_closed.empty() && from <= m_closed.back().to)
        m_closed.back().to = std::max(to, m_closed.back().to);
    else
        m_closed.push_back({ from, to });
    if (m_closed.size() > mostSpans) {
        m_closed[1].from = m_closed[0].from;
        m_closed.erase(m_closed.begin());
    }
}

bool Gaps::contains(Instant moment) const
{
    // Late by less than the shortest is how changes always come, also while it goes on.
    return (m_open && moment >= *m_open) || std::ranges::any_of(m_closed, [moment](const Span& span) {
        return span.from <= moment && moment < span.to;
    });
}

std::vector<Gaps::Span> Gaps::spans(Instant now) const
{
    std::vector<Span> all = m_closed;
    if (m_open && now - *m_open >= shortest)
        all.push_back({ *m_open, endless });
    return all;
}

} // namespace Strato
