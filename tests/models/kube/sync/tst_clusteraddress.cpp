// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/sync/clusteraddress.h"

#include <QtTest>

using namespace Strato;
using namespace Qt::StringLiterals;

namespace {

HttpEndpoint server()
{
    HttpEndpoint endpoint;
    endpoint.baseUrl = QUrl(u"https://10.0.0.1:6443"_s);
    endpoint.tls.caPem = "authority";
    return endpoint;
}

} // namespace

/// When two contexts are taken for one cluster though neither says which it is.
class TestClusterAddress final : public QObject {
    Q_OBJECT
private slots:
    void whoAsksDoesNotMatter()
    {
        HttpEndpoint other = server();
        other.baseUrl = QUrl(u"https://10.0.0.1:6443/"_s);
        other.tls.clientCertPem = "somebody else";
        other.disableCompression = true;
        QCOMPARE(clusterAddress(other), clusterAddress(server()));
        QVERIFY(isProvenAddress(server()));
    }

    void whatMayBeAnotherServerIsAnotherAddress_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QByteArray>("authority");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("proxy");
        QTest::addColumn<bool>("insecure");
        const QString url = u"https://10.0.0.1:6443"_s;
        const QByteArray ca = "authority";
        QTest::newRow("port") << u"https://10.0.0.1:6444"_s << ca << QString() << QString() << false;
        QTest::newRow("path of a gateway") << url + u"/k8s/clusters/c-1"_s << ca << QString() << QString() << false;
        QTest::newRow("authority") << url << QByteArray("another") << QString() << QString() << false;
        QTest::newRow("name at a gateway") << url << ca << u"b.example"_s << QString() << false;
        QTest::newRow("network behind a proxy") << url << ca << QString() << u"socks5h://b:1080"_s << false;
        QTest::newRow("unverified") << url << ca << QString() << QString() << true;
    }
    void whatMayBeAnotherServerIsAnotherAddress()
    {
        QFETCH(const QString, url);
        QFETCH(const QByteArray, authority);
        QFETCH(const QString, name);
        QFETCH(const QString, proxy);
        QFETCH(const bool, insecure);
        HttpEndpoint other = server();
        other.baseUrl = QUrl(url);
        other.tls.caPem = authority;
        other.tls.serverName = name;
        other.proxy = QUrl(proxy);
        other.tls.insecure = insecure;
        QVERIFY(clusterAddress(other) != clusterAddress(server()));
        QCOMPARE(isProvenAddress(other), !insecure);
    }

    void withoutEncryptionNothingIsProven()
    {
        HttpEndpoint plain = server();
        plain.baseUrl = QUrl(u"http://10.0.0.1:8080"_s);
        QVERIFY(!isProvenAddress(plain));
    }

    void aUidThatNobodyReadIsEmpty()
    {
        ClusterUids uids;
        const IString address = clusterAddress(server());
        QVERIFY(uids.find(address).empty());
        uids.learn(address, IString("uid"));
        QCOMPARE(uids.find(address), IString("uid"));
        uids.learn(address, IString("rebuilt"));
        QCOMPARE(uids.find(address), IString("rebuilt"));
    }
};

QTEST_GUILESS_MAIN(TestClusterAddress)
#include "tst_clusteraddress.moc"
