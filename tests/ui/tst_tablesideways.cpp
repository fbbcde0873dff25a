// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/gallery/samplemodel.h"
#include "ui/plaintext/plainlabel.h"
#include "ui/tables/columnchooser.h"
#include "ui/tables/columnfit.h"
#include "ui/tables/stratotable.h"
#include "ui/tables/tableview.h"

#include <QHeaderView>
#include <QListWidget>
#include <QScrollBar>
#include <QtTest>

using namespace Strato;
using namespace Qt::StringLiterals;

/// Columns that the user ticked and that the room does not hold: the table scrolls sideways to them.
class TestTableSideways final : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { m_theme.apply(*qApp); }
    void init()
    {
        m_table = std::make_unique<StratoTable>(m_theme);
        m_table->setModel(&m_model,
            { { "name", 180, true, nullptr, false, 120, 0 }, { "state", 120, true, nullptr, false, 80, 1 },
                { "where", 200, true, nullptr, false, 90, 3 }, { "cpu", 100, true, nullptr, true, 60, 2 },
                { "history", 160, false }, { "trend", 160, false }, { "restarts", 60, false }, { "age", 60, false } });
        m_table->resize(420, 300);
        m_table->show();
    }
    void cleanup() { m_table.reset(); }

    void aTickedColumnTakesNoOthersPlaceAndIsScrolledTo()
    {
        const QList<int> before = shown();
        QTRY_COMPARE(bar()->maximum(), 0); // the bar is told in a moment
        m_table->setColumnShown("trend", true);
        QCOMPARE(shown(), before + QList<int> { 5 }); // nothing goes for it
        QVERIFY(bar()->maximum() > 0);
        QVERIFY(isInSight(5));
        m_table->setColumnShown("history", true); // left of the one before, under what is held
        QVERIFY(isInSight(4));
        QVERIFY(m_table->view()->columnWidth(0) >= 160); // its name stays readable
    }

    void aColumnThatWasLeftOutComesWhenItIsTicked()
    {
        QVERIFY(m_table->isColumnLeftOut("where"));
        QPointer<ColumnChooser> chooser = m_table->chooseColumns(QPoint(10, 10));
        QListWidget* list = chooser->list();
        QCOMPARE(list->item(2)->checkState(), Qt::PartiallyChecked); // chosen, and not there
        auto* note = chooser->findChild<PlainLabel*>();
        QVERIFY(note && note->isVisible());
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(2)).center());
        QCOMPARE(list->item(2)->checkState(), Qt::Checked);
        QVERIFY(isInSight(2));
        QVERIFY(!note->isVisible());
        const QByteArray layout = m_table->saveLayout();
        m_table->resetLayout();
        QVERIFY(m_table->isColumnLeftOut("where"));
        QVERIFY(m_table->restoreLayout(layout));
        QVERIFY(!m_table->isColumnLeftOut("where"));
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(2)).center());
        QVERIFY(!m_table->isColumnShown("where"));
    }

    void theFirstColumnIsHeldWhileTheOthersAreScrolled()
    {
        QCOMPARE(m_table->view()->heldWidth(), 0);
        m_table->setColumnShown("trend", true);
        m_table->setColumnShown("history", true);
        bar()->setValue(bar()->maximum());
        const int held = m_table->view()->heldWidth();
        QCOMPARE(held, m_table->view()->columnWidth(0));
        QCOMPARE(m_table->view()->indexAt(QPoint(4, 30)).column(), 0);
        const QImage scrolled = m_table->view()->viewport()->grab().toImage();
        bar()->setValue(0);
        const QImage whole = m_table->view()->viewport()->grab().toImage();
        const QRect names(0, 0, held - 2, whole.height());
        QCOMPARE(scrolled.copy(names), whole.copy(names));
    }

    void theHeldTitleSortsByItsOwnColumn()
    {
        m_table->setColumnShown("trend", true);
        bar()->setValue(bar()->maximum());
        QHeaderView* header = m_table->view()->horizontalHeader();
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, QPoint(20, 8));
        QCOMPARE(header->sortIndicatorSection(), 0);
        QCOMPARE(header->sortIndicatorOrder(), Qt::AscendingOrder);
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, QPoint(20, 8));
        QCOMPARE(header->sortIndicatorOrder(), Qt::DescendingOrder);
    }

    void layoutsOfBeforeTicksWereKeptAreRead()
    {
        QByteArray bytes;
        QDataStream out(&bytes, QIODevice::WriteOnly);
        out.setVersion(QDataStream::Qt_6_0);
        out << quint32(0x53544c32) << QByteArray("cpu") << qint32(Qt::DescendingOrder) << qint32(2);
        out << QByteArray("name") << qint32(222) << false << true;
        out << QByteArray("state") << qint32(100) << true << false;
        QVERIFY(m_table->restoreLayout(bytes));
        QVERIFY(!m_table->isColumnShown("state"));
        QCOMPARE(m_table->view()->horizontalHeader()->sortIndicatorSection(), 3);
    }

    void tickedColumnsShareTheRoomThatIsThere()
    {
        const std::vector<ColumnRoom> columns { { 200, 100, 0 }, { 150, 80, 3 }, { 90, 90, 4, 0, true } };
        QCOMPARE(fittingWidths(columns, 440), (std::vector<int> { 200, 150, 90 })); // there is room for all
        QCOMPARE(fittingWidths(columns, 400), (std::vector<int> { 195, 115, 90 })); // they shrink
    }

private:
    [[nodiscard]] QScrollBar* bar() const { return m_table->view()->horizontalScrollBar(); }
    [[nodiscard]] QList<int> shown() const
    {
        QList<int> columns;
        for (int column = 0; column < 6; ++column) {
            if (!m_table->view()->isColumnHidden(column))
                columns.append(column);
        }
        return columns;
    }
    [[nodiscard]] bool isInSight(int column) const
    {
        const TableView* view = m_table->view();
        const int left = view->columnViewportPosition(column);
        return !view->isColumnHidden(column) && left >= view->heldWidth()
            && left + view->columnWidth(column) <= view->viewport()->width();
    }

    Theme m_theme;
    SampleModel m_model { 50 };
    std::unique_ptr<StratoTable> m_table;
};

QTEST_MAIN(TestTableSideways)
#include "tst_tablesideways.moc"
