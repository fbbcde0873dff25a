// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/metrics/metricstypes.h"
#include "ui/charts/heatmap.h"

namespace Strato {

/// Lines of hosts as cells over the window that ends at @p at: as many columns as the samples lie apart, so that a cell
/// is a sample and not a sliver. Where samples reach back over less than half of the window, the axis begins with them
/// (but covers five minutes at least). The highest value of a cell counts. Pure.
[[nodiscard]] HeatMap::Content hostGrid(const std::vector<HostLine>& hosts, Instant at, Duration window);

} // namespace Strato
