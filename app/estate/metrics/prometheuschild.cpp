// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/metrics/prometheuschild.h"

#include "app/estate/heart.h"

#include <QFile>
#include <QLoggingCategory>
#include <QStandardPaths>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

namespace Strato::Estate {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(lcPrometheus, "strato.estate.prometheus", QtInfoMsg)

constexpr int patienceMs = 1500;
constexpr int mostRestarts = 3;

/// A port that is free now. Prometheus cannot choose one by itself; between here and its own bind is a millisecond.
std::uint16_t freePort()
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    auto* const general = reinterpret_cast<sockaddr*>(&address); // NOLINT(cppcoreguidelines-pro-type-reinterpret-cast)
    const bool ok = socket >= 0 && ::bind(socket, general, length) == 0 && ::getsockname(socket, general, &length) == 0;
    if (socket >= 0)
        ::close(socket);
    return ok ? ntohs(address.sin_port) : std::uint16_t { 0 };
}

} // namespace

Result<void> PrometheusChild::start(const QString& folder)
{
    m_program = QStandardPaths::findExecutable(u"prometheus"_s);
    if (m_program.isEmpty() && !qEnvironmentVariableIsSet("PATH"))
        m_program = QStandardPaths::findExecutable(u"prometheus"_s, { u"/usr/bin"_s, u"/usr/local/bin"_s });
    if (m_program.isEmpty())
        return fail(ErrorCode::NotFound, u"prometheus is not installed (Debian package: prometheus)"_s);
    m_folder = folder;
    m_port = freePort();
    if (m_port == 0 || !spawn())
        return fail(ErrorCode::Internal, u"prometheus could not be started"_s);
    return {};
}

bool PrometheusChild::spawn()
{
    const QByteArray program = QFile::encodeName(m_program);
    const QByteArray log = QFile::encodeName(m_folder + u"/prometheus.log"_s);
    const std::array<QByteArray, 8> words { program, "--config.file=" + QFile::encodeName(m_folder) + "/prometheus.yml",
        "--storage.tsdb.path=" + QFile::encodeName(m_folder) + "/data",
        "--web.listen-address=127.0.0.1:" + QByteArray::number(m_port), "--storage.tsdb.retention.time=9d",
        "--storage.tsdb.wal-compression", "--log.level=warn", "--web.page-title=estate" };
    std::array<char*, 9> arguments {};
    for (std::size_t i = 0; i < words.size(); ++i)
        arguments.at(i) = const_cast<char*>(
            words.at(i).constData()); // NOLINT(cppcoreguidelines-pro-type-const-cast): exec's old signature
    const pid_t parent = ::getpid();
    m_pid = ::fork();
    if (m_pid != 0)
        return m_pid > 0;
    Heart::prepareChild();
    if (::getppid() != parent)
        ::_exit(1); // we were gone before it asked to be told
    const int out = ::open(log.constData(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    const int none = ::open("/dev/null", O_RDONLY);
    ::dup2(none, 0);
    ::dup2(out, 1);
    ::dup2(out, 2);
    ::close_range(3, ~0U, 0);
    ::execv(program.constData(), arguments.data());
    ::_exit(127);
}

void PrometheusChild::watch()
{
    int status = 0;
    if (m_pid <= 0 || ::waitpid(m_pid, &status, WNOHANG) != m_pid)
        return;
    m_pid = -1;
    qCWarning(lcPrometheus, "prometheus ended status=%d; see prometheus.log", status);
    if (m_restarts++ < mostRestarts && !spawn())
        m_pid = -1;
}

PrometheusChild::~PrometheusChild()
{
    if (m_pid <= 0)
        return;
    const int file = static_cast<int>(::syscall(SYS_pidfd_open, m_pid, 0));
    ::kill(m_pid, SIGTERM);
    pollfd end { file, POLLIN, 0 };
    if (file < 0 || ::poll(&end, 1, patienceMs) != 1)
        ::kill(m_pid, SIGKILL);
    ::waitpid(m_pid, nullptr, 0);
    if (file >= 0)
        ::close(file);
}

} // namespace Strato::Estate
