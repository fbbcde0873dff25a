// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/fakeclock.h"
#include "models/base/freshness.h"
#include "models/base/identitymap.h"
#include "models/base/timecursor.h"

#include <QTest>
#include <QTimeZone>

using namespace Strato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestTimeAndTruth : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void liveCursorFollowsTheClock();
    void pausedCursorStandsStill();
    void cursorNeverGoesIntoTheFuture();
    void windowStaysWithinItsLimits();
    void listenersHearRealChangesOnly();
    void clocksTellSleepFromWaking();
    void instantsKeepNanoseconds();
    void whatIsBeyondAnInstantIsItsLastMoment();
    void namesMeanWhatTheyMeantThen();
    void disagreementIsShownNotDecided();
    void oneSourcesNewWordEndsItsOldOne();
    void oldMappingsAreForgotten();
    void boardTellsOfChangesOnly();
    void ofSeveralHoldersOfOneStatusTheFirstIsShown();
    void worstFreshnessWins_data();
    void worstFreshnessWins();
};

void TestTimeAndTruth::liveCursorFollowsTheClock()
{
    FakeClock clock;
    const TimeCursor cursor(clock);
    const Instant before = cursor.moment();
    clock.advance(3s);
    QVERIFY(cursor.isLive());
    QCOMPARE(cursor.moment(), before + 3s);
    QCOMPARE(cursor.windowStart(), cursor.moment() - 1h);
}

void TestTimeAndTruth::pausedCursorStandsStill()
{
    FakeClock clock;
    TimeCursor cursor(clock);
    cursor.pause();
    const Instant held = cursor.moment();
    clock.advance(1h);
    QVERIFY(!cursor.isLive());
    QCOMPARE(cursor.moment(), held);
    cursor.goLive();
    QCOMPARE(cursor.moment(), held + 1h);
}

void TestTimeAndTruth::cursorNeverGoesIntoTheFuture()
{
    FakeClock clock;
    TimeCursor cursor(clock);
    cursor.moveTo(clock.now() + 5min);
    QVERIFY(!cursor.isLive());
    QCOMPARE(cursor.moment(), clock.now());
}

void TestTimeAndTruth::windowStaysWithinItsLimits()
{
    FakeClock clock;
    TimeCursor cursor(clock);
    cursor.setWindow(1s);
    QCOMPARE(cursor.window(), Duration(5min));
    cursor.setWindow(24h * 365);
    QCOMPARE(cursor.window(), Duration(24h * 7));
}

void TestTimeAndTruth::listenersHearRealChangesOnly()
{
    FakeClock clock;
    TimeCursor cursor(clock);
    int first = 0;
    int second = 0;
    cursor.onChanged([&] { ++first; });
    cursor.onChanged([&] { second = first; });
    cursor.goLive();
    cursor.setWindow(1h);
    QCOMPARE(first, 0);
    cursor.moveTo(clock.now() - 1min);
    cursor.moveTo(clock.now() - 1min);
    cursor.pause();
    QCOMPARE(first, 1);
    QCOMPARE(second, 1);
    cursor.setWindow(6h);
    cursor.goLive();
    QCOMPARE(first, 3);
}

void TestTimeAndTruth::clocksTellSleepFromWaking()
{
    FakeClock clock;
    const Instant wall = clock.now();
    clock.advance(1s);
    clock.suspend(1h);
    QCOMPARE(clock.now(), wall + 1h + 1s);
    QCOMPARE(clock.boottime() - clock.monotonic(), Duration(1h));
    clock.stepWall(-2h);
    QCOMPARE(clock.now(), wall - 1h + 1s);
    QCOMPARE(clock.monotonic(), Duration(1s));
    const SystemClock machine;
    const Duration earlier = machine.monotonic();
    QVERIFY(machine.monotonic() >= earlier);
    QVERIFY(machine.boottime() >= earlier);
}

void TestTimeAndTruth::instantsKeepNanoseconds()
{
    const Instant odd { 1'764'000'000'123'456'789 };
    QCOMPARE((odd + 1ns).ns, odd.ns + 1);
    QCOMPARE((odd + 1ns) - odd, Duration(1));
    QVERIFY(odd < odd + 1ns);
    QCOMPARE(fromDateTime(toDateTime(odd)).ns / 1'000'000, odd.ns / 1'000'000);
    QCOMPARE(toDateTime(odd).offsetFromUtc(), 0);
}

