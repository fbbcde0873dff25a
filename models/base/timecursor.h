// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/clock.h"

#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace Strato {

/// What moment, and what window before it, all top-level windows show (ADR 0004). Live follows the clock; otherwise a
/// fixed moment. A plain value with listeners: one thread (the GUI's). Listeners must not add listeners while called.
class TimeCursor final {
public:
    static constexpr Duration shortestWindow = std::chrono::minutes(5);
    static constexpr Duration longestWindow = std::chrono::hours(24 * 7);

    explicit TimeCursor(const Clock& clock);

    [[nodiscard]] bool isLive() const { return !m_moment.has_value(); }
    [[nodiscard]] Instant moment() const; ///< the clock's now while live
    [[nodiscard]] Duration window() const { return m_window; }
    [[nodiscard]] Instant windowStart() const { return moment() - m_window; }

    void goLive();
    /// Never later than now: a moment in the future is now, held.
    void moveTo(Instant moment);
    void pause() { moveTo(moment()); }
    void setWindow(Duration window); ///< clamped to [shortestWindow, longestWindow]
    /// Called after each real change, in order of registration.
    void onChanged(std::function<void()> listener) { m_listeners.push_back(std::move(listener)); }

private:
    void notify() const;

    const Clock& m_clock;
    std::optional<Instant> m_moment;
    Duration m_window = std::chrono::hours(1);
    std::vector<std::function<void()>> m_listeners;
};

} // namespace Strato
