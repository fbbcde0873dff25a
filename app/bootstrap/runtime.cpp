// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/bootstrap/runtime.h"

#include "app/bootstrap/clustervoices.h"
#include "app/bootstrap/surveyor.h"

#include <QFile>

#include <unistd.h>

#include <future>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

/// Ours, for programs that sign in.
ExecEnvironment execEnvironment()
{
    ExecEnvironment ours;
    for (char** each = ::environ; each != nullptr && *each != nullptr; ++each)
        ours.variables.push_back(*each);
    ours.path = QFile::decodeName(qgetenv("PATH"));
    ours.shell = QFile::decodeName(qgetenv("SHELL"));
    return ours;
}

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
    , m_board(
          [this, alive = std::weak_ptr(m_alive)](const SourceStatus& status) {
              if (m_listeners.status)
                  m_listeners.status(status);
              noteFailure(status, alive);
          },
          [this](const std::string& id) {
              if (m_listeners.statusRemoved)
                  m_listeners.statusRemoved(id);
          })
    , m_transport(clock)
    , m_data(clock, "strato-data")
    , m_plugins(m_data, execEnvironment(), execListeners())
    , m_voices(std::make_unique<ClusterVoices>(
          [this](const IString& cluster, std::shared_ptr<const Delta> delta) {
              if (m_listeners.delta)
                  m_listeners.delta(cluster, std::move(delta));
          },
          [this](const IString& cluster, const QString& context) {
              m_metrics->nameCluster(std::string(cluster.view()), context.toStdString());
          }))
    , m_metrics(std::make_unique<MetricsDesk>(
          MetricsDependencies { m_transport, m_data, m_pool, m_files, m_board }, metricsListeners()))
{
    onDataThreadAndWait([this] {
        m_surveyor = std::make_unique<Surveyor>(
            m_data, m_board, *m_voices, [this](std::shared_ptr<const OverviewState> state) {
                if (m_listeners.overview)
                    m_listeners.overview(std::move(state));
            });
    });
    scheduleReread();
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
    // In the order in which they call each other: cancelled requests are told to workers and to the data thread,
    // who reads files or decodes hands on to the data thread, and every one of them still lives while the others end.
    m_plugins.stop();
    m_transport.stop();
    m_files.stop();
    m_pool.stop();
    m_data.stop();
}

/// Who was refused for want of a credential need not wait for their next try.
ExecListeners Runtime::execListeners()
{
    return { [this](const ExecPluginState& state) {
                if (m_listeners.execPlugin)
                    m_listeners.execPlugin(state);
            },
        [this, alive = std::weak_ptr(m_alive)](const QString& context) {
            m_listeners.onOwner([this, alive, context] {
                ClusterSession* open = alive.expired() ? nullptr : session(context);
                if (open != nullptr)
                    open->retryNow();
            });
        } };
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
            if (m_listeners.metricsGone)
                m_listeners.metricsGone(id);
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

std::optional<Error> Runtime::addPrometheus(const PrometheusSettings& settings, const QByteArray& secret)
{
    return m_metrics->add(settings, secret);
}

void Runtime::removePrometheus(const QString& name)
{
    m_metrics->remove(name);
}

void Runtime::sayPrometheusLost(const QString& name, const Error& error)
{
    m_metrics->sayLost(name, error);
}

void Runtime::refreshPrometheus(const QString& name)
{
    m_metrics->refresh(name);
}

void Runtime::testPrometheus(
    const PrometheusSettings& settings, const QByteArray& secret, std::function<void(Result<JoinReport>)> answer)
{
    m_metrics->test(
        settings, secret,
        [sessions = m_sessions] {
            std::vector<JoinCluster> clusters;
            clusters.reserve(sessions.size());
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

} // namespace Strato
