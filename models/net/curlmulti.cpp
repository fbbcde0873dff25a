// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/net/curlmulti.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>

namespace Strato {

namespace {

constexpr long maxStreamsAConnection = 100; // what nearly every server allows; theirs wins where it is smaller

// A dead peer shows to the kernel within 30 s: the first keep-alive after 15 s, and no unanswered byte older than 20 s.
constexpr int keepIdleSeconds = 15;
constexpr int keepIntervalSeconds = 5;
constexpr int keepCount = 3;
constexpr unsigned userTimeoutMs = 20'000;

template <class T> void setOption(int fd, int level, int option, T value)
{
    setsockopt(fd, level, option, &value, sizeof value); // a kernel without it only notices later
}

struct IpPort {
    std::string ip;
    int port = 0;
};

IpPort readable(const sockaddr_storage& address)
{
    std::array<char, INET6_ADDRSTRLEN> text {};
    if (address.ss_family == AF_INET6) {
        const auto& six = reinterpret_cast<const sockaddr_in6&>(address);
        inet_ntop(AF_INET6, &six.sin6_addr, text.data(), text.size());
        return { text.data(), ntohs(six.sin6_port) };
    }
    const auto& four = reinterpret_cast<const sockaddr_in&>(address);
    inet_ntop(AF_INET, &four.sin_addr, text.data(), text.size());
    return { text.data(), ntohs(four.sin_port) };
}

std::string keyOf(int fd)
{
    sockaddr_storage local {};
    sockaddr_storage remote {};
    socklen_t localSize = sizeof local;
    socklen_t remoteSize = sizeof remote;
    if (getsockname(fd, reinterpret_cast<sockaddr*>(&local), &localSize) != 0
        || getpeername(fd, reinterpret_cast<sockaddr*>(&remote), &remoteSize) != 0)
        return {};
    const IpPort from = readable(local);
    const IpPort to = readable(remote);
    return connectionKey(from.ip, from.port, to.ip, to.port);
}

} // namespace

std::string connectionKey(const std::string& localIp, int localPort, const std::string& remoteIp, int remotePort)
{
    return localIp + ':' + std::to_string(localPort) + '>' + remoteIp + ':' + std::to_string(remotePort);
}

CurlMulti::CurlMulti(IoLoop& loop, Done done)
    : m_loop(loop)
    , m_done(std::move(done))
    , m_multi(curl_multi_init())
    , m_timer(timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK))
    , m_alive(std::make_shared<bool>(true))
{
    curl_multi_setopt(m_multi, CURLMOPT_PIPELINING, CURLPIPE_MULTIPLEX);
    curl_multi_setopt(m_multi, CURLMOPT_MAX_CONCURRENT_STREAMS, maxStreamsAConnection);
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETFUNCTION, &CurlMulti::socketChanged);
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERFUNCTION, &CurlMulti::timerChanged);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERDATA, this);
    m_loop.watch(m_timer, EPOLLIN, [this](std::uint32_t) {
        std::uint64_t expirations = 0;
        [[maybe_unused]] const ssize_t got = read(m_timer, &expirations, sizeof expirations);
        act(CURL_SOCKET_TIMEOUT, 0);
    });
}

CurlMulti::~CurlMulti()
{
    *m_alive = false;
    curl_multi_setopt(m_multi, CURLMOPT_TIMERFUNCTION, nullptr);
    curl_multi_cleanup(m_multi);
    for (const int fd : m_watched)
        m_loop.unwatch(fd);
    m_loop.unwatch(m_timer);
    close(m_timer);
}

void CurlMulti::prepare(CURL* easy)
{
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, &CurlMulti::openSocket);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, this);
    curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, &CurlMulti::closeSocket);
    curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, this);
}

