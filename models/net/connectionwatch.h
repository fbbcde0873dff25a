// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/executor.h"
#include "models/net/httptypes.h"

#include <string>

namespace Strato {

/// Decides when a connection is dead (facts: K23). A connection that carries requests and has had no byte for
/// `silence` is probed; a probe without answer kills it. Knows nothing of sockets. One thread, that of the executor.
/// Connections are named by connectionKey().
class ConnectionWatch final {
public:
    static constexpr Duration silence = std::chrono::seconds(25);
    static constexpr Duration answerWithin = std::chrono::seconds(10);

    struct Hooks {
        /// Sends a probe; probeEnded() must follow within `answerWithin`. @p sharedConnection: HTTP/2, on that
        /// connection.
        std::function<void(const std::string& key, bool sharedConnection)> probe;
        std::function<void(const std::string& key)> kill; ///< ends all requests of the connection
    };

    ConnectionWatch(Executor& executor, Hooks hooks);
    ~ConnectionWatch();
    ConnectionWatch(const ConnectionWatch&) = delete;
    ConnectionWatch& operator=(const ConnectionWatch&) = delete;

    using UseId = std::uint64_t;
    void attach(UseId use, const std::string& key); ///< a request is about to be sent on a connection
    void detach(UseId use);
    void setHttpVersion(UseId use, int version); ///< 11 or 20, once the answer tells
    void setPaused(UseId use, bool paused); ///< silence of our own making proves nothing
    void byteArrived(UseId use);
    void probeEnded(const std::string& key, bool alive);
    /// When the connection of @p use had its last byte, of whichever request, or answered a probe; nullopt: it never
    /// did.
    [[nodiscard]] std::optional<Instant> lastAlive(UseId use) const;
    [[nodiscard]] std::vector<UseId> usesOf(const std::string& key) const;

private:
    struct Connection {
        Duration lastByte {}; // or what silence is counted from otherwise
        std::optional<Instant> lastAlive;
        std::map<UseId, bool> uses; // paused?
        int httpVersion = 0;
        bool probing = false;
    };

    [[nodiscard]] Connection* connectionOf(UseId use);
    void arm(Duration delay);
    void look();

    Executor& m_executor;
    Hooks m_hooks;
    std::map<std::string, Connection> m_connections;
    std::map<UseId, std::string> m_keys;
    Executor::TimerId m_timer = 0;
};

} // namespace Strato
