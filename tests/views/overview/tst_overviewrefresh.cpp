// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/views/overview/overviewrig.h"
#include "ui/cards/bignumbercard.h"
#include "ui/charts/heatmap.h"
#include "ui/charts/timeserieschart.h"

#include <QTest>

using namespace Strato;
using namespace Strato::Testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// When the overview shows what came, and what it makes anew for it.
class TestOverviewRefresh final : public QObject {
    Q_OBJECT
private slots:
    void init() { m_rig = std::make_unique<OverviewRig>(); }
    void cleanup() { m_rig.reset(); }

    void whatComesTogetherIsShownOnce()
    {
        page().show();
        passLoop();
        const int before = page().refreshes();
        tellAll(3);
        QCOMPARE(page().refreshes(), before);
        QVERIFY(!page().isSettled()); // pictures wait for it
        passLoop();
        QCOMPARE(page().refreshes(), before + 1);
        QVERIFY(page().isSettled());
        QCOMPARE(m_rig->number("calls")->content().number, u"100"_s);
        passLoop();
        QCOMPARE(page().refreshes(), before + 1);
    }

    void whatIsAsItWasIsNotShownAnew()
    {
        page().show();
        tellAll(1);
        passLoop();
        const int before = page().refreshes();
        page().setMetricsExpected(true, {});
        page().setAnyClusterOpen(true);
        page().setSources({ status() });
        page().setMetrics(m_metrics);
        page().setState(m_state);
        passLoop();
        QCOMPARE(page().refreshes(), before);
    }

    void aHiddenPageWaitsUntilItIsShown()
    {
        passLoop();
        const int before = page().refreshes();
        for (int i = 0; i < 3; ++i) {
            tellAll(1);
            passLoop();
        }
        QCOMPARE(page().refreshes(), before);
        page().show();
        QCOMPARE(page().refreshes(), before + 1); // before anything is painted
        QCOMPARE(m_rig->number("calls")->content().number, u"100"_s);
        page().hide();
        tellAll(1);
        passLoop();
        QCOMPARE(page().refreshes(), before + 1);
    }

    void chartsAreMadeAnewOnlyForNewMetricsOrAnotherChoice()
    {
        page().show();
        tellAll(1);
        passLoop();
        mark();
        m_rig->clock.advance(5s);
        m_rig->tell();
        page().setSources({ status(), OverviewRig::status("k8s:c1", u"hangzhou-1"_s, Freshness::Live, m_rig->now()) });
        passLoop();
        QVERIFY(isMarked());
        m_rig->tellMetrics();
        passLoop();
        QVERIFY(!isMarked());
        mark();
        page().goTo({ u"overview"_s, { { u"cluster"_s, u"hangzhou-1"_s } } });
        QVERIFY(!isMarked());
        mark();
        page().setFormats({ Numbers(QLocale::c()), TimeText({ ZoneChoice::Kind::Utc, {} }, QLocale::c()) });
        passLoop();
        QVERIFY(!isMarked());
    }

    void chartsShareTheSamplesThatWereTold()
    {
        page().show();
        tellAll(1);
        passLoop();
        const std::vector<ChartLine>& lines = page().findChildren<TimeSeriesChart*>().front()->content().lines;
        QCOMPARE(lines.size(), std::size_t(1));
        QCOMPARE(lines.front().series.get(), &m_metrics.front()->calls);
    }

private:
    [[nodiscard]] OverviewPage& page() const { return m_rig->page; }
    static void passLoop() { QCoreApplication::sendPostedEvents(nullptr, QEvent::MetaCall); }
    [[nodiscard]] SourceStatus status() const
    {
        return OverviewRig::status("prometheus:a", u"main"_s, Freshness::Live, m_rig->now());
    }
    /// A survey, all that comes with it, @p times over.
    void tellAll(int times)
    {
        for (int i = 0; i < times; ++i) {
            auto metrics = std::make_shared<MetricsOverview>();
            metrics->source = "prometheus:a";
            metrics->at = m_rig->now();
            metrics->services = { { "c1", "shop", "order", 100, 0 } };
            metrics->calls.samples = { { m_rig->now() - 1min, 90 }, { m_rig->now(), 100 } };
            m_metrics = { metrics };
            m_state = std::make_shared<const OverviewState>(overview(m_rig->inputs, m_rig->now()));
            page().setAnyClusterOpen(i % 2 == 0);
            page().setState(m_state);
            page().setMetrics(m_metrics);
            page().setMetricsExpected(true, {});
            page().setSources({ status() });
        }
    }
    /// Puts something into the charts that stays until they are given something else.
    void mark() const
    {
        for (auto* chart : page().findChildren<TimeSeriesChart*>()) {
            ChartContent content = chart->content();
            content.title = u"marked"_s;
            chart->setContent(content);
        }
        auto* hosts = page().findChild<HeatMap*>();
        HeatMap::Content content;
        content.title = u"marked"_s;
        hosts->setContent(content);
    }
    [[nodiscard]] bool isMarked() const
    {
        int marked = 0;
        for (const auto* chart : page().findChildren<TimeSeriesChart*>())
            marked += chart->content().title == u"marked"_s ? 1 : 0;
        marked += page().findChild<HeatMap*>()->accessibleName() == u"marked"_s ? 1 : 0;
        return marked == 3;
    }

    std::unique_ptr<OverviewRig> m_rig;
    OverviewModel::Metrics m_metrics;
    std::shared_ptr<const OverviewState> m_state;
};

QTEST_MAIN(TestOverviewRefresh)
#include "tst_overviewrefresh.moc"
