// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/conformance/consolereader.h"

#include "models/net/httpauthorizer.h"

namespace Strato::Testing {

using namespace Qt::StringLiterals;

namespace {

ApiReply replyOf(const Test::RecordingSink& sink)
{
    ApiReply reply;
    const HttpHead head = sink.headValue();
    reply.status = head.status;
    reply.body = sink.body();
    reply.httpVersion = head.httpVersion == 20 ? "2" : "1.1";
    for (const HttpHeader& header : head.headers)
        reply.headers.emplace_back(header.name.toLower().toStdString(), header.value.toStdString());
    if (!sink.ended() || !sink.result())
        reply.error = sink.ended() ? sink.detail().toStdString() : "no answer within a minute";
    return reply;
}

/// The one token of a server, for good.
class TokenAuthorizer final : public HttpAuthorizer {
public:
    explicit TokenAuthorizer(const std::string& token)
        : m_header { "Authorization", "Bearer " + QByteArray::fromStdString(token) }
    {
    }
    void authorize(Ready ready) override { ready(std::vector { m_header }); }
    bool invalidate(const std::vector<HttpHeader>& /*used*/) override { return false; }

private:
    const HttpHeader m_header;
};

HttpEndpoint endpointOf(const ApiEndpoint& server)
{
    HttpEndpoint endpoint;
    endpoint.baseUrl = QUrl(QString::fromStdString(server.url));
    endpoint.plainHttpAllowed = true;
    endpoint.tls.caPem = QByteArray::fromStdString(server.caPem);
    endpoint.tls.serverName = QString::fromStdString(server.tlsServerName);
    if (!server.token.empty())
        endpoint.authorizer = std::make_shared<TokenAuthorizer>(server.token);
    return endpoint;
}

} // namespace

ConsoleReader::ConsoleReader(const ApiEndpoint& server)
    : m_endpoint(m_transport.open(endpointOf(server)))
{
}

ApiReply ConsoleReader::get(const std::string& path, const std::string& accept)
{
    HttpRequest request;
    request.pathAndQuery = QString::fromStdString(path);
    request.headers.push_back({ "Accept", QByteArray::fromStdString(accept) });
    return run(std::move(request));
}

ApiReply ConsoleReader::postForm(const std::string& path, const std::string& form)
{
    HttpRequest request;
    request.method = "POST";
    request.pathAndQuery = QString::fromStdString(path);
    request.body = QByteArray::fromStdString(form);
    request.headers.push_back({ "Content-Type", "application/x-www-form-urlencoded" });
    return run(std::move(request));
}

std::shared_ptr<Test::RecordingSink> ConsoleReader::stream(const std::string& path)
{
    HttpRequest request;
    request.pathAndQuery = QString::fromStdString(path);
    request.stream = StreamKind::Multiplexed;
    auto sink = std::make_shared<Test::RecordingSink>();
    (void)m_transport.start(m_endpoint, std::move(request), sink);
    return sink;
}

ApiReply ConsoleReader::run(HttpRequest request)
{
    const auto sink = std::make_shared<Test::RecordingSink>();
    (void)m_transport.start(m_endpoint, std::move(request), sink);
    (void)sink->waitForEnd();
    return replyOf(*sink);
}

std::string encoded(const std::string& text)
{
    return QByteArray::fromStdString(text).toPercentEncoding().toStdString();
}

ApiEndpoint openServer(const std::string& url)
{
    return { url, {}, {}, {} };
}

} // namespace Strato::Testing
