// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/fakeclock.h"
#include "models/kube/sync/kubepaths.h"
#include "models/kube/sync/syncpolicy.h"

#include <QRegularExpression>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Strato;
using namespace std::chrono_literals;

namespace {

HttpDone answerOf(qint64 bytes, Duration receiving)
{
    HttpDone done;
    done.bytesOnWire = bytes;
    done.receiving = receiving;
    return done;
}

} // namespace

class TestSyncPolicy final : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void anUnmeasuredLinkIsListed()
    {
        SyncPolicy policy { m_clock };
        policy.measured(answerOf(2'000, 1ms)); // measures the round trip, not the link
        QVERIFY(!policy.bytesPerSecond());
        QCOMPARE(policy.choose(20'000).method, SyncMethod::List);
        QCOMPARE(policy.choose(20'000).reason, SyncReason::NotMeasured);
    }

    void waitingIsNoPartOfTheLink()
    {
        SyncPolicy policy { m_clock };
        HttpDone answer = answerOf(1'000'000, 100ms);
        answer.firstByte = 3s;
        answer.total = 60s; // in the queue, and while connecting
        policy.measured(answer);
        QCOMPARE(*policy.bytesPerSecond(), 10e6);
    }

    void linkAndSizeDecide_data()
    {
        QTest::addColumn<double>("bytesPerSecond");
        QTest::addColumn<int>("roundTripMs");
        QTest::addColumn<int>("objects");
        QTest::addColumn<SyncMethod>("method");
        const auto list = SyncMethod::List;
        QTest::newRow("20 Mbit/s, 40 ms, few") << 2.5e6 << 40 << 30 << list;
        QTest::newRow("20 Mbit/s, 40 ms, many") << 2.5e6 << 40 << 20'000 << list;
        QTest::newRow("100 Mbit/s, 20 ms, many") << 12.5e6 << 20 << 20'000 << list;
        QTest::newRow("loopback, few") << 2e9 << 1 << 30 << list;
        QTest::newRow("loopback, many") << 2e9 << 1 << 20'000 << list;
        QTest::newRow("1 Gbit/s over an ocean, few") << 125e6 << 80 << 30 << list;
        QTest::newRow("1 Gbit/s over an ocean, one page") << 125e6 << 80 << 500 << list;
        QTest::newRow("1 Gbit/s over an ocean, two pages") << 125e6 << 80 << 600 << SyncMethod::WatchList;
        QTest::newRow("1 Gbit/s over an ocean, many") << 125e6 << 80 << 20'000 << SyncMethod::WatchList;
        QTest::newRow("1 Gbit/s and near, many") << 125e6 << 2 << 20'000 << list;
    }
    void linkAndSizeDecide()
    {
        QFETCH(const double, bytesPerSecond);
        QFETCH(const int, roundTripMs);
        QFETCH(const int, objects);
        QFETCH(const SyncMethod, method);
        SyncPolicy policy { m_clock };
        HttpDone answer = answerOf(static_cast<qint64>(bytesPerSecond / 10), 100ms);
        answer.firstByte = std::chrono::milliseconds(roundTripMs);
        policy.measured(answer);
        const SyncChoice choice = policy.choose(objects);
        QCOMPARE(choice.method, method);
        QCOMPARE(choice.reason, method == SyncMethod::List ? SyncReason::FewerBytes : SyncReason::FewerRoundTrips);
        QCOMPARE(choice.expectedObjects, std::optional<std::int64_t>(objects));
        QVERIFY(qAbs(*choice.bytesPerSecond - bytesPerSecond) < bytesPerSecond / 100);
        QVERIFY(method == SyncMethod::List || policy.sizeDecides());
    }

    void onAThinLinkListIsFarAhead() // measured: 1.8 s against 16 s
    {
        const SyncLink link { 2.5e6, 40ms };
        QVERIFY(SyncPolicy::listSeconds(20'000, link) * 5 < SyncPolicy::watchListSeconds(20'000, link));
    }

    void smallAnswersAreNotCompressedAndSoNoReasonForEither()
    {
        const SyncLink link { 2.5e6, 40ms };
        const double apart = SyncPolicy::watchListSeconds(30, link) - SyncPolicy::listSeconds(30, link);
        QVERIFY(apart >= 0 && apart < 0.001);
    }

    void withoutASizeItIsListed()
    {
        SyncPolicy policy { m_clock };
        HttpDone answer = answerOf(12'500'000, 100ms);
        answer.firstByte = 80ms;
        policy.measured(answer);
        QVERIFY(policy.sizeDecides());
        QCOMPARE(policy.choose({}).method, SyncMethod::List);
        QCOMPARE(policy.choose({}).reason, SyncReason::SizeUnknown);
        policy.roundTripTook(1ms); // that one waited for the server
        QVERIFY(!policy.sizeDecides());
    }

    void itCanBeToldButNotAgainstTheServer()
    {
        SyncPolicy policy { m_clock };
        policy.setMethod(SyncMethod::WatchList);
        QCOMPARE(policy.choose({}).reason, SyncReason::Told);
        QCOMPARE(policy.choose({}).method, SyncMethod::WatchList);
        policy.watchListRefused();
        QCOMPARE(policy.choose({}).method, SyncMethod::List);
        QCOMPARE(policy.choose({}).reason, SyncReason::ServerRefused);
    }

    void aWatchListThatDidNotEndIsTriedAgainAfterTenMinutes()
    {
        SyncPolicy policy { m_clock };
        policy.setMethod(SyncMethod::WatchList);
        policy.watchListFailed();
        m_clock.advance(599s);
        QCOMPARE(policy.choose({}).reason, SyncReason::FellBack);
        m_clock.advance(1s);
        QCOMPARE(policy.choose({}).method, SyncMethod::WatchList);
        policy.watchListFailed();
        QCOMPARE(policy.choose({}).reason, SyncReason::FellBack);
        policy.watchListRefused();
        m_clock.advance(24h);
        QCOMPARE(policy.choose({}).reason, SyncReason::ServerRefused); // what it does not do, it will not learn
    }

    void pathsAreEncodedPartByPart()
    {
        const ResourceKind pods { "", "v1", "Pod", "pods", true, {}, {}, {} };
        const ResourceKind roles { "rbac.authorization.k8s.io", "v1", "ClusterRole", "clusterroles", false, {}, {},
            {} };
        QCOMPARE(collectionPath(pods, ""), u"/api/v1/pods"_s);
        QCOMPARE(collectionPath(pods, "shop"), u"/api/v1/namespaces/shop/pods"_s);
        QCOMPARE(objectPath(roles, "ignored", "system:admin/x"),
            u"/apis/rbac.authorization.k8s.io/v1/clusterroles/system%3Aadmin%2Fx"_s);
        QCOMPARE(objectPath(pods, "shop", "web\x01\xFF"), u"/api/v1/namespaces/shop/pods/web%01%FF"_s);
        QCOMPARE(withQuery(u"/p"_s, { { u"continue"_s, u"a+b=&c"_s }, { u"limit"_s, u"5"_s } }),
            u"/p?continue=a%2Bb%3D%26c&limit=5"_s);
    }

private:
    FakeClock m_clock;
};

QTEST_GUILESS_MAIN(TestSyncPolicy)
#include "tst_syncpolicy.moc"
