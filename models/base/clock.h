// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/saturating.h"

#include <QDateTime>

#include <algorithm>
#include <chrono>
#include <compare>
#include <cstdint>
#include <limits>

namespace Strato {

using Duration = std::chrono::nanoseconds;

/// A moment: nanoseconds since 1970-01-01T00:00:00Z. 0 is the epoch, never "no value": use std::optional for that.
/// Its range ends in the years 1677 and 2262. Whatever lies beyond ("9999-12-31" is how many write "never"), and
/// whatever adding and subtracting would make of it, is the moment or duration at that end.
struct Instant {
    std::int64_t ns = 0;

    auto operator<=>(const Instant&) const = default;
    [[nodiscard]] friend constexpr Instant operator+(Instant at, Duration by)
    {
        return { saturatingSum(at.ns, by.count()) };
    }
    [[nodiscard]] friend constexpr Instant operator-(Instant at, Duration by)
    {
        return { saturatingDifference(at.ns, by.count()) };
    }
    [[nodiscard]] friend constexpr Duration operator-(Instant a, Instant b)
    {
        return Duration(saturatingDifference(a.ns, b.ns));
    }
};

[[nodiscard]] constexpr Instant instantFromSeconds(std::int64_t seconds)
{
    constexpr std::int64_t nanos = 1'000'000'000;
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max() / nanos;
    return { std::clamp(seconds, -most, most) * nanos };
}
/// From seconds as Prometheus writes them, to the millisecond; NaN is the epoch.
[[nodiscard]] Instant instantFromUnixTime(double seconds);
[[nodiscard]] QDateTime toDateTime(Instant at); ///< in UTC, millisecond precision
[[nodiscard]] Instant fromDateTime(const QDateTime& at);

/// Where "now" comes from; injected everywhere (ADR 0004). Thread-safe.
class Clock {
public:
    virtual ~Clock();
    [[nodiscard]] virtual Instant now() const = 0; ///< wall clock: only for display and for stamps that leave us
    [[nodiscard]] virtual Duration
    monotonic() const = 0; ///< since an arbitrary start, stops while suspended: for ages and timers
    [[nodiscard]] virtual Duration
    boottime() const = 0; ///< as monotonic() but runs through suspend: the difference tells of sleep
};

/// The machine's clocks. Construct once in app/bootstrap and pass on.
class SystemClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override;
    [[nodiscard]] Duration monotonic() const override;
    [[nodiscard]] Duration boottime() const override;
};

} // namespace Strato
