// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/childprocess.h"

#include "app/estate/heart.h"

#include <QFile>
#include <QStandardPaths>

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <vector>

namespace Strato::Estate {

using namespace Qt::StringLiterals;

namespace {

/// What the child does between fork and exec: async-signal-safe calls alone.
[[noreturn]] void become(char* const* arguments, const char* log, int niceness, pid_t parent)
{
    Heart::prepareChild();
    if (::getppid() != parent)
        ::_exit(1); // we were gone before it asked to be told
    if (niceness != 0)
        ::setpriority(PRIO_PROCESS, 0, ::getpriority(PRIO_PROCESS, 0) + niceness);
    ::dup2(::open("/dev/null", O_RDONLY), 0);
    if (log != nullptr) {
        const int out = ::open(log, O_WRONLY | O_CREAT | O_TRUNC, 0600);
        ::dup2(out, 1);
        ::dup2(out, 2);
    }
    ::close_range(3, ~0U, 0);
    ::execv(arguments[0], arguments);
    ::_exit(127);
}

} // namespace

ChildProcess::~ChildProcess()
{
    end();
}

bool ChildProcess::start(const QByteArrayList& words, const QString& log, int niceness)
{
    std::vector<char*> arguments;
    for (const QByteArray& word : words)
        arguments.push_back(const_cast<char*>(word.constData())); // NOLINT(cppcoreguidelines-pro-type-const-cast): exec
    arguments.push_back(nullptr);
    const QByteArray path = QFile::encodeName(log);
    const pid_t parent = ::getpid();
    m_pid = ::fork();
    if (m_pid == 0)
        become(arguments.data(), log.isEmpty() ? nullptr : path.constData(), niceness, parent);
    return m_pid > 0;
}

std::optional<int> ChildProcess::ended()
{
    int status = 0;
    if (m_pid <= 0 || ::waitpid(m_pid, &status, WNOHANG) != m_pid)
        return std::nullopt;
    m_pid = -1;
    return status;
}

int ChildProcess::wait()
{
    int status = -1;
    while (m_pid > 0 && ::waitpid(m_pid, &status, 0) < 0 && errno == EINTR) { }
    m_pid = -1;
    return status;
}

void ChildProcess::end(int patienceMs)
{
    if (m_pid <= 0)
        return;
    const int file = static_cast<int>(::syscall(SYS_pidfd_open, m_pid, 0));
    ::kill(m_pid, SIGTERM);
    pollfd over { file, POLLIN, 0 };
    if (file < 0 || ::poll(&over, 1, patienceMs) != 1)
        ::kill(m_pid, SIGKILL);
    wait();
    if (file >= 0)
        ::close(file);
}

QString findProgram(const QString& name)
{
    return QStandardPaths::findExecutable(name);
}

} // namespace Strato::Estate
