// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/config/kubeconfigvalidation.h"

#include "models/base/plaintext.h"
#include "models/base/smallfile.h"

#include <QFile>
#include <QFileInfo>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Strato {

namespace {

constexpr auto invalid = ErrorCode::InvalidArgument;

/// An empty error list, or one that says why @p path cannot be read.
void requireReadable(std::vector<Error>& errors, const KubeConfigEntry& entry, const QString& field,
    const QString& what, const QString& path)
{
    if (path.isEmpty())
        return;
    const Result<QByteArray> bytes = readSmallFile(path, 4LL * 1024 * 1024);
    if (bytes)
        return;
    errors.push_back(configError(bytes.error().code, entry.mark(field), field,
        u"unable to read %1 %2 for %3 due to %4"_s.arg(what, path, entry.name, bytes.error().detail)));
}

bool isBlank(const KubeCluster& cluster)
{
    return cluster.server.isEmpty() && cluster.tlsServerName.isEmpty() && !cluster.insecureSkipTlsVerify
        && cluster.certificateAuthority.isEmpty() && cluster.certificateAuthorityData.isEmpty()
        && cluster.proxyUrl.isEmpty() && !cluster.disableCompression && cluster.extensions.empty();
}

void validateCertificate(std::vector<Error>& errors, const KubeUser& user)
{
    const QString& name = user.name;
    if (user.clientCertificate.isEmpty() && user.clientCertificateData.isEmpty())
        return;
    if (!user.clientCertificate.isEmpty() && !user.clientCertificateData.isEmpty())
        errors.push_back(configError(invalid, user.mark(u"client-certificate"_s), u"client-certificate"_s,
            u"client-cert-data and client-cert are both specified for %1. client-cert-data will override."_s.arg(
                name)));
    if (!user.clientKey.isEmpty() && !user.clientKeyData.isEmpty())
        errors.push_back(configError(invalid, user.mark(u"client-key"_s), u"client-key"_s,
            u"client-key-data and client-key are both specified for %1; client-key-data will override"_s.arg(name)));
    if (user.clientKey.isEmpty() && user.clientKeyData.isEmpty())
        errors.push_back(configError(invalid, user.at, u"client-key"_s,
            u"client-key-data or client-key must be specified for %1 to use the clientCert authentication method."_s
                .arg(name)));
    requireReadable(errors, user, u"client-certificate"_s, u"client-cert"_s, user.clientCertificate);
    requireReadable(errors, user, u"client-key"_s, u"client-key"_s, user.clientKey);
}

void validateExec(std::vector<Error>& errors, const KubeUser& user)
{
    if (!user.exec)
        return;
    const auto add = [&](const QString& message) {
        errors.push_back(configError(invalid, user.mark(u"exec"_s), u"exec"_s, message));
    };
    if (user.authProvider)
        add(u"authProvider cannot be provided in combination with an exec plugin for %1"_s.arg(user.name));
    if (user.exec->command.isEmpty())
        add(u"command must be specified for %1 to use exec authentication plugin"_s.arg(user.name));
    if (user.exec->apiVersion.isEmpty())
        add(u"apiVersion must be specified for %1 to use exec authentication plugin"_s.arg(user.name));
    for (const KubeExecVariable& variable : user.exec->env)
        if (variable.name.isEmpty())
            add(u"env variable name must be specified for %1 to use exec authentication plugin"_s.arg(user.name));
    static const QStringList modes { u"Never"_s, u"IfAvailable"_s, u"Always"_s };
    if (user.exec->interactiveMode.isEmpty())
        add(u"interactiveMode must be specified for %1 to use exec authentication plugin"_s.arg(user.name));
    else if (!modes.contains(user.exec->interactiveMode))
        add(u"invalid interactiveMode for %1: \"%2\""_s.arg(user.name, visibleControls(user.exec->interactiveMode)));
}

void append(std::vector<Error>& to, const std::vector<Error>& from)
{
    to.insert(to.end(), from.begin(), from.end());
}

Error contextNotFound(const QString& name)
{
    return { ErrorCode::NotFound,
        u"context was not found for specified context: %1"_s.arg(cleanText(visibleControls(name))) };
}

Error nothingConfigured()
{
    return { ErrorCode::NotFound, u"invalid configuration: no configuration has been provided"_s };
}

} // namespace

Result<void> checkProxyUrl(const QString& url)
{
    const QUrl parsed(url, QUrl::StrictMode);
    static const QStringList schemes { u"http"_s, u"https"_s, u"socks5"_s };
    if (!parsed.isValid())
        return fail(invalid, u"not a URL: %1"_s.arg(parsed.errorString()));
    if (!schemes.contains(parsed.scheme()))
        return fail(invalid,
            u"unsupported scheme \"%1\", must be http, https, or socks5"_s.arg(visibleControls(parsed.scheme())));
    if (parsed.host().isEmpty())
        return fail(invalid, u"no host"_s);
    return {};
}

