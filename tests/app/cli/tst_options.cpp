// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/options.h"

#include <QRegularExpression>
#include <QtTest>

using namespace Strato;
using namespace Qt::StringLiterals;

namespace {

ParsedOptions parsed(const QString& line)
{
    std::vector<std::string> arguments;
    for (const QString& word : line.split(u' ', Qt::SkipEmptyParts))
        arguments.push_back(word.toStdString());
    return parseOptions(arguments, { "overview", "explorer" });
}

} // namespace

/// The command line: what each command takes, and that a mistake ends with status 2 and words.
class TestOptions final : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void withoutArgumentsAWindowIsMeant()
    {
        const ParsedOptions result = parseOptions({}, {});
        QVERIFY(result.options);
        QCOMPARE(result.options->command, Command::Window);
        QVERIFY(!result.options->demo);
        QVERIFY(result.options->contexts.isEmpty());
    }

    void connectionOptionsHoldForEveryCommand_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<Command>("command");
        QTest::newRow("window") << u"--demo --kubeconfig k --context a --context b"_s << Command::Window;
        QTest::newRow("before get") << u"--demo --kubeconfig k --context a --context b get pods"_s << Command::Get;
        QTest::newRow("after get") << u"get --demo --kubeconfig k --context a --context b pods"_s << Command::Get;
        QTest::newRow("at the end") << u"get pods --demo --kubeconfig k --context a --context b"_s << Command::Get;
        QTest::newRow("doctor") << u"doctor --demo --kubeconfig k --context a --context b"_s << Command::Doctor;
        QTest::newRow("render") << u"--demo --kubeconfig k --context a --context b render overview -o f.png"_s
                                << Command::Render;
    }
    void connectionOptionsHoldForEveryCommand()
    {
        QFETCH(const QString, line);
        QFETCH(const Command, command);
        const ParsedOptions result = parsed(line);
        QVERIFY2(result.options, qUtf8Printable(result.text));
        QCOMPARE(result.options->command, command);
        QVERIFY(result.options->demo);
        QCOMPARE(result.options->kubeconfig, u"k"_s);
        QCOMPARE(result.options->contexts, (QStringList { u"a"_s, u"b"_s }));
        if (command == Command::Get)
            QCOMPARE(result.options->kind, u"pods"_s);
    }

    void renderTakesViewFileSizeThemeAndLanguage()
    {
        const ParsedOptions result = parsed(
            u"--demo render explorer --kind nodes -o out.svg --size 1366x768 --wait 90 --theme light --language zh_CN"_s);
        QVERIFY2(result.options, qUtf8Printable(result.text));
        const Options& options = *result.options;
        QCOMPARE(options.view, u"explorer"_s);
        QCOMPARE(options.kind, u"nodes"_s);
        QCOMPARE(options.outputFile, u"out.svg"_s);
        QCOMPARE(options.size, QSize(1366, 768));
        QCOMPARE(options.wait, std::chrono::seconds(90));
        QCOMPARE(options.theme, u"light"_s);
        QCOMPARE(options.language, u"zh_CN"_s);
    }

    void theWayOfTheFirstSyncCanBeTold()
    {
        QVERIFY(!parsed(u"doctor"_s).options->allowExec);
        QVERIFY(parsed(u"--allow-exec"_s).options->allowExec);
        QVERIFY(parsed(u"get pods --allow-exec"_s).options->allowExec);
        QCOMPARE(parsed(u"doctor"_s).options->sync, SyncMethod::Auto);
        QCOMPARE(parsed(u"--sync list doctor"_s).options->sync, SyncMethod::List);
        QCOMPARE(parsed(u"get pods --sync watchlist"_s).options->sync, SyncMethod::WatchList);
        QVERIFY(parsed(u"--sync fast doctor"_s).text.contains(u"watchlist"_s));
    }

    void renderIsFullHdUnlessTold()
    {
        QCOMPARE(parsed(u"render overview -o a.png"_s).options->size, QSize(1920, 1080));
    }

    void getTakesKindNameNamespaceSelectorAndOutput()
    {
        const ParsedOptions result = parsed(u"get deployments.apps web -n shop -l app=web,tier!=db --output json"_s);
        QVERIFY2(result.options, qUtf8Printable(result.text));
        const Options& options = *result.options;
        QCOMPARE(options.kind, u"deployments.apps"_s);
        QCOMPARE(options.name, u"web"_s);
        QCOMPARE(options.nameSpace, u"shop"_s);
        QCOMPARE(options.selector, u"app=web,tier!=db"_s);
        QVERIFY(options.json);
        QVERIFY(parsed(u"get pods -o json"_s).options->json); // as kubectl has it
        QVERIFY(!options.allNamespaces);
        QVERIFY(parsed(u"get po -A"_s).options->allNamespaces);
        QVERIFY(!parsed(u"get po"_s).options->json);
    }

    void argumentsOfTheEstateAreHandedOn()
    {
        const ParsedOptions result = parsed(u"--demo --estate-arg=--pods --estate-arg=2000 doctor"_s);
        QVERIFY2(result.options, qUtf8Printable(result.text));
        QCOMPARE(result.options->estateArguments, (QStringList { u"--pods"_s, u"2000"_s }));
    }

    void versionAndHelpGoToStandardOutput_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("says");
        QTest::newRow("version") << u"--version"_s << u"stratoscope 0."_s;
        QTest::newRow("help") << u"--help"_s << u"doctor"_s;
        QTest::newRow("help of render") << u"render --help"_s << u"--size"_s;
        QTest::newRow("help of get") << u"get --help"_s << u"--namespace"_s;
    }
    void versionAndHelpGoToStandardOutput()
    {
        QFETCH(const QString, line);
        QFETCH(const QString, says);
        const ParsedOptions result = parsed(line);
        QVERIFY(!result.options);
        QCOMPARE(result.status, ExitStatus::Done);
        QVERIFY2(result.text.contains(says), qUtf8Printable(result.text));
    }

    void mistakesEndWithStatusTwoAndWords_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("names"); // what the words must mention
        QTest::newRow("unknown option") << u"--frobnicate"_s << u"frobnicate"_s;
        QTest::newRow("unknown command") << u"dance"_s << u"dance"_s;
        QTest::newRow("theme") << u"--theme pink"_s << u"pink"_s;
        QTest::newRow("language") << u"--language fr"_s << u"fr"_s;
        QTest::newRow("context without name") << u"--context"_s << u"context"_s;
        QTest::newRow("unknown view") << u"render dashboard -o a.png"_s << u"dashboard"_s;
        QTest::newRow("no view") << u"render -o a.png"_s << u"VIEW"_s;
        QTest::newRow("no file") << u"render overview"_s << u"file"_s;
        QTest::newRow("file of another kind") << u"render overview -o a.gif"_s << u".png"_s;
        QTest::newRow("size without height") << u"render overview -o a.png --size 1920"_s << u"WIDTHxHEIGHT"_s;
        QTest::newRow("size of words") << u"render overview -o a.png --size axb"_s << u"WIDTHxHEIGHT"_s;
        QTest::newRow("size of three") << u"render overview -o a.png --size 800x600x2"_s << u"WIDTHxHEIGHT"_s;
        QTest::newRow("too small") << u"render overview -o a.png --size 319x600"_s << u"320"_s;
        QTest::newRow("too large") << u"render overview -o a.png --size 800x7681"_s << u"7680"_s;
        QTest::newRow("a wait of days") << u"render overview -o a.png --wait 90000"_s << u"3600"_s;
        QTest::newRow("negative") << u"render overview -o a.png --size -800x600"_s << u"size"_s;
        QTest::newRow("get without kind") << u"get"_s << u"KIND"_s;
        QTest::newRow("unknown output") << u"get pods --output yaml"_s << u"yaml"_s;
        QTest::newRow("too many words") << u"get pods a b"_s << u"b"_s;
    }
    void mistakesEndWithStatusTwoAndWords()
    {
        QFETCH(const QString, line);
        QFETCH(const QString, names);
        const ParsedOptions result = parsed(line);
        QVERIFY(!result.options);
        QCOMPARE(result.status, ExitStatus::Usage);
        QVERIFY2(result.text.contains(names), qUtf8Printable(result.text));
    }
};

QTEST_GUILESS_MAIN(TestOptions)
#include "tst_options.moc"
