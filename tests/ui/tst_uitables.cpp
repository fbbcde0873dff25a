// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/fulldisk.h"
#include "tests/ui/gallery/samplemodel.h"
#include "ui/delegates/statedelegate.h"
#include "ui/plaintext/messagedialog.h"
#include "ui/tables/columnchooser.h"
#include "ui/tables/columnfit.h"
#include "ui/tables/filteredit.h"
#include "ui/tables/stratotable.h"
#include "ui/tables/tableview.h"

#include <QBuffer>
#include <QClipboard>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
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
    /// Handles the next modal dialog, which blocks whoever opens it.
    template <class Dialog> void onModal(std::function<void(Dialog*)> handle)
    {
        QTimer::singleShot(0, this, [this, handle = std::move(handle)] {
            if (auto* dialog = qobject_cast<Dialog*>(QApplication::activeModalWidget()))
                handle(dialog);
            else
                onModal(handle); // the one before it is about to close
        });
    }
    static QPushButton* stripOf(const StratoTable& table)
    {
        return table.findChild<QPushButton*>(QString(), Qt::FindDirectChildrenOnly);
    }

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s)); }

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

    void aFullDiskIsSaidAndTheOldFileStays()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"table.csv"_s);
        QFile before(path);
        QVERIFY(before.open(QIODevice::WriteOnly) && before.write("what was there") > 0);
        before.close();
        const auto made = table();
        made->show();
        QString said;
        onModal<QFileDialog>([&](QFileDialog* dialog) {
            onModal<MessageDialog>([&](MessageDialog* message) {
                for (const QLabel* label : message->findChildren<QLabel*>())
                    said += label->text() + u'\n';
                message->accept();
            });
            dialog->setOption(QFileDialog::DontConfirmOverwrite);
            dialog->selectFile(path);
            dialog->QDialog::accept();
        });
        {
            const Testing::FullDisk full(512);
            made->exportCsv();
        }
        QVERIFY2(said.contains(u"The file was not written."_s), qPrintable(said));
        QVERIFY(before.open(QIODevice::ReadOnly));
        QCOMPARE(before.readAll(), QByteArray("what was there"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList { u"table.csv"_s });
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

    void widthsThatNobodySetAreNotRemembered()
    {
        QByteArray kept;
        {
            const auto narrow = table();
            narrow->view()->sortByColumn(6, Qt::DescendingOrder); // something to remember
            kept = narrow->saveLayout();
        }
        StratoTable wide(m_theme);
        wide.setModel(&m_model, { { "name", 260, true }, { "state", 120, true } });
        wide.resize(800, 300);
        QVERIFY(wide.restoreLayout(kept));
        QCOMPARE(wide.view()->columnWidth(0), 260); // its names are longer now
    }

    void columnsGrowWithLongerTextsAndNeverShrink()
    {
        StratoTable made(m_theme);
        const TableColumn name { .id = "name", .width = 100, .most = 100 };
        const TableColumn state { .id = "state", .width = 120, .most = 120 };
        made.setModel(&m_model, { name, state, { .id = "where", .width = 50 } });
        made.resize(800, 300);
        made.show();
        TableColumn longer = name;
        longer.width = 140;
        longer.most = 300;
        TableColumn shorter = state;
        shorter.width = shorter.most = 60;
        made.widenColumns({ longer, shorter });
        QCOMPARE(made.view()->columnWidth(0), 300); // there is room
        QCOMPARE(made.view()->columnWidth(1), 120);
        made.view()->setColumnWidth(0, 90); // by hand
        longer.most = 400;
        made.widenColumns({ longer, shorter });
        QCOMPARE(made.view()->columnWidth(0), 90);
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

    void theRowThatTheFocusFramesIsTheFirstKeysRow_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<int>("opened");
        QTest::addRow("Return opens it") << int(Qt::Key_Return) << 1;
        QTest::addRow("Down chooses it") << int(Qt::Key_Down) << 0;
    }
    void theRowThatTheFocusFramesIsTheFirstKeysRow()
    {
        QFETCH(const int, key);
        QFETCH(const int, opened);
        const auto made = table();
        const QSignalSpy spy(made.get(), &StratoTable::rowActivated);
        made->view()->selectionModel()->setCurrentIndex(m_model.index(0, 0), QItemSelectionModel::NoUpdate);
        QTest::keyClick(made->view(), Qt::Key(key));
        QCOMPARE(spy.count(), opened);
        QVERIFY(made->view()->selectionModel()->isRowSelected(0));
        QTest::keyClick(made->view(), Qt::Key_Down);
        QCOMPARE(made->view()->currentIndex().row(), 1);
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
        QCOMPARE(strip->accessibleName(), u"3 worse will move up: checkout & co"_s);
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

    void rowsWaitForAHandThatMovesAndForNoOther()
    {
        const auto made = table();
        TableView* view = made->view();
        made->show();
        made->activateWindow();
        view->setFocus();
        QVERIFY(QTest::qWaitForWindowActive(made.get()));
        QVERIFY(!view->isBusyUnderHand()); // the focus alone chose nothing
        QTest::keyClick(view, Qt::Key_Down);
        QVERIFY(view->isBusyUnderHand());
        QSignalSpy hand(view, &TableView::handChanged);
        const auto timers = view->findChildren<QTimer*>(QString(), Qt::FindDirectChildrenOnly);
        for (QTimer* timer : timers) {
            if (timer->isActive() && timer->intervalAsDuration() == TableView::handRests)
                timer->setInterval(0); // nobody touched it for so long
        }
        QTRY_VERIFY(!view->isBusyUnderHand());
        QCOMPARE(hand.count(), 1);
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

    void buttonsOfAnEmptyListAreWhole_data()
    {
        QTest::addColumn<int>("width");
        QTest::newRow("wide") << 900;
        QTest::newRow("narrow") << 380;
    }
    void buttonsOfAnEmptyListAreWhole()
    {
        QFETCH(const int, width);
        m_theme.apply(*qApp);
        const auto made = table();
        made->resize(width, 420);
        made->show();
        made->setState({ {}, u"0 of 318 pods match status:pending node:hangzhou-worker-17 app=checkout"_s, {},
            { { u"a"_s, u"Without status:pending: 12"_s }, { u"b"_s, u"Without node:hangzhou-worker-17: 3"_s },
                { u"c"_s, u"Clear filter"_s } } });
        auto* panel = made->findChild<StatePanel*>();
        QTRY_VERIFY(panel->isVisible());
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
        const auto buttons = panel->findChildren<QPushButton*>();
        QCOMPARE(buttons.size(), 3);
        for (const QPushButton* button : buttons) {
            const QRect place(button->mapTo(panel, QPoint()), button->size());
            QVERIFY2(panel->rect().contains(place), qPrintable(button->text()));
            QVERIFY2(button->width() >= button->sizeHint().width(), qPrintable(button->text()));
            QVERIFY2(button->height() >= button->sizeHint().height(), qPrintable(button->text()));
        }
    }

    void narrowTablesLeaveOutWhatMattersLeast()
    {
        StratoTable made(m_theme);
        made.setModel(&m_model,
            { { "name", 240, true, nullptr, false, 120, 0 }, { "state", 120, true, nullptr, false, 80, 1 },
                { "where", 200, true, nullptr, false, 90, 3 }, { "cpu", 100, true, nullptr, true, 60, 2 },
                { "history", 80, false } });
        const auto width = [&made](int column) {
            return made.view()->isColumnHidden(column) ? 0 : made.view()->columnWidth(column);
        };
        made.resize(900, 300);
        made.show();
        QCOMPARE(width(0), 240);
        made.resize(600, 300);
        QVERIFY(width(2) < 200); // shrinks first
        QCOMPARE(width(0), 240);
        made.resize(400, 300);
        QCOMPARE(width(2), 0); // and goes first
        QVERIFY(width(1) > 0 && width(0) >= 120);
        QVERIFY(made.isColumnShown("where")); // still chosen: in its place with more room, and in what is exported
        QBuffer csv;
        QVERIFY(csv.open(QIODevice::WriteOnly) && made.writeCsv(csv, false));
        QCOMPARE(csv.data().left(csv.data().indexOf('\r')).count(','), 3);
        const QByteArray layout = made.saveLayout();
        made.setColumnShown("history", true); // the user's own wish is not left out
        QVERIFY(width(4) > 0);
        made.restoreLayout(layout);
        made.resize(900, 300);
        QCOMPARE(width(2), 200);
        QCOMPARE(made.saveLayout(), layout);
    }

    void widthsFitByImportance()
    {
        const std::vector<ColumnRoom> columns { { 200, 100, 0 }, { 100, 60, 1 }, { 150, 80, 3 }, { 90, 50, 2 } };
        QCOMPARE(fittingWidths(columns, 540), (std::vector<int> { 200, 100, 150, 90 }));
        QCOMPARE(fittingWidths(columns, 500), (std::vector<int> { 200, 100, 115, 85 }));
        QCOMPARE(
            fittingWidths(columns, 430), (std::vector<int> { 200, 100, 0, 90 })); // whole names before more columns
        QCOMPARE(fittingWidths(columns, 370), (std::vector<int> { 200, 100, 0, 70 }));
        QCOMPARE(fittingWidths(columns, 250), (std::vector<int> { 170, 80, 0, 0 }));
        QCOMPARE(fittingWidths(columns, 150), (std::vector<int> { 150, 0, 0, 0 }));
        QCOMPARE(fittingWidths(columns, 50), (std::vector<int> { 100, 0, 0, 0 }));
        const std::vector<ColumnRoom> growing { { 100, 50, 0, 180 }, { 100, 50, 3, 400 }, { 100, 50, 2 } };
        QCOMPARE(fittingWidths(growing, 300), (std::vector<int> { 100, 100, 100 }));
        QCOMPARE(fittingWidths(growing, 400), (std::vector<int> { 180, 120, 100 })); // names first
        QCOMPARE(fittingWidths(growing, 900), (std::vector<int> { 180, 400, 100 }));
    }

    void columnsAreTickedOneAfterTheOther()
    {
        const auto made = table();
        made->show();
        QPointer<ColumnChooser> chooser = made->chooseColumns(QPoint(10, 10));
        QListWidget* list = chooser->list();
        const auto press = [list](int row) {
            list->scrollToItem(list->item(row));
            QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(row)).center());
        };
        press(2);
        QVERIFY(!made->isColumnShown("where"));
        press(7);
        QVERIFY(made->isColumnShown("age"));
        QVERIFY(chooser && chooser->isVisible()); // still open
        QTest::keyClick(list, Qt::Key_Space);
        QVERIFY(!made->isColumnShown("age"));
        for (const int row : { 0, 1, 3, 6 })
            press(row);
        QVERIFY(made->isColumnShown("restarts")); // the last one stays, and stays ticked
        QCOMPARE(list->item(6)->checkState(), Qt::Checked);
        QTest::keyClick(list, Qt::Key_Escape);
        QTRY_VERIFY(!chooser);
    }

    void manyColumnsAreScrolledNotAsHighAsTheScreen()
    {
        std::vector<ColumnChooser::Entry> entries(60, { "id", u"A column"_s, ColumnChooser::State::Shown });
        QWidget window;
        ColumnChooser chooser(m_theme, entries, &window);
        chooser.setAttribute(Qt::WA_DeleteOnClose, false);
        chooser.popupAt(QPoint(100, 100));
        QVERIFY(chooser.height() < (ColumnChooser::rowsAtMost + 5) * m_theme.rowHeight());
        QVERIFY(chooser.list()->verticalScrollBar()->maximum() > 0);
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
