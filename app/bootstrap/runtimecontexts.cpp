// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The half of the runtime that is about contexts and their clusters.

#include "app/bootstrap/clustervoices.h"
#include "app/bootstrap/runtime.h"
#include "app/bootstrap/surveyor.h"
#include "models/kube/config/kubeauthorizer.h"
#include "models/kube/sync/jsonreply.h"

namespace Strato {

namespace {

constexpr Duration usagePolling = std::chrono::seconds(30);
constexpr Duration checkPatience = std::chrono::seconds(10);
constexpr Duration filePatience = std::chrono::seconds(10);

/// Small, and allowed to everybody who is let in at all.
HttpRequest checkRequest()
{
    HttpRequest request = jsonGet(QStringLiteral("/version"));
    request.timeouts = { checkPatience / 2, checkPatience, std::nullopt, checkPatience };
    request.retry = { 1, 0 };
    return request;
}

/// Whoever may not even read the version was recognised nevertheless.
std::optional<Error> checkFinding(const Result<HttpResponse>& reply)
{
    const Result<void> accepted = acceptedReply(reply);
    return accepted || accepted.error().code == ErrorCode::Forbidden ? std::nullopt : std::optional(accepted.error());
}

ContextsFound readContexts(const KubeConfigSources& sources)
{
    Result<LoadedKubeConfig> loaded = loadKubeConfig(sources);
    if (!loaded)
        return { nullptr, {}, loaded.error(), {} };
    auto config = std::make_shared<const LoadedKubeConfig>(std::move(*loaded));
    return { config, config->contexts(), std::nullopt, config->warnings };
}

ContextReadiness readinessOf(const LoadedKubeConfig& config, const QString& name, Instant now)
{
    Result<ResolvedContext> resolved = resolveContext(config, name, now);
    if (!resolved)
        return { name, std::nullopt, resolved.error() };
    return { name, resolved->credential, std::nullopt, std::move(resolved->warnings) };
}

} // namespace

void Runtime::findContexts(KubeConfigSources sources, std::function<void(ContextsFound)> found)
{
    m_files.submit([sources = std::move(sources)] { return readContexts(sources); }, std::move(found));
}

void Runtime::inspectContexts(const ContextsFound& found, const std::function<void(ContextReadiness)>& ready)
{
    for (const KubeContextChoice& choice : found.choices) {
        m_files.submit([config = found.config, name = choice.name,
                           now = m_clock.now()] { return readinessOf(*config, name, now); },
            ready);
    }
}

void Runtime::resolveAside(const QString& name, std::shared_ptr<const LoadedKubeConfig> config,
    std::function<void(Result<ContextOrigin>)> resolved)
{
    m_files.submit([config = std::move(config), name, now = m_clock.now()] { return resolveAnew(config, name, now); },
        [alive = std::weak_ptr(m_alive), onOwner = m_listeners.onOwner, resolved = std::move(resolved)](
            Result<ContextOrigin> origin) {
            onOwner([alive, resolved, origin = std::move(origin)]() mutable {
                if (!alive.expired())
                    resolved(std::move(origin));
            });
        });
}

void Runtime::checkContext(std::shared_ptr<const LoadedKubeConfig> config, const QString& name,
    std::function<void(const std::optional<Error>&)> answer)
{
    resolveAside(name, std::move(config), [this, name, answer = std::move(answer)](Result<ContextOrigin> origin) {
        if (!origin) {
            answer(origin.error());
            return;
        }
        HttpEndpoint& endpoint = origin->resolved.endpoint;
        endpoint.authorizer = authorizerOf(name, origin->resolved.credentials);
        const EndpointId id = m_transport.open(endpoint);
        collect(m_transport, id, checkRequest(), m_data,
            [this, id, answer, alive = std::weak_ptr(m_alive)](const Result<HttpResponse>& reply) {
                m_transport.close(id);
                m_listeners.onOwner([alive, answer, found = checkFinding(reply)] {
                    if (!alive.expired())
                        answer(found);
                });
            });
    });
}

void Runtime::connectContext(std::shared_ptr<const LoadedKubeConfig> config, const QString& name)
{
    m_plugins.forgive(name);
    if (m_sessions.contains(name)) {
        reread(name, Reread::Retry);
        return;
    }
    const bool isBeingRead = m_opening.contains(name);
    m_opening.insert_or_assign(name, m_clock.monotonic());
    sayWhenFilesHang(name);
    if (isBeingRead)
        return;
    resolveAside(name, std::move(config), [this, name](Result<ContextOrigin> origin) {
        if (m_opening.erase(name) == 0)
            return; // closed again meanwhile
        if (origin)
            open(name, std::move(*origin));
        else if (m_listeners.contextFailed)
            m_listeners.contextFailed(name, origin.error());
    });
}

void Runtime::sayWhenFilesHang(const QString& name)
{
    m_data.postAfter(filePatience, [this, alive = std::weak_ptr(m_alive), name, onOwner = m_listeners.onOwner] {
        onOwner([this, alive, name] {
            if (alive.expired() || !m_listeners.contextFailed)
                return;
            const auto it = m_opening.find(name);
            if (it != m_opening.end() && m_clock.monotonic() - it->second >= filePatience)
                m_listeners.contextFailed(name, { ErrorCode::FileSilent, {} });
        });
    });
}

std::shared_ptr<HttpAuthorizer> Runtime::authorizerOf(const QString& context, const KubeCredentials& credentials)
{
    return makeAuthorizer(
        credentials, m_clock, [this](auto read, auto answer) { m_files.submit(std::move(read), std::move(answer)); },
        [this, &context](
            const KubeExecConfig& exec, const std::optional<KubeExecCluster>& cluster, std::vector<HttpHeader> always) {
            return m_plugins.authorizer(context, exec, cluster, std::move(always));
        });
}

void Runtime::open(const QString& name, ContextOrigin origin)
{
    HttpEndpoint& endpoint = origin.resolved.endpoint;
    endpoint.authorizer = authorizerOf(name, origin.resolved.credentials);
    ClusterSettings settings;
    settings.name = name;
    settings.method = m_syncMethod;
    settings.endpoint = endpoint;
    settings.homeNamespace = origin.resolved.ns.toStdString();
    auto session = std::make_shared<ClusterSession>(
        ClusterDependencies { m_transport, m_data, m_pool, m_board, nullptr, {}, &m_uids }, std::move(settings),
        clusterListeners(name), std::make_unique<ChangeLog>(m_past));
    m_sessions[name] = session;
    m_data.post([this, name, session] {
        if (m_surveyor)
            m_surveyor->addCluster(name, session);
    });
    session->connect();
    m_metrics->contextOpened(name, endpoint);
    session->pollUsage(usagePolling);
    m_origins.insert_or_assign(name, std::move(origin));
    introduce(name);
}

void Runtime::introduce(const QString& name)
{
    if (const ResolvedContext& resolved = m_origins.at(name).resolved; m_listeners.contextRead)
        m_listeners.contextRead({ name, resolved.credential, std::nullopt, resolved.warnings });
    m_data.post([this, name, session = m_sessions.at(name)] { // behind a credential that it was just told
        session->whoAmI([this, name](const Result<ClusterIdentity>& identity) {
            if (identity && m_listeners.identity)
                m_listeners.identity(name, *identity);
        });
    });
}

ClusterListeners Runtime::clusterListeners(const QString& name)
{
    ClusterListeners listeners;
    listeners.changes = [this, name](const std::vector<Change>& changes) {
        if (m_surveyor)
            m_surveyor->clusterChanged(name, changes);
        if (m_listeners.changes)
            m_listeners.changes(name, changes);
    };
    listeners.delta = [this, name](std::shared_ptr<const Delta> delta) { m_voices->tell(name, std::move(delta)); };
    listeners.info = [this, name, alive = std::weak_ptr(m_alive)](const ClusterInfo& info) {
        noteUid(name, info, alive);
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

/// What a context read of its cluster names that cluster for those at the same server that went by its address, also
/// when they were open before. Their records bear the other name, so they begin anew.
void Runtime::noteUid(const QString& name, const ClusterInfo& info, const std::weak_ptr<bool>& alive)
{
    if (info.idFrom != ClusterInfo::IdFrom::Uid) {
        m_unnamed.insert_or_assign(name, Unnamed { info.address, info.id });
        return;
    }
    m_unnamed.erase(name);
    const IString known = m_uids.find(info.address);
    std::erase_if(m_unnamed, [&](const auto& unnamed) {
        if (known.empty() || unnamed.second.address != info.address || unnamed.second.id == known)
            return false;
        m_listeners.onOwner([this, alive, context = unnamed.first] {
            if (alive.expired())
                return;
            if (const auto origin = m_origins.find(context); origin != m_origins.end())
                move(context, ContextOrigin(origin->second));
        });
        return true;
    });
}

void Runtime::disconnectContext(const QString& name)
{
    m_opening.erase(name);
    const auto it = m_sessions.find(name);
    if (it == m_sessions.end())
        return;
    std::shared_ptr<ClusterSession> session = std::move(it->second);
    m_sessions.erase(it);
    m_metrics->contextClosed(name);
    m_origins.erase(name);
    m_rereading.erase(name);
    m_rereadAt.erase(name);
    m_rereadSoon.erase(name);
    session->disconnect();
    // Behind what it still says while it disconnects. It ends there as well: here its end would wait for that thread.
    m_data.post([this, name, last = std::move(session)] {
        m_unnamed.erase(name);
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
            PastState past { name, moment, state.at(moment), state.knownSince(), {} };
            for (const KindSyncStatus& followed : session->syncStatus()) {
                const ResourceKind& kind = followed.kind;
                if (const auto since = session->knownSince(kind.group, kind.kind); since && *since <= moment)
                    past.kinds.emplace(kind.group, kind.kind);
            }
            answer(std::move(past));
        });
    }
}

void Runtime::networkChanged()
{
    m_plugins.networkChanged(); // first: the sessions try again at once
    for (const auto& [name, session] : m_sessions)
        session->networkChanged();
    m_metrics->networkChanged();
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

} // namespace Strato
