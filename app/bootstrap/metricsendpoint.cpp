// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/bootstrap/metricsendpoint.h"

#include "models/base/metricsids.h"
#include "models/base/smallfile.h"
#include "models/kube/config/certificate.h"
#include "models/net/proxysettings.h"

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr Duration startingAtMost = std::chrono::seconds(30);

/// Adds the headers of a metrics server's own settings, after those of the API server that it is reached through.
class FixedAuthorizer final : public HttpAuthorizer {
public:
    FixedAuthorizer(std::vector<HttpHeader> headers, std::shared_ptr<HttpAuthorizer> inner)
        : m_headers(std::move(headers))
        , m_inner(std::move(inner))
    {
    }
    void authorize(Ready ready) override
    {
        if (!m_inner) {
            ready(m_headers);
            return;
        }
        m_inner->authorize([ready = std::move(ready), mine = m_headers](Result<std::vector<HttpHeader>> headers) {
            if (headers)
                headers->insert(headers->end(), mine.begin(), mine.end());
            ready(std::move(headers));
        });
    }
    bool invalidate(const std::vector<HttpHeader>& used) override
    {
        if (!m_inner || used.size() < m_headers.size())
            return false;
        return m_inner->invalidate({ used.begin(), used.end() - static_cast<std::ptrdiff_t>(m_headers.size()) });
    }

private:
    const std::vector<HttpHeader> m_headers;
    const std::shared_ptr<HttpAuthorizer> m_inner;
};

Result<QByteArray> readPem(const QString& file)
{
    constexpr qint64 longestPem = qint64 { 1024 } * 1024;
    if (file.isEmpty())
        return QByteArray();
    return readSmallFile(file, longestPem);
}

Result<QByteArray> readCertificateFile(const QString& file)
{
    Result<QByteArray> pem = readPem(file);
    if (!pem || file.isEmpty())
        return pem;
    if (const auto certificates = readCertificates(*pem); !certificates)
        return fail(certificates.error().code, file + u": "_s + certificates.error().detail);
    return pem;
}

/// @p certificate: what was read of its file; a key can be judged beside its certificate only.
Result<QByteArray> readKeyFile(const QString& file, const Result<QByteArray>& certificate)
{
    Result<QByteArray> pem = readPem(file);
    if (!pem || file.isEmpty() || !certificate || certificate->isEmpty())
        return pem;
    if (const Result<void> fits = checkKeyPair(*certificate, *pem); !fits)
        return fail(ErrorCode::InvalidArgument, file + u": "_s + fits.error().detail);
    return pem;
}

/// The files that settings name, read and looked into: what TLS would fail on later, in its own words.
struct CertificateFiles {
    Result<QByteArray> authority;
    Result<QByteArray> certificate;
    Result<QByteArray> key;

    explicit CertificateFiles(const PrometheusSettings& settings)
        : authority(readCertificateFile(settings.caFile))
        , certificate(readCertificateFile(settings.clientCertificateFile))
        , key(readKeyFile(settings.clientKeyFile, certificate))
    {
    }
};

Result<std::vector<HttpHeader>> ownHeaders(const PrometheusSettings& settings, const QByteArray& secret)
{
    const QList<QByteArray> values = secret.split('\n');
    if (values.size() != settings.headerNames.size())
        return fail(ErrorCode::InvalidArgument, settings.name + u": not one value a header"_s);
    std::vector<HttpHeader> headers;
    for (qsizetype i = 0; i < values.size(); ++i)
        headers.push_back({ settings.headerNames[i].toUtf8(), values[i].trimmed() });
    return headers;
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
    case MetricsAuth::Headers: return ownHeaders(settings, secret);
    }
    return fail(ErrorCode::Internal, u"unknown kind of authentication"_s);
}

