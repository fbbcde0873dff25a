// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/fakeclock.h"
#include "models/base/workerpool.h"
#include "models/metrics/jointest.h"
#include "tests/support/fakehttptransport.h"

#include <QTest>

using namespace Strato;
using namespace Qt::StringLiterals;

namespace {

InstantValue series(std::vector<std::pair<std::string, std::string>> labels)
{
    return { std::move(labels), { Instant {}, 1 } };
}

InstantValue nodeOf(const std::string& cluster, const std::string& node)
{
    return series({ { "cluster", cluster }, { "node", node } });
}

InstantValue podOf(const std::string& cluster, const std::string& pod)
{
    return series({ { "cluster", cluster }, { "namespace", "shop" }, { "pod", pod } });
}

JoinCluster cluster(const std::string& context, std::vector<std::string> nodes, std::vector<std::string> pods = {})
{
    return { context, "uid-" + context, std::move(nodes), std::move(pods) };
}

QByteArray vectorOf(const QByteArray& results)
{
    return R"({"status":"success","data":{"resultType":"vector","result":[)" + results + "]}}";
}

/// Asks of a transport that is answered by hand.
struct Rig {
    FakeClock clock;
    ManualExecutor executor { clock };
    WorkerPool pool { 1 };
    FakeHttpTransport transport;
    PrometheusClient client { transport, transport.open({}), executor, pool, QueryScheduler::Limits { 100, 1000 } };
    std::optional<Result<JoinReport>> report;

    void start(JoinQuestion question)
    {
        testJoin(client, clock.now(), std::move(question), [this](Result<JoinReport> r) { report = std::move(r); });
    }
    void serve(const std::function<QByteArray(const FakeHttpTransport::Call&)>& answer)
    {
        for (const RequestId id : transport.waiting())
            transport.respond(id, 200, answer(transport.call(id)).toStdString());
        QTRY_VERIFY((executor.runPending(), report.has_value()));
    }
};

} // namespace

