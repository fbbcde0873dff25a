// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/gallery/samplemodel.h"
#include "ui/delegates/statedelegate.h"
#include "ui/tables/filteredit.h"
#include "ui/tables/stratotable.h"
#include "ui/tables/tableview.h"

#include <QBuffer>
#include <QClipboard>
#include <QHeaderView>
#include <QMenu>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSignalSpy>
#include <QVBoxLayout>
#include <QtTest>

using namespace Strato;
using namespace Qt::StringLiterals;

class TestUiTables final : public QObject {
    Q_OBJECT
private:
    Theme m_theme;
    SampleModel m_model { 50 };

    std::unique_ptr<StratoTable> table()
    {
        auto made = std::make_unique<StratoTable>(m_theme);
        made->setModel(&m_model,
            { { "name", 200, true, new StateDelegate(m_theme, SampleModel::HealthRole, StateDelegate::Words::Plain) },
                { "state", 120, true }, { "where", 120, true }, { "cpu", 80, true, nullptr, true },
                { "history", 80, false }, { "trend", 80, false }, { "restarts", 60, true, nullptr, true },
                { "age", 60, false } });
        made->resize(800, 300);
        return made;
    }
    static QPushButton* stripOf(const StratoTable& table)
    {
        return table.findChild<QPushButton*>(QString(), Qt::FindDirectChildrenOnly);
    }

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support propagateSizeHints)"_s)); }

    void selectionIsCopiedAsTabSeparatedText()
    {
        const auto made = table();
        made->view()->selectRow(2);
        QTest::keySequence(made->view(), QKeySequence::Copy);
        const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
        QCOMPARE(lines.size(), 2);
        QCOMPARE(lines[0], u"Pod\tState\tWhere\tCPU of request\tRestarts"_s);
        QCOMPARE(lines[1].split(u'\t')[1], u"CrashLoopBackOff"_s);
    }

    void nothingSelectedCopiesNothing()
    {
        const auto made = table();
        QGuiApplication::clipboard()->setText(u"before"_s);
        made->copySelection();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"before"_s);
    }

    void csvFollowsVisibleColumnsInTheirOrder()
    {
        const auto made = table();
        made->setColumnShown("where", false);
        made->view()->horizontalHeader()->moveSection(1, 0);
        QBuffer buffer;
        QVERIFY(buffer.open(QIODevice::WriteOnly));
        QVERIFY(made->writeCsv(buffer, false));
        const QList<QByteArray> lines = buffer.data().split('\n');
        QCOMPARE(lines[0], QByteArray("State,Pod,CPU of request,Restarts\r"));
        QCOMPARE(lines.size(), 52);
        QVERIFY(lines[4].startsWith("\"Running, not ready\","));
    }

    void brokenDeviceFailsTheExport()
    {
        const auto made = table();
        QBuffer closed;
        QTest::ignoreMessage(QtWarningMsg, "QIODevice::write (QBuffer): device not open");
        QVERIFY(!made->writeCsv(closed, false));
    }

    void layoutSurvivesARestart()
    {
        QByteArray kept;
        {
            const auto made = table();
            made->setColumnShown("age", true);
            made->setColumnShown("where", false);
            made->view()->horizontalHeader()->moveSection(0, 2);
            made->view()->setColumnWidth(1, 333);
            made->view()->sortByColumn(6, Qt::DescendingOrder);
            kept = made->saveLayout();
        }
        const auto made = table();
        QVERIFY(made->restoreLayout(kept));
        QVERIFY(made->isColumnShown("age"));
        QVERIFY(!made->isColumnShown("where"));
        QCOMPARE(made->view()->columnWidth(1), 333);
        QCOMPARE(made->view()->horizontalHeader()->visualIndex(0), 2);
        QCOMPARE(m_model.sortColumn, 6);
        QCOMPARE(m_model.sortOrder, Qt::DescendingOrder);
        QCOMPARE(made->saveLayout(), kept);
    }

    void foreignLayoutIsRefusedWhole_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("noise") << QByteArray(64, '\x7f');
        QTest::newRow("cut") << table()->saveLayout().left(20);
    }
    void foreignLayoutIsRefusedWhole()
    {
        QFETCH(const QByteArray, bytes);
        const auto made = table();
        const QByteArray before = made->saveLayout();
        QVERIFY(!made->restoreLayout(bytes));
        QCOMPARE(made->saveLayout(), before);
    }

    void lastColumnCannotBeHidden()
    {
        const auto made = table();
        for (const char* id : { "name", "state", "where", "cpu", "restarts" })
            made->setColumnShown(id, false);
        QVERIFY(made->isColumnShown("restarts"));
    }

    void everythingOfTheHeaderIsInTheRowMenu()
    {
        const auto made = table();
        connect(made.get(), &StratoTable::contextMenuAboutToShow, this,
            [](QMenu* menu, const QModelIndex&) { menu->addAction(u"Logs"_s); });
        QMenu menu;
        made->fillRowMenu(menu, m_model.index(0, 0));
        QStringList entries;
        for (const QAction* action : menu.actions())
            entries << action->text();
        QCOMPARE(entries.front(), u"Logs"_s);
        QVERIFY(entries.contains(u"Copy"_s));
        QAction* sort = menu.actions().back();
        QCOMPARE(sort->menu()->actions().size(), 5);
        sort->menu()->actions().at(1)->trigger();
        QCOMPARE(m_model.sortColumn, 1);
    }

    void selectionAndPlaceSurviveNewRows()
    {
        const auto made = table();
        made->show();
        made->view()->selectRow(20);
        const QPersistentModelIndex selected = made->view()->currentIndex();
        m_model.insertFirst();
        QCOMPARE(selected.row(), 21);
        QCOMPARE(made->view()->currentIndex().row(), 21);
    }

    void returnAndDoubleClickOpenTheRow()
    {
        const auto made = table();
        const QSignalSpy opened(made.get(), &StratoTable::rowActivated);
        made->view()->selectRow(3);
        QTest::keyClick(made->view(), Qt::Key_Return);
        QCOMPARE(opened.count(), 1);
    }

    void whatWaitsIsSaidBelowTheRowsAndAskedForOnce()
    {
        const auto made = table();
        made->show();
        const QSignalSpy asked(made.get(), &StratoTable::waitingRequested);
        const QRect firstRow = made->view()->visualRect(made->model()->index(0, 0));
        made->setWaiting(3, 1, u"checkout & co"_s);
        QPushButton* strip = stripOf(*made);
        QVERIFY(strip);
        made->layout()->activate();
        QCOMPARE(strip->accessibleName(), u"3 worse above: checkout & co"_s);
        QVERIFY(!strip->geometry().intersects(made->view()->geometry())); // it hides no row
        QCOMPARE(made->view()->visualRect(made->model()->index(0, 0)), firstRow); // and moves none
        strip->click();
        QCOMPARE(asked.count(), 1);
        QVERIFY(!strip->isVisible());
        made->setWaiting(0, 2, u"mild"_s);
        QCOMPARE(strip->accessibleName(), u"2 more to list: mild"_s); // nothing is said of a direction
    }

    void theFocusStaysInTheTableWhoseStripIsPressed()
    {
        QWidget window;
        QVBoxLayout box(&window);
        const auto made = table();
        const auto other = table();
        box.addWidget(made.get());
        box.addWidget(other.get());
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        made->setWaiting(1, 0, u"a"_s);
        QTest::mouseClick(stripOf(*made), Qt::LeftButton);
        QVERIFY(made->view()->hasFocus());
        made->setWaiting(1, 0, u"a"_s);
        stripOf(*made)->setFocus();
        made->setWaiting(0, 0, {}); // the list may settle by itself meanwhile
        QVERIFY(made->view()->hasFocus());
        made->setParent(nullptr);
        other->setParent(nullptr);
    }

    void stateStandsOverTheRowsAndItsButtonsSpeak()
    {
        const auto made = table();
        made->show();
        const QSignalSpy pressed(made.get(), &StratoTable::stateButtonPressed);
        made->setState({ {}, u"0 of 318 match"_s, {}, { { u"clear"_s, u"Clear"_s } } });
        auto* panel = made->findChild<StatePanel*>();
        QVERIFY(panel->isVisible());
        QVERIFY(made->rect().contains(panel->geometry()));
        panel->findChild<QPushButton*>()->click();
        QCOMPARE(pressed.value(0).value(0).toString(), u"clear"_s);
        made->clearState();
        QVERIFY(!panel->isVisible());
    }

    void twentyThousandRowsPaintAVisibleRowOnly()
    {
        SampleModel many(20'000);
        StratoTable made(m_theme);
        made.setModel(&many, { { "name", 200 }, { "state", 120 } });
        made.resize(1200, 800);
        made.show();
        made.view()->verticalScrollBar()->setValue(made.view()->verticalScrollBar()->maximum());
        QCOMPARE(made.view()->rowAt(made.view()->viewport()->height() - 2), 19'999);
        made.view()->selectAll();
        QCOMPARE(made.view()->selectionModel()->selection().size(), 1);
    }

    void filterTellsEveryKeyAtOnce()
    {
        FilterEdit edit(m_theme);
        const QSignalSpy told(&edit, &FilterEdit::filterChanged);
        QTest::keyClicks(&edit, u"ns:"_s);
        QCOMPARE(told.count(), 3);
        QTest::keyClick(&edit, Qt::Key_Escape);
        QCOMPARE(edit.text(), QString());
        QCOMPARE(told.count(), 4);
    }

    void filterRemembersNewestFirstWithoutDoubles()
    {
        FilterEdit edit(m_theme);
        for (const auto* words : { u"shop", u"pay", u"shop" }) {
            edit.setText(QString::fromUtf16(words));
            QTest::keyClick(&edit, Qt::Key_Return);
        }
        QCOMPARE(edit.history(), (QStringList { u"shop"_s, u"pay"_s }));
        edit.setText(u"draft"_s);
        QTest::keyClick(&edit, Qt::Key_Up);
        QCOMPARE(edit.text(), u"shop"_s);
        QTest::keyClick(&edit, Qt::Key_Up);
        QCOMPARE(edit.text(), u"pay"_s);
        QTest::keyClick(&edit, Qt::Key_Down);
        QTest::keyClick(&edit, Qt::Key_Down);
        QCOMPARE(edit.text(), u"draft"_s);
    }

    void slashComesToTheFilterButCanBeTyped()
    {
        QWidget window;
        QVBoxLayout box(&window);
        FilterEdit edit(m_theme);
        QPushButton elsewhere;
        box.addWidget(&edit);
        box.addWidget(&elsewhere);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        elsewhere.setFocus();
        QTest::keyClick(&elsewhere, Qt::Key_Slash);
        QVERIFY(edit.hasFocus());
        QTest::keyClick(&edit, Qt::Key_Slash);
        QCOMPARE(edit.text(), u"/"_s);
    }
};

QTEST_MAIN(TestUiTables)
#include "tst_uitables.moc"
