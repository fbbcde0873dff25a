// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/company.h"

#include "app/estate/faultdesk.h"
#include "app/estate/kube/estateserver.h"
#include "app/estate/metrics/backfill.h"
#include "app/estate/metrics/historykeeper.h"
#include "app/estate/metrics/metricface.h"
#include "app/estate/metrics/prometheuschild.h"
#include "app/estate/metrics/prometheusconfig.h"
#include "app/estate/world/livingworld.h"
#include "app/estate/worldsetup.h"
#include "models/base/clock.h"

#include <QDir>
#include <QFile>
#include <QLoggingCategory>

#include <nlohmann/json.hpp>

namespace Strato::Estate {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(lcEstate, "strato.estate", QtInfoMsg)

} // namespace

Company::Company(const Clock& clock, ServeOptions options)
    : m_clock(clock)
    , m_options(std::move(options))
{
}

Company::~Company() = default;

Result<void> Company::start()
{
    Result<std::unique_ptr<StateDirectory>> state = m_options.stateDirectory.isEmpty()
        ? StateDirectory::openUsual(defaultStateDirectory())
        : StateDirectory::open(m_options.stateDirectory);
    if (!state)
        return tl::unexpected(state.error());
    m_state = std::move(*state);
    if (const QString& note = m_state->note(); !note.isEmpty())
        qCWarning(lcEstate, "%s", qUtf8Printable(note));
    m_start = instantFromSeconds(m_clock.now().ns / 1'000'000'000);
    m_faults = std::make_unique<FaultDesk>(m_options, m_start);
    m_world = std::make_unique<LivingWorld>(worldOptions(m_options, m_faults->engine(), m_start));
    if (Result<void> attached = m_faults->attach(*m_world, *m_state); !attached)
        return attached;
    if (Result<void> opened = openClusters(); !opened)
        return opened;
    if (m_options.prometheus)
        startMetrics(); // it needs a moment of its own: before the objects are fed
    feed(m_world->advance(m_clock.now()));
    return m_state->write(u"kubeconfig"_s, m_server->kubeconfig());
}

Result<void> Company::openClusters()
{
    EstateServerOptions options;
    options.logs = m_world.get();
    options.usage = m_world.get();
    Result<std::unique_ptr<EstateServer>> server = EstateServer::start(m_clock, options);
    if (!server)
        return tl::unexpected(server.error());
    m_server = std::move(*server);
    m_clusters = m_world->read([](const WorldState& world) {
        std::vector<std::string> names;
        for (const Cluster& cluster : world.clusters)
            names.push_back(cluster.name);
        return names;
    });
    for (std::size_t i = 0; i < m_clusters.size(); ++i) {
        ClusterOptions cluster;
        cluster.name = m_clusters[i];
        cluster.port = m_options.port == 0 ? std::uint16_t { 0 } : static_cast<std::uint16_t>(m_options.port + i);
        if (const auto added = m_server->addCluster(std::move(cluster)); !added)
            return tl::unexpected(added.error());
    }
    return {};
}

void Company::startMetrics()
{
    m_metrics = std::make_unique<MetricFace>(*m_world);
    const Result<std::uint16_t> port = m_metrics->open(m_server->http());
    const QString folder = m_state->file(u"metrics"_s);
    QDir().mkpath(folder);
    Result<void> done = port ? startPrometheus(folder, *port) : Result<void>(tl::unexpected(port.error()));
    if (!done) {
        m_prometheusMissing = done.error();
        return;
    }
    m_prometheusUrl = m_prometheus->url();
    const Result<void> possible = historyPossible();
    m_historyWanted = m_history && m_options.history && possible;
    if (!possible)
        m_historyMissing = possible.error().detail.toStdString();
}

Result<void> Company::startPrometheus(const QString& folder, std::uint16_t port)
{
    if (!m_state->isPrivate())
        m_history = std::make_unique<HistoryKeeper>(folder, m_options.seed, m_start);
    auto child = std::make_unique<PrometheusChild>();
    Result<void> done = m_state->write(u"metrics/prometheus.yml"_s, prometheusConfig(m_metrics->targets(), port));
    if (done)
        done = m_state->write(u"metrics/rules.yml"_s, alertingRules());
    if (done)
        done = child->start(folder);
    if (done)
        m_prometheus = std::move(child);
    else
        m_history.reset();
    return done;
}

void Company::writeHistory()
{
    m_historyWanted = false;
    m_history->write({ "/proc/self/exe", "backfill", "--state", QFile::encodeName(m_state->path()), "--seed",
        QByteArray::number(qulonglong(m_options.seed)), "--clusters", QByteArray::number(m_options.clusters), "--nodes",
        QByteArray::number(m_options.nodes), "--faults", m_options.faultPlan ? "schedule" : "none", "--until",
        QByteArray::number(qlonglong(m_start.ns / 1'000'000'000)) });
}

void Company::feed(std::vector<ObjectChange> changes)
{
    for (ObjectChange& change : changes) {
        const bool removed = change.removed;
        const std::string what = change.object.value("kind", "") + ' ' + change.object["metadata"].value("name", "");
        const auto applied = applyChange(*m_server, std::move(change));
        if (!applied && !(removed && applied.error().code == ErrorCode::NotFound))
            qCWarning(
                lcEstate, "change refused object=\"%s\" %s", what.c_str(), qUtf8Printable(applied.error().detail));
    }
}

std::string Company::readyLine() const
{
    nlohmann::json line { { "ready", true }, { "kubeconfig", m_state->file(u"kubeconfig"_s).toStdString() },
        { "clusters", m_clusters }, { "state", m_state->path().toStdString() }, { "prometheus", nullptr } };
    if (!m_prometheusUrl.empty())
        line["prometheus"] = { { "url", m_prometheusUrl } };
    else
        line["prometheusMissing"] = { { "code", errorCodeName(m_prometheusMissing.code).toStdString() },
            { "detail", m_prometheusMissing.detail.toStdString() } };
    if (!m_state->note().isEmpty())
        line["stateNote"] = m_state->note().toStdString();
    if (!m_historyMissing.empty())
        line["historyMissing"] = m_historyMissing;
    return line.dump();
}

void Company::beat()
{
    feed(m_world->advance(m_clock.now()));
    if (m_prometheus)
        m_prometheus->watch();
    if (m_history)
        m_history->beat(m_clock.now());
    if (m_historyWanted)
        writeHistory(); // a second after the ready line: the window has what it needs by then
}

} // namespace Strato::Estate
