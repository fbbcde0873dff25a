// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/exec/childrun.h"
#include "models/kube/exec/saidlines.h"
#include "tests/support/watchedpipe.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <thread>

using namespace Qt::StringLiterals;
using namespace Strato;
using namespace std::chrono_literals;
using Strato::Test::WatchedPipe;

class TestChildRun final : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        m_said.clear();
    }

    void outputAndStatusAreItsOwn()
    {
        const ChildExit exit = shell("printf 'out'; echo 'one' >&2; printf 'two' >&2; exit 3");
        QCOMPARE(exit.how, ChildExit::How::Exited);
        QCOMPARE(exit.status, 3);
        QCOMPARE(exit.output, QByteArray("out"));
        QCOMPARE(m_said, (QStringList { u"one"_s, u"two"_s }));
    }

    void itGetsArgumentsAndEnvironmentAndNothingOfOurs()
    {
        ::setenv("STRATO_TEST_SECRET", "ours", 1);
        const int file = ::open("/dev/null", O_RDONLY); // without O_CLOEXEC, as a library may do it
        const ChildExit exit
            = shell("echo \"$1|$FOO|$STRATO_TEST_SECRET|\"; ls /proc/self/fd | wc -l", { "a b" }, { "FOO=bar" });
        ::close(file);
        ::unsetenv("STRATO_TEST_SECRET");
        QCOMPARE(exit.output.simplified(), QByteArray("a b|bar|| 4")); // 0, 1, 2 and the folder that ls reads
    }

    void itHasNoInputAndNoTerminal()
    {
        const ChildExit exit = shell("cat; (: < /dev/tty) 2> /dev/null && echo terminal; ps -o pgid= -p $$ 2>/dev/null"
                                     " || cut -d' ' -f5 /proc/$$/stat; echo $$");
        const QList<QByteArray> words = exit.output.simplified().split(' ');
        QCOMPARE(words.size(), 2);
        QCOMPARE(words[0], words[1]); // the leader of its own group
    }

    void aProgramThatIsNotThereIsSaid()
    {
        const ChildStop stop;
        const ChildExit exit = runChild({ "/does/not/exist", { "x" }, {} }, stop, {});
        QCOMPARE(exit.how, ChildExit::How::NotStarted);
        QCOMPARE(exit.status, ENOENT);
    }

    void aSignalIsSaid()
    {
        const ChildExit exit = shell("kill -9 $$");
        QCOMPARE(exit.how, ChildExit::How::Signalled);
        QCOMPARE(exit.status, SIGKILL);
    }

    void tooMuchOutputEndsIt()
    {
        const ChildExit exit = shell("trap '' TERM; while :; do echo 0123456789012345678901234567890123456789; done");
        QCOMPARE(exit.how, ChildExit::How::TooMuch);
        QVERIFY(exit.output.isEmpty());
    }

    /// A sign-in helper that starts a browser leaves a child behind, which has the pipes.
    void itIsOverWhenItEndsAlsoWhereAChildHoldsThePipes()
    {
        WatchedPipe pipe(newPath());
        const ChildExit exit = shell("(read x < \"$1\") & echo done", { QFile::encodeName(pipe.path()) });
        QCOMPARE(exit.how, ChildExit::How::Exited);
        QCOMPARE(exit.output, QByteArray("done\n"));
        QTRY_VERIFY(pipe.take()); // it was left alone
        QVERIFY(!pipe.isLeft(0ms));
    }

    void stoppingEndsTheWholeGroup_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::newRow("obedient") << QByteArray("(read x < \"$1\") & echo ready >&2; wait");
        QTest::newRow("one that ignores SIGTERM")
            << QByteArray("trap '' TERM; (read x < \"$1\") & echo ready >&2; while :; do wait; done");
        QTest::newRow("one that writes on and on")
            << QByteArray("trap '' TERM; echo ready >&2; (read x < \"$1\") & while :; do echo noise >&2; done");
    }
    void stoppingEndsTheWholeGroup()
    {
        QFETCH(const QByteArray, script);
        WatchedPipe pipe(newPath());
        ChildStop stop;
        const ChildStop* const asked = &stop;
        bool taken = false;
        const ChildExit exit
            = runChild(command(script, { QFile::encodeName(pipe.path()) }), *asked, [&](const QStringList& lines) {
                  if (!lines.contains(u"ready"_s))
                      return;
                  taken = pipe.takeWhenOpened(); // by the child of the program
                  stop.ask();
              });
        QCOMPARE(exit.how, ChildExit::How::Stopped);
        QVERIFY(taken);
        QVERIFY(pipe.isLeft(5s)); // nobody of the group is left
    }

    void whatWasStoppedBeforeNeverBegins()
    {
        ChildStop stop;
        stop.ask();
        stop.ask();
        QCOMPARE(runChild(command("exit 0", {}), stop, {}).how, ChildExit::How::Stopped);
    }

    void aPromptWithoutALineEndIsShownWhileItWaits()
    {
        const WatchedPipe pipe(newPath());
        bool asked = false;
        const ChildStop stop;
        const ChildExit exit
            = runChild(command("printf 'Code: ' >&2; read x < \"$1\"", { QFile::encodeName(pipe.path()) }), stop,
                [&](const QStringList& lines) {
                    asked = lines.contains(u"Code:"_s);
                    const int end = ::open(QFile::encodeName(pipe.path()).constData(), O_WRONLY);
                    (void)!::write(end, "\n", 1);
                    ::close(end);
                });
        QCOMPARE(exit.how, ChildExit::How::Exited);
        QVERIFY(asked);
    }

    void linesAreCleanedAndBounded_data()
    {
        QTest::addColumn<QByteArrayList>("chunks");
        QTest::addColumn<QStringList>("lines");
        QTest::newRow("cut anywhere") << QByteArrayList { "on", "e\ntw", "o\n" } << QStringList { u"one"_s, u"two"_s };
        QTest::newRow("escape sequences")
            << QByteArrayList { "\033[31mred\033[0m\033]8;;http://evil\007x\n" } << QStringList { u"redx"_s };
        QTest::newRow("carriage return") << QByteArrayList { "10%\r20%\r\n" } << QStringList { u"10%"_s, u"20%"_s };
        QTest::newRow("empty ones") << QByteArrayList { "\n\n \na\n" } << QStringList { u"a"_s };
        QTest::newRow("bidi") << QByteArrayList { "a\xe2\x80\xae"
                                                  "b\n" }
                              << QStringList { u"a<U+202E>b"_s };
        QTest::newRow("malformed") << QByteArrayList { "a\xff\n" } << QStringList { u"a\uFFFD"_s };
        QTest::newRow("without an end") << QByteArrayList { "tail" } << QStringList { u"tail"_s };
        QTest::newRow("long") << QByteArrayList { QByteArray(5000, 'x') }
                              << QStringList { QString(4096, u'x'), QString(904, u'x') };
    }
    void linesAreCleanedAndBounded()
    {
        QFETCH(const QByteArrayList, chunks);
        QFETCH(const QStringList, lines);
        SaidLines said;
        QStringList got;
        for (const QByteArray& chunk : chunks)
            got += said.add({ chunk.constData(), static_cast<std::size_t>(chunk.size()) });
        got += said.flush();
        QCOMPARE(got, lines);
        QVERIFY(!said.isPartial());
    }

private:
    static ChildCommand command(
        const QByteArray& script, const QByteArrayList& arguments, const QByteArrayList& environment = {})
    {
        return { "/bin/sh", QByteArrayList { "sh", "-c", script, "sh" } + arguments,
            QByteArrayList { "PATH=/usr/bin:/bin", "LC_ALL=C" } + environment, 64LL * 1024 };
    }
    ChildExit shell(
        const QByteArray& script, const QByteArrayList& arguments = {}, const QByteArrayList& environment = {})
    {
        const ChildStop stop;
        return runChild(command(script, arguments, environment), stop, [this](const QStringList& l) { m_said += l; });
    }
    QString newPath() { return m_folder.filePath(QString::number(++m_pipes)); }

    QTemporaryDir m_folder;
    int m_pipes = 0;
    QStringList m_said;
};

QTEST_GUILESS_MAIN(TestChildRun)
#include "tst_childrun.moc"
