// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/views/overview/overviewrig.h"
#include "ui/cards/bignumbercard.h"
#include "ui/cards/card.h"
#include "ui/cards/counttile.h"
#include "ui/charts/sparkline.h"
#include "ui/tables/stratotable.h"
#include "ui/tables/tableview.h"

#include <QHeaderView>
#include <QLayout>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>

using namespace Strato;
using namespace Strato::Testing;
using namespace Qt::StringLiterals;

/// How the overview shares the height and the width of small screens.
class TestOverviewFit final : public QObject {
    Q_OBJECT
private slots:
    void init() { m_rig = std::make_unique<OverviewRig>(); }
    void cleanup() { m_rig.reset(); }

    void manyClustersDoNotRaiseTheLeastHeight()
    {
        page().show();
        settle();
        const int least = leastHeight();
        QVERIFY2(least <= 560, qPrintable(QString::number(least)));
        for (int i = 3; i <= 8; ++i)
            m_rig->addCluster(qPrintable(u"c%1"_s.arg(i)), "more");
        m_rig->tell();
        settle();
        QCOMPARE(leastHeight(), least);
        resize(1400, 1000);
        const StratoTable* clusters = m_rig->table(u"Clusters"_s);
        QCOMPARE(clusters->view()->viewport()->height() / rowHeight(*clusters), 6); // where there is room
    }

    void noRowIsCutAtTheEdge()
    {
        page().show();
        for (int height = 560; height < 1000; height += 7) {
            resize(1158, height);
            for (const QString& name : { u"Worst now"_s, u"Clusters"_s, u"Alerts"_s }) {
                const StratoTable* list = m_rig->table(name);
                QVERIFY(list->model()->rowCount() > 0);
                const int shown = list->view()->viewport()->height();
                QVERIFY2(shown > 0 && shown % rowHeight(*list) == 0,
                    qPrintable(u"%1 shows %2 px in a page of %3"_s.arg(name).arg(shown).arg(height)));
            }
        }
    }

    void twoOfTheWorstThingsStayOnTheLowestScreen()
    {
        page().show();
        resize(1158, leastHeight());
        const StratoTable* worst = m_rig->table(u"Worst now"_s);
        QVERIFY(worst->view()->viewport()->height() / rowHeight(*worst) >= 2);
    }

    void numbersGiveTheirHistoryWhereHeightIsShort()
    {
        page().show();
        const auto* history = page().findChild<BigNumberCard*>(u"pods"_s)->findChild<Sparkline*>();
        resize(1158, 1000);
        QVERIFY(!history->isHidden());
        resize(1158, leastHeight());
        QVERIFY(history->isHidden());
        resize(1158, 1000);
        QVERIFY(!history->isHidden());
    }

    void tilesAreCompactWhereTwoLinesDoNotFit()
    {
        page().show();
        for (int height = 560; height < 1300; height += 20) {
            resize(1400, height);
            for (const auto* tile : page().findChildren<CountTile*>())
                QVERIFY2(tile->height() >= tile->sizeHint().height(),
                    qPrintable(u"%1 of %2 px"_s.arg(tile->height()).arg(tile->sizeHint().height())));
        }
    }

    void memoryIsReadWholeOnASmallScreen()
    {
        page().show();
        resize(1152, 600);
        const StratoTable* clusters = m_rig->table(u"Clusters"_s);
        const auto* header = clusters->view()->horizontalHeader();
        int column = 0;
        while (!clusters->model()->headerData(column, Qt::Horizontal).toString().startsWith(u"Memory requested"_s))
            ++column;
        const int padding = m_rig->theme.px(20);
        for (const QString& text : { u"46.4 % / 34.9 %，共 564 GiB"_s, u"46.4 % / 34.9 % of 564 GiB"_s }) {
            const int wide = QFontMetrics(m_rig->theme.font(Type::Mono)).horizontalAdvance(text);
            QVERIFY2(header->sectionSize(column) >= wide + padding,
                qPrintable(u"%1 px for %2"_s.arg(header->sectionSize(column)).arg(wide)));
        }
    }

    void cardsOfASmallScreenAreScrolledNotLaidOverEachOther()
    {
        page().show();
        for (const QSize size : { QSize(592, 490), QSize(592, 300), QSize(816, 660), QSize(1158, 400) }) {
            resize(size.width(), size.height());
            QList<QWidget*> cards;
            for (Card* card : page().findChildren<Card*>())
                cards.append(card);
            for (BigNumberCard* card : page().findChildren<BigNumberCard*>())
                cards.append(card);
            cards.removeIf([](const QWidget* card) { return !card->isVisible(); });
            QCOMPARE(cards.size(), 12);
            for (const QWidget* one : cards) {
                const QRect place(one->mapTo(&page(), QPoint()), one->size());
                QVERIFY2(one->height() >= one->minimumHeight(), qPrintable(one->accessibleName()));
                for (const QWidget* other : cards) {
                    const QRect its(other->mapTo(&page(), QPoint()), other->size());
                    QVERIFY2(one == other || !place.intersects(its),
                        qPrintable(u"%1 px wide, %2 px high"_s.arg(size.width()).arg(size.height())));
                }
            }
            QScrollBar* bar = scroll()->verticalScrollBar();
            QTRY_COMPARE(bar->maximum() > 0, leastHeight() > size.height()); // all of them can be reached
            QCOMPARE(scroll()->horizontalScrollBar()->maximum(), 0);
        }
        resize(592, 490);
        const auto* number = page().findChild<BigNumberCard*>(u"errors"_s);
        QVERIFY(number->width() > 150); // and a number is read whole
    }

private:
    [[nodiscard]] QScrollArea* scroll() const { return page().findChild<QScrollArea*>(); }
    /// What the cards need at least; a page that is lower is scrolled.
    [[nodiscard]] int leastHeight() const
    {
        return scroll()->widget()->layout()->itemAt(0)->widget()->minimumSizeHint().height();
    }
    void settle() const
    {
        page().catchUp();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    }
    void resize(int width, int height) const
    {
        page().resize(width, height);
        settle();
    }
    [[nodiscard]] OverviewPage& page() const { return m_rig->page; }
    static int rowHeight(const StratoTable& table) { return table.view()->verticalHeader()->defaultSectionSize(); }

    std::unique_ptr<OverviewRig> m_rig;
};

QTEST_MAIN(TestOverviewFit)
#include "tst_overviewfit.moc"