Result<HttpEndpoint> proxied(const PrometheusSettings& settings, const QByteArray& secret, const HttpEndpoint* via)
{
    if (!via)
        return fail(ErrorCode::ClusterNotOpen, settings.viaContext);
    HttpEndpoint endpoint = *via;
    endpoint.baseUrl.setPath(
        via->baseUrl.path() + u"/api/v1/namespaces/%1/services/%2/proxy"_s.arg(settings.nameSpace, settings.service));
    endpoint.livenessPath = u"/-/ready"_s;
    if (settings.auth == MetricsAuth::Headers) { // the API server passes on what is not its own, such as X-Scope-OrgID
        Result<std::vector<HttpHeader>> headers = ownHeaders(settings, secret);
        if (!headers)
            return tl::unexpected(headers.error());
        endpoint.authorizer = std::make_shared<FixedAuthorizer>(std::move(*headers), endpoint.authorizer);
    }
    return endpoint;
}

} // namespace

Result<HttpEndpoint> metricsEndpoint(
    const PrometheusSettings& settings, const QByteArray& secret, const HttpEndpoint* via)
{
    if (settings.reach == MetricsReach::ServiceProxy)
        return proxied(settings, secret, via);
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
    if (settings.auth != MetricsAuth::None && !isPrivate(endpoint.baseUrl))
        return fail(ErrorCode::InvalidArgument, settings.name + u": a sign-in is never sent over plain http"_s);
    Result<std::vector<HttpHeader>> headers = authHeaders(settings, secret);
    if (!headers)
        return tl::unexpected(headers.error());
    if (!headers->empty())
        endpoint.authorizer = std::make_shared<FixedAuthorizer>(std::move(*headers), nullptr);
    return endpoint;
}

bool isPrivate(const QUrl& server)
{
    return server.scheme() == u"https"_s || isLoopback(server.host());
}

bool namesCertificates(const PrometheusSettings& settings)
{
    return settings.reach != MetricsReach::ServiceProxy // it has those of its cluster
        && !(settings.caFile.isEmpty() && settings.clientCertificateFile.isEmpty() && settings.clientKeyFile.isEmpty());
}

std::vector<CertificateProblem> certificateProblems(const PrometheusSettings& settings)
{
    using File = CertificateProblem::File;
    std::vector<CertificateProblem> problems;
    if (!namesCertificates(settings))
        return problems;
    const CertificateFiles files(settings);
    const auto note = [&problems](File file, const QString& path, const Result<QByteArray>& read) {
        if (!read)
            problems.push_back({ file, path, read.error() });
    };
    note(File::Authority, settings.caFile, files.authority);
    note(File::Certificate, settings.clientCertificateFile, files.certificate);
    note(File::Key, settings.clientKeyFile, files.key);
    return problems;
}

Result<HttpEndpoint> withCertificates(HttpEndpoint endpoint, const PrometheusSettings& settings)
{
    if (!namesCertificates(settings))
        return endpoint;
    const CertificateFiles files(settings);
    for (const Result<QByteArray>* file : { &files.authority, &files.certificate, &files.key }) {
        if (!*file)
            return tl::unexpected(file->error());
    }
    endpoint.tls.caPem = *files.authority;
    endpoint.tls.clientCertPem = *files.certificate;
    endpoint.tls.clientKeyPem = *files.key;
    return endpoint;
}

QueryScheduler::Limits queryLimitsOf(const PrometheusSettings& settings)
{
    return { settings.queriesAtOnce, settings.queriesASecond };
}

MetricsSettings metricsSettingsOf(const PrometheusSettings& settings)
{
    MetricsSettings out;
    out.id = metricsId(settings.name.toStdString());
    out.label = settings.name;
    out.clusterLabel = settings.clusterLabel.toStdString();
    std::vector<std::string> covers;
    for (const QString& context : settings.contexts)
        covers.push_back(context.toStdString());
    std::map<std::string, std::string, std::less<>> contextOfValue;
    for (const auto& [context, value] : settings.clusterValues) {
        if (!value.isEmpty())
            contextOfValue[value.toStdString()] = context.toStdString();
    }
    out.startsWithin = settings.starting ? startingAtMost : Duration::zero();
    out.names = ClusterNames(std::move(covers), std::move(contextOfValue));
    return out;
}

} // namespace Strato
