// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the overview shows, from its model to widgets; overviewpage.cpp builds and connects them.
#include "models/base/metricsids.h"
#include "models/items/overviewdoubts.h"
#include "models/metrics/errorlimittypes.h"
#include "ui/cards/bignumbercard.h"
#include "ui/cards/counttile.h"
#include "ui/tables/stratotable.h"
#include "ui/tables/tableview.h"
#include "ui/text/freshnesstext.h"
#include "ui/theme/theme.h"
#include "views/overview/overviewpage.h"
#include "views/overview/overviewtables.h"
#include "views/overview/wholerows.h"

#include <QHeaderView>
#include <QPushButton>

#include <algorithm>
#include <utility>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

/// None is well only where nobody doubts it.
Health severityHealth(int ill, int critical, bool isDoubted)
{
    return critical > 0 ? Health::Critical : ill > 0 ? Health::Warning : isDoubted ? Health::Unknown : Health::Well;
}

QString noteOfAlerts(const ClusterSummary& sum, int notListed)
{
    if (sum.alertsWithoutCluster > 0)
        //: of the alerts that fire
        return OverviewPage::tr("%n name(s) no cluster", nullptr, sum.alertsWithoutCluster);
    //: of the alerts that fire: so many more than the list of them has
    return notListed > 0 ? OverviewPage::tr("%n not listed", nullptr, notListed) : QString();
}

} // namespace

void OverviewPage::refreshLater()
{
    if (std::exchange(m_isDue, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (isVisible())
                catchUp();
        },
        Qt::QueuedConnection);
}

void OverviewPage::rewordLater()
{
    m_isRewordDue = true;
    refreshLater();
}

void OverviewPage::catchUp()
{
    if (!std::exchange(m_isDue, false))
        return;
    if (std::exchange(m_isRewordDue, false))
        m_tables->reword();
    refresh();
    ++m_refreshes;
}

void OverviewPage::refresh()
{
    const ClusterSummary sum = m_model.shown();
    m_tables->areAlertsComing = !sum.alertsFiring && !m_model.state().hasMetrics && areMetricsComing();
    refreshNumbers(sum);
    refreshTraffic();
    refreshTiles(sum);
    refreshNotes();
    refreshAges();
    refreshClusterHeight();
    refreshCharts();
    refreshPart();
    m_tables->refreshEmptyStates();
}

void OverviewPage::refreshNumbers(const ClusterSummary& sum)
{
    const Numbers& n = m_formats.numbers;
    const PaneAge age = objectsAge();
    const std::vector<OverviewDoubt> doubts = m_tables->doubts();
    const bool areAlertsDoubted = std::ranges::any_of(doubts, &OverviewDoubt::isOfAlerts);
    const bool areObjectsDoubted = std::ranges::any_of(
        doubts, [](const OverviewDoubt& doubt) { return doubt.about == OverviewDoubt::About::Objects; });
    const auto number = [&](const QByteArray& id, const QString& title, int count, int critical, bool isDoubted) {
        BigNumberCard::Content content;
        content.title = title;
        content.age = sum.known ? age : PaneAge {};
        content.health = sum.known ? severityHealth(count, critical, isDoubted) : Health::Unknown;
        content.number = sum.known ? n.count(count) : Numbers::missing();
        content.note = sum.known         ? QString()
            : m_tables->isAnyClusterOpen ? m_tables->words().whyUnknown()
                                         : tr("no cluster is open");
        content.history = m_model.history(id.toStdString());
        return content;
    };
    const int ill = sum.criticalFindings + sum.warningFindings;
    BigNumberCard::Content faults = number("faults", tr("Things ill"), ill, sum.criticalFindings, !doubts.empty());
    if (sum.known && sum.criticalFindings > 0)
        faults.note = tr("%n critical", nullptr, sum.criticalFindings);
    else if (sum.known && ill == 0 && !doubts.empty())
        //: under a nought: none was found, but not all has been heard yet
        faults.note = tr("so far");
    m_numbers.value("faults")->setContent(faults);
    BigNumberCard::Content pods
        = number("pods", tr("Pods not ready"), sum.pods.ill(), sum.pods.failing(), areObjectsDoubted);
    BigNumberCard::Content nodes
        = number("nodes", tr("Nodes ill"), sum.nodes.ill(), sum.nodes.notReady, areObjectsDoubted);
    if (sum.known) {
        //: %1: the whole that a number is part of
        pods.of = tr("of %1").arg(n.count(sum.pods.total));
        nodes.of = tr("of %1").arg(n.count(sum.nodes.total));
        if (sum.pods.failing() > 0)
            pods.note = tr("%n failing", nullptr, sum.pods.failing());
    }
    m_numbers.value("pods")->setContent(pods);
    m_numbers.value("nodes")->setContent(nodes);
    const int critical = m_model.alerts()->countOf(Health::Critical);
    BigNumberCard::Content alerts
        = number("alerts", tr("Alerts firing"), sum.alertsFiring.value_or(0), critical, areAlertsDoubted);
    if (sum.known) // some alerts say by firing that all is well
        alerts.health
            = severityHealth(critical + m_model.alerts()->countOf(Health::Warning), critical, areAlertsDoubted);
    alerts.age = metricsAge();
    if (!sum.alertsFiring) {
        alerts.number = Numbers::missing();
        alerts.health = Health::Unknown;
        if (m_tables->moment.past)
            alerts.age = {}; // there is nothing as of then
        alerts.note = m_tables->areAlertsComing ? tr("catching up") : whyNoMetrics();
        alerts.history.clear();
    } else {
        alerts.note = noteOfAlerts(sum, m_model.state().alertsNotListed);
    }
    m_numbers.value("alerts")->setContent(alerts);
}

