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

/// A watch that is lost, and what it means to have it again: K20, K23, K31, K33.
class TestReflectorOutages final : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void K20_aRefusedConnectionIsWatchedAgainFromTheSameVersion()
    {
        ReflectorRig rig;
        rig.sync(10, { configMapJson("a", 3) });
        rig.advance(5s);
        rig.transport.fail(rig.open(), ErrorCode::ConnectionLost);
        rig.run();
        for (int i = 0; i < 3; ++i) {
            rig.transport.fail(rig.open(), ErrorCode::ConnectFailed);
            rig.run();
            QCOMPARE(rig.freshness(), Freshness::Stale);
            QVERIFY(rig.status().nextTry.has_value());
            rig.advance(*rig.executor.nextDue() - rig.clock.monotonic());
        }
        QCOMPARE(rig.asked().filter(u"LIST"_s).size(), 1);
        QCOMPARE(rig.stored().size(), std::size_t { 1 }); // old rows stay
        rig.openWatch();
        QVERIFY(!rig.status().error && rig.status().tries == 0);
        rig.advance(1s);
        QCOMPARE(rig.freshness(), Freshness::Live);
    }

    void aStreamThatIsCutAtOnceAgainAndAgainIsBegunOnceASecond()
    {
        ReflectorRig rig;
        rig.sync(10);
        rig.history.clear();
        int version = 10;
        for (int tenth = 0; tenth < 100; ++tenth) { // something on the way ends what has brought so many bytes
            if (rig.open() != 0) {
                if (tenth > 0)
                    rig.openWatch();
                ++version;
                rig.sendEvents({ eventJson("ADDED", configMapJson("n" + std::to_string(version), version)) });
                rig.transport.fail(rig.open(), ErrorCode::ConnectionLost);
            }
            rig.advance(100ms);
        }
        const QStringList asked = rig.asked();
        QCOMPARE(asked.filter(u"LIST"_s).size(), 1);
        QVERIFY2(asked.size() >= 11 && asked.size() <= 14, qPrintable(QString::number(asked.size())));
        QCOMPARE(rig.stored().size(), static_cast<std::size_t>(version - 10));
        QVERIFY2(rig.history.size() <= 1, "it blinked"); // half a second late is not stale
        rig.advance(1s);
        rig.openWatch();
        rig.advance(5s);
        rig.transport.fail(rig.open(), ErrorCode::ConnectionLost);
        rig.run();
        QVERIFY2(rig.open() != 0, "what lived for a while is watched on at once");
    }

    void aQuietKindIsAsOfItsConnectionsLastSignOfLife()
    {
        ReflectorRig rig;
        rig.sync(10);
        rig.advance(280s); // not an event, but other streams of the connection had some, or probes were answered
        const Instant alive = rig.clock.now();
        rig.advance(35s);
        rig.transport.sendAlive(rig.open(), alive);
        rig.transport.fail(rig.open(), ErrorCode::ConnectionLost);
        rig.run();
        rig.transport.fail(rig.open(), ErrorCode::ConnectFailed);
        rig.run();
        QCOMPARE(rig.freshness(), Freshness::Stale); // quiet for long, lost for no time
        QCOMPARE(rig.status().asOf, std::optional(alive));
        while (rig.freshness() == Freshness::Stale) {
            rig.advance(*rig.executor.nextDue() - rig.clock.monotonic());
            if (rig.open() != 0)
                rig.transport.fail(rig.open(), ErrorCode::ConnectFailed);
            rig.run();
        }
        QCOMPARE(rig.freshness(), Freshness::Lost);
        QVERIFY(rig.clock.now() - alive > 35s + Reflector::lostAfter);
        QCOMPARE(rig.status().asOf, std::optional(alive));
    }

    void staleForOverAMinuteIsLost()
    {
        ReflectorRig rig;
        rig.sync(10);
        rig.advance(5s);
        rig.transport.fail(rig.open(), ErrorCode::ConnectionLost);
        rig.run();
        for (int i = 0; i < 8; ++i) {
            rig.transport.fail(rig.open(), ErrorCode::ConnectFailed);
            rig.run();
            rig.advance(*rig.executor.nextDue() - rig.clock.monotonic());
        }
        rig.transport.fail(rig.open(), ErrorCode::ConnectFailed);
        rig.run();
        QCOMPARE(rig.freshness(), Freshness::Lost);
    }

    void K31_afterSleepEverythingIsStaleAtOnceAndWatchedAnewWithinTwoSeconds()
    {
        ReflectorRig rig;
        rig.sync(10, { configMapJson("a", 3) });
        rig.advance(5s);
        rig.random = 0.999;
        rig.reflector->handleInterruption();
        QCOMPARE(rig.freshness(), Freshness::Stale);
        QVERIFY(rig.transport.call(2).cancelled);
        rig.advance(2s);
        QCOMPARE(rig.asked(), (QStringList { u"LIST 0"_s, u"WATCH 10"_s, u"WATCH 10"_s }));
        rig.openWatch();
        rig.advance(1s);
        QCOMPARE(rig.freshness(), Freshness::Live);
        QCOMPARE(rig.stored().size(), std::size_t { 1 });
    }

    void K31_K33_afterAnOutageItIsNotLiveBeforeWhatWasMissedHasCome_data()
    {
        QTest::addColumn<int>("eventsASecond");
        QTest::addColumn<bool>("bookmark"); // behind them
        QTest::addColumn<int>("liveAfterMs"); // of the head, and 3 s of events
        QTest::newRow("a second of rest tells it") << 2 << false << 3'500;
        QTest::newRow("a bookmark tells it") << 2 << true << 3'000;
        QTest::newRow("nothing was missed") << 0 << false << 1'000;
    }
    void K31_K33_afterAnOutageItIsNotLiveBeforeWhatWasMissedHasCome()
    {
        QFETCH(const int, eventsASecond);
        QFETCH(const bool, bookmark);
        QFETCH(const int, liveAfterMs);
        ReflectorSettings settings;
        settings.ofWhole = true;
        ReflectorRig rig(settings);
        rig.sync(10, { configMapJson("a", 3) });
        beAway(rig);
        const std::optional<Instant> seen = rig.status().asOf;
        const Instant opened = rig.clock.now();
        rig.openWatch();
        QVERIFY(!rig.status().error && !rig.status().nextTry);
        for (int i = 0; i < 3 * eventsASecond; ++i) {
            QCOMPARE(rig.freshness(), Freshness::CatchingUp);
            QCOMPARE(rig.status().asOf, seen);
            rig.sendEvents({ eventJson("MODIFIED", configMapJson("a", 11 + i, std::to_string(i))) });
            rig.advance(500ms);
        }
        if (bookmark)
            rig.sendEvents({ bookmarkJson(60) });
        while (rig.freshness() == Freshness::CatchingUp)
            rig.advance(1ms);
        QCOMPARE(rig.freshness(), Freshness::Live);
        QCOMPARE((rig.clock.now() - opened) / 1ms, liveAfterMs);
        QCOMPARE(rig.status().asOf, std::optional(rig.clock.now()));
        QCOMPARE(rig.store.gaps(), (std::vector<Gaps::Span> { { *seen, rig.clock.now() } }));
    }

    void K31_aKindThatNeverRestsIsLiveAfterABookmarksTime() // of a server that sends none
    {
        ReflectorRig rig;
        rig.sync(10);
        beAway(rig);
        rig.openWatch();
        const Duration opened = rig.clock.monotonic();
        for (int i = 0; rig.freshness() == Freshness::CatchingUp; ++i) {
            rig.advance(500ms);
            rig.sendEvents({ eventJson("ADDED", configMapJson("n" + std::to_string(i), 11 + i)) });
        }
        QCOMPARE((rig.clock.monotonic() - opened) / 1s, 70);
    }

    void K31_whatHasComeAndIsNotDecodedYetIsNoRest()
    {
        ReflectorRig rig;
        rig.sync(10, { configMapJson("a", 3) });
        beAway(rig);
        rig.openWatch();
        rig.laneBusy = true; // with other kinds of other clusters
        rig.sendEvents({ eventJson("MODIFIED", configMapJson("a", 11, "2")) });
        rig.advance(5s);
        QCOMPARE(rig.freshness(), Freshness::CatchingUp);
        rig.freeLane();
        QCOMPARE(rig.stored(), (Stored { { "a", "2" } }));
        rig.advance(1s);
        QCOMPARE(rig.freshness(), Freshness::Live);
    }

    void K31_aStreamThatEndsWhileItCatchesUpIsNoReasonToBeLive()
    {
        ReflectorRig rig;
        rig.sync(10, { configMapJson("a", 3) });
        beAway(rig);
        rig.openWatch();
        rig.sendEvents({ eventJson("MODIFIED", configMapJson("a", 11, "2")) });
        const std::optional<Instant> seen = rig.status().asOf;
        rig.endWatch();
        rig.advance(500ms);
        rig.openWatch();
        QCOMPARE(rig.freshness(), Freshness::CatchingUp);
        QCOMPARE(rig.status().asOf, seen);
        rig.advance(1s);
        QCOMPARE(rig.freshness(), Freshness::Live);
    }

    void K31_anAnswerToAListIsAsGoodAsCaughtUp()
    {
        ReflectorRig rig;
        rig.sync(10, { configMapJson("a", 3) });
        beAway(rig);
        rig.respond(410, statusJson(410, "Expired"));
        rig.respond(200, listJson(20, { configMapJson("a", 3) }));
        rig.openWatch();
        QCOMPARE(rig.freshness(), Freshness::Live);
    }

    void K23_aWatchThatOutlivesItsTimeoutIsDeadAndBegunAnewWithoutAList_data()
    {
        QTest::addColumn<bool>("watchList");
        QTest::newRow("a watch") << false;
        QTest::newRow("a WatchList") << true;
    }
    void K23_aWatchThatOutlivesItsTimeoutIsDeadAndBegunAnewWithoutAList()
    {
        QFETCH(const bool, watchList);
        ReflectorRig rig;
        if (watchList) {
            rig.policy.setMethod(SyncMethod::WatchList);
            rig.reflector->start();
            rig.openWatch();
            rig.sendEvents({ eventJson("ADDED", configMapJson("a", 3)), bookmarkJson(10, true) });
        } else {
            rig.sync(10, { configMapJson("a", 3) });
        }
        const QStringList before = rig.asked();
        const RequestId dead = rig.open();
        rig.advance(100s);
        rig.sendEvents({ bookmarkJson(20) });
        const Instant heard = rig.clock.now();
        rig.advance(229s); // it was asked for 300 s, and is given 30 s more
        QCOMPARE(rig.asked(), before);
        QCOMPARE(rig.freshness(), Freshness::Live);
        rig.advance(2s);
        QVERIFY(rig.transport.call(dead).cancelled);
        QCOMPARE(rig.asked().mid(before.size()), (QStringList { u"WATCH 20"_s }));
        QCOMPARE(rig.freshness(), Freshness::Stale); // nobody knows for how long it was dead
        QCOMPARE(rig.status().asOf, std::optional(heard));
        rig.openWatch();
        rig.sendEvents({ eventJson("DELETED", configMapJson("a", 21)), bookmarkJson(21) });
        QVERIFY(rig.stored().empty());
        QCOMPARE(rig.freshness(), Freshness::Live);
    }

    void K23_theTimeoutOfAWatchCountsFromItsOwnHead()
    {
        ReflectorRig rig;
        rig.sync(10);
        for (int i = 0; i < 5; ++i) {
            rig.advance(300s);
            rig.endWatch();
            rig.openWatch();
        }
        QCOMPARE(rig.asked().size(), 7);
        QCOMPARE(rig.history.back(), Freshness::Live);
        QCOMPARE(std::ranges::count(rig.history, Freshness::Stale), 0);
    }

private:
    /// Half a minute out of reach; then a watch waits for its head.
    static void beAway(ReflectorRig& rig)
    {
        rig.advance(5s);
        rig.transport.fail(rig.open(), ErrorCode::ConnectionLost);
        rig.run();
        for (const Duration end = rig.clock.monotonic() + 30s; rig.clock.monotonic() < end;) {
            rig.transport.fail(rig.open(), ErrorCode::ConnectFailed);
            rig.run();
            QCOMPARE(rig.freshness(), Freshness::Stale);
            rig.advance(*rig.executor.nextDue() - rig.clock.monotonic());
        }
    }
};

QTEST_GUILESS_MAIN(TestReflectorOutages)
#include "tst_reflectoroutages.moc"
