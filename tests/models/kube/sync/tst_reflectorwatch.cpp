// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/reflectorrig.h"

#include <QRegularExpression>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Strato;
using namespace std::chrono_literals;

namespace {

using Stored = std::map<std::string, std::string>;

}

/// The endless watch and its ends: K10-K16, K18, K22, K27, K35, with the exact sequence of requests.
class TestReflectorWatch final : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void eventsReachTheStoreInOrder()
    {
        ReflectorRig rig;
        rig.sync(10);
        rig.sendEvents({ eventJson("ADDED", configMapJson("a", 11)), eventJson("ADDED", configMapJson("b", 12)),
            eventJson("MODIFIED", configMapJson("a", 13, "2")), eventJson("DELETED", configMapJson("b", 14)) });
        QCOMPARE(rig.stored(), (Stored { { "a", "2" } }));
        QCOMPARE(rig.changes.size(), std::size_t { 4 });
        QVERIFY(!rig.changes.back().after && !rig.changes.back().finalStateUnknown);
        QCOMPARE(rig.changes.back().sourceVersion, IString("14"));
    }

    void K10_aBookmarkMovesTheVersionAndNothingElse()
    {
        ReflectorRig rig;
        rig.sync(10, { configMapJson("a", 3) });
        const std::size_t before = rig.changes.size();
        rig.sendEvents({ bookmarkJson(99) });
        QCOMPARE(rig.changes.size(), before);
        QCOMPARE(rig.stored(), (Stored { { "a", "1" } }));
        rig.advance(300s);
        rig.endWatch();
        QCOMPARE(rig.asked().last(), u"WATCH 99"_s);
    }

    void K11_versionsOfSyntheticEventsAreNotKept()
    {
        ReflectorRig rig;
        rig.reflector->start();
        rig.respond(200, R"({"kind":"ConfigMapList","apiVersion":"v1","metadata":{},"items":[]})"); // no version at all
        QCOMPARE(rig.asked().last(), u"WATCH "_s);
        rig.openWatch();
        rig.sendEvents({ eventJson("ADDED", configMapJson("a", 50)), eventJson("ADDED", configMapJson("b", 20)) });
        rig.advance(300s);
        rig.endWatch();
        QCOMPARE(rig.asked().last(), u"WATCH "_s); // from 20 or 50 old history would be played again
        rig.openWatch();
        rig.sendEvents({ eventJson("ADDED", configMapJson("a", 50)), eventJson("MODIFIED", configMapJson("a", 60)) });
        rig.advance(300s);
        rig.endWatch();
        QCOMPARE(rig.asked().last(), u"WATCH 60"_s);
    }

    void K12_anEndAtTheTimeoutIsWatchedOnWithoutAListOrAFlicker()
    {
        ReflectorRig rig;
        rig.sync(10);
        rig.history.clear();
        for (int i = 0; i < 3; ++i) {
            rig.advance(300s);
            rig.endWatch();
            rig.advance(500ms);
            rig.openWatch();
        }
        QCOMPARE(
            rig.asked(), (QStringList { u"LIST 0"_s, u"WATCH 10"_s, u"WATCH 10"_s, u"WATCH 10"_s, u"WATCH 10"_s }));
        QVERIFY2(rig.history == std::vector { Freshness::Live }, "it was not live all the time");
    }

    void K12_aReWatchThatDoesNotComeIsStaleAfterTwoSeconds()
    {
        ReflectorRig rig;
        rig.sync(10);
        rig.advance(300s);
        const Instant ended = rig.clock.now();
        rig.endWatch();
        rig.advance(1900ms);
        QCOMPARE(rig.freshness(), Freshness::Live);
        rig.advance(200ms);
        QCOMPARE(rig.freshness(), Freshness::Stale);
        QCOMPARE(rig.status().asOf, std::optional(ended));
    }

    void K13_aWatchThatClosesAtOnceBacksOffAndIsListedAfterThree()
    {
        ReflectorRig rig;
        rig.sync(10);
        rig.endWatch();
        QCOMPARE(rig.asked().size(), 2);
        rig.advance(700ms);
        QCOMPARE(rig.asked().size(), 2);
        rig.advance(200ms);
        QCOMPARE(rig.asked().last(), u"WATCH 10"_s);
        rig.openWatch();
        rig.endWatch();
        rig.advance(1700ms);
        rig.openWatch();
        rig.endWatch();
        rig.advance(4s);
        QCOMPARE(rig.asked(), (QStringList { u"LIST 0"_s, u"WATCH 10"_s, u"WATCH 10"_s, u"WATCH 10"_s, u"LIST 10"_s }));
    }

    void K14_aStreamCutInsideAnObjectIsWatchedFromTheLastCompleteEvent()
    {
        ReflectorRig rig;
        rig.sync(10);
        rig.advance(5s);
        const std::string cut = eventJson("ADDED", configMapJson("b", 12)).substr(0, 60);
        rig.sendEvents({ eventJson("ADDED", configMapJson("a", 11)), cut });
        rig.transport.fail(rig.open(), ErrorCode::ConnectionLost);
        rig.run();
        QCOMPARE(rig.asked(), (QStringList { u"LIST 0"_s, u"WATCH 10"_s, u"WATCH 11"_s }));
        QVERIFY(!rig.status().error);
        QCOMPARE(rig.stored(), (Stored { { "a", "1" } }));
    }

    void K15_whatCannotBeDecodedEndsTheStreamAndIsListed_data()
    {
        QTest::addColumn<QByteArray>("event");
        QTest::newRow("unknown type") << QByteArray::fromStdString(eventJson("EXPLODED", configMapJson("b", 12)));
        QTest::newRow("no object") << QByteArray("{\"type\":\"ADDED\"}\n");
        QTest::newRow("no JSON") << QByteArray("!!!\n");
    }
    void K15_whatCannotBeDecodedEndsTheStreamAndIsListed()
    {
        QFETCH(const QByteArray, event);
        ReflectorRig rig;
        rig.sync(10);
        rig.advance(5s);
        rig.sendEvents({ eventJson("ADDED", configMapJson("a", 11)) + event.toStdString()
            + eventJson("ADDED", configMapJson("c", 13)) });
        rig.advance(900ms);
        QCOMPARE(rig.asked(), (QStringList { u"LIST 0"_s, u"WATCH 10"_s, u"LIST 11"_s })); // never 13
    }

    void K16_internalErrorsAreWatchedAgainForThirtySecondsThenListed()
    {
        ReflectorRig rig;
        rig.sync(10);
        rig.advance(5s);
        const std::string noLeader = eventJson("ERROR", statusJson(500, "InternalError", "etcdserver: no leader"));
        rig.sendEvents({ noLeader });
        while (rig.asked().filter(u"LIST"_s).size() == 1 && rig.asked().size() < 60) {
            rig.advance(*rig.executor.nextDue() - rig.clock.monotonic());
            if (rig.open() != 0 && rig.transport.call(rig.open()).isWatch()) {
                rig.transport.sendHead(rig.open());
                rig.transport.sendData(rig.open(), noLeader);
                rig.run();
            }
        }
        const QStringList asked = rig.asked();
        QCOMPARE(asked.last(), u"LIST 10"_s);
        QVERIFY2(asked.filter(u"WATCH 10"_s).size() >= 5, qPrintable(asked.join(u'\n')));
    }

    void K18_tooManyRequestsBacksOffAndNeverLists()
    {
        ReflectorRig rig;
        rig.reflector->start();
        rig.respond(200, listJson(10, {}));
        for (int i = 0; i < 4; ++i) {
            if (i % 2 == 0) {
                rig.respond(429, statusJson(429, "TooManyRequests"));
            } else {
                rig.openWatch();
                rig.sendEvents({ eventJson("ERROR", statusJson(429, "TooManyRequests")) });
            }
            QCOMPARE(rig.open(), RequestId { 0 });
            rig.advance(*rig.executor.nextDue() - rig.clock.monotonic());
        }
        QCOMPARE(rig.asked(),
            (QStringList { u"LIST 0"_s, u"WATCH 10"_s, u"WATCH 10"_s, u"WATCH 10"_s, u"WATCH 10"_s, u"WATCH 10"_s }));
    }

    void K18_K19_aWatchThatIsRefusedWaitsAsLongAsTheHeaderAsks_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("seconds, plain text") << "17"_ba
                                             << "Too many requests, please try again later.\n"_ba;
        QTest::newRow("a date, plain text") << "Sun, 06 Nov 1994 08:49:54 GMT"_ba
                                            << "Too many requests, please try again later.\n"_ba;
        QTest::newRow("a Status that asks for less")
            << "17"_ba
            << R"({"kind":"Status","apiVersion":"v1","status":"Failure","code":429,"details":{"retryAfterSeconds":1}})"_ba;
    }
    void K18_K19_aWatchThatIsRefusedWaitsAsLongAsTheHeaderAsks()
    {
        QFETCH(const QByteArray, header);
        QFETCH(const QByteArray, body);
        ReflectorRig rig;
        rig.reflector->start();
        rig.respond(200, listJson(10, {}));
        rig.transport.setServerDate(Instant { 784'111'777'000'000'000 }); // 08:49:37 of that day
        rig.transport.setHeaders({ { "Retry-After", header } });
        rig.transport.respond(
            rig.open(), 429, body.toStdString(), body.startsWith('{') ? "application/json" : "text/plain");
        rig.run();
        QCOMPARE(rig.status().error->code, ErrorCode::TooManyRequests);
        QVERIFY(rig.status().serverAsked);
        QCOMPARE(rig.status().nextTry, std::optional(rig.clock.now() + 17s));
        rig.advance(16s);
        QCOMPARE(rig.asked(), (QStringList { u"LIST 0"_s, u"WATCH 10"_s }));
        rig.advance(1s);
        QCOMPARE(rig.asked().last(), u"WATCH 10"_s);
        QCOMPARE(rig.asked().size(), 3);
    }

    void K27_aRefusalStopsTheTightRetryAndSaysWhatWasDenied()
    {
        ReflectorRig rig;
        rig.reflector->start();
        rig.respond(403, statusJson(403, "Forbidden", "configmaps is forbidden: cannot list"));
        QCOMPARE(rig.freshness(), Freshness::Lost);
        QCOMPARE(rig.status().error->code, ErrorCode::Forbidden);
        QVERIFY(rig.status().error->detail.contains(u"cannot list"_s));
        QVERIFY(rig.reflector->isSettled());
        rig.advance(59s);
        QCOMPARE(rig.asked().size(), 1);
        rig.advance(2s);
        QCOMPARE(rig.asked().size(), 2);
        rig.respond(200, listJson(10, {})); // somebody granted it
        rig.openWatch();
        QCOMPARE(rig.freshness(), Freshness::Live);
        rig.advance(5s);
        rig.sendEvents({ eventJson("ERROR", statusJson(401, "Unauthorized")) });
        QCOMPARE(rig.freshness(), Freshness::Lost);
        rig.advance(30s);
        QCOMPARE(rig.asked().size(), 3);
    }

    void aKindThatCannotBeWatchedIsListedAnew()
    {
        ReflectorSettings settings;
        settings.kind = { "", "v1", "ConfigMap", "configmaps", true, {}, {}, {} };
        settings.kind.verbs = { "get", "list" }; // as discovery says of metrics.k8s.io
        ReflectorRig rig(settings);
        rig.reflector->start();
        rig.respond(200, listJson(10, { configMapJson("a", 3) }));
        QCOMPARE(rig.freshness(), Freshness::Live);
        rig.advance(29s);
        QCOMPARE(rig.asked().size(), 1);
        rig.advance(1s);
        QCOMPARE(rig.asked().size(), 2);
        QCOMPARE(rig.freshness(), Freshness::Live); // while it is asked again
        rig.respond(200, listJson(11, { configMapJson("b", 4) }));
        QCOMPARE(rig.stored(), (Stored { { "b", "1" } }));
        rig.advance(30s);
        rig.respond(503, statusJson(503, "ServiceUnavailable"));
        QCOMPARE(rig.freshness(), Freshness::Stale);
        rig.advance(10s);
        rig.respond(200, listJson(12, { configMapJson("b", 4) }));
        QCOMPARE(rig.freshness(), Freshness::Live);
        QVERIFY(std::ranges::none_of(rig.asked(), [](const QString& each) { return each.startsWith(u"WATCH"); }));
    }

    void K35_eventsThatAreNotTakenAreMergedByUidAndCounted()
    {
        ReflectorSettings settings;
        settings.limits.decodedBytes = 2'000;
        ReflectorRig rig(settings);
        rig.sync(10);
        for (int i = 0; i < 100; ++i) // the data thread does not run meanwhile
            rig.transport.sendData(rig.open(), eventJson("MODIFIED", configMapJson("a", 11 + i, std::to_string(i))));
        rig.run();
        QCOMPARE(rig.stored(), (Stored { { "a", "99" } }));
        QVERIFY(rig.status().coalesced > 80);
        QVERIFY(rig.changes.size() < 20);
        rig.advance(300s);
        rig.endWatch();
        QCOMPARE(rig.asked().last(), u"WATCH 110"_s);
    }

    void K35_moreObjectsThanCanWaitBreakTheStreamAndAreListed() // merged by uid they are still one each
    {
        ReflectorSettings settings;
        settings.limits.decodedBytes = 2'000;
        ReflectorRig rig(settings);
        rig.sync(10);
        rig.advance(5s);
        for (int i = 0; i < 500; ++i) // created and deleted at once: 1,000 events of 500 objects
            for (const char* type : { "ADDED", "DELETED" })
                rig.transport.sendData(rig.open(), eventJson(type, configMapJson("n" + std::to_string(i), 11 + i)));
        rig.run();
        QVERIFY(rig.status().error);
        QCOMPARE(rig.status().error->code, ErrorCode::TooLarge);
        QVERIFY2(rig.changes.size() < 40, qPrintable(QString::number(rig.changes.size())));
        rig.advance(2s);
        QVERIFY(rig.asked().last().startsWith(u"LIST "_s));
        rig.respond(200, listJson(510, { configMapJson("a", 3) }));
        rig.openWatch();
        QCOMPARE(rig.stored(), (Stored { { "a", "1" } }));
        QCOMPARE(rig.freshness(), Freshness::Live);
    }

    void K35_moreUndecodedBytesThanTheBoundBreakTheStream()
    {
        ReflectorSettings settings;
        settings.limits.rawBytes = 1'000;
        ReflectorRig rig(settings);
        rig.sync(10);
        rig.advance(5s);
        rig.sendEvents({ std::string(2'000, ' ') });
        QVERIFY(rig.status().error);
        QCOMPARE(rig.status().error->code, ErrorCode::TooLarge);
    }

    void answersOfAStoppedReflectorAreDropped()
    {
        ReflectorRig rig;
        rig.reflector->start();
        const RequestId list = rig.open();
        rig.reflector->stop();
        QVERIFY(rig.transport.call(list).cancelled);
        rig.run();
        QCOMPARE(rig.freshness(), Freshness::NotConnected);
        QCOMPARE(rig.asked().size(), 1);
        rig.reflector->start();
        rig.respond(200, listJson(10, {}));
        rig.transport.sendHead(rig.open());
        rig.reflector.reset(); // dies with news on the way
        rig.run();
    }
};

QTEST_GUILESS_MAIN(TestReflectorWatch)
#include "tst_reflectorwatch.moc"
