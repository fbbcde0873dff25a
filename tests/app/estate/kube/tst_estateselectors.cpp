// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/kube/selectors.h"

#include <QtTest>

using namespace Strato::Estate;
using namespace Qt::StringLiterals;

class TestEstateSelectors : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void labelsMatchAsInTheApi_data()
    {
        QTest::addColumn<QByteArray>("selector");
        QTest::addColumn<bool>("matches");
        QTest::newRow("empty") << ""_ba << true;
        QTest::newRow("equal") << "app=web"_ba << true;
        QTest::newRow("double equal") << "app==web"_ba << true;
        QTest::newRow("other") << "app=db"_ba << false;
        QTest::newRow("unequal") << "app!=db"_ba << true;
        QTest::newRow("unequal of an absent one") << "none!=x"_ba << true;
        QTest::newRow("both") << "app=web,tier=2"_ba << true;
        QTest::newRow("one fails") << "app=web,tier=3"_ba << false;
        QTest::newRow("in") << "app in (db, web)"_ba << true;
        QTest::newRow("not in") << "app notin (db,web)"_ba << false;
        QTest::newRow("not in, absent") << "none notin (db,web)"_ba << true;
        QTest::newRow("exists") << "app"_ba << true;
        QTest::newRow("does not exist") << "!app"_ba << false;
        QTest::newRow("absent") << "!none"_ba << true;
        QTest::newRow("greater") << "tier>1"_ba << true;
        QTest::newRow("less") << "tier<2"_ba << false;
        QTest::newRow("prefixed key") << "example.com/zone=a"_ba << true;
    }
    void labelsMatchAsInTheApi()
    {
        QFETCH(const QByteArray, selector);
        QFETCH(const bool, matches);
        StoredObject object;
        object.labels = { { "app", "web" }, { "tier", "2" }, { "example.com/zone", "a" } };
        const auto terms = parseLabelSelector(selector.toStdString());
        QVERIFY(terms.has_value());
        QCOMPARE((ObjectFilter { {}, *terms, {} }.matches(object)), matches);
    }

    void nonsenseIsRefused_data()
    {
        QTest::addColumn<QByteArray>("selector");
        QTest::newRow("no operator") << "app web"_ba;
        QTest::newRow("open set") << "app in (a"_ba;
        QTest::newRow("word") << "app within (a)"_ba;
        QTest::newRow("greater than text") << "app>web"_ba;
        QTest::newRow("bad value") << "app=a$b"_ba;
        QTest::newRow("only a comma") << ","_ba;
    }
    void nonsenseIsRefused()
    {
        QFETCH(const QByteArray, selector);
        QVERIFY(!parseLabelSelector(selector.toStdString()).has_value());
    }

    void fieldsAreThoseOfTheKindAndNoOthers()
    {
        ResourceInfo pods;
        pods.fieldPaths = { "spec.nodeName", "status.phase" };
        StoredObject object;
        object.name = "a";
        object.nameSpace = "shop";
        object.fields = { { "spec.nodeName", "n1" }, { "status.phase", "Running" } };
        const auto matches = [&](const char* text) {
            const auto terms = parseFieldSelector(text, pods);
            return terms && ObjectFilter { {}, {}, *terms }.matches(object);
        };
        QVERIFY(matches("spec.nodeName=n1,status.phase!=Pending"));
        QVERIFY(matches("metadata.name==a"));
        QVERIFY(!matches("spec.nodeName=n2"));
        QVERIFY(!parseFieldSelector("spec.image=x", pods).has_value());
        QVERIFY(!parseFieldSelector("spec.nodeName", pods).has_value());
    }
};

QTEST_GUILESS_MAIN(TestEstateSelectors)
#include "tst_estateselectors.moc"
