// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/workerpool.h"

#include <pthread.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>

namespace Strato {

namespace {

// On two cores both are free once the bytes of a large list are there and nothing is painted yet.
constexpr unsigned fewestThreads = 2;

std::size_t defaultThreadCount()
{
    return std::max(fewestThreads, std::max(1U, std::thread::hardware_concurrency()) - 1);
}

} // namespace

void yieldToInterface()
{
    constexpr int workerNice = 5;
    setpriority(PRIO_PROCESS, static_cast<id_t>(syscall(SYS_gettid)), workerNice);
}

WorkerPool::WorkerPool(int threads, const std::function<void()>& begin)
{
    const std::size_t count = threads > 0 ? static_cast<std::size_t>(threads) : defaultThreadCount();
    m_threads.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
        m_threads.emplace_back([this, begin](const std::stop_token& stop) {
            if (begin)
                begin();
            run(stop);
        });
    for (std::jthread& thread : m_threads)
        pthread_setname_np(thread.native_handle(), "strato-worker");
}

WorkerPool::~WorkerPool()
{
    stop();
}

void WorkerPool::stop()
{
    for (std::jthread& thread : m_threads)
        thread.request_stop();
    m_wake.notify_all();
    for (std::jthread& thread : m_threads) {
        if (thread.joinable())
            thread.join();
    }
    std::deque<Job> dropped; // what jobs captured dies outside the lock
    {
        const std::scoped_lock lock(m_mutex);
        m_stopped = true;
        dropped.swap(m_jobs);
    }
}

void WorkerPool::submit(Job job)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (m_stopped)
            return;
        m_jobs.push_back(std::move(job));
    }
    m_wake.notify_one();
}

void WorkerPool::run(const std::stop_token& stop)
{
    yieldToInterface();
    std::unique_lock lock(m_mutex);
    while (m_wake.wait(lock, stop, [this] { return !m_jobs.empty(); })) {
        if (stop.stop_requested())
            return;
        Job job = std::move(m_jobs.front());
        m_jobs.pop_front();
        lock.unlock();
        job(stop);
        job = nullptr;
        lock.lock();
    }
}

struct Strand::State {
    WorkerPool& pool;
    std::mutex mutex; // guards jobs and running
    std::deque<WorkerPool::Job> jobs;
    bool running = false;
};

/// The strand's place in the pool's queue, for one job. A pool that has stopped drops it, and with it goes all that the
/// strand has waiting: jobs often hold who holds the strand, and would keep one another for ever.
class Strand::Turn final {
public:
    explicit Turn(std::shared_ptr<State> state)
        : m_state(std::move(state))
    {
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    ~Turn()
    {
        if (m_taken)
            return;
        std::deque<WorkerPool::Job> dropped; // what jobs captured dies outside the lock
        const std::scoped_lock lock(m_state->mutex);
        m_state->running = false;
        dropped.swap(m_state->jobs);
    }
    static void wait(const std::shared_ptr<State>& state)
    {
        state->pool.submit([turn = std::make_shared<Turn>(state)](const std::stop_token& stop) { turn->take(stop); });
    }

private:
    void take(const std::stop_token& stop)
    {
        m_taken = true;
        WorkerPool::Job job;
        {
            const std::scoped_lock lock(m_state->mutex);
            job = std::move(m_state->jobs.front());
            m_state->jobs.pop_front();
        }
        job(stop);
        {
            const std::scoped_lock lock(m_state->mutex);
            if (m_state->jobs.empty()) {
                m_state->running = false;
                return;
            }
        }
        // Back of the pool's queue after each job, so that one busy stream cannot starve the others.
        wait(m_state);
    }

    const std::shared_ptr<State> m_state;
    bool m_taken = false;
};

Strand::Strand(WorkerPool& pool)
    : m_state(new State { pool, {}, {}, false })
{
}

void Strand::submit(WorkerPool::Job job)
{
    {
        const std::scoped_lock lock(m_state->mutex);
        m_state->jobs.push_back(std::move(job));
        if (std::exchange(m_state->running, true))
            return;
    }
    Turn::wait(m_state);
}

} // namespace Strato
