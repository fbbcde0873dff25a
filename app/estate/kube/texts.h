// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace Strato::Estate {

/// RFC 3339 ("2026-03-01T10:00:00Z", fractions and offsets too) to nanoseconds since the epoch; nullopt: not a time.
[[nodiscard]] std::optional<std::int64_t> parseTime(std::string_view text);
[[nodiscard]] std::string formatTime(std::int64_t seconds); ///< "2026-03-01T10:00:00Z"
[[nodiscard]] std::string formatTimeNanos(std::int64_t nanoseconds); ///< with nine digits of fraction, as pod logs have
/// Go's "1h2m3s", "15s", "250ms" to nanoseconds; 0 when it is none.
[[nodiscard]] std::int64_t parseGoDuration(std::string_view text);
/// Kubernetes' short ages: "45s", "3m12s", "5d", "2y30d" (duration.HumanDuration).
[[nodiscard]] std::string humanDuration(std::int64_t seconds);

[[nodiscard]] std::string base64Encoded(std::string_view bytes);
[[nodiscard]] std::string base64Decoded(std::string_view text); ///< empty when malformed
[[nodiscard]] std::string base64UrlEncoded(std::string_view bytes); ///< without padding
[[nodiscard]] std::string base64UrlDecoded(std::string_view text);
/// @p text as a JSON string literal with quotes; invalid UTF-8 is replaced.
[[nodiscard]] std::string jsonText(std::string_view text);
/// 128 random bits as a version 4 UUID (getrandom).
[[nodiscard]] std::string randomUuid();
/// @p bytes random bytes in hexadecimal.
[[nodiscard]] std::string randomHex(std::size_t bytes);

} // namespace Strato::Estate
