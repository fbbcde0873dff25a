// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/net/curlsetup.h"

#include "models/net/httpheaders.h"

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr long collectBuffer = 128L * 1024;
constexpr long streamBuffer = 32L * 1024;

QString hostInUrl(const QString& host)
{
    return host.contains(u':') ? u'[' + host + u']' : host;
}

Result<void> checkBase(const HttpEndpoint& endpoint)
{
    const QUrl& url = endpoint.baseUrl;
    const QString scheme = url.scheme();
    if (!url.isValid() || url.host().isEmpty())
        return fail(ErrorCode::InvalidArgument, u"the server's address names no host"_s);
    if (scheme != "https"_L1 && scheme != "http"_L1)
        return fail(ErrorCode::InvalidArgument, u"the server's address must be https, not \"%1\""_s.arg(scheme));
    if (scheme == "http"_L1 && !endpoint.plainHttpAllowed)
        return fail(ErrorCode::InvalidArgument, u"plain http is refused unless it is asked for"_s);
    if (!url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment())
        return fail(ErrorCode::InvalidArgument, u"the server's address holds a user, query or fragment"_s);
    return {};
}

void setBlob(CURL* easy, CURLoption option, const QByteArray& pem)
{
    if (pem.isEmpty())
        return;
    curl_blob blob {};
    blob.data = const_cast<char*>(pem.constData()); // libcurl copies, it does not write
    blob.len = static_cast<std::size_t>(pem.size());
    blob.flags = CURL_BLOB_COPY;
    curl_easy_setopt(easy, option, &blob);
}

void setTls(CURL* easy, const TlsConfig& tls)
{
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, tls.insecure ? 0L : 1L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, tls.insecure ? 0L : 2L);
    curl_easy_setopt(easy, CURLOPT_CERTINFO, 1L); // names for "certificate is for ..., not for ..."
    if (!tls.caPem.isEmpty()) {
        setBlob(easy, CURLOPT_CAINFO_BLOB, tls.caPem);
        curl_easy_setopt(easy, CURLOPT_CAPATH, nullptr); // else the system's authorities would be trusted as well
    }
    if (tls.clientCertPem.isEmpty())
        return;
    curl_easy_setopt(easy, CURLOPT_SSLCERTTYPE, "PEM");
    curl_easy_setopt(easy, CURLOPT_SSLKEYTYPE, "PEM");
    curl_easy_setopt(easy, CURLOPT_KEYPASSWD, ""); // else OpenSSL asks the terminal for an encrypted key's pass phrase
    setBlob(easy, CURLOPT_SSLCERT_BLOB, tls.clientCertPem);
    setBlob(easy, CURLOPT_SSLKEY_BLOB, tls.clientKeyPem);
}

long proxyType(const QString& scheme)
{
    if (scheme == "https"_L1)
        return CURLPROXY_HTTPS;
    // kubectl lets the proxy resolve names for either spelling of socks5.
    return scheme.startsWith("socks5"_L1) ? CURLPROXY_SOCKS5_HOSTNAME : CURLPROXY_HTTP;
}

void setProxy(CURL* easy, const QUrl& proxy)
{
    curl_easy_setopt(easy, CURLOPT_NOPROXY, ""); // ours to decide: libcurl would read no_proxy
    curl_easy_setopt(easy, CURLOPT_HEADEROPT, static_cast<long>(CURLHEADER_SEPARATE));
    curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    if (proxy.isEmpty()) {
        curl_easy_setopt(easy, CURLOPT_PROXY, ""); // "" and not unset: libcurl would read https_proxy
        return;
    }
    const QByteArray host = hostInUrl(proxy.host(QUrl::FullyEncoded)).toLatin1();
    curl_easy_setopt(easy, CURLOPT_PROXY, host.constData());
    curl_easy_setopt(easy, CURLOPT_PROXYTYPE, proxyType(proxy.scheme()));
    const int usual = proxy.scheme() == "https"_L1 ? 443 : proxy.scheme() == "http"_L1 ? 80 : 1080;
    curl_easy_setopt(easy, CURLOPT_PROXYPORT, static_cast<long>(proxy.port(usual)));
    curl_easy_setopt(easy, CURLOPT_PROXY_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!proxy.userName().isEmpty()) {
        curl_easy_setopt(easy, CURLOPT_PROXYUSERNAME, proxy.userName(QUrl::FullyDecoded).toUtf8().constData());
        curl_easy_setopt(easy, CURLOPT_PROXYPASSWORD, proxy.password(QUrl::FullyDecoded).toUtf8().constData());
        curl_easy_setopt(easy, CURLOPT_PROXYAUTH, static_cast<long>(CURLAUTH_BASIC));
    }
}

void setSafety(CURL* easy)
{
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, "");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    curl_easy_setopt(easy, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(easy, CURLOPT_HTTP09_ALLOWED, 0L);
    // Cancelling during a slow name lookup must not make the I/O thread wait for the resolver's thread.
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
}

void setConnection(CURL* easy, const TransferOptions& options)
{
    const bool pausable = options.request.stream == StreamKind::Pausable;
    curl_easy_setopt(
        easy, CURLOPT_HTTP_VERSION, static_cast<long>(pausable ? CURL_HTTP_VERSION_1_1 : CURL_HTTP_VERSION_2TLS));
    curl_easy_setopt(easy, CURLOPT_PIPEWAIT, pausable ? 0L : 1L);
    curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, pausable || options.freshConnection ? 1L : 0L);
    curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, pausable || options.freshConnection ? 1L : 0L);
    curl_easy_setopt(
        easy, CURLOPT_BUFFERSIZE, options.request.stream == StreamKind::None ? collectBuffer : streamBuffer);
    if (const std::optional<Duration> limit = options.request.timeouts.connect) {
        // The limit itself is kept with the injected clock; this one makes libcurl go on to the host's next address.
        const auto ms = std::chrono::ceil<std::chrono::milliseconds>(*limit).count();
        curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(ms));
    }
}

