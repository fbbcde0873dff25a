// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/fixedsnapshot.h"
#include "tests/views/explorer/explorerrig.h"
#include "ui/tables/filteredit.h"
#include "ui/tables/stratotable.h"
#include "ui/tables/tableview.h"
#include "views/explorer/detailspane.h"
#include "views/explorer/resourcelist.h"
#include "views/explorer/summarytab.h"

#include <QApplication>
#include <QHeaderView>
#include <QListWidget>
#include <QScopeGuard>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTest>

using namespace Strato;
using namespace Strato::Testing;
using namespace Qt::StringLiterals;

/// What the list does under the hand: where it is scrolled to, what is chosen, which columns there is room for.
class TestExplorerList final : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        m_rig = std::make_unique<ExplorerPageRig>();
        m_rig->open();
        m_rig->page.show();
    }
    void cleanup() { m_rig.reset(); }

    void pausingAndGoingLiveLeaveTheListWhereItIs_data()
    {
        QTest::addColumn<int>("rows"); // few: rows come one by one; many: the list is re-arranged at once
        QTest::addColumn<bool>("chosen"); // a row far below
        QTest::addColumn<bool>("alike"); // the same rows then as now
        for (const int rows : { 120, 2000 }) {
            for (const bool chosen : { false, true }) {
                for (const bool alike : { true, false })
                    QTest::addRow("%d rows%s%s", rows, chosen ? ", one chosen" : "", alike ? "" : ", others then")
                        << rows << chosen << alike;
            }
        }
    }
    void pausingAndGoingLiveLeaveTheListWhereItIs()
    {
        QFETCH(const int, rows);
        QFETCH(const bool, chosen);
        QFETCH(const bool, alike);
        std::vector<RecordPtr> pods = putPods(rows);
        if (chosen)
            choose(rows - 5);
        bar()->setValue(40 * rowHeight() + 7);
        const QString top = nameAt(view()->rowAt(0));
        std::vector<RecordPtr> then = pods;
        if (!alike)
            std::erase_if(then, [&](const RecordPtr& pod) { return pod->name.view() < pods[20]->name.view(); });
        m_rig->pauseAt({}); // nothing has answered yet
        layOut();
        m_rig->pauseAt({ { "c1", std::make_shared<FixedSnapshot>(then) } });
        layOut();
        QCOMPARE(nameAt(view()->rowAt(0)), top);
        QCOMPARE(bar()->value() % rowHeight(), 7);
        m_rig->page.setPast(std::nullopt);
        layOut();
        QCOMPARE(nameAt(view()->rowAt(0)), top);
        QCOMPARE(bar()->value(), 40 * rowHeight() + 7);
        m_rig->put({ makePod("a-first") });
        layOut();
        QCOMPARE(nameAt(view()->rowAt(0)), top);
    }

    void whereClustersAnswerOneByOneTheListGoesBackToWhereItWas()
    {
        m_rig->page.setClusters(
            { ExplorerRig::cluster("c1", u"hangzhou-1"_s), ExplorerRig::cluster("c2", u"shanghai-1"_s) });
        const std::vector<RecordPtr> first = putPods(100);
        std::vector<RecordPtr> second;
        second.reserve(10);
        for (int i = 0; i < 10; ++i)
            second.push_back(makeObject({ .name = "aa-" + std::to_string(i), .cluster = "c2" }));
        m_rig->put(second, {}, "c2");
        bar()->setValue(60 * rowHeight());
        const QString top = nameAt(view()->rowAt(0));
        const auto one = std::make_shared<FixedSnapshot>(first);
        const auto other = std::make_shared<FixedSnapshot>(second);
        m_rig->pauseAt({ { "c2", other } });
        layOut();
        m_rig->pauseAt({ { "c1", one }, { "c2", other } });
        layOut();
        QCOMPARE(nameAt(view()->rowAt(0)), top);
    }

    void columnsBecomeAsWideAsWhatASecondClusterBrings()
    {
        m_rig->page.setClusters(
            { ExplorerRig::cluster("c1", u"sh"_s), ExplorerRig::cluster("c2", u"hangzhou-blue-1"_s) });
        putPods(100);
        layOut();
        std::vector<RecordPtr> second;
        second.reserve(40);
        for (int i = 0; i < 40; ++i)
            second.push_back(makeObject({ .name = "aa-" + std::to_string(i), .cluster = "c2" }));
        m_rig->put(second, {}, "c2");
        const int column = m_rig->page.list()->model().columnOf(u"cluster");
        const auto wanted = [&] { return view()->sizeHintForIndex(view()->model()->index(0, column)).width(); };
        QVERIFY(view()->columnWidth(column) < wanted());
        QTRY_VERIFY(view()->columnWidth(column) >= wanted());
    }

    void whoScrollsInThePastIsNotTakenBack()
    {
        const std::vector<RecordPtr> pods = putPods(200);
        bar()->setValue(100 * rowHeight());
        m_rig->pauseAt({ { "c1", std::make_shared<FixedSnapshot>(pods) } });
        bar()->setValue(20 * rowHeight());
        m_rig->page.setPast(std::nullopt);
        layOut();
        QCOMPARE(bar()->value(), 20 * rowHeight());
    }

    void whatIsChosenIsInSightOnceTheFilterIsCleared_data() { addSizes(); }
    void whatIsChosenIsInSightOnceTheFilterIsCleared()
    {
        QFETCH(const int, rows);
        putPods(rows);
        choose(rows - 5);
        const QString chosen = nameAt(rows - 5);
        m_rig->filter()->setText(u"pod-1000"_s); // hides it
        layOut();
        QTest::keyClick(m_rig->filter(), Qt::Key_Escape);
        layOut();
        QVERIFY(isInSight(chosen));
        bar()->setValue(0); // who looked elsewhere before is shown what is chosen all the same
        m_rig->filter()->setText(u"pod-"_s);
        QTest::keyClick(m_rig->filter(), Qt::Key_Escape);
        layOut();
        QVERIFY(isInSight(chosen));
    }

    void aPlaceThatNamesTheSameFilterLeavesTheListWhereItIs()
    {
        putPods(200);
        choose(150);
        bar()->setValue(20 * rowHeight());
        m_rig->page.goTo({ u"explorer"_s, { { u"kind"_s, u"Pod"_s } } });
        layOut();
        QCOMPARE(bar()->value(), 20 * rowHeight());
    }

    void aListAtItsTopStaysThereWhenItIsSorted_data() { addSizes(); }
    void aListAtItsTopStaysThereWhenItIsSorted()
    {
        QFETCH(const int, rows);
        putPods(rows);
        choose(rows / 2);
        bar()->setValue(0); // what is chosen is out of sight
        sortBy(u"restarts"_s);
        QCOMPARE(bar()->value(), 0);
        QCOMPARE(nameAt(0), lastName(rows)); // the most restarts
        sortBy(u"restarts"_s);
        QCOMPARE(bar()->value(), 0);
        QCOMPARE(nameAt(0), u"pod-10000"_s);
    }

    void whatIsChosenStaysInSightWhenTheListIsSorted_data() { addSizes(); }
    void whatIsChosenStaysInSightWhenTheListIsSorted()
    {
        QFETCH(const int, rows);
        putPods(rows);
        choose(2);
        const QString chosen = nameAt(2);
        sortBy(u"name"_s);
        sortBy(u"name"_s);
        QVERIFY(view()->model()->index(0, 0).data().toString() != u"pod-10000"_s);
        QVERIFY(isInSight(chosen));
        QVERIFY(bar()->value() > 0);
    }

    void whatTheFilterHidesStaysSelectedWhileRowsAreAdded_data() { addSizes(); }
    void whatTheFilterHidesStaysSelectedWhileRowsAreAdded()
    {
        QFETCH(const int, rows);
        putPods(rows);
        click(2);
        click(4, Qt::ControlModifier);
        m_rig->filter()->setText(u"pod-1001"_s);
        layOut();
        QVERIFY(selected().isEmpty());
        click(3, Qt::ControlModifier);
        QCOMPARE(selected(), QStringList { u"pod-10013"_s });
        click(5, Qt::ControlModifier);
        click(3, Qt::ControlModifier); // and out again
        m_rig->filter()->clear();
        layOut();
        QCOMPARE(selected(), (QStringList { u"pod-10002"_s, u"pod-10004"_s, u"pod-10015"_s }));
        m_rig->filter()->setText(u"pod-1001"_s);
        layOut();
        click(1); // another choice
        m_rig->filter()->clear();
        layOut();
        QCOMPARE(selected(), QStringList { u"pod-10011"_s });
    }

    void whoFollowedALinkHereIsInTheList()
    {
        putPods(20);
        m_rig->filter()->setFocus(); // where one was when one left
        QStackedWidget places;
        auto* overview = new QListWidget;
        places.addWidget(overview);
        places.addWidget(&m_rig->page);
        const auto takeBack = qScopeGuard([this] { m_rig->page.setParent(nullptr); });
        places.resize(1700, 900);
        places.show();
        overview->setFocus();
        places.activateWindow();
        QTRY_VERIFY(overview->hasFocus());
        places.setCurrentWidget(&m_rig->page);
        m_rig->page.goTo({ u"explorer"_s, { { u"kind"_s, u"Pod"_s } } });
        QVERIFY(view()->hasFocus());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Slash);
        QVERIFY(m_rig->filter()->hasFocus());
        QCOMPARE(m_rig->filter()->text(), QString());
    }

    void anEvictedPodSaysSoThoughItsContainersSayError()
    {
        const auto pod = makePod("web-1", "Error");
        pod->reason = IString("Evicted");
        m_rig->put({ pod });
        m_rig->page.goTo({ u"explorer"_s, { { u"entity"_s, pod->entity.toString() } } });
        QTRY_VERIFY(m_rig->page.details()->record());
        QStringList said;
        for (const SummarySection& section : m_rig->page.details()->summary()->sections()) {
            for (const DetailsTable::Row& row : section.rows)
                said.append(row.name + u'=' + row.value);
        }
        QVERIFY2(said.contains(u"Why=Evicted"_s), qPrintable(said.join(u'\n')));
        const QModelIndex status = view()->model()->index(0, list()->model().columnOf(u"status"));
        QCOMPARE(status.data().toString(), u"Error"_s); // as kubectl prints it
        QCOMPARE(status.data(Qt::ToolTipRole).toString(), u"Error: Evicted"_s);
        m_rig->filter()->setText(u"status:evicted"_s);
        QCOMPARE(list()->model().rowCount(), 1);
    }

    void besideTheDetailsNamespaceAndClusterStayWhileThereAreSeveral()
    {
        m_rig->page.resize(1158, 650); // what a window of 1366 leaves
        m_rig->page.setClusters(
            { ExplorerRig::cluster("c1", u"hangzhou-1"_s), ExplorerRig::cluster("c2", u"shanghai-1"_s) });
        std::vector<RecordPtr> pods;
        pods.reserve(40);
        for (int i = 0; i < 40; ++i)
            pods.push_back(makePod("checkout-payment-gateway-5d8f9c7b6d-" + std::to_string(i), "CrashLoopBackOff"));
        m_rig->put(pods);
        m_rig->page.goTo({ u"explorer"_s, { { u"entity"_s, pods.front()->entity.toString() } } });
        QTRY_VERIFY(m_rig->page.details()->isVisible());
        layOut();
        QVERIFY(!hasRoomFor(u"namespace"_s)); // all are of one
        m_rig->put({ makeObject({ .name = "other", .nameSpace = "payment-system" }),
            makeObject({ .name = "web-1", .nameSpace = "payment-system", .cluster = "c1" }) });
        m_rig->put({ makeObject({ .name = "web-1", .cluster = "c2" }) }, {}, "c2");
        QTRY_VERIFY(hasRoomFor(u"namespace"_s) && hasRoomFor(u"cluster"_s)); // rows are looked at once a second
        for (const QString& id : { u"name"_s, u"namespace"_s, u"cluster"_s, u"status"_s, u"ready"_s, u"restarts"_s })
            QVERIFY2(hasRoomFor(id), qPrintable(id));
        QVERIFY(view()->columnWidth(0) >= 160); // the name still says which pod
        m_rig->filter()->setText(u"ns:shop"_s);
        layOut();
        QVERIFY(!hasRoomFor(u"namespace"_s));
        QVERIFY(hasRoomFor(u"cluster"_s));
    }

    void wherePodsRunOutlastsWhenTheyLastBeganAnew()
    {
        m_rig->page.setClusters(
            { ExplorerRig::cluster("c1", u"hangzhou-1"_s), ExplorerRig::cluster("c2", u"shanghai-1"_s) });
        m_rig->put({ makePod("checkout-5d8f9c7b6d-x7k2p") });
        for (int width = 1700; width >= 600; width -= 20) {
            m_rig->page.resize(width, 650);
            layOut();
            QVERIFY2(hasRoomFor(u"node"_s) || !hasRoomFor(u"lastRestart"_s), qPrintable(QString::number(width)));
        }
    }

    void pressuresOfNodesAreListedWhereThereIsRoom()
    {
        m_rig->page.resize(1158, 650);
        m_rig->page.show();
        m_rig->put({ makeObject({ .kind = "Node",
            .name = "ip-10-0-123-45.cn-north-1.compute.internal",
            .health = Health::Warning,
            .cells = { { "status", Cell(IString("Ready")) },
                { "pressures", Cell(IString("MemoryPressure,DiskPressure")) }, { "roles", Cell(IString("worker")) },
                { "osImage", Cell(IString("Debian GNU/Linux 12 (bookworm)")) } } }) });
        m_rig->page.goTo({ u"explorer"_s, { { u"kind"_s, u"Node"_s } } });
        layOut();
        QVERIFY(hasRoomFor(u"pressures"_s));
        m_rig->page.resize(480, 650);
        layOut();
        QVERIFY(!hasRoomFor(u"pressures"_s));
        QVERIFY(hasRoomFor(u"name"_s) && hasRoomFor(u"status"_s));
    }

    void ofEventsOneAlwaysSeesWhenTheyWereLastSeen_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<bool>("details");
        QTest::newRow("a window of 1366") << 1158 << false;
        QTest::newRow("beside the details") << 1158 << true;
        QTest::newRow("a window of 800") << 592 << false;
    }
    void ofEventsOneAlwaysSeesWhenTheyWereLastSeen()
    {
        QFETCH(const int, width);
        QFETCH(const bool, details);
        m_rig->page.resize(width, 650);
        m_rig->page.show();
        std::vector<RecordPtr> events;
        events.reserve(40);
        for (int i = 0; i < 40; ++i)
            events.push_back(makeObject({ .kind = "Event",
                .name = "checkout-payment-gateway-5d8f9c7b6d-x7k2p.17ad3f0c9b1e4a" + std::to_string(10 + i),
                .nameSpace = i % 2 ? "shop" : "payment-system",
                .cells = { { "lastSeen", Cell(m_rig->clock.now().ns) }, { "eventReason", Cell(IString("BackOff")) },
                    { "object", Cell(IString("pod/checkout-payment-gateway-5d8f9c7b6d-x7k2p")) },
                    { "message", Cell(IString("Back-off restarting failed container app in pod checkout")) } } }));
        m_rig->put(events);
        m_rig->page.goTo({ u"explorer"_s, { { u"kind"_s, u"Event"_s } } });
        if (details)
            m_rig->page.goTo({ u"explorer"_s, { { u"entity"_s, events.front()->entity.toString() } } });
        QTRY_COMPARE(m_rig->page.details()->isVisible(), details);
        layOut();
        for (const QString& id : { u"name"_s, u"lastSeen"_s, u"eventReason"_s, u"message"_s })
            QVERIFY2(hasRoomFor(id), qPrintable(id));
        QVERIFY(view()->columnWidth(list()->model().columnOf(u"message")) >= 150); // why one looks at it
        QVERIFY(width < 700 || hasRoomFor(u"object"_s));
        const int name = view()->columnWidth(0);
        QVERIFY2(name <= 180, qPrintable(QString::number(name)));
    }

