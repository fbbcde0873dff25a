// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/net/httptypes.h"

#include <initializer_list>

namespace Strato {

/// The Error that a status of 300 and above means, nullopt below. Detail: "HTTP 403 from /api/v1/pods: <start of the
/// body as clean text>". Never reads more than 2 KB of the body. Redirects are UnexpectedStatus and name their target.
[[nodiscard]] std::optional<Error> statusError(const HttpHead& head, const QByteArray& body);

/// UnexpectedContent unless the head's media type is one of @p accepted (K40: a login page with status 200); the detail
/// shows the type and the first 2 KB of @p body as clean text.
[[nodiscard]] Result<void> requireContentType(
    const HttpHead& head, const QByteArray& body, std::initializer_list<QByteArrayView> accepted);

} // namespace Strato
