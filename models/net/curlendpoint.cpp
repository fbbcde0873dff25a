// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/net/curlendpoint.h"

#include "models/net/httpauthorizer.h"

#include <algorithm>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

// So that a revoked certificate or a rotated authority is noticed (facts: K41): connections that are always in use, as
// those of watches are, libcurl's own limit of age never reaches.
constexpr Duration laneLife = std::chrono::minutes(30);

Result<std::shared_ptr<const ResolvedEndpoint>> shared(Result<ResolvedEndpoint> settings)
{
    if (!settings)
        return tl::unexpected(settings.error());
    return std::make_shared<const ResolvedEndpoint>(std::move(*settings));
}

/// A certificate of the settings' own wins, as in client-go.
std::shared_ptr<const ResolvedEndpoint> withCertificate(const std::shared_ptr<const ResolvedEndpoint>& endpoint,
    const std::shared_ptr<const ClientCertificate>& certificate)
{
    if (!certificate || !endpoint->settings.tls.clientCertPem.isEmpty())
        return endpoint;
    auto with = std::make_shared<ResolvedEndpoint>(*endpoint);
    with->settings.tls.clientCertPem = certificate->certificatePem;
    with->settings.tls.clientKeyPem = certificate->keyPem;
    return with;
}

} // namespace

CurlEndpoint::CurlEndpoint(IoLoop& loop, Result<ResolvedEndpoint> settings, std::shared_ptr<Footprint> footprint)
    : m_loop(loop)
    , m_settings(shared(std::move(settings)))
    , m_footprint(std::move(footprint))
{
}

CurlEndpoint::~CurlEndpoint()
{
    cancelAll();
}

void CurlEndpoint::update(Result<ResolvedEndpoint> settings)
{
    m_settings = shared(std::move(settings));
    retireLane();
}

void CurlEndpoint::retireLane()
{
    std::erase_if(m_oldLanes, [](const std::weak_ptr<CurlLane>& lane) { return lane.expired(); });
    if (m_lane)
        m_oldLanes.push_back(m_lane);
    m_lane.reset();
}

/// What runs on connections with the certificate before is told from the loop: whoever asks for a lane is in the midst
/// of something.
void CurlEndpoint::changeCertificate(std::shared_ptr<const ClientCertificate> certificate)
{
    const bool hadOne = m_certificate != nullptr;
    m_certificate = std::move(certificate);
    retireLane();
    if (!hadOne)
        return;
    m_loop.post([alive = std::weak_ptr<bool>(m_alive), this] {
        if (!alive.expired())
            abortOldLanes(u": the client certificate changed"_s);
    });
}

void CurlEndpoint::abortOldLanes(const QString& why)
{
    for (const std::weak_ptr<CurlLane>& old : std::exchange(m_oldLanes, {})) {
        if (const std::shared_ptr<CurlLane> lane = old.lock())
            lane->abortAll({ ErrorCode::ConnectionLost, lane->endpoint().where + why });
    }
}

Result<std::shared_ptr<CurlLane>> CurlEndpoint::lane()
{
    if (!m_settings)
        return tl::unexpected(m_settings.error());
    const Duration now = m_loop.clock().monotonic();
    const std::shared_ptr<HttpAuthorizer>& authorizer = (*m_settings)->settings.authorizer;
    if (auto certificate = authorizer ? authorizer->clientCertificate() : nullptr; certificate != m_certificate)
        changeCertificate(std::move(certificate));
    if (m_lane && now - m_laneSince >= laneLife)
        retireLane();
    if (!m_lane) {
        m_lane = std::make_shared<CurlLane>(m_loop, withCertificate(*m_settings, m_certificate), m_footprint);
        m_laneSince = now;
    }
    return m_lane;
}

void CurlEndpoint::start(RequestId id, HttpRequest request, std::shared_ptr<HttpSink> sink)
{
    auto started = std::make_shared<CurlRequest>(id, std::move(request), std::move(sink), *this);
    m_footprint->opened(started->isStream());
    m_requests.emplace(id, started);
    started->begin();
}

void CurlEndpoint::cancel(RequestId id)
{
    if (const auto it = m_requests.find(id); it != m_requests.end()) {
        const std::shared_ptr<CurlRequest> request = it->second;
        request->end({ ErrorCode::Cancelled, u"cancelled"_s });
    }
}

void CurlEndpoint::pause(RequestId id, bool paused)
{
    if (const auto it = m_requests.find(id); it != m_requests.end())
        it->second->pause(paused);
}

void CurlEndpoint::dropConnections()
{
    const std::shared_ptr<CurlLane> current = m_lane; // lives while it is aborted
    retireLane();
    abortOldLanes(u": the network changed"_s);
    const auto requests = m_requests; // a request may finish meanwhile
    for (const auto& request : requests)
        request.second->endBackOff();
}

void CurlEndpoint::cancelAll()
{
    while (!m_requests.empty())
        cancel(m_requests.begin()->first);
}

void CurlEndpoint::askForPlace(const std::shared_ptr<CurlRequest>& request)
{
    if (request->isStream())
        return request->launch();
    m_queue.emplace(Place(-static_cast<int>(request->priority()), m_nextPlace++), request);
    m_footprint->queued(1);
    fillPlaces();
}

void CurlEndpoint::givePlaceBack(const CurlRequest& request)
{
    if (request.isStream())
        return;
    --m_running;
    // From the loop: the request that gives its place back is not done with itself yet.
    m_loop.post([alive = std::weak_ptr<bool>(m_alive), this] {
        if (!alive.expired())
            fillPlaces();
    });
}

void CurlEndpoint::requestFinished(RequestId id)
{
    const auto it = m_requests.find(id);
    if (it == m_requests.end())
        return;
    const auto queued = std::ranges::find_if(m_queue, [&it](const auto& place) { return place.second == it->second; });
    if (queued != m_queue.end()) {
        m_queue.erase(queued);
        m_footprint->queued(-1);
    }
    m_requests.erase(it);
}

void CurlEndpoint::fillPlaces()
{
    if (m_filling)
        return;
    m_filling = true;
    const int limit = m_settings ? std::max(1, (*m_settings)->settings.maxConcurrent) : 1;
    while (!m_queue.empty() && m_running < limit) {
        const std::shared_ptr<CurlRequest> next = m_queue.begin()->second;
        m_queue.erase(m_queue.begin());
        m_footprint->queued(-1);
        ++m_running;
        next->launch();
    }
    m_filling = false;
}

} // namespace Strato
