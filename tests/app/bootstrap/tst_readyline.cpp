// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/bootstrap/estatelauncher.h"

#include <QRegularExpression>
#include <QtTest>

using namespace Strato;
using namespace Qt::StringLiterals;

/// The one line with which the demo estate says where it is.
class TestReadyLine final : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void addressesAreReadFromTheLine()
    {
        // No raw string: moc takes the slashes of an address in one for a comment.
        const Result<EstateAddress> address
            = EstateLauncher::parseReadyLine("{\"kubeconfig\": \"/run/estate/kubeconfig\", \"clusters\": "
                                             "[{\"context\": \"hangzhou-1\"}, \"shanghai-1\"], "
                                             "\"prometheus\": {\"url\": \"http://127.0.0.1:9090\"}, \"more\": [1]}");
        QVERIFY(address);
        QCOMPARE(address->kubeconfig, u"/run/estate/kubeconfig"_s);
        QCOMPARE(address->contexts, (QStringList { u"hangzhou-1"_s, u"shanghai-1"_s }));
        QCOMPARE(address->prometheusUrl, u"http://127.0.0.1:9090"_s);
        QVERIFY(!address->prometheusMissing);
    }

    void aMissingPrometheusIsSaidAndIsNoFailure()
    {
        const Result<EstateAddress> address = EstateLauncher::parseReadyLine(
            "{\"kubeconfig\": \"k\", \"clusters\": [\"a\"], \"prometheus\": null, "
            "\"prometheusMissing\": {\"code\": \"programMissing\", \"detail\": \"prom\"}}");
        QVERIFY(address);
        QVERIFY(address->prometheusUrl.isEmpty());
        QVERIFY(address->prometheusMissing == (Error { ErrorCode::ProgramMissing, u"prom"_s }));
        const Result<EstateAddress> newer = EstateLauncher::parseReadyLine(
            "{\"kubeconfig\": \"k\", \"clusters\": [\"a\"], \"prometheusMissing\": {\"code\": \"unheardOf\"}}");
        QVERIFY(newer->prometheusMissing == (Error { ErrorCode::Internal, {} }));
    }

    void anythingElseIsMalformed_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("words") << QByteArray("starting up ...");
        QTest::newRow("cut") << QByteArray("{\"kubeconfig\": \"k\", \"clus");
        QTest::newRow("a list") << QByteArray("[]");
        QTest::newRow("a number") << QByteArray("7");
        QTest::newRow("null") << QByteArray("null");
        QTest::newRow("no kubeconfig") << QByteArray("{\"clusters\": [\"a\"]}");
        QTest::newRow("no clusters") << QByteArray("{\"kubeconfig\": \"k\"}");
        QTest::newRow("clusters of numbers") << QByteArray("{\"kubeconfig\": \"k\", \"clusters\": [1, null]}");
        QTest::newRow("clusters without names") << QByteArray("{\"kubeconfig\": \"k\", \"clusters\": [{}, \"\"]}");
        QTest::newRow("kubeconfig of a number") << QByteArray("{\"kubeconfig\": 1, \"clusters\": [\"a\"]}");
        QTest::newRow("not UTF-8") << QByteArray("{\"kubeconfig\": \"\xff\", \"clusters\": [\"a\"]}");
    }
    void anythingElseIsMalformed()
    {
        QFETCH(const QByteArray, line);
        const Result<EstateAddress> address = EstateLauncher::parseReadyLine(line);
        QVERIFY(!address);
        QCOMPARE(address.error().code, ErrorCode::Malformed);
        QVERIFY(!address.error().detail.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestReadyLine)
#include "tst_readyline.moc"
