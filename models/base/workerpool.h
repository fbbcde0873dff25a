// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/executor.h"

#include <deque>
#include <stop_token>

namespace Strato {

/// Threads for pure work (decoding, layouts): cores - 1, at least two, nice 5. A job gets the pool's stop_token,
/// captures values, and hands its result on through an Executor or Mailbox. Any thread may submit.
class WorkerPool final {
public:
    using Job = std::function<void(std::stop_token)>;

    /// @p threads 0: cores - 1, at least two. Negative values are a bug. @p begin is called in each thread before its
    /// first job.
    explicit WorkerPool(int threads = 0, const std::function<void()>& begin = {});
    ~WorkerPool(); ///< stops
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    void submit(Job job); ///< dropped after stop()
    /// Asks running jobs to stop, drops waiting ones, and joins. Not in a job. Again: nothing happens.
    void stop();
    [[nodiscard]] std::size_t threadCount() const { return m_threads.size(); }

private:
    void run(const std::stop_token& stop);

    std::mutex m_mutex; // guards m_jobs and m_stopped
    std::condition_variable_any m_wake;
    std::deque<Job> m_jobs;
    bool m_stopped = false;
    std::vector<std::jthread> m_threads;
};

/// Puts the calling thread behind those of the window and of the network when cores are short.
void yieldToInterface();

/// Jobs that must run one after another (the frames of one stream) on whichever pool thread is free.
/// Copyable handle; the queue lives until its last job has run, or the pool has stopped: then what waits is dropped.
/// Any thread may submit.
class Strand final {
public:
    explicit Strand(WorkerPool& pool);
    void submit(WorkerPool::Job job);

private:
    struct State;
    class Turn;
    std::shared_ptr<State> m_state;
};

} // namespace Strato
