// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/fakeclock.h"
#include "models/base/workerpool.h"
#include "models/metrics/metricssource.h"
#include "tests/support/fakehttptransport.h"

#include <QTest>

using namespace Strato;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

QByteArray vectorOf(const QByteArray& results)
{
    return R"({"status":"success","data":{"resultType":"vector","result":[)" + results + "]}}";
}

QByteArray matrixOf(const QByteArray& results)
{
    return R"({"status":"success","data":{"resultType":"matrix","result":[)" + results + "]}}";
}

/// A source over a transport that is answered by hand; answers are decoded on a real worker.
struct Rig {
    FakeClock clock;
    ManualExecutor executor { clock };
    WorkerPool pool { 1 };
    FakeHttpTransport transport;
    FreshnessBoard board;
    std::vector<std::shared_ptr<const MetricsOverview>> overviews;
    std::unique_ptr<MetricsSource> source;
    bool graphScraped = true;
    std::optional<Instant> sparseBefore; ///< samples lie 5 min apart before this, 15 s after; nothing: 15 s throughout

    Rig()
    {
        const EndpointId endpoint = transport.open({});
        MetricsSettings settings;
        settings.id = "prometheus:test";
        source = std::make_unique<MetricsSource>(settings,
            std::make_unique<PrometheusClient>(
                transport, endpoint, executor, pool, QueryScheduler::Limits { 100, 1000 }),
            executor, board);
        source->onOverview(
            [this](std::shared_ptr<const MetricsOverview> overview) { overviews.push_back(std::move(overview)); });
    }

    /// Answers everything that waits, by a rule from the query's text, until an overview came.
    void serve()
    {
        const std::size_t before = overviews.size();
        const auto step = [&] {
            for (const RequestId id : transport.waiting())
                transport.respond(id, 200, answerTo(transport.call(id)).toStdString());
            executor.runPending();
            return overviews.size() > before;
        };
        QTRY_VERIFY(step());
    }

    /// What count_over_time(…[1200s]) gives at each point that was asked for.
    QByteArray counts(const FakeHttpTransport::Call& call) const
    {
        const auto number = [&](const QString& name) { return call.parameter(name).toDouble(); };
        const auto middle = static_cast<double>(sparseBefore->ns) * 1e-9;
        QByteArray values;
        for (double at = number(u"start"_s); at <= number(u"end"_s); at += number(u"step"_s)) {
            const double dense = std::clamp(at - middle, 0.0, 1200.0);
            values += (values.isEmpty() ? "[" : ",[") + QByteArray::number(at, 'f', 0) + ",\""
                + QByteArray::number(std::floor(dense / 15 + (1200 - dense) / 300)) + "\"]";
        }
        return matrixOf(R"({"metric":{},"values":[)" + values + "]}");
    }

    QByteArray answerTo(const FakeHttpTransport::Call& call) const
    {
        const QString query = call.parameter(u"query"_s);
        if (call.path().endsWith(u"/alerts"_s))
            return R"({"status":"success","data":{"alerts":[{"labels":{"alertname":"A"},"annotations":{},"state":"firing"}]}})";
        if (query.startsWith(u"count by(__name__)"_s) && !graphScraped)
            return vectorOf(R"({"metric":{"__name__":"node_cpu_seconds_total"},"value":[1,"8"]})");
        if (query.startsWith(u"count by(__name__)"_s))
            return vectorOf(
                R"({"metric":{"__name__":"node_cpu_seconds_total"},"value":[1,"8"]},{"metric":{"__name__":"traces_service_graph_request_total"},"value":[1,"8"]})");
        if (query.startsWith(u"max(count_over_time"_s))
            return sparseBefore
                ? counts(call)
                : matrixOf(R"({"metric":{},"values":[[1763997600,"80"],[1763998800,"80"],[1764000000,"80"]]})");
        if (query.startsWith(u"sum by(server,"_s))
            return vectorOf(query.contains(u"_failed_total"_s)
                    ? R"({"metric":{"cluster":"a","server":"order","server_namespace":"shop"},"value":[1,"2"]})"
                    : R"({"metric":{"cluster":"a","server":"order","server_namespace":"shop"},"value":[1,"40"]},{"metric":{"cluster":"b","server":"pay"},"value":[1,"10"]})");
        if (query.contains(u"_failed_total"_s))
            return matrixOf(R"({"metric":{},"values":[[100,"1"],[130,"2"]]})");
        if (query.contains(u"service_graph"_s))
            return matrixOf(R"({"metric":{},"values":[[100,"10"],[130,"0"]]})");
        if (call.path().endsWith(u"/query_range"_s))
            return matrixOf(R"({"metric":{"cluster":"a","instance":"n1"},"values":[[100,"0.5"]]})");
        return vectorOf(R"({"metric":{"cluster":"a"},"value":[1,"3.5"]})");
    }
};

} // namespace

