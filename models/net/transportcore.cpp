// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/net/transportcore.h"

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr Duration countedByTheSecond = std::chrono::minutes(1); // requestsLastMinute

} // namespace

TransportCore::TransportCore(const Clock& clock, ProxyEnvironment environment)
    : m_clock(clock)
    , m_environment(std::move(environment))
    , m_loop(std::make_shared<IoLoop>(clock, "strato-io"))
{
}

TransportCore::~TransportCore()
{
    stop();
}

void TransportCore::stop()
{
    m_loop->stop([this] { m_endpoints.clear(); });
}

EndpointId TransportCore::open(HttpEndpoint endpoint)
{
    const EndpointId id = m_nextId++;
    auto footprint = std::make_shared<Footprint>(m_clock);
    {
        const std::scoped_lock lock(m_mutex);
        m_footprints.emplace(id, footprint);
    }
    m_loop->post([this, id, footprint, endpoint = std::move(endpoint)]() mutable {
        Result<ResolvedEndpoint> settings = resolveEndpoint(std::move(endpoint), m_environment);
        m_endpoints.emplace(id, std::make_unique<CurlEndpoint>(*m_loop, std::move(settings), footprint));
    });
    return id;
}

void TransportCore::update(EndpointId endpoint, HttpEndpoint settings)
{
    withEndpoint(endpoint, [this, settings = std::move(settings)](CurlEndpoint& target) {
        target.update(resolveEndpoint(settings, m_environment));
    });
}

void TransportCore::close(EndpointId endpoint)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (auto node = m_footprints.extract(endpoint); !node.empty())
            m_closed.push_back({ node.mapped(), m_clock.monotonic() });
        foldClosed();
    }
    m_loop->post([this, endpoint] { m_endpoints.erase(endpoint); });
}

void TransportCore::dropConnections(EndpointId endpoint)
{
    if (endpoint != 0)
        return withEndpoint(endpoint, [](CurlEndpoint& target) { target.dropConnections(); });
    m_loop->post([this] {
        for (const auto& each : m_endpoints)
            each.second->dropConnections();
    });
}

RequestId TransportCore::start(EndpointId endpoint, HttpRequest request, std::shared_ptr<HttpSink> sink)
{
    const RequestId id = m_nextId++;
    m_loop->post([this, endpoint, id, request = std::move(request), sink = std::move(sink)]() mutable {
        const auto it = m_endpoints.find(endpoint);
        if (it == m_endpoints.end())
            return sink->finished(fail(ErrorCode::InvalidArgument, u"no such endpoint, or it is closed"_s));
        it->second->start(id, std::move(request), std::move(sink));
    });
    return id;
}

void TransportCore::cancel(RequestId request)
{
    m_loop->post([this, request] {
        for (const auto& each : m_endpoints)
            each.second->cancel(request);
    });
}

void TransportCore::pause(RequestId request, bool paused)
{
    m_loop->post([this, request, paused] {
        for (const auto& each : m_endpoints)
            each.second->pause(request, paused);
    });
}

TransportStats TransportCore::stats() const
{
    TransportStats sum;
    const std::scoped_lock lock(m_mutex);
    for (const auto& each : m_footprints)
        addTo(sum, each.second->stats());
    for (const Closed& closed : m_closed)
        addTo(sum, closed.footprint->stats());
    addTo(sum, m_closedLongAgo);
    return sum;
}

/// Contexts are opened for a check and closed again, once a minute for days: their counters become one sum once nothing
/// adds to them any more.
void TransportCore::foldClosed()
{
    const Duration now = m_clock.monotonic();
    std::erase_if(m_closed, [&](const Closed& closed) {
        const bool rests = closed.footprint.use_count() == 1 && now - closed.at > countedByTheSecond;
        if (rests)
            addTo(m_closedLongAgo, closed.footprint->stats());
        return rests;
    });
}

TransportStats TransportCore::stats(EndpointId endpoint) const
{
    const std::scoped_lock lock(m_mutex);
    const auto it = m_footprints.find(endpoint);
    return it == m_footprints.end() ? TransportStats() : it->second->stats();
}

void TransportCore::withEndpoint(EndpointId endpoint, std::function<void(CurlEndpoint&)> action)
{
    m_loop->post([this, endpoint, action = std::move(action)] {
        if (const auto it = m_endpoints.find(endpoint); it != m_endpoints.end())
            action(*it->second);
    });
}

} // namespace Strato
