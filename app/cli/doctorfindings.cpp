// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/doctorfindings.h"

#include "app/bootstrap/freshnessword.h"
#include "app/cli/terminaltext.h"
#include "app/shell/jointext.h"
#include "app/shell/libraryversions.h"
#include "app/version.h"
#include "models/base/plaintext.h"
#include "models/faults/overviewtypes.h"
#include "ui/text/numbers.h"
#include "ui/text/timetext.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace Strato {

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

constexpr std::size_t namesListed = 20;
constexpr qsizetype longestShown = 8192;
constexpr Duration skewWorthTelling = std::chrono::seconds(30);

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
    case SyncReason::NotMeasured: return "link not measured yet, and LIST is never far behind";
    case SyncReason::SizeUnknown: return "number not known yet, and LIST is never far behind";
    case SyncReason::FewerBytes: return "fewer bytes: first on this link with so many";
    case SyncReason::FewerRoundTrips: return "fewer round trips: first on this link with so many";
    case SyncReason::ServerRefused: return "the server does not do WatchList";
    case SyncReason::FellBack: return "WatchList did not finish here";
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
    case CredentialKind::ExecPlugin: return "sign-in program";
    case CredentialKind::AuthProvider: return "auth provider (not run by this version)";
    }
    return "";
}

const char* idNote(ClusterInfo::IdFrom from)
{
    switch (from) {
    case ClusterInfo::IdFrom::Uid: return "";
    case ClusterInfo::IdFrom::Address: return " (hash: kube-system cannot be read)";
    case ClusterInfo::IdFrom::AnotherContext: return " (kube-system was read by another context of the same server)";
    }
    return "";
}

std::string line(const QString& text)
{
    return cleanLine(text, 2048).toStdString();
}

std::string sentenceOf(const ErrorText& words)
{
    return QString(words.what + u' ' + words.todo).toStdString();
}

/// Names, the first few; then how many more there are.
json someOf(const std::vector<std::string>& names)
{
    json list = json::array();
    for (std::size_t i = 0; i < names.size() && i < namesListed; ++i)
        list.push_back(line(QString::fromStdString(names[i])));
    if (names.size() > namesListed)
        list.push_back("and " + std::to_string(names.size() - namesListed) + " more");
    return list;
}

void addCredential(json& entry, const ResolvedContext& resolved)
{
    entry["credential"] = credentialName(resolved.credential.kind);
    entry["credential from"] = line(resolved.credential.from.text());
    if (resolved.credential.certificateNotAfter)
        entry["certificate expires"] = TimeText().isoWithZone(*resolved.credential.certificateNotAfter).toStdString();
    if (!resolved.endpoint.proxy.isEmpty())
        entry["proxy"] = resolved.endpoint.proxy.toString(QUrl::RemoveUserInfo).toStdString();
    for (const Error& warning : resolved.warnings)
        entry["warnings"].push_back(line(errorSentence(warning)));
}

void addMeasured(json& entry, const ClusterInfo& info)
{
    const Numbers numbers(QLocale::c());
    entry["link"] = info.linkBytesPerSecond ? numbers.bytesPerSecond(*info.linkBytesPerSecond).toStdString()
                                            : std::string("not measured: too little has crossed it yet");
    if (info.roundTrip)
        entry["round trip"] = numbers.duration(*info.roundTrip).toStdString();
    entry["clock skew"]
        = info.clockSkew ? numbers.duration(*info.clockSkew).toStdString() : std::string("not known yet");
}

json joinFinding(const JoinReport& report, const ClusterJoin& join)
{
    json entry { { "result", joinSentence(report, join, Numbers(QLocale::c())).toStdString() },
        { "nodes joined", join.nodesJoined }, { "nodes", join.nodes() }, { "pods joined", join.podsJoined },
        { "pods", join.pods() } };
    if (!report.clusterLabel.empty())
        entry["value of the label"] = join.value;
    if (!join.nodesWithoutSeries.empty())
        entry["nodes without series"] = someOf(join.nodesWithoutSeries);
    if (!join.podsWithoutSeries.empty())
        entry["pods without series"] = someOf(join.podsWithoutSeries);
    if (!join.seriesWithoutNode.empty())
        entry["series that belong to no node"] = someOf(join.seriesWithoutNode);
    return entry;
}

