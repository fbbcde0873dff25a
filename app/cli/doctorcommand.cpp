// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/doctorcommand.h"

#include "app/cli/doctorfindings.h"
#include "app/cli/terminaltext.h"
#include "app/settings/settingsstore.h"
#include "app/shell/application.h"
#include "ui/text/errortext.h"

#include <QCoreApplication>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>

namespace Strato {

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

constexpr int settleMs = 5000; // the longest wait for a first sync; what is live sooner is looked at sooner
constexpr int againMs = 100;
constexpr int askAgainMs = 1000;

} // namespace

DoctorEnds usersDoctorEnds()
{
    return { userSettingsFile(),
        [](const std::string& text, ExitStatus status) {
            std::fputs(text.c_str(), stdout);
            std::fflush(stdout);
            QCoreApplication::exit(static_cast<int>(status));
        },
        usualPatience };
}

DoctorCommand::DoctorCommand(const Clock& clock, const Options& options, DoctorEnds ends)
    : m_clock(clock)
    , m_ends(std::move(ends))
    , m_wait(clock, options, readSettings(m_ends.settingsFile).execConsent(options.allowExec), m_ends.patience)
    , m_findings(std::make_unique<json>(json { { "program", programFindings() }, { "kubeconfig", json::object() },
          { "contexts", json::object() }, { "metrics servers", json::object() } }))
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(options.demo ? m_ends.birth : std::chrono::milliseconds(settleMs));
    connect(&m_settle, &QTimer::timeout, this, &DoctorCommand::examine);
    m_again.setSingleShot(true);
    m_again.setInterval(againMs);
    connect(&m_again, &QTimer::timeout, this, &DoctorCommand::examineOnceSettled);
    connect(&m_wait, &ObjectWait::identified, this, [this] {
        m_settle.start();
        if (m_wait.options().demo)
            m_bornBy = m_clock.monotonic() + m_ends.birth;
        examineOnceSettled();
    });
    connect(&m_wait, &ObjectWait::failed, this, &DoctorCommand::giveUp);
}

DoctorCommand::~DoctorCommand() = default;

void DoctorCommand::start()
{
    m_wait.start();
}

/// Every session is asked itself: what is told of a cluster's freshness is that of whichever of its contexts came
/// first.
void DoctorCommand::examineOnceSettled()
{
    std::vector<const ClusterSession*> sessions;
    for (const auto& [context, outcome] : m_wait.outcomes()) {
        const ClusterSession* session = outcome.error ? nullptr : m_wait.runtime().session(context);
        if (session != nullptr)
            sessions.push_back(session);
    }
    m_wait.runtime().dataThread().post([this, sessions = std::move(sessions)] {
        const bool settled = std::ranges::all_of(sessions, [](const auto* session) { return isSettled(*session); });
        m_wait.onMain([this, settled] {
            if (settled)
                examine();
            else if (!m_examined)
                m_again.start();
        });
    });
}

bool DoctorCommand::isSettled(const ClusterSession& session)
{
    const auto kinds = session.syncStatus();
    return !kinds.empty() && std::ranges::all_of(kinds, [](const KindSyncStatus& kind) {
        return kind.status.error || kind.status.freshness == Freshness::Live;
    });
}

void DoctorCommand::examine()
{
    m_settle.stop();
    if (std::exchange(m_examined, true))
        return;
    m_pending = 1;
    (*m_findings)["kubeconfig"] = kubeconfigFindings(m_wait.contexts(), m_problems);
    if (!m_failure) {
        for (const auto& [context, outcome] : m_wait.outcomes())
            examineContext(context, outcome);
    }
    for (const QString& context : m_wait.untried())
        (*m_findings)["contexts"][context.toStdString()]
            = untriedFindings(context, resolveContext(*m_wait.contexts().config, context, m_clock.now()), m_problems);
    examineMetrics();
    finishPart();
}

void DoctorCommand::examineContext(const QString& context, const ContextOutcome& outcome)
{
    const bool hangs = outcome.error && outcome.error->code == ErrorCode::FileSilent; // it would hold us up as well
    (*m_findings)["contexts"][context.toStdString()] = contextFindings(context,
        hangs ? tl::unexpected(*outcome.error) : resolveContext(*m_wait.contexts().config, context, m_clock.now()),
        outcome, m_problems);
    const ClusterSession* session = outcome.error ? nullptr : m_wait.runtime().session(context);
    if (!session)
        return;
    ++m_pending;
    m_wait.runtime().dataThread().post([this, context, session] {
        m_wait.onMain([this, context, kinds = session->syncStatus()] {
            examineKinds(context, kinds);
            finishPart();
        });
    });
}

