// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/clock.h"

#include <QTimeZone>

#include <ctime>

namespace Strato {

namespace {

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
    const std::int64_t ms = at.ns >= 0 ? at.ns / 1'000'000 : -((-at.ns + 999'999) / 1'000'000);
    return QDateTime::fromMSecsSinceEpoch(ms, QTimeZone::utc());
}

Instant fromDateTime(const QDateTime& at)
{
    return { at.toMSecsSinceEpoch() * 1'000'000 };
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
