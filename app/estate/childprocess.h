// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayList>
#include <QString>

#include <sys/types.h>

#include <optional>

namespace Strato::Estate {

/// A program that we started and that dies with us, even after kill -9: the kernel ends it when the thread that started
/// it is gone. Files of ours are closed in it; its standard input is empty.
class ChildProcess final {
public:
    ChildProcess() = default;
    ~ChildProcess(); ///< ends it
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    /// Starts words[0] (a path) with @p words as its arguments. Output goes to @p log; empty: to where ours goes.
    /// @p niceness is added to ours. False: it could not be started.
    [[nodiscard]] bool start(const QByteArrayList& words, const QString& log, int niceness = 0);
    [[nodiscard]] bool running() const { return m_pid > 0; }
    [[nodiscard]] pid_t pid() const { return m_pid; }
    /// The status of waitpid() when it has ended since the last call.
    [[nodiscard]] std::optional<int> ended();
    /// Waits for its end; the status of waitpid().
    int wait();
    /// Asks it to end, and after @p patienceMs makes it.
    void end(int patienceMs = 1500);

private:
    pid_t m_pid = -1;
};

/// The path of program @p name on the PATH; empty: it is not installed.
[[nodiscard]] QString findProgram(const QString& name);

} // namespace Strato::Estate
