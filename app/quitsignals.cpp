// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/quitsignals.h"

#include <QCoreApplication>

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>

namespace Strato {

namespace {

constexpr std::array quitting { SIGINT, SIGTERM, SIGHUP };
constexpr int statusOfSignal = 128; // as shells count

std::atomic<int> writeEnd = -1; // a handler is told nothing but its signal
static_assert(std::atomic<int>::is_always_lock_free); // else a handler may not touch it

/// In place of @p from, and only there.
void replaceHandlers(void (*from)(int), void (*to)(int))
{
    for (const int signal : quitting) {
        struct sigaction now { };
        sigaction(signal, nullptr, &now);
        if (now.sa_handler != from) // NOLINT(cppcoreguidelines-pro-type-union-access): POSIX has it so
            continue;
        struct sigaction next { };
        next.sa_handler = to; // NOLINT(cppcoreguidelines-pro-type-union-access)
        next.sa_flags = SA_RESTART;
        sigaction(signal, &next, nullptr);
    }
}

/// On any thread, between any two instructions: nothing but what POSIX calls async-signal-safe.
void handleSignal(int signal)
{
    const int before = errno;
    replaceHandlers(handleSignal, SIG_DFL);
    const auto number = static_cast<unsigned char>(signal);
    (void)!::write(writeEnd, &number, 1);
    errno = before;
}

} // namespace

QuitSignals::QuitSignals()
{
    std::array<int, 2> ends {};
    if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    m_read = ends[0];
    writeEnd = ends[1];
    m_notifier = std::make_unique<QSocketNotifier>(m_read, QSocketNotifier::Read);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(), [read = m_read] {
        unsigned char signal = 0;
        if (::read(read, &signal, 1) == 1)
            QCoreApplication::exit(statusOfSignal + signal);
    });
    replaceHandlers(SIG_DFL, handleSignal);
}

QuitSignals::~QuitSignals()
{
    replaceHandlers(handleSignal, SIG_DFL);
    m_notifier.reset();
    for (const int end : { m_read, writeEnd.exchange(-1) }) {
        if (end >= 0)
            ::close(end);
    }
}

} // namespace Strato
