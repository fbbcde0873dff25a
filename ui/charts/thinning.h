// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/series.h"

#include <span>
#include <vector>

namespace Strato {

/// A run of points without a gap, ready to draw.
using ChartRun = std::vector<Sample>;

/// Cuts @p samples to [from, to] (keeping one neighbour on each side) and thins them to at most first, lowest, highest
/// and last of each of @p columns pixel columns, in order of time. A NaN, or a hole wider than twice @p spacing (where
/// spacing is known), ends a run. The extremes of every column survive. Pure; linear in the samples within the range.
[[nodiscard]] std::vector<ChartRun> thinned(
    std::span<const Sample> samples, Instant from, Instant to, int columns, Duration spacing);

/// The sample nearest to @p at that has a value, not farther than @p reach; null: none. Pure, logarithmic.
[[nodiscard]] const Sample* nearestSample(std::span<const Sample> samples, Instant at, Duration reach);

/// A round number not below @p value: 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8 times a power of ten (of two for binary units).
/// Pure.
[[nodiscard]] double niceTop(double value, bool binary);

} // namespace Strato
