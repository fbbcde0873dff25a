// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/application.h"
#include "app/shell/mainwindow.h"
#include "tests/app/shell/shellrig.h"
#include "ui/cards/clusterchip.h"
#include "ui/cards/pastframe.h"
#include "ui/timeline/timebar.h"

#include <QLabel>
#include <QToolTip>

#include <algorithm>

using namespace Strato;
using namespace Strato::Testing;
using namespace Qt::StringLiterals;

/// The window beside the past: its size, and what it says of now all the same.
class TestWindowFit final : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s));
        m_rig = std::make_unique<ShellRig>();
    }
    void cleanup()
    {
        m_app.reset();
        m_rig.reset();
    }

    void theWindowFitsASmallScreenLiveAndInThePast()
    {
        constexpr int roomOnTheScreen = 700; // of 768: a title bar and a panel take the rest
        open({ u"one"_s, u"two"_s });
        QTRY_VERIFY(isLive(u"one"_s) && isLive(u"two"_s));
        for (const Scheme scheme : { Scheme::Dark, Scheme::Light }) {
            m_app->theme().setScheme(scheme);
            for (const bool past : { false, true }) {
                if (past)
                    console().cursor().pause();
                else
                    console().cursor().goLive();
                QCOMPARE(m_window->findChild<PastFrame*>()->isPast(), past);
                for (const QString& view : { u"overview"_s, u"explorer"_s, u"start"_s })
                    m_window->goTo({ view, {} }); // the lowest that all of them allow counts
                const QSize least = m_window->minimumSizeHint();
                QVERIFY2(least.height() <= roomOnTheScreen, qPrintable(QString::number(least.height())));
                QVERIFY2(least.width() <= 1366, qPrintable(QString::number(least.width())));
                m_window->resize(1366, roomOnTheScreen);
                QCOMPARE(m_window->size(), QSize(1366, roomOnTheScreen));
            }
        }
    }

    void aWindowThatIsNotTheActiveOneExplainsItself()
    {
        open({ u"one"_s });
        MainWindow* other = m_app->openWindow();
        other->show();
        other->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(other));
        const auto labels = m_window->findChild<TimeBar*>()->findChildren<QLabel*>();
        const auto shared = std::ranges::find(labels, u"all windows"_s, &QLabel::text);
        QVERIFY(shared != labels.end() && (*shared)->isVisible());
        QTest::mouseMove(*shared, QPoint(2, 2));
        QTest::mouseMove(*shared, (*shared)->rect().center());
        QTRY_VERIFY(QToolTip::isVisible());
        QVERIFY(QToolTip::text().contains(u"One time for all windows"_s));
        QToolTip::hideText();
    }

    void chipsAreOfNowBesideThePast()
    {
        open({ u"one"_s });
        QVERIFY(!chip(u"one"_s)->content().isOfNow);
        console().cursor().pause();
        QVERIFY(chip(u"one"_s)->content().isOfNow);
        console().cursor().goLive();
        QVERIFY(!chip(u"one"_s)->content().isOfNow);
    }

private:
    void make(const QStringList& contexts)
    {
        m_app.reset();
        Options options;
        options.kubeconfig = m_rig->writeKubeconfig();
        options.contexts = contexts;
        m_app = std::make_unique<Application>(*qApp, m_rig->clock(), options, m_rig->path(u"settings.json"_s));
    }
    void open(const QStringList& contexts)
    {
        make(contexts);
        m_window = m_app->openWindow();
        m_window->resize(1920, 1080);
        m_window->show();
        m_app->start();
        QTRY_COMPARE(console().clusters().size(), static_cast<std::size_t>(contexts.size()));
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window));
    }
    Console& console() { return m_app->console(); }
    ClusterChip* chip(const QString& context)
    {
        for (ClusterChip* chip : m_window->findChildren<ClusterChip*>()) {
            if (chip->content().name == context)
                return chip;
        }
        return nullptr;
    }
    bool isLive(const QString& context)
    {
        const auto it = console().clusters().find(context);
        if (it == console().clusters().end())
            return false;
        const auto status = console().statuses().find("k8s:" + std::string(it->second.id.view()));
        return status != console().statuses().end() && status->second.freshness == Freshness::Live;
    }

    std::unique_ptr<ShellRig> m_rig;
    std::unique_ptr<Application> m_app;
    MainWindow* m_window = nullptr;
};

QTEST_MAIN(TestWindowFit)
#include "tst_windowfit.moc"
