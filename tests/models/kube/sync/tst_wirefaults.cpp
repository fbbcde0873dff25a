// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/net/httpauthorizer.h"
#include "tests/models/kube/sync/wirefault.h"

#include <QRegularExpression>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Strato;
using namespace std::chrono_literals;

namespace {

/// A token that the server may call old; the next one is good.
class FlappingToken final : public HttpAuthorizer {
public:
    void authorize(Ready ready) override
    {
        ready(std::vector<HttpHeader> { { "Authorization", "Bearer " + QByteArray::number(m_number.load()) } });
    }
    bool invalidate(const std::vector<HttpHeader>& used) override
    {
        if (used.front().value == "Bearer " + QByteArray::number(m_number.load()))
            ++m_number;
        return true;
    }

private:
    std::atomic<int> m_number = 1;
};

/// What the server says instead, on a connection that has to be made anew.
Fault answered(const WireRig::Instead& instead, int mostLists)
{
    return { .begin =
                 [instead](WireRig& rig) {
                     rig.answerInstead(instead);
                     rig.proxy.resetConnections();
                 },
        .end = answerAgain,
        .proof = [](const Witness& seen) { return seen.insteads >= 2 && seen.insteads == seen.requests; },
        .mostLists = mostLists };
}

/// Takes watches, says nothing on them and does not end them.
bool takeWatch(const Test::TestExchange& exchange)
{
    if (isWatch(exchange))
        exchange.begin(200, { { "content-type", "application/json" } });
    return isWatch(exchange);
}

} // namespace

/// Everything that a wire and a server do wrong, through the real transport, reflector and store: it is noticed within
/// 45 s, asking does not become a storm, nothing is listed anew without need, and soon after it is good again the store
/// is the server's; all along what is shown is a state that the server had.
class TestWireFaults final : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void theStoreOutlivesIt_data()
    {
        QTest::addColumn<Fault>("fault");
        addWires();
        addAnswers();
        addGone();
    }
    void theStoreOutlivesIt()
    {
        QFETCH(const Fault, fault);
        WireRig rig(fault.rig);
        rig.changeOften(30);
        rig.reflector->start();
        QVERIFY(rig.until([&rig] { return rig.isCurrent(); }));
        rig.changeOften(5);
        QVERIFY(rig.until([&rig] { return rig.isCurrent(); }));
        Played::of(rig, fault).check(rig, fault);
    }

    void aBlockedConsumerHoldsUpNobodyAndIsBounded_data() // K35
    {
        QTest::addColumn<int>("decodedBytes");
        QTest::addColumn<bool>("merged");
        QTest::addColumn<int>("lists");
        QTest::newRow("all of it finds room") << 16 * 1024 * 1024 << false << 1;
        QTest::newRow("merged it finds room") << 800 * 1024 << true << 1;
        QTest::newRow("it is too much even so") << 64 * 1024 << true << 2;
    }
    void aBlockedConsumerHoldsUpNobodyAndIsBounded()
    {
        QFETCH(const int, decodedBytes);
        QFETCH(const bool, merged);
        QFETCH(const int, lists);
        WireRig::Options options { .tls = false, .http2 = false };
        options.limits.decodedBytes = static_cast<std::size_t>(decodedBytes);
        WireRig rig(options);
        rig.changeOften(30);
        rig.reflector->start();
        QVERIFY(rig.until([&rig] { return rig.isCurrent(); }));
        rig.blocked = true;
        for (int tenth = 0; tenth < 100; ++tenth) {
            rig.changeOften(100);
            rig.advance(100ms, 100ms, 0s);
        }
        QVERIFY(rig.until([&rig] { return rig.transport.stats().bytesIn > 2'000'000; }));
        QVERIFY(rig.until([&rig] { return rig.proxy.counts().bytesDown == rig.server.bytesSent(); }));
        rig.blocked = false;
        QVERIFY(rig.recover());
        QCOMPARE(rig.reflector->status().status.coalesced > 0, merged);
        QCOMPARE(rig.lists(), lists);
        const QStringList complaints = rig.complaints();
        QVERIFY2(complaints.isEmpty(), qPrintable(complaints.mid(0, 20).join(u'\n')));
    }

    void aDeadWatchOnALivingConnectionIsBegunAnew() // K23, K33
    {
        WireRig rig({});
        rig.changeOften(30);
        rig.answerInstead(takeWatch);
        rig.reflector->start();
        QVERIFY(rig.until([&rig] { return rig.isCurrent(); })); // the list was, and the watch has a head
        rig.changeOften(20);
        answerAgain(rig); // but the watch that is open stays as it is
        const Duration opened = rig.clock.monotonic();
        for (int step = 0; step < 95; ++step) { // it was asked for 450 s, and is given 30 s more
            const TransportStats before = rig.transport.stats();
            rig.advance(5s, 5s, 0s);
            QVERIFY(rig.until([&rig, &before] { // each probe is answered
                const TransportStats now = rig.transport.stats();
                return now.probes == before.probes || now.bytesIn > before.bytesIn;
            }));
        }
        QCOMPARE(rig.watches(), 1);
        QVERIFY2(rig.transport.stats().probes >= 10, qPrintable(QString::number(rig.transport.stats().probes)));
        QVERIFY(rig.recover());
        QVERIFY(rig.clock.monotonic() - opened >= 480s && rig.clock.monotonic() - opened <= 485s);
        QCOMPARE(rig.proxy.counts().accepted, 1); // all the time it lived
        QCOMPARE(rig.lists(), 1);
        QCOMPARE(rig.watches(), 2);
        QVERIFY(std::ranges::count(rig.history, Freshness::Stale, &std::pair<Duration, Freshness>::second) == 1);
        QCOMPARE(rig.complaints(), QStringList());
    }

    void aWallClockThatIsSetChangesNothing_data() // K30, K33
    {
        QTest::addColumn<int>("hours");
        QTest::newRow("8 h on") << 8;
        QTest::newRow("1 h back") << -1;
    }
    void aWallClockThatIsSetChangesNothing()
    {
        QFETCH(const int, hours);
        WireRig rig({});
        rig.changeOften(30);
        rig.reflector->start();
        QVERIFY(rig.until([&rig] { return rig.isCurrent(); }));
        const std::uint64_t tries = rig.tries();
        rig.clock.stepWall(std::chrono::hours(hours));
        for (int second = 0; second < 20; ++second) {
            rig.changeOften(1);
            rig.advance(1s, 1s, 1s);
            QVERIFY(rig.isCurrent());
            QVERIFY2(rig.reflector->status().status.asOf <= rig.clock.now(), "shown as of a moment to come");
        }
        QCOMPARE(rig.tries(), tries);
        QCOMPARE(rig.proxy.counts().accepted, 1);
        QCOMPARE(rig.complaints(), QStringList());
    }

    void afterAnInterruptionItIsCurrentWithinTenSeconds_data() // K31, K32
    {
        QTest::addColumn<int>("hoursAsleep");
        QTest::addColumn<bool>("forgotten");
        QTest::newRow("another network") << 0 << false;
        QTest::newRow("a night's sleep") << 8 << false;
        QTest::newRow("a night's sleep, and the server forgot") << 8 << true;
    }
    void afterAnInterruptionItIsCurrentWithinTenSeconds()
    {
        QFETCH(const int, hoursAsleep);
        QFETCH(const bool, forgotten);
        WireRig rig({});
        rig.changeOften(30);
        rig.reflector->start();
        QVERIFY(rig.until([&rig] { return rig.isCurrent(); }));
        rig.proxy.set({ .silentOn = 1 }); // nothing comes on what was open, and nobody says so
        rig.changeOften(50);
        if (forgotten)
            rig.api.compact();
        rig.clock.suspend(std::chrono::hours(hoursAsleep));
        rig.reflector->handleInterruption(); // as the session does, for all kinds at once
        rig.transport.dropConnections(rig.endpoint);
        QCOMPARE(rig.freshness(), Freshness::Stale);
        const std::optional<Duration> took = rig.recover();
        QVERIFY(took);
        QVERIFY2(*took <= 10s, qPrintable(QString::number(*took / 1ms)));
        QCOMPARE(rig.lists(), forgotten ? 2 : 1);
        QCOMPARE(rig.complaints(), QStringList());
    }

