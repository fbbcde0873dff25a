// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QStringList>

#include <atomic>
#include <functional>
#include <memory>

namespace Strato {

/// A program to run, as execve() takes it.
struct ChildCommand {
    QByteArray path; ///< absolute
    QByteArrayList arguments; ///< the first is the program's own name
    QByteArrayList environment; ///< "NAME=value": these alone
    qint64 maxOutputBytes = 1024LL * 1024; ///< of its standard output; more ends it
};

struct ChildExit {
    enum class How : std::uint8_t {
        Exited, ///< `status` is its own
        Signalled, ///< `status` is the signal
        NotStarted, ///< `status` is an errno
        Stopped, ///< we ended it, because somebody asked
        TooMuch, ///< we ended it, because it wrote more than maxOutputBytes
    };
    How how = How::NotStarted;
    int status = 0;
    QByteArray output; ///< standard output; of Exited alone
};

/// The way to end a program from any thread. Once asked, it stays so: what has not begun never begins.
class ChildStop final {
public:
    ChildStop();
    ~ChildStop();
    ChildStop(const ChildStop&) = delete;
    ChildStop& operator=(const ChildStop&) = delete;

    void ask();
    [[nodiscard]] bool isAsked() const { return m_asked; }
    [[nodiscard]] int descriptor() const { return m_event; } ///< readable once asked

private:
    std::atomic<bool> m_asked = false;
    int m_event;
};

/// Runs @p command to its end and blocks meanwhile: call from a BlockingPool. It is the leader of a session of its own,
/// without a terminal, with an empty standard input and none of our files. @p said gets its standard error, live, in
/// lines that may be shown (SaidLines). It is over when it ends, also where a child of its own keeps the pipes open;
/// that one is left alone. When @p stop is asked the whole group gets SIGTERM, and two seconds later SIGKILL.
[[nodiscard]] ChildExit runChild(
    const ChildCommand& command, const ChildStop& stop, const std::function<void(const QStringList&)>& said);

} // namespace Strato
