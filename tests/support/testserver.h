// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>
#include <QUrl>

#include <functional>
#include <memory>
#include <utility>

namespace Strato::Test {

using TestHeaders = QList<std::pair<QByteArray, QByteArray>>;

struct TestRequest {
    QByteArray method;
    QByteArray path; ///< with its query
    TestHeaders headers; ///< lower-case names; ":authority" is given as "host"
    QByteArray body;
    int httpVersion = 0; ///< 11 or 20
    int connection = 0; ///< 1 for the first that was accepted

    [[nodiscard]] QByteArray header(const QByteArray& name) const; ///< "" if there is none
};

class ServerCore;

/// One request and the answer to it. Copyable handle; any thread; what comes too late is ignored.
class TestExchange final {
public:
    TestExchange(std::shared_ptr<ServerCore> core, int connection, int stream, TestRequest request);

    [[nodiscard]] const TestRequest& request() const { return *m_request; }
    void respond(int status, const TestHeaders& headers, const QByteArray& body) const; ///< with Content-Length
    void begin(int status, const TestHeaders& headers) const; ///< an answer in pieces
    void write(const QByteArray& piece) const;
    void generate(qint64 bytes) const; ///< so many 'x', made as the client takes them
    void end() const;
    void resetStream() const; ///< HTTP/2: RST_STREAM; HTTP/1.1: as cut()
    void cut() const; ///< the connection ends after what was written
    void resetConnection() const; ///< RST at once
    void raw(const QByteArray& bytes) const; ///< HTTP/1.1: these bytes instead of an answer, then the end

private:
    std::shared_ptr<ServerCore> m_core;
    int m_connection;
    int m_stream;
    std::shared_ptr<const TestRequest> m_request;
};

/// A scriptable HTTP/1.1 and HTTP/2 server on loopback with a thread of its own. Handlers run on that thread and may
/// keep the exchange to go on later.
class TestServer final {
public:
    struct Options {
        bool tls = true;
        bool http2 = true; ///< offered by ALPN
        QByteArray certificate; ///< PEM; with tls
        QByteArray key;
        QByteArray clientAuthority; ///< PEM: a client certificate of it is required
        int maxStreams = 250;
        int maxTlsVersion = 0; ///< OpenSSL's number, 0: newest
    };
    using Handler = std::function<void(const TestExchange&)>;

    explicit TestServer(const Options& options);
    ~TestServer();
    TestServer(const TestServer&) = delete;
    TestServer& operator=(const TestServer&) = delete;

    [[nodiscard]] int port() const;
    [[nodiscard]] QUrl url() const; ///< https://127.0.0.1:port or http://...

    /// Requests whose path begins with @p prefix; the longest wins. Others get 404.
    void on(const QByteArray& prefix, Handler handler);
    [[nodiscard]] QList<TestRequest> requests() const;
    [[nodiscard]] int requestCount(const QByteArray& prefix) const;
    [[nodiscard]] int accepted() const; ///< connections so far
    [[nodiscard]] int openConnections() const;
    [[nodiscard]] qint64 bytesSent() const; ///< taken by the system, on all connections

    void goSilent(); ///< reads and writes nothing any more, on old and new connections: a dead link without a FIN
    void goAway(); ///< HTTP/2: GOAWAY on every connection, which then ends
    void resetConnections(); ///< RST on every connection

private:
    std::shared_ptr<ServerCore> m_core;
};

} // namespace Strato::Test
