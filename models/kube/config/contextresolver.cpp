// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/config/contextresolver.h"

#include "models/base/plaintext.h"
#include "models/base/smallfile.h"
#include "models/kube/config/certificate.h"
#include "models/kube/config/kubeconfigvalidation.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Strato {

namespace {

constexpr qint64 maxPemBytes = 4LL * 1024 * 1024;

QString isoDate(Instant at)
{
    return toDateTime(at).toString(u"yyyy-MM-dd'T'HH:mm:ss'Z'"_s);
}

KubeCluster withOverrides(KubeCluster cluster, const ContextOverrides& overrides)
{
    if (!overrides.server.isEmpty())
        cluster.server = overrides.server;
    // Another server is not known by the kubeconfig's name: the two go together.
    if (!overrides.tlsServerName.isEmpty() || !overrides.server.isEmpty())
        cluster.tlsServerName = overrides.tlsServerName;
    if (overrides.insecureSkipTlsVerify || !overrides.certificateAuthority.isEmpty()) {
        cluster.insecureSkipTlsVerify = overrides.insecureSkipTlsVerify;
        cluster.certificateAuthority = overrides.certificateAuthority;
        cluster.certificateAuthorityData.clear();
    }
    cluster.disableCompression = cluster.disableCompression || overrides.disableCompression;
    return cluster;
}

KubeUser withOverrides(KubeUser user, const ContextOverrides& overrides)
{
    if (!overrides.token.isEmpty())
        user.token = overrides.token;
    if (!overrides.tokenFile.isEmpty())
        user.tokenFile = overrides.tokenFile;
    if (!overrides.username.isEmpty())
        user.username = overrides.username;
    if (!overrides.password.isEmpty())
        user.password = overrides.password;
    const KubeImpersonation& as = overrides.impersonate;
    if (!as.user.isEmpty())
        user.impersonate.user = as.user;
    if (!as.uid.isEmpty())
        user.impersonate.uid = as.uid;
    if (!as.groups.isEmpty())
        user.impersonate.groups = as.groups;
    for (const auto& [key, values] : as.extra)
        user.impersonate.extra.insert_or_assign(key, values);
    return user;
}

/// The named parts of a context after the overrides chose other entries.
struct Parts {
    QString name;
    KubeContext context;
    KubeCluster cluster;
    KubeUser user;
    std::vector<Error> warnings;
};

Result<KubeContextParts> chooseEntries(
    const LoadedKubeConfig& config, const QString& name, const ContextOverrides& overrides)
{
    std::optional<KubeContextParts> parts = findContext(config, name);
    if (!parts)
        return fail(ErrorCode::UnknownContext, visibleControls(name));
    if (!overrides.cluster.isEmpty()) {
        const auto it = config.merged.clusters.find(overrides.cluster);
        if (it == config.merged.clusters.end())
            return fail(
                ErrorCode::NotFound, u"cluster \"%1\" does not exist"_s.arg(visibleControls(overrides.cluster)));
        parts->cluster = &it->second;
    }
    if (!overrides.user.isEmpty()) {
        const auto it = config.merged.users.find(overrides.user);
        if (it == config.merged.users.end())
            return fail(ErrorCode::NotFound, u"auth info \"%1\" does not exist"_s.arg(visibleControls(overrides.user)));
        parts->user = &it->second;
    }
    return *parts;
}

Result<Parts> gather(const LoadedKubeConfig& config, const QString& asked, const ContextOverrides& overrides)
{
    if (config.merged.isEmpty() && overrides.server.isEmpty())
        return fail(ErrorCode::NotFound, u"invalid configuration: no configuration has been provided"_s);
    Parts parts;
    parts.name = asked.isEmpty() ? config.merged.currentContext : asked;
    if (parts.name.isEmpty() && overrides.server.isEmpty())
        return fail(ErrorCode::InvalidArgument, u"no context chosen"_s);
    KubeContextParts found;
    if (!parts.name.isEmpty()) {
        const Result<KubeContextParts> chosen = chooseEntries(config, parts.name, overrides);
        if (!chosen)
            return tl::unexpected(chosen.error());
        found = *chosen;
        parts.context = *found.context;
    }
    const KubeContext& context = parts.context;
    if (!context.problems.empty())
        return tl::unexpected(joinErrors(context.problems));
    if (!found.cluster && !context.cluster.isEmpty() && overrides.server.isEmpty())
        return tl::unexpected(configError(ErrorCode::NotFound, context.mark(u"cluster"_s), u"cluster"_s,
            u"cluster \"%1\" was not found for context \"%2\""_s.arg(context.cluster, context.name)));
    // kubectl goes on without credentials here; so do we, but not silently.
    if (!found.user && !context.user.isEmpty())
        parts.warnings.push_back(configError(ErrorCode::NotFound, context.mark(u"user"_s), u"user"_s,
            u"user \"%1\" was not found for context \"%2\""_s.arg(context.user, context.name)));
    parts.cluster = withOverrides(found.cluster ? *found.cluster : KubeCluster {}, overrides);
    parts.user = withOverrides(found.user ? *found.user : KubeUser {}, overrides);
    std::vector<Error> errors = validateUser(parts.user);
    const std::vector<Error> more = validateCluster(parts.cluster);
    errors.insert(errors.end(), more.begin(), more.end());
    if (!errors.empty())
        return tl::unexpected(joinErrors(errors));
    return parts;
}

/// The bytes of a "-data" field, or of its file. Empty if neither is set.
Result<QByteArray> fromDataOrFile(const QByteArray& data, const QString& path, ResolvedContext& into)
{
    if (!data.isEmpty() || path.isEmpty())
        return data;
    into.filesRead.push_back(path);
    return readSmallFile(path, maxPemBytes);
}

/// "localhost:8080" means https where TLS is configured, http elsewhere: kubectl's default.
Result<QUrl> serverUrl(const KubeCluster& cluster, bool hasTls)
{
    QString text = cluster.server;
    if (!text.contains(u"://"_s))
        text.prepend(hasTls ? u"https://"_s : u"http://"_s);
    QUrl url(text, QUrl::StrictMode);
    const bool http = url.scheme() == u"https"_s || url.scheme() == u"http"_s;
    if (!url.isValid() || !http || url.host().isEmpty() || !url.userInfo().isEmpty())
        return tl::unexpected(configError(ErrorCode::InvalidArgument, cluster.mark(u"server"_s), u"server"_s,
            u"expected https://host:port for cluster \"%1\""_s.arg(cluster.name)));
    url.setQuery(QString());
    url.setFragment(QString());
    return url;
}

Result<void> checkExpiry(const std::vector<CertificateFacts>& all, Instant now, const SourceMark& at,
    const QString& field, const QString& what)
{
    // A bundle holds as long as one of its certificates does.
    const auto newest = std::ranges::max_element(all, {}, &CertificateFacts::notAfter);
    if (newest->notAfter < now)
        return tl::unexpected(configError(
            ErrorCode::CertificateExpired, at, field, u"%1 expired on %2"_s.arg(what, isoDate(newest->notAfter))));
    return {};
}

Result<void> resolveCa(const KubeCluster& cluster, Instant now, ResolvedContext& into)
{
    const QString field
        = cluster.certificateAuthorityData.isEmpty() ? u"certificate-authority"_s : u"certificate-authority-data"_s;
    const Result<QByteArray> pem = fromDataOrFile(cluster.certificateAuthorityData, cluster.certificateAuthority, into);
    if (!pem)
        return tl::unexpected(configError(pem.error().code, cluster.mark(field), field, pem.error().detail));
    if (pem->isEmpty())
        return {};
    if (cluster.insecureSkipTlsVerify)
        return tl::unexpected(configError(ErrorCode::InvalidArgument, cluster.mark(u"insecure-skip-tls-verify"_s),
            u"insecure-skip-tls-verify"_s,
            u"specifying a root certificates file with the insecure flag is not allowed"_s));
    const Result<std::vector<CertificateFacts>> facts = readCertificates(*pem);
    if (!facts)
        return tl::unexpected(configError(facts.error().code, cluster.mark(field), field, facts.error().detail));
    into.endpoint.tls.caPem = *pem;
    return checkExpiry(*facts, now, cluster.mark(field), field, u"the cluster's CA certificate"_s);
}

Result<void> resolveClientCertificate(const KubeUser& user, Instant now, ResolvedContext& into)
{
    const bool data = !user.clientCertificateData.isEmpty();
    const QString field = data ? u"client-certificate-data"_s : u"client-certificate"_s;
    const auto at = [&](const Error& error) {
        return tl::unexpected(configError(error.code, user.mark(field), field, error.detail));
    };
    const Result<QByteArray> pem = fromDataOrFile(user.clientCertificateData, user.clientCertificate, into);
    if (!pem)
        return at(pem.error());
    if (pem->isEmpty())
        return {};
    const Result<QByteArray> key = fromDataOrFile(user.clientKeyData.reveal(), user.clientKey, into);
    if (!key)
        return at(key.error());
    const Result<std::vector<CertificateFacts>> facts = readCertificates(*pem);
    if (!facts)
        return at(facts.error());
    if (const Result<void> pair = checkKeyPair(*pem, *key); !pair)
        return at(pair.error());
    const CertificateFacts& leaf = facts->front();
    into.endpoint.tls.clientCertPem = *pem;
    into.endpoint.tls.clientKeyPem = *key;
    into.credential.certificateNotAfter = leaf.notAfter;
    into.credential.identity = leaf.commonName;
    into.credential.groups = leaf.organizations;
    into.credential.kind = CredentialKind::ClientCertificate;
    into.credential.from = user.mark(field);
    return checkExpiry(
        { leaf }, now, user.mark(field), field, u"the client certificate of user \"%1\""_s.arg(user.name));
}

/// The "sub" of a JWT, unverified: who the token says it is for. Empty if it is no JWT.
QString tokenSubject(const QByteArray& token)
{
    const QList<QByteArray> parts = token.split('.');
    if (parts.size() != 3 || parts[1].size() > 65536)
        return {};
    const QByteArray payload = QByteArray::fromBase64(parts[1], QByteArray::Base64UrlEncoding);
    return cleanLine(QJsonDocument::fromJson(payload).object().value(u"sub"_s).toString(), 256);
}

void describe(
    const KubeUser& user, CredentialKind kind, const QString& field, const QString& identity, CredentialInfo& info)
{
    info.kind = kind;
    info.from = user.mark(field);
    if (!identity.isEmpty())
        info.identity = identity;
}

/// As client-go's ConfigToExecCluster.
KubeExecCluster execCluster(const KubeCluster& cluster, const HttpEndpoint& endpoint)
{
    const auto extension = cluster.extensions.find(u"client.authentication.k8s.io/exec"_s);
    return { endpoint.baseUrl.toString(QUrl::FullyEncoded), endpoint.tls.serverName, endpoint.tls.insecure,
        endpoint.tls.caPem, cluster.proxyUrl, cluster.disableCompression,
        extension == cluster.extensions.end() ? QJsonValue() : extension->second };
}

/// Which credential the server will judge by, in kubectl's order of round trippers: a plugin is not asked where the
/// header that it would set is there already, nor where there is a client certificate.
void resolveCredentials(const KubeUser& user, const KubeCluster& cluster, ResolvedContext& into)
{
    KubeCredentials& credentials = into.credentials;
    credentials.token = user.token;
    credentials.tokenFile = user.tokenFile;
    credentials.username = user.username;
    credentials.password = user.password;
    if (into.endpoint.tls.clientCertPem.isEmpty())
        credentials.exec = user.exec;
    if (credentials.exec && credentials.exec->provideClusterInfo)
        credentials.execCluster = execCluster(cluster, into.endpoint);
    credentials.authProvider = user.authProvider;
    CredentialInfo& info = into.credential;
    if (user.authProvider)
        describe(user, CredentialKind::AuthProvider, u"auth-provider"_s, cleanLine(user.authProvider->name, 256), info);
    else if (!user.username.isEmpty() || !user.password.isEmpty())
        describe(user, CredentialKind::Basic, u"username"_s, cleanLine(user.username, 256), info);
    else if (!user.token.isEmpty())
        describe(user, CredentialKind::Token, u"token"_s, tokenSubject(user.token.reveal()), info);
    else if (!user.tokenFile.isEmpty())
        describe(user, CredentialKind::TokenFile, u"tokenFile"_s, {}, info);
    else if (credentials.exec)
        describe(user, CredentialKind::ExecPlugin, u"exec"_s, cleanLine(user.exec->command, 256), info);
    info.impersonates = cleanLine(user.impersonate.user, 256);
}

Result<void> checkTokenFile(const KubeUser& user, ResolvedContext& into)
{
    if (!user.token.isEmpty() || user.tokenFile.isEmpty())
        return {};
    const Result<QByteArray> bytes = readSmallFile(user.tokenFile, 1024LL * 1024);
    const SourceMark at = user.mark(u"tokenFile"_s);
    if (!bytes)
        return tl::unexpected(configError(bytes.error().code, at, u"tokenFile"_s, bytes.error().detail));
    if (bytes->trimmed().isEmpty())
        return tl::unexpected(configError(
            ErrorCode::Unauthenticated, at, u"tokenFile"_s, u"read empty token from file %1"_s.arg(user.tokenFile)));
    into.tokenFileDigest = QCryptographicHash::hash(*bytes, QCryptographicHash::Sha256);
    return {};
}

Result<void> resolveSecure(const Parts& parts, Instant now, ResolvedContext& into)
{
    into.endpoint.tls.insecure = parts.cluster.insecureSkipTlsVerify;
    into.endpoint.tls.serverName = parts.cluster.tlsServerName;
    if (parts.cluster.insecureSkipTlsVerify) {
        const QString field = u"insecure-skip-tls-verify"_s;
        into.warnings.push_back(
            configError(ErrorCode::TlsUnverified, parts.cluster.mark(field), field, parts.cluster.server));
    }
    return resolveCa(parts.cluster, now, into)
        .and_then([&] { return resolveClientCertificate(parts.user, now, into); })
        .and_then([&] { return checkTokenFile(parts.user, into); })
        .map([&] { resolveCredentials(parts.user, parts.cluster, into); });
}

/// kubectl never sends a credential over plain http; nor do we.
void resolvePlain(const Parts& parts, ResolvedContext& into)
{
    into.endpoint.plainHttpAllowed = true;
    const KubeUser& user = parts.user;
    if (!user.token.isEmpty() || !user.tokenFile.isEmpty() || !user.username.isEmpty() || user.exec
        || user.authProvider)
        into.warnings.push_back(configError(ErrorCode::InvalidArgument, parts.cluster.mark(u"server"_s), u"server"_s,
            u"plain http: the credentials of user \"%1\" are not sent"_s.arg(user.name)));
}

void resolveNamespace(const Parts& parts, const ContextOverrides& overrides, ResolvedContext& into)
{
    into.namespaceOverridden = !overrides.ns.isEmpty();
    const QString named = into.namespaceOverridden ? overrides.ns : parts.context.ns;
    into.namespaceExplicit = !named.isEmpty();
    into.ns = named.isEmpty() ? u"default"_s : named;
}

} // namespace