/// Names of contexts, servers and labels come from files that somebody sent, and from clusters.
std::string shown(const std::string& text)
{
    return terminalLine(QString::fromStdString(text), longestShown).toStdString();
}

std::string scalarText(const json& value)
{
    return value.is_string() ? shown(value.get<std::string>())
                             : value.dump(-1, ' ', false, json::error_handler_t::replace);
}

void addLines(std::string& text, const json& value, std::size_t indent)
{
    const std::string space(indent, ' ');
    if (value.is_array()) {
        for (const json& item : value)
            text += space + "- " + scalarText(item) + '\n';
        return;
    }
    for (const auto& [key, item] : value.items()) {
        if (item.is_structured() && item.empty())
            continue;
        text += space + shown(key) + ':';
        if (item.is_structured()) {
            text += '\n';
            addLines(text, item, indent + 2);
        } else {
            text += ' ' + scalarText(item) + '\n';
        }
    }
}

} // namespace

json errorFinding(const Error& error, const ErrorText& words)
{
    json entry { { "code", errorCodeName(error.code).toStdString() }, { "sentence", sentenceOf(words) } };
    if (!error.detail.isEmpty())
        entry["detail"] = line(error.detail);
    return entry;
}

json programFindings()
{
    json libraries = json::object();
    for (const LibraryVersion& library : libraryVersions())
        libraries[library.name.toStdString()] = library.version.toStdString();
    return { { "version", STRATO_VERSION }, { "libraries", std::move(libraries) } };
}

json kubeconfigFindings(const ContextsFound& found, std::vector<std::string>& problems)
{
    json entry = json::object();
    if (!found.config)
        return entry;
    for (const KubeConfig& file : found.config->files)
        entry["files"].push_back(line(file.file));
    for (const KubeContextChoice& choice : found.choices)
        entry["contexts"].push_back(line(choice.name + (choice.current ? u" (current)"_s : QString())));
    for (const Error& warning : found.config->warnings) {
        entry["warnings"].push_back(line(errorSentence(warning)));
        problems.push_back(line(kubeconfigSentence(warning, !found.choices.empty())));
    }
    return entry;
}

json contextFindings(const QString& context, const Result<ResolvedContext>& resolved, const ContextOutcome& outcome,
    std::vector<std::string>& problems)
{
    json entry = json::object();
    if (resolved)
        addCredential(entry, *resolved);
    if (outcome.error) {
        const ErrorText words = errorText(outcome.error->code);
        entry["error"] = errorFinding(*outcome.error, words);
        problems.push_back(line(context) + ": " + line(errorSentence(*outcome.error)));
        return entry;
    }
    const ClusterInfo& info = *outcome.info;
    entry["server"] = line(info.serverUrl);
    entry["version"] = info.version;
    entry["cluster id"] = std::string(info.id.view()) + idNote(info.idFrom);
    entry["kinds"] = info.kinds.size();
    if (outcome.identity)
        entry["signed in as"] = line(outcome.identity->user);
    addMeasured(entry, info);
    if (info.clockSkew && std::chrono::abs(*info.clockSkew) > skewWorthTelling)
        problems.push_back(line(context) + ": its clock and ours differ by " + entry["clock skew"].get<std::string>()
            + "; set the time of this machine or of the server right.");
    for (const Error& problem : info.problems) {
        entry["discovery problems"].push_back(line(problem.detail));
        problems.push_back(line(context) + ": kinds that could not be found out: " + line(problem.detail));
    }
    return entry;
}

