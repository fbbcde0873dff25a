// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/bootstrap/runtime.h"

#include "app/bootstrap/surveyor.h"

#include <QFile>

#include <future>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

/// Adds the headers of a metrics server's own settings: fixed, so nothing to refresh.
class FixedAuthorizer final : public HttpAuthorizer {
public:
    explicit FixedAuthorizer(std::vector<HttpHeader> headers)
        : m_headers(std::move(headers))
    {
    }
    void authorize(Ready ready) override { ready(m_headers); }
    bool invalidate(const std::vector<HttpHeader>& /*used*/) override { return false; }

private:
    const std::vector<HttpHeader> m_headers;
};

Result<QByteArray> readPem(const QString& file)
{
    constexpr qint64 longestPem = 1024 * 1024;
    return file.isEmpty() ? Result<QByteArray>(QByteArray()) : readSmallFile(file, longestPem);
}

Result<std::vector<HttpHeader>> authHeaders(const PrometheusSettings& settings, const QByteArray& secret)
{
    switch (settings.auth) {
    case MetricsAuth::None:
    case MetricsAuth::ClientCertificate: return std::vector<HttpHeader> {};
    case MetricsAuth::Basic: {
        const QByteArray pair = settings.user.toUtf8() + ':' + secret;
        return std::vector<HttpHeader> { { "Authorization", QByteArray("Basic ") + pair.toBase64() } };
    }
    case MetricsAuth::Bearer: return std::vector<HttpHeader> { { "Authorization", "Bearer " + secret.trimmed() } };
    case MetricsAuth::Headers: {
        const QList<QByteArray> values = secret.split('\n');
        if (values.size() != settings.headerNames.size())
            return fail(ErrorCode::InvalidArgument, settings.name + u": not one value a header"_s);
        std::vector<HttpHeader> headers;
        for (qsizetype i = 0; i < values.size(); ++i)
            headers.push_back({ settings.headerNames[i].toUtf8(), values[i].trimmed() });
        return headers;
    }
    }
    return fail(ErrorCode::Internal, u"unknown kind of authentication"_s);
}

} // namespace

/// The metrics sources; made, used and destroyed on the data thread.
struct Runtime::Sources {
    struct Source {
        EndpointId endpoint = 0;
        std::unique_ptr<MetricsSource> metrics;
    };
    std::map<QString, Source> byName;
    std::optional<Instant> moment;
    Duration window = std::chrono::hours(1);
};

