// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/bootstrap/runtime.h"

#include "app/bootstrap/surveyor.h"
#include "models/kube/config/kubeauthorizer.h"
#include "models/recorder/changelog.h"

#include <future>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr Duration usagePolling = std::chrono::seconds(30);

/// What a test of a metrics server joins to. Data thread.
JoinCluster joinClusterOf(const QString& context, const ClusterSession& session)
{
    JoinCluster cluster;
    cluster.context = context.toStdString();
    cluster.id = session.info().id.view();
    const SnapshotPtr state = session.state().current();
    state->forEachOfKind("", "Node", [&](const RecordPtr& node) { cluster.nodes.emplace_back(node->name.view()); });
    state->forEachOfKind("", "Pod", [&](const RecordPtr& pod) {
        if (pod->text("status") == "Running")
            cluster.pods.push_back(std::string(pod->nameSpace.view()) + "/" + std::string(pod->name.view()));
    });
    return cluster;
}

} // namespace

Runtime::Runtime(const Clock& clock, RuntimeListeners listeners)
    : m_clock(clock)
    , m_listeners(std::move(listeners))
    , m_board([this](const SourceStatus& status) {
        if (m_listeners.status)
            m_listeners.status(status);
    })
    , m_transport(clock)
    , m_data(clock, "strato-data")
    , m_metrics(std::make_unique<MetricsDesk>(
          MetricsDependencies { m_transport, m_data, m_pool, m_board }, metricsListeners()))
{
    onDataThreadAndWait([this] {
        m_surveyor = std::make_unique<Surveyor>(m_data, m_board, [this](std::shared_ptr<const OverviewState> state) {
            if (m_listeners.overview)
                m_listeners.overview(std::move(state));
        });
    });
}

Runtime::~Runtime()
{
    m_alive.reset();
    for (const auto& [name, session] : m_sessions)
        session->disconnect();
    onDataThreadAndWait([this] {
        m_metrics->clear();
        m_surveyor.reset();
    });
    m_sessions.clear();
}

MetricsDesk::Listeners Runtime::metricsListeners()
{
    return { [this](std::shared_ptr<const MetricsOverview> overview) {
                if (m_surveyor)
                    m_surveyor->metricsArrived(overview);
                if (m_listeners.metrics)
                    m_listeners.metrics(std::move(overview));
            },
        [this](const std::string& id) {
            if (m_surveyor)
                m_surveyor->metricsGone(id);
        } };
}

void Runtime::onDataThreadAndWait(const std::function<void()>& task)
{
    std::promise<void> done;
    m_data.post([&] {
        task();
        done.set_value();
    });
    done.get_future().wait();
}

void Runtime::findContexts(KubeConfigSources sources, std::function<void(ContextsFound)> found)
{
    m_pool.submit([sources = std::move(sources), found = std::move(found)](const std::stop_token&) {
        Result<LoadedKubeConfig> loaded = loadKubeConfig(sources);
        if (!loaded) {
            found({ nullptr, {}, loaded.error() });
            return;
        }
        auto config = std::make_shared<const LoadedKubeConfig>(std::move(*loaded));
        found({ config, config->contexts(), std::nullopt });
    });
}

void Runtime::inspectContexts(const ContextsFound& found, std::function<void(ContextReadiness)> ready)
{
    for (const KubeContextChoice& choice : found.choices) {
        m_pool.submit([config = found.config, name = choice.name, now = m_clock.now(), ready](const std::stop_token&) {
            Result<ResolvedContext> resolved = resolveContext(*config, name, now);
            ContextReadiness readiness { name, std::nullopt, std::nullopt };
            if (resolved)
                readiness.credential = resolved->credential;
            else
                readiness.error = resolved.error();
            ready(std::move(readiness));
        });
    }
}

void Runtime::connectContext(std::shared_ptr<const LoadedKubeConfig> config, const QString& name)
{
    if (const auto it = m_sessions.find(name); it != m_sessions.end()) {
        it->second->retryNow();
        return;
    }
    if (!m_opening.insert(name).second)
        return;
    m_pool.submit([this, alive = std::weak_ptr(m_alive), config = std::move(config), name, now = m_clock.now(),
                      onOwner = m_listeners.onOwner](const std::stop_token&) {
        onOwner([this, alive, name, resolved = resolveContext(*config, name, now)]() mutable {
            if (alive.expired() || m_opening.erase(name) == 0)
                return; // closed again meanwhile
            if (resolved)
                open(name, std::move(*resolved));
            else if (m_listeners.contextFailed)
                m_listeners.contextFailed(name, resolved.error());
        });
    });
}

void Runtime::open(const QString& name, ResolvedContext resolved)
{
    resolved.endpoint.authorizer = makeAuthorizer(resolved.credentials, m_clock,
        [this](Task task) { m_pool.submit([task = std::move(task)](const std::stop_token&) { task(); }); });
    const HttpEndpoint endpoint = resolved.endpoint;
    ClusterSettings settings;
    settings.name = name;
    settings.endpoint = resolved.endpoint;
    ClusterListeners listeners;
    listeners.changes = [this, name](const std::vector<Change>& changes) {
        if (m_surveyor)
            m_surveyor->clusterChanged(name, changes);
    };
    listeners.delta = [this, name](std::shared_ptr<const Delta> delta) {
        if (m_listeners.delta)
            m_listeners.delta(name, std::move(delta));
    };
    listeners.info = [this, name](const ClusterInfo& info) {
        if (m_surveyor) {
            m_surveyor->clusterInfo(name, info);
            m_metrics->nameCluster(std::string(info.id.view()), name.toStdString());
        }
        if (m_listeners.info)
            m_listeners.info(name, info);
    };
    listeners.usage = [this, name](const UsageReport& report) {
        if (m_surveyor)
            m_surveyor->usageReported(name, report);
        if (m_listeners.usage)
            m_listeners.usage(name, report);
    };
    auto session
        = std::make_shared<ClusterSession>(ClusterDependencies { m_transport, m_data, m_pool, m_board, &m_identities },
            std::move(settings), std::move(listeners), std::make_unique<ChangeLog>());
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

void Runtime::disconnectContext(const QString& name)
{
    m_opening.erase(name);
    const auto it = m_sessions.find(name);
    if (it == m_sessions.end())
        return;
    const std::shared_ptr<ClusterSession> session = it->second;
    m_sessions.erase(it);
    m_metrics->contextClosed(name);
    session->disconnect();
    m_data.post([this, name] {
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

std::optional<Error> Runtime::addPrometheus(const PrometheusSettings& settings, const QByteArray& secret)
{
    return m_metrics->add(settings, secret);
}

void Runtime::removePrometheus(const QString& name)
{
    m_metrics->remove(name);
}

void Runtime::testPrometheus(
    const PrometheusSettings& settings, const QByteArray& secret, std::function<void(Result<JoinReport>)> answer)
{
    m_metrics->test(
        settings, secret,
        [sessions = m_sessions] {
            std::vector<JoinCluster> clusters;
            for (const auto& [name, session] : sessions)
                clusters.push_back(joinClusterOf(name, *session));
            return clusters;
        },
        std::move(answer));
}

void Runtime::show(std::optional<Instant> moment, Duration window)
{
    m_metrics->show(moment, window);
    m_data.post([this, moment] {
        if (m_surveyor)
            m_surveyor->show(moment);
    });
}

void Runtime::past(Instant moment, std::function<void(PastState)> answer)
{
    for (const auto& [name, session] : m_sessions) {
        m_data.post([name, session, moment, answer] {
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

} // namespace Strato
