// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the overview's lists say while they have no rows: what is missing, and what to do.
#include "models/base/plaintext.h"
#include "ui/tables/stratotable.h"
#include "ui/text/errortext.h"
#include "ui/text/freshnesstext.h"
#include "views/overview/overviewpage.h"
#include "views/overview/overviewtables.h"

#include <algorithm>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

using About = OverviewDoubt::About;

constexpr std::size_t mostDoubtsTold = 4;

StatePanel::Button startButton()
{
    //: button: opens the page of clusters and how they are reached
    return { u"start"_s, OverviewPage::tr("Clusters and connections…"), false };
}

StatePanel::Button prometheusButton()
{
    return { u"prometheus"_s, OverviewPage::tr("Add a Prometheus…"), false };
}

bool isLostCluster(const OverviewDoubt& doubt)
{
    return doubt.about == About::Objects
        && (doubt.source.freshness == Freshness::Lost || doubt.source.freshness == Freshness::NotConnected);
}

} // namespace

std::vector<OverviewDoubt> OverviewTables::doubts() const
{
    if (moment.past)
        return overviewDoubtsOfThen(m_model.shownClusters(), m_model.shown().alertsFiring.has_value());
    return overviewDoubts(m_model.shownClusters(), sources, m_model.areMetricsYoung());
}

QString OverviewTables::sentenceOf(const OverviewDoubt& doubt) const
{
    const QString name = doubt.source.label;
    const QString words = moment.past ? pastFreshness({}, formats) : freshnessText(doubt.source, formats);
    switch (doubt.about) {
    case About::Objects:
        //: why nothing is known for sure; %1: a cluster, %2: "catching up, 1,204 left" or "lost since 14:31:20"
        return OverviewPage::tr("Objects of %1: %2").arg(name, words);
    case About::Refused: {
        QStringList kinds;
        for (const std::string& kind : doubt.kinds)
            kinds.push_back(cleanUtf8(kind, 128));
        //: why nothing is known for sure; %1: a cluster, %2: kinds, such as "nodes, persistentvolumes"
        return OverviewPage::tr("Objects of %1: you may not read %2").arg(name, kinds.join(u", "_s));
    }
    case About::Alerts:
        //: why nothing is known for sure; %1: a metrics server, %2: "catching up" or "lost since 14:31:20"
        return OverviewPage::tr("Alerts of %1: %2").arg(name, words);
    case About::AlertsUntold:
        //: %1: a cluster
        return OverviewPage::tr("Alerts of %1: no metrics server tells them").arg(name);
    case About::AlertsYoung: return OverviewPage::tr("Alerts: the metrics server began moments ago");
    case About::PodsNotReady: return OverviewPage::tr("%n pod(s) not ready, not yet for long", nullptr, doubt.count);
    case About::PodsUnknown: return OverviewPage::tr("%n pod(s) of unknown state", nullptr, doubt.count);
    }
    return {};
}

QString OverviewTables::sentencesOf(const std::vector<OverviewDoubt>& doubts) const
{
    QStringList lines;
    for (std::size_t i = 0; i < std::min(doubts.size(), mostDoubtsTold); ++i) {
        const SourceStatus& source = doubts[i].source;
        lines.push_back(sentenceOf(doubts[i]));
        if (source.error && source.freshness != Freshness::Live)
            lines.push_back(errorSentence(*source.error));
    }
    if (doubts.size() > mostDoubtsTold)
        //: more reasons than those listed above
        lines.push_back(OverviewPage::tr("and %n more", nullptr, static_cast<int>(doubts.size() - mostDoubtsTold)));
    return lines.join(u'\n');
}

StatePanel::Content OverviewTables::noCluster() const
{
    return { std::nullopt, OverviewPage::tr("No cluster is open"),
        OverviewPage::tr("What is ill, what changed and how it fares is told of open clusters."), { startButton() } };
}

StatePanel::Content OverviewTables::noFindingThen(const ClusterSummary& shown) const
{
    if (m_words.isCatchingUp())
        return { Health::Changing, OverviewPage::tr("Catching up"), m_words.whyUnknownStory(), {} };
    if (!shown.known)
        return { Health::Unknown, OverviewPage::tr("Not recorded"), m_words.whyUnknownStory(), {} };
    if (const std::vector<OverviewDoubt> open = doubts(); !open.empty())
        return { Health::Unknown, OverviewPage::tr("Nothing found so far"), sentencesOf(open), {} };
    if (!shown.alertsFiring)
        return { Health::Well, OverviewPage::tr("No object was ill"),
            OverviewPage::tr("No workload, pod, node or volume was. Alerts of that time are not known."), {} };
    return { Health::Well, OverviewPage::tr("Nothing was wrong"),
        OverviewPage::tr("No workload, pod, node or volume was ill, and no alert fired."), {} };
}