QString OverviewPage::whyNoMetrics() const
{
    if (!m_metricsExpected)
        return tr("no metrics server");
    if (m_model.metrics().empty()) {
        const std::vector<SourceStatus> sources = metricsSources(m_tables->sources);
        const SourceStatus* least = leastFresh(sources);
        const bool isBroken = least && (least->freshness == Freshness::Lost || least->freshness == Freshness::Stale);
        if (isBroken && !m_tables->moment.past)
            return freshnessText(*least, m_formats);
        return areMetricsComing() ? tr("catching up") : tr("no answer yet");
    }
    if (m_tables->moment.past)
        return tr("none recorded then");
    if (m_model.areRatesInterrupted())
        //: why a rate is missing: there was an outage of what measures it
        return tr("no rates now: samples are missing");
    return m_model.areMetricsYoung() ? tr("no rates yet: they need a few scrapes")
                                     : tr("none told by the metrics server");
}

void OverviewPage::refreshTraffic()
{
    const Numbers& n = m_formats.numbers;
    const OverviewModel::Traffic traffic = m_model.traffic();
    BigNumberCard::Content calls;
    BigNumberCard::Content errors;
    calls.title = tr("Calls a second");
    errors.title = tr("Error rate");
    calls.number = errors.number = Numbers::missing();
    calls.note = errors.note = whyNoMetrics();
    errors.health = Health::Unknown;
    const std::optional<Duration> told = m_model.toldPart();
    calls.age = errors.age = m_model.metrics().empty() ? PaneAge {} : metricsAge();
    for (BigNumberCard::Content* content : { &calls, &errors }) {
        const bool known = content == &calls ? traffic.callsPerSecond.has_value() : traffic.errorRatio.has_value();
        if (m_tables->moment.past && !known)
            content->age = {}; // there is nothing as of then
    }
    if (traffic.callsPerSecond) {
        calls.number = n.shortCount(*traffic.callsPerSecond);
        calls.history = m_model.callsHistory();
        calls.note.clear();
        if (const auto change = m_model.callsChange()) {
            const QString by = (*change >= 0 ? u"+"_s : QString()) + n.percent(*change);
            calls.note = told
                //: %1: a change such as "+4 %", %2: how much of the window has data, such as "31 min"
                ? tr("%1 on yesterday, over %2").arg(by, n.duration(*told))
                //: %1: a change such as "+4 %"
                : tr("%1 on yesterday").arg(by);
        }
    }
    if (traffic.callsPerSecond && !traffic.errorRatio)
        errors.note = tr("failures are not counted");
    if (traffic.errorRatio) {
        const double ratio = *traffic.errorRatio;
        errors.number = n.percent(ratio);
        errors.health = healthOfErrors(ratio);
        errors.history = m_model.errorsHistory();
        const auto mean = m_model.meanErrors();
        //: %1: a mean such as "0.11 %"
        errors.note = mean ? tr("mean %1").arg(n.percent(*mean)) : QString(); // of how long, the chart below says
    }
    m_numbers.value("calls")->setContent(calls);
    m_numbers.value("errors")->setContent(errors);
}

void OverviewPage::refreshTiles(const ClusterSummary& sum)
{
    const auto set = [&](const QByteArray& id, int count) {
        m_tiles.value(id)->setCount(sum.known ? m_formats.numbers.count(count) : Numbers::missing());
    };
    set("running", sum.pods.ready);
    set("unready", sum.pods.notReady);
    set("pending", sum.pods.pending);
    set("failing", sum.pods.failing());
    set("completed", sum.pods.succeeded);
    set("terminating", sum.pods.terminating);
}