Runtime::Runtime(const Clock& clock, RuntimeListeners listeners)
    : m_clock(clock)
    , m_listeners(std::move(listeners))
    , m_board(
          [this](const SourceStatus& status) {
              if (m_listeners.status)
                  m_listeners.status(status);
          },
          [this](const std::string& id) {
              if (m_listeners.statusRemoved)
                  m_listeners.statusRemoved(id);
          })
    , m_transport(clock)
    , m_data(clock, "strato-data")
    , m_sources(std::make_shared<Sources>())
{
    onDataThreadAndWait([this] {
        m_surveyor = std::make_unique<Surveyor>(m_data, m_board, [this](std::shared_ptr<const OverviewState> state) {
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
        m_sources->byName.clear();
        m_surveyor.reset();
    });
    m_sessions.clear();
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

Result<HttpEndpoint> Runtime::endpointOf(const PrometheusSettings& settings, const QByteArray& secret) const
{
    if (settings.reach == MetricsReach::ServiceProxy) {
        const auto it = m_endpoints.find(settings.viaContext);
        if (it == m_endpoints.end())
            return fail(
                ErrorCode::NotFound, settings.name + u": the cluster %1 is not connected"_s.arg(settings.viaContext));
        HttpEndpoint endpoint = it->second;
        endpoint.baseUrl.setPath(it->second.baseUrl.path()
            + u"/api/v1/namespaces/%1/services/%2/proxy"_s.arg(settings.nameSpace, settings.service));
        endpoint.livenessPath = u"/-/ready"_s;
        return endpoint;
    }
    HttpEndpoint endpoint;
    endpoint.baseUrl = QUrl(settings.url, QUrl::StrictMode);
    const bool http = endpoint.baseUrl.scheme() == u"http"_s;
    if (!endpoint.baseUrl.isValid() || endpoint.baseUrl.host().isEmpty()
        || (!http && endpoint.baseUrl.scheme() != u"https"_s))
        return fail(ErrorCode::InvalidArgument,
            settings.name + u": the address must be http://host[:port] or https://host[:port]"_s);
    if (settings.reach == MetricsReach::Grafana)
        endpoint.baseUrl.setPath(endpoint.baseUrl.path() + u"/api/datasources/proxy/uid/"_s + settings.dataSourceUid);
    endpoint.plainHttpAllowed = http;
    endpoint.livenessPath = u"/-/ready"_s;
    const Result<QByteArray> ca = readPem(settings.caFile);
    const Result<QByteArray> certificate = readPem(settings.clientCertificateFile);
    const Result<QByteArray> key = readPem(settings.clientKeyFile);
    for (const Result<QByteArray>* file : { &ca, &certificate, &key }) {
        if (!*file)
            return tl::unexpected(file->error());
    }
    endpoint.tls.caPem = *ca;
    endpoint.tls.clientCertPem = *certificate;
    endpoint.tls.clientKeyPem = *key;
    Result<std::vector<HttpHeader>> headers = authHeaders(settings, secret);
    if (!headers)
        return tl::unexpected(headers.error());
    if (!headers->empty())
        endpoint.authorizer = std::make_shared<FixedAuthorizer>(std::move(*headers));
    return endpoint;
}

MetricsSettings Runtime::metricsSettings(const PrometheusSettings& settings) const
{
    MetricsSettings out;
    out.id = "prometheus:" + settings.name.toStdString();
    out.label = settings.name;
    out.clusterLabel = settings.clusterLabel.toStdString();
    if (settings.contexts.size() == 1)
        out.onlyCluster = settings.contexts.front().toStdString();
    return out;
}

std::optional<Error> Runtime::addPrometheus(const PrometheusSettings& settings, const QByteArray& secret)
{
    Result<HttpEndpoint> endpoint = endpointOf(settings, secret);
    if (!endpoint)
        return endpoint.error();
    removePrometheus(settings.name);
    const EndpointId id = m_transport.open(std::move(*endpoint));
    m_data.post([this, id, name = settings.name, configured = metricsSettings(settings)] {
        auto source = std::make_unique<MetricsSource>(
            configured, std::make_unique<PrometheusClient>(m_transport, id, m_data, m_pool), m_data, m_board);
        source->onOverview([this](std::shared_ptr<const MetricsOverview> overview) {
            if (m_surveyor)
                m_surveyor->metricsArrived(overview);
            if (m_listeners.metrics)
                m_listeners.metrics(std::move(overview));
        });
        source->show(m_sources->moment, m_sources->window);
        m_sources->byName[name] = { id, std::move(source) };
    });
    return std::nullopt;
}

void Runtime::removePrometheus(const QString& name)
{
    m_data.post([this, name] {
        const auto it = m_sources->byName.find(name);
        if (it == m_sources->byName.end())
            return;
        const EndpointId endpoint = it->second.endpoint;
        const std::string id = it->second.metrics->settings().id;
        m_sources->byName.erase(it);
        m_transport.close(endpoint);
        m_board.remove(id);
        if (m_surveyor)
            m_surveyor->metricsGone(id);
    });
}

void Runtime::refreshPrometheus(const QString& name)
{
    m_data.post([this, name] {
        if (const auto it = m_sources->byName.find(name); it != m_sources->byName.end())
            it->second.metrics->show(m_sources->moment, m_sources->window);
    });
}

void Runtime::testPrometheus(
    const PrometheusSettings& settings, const QByteArray& secret, std::function<void(Result<JoinReport>)> answer)
{
    Result<HttpEndpoint> endpoint = endpointOf(settings, secret);
    if (!endpoint) {
        m_data.post([answer = std::move(answer), error = endpoint.error()] { answer(tl::unexpected(error)); });
        return;
    }
    const EndpointId id = m_transport.open(std::move(*endpoint));
    std::vector<std::shared_ptr<ClusterSession>> sessions;
    std::vector<std::string> names;
    for (const auto& [name, session] : m_sessions) {
        if (settings.contexts.isEmpty() || settings.contexts.contains(name)) {
            sessions.push_back(session);
            names.push_back(name.toStdString());
        }
    }
    m_data.post([this, id, sessions, names, answer = std::move(answer), configured = metricsSettings(settings)] {
        joinTest(id, configured, sessions, names, answer);
    });
}

void Runtime::joinTest(EndpointId endpoint, const MetricsSettings& settings,
    const std::vector<std::shared_ptr<ClusterSession>>& sessions, const std::vector<std::string>& names,
    std::function<void(Result<JoinReport>)> answer)
{
    std::vector<std::string> nodes;
    std::vector<std::string> pods;
    for (const auto& session : sessions) {
        const SnapshotPtr state = session->state().current();
        state->forEachOfKind("", "Node", [&](const RecordPtr& node) { nodes.emplace_back(node->name.view()); });
        state->forEachOfKind("", "Pod", [&](const RecordPtr& pod) {
            if (pod->text("status") == "Running")
                pods.push_back(std::string(pod->nameSpace.view()) + "/" + std::string(pod->name.view()));
        });
    }
    // A source of its own, kept alive by the answer, so that a wrong test never touches what is shown.
    auto board = std::make_shared<FreshnessBoard>();
    auto source = std::make_shared<MetricsSource>(
        settings, std::make_unique<PrometheusClient>(m_transport, endpoint, m_data, m_pool), m_data, *board);
    source->joinReport(names.size() == 1 ? names.front() : std::string(), std::move(nodes), std::move(pods),
        [this, source, board, endpoint, answer = std::move(answer)](Result<JoinReport> report) {
            m_transport.close(endpoint);
            answer(std::move(report));
            m_data.post([source, board] {}); // the last reference goes after this callback has returned
        });
}

void Runtime::show(std::optional<Instant> moment, Duration window)
{
    m_data.post([this, moment, window] {
        m_sources->moment = moment;
        m_sources->window = window;
        for (const auto& [name, source] : m_sources->byName)
            source.metrics->show(moment, window);
        if (m_surveyor)
            m_surveyor->show(moment);
    });
}

} // namespace Strato
