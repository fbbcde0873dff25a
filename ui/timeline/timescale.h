// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/clock.h"

#include <QTimeZone>

#include <optional>
#include <vector>

namespace Strato {

struct TimeRange {
    Instant from {};
    Instant to {};
    bool operator==(const TimeRange&) const = default;
};

/// What the time bar shows. Base types only.
struct TimeBarState {
    Instant now {}; ///< the present, as the clock says
    std::optional<Instant> asOf {}; ///< empty: live
    Duration window = std::chrono::hours(1);
    std::optional<Instant> knownFrom {}; ///< objects before this are unknown; empty: known as far as is drawn
    std::vector<TimeRange> gaps {}; ///< in which objects are unknown, too; the end may lie in the future: it goes on
    bool operator==(const TimeBarState&) const = default;
};

/// The range on the canvas: the last @c window while live or while the cursor lies within it, else a window with the
/// cursor in its middle. Pure.
[[nodiscard]] TimeRange visibleRange(const TimeBarState& state);

/// Position of an instant on @p width pixels, 0 at @c from; NaN for an empty range. Pure.
[[nodiscard]] double positionOf(Instant at, const TimeRange& range, double width);
/// The inverse, clamped to the range. Pure.
[[nodiscard]] Instant instantAt(double position, const TimeRange& range, double width);

/// Round marks (1, 2, 5, 10, 15, 30 s; … min; 1, 2, 3, 6, 12 h; days) in @p zone, at most @p most of them. Pure.
[[nodiscard]] std::vector<Instant> timeMarks(const TimeRange& range, int most, const QTimeZone& zone);

/// The distance between such marks. Pure.
[[nodiscard]] Duration timeMarkStep(Duration window, int most);

} // namespace Strato
