// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/bootstrap/metricsdesk.h"
#include "models/base/blockingpool.h"
#include "models/base/fakeclock.h"
#include "models/base/workerpool.h"
#include "tests/support/fakehttptransport.h"
#include "tests/support/testcertificates.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>

#include <sys/stat.h>

#include <future>

using namespace Strato;
using namespace Qt::StringLiterals;

namespace {

PrometheusSettings throughCluster()
{
    PrometheusSettings settings;
    settings.name = u"inside"_s;
    settings.reach = MetricsReach::ServiceProxy;
    settings.viaContext = u"prod"_s;
    settings.nameSpace = u"monitoring"_s;
    settings.service = u"prometheus:9090"_s;
    return settings;
}

HttpEndpoint apiServer()
{
    HttpEndpoint endpoint;
    endpoint.baseUrl = QUrl(u"https://api.test:6443"_s);
    return endpoint;
}

struct Rig {
    FakeClock clock;
    ManualExecutor executor { clock };
    WorkerPool pool { 1 };
    BlockingPool files { 1 };
    FakeHttpTransport transport;
    FreshnessBoard board;
    std::vector<std::string> gone;
    QStringList told; // in order
    MetricsDesk desk { { transport, executor, pool, files, board },
        { [this](const std::shared_ptr<const MetricsOverview>&) { told.append(u"overview"_s); },
            [this](const std::string& id) {
                gone.push_back(id);
                told.append(u"gone"_s);
            } } };

    ~Rig() { desk.clear(); }
    Rig() = default;
    Q_DISABLE_COPY_MOVE(Rig)

    [[nodiscard]] std::optional<SourceStatus> status()
    {
        executor.runPending();
        return board.find("prometheus:inside");
    }
};

} // namespace

