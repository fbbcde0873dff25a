// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/net/curlerrors.h"

#include "models/base/plaintext.h"
#include "models/net/curlsetup.h"

#include <openssl/x509_vfy.h>

#include <cstring>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

struct Failure {
    CURL* easy;
    CURLcode code;
    QString text; // libcurl's words, clean
    const ResolvedEndpoint& endpoint;
};

Error make(ErrorCode code, const Failure& failure, const QString& words)
{
    return { code, failure.endpoint.where + u": "_s + words };
}

long numberInfo(CURL* easy, CURLINFO info)
{
    long value = 0;
    curl_easy_getinfo(easy, info, &value);
    return value;
}

/// "DNS:a, DNS:b, IP Address:1.2.3.4" of the server's own certificate, "" if unknown.
QString certificateNames(CURL* easy)
{
    curl_certinfo* info = nullptr;
    if (curl_easy_getinfo(easy, CURLINFO_CERTINFO, &info) != CURLE_OK || info == nullptr || info->num_of_certs < 1)
        return {};
    constexpr const char* alternatives = "X509v3 Subject Alternative Name:";
    constexpr const char* subject = "Subject:";
    QString names;
    for (const curl_slist* line = info->certinfo[0]; line != nullptr; line = line->next) {
        if (std::strncmp(line->data, alternatives, std::strlen(alternatives)) == 0)
            return cleanLine(QString::fromUtf8(line->data + std::strlen(alternatives)), 512);
        if (std::strncmp(line->data, subject, std::strlen(subject)) == 0)
            names = cleanLine(QString::fromUtf8(line->data + std::strlen(subject)), 512);
    }
    return names;
}

Error verificationError(const Failure& failure)
{
    const long verdict = numberInfo(failure.easy, CURLINFO_SSL_VERIFYRESULT);
    switch (verdict) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
        return make(ErrorCode::CertificateExpired, failure, u"the server's certificate has expired"_s);
    case X509_V_ERR_CERT_NOT_YET_VALID:
        return make(ErrorCode::TlsFailed, failure,
            u"the server's certificate is not valid yet (is this machine's clock right?)"_s);
    case X509_V_OK:
    case X509_V_ERR_UNSPECIFIED: { // libcurl's value while it compares names, the chain being good
        const HttpEndpoint& settings = failure.endpoint.settings;
        const QString wanted = settings.tls.serverName.isEmpty() ? settings.baseUrl.host() : settings.tls.serverName;
        const QString names = certificateNames(failure.easy);
        return make(ErrorCode::TlsFailed, failure,
            u"the server's certificate is not for \"%1\"; it is for: %2"_s.arg(wanted, names));
    }
    default:
        return make(ErrorCode::TlsFailed, failure,
            u"the server's certificate is not signed by a trusted authority (wrong CA?): %1"_s.arg(
                QString::fromLatin1(X509_verify_cert_error_string(verdict))));
    }
}

/// What the other side said in a TLS alert, if this failure is one. With TLS 1.3 a refused client certificate shows
/// only when reading.
std::optional<Error> alertError(const Failure& failure)
{
    if (!failure.text.contains("alert"_L1))
        return std::nullopt;
    if (failure.text.contains("certificate expired"_L1))
        return make(ErrorCode::CertificateExpired, failure, u"our client certificate has expired"_s);
    return make(ErrorCode::TlsFailed, failure, u"the server refused the TLS session: %1"_s.arg(failure.text));
}

std::optional<Error> proxyError(const Failure& failure)
{
    const QUrl& proxy = failure.endpoint.proxy;
    if (proxy.isEmpty())
        return std::nullopt;
    const QString name = proxyForDisplay(proxy);
    const long answer = numberInfo(failure.easy, CURLINFO_HTTP_CONNECTCODE);
    if (answer != 0 && answer / 100 != 2) {
        Error error = make(ErrorCode::ProxyFailed, failure, u"the proxy %1 answered HTTP %2"_s.arg(name).arg(answer));
        error.httpStatus = static_cast<int>(answer);
        return error;
    }
    const bool refused = failure.code == CURLE_COULDNT_CONNECT || failure.code == CURLE_COULDNT_RESOLVE_PROXY
        || failure.code == CURLE_PROXY;
    if (refused)
        return make(ErrorCode::ProxyFailed, failure, u"through the proxy %1: %2"_s.arg(name, failure.text));
    return std::nullopt;
}

Error handshakeError(const Failure& failure)
{
    if (std::optional<Error> alert = alertError(failure))
        return *alert;
    // OpenSSL's words for an answer that is no TLS record.
    if (failure.text.contains("wrong version number"_L1) || failure.text.contains("packet length too long"_L1))
        return make(ErrorCode::UnexpectedContent, failure,
            u"the server does not speak TLS on this port (http:// instead of https://?)"_s);
    const bool broken = failure.text.contains("reset by peer"_L1) || failure.text.contains("SSL_ERROR_SYSCALL"_L1);
    return make(
        broken ? ErrorCode::ConnectFailed : ErrorCode::TlsFailed, failure, u"no TLS session: %1"_s.arg(failure.text));
}

Error connectionError(const Failure& failure)
{
    if (std::optional<Error> alert = alertError(failure))
        return *alert;
    if (failure.code == CURLE_GOT_NOTHING && failure.endpoint.settings.baseUrl.scheme() == "http"_L1)
        return make(ErrorCode::UnexpectedContent, failure,
            u"the server closed the connection without an answer (https:// instead of http://?)"_s);
    return make(ErrorCode::ConnectionLost, failure, u"the connection broke: %1"_s.arg(failure.text));
}

Error otherError(const Failure& failure)
{
    switch (failure.code) {
    case CURLE_COULDNT_RESOLVE_HOST: return make(ErrorCode::NameUnresolved, failure, u"the name cannot be resolved"_s);
    case CURLE_COULDNT_CONNECT: return make(ErrorCode::ConnectFailed, failure, failure.text);
    case CURLE_PEER_FAILED_VERIFICATION: return verificationError(failure);
    case CURLE_SSL_CERTPROBLEM:
        return make(ErrorCode::TlsFailed, failure, u"our client certificate or its key cannot be used"_s);
    case CURLE_SSL_CACERT_BADFILE:
        return make(ErrorCode::TlsFailed, failure, u"the given authority (CA) holds no usable certificate"_s);
    case CURLE_SSL_CONNECT_ERROR: return handshakeError(failure);
    case CURLE_OPERATION_TIMEDOUT: return make(ErrorCode::TimedOut, failure, failure.text);
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY:
        return make(ErrorCode::Malformed, failure, u"the answer is not HTTP: %1"_s.arg(failure.text));
    case CURLE_URL_MALFORMAT: return make(ErrorCode::InvalidArgument, failure, failure.text);
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM: return connectionError(failure);
    default: return make(ErrorCode::Internal, failure, failure.text);
    }
}

} // namespace

Error transferError(CURL* easy, CURLcode code, const char* errorText, const ResolvedEndpoint& endpoint)
{
    const char* words = *errorText != '\0' ? errorText : curl_easy_strerror(code);
    const Failure failure { easy, code, cleanLine(QString::fromUtf8(words), 256), endpoint };
    if (std::optional<Error> proxy = proxyError(failure))
        return *proxy;
    return otherError(failure);
}

} // namespace Strato
