// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/console.h"

#include <algorithm>
#include <iterator>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

/// So long a pointer that is dragged along the time bar must stand still before anybody is asked about its moment.
constexpr Duration cursorSettles = std::chrono::milliseconds(120);
/// Ten clusters that sync or lose their network make hundreds of changes, and each receiver looks at all sources.
constexpr std::chrono::milliseconds statusesTogether { 50 };

} // namespace

Console::Console(const Clock& clock, Options options, SettingsStore& settings, SecretStore& secrets)
    : m_clock(clock)
    , m_options(std::move(options))
    , m_settings(settings)
    , m_secrets(secrets)
    , m_cursor(clock)
    , m_records(clock)
    , m_runtime(std::make_unique<Runtime>(clock, listeners()))
    , m_cursorQuestions(std::make_unique<TrailingCall>(m_runtime->dataThread(), cursorSettles))
    , m_reach(clock, [this](const QString& context, ReachDesk::Answer answer) {
        m_runtime->checkContext(m_configOf[context], context, std::move(answer));
    })
{
    m_statusPause.setSingleShot(true);
    m_statusPause.setInterval(statusesTogether);
    connect(&m_statusPause, &QTimer::timeout, this, &Console::statusesChanged);
    connect(&m_reach, &ReachDesk::changed, this, &Console::contextsChanged);
    m_runtime->setSyncMethod(m_options.sync);
    const auto consent
        = [this](const AppSettings& now) { m_runtime->setExecConsent(now.execConsent(m_options.allowExec)); };
    connect(&settings, &SettingsStore::changed, this, consent);
    consent(settings.settings());
    m_cursor.onChanged([this] { handleCursor(); });
    connect(&m_network, &NetworkWatch::networkChanged, this, [this] { m_runtime->networkChanged(); });
}

Console::~Console()
{
    m_cursorQuestions.reset();
    m_runtime.reset(); // nothing may arrive while the rest is taken down
}

RuntimeListeners Console::listeners()
{
    RuntimeListeners on;
    on.onOwner = [this](Task task) { m_mailbox.post(std::move(task)); };
    on.status = [this](const SourceStatus& status) {
        m_mailbox.post([this, status] {
            m_statuses[status.id] = status;
            noteConnectError(status);
            if (!m_statusPause.isActive())
                m_statusPause.start();
        });
    };
    on.statusRemoved = [this](const std::string& id) {
        m_mailbox.post([this, id] {
            m_statuses.erase(id);
            emit statusRemoved(QString::fromStdString(id));
        });
    };
    on.delta = [inbox = m_records.inbox()](const IString& cluster, std::shared_ptr<const Delta> delta) {
        inbox->push({ cluster, std::move(delta) });
    };
    on.info = [this](const QString& context, const ClusterInfo& info) {
        m_mailbox.post([this, context, info] { handleInfo(context, info); });
    };
    on.identity = [this](const QString& context, const ClusterIdentity& identity) {
        m_mailbox.post([this, context, identity] {
            const auto it = m_clusters.find(context);
            if (it == m_clusters.end())
                return; // closed meanwhile
            it->second.identity = identity;
            emit clustersChanged();
        });
    };
    on.contextFailed = [this](const QString& context, const Error& error) {
        m_clusters[context].error = error; // on the owner's thread, as Runtime promises for onOwner tasks
        emit clustersChanged();
    };
    on.contextRead = [this](const ContextReadiness& ready) {
        m_readiness[ready.name] = ready;
        emit contextsChanged();
    };
    on.execPlugin
        = [this](const ExecPluginState& state) { m_mailbox.post([this, state] { handleExecPlugin(state); }); };
    on.contextMoved = [this](const QString& context) { handleMoved(context); };
    listenToFigures(on);
    return on;
}

void Console::listenToFigures(RuntimeListeners& on)
{
    on.overview = [this](std::shared_ptr<const OverviewState> state) {
        m_mailbox.post([this, state = std::move(state)] {
            if (state->moment != m_shownMoment)
                return; // made before the user moved on
            m_overview = state;
            refreshKnownPast();
            emit overviewChanged();
        });
    };
    on.metrics = [this](std::shared_ptr<const MetricsOverview> overview) {
        m_mailbox.post([this, overview = std::move(overview)] {
            if (overview->moment == m_shownMoment) {
                m_metrics[overview->source] = overview;
                emit metricsChanged();
            } else if (overview->moment == m_askedMoment) {
                m_metricsAside[overview->source] = overview; // the user moved on, and may come back before we ask
            }
        });
    };
    on.metricsGone = [this](const std::string& source) {
        m_mailbox.post([this, source] {
            m_metricsAside.erase(source);
            if (m_metrics.erase(source) > 0)
                emit metricsChanged();
        });
    };
}

void Console::start()
{
    if (m_options.demo) {
        startDemo();
        return;
    }
    m_habit = m_settings.settings().connectedContexts; // opening the first of them writes the list anew
    std::vector<KubeConfigSources> sources { usualSources(m_options.kubeconfig) };
    if (m_options.kubeconfig.isEmpty()) {
        for (const QString& file : m_settings.settings().kubeconfigFiles)
            sources.push_back(usualSources(file));
    }
    findContexts(std::move(sources), true);
    addConfiguredPrometheus();
}

void Console::startDemo()
{
    if (m_estate)
        return;
    m_estate = std::make_unique<EstateLauncher>();
    connect(m_estate.get(), &EstateLauncher::ready, this, &Console::handleEstate);
    connect(m_estate.get(), &EstateLauncher::failed, this, [this](const Error& error) {
        m_estate.release()->deleteLater(); // this is its own signal; the next try starts another
        emit demoFailed(error);
    });
    m_estate->start(m_options.estateArguments);
}

