// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/net/curltransport.h"

#include "models/net/transportcore.h"

namespace Strato {

CurlTransport::CurlTransport(const Clock& clock, ProxyEnvironment environment)
    : m_core(std::make_unique<TransportCore>(clock, std::move(environment)))
{
}

CurlTransport::~CurlTransport() = default;

void CurlTransport::stop()
{
    m_core->stop();
}

EndpointId CurlTransport::open(HttpEndpoint endpoint)
{
    return m_core->open(std::move(endpoint));
}

void CurlTransport::update(EndpointId endpoint, HttpEndpoint settings)
{
    m_core->update(endpoint, std::move(settings));
}

void CurlTransport::close(EndpointId endpoint)
{
    m_core->close(endpoint);
}

void CurlTransport::dropConnections(EndpointId endpoint)
{
    m_core->dropConnections(endpoint);
}

RequestId CurlTransport::start(EndpointId endpoint, HttpRequest request, std::shared_ptr<HttpSink> sink)
{
    return m_core->start(endpoint, std::move(request), std::move(sink));
}

void CurlTransport::cancel(RequestId request)
{
    m_core->cancel(request);
}

void CurlTransport::pause(RequestId request, bool paused)
{
    m_core->pause(request, paused);
}

TransportStats CurlTransport::stats() const
{
    return m_core->stats();
}

TransportStats CurlTransport::stats(EndpointId endpoint) const
{
    return m_core->stats(endpoint);
}

void CurlTransport::clockMoved()
{
    m_core->wake();
}

} // namespace Strato