Result<ResolvedContext> resolveContext(
    const LoadedKubeConfig& config, const QString& name, Instant now, const ContextOverrides& overrides)
{
    Result<Parts> parts = gather(config, name, overrides);
    if (!parts)
        return tl::unexpected(parts.error());
    ResolvedContext resolved;
    resolved.name = parts->name;
    resolved.at = parts->context.at;
    resolved.warnings = std::move(parts->warnings);
    resolveNamespace(*parts, overrides, resolved);
    if (!isDnsLabel(resolved.ns))
        return tl::unexpected(configError(ErrorCode::InvalidArgument, parts->context.mark(u"namespace"_s),
            u"namespace"_s, u"\"%1\" is not a namespace's name"_s.arg(visibleControls(resolved.ns))));
    const KubeCluster& cluster = parts->cluster;
    const KubeUser& user = parts->user;
    const bool hasTls = cluster.insecureSkipTlsVerify || !cluster.certificateAuthority.isEmpty()
        || !cluster.certificateAuthorityData.isEmpty() || !user.clientCertificate.isEmpty()
        || !user.clientCertificateData.isEmpty();
    const Result<QUrl> url = serverUrl(cluster, hasTls);
    if (!url)
        return tl::unexpected(url.error());
    resolved.endpoint.baseUrl = *url;
    resolved.endpoint.proxy = QUrl(cluster.proxyUrl, QUrl::StrictMode);
    resolved.endpoint.disableCompression = cluster.disableCompression;
    resolved.credentials.impersonate = user.impersonate;
    resolved.credential.impersonates = cleanLine(user.impersonate.user, 256);
    if (url->scheme() == u"http"_s)
        resolvePlain(*parts, resolved);
    else if (const Result<void> secure = resolveSecure(*parts, now, resolved); !secure)
        return tl::unexpected(secure.error());
    return resolved;
}

