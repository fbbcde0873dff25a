// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace Strato {

/// Natural order of names: letters without regard to ASCII case, runs of digits by their value ("pod-2" before
/// "pod-10"). The key of a text is a byte string whose memcmp order is that order; no byte of it is below 2, so keys
/// can be joined with 1 and padded with 0. Texts that differ only in case or leading zeros have equal keys.
void appendNaturalKey(std::string& out, std::string_view text);

/// The first eight bytes of the key, big-endian, padded with 0: unequal prefixes order as the keys do.
[[nodiscard]] std::uint64_t naturalPrefix(std::string_view text);

/// The order of the keys, without making them.
[[nodiscard]] std::strong_ordering naturalCompare(std::string_view a, std::string_view b);

} // namespace Strato
