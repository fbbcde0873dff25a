// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The overview's charts: hosts by time, calls and errors by time.
#include "models/base/plaintext.h"
#include "models/items/overviewdoubts.h"
#include "models/metrics/errorlimittypes.h"
#include "ui/cards/statepanel.h"
#include "ui/charts/heatmap.h"
#include "ui/charts/timeserieschart.h"
#include "ui/text/freshnesstext.h"
#include "views/overview/hostgrid.h"
#include "views/overview/overviewpage.h"
#include "views/overview/overviewtables.h"

#include <algorithm>

namespace Strato {

using namespace Qt::StringLiterals;

void OverviewPage::refreshCharts()
{
    const auto drawn = std::make_pair(m_model.metricsRevision(), whyNoMetrics());
    if (m_drawn != drawn) {
        m_drawn = drawn;
        redrawTraffic();
        redrawHosts();
    }
    if (m_hostNodes.empty())
        refreshNoHosts(); // how long the server has been away grows
}

void OverviewPage::redrawTraffic()
{
    const auto& sources = m_model.metrics();
    const OverviewModel::TrafficLines& lines = m_model.trafficLines();
    const Instant at = sources.empty() ? m_model.state().at : sources.front()->at;
    const Duration window = sources.empty() ? Duration(std::chrono::hours(1)) : sources.front()->window;
    for (TimeSeriesChart* chart : { m_calls, m_errors }) {
        const bool errors = chart == m_errors;
        ChartContent content;
        content.title = errors ? tr("Errors") : tr("Calls a second");
        content.unit = errors ? ChartUnit::Ratio : ChartUnit::PerSecond;
        content.from = at - window;
        content.to = at;
        if (errors)
            content.limit = errorsWarning;
        //: %1: what a chart would show, %2: why it is empty
        content.whyEmpty = tr("%1: %2").arg(content.title, whyNoMetrics());
        if (const auto& line = errors ? lines.errors : lines.calls)
            content.lines.push_back({ content.title, errors ? Role::Critical : Role::Accent, line });
        if (!errors && lines.callsBefore)
            content.lines.push_back({ tr("yesterday"), Role::Text3, lines.callsBefore, true, false });
        chart->setContent(content);
    }
    QStringList notes;
    if (const auto told = m_model.toldPart())
        //: Note beside the title of a chart: %1 and %2 are durations, "data for 31 min of 1 h"
        notes.push_back(
            tr("data for %1 of %2").arg(m_formats.numbers.duration(*told), m_formats.numbers.duration(window)));
    if (lines.callsBefore)
        //: Note beside the title of a chart: the dotted line is the day before
        notes.push_back(tr("yesterday dotted"));
    m_trafficCard->setNote(notes.join(u", "_s));
}

QString OverviewPage::metricsStory() const
{
    const std::vector<SourceStatus> sources = metricsSources(m_tables->sources);
    const SourceStatus* least = leastFresh(sources);
    return !least || least->freshness == Freshness::Live ? tr("The first answer is on its way.")
                                                         : freshnessStory(*least, m_formats, m_clock.now());
}

QString OverviewPage::whyNoHosts() const
{
    if (!m_metricsExpected) {
        const QString where = tr("Hosts, calls and errors come from a Prometheus, or any server with its API.");
        return m_whyNoMetrics.isEmpty() ? where
                                        //: %1: why the demo's estate runs no Prometheus, in whole sentences
                                        : where + u'\n' + tr("The demo has none: %1").arg(m_whyNoMetrics);
    }
    if (m_model.metrics().empty())
        return metricsStory();
    if (m_tables->moment.past)
        return tr("The metrics server has no node_exporter series of that time of hosts shown here.");
    if (m_model.areRatesInterrupted())
        return tr("Samples are missing just now: rates come again after a few scrapes.");
    return m_model.areMetricsYoung()
        ? tr("The metrics server began to scrape moments ago: rates come after a few scrapes.")
        : tr("The metrics server has no node_exporter series of hosts shown here.");
}

/// Where each row of the host map leads; what is said of those that lead nowhere.
QStringList OverviewPage::findHostNodes(const std::vector<HostLine>& hosts)
{
    const HostNodes nodes = m_nodesNow ? m_nodesNow() : HostNodes();
    QStringList notes;
    m_hostNodes.clear();
    for (const HostLine& host : hosts) {
        m_hostNodes.push_back(nodes.nodeOf(host.cluster, host.instance));
        //: beside the name of a host: no link to it, since it is not a Kubernetes node that the console knows
        notes.push_back(m_hostNodes.back() ? QString() : tr("no node of an open cluster"));
    }
    return notes;
}

void OverviewPage::redrawHosts()
{
    std::vector<HostLine> hosts;
    Instant at {};
    Duration window {};
    for (const auto& metrics : m_model.metrics()) {
        at = std::max(at, metrics->at);
        window = std::max(window, metrics->window);
        std::ranges::copy_if(metrics->hosts, std::back_inserter(hosts), [this](const HostLine& host) {
            return !host.cpu.samples.empty() && (host.cluster.empty() || m_model.isShown(host.cluster));
        });
    }
    HeatMap::Content content = hostGrid(hosts, at, window);
    content.title = tr("CPU by host");
    content.notes = findHostNodes(hosts);
    const auto rows = static_cast<int>(hosts.size());
    QString note;
    if (rows > 0)
        //: Note beside a title: %1 is "30 hosts", %2 a duration such as "1 h"
        note = tr("%1, %2").arg(tr("%n host(s)", nullptr, rows), m_formats.numbers.duration(content.to - content.from));
    m_hostsCard->setNote(note);
    m_hosts->setVisible(rows > 0);
    m_noMetrics->setVisible(rows == 0);
    m_hosts->setContent(content);
}

void OverviewPage::refreshNoHosts()
{
    std::vector<StatePanel::Button> buttons;
    if (!m_metricsExpected)
        buttons.push_back({ u"prometheus"_s, tr("Add a Prometheus…"), false });
    const bool coming = m_model.metrics().empty() && areMetricsComing();
    const QString title = !m_metricsExpected ? tr("No metrics source")
        : coming                             ? tr("Catching up")
        : m_tables->moment.past              ? tr("Not recorded")
                                             : tr("No metrics yet");
    m_noMetrics->setContent({ std::nullopt, title, whyNoHosts(), buttons });
}

} // namespace Strato