bool InClusterEnvironment::possible() const
{
    const QFileInfo token(accountFolder + u"/token"_s);
    return !serviceHost.isEmpty() && !servicePort.isEmpty() && token.exists() && !token.isDir();
}

Result<ResolvedContext> resolveInCluster(
    const InClusterEnvironment& inCluster, Instant now, const ContextOverrides& overrides)
{
    if (!inCluster.possible())
        return fail(ErrorCode::NotFound,
            u"unable to load in-cluster configuration, KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT must be defined"_s);
    const bool v6 = inCluster.serviceHost.contains(u':');
    KubeConfig config;
    KubeCluster cluster;
    cluster.server = u"https://%1:%2"_s.arg(
        v6 ? u'[' + inCluster.serviceHost + u']' : inCluster.serviceHost, inCluster.servicePort);
    cluster.certificateAuthority = inCluster.accountFolder + u"/ca.crt"_s;
    KubeUser user;
    user.tokenFile = inCluster.accountFolder + u"/token"_s;
    if (!overrides.token.isEmpty() || !overrides.tokenFile.isEmpty())
        user.tokenFile.clear();
    KubeContext context;
    context.cluster = context.user = context.name = u"in-cluster"_s;
    context.ns = inCluster.podNamespace;
    if (context.ns.isEmpty()) {
        const Result<QByteArray> file = readSmallFile(inCluster.accountFolder + u"/namespace"_s, 4096);
        context.ns = file ? QString::fromUtf8(file->trimmed()) : QString();
    }
    LoadedKubeConfig loaded;
    loaded.merged.currentContext = context.name;
    loaded.merged.clusters.emplace(context.cluster, cluster);
    loaded.merged.users.emplace(context.user, user);
    loaded.merged.contexts.emplace(context.name, context);
    return resolveContext(loaded, {}, now, overrides);
}

Result<ResolvedContext> resolveDefault(const LoadedKubeConfig& config, const InClusterEnvironment& inCluster,
    Instant now, const ContextOverrides& overrides)
{
    if (config.merged.isEmpty() && inCluster.possible())
        return resolveInCluster(inCluster, now, overrides);
    return resolveContext(config, {}, now, overrides);
}

} // namespace Strato
