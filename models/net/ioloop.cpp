// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/net/ioloop.h"

#include <pthread.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>

namespace Strato {

IoLoop::IoLoop(const Clock& clock, const char* name)
    : m_clock(clock)
    , m_epoll(epoll_create1(EPOLL_CLOEXEC))
    , m_event(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    epoll_event event {};
    event.events = EPOLLIN;
    event.data.fd = m_event;
    epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_event, &event);
    m_thread = std::thread([this] { run(); });
    pthread_setname_np(m_thread.native_handle(), name);
}

IoLoop::~IoLoop()
{
    stop({});
    close(m_event);
    close(m_epoll);
}

void IoLoop::post(Task task)
{
    bool first = false;
    {
        const std::scoped_lock lock(m_mutex);
        if (m_closed)
            return;
        first = m_tasks.empty();
        m_tasks.push_back(std::move(task));
    }
    if (first)
        wake();
}

Executor::TimerId IoLoop::postAfter(Duration delay, Task task)
{
    TimerId id = 0;
    {
        const std::scoped_lock lock(m_mutex);
        id = m_timers.add(m_clock.monotonic() + delay, std::move(task));
    }
    if (!isCurrent())
        wake();
    return id;
}

void IoLoop::cancel(TimerId id)
{
    Task dropped; // what it captured dies outside the lock
    const std::scoped_lock lock(m_mutex);
    dropped = m_timers.take(id);
}

bool IoLoop::isCurrent() const
{
    return std::this_thread::get_id() == m_thread.get_id();
}

void IoLoop::watch(int fd, std::uint32_t epollEvents, FdHandler handler)
{
    Watch& entry = m_watches[fd];
    entry = { m_nextSerial++, std::make_shared<FdHandler>(std::move(handler)) };
    epoll_event event {};
    event.events = epollEvents;
    event.data.fd = fd;
    // A closed descriptor leaves epoll by itself, and its number comes again: so either call may be the right one.
    if (epoll_ctl(m_epoll, EPOLL_CTL_MOD, fd, &event) != 0)
        epoll_ctl(m_epoll, EPOLL_CTL_ADD, fd, &event);
}

void IoLoop::unwatch(int fd)
{
    if (m_watches.erase(fd) > 0)
        epoll_ctl(m_epoll, EPOLL_CTL_DEL, fd, nullptr);
}

void IoLoop::wake() const
{
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = write(m_event, &one, sizeof one); // full means: already awake
}

void IoLoop::stop(Task last)
{
    if (!m_thread.joinable())
        return;
    {
        const std::scoped_lock lock(m_mutex);
        if (last)
            m_tasks.push_back(std::move(last));
        m_stopping = true;
    }
    wake();
    m_thread.join();
    std::vector<Task> tasks; // what they captured dies outside the lock
    TimerQueue timers;
    {
        const std::scoped_lock lock(m_mutex);
        m_closed = true;
        std::swap(tasks, m_tasks);
        std::swap(timers, m_timers);
    }
}

void IoLoop::run()
{
    sigset_t blocked;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &blocked, nullptr);
    for (;;) {
        bool stopping = false;
        {
            const std::scoped_lock lock(m_mutex);
            stopping = m_stopping;
        }
        runTasks(); // read before: `last` is among them
        if (stopping)
            return;
        runTimers();
        dispatch(epollTimeoutMs());
    }
}

void IoLoop::runTasks()
{
    std::vector<Task> batch;
    {
        const std::scoped_lock lock(m_mutex);
        batch.swap(m_tasks);
    }
    for (Task& task : batch) {
        task();
        task = nullptr; // what it captured dies here, not at the end of the batch
    }
}

void IoLoop::runTimers()
{
    const Duration now = m_clock.monotonic();
    for (;;) {
        Task task;
        {
            const std::scoped_lock lock(m_mutex);
            task = m_timers.takeDue(now);
        }
        if (!task)
            return;
        task();
    }
}

int IoLoop::epollTimeoutMs()
{
    const std::scoped_lock lock(m_mutex);
    if (!m_tasks.empty() || m_stopping)
        return 0;
    const std::optional<Duration> next = m_timers.nextDue();
    if (!next)
        return -1;
    const auto ms = std::chrono::ceil<std::chrono::milliseconds>(*next - m_clock.monotonic()).count();
    return static_cast<int>(std::clamp<std::int64_t>(ms, 0, 3'600'000));
}

void IoLoop::dispatch(int timeoutMs)
{
    std::array<epoll_event, 64> events {};
    const int count = epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()), timeoutMs);
    const std::uint64_t newest = m_nextSerial;
    for (int i = 0; i < count; ++i) {
        const epoll_event& event = events[static_cast<std::size_t>(i)];
        if (event.data.fd == m_event) {
            std::uint64_t drained = 0;
            [[maybe_unused]] const ssize_t got = read(m_event, &drained, sizeof drained);
            continue;
        }
        const auto it = m_watches.find(event.data.fd);
        // A changed interest of the same socket is answered in the next round: epoll is level-triggered.
        if (it == m_watches.end() || it->second.serial >= newest)
            continue;
        const std::shared_ptr<FdHandler> handler = it->second.handler; // may unwatch itself
        (*handler)(event.events);
    }
}

} // namespace Strato
