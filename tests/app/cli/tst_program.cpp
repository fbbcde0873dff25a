// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/smallestate.h"

#include <QRegularExpression>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Strato::Test;

/// The program as a script meets it: before any window, any cluster, any data.
class TestProgram final : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void itSaysItsVersion()
    {
        const Ran ran = run({ u"--version"_s });
        QCOMPARE(ran.status, 0);
        static const QRegularExpression version(u"^stratoscope \\d+\\.\\d+\\.\\d+\n$"_s);
        QVERIFY2(version.match(ran.out).hasMatch(), qUtf8Printable(ran.out));
        QCOMPARE(ran.err, QString());
    }

    void itSaysHowItIsUsed()
    {
        const Ran ran = run({ u"--help"_s });
        QCOMPARE(ran.status, 0);
        for (const QString& word :
            { u"render"_s, u"get"_s, u"doctor"_s, u"--demo"_s, u"--kubeconfig"_s, u"--context"_s })
            QVERIFY2(ran.out.contains(word), qUtf8Printable(word));
        QVERIFY(run({ u"get"_s, u"--help"_s }).out.contains(u"--namespace"_s));
    }

    void mistakesGoToStderrWithStatus2_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("unknown option") << QStringList { u"--nonsense"_s };
        QTest::newRow("unknown command") << QStringList { u"nonsense"_s };
        QTest::newRow("no kind") << QStringList { u"get"_s };
        QTest::newRow("unknown view") << QStringList { u"render"_s, u"nonsense"_s, u"-o"_s, u"x.png"_s };
        QTest::newRow("unknown format") << QStringList { u"render"_s, u"overview"_s, u"-o"_s, u"x.gif"_s };
        QTest::newRow("size") << QStringList { u"render"_s, u"overview"_s, u"-o"_s, u"x.png"_s, u"--size"_s, u"9x9"_s };
    }
    void mistakesGoToStderrWithStatus2()
    {
        QFETCH(const QStringList, arguments);
        const Ran ran = run(arguments);
        QCOMPARE(ran.status, 2);
        QCOMPARE(ran.out, QString());
        QVERIFY(!ran.err.isEmpty());
    }

    void withoutADisplayItNamesTheWayOut()
    {
        QProcessEnvironment environment = bareEnvironment(m_home.filePath(u"home"_s));
        environment.remove(u"QT_QPA_PLATFORM"_s);
        const Ran ran = runProgram(u"stratoscope"_s, { u"--demo"_s }, environment);
        QCOMPARE(ran.status, 2);
        QCOMPARE(ran.out, QString());
        QVERIFY2(ran.err.contains(u"no display"_s), qUtf8Printable(ran.err));
        QVERIFY2(ran.err.contains(u"stratoscope --demo render overview -o"_s), qUtf8Printable(ran.err));
    }

    void theEstateSaysItsVersionAndItsUse()
    {
        const QProcessEnvironment environment = bareEnvironment(m_home.filePath(u"home"_s));
        QCOMPARE(runProgram(u"stratoscope-estate"_s, { u"--version"_s }, environment).status, 0);
        QVERIFY(runProgram(u"stratoscope-estate"_s, { u"--help"_s }, environment).out.contains(u"--no-prometheus"_s));
        QCOMPARE(runProgram(u"stratoscope-estate"_s, { u"dance"_s }, environment).status, 2);
    }

private:
    [[nodiscard]] Ran run(const QStringList& arguments) const
    {
        return runProgram(u"stratoscope"_s, arguments, bareEnvironment(m_home.filePath(u"home"_s)));
    }

    QTemporaryDir m_home;
};

QTEST_GUILESS_MAIN(TestProgram)
#include "tst_program.moc"
