// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/net/httptypes.h"

namespace Strato {

/// What a request may be sent as (design.md, promise 4). Read: GET, HEAD, and POST to the fixed list of reads by POST
/// (access reviews, PromQL). DryRun: any method, with dryRun=All in the query. Write: only where @p readOnly is false.
/// Errors: ReadOnly, InvalidArgument. Nothing is sent when this fails.
[[nodiscard]] Result<void> checkEffect(const HttpRequest& request, bool readOnly);

/// True for paths whose POST only asks (query part ignored).
[[nodiscard]] bool isReadByPost(QStringView pathAndQuery);

} // namespace Strato
