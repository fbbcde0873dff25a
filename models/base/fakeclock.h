// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/clock.h"

#include <atomic>

namespace Strato {

/// A clock that moves only when told: tests, and worlds that run faster than life. Thread-safe.
class FakeClock final : public Clock {
public:
    explicit FakeClock(Instant start = instantFromSeconds(1'764'000'000));
    [[nodiscard]] Instant now() const override { return { m_wall.load() }; }
    [[nodiscard]] Duration monotonic() const override { return Duration(m_monotonic.load()); }
    [[nodiscard]] Duration boottime() const override { return Duration(m_boottime.load()); }

    void advance(Duration by); ///< ordinary passing of time
    void suspend(Duration by); ///< the machine slept: wall and boottime move, monotonic does not
    void stepWall(Duration by); ///< someone set the wall clock; may be negative

private:
    std::atomic<std::int64_t> m_wall;
    std::atomic<std::int64_t> m_monotonic { 0 };
    std::atomic<std::int64_t> m_boottime { 0 };
};

} // namespace Strato