void TestTimeAndTruth::whatIsBeyondAnInstantIsItsLastMoment()
{
    const Instant now = instantFromSeconds(1'764'000'000);
    const Instant never = instantFromSeconds(253'402'300'799); // 9999-12-31T23:59:59Z
    const Instant before = instantFromSeconds(-253'402'300'799);
    QVERIFY(never > now + 24h * 365 * 200 && before < now - 24h * 365 * 200);
    QVERIFY(fromDateTime(QDateTime(QDate(9999, 12, 31), QTime(0, 0), QTimeZone::utc())) > now);
    QVERIFY(fromDateTime(QDateTime(QDate(1, 1, 1), QTime(0, 0), QTimeZone::utc())) < now);
    QCOMPARE(instantFromUnixTime(1.25).ns, std::int64_t(1'250'000'000));
    QVERIFY(instantFromUnixTime(1e300) > now && instantFromUnixTime(-1e300) < now);
    QCOMPARE(instantFromUnixTime(std::numeric_limits<double>::quiet_NaN()), Instant());
    // Their sums and differences stay on the side where they belong.
    QVERIFY(never - before > 24h && before - never < -24h);
    QVERIFY(never + 24h * 365 * 200 >= never && before - 24h * 365 * 200 <= before);
    QCOMPARE(toDateTime(before).date().year(), 1677);
    QCOMPARE(toDateTime(Instant { -1 }).time().msec(), 999); // the floor
}

void TestTimeAndTruth::namesMeanWhatTheyMeantThen()
{
    // An address goes from one pod to another: an hour ago it still means the first.
    IdentityMap map;
    const Instant start = instantFromSeconds(1000);
    const EntityId a = EntityId::kubernetes("c", "", "Pod", "ns", "a");
    const EntityId b = EntityId::kubernetes("c", "", "Pod", "ns", "b");
    map.assertMapping("ip", "10.0.0.1", a, "kubernetes", start);
    map.retract("ip", "10.0.0.1", "kubernetes", start + 10s);
    map.assertMapping("ip", "10.0.0.1", b, "kubernetes", start + 20s);
    QVERIFY(!map.resolve("ip", "10.0.0.1", start - 1ns).has_value());
    QCOMPARE(map.resolve("ip", "10.0.0.1", start), std::optional(a));
    QCOMPARE(map.resolve("ip", "10.0.0.1", start + 10s - 1ns), std::optional(a));
    QVERIFY(!map.resolve("ip", "10.0.0.1", start + 10s).has_value()); // [from, to)
    QCOMPARE(map.resolve("ip", "10.0.0.1", start + 1h), std::optional(b));
    QVERIFY(!map.resolve("uid", "10.0.0.1", start).has_value());
}

void TestTimeAndTruth::disagreementIsShownNotDecided()
{
    IdentityMap map;
    const Instant start = instantFromSeconds(1000);
    const EntityId a = EntityId::host("e", "a");
    const EntityId b = EntityId::host("e", "b");
    map.assertMapping("instance", "x:9100", a, "kubernetes", start);
    map.assertMapping("instance", "x:9100", a, "kube_pod_info", start);
    QCOMPARE(map.resolve("instance", "x:9100", start), std::optional(a));
    map.assertMapping("instance", "x:9100", b, "kube_pod_info", start + 5s);
    QVERIFY(!map.resolve("instance", "x:9100", start + 5s).has_value());
    QCOMPARE(map.at("instance", "x:9100", start + 5s).size(), std::size_t(2));
}

void TestTimeAndTruth::oneSourcesNewWordEndsItsOldOne()
{
    IdentityMap map;
    const Instant start = instantFromSeconds(1000);
    const EntityId a = EntityId::host("e", "a");
    map.assertMapping("ip", "1", a, "s", start);
    map.assertMapping("ip", "1", a, "s", start + 5s); // the same again is no new interval
    QCOMPARE(map.size(), std::size_t(1));
    map.assertMapping("ip", "1", EntityId::host("e", "b"), "s", start + 9s);
    QCOMPARE(map.at("ip", "1", start).front().to, std::optional(start + 9s));
}

void TestTimeAndTruth::oldMappingsAreForgotten()
{
    IdentityMap map;
    const Instant start = instantFromSeconds(1000);
    map.assertMapping("ip", "1", EntityId::host("e", "a"), "s", start);
    map.retract("ip", "1", "s", start + 1s);
    map.assertMapping("ip", "2", EntityId::host("e", "b"), "s", start);
    map.forgetBefore(start + 1h);
    QCOMPARE(map.size(), std::size_t(1));
    QVERIFY(map.resolve("ip", "2", start + 2h).has_value());
}

void TestTimeAndTruth::boardTellsOfChangesOnly()
{
    std::vector<Freshness> heard;
    FreshnessBoard board([&](const SourceStatus& status) { heard.push_back(status.freshness); });
    SourceStatus status;
    status.id = "k8s:c";
    status.freshness = Freshness::Live;
    board.set(status);
    board.set(status);
    status.freshness = Freshness::Stale;
    board.set(status);
    QCOMPARE(heard, (std::vector { Freshness::Live, Freshness::Stale }));
    QCOMPARE(board.find("k8s:c")->freshness, Freshness::Stale);
    board.remove("k8s:c");
    QVERIFY(board.all().empty());
    QVERIFY(!board.find("k8s:c").has_value());
}

void TestTimeAndTruth::ofSeveralHoldersOfOneStatusTheFirstIsShown()
{
    std::vector<Freshness> heard;
    std::vector<std::string> gone;
    FreshnessBoard board([&](const SourceStatus& status) { heard.push_back(status.freshness); },
        [&](const std::string& id) { gone.push_back(id); });
    SourceStatus status;
    status.id = "k8s:c";
    status.freshness = Freshness::Live;
    board.set(status, 1);
    status.freshness = Freshness::Lost;
    board.set(status, 2);
    QCOMPARE(board.find("k8s:c")->freshness, Freshness::Live);
    board.remove("k8s:c", 3); // has none
    board.remove("k8s:c", 1);
    QCOMPARE(board.find("k8s:c")->freshness, Freshness::Lost);
    QCOMPARE(heard, (std::vector { Freshness::Live, Freshness::Lost }));
    QVERIFY(gone.empty());
    board.set(status, 1);
    board.remove("k8s:c", 1); // the second comer now
    QCOMPARE(board.all().size(), std::size_t(1));
    board.remove("k8s:c", 2);
    QVERIFY(board.all().empty());
    QCOMPARE(gone, std::vector<std::string> { "k8s:c" });
    QCOMPARE(heard.size(), std::size_t(2));
}

void TestTimeAndTruth::worstFreshnessWins_data()
{
    QTest::addColumn<QList<int>>("all");
    QTest::addColumn<int>("combinedAs");
    const auto n = [](Freshness f) { return static_cast<int>(f); };
    QTest::newRow("none") << QList<int>() << n(Freshness::NotConnected);
    QTest::newRow("live") << QList { n(Freshness::Live), n(Freshness::Live) } << n(Freshness::Live);
    QTest::newRow("catching up") << QList { n(Freshness::Live), n(Freshness::CatchingUp) } << n(Freshness::CatchingUp);
    QTest::newRow("stale") << QList { n(Freshness::Stale), n(Freshness::CatchingUp) } << n(Freshness::Stale);
    QTest::newRow("lost") << QList { n(Freshness::Stale), n(Freshness::Lost), n(Freshness::Live) }
                          << n(Freshness::Lost);
}

void TestTimeAndTruth::worstFreshnessWins()
{
    QFETCH(const QList<int>, all);
    QFETCH(const int, combinedAs);
    std::vector<Freshness> parts;
    for (const int one : all)
        parts.push_back(static_cast<Freshness>(one));
    QCOMPARE(static_cast<int>(combined(parts)), combinedAs);
}

QTEST_GUILESS_MAIN(TestTimeAndTruth)
#include "tst_timeandtruth.moc"
