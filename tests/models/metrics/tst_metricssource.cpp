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
    bool nothingKnown = false; ///< none of the metrics that are probed for
    QByteArray calls = R"({"metric":{"cluster":"a"},"values":[[100,"10"],[130,"0"]]})";
    QByteArray alertSeries;
    QByteArray alertStarts;
    bool alertsServed = true;
    QByteArray age = R"({"metric":{"w":"old"},"value":[1,"1"]})";
    std::optional<QByteArray> services; ///< calls of services and failed ones; nothing: those of two
    std::optional<Instant> sparseBefore; ///< samples lie 5 min apart before this, 15 s after; nothing: 15 s throughout

    explicit Rig(MetricsSettings settings = {})
    {
        const EndpointId endpoint = transport.open({});
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
            return alertsServed
                ? R"({"status":"success","data":{"alerts":[{"labels":{"alertname":"A"},"annotations":{},"state":"firing"}]}})"
                : R"({"status":"error","errorType":"not_found","error":"no rules here"})";
        if (query == u"ALERTS_FOR_STATE"_s)
            return vectorOf(alertStarts);
        if (call.path().endsWith(u"/rules"_s))
            return R"({"status":"success","data":{"groups":[{"name":"g","rules":[
                {"type":"recording","name":"B"},
                {"type":"alerting","name":"B","labels":{"severity":"page"},"annotations":{"summary":"not this one"}},
                {"type":"alerting","name":"B","labels":{"severity":"low"},
                 "annotations":{"summary":"{{ $labels.pod }} has {{ $value | humanize }} left","runbook_url":"r/{{$labels.pod}}"}}]}]}})";
        if (query.startsWith(u"ALERTS"_s))
            return vectorOf(alertSeries);
        if (query.endsWith(u"(up)"_s))
            return vectorOf(R"({"metric":{"cluster":"a"},"value":[1,"8"]},{"metric":{"cluster":"b"},"value":[1,"8"]})");
        if (nothingKnown)
            return call.path().endsWith(u"/query_range"_s) ? matrixOf({}) : vectorOf({});
        if (query.startsWith(u"count by(__name__)"_s) && !graphScraped)
            return vectorOf(R"({"metric":{"__name__":"node_cpu_seconds_total"},"value":[1,"8"]})");
        if (query.startsWith(u"count by(__name__)"_s))
            return vectorOf(
                R"({"metric":{"__name__":"node_cpu_seconds_total"},"value":[1,"8"]},{"metric":{"__name__":"traces_service_graph_request_total"},"value":[1,"8"]})");
        if (query.startsWith(u"label_replace(count("_s))
            return vectorOf(age);
        if (query.contains(u"count_over_time"_s) && sparseBefore)
            return counts(call);
        if (query.contains(u"count_over_time(traces_"_s) && call.parameter(u"start"_s).toDouble() < 1'763'950'000)
            return matrixOf(R"({"metric":{},"values":[[1763911200,"4"],[1763912400,"4"],[1763913600,"4"]]})");
        if (query.contains(u"count_over_time(traces_"_s))
            return matrixOf(R"({"metric":{},"values":[[1763997600,"20"],[1763998800,"20"],[1764000000,"20"]]})");
        if (query.contains(u"count_over_time"_s))
            return matrixOf(R"({"metric":{},"values":[[1763997600,"80"],[1763998800,"80"],[1764000000,"80"]]})");
        if (query.startsWith(u"sum by(server,"_s) && services)
            return vectorOf(*services);
        if (query.startsWith(u"sum by(server,"_s))
            return vectorOf(query.contains(u"_failed_total"_s)
                    ? R"({"metric":{"cluster":"a","server":"order","server_namespace":"shop"},"value":[1,"2"]})"
                    : R"({"metric":{"cluster":"a","server":"order","server_namespace":"shop"},"value":[1,"40"]},{"metric":{"cluster":"b","server":"pay"},"value":[1,"10"]})");
        if (query.contains(u"_failed_total"_s))
            return matrixOf(R"({"metric":{"cluster":"a"},"values":[[100,"1"],[130,"2"]]})");
        if (query.contains(u"service_graph"_s))
            return matrixOf(calls);
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

    void servicesOfTwoValuesThatMeanOneClusterAreOne()
    {
        MetricsSettings settings;
        settings.names = ClusterNames({}, { { "a", "prod" }, { "b", "prod" } });
        Rig rig(settings);
        rig.services
            = R"({"metric":{"cluster":"a","server":"order"},"value":[1,"40"]},{"metric":{"cluster":"b","server":"order"},"value":[1,"10"]})";
        rig.source->show(std::nullopt, 1h);
        rig.serve();
        const std::vector<ServiceCalls> expected { { "prod", {}, "order", 50, 50 } };
        QCOMPARE(rig.overviews.front()->services, expected);
        QCOMPARE(rig.overviews.front()->byCluster.at("prod").callsPerSecond, std::optional(50.0));
    }

    void aServerThatHasNoRatesYetIsAskedAgainSoon()
    {
        const auto counts = [](const QByteArray& in20s, const QByteArray& in1min) {
            QByteArray answer = R"({"metric":{"w":"20"},"value":[1,"A"]},{"metric":{"w":"60"},"value":[1,"B"]})";
            return answer.replace("A", in20s).replace("B", in1min);
        };
        Rig rig;
        rig.age = counts("2", "2");
        rig.source->show(std::nullopt, 1h);
        rig.serve();
        QVERIFY(rig.overviews.back()->young);
        QVERIFY(rig.overviews.back()->calls.samples.empty()); // too low would be worse than missing
        QVERIFY(!rig.overviews.back()->total.cpuUsedCores);
        QVERIFY(rig.overviews.back()->total.memoryUsedBytes || rig.overviews.back()->total.cpuCapacityCores);
        rig.age = counts("4", "6");
        rig.clock.advance(2s);
        rig.executor.runPending();
        rig.serve();
        QVERIFY(!rig.overviews.back()->young);
        QVERIFY(!rig.overviews.back()->calls.samples.empty());
        QVERIFY(std::ranges::any_of(rig.transport.calls(),
            [](const auto& call) { return call.parameter(u"query"_s).contains(u"total[20s])"_s); }));
    }

    void itIsAskedAgainAtOnceWhenToldTo()
    {
        Rig rig;
        rig.source->show(std::nullopt, 1h);
        rig.transport.fail(rig.transport.waiting().front(), ErrorCode::ConnectFailed);
        rig.executor.runPending();
        QVERIFY(rig.transport.waiting().empty());
        rig.source->retryNow();
        rig.serve();
        QCOMPARE(rig.board.find("prometheus:test")->freshness, Freshness::Live);
    }

    void whatWasAskedOnTheOldNetworkIsNotWaitedFor() // K32
    {
        Rig rig;
        rig.source->handleInterruption(); // nobody looks: nothing to do
        QCOMPARE(rig.transport.drops(), 0);
        rig.source->show(std::nullopt, 1h);
        rig.serve();
        rig.source->retryNow();
        QVERIFY(!rig.transport.waiting().empty());
        rig.source->handleInterruption();
        QVERIFY(rig.transport.waiting().empty());
        QCOMPARE(rig.transport.drops(), 1);
        QCOMPARE(rig.board.find("prometheus:test")->freshness, Freshness::Stale);
        rig.clock.advance(2s);
        rig.executor.runPending();
        rig.serve();
        QCOMPARE(rig.board.find("prometheus:test")->freshness, Freshness::Live);
    }

    void everyRateUsesTheSpacingOfItsOwnMetricAtItsOwnTime()
    {
        Rig rig; // hosts are scraped every 15 s, calls every 60 s, and yesterday calls were kept every 5 min
        rig.source->show(std::nullopt, 1h);
        rig.serve();
        int hosts = 0;
        int calls = 0;
        int before = 0;
        for (const auto& call : rig.transport.calls()) {
            const QString query = call.parameter(u"query"_s);
            if (!query.contains(u"rate("_s))
                continue;
            const bool yesterday
                = !call.parameter(u"start"_s).isEmpty() && call.parameter(u"start"_s).toDouble() < 1'763'950'000;
            const bool traffic = query.contains(u"traces_"_s);
            const QString range = !traffic ? u"[60s]"_s : yesterday ? u"[1200s]"_s : u"[240s]"_s;
            ++(!traffic ? hosts : yesterday ? before : calls);
            QVERIFY2(query.contains(range), qPrintable(query));
        }
        QVERIFY(hosts > 0 && calls > 0 && before > 0);
    }

    void alertsOfThePastComeFromTheSeriesOfThatMoment()
    {
        Rig rig;
        rig.alertSeries
            = R"({"metric":{"__name__":"ALERTS","alertname":"Old","alertstate":"firing","severity":"critical","cluster":"b"},"value":[1,"1"]})";
        const Instant moment = rig.clock.now() - 2h;
        rig.source->show(moment, 1h);
        rig.serve();
        const MetricsOverview& overview = *rig.overviews.back();
        QVERIFY(overview.alertsKnown);
        QCOMPARE(overview.alerts.size(), std::size_t(1));
        QCOMPARE(overview.alerts.front().name, std::string("Old"));
        QCOMPARE(overview.alerts.front().severity, std::string("critical"));
        QCOMPARE(overview.alerts.front().cluster, std::string("b"));
        QVERIFY(overview.alerts.front().label("alertstate").empty());
        QVERIFY(overview.clusters.contains("a") && overview.clusters.contains("b"));
        for (const auto& call : rig.transport.calls()) {
            QVERIFY(!call.path().endsWith(u"/alerts"_s));
            if (call.parameter(u"query"_s).startsWith(u"ALERTS"_s))
                QCOMPARE(call.parameter(u"time"_s), QString::fromStdString(promTime(moment)));
        }
    }

    void alertsOfThePastHaveTheirBeginningAndWords()
    {
        Rig rig;
        rig.alertSeries
            = R"({"metric":{"__name__":"ALERTS","alertname":"B","alertstate":"firing","pod":"p","severity":"low"},"value":[1,"1"]},
                {"metric":{"__name__":"ALERTS","alertname":"C","alertstate":"firing"},"value":[1,"1"]})";
        rig.alertStarts
            = R"({"metric":{"__name__":"ALERTS_FOR_STATE","alertname":"B","pod":"p","severity":"low"},"value":[1,"1763990000"]})";
        rig.source->show(rig.clock.now() - 1h, 1h);
        rig.serve();
        const std::vector<FiringAlert>& alerts = rig.overviews.back()->alerts;
        QCOMPARE(alerts.size(), std::size_t(2));
        QCOMPARE(alerts[0].summary, std::string("p has \u2026 left")); // the value then is not known
        QCOMPARE(alerts[0].runbookUrl, std::string("r/p"));
        QCOMPARE(alerts[0].activeAt, std::optional(Instant { 1'763'990'000'000'000'000 }));
        QCOMPARE(alerts[1].name, std::string("C")); // told all the same
        QVERIFY(alerts[1].summary.empty() && !alerts[1].activeAt);
    }

    void aServerWithoutAnyKnownMetricTellsItsAlerts()
    {
        Rig rig;
        rig.nothingKnown = true;
        rig.source->show(std::nullopt, 1h);
        rig.serve();
        QCOMPARE(rig.overviews.back()->alerts.front().name, std::string("A"));
        QVERIFY(rig.transport.waiting().empty()); // and it is left in peace until the next refresh
        rig.source->show(rig.clock.now() - 1h, 1h);
        rig.nothingKnown = false;
        rig.serve();
        QVERIFY(rig.overviews.back()->total.cpuUsedCores.has_value()); // then there was more
    }

    void aServerWithoutRulesIsAskedForTheSeries()
    {
        Rig rig;
        rig.alertsServed = false;
        rig.alertSeries = R"({"metric":{"__name__":"ALERTS","alertname":"B","alertstate":"firing"},"value":[1,"1"]})";
        rig.source->show(std::nullopt, 1h);
        rig.serve();
        QVERIFY(rig.overviews.back()->alertsKnown);
        QCOMPARE(rig.overviews.back()->alerts.front().name, std::string("B"));
        QCOMPARE(rig.board.find("prometheus:test")->freshness, Freshness::Live);
    }

    void aValueOfTheLabelMeansTheContextThatItIsMappedTo()
    {
        MetricsSettings settings;
        settings.names = ClusterNames({}, { { "a", "admin@prod" } });
        Rig rig(settings);
        rig.source->show(std::nullopt, 1h);
        rig.serve();
        const MetricsOverview& overview = *rig.overviews.back();
        QCOMPARE(overview.byCluster.at("admin@prod").cpuUsedCores, std::optional(3.5));
        QVERIFY(!overview.byCluster.contains("a"));
        QCOMPARE(overview.hosts.front().cluster, std::string("admin@prod"));
        QCOMPARE(overview.traffic.front().cluster, std::string("admin@prod"));
        QVERIFY(overview.clusters.contains("admin@prod"));
        QCOMPARE(overview.alerts.front().cluster, std::string()); // it names none: nobody's, and not lost
    }

    void whatIsNotCoveredIsLeftOut()
    {
        MetricsSettings settings;
        settings.names = ClusterNames({ "b", "c" }, {});
        Rig rig(settings);
        rig.source->show(std::nullopt, 1h);
        rig.serve();
        QVERIFY(!rig.overviews.back()->byCluster.contains("a"));
        QVERIFY(rig.overviews.back()->hosts.empty());
        QVERIFY(!rig.overviews.back()->total.cpuUsedCores);
        QCOMPARE(rig.overviews.back()->clusters, (std::set<std::string, std::less<>> { "b" }));
    }

    void callsAreSummedOverClusters()
    {
        Rig rig;
        rig.services = QByteArray(); // nobody counts by service
        rig.calls
            = R"({"metric":{"cluster":"a"},"values":[[100,"10"],[130,"20"]]},{"metric":{"cluster":"b"},"values":[[100,"1"],[130,"2"]]})";
        rig.source->show(std::nullopt, 1h);
        rig.serve();
        const MetricsOverview& overview = *rig.overviews.back();
        QVERIFY(overview.services.empty());
        QCOMPARE(overview.total.callsPerSecond, std::optional(22.0));
        QCOMPARE(overview.byCluster.at("a").callsPerSecond, std::optional(20.0));
        QCOMPARE(overview.byCluster.at("a").errorRatio, std::optional(0.1));
        QCOMPARE(overview.traffic.size(), std::size_t(2));
    }

    void aServerWithNothingThatWeKnowIsLiveAndAskedNowAndThen()
    {
        Rig rig;
        rig.nothingKnown = true;
        rig.source->show(std::nullopt, 1h);
        rig.serve();
        QCOMPARE(rig.overviews.size(), std::size_t(1));
        QVERIFY(rig.overviews.front()->byCluster.empty());
        QCOMPARE(rig.board.find("prometheus:test")->freshness, Freshness::Live);
        QVERIFY(rig.transport.waiting().empty()); // until the next refresh
        const std::size_t asked = rig.transport.calls().size();
        rig.clock.advance(1s);
        rig.executor.runPending();
        QCOMPARE(rig.transport.calls().size(), asked);
        // An exporter that starts meanwhile is found.
        rig.nothingKnown = false;
        rig.clock.advance(1min);
        rig.serve();
        QCOMPARE(rig.overviews.back()->byCluster.at("a").cpuUsedCores, std::optional(3.5));
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
        // Soon at first, for it may just be starting; then less and less often.
        for (const Duration pause : { 1s, 2s, 4s, 8s, 15s, 90s, 105s, 120s, 120s }) {
            rig.clock.advance(pause - 1ms);
            rig.executor.runPending();
            QVERIFY(rig.transport.waiting().empty());
            rig.clock.advance(1ms);
            rig.executor.runPending();
            QCOMPARE(rig.transport.waiting().size(), std::size_t(1));
            rig.transport.fail(rig.transport.waiting().front(), ErrorCode::ConnectFailed);
            rig.executor.runPending();
        }
    }

    void aServerThatIsBeingStartedIsNotLostYet()
    {
        MetricsSettings settings;
        settings.startsWithin = 40s;
        Rig rig(settings);
        const auto refuse = [&] {
            rig.transport.fail(rig.transport.waiting().front(), ErrorCode::ConnectFailed);
            rig.executor.runPending();
        };
        rig.source->show(std::nullopt, 1h);
        for (const Duration pause : { 0s, 1s, 2s, 4s, 8s }) {
            rig.clock.advance(pause);
            rig.executor.runPending();
            QCOMPARE(rig.board.find("prometheus:test")->freshness, Freshness::NotConnected); // not "catching up" either
            refuse();
            QCOMPARE(rig.board.find("prometheus:test")->freshness, Freshness::NotConnected);
            QVERIFY(rig.board.find("prometheus:test")->starting);
        }
        rig.clock.advance(15s);
        rig.executor.runPending();
        refuse();
        QCOMPARE(rig.board.find("prometheus:test")->freshness, Freshness::NotConnected); // at the last moment
        rig.clock.advance(2min);
        rig.executor.runPending();
        refuse();
        QCOMPARE(rig.board.find("prometheus:test")->freshness, Freshness::Lost);
        QVERIFY(!rig.board.find("prometheus:test")->starting);
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

    void movingOnEndsWhatWasAskedForBefore()
    {
        Rig rig;
        rig.source->show(std::nullopt, 1h);
        rig.serve();
        rig.source->show(rig.clock.now() - 1h, 1h);
        const std::size_t ofOneMoment = rig.transport.waiting().size();
        QVERIFY(ofOneMoment > 0);
        for (int hours = 2; hours <= 10; ++hours)
            rig.source->show(rig.clock.now() - std::chrono::hours(hours), 1h);
        QCOMPARE(rig.transport.waiting().size(), ofOneMoment);
        rig.source->retryNow();
        QCOMPARE(rig.transport.waiting().size(), ofOneMoment);
        rig.source->stop();
        QVERIFY(rig.transport.waiting().empty());
        rig.source->show(rig.clock.now() - 11h, 1h);
        rig.serve();
        QCOMPARE(rig.overviews.back()->at, rig.clock.now() - 11h);
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
