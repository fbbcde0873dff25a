// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/reflectorrig.h"

#include <QRegularExpression>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Strato;
using namespace std::chrono_literals;

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
};

QTEST_GUILESS_MAIN(TestReflectorOutages)
#include "tst_reflectoroutages.moc"
