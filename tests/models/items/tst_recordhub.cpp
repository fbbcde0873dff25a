// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/fakeclock.h"
#include "models/items/recordhub.h"
#include "tests/models/items/recordmaker.h"
#include "tests/support/fixedsnapshot.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <thread>

using namespace Strato;
using namespace Strato::Testing;
using namespace Qt::StringLiterals;

namespace {

const KindKey pods { "", "Pod" };

} // namespace

class TestRecordHub : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void lateListIsFilledInOneRange();
    void listsFollowTheirClustersOnly();
    void inboxWakesTheHubFromAnyThread();
    void inboxMayOutliveTheHub();
    void whatWaitsForAWindowThatStandsStillIsBounded();
    void pastIsShownByDifferencesAndLiveComesBack();
    void unknownPastHasNoRows();
    void forgottenClusterLeavesItsLists();
    void clusterColumnShowsWithSeveralClusters();
    void childrenAndOwnersAreFound();
    void relationsFollowChangesAndRemovals();
    void anOwnerOfTheSameNameWithAnotherUidIsNoOwner();
    void ownersMayBelongToTheWholeCluster();
    void eventsAreFoundByUidAndByPlace();
    void answersOnRelationsVisitOnlyWhatTheyGive();
    void listMayOutliveTheHub();

private:
    ClusterDelta delta(
        const std::string& cluster, const std::vector<std::string>& names, const std::vector<std::string>& removed = {})
    {
        auto made = std::make_shared<Delta>();
        for (const std::string& name : names)
            made->upserted.push_back(makePod(m_schema, { .name = name, .cluster = cluster }));
        for (const std::string& name : removed)
            made->removed.push_back(EntityId::kubernetes(cluster, "", "Pod", "shop", name));
        return { IString(cluster), made };
    }

    RecordPtr owned(const std::string& name, const Record& owner)
    {
        auto record = makePod(m_schema, { .name = name });
        record->owner = { IString("Pod"), owner.name, owner.uid };
        return record;
    }
    RecordPtr eventOf(const std::string& name, const std::string& objectUid, const std::string& objectName)
    {
        auto record = makePod(m_schema, { .name = name });
        record->entity = EntityId::kubernetes("c1", "", "Event", "shop", name);
        record->schema = m_eventSchema;
        record->cells = { Cell(IString("Pod")), Cell(IString("shop")), Cell(IString(objectName)), Cell() };
        if (!objectUid.empty())
            record->cells[3] = Cell(IString(objectUid));
        return record;
    }
    static void put(RecordHub& hub, std::vector<RecordPtr> records, std::vector<EntityId> removed = {})
    {
        auto made = std::make_shared<Delta>();
        made->upserted = std::move(records);
        made->removed = std::move(removed);
        hub.apply({ IString("c1"), made });
    }
    static std::vector<RecordPtr> sorted(std::vector<RecordPtr> records)
    {
        std::ranges::sort(records);
        return records;
    }
    static SchemaPtr eventSchema()
    {
        auto schema = std::make_shared<KindSchema>();
        schema->kind = "Event";
        schema->columns = { { "objectKind", CellType::Text, true, {} }, { "objectNamespace", CellType::Text, true, {} },
            { "objectName", CellType::Text, true, {} }, { "objectUid", CellType::Text, true, {} } };
        return schema;
    }

    FakeClock m_clock;
    SchemaPtr m_schema = podSchema();
    SchemaPtr m_eventSchema = eventSchema();
};

void TestRecordHub::lateListIsFilledInOneRange()
{
    RecordHub hub(m_clock);
    hub.apply(delta("c1", { "a", "b", "c" }));
    const auto table = hub.table(pods);
    QCOMPARE(table->rowCount(), 3);
    const QSignalSpy inserted(table.get(), &QAbstractItemModel::rowsInserted);
    hub.apply(delta("c1", { "d" }, { "a" }));
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(table->rowCount(), 3);
    QCOMPARE(hub.count(pods), std::size_t(3));
    QVERIFY(hub.find(EntityId::kubernetes("c1", "", "Pod", "shop", "d")) != nullptr);
    QVERIFY(hub.find(EntityId::kubernetes("c1", "", "Pod", "shop", "a")) == nullptr);
    QCOMPARE(hub.table({ "apps", "Deployment" })->rowCount(), 0);
}

