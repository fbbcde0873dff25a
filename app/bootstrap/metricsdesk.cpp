// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/bootstrap/metricsdesk.h"

#include "app/bootstrap/metricsendpoint.h"
#include "models/base/blockingpool.h"
#include "models/base/metricsids.h"
#include "models/base/workerpool.h"
#include "models/metrics/jointest.h"

#include <algorithm>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

SourceStatus statusOf(const QString& name, Freshness freshness, const std::optional<Error>& error)
{
    SourceStatus status;
    status.id = metricsId(name.toStdString());
    status.label = name;
    status.freshness = freshness;
    status.error = error;
    return status;
}

/// A client of its own, kept alive by the answer, so that a wrong test never touches what is shown.
void askJoin(const MetricsDependencies& on, const HttpEndpoint& endpoint, QueryScheduler::Limits limits,
    JoinQuestion question, const std::function<void(Result<JoinReport>)>& answer)
{
    const std::vector<std::string>& covers = question.names.covers();
    std::erase_if(question.clusters, [&](const JoinCluster& cluster) {
        return !covers.empty() && std::ranges::find(covers, cluster.context) == covers.end();
    });
    const EndpointId id = on.transport.open(endpoint);
    auto client = std::make_shared<PrometheusClient>(on.transport, id, on.data, on.workers, limits);
    testJoin(*client, on.data.clock().now(), std::move(question), [on, client, id, answer](Result<JoinReport> report) {
        on.transport.close(id);
        answer(std::move(report));
        on.data.post([client] {}); // the last reference goes after this callback has returned
    });
}

} // namespace

/// The metrics sources; made, used and destroyed on the data thread.
struct MetricsDesk::Sources {
    struct Source {
        EndpointId endpoint = 0;
        std::unique_ptr<MetricsSource> metrics;
    };
    void begin(const MetricsDependencies& on, const Listeners& listeners, const PrometheusSettings& settings,
        const HttpEndpoint& endpoint);

    std::map<QString, Source> byName;
    std::map<QString, std::uint64_t> starting; // its newest start: what an older one read is of no use any more
    std::map<std::string, std::string> contextOfId;
    std::optional<Instant> moment;
    Duration window = std::chrono::hours(1);
    bool closed = false;
};

MetricsDesk::MetricsDesk(MetricsDependencies on, Listeners listeners)
    : m_on(on)
    , m_listeners(std::move(listeners))
    , m_sources(std::make_shared<Sources>())
{
}

MetricsDesk::~MetricsDesk() = default;

const HttpEndpoint* MetricsDesk::via(const PrometheusSettings& settings) const
{
    const auto it = m_endpoints.find(settings.viaContext);
    return it == m_endpoints.end() ? nullptr : &it->second;
}

std::optional<Error> MetricsDesk::add(const PrometheusSettings& settings, const QByteArray& secret)
{
    const Server server { settings, secret };
    if (settings.reach == MetricsReach::ServiceProxy && !via(settings)) {
        remove(settings.name);
        m_servers[settings.name] = server;
        sayWaiting(server);
        return std::nullopt;
    }
    if (auto error = start(server))
        return error;
    m_servers[settings.name] = server;
    return std::nullopt;
}

void MetricsDesk::sayWaiting(const Server& server)
{
    say(server.settings.name, Freshness::NotConnected, Error { ErrorCode::ClusterNotOpen, server.settings.viaContext });
}

void MetricsDesk::sayLost(const QString& name, const Error& error)
{
    say(name, Freshness::Lost, error);
}

void MetricsDesk::say(const QString& name, Freshness freshness, const std::optional<Error>& error)
{
    m_on.data.post([sources = m_sources, &board = m_on.freshness, name, freshness, error] {
        if (sources->closed)
            return;
        board.set(statusOf(name, freshness, error));
    });
}

std::optional<Error> MetricsDesk::start(const Server& server)
{
    Result<HttpEndpoint> endpoint = metricsEndpoint(server.settings, server.secret, via(server.settings));
    if (!endpoint)
        return endpoint.error();
    const QString& name = server.settings.name;
    stop(name, false);
    if (namesCertificates(server.settings))
        say(name, Freshness::CatchingUp, std::nullopt);
    m_on.data.post([sources = m_sources, name, run = ++m_lastStart] { sources->starting[name] = run; });
    whenReady(std::move(*endpoint), server.settings,
        [sources = m_sources, on = m_on, listeners = m_listeners, settings = server.settings, run = m_lastStart](
            const Result<HttpEndpoint>& ready) {
            const auto it = sources->starting.find(settings.name);
            if (sources->closed || it == sources->starting.end() || it->second != run)
                return;
            sources->starting.erase(it);
            if (ready)
                sources->begin(on, listeners, settings, *ready);
            else
                on.freshness.set(statusOf(settings.name, Freshness::Lost, ready.error()));
        });
    return std::nullopt;
}

