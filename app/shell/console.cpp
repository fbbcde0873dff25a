// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/console.h"

#include <QDir>
#include <QProcessEnvironment>

#include <algorithm>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

KubeConfigSources usualSources(const QString& explicitPath)
{
    return { explicitPath, qEnvironmentVariable("KUBECONFIG"), QDir::homePath(), QDir::currentPath() };
}

} // namespace

Console::Console(const Clock& clock, Options options, SettingsStore& settings, SecretStore& secrets)
    : m_clock(clock)
    , m_options(std::move(options))
    , m_settings(settings)
    , m_secrets(secrets)
    , m_cursor(clock)
    , m_records(clock)
    , m_runtime(std::make_unique<Runtime>(clock, listeners()))
{
    m_cursor.onChanged([this] { handleCursor(); });
}

Console::~Console()
{
    m_runtime.reset(); // nothing may arrive while the rest is taken down
}

RuntimeListeners Console::listeners()
{
    RuntimeListeners on;
    on.onOwner = [this](Task task) { m_mailbox.post(std::move(task)); };
    on.status = [this](const SourceStatus& status) {
        m_mailbox.post([this, status] {
            m_statuses[status.id] = status;
            emit statusChanged(status);
        });
    };
    on.delta = [inbox = m_records.inbox()](const QString& /*context*/, std::shared_ptr<const Delta> delta) {
        IString cluster;
        if (!delta->upserted.empty())
            cluster = delta->upserted.front()->cluster;
        else if (const auto parts = delta->removed.empty() ? std::nullopt : delta->removed.front().kubernetesParts())
            cluster = IString(parts->cluster);
        inbox->push({ cluster, std::move(delta) });
    };
    on.info = [this](const QString& context, const ClusterInfo& info) {
        m_mailbox.post([this, context, info] { handleInfo(context, info); });
    };
    on.identity = [this](const QString& context, const ClusterIdentity& identity) {
        m_mailbox.post([this, context, identity] {
            m_clusters[context].identity = identity;
            emit clustersChanged();
        });
    };
    on.contextFailed = [this](const QString& context, const Error& error) {
        m_clusters[context].error = error; // on the owner's thread, as Runtime promises for onOwner tasks
        emit clustersChanged();
    };
    on.overview = [this](std::shared_ptr<const OverviewState> state) {
        m_mailbox.post([this, state = std::move(state)] {
            m_overview = state;
            emit overviewChanged();
        });
    };
    on.metrics = [this](std::shared_ptr<const MetricsOverview> overview) {
        m_mailbox.post([this, overview = std::move(overview)] {
            m_metrics[overview->source] = overview;
            emit metricsChanged();
        });
    };
    return on;
}

void Console::start()
{
    if (m_options.demo) {
        startDemo();
        return;
    }
    findContexts(usualSources(m_options.kubeconfig), true);
    if (m_options.kubeconfig.isEmpty()) {
        for (const QString& file : m_settings.settings().kubeconfigFiles)
            findContexts(usualSources(file), true);
    }
    addConfiguredPrometheus();
}

void Console::startDemo()
{
    if (m_estate)
        return;
    m_estate = std::make_unique<EstateLauncher>();
    connect(m_estate.get(), &EstateLauncher::ready, this, &Console::handleEstate);
    connect(m_estate.get(), &EstateLauncher::failed, this, [this](const Error& error) { emit demoFailed(error); });
    m_estate->start(m_options.estateArguments);
}

void Console::handleEstate(const EstateAddress& address)
{
    m_estateNote = address.prometheusMissing;
    m_runtime->findContexts(usualSources(address.kubeconfig), [this, address](ContextsFound found) {
        m_mailbox.post([this, address, found = std::move(found)]() mutable {
            handleContexts(std::move(found), false);
            for (const QString& context : m_options.contexts.isEmpty() ? address.contexts : m_options.contexts)
                connectContext(context);
            if (!address.prometheusUrl.isEmpty()) {
                PrometheusSettings server;
                server.name = u"prometheus"_s;
                server.url = address.prometheusUrl;
                addPrometheus(server, {}, false);
            }
        });
    });
}

void Console::findContexts(const KubeConfigSources& sources, bool connectChosen)
{
    m_runtime->findContexts(sources, [this, connectChosen](ContextsFound found) {
        m_mailbox.post([this, connectChosen, found = std::move(found)]() mutable {
            handleContexts(std::move(found), connectChosen);
        });
    });
}

