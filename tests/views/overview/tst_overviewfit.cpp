// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/views/overview/overviewrig.h"
#include "ui/cards/bignumbercard.h"
#include "ui/cards/counttile.h"
#include "ui/charts/sparkline.h"
#include "ui/tables/stratotable.h"
#include "ui/tables/tableview.h"

#include <QHeaderView>
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
        const int least = page().minimumSizeHint().height();
        QVERIFY2(least <= 560, qPrintable(QString::number(least)));
        for (int i = 3; i <= 8; ++i)
            m_rig->addCluster(qPrintable(u"c%1"_s.arg(i)), "more");
        m_rig->tell();
        settle();
        QCOMPARE(page().minimumSizeHint().height(), least);
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
        resize(1158, page().minimumSizeHint().height());
        const StratoTable* worst = m_rig->table(u"Worst now"_s);
        QVERIFY(worst->view()->viewport()->height() / rowHeight(*worst) >= 2);
    }

    void numbersGiveTheirHistoryWhereHeightIsShort()
    {
        page().show();
        const auto* history = page().findChild<BigNumberCard*>(u"pods"_s)->findChild<Sparkline*>();
        resize(1158, 1000);
        QVERIFY(!history->isHidden());
        resize(1158, page().minimumSizeHint().height());
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

private:
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
