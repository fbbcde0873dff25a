// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/bootstrap/estatelauncher.h"

#include "models/base/plaintext.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QProcess>

#include <nlohmann/json.hpp>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(lcEstate, "strato.estate", QtInfoMsg)

constexpr int readyTimeoutMs = 30'000;
constexpr qsizetype longestReadyLine = qsizetype { 64 } * 1024;
constexpr int endPatienceMs = 2000;
constexpr qsizetype longestLastWords = 2048;

QString member(const nlohmann::json& object, const char* key)
{
    const auto it = object.find(key);
    return it != object.end() && it->is_string() ? QString::fromStdString(it->get<std::string>()) : QString();
}

} // namespace

EstateLauncher::EstateLauncher(QObject* parent)
    : QObject(parent)
    , m_process(std::make_unique<QProcess>())
{
    m_timeout.setSingleShot(true);
    m_timeout.setInterval(readyTimeoutMs);
    connect(&m_timeout, &QTimer::timeout, this,
        [this] { fail(ErrorCode::TimedOut, u"the demo estate did not become ready within 30 s"_s); });
    connect(m_process.get(), &QProcess::readyReadStandardOutput, this, &EstateLauncher::readOutput);
    connect(m_process.get(), &QProcess::readyReadStandardError, this, &EstateLauncher::readError);
    connect(m_process.get(), &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            fail(ErrorCode::NotFound, m_process->program() + u": "_s + m_process->errorString());
    });
    connect(m_process.get(), &QProcess::finished, this, [this](int code) {
        readError();
        fail(ErrorCode::ConnectionLost,
            u"the demo estate ended with status %1: %2"_s.arg(code).arg(
                cleanUtf8(m_lastWords.toStdString(), longestLastWords)));
    });
}

EstateLauncher::~EstateLauncher()
{
    m_process->disconnect(this);
    if (m_process->state() == QProcess::NotRunning)
        return;
    m_process->terminate();
    if (!m_process->waitForFinished(endPatienceMs))
        m_process->kill();
    m_process->waitForFinished(endPatienceMs);
}

void EstateLauncher::start(const QStringList& extraArguments)
{
    const QString program = findProgram();
    if (program.isEmpty()) {
        fail(ErrorCode::NotFound, u"stratoscope-estate is neither beside this program nor in ../libexec/stratoscope"_s);
        return;
    }
    m_timeout.start();
    m_process->start(program,
        QStringList { u"serve"_s, u"--parent-pid"_s, QString::number(QCoreApplication::applicationPid()) }
            + extraArguments);
}

QString EstateLauncher::findProgram()
{
    const QDir own(QCoreApplication::applicationDirPath());
    for (const QString& candidate : { u"stratoscope-estate"_s, u"../libexec/stratoscope/stratoscope-estate"_s,
             u"../lib/stratoscope/stratoscope-estate"_s }) {
        const QFileInfo file(own.filePath(candidate));
        if (file.isExecutable())
            return file.canonicalFilePath();
    }
    return {};
}

Result<EstateAddress> EstateLauncher::parseReadyLine(const QByteArray& line)
{
    try {
        const auto root = nlohmann::json::parse(line.constBegin(), line.constEnd());
        EstateAddress address;
        address.kubeconfig = member(root, "kubeconfig");
        if (const auto it = root.find("prometheusMissing"); it != root.end() && it->is_object())
            address.prometheusMissing = Error { errorCodeNamed(member(*it, "code")), cleanLine(member(*it, "detail")) };
        address.stateNote = cleanLine(member(root, "stateNote"));
        if (const auto it = root.find("prometheus"); it != root.end() && it->is_object())
            address.prometheusUrl = member(*it, "url");
        if (const auto it = root.find("clusters"); it != root.end() && it->is_array()) {
            for (const auto& cluster : *it)
                address.contexts.push_back(cluster.is_string() ? QString::fromStdString(cluster.get<std::string>())
                                                               : member(cluster, "context"));
            address.contexts.removeAll(QString()); // a cluster without a context cannot be opened
        }
        if (address.kubeconfig.isEmpty() || address.contexts.isEmpty())
            return Strato::fail(ErrorCode::Malformed, u"the estate's ready line names no kubeconfig or no cluster"_s);
        return address;
    } catch (const nlohmann::json::exception& problem) {
        return Strato::fail(ErrorCode::Malformed, QString::fromUtf8(problem.what()).left(256));
    }
}

void EstateLauncher::readOutput()
{
    if (m_ready) {
        m_process->readAllStandardOutput();
        return;
    }
    m_output += m_process->readAllStandardOutput();
    const qsizetype end = m_output.indexOf('\n');
    if (end < 0) {
        if (m_output.size() > longestReadyLine)
            fail(ErrorCode::Malformed, u"the estate's first line is too long"_s);
        return;
    }
    const Result<EstateAddress> address = parseReadyLine(m_output.left(end));
    m_output.clear();
    if (!address) {
        fail(address.error().code, address.error().detail);
        return;
    }
    m_ready = true;
    m_timeout.stop();
    if (!address->stateNote.isEmpty())
        qCWarning(lcEstate, "%s", qUtf8Printable(address->stateNote));
    emit ready(*address);
}

/// QProcess would keep all that nobody reads, and a demo runs for days.
void EstateLauncher::readError()
{
    m_lastWords += m_process->readAllStandardError();
    m_lastWords = m_lastWords.right(longestLastWords);
}

void EstateLauncher::fail(ErrorCode code, const QString& detail)
{
    m_timeout.stop();
    emit failed({ code, detail });
}

} // namespace Strato
