// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/badinput/desk.h"
#include "ui/cards/toastarea.h"
#include "ui/text/errortext.h"

#include <QRegularExpression>
#include <QtTest>

#include <nlohmann/json.hpp>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace Strato;
using namespace Strato::Test;

namespace {

constexpr int patienceMs = 20'000;

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// What surrounds the console is not as it should be: files, home, keychain, packages. It says what, where and
/// what to do, the window lives, and nothing that was there before is lost.
class TestBadSurroundings final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_estate = std::make_unique<SmallEstate>();
        qputenv("HOME", m_estate->file(u"home"_s).toLocal8Bit());
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
        qputenv("KUBECONFIG", m_estate->kubeconfig().toLocal8Bit());
        QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    }
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support propagateSizeHints)"_s)); }

    void aKubeconfigThatCannotBeReadIsNamedAndTheOthersGoOn_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("place");
        QTest::newRow("not YAML") << u"one.yaml"_s << QByteArray("apiVersion: v1\nclusters:\n- name: [\n")
                                  << u"one.yaml:"_s;
        QTest::newRow("a list that is a text")
            << u"two.yaml"_s << QByteArray("apiVersion: v1\nkind: Config\ncontexts: nonsense\n") << u"two.yaml:3"_s;
        QTest::newRow("a folder") << u"folder"_s << QByteArray() << u"/folder"_s;
        QTest::newRow("absent") << u"absent"_s << QByteArray() << u"/absent"_s;
    }
    void aKubeconfigThatCannotBeReadIsNamedAndTheOthersGoOn()
    {
        QFETCH(const QString, name);
        QFETCH(const QByteArray, text);
        QFETCH(const QString, place);
        if (!text.isEmpty())
            (void)m_estate->write(name, text);
        else if (name == u"folder"_s)
            QVERIFY(QDir().mkpath(m_estate->file(name)));
        Desk desk(windowOn({ u"one"_s }));
        desk.window().goTo({ u"start"_s, {} });
        QTRY_VERIFY_WITH_TIMEOUT(desk.isLive(u"one"_s), patienceMs);
        desk.console().openKubeconfig(m_estate->file(name));
        QTRY_VERIFY_WITH_TIMEOUT(desk.console().contexts().error.has_value(), patienceMs);
        QTRY_VERIFY2(desk.says(place), qUtf8Printable(desk.words()));
        QVERIFY2(desk.says(errorText(desk.console().contexts().error->code).todo), qUtf8Printable(desk.words()));
        checkTheClusterGoesOn(desk);
    }

    void whatIsWrongWithSingleEntriesIsSaidWithItsPlaceAndWhatToDo()
    {
        const QString file = m_estate->write(u"odd.yaml"_s,
            "apiVersion: v1\nkind: Config\n"
            "clusters:\n- name: c\n  cluster: {server: \"https://127.0.0.1:1\"}\n- nonsense\n"
            "users: []\n"
            "contexts:\n- name: odd\n  context:\n    cluster: c\n    user: ghost\n");
        Desk desk(windowOn({ u"one"_s }));
        desk.window().goTo({ u"start"_s, {} });
        QTRY_VERIFY_WITH_TIMEOUT(desk.isLive(u"one"_s), patienceMs);
        QSignalSpy told(&desk.console(), &Console::kubeconfigProblems);
        desk.console().openKubeconfig(file);
        QTRY_COMPARE_WITH_TIMEOUT(told.count(), 2, patienceMs);
        // The entry that is left out, and the context that names a user who is not there: file, line, what, what to do.
        for (const QString& place : { u"odd.yaml:6"_s, u"odd.yaml:12"_s })
            QVERIFY2(desk.says(place), qUtf8Printable(desk.words()));
        QVERIFY2(desk.says(u"user \"ghost\" was not found for context \"odd\""_s), qUtf8Printable(desk.words()));
        for (const ErrorCode code : { ErrorCode::Malformed, ErrorCode::NotFound })
            QVERIFY2(desk.says(errorText(code).todo), qUtf8Printable(desk.words()));
        checkTheClusterGoesOn(desk);
    }

    void aHomeThatCannotBeWrittenIsSaidAndEverythingElseWorks()
    {
        const QString blocker = m_estate->write(u"blocker"_s, "a file where a folder should be");
        Desk desk(windowOn({ u"one"_s }), blocker + u"/stratoscope/settings.json"_s);
        changeTheme(desk, ThemeChoice::Light);
        QTRY_VERIFY2(desk.says(u"Nothing will be saved"_s), qUtf8Printable(desk.words()));
        QVERIFY2(desk.says(blocker), qUtf8Printable(desk.words()));
        QCOMPARE(contentOf(blocker), QByteArray("a file where a folder should be"));
        checkTheClusterGoesOn(desk);
    }

    void brokenSettingsArePutAsideAndSaid()
    {
        const QString file = m_estate->write(u"broken.json"_s, "{\"theme\": ");
        Desk desk(windowOn({ u"one"_s }), file);
        QTRY_VERIFY2(desk.says(u"were put aside"_s), qUtf8Printable(desk.words()));
        QCOMPARE(contentOf(file + u".broken"_s), QByteArray("{\"theme\": "));
        checkTheClusterGoesOn(desk);
    }

    void withoutAKeychainAPasswordWorksUntilTheEndAndThatIsSaid()
    {
        const QString file = m_estate->file(u"keychain.json"_s);
        Desk desk(windowOn({ u"one"_s }), file);
        PrometheusSettings server;
        server.name = u"mine"_s;
        server.url = u"http://127.0.0.1:1"_s;
        server.auth = MetricsAuth::Bearer;
        QVERIFY(!desk.console().addPrometheus(server, "very-secret-word", true));
        QTRY_VERIFY2(desk.says(u"No keychain"_s), qUtf8Printable(desk.words()));
        QCOMPARE(desk.window().toasts()->count(), 1);
        QByteArray held;
        desk.console().secrets().read(
            server.secretKey(), [&](const Result<QByteArray>& secret) { held = secret.value_or(QByteArray()); });
        QCOMPARE(held, QByteArray("very-secret-word"));
        QVERIFY(!desk.console().settings().flush());
        QVERIFY(contentOf(file).contains("mine"));
        QVERIFY(!contentOf(file).contains("very-secret-word"));
        checkTheClusterGoesOn(desk);
    }

    void aKeychainThatAsksForItsPasswordIsSaidUntilItAnswers()
    {
        const Desk desk(windowOn({ u"one"_s }), m_estate->file(u"slowkeychain.json"_s));
        const QString notice = errorText(ErrorCode::KeychainSilent).what;
        emit desk.console().secrets().waitingChanged(true);
        QVERIFY2(desk.says(notice), qUtf8Printable(desk.words()));
        emit desk.console().secrets().waitingChanged(false);
        QVERIFY(!desk.says(notice));
    }

    void aDemoWithoutPrometheusSaysWhichPackageIsMissing()
    {
        const QByteArray path = qgetenv("PATH");
        qputenv("PATH", m_estate->file(u"nothing"_s).toLocal8Bit());
        Options options;
        options.demo = true;
        options.language = u"en"_s;
        options.estateArguments = { u"--state"_s, m_estate->file(u"demo"_s), u"--no-history"_s };
        Desk desk(options);
        QTRY_VERIFY_WITH_TIMEOUT(desk.console().clusters().size() == 2, patienceMs);
        qputenv("PATH", path);
        QTRY_VERIFY2_WITH_TIMEOUT(desk.says(errorSentence({ ErrorCode::ProgramMissing, u"prometheus"_s })),
            qUtf8Printable(desk.words()), patienceMs);
        for (const auto& [context, cluster] : desk.console().clusters())
            QTRY_VERIFY_WITH_TIMEOUT(desk.isLive(context), patienceMs);
    }

    void aDemoThatCannotStartSaysWhyAndTheWindowLives()
    {
        const QString blocker = m_estate->write(u"state"_s, "");
        Options options;
        options.demo = true;
        options.language = u"en"_s;
        options.estateArguments = { u"--state"_s, blocker + u"/below"_s };
        Desk desk(options);
        QTRY_VERIFY2_WITH_TIMEOUT(
            desk.says(blocker + u"/below"_s), qUtf8Printable(desk.words()), patienceMs); // which folder
        desk.window().goTo({ u"start"_s, {} });
        QCOMPARE(desk.window().currentPlace().view, u"start"_s);
    }

private:
    static void changeTheme(const Desk& desk, ThemeChoice theme)
    {
        AppSettings settings = desk.console().settings().settings();
        settings.theme = theme;
        desk.console().settings().set(std::move(settings));
    }
    void checkTheClusterGoesOn(const Desk& desk)
    {
        QTRY_VERIFY_WITH_TIMEOUT(desk.isLive(u"one"_s), patienceMs);
        const std::size_t before = desk.pods(u"one"_s);
        m_estate->apply(smallPod("another-" + std::to_string(++m_made), "default"));
        QTRY_COMPARE_WITH_TIMEOUT(desk.pods(u"one"_s), before + 1, patienceMs);
        QVERIFY(desk.window().isVisible());
    }

    std::unique_ptr<SmallEstate> m_estate;
    int m_made = 0;
};

QTEST_MAIN(TestBadSurroundings)
#include "tst_badsurroundings.moc"
