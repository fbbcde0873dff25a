// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/settings/appsettings.h"
#include "tests/support/smallestate.h"
#include "tests/support/watchedpipe.h"

#include <QRegularExpression>
#include <QtTest>

#include <nlohmann/json.hpp>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace Strato;
using namespace Strato::Test;
using nlohmann::json;

namespace {

constexpr int patienceMs = 30'000;
const QByteArray nobodyListens = "https://127.0.0.1:1";

QStringList linesOf(const QString& text)
{
    return text.split(u'\n', Qt::SkipEmptyParts);
}

/// The first words of the lines after the header, which say @p column.
QStringList columnOf(const QString& table, const QString& column)
{
    const QStringList lines = linesOf(table);
    QStringList values;
    if (lines.isEmpty())
        return values;
    const qsizetype at = lines.front().indexOf(column);
    for (const QString& line : lines.mid(1))
        values.push_back(at < 0 ? QString() : line.mid(at).section(u' ', 0, 0));
    return values;
}

json widgetDefinition()
{
    return { { "apiVersion", "apiextensions.k8s.io/v1" }, { "kind", "CustomResourceDefinition" },
        { "metadata", { { "name", "widgets.example.com" } } },
        { "spec",
            { { "group", "example.com" }, { "scope", "Namespaced" },
                { "names", { { "plural", "widgets" }, { "singular", "widget" }, { "kind", "Widget" } } },
                { "versions", json::array({ { { "name", "v1" }, { "served", true }, { "storage", true } } }) } } } };
}

/// What a terminal would obey: C0 but the line feed, DEL, C1, and what turns or hides text.
bool canHarmATerminal(const QString& text)
{
    static const QRegularExpression harmful(
        u"[\\x{0}-\\x{9}\\x{b}-\\x{1f}\\x{7f}-\\x{9f}\\x{200b}-\\x{200f}\\x{202a}-\\x{202e}\\x{2066}-\\x{2069}]"_s);
    return text.contains(harmful);
}

} // namespace