bool isDnsLabel(QStringView text)
{
    const auto alphanumeric = [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9'); };
    if (text.isEmpty() || text.size() > 63 || !alphanumeric(text.front()) || !alphanumeric(text.back()))
        return false;
    return std::ranges::all_of(text, [&](QChar c) { return alphanumeric(c) || c == u'-'; });
}

Error joinErrors(const std::vector<Error>& errors)
{
    if (errors.empty())
        return { ErrorCode::Internal, u"no error"_s };
    Error joined = errors.front();
    for (std::size_t i = 1; i < errors.size(); ++i)
        joined.detail += u"; "_s + errors[i].detail;
    return joined;
}

std::vector<Error> validateCluster(const KubeCluster& cluster)
{
    if (!cluster.problems.empty())
        return cluster.problems; // what follows from an unreadable field is no news
    std::vector<Error> errors;
    if (isBlank(cluster)) {
        errors.push_back(configError(invalid, cluster.at, u"server"_s, u"cluster has no server defined"_s));
        return errors;
    }
    if (cluster.server.isEmpty())
        errors.push_back(configError(invalid, cluster.at, u"server"_s,
            cluster.name.isEmpty() ? u"default cluster has no server defined"_s
                                   : u"no server found for cluster \"%1\""_s.arg(cluster.name)));
    if (!cluster.proxyUrl.isEmpty()) {
        // The URL itself is not quoted: it may hold a password.
        if (const Result<void> checked = checkProxyUrl(cluster.proxyUrl); !checked)
            errors.push_back(configError(invalid, cluster.mark(u"proxy-url"_s), u"proxy-url"_s,
                u"invalid 'proxy-url' for cluster \"%1\": %2"_s.arg(cluster.name, checked.error().detail)));
    }
    if (!cluster.certificateAuthority.isEmpty() && !cluster.certificateAuthorityData.isEmpty())
        errors.push_back(configError(invalid, cluster.mark(u"certificate-authority"_s), u"certificate-authority"_s,
            u"certificate-authority-data and certificate-authority are both specified for %1. certificate-authority-data will override."_s
                .arg(cluster.name)));
    requireReadable(
        errors, cluster, u"certificate-authority"_s, u"certificate-authority"_s, cluster.certificateAuthority);
    return errors;
}

std::vector<Error> validateUser(const KubeUser& user)
{
    if (!user.problems.empty())
        return user.problems;
    std::vector<Error> errors;
    validateCertificate(errors, user);
    validateExec(errors, user);
    const bool basic = !user.username.isEmpty() || !user.password.isEmpty();
    if (!user.token.isEmpty() && basic)
        errors.push_back(configError(invalid, user.mark(u"token"_s), u"token"_s,
            u"more than one authentication method found for %1; found [token basicAuth], only one is allowed"_s.arg(
                user.name)));
    const KubeImpersonation& as = user.impersonate;
    if (as.user.isEmpty() && !as.isEmpty())
        errors.push_back(configError(invalid, user.at, u"as"_s,
            u"requesting uid, groups or user-extra for %1 without impersonating a user"_s.arg(user.name)));
    return errors;
}

std::vector<Error> validateContext(const KubeContext& context, const KubeConfig& config)
{
    if (!context.problems.empty())
        return context.problems;
    std::vector<Error> errors;
    const auto add = [&](const QString& field, const QString& message) {
        errors.push_back(configError(invalid, context.mark(field), field, message));
    };
    if (context.name.isEmpty())
        add(u"name"_s, u"empty context name is not allowed"_s);
    if (context.user.isEmpty())
        add(u"user"_s, u"user was not specified for context \"%1\""_s.arg(context.name));
    else if (!config.users.contains(context.user))
        add(u"user"_s, u"user \"%1\" was not found for context \"%2\""_s.arg(context.user, context.name));
    if (context.cluster.isEmpty())
        add(u"cluster"_s, u"cluster was not specified for context \"%1\""_s.arg(context.name));
    else if (!config.clusters.contains(context.cluster))
        add(u"cluster"_s, u"cluster \"%1\" was not found for context \"%2\""_s.arg(context.cluster, context.name));
    if (!context.ns.isEmpty() && !isDnsLabel(context.ns))
        add(u"namespace"_s,
            u"namespace \"%1\" for context \"%2\" does not conform to the kubernetes DNS_LABEL rules"_s.arg(
                visibleControls(context.ns), context.name));
    return errors;
}

std::vector<Error> validateConfig(const KubeConfig& config)
{
    if (config.isEmpty())
        return { nothingConfigured() };
    std::vector<Error> errors;
    if (!config.currentContext.isEmpty() && !config.contexts.contains(config.currentContext))
        errors.push_back(contextNotFound(config.currentContext));
    for (const auto& [name, context] : config.contexts)
        append(errors, validateContext(context, config));
    for (const auto& [name, user] : config.users)
        append(errors, validateUser(user));
    for (const auto& [name, cluster] : config.clusters)
        append(errors, validateCluster(cluster));
    return errors;
}

std::vector<Error> confirmUsable(const LoadedKubeConfig& config, const QString& name)
{
    if (config.merged.isEmpty())
        return { nothingConfigured() };
    const QString wanted = name.isEmpty() ? config.merged.currentContext : name;
    if (wanted.isEmpty())
        return { { ErrorCode::InvalidArgument, u"no context chosen"_s } };
    const std::optional<KubeContextParts> parts = findContext(config, wanted);
    if (!parts)
        return { contextNotFound(wanted) };
    // For a context of a hidden file the references were found there, so they are judged against what was found.
    KubeConfig scope;
    if (parts->cluster)
        scope.clusters.emplace(parts->context->cluster, *parts->cluster);
    if (parts->user)
        scope.users.emplace(parts->context->user, *parts->user);
    std::vector<Error> errors = validateContext(*parts->context, scope);
    if (parts->user)
        append(errors, validateUser(*parts->user));
    append(errors, validateCluster(parts->cluster ? *parts->cluster : KubeCluster {}));
    return errors;
}

} // namespace Strato
