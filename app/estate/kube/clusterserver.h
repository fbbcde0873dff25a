// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/http/httpserver.h"
#include "app/estate/kube/apihandler.h"
#include "app/estate/kube/estateserver.h"
#include "app/estate/kube/logstream.h"
#include "app/estate/kube/watchsource.h"

#include <map>

namespace Strato::Estate {

/// One cluster behind its port: store, access, handler, and the misbehaviour that tests ask for.
class ClusterServer final : public KubeCluster {
public:
    ClusterServer(
        const Clock& clock, HttpServer& http, ClusterOptions options, const LogSource* logs, const UsageSource* usage);
    ~ClusterServer() override;

    /// Opens the port. Errors: as HttpServer::listen.
    [[nodiscard]] Result<void> listen(const std::optional<TlsIdentity>& tls);
    void tick(); ///< about twice a second: bookmarks, time-outs, followed logs, old history

    [[nodiscard]] ApiStore& store() override { return m_store; }
    [[nodiscard]] const std::string& name() const override { return m_options.name; }
    [[nodiscard]] std::string url() const override;
    [[nodiscard]] std::uint16_t port() const override { return m_port; }
    [[nodiscard]] const std::vector<Identity>& identities() const override { return m_options.identities; }
    void compact() override { m_store.compact(); }
    void dropConnections() override { m_http.dropConnections(m_port); }
    void setStalled(bool stalled) override { m_http.setStalled(stalled, m_port); }
    void endWatches() override { m_watches.endAll(); }
    void addFault(FaultRule rule) override;
    void clearFaults() override;
    [[nodiscard]] std::uint64_t requestCount(const std::string& text) const override;

private:
    [[nodiscard]] HttpResponse answer(const HttpRequest& request);
    [[nodiscard]] std::optional<FaultRule> takeFault(const HttpRequest& request);

    const Clock& m_clock;
    HttpServer& m_http;
    const ClusterOptions m_options;
    ApiStore m_store;
    AccessControl m_access;
    WatchRegistry m_watches;
    LogStreams m_logStreams;
    ApiHandler m_handler;
    std::uint16_t m_port = 0;
    mutable std::mutex m_mutex; // guards m_faults and m_requests
    std::vector<FaultRule> m_faults;
    std::map<std::string, std::uint64_t> m_requests; // by target, bounded
};

} // namespace Strato::Estate
