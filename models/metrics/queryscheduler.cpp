// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/metrics/queryscheduler.h"

#include <algorithm>

namespace Strato {

QueryScheduler::QueryScheduler(Executor& executor, Start start, Limits limits)
    : m_executor(executor)
    , m_start(std::move(start))
    , m_limits(limits)
{
}

QueryScheduler::~QueryScheduler()
{
    m_alive.reset();
    if (m_timer)
        m_executor.cancel(m_timer);
    for (const auto& [query, entry] : m_entries) {
        if (entry->abort)
            entry->abort();
    }
}

QueryScheduler::Ticket QueryScheduler::ask(std::string query, int priority, Answer answer)
{
    const Ticket ticket = m_nextTicket++;
    EntryPtr& entry = m_entries[query];
    if (entry) {
        ++m_stats.shared;
        entry->priority = std::max(entry->priority, priority);
    } else {
        entry = std::make_shared<Entry>();
        entry->query = std::move(query);
        entry->priority = priority;
        entry->order = ticket;
    }
    entry->waiters.emplace(ticket, std::move(answer));
    pump();
    return ticket;
}

void QueryScheduler::cancel(Ticket ticket)
{
    const auto it
        = std::ranges::find_if(m_entries, [&](const auto& entry) { return entry.second->waiters.contains(ticket); });
    if (it == m_entries.end())
        return;
    const EntryPtr entry = it->second;
    entry->waiters.erase(ticket);
    if (!entry->waiters.empty())
        return;
    m_entries.erase(it);
    if (entry->running) {
        --m_stats.running;
        if (entry->abort)
            entry->abort();
        pump();
    }
}

QueryScheduler::Stats QueryScheduler::stats() const
{
    Stats stats = m_stats;
    stats.waiting = static_cast<std::size_t>(
        std::ranges::count_if(m_entries, [](const auto& entry) { return !entry.second->running; }));
    return stats;
}

QueryScheduler::EntryPtr QueryScheduler::nextWaiting() const
{
    EntryPtr best;
    for (const auto& [query, entry] : m_entries) {
        const bool better = !best || entry->priority > best->priority
            || (entry->priority == best->priority && entry->order < best->order);
        if (!entry->running && better)
            best = entry;
    }
    return best;
}

void QueryScheduler::pump()
{
    while (m_stats.running < m_limits.maxConcurrent) {
        const EntryPtr next = nextWaiting();
        if (!next)
            return;
        const Duration now = m_executor.clock().monotonic();
        while (!m_recentStarts.empty() && m_recentStarts.front() + std::chrono::seconds(1) <= now)
            m_recentStarts.pop_front();
        if (m_recentStarts.size() >= static_cast<std::size_t>(m_limits.maxPerSecond)) {
            if (!m_timer) {
                const Duration wait = m_recentStarts.front() + std::chrono::seconds(1) - now;
                m_timer = m_executor.postAfter(wait, [this, alive = std::weak_ptr(m_alive)] {
                    if (alive.expired())
                        return;
                    m_timer = 0;
                    pump();
                });
            }
            return;
        }
        m_recentStarts.push_back(now);
        run(next);
    }
}

void QueryScheduler::run(const EntryPtr& entry)
{
    entry->running = true;
    ++m_stats.running;
    ++m_stats.started;
    auto abort = m_start(
        entry->query, [this, alive = std::weak_ptr(m_alive), weak = std::weak_ptr(entry)](const Result<Body>& body) {
            if (const EntryPtr held = weak.lock(); held && !alive.expired())
                finish(held, body);
        });
    entry->abort = std::move(abort);
}

void QueryScheduler::finish(const EntryPtr& entry, const Result<Body>& body)
{
    const auto it = m_entries.find(entry->query);
    if (it == m_entries.end() || it->second != entry)
        return; // cancelled meanwhile; a new equal query may run under the same key
    m_entries.erase(it);
    --m_stats.running;
    const auto waiters = std::move(entry->waiters);
    const std::weak_ptr<bool> alive = m_alive;
    for (const auto& [ticket, answer] : waiters)
        answer(body);
    if (!alive.expired())
        pump();
}

} // namespace Strato