StatePanel::Content OverviewTables::noFinding() const
{
    if (!isAnyClusterOpen)
        return noCluster();
    const ClusterSummary shown = m_model.shown();
    if (m_words.isCatchingUp() || moment.past)
        return noFindingThen(shown);
    const std::vector<OverviewDoubt> open = doubts();
    if (m_model.shownClusters().empty())
        return { Health::Unknown, OverviewPage::tr("Nothing known yet"), OverviewPage::tr("No cluster has answered."),
            {} };
    if (!open.empty()) {
        std::vector<StatePanel::Button> buttons;
        if (std::ranges::any_of(open, isLostCluster))
            buttons.push_back(startButton());
        return { Health::Unknown,
            shown.known ? OverviewPage::tr("Nothing found so far") : OverviewPage::tr("Nothing known yet"),
            sentencesOf(open), buttons };
    }
    if (!shown.alertsFiring)
        return { Health::Well, OverviewPage::tr("No object is ill"),
            OverviewPage::tr("No workload, pod, node or volume is. Alerts are not known: there is no metrics server."),
            { prometheusButton() } };
    return { Health::Well, OverviewPage::tr("Nothing is wrong"),
        OverviewPage::tr("No workload, pod, node or volume is ill, and no alert fires."), {} };
}

StatePanel::Content OverviewTables::noAlert(bool whole) const
{
    if (!isAnyClusterOpen)
        return whole ? noCluster() : StatePanel::Content { std::nullopt, noCluster().title, {}, {} };
    if (areAlertsComing || m_words.isCatchingUp())
        return { Health::Changing, OverviewPage::tr("Catching up"),
            OverviewPage::tr("No metrics server has answered for this moment yet."), {} };
    std::vector<OverviewDoubt> open = doubts();
    std::erase_if(open, [](const OverviewDoubt& doubt) { return !doubt.isOfAlerts(); });
    if (moment.past && open.empty())
        return m_model.shown().alertsFiring
            ? StatePanel::Content { Health::Well, OverviewPage::tr("No alert fired"), {}, {} }
            : StatePanel::Content { std::nullopt, OverviewPage::tr("No alerts known"),
                  OverviewPage::tr("No metrics server has kept any of that time."), {} };
    const bool isTold = m_model.shown().alertsFiring.has_value();
    if (!open.empty())
        return { Health::Unknown, isTold ? OverviewPage::tr("No alert so far") : OverviewPage::tr("No alerts known"),
            whole ? sentencesOf(open) : sentenceOf(open.front()), {} };
    if (isTold)
        return { Health::Well, OverviewPage::tr("No alert fires"), {}, {} };
    if (!metricsSources(sources).empty()) // no cluster has answered: whose they are is not known
        return { Health::Unknown, OverviewPage::tr("No alerts known"), OverviewPage::tr("No cluster has answered."),
            {} };
    return { std::nullopt, OverviewPage::tr("No alerts known"), OverviewPage::tr("No metrics server tells any."),
        whole ? std::vector { prometheusButton() } : std::vector<StatePanel::Button> {} };
}

void OverviewTables::refreshEmptyStates()
{
    const auto say = [](StratoTable* table, bool empty, const StatePanel::Content& content) {
        if (empty)
            table->setState(content);
        else
            table->clearState();
    };
    say(worst, m_model.worst()->rowCount() == 0, noFinding());
    say(allFindings, m_model.findings()->rowCount() == 0, noFinding());
    say(changes, m_model.changes()->rowCount() == 0,
        { std::nullopt, OverviewPage::tr("No change seen"),
            isAnyClusterOpen ? OverviewPage::tr("Changes are known from when this console connected.")
                             : OverviewPage::tr("Changes are seen in open clusters, from when they are opened."),
            {} });
    say(alerts, m_model.alerts()->rowCount() == 0, noAlert(false)); // the card has room for two lines
    say(allAlerts, m_model.alerts()->rowCount() == 0, noAlert(true));
    const std::vector<SourceStatus> metrics = metricsSources(sources);
    const bool hasMetrics = !metrics.empty();
    if (hasMetrics && m_model.metrics().empty())
        say(allCalls, true,
            { Health::Unknown, OverviewPage::tr("No calls by service"),
                moment.past ? OverviewPage::tr("No metrics server has answered for this moment yet.")
                            : freshnessText(*leastFresh(metrics), formats),
                {} });
    else
        say(allCalls, m_model.calls()->rowCount() == 0,
            { std::nullopt, OverviewPage::tr("No calls by service"),
                OverviewPage::tr("They come from a service graph, a mesh or span metrics in a metrics server; none of "
                                 "those series was found."),
                hasMetrics ? std::vector<StatePanel::Button> {} : std::vector { prometheusButton() } });
}

} // namespace Strato
