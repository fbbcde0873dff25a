// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/exec/execcredential.h"

#include "models/kube/config/certificate.h"
#include "models/kube/decode/timestamp.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Strato {

namespace {

constexpr qsizetype longestVersion = 64;

tl::unexpected<Error> refuse(QString detail)
{
    return fail(ErrorCode::SignInFailed, std::move(detail));
}

void addText(QJsonObject& object, const QString& key, const QString& value)
{
    if (!value.isEmpty())
        object.insert(key, value);
}

QJsonObject clusterObject(const KubeExecCluster& cluster)
{
    QJsonObject object;
    object.insert(u"server"_s, cluster.server);
    addText(object, u"tls-server-name"_s, cluster.tlsServerName);
    if (cluster.insecureSkipTlsVerify)
        object.insert(u"insecure-skip-tls-verify"_s, true);
    addText(object, u"certificate-authority-data"_s, QString::fromLatin1(cluster.certificateAuthorityPem.toBase64()));
    addText(object, u"proxy-url"_s, cluster.proxyUrl);
    if (cluster.disableCompression)
        object.insert(u"disable-compression"_s, true);
    if (!cluster.config.isNull() && !cluster.config.isUndefined())
        object.insert(u"config"_s, cluster.config);
    return object;
}

/// A version that there is may be said in an error. Anything else that stands in its place may be a token.
QString sayable(const QString& version)
{
    static const QStringList known { u"client.authentication.k8s.io/v1alpha1"_s,
        u"client.authentication.k8s.io/v1beta1"_s, u"client.authentication.k8s.io/v1"_s };
    if (version.isEmpty())
        return u"none"_s;
    return known.contains(version) ? version : u"one that is not known"_s;
}

/// A field that is text or not there. Errors: SignInFailed.
Result<QByteArray> textOf(const QJsonObject& status, const QString& key)
{
    const QJsonValue value = status.value(key);
    if (value.isUndefined() || value.isNull())
        return QByteArray();
    if (!value.isString())
        return refuse(u"exec plugin: status.%1 is not text"_s.arg(key));
    return value.toString().toUtf8();
}

Result<void> readToken(const QJsonObject& status, ExecCredential& into)
{
    const Result<QByteArray> token = textOf(status, u"token"_s);
    if (!token)
        return tl::unexpected(token.error());
    const bool odd = std::ranges::any_of(*token, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte <= 0x20 || byte == 0x7f;
    });
    if (odd)
        return refuse(u"exec plugin: status.token holds characters that no token has"_s);
    into.token = SecretBytes(*token);
    return {};
}

Result<void> readCertificate(const QJsonObject& status, ExecCredential& into)
{
    const Result<QByteArray> certificate = textOf(status, u"clientCertificateData"_s);
    const Result<QByteArray> key = textOf(status, u"clientKeyData"_s);
    if (!certificate || !key)
        return tl::unexpected(certificate ? key.error() : certificate.error());
    if (certificate->isEmpty() && key->isEmpty())
        return {};
    if (certificate->isEmpty() || key->isEmpty())
        return refuse(u"exec plugin returned only certificate or key, not both"_s);
    const auto facts = readCertificates(*certificate);
    if (!facts)
        return refuse(u"exec plugin: status.clientCertificateData: %1"_s.arg(facts.error().detail));
    if (const Result<void> pair = checkKeyPair(*certificate, *key); !pair)
        return refuse(u"exec plugin: status.clientKeyData: %1"_s.arg(pair.error().detail));
    into.clientCertificatePem = *certificate;
    into.clientKeyPem = SecretBytes(*key);
    return {};
}

Result<void> readExpiry(const QJsonObject& status, ExecCredential& into)
{
    const Result<QByteArray> text = textOf(status, u"expirationTimestamp"_s);
    if (!text)
        return tl::unexpected(text.error());
    if (text->isEmpty())
        return {};
    into.expires = parseTimestamp(std::string_view(text->constData(), static_cast<std::size_t>(text->size())));
    if (!into.expires)
        return refuse(u"exec plugin: status.expirationTimestamp is no time"_s);
    return {};
}

} // namespace

Result<void> checkExecApiVersion(const QString& apiVersion)
{
    if (apiVersion == u"client.authentication.k8s.io/v1"_s || apiVersion == u"client.authentication.k8s.io/v1beta1"_s)
        return {};
    return refuse(u"exec plugin: invalid apiVersion \"%1\""_s.arg(visibleControls(apiVersion.left(longestVersion))));
}

QByteArray encodeExecInfo(const QString& apiVersion, const std::optional<KubeExecCluster>& cluster)
{
    QJsonObject spec { { u"interactive"_s, false } };
    if (cluster)
        spec.insert(u"cluster"_s, clusterObject(*cluster));
    const QJsonObject whole { { u"kind"_s, u"ExecCredential"_s }, { u"apiVersion"_s, apiVersion },
        { u"spec"_s, spec } };
    return QJsonDocument(whole).toJson(QJsonDocument::Compact);
}

Result<ExecCredential> decodeExecCredential(const QByteArray& output, const QString& apiVersion)
{
    if (output.size() > maxExecCredentialBytes)
        return refuse(u"exec plugin wrote more than %1 bytes"_s.arg(maxExecCredentialBytes));
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(output, &problem);
    if (!document.isObject())
        return refuse(problem.error == QJsonParseError::NoError
                ? u"decoding stdout: not an object"_s
                : u"decoding stdout: %1 at byte %2"_s.arg(problem.errorString()).arg(problem.offset));
    const QJsonObject whole = document.object();
    if (whole.value(u"kind"_s).toString() != u"ExecCredential"_s)
        return refuse(u"decoding stdout: not of kind ExecCredential"_s);
    const QString version = whole.value(u"apiVersion"_s).toString();
    if (version != apiVersion)
        return refuse(u"exec plugin is configured to use API version %1, plugin returned version %2"_s.arg(
            apiVersion, sayable(version)));
    const QJsonValue status = whole.value(u"status"_s);
    if (!status.isObject())
        return refuse(u"exec plugin didn't return a status field"_s);
    ExecCredential credential;
    const QJsonObject fields = status.toObject();
    const Result<void> read
        = readToken(fields, credential).and_then([&] { return readCertificate(fields, credential); }).and_then([&] {
              return readExpiry(fields, credential);
          });
    if (!read)
        return tl::unexpected(read.error());
    if (credential.token.isEmpty() && credential.clientCertificatePem.isEmpty())
        return refuse(u"exec plugin didn't return a token or cert/key pair"_s);
    return credential;
}

} // namespace Strato
