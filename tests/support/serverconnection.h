// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/support/servercore.h"

struct nghttp2_session;

namespace Strato::Test {

/// The body of an answer that is on its way.
struct OutgoingBody {
    std::string pending;
    std::size_t taken = 0; ///< of pending, from its front
    qint64 toGenerate = 0;
    bool ended = false;

    /// At most @p limit bytes of what there is now.
    [[nodiscard]] std::string take(std::size_t limit);
    [[nodiscard]] bool empty() const { return pending.empty() && toGenerate == 0; }
};

/// HTTP over an ordered pipe of bytes: the part that differs between HTTP/1.1 and HTTP/2. Server thread.
class ServerProtocol {
public:
    virtual ~ServerProtocol() = default;
    [[nodiscard]] virtual bool received(std::string_view bytes) = 0; ///< false: protocol error, close
    virtual void produce(std::string& out) = 0; ///< adds what there is to send, some 64 KB at most
    virtual void begin(int stream, int status, const TestHeaders& headers) = 0;
    virtual void write(int stream, const QByteArray& piece, qint64 generate) = 0;
    virtual void end(int stream) = 0;
    [[nodiscard]] virtual bool resetStream(int stream) = 0; ///< false: the connection must go
    [[nodiscard]] virtual bool goAway() = 0; ///< false: it has no such thing
};

[[nodiscard]] std::unique_ptr<ServerProtocol> makeHttp1(ServerCore& core, int connection);
[[nodiscard]] std::unique_ptr<ServerProtocol> makeHttp2(ServerCore& core, int connection);

/// One accepted socket, with TLS or without. Server thread.
class ServerConnection final {
public:
    ServerConnection(ServerCore& core, int id, int fd, SSL_CTX* tls);
    ~ServerConnection();
    ServerConnection(const ServerConnection&) = delete;
    ServerConnection& operator=(const ServerConnection&) = delete;

    [[nodiscard]] int fd() const { return m_fd; }
    [[nodiscard]] short wanted() const; ///< poll(2) events
    void ready(short events);
    [[nodiscard]] bool closed() const { return m_closed; }
    [[nodiscard]] ServerProtocol* protocol() { return m_protocol.get(); }
    void flush();
    void closeAfterFlush() { m_closeAfterFlush = true; }
    void sendRaw(const QByteArray& bytes);
    void reset(); ///< RST

private:
    [[nodiscard]] bool handshake();
    void chooseProtocol();
    void readAll();
    void drain();
    [[nodiscard]] long readSome(char* to, std::size_t size);
    [[nodiscard]] long writeSome(std::string_view bytes);

    ServerCore& m_core;
    const int m_id;
    int m_fd;
    SSL* m_ssl = nullptr;
    std::unique_ptr<ServerProtocol> m_protocol; // null until the handshake is done
    std::string m_out;
    bool m_blocked = false; // the last write took nothing more
    bool m_draining = false; // the handshake failed: reads on until the other side closes
    bool m_closed = false;
    bool m_closeAfterFlush = false;
};

} // namespace Strato::Test
