// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/explorer/liststate.h"

#include "ui/text/freshnesstext.h"

#include <QCoreApplication>

#include <algorithm>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

int badness(Freshness freshness)
{
    switch (freshness) {
    case Freshness::Live: return 0;
    case Freshness::CatchingUp: return 1;
    case Freshness::NotConnected: return 2;
    case Freshness::Stale: return 3;
    case Freshness::Lost: return 4;
    }
    return 2;
}

bool serves(const ExplorerCluster& cluster, const ResourceKind& kind)
{
    return std::ranges::any_of(cluster.kinds, [&](const ResourceKind& served) { return served.sameKind(kind); });
}

/// The worst of what is said of the kind in one cluster: of all namespaces where it is followed namespace by namespace.
std::optional<SourceStatus> statusOf(
    const ResourceKind& kind, const ExplorerCluster& cluster, const std::map<std::string, SourceStatus>& statuses)
{
    const std::string whole = "k8s:" + std::string(cluster.id.view());
    const std::string id = whole + '/' + kind.plural + (kind.group.empty() ? "" : '.' + kind.group);
    std::optional<SourceStatus> worst;
    for (auto it = statuses.lower_bound(id); it != statuses.end() && it->first.starts_with(id); ++it) {
        if (it->first.size() > id.size() && it->first[id.size()] != '/' && it->first[id.size()] != '@')
            continue; // another kind whose name begins alike
        if (!worst || badness(it->second.freshness) > badness(worst->freshness))
            worst = it->second;
    }
    const auto all = statuses.find(whole);
    const bool ill = all != statuses.end() && badness(all->second.freshness) >= badness(Freshness::Stale);
    if (ill && (!worst || badness(all->second.freshness) > badness(worst->freshness)))
        worst = all->second;
    return worst;
}

void take(ListFreshness& sum, const SourceStatus& status, const ExplorerCluster& cluster, bool isFirst)
{
    sum.settled
        = sum.settled && status.freshness != Freshness::CatchingUp && status.freshness != Freshness::NotConnected;
    sum.old = sum.old || status.freshness == Freshness::Stale || status.freshness == Freshness::Lost;
    if (!isFirst && badness(status.freshness) <= badness(sum.freshness))
        return;
    sum.freshness = status.freshness;
    sum.error = status.error;
    sum.errorFrom = cluster.name;
}

} // namespace

ListFreshness listFreshness(const ResourceKind& kind, const std::vector<ExplorerCluster>& clusters,
    const std::map<std::string, SourceStatus>& statuses, const Formats& formats, Instant now)
{
    ListFreshness sum;
    sum.settled = true;
    std::vector<SourceStatus> all;
    QStringList stories;
    for (const ExplorerCluster& cluster : clusters) {
        if (!serves(cluster, kind))
            continue;
        SourceStatus status = statusOf(kind, cluster, statuses).value_or(SourceStatus {});
        if (status.id.empty())
            status.freshness = Freshness::CatchingUp; // asked for a moment ago
        status.label = cluster.name;
        take(sum, status, cluster, all.empty());
        stories.append(freshnessStory(status, formats, now));
        all.push_back(std::move(status));
    }
    if (!all.empty())
        sum.words
            = sum.freshness == Freshness::Live ? freshnessText(all.front(), formats) : paneFreshness(all, formats);
    sum.story = stories.join(u"\n\n"_s);
    return sum;
}

QString filterErrorText(const FilterError& error, const QString& text, const QString& meanwhile)
{
    QString what;
    switch (error.code) {
    case FilterError::Code::UnclosedQuote:
        what = QCoreApplication::translate("FilterError", "The closing quote is missing");
        break;
    case FilterError::Code::UnclosedSet:
        what = QCoreApplication::translate("FilterError", "The closing bracket is missing");
        break;
    case FilterError::Code::EmptySet:
        what = QCoreApplication::translate("FilterError", "A value is missing between the brackets");
        break;
    case FilterError::Code::InvalidLabelKey:
        what = QCoreApplication::translate("FilterError", "This is no label key");
        break;
    }
    const QByteArray bytes = text.toUtf8();
    const auto at = static_cast<qsizetype>(error.position);
    const QString near
        = QString::fromUtf8(bytes.mid(at, static_cast<qsizetype>(std::max<std::size_t>(error.length, 1))));
    //: %1: what is wrong with a filter, %2: at which character, %3: the characters there
    const QString wrong = QCoreApplication::translate("FilterError", "%1, at character %2: %3")
                              .arg(what, QString::number(QString::fromUtf8(bytes.left(at)).size() + 1), near);
    //: %1: what is wrong with a filter; until it is mended no filter is in use
    const QString nothing = QCoreApplication::translate("FilterError", "%1. All rows are shown meanwhile.");
    //: %1: what is wrong with a filter, %2: the last filter that could be used, and still is
    const QString kept = QCoreApplication::translate("FilterError", "%1. Filtered meanwhile by: %2");
    return meanwhile.trimmed().isEmpty() ? nothing.arg(wrong) : kept.arg(wrong, meanwhile);
}

QString filterMeanwhile(const QString& text, const QString& lastGood)
{
    const FilterQuery before = FilterQuery::parse(text.toStdString()).query; // the terms before the error
    const FilterQuery good = FilterQuery::parse(lastGood.toStdString()).query;
    const std::size_t whole = before.terms().size();
    const bool typedOn = text.startsWith(lastGood) && good.terms().size() > whole
        && std::equal(before.terms().begin(), before.terms().end(), good.terms().begin());
    if (!typedOn)
        return lastGood;
    if (whole == 0)
        return {}; // its first words are part of what is being typed
    const FilterQuery::Term& last = before.terms().back();
    return QString::fromStdString(before.text().substr(0, last.position + last.length));
}

} // namespace Strato
