// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/net/curlendpoint.h"
#include "models/net/curlhandles.h"

#include <atomic>

namespace Strato {

/// The inside of CurlTransport: hands calls from any thread to the I/O thread, where the endpoints live.
class TransportCore final {
public:
    TransportCore(const Clock& clock, ProxyEnvironment environment);
    ~TransportCore(); ///< stops
    void stop(); ///< see CurlTransport::stop()
    TransportCore(const TransportCore&) = delete;
    TransportCore& operator=(const TransportCore&) = delete;

    [[nodiscard]] EndpointId open(HttpEndpoint endpoint);
    void update(EndpointId endpoint, HttpEndpoint settings);
    void close(EndpointId endpoint);
    void dropConnections(EndpointId endpoint);
    [[nodiscard]] RequestId start(EndpointId endpoint, HttpRequest request, std::shared_ptr<HttpSink> sink);
    void cancel(RequestId request);
    void pause(RequestId request, bool paused);
    [[nodiscard]] TransportStats stats() const;
    [[nodiscard]] TransportStats stats(EndpointId endpoint) const;
    void wake() { m_loop->wake(); }

private:
    void foldClosed(); // with m_mutex held
    void withEndpoint(EndpointId endpoint, std::function<void(CurlEndpoint&)> action);

    const CurlLibrary m_library;
    const Clock& m_clock;
    const ProxyEnvironment m_environment;
    const std::shared_ptr<IoLoop> m_loop;
    std::map<EndpointId, std::unique_ptr<CurlEndpoint>> m_endpoints; // I/O thread only
    std::atomic<std::uint64_t> m_nextId = 1;
    mutable std::mutex m_mutex; // guards all below
    std::map<EndpointId, std::shared_ptr<Footprint>> m_footprints;
    struct Closed {
        std::shared_ptr<Footprint> footprint;
        Duration at {}; // monotonic
    };
    std::vector<Closed> m_closed; // still counted in the sum, the last minute included
    TransportStats m_closedLongAgo; // the sum of all before
};

} // namespace Strato
