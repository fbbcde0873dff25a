// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/net/httptransport.h"
#include "models/net/proxysettings.h"

namespace Strato {

class TransportCore;

/// HttpTransport on libcurl's multi interface, with one I/O thread. Construct in app/bootstrap, before other threads:
/// it initialises libcurl and takes SSLKEYLOGFILE out of the environment.
class CurlTransport final : public HttpTransport {
public:
    /// @p clock drives every limit, wait and the liveness watch; it must outlive this.
    /// @p environment decides the proxy of endpoints that name none.
    explicit CurlTransport(const Clock& clock, ProxyEnvironment environment = ProxyEnvironment::fromProcess());
    ~CurlTransport() override; ///< stops
    /// Finishes every request with Cancelled on the I/O thread, then joins it: whoever the sinks post to must live
    /// until this returns. What is started afterwards never begins, and its sink is not told. Again: nothing happens.
    void stop();

    [[nodiscard]] EndpointId open(HttpEndpoint endpoint) override;
    void update(EndpointId endpoint, HttpEndpoint settings) override;
    void close(EndpointId endpoint) override;
    void dropConnections(EndpointId endpoint) override;
    [[nodiscard]] RequestId start(EndpointId endpoint, HttpRequest request, std::shared_ptr<HttpSink> sink) override;
    void cancel(RequestId request) override;
    void pause(RequestId request, bool paused) override;
    [[nodiscard]] TransportStats stats() const override;
    [[nodiscard]] TransportStats stats(EndpointId endpoint) const override;

    /// A FakeClock moved: looks at the timers again. Not needed with the system's clock.
    void clockMoved();

private:
    std::unique_ptr<TransportCore> m_core;
};

} // namespace Strato