curl_socket_t CurlMulti::openSocket(void* self, curlsocktype /*purpose*/, curl_sockaddr* address)
{
    const int fd = socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
    if (fd < 0)
        return CURL_SOCKET_BAD;
    setOption(fd, SOL_SOCKET, SO_KEEPALIVE, 1);
    setOption(fd, IPPROTO_TCP, TCP_KEEPIDLE, keepIdleSeconds);
    setOption(fd, IPPROTO_TCP, TCP_KEEPINTVL, keepIntervalSeconds);
    setOption(fd, IPPROTO_TCP, TCP_KEEPCNT, keepCount);
    setOption(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, userTimeoutMs);
    auto* multi = static_cast<CurlMulti*>(self);
    multi->m_sockets.insert(fd);
    ++multi->m_opened;
    return fd;
}

int CurlMulti::closeSocket(void* self, curl_socket_t fd)
{
    auto* multi = static_cast<CurlMulti*>(self);
    multi->m_sockets.erase(fd);
    if (multi->m_watched.erase(fd) > 0)
        multi->m_loop.unwatch(fd);
    return close(fd);
}

void CurlMulti::shutDown(const std::string& key)
{
    for (const int fd : m_sockets) {
        if (keyOf(fd) == key)
            shutdown(fd, SHUT_RDWR);
    }
}

bool CurlMulti::has(const std::string& key) const
{
    return std::ranges::any_of(m_sockets, [&key](int fd) { return keyOf(fd) == key; });
}

bool CurlMulti::add(CURL* easy)
{
    if (curl_multi_add_handle(m_multi, easy) != CURLM_OK)
        return false;
    m_easies.insert(easy);
    return true;
}

void CurlMulti::remove(CURL* easy)
{
    m_easies.erase(easy);
    curl_multi_remove_handle(m_multi, easy);
}

int CurlMulti::socketChanged(CURL* /*easy*/, curl_socket_t fd, int what, void* self, void* /*perSocket*/)
{
    auto* multi = static_cast<CurlMulti*>(self);
    if (what == CURL_POLL_REMOVE) {
        multi->m_watched.erase(fd);
        multi->m_loop.unwatch(fd);
        return 0;
    }
    std::uint32_t events = 0;
    if (what == CURL_POLL_IN || what == CURL_POLL_INOUT)
        events |= EPOLLIN;
    if (what == CURL_POLL_OUT || what == CURL_POLL_INOUT)
        events |= EPOLLOUT;
    multi->m_watched.insert(fd);
    multi->m_loop.watch(fd, events, [multi, fd](std::uint32_t ready) {
        int bits = 0;
        bits |= (ready & EPOLLIN) != 0 ? CURL_CSELECT_IN : 0;
        bits |= (ready & EPOLLOUT) != 0 ? CURL_CSELECT_OUT : 0;
        bits |= (ready & (EPOLLERR | EPOLLHUP)) != 0 ? CURL_CSELECT_ERR : 0;
        multi->act(fd, bits);
    });
    return 0;
}

int CurlMulti::timerChanged(CURLM* /*multi*/, long timeoutMs, void* self)
{
    itimerspec spec {}; // zeros disarm
    if (timeoutMs >= 0) {
        spec.it_value.tv_sec = timeoutMs / 1000;
        spec.it_value.tv_nsec = timeoutMs == 0 ? 1 : (timeoutMs % 1000) * 1'000'000;
    }
    timerfd_settime(static_cast<CurlMulti*>(self)->m_timer, 0, &spec, nullptr);
    return 0;
}

void CurlMulti::act(curl_socket_t fd, int events)
{
    int running = 0;
    curl_multi_socket_action(m_multi, fd, events, &running);
    reportDone();
}

void CurlMulti::reportDone()
{
    const std::shared_ptr<bool> alive = m_alive;
    int left = 0;
    while (*alive) {
        const CURLMsg* message = curl_multi_info_read(m_multi, &left);
        if (message == nullptr)
            return;
        if (message->msg != CURLMSG_DONE)
            continue;
        CURL* easy = message->easy_handle; // the message dies with the next call
        const CURLcode code = message->data.result;
        remove(easy);
        m_done(easy, code);
    }
}

} // namespace Strato
