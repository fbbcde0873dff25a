// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/cards/bignumbercard.h"
#include "ui/cards/card.h"
#include "ui/cards/clusterchip.h"
#include "ui/cards/counttile.h"
#include "ui/cards/navlist.h"
#include "ui/cards/notelabel.h"
#include "ui/cards/pastframe.h"
#include "ui/cards/statepanel.h"
#include "ui/cards/statusbaritem.h"
#include "ui/cards/toastarea.h"
#include "ui/text/numbers.h"
#include "ui/theme/theme.h"

#include <QLabel>
#include <QPushButton>
#include <QtTest>

using namespace Strato;
using namespace Qt::StringLiterals;

class TestUiCards final : public QObject {
    Q_OBJECT
private:
    Theme m_theme;

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support propagateSizeHints)"_s)); }

    void bigNumberOpensItsListByPointerAndKeys()
    {
        BigNumberCard card(m_theme);
        card.setContent({ u"Pods not ready"_s, Health::Warning, u"7"_s, u"of 318"_s, u"3 crash-looping"_s, { 1, 2 } });
        card.resize(card.sizeHint());
        const QSignalSpy opened(&card, &BigNumberCard::activated);
        QTest::mouseClick(&card, Qt::LeftButton);
        QTest::keyClick(&card, Qt::Key_Return);
        QTest::keyClick(&card, Qt::Key_Space);
        QCOMPARE(opened.count(), 3);
        QCOMPARE(card.accessibleName(), u"Pods not ready"_s);
        QCOMPARE(card.accessibleDescription(), u"7 of 318 3 crash-looping warning"_s);
    }

    void tileSpeaksWordAndCount()
    {
        CountTile tile(m_theme, Health::Well, u"running"_s);
        QVERIFY(tile.accessibleName().contains(u'–'));
        tile.setCount(u"36"_s);
        QCOMPARE(tile.accessibleName(), u"running 36"_s);
    }

    void aLowTileIsDrawnInOneLine()
    {
        CountTile squeezed(m_theme, Health::Well, u"运行中"_s);
        CountTile compact(m_theme, Health::Well, u"运行中"_s);
        compact.setCompact(true);
        for (CountTile* tile : { &squeezed, &compact }) {
            tile->setCount(u"272"_s);
            tile->resize(120, 47);
        }
        QCOMPARE(squeezed.grab().toImage(), compact.grab().toImage());
        squeezed.resize(squeezed.sizeHint());
        compact.resize(squeezed.size());
        QVERIFY(squeezed.grab().toImage() != compact.grab().toImage());
    }

    void aChipAsksForAllItsWords_data()
    {
        QTest::addColumn<QString>("identity");
        for (const char* identity : { "admin", "管理员", "admin，只读", "sso:值班员一号", "oncall@生产" })
            QTest::newRow(identity) << QString::fromUtf8(identity);
    }
    void aChipAsksForAllItsWords()
    {
        QFETCH(const QString, identity);
        for (const int percent : { 75, 90, 100, 110, 125 }) {
            Theme theme;
            theme.setTextScale(percent / 100.0);
            ClusterChip chip(theme);
            chip.setContent({ .name = u"hangzhou-1"_s, .identity = identity, .health = Health::Well });
            const QSize hint = chip.sizeHint();
            chip.resize(hint);
            const QRect words(0, 0, hint.width() - 8, hint.height()); // without the edge
            const QImage asked = chip.grab().toImage().copy(words);
            chip.resize(hint + QSize(60, 0));
            QCOMPARE(asked, chip.grab().toImage().copy(words)); // more room changes nothing
        }
    }

    void aChipBesideThePastSaysThatItIsOfNow()
    {
        ClusterChip chip(m_theme);
        ClusterChip::Content content { .name = u"hangzhou-1"_s, .health = Health::Critical };
        chip.setContent(content);
        QVERIFY(chip.toolTip().contains(u"hangzhou-1"_s) && !chip.toolTip().contains(u"as it is now"_s));
        chip.resize(chip.sizeHint());
        const QImage live = chip.grab().toImage();
        content.isOfNow = true;
        chip.setContent(content);
        QVERIFY(chip.toolTip().contains(u"as it is now"_s));
        QVERIFY(chip.accessibleDescription().contains(u"as it is now"_s));
        QVERIFY(chip.grab().toImage() != live);
        content.isOfNow = false;
        chip.setContent(content);
        QVERIFY(chip.toolTip().contains(u"hangzhou-1"_s) && !chip.toolTip().contains(u"as it is now"_s));
    }

    void aChipOfAnUnverifiedClusterSaysSoAndWhatItMeans()
    {
        ClusterChip chip(m_theme);
        ClusterChip::Content content { .name = u"hangzhou-1"_s, .health = Health::Well };
        chip.setContent(content);
        const int width = chip.sizeHint().width();
        QVERIFY(!chip.accessibleName().contains(u"UNVERIFIED"_s));
        content.unverified = true;
        chip.setContent(content);
        QVERIFY(chip.accessibleName().contains(u"UNVERIFIED"_s));
        QVERIFY(chip.sizeHint().width() > width); // the word is drawn
        QVERIFY(chip.toolTip().contains(u"it may be another one"_s));
        QVERIFY(chip.accessibleDescription().contains(u"it may be another one"_s));
    }

    void unmarkedClusterCountsAsProduction()
    {
        ClusterChip chip(m_theme);
        chip.setContent({ .name = u"hangzhou-1"_s, .identity = u"you@corp"_s });
        QVERIFY(chip.accessibleName().contains(u"PRODUCTION"_s));
        QVERIFY(chip.accessibleName().contains(u"read-only"_s));
        const int full = chip.sizeHint().width();
        QVERIFY(chip.minimumSizeHint().width() < full);
        chip.setContent({ .name = u"st\u202Eaging"_s, .production = false, .locked = false, .health = Health::Well });
        QCOMPARE(chip.accessibleName(), u"st<U+202E>aging"_s);
        const QSignalSpy asked(&chip, &ClusterChip::menuRequested);
        QTest::keyClick(&chip, Qt::Key_Down);
        QCOMPARE(asked.count(), 1);
    }

    void navigationTellsChoicesOfPeopleOnly()
    {
        NavList nav(m_theme);
        const QSignalSpy chosen(&nav, &NavList::chosen);
        nav.setEntries({ { {}, u"Now"_s }, { u"overview"_s, u"Overview"_s }, { {}, u"Estate"_s },
            { u"explorer"_s, u"Explorer"_s } });
        nav.setCurrentId(u"overview"_s);
        QCOMPARE(chosen.count(), 0);
        QTest::keyClick(&nav, Qt::Key_Down); // over the heading
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(nav.currentId(), u"explorer"_s);
        nav.setBadge(u"explorer"_s, 12, Health::Critical);
        QVERIFY(nav.currentIndex().data(Qt::AccessibleTextRole).toString().contains(u"12"_s));
        nav.setEntries({ { u"explorer"_s, u"探索"_s } }); // another language
        QCOMPARE(nav.currentId(), u"explorer"_s);
        QCOMPARE(chosen.count(), 1);
    }

    void navigationTellsTheCurrentPlaceAgain()
    {
        NavList nav(m_theme);
        nav.setEntries({ { u"overview"_s, u"Overview"_s }, { u"explorer"_s, u"Explorer"_s } });
        nav.setCurrentId(u"overview"_s);
        nav.show();
        const QSignalSpy chosen(&nav, &NavList::chosen);
        const auto press = [&nav](int row) {
            QTest::mouseClick(nav.viewport(), Qt::LeftButton, {}, nav.visualRect(nav.model()->index(row, 0)).center());
        };
        press(0); // a list of the overview is shown, say: back to its first page
        QCOMPARE(chosen.count(), 1);
        QTest::keyClick(&nav, Qt::Key_Return);
        QCOMPARE(chosen.count(), 2);
        press(1);
        QCOMPARE(chosen.count(), 3); // once
        QCOMPARE(chosen.back().front().toString(), u"explorer"_s);
    }

    void panelKeepsItsButtonsWhileWordsChange()
    {
        StatePanel panel(m_theme);
        panel.setContent({ Health::Warning, u"no answer (46 s)"_s, u"why"_s, { { u"retry"_s, u"Try now"_s } } });
        QPushButton* button = panel.findChild<QPushButton*>();
        panel.setContent({ Health::Warning, u"no answer (47 s)"_s, u"why"_s, { { u"retry"_s, u"Try now"_s } } });
        QCOMPARE(panel.findChild<QPushButton*>(), button);
        const QSignalSpy pressed(&panel, &StatePanel::buttonPressed);
        button->click();
        QCOMPARE(pressed.value(0).value(0).toString(), u"retry"_s);
        for (const QLabel* label : panel.findChildren<QLabel*>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }

    void statusBarDoesNotDanceWithItsDigits()
    {
        StatusBarItem item(m_theme);
        item.setStatus(Health::Well, u"prometheus live, 3 s old"_s, u"<b>tip</b>"_s);
        QVERIFY(item.accessibleName().contains(u"well"_s));
        QVERIFY(!item.toolTip().contains(u"<b>"_s));
        QCOMPARE(item.accessibleDescription(), u"<b>tip</b>"_s);
    }

    void pastIsFramedSaidAndLeft()
    {
        PastFrame frame(m_theme);
        auto* view = new QWidget;
        frame.setContent(view);
        frame.show();
        QVERIFY(!frame.isPast());
        QVERIFY(!frame.findChild<QPushButton*>()->isVisible());
        frame.setPast(u"Mon 23 Nov 14:19:40 UTC+8"_s);
        QVERIFY(frame.findChild<QPushButton*>()->isVisible());
        QVERIFY(frame.accessibleName().contains(u"14:19:40 UTC+8"_s));
        const QSignalSpy live(&frame, &PastFrame::goLiveRequested);
        frame.findChild<QPushButton*>()->click();
        QCOMPARE(live.count(), 1);
        frame.setPast({});
        QVERIFY(view->isVisible());
        QVERIFY(!frame.isPast());
    }

    void wellToastsGoByThemselvesIllOnesStay()
    {
        QWidget window;
        window.resize(800, 600);
        window.show();
        ToastArea toasts(m_theme, &window);
        toasts.setLifetime(std::chrono::milliseconds(1));
        toasts.show(Health::Well, u"Saved"_s, {});
        toasts.show(Health::Critical, u"Not saved"_s, u"The disk is full."_s);
        QTRY_COMPARE(toasts.count(), 1);
        QVERIFY(window.rect().contains(toasts.geometry()));
        for (QPushButton* button : toasts.findChildren<QPushButton*>()) {
            if (button->isVisible())
                button->click();
        }
        QCOMPARE(toasts.count(), 0);
    }

    void oldestPassingToastGivesWay()
    {
        QWidget window;
        ToastArea toasts(m_theme, &window);
        for (int i = 0; i < 9; ++i)
            toasts.show(i == 0 ? Health::Critical : Health::Well, QString::number(i), {});
        QCOMPARE(toasts.count(), 4);
        QStringList titles;
        for (const StatePanel* panel : toasts.findChildren<StatePanel*>())
            titles << panel->content().title;
        QVERIFY(titles.contains(u"0"_s));
    }

    void cardShowsMarkupLiterally()
    {
        Card card(m_theme, u"<b>title</b>"_s);
        card.setNote(u"a < b"_s);
        QCOMPARE(card.title(), u"<b>title</b>"_s);
        for (const QLabel* label : card.findChildren<QLabel*>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }

    void notesAreReadWholeOnASmallScreen_data()
    {
        QTest::addColumn<QString>("number");
        QTest::addColumn<QString>("note");
        for (const QString& why : { u"no rates yet: they need a few scrapes"_s, u"none told by the metrics server"_s,
                 u"not recorded before 16:00"_s, u"no cluster has answered"_s, u"lost since 16:00:00"_s,
                 u"暂无速率：需再采集几次"_s, u"自 16:00:00 起已过时，请稍候"_s })
            QTest::newRow(qPrintable(why)) << Numbers::missing() << why;
        QTest::newRow("change") << u"12.3 k"_s << u"+12.4 % on yesterday"_s;
        QTest::newRow("mean") << u"0.24 %"_s << u"mean 10.24 %"_s;
        QTest::newRow("alerts") << u"128"_s << u"104 name no cluster"_s;
    }
    void notesAreReadWholeOnASmallScreen()
    {
        QFETCH(const QString, number);
        QFETCH(const QString, note);
        m_theme.apply(*qApp); // fonts come with the sheet
        BigNumberCard card(m_theme);
        card.setContent({ u"Calls a second"_s, Health::Well, number, {}, note, { 1, 2 } });
        card.resize(178, card.sizeHint().height()); // one of six in a window of 1366x768
        card.show();
        const auto* label = card.findChild<NoteLabel*>();
        QCOMPARE(label->fullText(), note);
        QVERIFY2(label->isWhole(), qPrintable(label->lines().join(u'|')));
        QCOMPARE(label->lines().join(u' ').remove(u' '), QString(note).remove(u' '));
        QVERIFY(!label->lines().contains(u"%"_s)); // a figure stays with its unit
    }
};

QTEST_MAIN(TestUiCards)
#include "tst_uicards.moc"
