// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/plaintext.h"
#include "tests/views/explorer/explorerrig.h"
#include "ui/tables/filteredit.h"
#include "ui/tables/stratotable.h"
#include "ui/tables/tableview.h"
#include "views/explorer/detailspane.h"
#include "views/explorer/kindpane.h"
#include "views/explorer/narrowbar.h"
#include "views/explorer/resourcelist.h"
#include "views/explorer/summarytab.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Strato;
using namespace Strato::Testing;
using namespace Qt::StringLiterals;

/// A list that a link opened narrower than what is chosen for the window.
class TestExplorerNarrowing final : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        m_rig = std::make_unique<ExplorerPageRig>();
        m_rig->page.setClusters(
            { ExplorerRig::cluster("c1", u"hangzhou-1"_s), ExplorerRig::cluster("c2", u"shanghai-1"_s) });
        m_node = makeObject({ .kind = "Node", .name = "n1" });
        m_rig->put({ m_node, makePod("a"), makePod("b", "Running", "n2") });
        auto far = makeObject({ .name = "c", .cluster = "c2", .cells = { { "node", Cell(IString("n1")) } } });
        m_rig->put({ far }, {}, "c2");
        m_rig->page.show();
    }
    void cleanup() { m_rig.reset(); }

    void theLinkOfANodeNarrowsTheListOnly()
    {
        const Place place = podsOfNode();
        QVERIFY(!place.parameters.contains(u"cluster"_s)); // what is chosen for the window
        m_rig->page.goTo(place);
        QTRY_COMPARE(names(), QStringList { u"a"_s });
        QVERIFY(bar()->isVisible());
        QCOMPARE(bar()->text(), u"Narrowed to node:\"n1\" in cluster hangzhou-1"_s);
        QVERIFY(!m_rig->page.place().parameters.contains(u"cluster"_s));
        QCOMPARE(m_rig->page.place().parameters.value(u"within"_s), u"c1"_s); // back and forward find it again
    }

    void oneActionEndsIt_data()
    {
        QTest::addColumn<bool>("byKey");
        QTest::newRow("the button") << false;
        QTest::newRow("Escape") << true;
    }
    void oneActionEndsIt()
    {
        QFETCH(const bool, byKey);
        Place place = podsOfNode();
        place.parameters.insert(u"cluster"_s, u"hangzhou-1,shanghai-1"_s);
        m_rig->page.goTo(place);
        QTRY_COMPARE(names().size(), 1);
        QSignalSpy amended(&m_rig->page, &ExplorerPage::placeChanged);
        if (byKey)
            QTest::keyClick(m_rig->page.list()->table()->view(), Qt::Key_Escape);
        else
            bar()->button()->click();
        QTRY_COMPARE(names(), (QStringList { u"a"_s, u"b"_s, u"c"_s }));
        QVERIFY(!bar()->isVisible());
        QVERIFY(amended.count() > 0);
        QCOMPARE(m_rig->page.place().parameters.value(u"cluster"_s), u"hangzhou-1,shanghai-1"_s);
        QVERIFY(!m_rig->page.place().parameters.contains(u"within"_s));
        QVERIFY(!m_rig->page.place().parameters.contains(u"filter"_s));
    }

    void keysAreTheListsOnceALinkWentAwayWithItsPane()
    {
        m_rig->page.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&m_rig->page));
        const Place place = podsOfNode();
        m_rig->page.details()->setFocus();
        QVERIFY(m_rig->page.details()->isAncestorOf(QApplication::focusWidget()));
        m_rig->page.goTo(place);
        QVERIFY(!m_rig->page.details()->isVisible());
        QVERIFY(m_rig->page.list()->table()->view()->hasFocus());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(!bar()->isVisible());
    }

    void whatWasTypedBehindItStays()
    {
        m_rig->page.goTo(podsOfNode());
        auto* filter = m_rig->filter();
        filter->setText(filter->text() + u" status:Running"_s);
        bar()->button()->click();
        QCOMPARE(filter->text(), u"status:Running"_s);
    }

    void anotherKindIsNotNarrowed()
    {
        m_rig->page.goTo(podsOfNode());
        emit m_rig->page.findChild<KindPane*>()->chosen(u"Service"_s);
        QVERIFY(!bar()->isVisible());
        QCOMPARE(m_rig->filter()->text(), QString());
    }

    void inThePastEscapeIsLeftToTheClock()
    {
        m_rig->page.goTo(podsOfNode());
        m_rig->page.setPast(ExplorerPast {});
        QTest::keyClick(m_rig->page.list()->table()->view(), Qt::Key_Escape);
        QVERIFY(bar()->isVisible());
        QVERIFY(!bar()->button()->text().contains(u"Esc"_s));
    }

private:
    /// As the link in the details of the node has it.
    Place podsOfNode()
    {
        m_rig->page.goTo({ u"explorer"_s, { { u"kind"_s, u"Node"_s }, { u"entity"_s, m_node->entity.toString() } } });
        if (!QTest::qWaitFor([this] { return m_rig->page.details()->record() != nullptr; }))
            return {};
        for (const SummarySection& section : m_rig->page.details()->summary()->sections()) {
            for (const DetailsTable::Row& row : section.rows) {
                if (row.value == u"on this node")
                    return Place::parse(row.linkId).value_or(Place {});
            }
        }
        return {};
    }
    NarrowBar* bar() const { return m_rig->page.findChild<NarrowBar*>(); }
    QStringList names() const
    {
        QStringList names;
        for (int row = 0; row < m_rig->page.list()->model().rowCount(); ++row)
            names.append(cleanUtf8(
                m_rig->page.list()->model().recordAt(m_rig->page.list()->model().index(row, 0))->name.view(), 64));
        names.sort();
        return names;
    }

    std::unique_ptr<ExplorerPageRig> m_rig;
    RecordPtr m_node;
};

QTEST_MAIN(TestExplorerNarrowing)
#include "tst_explorernarrowing.moc"
