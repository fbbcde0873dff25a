// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/net/httptypes.h"

#include <string_view>

namespace Strato {

/// First header called @p name (ASCII case ignored); nullopt if there is none.
[[nodiscard]] std::optional<QByteArray> headerValue(const std::vector<HttpHeader>& headers, QByteArrayView name);

/// InvalidArgument for names that are no RFC 9110 token and for values with CR, LF, NUL or other controls (facts: S10).
/// The detail names the header, never its value.
[[nodiscard]] Result<void> checkHeader(const HttpHeader& header);

/// InvalidArgument unless @p pathAndQuery begins with one '/', is printable ASCII without space, '\\' or '#', has no
/// "." or ".." segment (also not as %2e) and is at most 32 KB.
[[nodiscard]] Result<void> checkPath(QStringView pathAndQuery);

/// RFC 9110 date in any of its three forms ("Sun, 06 Nov 1994 08:49:37 GMT"), of the years 1970 to 2200; nullopt for
/// anything else.
[[nodiscard]] std::optional<Instant> parseHttpDate(std::string_view text);

/// Retry-After as seconds or as a date against @p now, clamped to [0, 120 s]; nullopt if it is neither (facts: K19).
[[nodiscard]] std::optional<Duration> parseRetryAfter(std::string_view text, Instant now);

/// What the head of an answer asks of its reader by Retry-After; a date is measured from the server's own now, where it
/// says that. nullopt: nothing that can be read.
[[nodiscard]] std::optional<Duration> askedToWait(const HttpHead& head);

/// "text/html; charset=utf-8" -> "text/html".
[[nodiscard]] QByteArray mediaType(QByteArrayView contentType);

} // namespace Strato
