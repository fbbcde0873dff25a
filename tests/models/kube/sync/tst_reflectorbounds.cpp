// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/fakeapiserver.h"
#include "tests/support/reflectorrig.h"

#include <QRegularExpression>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Strato;

/// What a reflector does not read: lists without end, and content that nobody wants.
class TestReflectorBounds final : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void K34_aSourceThatBeginsAnewWithEachPageIsNotReadForEver()
    {
        ReflectorRig rig; // an aggregated server that does not know "continue"
        rig.reflector->start();
        rig.respond(200, listJson(10, { configMapJson("a", 3) }, "t1", 2));
        rig.respond(200, listJson(10, { configMapJson("a", 3) }, "t1", 2));
        QCOMPARE(rig.asked(), (QStringList { u"LIST 0"_s, u"LIST token=t1"_s }));
        QVERIFY(rig.stored().empty());
        QVERIFY(rig.status().error);
        QCOMPARE(rig.status().error->code, ErrorCode::UnexpectedContent);
    }

    void K34_aListBeyondTheBoundIsGivenUp()
    {
        ReflectorSettings settings;
        settings.mostObjects = 2;
        ReflectorRig rig(settings);
        rig.reflector->start();
        rig.respond(
            200, listJson(10, { configMapJson("a", 3), configMapJson("b", 3), configMapJson("c", 3) }, "t1", 9));
        QCOMPARE(rig.asked(), (QStringList { u"LIST 0"_s }));
        QVERIFY(rig.stored().empty());
        QVERIFY(rig.status().error);
        QCOMPARE(rig.status().error->code, ErrorCode::TooLarge);
    }

    void contentThatIsNotWantedIsAskedOfNoServer()
    {
        ReflectorSettings settings;
        settings.metadataOnly = settings.contentForbidden = true;
        ReflectorRig rig(settings);
        rig.reflector->start();
        for (const HttpHeader& header : rig.transport.call(1).request.headers)
            QVERIFY2(!header.value.contains("application/json;q="), header.value.constData());
    }
};

QTEST_GUILESS_MAIN(TestReflectorBounds)
#include "tst_reflectorbounds.moc"
