// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/metrics/metricstypes.h"
#include "ui/timeline/timecanvas.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace Strato {

/// The strip under the time line: calls a second of all sources together, in at most 120 bars; a bar is ill where one
/// call in a hundred or more failed. Pure.
[[nodiscard]] std::vector<TimeBucket> trafficBuckets(
    const std::map<std::string, std::shared_ptr<const MetricsOverview>>& metrics);

} // namespace Strato
