// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/clock.h"

#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace Strato {

/// One measured value. NaN = no sample: shown as a gap, never as zero.
struct Sample {
    Instant at;
    double value = std::numeric_limits<double>::quiet_NaN();

    bool operator==(const Sample&) const = default;
};

/// A named line of samples, ascending in time, with the spacing that its source really has.
struct Series {
    std::vector<std::pair<std::string, std::string>> labels; ///< sorted by name
    std::vector<Sample> samples; ///< ascending, unique instants
    Duration spacing {}; ///< nominal distance of samples; a hole wider than 2 x this is a gap

    bool operator==(const Series&) const = default;
};

} // namespace Strato
