// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/jointext.h"

#include "models/base/plaintext.h"

#include <QCoreApplication>

#include <algorithm>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype valuesNamed = 8;

QString plain(const std::string& text)
{
    return cleanUtf8(text, 128);
}

struct JoinWords {
    Q_DECLARE_TR_FUNCTIONS(Strato::JoinText)
public:
    static ErrorText notFound(MetricsReach reach);
    static ErrorText refused(const Error& error, MetricsReach reach);
    static ErrorText unreachable(const Error& error);
    static ErrorText answered(const Error& error, MetricsReach reach);
    static QString trouble(const JoinReport& report);
    static QString sentence(const JoinReport& report, const ClusterJoin& join, const Numbers& numbers);
    static QString because(const JoinReport& report, const ClusterJoin& join);
    static void addList(
        QStringList& lines, const QString& title, const std::vector<std::string>& names, std::size_t most);
    static QStringList details(const ClusterJoin& join, std::size_t most);
};

ErrorText JoinWords::notFound(MetricsReach reach)
{
    switch (reach) {
    case MetricsReach::ServiceProxy:
        return { tr("The cluster has no such service."), tr("Check the namespace and the service with its port.") };
    case MetricsReach::Grafana:
        return { tr("Grafana has no such data source."),
            tr("Check its uid; it stands in the address of the data source's page.") };
    case MetricsReach::Direct: break;
    }
    return { tr("There is no Prometheus API at this address."),
        tr("Check host and port; a path that all its pages begin with, such as /prometheus, belongs to the address.") };
}

ErrorText JoinWords::refused(const Error& error, MetricsReach reach)
{
    const bool proxied = reach == MetricsReach::ServiceProxy;
    if (error.code == ErrorCode::Unauthenticated)
        return { tr("The server does not know who you are (401)."),
            proxied ? tr("Renew your sign-in to the cluster that it is reached through.")
                    : tr("Check the kind of sign-in, and the user and password or the token.") };
    return { proxied ? tr("You may not reach services through this cluster (403).")
                     : tr("The server knows you and refuses to answer (403)."),
        proxied ? tr("Ask for the right to get services/proxy in that namespace.")
                : tr("Ask for the right to read, or check the tenant in the header X-Scope-OrgID.") };
}

ErrorText JoinWords::unreachable(const Error& error)
{
    switch (error.code) {
    case ErrorCode::TlsFailed:
        return { tr("The server's certificate could not be trusted."),
            tr("Choose the file of the authority that issued it, and check the host name in the address.") };
    case ErrorCode::NameUnresolved:
        return { tr("The host name in the address is unknown."), tr("Check the spelling, the DNS and the VPN.") };
    case ErrorCode::ConnectFailed:
        return { tr("Nothing listens at this address."), tr("Check the host, the port, the firewall and the VPN.") };
    default: return errorText(error.code);
    }
}

ErrorText JoinWords::answered(const Error& error, MetricsReach reach)
{
    if (error.code == ErrorCode::UnexpectedContent)
        return { tr("A web page came instead of metrics."),
            tr("A sign-in page may stand between, or this is the address of a dashboard and not of its server.") };
    if (error.code == ErrorCode::Malformed)
        return { tr("The answer is not what a Prometheus says."), tr("Check that the address is that of its API.") };
    if (error.httpStatus >= 300 && error.httpStatus < 400)
        return { tr("The server sends us to another address, which is not followed."),
            tr("Use the address that is named below, if you trust it.") };
    if (error.code == ErrorCode::ServerError && error.httpStatus >= 502 && reach != MetricsReach::Direct)
        return { tr("The way there works, but the metrics server behind it does not answer."),
            tr("See whether its pods run and its port is right.") };
    return unreachable(error);
}

