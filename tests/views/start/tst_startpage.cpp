// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/fakeclock.h"
#include "ui/cards/card.h"
#include "ui/cards/shapemark.h"
#include "ui/cards/statepanel.h"
#include "ui/plaintext/plainlabel.h"
#include "ui/text/errortext.h"
#include "ui/theme/theme.h"
#include "views/start/contextrow.h"
#include "views/start/startpage.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Strato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Context = StartPage::Context;

Context context(const QString& name, Context::Credential credential = Context::Credential::Token)
{
    Context one;
    one.name = name;
    one.credential = credential;
    one.from = u"~/.kube/config:12"_s;
    one.state = Context::State::NotAsked;
    return one;
}

Context inState(Context::State state, const std::optional<Error>& error = std::nullopt)
{
    Context one = context(u"prod"_s);
    one.state = state;
    one.error = error;
    return one;
}

Error refused()
{
    return { ErrorCode::ConnectFailed, u"10.0.0.1:6443"_s, 0 };
}

} // namespace

class TestStartPage final : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support).*"_s));
        m_page = std::make_unique<StartPage>(m_theme, m_clock);
        m_page->setFormats({ Numbers(QLocale::c()), TimeText({ ZoneChoice::Kind::Utc, {} }, QLocale::c()) });
        m_page->resize(1000, 700);
        m_page->show();
    }
    void cleanup() { m_page.reset(); }

    void emptyStateSaysWhatToDoAndOffersTheDemo()
    {
        QVERIFY(said(u"No context was found"_s));
        QCOMPARE(headline().title, u"Nothing is connected yet."_s);
        QCOMPARE(headline().buttons.size(), std::size_t(3));
        QVERIFY(headline().buttons.front().primary);
        QSignalSpy demo(m_page.get(), &StartPage::demoRequested);
        QSignalSpy prometheus(m_page.get(), &StartPage::prometheusRequested);
        QSignalSpy file(m_page.get(), &StartPage::kubeconfigRequested);
        press(u"Look around in the demo estate"_s);
        press(u"Add a Prometheus…"_s);
        press(u"Open a kubeconfig…"_s);
        QCOMPARE(demo.count() + prometheus.count() + file.count(), 3);
    }

    void contextsAreShownWithTheirReadiness_data()
    {
        QTest::addColumn<Context>("given");
        QTest::addColumn<QString>("credential");
        QTest::addColumn<QString>("readiness");
        QTest::addColumn<bool>("usable");
        using Credential = Context::Credential;
        QTest::newRow("token") << context(u"a"_s) << u"token"_s << u"not asked yet"_s << true;
        Context named = context(u"a"_s, Credential::Basic);
        named.identity = u"oncall"_s;
        QTest::newRow("named") << named << u"user name and password"_s << u"user name and password · oncall"_s << true;
        Context certificate = context(u"a"_s, Credential::ClientCertificate);
        certificate.expires = m_clock.now() + 41min;
        QTest::newRow("expires") << certificate << u"client certificate"_s << u"expires in 41 m"_s << true;
        certificate.state = Context::State::Unusable;
        certificate.error = Error { ErrorCode::CertificateExpired, u"12 days ago"_s, 0 };
        QTest::newRow("expired") << certificate << u"client certificate"_s << u"12 days ago"_s << false;
        QTest::newRow("program") << context(u"a"_s, Credential::ExecPlugin) << u"sign-in program"_s
                                 << u"signs in with a program when it is connected"_s << true;
        QTest::newRow("provider") << context(u"a"_s, Credential::AuthProvider) << u"auth provider"_s
                                  << u"needs an auth provider"_s << true;
    }
    void contextsAreShownWithTheirReadiness()
    {
        QFETCH(const Context, given);
        QFETCH(const QString, credential);
        QFETCH(const QString, readiness);
        QFETCH(const bool, usable);
        show({ given }, std::nullopt);
        QVERIFY(said(credential));
        QVERIFY2(said(readiness), qPrintable(allText()));
        QCOMPARE(button(u"Connect"_s)->isEnabled(), usable);
    }

    void aRowSaysOneThingAtATime_data()
    {
        QTest::addColumn<Context>("given");
        QTest::addColumn<QStringList>("said");
        using State = Context::State;
        const QString why = errorSentence(refused());
        const auto row = [](const char* name, Context given, const QString& state) {
            const bool unread = given.state == State::Reading || given.state == State::Unusable;
            given.credential = unread ? Context::Credential::Unknown : given.credential;
            QTest::newRow(name) << given << QStringList { u"prod"_s, unread ? QString() : u"token"_s, state };
        };
        row("its files are being read", inState(State::Reading), u"reading its files…"_s);
        row("it cannot be used", inState(State::Unusable, refused()), why);
        row("nobody asked", inState(State::NotAsked), u"not asked yet"_s);
        row("it is being asked", inState(State::Checking), u"checking…"_s);
        const auto answered = [this](State state) {
            Context given = inState(state);
            given.answeredAt = m_clock.now();
            return given;
        };
        const QString then = TimeText({ ZoneChoice::Kind::Utc, {} }, QLocale::c()).clock(m_clock.now());
        row("it answers", answered(State::Reachable), u"reachable at "_s + then);
        row("it has frozen since", answered(State::Silent), u"no answer now, it was reachable at "_s + then);
        row("it is dead", inState(State::Unreachable, refused()), why);
        row("on the way", inState(State::Connecting), u"connecting…"_s);
        row("open", inState(State::Connected), u"connected"_s);
        row("open, and dead now", inState(State::Interrupted, refused()), why);
        row("it did not open", inState(State::Failed, refused()), why);
    }
    void aRowSaysOneThingAtATime()
    {
        QFETCH(const Context, given);
        QFETCH(const QStringList, said);
        show({ given }, std::nullopt);
        QStringList texts;
        for (const auto* label : row()->findChildren<PlainLabel*>())
            texts.append(label->fullText());
        QCOMPARE(texts, said);
    }

    void columnsStayWhereTheyAreWhileAnswersCome()
    {
        const std::vector<Context> waiting { inState(Context::State::Checking), context(u"b"_s) };
        show(waiting, std::nullopt);
        const std::vector<QRect> before = columns();
        QCOMPARE(before.size(), std::size_t(8));
        for (std::size_t i = 0; i < 4; ++i) { // the columns of both rows are the same
            QCOMPARE(before[i].left(), before[i + 4].left());
            QCOMPARE(before[i].width(), before[i + 4].width());
        }
        std::vector<Context> answered { inState(Context::State::Unreachable, refused()), context(u"b"_s) };
        answered.back().state = Context::State::Connected;
        answered.back().credential = Context::Credential::Basic;
        answered.back().identity = QString(200, u'x');
        show(answered, std::nullopt);
        const std::vector<QRect> after = columns();
        for (std::size_t i = 0; i < before.size(); ++i) {
            QCOMPARE(after[i].left(), before[i].left());
            QCOMPARE(after[i].width(), before[i].width());
        }
    }

    void aButtonKeepsTheKeysWhileAnswersCome()
    {
        show({ inState(Context::State::Checking) }, std::nullopt);
        m_page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        QPushButton* connectIt = button(u"Connect"_s);
        connectIt->setFocus();
        show({ inState(Context::State::Reachable) }, std::nullopt);
        QVERIFY(connectIt->hasFocus());
        QCOMPARE(button(u"Connect"_s), connectIt);
    }

    void whoIsLookedAtAsksForAnswers()
    {
        StartPage page(m_theme, m_clock);
        QSignalSpy wanted(&page, &StartPage::checkWanted);
        page.show();
        QCOMPARE(wanted.count(), 1);
    }

    void aContextIsConnectedAndDisconnected()
    {
        QSignalSpy connected(m_page.get(), &StartPage::connectRequested);
        QSignalSpy disconnected(m_page.get(), &StartPage::disconnectRequested);
        Context open = context(u"staging"_s);
        open.state = Context::State::Connected;
        show({ context(u"prod"_s), open }, std::nullopt);
        QCOMPARE(headline().title, u"Open another cluster"_s);
        QVERIFY(!headline().buttons.front().primary); // the demo is no longer what one most likely wants
        press(u"Connect"_s);
        press(u"Disconnect"_s);
        QCOMPARE(connected.front().front().toString(), u"prod"_s);
        QCOMPARE(disconnected.front().front().toString(), u"staging"_s);
    }

    void aContextThatFailedToOpenCanBeTriedAgain()
    {
        Context failed = context(u"prod"_s);
        failed.error = refused();
        failed.state = Context::State::Failed;
        show({ failed }, std::nullopt);
        QVERIFY(said(u"10.0.0.1:6443"_s));
        QSignalSpy again(m_page.get(), &StartPage::retryRequested);
        QVERIFY(button(u"Try again"_s)->isEnabled());
        press(u"Try again"_s);
        QCOMPARE(again.count(), 1);
        QCOMPARE(again.front().front().toString(), u"prod"_s);
    }

    void warningsOfKubeconfigFilesAreSaid()
    {
        const Error warning { ErrorCode::Malformed, u"/home/u/.kube/b: line 3: users[0].name"_s, 0 };
        show({ context(u"prod"_s) }, std::nullopt);
        m_page->setWarnings({ warning });
        QCoreApplication::processEvents();
        QVERIFY(said(u"/home/u/.kube/b: line 3"_s));
        m_page->setWarnings({});
        QCoreApplication::processEvents();
        QVERIFY(!said(u"/home/u/.kube/b"_s));
    }

    void anUnusableKubeconfigIsTheHeadline()
    {
        show({}, Error { ErrorCode::NotFound, u"/tmp/none"_s, 0 });
        QCOMPARE(headline().title, u"The kubeconfig cannot be used"_s);
        QVERIFY(headline().reason.contains(u"/tmp/none"_s));
    }

    void theDemoSaysThatItStartsAndWhyItDidNot()
    {
        m_page->setDemoState(true, std::nullopt);
        QCOMPARE(headline().title, u"The demo estate is starting…"_s);
        m_page->setDemoState(false, refused());
        QCOMPARE(headline().title, u"The demo estate did not start"_s);
    }

    void everyButtonHasItsOwnName()
    {
        show({ context(u"prod"_s), context(u"staging"_s) }, std::nullopt);
        QStringList names;
        for (const auto* one : m_page->findChildren<QPushButton*>()) {
            if (one->isVisible())
                names.append(one->accessibleName());
        }
        QVERIFY(!names.contains(QString()));
        QCOMPARE(names.removeDuplicates(), 0);
    }