void TestRecordHub::listsFollowTheirClustersOnly()
{
    RecordHub hub(m_clock);
    const auto first = hub.table(pods, { IString("c1") });
    const auto all = hub.table(pods);
    hub.apply(delta("c1", { "a" }));
    hub.apply(delta("c2", { "b", "c" }));
    QCOMPARE(first->rowCount(), 1);
    QCOMPARE(all->rowCount(), 3);
    hub.setClusters(first.get(), { IString("c2") });
    QCOMPARE(first->rowCount(), 2);
    hub.apply(delta("c1", {}, { "a" }));
    QCOMPARE(first->rowCount(), 2);
    QCOMPARE(all->rowCount(), 2);
}

void TestRecordHub::inboxWakesTheHubFromAnyThread()
{
    RecordHub hub(m_clock);
    const auto table = hub.table(pods);
    QSignalSpy changed(&hub, &RecordHub::changed);
    std::jthread([inbox = hub.inbox(), first = delta("c1", { "a" }), second = delta("c1", { "b" })] {
        inbox->push(first);
        inbox->push(second);
    }).join();
    QCOMPARE(table->rowCount(), 0);
    QTRY_COMPARE(table->rowCount(), 2);
    QCOMPARE(changed.count(), 2);
}

void TestRecordHub::inboxMayOutliveTheHub()
{
    auto hub = std::make_unique<RecordHub>(m_clock);
    const auto inbox = hub->inbox();
    hub.reset();
    inbox->push(delta("c1", { "a" }));
    QCOMPARE(inbox->size(), std::size_t(1));
}

void TestRecordHub::whatWaitsForAWindowThatStandsStillIsBounded()
{
    RecordHub hub(m_clock);
    const auto table = hub.table(pods);
    hub.apply(delta("c1", { "gone", "stays" }));
    hub.apply(delta("c2", { "forgotten" }));
    const auto push = [&](int round) {
        const std::string name = std::to_string(round % 100);
        hub.inbox()->push(delta("c1", { name, "now" }, { round % 2 == 0 ? "now-and-then" : "gone" }));
        hub.inbox()->push(delta("c2", { "c2-" + name, "now-and-then" }));
    };
    for (int round = 0; round < 10'000; ++round) {
        push(round);
        QVERIFY(hub.inbox()->size() <= 64);
    }
    hub.inbox()->push({ IString("c2"), nullptr });
    hub.inbox()->push(delta("c2", { "anew" }));
    for (int round = 0; round < 100; ++round)
        hub.inbox()->push(delta("c1", { "now" }));
    QTRY_COMPARE(hub.inbox()->size(), std::size_t(0));
    QVERIFY(!hub.find(EntityId::kubernetes("c1", "", "Pod", "shop", "gone")));
    QVERIFY(hub.find(EntityId::kubernetes("c1", "", "Pod", "shop", "stays")));
    QVERIFY(!hub.find(EntityId::kubernetes("c2", "", "Pod", "shop", "forgotten")));
    QVERIFY(hub.find(EntityId::kubernetes("c2", "", "Pod", "shop", "anew")));
    QCOMPARE(hub.totalCount(), std::size_t(100 + 2 + 1)); // 0 to 99, now and stays; anew
    QCOMPARE(table->rowCount(), 103);
}

