// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/fakeclock.h"
#include "models/net/connectionwatch.h"

#include <QRegularExpression>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Strato;
using std::chrono::seconds;

namespace {

struct Bench {
    void advance(Duration by)
    {
        clock.advance(by);
        executor.runPending();
    }
    FakeClock clock;
    ManualExecutor executor { clock };
    std::vector<std::pair<std::string, bool>> probed;
    std::vector<std::string> killed;
    ConnectionWatch watch { executor,
        { [this](const std::string& key, bool shared) { probed.emplace_back(key, shared); },
            [this](const std::string& key) { killed.push_back(key); } } };
};

} // namespace

class TestConnectionWatch : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void silenceIsProbedAfter25SecondsAndNotBefore()
    {
        Bench b;
        b.watch.attach(1, "a");
        b.advance(std::chrono::milliseconds(24'999));
        QCOMPARE(b.probed.size(), std::size_t(0));
        b.advance(std::chrono::milliseconds(1));
        QCOMPARE(b.probed.size(), std::size_t(1));
        b.advance(seconds(60)); // one probe at a time
        QCOMPARE(b.probed.size(), std::size_t(1));
    }

    void aConnectionIsKnownAliveByItsLastByteOrAnsweredProbe()
    {
        Bench b;
        b.watch.attach(1, "a");
        b.watch.attach(2, "a");
        QVERIFY(!b.watch.lastAlive(1)); // being attached proves nothing
        b.advance(seconds(5));
        b.watch.byteArrived(2);
        const Instant byte = b.clock.now();
        b.advance(seconds(25));
        QCOMPARE(b.watch.lastAlive(1), std::optional(byte)); // whoever's it was
        b.advance(seconds(2));
        b.watch.probeEnded("a", true);
        const Instant answered = b.clock.now();
        b.advance(seconds(25));
        b.advance(seconds(10));
        b.watch.probeEnded("a", false);
        QCOMPARE(b.watch.lastAlive(1), std::optional(answered));
        b.watch.detach(1);
        QVERIFY(!b.watch.lastAlive(1));
    }

    void bytesPutTheProbeOff()
    {
        Bench b;
        b.watch.attach(1, "a");
        for (int i = 0; i < 10; ++i) {
            b.advance(seconds(20));
            b.watch.byteArrived(1);
        }
        QCOMPARE(b.probed.size(), std::size_t(0));
        b.advance(seconds(25));
        QCOMPARE(b.probed.size(), std::size_t(1));
    }

    void aDeadLinkIsNoticedWithin45Seconds()
    {
        Bench b;
        b.watch.attach(1, "a");
        b.advance(seconds(1));
        b.watch.byteArrived(1); // the last byte there ever was
        const Duration from = b.clock.monotonic();
        while (b.probed.empty())
            b.advance(std::chrono::milliseconds(500));
        b.advance(ConnectionWatch::answerWithin);
        b.watch.probeEnded("a", false);
        QCOMPARE(b.killed, std::vector<std::string> { "a" });
        QVERIFY(b.clock.monotonic() - from <= seconds(45));
    }

    void answeredProbeBeginsAnew()
    {
        Bench b;
        b.watch.attach(1, "a");
        b.advance(seconds(25));
        b.watch.probeEnded("a", true);
        QCOMPARE(b.killed.size(), std::size_t(0));
        b.advance(seconds(25));
        QCOMPARE(b.probed.size(), std::size_t(2));
    }

    void idleConnectionsAreNotProbed()
    {
        Bench b;
        b.watch.attach(1, "a");
        b.watch.detach(1);
        b.advance(seconds(100));
        QCOMPARE(b.probed.size(), std::size_t(0));
    }

    void pausedStreamsAreNotProbed()
    {
        Bench b;
        b.watch.attach(1, "a");
        b.watch.setPaused(1, true);
        b.advance(seconds(300));
        QCOMPARE(b.probed.size(), std::size_t(0));
        b.watch.setPaused(1, false);
        b.advance(seconds(26));
        QCOMPARE(b.probed.size(), std::size_t(1));
    }

    void http11IsProbedOnAnotherConnection()
    {
        Bench b;
        b.watch.attach(1, "a");
        b.watch.setHttpVersion(1, 11);
        b.watch.attach(2, "b");
        b.watch.setHttpVersion(2, 20);
        b.advance(seconds(25));
        QCOMPARE(b.probed, (std::vector<std::pair<std::string, bool>> { { "a", false }, { "b", true } }));
    }

    void theOthersOfAConnectionAreNamed()
    {
        Bench b;
        b.watch.attach(1, "a");
        b.watch.attach(2, "a");
        b.watch.attach(3, "b");
        QCOMPARE(b.watch.usesOf("a"), (std::vector<ConnectionWatch::UseId> { 1, 2 }));
        b.watch.attach(1, "b"); // repeated on another connection
        QCOMPARE(b.watch.usesOf("a"), (std::vector<ConnectionWatch::UseId> { 2 }));
    }
};

QTEST_GUILESS_MAIN(TestConnectionWatch)
#include "tst_connectionwatch.moc"
