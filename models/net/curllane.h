// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/net/connectionwatch.h"
#include "models/net/curlmulti.h"
#include "models/net/curltransfer.h"
#include "models/net/footprint.h"

namespace Strato {

class LivenessProbe;

/// The connections of one endpoint under one set of settings, and what runs on them. A change of settings, or
/// half an hour, begins a new lane; the old one lives until its last request has ended. I/O thread only.
class CurlLane final {
public:
    CurlLane(IoLoop& loop, std::shared_ptr<const ResolvedEndpoint> endpoint, std::shared_ptr<Footprint> footprint);
    ~CurlLane();
    CurlLane(const CurlLane&) = delete;
    CurlLane& operator=(const CurlLane&) = delete;

    [[nodiscard]] const ResolvedEndpoint& endpoint() const { return *m_endpoint; }
    [[nodiscard]] const Clock& clock() const { return m_loop.clock(); }
    /// For the next transfer: a pool of a shared connection with room, or that of connections which carry one transfer
    /// each. The latter is apart, because libcurl never again multiplexes to a server in whose pool one connection
    /// spoke HTTP/1.1. The former are one a connection, with room for a probe: only so can a probe be sent where it is
    /// meant to go, for libcurl takes the first connection of a pool that has room.
    [[nodiscard]] CurlMulti& pool(bool ownConnection);
    [[nodiscard]] ConnectionWatch& watch() { return m_watch; }
    [[nodiscard]] Footprint& footprint() { return *m_footprint; }

    [[nodiscard]] std::uint64_t newTransferId() { return m_nextTransfer++; }
    void enter(CurlTransfer& transfer);
    void leave(const CurlTransfer& transfer);
    void noteConnections();
    void abortAll(const Error& error); ///< every transfer ends with @p error

private:
    [[nodiscard]] CurlMulti* sharedPoolOf(const std::string& key);
    void done(CURL* easy, CURLcode code);
    void probe(const std::string& key, bool sharedConnection);
    void probeEnded(const std::string& key, bool alive);
    void kill(const std::string& key);
    void abortSome(const std::vector<std::uint64_t>& ids, const Error& error);

    IoLoop& m_loop;
    const std::shared_ptr<const ResolvedEndpoint> m_endpoint;
    const std::shared_ptr<Footprint> m_footprint;
    std::vector<std::unique_ptr<CurlMulti>> m_shared;
    CurlMulti m_single;
    ConnectionWatch m_watch;
    std::map<std::uint64_t, CurlTransfer*> m_transfers; // on the wire now
    std::map<std::string, std::unique_ptr<LivenessProbe>> m_probes; // by the connection they ask about
    std::uint64_t m_nextTransfer = 1;
    const std::shared_ptr<CurlLane*> m_self; // for tasks: null once destroyed
};

} // namespace Strato