void Console::handleContexts(ContextsFound found, bool connectChosen)
{
    if (found.error && !m_contexts.error)
        m_contexts.error = found.error;
    for (const KubeContextChoice& choice : found.choices) {
        if (m_configOf.emplace(choice.name, found.config).second)
            m_contexts.choices.push_back(choice);
    }
    if (found.config)
        m_contexts.config = found.config;
    m_runtime->inspectContexts(found, [this](ContextReadiness ready) {
        m_mailbox.post([this, ready = std::move(ready)] {
            m_readiness[ready.name] = ready;
            emit contextsChanged();
        });
    });
    if (connectChosen) {
        for (const QString& context : contextsToOpen())
            connectContext(context);
    }
    emit contextsChanged(); // last: who hears it sees whether anything is being opened
}

QStringList Console::contextsToOpen() const
{
    if (!m_options.contexts.isEmpty())
        return m_options.contexts;
    if (!m_options.kubeconfig.isEmpty()) {
        const auto current = std::ranges::find_if(m_contexts.choices, &KubeContextChoice::current);
        return current == m_contexts.choices.end() ? QStringList() : QStringList { current->name };
    }
    QStringList known;
    for (const QString& name : m_settings.settings().connectedContexts) {
        if (m_configOf.contains(name))
            known.push_back(name);
    }
    return known;
}

void Console::connectContext(const QString& context)
{
    OpenCluster& cluster = m_clusters[context];
    cluster.context = context;
    cluster.error.reset();
    const auto config = m_configOf.find(context);
    if (config == m_configOf.end() || !config->second) {
        cluster.error = Error { ErrorCode::NotFound, u"no context \"%1\" in the kubeconfig"_s.arg(context.left(128)) };
    } else {
        m_runtime->connectContext(config->second, context);
        rememberContexts();
    }
    emit clustersChanged();
}

void Console::disconnectContext(const QString& context)
{
    const auto it = m_clusters.find(context);
    if (it == m_clusters.end())
        return;
    m_records.forget(it->second.id);
    m_runtime->disconnectContext(context);
    m_clusters.erase(it);
    rememberContexts();
    emit clustersChanged();
}

void Console::retry(const QString& context)
{
    connectContext(context);
}

void Console::rememberContexts()
{
    if (m_options.demo || m_estate || !m_options.kubeconfig.isEmpty())
        return; // what was asked for once, or belongs to the demo, is not the user's habit
    AppSettings settings = m_settings.settings();
    settings.connectedContexts.clear();
    for (const auto& [name, cluster] : m_clusters)
        settings.connectedContexts.push_back(name);
    m_settings.set(std::move(settings));
}

void Console::openKubeconfig(const QString& file)
{
    AppSettings settings = m_settings.settings();
    if (!settings.kubeconfigFiles.contains(file))
        settings.kubeconfigFiles.push_back(file);
    m_settings.set(std::move(settings));
    m_contexts.error.reset();
    findContexts(usualSources(file), false);
}

const OpenCluster* Console::clusterById(const IString& id) const
{
    const auto it = std::ranges::find_if(m_clusters, [&](const auto& entry) { return entry.second.id == id; });
    return it == m_clusters.end() || id.empty() ? nullptr : &it->second;
}

ClusterMark Console::markOf(const OpenCluster& cluster) const
{
    return m_settings.settings().markOf(
        QString::fromUtf8(cluster.id.view().data(), static_cast<qsizetype>(cluster.id.view().size())));
}

void Console::setMark(const OpenCluster& cluster, ClusterMark mark)
{
    if (cluster.id.empty())
        return; // the mark belongs to the cluster's uid, which is not known yet
    AppSettings settings = m_settings.settings();
    settings.clusters[QString::fromUtf8(cluster.id.view().data(), static_cast<qsizetype>(cluster.id.view().size()))]
        = mark;
    m_settings.set(std::move(settings));
    emit clustersChanged();
}

void Console::handleInfo(const QString& context, const ClusterInfo& info)
{
    const auto it = m_clusters.find(context);
    if (it == m_clusters.end())
        return; // closed meanwhile
    it->second.id = info.id;
    it->second.info = info;
    std::map<std::string, std::string> names;
    for (const auto& [name, cluster] : m_clusters)
        names[std::string(cluster.id.view())] = name.toStdString();
    m_records.setClusterNames(std::move(names));
    emit clustersChanged();
}

void Console::addConfiguredPrometheus()
{
    for (const PrometheusSettings& server : m_settings.settings().prometheus) {
        if (server.auth == MetricsAuth::None || server.auth == MetricsAuth::ClientCertificate) {
            addPrometheus(server, {}, false);
            continue;
        }
        m_secrets.read(server.secretKey(), [this, server](const Result<QByteArray>& secret) {
            addPrometheus(server, secret.value_or(QByteArray()), false);
        });
    }
}

