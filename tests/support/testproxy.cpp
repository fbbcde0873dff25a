// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testproxy.h"

#include "tests/support/loopback.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <string>
#include <vector>

namespace Strato::Test {

struct TestProxy::Pair {
    ~Pair()
    {
        close(client);
        if (server >= 0)
            close(server);
    }
    int client = -1;
    int server = -1;
    int stage = 0; // of the negotiation
    bool open = false;
    bool dead = false;
    std::string in; // from the client, before the way is open
};

namespace {

bool sendAll(int fd, const char* data, std::size_t size)
{
    while (size > 0) {
        const ssize_t put = send(fd, data, size, MSG_NOSIGNAL);
        if (put <= 0)
            return false;
        data += put;
        size -= static_cast<std::size_t>(put);
    }
    return true;
}

} // namespace

TestProxy::TestProxy(Kind kind, int targetPort)
    : m_kind(kind)
    , m_targetPort(targetPort)
    , m_listener(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    , m_event(eventfd(0, EFD_CLOEXEC))
{
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    if (bind(m_listener, reinterpret_cast<sockaddr*>(&address), size) != 0)
        qFatal("a test server found no port");
    listen(m_listener, 64);
    getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size);
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { run(); });
}

TestProxy::~TestProxy()
{
    m_stopping = true;
    wake();
    m_thread.join();
    close(m_listener);
    close(m_event);
}

void TestProxy::wake() const
{
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = write(m_event, &one, sizeof one);
}

QByteArrayList TestProxy::asked() const
{
    const std::scoped_lock lock(m_mutex);
    return m_asked;
}

void TestProxy::refuseWith(const QByteArray& statusLine)
{
    const std::scoped_lock lock(m_mutex);
    m_refusal = statusLine;
}

void TestProxy::run()
{
    while (!m_stopping) {
        std::vector<pollfd> fds { { m_event, POLLIN, 0 }, { m_listener, POLLIN, 0 } };
        std::vector<std::pair<int, bool>> owners { {}, {} };
        for (const auto& each : m_pairs) {
            fds.push_back({ each.second->client, POLLIN, 0 });
            owners.emplace_back(each.first, true);
            if (each.second->server >= 0) {
                fds.push_back({ each.second->server, POLLIN, 0 });
                owners.emplace_back(each.first, false);
            }
        }
        poll(fds.data(), fds.size(), -1);
        if (fds[0].revents != 0) {
            std::uint64_t drained = 0;
            [[maybe_unused]] const ssize_t got = read(m_event, &drained, sizeof drained);
        }
        for (std::size_t i = 2; i < fds.size(); ++i) {
            if (fds[i].revents != 0)
                serve(*m_pairs.at(owners[i].first), owners[i].second);
        }
        if (fds[1].revents != 0)
            acceptOne();
        std::erase_if(m_pairs, [](const auto& each) { return each.second->dead; });
    }
    m_pairs.clear();
}

void TestProxy::acceptOne()
{
    auto pair = std::make_unique<Pair>();
    pair->client = accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
    m_pairs.emplace(++m_accepted, std::move(pair));
}

bool TestProxy::open(Pair& pair) const
{
    pair.server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(m_targetPort);
    pair.dead = connect(pair.server, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0;
    return !pair.dead;
}

void TestProxy::serve(Pair& pair, bool fromClient)
{
    std::array<char, 16384> buffer {};
    const ssize_t got = recv(fromClient ? pair.client : pair.server, buffer.data(), buffer.size(), 0);
    if (got <= 0) {
        pair.dead = true;
        return;
    }
    if (pair.open) {
        const int to = fromClient ? pair.server : pair.client;
        pair.dead = !sendAll(to, buffer.data(), static_cast<std::size_t>(got));
        return;
    }
    pair.in.append(buffer.data(), static_cast<std::size_t>(got));
    if (!negotiate(pair))
        pair.dead = true;
}

bool TestProxy::negotiate(Pair& pair)
{
    return m_kind == Kind::Socks5 ? negotiateSocks(pair) : negotiateHttp(pair);
}

bool TestProxy::negotiateHttp(Pair& pair)
{
    if (pair.in.find("\r\n\r\n") == std::string::npos)
        return true;
    QByteArray refusal;
    {
        const std::scoped_lock lock(m_mutex);
        m_asked.append(QByteArray::fromStdString(pair.in));
        refusal = m_refusal;
    }
    if (!refusal.isEmpty()) {
        const QByteArray answer = refusal + "\r\nContent-Length: 0\r\n\r\n";
        (void)sendAll(pair.client, answer.constData(), static_cast<std::size_t>(answer.size()));
        return false;
    }
    constexpr std::string_view established = "HTTP/1.1 200 Connection established\r\n\r\n";
    pair.open = open(pair);
    return pair.open && sendAll(pair.client, established.data(), established.size());
}

bool TestProxy::negotiateSocks(Pair& pair)
{
    if (pair.stage == 0) {
        if (pair.in.size() < 2 || pair.in.size() < 2U + static_cast<unsigned char>(pair.in[1]))
            return true;
        pair.in.clear();
        pair.stage = 1;
        return sendAll(pair.client, "\x05\x00", 2); // no authentication
    }
    // 05 01 00 03 <length> <name> <port>: only names, which proves that the client did not resolve them
    if (pair.in.size() < 5)
        return true;
    if (pair.in[3] != 3)
        return false;
    const auto length = static_cast<std::size_t>(static_cast<unsigned char>(pair.in[4]));
    if (pair.in.size() < 5 + length + 2)
        return true;
    {
        const std::scoped_lock lock(m_mutex);
        m_asked.append(QByteArray::fromStdString(pair.in.substr(5, length)));
    }
    pair.open = open(pair);
    return pair.open && sendAll(pair.client, "\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x00", 10);
}

} // namespace Strato::Test