void TestRecordHub::pastIsShownByDifferencesAndLiveComesBack()
{
    RecordHub hub(m_clock);
    hub.apply(delta("c1", { "a", "b", "c" }));
    const auto table = hub.table(pods);
    const QAbstractItemModelTester tester(table.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QSignalSpy reset(table.get(), &QAbstractItemModel::modelReset);
    const QSignalSpy removed(table.get(), &QAbstractItemModel::rowsRemoved);
    const auto past = std::make_shared<Testing::FixedSnapshot>(std::vector<RecordPtr> {
        hub.find(EntityId::kubernetes("c1", "", "Pod", "shop", "a")), makePod(m_schema, { .name = "old" }) });
    hub.showPast(table.get(), { { "c1", past } });
    QCOMPARE(table->rowCount(), 2);
    QVERIFY(table->indexOf(EntityId::kubernetes("c1", "", "Pod", "shop", "old")).isValid());
    QCOMPARE(removed.count(), 1); // b and c, in one range
    hub.apply(delta("c1", { "d" }));
    QCOMPARE(table->rowCount(), 2); // the present does not leak into the past
    hub.showLive(table.get());
    QCOMPARE(table->rowCount(), 4);
    QVERIFY(!table->indexOf(EntityId::kubernetes("c1", "", "Pod", "shop", "old")).isValid());
    QCOMPARE(reset.count(), 0);
}

void TestRecordHub::unknownPastHasNoRows()
{
    RecordHub hub(m_clock);
    hub.apply(delta("c1", { "a" }));
    const auto table = hub.table(pods);
    hub.showPast(table.get(), {});
    QCOMPARE(table->rowCount(), 0);
}

void TestRecordHub::forgottenClusterLeavesItsLists()
{
    RecordHub hub(m_clock);
    hub.apply(delta("c1", { "a" }));
    hub.apply(delta("c2", { "b" }));
    const auto table = hub.table(pods);
    hub.inbox()->push(delta("c1", { "late" }));
    hub.inbox()->push({ IString("c1"), nullptr }); // behind all that the cluster said
    QSignalSpy changed(&hub, &RecordHub::changed);
    QTRY_COMPARE(changed.count(), 2);
    QCOMPARE(table->rowCount(), 1);
    QCOMPARE(hub.totalCount(), std::size_t(1));
}

void TestRecordHub::clusterColumnShowsWithSeveralClusters()
{
    RecordHub hub(m_clock);
    hub.apply(delta("c1", { "a" }));
    const auto table = hub.table(pods);
    const int column = table->columnOf(u"cluster");
    QCOMPARE(table->headerData(column, Qt::Horizontal, ColumnShownRole).toBool(), false);
    const QSignalSpy header(table.get(), &QAbstractItemModel::headerDataChanged);
    hub.apply(delta("c2", { "b" }));
    QCOMPARE(table->headerData(column, Qt::Horizontal, ColumnShownRole).toBool(), true);
    QCOMPARE(header.count(), 1);
    hub.setClusterNames({ { "c1", "hangzhou-1" } });
    QVERIFY(!table->setFilterText(u"cluster:hangzhou"_s));
    QCOMPARE(table->rowCount(), 1);
}

void TestRecordHub::childrenAndOwnersAreFound()
{
    RecordHub hub(m_clock);
    auto owner = makePod(m_schema, { .name = "owner" });
    auto child = makePod(m_schema, { .name = "child" });
    child->owner = { IString("Pod"), owner->name, owner->uid };
    auto made = std::make_shared<Delta>();
    made->upserted = { owner, child };
    hub.apply({ IString("c1"), made });
    QCOMPARE(hub.childrenOf(*owner), std::vector<RecordPtr> { child });
    QCOMPARE(hub.ownerOf(*child), RecordPtr(owner));
    QVERIFY(hub.ownerOf(*owner) == nullptr);
    QVERIFY(hub.childrenOf(*child).empty());
}

void TestRecordHub::relationsFollowChangesAndRemovals()
{
    RecordHub hub(m_clock);
    const auto owner = makePod(m_schema, { .name = "owner" });
    const auto other = makePod(m_schema, { .name = "other" });
    const RecordPtr child = owned("child", *owner);
    put(hub, { owner, other, child });
    QCOMPARE(hub.childrenOf(*owner), std::vector<RecordPtr> { child });

    const RecordPtr again = owned("child", *owner); // only its content differs
    const RecordPtr second = owned("second", *owner);
    put(hub, { again, second });
    QCOMPARE(sorted(hub.childrenOf(*owner)), sorted({ again, second }));
    QCOMPARE(hub.childrenOf(*owner, 1).size(), std::size_t(1));

    const RecordPtr moved = owned("child", *other);
    put(hub, { moved });
    QCOMPARE(hub.childrenOf(*owner), std::vector<RecordPtr> { second });
    QCOMPARE(hub.childrenOf(*other), std::vector<RecordPtr> { moved });
    QCOMPARE(hub.ownerOf(*moved), RecordPtr(other));

    put(hub, {}, { other->entity, second->entity });
    QVERIFY(hub.childrenOf(*owner).empty());
    QVERIFY(hub.ownerOf(*moved) == nullptr);
    QCOMPARE(hub.childrenOf(*other), std::vector<RecordPtr> { moved }); // it waits for the garbage collector
    hub.apply({ IString("c1"), nullptr });
    QVERIFY(hub.childrenOf(*other).empty());
    put(hub, { moved });
    QCOMPARE(hub.childrenOf(*other), std::vector<RecordPtr> { moved });
}

void TestRecordHub::anOwnerOfTheSameNameWithAnotherUidIsNoOwner()
{
    RecordHub hub(m_clock);
    const auto owner = makePod(m_schema, { .name = "owner", .uid = "first" });
    const RecordPtr child = owned("child", *owner);
    put(hub, { owner, child });
    QCOMPARE(hub.ownerOf(*child), RecordPtr(owner));
    const auto remade = makePod(m_schema, { .name = "owner", .uid = "second" });
    put(hub, { remade });
    QVERIFY(hub.ownerOf(*child) == nullptr);
    QVERIFY(hub.childrenOf(*remade).empty());
    const RecordPtr adopted = owned("child", *remade);
    put(hub, { adopted });
    QCOMPARE(hub.ownerOf(*adopted), RecordPtr(remade));
    QCOMPARE(hub.childrenOf(*remade), std::vector<RecordPtr> { adopted });
    QVERIFY(hub.childrenOf(*owner).empty());
}

void TestRecordHub::ownersMayBelongToTheWholeCluster()
{
    RecordHub hub(m_clock);
    const auto node = makePod(m_schema, { .name = "n1", .nameSpace = "" });
    const RecordPtr child = owned("static", *node);
    put(hub, { node, child });
    QCOMPARE(hub.ownerOf(*child), RecordPtr(node));
}

void TestRecordHub::eventsAreFoundByUidAndByPlace()
{
    RecordHub hub(m_clock);
    const auto pod = makePod(m_schema, { .name = "a", .uid = "now" });
    const auto both = eventOf("both", "now", "a");
    const auto byPlace = eventOf("place", "", "a");
    const auto before = eventOf("before", "then", "a"); // of an earlier pod of that name: the caller decides
    put(hub, { pod, both, byPlace, before, eventOf("other", "else", "b") });
    QCOMPARE(sorted(hub.eventsAbout(*pod)), sorted({ both, byPlace, before }));
    const auto again = eventOf("both", "now", "a");
    put(hub, { again }, { before->entity });
    QCOMPARE(sorted(hub.eventsAbout(*pod)), sorted({ again, byPlace }));
    put(hub, {}, { again->entity, byPlace->entity });
    QVERIFY(hub.eventsAbout(*pod).empty());
}

void TestRecordHub::answersOnRelationsVisitOnlyWhatTheyGive()
{
    RecordHub hub(m_clock);
    const auto owner = makePod(m_schema, { .name = "owner" });
    const RecordPtr child = owned("child", *owner);
    std::vector<RecordPtr> all { owner, child, eventOf("e", std::string(owner->uid.view()), "owner") };
    for (int i = 0; i < 1'000; ++i)
        all.push_back(makePod(m_schema, { .name = "pod-" + std::to_string(i) }));
    put(hub, all);
    QCOMPARE(hub.relationVisits(IString("c1")), std::uint64_t(0)); // a fill pays nothing for what nobody asks
    QCOMPARE(hub.childrenOf(*owner).size(), std::size_t(1));
    const std::uint64_t once = hub.relationVisits(IString("c1"));
    for (int i = 0; i < 10; ++i) {
        QCOMPARE(hub.childrenOf(*owner).size(), std::size_t(1));
        QCOMPARE(hub.ownerOf(*child), RecordPtr(owner));
        QCOMPARE(hub.eventsAbout(*owner).size(), std::size_t(1));
    }
    QVERIFY(hub.relationVisits(IString("c1")) - once <= 30);
    put(hub, all); // all of them, with the owners that they had
    QVERIFY(hub.relationVisits(IString("c1")) - once <= 30);
}

void TestRecordHub::listMayOutliveTheHub()
{
    auto hub = std::make_unique<RecordHub>(m_clock);
    hub->setClusterNames({ { "c1", "hangzhou-1" } });
    hub->apply(delta("c1", { "a" }));
    const auto table = hub->table(pods);
    hub.reset();
    QVERIFY(!table->setFilterText(u"cluster:hangzhou"_s));
    QCOMPARE(table->rowCount(), 1);
}

QTEST_GUILESS_MAIN(TestRecordHub)
#include "tst_recordhub.moc"