/// `stratoscope get`, the program itself against an API server: what it prints, and with which status it ends.
class TestGetCommand final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { m_estate = std::make_unique<SmallEstate>(QStringList { u"one"_s, u"two"_s }); }
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void cleanup()
    {
        for (const QString& name : { u"one"_s, u"two"_s })
            m_estate->cluster(name).clearFaults();
    }

    void everyNamespaceIsListedWhenAskedFor()
    {
        const Ran ran = get({ u"pods"_s, u"-A"_s });
        QCOMPARE(ran.status, 0);
        QCOMPARE(ran.err, QString());
        QCOMPARE(columnOf(ran.out, u"NAMESPACE"_s),
            (QStringList { u"default"_s, u"default"_s, u"kube-system"_s, u"shop"_s, u"shop"_s, u"shop"_s }));
        QCOMPARE(columnOf(ran.out, u"NAME "_s),
            (QStringList { u"plain-1"_s, u"plain-2"_s, u"dns-1"_s, u"cart-1"_s, u"cart-2"_s, u"order-1"_s }));
        QVERIFY(ran.out.contains(u"Running"_s));
    }

    void oneNamespaceAsJson()
    {
        const Ran ran = get({ u"po"_s, u"-n"_s, u"shop"_s, u"--output"_s, u"json"_s });
        QCOMPARE(ran.status, 0);
        const json whole = json::parse(ran.out.toStdString());
        QCOMPARE(whole.at("incomplete").get<bool>(), false);
        QCOMPARE(whole.at("items").size(), std::size_t { 3 });
        for (const json& item : whole.at("items")) {
            QCOMPARE(item.at("namespace").get<std::string>(), std::string("shop"));
            QCOMPARE(item.at("context").get<std::string>(), std::string("one"));
            QVERIFY(!item.at("uid").get<std::string>().empty());
            QCOMPARE(item.at("cells").at("status").get<std::string>(), std::string("Running"));
        }
    }

    void withoutANamespaceTheContextsOwnIsMeant()
    {
        QCOMPARE(columnOf(get({ u"pods"_s }).out, u"NAME "_s), (QStringList { u"plain-1"_s, u"plain-2"_s }));
        const Ran narrow = get({ u"pods"_s, u"--context"_s, m_estate->narrowContext() });
        QCOMPARE(narrow.status, 0);
        QCOMPARE(columnOf(narrow.out, u"NAME "_s), (QStringList { u"cart-1"_s, u"cart-2"_s, u"order-1"_s }));
    }

    void whoMayNotListAllMayListInTheNamespace()
    {
        const QStringList who { u"--context"_s, m_estate->narrowContext() };
        const Ran inside = get(QStringList { u"gadgets"_s, u"-n"_s, u"shop"_s } + who);
        const Ran pods = get(QStringList { u"pods"_s, u"-n"_s, u"shop"_s } + who);
        QCOMPARE(pods.status, 0);
        QCOMPARE(linesOf(pods.out).size(), 4);
        const Ran all = get(QStringList { u"pods"_s, u"-A"_s } + who);
        QCOMPARE(all.status, 4);
        QCOMPARE(all.out, QString()); // nothing is not "none"
        QVERIFY2(
            all.err.contains(u"You may not do this here"_s) && all.err.contains(u"pods"_s), qUtf8Printable(all.err));
        QVERIFY(!all.err.contains(u"No objects found"_s));
        QVERIFY(
            inside.status == 0 || inside.status == 4); // ClusterRole view does not cover custom resources everywhere
    }

    void whatIsPermittedIsNotTakenForAll()
    {
        Estate::FaultRule slow; // the kinds are known late: by then a window would show the permitted namespaces
        slow.pathPrefix = "/version";
        slow.times = -1;
        slow.delayMs = 1500;
        m_estate->cluster().addFault(slow);
        const Ran all = get({ u"pods"_s, u"-A"_s, u"--context"_s, m_estate->narrowContext() });
        QCOMPARE(all.out, QString());
        QCOMPARE(all.status, 4);
        QVERIFY2(
            all.err.contains(u"You may not do this here"_s) && all.err.contains(u"pods"_s), qUtf8Printable(all.err));
    }

    void customResourcesAreKnownByEachOfTheirNames_data()
    {
        QTest::addColumn<QString>("kind");
        for (const char* name : { "gadgets", "Gadget", "GADGETS", "gd", "gadgets.example.com" })
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void customResourcesAreKnownByEachOfTheirNames()
    {
        QFETCH(const QString, kind);
        const Ran ran = get({ kind, u"-n"_s, u"shop"_s });
        QCOMPARE(ran.status, 0);
        QCOMPARE(columnOf(ran.out, u"NAME "_s), (QStringList { u"lamp"_s, u"radio"_s }));
        QCOMPARE(columnOf(ran.out, u"COLOUR"_s), (QStringList { u"red"_s, u"blue"_s }));
    }

    void severalClustersSayWhichRowIsWhose()
    {
        const Ran ran = get({ u"pods"_s, u"-A"_s, u"--context"_s, u"one"_s, u"--context"_s, u"two"_s });
        QCOMPARE(ran.status, 0);
        const QStringList clusters = columnOf(ran.out, u"CLUSTER"_s);
        QCOMPARE(clusters.count(u"one"_s), 6);
        QCOMPARE(clusters.count(u"two"_s), 6);
    }

    void aKindThatOneClusterLacksLeavesTheOthersAlone()
    {
        m_estate->apply(widgetDefinition());
        m_estate->apply({ { "apiVersion", "example.com/v1" }, { "kind", "Widget" },
            { "metadata", { { "name", "knob" }, { "namespace", "shop" } } } });
        const Ran ran = get({ u"widgets"_s, u"-A"_s, u"--context"_s, u"two"_s, u"--context"_s, u"one"_s });
        QCOMPARE(ran.status, 5);
        QVERIFY2(ran.out.contains(u"knob"_s), qUtf8Printable(ran.out));
        QVERIFY2(ran.err.contains(u"two serves no kind called \"widgets\""_s), qUtf8Printable(ran.err));
        QCOMPARE(get({ u"widgets"_s, u"-A"_s, u"--context"_s, u"two"_s }).status, 2);
        const Ran written = get(
            { u"widgets"_s, u"-A"_s, u"--context"_s, u"two"_s, u"--context"_s, u"one"_s, u"--output"_s, u"json"_s });
        QCOMPARE(json::parse(written.out.toStdString()).at("incomplete").get<bool>(), true);
    }

    void aSlipInAKindNamesTheNearest_data()
    {
        QTest::addColumn<QString>("slip");
        QTest::addColumn<QString>("meant");
        QTest::newRow("wrong letter") << u"podz"_s << u"did you mean pods?"_s;
        QTest::newRow("swapped") << u"nodse"_s << u"did you mean nodes?"_s;
        QTest::newRow("missing") << u"Deploymnt"_s << u"did you mean deployments?"_s;
        QTest::newRow("custom, with its group") << u"gadgetz.example.com"_s << u"did you mean gadgets?"_s;
    }
    void aSlipInAKindNamesTheNearest()
    {
        QFETCH(const QString, slip);
        QFETCH(const QString, meant);
        const Ran ran = get({ slip });
        QCOMPARE(ran.status, 2);
        QVERIFY2(ran.err.contains(meant), qUtf8Printable(ran.err));
        QVERIFY(!get({ u"gizmos"_s }).err.contains(u"did you mean"_s)); // of what is far from all nothing is guessed
    }

    void aNamespaceThatIsNotThereIsToldFromAnEmptyOne()
    {
        const Ran none = get({ u"pods"_s, u"-n"_s, u"nosuch"_s });
        QCOMPARE(none.status, 1);
        QCOMPARE(none.out, QString());
        QCOMPARE(none.err, u"stratoscope: one has no namespace \"nosuch\"\n"_s);
        const Ran empty = get({ u"gadgets"_s, u"-n"_s, u"kube-system"_s });
        QCOMPARE(empty.status, 0);
        QCOMPARE(empty.err, u"No objects found.\n"_s);
        const Ran narrow // may not list namespaces, so nobody knows
            = get({ u"pods"_s, u"-n"_s, u"shop"_s, u"-l"_s, u"name:nothing"_s, u"--context"_s,
                m_estate->narrowContext() });
        QCOMPARE(narrow.status, 0);
        QCOMPARE(narrow.err, u"No objects found.\n"_s);
    }

    void signInProgramsRunOnlyWhenApproved()
    {
        const QString marker = m_estate->file(u"ran"_s);
        const QString kubeconfig = kubeconfigWithProgram(marker);
        const Ran refused = getFrom(kubeconfig, { u"pods"_s, u"-A"_s });
        QCOMPARE(refused.status, 4);
        QCOMPARE(refused.out, QString());
        QVERIFY2(refused.err.contains(u"--allow-exec"_s), qUtf8Printable(refused.err));
        QVERIFY(!QFile::exists(marker));

        const Ran allowed = getFrom(kubeconfig, { u"pods"_s, u"-A"_s, u"--allow-exec"_s });
        QVERIFY2(allowed.status == 0, qUtf8Printable(allowed.err));
        QCOMPARE(columnOf(allowed.out, u"NAME "_s).size(), 6);
        QCOMPARE(
            allowed.err, u"a word of the program\n"_s); // as kubectl lets it speak, and nothing that it could harm by
        QVERIFY(QFile::remove(marker));

        // The policy holds nevertheless; what was approved in the window needs no option.
        const QString settings = m_estate->file(u"home/.config/stratoscope/settings.json"_s);
        QVERIFY(QDir().mkpath(QFileInfo(settings).absolutePath()));
        writeSettings(settings, u"DenyAll"_s);
        const Ran denied = getFrom(kubeconfig, { u"pods"_s, u"--allow-exec"_s });
        QCOMPARE(denied.status, 4);
        QVERIFY2(denied.err.contains(u"DenyAll"_s), qUtf8Printable(denied.err));
        QVERIFY(!QFile::exists(marker));
        writeSettings(settings, u"AllowAll"_s);
        const Ran approved = getFrom(kubeconfig, { u"pods"_s, u"-A"_s });
        QVERIFY2(approved.status == 0, qUtf8Printable(approved.err));
        QVERIFY(QFile::exists(marker));
        QVERIFY(QFile::remove(settings));
    }

    void aSignalEndsItsSignInProgramToo_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("Ctrl-C") << SIGINT;
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("the terminal is closed") << SIGHUP;
    }
    void aSignalEndsItsSignInProgramToo()
    {
        QFETCH(const int, signal);
        WatchedPipe pipe(m_estate->file(u"pipe-%1"_s.arg(signal)));
        QProcess process;
        startWaiting(process, "read -r _ < '" + QFile::encodeName(pipe.path()) + "'");
        QTRY_VERIFY_WITH_TIMEOUT(pipe.take(), patienceMs); // it waits, say for a code to be typed elsewhere
        QCOMPARE(::kill(static_cast<pid_t>(process.processId()), signal), 0);
        QVERIFY(process.waitForFinished(patienceMs));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 128 + signal);
        QVERIFY(pipe.isLeft(std::chrono::seconds(5)));
    }

    void aSecondSignalEndsItAtOnce()
    {
        WatchedPipe first(m_estate->file(u"first"_s));
        WatchedPipe second(m_estate->file(u"second"_s));
        QProcess process;
        startWaiting(process,
            "trap 'read -r _ < \"" + QFile::encodeName(second.path()) + "\"' TERM\n(read -r _ < \""
                + QFile::encodeName(first.path()) + "\") & wait");
        QTRY_VERIFY_WITH_TIMEOUT(first.take(), patienceMs);
        QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGINT), 0);
        QTRY_VERIFY(second.take()); // it ends its program, which has two seconds for that
        QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGTERM), 0);
        QVERIFY(process.waitForFinished(patienceMs));
        QCOMPARE(process.exitStatus(), QProcess::CrashExit);
        QCOMPARE(process.exitCode(), SIGTERM); // Qt's word for what ended it
    }

    void oneObjectByItsName()
    {
        const Ran there = get({ u"pods"_s, u"cart-2"_s, u"-n"_s, u"shop"_s });
        QCOMPARE(there.status, 0);
        QCOMPARE(columnOf(there.out, u"NAME "_s), QStringList { u"cart-2"_s });
        const Ran missing = get({ u"pods"_s, u"cart-9"_s, u"-n"_s, u"shop"_s });
        QCOMPARE(missing.status, 1);
        QVERIFY2(missing.err.contains(u"cart-9"_s), qUtf8Printable(missing.err));
    }

    void aFilterNarrowsAndABrokenOneIsAMistake()
    {
        QCOMPARE(columnOf(get({ u"pods"_s, u"-A"_s, u"-l"_s, u"name:cart"_s }).out, u"NAME "_s),
            (QStringList { u"cart-1"_s, u"cart-2"_s }));
        const Ran none = get({ u"pods"_s, u"-A"_s, u"-l"_s, u"app=nothing"_s });
        QCOMPARE(none.status, 0);
        QCOMPARE(none.err, u"No objects found.\n"_s);
        QCOMPARE(get({ u"pods"_s, u"-l"_s, u"\"half"_s }).status, 2);
    }

    void mistakesEndWithStatus2AndSayWhat_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("said");
        QTest::newRow("unknown kind") << QStringList { u"gizmos"_s } << u"gizmos"_s;
        QTest::newRow("unknown context") << QStringList { u"pods"_s, u"--context"_s, u"nowhere"_s }
                                         << u"No kubeconfig has a context called nowhere. "_s;
        QTest::newRow("which contexts there are")
            << QStringList { u"pods"_s, u"--context"_s, u"nowhere"_s } << u"There are: one, one-editor, "_s;
        QTest::newRow("no kind") << QStringList {} << u"KIND"_s;
    }
    void mistakesEndWithStatus2AndSayWhat()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const QString, said);
        const Ran ran = get(arguments);
        QCOMPARE(ran.status, 2);
        QCOMPARE(ran.out, QString());
        QVERIFY2(ran.err.contains(said), qUtf8Printable(ran.err));
    }

    void aKubeconfigThatCannotBeUsedEndsWithStatus2_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("said");
        QTest::newRow("syntax") << QByteArray("clusters:\n- name: [\n") << u"bad:"_s;
        QTest::newRow("field") << oneContextText("a", "ftp://x", "", "token: t") << u"bad:6"_s;
        QTest::newRow("type") << oneContextText("a", nobodyListens, "insecure-skip-tls-verify: [1]", "")
                              << u"insecure"_s;
        QTest::newRow("no current context") << QByteArray("apiVersion: v1\nkind: Config\n") << u"--context"_s;
        QTest::newRow("which file has none") << QByteArray("apiVersion: v1\nkind: Config\n") << u"/bad: name"_s;
    }
    void aKubeconfigThatCannotBeUsedEndsWithStatus2()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, said);
        const Ran ran = getFrom(m_estate->write(u"bad"_s, text), { u"pods"_s });
        QVERIFY2(ran.err.contains(said), qUtf8Printable(ran.err));
        QCOMPARE(ran.status, 2);
        QCOMPARE(linesOf(ran.err).size(), 1);
        QVERIFY2(ran.err.startsWith(u"stratoscope: "_s), qUtf8Printable(ran.err));
    }

    void everyCommandSaysTheSameOfABrokenKubeconfig()
    {
        const QString config = m_estate->write(u"bad"_s, "clusters:\n- name: [\n");
        const QString said = linesOf(getFrom(config, { u"pods"_s }).err).constFirst();
        QVERIFY2(said.startsWith(u"stratoscope: The kubeconfig cannot be used: "_s), qUtf8Printable(said));
        for (const QStringList& command : { QStringList { u"doctor"_s },
                 QStringList { u"render"_s, u"overview"_s, u"-o"_s, m_estate->file(u"none.png"_s) } }) {
            const Ran ran = runProgram(u"stratoscope"_s, QStringList { u"--kubeconfig"_s, config } + command,
                bareEnvironment(m_estate->file(u"home"_s)));
            QVERIFY2(linesOf(ran.err).contains(said), qUtf8Printable(ran.err));
        }
    }

    void aKubeconfigThatIsNotThereEndsWithStatus2()
    {
        const Ran ran = getFrom(m_estate->file(u"absent"_s), { u"pods"_s });
        QCOMPARE(ran.status, 2);
        QVERIFY2(ran.err.contains(m_estate->file(u"absent"_s)), qUtf8Printable(ran.err));
    }

    void aServerOutOfReachEndsWithStatus3()
    {
        const QString config = m_estate->write(u"dead"_s, oneContextText("dead", nobodyListens, "", "token: t"));
        const Ran ran = getFrom(config, { u"pods"_s });
        QCOMPARE(ran.status, 3);
        QVERIFY2(ran.err.contains(u"dead: No connection could be made."_s), qUtf8Printable(ran.err));
    }

    void anotherAuthorityEndsWithStatus3AndNamesTheCertificate()
    {
        const QByteArray url = QByteArray::fromStdString(m_estate->cluster().url());
        const SmallEstate stranger;
        const QByteArray ca = QByteArray::fromStdString(stranger.server().caPem()).toBase64();
        const QString config = m_estate->write(
            u"stranger"_s, oneContextText("stranger", url, "certificate-authority-data: " + ca, "token: t"));
        const Ran ran = getFrom(config, { u"pods"_s });
        QCOMPARE(ran.status, 3);
        QVERIFY2(ran.err.contains(u"certificate could not be trusted"_s), qUtf8Printable(ran.err));
    }

    void aServerThatSpeaksHtmlEndsWithStatus3AndSaysSo()
    {
        Estate::FaultRule html;
        html.html = true;
        html.times = -1;
        m_estate->cluster().addFault(html);
        const Ran ran = get({ u"pods"_s });
        QCOMPARE(ran.status, 3);
        QVERIFY2(ran.err.contains(u"web page"_s), qUtf8Printable(ran.err));
    }

    void aCredentialThatIsRefusedEndsWithStatus4()
    {
        QByteArray text = m_estate->kubeconfigText();
        const QByteArray token = QByteArray::fromStdString(m_estate->cluster().identities().front().token);
        const QString config = m_estate->write(u"stale"_s, text.replace(token, "no-such-token"));
        const Ran ran = getFrom(config, { u"pods"_s });
        QCOMPARE(ran.status, 4);
        QVERIFY2(ran.err.contains(u"does not know who you are"_s), qUtf8Printable(ran.err));
        QVERIFY2(!ran.err.contains(u"no-such-token"_s), qUtf8Printable(ran.err));
    }

    void aClusterThatIsMissingMakesTheListIncomplete()
    {
        const QString dead = m_estate->write(u"dead"_s, oneContextText("dead", nobodyListens, "", "token: t"));
        QProcessEnvironment environment = bareEnvironment(m_estate->file(u"home"_s));
        environment.insert(u"KUBECONFIG"_s, m_estate->kubeconfig() + u':' + dead);
        const Ran ran = runProgram(u"stratoscope"_s,
            { u"get"_s, u"pods"_s, u"-A"_s, u"--context"_s, u"one"_s, u"--context"_s, u"dead"_s }, environment);
        QCOMPARE(ran.status, 5);
        QCOMPARE(linesOf(ran.out).size(), 7);
        QVERIFY2(ran.err.contains(u"dead: "_s), qUtf8Printable(ran.err));
    }

    void aListThatIsCutIsReadAgain()
    {
        Estate::FaultRule cut;
        cut.pathPrefix = "/api/v1/namespaces/shop/pods";
        cut.cutAfterBytes = 40;
        m_estate->cluster().addFault(cut);
        const Ran ran = get({ u"pods"_s, u"-n"_s, u"shop"_s });
        QCOMPARE(ran.status, 0);
        QCOMPARE(linesOf(ran.out).size(), 4);
    }

    void whatComesFromOutsideCannotHarmTheTerminal_data()
    {
        QTest::addColumn<bool>("asJson");
        QTest::newRow("table") << false;
        QTest::newRow("json") << true;
    }
    void whatComesFromOutsideCannotHarmTheTerminal()
    {
        QFETCH(const bool, asJson);
        const SmallEstate hostile;
        json pod = smallPod("plain", "default");
        pod["spec"]["nodeName"]
            = "node\x1b[31m\x1b]0;title\x07\u009b2J<b>\u202eevil"; // NOLINT(misc-misleading-bidirectional):
                                                                   // that is the attack
        pod["status"]["reason"] = "Evi\x1b[2J\u202ected"; // NOLINT(misc-misleading-bidirectional): that is the attack
        pod["status"]["phase"] = "Failed";
        pod["status"].erase("containerStatuses");
        hostile.apply(pod);
        QStringList arguments { u"get"_s, u"pods"_s, u"-A"_s, u"--kubeconfig"_s, hostile.kubeconfig() };
        if (asJson)
            arguments += { u"--output"_s, u"json"_s };
        const Ran ran = runProgram(u"stratoscope"_s, arguments, bareEnvironment(hostile.file(u"home"_s)));
        QCOMPARE(ran.status, 0);
        QVERIFY2(ran.out.contains(u"<b>"_s), qUtf8Printable(ran.out)); // markup is text
        if (!asJson)
            QVERIFY(ran.out.contains(u"<U+202E>"_s)); // and what turns text is seen
        else
            QVERIFY(json::accept(ran.out.toStdString()));
        QVERIFY(asJson || !canHarmATerminal(ran.out));
        QVERIFY(!ran.out.contains(u'\x1b') && !ran.out.contains(QChar(0x9b)));
    }

    void theDemoAnswersLikeAnyCluster()
    {
        const Ran ran
            = runProgram(u"stratoscope"_s, { u"--demo"_s, u"--estate-arg=--no-prometheus"_s, u"get"_s, u"nodes"_s },
                bareEnvironment(m_estate->file(u"home"_s)));
        QVERIFY2(ran.status == 0, qUtf8Printable(ran.err));
        QVERIFY(linesOf(ran.out).size() > 10);
    }

    void theDoctorWaitsUntilTheDemoIsBorn()
    {
        if (QStandardPaths::findExecutable(u"prometheus"_s).isEmpty())
            QSKIP("prometheus is not installed");
        const Ran ran = runProgram(u"stratoscope"_s,
            { u"--demo"_s, u"--estate-arg=--no-history"_s, u"--estate-arg=--faults"_s, u"--estate-arg=none"_s,
                u"doctor"_s, u"--output"_s, u"json"_s },
            bareEnvironment(m_estate->file(u"home"_s)));
        const json report = json::parse(ran.out.toStdString(), nullptr, false);
        QVERIFY2(
            report.is_object() && report["what is wrong"] == "nothing", qUtf8Printable(QString(ran.out + ran.err)));
        QCOMPARE(ran.status, 0);
    }

