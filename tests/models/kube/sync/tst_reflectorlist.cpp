// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/fakeapiserver.h"
#include "tests/support/reflectorrig.h"

#include <QRegularExpression>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Strato;
using namespace std::chrono_literals;

namespace {

using Stored = std::map<std::string, std::string>;

const std::string expired = statusJson(410, "Expired");

/// An answer over a wide way to far away: only there the number of objects decides between LIST and WatchList.
HttpDone wideAndFar()
{
    HttpDone answer;
    answer.bytesOnWire = 12'500'000;
    answer.receiving = 100ms;
    answer.firstByte = 80ms;
    return answer;
}

} // namespace

/// First sync and relists: K1-K9, K17, K37, K38, K40, with the exact sequence of requests.
class TestReflectorList final : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void listsThenWatchesFromTheListsVersion()
    {
        ReflectorRig rig;
        rig.reflector->start();
        QCOMPARE(rig.freshness(), Freshness::CatchingUp);
        rig.respond(200, listJson(10, { configMapJson("a", 3), configMapJson("b", 4) }));
        QCOMPARE(rig.asked(), (QStringList { u"LIST 0"_s, u"WATCH 10"_s }));
        QCOMPARE(rig.stored(), (Stored { { "a", "1" }, { "b", "1" } }));
        rig.openWatch();
        QCOMPARE(rig.freshness(), Freshness::Live);
        const auto& watch = rig.transport.call(2);
        QCOMPARE(watch.request.stream, StreamKind::Multiplexed);
        QCOMPARE(watch.parameter(u"allowWatchBookmarks"_s), u"true"_s);
        QCOMPARE(watch.parameter(u"timeoutSeconds"_s), u"300"_s);
        QVERIFY(watch.header("Accept").startsWith("application/vnd.kubernetes.protobuf"));
    }

    void K1_watchListCollectsApartAndSwapsAtTheAnnotatedBookmark()
    {
        ReflectorRig rig;
        rig.policy.setMethod(SyncMethod::WatchList);
        rig.reflector->start();
        QCOMPARE(rig.asked(), (QStringList { u"WATCHLIST"_s }));
        const auto& call = rig.transport.call(1);
        QCOMPARE(call.parameter(u"resourceVersionMatch"_s), u"NotOlderThan"_s);
        rig.openWatch();
        rig.sendEvents({ eventJson("ADDED", configMapJson("a", 3)), bookmarkJson(5), // not the one
            eventJson("ADDED", configMapJson("b", 4)) });
        QVERIFY(rig.stored().empty());
        QCOMPARE(rig.freshness(), Freshness::CatchingUp);
        rig.sendEvents({ bookmarkJson(12, true), eventJson("ADDED", configMapJson("c", 13)) });
        QCOMPARE(rig.stored(), (Stored { { "a", "1" }, { "b", "1" }, { "c", "1" } }));
        QCOMPARE(rig.freshness(), Freshness::Live);
        rig.advance(300s);
        rig.endWatch();
        QCOMPARE(rig.asked().last(), u"WATCH 13"_s);
        QCOMPARE(rig.reflector->status().choice.reason, SyncReason::Told);
    }

    void K2_aStreamThatDropsBeforeTheBookmarkIsThrownAway()
    {
        ReflectorRig rig;
        rig.policy.setMethod(SyncMethod::WatchList);
        rig.reflector->start();
        rig.openWatch();
        rig.sendEvents({ eventJson("ADDED", configMapJson("a", 3)) });
        rig.transport.fail(rig.open(), ErrorCode::ConnectionLost);
        rig.advance(900ms);
        QCOMPARE(rig.asked(), (QStringList { u"WATCHLIST"_s, u"WATCHLIST"_s }));
        rig.openWatch();
        rig.sendEvents({ eventJson("ADDED", configMapJson("b", 4)), bookmarkJson(12, true) });
        QCOMPARE(rig.stored(), (Stored { { "b", "1" } }));
    }

    void K3_aServerWithoutWatchListIsListedInTheSameCycleAndRemembered_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("reason");
        QTest::newRow("invalid") << 422 << QByteArray("Invalid");
        QTest::newRow("bad request") << 400 << QByteArray("BadRequest");
        QTest::newRow("not acceptable") << 406 << QByteArray("NotAcceptable");
    }
    void K3_aServerWithoutWatchListIsListedInTheSameCycleAndRemembered()
    {
        QFETCH(const int, code);
        QFETCH(const QByteArray, reason);
        ReflectorRig rig;
        rig.policy.setMethod(SyncMethod::WatchList);
        rig.reflector->start();
        rig.respond(code, statusJson(code, reason.toStdString()));
        QCOMPARE(rig.asked(), (QStringList { u"WATCHLIST"_s, u"LIST 0"_s }));
        rig.respond(200, listJson(10, {}));
        QCOMPARE(rig.policy.choose({}).reason, SyncReason::ServerRefused);
    }

    void K4_aMissingBookmarkIsSaidAfterTenSecondsAndListedAfterSixty()
    {
        ReflectorRig rig;
        rig.policy.setMethod(SyncMethod::WatchList);
        rig.reflector->start();
        rig.openWatch();
        rig.sendEvents({ eventJson("ADDED", configMapJson("a", 3)) });
        rig.advance(9s);
        QVERIFY(!rig.reflector->status().waitingForEnd);
        rig.advance(2s);
        QVERIFY(rig.reflector->status().waitingForEnd);
        rig.advance(48s);
        QCOMPARE(rig.asked().size(), 1);
        rig.advance(2s);
        QCOMPARE(rig.asked(), (QStringList { u"WATCHLIST"_s, u"LIST 0"_s }));
        QCOMPARE(rig.policy.choose({}).reason, SyncReason::FellBack);
        rig.advance(10min);
        QCOMPARE(rig.policy.choose({}).method, SyncMethod::WatchList); // one kind's misfortune is no rule for ever
    }

    void K5_listsBeginAtZeroThenAtTheLastVersionThenAtNone()
    {
        ReflectorRig rig;
        rig.sync(10);
        rig.advance(5s);
        rig.sendEvents({ eventJson("ERROR", expired) });
        rig.respond(410, expired);
        QStringList lists = rig.asked().filter(u"LIST"_s);
        QCOMPARE(lists, (QStringList { u"LIST 0"_s, u"LIST 10"_s, u"LIST "_s }));
    }

    void K6_anExpiredVersionIsListedAnewWithoutAnEmptyTable()
    {
        ReflectorRig rig;
        rig.sync(10, { configMapJson("a", 3), configMapJson("b", 4) });
        rig.advance(5s);
        rig.sendEvents({ eventJson("ERROR", expired) });
        QCOMPARE(rig.stored().size(), std::size_t { 2 });
        rig.respond(410, expired);
        QCOMPARE(rig.stored().size(), std::size_t { 2 });
        const std::size_t before = rig.changes.size();
        rig.respond(200, listJson(20, { configMapJson("a", 3) }));
        rig.openWatch();
        QCOMPARE(rig.stored(), (Stored { { "a", "1" } }));
        QCOMPARE(rig.changes.size(), before + 1); // K37: the one that is gone, and nothing else
        QVERIFY(rig.changes.back().finalStateUnknown);
        QCOMPARE(rig.asked(), (QStringList { u"LIST 0"_s, u"WATCH 10"_s, u"LIST 10"_s, u"LIST "_s, u"WATCH 20"_s }));
        rig.advance(Backoff::longest);
        rig.endWatch();
        rig.respond(410, expired); // as a status of the watch request itself: from the last version again
        QCOMPARE(rig.asked().mid(5), (QStringList { u"WATCH 20"_s, u"LIST 20"_s }));
        QCOMPARE(rig.reflector->status().expired, std::uint64_t { 3 }); // the watch, the list, the watch
    }

    void K6_aServerThatAlwaysSaysExpiredIsNotAskedInAHotLoop()
    {
        ReflectorRig rig;
        rig.reflector->start();
        for (int i = 0; i < 40; ++i) {
            while (rig.open() != 0)
                rig.respond(410, expired);
            rig.advance(1s);
        }
        QVERIFY2(rig.asked().size() < 20, qPrintable(rig.asked().join(u'\n')));
    }

    void K6_aRelistIsOfTheLastVersionOrAnyNewerOne()
    {
        ReflectorRig rig;
        rig.sync(10);
        QVERIFY(rig.transport.call(1).parameter(u"resourceVersionMatch"_s).isNull()); // of "0": any will do
        rig.advance(5s);
        rig.sendEvents({ eventJson("ERROR", expired) });
        const auto& list = rig.transport.call(rig.open());
        QCOMPARE(list.parameter(u"resourceVersion"_s), u"10"_s);
        QCOMPARE(list.parameter(u"resourceVersionMatch"_s), u"NotOlderThan"_s); // with the limit alone: exactly 10
        rig.respond(200, listJson(20, { configMapJson("a", 3) }, "t1", 1));
        QVERIFY(rig.transport.call(rig.open()).parameter(u"resourceVersionMatch"_s).isNull()); // no page takes one
    }

    void K6_aListAtTheDeadVersionIsShownAndAskedForAnewWithoutOne()
    {
        ReflectorRig rig;
        rig.sync(10);
        rig.advance(5s);
        rig.sendEvents({ eventJson("ERROR", expired) });
        rig.respond(200, listJson(10, { configMapJson("a", 3) }));
        QCOMPARE(rig.stored().size(), std::size_t { 1 });
        QCOMPARE(rig.asked(), (QStringList { u"LIST 0"_s, u"WATCH 10"_s, u"LIST 10"_s }));
        QCOMPARE(rig.status().error->code, ErrorCode::Gone);
        rig.advance(900ms);
        QCOMPARE(rig.asked().last(), u"LIST "_s);
        rig.respond(200, listJson(20, { configMapJson("a", 3) }));
        rig.openWatch();
        QCOMPARE(rig.asked().mid(3), (QStringList { u"LIST "_s, u"WATCH 20"_s }));
        QCOMPARE(rig.freshness(), Freshness::Live);
    }

    void K6_aServerThatWatchesFromNoVersionThatItListsIsAskedAtTheBackOffsPace()
    {
        ReflectorRig rig;
        rig.sync(10);
        rig.advance(5s);
        rig.sendEvents({ eventJson("ERROR", expired) });
        for (int i = 0; i < 60; ++i) {
            while (rig.open() != 0) {
                if (rig.transport.call(rig.open()).isWatch())
                    rig.respond(410, expired);
                else
                    rig.respond(200, listJson(10, {}));
            }
            rig.advance(1s);
        }
        QVERIFY2(rig.asked().size() < 20, qPrintable(rig.asked().join(u'\n')));
    }

    void K6_aServerThatForgetsFasterThanItIsReadIsAskedAtTheBackOffsPace()
    {
        ReflectorRig rig;
        rig.sync(10);
        for (int second = 1; second <= 60; ++second) {
            rig.advance(1s);
            for (int i = 0; i < 2 && rig.open() != 0; ++i) {
                if (rig.transport.call(rig.open()).isWatch())
                    rig.respond(410, expired);
                else
                    rig.respond(200, listJson(10 + second, {})); // another version each time: none is known as dead
            }
        }
        QVERIFY2(rig.asked().size() < 30, qPrintable(rig.asked().join(u'\n')));
    }

    void K6_aWatchCacheThatForgetsSoonerThanTheStoreIsListedOnce()
    {
        ReflectorRig rig;
        FakeApiServer server(rig.transport, 1);
        const auto step = [&] {
            server.serve(false);
            rig.run();
        };
        for (int i = 0; i < 30; ++i)
            server.changeSomething();
        rig.reflector->start();
        for (int i = 0; i < 20 && rig.freshness() != Freshness::Live; ++i)
            step();
        rig.transport.fail(rig.open(), ErrorCode::ConnectionLost); // the way is gone for three minutes
        for (int i = 0; i < 180; ++i) {
            if (rig.open() != 0)
                rig.transport.fail(rig.open(), ErrorCode::ConnectFailed);
            rig.advance(1s);
        }
        server.changeSomething();
        server.forgetForWatches();
        const QRegularExpression whole(u"^LIST [^t]*$"_s); // but for the later pages of one
        const auto lists = rig.asked().filter(whole).size();
        for (int i = 0; i < 60; ++i) {
            for (int j = 0; j < 20; ++j)
                step();
            rig.advance(1s);
        }
        QVERIFY2(rig.asked().filter(whole).size() - lists == 1, qPrintable(rig.asked().join(u'\n').left(2'000)));
        QCOMPARE(rig.freshness(), Freshness::Live);
        WatchLog log;
        log.asked = server.asked();
        QCOMPARE(WatchOracle::resumable(log), QStringList());
    }

    void K7_aVersionTooLargeIsListedWithoutOne_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::newRow("cause") << QByteArray::fromStdString(
            statusJson(504, "Timeout", "scripted", "ResourceVersionTooLarge"));
        QTest::newRow("text of old servers")
            << QByteArray::fromStdString(statusJson(504, "Timeout", "Too large resource version: 30, current: 20"));
    }
    void K7_aVersionTooLargeIsListedWithoutOne()
    {
        QFETCH(const QByteArray, status);
        ReflectorRig rig;
        rig.sync(20);
        rig.advance(5s);
        rig.sendEvents({ eventJson("ERROR", expired) });
        rig.respond(504, status.toStdString());
        rig.respond(200, listJson(7, {}));
        QCOMPARE(rig.asked(), (QStringList { u"LIST 0"_s, u"WATCH 20"_s, u"LIST 20"_s, u"LIST "_s, u"WATCH 7"_s }));
    }

    void K8_pagesGoOnWithTheTokenAloneAndKeepTheFirstVersion()
    {
        ReflectorRig rig;
        rig.reflector->start();
        QCOMPARE(rig.transport.call(1).parameter(u"limit"_s), u"500"_s);
        rig.respond(200, listJson(10, { configMapJson("a", 3) }, "t1", 2));
        QCOMPARE(rig.status().behind, std::optional<std::uint64_t>(2));
        QVERIFY(rig.stored().empty()); // partial is never shown as complete
        rig.respond(200, listJson(11, { configMapJson("b", 3) }, "t2", 1));
        rig.respond(200, listJson(12, { configMapJson("c", 3) }));
        QCOMPARE(rig.asked(), (QStringList { u"LIST 0"_s, u"LIST token=t1"_s, u"LIST token=t2"_s, u"WATCH 10"_s }));
        QCOMPARE(rig.stored().size(), std::size_t { 3 });
    }

    void K8_K19_aPageThatIsRefusedOrLostIsAskedForAgainAndThoseBeforeItAreKept()
    {
        ReflectorRig rig;
        rig.reflector->start();
        rig.respond(200, listJson(10, { configMapJson("a", 3) }, "t1", 2));
        rig.transport.setHeaders({ { "Retry-After", "17" } });
        rig.respond(429, statusJson(429, "TooManyRequests"));
        rig.advance(16s);
        QCOMPARE(rig.asked(), (QStringList { u"LIST 0"_s, u"LIST token=t1"_s }));
        rig.advance(1s);
        rig.transport.setHeaders({});
        rig.respond(200, listJson(10, { configMapJson("b", 3) }, "t2", 1));
        rig.transport.sendHead(rig.open());
        rig.transport.sendData(rig.open(), R"({"kind":"ConfigMapList","items":[)");
        rig.transport.fail(rig.open(), ErrorCode::ConnectionLost);
        rig.run();
        QVERIFY(rig.stored().empty());
        rig.advance(2s);
        rig.respond(200, listJson(10, { configMapJson("c", 3) }));
        QCOMPARE(rig.asked(),
            (QStringList { u"LIST 0"_s, u"LIST token=t1"_s, u"LIST token=t1"_s, u"LIST token=t2"_s, u"LIST token=t2"_s,
                u"WATCH 10"_s }));
        QCOMPARE(rig.stored().size(), std::size_t { 3 });
        QCOMPARE(rig.reflector->status().lists, std::uint64_t { 1 });
    }

    void K9_aTokenThatDiesMeansTheWholeListAtTheVersionAskedFor()
    {
        ReflectorRig rig;
        rig.reflector->start();
        rig.respond(200, listJson(10, { configMapJson("a", 3) }, "t1", 1));
        rig.respond(410, expired);
        QCOMPARE(rig.asked(), (QStringList { u"LIST 0"_s, u"LIST token=t1"_s, u"LIST 0 whole"_s }));
        rig.respond(200, listJson(15, { configMapJson("b", 3) }));
        QCOMPARE(rig.stored(), (Stored { { "b", "1" } })); // nothing of the page before
    }

    void K17_aStoreReadErrorListsAndReplaces()
    {
        ReflectorRig rig;
        rig.sync(10, { configMapJson("a", 3) });
        rig.advance(5s);
        rig.sendEvents({ eventJson("ERROR", statusJson(500, "StoreReadError")) });
        QCOMPARE(rig.asked().last(), u"LIST 10"_s);
        rig.respond(200, listJson(11, {}));
        QVERIFY(rig.stored().empty());
    }

    void K40_htmlIsShownAsTextAndNeverTakenForAList()
    {
        ReflectorRig rig;
        rig.reflector->start();
        rig.transport.respond(rig.open(), 200, "<html><b>Sign in</b></html>", "text/html");
        rig.run();
        QCOMPARE(rig.freshness(), Freshness::Lost);
        QCOMPARE(rig.status().error->code, ErrorCode::UnexpectedContent);
        QVERIFY(rig.status().error->detail.contains(u"text/html"_s));
        QVERIFY(rig.status().nextTry.has_value());
    }

    void aListThatFailsBacksOffWithTheNumbersOfClientGo()
    {
        ReflectorRig rig;
        rig.reflector->start();
        std::vector<double> waits;
        for (int i = 0; i < 8; ++i) {
            rig.transport.fail(rig.open(), ErrorCode::ConnectFailed);
            rig.run();
            const Duration from = rig.clock.monotonic();
            rig.advance(*rig.executor.nextDue() - from);
            waits.push_back(std::chrono::duration<double>(rig.clock.monotonic() - from).count());
        }
        QCOMPARE(waits, (std::vector<double> { 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 30, 30 }));
        QCOMPARE(rig.status().tries, 8);
        rig.random = 1;
        rig.transport.fail(rig.open(), ErrorCode::ConnectFailed);
        rig.run();
        QCOMPARE(*rig.executor.nextDue() - rig.clock.monotonic(), Duration(60s)); // jitter: as much again
    }

    void K19_aListThatIsRefusedWaitsHereAndCanBeTriedAtOnce()
    {
        ReflectorRig rig;
        rig.transport.setHeaders({ { "Retry-After", "17" } });
        rig.reflector->start();
        const RetryPolicy repeats = rig.transport.call(1).request.retry; // by the transport, unseen and not to be ended
        QCOMPARE(repeats.maxServerWaits, 0);
        QCOMPARE(repeats.maxConnectionLosses, 0);
        rig.respond(429, statusJson(429, "TooManyRequests"));
        QVERIFY(rig.status().serverAsked);
        QCOMPARE(rig.status().nextTry, std::optional(rig.clock.now() + 17s));
        rig.advance(16s);
        QCOMPARE(rig.asked().size(), 1);
        rig.advance(1s);
        QCOMPARE(rig.asked().size(), 2);
        QVERIFY(!rig.status().nextTry && !rig.status().serverAsked); // it is being tried
        rig.respond(503, statusJson(503, "ServiceUnavailable"));
        QVERIFY(rig.status().serverAsked);
        rig.reflector->retryNow();
        QCOMPARE(rig.asked(), (QStringList { u"LIST 0"_s, u"LIST 0"_s, u"LIST 0"_s }));
        rig.respond(200, listJson(10, {}));
        rig.openWatch();
        QCOMPARE(rig.freshness(), Freshness::Live);
    }

    void K19_whereTheFirstPageIsRefusedTheListIsNotWelcomeEither()
    {
        ReflectorSettings settings;
        settings.firstPage = true;
        ReflectorRig rig(settings);
        rig.transport.setHeaders({ { "Retry-After", "17" } });
        rig.reflector->start();
        QCOMPARE(rig.transport.call(1).request.retry.maxServerWaits, 0);
        rig.respond(429, statusJson(429, "TooManyRequests"));
        QVERIFY(rig.status().serverAsked);
        rig.advance(16s);
        QCOMPARE(rig.asked(), (QStringList { u"TABLE"_s }));
        rig.advance(1s);
        QCOMPARE(rig.asked(), (QStringList { u"TABLE"_s, u"LIST 0"_s }));
    }

    void aLargeKindShowsAPageOfProvisionalRowsFirst()
    {
        ReflectorSettings settings;
        settings.firstPage = true;
        ReflectorRig rig(settings);
        rig.reflector->start();
        QCOMPARE(rig.asked(), (QStringList { u"TABLE"_s }));
        const auto& table = rig.transport.call(1);
        QCOMPARE(table.parameter(u"limit"_s), u"200"_s);
        QVERIFY(table.parameter(u"resourceVersion"_s).isNull());
        QCOMPARE(table.header("Accept"), QByteArray("application/json;as=Table;v=v1;g=meta.k8s.io"));
        rig.respond(200,
            R"({"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":{"resourceVersion":"9","continue":"x","remainingItemCount":4},)"
            R"("columnDefinitions":[{"name":"Name","type":"string","format":"name","priority":0}],)"
            R"("rows":[{"cells":["a"],"object":{"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":)"
            R"({"name":"a","namespace":"ns","uid":"uid-a","resourceVersion":"3"}}}]})");
        QCOMPARE(rig.stored().size(), std::size_t { 1 });
        QVERIFY(rig.changes.back().after->provisional);
        QCOMPARE(rig.reflector->status().choice.expectedObjects, std::optional<std::int64_t>(5));
        rig.respond(200, listJson(10, { configMapJson("a", 3), configMapJson("b", 3) }));
        QCOMPARE(rig.stored(), (Stored { { "a", "1" }, { "b", "1" } }));
        QVERIFY(!rig.changes.back().after->provisional);
        QCOMPARE(rig.asked(), (QStringList { u"TABLE"_s, u"LIST 0"_s, u"WATCH 10"_s }));
    }

    void howManyThereAreDecidesOnAWideWayToFarAway_data()
    {
        QTest::addColumn<int>("remaining");
        QTest::addColumn<QString>("asked");
        QTest::newRow("one page") << 4 << u"LIST 0"_s;
        QTest::newRow("forty pages") << 20'000 << u"WATCHLIST"_s;
    }
    void howManyThereAreDecidesOnAWideWayToFarAway()
    {
        QFETCH(const int, remaining);
        QFETCH(const QString, asked);
        ReflectorSettings settings;
        settings.firstPage = true;
        ReflectorRig rig(settings);
        rig.policy.measured(wideAndFar());
        rig.reflector->start();
        rig.respond(200,
            R"({"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":{"resourceVersion":"9","continue":"x","remainingItemCount":)"
                + std::to_string(remaining)
                + R"(},"columnDefinitions":[{"name":"Name","type":"string","format":"name","priority":0}],)"
                  R"("rows":[{"cells":["a"],"object":{"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":)"
                  R"({"name":"a","namespace":"ns","uid":"uid-a","resourceVersion":"3"}}}]})");
        QCOMPARE(rig.stored().size(), std::size_t { 1 });
        QCOMPARE(rig.asked(), (QStringList { u"TABLE"_s, asked }));
        QCOMPARE(rig.reflector->status().choice.expectedObjects, std::optional<std::int64_t>(remaining + 1));
    }

    void aTableThatCannotBeReadHoldsNothingUp()
    {
        ReflectorSettings settings;
        settings.firstPage = true;
        ReflectorRig rig(settings);
        rig.policy.measured(wideAndFar());
        rig.reflector->start();
        rig.respond(200, "no table");
        QCOMPARE(rig.asked(), (QStringList { u"TABLE"_s, u"LIST 0"_s }));
        QCOMPARE(rig.reflector->status().choice.reason, SyncReason::SizeUnknown);
    }

    void aListThatCannotBeReadIsGivenUpBeforeItsEnd()
    {
        ReflectorRig rig;
        rig.reflector->start();
        rig.transport.sendHead(1, 200, "application/vnd.kubernetes.protobuf");
        rig.transport.sendData(1, std::string(300'000, 'x'));
        rig.run();
        QVERIFY(rig.transport.call(1).cancelled);
        QCOMPARE(rig.reflector->status().status.error->code, ErrorCode::Malformed);
        rig.advance(3s);
        QCOMPARE(rig.asked(), (QStringList { u"LIST 0"_s, u"LIST 0"_s }));
    }

    void aTableThatTakesTooLongIsNotWaitedFor()
    {
        ReflectorSettings settings;
        settings.firstPage = true;
        ReflectorRig rig(settings);
        rig.reflector->start();
        rig.advance(3s);
        QCOMPARE(rig.asked(), (QStringList { u"TABLE"_s, u"LIST 0"_s }));
        QVERIFY(rig.transport.call(1).cancelled);
    }

    void secretsAreReadAsTablesSoThatNoValueCrossesTheWire()
    {
        ReflectorSettings settings;
        settings.kind = { "", "v1", "Secret", "secrets", true, {}, {}, {} };
        settings.metadataOnly = true; // as whoever follows secrets asks for (tst_clustersession)
        ReflectorRig rig(settings);
        const std::string columns
            = R"("columnDefinitions":[{"name":"Name","type":"string","format":"name"},{"name":"Type","type":"string"},)"
              R"({"name":"Data","type":"string"},{"name":"Age","type":"string"}],)";
        const std::string row = R"("rows":[{"cells":["db","Opaque",2,"5m"],"object":{"kind":"PartialObjectMetadata",)"
                                R"("apiVersion":"meta.k8s.io/v1","metadata":{"name":"db","namespace":"ns","uid":"u",)"
                                R"("resourceVersion":"3"}}}])";
        const std::string table
            = R"({"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":{"resourceVersion":"9"},)";
        rig.reflector->start();
        QVERIFY(rig.transport.call(1).header("Accept").startsWith("application/json;as=Table"));
        rig.respond(200, table + columns + row + "}");
        QVERIFY(rig.transport.call(2).header("Accept").startsWith("application/json;as=Table"));
        rig.openWatch();
        rig.advance(5s);
        std::string changed = table + columns + row + "}";
        changed.replace(changed.find("Opaque\",2"), 9, "Opaque\",3");
        changed.replace(changed.find("\"3\"}}}"), 3, "\"12\"");
        rig.sendEvents({ eventJson("MODIFIED", changed) });
        const RecordPtr secret = rig.store.find(EntityId::kubernetes("c1", "", "Secret", "ns", "db"));
        QVERIFY(secret && !secret->provisional);
        QCOMPARE(secret->text("type"), std::string_view("Opaque"));
        QCOMPARE(secret->integer("data"), std::optional<std::int64_t>(3));
        QCOMPARE(secret->resourceVersion, IString("12"));
    }

    void onlyTheNewestOfACappedKindAreKept()
    {
        ReflectorSettings settings;
        settings.keepNewest = 10;
        ReflectorRig rig(settings);
        std::vector<std::string> items;
        items.reserve(30);
        for (int i = 0; i < 30; ++i)
            items.push_back(configMapJson("n" + std::to_string(i), 3));
        rig.sync(10, items);
        QCOMPARE(rig.stored().size(), std::size_t { 10 });
        for (int i = 0; i < 5; ++i)
            rig.sendEvents({ eventJson("ADDED", configMapJson("late" + std::to_string(i), 20 + i)) });
        QVERIFY(rig.stored().size() <= 11);
    }
};

QTEST_GUILESS_MAIN(TestReflectorList)
#include "tst_reflectorlist.moc"