void DoctorCommand::examineKinds(const QString& context, const std::vector<KindSyncStatus>& kinds)
{
    (*m_findings)["contexts"][context.toStdString()]["kinds read"] = syncFindings(context, kinds, m_problems);
    m_incomplete = m_incomplete || std::ranges::any_of(kinds, [](const KindSyncStatus& kind) {
        return !kind.status.error && kind.status.freshness != Freshness::Live;
    });
}

void DoctorCommand::examineMetrics()
{
    if (const std::optional<Error>& missing = m_wait.prometheusMissing()) {
        const std::string words = errorSentence(*missing).toStdString();
        const std::string name = demoServerName().toStdString();
        (*m_findings)["metrics servers"][name]["error"] = words;
        m_problems.push_back(name + ": " + words);
    }
    if (m_wait.options().demo) {
        if (m_wait.prometheusUrl().isEmpty())
            return;
        PrometheusSettings server;
        server.name = demoServerName();
        server.url = m_wait.prometheusUrl();
        examineServer(server, {});
        return;
    }
    if (m_ends.settingsFile.isEmpty())
        return;
    std::optional<Error> problem;
    const AppSettings settings = readSettings(m_ends.settingsFile, &problem);
    if (problem)
        m_problems.push_back("settings: " + errorSentence(*problem).toStdString());
    for (const PrometheusSettings& server : settings.prometheus) {
        if (server.auth == MetricsAuth::None || server.auth == MetricsAuth::ClientCertificate) {
            examineServer(server, {});
            continue;
        }
        ++m_pending;
        const auto take = [this, server, taken = std::make_shared<bool>(false)](const Result<QByteArray>& secret) {
            if (std::exchange(*taken, true))
                return; // its patience was over: somebody at a terminal does not want to wait for more
            if (secret) {
                examineServer(server, *secret);
            } else { // never without its password: that would count as a failed login
                const std::string said = errorSentence(secret.error()).toStdString();
                (*m_findings)["metrics servers"][server.name.toStdString()]["error"] = said;
                m_problems.push_back("metrics server " + server.name.toStdString() + ": " + said);
            }
            finishPart();
        };
        m_secrets.read(server.secretKey(), take, [take] { take(fail(ErrorCode::KeychainSilent, {})); });
    }
}

void DoctorCommand::examineServer(const PrometheusSettings& server, const QByteArray& secret)
{
    ++m_pending;
    askServer(server, secret);
}

void DoctorCommand::askServer(const PrometheusSettings& server, const QByteArray& secret)
{
    m_wait.runtime().testPrometheus(server, secret, [this, server, secret](const Result<JoinReport>& report) {
        m_wait.onMain([this, server, secret, report] {
            if (m_clock.monotonic() < m_bornBy && !isScrapedWhole(report))
                QTimer::singleShot(askAgainMs, this, [this, server, secret] { askServer(server, secret); });
            else
                takeReport(server, report);
        });
    });
}

void DoctorCommand::takeReport(const PrometheusSettings& server, const Result<JoinReport>& report)
{
    (*m_findings)["metrics servers"][server.name.toStdString()] = metricsFindings(server, report, m_problems);
    if (report) {
        for (const ClusterJoin& join : report->clusters) {
            if (join.any())
                m_joined[QString::fromStdString(join.context)].push_back(server.name.toStdString());
        }
    }
    finishPart();
}

void DoctorCommand::finishPart()
{
    if (--m_pending == 0)
        report();
}

ExitStatus DoctorCommand::status() const
{
    if (m_failure)
        return exitStatusOf(*m_failure);
    const auto& outcomes = m_wait.outcomes();
    if (std::ranges::all_of(outcomes, [](const auto& entry) { return entry.second.error.has_value(); }))
        return exitStatusOf(*outcomes.begin()->second.error); // nothing could be reached
    if (!m_problems.empty())
        return ExitStatus::SomethingWrong;
    return m_incomplete ? ExitStatus::Incomplete : ExitStatus::Done;
}

void DoctorCommand::report()
{
    for (const auto& [context, outcome] : m_wait.outcomes()) {
        if (!outcome.error && !m_failure)
            (*m_findings)["contexts"][context.toStdString()]["CPU and memory in use"]
                = usageFinding(*outcome.info, m_joined[context]);
    }
    (*m_findings)["what is wrong"] = m_problems.empty() ? json("nothing") : json(m_problems);
    m_ends.finish(m_wait.options().json ? findingsJson(*m_findings) : findingsText(*m_findings), status());
}

void DoctorCommand::giveUp(const Error& error, const QString& said)
{
    if (m_examined)
        return;
    std::fprintf(stderr, "stratoscope: %s\n", qUtf8Printable(terminalLine(said, 2048)));
    m_failure = error;
    (*m_findings)["error"] = errorFinding(error, errorText(error.code));
    m_problems.push_back(said.toStdString());
    examine(); // metrics servers need no cluster
}

} // namespace Strato
