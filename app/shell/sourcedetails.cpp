// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/sourcedetails.h"

#include "app/shell/console.h"
#include "app/shell/footprint.h"
#include "models/base/metricsids.h"
#include "ui/text/errortext.h"
#include "ui/text/freshnesstext.h"

#include <QCoreApplication>

#include <algorithm>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

QString said(const char* text)
{
    return QCoreApplication::translate("SourceDetails", text);
}

/// What a tool tip says, and how often it was tried.
QStringList storyOf(const Console& console, const SourceStatus& status, const Formats& formats)
{
    QStringList lines = freshnessStory(status, formats, console.clock().now()).split(u'\n');
    if (status.tries > 0)
        lines.push_back(
            QCoreApplication::translate("SourceDetails", "Tried %n time(s) without success.", nullptr, status.tries));
    if (status.asOf)
        //: %1: date, time and zone
        lines.push_back(said(QT_TRANSLATE_NOOP("SourceDetails", "Last known to be current: %1"))
                            .arg(formats.times.full(*status.asOf)));
    return lines;
}

QStringList kindLines(const Console& console, const OpenCluster& cluster, const Formats& formats)
{
    QStringList lines;
    const std::string prefix = "k8s:" + std::string(cluster.id.view()) + "/";
    for (const auto& [id, status] : console.statuses()) {
        if (id.starts_with(prefix))
            lines.push_back(freshnessStory(status, formats, console.clock().now()).replace(u'\n', u' '));
    }
    return lines;
}

MessageDialog::Content ofAllClusters(const Console& console, const Formats& formats)
{
    MessageDialog::Content content;
    content.headline = said(QT_TRANSLATE_NOOP("SourceDetails", "Kubernetes clusters"));
    Freshness worst = Freshness::Live;
    QStringList stories;
    QStringList details;
    for (const auto& [context, cluster] : console.clusters()) {
        const SourceStatus status = console.statusOf(cluster);
        worst = combined({ worst, status.freshness });
        stories.push_back(storyOf(console, status, formats).join(u'\n'));
        details += kindLines(console, cluster, formats);
    }
    content.health = healthOf(worst);
    content.text = stories.join(u"\n\n"_s);
    content.details = details.join(u'\n');
    return content;
}

/// What this console itself costs: its servers and this machine.
MessageDialog::Content ofFootprint(const Console& console, const Formats& formats)
{
    const TransportStats stats = console.transportStats();
    const std::optional<double> memory = residentBytes();
    MessageDialog::Content content;
    content.health = Health::Well;
    content.headline = said(QT_TRANSLATE_NOOP("SourceDetails", "What this console costs"));
    const auto count = [&](qint64 value) { return formats.numbers.count(value); };
    content.text = QStringList {
        said(QT_TRANSLATE_NOOP("SourceDetails", "Requests: %1 since the start, %2 in the last minute, %3 repeated"))
            .arg(count(stats.requests), count(stats.requestsLastMinute), count(stats.retries)),
        said(QT_TRANSLATE_NOOP("SourceDetails", "Received: %1, sent: %2"))
            .arg(formats.numbers.bytes(static_cast<double>(stats.bytesIn)),
                formats.numbers.bytes(static_cast<double>(stats.bytesOut))),
        said(QT_TRANSLATE_NOOP("SourceDetails", "Open now: %1 connections, %2 streams"))
            .arg(count(stats.connections), count(stats.openStreams)),
        //: %1: a size
        said(QT_TRANSLATE_NOOP("SourceDetails", "Memory: %1"))
            .arg(memory ? formats.numbers.bytes(*memory) : Numbers::missing()),
    }.join(u'\n');
    return content;
}

/// How much of a metrics server is asked. @p statusId: anybody's.
QString limitsOf(const Console& console, const QString& statusId)
{
    if (!isMetricsId(statusId.toStdString()))
        return {};
    const std::vector<PrometheusSettings>& servers = console.settings().settings().prometheus;
    const auto it = std::ranges::find(servers, statusId.section(u':', 1), &PrometheusSettings::name);
    const PrometheusSettings server = it == servers.end() ? PrometheusSettings() : *it; // not saved: the demo's
    //: %1, %2: numbers, as the settings of this metrics server say
    return said(QT_TRANSLATE_NOOP("SourceDetails", "It is asked at most %1 queries at once and %2 a second."))
        .arg(server.queriesAtOnce)
        .arg(server.queriesASecond);
}

} // namespace

MessageDialog::Content sourceDetails(const Console& console, const QString& statusId, const Formats& formats)
{
    if (statusId == u"footprint"_s)
        return ofFootprint(console, formats);
    MessageDialog::Content content;
    if (statusId == u"kubernetes"_s) {
        content = ofAllClusters(console, formats);
    } else if (const auto it = console.statuses().find(statusId.toStdString()); it != console.statuses().end()) {
        QStringList story = storyOf(console, it->second, formats);
        content.headline = story.takeFirst();
        content.health = healthOf(it->second.freshness);
        if (const QString limits = limitsOf(console, statusId); !limits.isEmpty())
            story.push_back(limits);
        content.text = story.join(u'\n');
        if (it->second.error)
            content.details = it->second.error->detail;
    }
    //: button: asks a source at once instead of waiting for its next try
    content.acceptText = said(QT_TRANSLATE_NOOP("SourceDetails", "Try again now"));
    return content;
}

MessageDialog::Content connectionDetails(const Console& console, const QString& context, const Formats& formats)
{
    MessageDialog::Content content;
    const auto it = console.clusters().find(context);
    if (it == console.clusters().end())
        return content;
    const OpenCluster& cluster = it->second;
    const SourceStatus status = console.statusOf(cluster);
    QStringList story = storyOf(console, status, formats);
    story.removeFirst();
    if (cluster.identity)
        //: %1: name of a user
        story.prepend(said(QT_TRANSLATE_NOOP("SourceDetails", "Signed in as %1.")).arg(cluster.identity->user));
    if (const auto ready = console.readiness().find(context); ready != console.readiness().end()) {
        for (const Error& warning : ready->second.warnings)
            story.push_back(errorSentence(warning));
    }
    content.health = healthOf(status.freshness);
    if (content.health == Health::Well && console.isUnverified(context))
        content.health = Health::Warning;
    //: %1: name of a cluster
    content.headline = said(QT_TRANSLATE_NOOP("SourceDetails", "Connection to %1")).arg(context);
    content.text = story.join(u'\n');
    QStringList details { said(QT_TRANSLATE_NOOP("SourceDetails", "Server: %1")).arg(cluster.info.serverUrl),
        said(QT_TRANSLATE_NOOP("SourceDetails", "Version: %1")).arg(QString::fromStdString(cluster.info.version)) };
    details += kindLines(console, cluster, formats);
    for (const Error& problem : cluster.info.problems)
        details.push_back(problem.detail);
    content.details = details.join(u'\n');
    content.acceptText = said(QT_TRANSLATE_NOOP("SourceDetails", "Try again now"));
    return content;
}

} // namespace Strato