void setMethod(CURL* easy, const HttpRequest& request)
{
    if (request.method == "HEAD") {
        curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);
        return;
    }
    if (request.method == "GET" && request.body.isEmpty())
        return;
    if (!request.body.isEmpty() || request.method == "POST" || request.method == "PUT") {
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request.body.constData()); // not copied: the request outlives us
    }
    curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request.method.constData());
}

bool append(CurlList& list, const QByteArray& line)
{
    curl_slist* longer = curl_slist_append(list.get(), line.constData());
    if (longer == nullptr)
        return false;
    (void)list.release();
    list.reset(longer);
    return true;
}

Result<CurlList> headerList(const std::vector<HttpHeader>& headers, const HttpRequest& request)
{
    CurlList list;
    bool complete = append(list, "Expect:");
    if (!request.body.isEmpty() && !headerValue(headers, "Content-Type"))
        complete = complete && append(list, "Content-Type:");
    for (const HttpHeader& header : headers) {
        if (Result<void> good = checkHeader(header); !good)
            return tl::unexpected(good.error());
        // libcurl's spelling: "Name;" sends an empty value, "Name:" would take the header out.
        QByteArray line = header.name;
        line += header.value.isEmpty() ? QByteArray(";") : QByteArray(": " + header.value);
        complete = complete && append(list, line);
    }
    if (!complete)
        return fail(ErrorCode::Internal, u"no memory for the headers"_s);
    return list;
}

} // namespace

Result<ResolvedEndpoint> resolveEndpoint(HttpEndpoint endpoint, const ProxyEnvironment& environment)
{
    if (Result<void> good = checkBase(endpoint); !good)
        return tl::unexpected(good.error());
    Result<QUrl> proxy = effectiveProxy(endpoint.baseUrl, endpoint.proxy, environment);
    if (!proxy)
        return tl::unexpected(proxy.error());
    const QUrl& url = endpoint.baseUrl;
    ResolvedEndpoint resolved;
    resolved.https = url.scheme() == "https"_L1;
    const QString host = hostInUrl(url.host(QUrl::FullyEncoded));
    const QString port = QString::number(url.port(resolved.https ? 443 : 80));
    resolved.where = host + u':' + port;
    QString name = host;
    if (resolved.https && !endpoint.tls.serverName.isEmpty()) {
        QUrl named; // parses, so that nothing but a host name can come in here
        named.setHost(endpoint.tls.serverName, QUrl::StrictMode);
        if (named.host().isEmpty())
            return fail(ErrorCode::InvalidArgument, u"tls-server-name is no host name"_s);
        name = hostInUrl(named.host(QUrl::FullyEncoded));
        resolved.connectTo = QString(name + u':' + port + u':' + host + u':' + port).toLatin1();
        resolved.hostHeader = (url.port() < 0 ? host : resolved.where).toLatin1();
    }
    QByteArray path = url.path(QUrl::FullyEncoded).toLatin1();
    while (path.endsWith('/'))
        path.chop(1);
    resolved.urlPrefix = url.scheme().toLatin1() + "://" + QString(name + u':' + port).toLatin1() + path;
    resolved.proxy = *proxy;
    resolved.settings = std::move(endpoint);
    return resolved;
}

std::vector<HttpHeader> outgoingHeaders(const TransferOptions& options)
{
    std::vector<HttpHeader> headers = options.request.headers;
    headers.insert(headers.end(), options.credentials.begin(), options.credentials.end());
    if (!headerValue(headers, "Accept-Encoding")) {
        const bool gzip = options.request.stream == StreamKind::None && !options.endpoint.settings.disableCompression;
        headers.push_back({ "Accept-Encoding", gzip ? "gzip" : "identity" });
    }
    if (!headerValue(headers, "User-Agent"))
        headers.push_back({ "User-Agent", "stratoscope" });
    if (!options.endpoint.hostHeader.isEmpty() && !headerValue(headers, "Host"))
        headers.push_back({ "Host", options.endpoint.hostHeader });
    return headers;
}

Result<EasyLists> configureEasy(CURL* easy, const TransferOptions& options)
{
    if (Result<void> good = checkPath(options.request.pathAndQuery); !good)
        return tl::unexpected(good.error());
    Result<CurlList> list = headerList(outgoingHeaders(options), options.request);
    if (!list)
        return tl::unexpected(list.error());
    EasyLists lists { std::move(*list), nullptr };
    if (!options.endpoint.connectTo.isEmpty()) {
        if (!append(lists.connectTo, options.endpoint.connectTo))
            return fail(ErrorCode::Internal, u"no memory for the address"_s);
        curl_easy_setopt(easy, CURLOPT_CONNECT_TO, lists.connectTo.get());
    }
    setSafety(easy);
    if (options.endpoint.https)
        setTls(easy, options.endpoint.settings.tls);
    setProxy(easy, options.endpoint.proxy);
    setConnection(easy, options);
    setMethod(easy, options.request);
    const QByteArray url = options.endpoint.urlPrefix + options.request.pathAndQuery.toLatin1();
    curl_easy_setopt(easy, CURLOPT_URL, url.constData());
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, lists.headers.get());
    return lists;
}

} // namespace Strato
