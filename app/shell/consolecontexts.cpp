// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which contexts there are, and which of their clusters are open.

#include "app/shell/console.h"
#include "models/base/metricsids.h"
#include "models/base/plaintext.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <iterator>

namespace Strato {

using namespace Qt::StringLiterals;

KubeConfigSources Console::usualSources(const QString& explicitPath)
{
    return { explicitPath, qEnvironmentVariable("KUBECONFIG"), QDir::homePath(), QDir::currentPath() };
}

/// One after another: which of two namesakes keeps the plain name must not depend on which file was read faster.
void Console::findContexts(std::vector<KubeConfigSources> sources, bool connectChosen)
{
    if (sources.empty())
        return;
    const KubeConfigSources first = sources.front();
    sources.erase(sources.begin());
    m_runtime->findContexts(first, [this, connectChosen, rest = std::move(sources)](ContextsFound found) {
        m_mailbox.post([this, connectChosen, rest, found = std::move(found)]() mutable {
            handleContexts(std::move(found), connectChosen);
            findContexts(std::move(rest), connectChosen);
        });
    });
}

void Console::handleContexts(ContextsFound found, bool connectChosen)
{
    std::vector<Error> problems = found.warnings;
    if (found.error) {
        problems.push_back(*found.error);
        if (!m_contexts.error)
            m_contexts.error = found.error;
    }
    noteWarnings(found.warnings);
    for (KubeContextChoice& choice : found.choices) {
        choice.name = nameFor(choice, *found.config);
        if (m_configOf.insert_or_assign(choice.name, found.config).second)
            m_contexts.choices.push_back(choice);
        else if (!connectChosen && m_clusters.contains(choice.name))
            connectContext(choice.name); // opened again by the user: with what it says now
    }
    if (found.config)
        m_contexts.config = found.config;
    inspect(found);
    if (connectChosen) {
        for (const QString& context : contextsToOpen()) {
            if (!m_clusters.contains(context))
                connectContext(context);
        }
    }
    emit contextsChanged(); // after: whoever asks now sees what is being opened
    if (!problems.empty())
        emit kubeconfigProblems(problems);
}

void Console::noteWarnings(const std::vector<Error>& warnings)
{
    for (const Error& warning : warnings) {
        if (std::ranges::find(m_contexts.warnings, warning) == m_contexts.warnings.end())
            m_contexts.warnings.push_back(warning);
    }
}

/// What is odd about single contexts is told once they have all been looked at, as one list.
void Console::inspect(const ContextsFound& found)
{
    struct Round {
        std::size_t left = 0;
        std::vector<Error> warnings;
    };
    const auto round = std::make_shared<Round>(Round { found.choices.size(), {} }); // GUI thread
    m_runtime->inspectContexts(found, [this, round](ContextReadiness ready) {
        m_mailbox.post([this, round, ready = std::move(ready)] {
            m_readiness[ready.name] = ready;
            noteWarnings(ready.warnings);
            std::ranges::copy_if(ready.warnings, std::back_inserter(round->warnings), [](const Error& warning) {
                return warning.code != ErrorCode::TlsUnverified; // by the user's own wish, and said where it is used
            });
            emit contextsChanged();
            if (--round->left == 0 && !round->warnings.empty())
                emit kubeconfigProblems(round->warnings);
        });
    });
}

/// Namesakes of several files ("kubernetes-admin@kubernetes") stay apart: the first keeps the plain name, others are
/// named with their file, as the merge of one KUBECONFIG does it. The same context of the same file keeps its name.
QString Console::nameFor(const KubeContextChoice& choice, const LoadedKubeConfig& config) const
{
    const QString base = QFileInfo(choice.at.file).fileName() + u'/' + choice.context;
    QString whole = choice.at.file + u'/' + choice.context;
    for (const QString& name : { choice.name, base, whole }) {
        const auto held = std::ranges::find(m_contexts.choices, name, &KubeContextChoice::name);
        const bool isFree
            = held == m_contexts.choices.end() || (held->at.file == choice.at.file && held->context == choice.context);
        if (isFree && findContext(config, name))
            return name;
    }
    return whole;
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
    for (const QString& name : m_habit) {
        if (m_configOf.contains(name))
            known.push_back(name);
    }
    return known;
}

void Console::checkContexts()
{
    QStringList contexts;
    for (const KubeContextChoice& choice : m_contexts.choices) {
        const auto ready = m_readiness.find(choice.name);
        if (m_clusters.contains(choice.name) || ready == m_readiness.end() || !ready->second.credential)
            continue;
        const CredentialKind kind = ready->second.credential->kind;
        if (kind != CredentialKind::ExecPlugin && kind != CredentialKind::AuthProvider)
            contexts.push_back(choice.name);
    }
    m_reach.check(contexts);
}

void Console::connectContext(const QString& context)
{
    m_reach.forget(context);
    OpenCluster& cluster = m_clusters[context];
    cluster.context = context;
    cluster.error.reset();
    const auto config = m_configOf.find(context);
    if (config == m_configOf.end() || !config->second) {
        cluster.error = Error { ErrorCode::UnknownContext, context.left(128) };
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
    m_runtime->disconnectContext(context); // its records go when the last of what it says has arrived
    m_clusters.erase(it);
    m_knownPast.erase(context);
    m_past.erase(context);
    refreshClusterNames(); // another context may tell of it now
    rememberContexts();
    emit clustersChanged();
}

void Console::handleExecPlugin(const ExecPluginState& state)
{
    if (state.contexts.isEmpty())
        m_execPlugins.erase(state.id);
    else
        m_execPlugins.insert_or_assign(state.id, state);
    emit execPluginsChanged();
}

void Console::approveExecPlugin(const QByteArray& id, const QByteArray& fingerprint)
{
    const auto it = m_execPlugins.find(id);
    if (it == m_execPlugins.end() || it->second.plan.fingerprint() != fingerprint)
        return;
    AppSettings settings = m_settings.settings();
    settings.approvedPlugins[fingerprint] = it->second.plan.path;
    m_settings.set(std::move(settings)); // which starts it, unless the same was approved before
    m_runtime->retryExecPlugin(id);
}

void Console::retryExecPlugin(const QByteArray& id)
{
    m_runtime->retryExecPlugin(id);
}

void Console::cancelExecPlugin(const QByteArray& id)
{
    m_runtime->cancelExecPlugin(id);
}

void Console::retry(const QString& context)
{
    connectContext(context);
    if (std::ranges::any_of(
            m_execPlugins, [&](const auto& plugin) { return plugin.second.contexts.contains(context); }))
        emit signInAsked();
}

void Console::retrySource(const QString& statusId)
{
    QStringList contexts;
    for (const auto& [context, cluster] : m_clusters) {
        const QString own = u"k8s:"_s + QString::fromStdString(std::string(cluster.id.view()));
        if (statusId == u"kubernetes"_s || statusId == own || statusId.startsWith(own + u'/'))
            contexts.push_back(context);
    }
    for (const QString& context : std::as_const(contexts))
        retry(context);
    const std::string id = statusId.toStdString();
    const auto server = QString::fromStdString(std::string(metricsNameOf(id)));
    if (server.isEmpty())
        return;
    const std::vector<PrometheusSettings> configured = m_settings.settings().prometheus;
    const auto it = std::ranges::find(configured, server, &PrometheusSettings::name);
    if (it != configured.end())
        openConfigured(*it); // also what could not be opened when it was first tried
    else
        m_runtime->refreshPrometheus(server);
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
    findContexts({ usualSources(file) }, false);
}

const OpenCluster* Console::clusterById(const IString& id) const
{
    const OpenCluster* first = nullptr;
    for (const auto& [context, cluster] : m_clusters) {
        if (cluster.id == id && !id.empty() && (!first || cluster.turn < first->turn))
            first = &cluster;
    }
    return first;
}

SourceStatus Console::statusOf(const OpenCluster& cluster) const
{
    SourceStatus status;
    for (const auto& [id, held] : m_statuses) {
        const bool whole = id.starts_with("k8s:") && id.find('/') == std::string::npos;
        if (whole && (cluster.id.empty() ? held.label == cluster.context : id.substr(4) == cluster.id.view()))
            status = held;
    }
    status.label = cluster.context;
    if (cluster.error) {
        status.freshness = Freshness::Lost;
        status.error = cluster.error;
    }
    return status;
}

bool Console::isUnverified(const QString& context) const
{
    const auto it = m_readiness.find(context);
    return it != m_readiness.end()
        && std::ranges::find(it->second.warnings, ErrorCode::TlsUnverified, &Error::code) != it->second.warnings.end();
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
    if (it->second.id != info.id)
        it->second.turn = ++m_turns;
    it->second.id = info.id;
    it->second.info = info;
    it->second.error.reset(); // it answers
    refreshClusterNames();
    refreshKnownPast();
    emit clustersChanged();
}

/// The same context at another server: as if it had just been opened, in its place.
void Console::handleMoved(const QString& context)
{
    const auto it = m_clusters.find(context);
    if (it == m_clusters.end())
        return;
    it->second = {};
    it->second.context = context;
    m_knownPast.erase(context);
    m_past.erase(context);
    refreshClusterNames();
    emit clustersChanged();
}

void Console::refreshClusterNames()
{
    std::map<std::string, std::string> names;
    for (const auto& [name, cluster] : m_clusters) {
        if (clusterById(cluster.id) == &cluster)
            names[std::string(cluster.id.view())] = name.toStdString();
    }
    m_records.setClusterNames(std::move(names));
}

void Console::noteConnectError(const SourceStatus& status)
{
    // As long as a cluster never answered, the reason is all that can be shown of it.
    for (auto& [context, cluster] : m_clusters) {
        const bool failed = cluster.id.empty() && status.freshness == Freshness::Lost && status.error
            && status.id.starts_with("k8s:") && status.label == cleanLine(context, 256);
        if (failed && cluster.error != status.error) {
            cluster.error = status.error;
            emit clustersChanged();
        }
    }
}

} // namespace Strato
