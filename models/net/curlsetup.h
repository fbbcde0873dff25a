// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/net/curlhandles.h"
#include "models/net/httptypes.h"
#include "models/net/proxysettings.h"

#include <string>

namespace Strato {

/// An HttpEndpoint checked and worked out once: what every request of it needs.
struct ResolvedEndpoint {
    HttpEndpoint settings;
    QUrl proxy; ///< effective; empty: direct
    QByteArray urlPrefix; ///< "https://name:port/prefix" without a trailing '/'; name is tls.serverName if given
    QByteArray connectTo; ///< CURLOPT_CONNECT_TO entry, "" unless tls.serverName is given
    QByteArray hostHeader; ///< "" unless tls.serverName is given
    QString where; ///< "host:port", for error details
    bool https = true;
};

/// Errors: InvalidArgument with what is wrong about the address or the proxy.
[[nodiscard]] Result<ResolvedEndpoint> resolveEndpoint(HttpEndpoint endpoint, const ProxyEnvironment& environment);

/// Options of one transfer that do not concern callbacks.
struct TransferOptions {
    const ResolvedEndpoint& endpoint;
    const HttpRequest& request; ///< outlives the transfer
    const std::vector<HttpHeader>& credentials;
    bool freshConnection = false;
};

/// What libcurl reads during a transfer without copying it.
struct EasyLists {
    CurlList headers;
    CurlList connectTo;
};

/// Puts everything of @p options on @p easy. The returned lists must live as long as the transfer.
/// Errors: InvalidArgument (headers, path), Internal.
[[nodiscard]] Result<EasyLists> configureEasy(CURL* easy, const TransferOptions& options);

/// Header values for @p request as they go out (encoding, Host, credentials): pure, for configureEasy and tests.
[[nodiscard]] std::vector<HttpHeader> outgoingHeaders(const TransferOptions& options);

} // namespace Strato