json untriedFindings(
    const QString& context, const Result<ResolvedContext>& resolved, std::vector<std::string>& problems)
{
    json entry { { "connection", "not tried, there are many: name it with --context" } };
    if (resolved) {
        addCredential(entry, *resolved);
    } else {
        const ErrorText words = errorText(resolved.error().code);
        entry["error"] = errorFinding(resolved.error(), words);
        problems.push_back(line(context) + ": " + line(errorSentence(resolved.error())));
    }
    return entry;
}

json syncFindings(const QString& context, const std::vector<KindSyncStatus>& kinds, std::vector<std::string>& problems)
{
    json sync = json::object();
    for (const KindSyncStatus& kind : kinds) {
        std::string text = freshnessWord(kind.status.freshness);
        text += ", " + std::to_string(kind.objects) + " objects, " + methodName(kind.choice.method) + " ("
            + reasonName(kind.choice.reason) + "), " + (kind.protobuf ? "protobuf" : "JSON");
        const std::string group = kind.kind.group.empty() ? std::string() : "." + kind.kind.group;
        const std::string name = kind.kind.plural + group + (kind.nameSpace.empty() ? "" : " in " + kind.nameSpace);
        if (kind.status.error) {
            const std::string sentence = line(errorSentence(*kind.status.error));
            text += "; " + sentence;
            problems.push_back(line(context) + ": " + name + ": " + sentence);
        }
        sync[name] = text;
    }
    return sync;
}

bool isScrapedWhole(const Result<JoinReport>& report)
{
    return report && joinTrouble(*report).isEmpty()
        && std::ranges::all_of(report->clusters, [](const ClusterJoin& join) {
               return join.nodesJoined > 0 && join.nodesWithoutSeries.empty() && join.podsJoined > 0;
           });
}

json metricsFindings(
    const PrometheusSettings& server, const Result<JoinReport>& report, std::vector<std::string>& problems)
{
    json entry = json::object();
    const std::string name = line(server.name);
    if (!report) {
        const ErrorText words = metricsErrorText(report.error(), server.reach);
        entry["error"] = errorFinding(report.error(), words);
        problems.push_back(name + ": " + sentenceOf(words));
        return entry;
    }
    const QString build = serverName(report->server);
    entry["server"] = build.isEmpty() ? std::string("does not say what it is") : build.toStdString();
    entry["families"] = report->families;
    if (!report->clusterLabel.empty()) {
        entry["label"] = report->clusterLabel;
        entry["values of the label"] = someOf(report->values);
    }
    if (const QString trouble = joinTrouble(*report); !trouble.isEmpty()) {
        entry["trouble"] = trouble.toStdString();
        problems.push_back(name + ": " + trouble.toStdString());
    }
    for (const ClusterJoin& join : report->clusters) {
        entry["clusters"][join.context] = joinFinding(*report, join);
        const bool mapped = join.found && !join.byNodes && join.better.empty();
        if (!mapped && (join.nodes() > 0 || join.pods() > 0) && !report->clusterLabel.empty())
            problems.push_back(name + ": " + joinSentence(*report, join, Numbers(QLocale::c())).toStdString());
    }
    return entry;
}

std::string usageFinding(const ClusterInfo& info, const std::vector<std::string>& joinedServers)
{
    if (!joinedServers.empty())
        return "from the metrics server " + joinedServers.front();
    const bool measured
        = std::ranges::any_of(info.kinds, [](const ResourceKind& kind) { return kind.group == metricsApiName; });
    if (measured)
        return std::string("from ") + metricsApiName + ": current values only, no history";
    return "not known: no metrics server joins to it, and it has no metrics.k8s.io";
}

std::string findingsText(const json& findings)
{
    std::string text;
    addLines(text, findings, 0);
    return text;
}

std::string findingsJson(const json& findings)
{
    return withEscapedControls(findings.dump(2, ' ', false, json::error_handler_t::replace)) + '\n';
}

} // namespace Strato