void Console::handleEstate(const EstateAddress& address)
{
    m_estateLack = address.prometheusMissing;
    m_runtime->findContexts(usualSources(address.kubeconfig), [this, address](ContextsFound found) {
        m_mailbox.post([this, address, found = std::move(found)]() mutable {
            handleContexts(std::move(found), false);
            for (const QString& context : m_options.contexts.isEmpty() ? address.contexts : m_options.contexts)
                connectContext(context);
            if (!address.prometheusUrl.isEmpty()) {
                PrometheusSettings server;
                server.name = demoServerName(); // beside one of the user's own, whatever that is called
                server.url = address.prometheusUrl;
                server.starting = true;
                addPrometheus(server, {}, false);
            }
        });
    });
}

void Console::addConfiguredPrometheus()
{
    for (const PrometheusSettings& server : m_settings.settings().prometheus)
        openConfigured(server);
}

void Console::openConfigured(const PrometheusSettings& server)
{
    if (server.auth == MetricsAuth::None || server.auth == MetricsAuth::ClientCertificate) {
        addPrometheus(server, {}, false);
        return;
    }
    const auto use = [this, server](const Result<QByteArray>& secret) {
        const std::vector<PrometheusSettings> configured = m_settings.settings().prometheus;
        if (std::ranges::find(configured, server) == configured.end())
            return; // removed or changed meanwhile
        if (secret)
            addPrometheus(server, *secret, false);
        else
            m_runtime->sayPrometheusLost(
                server.name, secret.error()); // never without its password: that would count as a failed login
    };
    m_secrets.read(server.secretKey(), use, [use] { use(fail(ErrorCode::KeychainSilent, {})); });
}

std::optional<Error> Console::addPrometheus(const PrometheusSettings& server, const QByteArray& secret, bool remember)
{
    if (auto error = m_runtime->addPrometheus(server, secret)) {
        if (!remember) // one of the settings, or the demo's; a draft is told where it is made
            m_runtime->sayPrometheusLost(server.name, *error);
        return error;
    }
    if (remember) {
        AppSettings settings = m_settings.settings();
        const auto held = std::ranges::find(settings.prometheus, server.name, &PrometheusSettings::name);
        if (held == settings.prometheus.end())
            settings.prometheus.push_back(server);
        else
            *held = server; // in its place
        m_settings.set(std::move(settings));
        if (!secret.isEmpty())
            m_secrets.write(server.secretKey(), secret);
    }
    return std::nullopt;
}

std::optional<Error> Console::changePrometheus(
    const QString& name, const PrometheusSettings& server, const QByteArray& secret)
{
    if (auto error = addPrometheus(server, secret, true))
        return error; // the one that is remembered stays
    if (server.name != name)
        removePrometheus(name);
    else if (secret.isEmpty())
        m_secrets.forget(server.secretKey()); // it needs none any more
    return std::nullopt;
}

void Console::removePrometheus(const QString& name)
{
    m_runtime->removePrometheus(name); // its figures and its status go when the last of it has arrived
    AppSettings settings = m_settings.settings();
    for (const PrometheusSettings& held : settings.prometheus) {
        if (held.name == name)
            m_secrets.forget(held.secretKey());
    }
    std::erase_if(settings.prometheus, [&](const PrometheusSettings& held) { return held.name == name; });
    m_settings.set(std::move(settings));
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
    for (const auto& [context, cluster] : m_clusters) {
        if (cluster.error)
            continue;
        const auto known = m_knownPast.find(context);
        if (known == m_knownPast.end() || !known->second.since)
            return std::nullopt;
        latest = std::max(latest.value_or(*known->second.since), *known->second.since);
    }
    return latest;
}

std::vector<Gaps::Span> Console::pastGaps() const
{
    std::vector<Gaps::Span> all;
    for (const auto& [context, known] : m_knownPast)
        std::ranges::copy(known.gaps, std::back_inserter(all));
    return all;
}

void Console::refreshKnownPast()
{
    m_runtime->askKnownPast([this](std::map<QString, KnownPast> known) {
        m_mailbox.post([this, known = std::move(known)]() mutable {
            if (m_knownPast == known)
                return;
            m_knownPast = std::move(known);
            emit pastChanged();
        });
    });
}

void Console::inBackground(std::function<Task()> work)
{
    m_runtime->workers().submit([this, work = std::move(work)](const std::stop_token&) { m_mailbox.post(work()); });
}

void Console::handleCursor()
{
    const std::optional<Instant> moment = m_cursor.isLive() ? std::nullopt : std::optional(m_cursor.moment());
    m_past.clear();
    if (const auto before = std::exchange(m_shownMoment, moment); before != moment) {
        if (before == m_askedMoment)
            m_metricsAside = std::exchange(m_metrics, {}); // of another moment: missing until this one's arrive
        if (moment == m_askedMoment)
            m_metrics = std::exchange(m_metricsAside, {}); // nobody was asked meanwhile, so nobody answers anew
        emit metricsChanged();
    }
    emit cursorChanged();
    m_cursorQuestions->cancel();
    if (moment)
        m_cursorQuestions->later([this] { m_mailbox.post([this] { askForCursor(); }); });
    else
        askForCursor();
}

void Console::askForCursor()
{
    const std::optional<Instant> moment = m_cursor.isLive() ? std::nullopt : std::optional(m_cursor.moment());
    m_askedMoment = moment;
    m_metricsAside.clear();
    m_runtime->show(moment, m_cursor.window());
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
    m_knownPast[context].since = state.knownSince;
    m_past[context] = std::move(state);
    emit pastChanged();
}

} // namespace Strato
