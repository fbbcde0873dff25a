// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the overview shows, from state to widgets; overviewpage.cpp builds and connects them.
#include "models/base/plaintext.h"
#include "ui/cards/bignumbercard.h"
#include "ui/cards/card.h"
#include "ui/cards/counttile.h"
#include "ui/cards/statepanel.h"
#include "ui/charts/heatmap.h"
#include "ui/charts/timeserieschart.h"
#include "ui/tables/rowlistmodel.h"
#include "ui/tables/stratotable.h"
#include "ui/tables/tableview.h"
#include "ui/text/findingtext.h"
#include "ui/text/freshnesstext.h"
#include "views/overview/overviewpage.h"

#include <QHeaderView>

#include <algorithm>
#include <cmath>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t worstShown = 10;
constexpr int heatColumns = 120;

QString plain(const IString& text)
{
    return cleanUtf8(text.view(), 256);
}

QString share(const std::optional<double>& ratio, const Numbers& numbers)
{
    return ratio ? numbers.percent(*ratio) : Numbers::missing();
}

Health severityHealth(int ill, int critical)
{
    return critical > 0 ? Health::Critical : ill > 0 ? Health::Warning : Health::Well;
}

QList<double> valuesOf(const Series& series)
{
    QList<double> values;
    for (const Sample& sample : series.samples)
        values.push_back(sample.value);
    return values;
}

/// The mean of what is known in @p series, NaN if nothing is.
double meanOf(const Series& series)
{
    double sum = 0;
    int count = 0;
    for (const Sample& sample : series.samples) {
        if (std::isnan(sample.value))
            continue;
        sum += sample.value;
        ++count;
    }
    return count > 0 ? sum / count : std::numeric_limits<double>::quiet_NaN();
}

} // namespace

QString OverviewPage::clusterName(const IString& id) const
{
    const auto it = std::ranges::find_if(m_state->clusters, [&](const auto& c) { return c.cluster == id.view(); });
    return it == m_state->clusters.end() ? plain(id) : cleanUtf8(it->name, 128);
}

ClusterSummary OverviewPage::shownSum() const
{
    if (!m_state)
        return {};
    if (m_context.isEmpty())
        return m_state->sum;
    const auto it = std::ranges::find(m_state->clusters, m_context.toStdString(), &ClusterSummary::name);
    return it == m_state->clusters.end() ? ClusterSummary {} : *it;
}

Place OverviewPage::entityPlace(const EntityId& entity, const QString& kind) const
{
    const auto parts = entity.kubernetesParts();
    const QString group = parts && !parts->group.empty() ? u'.' + QString::fromStdString(parts->group) : QString();
    return { u"explorer"_s, { { u"kind"_s, kind + group }, { u"entity"_s, entity.toString() } } };
}

void OverviewPage::refresh()
{
    const ClusterSummary sum = shownSum();
    refreshNumbers(sum);
    refreshTraffic();
    refreshTiles(sum);
    refreshWorst();
    refreshChanges();
    refreshClusters();
    refreshCharts();
}

void OverviewPage::refreshNumbers(const ClusterSummary& sum)
{
    const Numbers& n = m_formats.numbers;
    const auto ill
        = [&](const QByteArray& id, const QString& title, int count, int of, int critical, const QString& note) {
              BigNumberCard::Content content;
              content.title = title;
              content.health = sum.known ? severityHealth(count, critical) : Health::Unknown;
              content.number = sum.known ? n.count(count) : Numbers::missing();
              if (sum.known)
                  //: %1: the whole that a number is part of
                  content.of = tr("of %1").arg(n.count(of));
              content.note = note;
              m_numbers.value(id)->setContent(content);
          };
    const int failing = sum.pods.crashLooping + sum.pods.imagePull + sum.pods.failed;
    BigNumberCard::Content faults;
    faults.title = tr("Things ill");
    faults.health = sum.known ? severityHealth(sum.warningFindings, sum.criticalFindings) : Health::Unknown;
    faults.number = sum.known ? n.count(sum.criticalFindings + sum.warningFindings) : Numbers::missing();
    if (sum.criticalFindings > 0)
        faults.note = tr("%n critical", nullptr, sum.criticalFindings);
    m_numbers.value("faults")->setContent(faults);
    ill("pods", tr("Pods not ready"), sum.pods.ill(), sum.pods.total, failing,
        failing > 0 ? tr("%n failing", nullptr, failing) : QString());
    ill("nodes", tr("Nodes ill"), sum.nodes.ill(), sum.nodes.total, sum.nodes.notReady, {});
    BigNumberCard::Content alerts;
    alerts.title = tr("Alerts firing");
    alerts.health = sum.alertsFiring ? severityHealth(*sum.alertsFiring, 0) : Health::Unknown;
    alerts.number = sum.alertsFiring ? n.count(*sum.alertsFiring) : Numbers::missing();
    if (sum.alertsWithoutCluster > 0)
        //: of the alerts that fire
        alerts.note = tr("%n name(s) no cluster", nullptr, sum.alertsWithoutCluster);
    m_numbers.value("alerts")->setContent(alerts);
}

