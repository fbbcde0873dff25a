// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/net/proxysettings.h"

#include <QRegularExpression>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Strato;

class TestProxySettings : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void exemptionsMatchAsInKubectl_data()
    {
        QTest::addColumn<QString>("server");
        QTest::addColumn<QString>("noProxy");
        QTest::addColumn<bool>("exempt");
        QTest::newRow("nothing") << u"https://a.test"_s << u""_s << false;
        QTest::newRow("all") << u"https://a.test"_s << u"*"_s << true;
        QTest::newRow("name") << u"https://a.test"_s << u"b.test, A.test"_s << true;
        QTest::newRow("sub of name") << u"https://x.a.test"_s << u"a.test"_s << true;
        QTest::newRow("dot: sub") << u"https://x.a.test"_s << u".a.test"_s << true;
        QTest::newRow("dot: not itself") << u"https://a.test"_s << u".a.test"_s << false;
        QTest::newRow("star dot") << u"https://x.a.test"_s << u"*.a.test"_s << true;
        QTest::newRow("only a tail") << u"https://ba.test"_s << u"a.test"_s << false;
        QTest::newRow("cidr in") << u"https://10.1.255.9:6443"_s << u"10.0.0.0/15"_s << true;
        QTest::newRow("cidr out") << u"https://10.2.0.1:6443"_s << u"10.0.0.0/15"_s << false;
        QTest::newRow("cidr /0") << u"https://10.2.0.1"_s << u"0.0.0.0/0"_s << true;
        QTest::newRow("cidr junk") << u"https://10.2.0.1"_s << u"10.0.0.0/99,10.0.0.0/x,/8"_s << false;
        QTest::newRow("cidr 6") << u"https://[fd00::1]:6443"_s << u"fd00::/8"_s << true;
        QTest::newRow("cidr and name") << u"https://a.test"_s << u"0.0.0.0/0"_s << false;
        QTest::newRow("address") << u"https://10.2.0.1"_s << u"10.2.0.1"_s << true;
        QTest::newRow("port") << u"https://a.test:6443"_s << u"a.test:6443"_s << true;
        QTest::newRow("other port") << u"https://a.test:6443"_s << u"a.test:443"_s << false;
        QTest::newRow("implied port") << u"https://a.test"_s << u"a.test:443"_s << true;
    }
    void exemptionsMatchAsInKubectl()
    {
        QFETCH(const QString, server);
        QFETCH(const QString, noProxy);
        QTEST(isExempt(QUrl(server), noProxy), "exempt");
    }

    void explicitProxyWins()
    {
        const ProxyEnvironment environment { {}, u"http://env:1"_s, u"*"_s };
        QCOMPARE(effectiveProxy(QUrl(u"https://a.test"_s), QUrl(u"socks5://p:2"_s), environment).value(),
            QUrl(u"socks5://p:2"_s));
    }

    void environmentIsUsedByScheme()
    {
        const ProxyEnvironment environment { u"plain:1"_s, u"https://tls:2"_s, u"b.test"_s };
        const auto proxyOf = [&environment](const QString& url) {
            return effectiveProxy(QUrl(url), QUrl(), environment).value().toString();
        };
        QCOMPARE(proxyOf(u"http://a.test"_s), u"http://plain:1"_s);
        QCOMPARE(proxyOf(u"https://a.test"_s), u"https://tls:2"_s);
        QCOMPARE(proxyOf(u"https://b.test"_s), QString());
        QCOMPARE(proxyOf(u"https://127.0.0.1:6443"_s), QString());
        QCOMPARE(proxyOf(u"https://localhost:6443"_s), QString());
        QCOMPARE(proxyOf(u"https://[::1]:6443"_s), QString());
    }

    void otherSchemesAreRefused()
    {
        for (const QString& proxy : { u"file:///x"_s, u"ftp://p"_s, u"socks4://p"_s, u"http://"_s })
            QCOMPARE(effectiveProxy(QUrl(u"https://a"_s), QUrl(proxy), {}).error().code, ErrorCode::InvalidArgument);
    }

    void secretsAreNotShown()
    {
        QCOMPARE(proxyForDisplay(QUrl(u"http://user:canary@p:3128"_s)), u"http://p:3128"_s);
        QCOMPARE(proxyForDisplay(QUrl(u"http://user:canary@p:3128/canary?q=canary#canary"_s)), u"http://p:3128"_s);
        QCOMPARE(proxyForDisplay(QUrl(u"socks5://user:canary@[::1]"_s)), u"socks5://[::1]"_s);
        QCOMPARE(proxyForDisplay(QUrl()), QString());
    }
};

QTEST_GUILESS_MAIN(TestProxySettings)
#include "tst_proxysettings.moc"
