// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/serverconnection.h"

#include <openssl/err.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace Strato::Test {

namespace {

constexpr std::size_t outLow = std::size_t { 64 } * 1024;

} // namespace

std::string OutgoingBody::take(std::size_t limit)
{
    if (!pending.empty()) {
        std::string piece = pending.substr(taken, limit);
        taken += piece.size();
        if (taken == pending.size()) {
            pending.clear(); // at its end: to move the rest up for each piece would take a quadratic time
            taken = 0;
        }
        return piece;
    }
    const auto size = static_cast<std::size_t>(std::min<qint64>(toGenerate, static_cast<qint64>(limit)));
    toGenerate -= static_cast<qint64>(size);
    return std::string(size, 'x');
}

ServerConnection::ServerConnection(ServerCore& core, int id, int fd, SSL_CTX* tls)
    : m_core(core)
    , m_id(id)
    , m_fd(fd)
{
    if (tls == nullptr) {
        chooseProtocol();
        return;
    }
    m_ssl = SSL_new(tls);
    SSL_set_fd(m_ssl, fd);
    SSL_set_mode(m_ssl, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_set_accept_state(m_ssl);
}

ServerConnection::~ServerConnection()
{
    SSL_free(m_ssl);
    close(m_fd);
}

short ServerConnection::wanted() const
{
    return static_cast<short>(POLLIN | (m_blocked ? POLLOUT : 0));
}

void ServerConnection::drain()
{
    std::array<char, 4096> buffer {};
    ssize_t got = 0;
    do {
        got = recv(m_fd, buffer.data(), buffer.size(), 0);
    } while (got > 0);
    m_closed = got == 0 || errno != EAGAIN;
}

void ServerConnection::ready(short events)
{
    if (m_draining)
        return drain();
    if ((events & POLLOUT) != 0)
        m_blocked = false;
    if (!m_protocol && !handshake())
        return;
    readAll();
    flush();
}

bool ServerConnection::handshake()
{
    ERR_clear_error();
    const int code = SSL_do_handshake(m_ssl);
    if (code == 1) {
        chooseProtocol();
        return true;
    }
    const int why = SSL_get_error(m_ssl, code);
    if (why != SSL_ERROR_WANT_READ && why != SSL_ERROR_WANT_WRITE) {
        // Closing with unread bytes would send a RST, which overtakes the alert that says what was wrong.
        shutdown(m_fd, SHUT_WR);
        m_draining = true;
    }
    return false;
}

void ServerConnection::chooseProtocol()
{
    const unsigned char* name = nullptr;
    unsigned size = 0;
    if (m_ssl != nullptr)
        SSL_get0_alpn_selected(m_ssl, &name, &size);
    m_protocol = size == 2 ? makeHttp2(m_core, m_id) : makeHttp1(m_core, m_id);
    flush();
}

void ServerConnection::readAll()
{
    std::array<char, std::size_t { 16 } * 1024> buffer {};
    while (!m_closed) {
        const long got = readSome(buffer.data(), buffer.size());
        if (got <= 0) {
            m_closed = got == 0;
            return;
        }
        if (!m_protocol->received(std::string_view(buffer.data(), static_cast<std::size_t>(got))))
            m_closed = true;
    }
}

long ServerConnection::readSome(char* to, std::size_t size)
{
    if (m_ssl == nullptr) {
        const ssize_t got = recv(m_fd, to, size, 0);
        return got < 0 && errno != EAGAIN ? 0 : got;
    }
    ERR_clear_error(); // of another connection: SSL_get_error() would take it for ours
    const int got = SSL_read(m_ssl, to, static_cast<int>(size));
    if (got > 0)
        return got;
    const int why = SSL_get_error(m_ssl, got);
    return why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE ? -1 : 0;
}

long ServerConnection::writeSome(std::string_view bytes)
{
    if (m_ssl == nullptr) {
        const ssize_t put = send(m_fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        return put < 0 && errno != EAGAIN ? 0 : put;
    }
    ERR_clear_error();
    const int put = SSL_write(m_ssl, bytes.data(), static_cast<int>(bytes.size()));
    if (put > 0)
        return put;
    const int why = SSL_get_error(m_ssl, put);
    return why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE ? -1 : 0;
}

void ServerConnection::flush()
{
    while (!m_closed && m_protocol) {
        if (m_closeAfterFlush ? m_out.empty() : m_out.size() < outLow)
            m_protocol->produce(m_out);
        if (m_out.empty())
            break;
        const long put = writeSome(m_out);
        if (put <= 0) {
            m_closed = put == 0;
            m_blocked = true;
            return;
        }
        m_core.sent(put);
        m_out.erase(0, static_cast<std::size_t>(put));
    }
    if (m_closeAfterFlush && m_out.empty())
        m_closed = true;
}

void ServerConnection::sendRaw(const QByteArray& bytes)
{
    m_out.append(bytes.constData(), static_cast<std::size_t>(bytes.size()));
}

void ServerConnection::reset()
{
    const linger now { 1, 0 };
    setsockopt(m_fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    m_closed = true;
}

} // namespace Strato::Test
