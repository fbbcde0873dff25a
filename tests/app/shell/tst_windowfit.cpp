// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/shell/windowrig.h"
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
    void init() { m_rig = std::make_unique<WindowRig>(); }
    void cleanup() { m_rig.reset(); }

    void theWindowFitsASmallScreenLiveAndInThePast()
    {
        constexpr int roomOnTheScreen = 700; // of 768: a title bar and a panel take the rest
        m_rig->open({ u"one"_s, u"two"_s });
        QTRY_VERIFY(m_rig->isLive(u"one"_s) && m_rig->isLive(u"two"_s));
        for (const Scheme scheme : { Scheme::Dark, Scheme::Light }) {
            m_rig->app().theme().setScheme(scheme);
            for (const bool past : { false, true }) {
                if (past)
                    m_rig->console().cursor().pause();
                else
                    m_rig->console().cursor().goLive();
                QCOMPARE(window().findChild<PastFrame*>()->isPast(), past);
                for (const QString& view : { u"overview"_s, u"explorer"_s, u"start"_s })
                    window().goTo({ view, {} }); // the lowest that all of them allow counts
                const QSize least = window().minimumSizeHint();
                QVERIFY2(least.height() <= roomOnTheScreen, qPrintable(QString::number(least.height())));
                QVERIFY2(least.width() <= 1366, qPrintable(QString::number(least.width())));
                window().resize(1366, roomOnTheScreen);
                QCOMPARE(window().size(), QSize(1366, roomOnTheScreen));
            }
        }
    }

    void aNarrowWindowStillNamesItsClusters()
    {
        m_rig->open({ u"one"_s, u"two"_s });
        QTRY_VERIFY(m_rig->isLive(u"one"_s) && m_rig->isLive(u"two"_s));
        window().resize(window().minimumSizeHint());
        QTRY_VERIFY(window().width() < 1000);
        for (const QString& name : { u"one"_s, u"two"_s }) {
            const ClusterChip* chip = m_rig->chip(name);
            QVERIFY2(chip->isVisible(), qPrintable(name));
            QVERIFY(chip->width() >= chip->minimumSizeHint().width()); // its mark and its name are whole
            QVERIFY(chip->toolTip().contains(name));
        }
    }

    void aWindowThatIsNotTheActiveOneExplainsItself()
    {
        m_rig->open({ u"one"_s });
        MainWindow* other = m_rig->app().openWindow();
        other->show();
        other->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(other));
        const auto labels = window().findChild<TimeBar*>()->findChildren<QLabel*>();
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
        m_rig->open({ u"one"_s });
        QVERIFY(!m_rig->chip(u"one"_s)->content().isOfNow);
        m_rig->console().cursor().pause();
        QVERIFY(m_rig->chip(u"one"_s)->content().isOfNow);
        m_rig->console().cursor().goLive();
        QVERIFY(!m_rig->chip(u"one"_s)->content().isOfNow);
    }

private:
    [[nodiscard]] MainWindow& window() const { return m_rig->window(); }

    std::unique_ptr<WindowRig> m_rig;
};

QTEST_MAIN(TestWindowFit)
#include "tst_windowfit.moc"
