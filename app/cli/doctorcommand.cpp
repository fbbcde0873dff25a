// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/doctorcommand.h"

#include "models/base/plaintext.h"
#include "ui/text/errortext.h"
#include "ui/text/numbers.h"
#include "ui/text/timetext.h"

#include <QCoreApplication>

#include <nlohmann/json.hpp>

#include <cstdio>

namespace Strato {

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

constexpr int settleMs = 3000; // long enough for a first sync of an ordinary cluster, short enough to wait for

const char* methodName(SyncMethod method)
{
    switch (method) {
    case SyncMethod::Auto: return "auto";
    case SyncMethod::List: return "LIST then WATCH";
    case SyncMethod::WatchList: return "WatchList";
    }
    return "";
}

const char* reasonName(SyncReason reason)
{
    switch (reason) {
    case SyncReason::Told: return "told to";
    case SyncReason::NotMeasured: return "link not measured yet";
    case SyncReason::FewerBytes: return "fewer bytes on this link";
    case SyncReason::LessWork: return "less work on this link";
    case SyncReason::ServerRefused: return "the server does not do WatchList";
    case SyncReason::FellBack: return "WatchList did not finish here";
    }
    return "";
}

const char* freshnessName(Freshness freshness)
{
    switch (freshness) {
    case Freshness::NotConnected: return "not connected";
    case Freshness::CatchingUp: return "catching up";
    case Freshness::Live: return "live";
    case Freshness::Stale: return "stale";
    case Freshness::Lost: return "lost";
    }
    return "";
}

const char* credentialName(CredentialKind kind)
{
    switch (kind) {
    case CredentialKind::None: return "none";
    case CredentialKind::Token: return "token";
    case CredentialKind::TokenFile: return "token file";
    case CredentialKind::ClientCertificate: return "client certificate";
    case CredentialKind::Basic: return "user name and password";
    case CredentialKind::ExecPlugin: return "sign-in program (not run by this version)";
    case CredentialKind::AuthProvider: return "auth provider (not run by this version)";
    }
    return "";
}

json errorJson(const Error& error)
{
    return { { "code", errorCodeName(error.code).toStdString() }, { "sentence", errorSentence(error).toStdString() } };
}

void printLines(const json& object, int indent)
{
    for (const auto& [key, value] : object.items()) {
        if (value.is_structured() && !value.empty()) {
            std::printf("%*s%s:\n", indent, "", key.c_str());
            printLines(value, indent + 2);
        } else if (!value.is_structured()) {
            const std::string text = value.is_string() ? value.get<std::string>() : value.dump();
            std::printf("%*s%s: %s\n", indent, "", key.c_str(), text.c_str());
        }
    }
}

} // namespace

DoctorCommand::DoctorCommand(const Clock& clock, const Options& options)
    : m_clock(clock)
    , m_wait(clock, options)
    , m_findings(std::make_unique<json>(json { { "contexts", json::object() }, { "metrics", json::object() } }))
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(settleMs);
    connect(&m_settle, &QTimer::timeout, this, &DoctorCommand::examine);
    connect(&m_wait, &ObjectWait::identified, this, [this] { m_settle.start(); });
    connect(&m_wait, &ObjectWait::failed, this, [](const Error& error) {
        std::fprintf(stderr, "stratoscope: %s\n", qUtf8Printable(errorSentence(error)));
        QCoreApplication::exit(static_cast<int>(exitStatusOf(error)));
    });
}

DoctorCommand::~DoctorCommand() = default;

void DoctorCommand::start()
{
    m_wait.start();
}

void DoctorCommand::examine()
{
    m_pending = 1;
    for (const auto& [context, outcome] : m_wait.outcomes())
        examineContext(context, outcome);
    examineMetrics();
    if (--m_pending == 0)
        report();
}

