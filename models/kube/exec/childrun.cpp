// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/exec/childrun.h"

#include "models/kube/exec/saidlines.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <utility>
#include <vector>

namespace Strato {

namespace {

constexpr int partialPatienceMs = 300; // then what has no line end yet is shown as it is
constexpr int endPatienceMs = 2000; // from SIGTERM to SIGKILL
constexpr int lookAgainMs = 100; // where the kernel cannot tell of a process's end

/// A descriptor that is closed with it.
class Handle final {
public:
    explicit Handle(int fd = -1)
        : m_fd(fd)
    {
    }
    ~Handle() { reset(); }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    void reset(int fd = -1)
    {
        if (m_fd >= 0)
            ::close(m_fd);
        m_fd = fd;
    }
    [[nodiscard]] int get() const { return m_fd; }

private:
    int m_fd;
};

struct Pipe {
    Handle read;
    Handle write;

    [[nodiscard]] bool open()
    {
        std::array<int, 2> ends {};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0)
            return false;
        read.reset(ends[0]);
        write.reset(ends[1]);
        ::fcntl(ends[0], F_SETFL, O_NONBLOCK);
        return true;
    }
};

std::vector<char*> pointersTo(const QByteArrayList& texts)
{
    std::vector<char*> pointers;
    pointers.reserve(static_cast<std::size_t>(texts.size()) + 1);
    for (const QByteArray& text : texts)
        pointers.push_back(const_cast<char*>(text.constData())); // NOLINT(cppcoreguidelines-pro-type-const-cast): exec
    pointers.push_back(nullptr);
    return pointers;
}

/// Signals as a program expects them at its start, whatever our thread blocks or ignores.
void resetSignals(posix_spawnattr_t& attributes)
{
    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
}

/// 0, or an errno.
int spawn(const ChildCommand& command, int out, int err, pid_t& pid)
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&files, out, 1);
    posix_spawn_file_actions_adddup2(&files, err, 2);
    posix_spawn_file_actions_addclosefrom_np(&files, 3);
    posix_spawnattr_init(&attributes);
    resetSignals(attributes);
    posix_spawnattr_setflags(
        &attributes, static_cast<short>(POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF));
    const std::vector<char*> arguments = pointersTo(command.arguments);
    const std::vector<char*> environment = pointersTo(command.environment);
    const int problem
        = ::posix_spawn(&pid, command.path.constData(), &files, &attributes, arguments.data(), environment.data());
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    return problem;
}

/// One program while it runs. One thread.
class Run final {
public:
    Run(const ChildCommand& command, const ChildStop& stop, const std::function<void(const QStringList&)>& said)
        : m_command(command)
        , m_stop(stop)
        , m_said(said)
    {
    }

    [[nodiscard]] ChildExit run()
    {
        if (m_stop.isAsked())
            return { ChildExit::How::Stopped, 0, {} };
        if (!m_out.open() || !m_err.open())
            return { ChildExit::How::NotStarted, errno, {} };
        if (const int problem = spawn(m_command, m_out.write.get(), m_err.write.get(), m_pid); problem != 0)
            return { ChildExit::How::NotStarted, problem, {} };
        m_out.write.reset();
        m_err.write.reset();
        m_over.reset(static_cast<int>(::syscall(SYS_pidfd_open, m_pid, 0)));
        while (!isOver())
            wait();
        readAll();
        tell(m_lines.flush());
        return exit();
    }

private:
    /// Its group is ended before it is reaped: until then its number is nobody else's.
    [[nodiscard]] bool isOver()
    {
        siginfo_t facts {};
        const int looked = ::waitid(P_PID, static_cast<id_t>(m_pid), &facts, WEXITED | WNOHANG | WNOWAIT);
        if (looked == 0 && facts.si_pid != m_pid)
            return false;
        if (m_ended)
            ::kill(-m_pid, SIGKILL);
        while (::waitpid(m_pid, &m_status, 0) < 0 && errno == EINTR) { }
        return true;
    }

