// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/executor.h"

#include <cstdint>
#include <map>

namespace Strato {

/// The I/O thread: an Executor that also watches file descriptors (epoll). Timers follow the injected Clock; what must
/// run in real time (libcurl's own timers) brings a timerfd. SIGPIPE is blocked on it.
/// stop() must be called before the last reference goes; after it, tasks are dropped unrun.
class IoLoop final : public Executor, public std::enable_shared_from_this<IoLoop> {
public:
    using FdHandler = std::function<void(std::uint32_t epollEvents)>;

    IoLoop(const Clock& clock, const char* name);
    ~IoLoop() override;

    void post(Task task) override;
    TimerId postAfter(Duration delay, Task task) override;
    void cancel(TimerId id) override;
    [[nodiscard]] bool isCurrent() const override;
    [[nodiscard]] const Clock& clock() const override { return m_clock; }

    /// Watches @p fd or changes what is watched. Loop thread only.
    void watch(int fd, std::uint32_t epollEvents, FdHandler handler);
    void unwatch(int fd); ///< loop thread only; harmless for unknown ones
    void wake() const; ///< any thread: looks at tasks and timers again

    /// Runs @p last on the loop thread after what was posted before, then ends and joins. Not from the loop thread.
    void stop(Task last);

private:
    struct Watch {
        std::uint64_t serial = 0; // a handler may drop one fd and another may get its number in the same round
        std::shared_ptr<FdHandler> handler;
    };

    void run();
    void runTasks();
    void runTimers();
    [[nodiscard]] int epollTimeoutMs();
    void dispatch(int timeoutMs);

    const Clock& m_clock;
    mutable std::mutex m_mutex; // guards the next four
    std::vector<Task> m_tasks;
    TimerQueue m_timers;
    bool m_stopping = false;
    bool m_closed = false;
    std::map<int, Watch> m_watches; // loop thread only
    std::uint64_t m_nextSerial = 1; // loop thread only
    int m_epoll = -1;
    int m_event = -1; // eventfd: wake()
    std::thread m_thread;
};

} // namespace Strato