private:
    bool hasRoomFor(const QString& id) const
    {
        const int column = list()->model().columnOf(id);
        const int end = view()->columnViewportPosition(column) + view()->columnWidth(column);
        return !view()->isColumnHidden(column) && end <= view()->viewport()->width();
    }
    void addSizes()
    {
        QTest::addColumn<int>("rows"); // few: rows come one by one; many: the list is re-arranged at once
        QTest::newRow("few") << 120;
        QTest::newRow("many") << 2000;
    }
    std::vector<RecordPtr> putPods(int count)
    {
        std::vector<RecordPtr> pods;
        pods.reserve(std::size_t(count));
        for (int i = 0; i < count; ++i)
            pods.push_back(makeObject({ .name = "pod-" + std::to_string(10000 + i),
                .cells = { { "status", Cell(IString("Running")) }, { "restarts", Cell(std::int64_t(i)) } } }));
        m_rig->put(pods);
        layOut();
        return pods;
    }
    /// All that was put off is done: as between two frames.
    void layOut()
    {
        while (list()->model().hasPendingWork())
            list()->model().workNow();
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
    }
    void choose(int row)
    {
        view()->scrollTo(view()->model()->index(row, 0));
        click(row);
    }
    void click(int row, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mouseClick(
            view()->viewport(), Qt::LeftButton, modifiers, view()->visualRect(view()->model()->index(row, 0)).center());
        layOut();
    }
    void sortBy(const QString& column)
    {
        QHeaderView* header = view()->horizontalHeader();
        const int section = list()->model().columnOf(column);
        const QPoint at(
            header->sectionViewportPosition(section) + header->sectionSize(section) / 2, header->height() / 2);
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, at);
        layOut();
    }
    bool isInSight(const QString& name) const
    {
        for (int row = 0; row < view()->model()->rowCount(); ++row) {
            const QRect place = view()->visualRect(view()->model()->index(row, 0));
            if (nameAt(row) == name)
                return place.top() >= 0 && place.bottom() <= view()->viewport()->height();
        }
        return false;
    }
    QStringList selected() const
    {
        QStringList names;
        for (const QModelIndex& row : view()->selectionModel()->selectedRows())
            names.append(row.data().toString());
        names.sort();
        return names;
    }
    static QString lastName(int rows) { return u"pod-%1"_s.arg(10000 + rows - 1); }
    QString nameAt(int row) const { return view()->model()->index(row, 0).data().toString(); }
    ResourceList* list() const { return m_rig->page.list(); }
    TableView* view() const { return list()->table()->view(); }
    QScrollBar* bar() const { return view()->verticalScrollBar(); }
    int rowHeight() const { return m_rig->theme.rowHeight(); }

    std::unique_ptr<ExplorerPageRig> m_rig;
};

QTEST_MAIN(TestExplorerList)
#include "tst_explorerlist.moc"
