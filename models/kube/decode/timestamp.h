// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/clock.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

namespace Strato {

/// RFC 3339 ("2026-01-02T03:04:05Z", "…05.123456Z", "…05+02:00"), up to nanoseconds. Nothing for anything else, and for
/// years outside 1678 to 2261, which an Instant cannot hold.
[[nodiscard]] std::optional<Instant> parseTimestamp(std::string_view text);

/// From a protobuf Time. Nothing outside an Instant's range or for the zero time that Kubernetes writes for "not set".
[[nodiscard]] inline std::optional<Instant> timestampFromParts(std::int64_t seconds, std::int32_t nanos)
{
    constexpr std::int64_t nanosInSecond = 1'000'000'000;
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max() / nanosInSecond - 1;
    if (seconds > most || seconds < -most)
        return std::nullopt;
    return Instant { seconds * nanosInSecond + nanos };
}

} // namespace Strato