void OverviewPage::refreshNotes()
{
    const Numbers& n = m_formats.numbers;
    const qint64 all = m_model.worst()->totalCount();
    //: button beside the worst things: opens the whole list, %1: how many there are
    m_allFindings->setText(tr("all %1").arg(n.count(all)));
    m_allFindings->setAccessibleName(m_allFindings->text());
    m_allFindings->setVisible(all > 0);
    m_changesCard->setNote(n.count(m_model.changes()->rowCount()));
}

PaneAge OverviewPage::ageOf(const std::vector<SourceStatus>& sources) const
{
    const SourceStatus* least = leastFresh(sources);
    if (!least)
        return {};
    return { healthOf(least->freshness), paneFreshness(sources, m_formats),
        paneStory(sources, m_formats, m_clock.now()) };
}

bool OverviewPage::areMetricsComing() const
{
    return m_metricsExpected && std::ranges::any_of(m_tables->sources, [](const SourceStatus& source) {
        const bool answers = source.freshness == Freshness::Live || source.freshness == Freshness::CatchingUp
            || source.freshness == Freshness::Stale;
        return answers && isMetricsId(source.id);
    });
}

/// Of panes that are not to be told by what their sources do now.
PaneAge OverviewPage::ageAt(bool coming, bool known) const
{
    const auto& past = m_tables->moment.past;
    if (coming)
        return { Health::Changing, tr("catching up"), past ? m_formats.times.full(*past) : QString() };
    return { known ? Health::Changing : Health::Unknown, pastFreshness(known ? past : std::nullopt, m_formats),
        m_formats.times.full(*past) };
}

PaneAge OverviewPage::objectsAge() const
{
    const bool coming = m_tables->words().isCatchingUp();
    if (coming || m_tables->moment.past)
        return ageAt(coming, m_model.shown().known);
    std::vector<SourceStatus> sources;
    for (const ClusterSummary& cluster : m_model.shownClusters())
        sources.push_back(statusOf(cluster, m_tables->sources));
    return ageOf(sources);
}

PaneAge OverviewPage::metricsAge() const
{
    const bool coming = m_model.metrics().empty() && areMetricsComing();
    if (coming || m_tables->moment.past)
        return ageAt(coming, !m_model.metrics().empty());
    return ageOf(metricsSources(m_tables->sources));
}

void OverviewPage::refreshAges()
{
    const PaneAge objects = objectsAge();
    const PaneAge metrics = metricsAge();
    for (Card* card : { m_worstCard, m_podsCard })
        card->setAge(objects);
    const bool resting = m_tables->moment.past && !m_tables->words().isCatchingUp();
    m_changesCard->setAge(resting ? ageAt(false, true) : objects); // objects remember who changed them, and when
    for (Card* card : { m_hostsCard, m_trafficCard })
        card->setAge(metrics);
    const bool isOfMetrics = m_part == u"alerts"_s || m_part == u"calls"_s;
    m_partCard->setAge(isOfMetrics ? metrics : objects);
}

void OverviewPage::refreshClusterHeight()
{
    m_clustersCard->setVisible(m_tables->isAnyClusterOpen || m_model.clusters()->rowCount() > 0);
    // As high as its rows, up to six: what is left over belongs to the worst things. Two are enough on a low screen.
    constexpr int leastRows = 2;
    constexpr int mostRows = 6;
    const int rows = std::clamp(m_model.clusters()->rowCount(), 1, mostRows);
    m_clusterRows->setRows(std::min(leastRows, rows), rows);
}

void OverviewPage::refreshPart()
{
    setFocusProxy(m_tables->worst->view());
    if (m_part.isEmpty())
        return;
    const bool alerts = m_part == u"alerts"_s;
    const bool calls = m_part == u"calls"_s;
    m_tables->allFindings->setVisible(!alerts && !calls);
    m_tables->allAlerts->setVisible(alerts);
    m_tables->allCalls->setVisible(calls);
    setFocusProxy((alerts ? m_tables->allAlerts : calls ? m_tables->allCalls : m_tables->allFindings)->view());
    const QString title = alerts ? tr("Alerts firing")
        : calls                  ? tr("Calls by service")
        : m_part == u"ill"_s     ? tr("Things ill")
                                 : tr("All that is wrong");
    const QString where = m_within.isEmpty() ? Place::splitNames(m_context).join(u", "_s) : m_within;
    //: %1: title of a list, %2: name of the one cluster that it is about
    m_partCard->setTitle(where.isEmpty() ? title : tr("%1 in %2").arg(title, where));
    const int rows = alerts ? m_model.alerts()->rowCount()
        : calls             ? m_model.calls()->rowCount()
                            : m_model.findings()->rowCount();
    m_partCard->setNote(m_formats.numbers.count(rows));
}

} // namespace Strato
