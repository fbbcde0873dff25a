// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/net/curllane.h"

#include "models/net/livenessprobe.h"

#include <QLoggingCategory>

#include <algorithm>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(lcNet, "strato.net", QtInfoMsg)

// Below the 100 streams that Kubernetes' and nearly all other servers allow a connection, so that a probe finds room.
constexpr int transfersAPool = 90;

} // namespace

CurlLane::CurlLane(IoLoop& loop, std::shared_ptr<const ResolvedEndpoint> endpoint, std::shared_ptr<Footprint> footprint)
    : m_loop(loop)
    , m_endpoint(std::move(endpoint))
    , m_footprint(std::move(footprint))
    , m_single(loop, [this](CURL* easy, CURLcode code) { done(easy, code); })
    , m_watch(loop,
          { [this](const std::string& key, bool sharedConnection) { probe(key, sharedConnection); },
              [this](const std::string& key) { kill(key); } })
    , m_self(std::make_shared<CurlLane*>(this))
{
}

CurlLane::~CurlLane()
{
    *m_self = nullptr;
    m_footprint->laneGone(this);
}

CurlMulti& CurlLane::pool(bool ownConnection)
{
    if (ownConnection)
        return m_single;
    for (const std::unique_ptr<CurlMulti>& pool : m_shared) {
        if (pool->transfers() < transfersAPool)
            return *pool;
    }
    return *m_shared.emplace_back(
        std::make_unique<CurlMulti>(m_loop, [this](CURL* easy, CURLcode code) { done(easy, code); }));
}

CurlMulti* CurlLane::sharedPoolOf(const std::string& key)
{
    const auto it = std::ranges::find_if(m_shared, [&key](const auto& pool) { return pool->has(key); });
    return it == m_shared.end() ? nullptr : it->get();
}

void CurlLane::enter(CurlTransfer& transfer)
{
    m_transfers.emplace(transfer.id(), &transfer);
}

void CurlLane::leave(const CurlTransfer& transfer)
{
    m_transfers.erase(transfer.id());
    m_watch.detach(transfer.id());
    noteConnections();
}

void CurlLane::noteConnections()
{
    int open = m_single.socketCount();
    std::int64_t opened = m_single.socketsOpened();
    for (const std::unique_ptr<CurlMulti>& pool : m_shared) {
        open += pool->socketCount();
        opened += pool->socketsOpened();
    }
    m_footprint->connections(open, opened, this);
}

void CurlLane::abortAll(const Error& error)
{
    m_probes.clear();
    std::vector<std::uint64_t> ids;
    for (const auto& transfer : m_transfers)
        ids.push_back(transfer.first);
    abortSome(ids, error);
}

void CurlLane::abortSome(const std::vector<std::uint64_t>& ids, const Error& error)
{
    // An abort may end other transfers, and with the last of them this lane.
    const std::shared_ptr<CurlLane*> self = m_self;
    for (const std::uint64_t id : ids) {
        if (*self == nullptr)
            return;
        if (const auto it = m_transfers.find(id); it != m_transfers.end())
            it->second->abort(error);
    }
}

void CurlLane::done(CURL* easy, CURLcode code)
{
    CurlTransfer* transfer = nullptr;
    curl_easy_getinfo(easy, CURLINFO_PRIVATE, &transfer);
    if (transfer != nullptr)
        transfer->complete(code); // may destroy this
}

void CurlLane::probe(const std::string& key, bool sharedConnection)
{
    auto ended = [this, key](bool alive) { probeEnded(key, alive); };
    auto& slot = m_probes[key];
    slot = std::make_unique<LivenessProbe>(*this, m_loop, std::move(ended));
    // HTTP/1.1 answers one request at a time, so there the way is probed on a connection of its own.
    if (sharedConnection)
        slot->start(key, sharedPoolOf(key), ConnectionWatch::answerWithin);
    else
        slot->startOnFreshConnection(ConnectionWatch::answerWithin);
    m_footprint->probed(); // last: whoever sees the count may count on the probe's timer
}

void CurlLane::probeEnded(const std::string& key, bool alive)
{
    // NOLINTNEXTLINE(performance-unnecessary-copy-initialization): the caller's dies with the probe
    const std::string name = key;
    m_probes.erase(name);
    m_watch.probeEnded(name, alive);
}

void CurlLane::kill(const std::string& key)
{
    const std::vector<std::uint64_t> ids = m_watch.usesOf(key);
    qCInfo(lcNet).noquote() << "connection-killed" << u"server=%1 requests=%2"_s.arg(m_endpoint->where).arg(ids.size());
    m_footprint->killed();
    m_single.shutDown(key); // first: so that nothing of the aborts is sent, and nothing new goes this way
    for (const std::unique_ptr<CurlMulti>& pool : m_shared)
        pool->shutDown(key);
    abortSome(ids,
        { ErrorCode::ConnectionLost,
            m_endpoint->where + u": no byte for 25 s and no answer to a liveness probe: the connection is dead"_s });
}

} // namespace Strato
