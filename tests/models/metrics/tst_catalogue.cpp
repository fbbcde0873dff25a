// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/metrics/catalogue.h"

#include <QTest>

#include <limits>

using namespace Strato;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestCatalogue final : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void aRateCoversFourScrapesAtLeast_data()
    {
        QTest::addColumn<int>("spacingSeconds");
        QTest::addColumn<int>("rangeSeconds");
        QTest::newRow("1 s") << 1 << 20;
        QTest::newRow("5 s") << 5 << 20;
        QTest::newRow("15 s") << 15 << 60;
        QTest::newRow("30 s") << 30 << 120;
        QTest::newRow("5 min") << 300 << 1200;
    }
    void aRateCoversFourScrapesAtLeast()
    {
        QFETCH(const int, spacingSeconds);
        QFETCH(const int, rangeSeconds);
        QCOMPARE(rateRange(std::chrono::seconds(spacingSeconds)), Duration(std::chrono::seconds(rangeSeconds)));
        const MeasureQuery* query = chooseQuery(Measure::CallsPerSecond, { "istio_requests_total" });
        QVERIFY(query);
        const std::string wanted = "[" + std::to_string(rangeSeconds) + "s]";
        QVERIFY(expressionFor(*query, std::chrono::seconds(spacingSeconds), "").find(wanted) != std::string::npos);
    }

    void theBestDialectThatTheServerSpeaksIsChosen()
    {
        QVERIFY(!chooseQuery(Measure::CallsPerSecond, {}));
        QCOMPARE(chooseQuery(Measure::CallsPerSecond, { "calls_total", "traces_service_graph_request_total" })->family,
            std::string_view("service graph"));
        QCOMPARE(chooseQuery(Measure::MemoryUsedBytes, { "container_memory_working_set_bytes" })->family,
            std::string_view("cAdvisor"));
    }

    void callsAndFailedCallsComeFromTheSameDialect()
    {
        for (const MeasureQuery& query : measureQueries()) {
            if (query.measure != Measure::CallsPerSecond)
                continue;
            const MeasureQuery* failed = chooseQuery(Measure::FailedCallsPerSecond, { std::string(query.probeMetric) });
            QVERIFY2(failed, query.family.data());
            QCOMPARE(failed->family, query.family);
        }
    }

    void failedCallsAreNoneWhereThereAreCallsOnly()
    {
        for (const MeasureQuery& query : measureQueries()) {
            const std::string expression = expressionFor(query, 15s, "cluster");
            QVERIFY2(expression.find('$') == std::string::npos, expression.c_str());
        }
        const MeasureQuery* failed = chooseQuery(Measure::FailedCallsPerSecond, { "istio_requests_total" });
        QCOMPARE(expressionFor(*failed, 15s, "cluster"),
            std::string("sum by(cluster)(rate(istio_requests_total{reporter=~\"destination|waypoint\",response_code=~"
                        "\"5..\"}[60s])) or 0 * sum by(cluster)(rate(istio_requests_total{reporter=~"
                        "\"destination|waypoint\"}[60s]))"));
    }

    void spacingIsAskedOfEveryMetricThatIsARate()
    {
        const std::set<std::string, std::less<>> present { "node_cpu_seconds_total", "node_memory_MemTotal_bytes",
            "traces_service_graph_request_total", "calls_total" };
        QCOMPARE(ratedMetrics(present),
            (std::set<std::string, std::less<>> { "node_cpu_seconds_total", "traces_service_graph_request_total" }));
        QVERIFY(spacingProbe("up").find("count_over_time(up[1200s])") != std::string::npos);
    }

    void spacingFollowsTheCounts()
    {
        const auto at = [](int minutes) { return instantFromSeconds(std::int64_t { minutes } * 60); };
        const auto parts = spacingParts({ at(20), at(40), at(60), at(80) }, { 4, 4, 79, 240 }, 20min, 30s);
        QCOMPARE(parts.size(), std::size_t(2));
        QCOMPARE(parts[0], (SpacingPart { at(0), at(60), 300s })); // the change lies somewhere before or after 40
        QCOMPARE(parts[1], (SpacingPart { at(60), at(80), 15s }));
    }

    void nextToAChangeTheWiderSpacingHolds()
    {
        const auto at = [](int minutes) { return instantFromSeconds(std::int64_t { minutes } * 60); };
        // Live at 5 s until minute 90, then the estate was off and its gap was filled at 5 min.
        const auto parts = spacingParts(
            { at(20), at(40), at(60), at(80), at(100), at(120) }, { 240, 240, 240, 240, 122, 4 }, 20min, 30s);
        QCOMPARE(spacingAt(parts, at(50), 30s), Duration(5s));
        QCOMPARE(spacingAt(parts, at(95), 30s), Duration(300s));
        QCOMPARE(spacingAt(parts, at(120), 30s), Duration(300s));
        QCOMPARE(spacingAt(parts, at(500), 30s), Duration(300s));
        QCOMPARE(spacingAt({}, at(50), 30s), Duration(30s));
    }

    void aYoungSeriesHasItsSpacingOnceItFillsTheRange_data()
    {
        QTest::addColumn<int>("every"); // seconds between scrapes
        QTest::addColumn<int>("scrapes");
        QTest::addColumn<int>("spacing"); // 0: too young
        QTest::newRow("5 s, two scrapes") << 5 << 2 << 0;
        QTest::newRow("5 s, 20 s old") << 5 << 4 << 0;
        QTest::newRow("5 s, 25 s old") << 5 << 6 << 5;
        QTest::newRow("5 s, 10 min old") << 5 << 120 << 5;
        QTest::newRow("15 s, 30 s old") << 15 << 3 << 0;
        QTest::newRow("15 s, 75 s old") << 15 << 6 << 15;
        QTest::newRow("60 s, 4 min old") << 60 << 4 << 0;
        QTest::newRow("60 s, 6 min old") << 60 << 7 << 60;
    }
    void aYoungSeriesHasItsSpacingOnceItFillsTheRange()
    {
        QFETCH(const int, every);
        QFETCH(const int, scrapes);
        QFETCH(const int, spacing);
        SeriesAge age;
        for (const int window : { 20, 60, 300, 1200 })
            age.counts[window] = std::min(scrapes, window / every);
        QCOMPARE(age.spacing(), spacing ? std::optional<Duration>(std::chrono::seconds(spacing)) : std::nullopt);
    }

    void whereARangeIsNotFilledYetThereIsNoPoint()
    {
        Series line;
        for (const int at : { 0, 5, 10, 15, /* hole */ 100, 105, 110, 115, 120 })
            line.samples.push_back({ instantFromSeconds(at), 1.0 });
        Series fromTheStart = line;
        dropUncovered(fromTheStart, { instantFromSeconds(0), instantFromSeconds(120), 5s }, 5s); // a range of 20 s
        const auto times = [](const Series& of) {
            std::vector<std::int64_t> seconds;
            for (const Sample& sample : of.samples)
                seconds.push_back(sample.at.ns / 1'000'000'000);
            return seconds;
        };
        QCOMPARE(times(fromTheStart), (std::vector<std::int64_t> { 0, 5, 115, 120 }));
        dropUncovered(line, { instantFromSeconds(-60), instantFromSeconds(160), 5s },
            5s); // it began and ended inside of what was asked for
        QVERIFY(times(line).empty());
    }

    void aRangeIsFilledWhenBothItsHalvesHaveSamples()
    {
        QCOMPARE(coverageProbe("up", 15s, "cluster"),
            std::string(
                "max by(cluster)(count_over_time(up[30s] offset 30s)) / max by(cluster)(count_over_time(up[30s]))"));
        QVERIFY(fillsRange(1.0) && fillsRange(0.5) && fillsRange(2.0));
        QVERIFY(!fillsRange(0.25) && !fillsRange(4.0)); // it began, or ended, in the middle of a half
        QVERIFY(!fillsRange(std::numeric_limits<double>::quiet_NaN()));
    }

    void theRangeIsNeverUnderFourTimesTheSpacing()
    {
        for (const Duration spacing : { Duration(5s), Duration(15s), Duration(30s), Duration(60s), Duration(300s) })
            QVERIFY(rateRange(spacing) >= 4 * spacing);
    }

    void noMomentLiesBetweenThePointsOfAWideWindow()
    {
        // 24 h in 240 points, scraped every 15 s: what happened within the six minutes between two points is in the
        // later.
        QCOMPARE(rateRange(15s, 360s), Duration(375s));
        QCOMPARE(rateRange(15s, 15s), Duration(60s));
        const MeasureQuery* query = chooseQuery(Measure::CallsPerSecond, { "istio_requests_total" });
        QVERIFY(expressionFor(*query, 15s, "", 360s).find("[375s]") != std::string::npos);
    }

    void aWideRangeIsFilledByOnePointAfterItsBeginning()
    {
        Series line;
        for (const int at : { 360, 720, 1080 })
            line.samples.push_back({ instantFromSeconds(at), 1.0 });
        dropUncovered(line, { instantFromSeconds(-720), instantFromSeconds(1080), 360s },
            15s); // it began inside of what was asked for
        QCOMPARE(line.samples.size(), std::size_t(2));
        QCOMPARE(line.samples.front().at, instantFromSeconds(720));
    }

    void anUnknownSpacingIsItsNeighboursOrTheFallback()
    {
        const double missing = std::numeric_limits<double>::quiet_NaN();
        const auto at = [](int minutes) { return instantFromSeconds(std::int64_t { minutes } * 60); };
        QCOMPARE(spacingParts({ at(20), at(40) }, { missing, 80 }, 20min, 30s).front().spacing, Duration(30s));
        QCOMPARE(spacingParts({ at(20), at(40) }, { 80, missing }, 20min, 30s).size(), std::size_t(1));
        QVERIFY(spacingParts({}, {}, 20min, 30s).empty());
    }
};

QTEST_GUILESS_MAIN(TestCatalogue)
#include "tst_catalogue.moc"
