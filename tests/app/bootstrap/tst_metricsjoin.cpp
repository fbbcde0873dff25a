// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/bootstrap/metricsjoin.h"
#include "models/metrics/metricssum.h"

#include <QRegularExpression>
#include <QtTest>

using namespace Strato;
using namespace Qt::StringLiterals;

namespace {

FiringAlert alert(const std::string& name, const std::string& cluster)
{
    FiringAlert out;
    out.name = name;
    out.cluster = cluster;
    out.labels = { { "alertname", name } };
    return out;
}

std::shared_ptr<MetricsOverview> source(
    std::set<std::string, std::less<>> clusters, std::vector<FiringAlert> alerts = {})
{
    auto overview = std::make_shared<MetricsOverview>();
    overview->label = u"main"_s;
    overview->clusters = std::move(clusters);
    overview->alerts = std::move(alerts);
    overview->alertsKnown = true;
    return overview;
}

OverviewInput input(const std::string& context)
{
    OverviewInput out;
    out.cluster = IString("uid-" + context);
    out.name = context;
    return out;
}

OverviewInput joined(const std::string& context, const MetricsBySource& metrics, std::size_t open)
{
    OverviewInput out = input(context);
    addMetrics(out, metrics, { out.name }, open);
    return out;
}

/// How many alerts the overview counts for @p context; nothing: shown as missing.
std::optional<int> counted(const std::string& context, const MetricsBySource& metrics, std::size_t open)
{
    return overview({ joined(context, metrics, open) }, Instant {}).clusters.front().alertsFiring;
}

} // namespace

class TestMetricsJoin final : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void aServerThatFellSilentIsNotBelievedForLong()
    {
        MetricsOverview overview;
        overview.at = instantFromSeconds(1000);
        QVERIFY(speaksOf(instantFromSeconds(1000), overview));
        QVERIFY(speaksOf(instantFromSeconds(1120), overview));
        QVERIFY(!speaksOf(instantFromSeconds(1121), overview));
    }

    void alertsThatCouldNotBeAskedAreMissingAndNotNone()
    {
        const auto unknown = source({ "a" });
        unknown->alertsKnown = false;
        QCOMPARE(counted("a", { { "p", unknown } }, 1), std::optional<int>());
        QCOMPARE(counted("a", { { "p", source({ "a" }) } }, 1), std::optional(0));
        QCOMPARE(counted("a", {}, 1), std::optional<int>());
    }

    void aClusterOfWhichAServerHasNothingHasNoAlertsKnown()
    {
        QCOMPARE(counted("b", { { "p", source({ "a" }, { alert("Hot", "a") }) } }, 2), std::optional<int>());
    }

    void alertsGoToTheirCluster()
    {
        const MetricsBySource metrics { { "p", source({ "a", "b" }, { alert("Hot", "a"), alert("Full", "b") }) } };
        QCOMPARE(joined("a", metrics, 2).findingInputs.alerts.front().name, std::string("Hot"));
        QCOMPARE(counted("a", metrics, 2), std::optional(1));
        QCOMPARE(counted("b", metrics, 2), std::optional(1));
    }

    void alertsThatNameNoClusterCountOnceInTheSum()
    {
        const MetricsBySource metrics { { "p", source({ "a", "b" }, { alert("Down", "") }) },
            { "q", source({ "a" }, { alert("Down", ""), alert("Other", "") }) } };
        QCOMPARE(counted("a", metrics, 2), std::optional(0));
        QCOMPARE(alertsWithoutCluster(metrics, 2).size(), std::size_t(2));
        OverviewState state = overview({ joined("a", metrics, 2), joined("b", metrics, 2) }, Instant {});
        addUnnamedAlerts(state, alertsWithoutCluster(metrics, 2));
        QCOMPARE(state.sum.alertsFiring, std::optional(2));
        QCOMPARE(state.sum.alertsWithoutCluster, 2);
        QCOMPARE(state.alerts.size(), std::size_t(2)); // the number opens the list that it counts
        QVERIFY(state.alerts.front().cluster.empty());
    }

    void aServerOfAnotherContextOfTheClusterTellsOfIt()
    {
        OverviewInput shown = input("admin");
        addMetrics(shown, { { "p", source({ "guest" }, { alert("Hot", "guest") }) } }, { "admin", "guest" }, 2);
        QVERIFY(shown.hasAlertSource);
        QCOMPARE(shown.findingInputs.alerts.size(), std::size_t(1));
    }

    void withOneClusterOpenTheyAreIts()
    {
        const MetricsBySource metrics { { "p", source({ "" }, { alert("Down", "") }) } };
        QCOMPARE(counted("a", metrics, 1), std::optional(1));
        QVERIFY(alertsWithoutCluster(metrics, 1).empty());
    }

    void anAlertOfAPairOfServersIsOne()
    {
        const MetricsBySource metrics { { "p", source({ "a" }, { alert("Hot", "a") }) },
            { "q", source({ "a" }, { alert("Hot", "a") }) } };
        QCOMPARE(counted("a", metrics, 1), std::optional(1));
    }

    void manyAlertsOfAPairOfServersAreJoinedInOrdinaryTime()
    {
        std::vector<FiringAlert> many;
        for (int i = 0; i < 20'000; ++i) {
            many.push_back(alert("KubePodNotReady", "a"));
            many.back().labels.emplace_back("pod", "web-" + std::to_string(i));
        }
        const MetricsBySource metrics { { "p", source({ "a" }, many) }, { "q", source({ "a" }, many) } };
        QCOMPARE(joined("a", metrics, 1).findingInputs.alerts.size(), many.size());
        const auto sum = combined({ metrics.at("p"), metrics.at("q") });
        QCOMPARE(sum->alerts.size(), many.size());
    }

    void theUseSaysWhereItIsFrom()
    {
        OverviewInput polled = input("a");
        polled.usage = ClusterUsage {};
        polled.usage->cpuUsedCores = 1;
        polled.usageFrom = metricsApiName;
        addMetrics(polled, {}, { polled.name }, 1);
        const ClusterSummary alone = overview({ polled }, Instant {}).clusters.front();
        QCOMPARE(alone.usageFrom, std::string("metrics.k8s.io"));
        QCOMPARE(alone.cpuCores.used, std::optional(1.0));
        const auto server = source({ "a" });
        server->byCluster["a"].cpuUsedCores = 3;
        addMetrics(polled, { { "p", server } }, { polled.name }, 1);
        const OverviewState both = overview({ polled }, Instant {});
        QCOMPARE(both.clusters.front().usageFrom, std::string("main"));
        QCOMPARE(both.clusters.front().cpuCores.used, std::optional(3.0));
        QCOMPARE(both.sum.usageFrom, std::string("main"));
    }

    void aServerWithCallsOnlyLeavesTheUseAsItIs()
    {
        OverviewInput polled = input("a");
        polled.usage = ClusterUsage {};
        polled.usage->cpuUsedCores = 1;
        polled.usageFrom = metricsApiName;
        const auto server = source({ "a" });
        server->byCluster["a"].callsPerSecond = 40;
        addMetrics(polled, { { "p", server } }, { polled.name }, 1);
        QCOMPARE(polled.usageFrom, std::string("metrics.k8s.io"));
        QCOMPARE(polled.usage->cpuUsedCores, std::optional(1.0));
        QCOMPARE(polled.usage->callsPerSecond, std::optional(40.0));
    }
};

QTEST_GUILESS_MAIN(TestMetricsJoin)
#include "tst_metricsjoin.moc"
