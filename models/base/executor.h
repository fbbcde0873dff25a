// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/clock.h"
#include "models/base/timerqueue.h"

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace Strato {

/// Runs tasks one after another, in order of posting, on one thread. Any thread may post.
/// A task captures values and weak pointers, never a bare `this` that may die before it runs.
class Executor {
public:
    using TimerId = TimerQueue::Id; ///< never 0

    virtual ~Executor();
    virtual void post(Task task) = 0;
    /// Runs @p task not before @p delay from now (Clock::monotonic). Order among equal times is order of posting.
    virtual TimerId postAfter(Duration delay, Task task) = 0;
    /// A timer that has not begun never runs after this returns on the executor's own thread.
    virtual void cancel(TimerId id) = 0;
    [[nodiscard]] virtual bool
    isCurrent() const = 0; ///< true on the executor's own thread: public entry points assert it
    [[nodiscard]] virtual const Clock& clock() const = 0;
};

/// An Executor with a thread of its own: the data thread. Whoever posts must have returned before it is destroyed.
class ThreadExecutor final : public Executor {
public:
    /// @p name at most 15 bytes, seen in ps and debuggers.
    ThreadExecutor(const Clock& clock, const char* name);
    ~ThreadExecutor() override; ///< stops
    void post(Task task) override; ///< dropped after stop()
    TimerId postAfter(Duration delay, Task task) override; ///< dropped after stop()
    void cancel(TimerId id) override;
    [[nodiscard]] bool isCurrent() const override;
    /// Finishes the running task, drops the rest, joins. Not on its own thread. Again: nothing happens.
    void stop();
    [[nodiscard]] const Clock& clock() const override { return m_clock; }

private:
    void run();

    const Clock& m_clock;
    mutable std::mutex m_mutex; // guards all below but m_thread
    std::condition_variable m_wake;
    std::vector<Task> m_tasks;
    TimerQueue m_timers;
    bool m_stopping = false;
    std::thread m_thread;
};

/// An Executor that runs when told, on the caller's thread: deterministic tests and in-process worlds.
/// Single-threaded but for post(), which must have returned everywhere before it is destroyed.
class ManualExecutor final : public Executor {
public:
    explicit ManualExecutor(const Clock& clock);
    ~ManualExecutor() override;
    void post(Task task) override;
    TimerId postAfter(Duration delay, Task task) override;
    void cancel(TimerId id) override;
    [[nodiscard]] bool isCurrent() const override { return true; }
    [[nodiscard]] const Clock& clock() const override { return m_clock; }

    /// Runs posted tasks and timers that are due, until nothing is left to do now. Returns how many ran.
    int runPending();
    /// When the next timer is due (Clock::monotonic), if there is one.
    [[nodiscard]] std::optional<Duration> nextDue() const;

private:
    const Clock& m_clock;
    mutable std::mutex m_mutex; // guards all below
    std::vector<Task> m_tasks;
    TimerQueue m_timers;
};

} // namespace Strato