private:
    static bool isSilent(const Witness& seen)
    {
        return seen.connections > 0 && seen.killed > 0 && seen.bytesUp + seen.bytesDown == 0;
    }
    static void addWires()
    {
        QTest::newRow("late by 50 to 350 ms") << Fault { .rig = { .slowTime = true },
            .begin =
                [](WireRig& rig) {
                    rig.proxy.set({ .latency = 200ms, .jitter = 150ms });
                    rig.proxy.resetConnections();
                },
            .end = cure,
            .proof = [](const Witness& seen) { return seen.late > 60; },
            .step = 100ms,
            .patience = 2ms,
            .down = false };
        QTest::newRow("resets by chance")
            << Fault { .begin = [](WireRig& rig) { rig.proxy.set({ .resetChance = 0.05 }); },
                   .end = cure,
                   .proof = [](const Witness& seen) { return seen.resets >= 1; },
                   .down = false };
        QTest::newRow("a byte a second") << Fault { .rig = { .slowTime = true },
            .begin = [](WireRig& rig) { rig.proxy.set({ .bytesPerSecond = 1 }); },
            .end = cure,
            .proof = [](const Witness& seen) { return seen.bytesDown > 0 && seen.bytesDown <= 600; },
            .patience = 1ms };
        QTest::newRow("half-open") << Fault { .begin = [](WireRig& rig) { rig.proxy.set({ .silent = true }); },
            .end = cure,
            .proof = isSilent,
            .patience = 1ms,
            .countsFromBegin = true };
        QTest::newRow("half-open, HTTP/1.1") << Fault { .rig = { .http2 = false },
            .begin = [](WireRig& rig) { rig.proxy.set({ .silent = true }); },
            .end = cure,
            .proof = isSilent,
            .patience = 1ms,
            .countsFromBegin = true };
        QTest::newRow("crumbs") << Fault { .begin =
                                               [](WireRig& rig) {
                                                   rig.proxy.set({ .sliced = true });
                                                   rig.proxy.resetConnections();
                                               },
            .end = cure,
            .proof =
                [](const Witness& seen) {
                    return seen.pieces >= 100 && (seen.bytesUp + seen.bytesDown) / 7 <= seen.pieces;
                },
            .down = false };
        QTest::newRow("refused") << Fault { .begin =
                                                [](WireRig& rig) {
                                                    rig.proxy.refuse(true);
                                                    rig.proxy.resetConnections();
                                                },
            .end = [](WireRig& rig) { rig.proxy.refuse(false); },
            .proof = [](const Witness& seen) { return seen.connections == 0 && seen.tries >= 3; } };
        addCuts();
    }
    static void addCuts()
    {
        const auto cutAfter = [](qint64 bytes) {
            return [bytes](WireRig& rig) {
                rig.proxy.set({ .cutAfter = bytes });
                rig.proxy.resetConnections();
            };
        };
        QTest::newRow("cut within the handshake") << Fault { .begin = cutAfter(100),
            .end = cure,
            .proof = [](const Witness& seen) { return seen.cuts >= 3 && seen.requests == 0; } };
        QTest::newRow("cut within the head, no TLS") << Fault { .rig = { .tls = false, .http2 = false },
            .begin = cutAfter(30),
            .end = cure,
            .proof = [](const Witness& seen) { return seen.cuts >= 3; } };
        QTest::newRow("cut before the head, no TLS") << Fault { .rig = { .tls = false, .http2 = false },
            .begin =
                [](WireRig& rig) {
                    rig.answerInstead([](const Test::TestExchange& exchange) {
                        exchange.cut();
                        return true;
                    });
                    rig.proxy.resetConnections();
                },
            .end = answerAgain,
            .proof = [](const Witness& seen) { return seen.insteads >= 3; } };
        QTest::newRow("GOAWAY again and again") << Fault { .begin = [](WireRig& /*rig*/) {},
            .again = [](WireRig& rig) { rig.server.goAway(); },
            .end = [](WireRig& /*rig*/) {},
            .proof = [](const Witness& seen) { return seen.connections >= 50; },
            .down = false };
        const Test::TestAuthority authority;
        const Test::PemPair pair = authority.issue({ "IP:127.0.0.1" });
        const auto stranger = std::make_shared<Test::TestServer>(
            Test::TestServer::Options { true, true, pair.certificate, pair.key, {}, 250, 0 });
        QTest::newRow("another server's certificate") << Fault { .begin =
                                                                     [stranger](WireRig& rig) {
                                                                         rig.proxy.retarget(stranger->port());
                                                                         rig.proxy.resetConnections();
                                                                     },
            .end = [](WireRig& rig) { rig.proxy.retarget(rig.server.port()); },
            .proof = [stranger](const Witness& seen) { return stranger->accepted() >= 3 && seen.requests == 0; } };
    }
    static void addAnswers()
    {
        QTest::newRow("429") << answered(refusal(429, "TooManyRequests"), 0); // K18
        QTest::newRow("429, in 17 s") << answered(refusal(429, "TooManyRequests", "17"), 0); // K19
        // K16: for half a minute the same version again, then lists
        QTest::newRow("500") << answered(refusal(500, "InternalError"), 5);
        QTest::newRow("a page of a login with 200") << answered(
            [](const Test::TestExchange& exchange) { // K40
                exchange.respond(200, { { "content-type", "text/html" } }, "<html>sign in</html>");
                return true;
            },
            8);
        Fault flap = answered({}, 0);
        flap.proof = [](const Witness& seen) { return seen.insteads >= 50; };
        flap.rig.authorizer = std::make_shared<FlappingToken>();
        flap.down = false;
        flap.again = [](WireRig& rig) { // K26
            rig.answerInstead([refused = std::make_shared<std::atomic<int>>(0)](const Test::TestExchange& exchange) {
                return refused->fetch_add(1) == 0 && refusal(401, "Unauthorized")(exchange);
            });
            rig.proxy.resetConnections();
        };
        QTest::newRow("401 at every first try") << flap;
    }
    static void addGone()
    {
        QTest::newRow("410 to everything") << answered(refusal(410, "Expired"), 9);
        Fault watches = answered(
            [](const Test::TestExchange& exchange) { return isWatch(exchange) && refusal(410, "Expired")(exchange); },
            12);
        watches.down = false; // each list is as good as any
        watches.proof = [](const Witness& seen) { return seen.insteads >= 5 && seen.lists >= 5; };
        QTest::newRow("410 to every watch, while the world moves on") << watches;
        QTest::newRow("410 in the stream") << Fault { .begin = [](WireRig& /*rig*/) {},
            .again =
                [](WireRig& rig) {
                    rig.changeOften(1);
                    rig.api.forgetForWatches();
                },
            .end = [](WireRig& /*rig*/) {},
            .proof = [](const Witness& seen) { return seen.lists >= 3; }, // nothing else would make it list
            .down = false,
            .mostLists = 12 };
    }
};

QTEST_GUILESS_MAIN(TestWireFaults)
#include "tst_wirefaults.moc"
