// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/executor.h"
#include "models/kube/config/contextresolver.h"
#include "models/net/httptransport.h"

namespace Strato {

/// Calls @p read, which may block, on some other thread, and @p answer with what came of it: usually a BlockingPool.
using ReadInBackground = std::function<void(
    std::function<Result<QByteArray>()> read, std::function<void(const Result<QByteArray>&)> answer)>;

/// The authorizer of an exec credential plugin, which gives the headers of its last argument as well: usually
/// ExecAuthenticators::authorizer(), for one context.
using RunPlugin = std::function<std::shared_ptr<HttpAuthorizer>(
    const KubeExecConfig&, const std::optional<KubeExecCluster>&, std::vector<HttpHeader>)>;

/// The headers that prove who we are for one context: bearer token (fixed, or from a file read again every 60 s),
/// basic auth, impersonation. A plugin is asked for where nothing else sets the header that it would set. Auth
/// providers fail with Unsupported when a request needs them.
/// Thread-safe; authorize() never reads a file itself. A 401 makes it read the token file once more.
/// The file's last good token stays in use while the file cannot be read.
[[nodiscard]] std::shared_ptr<HttpAuthorizer> makeAuthorizer(const KubeCredentials& credentials, const Clock& clock,
    ReadInBackground readInBackground, const RunPlugin& runPlugin);

/// Impersonate-User, -Uid, -Group, -Extra-*: names escaped as client-go does it. None for an empty one.
[[nodiscard]] std::vector<HttpHeader> impersonationHeaders(const KubeImpersonation& impersonate);

} // namespace Strato