private:
    /// Of a context whose user signs in by a script, which makes @p marker.
    [[nodiscard]] QString kubeconfigWithProgram(const QString& marker) const
    {
        return kubeconfigWithScript(
            ": > '" + QFile::encodeName(marker) + "'\nprintf 'a \\033[31mword\\033[0m of the program\\n' >&2");
    }
    /// The script does @p what and hands out a token.
    [[nodiscard]] QString kubeconfigWithScript(const QByteArray& what) const
    {
        const Estate::KubeCluster& cluster = m_estate->cluster();
        const QString script = m_estate->write(u"login"_s,
            "#!/bin/sh\n" + what
                + "\necho '{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1beta1\","
                  "\"status\":{\"token\":\""
                + QByteArray::fromStdString(cluster.identities().front().token) + "\"}}'\n");
        if (!QFile::setPermissions(script, QFileDevice::ReadOwner | QFileDevice::ExeOwner))
            qFatal("no script");
        return m_estate->write(u"with-program"_s,
            oneContextText("eks", QByteArray::fromStdString(cluster.url()),
                "certificate-authority-data: " + QByteArray::fromStdString(m_estate->server().caPem()).toBase64(),
                "exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: ./login, args: [eks, get-token]}"));
    }
    /// Asks for pods as the user who signs in by a script that does @p what.
    void startWaiting(QProcess& process, const QByteArray& what) const
    {
        process.setProcessEnvironment(bareEnvironment(m_estate->file(u"home"_s)));
        process.setStandardInputFile(QProcess::nullDevice());
        process.setChildProcessModifier([] { // a shell that starts the tests in the background ignores some for them
            for (const int signal : { SIGINT, SIGTERM, SIGHUP })
                std::signal(signal, SIG_DFL); // NOLINT(cert-err33-c)
        });
        process.start(QCoreApplication::applicationDirPath() + u"/stratoscope"_s,
            { u"--kubeconfig"_s, kubeconfigWithScript(what), u"get"_s, u"pods"_s, u"--allow-exec"_s });
    }
    /// In which that program is approved.
    void writeSettings(const QString& file, const QString& policy) const
    {
        const QString path = m_estate->file(u"login"_s);
        AppSettings settings;
        settings.pluginPolicy = policy == u"DenyAll"_s ? ExecPolicy::DenyAll : ExecPolicy::AllowAll;
        const ExecPlan plan { path, path, { u"eks"_s, u"get-token"_s }, {} };
        settings.approvedPlugins[plan.fingerprint()] = path;
        QFile out(file);
        if (!out.open(QIODevice::WriteOnly) || out.write(encodeSettings(settings)) < 0)
            qFatal("no settings");
    }
    [[nodiscard]] Ran get(const QStringList& arguments) const { return getFrom(m_estate->kubeconfig(), arguments); }
    [[nodiscard]] Ran getFrom(const QString& kubeconfig, const QStringList& arguments) const
    {
        return runProgram(u"stratoscope"_s, QStringList { u"--kubeconfig"_s, kubeconfig, u"get"_s } + arguments,
            bareEnvironment(m_estate->file(u"home"_s)));
    }

    std::unique_ptr<SmallEstate> m_estate;
};

QTEST_GUILESS_MAIN(TestGetCommand)
#include "tst_getcommand.moc"
