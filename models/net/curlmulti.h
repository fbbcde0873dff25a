// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/net/ioloop.h"

#include <curl/curl.h>

#include <set>
#include <string>

namespace Strato {

/// One curl_multi (a pool of connections of its own) driven by the IoLoop. Loop thread only.
/// Destroying it closes its connections; easy handles must have been removed before.
class CurlMulti final {
public:
    using Done = std::function<void(CURL* easy, CURLcode code)>;

    CurlMulti(IoLoop& loop, Done done);
    ~CurlMulti();
    CurlMulti(const CurlMulti&) = delete;
    CurlMulti& operator=(const CurlMulti&) = delete;

    void prepare(CURL* easy); ///< sockets of @p easy are made and closed by this
    [[nodiscard]] bool add(CURL* easy);
    void remove(CURL* easy); ///< not from inside one of libcurl's callbacks
    /// shutdown(2) of the socket whose addresses are @p key (see connectionKey): libcurl finds it dead when it looks
    /// next.
    void shutDown(const std::string& key);
    [[nodiscard]] bool has(const std::string& key) const; ///< whether a socket of that name is ours
    [[nodiscard]] int transfers() const { return static_cast<int>(m_easies.size()); } ///< added and not removed
    [[nodiscard]] int socketCount() const { return static_cast<int>(m_sockets.size()); }
    [[nodiscard]] std::int64_t socketsOpened() const { return m_opened; }

private:
    static int socketChanged(CURL* easy, curl_socket_t fd, int what, void* self, void* perSocket);
    static int timerChanged(CURLM* multi, long timeoutMs, void* self);
    static curl_socket_t openSocket(void* self, curlsocktype purpose, curl_sockaddr* address);
    static int closeSocket(void* self, curl_socket_t fd);
    void act(curl_socket_t fd, int events);
    void reportDone();

    IoLoop& m_loop;
    Done m_done;
    CURLM* m_multi = nullptr;
    int m_timer = -1; // timerfd: libcurl counts its timeouts in real time
    std::set<CURL*> m_easies;
    std::set<int> m_sockets; // connections, made by openSocket
    std::set<int> m_watched; // those, and libcurl's own wake-up sockets
    std::int64_t m_opened = 0;
    std::shared_ptr<bool> m_alive; // false once destroyed: a done callback may destroy us
};

/// Names a TCP connection by its two addresses: "127.0.0.1:40112>127.0.0.1:6443".
[[nodiscard]] std::string connectionKey(
    const std::string& localIp, int localPort, const std::string& remoteIp, int remotePort);

} // namespace Strato
