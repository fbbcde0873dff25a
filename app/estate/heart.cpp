// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/heart.h"

#include <poll.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

namespace Strato::Estate {

using namespace Qt::StringLiterals;

namespace {

sigset_t endSignals()
{
    sigset_t set;
    sigemptyset(&set);
    for (const int number : { SIGTERM, SIGINT, SIGHUP })
        sigaddset(&set, number);
    return set;
}

void drain(int timer)
{
    std::uint64_t beats = 0;
    [[maybe_unused]] const auto read = ::read(timer, &beats, sizeof beats);
}

} // namespace

void Heart::blockSignals()
{
    const sigset_t set = endSignals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
}

void Heart::prepareChild()
{
    const sigset_t set = endSignals();
    pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
    std::signal(SIGPIPE, SIG_DFL);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
}

Heart::~Heart()
{
    for (const int file : { m_timer, m_signals, m_parent })
        if (file >= 0)
            ::close(file);
}

Result<void> Heart::open(std::int64_t parentPid)
{
    const sigset_t set = endSignals();
    m_signals = ::signalfd(-1, &set, SFD_CLOEXEC);
    m_timer = ::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
    const itimerspec every { { 1, 0 }, { 1, 0 } };
    if (m_signals < 0 || m_timer < 0 || ::timerfd_settime(m_timer, 0, &every, nullptr) != 0)
        return fail(ErrorCode::Internal, u"no timer or signal file"_s);
    if (parentPid <= 0)
        return {};
    // A file of the process, not its number: it tells the end at once, and no later process is taken for it.
    m_parent = static_cast<int>(::syscall(SYS_pidfd_open, static_cast<pid_t>(parentPid), 0));
    if (m_parent < 0)
        return fail(ErrorCode::NotFound, u"--parent-pid: no process %1"_s.arg(parentPid));
    if (::getppid() == parentPid)
        ::prctl(PR_SET_PDEATHSIG, SIGKILL); // also when this thread hangs
    return {};
}

void Heart::watch(int file, std::function<void()> readable)
{
    m_watched.emplace_back(file, std::move(readable));
}

void Heart::run(const std::function<void()>& beat)
{
    for (;;) {
        std::vector<pollfd> files { { m_signals, POLLIN, 0 }, { m_parent, POLLIN, 0 }, { m_timer, POLLIN, 0 } };
        for (const auto& [file, readable] : m_watched)
            files.push_back({ file, POLLIN, 0 });
        if (::poll(files.data(), files.size(), -1) < 0 && errno != EINTR)
            return;
        if (files[0].revents != 0 || files[1].revents != 0)
            return;
        for (std::size_t i = 0; i < m_watched.size() && i + 3 < files.size(); ++i)
            if (files[i + 3].revents != 0)
                m_watched[i].second();
        if (files[2].revents != 0) {
            drain(m_timer); // beats that were missed are made up for by one longer step
            beat();
        }
    }
}

} // namespace Strato::Estate
