// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testserver.h"

#include "tests/support/serverconnection.h"

#include <algorithm>

namespace Strato::Test {

using namespace Qt::StringLiterals;

QByteArray TestRequest::header(const QByteArray& name) const
{
    const auto it = std::ranges::find_if(headers, [&name](const auto& one) { return one.first == name; });
    return it == headers.end() ? QByteArray() : it->second;
}

TestExchange::TestExchange(std::shared_ptr<ServerCore> core, int connection, int stream, TestRequest request)
    : m_core(std::move(core))
    , m_connection(connection)
    , m_stream(stream)
    , m_request(std::make_shared<const TestRequest>(std::move(request)))
{
}

void TestExchange::respond(int status, const TestHeaders& headers, const QByteArray& body) const
{
    TestHeaders all = headers;
    all.append({ "content-length", QByteArray::number(body.size()) });
    begin(status, all);
    write(body);
    end();
}

void TestExchange::begin(int status, const TestHeaders& headers) const
{
    m_core->withConnection(m_connection, [stream = m_stream, status, headers](ServerConnection& connection) {
        connection.protocol()->begin(stream, status, headers);
    });
}

void TestExchange::write(const QByteArray& piece) const
{
    m_core->withConnection(m_connection,
        [stream = m_stream, piece](ServerConnection& connection) { connection.protocol()->write(stream, piece, 0); });
}

void TestExchange::generate(qint64 bytes) const
{
    m_core->withConnection(m_connection,
        [stream = m_stream, bytes](ServerConnection& connection) { connection.protocol()->write(stream, {}, bytes); });
}

void TestExchange::end() const
{
    m_core->withConnection(
        m_connection, [stream = m_stream](ServerConnection& connection) { connection.protocol()->end(stream); });
}

void TestExchange::resetStream() const
{
    m_core->withConnection(m_connection, [stream = m_stream](ServerConnection& connection) {
        if (!connection.protocol()->resetStream(stream))
            connection.closeAfterFlush();
    });
}

void TestExchange::cut() const
{
    m_core->withConnection(m_connection, [](ServerConnection& connection) { connection.closeAfterFlush(); });
}

void TestExchange::resetConnection() const
{
    m_core->withConnection(m_connection, [](ServerConnection& connection) { connection.reset(); });
}

void TestExchange::raw(const QByteArray& bytes) const
{
    m_core->withConnection(m_connection, [bytes](ServerConnection& connection) {
        connection.sendRaw(bytes);
        connection.closeAfterFlush();
    });
}

TestServer::TestServer(const Options& options)
    : m_core(std::make_shared<ServerCore>(options))
{
    m_core->start();
}

TestServer::~TestServer()
{
    m_core->stop();
}

int TestServer::port() const
{
    return m_core->port();
}

QUrl TestServer::url() const
{
    QUrl url;
    url.setScheme(m_core->options().tls ? u"https"_s : u"http"_s);
    url.setHost(u"127.0.0.1"_s);
    url.setPort(port());
    return url;
}

void TestServer::on(const QByteArray& prefix, Handler handler)
{
    m_core->on(prefix, std::move(handler));
}

QList<TestRequest> TestServer::requests() const
{
    return m_core->requests();
}

int TestServer::requestCount(const QByteArray& prefix) const
{
    const QList<TestRequest> all = requests();
    return static_cast<int>(
        std::ranges::count_if(all, [&prefix](const TestRequest& one) { return one.path.startsWith(prefix); }));
}

int TestServer::accepted() const
{
    return m_core->accepted();
}
qint64 TestServer::bytesSent() const
{
    return m_core->bytesSent();
}

int TestServer::openConnections() const
{
    return m_core->open();
}
void TestServer::goSilent()
{
    m_core->goSilent();
}

void TestServer::goAway()
{
    m_core->eachConnection([](ServerConnection& connection) {
        if (connection.protocol()->goAway())
            connection.closeAfterFlush();
    });
}

void TestServer::resetConnections()
{
    m_core->eachConnection([](ServerConnection& connection) { connection.reset(); });
}

} // namespace Strato::Test
