// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/application.h"
#include "app/shell/mainwindow.h"
#include "app/shell/reachdesk.h"
#include "models/base/fakeclock.h"
#include "tests/app/shell/shellrig.h"
#include "ui/plaintext/plainlabel.h"
#include "ui/text/errortext.h"
#include "views/start/contextrow.h"

#include <QApplication>
#include <QPushButton>
#include <QSignalSpy>
#include <QTcpServer>

using namespace Strato;
using namespace Strato::Testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Questions that are answered when the test says so.
struct Questions {
    std::vector<std::pair<QString, ReachDesk::Answer>> asked;

    [[nodiscard]] ReachDesk::Ask ask()
    {
        return [this](const QString& context, ReachDesk::Answer answer) {
            asked.emplace_back(context, std::move(answer));
        };
    }
};

Error refused()
{
    return { ErrorCode::ConnectFailed, u"10.0.0.1:6443"_s, 0 };
}

} // namespace

/// What the page of clusters says about contexts whose servers are well, dead, silent or do not know us.
class TestClustersPage final : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support propagateSizeHints)"_s));
        m_rig = std::make_unique<ShellRig>();
    }
    void cleanup()
    {
        m_app.reset();
        m_rig.reset();
        qunsetenv("KUBECONFIG");
    }

    void whatAServerAnswersIsSaidBeforeItIsOpened()
    {
        QTcpServer silent; // accepts in the kernel, and never answers
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        QTcpServer closed;
        QVERIFY(closed.listen(QHostAddress::LocalHost));
        const quint16 deadPort = closed.serverPort();
        closed.close();
        QByteArray stranger = m_rig->kubeconfigFor("one", "stranger");
        stranger.replace("    token: ", "    token: not-");
        show({ m_rig->kubeconfigFor("one", "well"), at(deadPort, "dead"), at(silent.serverPort(), "silent"),
            std::move(stranger) });
        QTRY_VERIFY(state(u"well"_s).startsWith(u"reachable at "_s));
        QTRY_VERIFY2(
            state(u"dead"_s).startsWith(errorText(ErrorCode::ConnectFailed).what), qPrintable(state(u"dead"_s)));
        QTRY_VERIFY2(state(u"stranger"_s).startsWith(errorText(ErrorCode::Unauthenticated).what),
            qPrintable(state(u"stranger"_s)));
        QTRY_COMPARE(state(u"silent"_s), u"checking…"_s);
        QVERIFY(m_app->console().clusters().empty()); // nothing was opened for it
    }

    void anOpenContextSaysHowItsClusterFares()
    {
        show({ m_rig->kubeconfigFor("one", "well") });
        QTRY_VERIFY(state(u"well"_s).startsWith(u"reachable at "_s));
        m_app->console().connectContext(u"well"_s);
        QTRY_COMPARE(state(u"well"_s), u"connected"_s);
        m_app->console().disconnectContext(u"well"_s);
        QTRY_VERIFY(state(u"well"_s).startsWith(u"reachable at "_s)); // asked anew
    }

    void aDeadServerThatIsOpenedSaysItsReasonAndNothingBesideIt()
    {
        QTcpServer closed;
        QVERIFY(closed.listen(QHostAddress::LocalHost));
        const quint16 deadPort = closed.serverPort();
        closed.close();
        const QString file = m_rig->write(u"dead.yaml"_s, at(deadPort, "dead"));
        qputenv("KUBECONFIG", file.toLocal8Bit());
        open({ u"dead"_s });
        QTRY_VERIFY2(
            state(u"dead"_s).startsWith(errorText(ErrorCode::ConnectFailed).what), qPrintable(state(u"dead"_s)));
        QTRY_COMPARE(texts(u"dead"_s).at(1), u"token"_s);
        QCOMPARE(row(u"dead"_s)->findChild<QPushButton*>()->text(), u"Try again"_s);
    }

    void fewServersAreAskedAtATime()
    {
        FakeClock clock;
        Questions questions;
        ReachDesk desk(clock, questions.ask());
        QStringList many;
        for (int i = 0; i < 20; ++i)
            many.push_back(QString::number(i));
        desk.check(many);
        QCOMPARE(questions.asked.size(), std::size_t(8));
        questions.asked[0].second(std::nullopt);
        QCOMPARE(questions.asked.size(), std::size_t(9));
        desk.check(many); // they wait, or were asked just before
        QCOMPARE(questions.asked.size(), std::size_t(9));
    }

    void anAnswerStandsUntilTheNextOne()
    {
        FakeClock clock;
        Questions questions;
        ReachDesk desk(clock, questions.ask());
        QSignalSpy changed(&desk, &ReachDesk::changed);
        QVERIFY(!desk.reach(u"a"_s));
        desk.check({ u"a"_s });
        QVERIFY(desk.reach(u"a"_s) && !desk.reach(u"a"_s)->known);
        questions.asked[0].second(refused());
        QVERIFY(desk.reach(u"a"_s)->error == refused());
        QCOMPARE(changed.count(), 2);
        clock.advance(31s);
        desk.check({ u"a"_s });
        QVERIFY(desk.reach(u"a"_s)->known); // it is not called unknown because it is asked again
        questions.asked[1].second(std::nullopt);
        QVERIFY(desk.reach(u"a"_s)->known && !desk.reach(u"a"_s)->error);
    }

    void anOldAnswerIsNotTrustedWhileAServerKeepsSilent()
    {
        FakeClock clock;
        Questions questions;
        ReachDesk desk(clock, questions.ask());
        desk.check({ u"a"_s });
        questions.asked[0].second(std::nullopt);
        QCOMPARE(desk.reach(u"a"_s)->at, clock.now());
        clock.advance(31s);
        QVERIFY(!desk.reach(u"a"_s)->overdue); // nobody asked
        desk.check({ u"a"_s });
        clock.advance(2s);
        QVERIFY(!desk.reach(u"a"_s)->overdue);
        clock.advance(1s);
        QVERIFY(desk.reach(u"a"_s)->overdue);
        QCOMPARE(desk.reach(u"a"_s)->at, clock.now() - 34s);
        questions.asked[1].second(std::nullopt);
        QVERIFY(!desk.reach(u"a"_s)->overdue);
        QCOMPARE(desk.reach(u"a"_s)->at, clock.now());
    }

    void whatWasAskedOfAContextThatIsForgottenCountsNoMore()
    {
        FakeClock clock;
        Questions questions;
        ReachDesk desk(clock, questions.ask());
        desk.check({ u"a"_s });
        desk.forget(u"a"_s);
        QVERIFY(!desk.reach(u"a"_s));
        desk.check({ u"a"_s });
        questions.asked[0].second(refused()); // of before
        QVERIFY(!desk.reach(u"a"_s)->known);
        questions.asked[1].second(std::nullopt);
        QVERIFY(desk.reach(u"a"_s)->known && !desk.reach(u"a"_s)->error);
    }

