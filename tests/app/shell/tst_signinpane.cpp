// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/signinpane.h"
#include "app/shell/signintext.h"
#include "models/base/fakeclock.h"
#include "tests/app/shell/windowrig.h"
#include "ui/cards/card.h"
#include "ui/code/codepane.h"
#include "ui/plaintext/plainlabel.h"
#include "ui/theme/theme.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QtTest>

#include <algorithm>

using namespace Strato;
using namespace Strato::Testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Phase = ExecPluginState::Phase;

ExecPluginState pluginIn(Phase phase)
{
    ExecPluginState state;
    state.id = "id-1";
    state.contexts = { u"prod"_s, u"stage"_s };
    state.plan = { u"aws"_s, u"/usr/bin/aws"_s, { u"eks"_s, u"get-token"_s, u"--cluster-name"_s, u"my cluster"_s },
        { { u"AWS_PROFILE"_s, u"ops"_s } } };
    state.phase = phase;
    return state;
}

} // namespace

/// What a person sees of a sign-in program, and what their presses ask for.
class TestSignInPane final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { m_theme.apply(*qApp); }
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support propagateSizeHints)"_s));
        m_clock = std::make_unique<FakeClock>();
        m_pane = std::make_unique<SignInPane>(m_theme, *m_clock);
        m_pane->resize(900, 400);
    }
    void cleanup() { m_pane.reset(); }

    void nothingIsShownWhileNobodyIsNeeded()
    {
        show({});
        QVERIFY(m_pane->isHidden());
        for (const Phase phase : { Phase::Idle, Phase::Looking, Phase::SignedIn }) {
            show({ pluginIn(phase) });
            QVERIFY(m_pane->isHidden());
        }
    }

    void allThatWouldRunIsShownBeforeItIsApproved()
    {
        const ExecPluginState state = pluginIn(Phase::Unapproved);
        show({ state });
        QVERIFY(m_pane->isVisible());
        QCOMPARE(card()->title(), u"prod, stage wants to run a program to sign you in"_s);
        QCOMPARE(text()->text(),
            u"Command:\n    aws\nProgram:\n    /usr/bin/aws\nArguments:\n    eks\n    get-token\n    --cluster-name\n"
            "    'my cluster'\nEnvironment:\n    AWS_PROFILE=ops"_s);
        QVERIFY(!m_pane->isAncestorOf(QApplication::focusWidget())); // an Enter that was on its way approves nothing
        QSignalSpy approved(m_pane.get(), &SignInPane::approveRequested);
        press(u"Approve"_s);
        QCOMPARE(approved.count(), 0); // a press that was meant for what stood here before
        m_clock->advance(SignInPane::readingTime);
        press(u"Approve"_s);
        QCOMPARE(approved.count(), 1);
        QCOMPARE(approved.first().at(0).toByteArray(), state.id);
        QCOMPARE(approved.first().at(1).toByteArray(), state.plan.fingerprint());
    }

    void notNowPutsItAwayUntilItIsAskedForOrChanges()
    {
        ExecPluginState state = pluginIn(Phase::Unapproved);
        show({ state });
        press(u"Not now"_s);
        QVERIFY(m_pane->isHidden());
        show({ state });
        QVERIFY(m_pane->isHidden());
        m_pane->bringBack();
        QVERIFY(m_pane->isVisible());
        press(u"Not now"_s);
        state.plan.args.push_back(u"--more"_s);
        show({ state });
        QVERIFY(m_pane->isVisible());
        QVERIFY(text()->text().contains(u"--more"_s));
    }

    void aRunIsShownWhenItTakesLongAndSaysWhatItSays()
    {
        ExecPluginState state = pluginIn(Phase::Running);
        state.runningSince = m_clock->monotonic();
        show({ state });
        m_clock->advance(4s);
        show({ state });
        QVERIFY(m_pane->isHidden()); // most are over before
        state.said = { u"To sign in, open https://microsoft.com/devicelogin and enter ABCD."_s };
        state.linesLost = 3;
        show({ state });
        QVERIFY(m_pane->isVisible());
        QCOMPARE(card()->note(), u"4.0 s"_s);
        QCOMPARE(text()->text(),
            u"3 earlier lines are left out\nTo sign in, open https://microsoft.com/devicelogin and enter ABCD."_s);
        QVERIFY(button(u"Not now"_s) == nullptr);
        QSignalSpy opened(m_pane.get(), &SignInPane::linkRequested);
        press(u"Open https://microsoft.com/devicelogin"_s);
        QCOMPARE(opened.first().at(0).toString(), u"https://microsoft.com/devicelogin"_s);
        QSignalSpy cancelled(m_pane.get(), &SignInPane::cancelRequested);
        press(u"Cancel"_s);
        QCOMPARE(cancelled.first().at(0).toByteArray(), state.id);
        show({ pluginIn(Phase::SignedIn) });
        QVERIFY(m_pane->isHidden());
    }

    void aLinkIsShownAsItIsAndNotWiderThanItsText_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("text");
        QTest::newRow("plain") << u"https://a.test/x"_s << u"Open https://a.test/x"_s;
        QTest::newRow("two parameters") << u"https://a.test/x?a=1&b=2"_s << u"Open https://a.test/x?a=1&&b=2"_s;
        QTest::newRow("cut") << u"https://a.test/?"_s + u"&x"_s.repeated(40)
                             << u"Open https://a.test/?"_s + u"&&x"_s.repeated(28) + u'…';
    }
    void aLinkIsShownAsItIsAndNotWiderThanItsText()
    {
        QFETCH(const QString, address);
        QFETCH(const QString, text);
        ExecPluginState state = pluginIn(Phase::Running);
        state.runningSince = m_clock->monotonic();
        state.said = { address };
        m_clock->advance(SignInPane::spokenPatience);
        show({ state });
        const QPushButton* link = button(text);
        QVERIFY(link != nullptr);
        QVERIFY(link->shortcut().isEmpty());
        QCOMPARE(link->accessibleName(), u"Open "_s + address);
        QCOMPARE(link->width(), link->sizeHint().width());
        QSignalSpy opened(m_pane.get(), &SignInPane::linkRequested);
        press(text);
        QCOMPARE(opened.first().at(0).toString(), address);
    }

    void onlyWhatIsAdvisedLooksLikeIt()
    {
        ExecPluginState state = pluginIn(Phase::Running);
        state.runningSince = m_clock->monotonic();
        m_clock->advance(SignInPane::quietPatience);
        const auto inkOf = [this](const QString& text) {
            const QImage image = button(text)->grab().toImage();
            return image.pixelColor(image.width() / 2, image.height() - 4); // below the text
        };
        show({ pluginIn(Phase::Failed) });
        const QColor advised = inkOf(u"Try again"_s);
        QVERIFY(advised != inkOf(u"Put away"_s));
        const QColor plain = inkOf(u"Put away"_s);
        show({ state });
        QCOMPARE(inkOf(u"Cancel"_s), plain);
        show({ pluginIn(Phase::Unapproved) });
        QCOMPARE(inkOf(u"Approve"_s), advised);
    }

    void aSilentRunIsShownAfterFiveSeconds()
    {
        ExecPluginState state = pluginIn(Phase::Running);
        state.runningSince = m_clock->monotonic();
        m_clock->advance(SignInPane::quietPatience);
        show({ state });
        QVERIFY(m_pane->isVisible());
        QVERIFY(text()->isHidden());
        QVERIFY(said(u"Waiting for aws."_s));
    }

    void aFailureSaysWhyAndWhatCanBeDone()
    {
        ExecPluginState state = pluginIn(Phase::Failed);
        state.error = Error { ErrorCode::SignInFailed, u"exec: executable aws failed with exit code 255"_s };
        state.exitStatus = 255;
        state.said = { u"The SSO session has expired"_s };
        state.installHint = u"pip install awscli"_s;
        show({ state });
        QVERIFY(m_pane->isVisible());
        QCOMPARE(card()->title(), u"prod, stage: signing in failed"_s);
        QVERIFY(said(u"failed with exit code 255"_s));
        QVERIFY(said(u"It is not tried again before you say so."_s));
        QVERIFY(said(u"How to install it: pip install awscli"_s));
        QCOMPARE(text()->text(), u"The SSO session has expired"_s);
        QSignalSpy retried(m_pane.get(), &SignInPane::retryRequested);
        press(u"Try again"_s);
        QCOMPARE(retried.first().at(0).toByteArray(), state.id);
        press(u"Put away"_s);
        QVERIFY(m_pane->isHidden());
        ExecPluginState running = pluginIn(Phase::Running);
        running.runningSince = m_clock->monotonic();
        show({ running });
        show({ state }); // it failed in the same way once more
        QVERIFY(m_pane->isVisible());
        state.nextTry = m_clock->now() + 30s;
        show({ state });
        QVERIFY(said(u"It is tried again from"_s));
    }

    void severalComeOneAfterAnother()
    {
        const ExecPluginState first = pluginIn(Phase::Unapproved);
        ExecPluginState second = pluginIn(Phase::Unapproved);
        second.id = "id-0"; // before the first in order: what is shown stays
        second.contexts = { u"test"_s };
        show({ first });
        show({ first, second });
        QVERIFY(card()->title().startsWith(u"prod"_s));
        QVERIFY(said(u"1 more"_s));
        press(u"Not now"_s);
        QVERIFY(card()->title().startsWith(u"test"_s));
        m_clock->advance(SignInPane::readingTime - 1ms);
        QSignalSpy approved(m_pane.get(), &SignInPane::approveRequested);
        press(u"Approve"_s);
        QCOMPARE(approved.count(), 0);
    }

    void whatOthersWroteIsPlainAndSpelledOut()
    {
        ExecPluginState state = pluginIn(Phase::Unapproved);
        const QString bomb = u"<table><tr><td>"_s.repeated(18) + u'x';
        state.contexts = { u"<b>prod</b>"_s };
        state.plan.args = { bomb, u"a\nProgram:\n    /usr/bin/true"_s, u"prod\u202Egnp"_s, u"\033[2J"_s, QString() };
        show({ state });
        const QStringList lines = text()->text().split(u'\n');
        QCOMPARE(lines.filter(QRegularExpression(u"^Program:"_s)).size(), 1); // no argument looks like a heading
        QVERIFY(text()->text().contains(u"'"_s + bomb + u"'"_s));
        QVERIFY(text()->text().contains(u"'prod<U+202E>gnp'"_s));
        QVERIFY(text()->text().contains(u"'U+001B[2J'"_s));
        QVERIFY(lines.contains(u"    ''"_s));
        for (const PlainLabel* label : m_pane->findChildren<PlainLabel*>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
        QVERIFY(card()->title().contains(u"<b>prod</b>"_s));
    }

    void onlyAddressesThatMayBeOpenedBecomeButtons_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QStringList>("links");
        const auto row = [](const char* name, const QString& line, const QStringList& links = {}) {
            QTest::newRow(name) << line << links;
        };
        row("in a sentence", u"Open (https://a.test/x?y=1#z), please."_s, { u"https://a.test/x?y=1#z"_s });
        row("two", u"https://a.test http://localhost:8000/"_s, { u"https://a.test"_s, u"http://localhost:8000/"_s });
        row("in quotes", u"\"https://a.test/b\""_s, { u"https://a.test/b"_s });
        row("user name", u"https://bank.test@evil.test/"_s);
        row("file", u"file:///etc/passwd"_s);
        row("script", u"javascript:alert(1)//http"_s);
        row("other scheme", u"httpx://a.test ms-msdt:/id"_s);
        row("mixed case", u"HTTPS://a.test"_s);
        row("no host", u"https:///x"_s);
        row("a turned one", u"https://a.test/<U+202E>gnp"_s, { u"https://a.test/"_s }); // as the line cleaner spells it
        row("none", u"http"_s);
    }
    void onlyAddressesThatMayBeOpenedBecomeButtons()
    {
        QFETCH(const QString, line);
        QFETCH(const QStringList, links);
        QCOMPARE(linksIn({ line }, 3), links);
    }

    void newerAddressesComeFirstAndNotTooMany()
    {
        QCOMPARE(linksIn({ u"https://a.test"_s, u"https://b.test"_s, u"https://a.test"_s, u"https://c.test"_s }, 2),
            (QStringList { u"https://c.test"_s, u"https://a.test"_s }));
    }

    void everyControlHasANameAndIsReachedByKeyboard()
    {
        ExecPluginState state = pluginIn(Phase::Unapproved);
        show({ state });
        QVERIFY(!m_pane->accessibleName().isEmpty());
        QVERIFY(!text()->accessibleName().isEmpty());
        for (const QPushButton* each : m_pane->findChildren<QPushButton*>())
            QVERIFY2(!each->accessibleName().isEmpty(), qPrintable(each->text()));
        m_pane->activateWindow();
        m_pane->setFocus();
        QTRY_VERIFY(button(u"Not now"_s)->hasFocus()); // the harmless one first
        m_clock->advance(SignInPane::readingTime);
        QSignalSpy approved(m_pane.get(), &SignInPane::approveRequested);
        button(u"Approve"_s)->setFocus(Qt::TabFocusReason);
        QTest::keyClick(button(u"Approve"_s), Qt::Key_Space);
        QCOMPARE(approved.count(), 1);
    }

    /// The whole way: a kubeconfig whose user signs in by a program, the pane, a press, the cluster's objects.
    void anApprovalSignsInAndIsRemembered()
    {
        WindowRig rig;
        const Estate::KubeCluster& cluster = rig.estate().cluster("one");
        const QString script = rig.estate().write(u"login"_s,
            "#!/bin/sh\necho "
            "'{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1\",\"status\":"
            "{\"token\":\""
                + QByteArray::fromStdString(cluster.identities().front().token) + "\"}}'\n");
        QVERIFY(QFile::setPermissions(script, QFileDevice::ReadOwner | QFileDevice::ExeOwner));
        QByteArray config = rig.estate().kubeconfigFor("one", "eks");
        const QByteArray token = "    token: " + QByteArray::fromStdString(cluster.identities().front().token);
        QVERIFY(config.contains(token));
        config.replace(
            token, "    exec: {apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never, command: ./login}");
        rig.open({ u"one"_s }); // of another file
        auto* pane = rig.window().findChild<SignInPane*>();
        QVERIFY(pane != nullptr && pane->isHidden());
        const QString file = rig.estate().write(u"eks.yaml"_s, config);
        rig.console().openKubeconfig(file);
        QTRY_VERIFY(rig.console().readiness().contains(u"eks"_s));
        QVERIFY(rig.console().execPlugins().empty()); // reading a kubeconfig runs nothing
        rig.console().connectContext(u"eks"_s);
        QTRY_VERIFY(pane->isVisible());
        QTRY_VERIFY(rig.console().clusters().at(u"eks"_s).error.has_value());
        QCOMPARE(rig.console().clusters().at(u"eks"_s).error->code, ErrorCode::SignInNotAllowed);
        const auto buttons = pane->findChildren<QPushButton*>();
        const auto approve = std::ranges::find(buttons, u"Approve"_s, &QPushButton::text);
        QVERIFY(approve != buttons.end());
        QVERIFY(QTest::qWaitFor([&] {
            (*approve)->click(); // counts once it could be read
            return !rig.console().settings().settings().approvedPlugins.empty();
        }));
        QTRY_VERIFY(rig.isLive(u"eks"_s));
        QVERIFY(pane->isHidden());
        QCOMPARE(rig.console().settings().settings().approvedPlugins.begin()->second, script);
    }

