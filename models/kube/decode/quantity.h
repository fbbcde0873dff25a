// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace Strato {

/// Kubernetes quantities ("100m", "1.5Gi", "2e3", "12E"): suffixes n u m k M G T P E, Ki Mi Gi Ti Pi Ei, and decimal
/// exponents. Exact integer arithmetic, rounded away from zero as Kubernetes does where the unit is coarser, clamped to
/// the range of int64. Nothing for a text that is no quantity.
[[nodiscard]] std::optional<std::int64_t> quantityMilli(std::string_view text); ///< thousandths: CPU in millicores
[[nodiscard]] std::optional<std::int64_t> quantityValue(std::string_view text); ///< whole units: bytes, pods

} // namespace Strato
