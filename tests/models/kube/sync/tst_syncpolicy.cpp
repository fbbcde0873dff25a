// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/sync/kubepaths.h"
#include "models/kube/sync/syncpolicy.h"

#include <QRegularExpression>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Strato;
using namespace std::chrono_literals;

class TestSyncPolicy final : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void anUnmeasuredLinkIsListed()
    {
        SyncPolicy policy;
        policy.measured(2'000, 1ms); // measures the round trip, not the link
        QVERIFY(!policy.bytesPerSecond());
        QCOMPARE(policy.choose(20'000).method, SyncMethod::List);
        QCOMPARE(policy.choose(20'000).reason, SyncReason::NotMeasured);
    }

    void theLinkDecides_data()
    {
        QTest::addColumn<double>("bytesPerSecond");
        QTest::addColumn<SyncMethod>("method");
        QTest::newRow("20 Mbit/s") << 2.5e6 << SyncMethod::List;
        QTest::newRow("100 Mbit/s") << 12.5e6 << SyncMethod::List;
        QTest::newRow("10 Gbit/s") << 1.25e9 << SyncMethod::WatchList;
    }
    void theLinkDecides()
    {
        QFETCH(const double, bytesPerSecond);
        QFETCH(const SyncMethod, method);
        SyncPolicy policy;
        policy.measured(static_cast<qint64>(bytesPerSecond / 10), 100ms);
        const SyncChoice choice = policy.choose(20'000);
        QCOMPARE(choice.method, method);
        QCOMPARE(choice.expectedObjects, std::optional<std::int64_t>(20'000));
        QVERIFY(qAbs(*choice.bytesPerSecond - bytesPerSecond) < bytesPerSecond / 100);
        QCOMPARE(SyncPolicy::listSeconds(20'000, bytesPerSecond) < SyncPolicy::watchListSeconds(20'000, bytesPerSecond),
            method == SyncMethod::List);
    }

    void itCanBeToldButNotAgainstTheServer()
    {
        SyncPolicy policy;
        policy.setMethod(SyncMethod::WatchList);
        QCOMPARE(policy.choose({}).reason, SyncReason::Told);
        QCOMPARE(policy.choose({}).method, SyncMethod::WatchList);
        policy.watchListRefused();
        QCOMPARE(policy.choose({}).method, SyncMethod::List);
        QCOMPARE(policy.choose({}).reason, SyncReason::ServerRefused);
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
        QCOMPARE(withQuery(u"/p"_s, { { u"continue"_s, u"a+b=&c"_s }, { u"limit"_s, u"5"_s } }),
            u"/p?continue=a%2Bb%3D%26c&limit=5"_s);
    }
};

QTEST_GUILESS_MAIN(TestSyncPolicy)
#include "tst_syncpolicy.moc"
