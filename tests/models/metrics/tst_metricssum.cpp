// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/metrics/metricssum.h"

#include <QRegularExpression>
#include <QTest>

using namespace Strato;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr Duration step = 15s;

Instant at(int seconds)
{
    return instantFromSeconds(1000 + seconds);
}

Series line(int from, const std::vector<double>& values)
{
    Series out { {}, {}, step };
    for (std::size_t i = 0; i < values.size(); ++i)
        out.samples.push_back({ at(from) + step * static_cast<int>(i), values[i] });
    return out;
}

std::shared_ptr<MetricsOverview> source(
    const std::string& id, int end, std::vector<TrafficLine> traffic, std::vector<std::string> covers = {})
{
    auto overview = std::make_shared<MetricsOverview>();
    overview->source = id;
    overview->covers = std::move(covers);
    overview->at = at(end);
    overview->traffic = std::move(traffic);
    overview->alertsKnown = true;
    sumTraffic(*overview);
    return overview;
}

TrafficLine calls(const std::string& cluster, int from, const std::vector<double>& values, double failing = 0)
{
    std::vector<double> failed;
    failed.reserve(values.size());
    for (const double value : values)
        failed.push_back(value * failing);
    return { cluster, line(from, values), line(from, failed), {} };
}

FiringAlert alert(const std::string& name, const std::string& cluster)
{
    FiringAlert out;
    out.name = name;
    out.cluster = cluster;
    return out;
}

} // namespace

