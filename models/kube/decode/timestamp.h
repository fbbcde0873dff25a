// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/clock.h"

#include <optional>
#include <string_view>

namespace Strato {

/// RFC 3339 ("2026-01-02T03:04:05Z", "…05.123456Z", "…05+02:00"), up to nanoseconds. Nothing for anything else, and for
/// years outside 1678 to 2261, which an Instant cannot hold.
[[nodiscard]] std::optional<Instant> parseTimestamp(std::string_view text);

/// From a protobuf Time. Nothing outside an Instant's range or for the zero time that Kubernetes writes for "not set".
[[nodiscard]] std::optional<Instant> timestampFromParts(std::int64_t seconds, std::int32_t nanos);

} // namespace Strato
