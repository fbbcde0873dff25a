// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>

namespace Strato {

/// A number of protobuf, read: few enough members to be returned in registers.
struct Varint {
    std::uint64_t value = 0;
    const char* end = nullptr; ///< behind it; null: there is none, and `value` says why
    static constexpr std::uint64_t cut = 0; ///< the bytes end before it does
    static constexpr std::uint64_t tooLong = 1; ///< over 64 bits
};

/// The number that begins at @p at, of bytes that end at @p end.
[[nodiscard]] inline Varint readVarint(const char* at, const char* end)
{
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        if (at == end)
            return { Varint::cut, nullptr };
        const auto byte = static_cast<unsigned char>(*at++);
        value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
        if (byte < 0x80)
            return { value, at };
    }
    return { Varint::tooLong, nullptr };
}

} // namespace Strato
