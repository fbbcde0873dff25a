// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/text/freshnesstext.h"

#include "models/base/plaintext.h"
#include "ui/text/errortext.h"

#include <QCoreApplication>

#include <algorithm>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr Duration skewWorthSaying = std::chrono::seconds(30);

/// "shop, payment, …": the first @p atMost.
QString namesOf(const std::vector<std::string>& names, std::size_t atMost)
{
    QStringList shown;
    for (const std::string& name : names) {
        if (static_cast<std::size_t>(shown.size()) == atMost) {
            shown.push_back(u"…"_s);
            break;
        }
        shown.push_back(cleanUtf8(name, 64));
    }
    return shown.join(u", "_s);
}

bool isOld(const SourceStatus& status)
{
    return status.freshness == Freshness::Stale || status.freshness == Freshness::Lost;
}

} // namespace

Health healthOf(Freshness freshness)
{
    switch (freshness) {
    case Freshness::NotConnected: return Health::Unknown;
    case Freshness::CatchingUp: return Health::Changing;
    case Freshness::Live: return Health::Well;
    case Freshness::Stale: return Health::Warning;
    case Freshness::Lost: return Health::Critical;
    }
    return Health::Unknown;
}

QString freshnessText(const SourceStatus& status, const Formats& formats)
{
    switch (status.freshness) {
    case Freshness::NotConnected:
        return status.starting
            //: state of a source that is being started and does not answer yet
            ? QCoreApplication::translate("Freshness", "starting")
            : QCoreApplication::translate("Freshness", "not connected");
    case Freshness::CatchingUp:
        if (status.behind)
            //: %1: a number of objects still to come
            return QCoreApplication::translate("Freshness", "catching up, %1 left")
                .arg(formats.numbers.count(static_cast<qint64>(*status.behind)));
        return QCoreApplication::translate("Freshness", "catching up");
    case Freshness::Live:
        if (!status.namespaces.empty())
            //: %1: names of the only namespaces that the user may read
            return QCoreApplication::translate("Freshness", "live, only in %1").arg(namesOf(status.namespaces, 2));
        //: state of a source whose data is current
        return QCoreApplication::translate("Freshness", "live");
    case Freshness::Stale:
        return status.asOf
            //: %1: a time of day
            ? QCoreApplication::translate("Freshness", "stale since %1").arg(formats.times.clock(*status.asOf))
            : QCoreApplication::translate("Freshness", "stale");
    case Freshness::Lost:
        return status.asOf
            //: %1: a time of day
            ? QCoreApplication::translate("Freshness", "lost since %1").arg(formats.times.clock(*status.asOf))
            //: state of a source that cannot be reached
            : QCoreApplication::translate("Freshness", "lost");
    }
    return {};
}

QString paneFreshness(const std::vector<SourceStatus>& sources, const Formats& formats)
{
    const SourceStatus* least = leastFresh(sources);
    if (!least || least->freshness == Freshness::Live)
        return {};
    SourceStatus told = *least;
    int old = 0;
    bool areClusters = true;
    for (const SourceStatus& source : sources) {
        if (!isOld(source))
            continue;
        ++old;
        areClusters = areClusters && source.id.starts_with("k8s:");
        if (source.asOf && (!told.asOf || *source.asOf < *told.asOf))
            told.asOf = source.asOf;
    }
    if (sources.size() == 1)
        return freshnessText(told, formats);
    if (old < 2)
        //: %1: name of a source, %2: its freshness such as "lost since 14:31:20"
        return QCoreApplication::translate("Freshness", "%1: %2").arg(least->label, freshnessText(*least, formats));
    const QString words = areClusters
        //: %1: freshness of the oldest of several clusters, "stale since 14:31:20"
        ? QCoreApplication::translate("Freshness", "%n cluster(s) %1", nullptr, old)
        //: %1: freshness of the oldest of several sources, "stale since 14:31:20"
        : QCoreApplication::translate("Freshness", "%n source(s) %1", nullptr, old);
    return words.arg(freshnessText(told, formats));
}

QString paneStory(const std::vector<SourceStatus>& sources, const Formats& formats, Instant now)
{
    QStringList stories;
    for (const SourceStatus& source : sources) {
        if (source.freshness != Freshness::Live)
            stories.push_back(freshnessStory(source, formats, now));
    }
    return stories.join(u"\n\n"_s);
}

QString pastFreshness(const std::optional<Instant>& moment, const Formats& formats)
{
    //: in place of freshness: nothing is known of that past moment
    return moment ? formats.times.asOf(*moment) : QCoreApplication::translate("Freshness", "not recorded");
}

QString freshnessStory(const SourceStatus& status, const Formats& formats, Instant now)
{
    QStringList lines { status.label.isEmpty() ? QString::fromStdString(status.id) : status.label,
        freshnessText(status, formats) };
    if (!status.namespaces.empty())
        lines.push_back(
            //: %1: names of namespaces
            QCoreApplication::translate("Freshness",
                "You may not list all namespaces here. Shown are: %1. What is in others is not visible to you.")
                .arg(namesOf(status.namespaces, 20)));
    if (status.error)
        lines.push_back(errorSentence(*status.error));
    if (status.nextTry && *status.nextTry > now) {
        const QString words = status.serverAsked
            //: %1: a duration such as "17 s"
            ? QCoreApplication::translate("Freshness", "The server asked us to wait: trying again in %1.")
            //: %1: a duration such as "6 s"
            : QCoreApplication::translate("Freshness", "Trying again in %1.");
        lines.push_back(words.arg(formats.numbers.duration(*status.nextTry - now)));
    }
    if (status.coalesced > 0)
        lines.push_back(QCoreApplication::translate(
            "Freshness", "%1 changes were merged because they came faster than they could be shown.")
                            .arg(formats.numbers.count(static_cast<qint64>(status.coalesced))));
    if (status.clockSkew && (*status.clockSkew > skewWorthSaying || *status.clockSkew < -skewWorthSaying))
        lines.push_back(
            //: %1: a duration
            QCoreApplication::translate("Freshness", "Its clock differs from this machine's by %1.")
                .arg(formats.numbers.duration(std::max(*status.clockSkew, -*status.clockSkew))));
    return lines.join(u'\n');
}

} // namespace Strato