void MetricsDesk::whenReady(
    HttpEndpoint endpoint, const PrometheusSettings& settings, std::function<void(Result<HttpEndpoint>)> then)
{
    if (!namesCertificates(settings)) {
        m_on.data.post([endpoint = std::move(endpoint), then = std::move(then)] { then(endpoint); });
        return;
    }
    m_on.files.submit([endpoint = std::move(endpoint), settings] { return withCertificates(endpoint, settings); },
        [then = std::move(then), &data = m_on.data](
            Result<HttpEndpoint> ready) { data.post([ready = std::move(ready), then] { then(ready); }); });
}

void MetricsDesk::Sources::begin(const MetricsDependencies& on, const Listeners& listeners,
    const PrometheusSettings& settings, const HttpEndpoint& endpoint)
{
    const EndpointId id = on.transport.open(endpoint);
    auto source = std::make_unique<MetricsSource>(metricsSettingsOf(settings),
        std::make_unique<PrometheusClient>(on.transport, id, on.data, on.workers, queryLimitsOf(settings)), on.data,
        on.freshness);
    source->onOverview(listeners.overview);
    for (const auto& [clusterId, context] : contextOfId)
        source->nameCluster(clusterId, context);
    source->show(moment, window);
    byName[settings.name] = { id, std::move(source) };
}

void MetricsDesk::stop(const QString& name, bool forget)
{
    m_on.data.post([sources = m_sources, on = m_on, gone = m_listeners.gone, name, forget] {
        const std::string id = metricsId(name.toStdString());
        if (forget)
            on.freshness.remove(id);
        sources->starting.erase(name);
        const auto it = sources->byName.find(name);
        if (it == sources->byName.end())
            return;
        const EndpointId endpoint = it->second.endpoint;
        sources->byName.erase(it);
        on.transport.close(endpoint);
        if (gone)
            gone(id);
    });
}

void MetricsDesk::remove(const QString& name)
{
    m_servers.erase(name);
    stop(name, true);
}

void MetricsDesk::refresh(const QString& name)
{
    m_on.data.post([sources = m_sources, name] {
        if (const auto it = sources->byName.find(name); it != sources->byName.end())
            it->second.metrics->retryNow();
    });
}

void MetricsDesk::contextOpened(const QString& context, const HttpEndpoint& endpoint)
{
    m_endpoints[context] = endpoint;
    for (const auto& [name, server] : m_servers) {
        if (server.settings.reach != MetricsReach::ServiceProxy || server.settings.viaContext != context)
            continue;
        if (const auto error = start(server))
            sayLost(name, *error);
    }
}

void MetricsDesk::contextClosed(const QString& context)
{
    m_endpoints.erase(context);
    for (const auto& [name, server] : m_servers) {
        if (server.settings.reach != MetricsReach::ServiceProxy || server.settings.viaContext != context)
            continue;
        stop(name, false);
        sayWaiting(server);
    }
}

void MetricsDesk::nameCluster(const std::string& id, const std::string& context)
{
    m_sources->contextOfId[id] = context;
    for (const auto& [name, source] : m_sources->byName)
        source.metrics->nameCluster(id, context);
}

void MetricsDesk::show(std::optional<Instant> moment, Duration window)
{
    m_on.data.post([sources = m_sources, moment, window] {
        sources->moment = moment;
        sources->window = window;
        for (const auto& [name, source] : sources->byName)
            source.metrics->show(moment, window);
    });
}

void MetricsDesk::networkChanged()
{
    m_on.data.post([sources = m_sources] {
        for (const auto& [name, source] : sources->byName)
            source.metrics->handleInterruption();
    });
}

void MetricsDesk::clear()
{
    m_sources->closed = true;
    m_sources->byName.clear();
}

void MetricsDesk::test(const PrometheusSettings& settings, const QByteArray& secret,
    std::function<std::vector<JoinCluster>()> clusters, std::function<void(Result<JoinReport>)> answer)
{
    Result<HttpEndpoint> endpoint = metricsEndpoint(settings, secret, via(settings));
    if (!endpoint) {
        m_on.data.post([answer = std::move(answer), error = endpoint.error()] { answer(tl::unexpected(error)); });
        return;
    }
    whenReady(std::move(*endpoint), settings,
        [sources = m_sources, on = m_on, clusters = std::move(clusters), answer = std::move(answer),
            configured = metricsSettingsOf(settings),
            limits = queryLimitsOf(settings)](const Result<HttpEndpoint>& ready) {
            if (!ready)
                return answer(tl::unexpected(ready.error()));
            if (!sources->closed)
                askJoin(on, *ready, limits, { configured.clusterLabel, configured.names, clusters() }, answer);
        });
}

} // namespace Strato
