// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFile>
#include <QString>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>

namespace Strato::Test {

/// A named pipe that tells whether a process still lives: one that reads from it waits until take() has been called and
/// something is written or this dies, and the kernel says when the last reader is gone, however it ended. Its writing
/// end is opened once and kept: to open and close it by way of asking would give the reader its end.
class WatchedPipe final {
public:
    explicit WatchedPipe(QString path)
        : m_path(std::move(path))
    {
        if (::mkfifo(QFile::encodeName(m_path).constData(), 0600) != 0)
            qFatal("no pipe");
    }
    ~WatchedPipe()
    {
        if (m_end >= 0)
            ::close(m_end);
    }
    Q_DISABLE_COPY_MOVE(WatchedPipe)

    [[nodiscard]] const QString& path() const { return m_path; }
    /// Takes hold of who reads it; false while nobody has opened it.
    [[nodiscard]] bool take() { return open(O_NONBLOCK); }
    /// The same, and waits until somebody has opened it.
    [[nodiscard]] bool takeWhenOpened() { return open(0); }
    /// Whether nobody reads any more, or stops within @p patience. After take().
    [[nodiscard]] bool isLeft(std::chrono::milliseconds patience) const
    {
        pollfd on { m_end, 0, 0 };
        return ::poll(&on, 1, static_cast<int>(patience.count())) == 1 && (on.revents & POLLERR) != 0;
    }

private:
    [[nodiscard]] bool open(int how)
    {
        if (m_end < 0)
            m_end = ::open(QFile::encodeName(m_path).constData(), O_WRONLY | O_CLOEXEC | how);
        return m_end >= 0;
    }

    const QString m_path;
    int m_end = -1;
};

} // namespace Strato::Test