private:
    static QByteArray at(quint16 port, const QByteArray& context)
    {
        return "apiVersion: v1\nkind: Config\nclusters:\n- name: c\n  cluster:\n    server: https://127.0.0.1:"
            + QByteArray::number(port) + "\nusers:\n- name: u\n  user:\n    token: t\ncontexts:\n- name: " + context
            + "\n  context:\n    cluster: c\n    user: u\n";
    }
    /// One file each: their entries have the same names.
    void show(const std::vector<QByteArray>& kubeconfigs)
    {
        AppSettings settings;
        for (const QByteArray& one : kubeconfigs)
            settings.kubeconfigFiles.push_back(
                m_rig->write(u"config-%1.yaml"_s.arg(settings.kubeconfigFiles.size()), one));
        QVERIFY(!m_rig->write(u"settings.json"_s, encodeSettings(settings)).isEmpty());
        open({});
    }
    void open(const QStringList& contexts)
    {
        Options options;
        options.contexts = contexts;
        options.language = u"en"_s;
        m_app = std::make_unique<Application>(*qobject_cast<QApplication*>(QCoreApplication::instance()),
            m_rig->clock(), options, m_rig->path(u"settings.json"_s));
        m_window = m_app->openWindow();
        m_window->resize(1366, 768);
        m_window->show();
        m_app->start();
        m_window->goTo({ u"start"_s, {} });
    }
    [[nodiscard]] ContextRow* row(const QString& context) const
    {
        for (auto* one : m_window->findChildren<ContextRow*>()) {
            if (one->name() == context)
                return one;
        }
        return nullptr;
    }
    [[nodiscard]] QStringList texts(const QString& context) const
    {
        QStringList all;
        if (const ContextRow* of = row(context)) {
            for (const auto* label : of->findChildren<PlainLabel*>())
                all.push_back(label->fullText());
        }
        return all;
    }
    [[nodiscard]] QString state(const QString& context) const { return texts(context).value(2); }

    std::unique_ptr<ShellRig> m_rig;
    std::unique_ptr<Application> m_app;
    MainWindow* m_window = nullptr;
};

QTEST_MAIN(TestClustersPage)
#include "tst_clusterspage.moc"