class TestJoinReport final : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void everyClusterSaysWhatJoinsAndWhatDoesNot()
    {
        const auto joins = joinClusters(
            { cluster("one", { "n1", "n2" }, { "shop/p1", "shop/p2" }), cluster("two", { "n1" }, { "shop/q1" }) },
            "cluster", {}, { nodeOf("one", "n1"), nodeOf("one", "n9"), nodeOf("two", "n1") },
            { podOf("one", "p1"), podOf("two", "q1"), podOf("two", "p2") });
        QCOMPARE(joins.size(), std::size_t(2));
        QCOMPARE(joins[0].nodesJoined, std::size_t(1));
        QCOMPARE(joins[0].nodesWithoutSeries, std::vector<std::string> { "n2" });
        QCOMPARE(joins[0].seriesWithoutNode, std::vector<std::string> { "n9" });
        QCOMPARE(joins[0].podsJoined, std::size_t(1));
        QCOMPARE(joins[0].podsWithoutSeries, std::vector<std::string> { "shop/p2" });
        QVERIFY(joins[1].whole() && joins[1].any() && !joins[1].byNodes);
    }

    void hostsJoinByAnyOfTheirNames()
    {
        const auto joins = joinClusters({ cluster("one", { "n1", "n2", "n3" }) }, "", {},
            { series({ { "instance", "n1:9100" } }), series({ { "instance", "10.0.0.2:9100" }, { "nodename", "n2" } }),
                series({ { "instance", "kube-state-metrics:8080" }, { "node", "n3" } }) },
            {});
        QCOMPARE(joins.front().nodesJoined, std::size_t(3));
        QVERIFY(joins.front().seriesWithoutNode.empty());
    }

    void anotherNameIsFoundByTheNodes()
    {
        const auto joins
            = joinClusters({ cluster("admin@prod", { "a", "b", "c" }), cluster("admin@test", { "t" }) }, "cluster", {},
                { nodeOf("prod-eu", "a"), nodeOf("prod-eu", "b"), nodeOf("lab", "a"), nodeOf("lab", "t") }, {});
        QCOMPARE(joins[0].value, std::string("prod-eu"));
        QVERIFY(joins[0].byNodes);
        QCOMPARE(joins[0].nodesJoined, std::size_t(2));
        QCOMPARE(joins[1].value, std::string("lab"));
    }

    void clustersWithEqualNodeNamesAreToldApartByTheirPods()
    {
        const auto joins = joinClusters({ cluster("x", { "worker" }, { "shop/p2" }) }, "cluster", {},
            { nodeOf("first", "worker"), nodeOf("second", "worker") }, { podOf("first", "p1"), podOf("second", "p2") });
        QCOMPARE(joins.front().value, std::string("second"));
    }

    void theIdOfAClusterIsAsGoodAsItsName()
    {
        const auto joins = joinClusters({ cluster("x", { "n" }) }, "cluster", {}, { nodeOf("uid-x", "n") }, {});
        QCOMPARE(joins.front().value, std::string("uid-x"));
        QVERIFY(!joins.front().byNodes);
    }

    void aWrongMappingIsKeptAndTheBetterOneIsNamed()
    {
        const ClusterNames names({}, { { "lab", "x" } });
        const auto joins = joinClusters(
            { cluster("x", { "n" }) }, "cluster", names, { nodeOf("prod", "n"), nodeOf("lab", "m") }, {});
        QCOMPARE(joins.front().value, std::string("lab"));
        QCOMPARE(joins.front().nodesJoined, std::size_t(0));
        QCOMPARE(joins.front().better, std::string("prod"));
    }

    void aValueMeansOneContextOnly()
    {
        ClusterNames names({ "a", "b" }, { { "prod", "a" } });
        QCOMPARE(names.resolve("prod"), std::optional<std::string>("a"));
        QVERIFY(!names.resolve("a")); // a goes by "prod": whoever calls itself "a" is another
        QCOMPARE(names.resolve("b"), std::optional<std::string>("b"));
        QVERIFY(!names.resolve("uid-b"));
        names.addId("uid-b", "b");
        QCOMPARE(names.resolve("uid-b"), std::optional<std::string>("b"));
        QVERIFY(!names.resolve("elsewhere"));
        QCOMPARE(names.resolve(""), std::optional<std::string>(""));
        QCOMPARE(ClusterNames({ "a" }, {}).resolve(""), std::optional<std::string>("a"));
    }

    void theServerSaysWhatItIsAndWhatItHas()
    {
        Rig rig;
        rig.start({ "cluster", {}, { cluster("one", { "n1" }, { "shop/p1" }) } });
        rig.serve([](const FakeHttpTransport::Call& call) -> QByteArray {
            const QString query = call.parameter(u"query"_s);
            if (call.path().endsWith(u"/buildinfo"_s))
                return R"({"status":"success","data":{"version":"2.42.0","goVersion":"go1.19"}})";
            if (query.startsWith(u"count by(__name__)"_s))
                return vectorOf(
                    R"({"metric":{"__name__":"node_cpu_seconds_total"},"value":[1,"8"]},{"metric":{"__name__":"kube_pod_info"},"value":[1,"8"]})");
            if (query.contains(u"node_uname_info"_s))
                return vectorOf(R"({"metric":{"cluster":"one","node":"n1"},"value":[1,"1"]})");
            return vectorOf({});
        });
        const JoinReport& report = **rig.report;
        QCOMPARE(report.server.flavour, std::string("Prometheus"));
        QCOMPARE(report.server.version, std::string("2.42.0"));
        QCOMPARE(report.families, (std::vector<std::string> { "kube-state-metrics", "node_exporter" }));
        QCOMPARE(report.values, std::vector<std::string> { "one" });
        QVERIFY(report.anySeries);
        QCOMPARE(report.clusters.front().nodesJoined, std::size_t(1));
        QCOMPARE(report.clusters.front().podsWithoutSeries, std::vector<std::string> { "shop/p1" });
    }

    void aServerThatDoesNotTellItsVersionIsTestedAllTheSame()
    {
        Rig rig;
        rig.start({ "", {}, {} });
        for (const RequestId id : rig.transport.waiting()) {
            if (rig.transport.call(id).path().endsWith(u"/buildinfo"_s))
                rig.transport.respond(id, 404, "none", "text/plain");
            else
                rig.transport.respond(id, 200, vectorOf({}).toStdString());
        }
        QTRY_VERIFY((rig.executor.runPending(), rig.report.has_value()));
        QVERIFY(rig.report->has_value());
        QVERIFY(!(*rig.report)->anySeries);
        QVERIFY((*rig.report)->server.version.empty());
    }

    void theFirstErrorIsTheAnswerOnce()
    {
        Rig rig;
        rig.start({ "cluster", {}, { cluster("one", { "n1" }) } });
        for (const RequestId id : rig.transport.waiting())
            rig.transport.respond(id, 401, "who are you", "text/plain");
        QTRY_VERIFY((rig.executor.runPending(), rig.report.has_value()));
        QVERIFY(!rig.report->has_value());
        QCOMPARE(rig.report->error().code, ErrorCode::Unauthenticated);
    }
};

QTEST_GUILESS_MAIN(TestJoinReport)
#include "tst_joinreport.moc"