class TestMetricsSum final : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void noServerIsNothingAndOneIsItself()
    {
        QVERIFY(!combined({}));
        const auto one = source("a", 30, { calls("x", 0, { 1, 2, 3 }) });
        QCOMPARE(combined({ one }).get(), one.get());
    }

    void clustersAreSummedAsAreChosen()
    {
        const auto one = source("a", 30,
            { calls("x", 0, { 10, 10, 10 }, 0.1), calls("y", 0, { 30, 30 }, 0.5), calls("z", 0, { 1, 1, 1 }) });
        const auto of = [&](const MetricsOverview& overview, const std::string& names) {
            return trafficOf(overview, [&](const std::string& name) { return names.find(name) != std::string::npos; });
        };
        QCOMPARE(of(*one, "xyz").calls.samples, one->calls.samples); // as in the sum of all
        QCOMPARE(of(*one, "xyz").errors.samples, one->errors.samples);
        QCOMPARE(of(*one, "y").calls.samples, line(0, { 30, 30 }).samples);
        QCOMPARE(of(*one, "xy").calls.samples, line(0, { 40, 40, 10 }).samples); // y has no calls any more
        QVERIFY(of(*one, "w").calls.samples.empty());

        const auto two = combined({ one, source("b", 22, { calls("w", 7, { 100, 100 }, 0.5) }) });
        QCOMPARE(of(*two, "x").calls.samples, line(0, { 10, 10, 10 }).samples); // waits for no other server
        QCOMPARE(of(*two, "w").errors.samples, line(7, { 0.5, 0.5 }).samples);
        QCOMPARE(of(*two, "xw").calls.samples.back(), (Sample { at(15), 110 })); // ends where the first of them does
    }

    void serversOfDifferentClustersAreSummed()
    {
        const auto sum = combined({ source("a", 30, { calls("x", 0, { 10, 10, 10 }, 0.1) }),
            source("b", 37, { calls("y", 7, { 30, 30, 30 }, 0.5) }) }); // its instants lie between those of the first
        QCOMPARE(sum->total.callsPerSecond, std::optional(40.0));
        QCOMPARE(sum->total.errorRatio, std::optional(0.4));
        QCOMPARE(sum->byCluster.at("y").callsPerSecond, std::optional(30.0));
        QCOMPARE(sum->traffic.size(), std::size_t(2));
    }

    void whatWasMeasuredBeforeAnOutageIsNoFigureOfNow()
    {
        const auto ended = source("a", 600, { calls("x", 0, { 10, 10, 10 }, 0.1), calls("y", 570, { 5, 5, 5 }) });
        QVERIFY(!ended->byCluster.at("x").callsPerSecond && !ended->byCluster.at("x").errorRatio);
        QCOMPARE(ended->total.callsPerSecond, std::optional(5.0));
        QCOMPARE(ended->calls.samples.size(), std::size_t(6)); // the chart has it all
        QVERIFY(!source("a", 600, { calls("x", 0, { 10, 10, 10 }) })->total.callsPerSecond);
    }

    void aClusterThatTwoServersKnowCountsOnce()
    {
        const auto sum = combined({ source("a", 30, { calls("x", 0, { 10, 10, 10 }) }),
            source("b", 30, { calls("x", 0, { 11, 11, 11 }), calls("y", 0, { 5, 5, 5 }) }) });
        QCOMPARE(sum->total.callsPerSecond, std::optional(15.0));
    }

    void aServerWithoutCallsDoesNotHideThoseOfAnother()
    {
        auto hostsOnly = source("a", 30, {});
        hostsOnly->hosts.push_back({ "x", "n1", line(0, { 0.5 }) });
        hostsOnly->byCluster["x"].cpuUsedCores = 4;
        auto other = source("b", 30, { calls("x", 0, { 7, 7, 7 }) });
        other->hosts.push_back({ "x", "n1", line(0, { 0.5 }) });
        const auto sum = combined({ hostsOnly, other });
        QCOMPARE(sum->total.callsPerSecond, std::optional(7.0));
        QCOMPARE(sum->hosts.size(), std::size_t(1));
        QCOMPARE(sum->byCluster.at("x").cpuUsedCores, std::optional(4.0));
        QCOMPARE(sum->byCluster.at("x").callsPerSecond, std::optional(7.0));
    }

    void serversThatNameNoClusterAreToldApartByWhatTheyCover()
    {
        const auto different = combined({ source("a", 30, { calls("", 0, { 1, 1, 1 }) }, { "x", "y" }),
            source("b", 30, { calls("", 0, { 2, 2, 2 }) }, { "z", "w" }) });
        QCOMPARE(different->total.callsPerSecond, std::optional(3.0));
        const auto pair = combined(
            { source("a", 30, { calls("", 0, { 1, 1, 1 }) }), source("b", 30, { calls("", 0, { 1, 1, 1 }) }) });
        QCOMPARE(pair->total.callsPerSecond, std::optional(1.0));
    }

    void aSumEndsWhereItsFirstServerEnds()
    {
        const auto sum = combined({ source("a", 90, { calls("x", 0, { 1, 1, 1, 1, 1, 1, 1 }) }),
            source("b", 30, { calls("y", 0, { 2, 2, 2 }) }) });
        QCOMPARE(sum->calls.samples.back().at, at(30));
        QCOMPARE(sum->calls.samples.back().value, 3.0);
    }

    void aServerThatIsBehindGivesItsClusterToAnother()
    {
        const auto sum = combined(
            { source("a", 0, { calls("x", 0, { 1 }) }), source("b", 300, { calls("x", 270, { 5, 5, 5 }) }) });
        QCOMPARE(sum->total.callsPerSecond, std::optional(5.0));
    }

    void anAlertThatTwoServersTellIsOne()
    {
        auto a = source("a", 30, {});
        auto b = source("b", 30, {});
        a->alerts = { alert("Hot", "x"), alert("Full", "") };
        b->alerts = { alert("Hot", "x"), alert("Hot", "y") };
        QCOMPARE(combined({ a, b })->alerts.size(), std::size_t(3));
        b->alertsKnown = false;
        QVERIFY(combined({ a, b })->alertsKnown);
    }

    void servicesCountOnceAClusterAndAreTheTotalWhereAllHaveThem()
    {
        const auto a = source("a", 30, { calls("x", 0, { 10, 10, 10 }) });
        const auto twin = source("b", 30, { calls("x", 0, { 10, 10, 10 }) });
        const auto other = source("c", 30, { calls("y", 0, { 3, 3, 3 }) });
        a->services = twin->services = { { "x", "shop", "order", 12, 6 } };
        QCOMPARE(combined({ a, twin })->services.size(), std::size_t(1));
        QCOMPARE(combined({ a, twin })->total.callsPerSecond, std::optional(12.0));
        QCOMPARE(combined({ a, twin })->total.errorRatio, std::optional(0.5));
        const auto partly = combined({ a, other });
        QCOMPARE(partly->byCluster.at("x").callsPerSecond, std::optional(12.0));
        QCOMPARE(partly->byCluster.at("y").callsPerSecond, std::optional(3.0));
        QCOMPARE(partly->total.callsPerSecond, std::optional(13.0)); // of y there is no list: the lines' sum stays
    }
};

QTEST_GUILESS_MAIN(TestMetricsSum)
#include "tst_metricssum.moc"