void DoctorCommand::examineContext(const QString& context, const ContextOutcome& outcome)
{
    json& entry = (*m_findings)["contexts"][context.toStdString()];
    const Result<ResolvedContext> resolved = resolveContext(*m_wait.contexts().config, context, m_clock.now());
    if (resolved) {
        entry["credential"] = credentialName(resolved->credential.kind);
        entry["credential from"] = resolved->credential.from.text().toStdString();
        if (resolved->credential.certificateNotAfter)
            entry["certificate expires"]
                = TimeText().isoWithZone(*resolved->credential.certificateNotAfter).toStdString();
        if (!resolved->endpoint.proxy.isEmpty())
            entry["proxy"] = resolved->endpoint.proxy.toString(QUrl::RemoveUserInfo).toStdString();
        for (const Error& warning : resolved->warnings)
            entry["warnings"].push_back(warning.detail.toStdString());
    }
    if (outcome.error) {
        entry["error"] = errorJson(*outcome.error);
        m_wrong = true;
        return;
    }
    const ClusterInfo& info = *outcome.info;
    entry["server"] = info.serverUrl.toStdString();
    entry["version"] = info.version;
    entry["cluster id"] = std::string(info.id.view()) + (info.idIsUid ? "" : " (hash: kube-system cannot be read)");
    entry["kinds"] = info.kinds.size();
    if (outcome.identity)
        entry["signed in as"] = outcome.identity->user.toStdString();
    if (info.linkBytesPerSecond)
        entry["link"] = Numbers(QLocale::c()).bytesPerSecond(*info.linkBytesPerSecond).toStdString();
    if (info.roundTrip)
        entry["round trip"] = Numbers(QLocale::c()).duration(*info.roundTrip).toStdString();
    if (info.clockSkew)
        entry["clock skew"] = Numbers(QLocale::c()).duration(*info.clockSkew).toStdString();
    for (const Error& problem : info.problems) {
        entry["discovery problems"].push_back(problem.detail.toStdString());
        m_wrong = true;
    }
    if (const ClusterSession* session = m_wait.runtime().session(context)) {
        ++m_pending;
        m_wait.runtime().dataThread().post([this, context, session] {
            m_wait.onMain([this, context, kinds = session->syncStatus()] {
                addSync(context, kinds);
                if (--m_pending == 0)
                    report();
            });
        });
    }
}

void DoctorCommand::addSync(const QString& context, const std::vector<KindSyncStatus>& kinds)
{
    json& sync = (*m_findings)["contexts"][context.toStdString()]["kinds read"];
    for (const KindSyncStatus& kind : kinds) {
        std::string line = freshnessName(kind.status.freshness);
        line += ", " + std::to_string(kind.objects) + " objects, " + methodName(kind.choice.method) + " ("
            + reasonName(kind.choice.reason) + "), " + (kind.protobuf ? "protobuf" : "JSON");
        if (kind.status.error) {
            line += "; " + errorSentence(*kind.status.error).toStdString();
            m_wrong = true;
        }
        const std::string group = kind.kind.group.empty() ? std::string() : "." + kind.kind.group;
        sync[kind.kind.plural + group + (kind.nameSpace.empty() ? "" : " in " + kind.nameSpace)] = line;
    }
}

void DoctorCommand::examineMetrics()
{
    if (!m_wait.prometheusMissing().isEmpty()) {
        (*m_findings)["metrics"]["prometheus"]["error"] = m_wait.prometheusMissing().toStdString();
        m_wrong = true;
    }
    if (m_wait.prometheusUrl().isEmpty())
        return;
    PrometheusSettings settings;
    settings.name = u"prometheus"_s;
    settings.url = m_wait.prometheusUrl();
    ++m_pending;
    m_wait.runtime().testPrometheus(settings, {}, [this](const Result<JoinReport>& report) {
        m_wait.onMain([this, report] {
            json& entry = (*m_findings)["metrics"]["prometheus"];
            if (report) {
                entry["dialects"] = report->dialects;
                entry["nodes joined"] = report->nodesJoined;
                entry["nodes without series"] = report->nodesWithoutSeries;
                entry["pods joined"] = report->podsJoined;
                entry["pods without series"] = report->podsWithoutSeries.size();
                entry["instances without node"] = report->seriesWithoutNode;
            } else {
                entry["error"] = errorJson(report.error());
                m_wrong = true;
            }
            if (--m_pending == 0)
                this->report();
        });
    });
}

void DoctorCommand::report()
{
    if (m_wait.options().json) {
        std::printf("%s\n", m_findings->dump(2, ' ', false, json::error_handler_t::replace).c_str());
    } else {
        printLines(*m_findings, 0);
    }
    std::fflush(stdout);
    QCoreApplication::exit(static_cast<int>(m_wrong ? ExitStatus::SomethingWrong : ExitStatus::Done));
}

} // namespace Strato
