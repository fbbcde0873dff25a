// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/models/kube/sync/sessionrig.h"

#include <QRegularExpression>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Strato;
using namespace std::chrono_literals;

/// A cluster in which we may not list everything: which namespaces are followed.
class TestClusterNamespaces final : public QObject, private SessionRig {
    Q_OBJECT

private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        begin();
    }
    void cleanup() { m_session.reset(); }

    void namespacesAreFollowedOneByOneForPeopleWhoCannotListAll()
    {
        connectFully();
        m_session->setNamespaces({ "shop", "payment" });
        run();
        QVERIFY(waits(u"/api/v1/namespaces/shop/pods"_s));
        QVERIFY(waits(u"/api/v1/namespaces/payment/pods"_s));
        QVERIFY(!waits(u"/api/v1/pods"_s));
        QVERIFY(waits(u"/api/v1/nodes"_s)); // has no namespaces
    }

    void whatMayNotBeListedAsAWholeIsFollowedWhereItMay()
    {
        m_session->connect();
        run();
        answer(u"kube-system"_s, 403, statusJson(403, "Forbidden"));
        refuse(u"/api/v1/pods"_s);
        const QString rules = u"/selfsubjectrulesreviews"_s;
        QVERIFY(!waits(rules)); // the list of namespaces may still tell where to look
        refuse(u"/api/v1/namespaces"_s);
        answer(rules, 201,
            R"({"status":{"resourceRules":[{"verbs":["get"],"apiGroups":[""],"resources":["namespaces"],)"
            R"("resourceNames":["payment","shop"]}]}})");
        const QString access = u"/selfsubjectaccessreviews"_s;
        for (const bool allowed : { false, true, true }) // default, payment, shop
            answer(access, 201, allowed ? R"({"status":{"allowed":true}})" : R"({"status":{"allowed":false}})");
        QVERIFY(!waits(access));
        QVERIFY(waits(u"/api/v1/namespaces/payment/pods"_s));
        QVERIFY(waits(u"/api/v1/namespaces/shop/pods"_s));
        QVERIFY(!waits(u"/api/v1/namespaces/default/pods"_s));
        QCOMPARE(m_session->info().onlyNamespaces, (std::vector<std::string> { "payment", "shop" }));
        // Kinds that are not refused stay whole; one that is refused later follows at once.
        refuse(u"/apis/apps/v1/deployments"_s);
        QVERIFY(waits(u"/apis/apps/v1/namespaces/shop/deployments"_s));
        answerAll();
        const std::string cluster = "k8s:" + std::string(m_session->info().id.view());
        QCOMPARE(statusOf(cluster + "/pods").freshness, Freshness::Live);
        QCOMPARE(statusOf(cluster + "/pods").namespaces, (std::vector<std::string> { "payment", "shop" }));
        QVERIFY(statusOf(cluster + "/replicasets.apps").namespaces.empty());
        QCOMPARE(statusOf(cluster).freshness, Freshness::Live);
        QCOMPARE(statusOf(cluster).namespaces, (std::vector<std::string> { "payment", "shop" }));
        QVERIFY(m_session->state().knownSince());
    }

    void withoutAnyPermittedNamespaceTheContextsOwnIsTried()
    {
        m_session->connect();
        run();
        answer(u"kube-system"_s, 403, statusJson(403, "Forbidden"));
        refuse(u"/api/v1/pods"_s);
        refuse(u"/api/v1/namespaces"_s);
        answer(u"/selfsubjectrulesreviews"_s, 403, statusJson(403, "Forbidden"));
        answer(u"/selfsubjectaccessreviews"_s, 403, statusJson(403, "Forbidden"));
        QVERIFY(waits(u"/api/v1/namespaces/default/pods"_s));
    }

    void aQuestionAboutNamespacesThatHadNoAnswerIsAskedAgain()
    {
        const QString rules = u"/selfsubjectrulesreviews"_s;
        const QString access = u"/selfsubjectaccessreviews"_s;
        beRefusedAsAWhole();
        m_transport->fail(find(rules), ErrorCode::ConnectionLost, u"broken"_s);
        run();
        m_transport->fail(find(access), ErrorCode::TimedOut, u"silent"_s);
        run();
        QVERIFY(!waits(u"/api/v1/namespaces/default/pods"_s)); // nothing is known: nothing is narrowed
        QVERIFY(m_session->info().onlyNamespaces.empty());
        const std::string cluster = "k8s:" + std::string(m_session->info().id.view());
        const SourceStatus unclear = statusOf(cluster);
        QCOMPARE(unclear.error->code, ErrorCode::TimedOut);
        QVERIFY2(unclear.error->detail.contains(u"which namespaces"_s), qPrintable(unclear.error->detail));
        QVERIFY(unclear.nextTry && *unclear.nextTry > m_clock.now());
        QVERIFY(unclear.namespaces.empty());
        QVERIFY(!waits(rules));
        advance(*unclear.nextTry - m_clock.now());
        answer(rules, 201,
            R"({"status":{"resourceRules":[{"verbs":["get"],"apiGroups":[""],"resources":["namespaces"],)"
            R"("resourceNames":["payment","shop"]}]}})");
        answer(access, 201, R"({"status":{"allowed":false}})"); // default
        m_transport->fail(find(access), ErrorCode::TimedOut, u"silent"_s); // payment
        run();
        answer(access, 201, R"({"status":{"allowed":true}})"); // shop
        // What is known is shown, and that it may not be all.
        QVERIFY(waits(u"/api/v1/namespaces/shop/pods"_s));
        answerRest();
        QCOMPARE(statusOf(cluster).freshness, Freshness::CatchingUp);
        QCOMPARE(statusOf(cluster).error->code, ErrorCode::TimedOut);
        QCOMPARE(statusOf(cluster).namespaces, std::vector<std::string> { "shop" });
        m_session->retryNow(); // the user does not wait
        run();
        answer(rules, 403, statusJson(403, "Forbidden"));
        answer(access, 403, statusJson(403, "Forbidden"));
        answerRest();
        QCOMPARE(statusOf(cluster).freshness, Freshness::Live);
        QVERIFY(!statusOf(cluster).error);
        QCOMPARE(m_session->info().onlyNamespaces, std::vector<std::string> { "shop" });
        advance(10min);
        QVERIFY(!waits(rules));
    }

    void namespacesThatBecomeKnownLaterAreFollowedBesideTheFirst()
    {
        const QString rules = u"/selfsubjectrulesreviews"_s;
        const QString access = u"/selfsubjectaccessreviews"_s;
        const std::string named
            = R"({"status":{"resourceRules":[{"verbs":["get"],"apiGroups":[""],"resources":["namespaces"],)"
              R"("resourceNames":["shop"]}]}})";
        beRefusedAsAWhole();
        answer(rules, 201, named);
        answer(access, 201, R"({"status":{"allowed":true}})"); // default
        m_transport->fail(find(access), ErrorCode::ServerError, u"overloaded"_s); // shop
        run();
        answerRest();
        const RequestId first = find(u"/api/v1/namespaces/default/pods"_s);
        QVERIFY(first != 0);
        m_session->retryNow();
        run();
        answer(rules, 201, named);
        answer(access, 201, R"({"status":{"allowed":true}})");
        answer(access, 201, R"({"status":{"allowed":true}})");
        QVERIFY(waits(u"/api/v1/namespaces/shop/pods"_s));
        QCOMPARE(find(u"/api/v1/namespaces/default/pods"_s), first); // its watch was not begun anew
        QCOMPARE(m_session->info().onlyNamespaces, (std::vector<std::string> { "default", "shop" }));
    }

    void aDisconnectEndsTheQuestionsAboutNamespacesUntilTheNextConnection()
    {
        const QString rules = u"/selfsubjectrulesreviews"_s;
        beRefusedAsAWhole();
        answer(rules, 201,
            R"({"status":{"resourceRules":[{"verbs":["get"],"apiGroups":[""],"resources":["namespaces"],)"
            R"("resourceNames":["shop"]}]}})");
        answer(u"/selfsubjectaccessreviews"_s, 201, R"({"status":{"allowed":true}})"); // default
        m_transport->fail(find(u"/selfsubjectaccessreviews"_s), ErrorCode::ConnectionLost, u"broken"_s); // shop
        run();
        m_session->disconnect();
        run();
        advance(10min);
        QVERIFY(!waits(rules));
        m_session->connect();
        run();
        answer(u"kube-system"_s, 403, statusJson(403, "Forbidden"));
        QVERIFY(waits(rules));
    }
};

QTEST_GUILESS_MAIN(TestClusterNamespaces)
#include "tst_clusternamespaces.moc"
