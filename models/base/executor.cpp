// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/executor.h"

#include <pthread.h>

namespace Strato {

Executor::~Executor() = default;

ThreadExecutor::ThreadExecutor(const Clock& clock, const char* name)
    : m_clock(clock)
    , m_thread([this] { run(); })
{
    pthread_setname_np(m_thread.native_handle(), name);
}

ThreadExecutor::~ThreadExecutor()
{
    stop();
}

void ThreadExecutor::stop()
{
    if (!m_thread.joinable())
        return;
    {
        const std::scoped_lock lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    m_thread.join();
    // What dropped tasks captured dies outside the lock: it may post once more, to no avail.
    std::vector<Task> tasks;
    std::map<std::pair<Duration, TimerId>, Task> timers;
    {
        const std::scoped_lock lock(m_mutex);
        tasks.swap(m_tasks);
        timers.swap(m_timers);
        m_due.clear();
    }
}

void ThreadExecutor::post(Task task)
{
    bool first = false;
    {
        const std::scoped_lock lock(m_mutex);
        if (m_stopping)
            return;
        first = m_tasks.empty();
        m_tasks.push_back(std::move(task));
    }
    if (first)
        m_wake.notify_one();
}

Executor::TimerId ThreadExecutor::postAfter(Duration delay, Task task)
{
    TimerId id = 0;
    {
        const std::scoped_lock lock(m_mutex);
        id = m_nextTimer++;
        if (m_stopping)
            return id;
        const Duration due = m_clock.monotonic() + delay;
        m_timers.emplace(std::pair(due, id), std::move(task));
        m_due.emplace(id, due);
    }
    m_wake.notify_one();
    return id;
}

void ThreadExecutor::cancel(TimerId id)
{
    Task dropped; // what it captured dies outside the lock
    const std::scoped_lock lock(m_mutex);
    if (const auto it = m_due.find(id); it != m_due.end()) {
        if (auto node = m_timers.extract({ it->second, id }); !node.empty())
            dropped = std::move(node.mapped());
        m_due.erase(it);
    }
}

bool ThreadExecutor::isCurrent() const
{
    return std::this_thread::get_id() == m_thread.get_id();
}

void ThreadExecutor::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_stopping) {
        if (!m_tasks.empty()) {
            std::vector<Task> batch;
            batch.swap(m_tasks);
            lock.unlock();
            for (Task& task : batch) {
                task();
                task = nullptr; // what it captured dies here, not at the end of the batch
            }
            lock.lock();
        }
        const Duration now = m_clock.monotonic();
        if (!m_timers.empty() && m_timers.begin()->first.first <= now) {
            auto node = m_timers.extract(m_timers.begin());
            m_due.erase(node.key().second);
            lock.unlock();
            node.mapped()();
            node = {};
            lock.lock();
            continue;
        }
        if (!m_tasks.empty() || m_stopping)
            continue;
        if (m_timers.empty())
            m_wake.wait(lock);
        else
            m_wake.wait_for(lock, m_timers.begin()->first.first - now);
    }
}

ManualExecutor::ManualExecutor(const Clock& clock)
    : m_clock(clock)
{
}

ManualExecutor::~ManualExecutor() = default;

void ManualExecutor::post(Task task)
{
    const std::scoped_lock lock(m_mutex);
    m_tasks.push_back(std::move(task));
}

Executor::TimerId ManualExecutor::postAfter(Duration delay, Task task)
{
    const std::scoped_lock lock(m_mutex);
    const TimerId id = m_nextTimer++;
    const Duration due = m_clock.monotonic() + delay;
    m_timers.emplace(std::pair(due, id), std::move(task));
    m_due.emplace(id, due);
    return id;
}

void ManualExecutor::cancel(TimerId id)
{
    const std::scoped_lock lock(m_mutex);
    if (const auto it = m_due.find(id); it != m_due.end()) {
        m_timers.erase({ it->second, id });
        m_due.erase(it);
    }
}

int ManualExecutor::runPending()
{
    int ran = 0;
    std::unique_lock lock(m_mutex);
    for (;;) {
        Task next;
        if (!m_tasks.empty()) {
            next = std::move(m_tasks.front());
            m_tasks.erase(m_tasks.begin());
        } else if (!m_timers.empty() && m_timers.begin()->first.first <= m_clock.monotonic()) {
            auto node = m_timers.extract(m_timers.begin());
            m_due.erase(node.key().second);
            next = std::move(node.mapped());
        } else {
            return ran;
        }
        lock.unlock();
        next();
        next = nullptr;
        ++ran;
        lock.lock();
    }
}

std::optional<Duration> ManualExecutor::nextDue() const
{
    const std::scoped_lock lock(m_mutex);
    if (m_timers.empty())
        return std::nullopt;
    return m_timers.begin()->first.first;
}

} // namespace Strato
