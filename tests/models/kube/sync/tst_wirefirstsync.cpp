// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/models/kube/sync/wirefault.h"

#include <QRegularExpression>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Strato;
using namespace std::chrono_literals;

namespace {

constexpr qint64 halfAPage = 900; // of bytes: a page has some 1,900 in JSON, 700 in protobuf, 400 in gzip

constexpr qint64 threeEvents = 500; // at least so many bytes

/// Begins every page but the first and loses the connection within it.
bool cutLaterPage(const Test::TestExchange& exchange)
{
    if (!exchange.request().path.contains("continue="))
        return false;
    exchange.begin(200, { { "content-type", "application/json" } });
    exchange.write(R"({"apiVersion":"v1","kind":"ConfigMapList","metadata":{"resourceVersion":"160"},"items":[{)");
    exchange.cut();
    return true;
}

/// Takes a WatchList, sends a few objects of it and goes quiet.
bool beginWatchList(const Test::TestExchange& exchange)
{
    if (!isWatch(exchange))
        return false;
    exchange.begin(200, { { "content-type", "application/json" } });
    for (int i = 0; i < 3; ++i)
        exchange.write(
            QByteArray::fromStdString(eventJson("ADDED", configMapJson("half" + std::to_string(i), 100 + i))));
    return true;
}

} // namespace

/// What a wire and a server do wrong before anything is there: half of a list is never shown, nor taken for all of it,
/// asking does not become a storm, and soon after it is good again the store is the server's.
class TestWireFirstSync final : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void theFirstSyncOutlivesIt_data()
    {
        QTest::addColumn<Fault>("fault");
        addCuts();
        QTest::newRow("half-open within a WatchList") << Fault { .rig = { .watchList = true },
            .begin =
                [](WireRig& rig) {
                    rig.answerInstead(beginWatchList);
                    rig.reflector->start();
                    QVERIFY(rig.until([&rig] { return rig.transport.stats().bytesIn > threeEvents; }));
                    rig.proxy.set({ .silent = true });
                    answerAgain(rig);
                },
            .end = cure,
            .proof = [](const Witness& seen) { return seen.killed >= 1 && seen.insteads == 1 && seen.requests == 1; },
            .patience = 1ms };
        QTest::newRow("429, in 17 s") << Fault { .begin = start(refusal(429, "TooManyRequests", "17")),
            .end = answerAgain,
            .proof = [](const Witness& seen) { return seen.insteads >= 2 && seen.insteads <= 4; },
            .mostLists = 5 };
    }
    void theFirstSyncOutlivesIt()
    {
        QFETCH(const Fault, fault);
        WireRig rig(fault.rig);
        rig.changeOften(60);
        const Played played = Played::of(rig, fault);
        played.check(rig, fault);
        const auto live = std::ranges::find(rig.history, Freshness::Live, &std::pair<Duration, Freshness>::second);
        QVERIFY(live != rig.history.end());
        QVERIFY2(live->first - played.began >= 60s, "live while nothing could be had");
        QVERIFY(rig.log.changes.front().initial); // nothing was stored before the first whole list
    }

    void aListThatIsRefusedWaitsWhereItCanBeEnded() // K19
    {
        WireRig rig({});
        rig.changeOften(30);
        rig.answerInstead(refusal(429, "TooManyRequests", "17"));
        rig.reflector->start();
        QVERIFY(rig.until([&rig] { return rig.isWaiting(); }));
        QCOMPARE(rig.requests(), 1);
        QVERIFY(rig.reflector->status().status.serverAsked);
        QCOMPARE(rig.reflector->status().status.nextTry, std::optional(rig.clock.now() + 17s));
        rig.advance(16s, 1s, 10ms);
        QCOMPARE(rig.requests(), 1);
        answerAgain(rig);
        rig.reflector->retryNow(); // the user knows better
        QVERIFY(rig.until([&rig] { return rig.isCurrent(); }));
        QCOMPARE(rig.lists(), 2);
        QCOMPARE(rig.complaints(), QStringList());
    }

private:
    static std::function<void(WireRig&)> start(const WireRig::Instead& instead)
    {
        return [instead](WireRig& rig) {
            rig.answerInstead(instead);
            rig.reflector->start();
        };
    }
    static std::function<void(WireRig&)> cutAfter(qint64 bytes)
    {
        return [bytes](WireRig& rig) {
            rig.proxy.set({ .cutAfter = bytes });
            rig.reflector->start();
        };
    }
    static bool isCutWithin(const Witness& seen)
    {
        return seen.cuts >= 3 && seen.cuts == seen.connections && seen.lists == seen.connections;
    }
    static void addCuts()
    {
        const WireRig::Options plain { .tls = false, .http2 = false };
        const auto with = [plain](bool protobuf, bool gzip) {
            WireRig::Options options = plain;
            options.protobuf = protobuf;
            options.gzip = gzip;
            options.onWorkers = true;
            return options;
        };
        QTest::newRow("cut within the second page") << Fault { .begin = start(cutLaterPage),
            .end = answerAgain,
            .proof = [](const Witness& seen) { return seen.insteads >= 3 && seen.requests == seen.insteads + 1; },
            .mostLists = 1 };
        QTest::newRow("cut within JSON, on workers") << Fault {
            .rig = with(false, false), .begin = cutAfter(halfAPage), .end = cure, .proof = isCutWithin, .mostLists = 12
        };
        QTest::newRow("cut within gzip, on workers") << Fault { .rig = with(false, true),
            .begin = cutAfter(halfAPage / 3),
            .end = cure,
            .proof = isCutWithin,
            .mostLists = 12 };
        QTest::newRow("cut within protobuf, on workers") << Fault { .rig = with(true, false),
            .begin = cutAfter(halfAPage / 2),
            .end = cure,
            .proof = isCutWithin,
            .mostLists = 12 };
        QTest::newRow("cut within protobuf in gzip, on workers") << Fault { .rig = with(true, true),
            .begin = cutAfter(halfAPage / 3),
            .end = cure,
            .proof = isCutWithin,
            .mostLists = 12 };
    }
};

QTEST_GUILESS_MAIN(TestWireFirstSync)
#include "tst_wirefirstsync.moc"
