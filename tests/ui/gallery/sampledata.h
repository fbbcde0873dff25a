// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/charts/chartdata.h"
#include "ui/charts/heatmap.h"
#include "ui/timeline/timecanvas.h"

namespace Strato::Samples {

inline constexpr Instant now { 1'764'000'727'000'000'000LL };

[[nodiscard]] std::shared_ptr<const Series> wave(double level, double swing, int from, int jumpAt, double jump);
[[nodiscard]] QList<double> history(double jump);
[[nodiscard]] ChartContent chart(ChartUnit unit, double level, bool ill);
[[nodiscard]] HeatMap::Content hosts();
[[nodiscard]] std::vector<TimeBucket> buckets();
[[nodiscard]] QString yaml();

} // namespace Strato::Samples
