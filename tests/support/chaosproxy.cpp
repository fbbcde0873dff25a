// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/chaosproxy.h"

#include "tests/support/loopback.h"

#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <future>

namespace Strato::Test {
namespace {

constexpr qint64 mostHeld = qint64 { 256 } * 1024; // of a direction: then the sender has to wait, as on a real wire
constexpr qint64 dripsASecond = 20; // a faster drip comes in larger drops

int boundSocket(int port)
{
    const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    const int on = 1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on); // the holder and the listener share the port
    const sockaddr_in address = loopback(port);
    if (bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        qFatal("a proxy found no port");
    return fd;
}

int connected(int port)
{
    const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(port);
    if (connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        close(fd);
        return -1;
    }
    fcntl(fd, F_SETFL, O_NONBLOCK);
    return fd;
}

void sendAtOnce(int fd) // else the kernel would put crumbs together again
{
    const int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

void closeByReset(int fd)
{
    const linger now { 1, 0 };
    setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close(fd);
}

} // namespace

ChaosProxy::ChaosProxy(const Clock& clock, int targetPort, std::uint32_t seed)
    : m_clock(clock)
    , m_loop(std::make_shared<IoLoop>(clock, "chaos-proxy"))
    , m_holder(boundSocket(0))
    , m_target(targetPort)
    , m_random(seed)
{
    sockaddr_in address {};
    socklen_t size = sizeof address;
    getsockname(m_holder, reinterpret_cast<sockaddr*>(&address), &size);
    m_port = ntohs(address.sin_port);
    run([this] { listenAgain(); });
}

ChaosProxy::~ChaosProxy()
{
    m_loop->stop([this] {
        while (!m_links.empty())
            end(m_links.begin()->first, End::Close);
        stopListening();
    });
    close(m_holder);
}

void ChaosProxy::run(Task task) const
{
    const auto done = std::make_shared<std::promise<void>>(); // shared: it is still being set when the wait is over
    m_loop->post([done, &task] {
        task();
        done->set_value();
    });
    done->get_future().wait();
}

ChaosProxy::Counts ChaosProxy::counts() const
{
    Counts counts;
    run([this, &counts] {
        counts = m_counts;
        counts.open = static_cast<int>(m_links.size());
        for (const auto& [number, link] : m_links)
            counts.held += link.up.held + link.down.held;
    });
    return counts;
}

void ChaosProxy::set(const Toxics& toxics)
{
    run([this, toxics] {
        m_toxics = toxics;
        std::vector<int> numbers; // to forward may end a connection
        for (const auto& each : m_links)
            numbers.push_back(each.first);
        for (const int number : numbers) {
            for (Way Link::*way : { &Link::up, &Link::down }) {
                if (const auto it = m_links.find(number); it != m_links.end())
                    forward(it->second, it->second.*way);
            }
        }
    });
}

void ChaosProxy::refuse(bool refused)
{
    run([this, refused] {
        if (refused)
            stopListening();
        else
            listenAgain();
    });
}

void ChaosProxy::resetConnections()
{
    run([this] {
        m_counts.resets += static_cast<int>(m_links.size());
        while (!m_links.empty())
            end(m_links.begin()->first, End::Reset);
    });
}

void ChaosProxy::retarget(int port)
{
    run([this, port] { m_target = port; });
}

void ChaosProxy::clockMoved()
{
    run([] {});
    run([] {}); // the loop runs its timers between two rounds of tasks
}

void ChaosProxy::listenAgain()
{
    if (m_listener >= 0)
        return;
    m_listener = boundSocket(m_port);
    listen(m_listener, 128);
    m_loop->watch(m_listener, EPOLLIN, [this](std::uint32_t) { acceptAll(); });
}

void ChaosProxy::stopListening()
{
    if (m_listener < 0)
        return;
    m_loop->unwatch(m_listener);
    close(std::exchange(m_listener, -1));
}

void ChaosProxy::acceptAll()
{
    for (;;) {
        const int client = accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (client < 0)
            return;
        ++m_counts.accepted;
        const int server = connected(m_target);
        if (server < 0) {
            closeByReset(client);
            continue;
        }
        sendAtOnce(client);
        sendAtOnce(server);
        Link& link = m_links[m_counts.accepted];
        link.number = m_counts.accepted;
        link.down.isDown = true;
        link.up.from = link.down.to = client;
        link.up.to = link.down.from = server;
        watch(link);
    }
}

bool ChaosProxy::isSilent(const Link& link) const
{
    return m_toxics.silent || m_toxics.silentOn == link.number;
}

bool ChaosProxy::happens(double chance)
{
    return chance > 0 && std::generate_canonical<double, 32>(m_random) < chance;
}

void ChaosProxy::watch(Link& link)
{
    watchEnd(link.number, link.up.from, link.up, link.down);
    watchEnd(link.number, link.down.from, link.down, link.up);
}

void ChaosProxy::watchEnd(int number, int fd, const Way& reads, const Way& writes)
{
    std::uint32_t events = 0;
    if (!isSilent(m_links.at(number))) {
        if (!reads.ended && reads.held < mostHeld)
            events |= EPOLLIN;
        if (writes.blocked)
            events |= EPOLLOUT;
    }
    if (events == 0)
        m_loop->unwatch(fd); // watched for nothing, it would report a hang-up without end
    else
        m_loop->watch(fd, events, [this, number, fd](std::uint32_t ready) { this->ready(number, fd, ready); });
}

void ChaosProxy::ready(int number, int fd, std::uint32_t events)
{
    const auto it = m_links.find(number);
    if (it == m_links.end())
        return;
    Link& link = it->second;
    Way& reads = link.up.from == fd ? link.up : link.down;
    Way& writes = link.up.from == fd ? link.down : link.up;
    const bool writable = (events & EPOLLOUT) != 0 && std::exchange(writes.blocked, false);
    if ((events & ~static_cast<std::uint32_t>(EPOLLOUT)) != 0)
        read(link, reads);
    if (const auto still = m_links.find(number); still != m_links.end() && writable)
        forward(still->second, fd == still->second.up.from ? still->second.down : still->second.up);
}

void ChaosProxy::read(Link& link, Way& way)
{
    std::array<char, std::size_t { 16 } * 1024> buffer {};
    const ssize_t got = recv(way.from, buffer.data(), buffer.size(), 0);
    if (got < 0 && errno == EAGAIN)
        return;
    if (got < 0) {
        end(link.number, End::Reset); // passed on as it came
        return;
    }
    if (got == 0) {
        way.ended = true;
    } else if (happens(m_toxics.resetChance)) {
        ++m_counts.resets;
        end(link.number, End::Reset);
        return;
    } else {
        Duration late = m_toxics.latency;
        if (m_toxics.jitter > Duration::zero())
            late += Duration(std::uniform_int_distribution<Duration::rep>(
                -m_toxics.jitter.count(), m_toxics.jitter.count())(m_random));
        const Duration before = way.pieces.empty() ? Duration::zero() : way.pieces.back().due;
        way.pieces.push_back({ std::max(m_clock.monotonic() + late, before),
            std::string(buffer.data(), static_cast<std::size_t>(got)) });
        way.held += got;
    }
    forward(link, way);
}

/// How many bytes may go at once; 0: the connection is to be cut here.
std::size_t ChaosProxy::limitOf(const Way& way)
{
    std::size_t limit = way.pieces.front().bytes.size();
    if (m_toxics.sliced)
        limit = std::min<std::size_t>(limit, 1 + m_random() % 7);
    if (m_toxics.bytesPerSecond > 0)
        limit = std::min(limit, static_cast<std::size_t>(std::max<qint64>(1, m_toxics.bytesPerSecond / dripsASecond)));
    if (m_toxics.cutAfter > 0 && way.isDown)
        limit = std::min(limit, static_cast<std::size_t>(std::max<qint64>(0, m_toxics.cutAfter - way.sent)));
    return limit;
}

void ChaosProxy::forward(Link& link, Way& way)
{
    const int number = link.number;
    while (!way.pieces.empty() && !way.blocked && !isSilent(link)) {
        const Duration due = std::max(way.pieces.front().due, way.free);
        if (due > m_clock.monotonic()) {
            ++m_counts.late;
            wait(link, way, due);
            break;
        }
        if (const std::size_t limit = limitOf(way); limit == 0) {
            cut(way);
        } else if (!forwardPiece(way, limit) && !way.blocked) {
            end(number, End::Reset);
            return;
        }
    }
    if (way.pieces.empty() && way.ended && !std::exchange(way.closed, true))
        shutdown(way.to, SHUT_WR);
    if (link.up.closed && link.down.closed)
        end(number, End::Close);
    else
        watch(link);
}

bool ChaosProxy::forwardPiece(Way& way, std::size_t limit)
{
    Piece& piece = way.pieces.front();
    const ssize_t put = send(way.to, piece.bytes.data(), limit, MSG_NOSIGNAL);
    way.blocked = put < 0 && errno == EAGAIN;
    if (put <= 0)
        return false;
    if (m_toxics.bytesPerSecond > 0)
        way.free = std::max(way.free, m_clock.monotonic())
            + Duration(std::chrono::seconds(1)) * put / m_toxics.bytesPerSecond;
    piece.bytes.erase(0, static_cast<std::size_t>(put));
    if (piece.bytes.empty())
        way.pieces.pop_front();
    way.held -= put;
    way.sent += put;
    ++m_counts.pieces;
    (way.isDown ? m_counts.bytesDown : m_counts.bytesUp) += put;
    return true;
}

/// By a FIN, which the bytes before it survive: to close with something unread would send a RST.
void ChaosProxy::cut(Way& way)
{
    ++m_counts.cuts;
    way.pieces.clear();
    way.held = 0;
    way.ended = true;
}

void ChaosProxy::wait(Link& link, Way& way, Duration until)
{
    m_loop->cancel(way.timer);
    way.timer = m_loop->postAfter(until - m_clock.monotonic(), [this, number = link.number, down = way.isDown] {
        if (const auto it = m_links.find(number); it != m_links.end())
            forward(it->second, down ? it->second.down : it->second.up);
    });
}

void ChaosProxy::end(int number, End how)
{
    const auto it = m_links.find(number);
    for (const Way* way : { &it->second.up, &it->second.down }) {
        m_loop->cancel(way->timer);
        m_loop->unwatch(way->from);
        if (how == End::Reset)
            closeByReset(way->from);
        else
            close(way->from);
    }
    m_links.erase(it);
}

} // namespace Strato::Test
