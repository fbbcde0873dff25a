// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The half of the runtime that is about contexts and their clusters.

#include "app/bootstrap/clustervoices.h"
#include "app/bootstrap/runtime.h"
#include "app/bootstrap/surveyor.h"
#include "models/kube/config/kubeauthorizer.h"
#include "models/recorder/changelog.h"

namespace Strato {

namespace {

constexpr Duration usagePolling = std::chrono::seconds(30);
constexpr Duration rereadEvery = std::chrono::minutes(5); // K41

} // namespace

void Runtime::findContexts(KubeConfigSources sources, std::function<void(ContextsFound)> found)
{
    m_pool.submit([sources = std::move(sources), found = std::move(found)](const std::stop_token&) {
        Result<LoadedKubeConfig> loaded = loadKubeConfig(sources);
        if (!loaded) {
            found({ nullptr, {}, loaded.error(), {} });
            return;
        }
        auto config = std::make_shared<const LoadedKubeConfig>(std::move(*loaded));
        found({ config, config->contexts(), std::nullopt, config->warnings });
    });
}

void Runtime::inspectContexts(const ContextsFound& found, const std::function<void(ContextReadiness)>& ready)
{
    for (const KubeContextChoice& choice : found.choices) {
        m_pool.submit([config = found.config, name = choice.name, now = m_clock.now(), ready](const std::stop_token&) {
            Result<ResolvedContext> resolved = resolveContext(*config, name, now);
            ContextReadiness readiness { name, std::nullopt, std::nullopt };
            if (resolved) {
                readiness.credential = resolved->credential;
                readiness.warnings = std::move(resolved->warnings);
            } else {
                readiness.error = resolved.error();
            }
            ready(std::move(readiness));
        });
    }
}

void Runtime::connectContext(std::shared_ptr<const LoadedKubeConfig> config, const QString& name)
{
    if (const auto it = m_sessions.find(name); it != m_sessions.end()) {
        it->second->retryNow();
        rereadCertificates(name);
        return;
    }
    if (!m_opening.insert(name).second)
        return;
    m_pool.submit([this, alive = std::weak_ptr(m_alive), config = std::move(config), name, now = m_clock.now(),
                      onOwner = m_listeners.onOwner](const std::stop_token&) {
        onOwner([this, alive, name, config, resolved = resolveContext(*config, name, now)]() mutable {
            if (alive.expired() || m_opening.erase(name) == 0)
                return; // closed again meanwhile
            if (resolved)
                open(name, std::move(config), std::move(*resolved));
            else if (m_listeners.contextFailed)
                m_listeners.contextFailed(name, resolved.error());
        });
    });
}

void Runtime::open(const QString& name, std::shared_ptr<const LoadedKubeConfig> config, ResolvedContext resolved)
{
    resolved.endpoint.authorizer = makeAuthorizer(resolved.credentials, m_clock,
        [this](Task task) { m_pool.submit([task = std::move(task)](const std::stop_token&) { task(); }); });
    const HttpEndpoint endpoint = resolved.endpoint;
    if (!resolved.filesRead.empty())
        m_certificateFiles[name] = std::move(config);
    ClusterSettings settings;
    settings.name = name;
    settings.method = m_syncMethod;
    settings.endpoint = resolved.endpoint;
    settings.homeNamespace = resolved.ns.toStdString();
    auto session = std::make_shared<ClusterSession>(ClusterDependencies { m_transport, m_data, m_pool, m_board },
        std::move(settings), clusterListeners(name), std::make_unique<ChangeLog>());
    m_sessions[name] = session;
    m_data.post([this, name, session] {
        if (m_surveyor)
            m_surveyor->addCluster(name, session);
    });
    session->connect();
    m_metrics->contextOpened(name, endpoint);
    session->pollUsage(usagePolling);
    session->whoAmI([this, name](Result<ClusterIdentity> identity) {
        if (identity && m_listeners.identity)
            m_listeners.identity(name, *identity);
    });
}

ClusterListeners Runtime::clusterListeners(const QString& name)
{
    ClusterListeners listeners;
    listeners.changes = [this, name](const std::vector<Change>& changes) {
        if (m_surveyor)
            m_surveyor->clusterChanged(name, changes);
    };
    listeners.delta = [this, name](std::shared_ptr<const Delta> delta) { m_voices->tell(name, std::move(delta)); };
    listeners.info = [this, name](const ClusterInfo& info) {
        if (m_surveyor)
            m_surveyor->clusterInfo(name, info);
        if (m_listeners.info)
            m_listeners.info(name, info);
    };
    listeners.usage = [this, name](const UsageReport& report) {
        if (m_surveyor)
            m_surveyor->usageReported(name, report);
        if (m_listeners.usage)
            m_listeners.usage(name, report);
    };
    return listeners;
}

void Runtime::disconnectContext(const QString& name)
{
    m_opening.erase(name);
    const auto it = m_sessions.find(name);
    if (it == m_sessions.end())
        return;
    const std::shared_ptr<ClusterSession> session = it->second;
    m_sessions.erase(it);
    m_metrics->contextClosed(name);
    m_certificateFiles.erase(name);
    session->disconnect();
    m_data.post([this, name] { // behind what it still says while it disconnects
        if (m_surveyor)
            m_surveyor->removeCluster(name);
    });
}

ClusterSession* Runtime::session(const QString& context) const
{
    const auto it = m_sessions.find(context);
    return it == m_sessions.end() ? nullptr : it->second.get();
}

QStringList Runtime::openContexts() const
{
    QStringList names;
    for (const auto& [name, session] : m_sessions)
        names.push_back(name);
    return names;
}

void Runtime::past(Instant moment, const std::function<void(PastState)>& answer)
{
    for (const auto& open : m_sessions) {
        m_data.post([name = open.first, session = open.second, moment, answer] {
            const StateSource& state = session->state();
            answer({ name, moment, state.at(moment), state.knownSince() });
        });
    }
}

void Runtime::networkChanged()
{
    for (const auto& [name, session] : m_sessions)
        session->networkChanged();
}

void Runtime::askKnownPast(std::function<void(std::map<QString, KnownPast>)> answer)
{
    m_data.post([sessions = m_sessions, answer = std::move(answer)] {
        std::map<QString, KnownPast> known;
        for (const auto& [name, session] : sessions)
            known[name] = { session->state().knownSince(), session->gaps() };
        answer(std::move(known));
    });
}

void Runtime::scheduleReread()
{
    m_data.postAfter(rereadEvery, [this, alive = std::weak_ptr(m_alive), onOwner = m_listeners.onOwner] {
        onOwner([this, alive] {
            if (alive.expired())
                return;
            rereadCertificates();
            scheduleReread();
        });
    });
}

void Runtime::rereadCertificates()
{
    for (const auto& [name, config] : m_certificateFiles)
        rereadCertificates(name);
}

void Runtime::rereadCertificates(const QString& name)
{
    const auto it = m_certificateFiles.find(name);
    if (it == m_certificateFiles.end())
        return;
    m_pool.submit([this, alive = std::weak_ptr(m_alive), config = it->second, name, now = m_clock.now(),
                      onOwner = m_listeners.onOwner](const std::stop_token&) {
        onOwner([this, alive, name, resolved = resolveContext(*config, name, now)] {
            // Files that are just being exchanged, or are expired now, tell nothing better than what we have.
            if (alive.expired() || !resolved || !m_sessions.contains(name))
                return;
            std::optional<HttpEndpoint> endpoint = m_metrics->endpointOf(name);
            if (!endpoint || endpoint->tls == resolved->endpoint.tls)
                return;
            endpoint->tls = resolved->endpoint.tls;
            m_sessions[name]->updateEndpoint(*endpoint);
            m_metrics->contextOpened(name, *endpoint); // servers behind it start anew with the new certificate
        });
    });
}

} // namespace Strato
