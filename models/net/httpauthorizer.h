// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/net/httptypes.h"

#include <functional>

namespace Strato {

/// Credentials of an endpoint. Called on the I/O thread, must not block.
class HttpAuthorizer {
public:
    using Ready = std::function<void(Result<std::vector<HttpHeader>>)>;

    virtual ~HttpAuthorizer();
    /// Calls @p ready exactly once, now or later, from any thread, with the headers to add (Authorization,
    /// Impersonate-*). The request waits meanwhile (its `total` limit runs); others of the endpoint ask for themselves.
    virtual void authorize(Ready ready) = 0;
    /// The server answered 401 to @p used. True if a new credential can be had: the request asks authorize() again and
    /// is repeated once. False (a fixed token): the 401 goes to the sink. May come several times for the same @p used.
    [[nodiscard]] virtual bool invalidate(const std::vector<HttpHeader>& used) = 0;
    /// A client certificate that came with the headers, for endpoints whose settings have none; null: none. The same
    /// object as long as it is the same certificate: with another one new connections are made for what is sent next,
    /// and those with the one before are closed (ErrorCode::ConnectionLost, as client-go does). None by default.
    [[nodiscard]] virtual std::shared_ptr<const ClientCertificate> clientCertificate() const;
};

} // namespace Strato
