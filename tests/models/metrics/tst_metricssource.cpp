// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/models/metrics/metricssourcerig.h"

#include <QTest>

using namespace Strato;
using namespace Strato::Testing;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestMetricsSource final : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void oneRefreshGivesTheWholeOverview()
    {
        MetricsSourceRig rig;
        rig.calls.replace(rig.calls.lastIndexOf("\"10\""), 4, "\"0\"");
        rig.source->show(std::nullopt, 1h);
        rig.serve();
        QCOMPARE(rig.overviews.size(), std::size_t(1));
        const MetricsOverview& overview = *rig.overviews.front();
        QCOMPARE(overview.byCluster.at("a").cpuUsedCores, std::optional(3.5));
        QVERIFY(!overview.byCluster.at("a").memoryUsedBytes); // its metric is not there: missing, not zero
        QCOMPARE(overview.hosts.size(), std::size_t(1));
        QCOMPARE(overview.alerts.size(), std::size_t(1));
        QCOMPARE(overview.errors.samples.size(),
            overview.calls.samples.size() - 1); // where there were no calls there is no rate
        QCOMPARE(overview.errors.samples.front().value, 0.1);
        QCOMPARE(rig.board.find("prometheus:test")->freshness, Freshness::Live);
    }

    void callsOfServicesSumUpToTheTotal()
    {
        MetricsSourceRig rig;
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
        MetricsSourceRig rig(settings);
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
        MetricsSourceRig rig;
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

    void ratesAreMissingWhileAnOutageReachesIntoTheirRange()
    {
        MetricsSourceRig rig;
        rig.hostsFilled = R"({"metric":{"cluster":"a"},"value":[1,"0.25"]})";
        rig.callsFilled = R"({"metric":{"cluster":"b"},"value":[1,"1"]})"; // of "a" a half is empty
        rig.source->show(std::nullopt, 1h);
        rig.serve();
        const MetricsOverview& overview = *rig.overviews.back();
        QVERIFY(overview.interrupted);
        QVERIFY(!overview.byCluster.at("a").cpuUsedCores); // half of what it is would be taken for a fact
        QVERIFY(!overview.total.cpuUsedCores);
        const std::vector<ServiceCalls> expected { { "b", {}, "pay", 10, 0 } };
        QCOMPARE(overview.services, expected);
        QVERIFY(overview.byCluster.at("a").cpuCapacityCores); // no rate
        rig.hostsFilled = R"({"metric":{"cluster":"a"},"value":[1,"0.5"]})";
        rig.callsFilled += R"(,{"metric":{"cluster":"a"},"value":[1,"1"]})";
        rig.clock.advance(2s); // it is looked for soon
        rig.executor.runPending();
        rig.serve();
        QVERIFY(!rig.overviews.back()->interrupted);
        QCOMPARE(rig.overviews.back()->byCluster.at("a").cpuUsedCores, std::optional(3.5));
        QCOMPARE(rig.overviews.back()->services.size(), std::size_t(2));
    }

    void itIsAskedAgainAtOnceWhenToldTo()
    {
        MetricsSourceRig rig;
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
        MetricsSourceRig rig;
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
        MetricsSourceRig
            rig; // hosts are scraped every 15 s, calls every 60 s, and yesterday calls were kept every 5 min
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
        MetricsSourceRig rig;
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
        MetricsSourceRig rig;
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
        MetricsSourceRig rig;
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
        MetricsSourceRig rig;
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
        MetricsSourceRig rig(settings);
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
        MetricsSourceRig rig(settings);
        rig.source->show(std::nullopt, 1h);
        rig.serve();
        QVERIFY(!rig.overviews.back()->byCluster.contains("a"));
        QVERIFY(rig.overviews.back()->hosts.empty());
        QVERIFY(!rig.overviews.back()->total.cpuUsedCores);
        QCOMPARE(rig.overviews.back()->clusters, (std::set<std::string, std::less<>> { "b" }));
    }

    void callsAreSummedOverClusters()
    {
        MetricsSourceRig rig;
        rig.services = QByteArray(); // nobody counts by service
        rig.calls = rig.lineOf("a", "20") + ',' + rig.lineOf("b", "2");
        rig.failed = rig.lineOf("a", "2");
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
        MetricsSourceRig rig;
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
        MetricsSourceRig rig;
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
        QVERIFY(!rig.overviews.back()->calls.samples.empty());
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
        MetricsSourceRig rig;
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
        MetricsSourceRig rig;
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
        MetricsSourceRig rig;
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
        MetricsSourceRig rig;
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
        MetricsSourceRig rig(settings);
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
        MetricsSourceRig rig;
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
        MetricsSourceRig rig;
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
