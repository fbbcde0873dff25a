// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/fakeclock.h"
#include "models/net/curltransport.h"
#include "tests/support/recordingsink.h"
#include "tests/support/testcertificates.h"
#include "tests/support/testserver.h"

namespace Strato::Test {

/// A server, a transport and an endpoint of it, on a clock that moves only when told.
struct Harness {
    explicit Harness(TestServer::Options options = {}, const QByteArrayList& names = { "IP:127.0.0.1" })
        : server(complete(std::move(options), authority.issue(names)))
        , transport(clock, ProxyEnvironment {})
    {
        settings.baseUrl = server.url();
        settings.tls.caPem = authority.pem();
        settings.plainHttpAllowed = true;
    }

    static TestServer::Options complete(TestServer::Options options, const PemPair& pair)
    {
        if (options.certificate.isEmpty()) {
            options.certificate = pair.certificate;
            options.key = pair.key;
        }
        return options;
    }

    EndpointId endpoint()
    {
        if (m_endpoint == 0)
            m_endpoint = transport.open(settings);
        return m_endpoint;
    }

    static HttpRequest get(const QString& path, StreamKind stream = StreamKind::None)
    {
        HttpRequest request;
        request.pathAndQuery = path;
        request.stream = stream;
        return request;
    }

    std::shared_ptr<RecordingSink> start(HttpRequest request, bool keepBody = true)
    {
        auto sink = std::make_shared<RecordingSink>(keepBody);
        lastId = transport.start(endpoint(), std::move(request), sink);
        return sink;
    }

    /// Starts, waits for the end, hands back the sink.
    std::shared_ptr<RecordingSink> run(HttpRequest request)
    {
        auto sink = start(std::move(request));
        (void)sink->waitForEnd();
        return sink;
    }

    void advance(Duration by)
    {
        clock.advance(by);
        transport.clockMoved();
    }

    TestAuthority authority;
    FakeClock clock;
    TestServer server;
    CurlTransport transport;
    HttpEndpoint settings;
    RequestId lastId = 0;

private:
    EndpointId m_endpoint = 0;
};

inline void answerText(const TestExchange& exchange)
{
    exchange.respond(200, { { "content-type", "text/plain" } }, "hello");
}

} // namespace Strato::Test
