// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/result.h"
#include "models/kube/decode/wireformat.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace Strato {

/// meta/v1 Status: how the API server says no. Texts are cleaned.
struct KubeStatus {
    struct Cause {
        std::string reason; ///< "ResourceVersionTooLarge"
        std::string message;
        std::string field;
    };
    int code = 0;
    std::string status; ///< "Failure" or "Success"
    std::string reason; ///< "Expired", "Forbidden", "NotFound"
    std::string message;
    std::vector<Cause> causes;
    std::optional<int> retryAfterSeconds;

    [[nodiscard]] bool isExpired() const; ///< 410 Gone or Expired (K6)
    [[nodiscard]] bool isTooLargeResourceVersion() const; ///< also old servers, by message alone (K7)
    [[nodiscard]] bool isStoreReadError() const; ///< K17
    /// Unauthenticated, Forbidden, NotFound, Conflict, Gone, TooManyRequests, TimedOut (504), Unsupported (405, 406,
    /// 415), ServerError, UnexpectedStatus; detail "reason: message".
    [[nodiscard]] Error toError() const;
};

/// A Status body of either format. Errors: Malformed, UnexpectedContent (some other kind). Pure.
[[nodiscard]] Result<KubeStatus> decodeStatus(std::string_view body, WireFormat format);

} // namespace Strato
