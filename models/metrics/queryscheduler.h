// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/executor.h"
#include "models/base/result.h"

#include <QByteArray>

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>

namespace Strato {

/// Keeps one metrics server's load polite: at most `maxConcurrent` queries at once, `maxPerSecond` starts a second,
/// and equal queries that wait or run share one answer. Owned and called on one Executor; answers come on it too.
class QueryScheduler final {
public:
    using Body = std::shared_ptr<const QByteArray>;
    using Answer = std::function<void(const Result<Body>&)>;
    /// Starts the transfer of a query; must call the answer exactly once, on the executor. Returns how to cancel it.
    using Start = std::function<std::function<void()>(const std::string& query, Answer done)>;
    using Ticket = std::uint64_t; ///< never 0

    struct Limits {
        int maxConcurrent = 4;
        int maxPerSecond = 10;
    };
    struct Stats {
        int running = 0;
        std::size_t waiting = 0;
        std::uint64_t started = 0;
        std::uint64_t shared = 0; ///< requests that joined an equal one
    };

    QueryScheduler(Executor& executor, Start start, Limits limits);
    ~QueryScheduler(); ///< cancels what runs; no answer comes afterwards
    QueryScheduler(const QueryScheduler&) = delete;
    QueryScheduler& operator=(const QueryScheduler&) = delete;

    /// Asks @p query (its full path and form body as one text). Higher @p priority goes first, then first come.
    Ticket ask(std::string query, int priority, Answer answer);
    /// The ticket's answer never comes. The transfer itself ends when nobody else waits for it.
    void cancel(Ticket ticket);
    [[nodiscard]] Stats stats() const;

private:
    struct Entry {
        std::string query;
        int priority = 0;
        std::uint64_t order = 0;
        bool running = false;
        std::map<Ticket, Answer> waiters;
        std::function<void()> abort;
    };
    using EntryPtr = std::shared_ptr<Entry>;

    void pump();
    void run(const EntryPtr& entry);
    void finish(const EntryPtr& entry, const Result<Body>& body);
    [[nodiscard]] EntryPtr nextWaiting() const;

    Executor& m_executor;
    const Start m_start;
    const Limits m_limits;
    std::map<std::string, EntryPtr> m_entries; // waiting and running, by query
    std::deque<Duration> m_recentStarts; // within the last second
    Ticket m_nextTicket = 1;
    Executor::TimerId m_timer = 0;
    Stats m_stats;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true); // callbacks hold it weakly
};

} // namespace Strato
