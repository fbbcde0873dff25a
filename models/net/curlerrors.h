// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/result.h"

#include <curl/curl.h>

namespace Strato {

struct ResolvedEndpoint;

/// The Error of a transfer that libcurl ended with @p code (not CURLE_OK). @p errorText is libcurl's error buffer.
/// Tells expired certificates, unknown authorities and wrong names apart. Details name host and port, never secrets.
[[nodiscard]] Error transferError(CURL* easy, CURLcode code, const char* errorText, const ResolvedEndpoint& endpoint);

} // namespace Strato
