// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/http/httpserver.h"
#include "app/estate/kube/estateserver.h"
#include "app/estate/kube/faultrules.h"
#include "app/estate/kube/kubeapi.h"

namespace Strato::Estate {

/// The KubeCluster that EstateServer makes.
class ClusterService final : public KubeCluster {
public:
    ClusterService(const Clock& clock, HttpServer& http, const EstateServerOptions& server, ClusterOptions options);
    ~ClusterService() override;
    ClusterService(const ClusterService&) = delete;
    ClusterService& operator=(const ClusterService&) = delete;

    /// Opens the port. @p tls with the CA that client certificates are checked against.
    [[nodiscard]] Result<std::uint16_t> open(const TlsIdentity& tls, const std::string& caPem);
    /// Wakes what is due; every quarter of a second.
    void tick();

    [[nodiscard]] ApiStore& store() override { return m_store; }
    [[nodiscard]] const std::string& name() const override { return m_options.name; }
    [[nodiscard]] std::string url() const override;
    [[nodiscard]] std::uint16_t port() const override { return m_port; }
    [[nodiscard]] const std::vector<Identity>& identities() const override { return m_options.identities; }
    void compact() override { m_store.compact(); }
    void dropConnections() override { m_http.dropConnections(m_port); }
    void setStalled(bool stalled) override { m_http.setStalled(stalled, m_port); }
    void goAway() override { m_http.goAway(m_port); }
    void endWatches() override { m_watches.endAll(); }
    void addFault(FaultRule rule) override { m_faults.add(std::move(rule)); }
    void clearFaults() override { m_faults.clear(); }
    [[nodiscard]] std::uint64_t requestCount(const std::string& text) const override
    {
        return m_faults.requestCount(text);
    }

private:
    void seed();

    const Clock& m_clock;
    HttpServer& m_http;
    ClusterOptions m_options;
    ApiStore m_store;
    Rbac m_rbac;
    WatchRegistry m_watches;
    LogStreams m_logStreams;
    ListCache m_lists;
    FaultRules m_faults;
    std::unique_ptr<KubeApi> m_api;
    std::uint16_t m_port = 0;
};

} // namespace Strato::Estate