void OverviewPage::refreshTraffic()
{
    const Numbers& n = m_formats.numbers;
    BigNumberCard::Content calls;
    BigNumberCard::Content errors;
    calls.title = tr("Calls a second");
    errors.title = tr("Error rate");
    calls.number = errors.number = Numbers::missing();
    errors.health = Health::Unknown;
    for (const auto& metrics : m_metrics) {
        if (!metrics->total.callsPerSecond)
            continue;
        calls.number = n.shortCount(*metrics->total.callsPerSecond);
        calls.history = valuesOf(metrics->calls);
        const double before = meanOf(metrics->callsBefore);
        if (before > 0) {
            const double change = meanOf(metrics->calls) / before - 1;
            //: %1: a change such as "+4 %"
            calls.note = tr("%1 on yesterday").arg((change >= 0 ? u"+"_s : QString()) + n.percent(change));
        }
        if (metrics->total.errorRatio) {
            const double ratio = *metrics->total.errorRatio;
            errors.number = n.percent(ratio);
            errors.health = ratio >= 0.05 ? Health::Critical : ratio >= 0.01 ? Health::Warning : Health::Well;
            errors.history = valuesOf(metrics->errors);
            //: %1: a mean such as "0.11 %"
            errors.note = tr("mean %1").arg(n.percent(meanOf(metrics->errors)));
        }
        break;
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
    set("notReady", sum.pods.notReady);
    set("pending", sum.pods.pending);
    set("failing", sum.pods.crashLooping + sum.pods.imagePull + sum.pods.failed);
    set("completed", sum.pods.succeeded);
    set("terminating", sum.pods.terminating);
    std::vector<RowListModel::Row> rows;
    for (const auto& metrics : m_metrics) {
        for (const FiringAlert& alert : metrics->alerts) {
            if (alert.pending)
                continue;
            QStringList key { QString::fromStdString(alert.name) };
            for (const auto& [name, value] : alert.labels)
                key.push_back(QString::fromStdString(name + '=' + value));
            const Health health
                = alert.severity == "critical" || alert.severity == "page" ? Health::Critical : Health::Warning;
            rows.push_back({ key.join(u'\n'), health, { cleanUtf8(alert.name, 128), cleanUtf8(alert.summary, 256) }, {},
                cleanUtf8(alert.summary, 512) });
        }
    }
    m_alertRows->setRows(std::move(rows));
    if (m_metrics.empty())
        m_alerts->setState({ std::nullopt, tr("No alerts known"), tr("No metrics source is connected."), {} });
    else if (std::ranges::none_of(m_metrics, [](const auto& metrics) { return metrics->alertsKnown; }))
        m_alerts->setState({ Health::Unknown, tr("No alerts known"),
            tr("The metrics source could not say which alerts fired at this moment."), {} });
    else if (m_alertRows->rowCount() == 0)
        m_alerts->setState({ Health::Well, tr("No alert fires"), {}, {} });
    else
        m_alerts->clearState();
}

void OverviewPage::refreshWorst()
{
    if (!m_state)
        return;
    std::vector<Finding> mine;
    for (const Finding& finding : m_state->findings) {
        if (m_context.isEmpty() || clusterName(finding.cluster) == m_context)
            mine.push_back(finding);
    }
    const auto all = mine.size();
    mine.resize(std::min(all, worstShown));
    const WorstOrder::Shown shown = m_worstOrder.next(mine, m_clock.monotonic(), m_worst->view()->isBusyUnderHand());
    std::vector<RowListModel::Row> rows;
    for (const Finding& finding : shown.rows) {
        QString where = clusterName(finding.cluster);
        if (!finding.nameSpace.empty())
            where += u' ' + plain(finding.nameSpace);
        const QString why = findingText(finding, m_formats);
        rows.push_back({ finding.entity.toString() + u' ' + QString::fromStdString(finding.code), finding.severity,
            { plain(finding.name), where, why, findingTouches(finding, m_formats),
                finding.owner.empty() ? tr("nobody named") : cleanUtf8(finding.owner, 128),
                finding.since ? m_formats.times.brief(*finding.since, m_state->at) : Numbers::missing() },
            entityPlace(finding.entity, plain(finding.kind)).toString(), why });
    }
    m_worstRows->setRows(std::move(rows));
    m_worst->setWorseAbove(shown.worseAbove);
    //: %1: how many there are in all
    m_worstCard->setNote(tr("%1 in all").arg(m_formats.numbers.count(static_cast<qint64>(all))));
    if (!m_state->sum.known)
        m_worst->setState({ Health::Unknown, tr("Nothing known yet"), tr("No cluster has answered."), {} });
    else if (shown.rows.empty())
        m_worst->setState({ Health::Well, tr("Nothing is wrong"),
            tr("No workload, pod, node or volume is ill, and no alert fires."), {} });
    else
        m_worst->clearState();
}

void OverviewPage::refreshChanges()
{
    if (!m_state)
        return;
    std::vector<RowListModel::Row> rows;
    for (const ChangeMark& change : m_state->changes) {
        if (!m_context.isEmpty() && clusterName(change.cluster) != m_context)
            continue;
        const QString what = plain(change.name) + u' ' + changeText(change, m_formats);
        rows.push_back({ change.entity.toString() + QString::number(change.at.ns) + QString::fromStdString(change.code),
            change.kind == ChangeMark::Kind::Rollout ? Health::Changing : Health::Unknown,
            { m_formats.times.hourMinute(change.at), what, changeAuthor(change) },
            entityPlace(change.entity, plain(change.objectKind)).toString(),
            plain(change.objectKind) + u' ' + what + u'\n' + m_formats.times.full(change.at) });
    }
    m_changesCard->setNote(m_formats.numbers.count(static_cast<qint64>(rows.size())));
    const bool none = rows.empty();
    m_changeRows->setRows(std::move(rows));
    if (none)
        m_changes->setState(
            { std::nullopt, tr("No change seen"), tr("Changes are known from when this console connected."), {} });
    else
        m_changes->clearState();
}

void OverviewPage::refreshClusters()
{
    if (!m_state)
        return;
    const Numbers& n = m_formats.numbers;
    std::vector<RowListModel::Row> rows;
    for (const ClusterSummary& cluster : m_state->clusters) {
        SourceStatus status;
        const QString name = cleanUtf8(cluster.name, 128);
        status.label = name;
        status.freshness = cluster.freshness;
        status.asOf = cluster.asOf;
        const bool production = std::ranges::find(m_production, cluster.cluster) != m_production.end();
        const auto number = [&](int value) { return cluster.known ? n.count(value) : Numbers::missing(); };
        const auto both = [&](const ResourceSums& sums) -> QString {
            return share(sums.requestedRatio(), n) + u" / "_s + share(sums.usedRatio(), n);
        };
        const Place target { viewId(), { { u"cluster"_s, name } } };
        rows.push_back({ name, cluster.health,
            { production ? tr("PRODUCTION %1").arg(name) : name, number(cluster.nodes.total),
                number(cluster.pods.total), both(cluster.cpuCores), both(cluster.memoryBytes),
                cluster.alertsFiring ? n.count(*cluster.alertsFiring) : Numbers::missing(),
                freshnessText(status, m_formats) },
            target.toString(),
            //: tooltip; %1: the source of figures, such as "metrics.k8s.io" or the name of a Prometheus
            cluster.usageFrom.empty() ? QString() : tr("Use from %1").arg(cleanUtf8(cluster.usageFrom, 128)) });
    }
    m_clusterRows->setRows(std::move(rows));
    // As high as its rows, up to five: what is left over belongs to the worst things.
    constexpr int mostRows = 5;
    const TableView* view = m_clusters->view();
    m_clusters->setFixedHeight(view->horizontalHeader()->sizeHint().height() + 2 * view->frameWidth()
        + std::clamp(m_clusterRows->rowCount(), 1, mostRows) * view->verticalHeader()->defaultSectionSize() + 2);
}

void OverviewPage::refreshCharts()
{
    refreshHosts();
    const Instant to = m_state ? m_state->at : m_clock.now();
    for (TimeSeriesChart* chart : { m_calls, m_errors }) {
        const bool errors = chart == m_errors;
        ChartContent content;
        content.title = errors ? tr("Errors") : tr("Calls a second");
        content.unit = errors ? ChartUnit::Ratio : ChartUnit::PerSecond;
        content.to = to;
        content.from = to - std::chrono::hours(1);
        for (const auto& metrics : m_metrics) {
            const Series& line = errors ? metrics->errors : metrics->calls;
            if (line.samples.empty())
                continue;
            content.from = line.samples.front().at;
            content.to = line.samples.back().at;
            content.lines.push_back(
                { content.title, errors ? Role::Critical : Role::Accent, std::make_shared<const Series>(line) });
            if (!errors && !metrics->callsBefore.samples.empty())
                content.lines.push_back({ tr("yesterday"), Role::Text3,
                    std::make_shared<const Series>(metrics->callsBefore), true, false });
        }
        chart->setContent(content);
    }
    //: Note beside the title of a chart: the dotted line is the day before
    m_trafficCard->setNote(tr("yesterday dotted"));
}

void OverviewPage::refreshHosts()
{
    HeatMap::Content content;
    content.title = tr("CPU by host");
    content.columns = heatColumns;
    for (const auto& metrics : m_metrics) {
        for (const HostLine& host : metrics->hosts) {
            if (host.cpu.samples.empty()
                || (!m_context.isEmpty() && !host.cluster.empty() && QString::fromStdString(host.cluster) != m_context))
                continue;
            content.from = content.rows.isEmpty() ? host.cpu.samples.front().at
                                                  : std::min(content.from, host.cpu.samples.front().at);
            content.to = std::max(content.to, host.cpu.samples.back().at);
            content.rows.push_back(cleanUtf8(host.instance, 128));
        }
    }
    const auto rows = static_cast<std::size_t>(content.rows.size());
    content.values.assign(rows * heatColumns, std::numeric_limits<float>::quiet_NaN());
    const double span = std::max(1.0, static_cast<double>((content.to - content.from).count()));
    std::size_t row = 0;
    for (const auto& metrics : m_metrics) {
        for (const HostLine& host : metrics->hosts) {
            if (host.cpu.samples.empty()
                || (!m_context.isEmpty() && !host.cluster.empty() && QString::fromStdString(host.cluster) != m_context))
                continue;
            for (const Sample& sample : host.cpu.samples) {
                const double place = static_cast<double>((sample.at - content.from).count()) / span * (heatColumns - 1);
                float& cell = content.values[row * heatColumns
                    + static_cast<std::size_t>(std::clamp(place, 0.0, heatColumns - 1.0))];
                cell = std::isnan(cell) ? static_cast<float>(sample.value)
                                        : std::max(cell, static_cast<float>(sample.value));
            }
            ++row;
        }
    }
    m_hostsCard->setNote(rows > 0 ? tr("%n host(s)", nullptr, static_cast<int>(rows)) : QString());
    m_hosts->setVisible(rows > 0);
    m_noMetrics->setVisible(rows == 0);
    if (rows == 0)
        m_noMetrics->setContent({ std::nullopt, m_metricsExpected ? tr("No metrics yet") : tr("No metrics source"),
            m_metricsExpected ? m_whyNoMetrics
                              : tr("Hosts, calls and errors come from a Prometheus, or any server with its API. %1")
                                    .arg(m_whyNoMetrics),
            m_metricsExpected
                ? std::vector<StatePanel::Button>()
                : std::vector<StatePanel::Button> { { u"prometheus"_s, tr("Add a Prometheus…"), false } } });
    m_hosts->setContent(content);
}

} // namespace Strato
