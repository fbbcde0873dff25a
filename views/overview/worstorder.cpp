// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/overview/worstorder.h"

#include <algorithm>

namespace Strato {

namespace {

constexpr Duration settleEvery = std::chrono::seconds(10);

bool sameThing(const Finding& a, const Finding& b)
{
    return a.entity == b.entity && a.code == b.code;
}

} // namespace

WorstOrder::Shown WorstOrder::next(const std::vector<Finding>& worst, Duration monotonic, bool busy)
{
    const bool due = !m_settledAt || (monotonic - *m_settledAt >= settleEvery && !busy);
    if (due || m_shown.empty()) {
        m_settledAt = monotonic;
        m_shown = worst;
        return { m_shown, 0 };
    }
    std::vector<Finding> kept;
    for (const Finding& held : m_shown) {
        const auto now = std::ranges::find_if(worst, [&](const Finding& f) { return sameThing(f, held); });
        if (now != worst.end())
            kept.push_back(*now);
    }
    const auto waiting = std::ranges::count_if(worst, [&](const Finding& f) {
        return std::ranges::none_of(kept, [&](const Finding& held) { return sameThing(f, held); });
    });
    m_shown = std::move(kept);
    return { m_shown, static_cast<int>(waiting) };
}

} // namespace Strato