private:
    void show(const std::vector<ExecPluginState>& plugins) const
    {
        std::map<QByteArray, ExecPluginState> byId;
        for (const ExecPluginState& plugin : plugins)
            byId.emplace(plugin.id, plugin);
        m_pane->setPlugins(byId);
    }
    [[nodiscard]] Card* card() const { return m_pane->findChild<Card*>(); }
    [[nodiscard]] CodePane* text() const { return m_pane->findChild<CodePane*>(); }
    [[nodiscard]] QPushButton* button(const QString& text) const
    {
        for (QPushButton* each : m_pane->findChildren<QPushButton*>()) {
            if (each->text() == text && each->isVisible())
                return each;
        }
        return nullptr;
    }
    void press(const QString& text) const
    {
        QPushButton* found = button(text);
        QVERIFY2(found != nullptr, qPrintable(text));
        QTest::mouseClick(found, Qt::LeftButton);
    }
    [[nodiscard]] bool said(const QString& words) const
    {
        const auto labels = m_pane->findChildren<PlainLabel*>();
        return std::ranges::any_of(
            labels, [&](const PlainLabel* label) { return label->isVisible() && label->fullText().contains(words); });
    }

    Theme m_theme;
    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<SignInPane> m_pane;
};

QTEST_MAIN(TestSignInPane)
#include "tst_signinpane.moc"