std::optional<Error> Console::addPrometheus(const PrometheusSettings& server, const QByteArray& secret, bool remember)
{
    if (auto error = m_runtime->addPrometheus(server, secret)) {
        SourceStatus status;
        status.id = "prometheus:" + server.name.toStdString();
        status.label = server.name;
        status.freshness = Freshness::Lost;
        status.error = error;
        m_statuses[status.id] = status;
        emit statusChanged(status);
        return error;
    }
    if (remember) {
        AppSettings settings = m_settings.settings();
        std::erase_if(settings.prometheus, [&](const PrometheusSettings& held) { return held.name == server.name; });
        settings.prometheus.push_back(server);
        m_settings.set(std::move(settings));
        if (!secret.isEmpty())
            m_secrets.write(server.secretKey(), secret);
    }
    return std::nullopt;
}

void Console::removePrometheus(const QString& name)
{
    m_runtime->removePrometheus(name);
    const std::string id = "prometheus:" + name.toStdString();
    m_metrics.erase(id);
    m_statuses.erase(id);
    AppSettings settings = m_settings.settings();
    for (const PrometheusSettings& held : settings.prometheus) {
        if (held.name == name)
            m_secrets.forget(held.secretKey());
    }
    std::erase_if(settings.prometheus, [&](const PrometheusSettings& held) { return held.name == name; });
    m_settings.set(std::move(settings));
    emit statusRemoved(QString::fromStdString(id));
    emit metricsChanged();
}

void Console::testPrometheus(
    const PrometheusSettings& server, const QByteArray& secret, std::function<void(const Result<JoinReport>&)> answer)
{
    m_runtime->testPrometheus(server, secret, [this, answer = std::move(answer)](const Result<JoinReport>& report) {
        m_mailbox.post([answer, report] { answer(report); });
    });
}

std::optional<Instant> Console::knownSince() const
{
    std::optional<Instant> latest;
    for (const auto& [context, state] : m_past) {
        if (!state.knownSince)
            return std::nullopt;
        latest = std::max(latest.value_or(*state.knownSince), *state.knownSince);
    }
    return latest;
}

void Console::handleCursor()
{
    const std::optional<Instant> moment = m_cursor.isLive() ? std::nullopt : std::optional(m_cursor.moment());
    m_runtime->show(moment, m_cursor.window());
    m_past.clear();
    emit cursorChanged();
    if (moment) {
        m_runtime->past(*moment, [this](PastState state) {
            m_mailbox.post([this, state = std::move(state)]() mutable { handlePast(std::move(state)); });
        });
    }
}

void Console::handlePast(PastState state)
{
    if (m_cursor.isLive() || m_cursor.moment() != state.moment)
        return; // the user has moved on
    const QString context = state.context;
    m_past[context] = std::move(state);
    emit pastChanged();
}

ClusterSession* Console::sessionOf(const EntityId& entity) const
{
    const auto parts = entity.kubernetesParts();
    const OpenCluster* cluster = parts ? clusterById(IString(parts->cluster)) : nullptr;
    return cluster ? m_runtime->session(cluster->context) : nullptr;
}

std::vector<KindSubscription> Console::follow(const ResourceKind& kind, const QStringList& contexts)
{
    std::vector<KindSubscription> held;
    for (const QString& context : contexts.isEmpty() ? m_runtime->openContexts() : contexts) {
        if (ClusterSession* session = m_runtime->session(context))
            held.push_back(session->subscribe(kind));
    }
    return held;
}

void Console::fetchObject(const EntityId& entity, std::function<void(const Result<FetchedObject>&)> answer)
{
    ClusterSession* session = sessionOf(entity);
    if (!session) {
        answer(fail(ErrorCode::NotFound, u"its cluster is not connected"_s));
        return;
    }
    session->fetchObject(entity, [this, answer = std::move(answer)](Result<FetchedObject> object) {
        m_mailbox.post([answer, object = std::move(object)] { answer(object); });
    });
}

void Console::fetchSecretKeys(const EntityId& secret, std::function<void(const Result<SecretKeys>&)> answer)
{
    ClusterSession* session = sessionOf(secret);
    if (!session) {
        answer(fail(ErrorCode::NotFound, u"its cluster is not connected"_s));
        return;
    }
    session->fetchSecretKeys(secret, [this, answer = std::move(answer)](Result<SecretKeys> keys) {
        m_mailbox.post([answer, keys = std::move(keys)] { answer(keys); });
    });
}

void Console::fetchSecretValue(
    const EntityId& secret, const std::string& key, std::function<void(const Result<QByteArray>&)> answer)
{
    ClusterSession* session = sessionOf(secret);
    if (!session) {
        answer(fail(ErrorCode::NotFound, u"its cluster is not connected"_s));
        return;
    }
    session->fetchSecretValue(secret, key, [this, answer = std::move(answer)](Result<QByteArray> value) {
        m_mailbox.post([answer, value = std::move(value)] { answer(value); });
    });
}

} // namespace Strato
