// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <compare>
#include <optional>
#include <string_view>

namespace Strato {

/// Order of two resource versions of one cluster (K36): both decimal numbers without a leading zero, of any length.
/// Nothing where they cannot be ordered ("0", "", "abc"); equality alone may then be asked of the texts.
[[nodiscard]] std::optional<std::strong_ordering> compareResourceVersion(std::string_view a, std::string_view b);

} // namespace Strato
