// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/exec/loginpath.h"
#include "tests/models/kube/config/configfixtures.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Strato;
using namespace Strato::Test;

class TestLoginPath final : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void onlyShellsThatWeKnowAreAsked()
    {
        for (const QString& shell : { u"/bin/sh"_s, u"/usr/bin/zsh"_s, u"/bin/bash"_s, u"/usr/bin/fish"_s })
            QVERIFY(loginPathQuestion(shell, {}).has_value());
        for (const QString& shell : { QString(), u"/usr/sbin/nologin"_s, u"/bin/false"_s, u"zsh"_s, u"/usr/bin/nu"_s })
            QVERIFY(!loginPathQuestion(shell, {}).has_value());
    }

    void aShellAnswersWithWhatItsOwnFilesSay()
    {
        // bash reads this file where it is a login shell; others are told by their own.
        m_home.write(
            u".profile"_s, "echo 'Welcome to a machine that greets'; PATH=/opt/tools/bin:$PATH; export PATH\n");
        const auto question = loginPathQuestion(
            u"/bin/bash"_s, { "HOME=" + QFile::encodeName(m_home.path()), "PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8" });
        QVERIFY(question.has_value());
        const ChildStop stop;
        const ChildExit exit = runChild(*question, stop, {});
        QCOMPARE(exit.how, ChildExit::How::Exited);
        const QString path = loginPathAnswer(exit.output);
        QVERIFY2(path.startsWith(u"/opt/tools/bin:/"_s), qPrintable(path));
    }

    void onlyWhatStandsBetweenTheMarksCounts_data()
    {
        QTest::addColumn<QByteArray>("output");
        QTest::addColumn<QString>("path");
        const QByteArray mark = "__stratoscope_path__";
        QTest::newRow("alone") << QByteArray(mark + "/usr/bin:/bin" + mark) << u"/usr/bin:/bin"_s;
        QTest::newRow("greeting") << QByteArray("hello /evil:/bin\n" + mark + "/bin" + mark + "\nbye") << u"/bin"_s;
        QTest::newRow("no end") << QByteArray(mark + "/bin") << QString();
        QTest::newRow("nothing") << QByteArray() << QString();
        QTest::newRow("empty") << QByteArray(mark + mark) << QString();
        QTest::newRow("no list of folders") << QByteArray(mark + "command not found" + mark) << QString();
        QTest::newRow("escape sequences") << QByteArray(mark + "/bin\033[0m" + mark) << QString();
        QTest::newRow("a line end") << QByteArray(mark + "/bin\n/usr/bin" + mark) << QString();
        QTest::newRow("too long") << QByteArray(mark + '/' + QByteArray(70'000, 'a') + mark) << QString();
    }
    void onlyWhatStandsBetweenTheMarksCounts()
    {
        QFETCH(const QByteArray, output);
        QFETCH(const QString, path);
        QCOMPARE(loginPathAnswer(output), path);
    }

    void theQuestionItselfIsNoAnswer()
    {
        QCOMPARE(loginPathAnswer(loginPathQuestion(u"/bin/sh"_s, {})->arguments.last()), QString());
    }

private:
    Folder m_home;
};

QTEST_GUILESS_MAIN(TestLoginPath)
#include "tst_loginpath.moc"