private:
    void show(std::vector<Context> contexts, const std::optional<Error>& error)
    {
        m_page->setContexts(std::move(contexts), error);
        QCoreApplication::processEvents(); // a layout shows what was added when it is asked the next time
    }
    [[nodiscard]] const StatePanel::Content& headline() const { return m_page->findChild<StatePanel*>()->content(); }
    [[nodiscard]] QPushButton* button(const QString& text) const
    {
        for (auto* one : m_page->findChildren<QPushButton*>()) {
            if (one->text() == text && one->isVisible())
                return one;
        }
        return nullptr;
    }
    [[nodiscard]] ContextRow* row() const { return m_page->findChild<ContextRow*>(); }
    [[nodiscard]] std::vector<QRect> columns() const
    {
        std::vector<QRect> all;
        for (const auto* one : m_page->findChildren<ContextRow*>()) {
            for (const auto* label : one->findChildren<PlainLabel*>())
                all.push_back(label->geometry());
            all.push_back(one->findChild<QPushButton*>()->geometry());
        }
        return all;
    }
    void press(const QString& text) const { button(text)->click(); }
    [[nodiscard]] QString allText() const
    {
        QStringList all;
        for (const auto* label : m_page->findChildren<PlainLabel*>()) {
            if (label->isVisible())
                all.append(label->fullText());
        }
        return all.join(u'\n');
    }
    [[nodiscard]] bool said(const QString& text) const { return allText().contains(text); }

    FakeClock m_clock;
    Theme m_theme;
    std::unique_ptr<StartPage> m_page;
};

QTEST_MAIN(TestStartPage)
#include "tst_startpage.moc"
