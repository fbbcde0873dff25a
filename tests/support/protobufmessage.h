// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace Strato::Test {

[[nodiscard]] inline std::string varint(std::uint64_t number)
{
    std::string bytes;
    for (; number >= 0x80; number >>= 7U)
        bytes += static_cast<char>((number & 0x7FU) | 0x80U);
    return bytes + static_cast<char>(number);
}

[[nodiscard]] inline std::string integerField(std::uint32_t number, std::int64_t value)
{
    return varint(std::uint64_t { number } << 3U) + varint(static_cast<std::uint64_t>(value));
}

/// A text, some bytes or a message.
[[nodiscard]] inline std::string bytesField(std::uint32_t number, std::string_view bytes)
{
    return varint((std::uint64_t { number } << 3U) | 2U) + varint(bytes.size()) + std::string(bytes);
}

/// "k8s\0" and runtime.Unknown around @p message.
[[nodiscard]] inline std::string protobufEnvelope(
    std::string_view apiVersion, std::string_view kind, std::string_view message)
{
    return std::string("k8s\0", 4) + bytesField(1, bytesField(1, apiVersion) + bytesField(2, kind))
        + bytesField(2, message);
}

} // namespace Strato::Test
