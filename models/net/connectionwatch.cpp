// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/net/connectionwatch.h"

#include <algorithm>

namespace Strato {

ConnectionWatch::ConnectionWatch(Executor& executor, Hooks hooks)
    : m_executor(executor)
    , m_hooks(std::move(hooks))
{
}

ConnectionWatch::~ConnectionWatch()
{
    m_executor.cancel(m_timer);
}

void ConnectionWatch::attach(UseId use, const std::string& key)
{
    detach(use);
    Connection& connection = m_connections[key];
    if (connection.uses.empty())
        connection.lastByte = m_executor.clock().monotonic(); // idle until now: its silence begins here
    connection.uses.emplace(use, false);
    m_keys.emplace(use, key);
    if (m_timer == 0)
        arm(silence);
}

void ConnectionWatch::detach(UseId use)
{
    const auto it = m_keys.find(use);
    if (it == m_keys.end())
        return;
    Connection& connection = m_connections[it->second];
    connection.uses.erase(use);
    if (connection.uses.empty() && !connection.probing)
        m_connections.erase(it->second);
    m_keys.erase(it);
}

void ConnectionWatch::setHttpVersion(UseId use, int version)
{
    if (Connection* connection = connectionOf(use))
        connection->httpVersion = version;
}

void ConnectionWatch::setPaused(UseId use, bool paused)
{
    if (Connection* connection = connectionOf(use)) {
        connection->uses[use] = paused;
        connection->lastByte = m_executor.clock().monotonic();
    }
}

void ConnectionWatch::byteArrived(UseId use)
{
    if (Connection* connection = connectionOf(use)) {
        connection->lastByte = m_executor.clock().monotonic();
        connection->lastAlive = m_executor.clock().now();
    }
}

std::optional<Instant> ConnectionWatch::lastAlive(UseId use) const
{
    const auto key = m_keys.find(use);
    return key == m_keys.end() ? std::nullopt : m_connections.at(key->second).lastAlive;
}

void ConnectionWatch::probeEnded(const std::string& key, bool alive)
{
    const auto it = m_connections.find(key);
    if (it == m_connections.end() || !it->second.probing)
        return;
    it->second.probing = false;
    if (alive)
        it->second.lastAlive = m_executor.clock().now();
    it->second.lastByte = m_executor.clock().monotonic();
    const bool used = !it->second.uses.empty();
    if (!used)
        m_connections.erase(it);
    else if (!alive)
        m_hooks.kill(std::string(key)); // a copy: the kill may take the caller's string away
}

std::vector<ConnectionWatch::UseId> ConnectionWatch::usesOf(const std::string& key) const
{
    std::vector<UseId> uses;
    if (const auto it = m_connections.find(key); it != m_connections.end()) {
        for (const auto& use : it->second.uses)
            uses.push_back(use.first);
    }
    return uses;
}

ConnectionWatch::Connection* ConnectionWatch::connectionOf(UseId use)
{
    const auto it = m_keys.find(use);
    return it == m_keys.end() ? nullptr : &m_connections[it->second];
}

void ConnectionWatch::arm(Duration delay)
{
    m_timer = m_executor.postAfter(delay, [this] { look(); }); // cancelled by the destructor, same thread
}

void ConnectionWatch::look()
{
    m_timer = 0;
    const Duration now = m_executor.clock().monotonic();
    std::optional<Duration> next;
    std::vector<std::pair<std::string, bool>> silent;
    for (auto& [key, connection] : m_connections) {
        const bool listening = std::ranges::any_of(connection.uses, [](const auto& use) { return !use.second; });
        Duration due = connection.lastByte + silence;
        if (listening && !connection.probing && due <= now) {
            connection.probing = true;
            silent.emplace_back(key, connection.httpVersion != 11);
        }
        due = std::max(due, now + std::chrono::seconds(1)); // paused or being probed: look again, but not at once
        next = next ? std::min(*next, due) : due;
    }
    if (next)
        arm(*next - now);
    for (const auto& one : silent)
        m_hooks.probe(one.first, one.second);
}

} // namespace Strato