QString JoinWords::trouble(const JoinReport& report)
{
    if (!report.anySeries)
        return tr("It answers and has no series that you may read. Where it keeps tenants apart, add the header "
                  "X-Scope-OrgID; else see what it scrapes.");
    if (report.families.empty())
        return tr("It has none of the families of metrics that are known here (node_exporter, cAdvisor, "
                  "kube-state-metrics, service graph, istio, span metrics). See what it scrapes.");
    if (report.clusters.empty())
        return tr("No cluster that it covers is open, so nothing could be joined: connect to one and test again.");
    if (!report.clusterLabel.empty() && report.values.empty())
        //: %1: name of a label
        return tr("Its series have no label “%1”. Choose “One cluster” if it covers one, else name the label that "
                  "tells its clusters apart.")
            .arg(plain(report.clusterLabel));
    if (std::ranges::any_of(report.clusters, &ClusterJoin::any))
        return {};
    QStringList values;
    for (const std::string& value : report.values)
        values.push_back(plain(value));
    if (values.isEmpty())
        return tr("None of its series belongs to a node or a pod of this cluster: it may be another cluster's server.");
    if (values.size() > valuesNamed)
        values = values.first(valuesNamed) + QStringList { u"…"_s };
    //: %1: name of a label; %2: its values, comma separated
    return tr("None of its series belongs to a node or a pod of these clusters. The label “%1” has the values %2: say "
              "below which of them is which cluster.")
        .arg(plain(report.clusterLabel), values.join(u", "_s));
}

QString JoinWords::because(const JoinReport& report, const ClusterJoin& join)
{
    if (report.clusterLabel.empty())
        return {};
    if (join.byNodes && !join.value.empty())
        //: %1: a value of a label
        return tr("Taken as “%1”, which has nodes of the same names.").arg(plain(join.value));
    if (!join.better.empty())
        //: %1: a value of a label; %2: another one
        return tr("More of its nodes are in “%2” than in “%1”: check which value it has.")
            .arg(plain(join.value), plain(join.better));
    if (!join.found && !join.byNodes)
        //: %1: name of a label; %2: the value it was looked for
        return tr("No series has %1=\"%2\".").arg(plain(report.clusterLabel), plain(join.value));
    return {};
}

QString JoinWords::sentence(const JoinReport& report, const ClusterJoin& join, const Numbers& numbers)
{
    const auto count = [&numbers](std::size_t value) { return numbers.count(static_cast<qint64>(value)); };
    QString text;
    if (join.nodes() == 0 && join.pods() == 0)
        //: %1: name of a cluster
        text = tr("%1: its nodes and pods are not known yet.").arg(plain(join.context));
    else
        //: %1: name of a cluster; %2 of %3 nodes and %4 of %5 running pods have series in the metrics server
        text = tr("%1: %2 of %3 nodes and %4 of %5 running pods have series.")
                   .arg(plain(join.context), count(join.nodesJoined), count(join.nodes()), count(join.podsJoined),
                       count(join.pods()));
    const QString why = because(report, join);
    return why.isEmpty() ? text : text + u' ' + why;
}

void JoinWords::addList(
    QStringList& lines, const QString& title, const std::vector<std::string>& names, std::size_t most)
{
    if (names.empty())
        return;
    lines.push_back(title);
    for (std::size_t i = 0; i < names.size() && i < most; ++i)
        lines.push_back(u"  "_s + plain(names[i]));
    if (names.size() > most)
        lines.push_back(u"  "_s + tr("and %n more", nullptr, static_cast<int>(names.size() - most)));
}

QStringList JoinWords::details(const ClusterJoin& join, std::size_t most)
{
    QStringList lines;
    //: %1: name of a cluster
    addList(lines, tr("%1: nodes without series").arg(plain(join.context)), join.nodesWithoutSeries, most);
    //: %1: name of a cluster
    addList(lines, tr("%1: series that belong to no node").arg(plain(join.context)), join.seriesWithoutNode, most);
    //: %1: name of a cluster
    addList(lines, tr("%1: pods without series").arg(plain(join.context)), join.podsWithoutSeries, most);
    return lines;
}

} // namespace

ErrorText metricsErrorText(const Error& error, MetricsReach reach)
{
    switch (error.code) {
    case ErrorCode::NotFound: return JoinWords::notFound(reach);
    case ErrorCode::Unauthenticated:
    case ErrorCode::Forbidden: return JoinWords::refused(error, reach);
    default: return JoinWords::answered(error, reach);
    }
}

QString serverName(const ServerBuild& build)
{
    return cleanUtf8(build.flavour + (build.version.empty() ? "" : " ") + build.version, 120);
}

QString joinTrouble(const JoinReport& report)
{
    return JoinWords::trouble(report);
}

QString joinSentence(const JoinReport& report, const ClusterJoin& join, const Numbers& numbers)
{
    return JoinWords::sentence(report, join, numbers);
}

QStringList joinDetails(const ClusterJoin& join, std::size_t most)
{
    return JoinWords::details(join, most);
}

} // namespace Strato
