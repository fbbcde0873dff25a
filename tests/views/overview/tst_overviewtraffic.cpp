// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/metrics/errorlimittypes.h"
#include "models/metrics/metricssum.h"
#include "tests/views/overview/overviewrig.h"
#include "ui/cards/bignumbercard.h"
#include "ui/cards/card.h"
#include "ui/charts/timeserieschart.h"

#include <QTest>

using namespace Strato;
using namespace Strato::Testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Calls and errors: of all clusters, of one, of some.
class TestOverviewTraffic final : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        m_rig = std::make_unique<OverviewRig>();
        m_rig->addCluster("c3", "staging");
        m_rig->tell();
    }
    void cleanup() { m_rig.reset(); }

    void cardAndChartAreOfWhatIsChosen_data()
    {
        QTest::addColumn<QString>("chosen");
        QTest::addColumn<QList<double>>("calls");
        QTest::addColumn<double>("errors");
        QTest::newRow("all") << QString() << QList<double> { 111, 222 } << 0.125;
        QTest::newRow("one") << u"hangzhou-1"_s << QList<double> { 10, 20 } << 0.125;
        QTest::newRow("named by its id") << u"shanghai-1"_s << QList<double> { 100, 200 } << 0.125;
        QTest::newRow("two") << u"hangzhou-1,shanghai-1"_s << QList<double> { 110, 220 } << 0.125;
    }
    void cardAndChartAreOfWhatIsChosen()
    {
        QFETCH(const QString, chosen);
        QFETCH(const QList<double>, calls);
        QFETCH(const double, errors);
        tellLines("prometheus:a");
        page().goTo({ u"overview"_s, { { u"cluster"_s, chosen } } });
        QCOMPARE(m_rig->number("calls")->content().history, calls);
        QCOMPARE(m_rig->number("calls")->content().number, QString::number(calls.back()));
        QCOMPARE(m_rig->number("calls")->content().note, u"+100 % on yesterday"_s);
        QCOMPARE(m_rig->number("errors")->content().history, (QList<double> { errors, errors }));
        QCOMPARE(valuesOf(0, 0), calls);
        QCOMPARE(valuesOf(0, 1), (QList<double> { calls.front() / 2, calls.back() / 2 })); // yesterday's
        QCOMPARE(valuesOf(1, 0), (QList<double> { errors, errors }));
        QCOMPARE(note(), u"yesterday dotted"_s);
    }

    void aClusterWithoutCallsHasNoLineOfOthers()
    {
        tellLines("prometheus:a");
        m_rig->addCluster("c4", "quiet");
        m_rig->tell();
        page().goTo({ u"overview"_s, { { u"cluster"_s, u"quiet"_s } } });
        QVERIFY(m_rig->number("calls")->content().history.isEmpty());
        QVERIFY(charts().front()->content().lines.empty());
        QVERIFY(note().isEmpty());
    }

    void namesThatBecomeKnownLaterCount()
    {
        tellLines("prometheus:a");
        page().goTo({ u"overview"_s, { { u"cluster"_s, u"late"_s } } });
        QVERIFY(charts().front()->content().lines.empty());
        m_rig->inputs.back().name = "late"; // c3
        m_rig->tell();
        page().catchUp();
        QCOMPARE(valuesOf(0, 0), (QList<double> { 1, 2 }));
    }

    void theErrorsHaveTheirLimit()
    {
        tellLines("prometheus:a");
        page().catchUp();
        QVERIFY(!charts().front()->content().limit);
        QCOMPARE(charts().back()->content().limit, std::optional(errorsWarning));
        QCOMPARE(healthOfErrors(errorsWarning), Health::Warning); // the line is where the card's colour changes
        QCOMPARE(healthOfErrors(errorsWarning * 0.99), Health::Well);
        QCOMPARE(healthOfErrors(errorsCritical), Health::Critical);
    }

    void howMuchOfTheWindowHadDataIsSaid()
    {
        auto metrics = std::make_shared<MetricsOverview>();
        metrics->at = m_rig->now();
        for (int minute = 60; minute >= 0; --minute) {
            const Instant at = m_rig->now() - std::chrono::minutes(minute);
            metrics->callsBefore.samples.push_back({ at, minute > 30 ? 1'000.0 : 5.0 });
            if (minute > 29)
                continue; // an outage: nothing was measured
            metrics->calls.samples.push_back({ at, 10 });
            metrics->errors.samples.push_back({ at, 0.1 });
        }
        for (Series* line : { &metrics->calls, &metrics->errors, &metrics->callsBefore })
            line->spacing = 1min;
        metrics->total.callsPerSecond = 10;
        metrics->total.errorRatio = 0.1;
        page().setMetricsExpected(true, {});
        page().setMetrics({ metrics });
        QCOMPARE(m_rig->card(u"Calls and errors"_s)->note(), u"data for 29 m of 1 h, yesterday dotted"_s);
        QCOMPARE(m_rig->number("calls")->content().note, u"+100 % on yesterday, over 29 m"_s); // of the same minutes
        QCOMPARE(m_rig->number("errors")->content().note, u"mean 10.0 %"_s);
    }

private:
    [[nodiscard]] OverviewPage& page() const { return m_rig->page; }
    [[nodiscard]] QList<TimeSeriesChart*> charts() const { return page().findChildren<TimeSeriesChart*>(); }
    [[nodiscard]] QString note() const { return m_rig->card(u"Calls and errors"_s)->note(); }
    /// What a line of a chart shows; nothing where it has no such line.
    [[nodiscard]] QList<double> valuesOf(qsizetype chart, std::size_t line) const
    {
        QList<double> values;
        const std::vector<ChartLine>& lines = charts().at(chart)->content().lines;
        for (std::size_t i = 0; line < lines.size() && i < lines[line].series->samples.size(); ++i)
            values.push_back(lines[line].series->samples[i].value);
        return values;
    }
    [[nodiscard]] Series series(double first, double second) const
    {
        return { {}, { { m_rig->now() - 1min, first }, { m_rig->now(), second } }, 1min };
    }
    /// One in eight calls fails, yesterday there were half as many.
    [[nodiscard]] TrafficLine line(const std::string& cluster, double calls) const
    {
        return { cluster, series(calls, 2 * calls), series(calls / 8, calls / 4), series(calls / 2, calls) };
    }
    void tellLines(const std::string& source) const
    {
        auto metrics = std::make_shared<MetricsOverview>();
        metrics->source = source;
        metrics->at = m_rig->now();
        metrics->window = 2min;
        metrics->traffic = { line("hangzhou-1", 10), line("c2", 100), line("c3", 1) };
        sumTraffic(*metrics);
        page().setMetricsExpected(true, {});
        page().setMetrics({ metrics });
    }

    std::unique_ptr<OverviewRig> m_rig;
};

QTEST_MAIN(TestOverviewTraffic)
#include "tst_overviewtraffic.moc"
