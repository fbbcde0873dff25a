// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/metrics/prometheuschild.h"

#include <QFile>
#include <QLoggingCategory>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace Strato::Estate {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(lcPrometheus, "strato.estate.prometheus", QtInfoMsg)

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
    m_program = findProgram(u"prometheus"_s);
    if (m_program.isEmpty())
        return fail(ErrorCode::ProgramMissing, u"prometheus"_s);
    m_folder = folder;
    m_port = freePort();
    if (m_port == 0 || !spawn())
        return fail(ErrorCode::Internal, u"prometheus could not be started"_s);
    return {};
}

bool PrometheusChild::spawn()
{
    const QByteArray folder = QFile::encodeName(m_folder);
    return m_process.start(
        { QFile::encodeName(m_program), "--config.file=" + folder + "/prometheus.yml",
            "--storage.tsdb.path=" + folder + "/data", "--web.listen-address=127.0.0.1:" + QByteArray::number(m_port),
            "--storage.tsdb.retention.time=9d", "--storage.tsdb.wal-compression", "--log.level=warn",
            "--web.page-title=estate" },
        m_folder + u"/prometheus.log"_s);
}

void PrometheusChild::watch()
{
    const std::optional<int> status = m_process.ended();
    if (!status)
        return;
    qCWarning(lcPrometheus, "prometheus ended status=%d; see prometheus.log", *status);
    if (m_restarts++ < mostRestarts && !spawn())
        qCWarning(lcPrometheus, "prometheus could not be started again");
}

} // namespace Strato::Estate
