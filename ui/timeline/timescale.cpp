// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/timeline/timescale.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace Strato {

using namespace std::chrono_literals;

TimeRange visibleRange(const TimeBarState& state)
{
    const Duration window = std::max<Duration>(state.window, 1s);
    const TimeRange latest { state.now - window, state.now };
    if (!state.asOf || *state.asOf >= latest.from)
        return latest;
    return { *state.asOf - window / 2, *state.asOf + window / 2 };
}

double positionOf(Instant at, const TimeRange& range, double width)
{
    const auto span = static_cast<double>((range.to - range.from).count());
    if (!(span > 0))
        return std::numeric_limits<double>::quiet_NaN();
    return static_cast<double>((at - range.from).count()) / span * width;
}

Instant instantAt(double position, const TimeRange& range, double width)
{
    if (!(width > 0))
        return range.to;
    const double share = std::clamp(position / width, 0.0, 1.0);
    const auto span = static_cast<double>((range.to - range.from).count());
    return range.from + Duration(std::llround(share * span));
}

Duration timeMarkStep(Duration window, int most)
{
    static constexpr std::array<Duration, 20> steps { 1s, 2s, 5s, 10s, 15s, 30s, 1min, 2min, 5min, 10min, 15min, 30min,
        1h, 2h, 3h, 6h, 12h, 24h, 48h, 168h };
    for (const Duration step : steps) {
        if (window / step < std::max(most, 1))
            return step;
    }
    return 24h * 30;
}

std::vector<Instant> timeMarks(const TimeRange& range, int most, const QTimeZone& zone)
{
    std::vector<Instant> marks;
    if (range.to <= range.from || most < 1)
        return marks;
    const Duration step = timeMarkStep(range.to - range.from, most);
    // Round in local time: a mark at 06:00 is 06:00 on the wall, whatever the offset.
    const Duration offset = std::chrono::seconds(zone.offsetFromUtc(toDateTime(range.from)));
    const std::int64_t localFrom = range.from.ns + offset.count();
    std::int64_t local = localFrom / step.count() * step.count();
    for (; local - offset.count() <= range.to.ns; local += step.count()) {
        if (local >= localFrom)
            marks.push_back(Instant { local - offset.count() });
    }
    return marks;
}

} // namespace Strato