    void wait()
    {
        // poll() leaves out what is below 0. Once asked to end nothing but its end counts, however much it writes.
        const int asked = m_ended ? -1 : m_stop.descriptor();
        std::array<pollfd, 4> on { pollfd { m_out.read.get(), POLLIN, 0 }, pollfd { m_err.read.get(), POLLIN, 0 },
            pollfd { m_over.get(), POLLIN, 0 }, pollfd { asked, POLLIN, 0 } };
        const int ready = ::poll(on.data(), on.size(), patience());
        if (m_ended) {
            if (ready == 0)
                ::kill(-m_pid, SIGKILL);
            return;
        }
        readAll();
        if (ready == 0 && m_lines.isPartial())
            tell(m_lines.flush());
        if (m_stop.isAsked() || m_tooMuch)
            end(m_tooMuch ? SIGKILL : SIGTERM);
    }

    void end(int signal)
    {
        m_ended = true;
        m_out.read.reset();
        m_err.read.reset();
        ::kill(-m_pid, signal);
    }

    [[nodiscard]] int patience() const
    {
        if (m_ended)
            return endPatienceMs;
        if (m_lines.isPartial())
            return partialPatienceMs;
        return m_over.get() < 0 ? lookAgainMs : -1;
    }

    void readAll()
    {
        read(m_out.read, [this](std::string_view bytes) {
            if (m_output.size() + static_cast<qint64>(bytes.size()) > m_command.maxOutputBytes)
                m_tooMuch = true;
            else
                m_output.append(bytes.data(), static_cast<qsizetype>(bytes.size()));
        });
        read(m_err.read, [this](std::string_view bytes) { tell(m_lines.add(bytes)); });
    }

    /// What is there now; at most so much that the other pipe and the end get their turn.
    template <class Take> void read(Handle& from, const Take& take)
    {
        constexpr int mostAtOnce = 16;
        std::array<char, 16384> bytes {};
        for (int i = 0; i < mostAtOnce && from.get() >= 0; ++i) {
            const ssize_t count = ::read(from.get(), bytes.data(), bytes.size());
            if (count > 0)
                take(std::string_view(bytes.data(), static_cast<std::size_t>(count)));
            else if (count == 0)
                from.reset(); // else poll() would tell of its end again and again
            else if (errno != EINTR)
                break;
        }
        bytes.fill('\0'); // a token may have passed
    }

    void tell(const QStringList& lines) const
    {
        if (!lines.isEmpty() && m_said)
            m_said(lines);
    }

    [[nodiscard]] ChildExit exit()
    {
        using How = ChildExit::How;
        if (m_ended || m_tooMuch) {
            m_output.fill('\0');
            return { m_tooMuch ? How::TooMuch : How::Stopped, 0, {} };
        }
        if (WIFSIGNALED(m_status))
            return { How::Signalled, WTERMSIG(m_status), {} };
        return { How::Exited, WEXITSTATUS(m_status), std::exchange(m_output, {}) };
    }

    const ChildCommand& m_command;
    const ChildStop& m_stop;
    const std::function<void(const QStringList&)>& m_said;
    Pipe m_out;
    Pipe m_err;
    Handle m_over; // readable once it has ended; -1: the kernel cannot tell
    pid_t m_pid = -1;
    int m_status = 0;
    QByteArray m_output;
    SaidLines m_lines;
    bool m_tooMuch = false;
    bool m_ended = false; // by us
};

} // namespace

ChildStop::ChildStop()
    : m_event(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
}

ChildStop::~ChildStop()
{
    if (m_event >= 0)
        ::close(m_event);
}

void ChildStop::ask()
{
    m_asked = true;
    const std::uint64_t one = 1;
    (void)!::write(m_event, &one, sizeof one); // full only when it was asked before
}

ChildExit runChild(
    const ChildCommand& command, const ChildStop& stop, const std::function<void(const QStringList&)>& said)
{
    return Run(command, stop, said).run();
}

} // namespace Strato
