// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/blockingpool.h"

#include "models/base/workerpool.h"

#include <pthread.h>

#include <deque>
#include <list>
#include <utility>

namespace Strato {

struct BlockingPool::State {
    explicit State(std::size_t limit)
        : most(limit)
    {
    }
    void run();
    bool runOne(std::unique_lock<std::mutex>& lock);

    const std::size_t most;
    std::mutex mutex; // guards all below
    std::condition_variable changed;
    std::deque<Job> waiting;
    std::list<Task> unread; // the answers of jobs that are being read: they die with the pool, not with its threads
    std::size_t threads = 0;
    std::size_t answering = 0;
    bool stopping = false;
    bool stopped = false;
};

/// @p lock is held before and after. False when the pool has ended meanwhile.
bool BlockingPool::State::runOne(std::unique_lock<std::mutex>& lock)
{
    Job job = std::move(waiting.front());
    waiting.pop_front();
    const auto held = unread.insert(unread.end(), std::move(job.answer));
    lock.unlock();
    job.read();
    job.read = nullptr;
    lock.lock();
    if (stopped)
        return false;
    Task answer = std::move(*held);
    unread.erase(held);
    ++answering;
    lock.unlock();
    answer();
    answer = nullptr;
    lock.lock();
    --answering;
    changed.notify_all();
    return true;
}

void BlockingPool::State::run()
{
    std::unique_lock lock(mutex);
    while (!waiting.empty() && runOne(lock)) { }
    --threads;
    changed.notify_all();
}

BlockingPool::BlockingPool(std::size_t most, Priority priority)
    : m_priority(priority)
    , m_state(std::make_shared<State>(most))
{
}

BlockingPool::~BlockingPool()
{
    stop();
}

void BlockingPool::start(Job job)
{
    const std::scoped_lock lock(m_state->mutex);
    if (m_state->stopping)
        return;
    m_state->waiting.push_back(std::move(job));
    if (m_state->threads == m_state->most)
        return;
    ++m_state->threads;
    std::thread([state = m_state, priority = m_priority] {
        pthread_setname_np(pthread_self(), "strato-files");
        if (priority == Priority::BelowInterface)
            yieldToInterface();
        state->run();
    }).detach();
}

void BlockingPool::stop(Duration patience)
{
    std::deque<Job> waiting; // what jobs captured dies outside the lock
    std::list<Task> unread;
    std::unique_lock lock(m_state->mutex);
    m_state->stopping = true;
    waiting.swap(m_state->waiting);
    m_state->changed.wait_for(lock, patience, [this] { return m_state->threads == 0; });
    m_state->stopped = true;
    unread.swap(m_state->unread);
    m_state->changed.wait(lock, [this] { return m_state->answering == 0; });
}

} // namespace Strato
