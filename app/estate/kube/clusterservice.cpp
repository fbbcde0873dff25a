// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/kube/clusterservice.h"

#include "app/estate/kube/builtinresources.h"
#include "models/base/clock.h"

#include <nlohmann/json.hpp>

namespace Strato::Estate {

using nlohmann::json;

KubeCluster::~KubeCluster() = default;

ClusterService::ClusterService(
    const Clock& clock, HttpServer& http, const EstateServerOptions& server, ClusterOptions options)
    : m_clock(clock)
    , m_http(http)
    , m_options(std::move(options))
    , m_store(clock, { .historyEvents = m_options.historyEvents })
    , m_rbac(m_store)
{
    if (m_options.identities.empty())
        m_options.identities = standardIdentities(m_options.onlyNamespace);
    if (server.usage != nullptr)
        m_store.addResources(metricsResources());
    m_api = std::make_unique<KubeApi>(ApiContext { m_clock, m_store, m_rbac, m_watches, m_logStreams, m_lists,
                                          m_options.name, server.logs, server.usage, m_options.watchList },
        m_options.identities);
    seed();
}

ClusterService::~ClusterService() = default;

void ClusterService::seed()
{
    for (const char* name : { "default", "kube-system", "kube-public", "kube-node-lease" }) {
        const json labels { { "kubernetes.io/metadata.name", name } };
        const auto made = m_store.apply({ { "apiVersion", "v1" }, { "kind", "Namespace" },
            { "metadata", { { "name", name }, { "labels", labels } } },
            { "spec", { { "finalizers", { "kubernetes" } } } }, { "status", { { "phase", "Active" } } } });
        Q_ASSERT(made);
    }
    for (json& object : rbacSeed(m_options.identities)) {
        const auto made = m_store.apply(std::move(object));
        Q_ASSERT(made);
    }
}

Result<std::uint16_t> ClusterService::open(const TlsIdentity& tls, const std::string& caPem)
{
    HttpListenOptions listen;
    listen.port = m_options.port;
    if (m_options.tls) {
        listen.tls = tls;
        listen.clientCaPem = caPem;
    }
    auto port = m_http.listen(listen, [this](const HttpRequest& request) {
        return m_faults.answer(request, [this](const HttpRequest& passed) { return m_api->handle(passed); });
    });
    if (port)
        m_port = *port;
    return port;
}

void ClusterService::tick()
{
    m_watches.wakeDue(m_clock.monotonic());
    m_logStreams.wakeAll();
    m_store.expire();
}

std::string ClusterService::url() const
{
    return (m_options.tls ? "https://127.0.0.1:" : "http://127.0.0.1:") + std::to_string(m_port);
}

} // namespace Strato::Estate
