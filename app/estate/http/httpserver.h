// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/http/certificates.h"
#include "app/estate/http/httptypes.h"

#include <cstdint>
#include <memory>
#include <optional>

namespace Strato {
class Clock;
}

namespace Strato::Estate {

struct HttpListenOptions {
    std::uint16_t port = 0; ///< 0: any free one
    std::optional<TlsIdentity> tls; ///< absent: plain HTTP/1.1
    std::string clientCaPem; ///< when set, client certificates signed by it are asked for (not required)
    bool http2 = true; ///< offer h2 by ALPN (TLS only)
    std::size_t maxConnections = 1024; ///< further ones are closed at once
    std::size_t maxBodyBytes = 3U << 20U; ///< of a request; above: 413
};

struct HttpCounters {
    std::uint64_t accepted = 0;
    std::uint64_t requests = 0;
    std::uint64_t bytesOut = 0;
    std::uint64_t open = 0; ///< connections now
};

/// HTTP/1.1 (chunked, keep-alive) and HTTP/2 server on 127.0.0.1 with a few threads of its own, for the estate's faces.
/// Several ports share the threads. Everything public may be called from any thread.
/// The destructor closes all connections and joins.
class HttpServer final {
public:
    /// @p threads 1 to 8.
    HttpServer(const Clock& clock, int threads);
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    /// Opens a port and serves it. Returns the port. Errors: ConnectFailed (cannot listen), TlsFailed (bad identity).
    [[nodiscard]] Result<std::uint16_t> listen(const HttpListenOptions& options, HttpHandler handler);
    /// Cuts every connection of @p port (0: of all ports) without a goodbye, as a pulled cable does with RST.
    void dropConnections(std::uint16_t port = 0);
    /// While true, nothing is read or written on open connections of @p port (0: all), and they stay open: a dead link
    /// without FIN.
    void setStalled(bool stalled, std::uint16_t port = 0);
    /// Says goodbye on HTTP/2 connections (GOAWAY) and closes HTTP/1.1 ones after their answer.
    void goAway(std::uint16_t port = 0);
    [[nodiscard]] HttpCounters counters() const;
    /// Stops accepting, cuts what is open, joins the threads. Idempotent.
    void stop();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace Strato::Estate
