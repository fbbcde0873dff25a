// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/clock.h"

#include <QTimeZone>

#include <cmath>
#include <ctime>

namespace Strato {

namespace {

constexpr std::int64_t nanosInMs = 1'000'000;
constexpr std::int64_t mostMs = std::numeric_limits<std::int64_t>::max() / nanosInMs;

Duration readClock(clockid_t id)
{
    timespec spec {};
    clock_gettime(id, &spec);
    return std::chrono::seconds(spec.tv_sec) + std::chrono::nanoseconds(spec.tv_nsec);
}

} // namespace

Clock::~Clock() = default;

QDateTime toDateTime(Instant at)
{
    // Floor, not truncate: moments before 1970 must not round towards it.
    const std::int64_t ms = at.ns / nanosInMs - (at.ns % nanosInMs < 0 ? 1 : 0);
    return QDateTime::fromMSecsSinceEpoch(ms, QTimeZone::utc());
}

Instant fromDateTime(const QDateTime& at)
{
    return { std::clamp<std::int64_t>(at.toMSecsSinceEpoch(), -mostMs, mostMs) * nanosInMs };
}

Instant instantFromUnixTime(double seconds)
{
    if (std::isnan(seconds))
        return {};
    constexpr auto most = static_cast<double>(mostMs);
    return { std::llround(std::clamp(seconds * 1000.0, -most, most)) * nanosInMs };
}

Instant SystemClock::now() const
{
    return { readClock(CLOCK_REALTIME).count() };
}
Duration SystemClock::monotonic() const
{
    return readClock(CLOCK_MONOTONIC);
}
Duration SystemClock::boottime() const
{
    return readClock(CLOCK_BOOTTIME);
}

} // namespace Strato