class TestMetricsDesk final : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void aServerBehindAClusterWaitsUntilThatIsOpen()
    {
        Rig rig;
        QVERIFY(!rig.desk.add(throughCluster(), {}));
        const auto waiting = rig.status();
        QVERIFY(waiting && waiting->error);
        QCOMPARE(waiting->freshness, Freshness::NotConnected);
        QCOMPARE(*waiting->error, (Error { ErrorCode::ClusterNotOpen, u"prod"_s })); // worded where it is shown
        QVERIFY(rig.transport.calls().empty());
        rig.desk.contextOpened(u"other"_s, apiServer());
        QCOMPARE(rig.status()->freshness, Freshness::NotConnected);
        QVERIFY(rig.transport.calls().empty());
        rig.desk.contextOpened(u"prod"_s, apiServer());
        QCOMPARE(rig.status()->freshness, Freshness::CatchingUp);
        QVERIFY(!rig.status()->error);
        QCOMPARE(rig.transport.waiting().size(), std::size_t(1));
    }

    void itWaitsAgainWhenTheClusterIsClosed()
    {
        Rig rig;
        rig.desk.contextOpened(u"prod"_s, apiServer());
        QVERIFY(!rig.desk.add(throughCluster(), {}));
        QCOMPARE(rig.status()->freshness, Freshness::CatchingUp);
        rig.desk.contextClosed(u"prod"_s);
        QCOMPARE(rig.status()->freshness, Freshness::NotConnected);
        QCOMPARE(rig.gone, std::vector<std::string> { "prometheus:inside" });
        rig.desk.contextOpened(u"prod"_s, apiServer());
        QCOMPARE(rig.status()->freshness, Freshness::CatchingUp);
    }

    void aChangedNetworkReachesEveryServer() // K32
    {
        Rig rig;
        rig.desk.contextOpened(u"prod"_s, apiServer());
        QVERIFY(!rig.desk.add(throughCluster(), {}));
        PrometheusSettings direct;
        direct.name = u"direct"_s;
        direct.url = u"http://127.0.0.1:9090"_s;
        QVERIFY(!rig.desk.add(direct, {}));
        rig.executor.runPending();
        QCOMPARE(rig.transport.waiting().size(), std::size_t(2));
        rig.desk.networkChanged();
        rig.executor.runPending();
        QCOMPARE(rig.transport.drops(), 2);
        QVERIFY(rig.transport.waiting().empty());
        rig.clock.advance(std::chrono::seconds(2));
        rig.executor.runPending();
        QCOMPARE(rig.transport.waiting().size(), std::size_t(2));
    }

    void afterSleepItIsStaleWithinASecondAndAskedAnewWithinTwo() // K31
    {
        Rig rig;
        rig.desk.contextOpened(u"prod"_s, apiServer());
        QVERIFY(!rig.desk.add(throughCluster(), {}));
        const auto isLive = [&] {
            rig.executor.runPending();
            for (const RequestId id : rig.transport.waiting())
                rig.transport.respond(id, 200, R"({"status":"success","data":{"resultType":"vector","result":[]}})");
            return rig.status()->freshness == Freshness::Live;
        };
        QTRY_VERIFY(isLive());
        rig.clock.suspend(std::chrono::hours(4));
        rig.clock.advance(std::chrono::seconds(1));
        QCOMPARE(rig.status()->freshness, Freshness::Stale);
        QCOMPARE(rig.transport.drops(), 1);
        rig.clock.advance(std::chrono::seconds(2));
        QTRY_VERIFY(isLive());
        rig.clock.advance(std::chrono::seconds(5)); // asleep once, dropped once
        rig.executor.runPending();
        QCOMPARE(rig.transport.drops(), 1);
    }

    void oneThatWasRemovedDoesNotComeBack()
    {
        Rig rig;
        QVERIFY(!rig.desk.add(throughCluster(), {}));
        rig.desk.remove(u"inside"_s);
        rig.desk.contextOpened(u"prod"_s, apiServer());
        QVERIFY(!rig.status());
        QVERIFY(rig.transport.calls().empty());
    }

    void aRemovedServerIsGoneBehindTheLastThatCameOfIt()
    {
        Rig rig;
        PrometheusSettings settings;
        settings.name = u"inside"_s;
        settings.url = u"http://127.0.0.1:9090"_s;
        QVERIFY(!rig.desk.add(settings, {}));
        const auto step = [&] {
            rig.executor.runPending();
            for (const RequestId id : rig.transport.waiting()) {
                const bool range = rig.transport.call(id).path().endsWith(u"query_range"_s);
                rig.transport.respond(id, 200,
                    range ? R"({"status":"success","data":{"resultType":"matrix","result":[]}})"
                          : R"({"status":"success","data":{"resultType":"vector","result":[]}})");
            }
            rig.executor.runPending();
            return rig.told.contains(u"overview"_s);
        };
        QTRY_VERIFY(step());
        rig.desk.remove(u"inside"_s);
        QVERIFY(!rig.status());
        rig.clock.advance(std::chrono::minutes(5));
        rig.executor.runPending();
        QCOMPARE(rig.told.count(u"gone"_s), 1);
        QCOMPARE(rig.told.last(), u"gone"_s);
    }

    void whyAServerCouldNotBeOpenedIsItsStatusUntilItIsRemoved()
    {
        Rig rig;
        rig.desk.sayLost(u"inside"_s, { ErrorCode::PermissionDenied, u"the keychain is locked"_s });
        QCOMPARE(rig.status()->freshness, Freshness::Lost);
        QCOMPARE(rig.status()->error->code, ErrorCode::PermissionDenied);
        rig.desk.remove(u"inside"_s);
        QVERIFY(!rig.status());
    }

    void settingsThatCannotBeUsedAreSaidAtOnce()
    {
        Rig rig;
        PrometheusSettings settings;
        settings.name = u"inside"_s;
        settings.url = u"no address"_s;
        QCOMPARE(rig.desk.add(settings, {})->code, ErrorCode::InvalidArgument);
    }

    void noMoreIsAskedAtOnceThanItsSettingsSay_data()
    {
        QTest::addColumn<int>("atOnce");
        QTest::newRow("one") << 1;
        QTest::newRow("two") << 2;
    }
    void noMoreIsAskedAtOnceThanItsSettingsSay()
    {
        QFETCH(const int, atOnce);
        Rig rig;
        PrometheusSettings settings;
        settings.name = u"inside"_s;
        settings.url = u"http://127.0.0.1:9090"_s;
        settings.queriesAtOnce = atOnce;
        QVERIFY(!rig.desk.add(settings, {}));
        std::size_t most = 0;
        const auto step = [&] {
            rig.executor.runPending();
            most = std::max(most, rig.transport.waiting().size());
            for (const RequestId id : rig.transport.waiting())
                rig.transport.respond(id, 200, R"({"status":"success","data":{"resultType":"vector","result":[]}})");
            rig.executor.runPending();
            return rig.told.contains(u"overview"_s);
        };
        QTRY_VERIFY(step());
        QCOMPARE(most, static_cast<std::size_t>(atOnce));
    }

    void aPipeInPlaceOfACertificateHoldsNothingUp()
    {
        Rig rig;
        const QTemporaryDir folder;
        PrometheusSettings settings;
        settings.name = u"inside"_s;
        settings.url = u"https://127.0.0.1:9090"_s;
        settings.caFile = folder.filePath(u"ca.pem"_s);
        QCOMPARE(mkfifo(QFile::encodeName(settings.caFile).constData(), 0600), 0);
        QVERIFY(!rig.desk.add(settings, {}));
        const auto isLost = [&] {
            const auto status = rig.status();
            return status && status->freshness == Freshness::Lost;
        };
        QTRY_VERIFY(isLost());
        QCOMPARE(rig.status()->error->code, ErrorCode::FileUnreadable);
        std::optional<Result<JoinReport>> report;
        rig.desk.test(
            settings, {}, [] { return std::vector<JoinCluster>(); },
            [&](Result<JoinReport> got) { report = std::move(got); });
        QTRY_VERIFY((rig.executor.runPending(), report.has_value()));
        QCOMPARE(report->error().code, ErrorCode::FileUnreadable);
        QVERIFY(rig.transport.calls().empty());
    }

    void certificatesAreReadByAWorkerAndOnlyForTheNewestSettings()
    {
        Rig rig;
        const QTemporaryDir folder;
        QFile ca(folder.filePath(u"ca.pem"_s));
        QVERIFY(ca.open(QIODevice::WriteOnly) && ca.write(Test::TestAuthority().pem()) > 0);
        ca.close();
        PrometheusSettings settings;
        settings.name = u"inside"_s;
        settings.url = u"https://127.0.0.1:9090"_s;
        settings.caFile = ca.fileName();
        std::promise<void> go;
        rig.files.submit([ready = go.get_future().share()] { return ready.wait(), true; }, [](bool) {}); // a slow mount
        QVERIFY(!rig.desk.add(settings, {}));
        QCOMPARE(rig.status()->freshness, Freshness::CatchingUp);
        QVERIFY(!rig.desk.add(settings, {})); // edited meanwhile
        QVERIFY(rig.transport.calls().empty());
        std::promise<void> read;
        rig.files.submit([] { return true; }, [&read](bool) { read.set_value(); }); // behind both
        go.set_value();
        read.get_future().wait();
        rig.executor.runPending();
        QCOMPARE(rig.transport.calls().size(), std::size_t(1)); // the first question of one source
        QCOMPARE(rig.transport.calls().front().endpoint, EndpointId(1)); // nor was another opened before
    }

    void aTestJoinsEachClusterThatTheServerCovers()
    {
        Rig rig;
        PrometheusSettings settings;
        settings.name = u"new"_s;
        settings.url = u"http://127.0.0.1:9090"_s;
        settings.contexts = { u"a"_s, u"b"_s };
        std::optional<Result<JoinReport>> report;
        rig.desk.test(
            settings, {},
            [] {
                return std::vector<JoinCluster> { { "a", "ua", { "n1" }, {} }, { "b", "ub", { "n1" }, {} },
                    { "c", "uc", { "n1" }, {} } };
            },
            [&](Result<JoinReport> got) { report = std::move(got); });
        rig.executor.runPending();
        const auto step = [&] {
            for (const RequestId id : rig.transport.waiting()) {
                const bool nodes = rig.transport.call(id).parameter(u"query"_s).contains(u"node_uname_info"_s);
                rig.transport.respond(id, 200,
                    nodes ? R"({"status":"success","data":{"resultType":"vector","result":[
                        {"metric":{"cluster":"a","node":"n1"},"value":[1,"1"]},
                        {"metric":{"cluster":"b","node":"n1"},"value":[1,"1"]}]}})"
                          : R"({"status":"success","data":{"resultType":"vector","result":[]}})");
            }
            rig.executor.runPending();
            return report.has_value();
        };
        QTRY_VERIFY(step());
        QVERIFY(report->has_value());
        QCOMPARE((*report)->clusters.size(), std::size_t(2));
        for (const ClusterJoin& join : (*report)->clusters)
            QCOMPARE(join.nodesJoined, std::size_t(1));
        QVERIFY(rig.board.all().empty()); // a test touches nothing that is shown
    }
};

QTEST_GUILESS_MAIN(TestMetricsDesk)
#include "tst_metricsdesk.moc"