class TestMetricsSource final : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void oneRefreshGivesTheWholeOverview()
    {
        Rig rig;
        rig.source->show(std::nullopt, 1h);
        rig.serve();
        QCOMPARE(rig.overviews.size(), std::size_t(1));
        const MetricsOverview& overview = *rig.overviews.front();
        QCOMPARE(overview.byCluster.at("a").cpuUsedCores, std::optional(3.5));
        QVERIFY(!overview.byCluster.at("a").memoryUsedBytes); // its metric is not there: missing, not zero
        QCOMPARE(overview.hosts.size(), std::size_t(1));
        QCOMPARE(overview.alerts.size(), std::size_t(1));
        QCOMPARE(overview.errors.samples.size(), std::size_t(1)); // where there were no calls there is no rate
        QCOMPARE(overview.errors.samples.front().value, 0.1);
        QCOMPARE(rig.board.find("prometheus:test")->freshness, Freshness::Live);
    }

    void callsOfServicesSumUpToTheTotal()
    {
        Rig rig;
        rig.source->show(std::nullopt, 1h);
        rig.serve();
        const MetricsOverview& overview = *rig.overviews.front();
        const std::vector<ServiceCalls> expected { { "a", "shop", "order", 40, 2 }, { "b", {}, "pay", 10, 0 } };
        QCOMPARE(overview.services, expected);
        QCOMPARE(overview.total.callsPerSecond, std::optional(50.0));
        QCOMPARE(overview.total.errorRatio, std::optional(0.04));
        QCOMPARE(overview.byCluster.at("a").errorRatio, std::optional(0.05));
        QCOMPARE(overview.byCluster.at("b").callsPerSecond, std::optional(10.0));
    }

    void ratesUseTheSpacingThatTheServerReported()
    {
        Rig rig;
        rig.source->show(std::nullopt, 1h);
        rig.serve();
        bool seen = false;
        for (const auto& call : rig.transport.calls()) {
            const bool yesterday
                = call.parameter(u"start"_s).toDouble() > 0 && call.parameter(u"start"_s).toDouble() < 1'763'950'000;
            if (!yesterday && call.parameter(u"query"_s).contains(u"rate("_s)) {
                seen = true;
                QVERIFY2(call.parameter(u"query"_s).contains(u"[60s]"_s), qPrintable(call.parameter(u"query"_s)));
            }
        }
        QVERIFY(seen);
    }

    void metricsThatComeLaterAreFoundWithinAMinute()
    {
        Rig rig;
        rig.graphScraped = false;
        rig.source->show(std::nullopt, 1h);
        rig.serve();
        QVERIFY(rig.overviews.back()->calls.samples.empty());
        rig.graphScraped = true;
        for (int i = 0; i < 4; ++i) {
            rig.clock.advance(15s);
            rig.executor.runPending();
            rig.serve();
        }
        QCOMPARE(rig.overviews.back()->calls.samples.size(), std::size_t(2));
    }

    void ratesOfThePastReachAsFarAsItsSamplesLieApart_data()
    {
        QTest::addColumn<int>("hoursAgo");
        QTest::addColumn<int>("windowHours");
        QTest::newRow("in the sparse week") << 48 << 24;
        QTest::newRow("in the dense hours") << 2 << 1;
        QTest::newRow("across the change") << 2 << 12;
        QTest::newRow("the whole week") << 0 << 168;
        QTest::newRow("a short window after the change") << 5 << 0;
    }
    void ratesOfThePastReachAsFarAsItsSamplesLieApart()
    {
        QFETCH(const int, hoursAgo);
        QFETCH(const int, windowHours);
        Rig rig;
        const Instant now = rig.clock.now();
        rig.sparseBefore = now - 6h;
        const Instant moment = now - std::chrono::hours(hoursAgo);
        const Duration window = windowHours > 0 ? Duration(std::chrono::hours(windowHours)) : Duration(5min);
        rig.source->show(hoursAgo > 0 ? std::optional(moment) : std::nullopt, window);
        rig.serve();
        int narrow = 0;
        int wide = 0;
        for (const auto& call : rig.transport.calls()) {
            static const QRegularExpression range(u"rate\\([^\\[]*\\[(\\d+)s"_s);
            const auto match = range.match(call.parameter(u"query"_s));
            if (!match.hasMatch())
                continue;
            const double seconds = match.captured(1).toDouble();
            const bool isRange = call.path().endsWith(u"/query_range"_s);
            const double from = call.parameter(isRange ? u"start"_s : u"time"_s).toDouble();
            const bool sparse = from - seconds < static_cast<double>(rig.sparseBefore->ns) * 1e-9;
            QVERIFY2(seconds >= (sparse ? 1200 : 60), qPrintable(call.request.pathAndQuery));
            ++(seconds < 1200 ? narrow : wide);
        }
        QVERIFY(narrow + wide > 0);
        QCOMPARE(narrow > 0, hoursAgo < 48); // where samples are dense, rates are sharp
    }

    void aPastThatIsFilledInIsNoticed()
    {
        Rig rig;
        rig.source->show(std::nullopt, 24h);
        rig.serve();
        rig.sparseBefore = rig.clock.now() - 6h;
        rig.clock.advance(3min);
        rig.executor.runPending();
        const std::size_t before = rig.transport.calls().size();
        rig.serve();
        bool wide = false;
        for (std::size_t i = before; i < rig.transport.calls().size(); ++i)
            wide |= rig.transport.calls()[i].parameter(u"query"_s).contains(u"[1200s]"_s)
                && rig.transport.calls()[i].parameter(u"query"_s).contains(u"rate("_s)
                && rig.transport.calls()[i].parameter(u"start"_s).toDouble() * 1e9
                    > static_cast<double>((rig.clock.now() - 25h).ns);
        QVERIFY(wide);
    }

    void itRefreshesWhileLiveAndNotInThePast()
    {
        Rig rig;
        rig.source->show(std::nullopt, 1h);
        rig.serve();
        rig.clock.advance(15s);
        rig.executor.runPending();
        QVERIFY(!rig.transport.waiting().empty());
        rig.serve();
        QCOMPARE(rig.overviews.size(), std::size_t(2));
        rig.source->show(rig.clock.now() - 10min, 1h);
        rig.serve();
        QCOMPARE(rig.overviews.size(), std::size_t(3));
        rig.clock.advance(10min);
        rig.executor.runPending();
        QVERIFY(rig.transport.waiting().empty());
        for (const auto& call : rig.transport.calls())
            QVERIFY(call.sink == nullptr);
    }

    void aServerThatIsGoneIsLostAndTriedAgainMoreAndMoreSeldom()
    {
        Rig rig;
        rig.source->show(std::nullopt, 1h);
        QCOMPARE(rig.transport.waiting().size(), std::size_t(1));
        rig.transport.fail(rig.transport.waiting().front(), ErrorCode::ConnectFailed);
        rig.executor.runPending();
        const auto status = rig.board.find("prometheus:test");
        QCOMPARE(status->freshness, Freshness::Lost);
        QCOMPARE(status->error->code, ErrorCode::ConnectFailed);
        std::vector<std::int64_t> pauses; // in seconds; one that never answered may just be starting
        for (std::int64_t waited = 1; pauses.size() < 7 && waited < 300; ++waited) {
            rig.clock.advance(1s);
            rig.executor.runPending();
            if (rig.transport.waiting().empty())
                continue;
            rig.transport.fail(rig.transport.waiting().front(), ErrorCode::ConnectFailed);
            rig.executor.runPending();
            pauses.push_back(std::exchange(waited, 0));
        }
        QCOMPARE(pauses, (std::vector<std::int64_t> { 1, 2, 4, 8, 15, 90, 105 }));
    }

    void answersToAnEarlierMomentAreDropped()
    {
        Rig rig;
        rig.source->show(std::nullopt, 1h);
        rig.serve();
        rig.source->show(rig.clock.now() - 1h, 1h);
        rig.source->show(rig.clock.now() - 2h, 1h);
        rig.serve();
        QCOMPARE(rig.overviews.size(), std::size_t(2));
        QCOMPARE(rig.overviews.back()->at, rig.clock.now() - 2h);
    }

    void joinReportSaysWhatJoinsAndWhatDoesNot()
    {
        Rig rig;
        std::optional<Result<JoinReport>> report;
        rig.source->joinReport(
            "a", { "n1", "n2" }, { "shop/p1", "shop/p2" }, [&](Result<JoinReport> r) { report = std::move(r); });
        rig.transport.respond(rig.transport.waiting().front(), 200,
            vectorOf(
                R"({"metric":{"instance":"n1:9100"},"value":[1,"1"]},{"metric":{"node":"n9"},"value":[1,"1"]},{"metric":{"namespace":"shop","pod":"p1"},"value":[1,"1"]})")
                .toStdString());
        QTRY_VERIFY((rig.executor.runPending(), report.has_value()));
        QVERIFY(report->has_value());
        QCOMPARE((*report)->nodesJoined, std::size_t(1));
        QCOMPARE((*report)->nodesWithoutSeries, std::vector<std::string> { "n2" });
        QCOMPARE((*report)->seriesWithoutNode, std::vector<std::string> { "n9" });
        QCOMPARE((*report)->podsJoined, std::size_t(1));
        QCOMPARE((*report)->podsWithoutSeries, std::vector<std::string> { "shop/p2" });
    }

    void moreThanElevenThousandPointsAreRefusedBeforeAnythingIsSent()
    {
        FakeClock clock;
        ManualExecutor executor(clock);
        WorkerPool pool(1);
        FakeHttpTransport transport;
        PrometheusClient client(transport, transport.open({}), executor, pool);
        std::optional<ErrorCode> code;
        client.queryRange("up", clock.now() - 24h, clock.now(), 1s, 0,
            [&](const Result<MetricsAnswer<Series>>& answer) { code = answer.error().code; });
        executor.runPending();
        QCOMPARE(code, std::optional(ErrorCode::InvalidArgument));
        QVERIFY(transport.calls().empty());
    }
};

QTEST_GUILESS_MAIN(TestMetricsSource)
#include "tst_metricssource.moc"
