// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/detailchart.h"
#include "ui/charts/heatmap.h"
#include "ui/charts/sparkline.h"
#include "ui/charts/thinning.h"
#include "ui/charts/timeserieschart.h"
#include "ui/theme/theme.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace Strato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestUiCharts final : public QObject {
    Q_OBJECT
private:
    Theme m_theme;
    const Instant m_from { 1'763'877'600'000'000'000LL }; // 06:00 UTC

    std::shared_ptr<Series> line(int count, Duration spacing) const
    {
        auto series = std::make_shared<Series>();
        series->spacing = spacing;
        for (int i = 0; i < count; ++i)
            series->samples.push_back({ m_from + spacing * i, std::sin(i * 0.01) + 2 });
        return series;
    }
    ChartContent content(std::shared_ptr<const Series> series, Duration window) const
    {
        ChartContent made;
        made.title = u"Memory"_s;
        made.from = m_from;
        made.to = m_from + window;
        made.lines.push_back({ u"app"_s, Role::Accent, std::move(series) });
        return made;
    }

    /// How many pixels of @p chart, showing @p content, have just @p colour.
    static int pixelsOf(QRgb colour, TimeSeriesChart& chart, const ChartContent& content)
    {
        chart.setContent(content);
        const QImage image = chart.grab().toImage();
        int pixels = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                pixels += (image.pixel(x, y) | 0xff000000U) == colour ? 1 : 0;
        }
        return pixels;
    }

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support propagateSizeHints)"_s)); }

    void thinningKeepsTheExtremes()
    {
        auto series = line(100'000, 1s);
        series->samples[54'321].value = 99;
        series->samples[12'345].value = -7;
        const auto runs = thinned(series->samples, m_from, m_from + 100'000s, 500, series->spacing);
        QCOMPARE(runs.size(), std::size_t(1));
        QVERIFY(runs[0].size() <= 2004);
        QCOMPARE(std::ranges::max(runs[0], {}, &Sample::value).value, 99.0);
        QCOMPARE(std::ranges::min(runs[0], {}, &Sample::value).value, -7.0);
        QVERIFY(std::ranges::is_sorted(runs[0], {}, &Sample::at));
    }

    void gapsEndRuns()
    {
        auto series = line(100, 10s);
        series->samples[30].value = std::nan("");
        series->samples.erase(series->samples.begin() + 60, series->samples.begin() + 65);
        const auto runs = thinned(series->samples, m_from, m_from + 1000s, 1000, series->spacing);
        QCOMPARE(runs.size(), std::size_t(3));
        QCOMPARE(runs[0].back().at, m_from + 290s);
        QCOMPARE(runs[1].front().at, m_from + 310s);
    }

    void hostileInputThinsToNothing()
    {
        QVERIFY(thinned({}, m_from, m_from + 1s, 10, 1s).empty());
        const auto series = line(10, 1s);
        QVERIFY(thinned(series->samples, m_from, m_from, 10, 1s).empty());
        QVERIFY(thinned(series->samples, m_from, m_from + 5s, 0, 1s).empty());
        const std::vector<Sample> nothing { { m_from, std::nan("") }, { m_from + 1s, INFINITY } };
        QVERIFY(thinned(nothing, m_from, m_from + 5s, 10, 1s).empty());
    }

    void nearestSampleHasAReach()
    {
        const auto series = line(10, 10s);
        QCOMPARE(nearestSample(series->samples, m_from + 14s, 10s)->at, m_from + 10s);
        QCOMPARE(nearestSample(series->samples, m_from + 500s, 10s), nullptr);
        QCOMPARE(nearestSample({}, m_from, 10s), nullptr);
    }

    void topsAreRound()
    {
        QCOMPARE(niceTop(2930, false), 3000.0);
        QCOMPARE(niceTop(0.0131, false), 0.015);
        QCOMPARE(niceTop(3.4 * 1024 * 1024 * 1024, true), 4.0 * 1024 * 1024 * 1024);
        QCOMPARE(niceTop(0, false), 1.0);
        QCOMPARE(niceTop(std::nan(""), false), 1.0);
    }

    void limitAlwaysFits()
    {
        ChartContent made = content(line(10, 1s), 10s);
        made.limit = 40;
        QVERIFY(chartTop(made) >= 40);
    }

    void limitIsDrawnWithItsLabel_data()
    {
        QTest::addColumn<int>("scheme");
        QTest::newRow("dark") << int(Scheme::Dark);
        QTest::newRow("light") << int(Scheme::Light);
    }
    void limitIsDrawnWithItsLabel()
    {
        QFETCH(const int, scheme);
        Theme theme;
        theme.setScheme(Scheme(scheme));
        TimeSeriesChart chart(theme);
        chart.resize(400, 120);
        chart.setNumbers(Numbers(QLocale::c()));
        ChartContent made = content(line(100, 1s), 100s);
        made.unit = ChartUnit::Ratio;
        made.fixedTop = 0.02;
        const QRgb colour = theme.colour(Role::Warning).rgb();
        QCOMPARE(pixelsOf(colour, chart, made), 0);
        made.limit = 0.01;
        const int drawn = pixelsOf(colour, chart, made);
        QVERIFY2(drawn > 150, qPrintable(QString::number(drawn))); // half of its dashes at the least
        QVERIFY2(chart.accessibleDescription().contains(u"limit 1.0 %"_s), qPrintable(chart.accessibleDescription()));
        made.limit = 0.03; // above what is shown
        QCOMPARE(pixelsOf(colour, chart, made), 0);
    }

    void theTopIsNotSaidTwiceWhereTheLimitSaysIt()
    {
        TimeSeriesChart chart(m_theme);
        chart.resize(400, 120);
        chart.setNumbers(Numbers(QLocale::c()));
        ChartContent made = content(line(100, 1s), 100s);
        made.unit = ChartUnit::Ratio;
        made.limit = 0.01;
        const auto headIsEmpty = [&] {
            chart.setContent(made);
            const QImage head = chart.grab(QRect(330, 0, 70, m_theme.px(14))).toImage();
            for (int y = 0; y < head.height(); ++y) {
                for (int x = 0; x < head.width(); ++x) {
                    if (head.pixel(x, y) != head.pixel(0, 0))
                        return false;
                }
            }
            return true;
        };
        made.fixedTop = 0.02;
        QVERIFY(!headIsEmpty()); // "2.0 %"
        made.fixedTop = 0.01;
        QVERIFY(headIsEmpty()); // "limit 1.0 %" stands below
    }

    void valueIsReadByKeyboardAndMissingIsADash()
    {
        auto series = line(100, 10s);
        for (int i = 40; i < 60; ++i)
            series->samples[std::size_t(i)].value = std::nan("");
        TimeSeriesChart chart(m_theme);
        chart.resize(400, 120);
        chart.setTimeText(TimeText({ ZoneChoice::Kind::Utc }, QLocale::c()));
        chart.setNumbers(Numbers(QLocale::c()));
        chart.setContent(content(series, 1000s));
        QTest::keyClick(&chart, Qt::Key_Home);
        QVERIFY2(chart.readout().startsWith(u"06:00:00"_s), qPrintable(chart.readout()));
        QCOMPARE(chart.accessibleDescription(), chart.readout());
        for (int i = 0; i < 60; ++i)
            QTest::keyClick(&chart, Qt::Key_Right);
        QVERIFY2(chart.readout().contains(u'–'), qPrintable(chart.readout()));
        const QSignalSpy chosen(&chart, &TimeSeriesChart::instantChosen);
        QTest::keyClick(&chart, Qt::Key_Return);
        QCOMPARE(chosen.count(), 1);
    }

    void emptyChartPaints()
    {
        TimeSeriesChart chart(m_theme);
        chart.resize(200, 80);
        QVERIFY(!chart.grab().isNull());
        chart.setContent(content(nullptr, 60s));
        QVERIFY(!chart.grab().isNull());
        DetailChart detail(m_theme);
        detail.setContent(content(nullptr, 60s));
        QVERIFY(!detail.grab().isNull());
    }

    void detailChartNeverSeesMoreThanThePixels()
    {
        DetailChart chart(m_theme);
        chart.resize(600, 240);
        chart.show();
        chart.setContent(content(line(100'000, 1s), 100'000s));
        QVERIFY(chart.pointCount() > 100);
        QVERIFY2(chart.pointCount() <= 4 * 602, qPrintable(QString::number(chart.pointCount())));
    }

    void heatCellsTileAndAreRead()
    {
        QRegion all;
        for (int row = 0; row < 3; ++row) {
            for (int column = 0; column < 7; ++column)
                all += HeatMap::cellRect(QRect(0, 0, 100, 30), row, column, 3, 7);
        }
        QVERIFY(QRect(0, 0, 100, 30).contains(all.boundingRect()));
        QVERIFY(HeatMap::cellRect(QRect(0, 0, 100, 30), 3, 0, 3, 7).isNull());
        HeatMap map(m_theme);
        map.resize(140, 28);
        map.setTimeText(TimeText({ ZoneChoice::Kind::Utc }, QLocale::c()));
        map.setContent({ .title = u"CPU"_s,
            .rows = { u"host-a"_s, u"<b>host-b</b>"_s },
            .from = m_from,
            .to = m_from + 60min,
            .columns = 2,
            .values = { 0.1F, 0.5F, std::nanf(""), 0.99F } });
        QTest::keyClick(&map, Qt::Key_Home);
        QCOMPARE(map.readout(), u"host-a  06:15  10.0 %"_s);
        QTest::keyClick(&map, Qt::Key_Down);
        QCOMPARE(map.readout(), u"<b>host-b</b>  06:15  –"_s);
        const QSignalSpy opened(&map, &HeatMap::rowActivated);
        QTest::keyClick(&map, Qt::Key_Return);
        QCOMPARE(opened.value(0).value(0).toInt(), 1);
    }

    void heatMapWithWrongSizeShowsNothing()
    {
        HeatMap map(m_theme);
        map.setContent({ .title = {}, .rows = { u"a"_s }, .columns = 5, .values = { 1.0F } });
        map.resize(100, 100);
        QVERIFY(!map.grab().isNull());
        QTest::keyClick(&map, Qt::Key_Home);
        QCOMPARE(map.readout(), QString());
    }

    void sparklineSplitsAtMissingValues()
    {
        const QRectF rect(0, 0, 100, 20);
        QCOMPARE(sparklinePoints(rect, { 1, 2, std::nan(""), 3 }, Qt::LeftToRight).size(), std::size_t(2));
        QVERIFY(sparklinePoints(rect, { std::nan("") }, Qt::LeftToRight).empty());
        QVERIFY(sparklinePoints(rect, {}, Qt::LeftToRight).empty());
        const auto flat = sparklinePoints(rect, { 5, 5 }, Qt::LeftToRight);
        QCOMPARE(flat[0][0].y(), 10.0);
        const auto mirrored = sparklinePoints(rect, { 1, 2 }, Qt::RightToLeft);
        QCOMPARE(mirrored[0][0].x(), 100.0);
        for (const QPolygonF& run : sparklinePoints(rect, { -3, 1e12, 0 }, Qt::LeftToRight))
            QVERIFY(rect.adjusted(-0.01, -0.01, 0.01, 0.01).contains(run.boundingRect()));
    }
};

QTEST_MAIN(TestUiCharts)
#include "tst_uicharts.moc"
