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
    TimerQueue timers;
    {
        const std::scoped_lock lock(m_mutex);
        std::swap(tasks, m_tasks);
        std::swap(timers, m_timers);
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
        if (m_stopping)
            return m_timers.newId();
        id = m_timers.add(m_clock.monotonic() + delay, std::move(task));
    }
    m_wake.notify_one();
    return id;
}

void ThreadExecutor::cancel(TimerId id)
{
    Task dropped; // what it captured dies outside the lock
    const std::scoped_lock lock(m_mutex);
    dropped = m_timers.take(id);
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
        if (Task due = m_timers.takeDue(now)) {
            lock.unlock();
            due();
            due = nullptr;
            lock.lock();
            continue;
        }
        if (!m_tasks.empty() || m_stopping)
            continue;
        if (const std::optional<Duration> next = m_timers.nextDue())
            m_wake.wait_for(lock, *next - now);
        else
            m_wake.wait(lock);
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
    return m_timers.add(m_clock.monotonic() + delay, std::move(task));
}

void ManualExecutor::cancel(TimerId id)
{
    Task dropped; // what it captured dies outside the lock
    const std::scoped_lock lock(m_mutex);
    dropped = m_timers.take(id);
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
        } else {
            next = m_timers.takeDue(m_clock.monotonic());
        }
        if (!next)
            return ran;
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
    return m_timers.nextDue();
}

} // namespace Strato
