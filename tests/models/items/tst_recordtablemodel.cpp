// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/fakeclock.h"
#include "models/items/recordtablemodel.h"
#include "models/items/selectionkeeper.h"
#include "tests/models/items/recordmaker.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include <map>
#include <set>

using namespace Strato;
using namespace Strato::Testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Counts what a model says, in words of the row operations.
class Witness final : public QObject {
public:
    explicit Witness(QAbstractItemModel* model)
    {
        connect(model, &QAbstractItemModel::rowsInserted, this, [this] { ++inserted; });
        connect(model, &QAbstractItemModel::rowsRemoved, this, [this] { ++removed; });
        connect(model, &QAbstractItemModel::rowsMoved, this, [this] { ++moved; });
        connect(model, &QAbstractItemModel::dataChanged, this, [this] { ++changed; });
        connect(model, &QAbstractItemModel::layoutChanged, this, [this] { ++rearranged; });
        connect(model, &QAbstractItemModel::modelReset, this, [this] { ++reset; });
    }
    [[nodiscard]] QList<int> taken()
    {
        QList<int> all { inserted, removed, moved, changed, rearranged, reset };
        inserted = removed = moved = changed = rearranged = reset = 0;
        return all;
    }
    int inserted = 0, removed = 0, moved = 0, changed = 0, rearranged = 0, reset = 0;
};

QStringList names(const QAbstractItemModel& model)
{
    QStringList all;
    for (int row = 0; row < model.rowCount(); ++row)
        all.append(model.index(row, 0).data(RawRole).toString());
    return all;
}

} // namespace

class TestRecordTableModel : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void firstFillIsOneInsert();
    void smallDeltaIsContiguousRanges();
    void largeDeltaIsOneRearrangement();
    void unchangedContentSaysNothing();
    void namesSortNaturally();
    void namesakesHaveOnePlaceHoweverTheyCame();
    void sortIsStableOverEarlierSorts();
    void missingAndProvisionalValuesComeLast();
    void worstStatesComeFirst();
    void changedValuesMoveOnlyWhenSettled();
    void nothingSettlesWhileTheUserIsInside();
    void sameNameWithNewUidIsAnotherRow();
    void columnsOfSeveralSchemasAreMerged();
    void missingCellIsInvalidNotZero();
    void rolesGiveRawValuesAndIds();
    void fewNewRowsAreMarkedForASecond();
    void filterSuggestsTheTermInTheWay();
    void pendingWorkIsTakenFrameByFrame();
    void selectionSurvivesFilterSortAndChurn();
    void selectionLetsGoOfANewIncarnation();
    void randomDeltasAgreeWithAPlainList_data();
    void randomDeltasAgreeWithAPlainList();

private:
    using Oracle = std::map<std::string, RecordPtr>;
    void applyRandomDelta(RecordTableModel& model, QRandomGenerator& random, Oracle& oracle);
    static void compare(const RecordTableModel& model, Oracle& oracle, const QString& filter);
    void fill(RecordTableModel& model, int count)
    {
        std::vector<RecordPtr> records;
        records.reserve(static_cast<std::size_t>(count));
        for (int i = 0; i < count; ++i)
            records.push_back(makePod(m_schema, { .name = "pod-" + std::to_string(i) }));
        model.apply(std::move(records), {});
    }
    RecordPtr pod(const PodSpec& spec) { return makePod(m_schema, spec); }
    static EntityId id(const std::string& name) { return EntityId::kubernetes("c1", "", "Pod", "shop", name); }

    FakeClock m_clock;
    SchemaPtr m_schema = podSchema();
};

void TestRecordTableModel::firstFillIsOneInsert()
{
    RecordTableModel model(m_clock);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    Witness witness(&model);
    fill(model, 1000);
    QCOMPARE(witness.taken(), (QList { 1, 0, 0, 0, 0, 0 }));
    QCOMPARE(model.rowCount(), 1000);
}

void TestRecordTableModel::smallDeltaIsContiguousRanges()
{
    RecordTableModel model(m_clock);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    fill(model, 1000);
    Witness witness(&model);
    model.apply({ pod({ .name = "pod-10", .restarts = 1 }), pod({ .name = "pod-11", .restarts = 1 }),
                    pod({ .name = "pod-500", .restarts = 1 }), pod({ .name = "pod-20a" }), pod({ .name = "pod-20b" }) },
        { id("pod-300"), id("pod-301"), id("pod-302") });
    QCOMPARE(witness.taken(), (QList { 1, 1, 0, 2, 0, 0 }));
    QCOMPARE(model.rowCount(), 999);
    QCOMPARE(model.indexOf(id("pod-20b")).row(), 22);
}

void TestRecordTableModel::largeDeltaIsOneRearrangement()
{
    RecordTableModel model(m_clock);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    fill(model, 1000);
    const QPersistentModelIndex kept(model.indexOf(id("pod-999")));
    const QPersistentModelIndex lost(model.indexOf(id("pod-7")));
    Witness witness(&model);
    std::vector<EntityId> removed;
    removed.reserve(100);
    for (int i = 0; i < 100; ++i)
        removed.push_back(id("pod-" + std::to_string(i)));
    model.apply({ pod({ .name = "aaa" }) }, removed);
    QCOMPARE(witness.taken(), (QList { 0, 0, 0, 0, 1, 0 }));
    QCOMPARE(kept.row(), 900);
    QVERIFY(!lost.isValid());
}

void TestRecordTableModel::unchangedContentSaysNothing()
{
    RecordTableModel model(m_clock);
    fill(model, 10);
    Witness witness(&model);
    model.apply({ pod({ .name = "pod-3" }) }, { id("never-there") });
    QCOMPARE(witness.taken(), (QList { 0, 0, 0, 0, 0, 0 }));
}

void TestRecordTableModel::namesSortNaturally()
{
    RecordTableModel model(m_clock);
    model.apply({ pod({ .name = "pod-10" }), pod({ .name = "pod-2" }), pod({ .name = "Pod-1" }), pod({ .name = "pod" }),
                    pod({ .name = "pod-123456789012" }), pod({ .name = "pod-99999999999" }) },
        {});
    const QStringList expected { u"pod"_s, u"Pod-1"_s, u"pod-2"_s, u"pod-10"_s, u"pod-99999999999"_s,
        u"pod-123456789012"_s };
    QCOMPARE(names(model), expected);
    model.sortBy(u"name"_s, Qt::DescendingOrder);
    QCOMPARE(names(model), QStringList(expected.rbegin(), expected.rend()));
}

void TestRecordTableModel::namesakesHaveOnePlaceHoweverTheyCame()
{
    const std::vector<RecordPtr> pods { pod({ .name = "web", .cluster = "c2" }),
        pod({ .name = "web", .cluster = "c3" }), pod({ .name = "web-1", .cluster = "c1" }),
        pod({ .name = "web", .cluster = "c1" }) };
    const auto clusters = [](const RecordTableModel& model) {
        QStringList all;
        for (int row = 0; row < model.rowCount(); ++row)
            all.append(model.index(row, 0).data(ClusterRole).toString());
        return all;
    };
    const QStringList expected { u"c1"_s, u"c2"_s, u"c3"_s, u"c1"_s };
    RecordTableModel atOnce(m_clock);
    atOnce.apply(pods, {});
    QCOMPARE(clusters(atOnce), expected);
    RecordTableModel oneByOne(m_clock);
    for (const RecordPtr& one : pods)
        oneByOne.apply({ one }, {});
    QCOMPARE(clusters(oneByOne), expected);
}

void TestRecordTableModel::sortIsStableOverEarlierSorts()
{
    RecordTableModel model(m_clock);
    model.apply(
        { pod({ .name = "a", .node = "n2", .restarts = 1 }), pod({ .name = "b", .node = "n1", .restarts = 2 }),
            pod({ .name = "c", .node = "n1", .restarts = 1 }), pod({ .name = "d", .node = "n2", .restarts = 2 }) },
        {});
    model.sortBy(u"restarts"_s, Qt::DescendingOrder);
    QCOMPARE(names(model), QStringList({ u"b"_s, u"d"_s, u"a"_s, u"c"_s }));
    model.sortBy(u"node"_s, Qt::AscendingOrder);
    QCOMPARE(names(model), QStringList({ u"b"_s, u"c"_s, u"d"_s, u"a"_s }));
    // What comes later finds its place by the same rules.
    model.apply({ pod({ .name = "e", .node = "n1", .restarts = 3 }) }, {});
    QCOMPARE(names(model).first(), u"e"_s);
}

void TestRecordTableModel::missingAndProvisionalValuesComeLast()
{
    RecordTableModel model(m_clock);
    auto missing = makePod(m_schema, { .name = "b-missing" });
    missing->cells[2] = Cell();
    model.apply({ missing, pod({ .name = "a-provisional", .provisional = true }), pod({ .name = "c", .restarts = 5 }),
                    pod({ .name = "d", .restarts = 0 }) },
        {});
    model.sortBy(u"restarts"_s, Qt::AscendingOrder);
    QCOMPARE(names(model), QStringList({ u"d"_s, u"c"_s, u"a-provisional"_s, u"b-missing"_s }));
    model.sortBy(u"restarts"_s, Qt::DescendingOrder);
    QCOMPARE(names(model), QStringList({ u"c"_s, u"d"_s, u"a-provisional"_s, u"b-missing"_s }));
    // Its record arrives: now it has a value and takes its place at once.
    model.apply({ pod({ .name = "a-provisional", .restarts = 9 }) }, {});
    QCOMPARE(names(model).first(), u"a-provisional"_s);
}

void TestRecordTableModel::worstStatesComeFirst()
{
    RecordTableModel model(m_clock);
    model.apply({ pod({ .name = "a", .status = "Running" }),
                    pod({ .name = "b", .status = "CrashLoopBackOff", .health = Health::Critical }),
                    pod({ .name = "c", .status = "Pending", .health = Health::Warning }) },
        {});
    model.sortBy(u"status"_s, Qt::AscendingOrder);
    QCOMPARE(names(model), QStringList({ u"b"_s, u"c"_s, u"a"_s }));
}

void TestRecordTableModel::changedValuesMoveOnlyWhenSettled()
{
    RecordTableModel model(m_clock);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.apply({ pod({ .name = "a", .restarts = 3 }), pod({ .name = "b", .restarts = 2 }),
                    pod({ .name = "c", .restarts = 1 }) },
        {});
    model.sortBy(u"restarts"_s, Qt::DescendingOrder);
    Witness witness(&model);
    model.apply({ pod({ .name = "c", .restarts = 7 }) }, {});
    QCOMPARE(witness.taken(), (QList { 0, 0, 0, 1, 0, 0 }));
    QCOMPARE(names(model), QStringList({ u"a"_s, u"b"_s, u"c"_s }));
    QCOMPARE(model.unsettledCount(), 1);
    model.settleNow();
    QCOMPARE(witness.taken(), (QList { 0, 0, 1, 0, 0, 0 }));
    QCOMPARE(names(model), QStringList({ u"c"_s, u"a"_s, u"b"_s }));
    QCOMPARE(model.unsettledCount(), 0);
}

void TestRecordTableModel::nothingSettlesWhileTheUserIsInside()
{
    RecordTableModel model(m_clock);
    model.apply({ pod({ .name = "a", .restarts = 3 }), pod({ .name = "b", .restarts = 2 }) }, {});
    model.sortBy(u"restarts"_s, Qt::DescendingOrder);
    model.setInteracting(true);
    model.apply({ pod({ .name = "b", .restarts = 9 }) }, {});
    const auto timers = model.findChildren<QTimer*>();
    QVERIFY(std::ranges::none_of(timers, &QTimer::isActive));
    model.setInteracting(false);
    QCOMPARE(names(model), QStringList({ u"a"_s, u"b"_s }));
    QCOMPARE(std::chrono::milliseconds(10s), std::chrono::milliseconds(model.settleWait().value_or(0ms)));
}

void TestRecordTableModel::sameNameWithNewUidIsAnotherRow()
{
    RecordTableModel model(m_clock);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    fill(model, 3);
    const QPersistentModelIndex old(model.indexOf(id("pod-1")));
    model.apply({ pod({ .name = "pod-1", .uid = "another" }) }, {});
    QVERIFY(!old.isValid());
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(1, 0).data(UidRole).toString(), u"another"_s);
}

void TestRecordTableModel::columnsOfSeveralSchemasAreMerged()
{
    RecordTableModel model(m_clock);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    fill(model, 3);
    auto other = std::make_shared<KindSchema>(*m_schema);
    other->columns = { { "gpu", CellType::Count, true, "GPUs" }, { "status", CellType::State, true, {} } };
    auto record = makePod(other, { .name = "z", .cluster = "c2" });
    record->cells = { Cell(std::int64_t { 4 }), Cell(IString("Running")) };
    model.apply({ record }, {});
    const int gpu = model.columnOf(u"gpu");
    QCOMPARE(model.columnCount(), 5 + 5 + 1);
    QCOMPARE(model.headerData(gpu, Qt::Horizontal, HeaderTitleRole).toString(), u"GPUs"_s);
    QVERIFY(!model.index(0, gpu).data(RawRole).isValid());
    QCOMPARE(model.index(3, gpu).data(RawRole).toLongLong(), 4);
    QCOMPARE(model.index(3, model.columnOf(u"status")).data(RawRole).toString(), u"Running"_s);
    QVERIFY(!model.index(3, model.columnOf(u"restarts")).data(RawRole).isValid());
}

void TestRecordTableModel::missingCellIsInvalidNotZero()
{
    RecordTableModel model(m_clock);
    auto record = makePod(m_schema, { .name = "a", .nameSpace = "" });
    record->created = {};
    model.apply({ record }, {});
    for (const QStringView column : { u"cpu", u"age", u"namespace", u"labels" })
        QVERIFY2(!model.index(0, model.columnOf(column)).data(RawRole).isValid(), qPrintable(column.toString()));
    QCOMPARE(model.index(0, model.columnOf(u"restarts")).data(RawRole), QVariant(qlonglong(0)));
}

void TestRecordTableModel::rolesGiveRawValuesAndIds()
{
    RecordTableModel model(m_clock);
    auto record = makePod(
        m_schema, { .name = "a", .health = Health::Critical, .labels = { { IString("app"), IString("web") } } });
    record->reason = IString("OOMKilled");
    model.apply({ record }, {});
    const QModelIndex cell = model.index(0, model.columnOf(u"labels"));
    QCOMPARE(cell.data(RawRole).toStringList(), QStringList { u"app=web"_s });
    QCOMPARE(cell.data(IdRole).toString(), u"k8s:c1//Pod/shop/a"_s);
    QCOMPARE(cell.data(HealthRole).toInt(), int(Health::Critical));
    QCOMPARE(cell.data(ReasonRole).toString(), u"OOMKilled"_s);
    QCOMPARE(cell.data(ClusterRole).toString(), u"c1"_s);
    QCOMPARE(cell.data(KindRole).toString(), u"Pod"_s);
    QVERIFY(!cell.data(Qt::DisplayRole).isValid());
    QCOMPARE(model.index(0, model.columnOf(u"age")).data(CellTypeRole).toInt(), int(CellType::Age));
}

void TestRecordTableModel::fewNewRowsAreMarkedForASecond()
{
    RecordTableModel model(m_clock);
    fill(model, 10);
    QVERIFY(!model.index(0, 0).data(NewRole).toBool());
    model.apply({ pod({ .name = "new" }) }, {});
    QVERIFY(model.indexOf(id("new")).data(NewRole).toBool());
    m_clock.advance(1s);
    QVERIFY(!model.indexOf(id("new")).data(NewRole).toBool());
    for (int i = 0; i < 5; ++i)
        model.apply({ pod({ .name = "more-" + std::to_string(i) }) }, {});
    QVERIFY(!model.indexOf(id("more-4")).data(NewRole).toBool());
}

void TestRecordTableModel::filterSuggestsTheTermInTheWay()
{
    RecordTableModel model(m_clock);
    fill(model, 20);
    QVERIFY(!model.setFilterText(u"pod-1 ns:payment node:n1"_s));
    QCOMPARE(model.rowCount(), 0);
    const auto found = model.suggestions();
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().without, u"ns:payment"_s);
    QCOMPARE(found.first().remaining, u"pod-1 node:n1"_s);
    QCOMPARE(found.first().rows, 11);
    const auto error = model.setFilterText(u"app in (a"_s);
    QVERIFY(error.has_value());
    QCOMPARE(error->position, std::size_t(7));
    QCOMPARE(model.filter().text(), std::string("pod-1 ns:payment node:n1"));
}

void TestRecordTableModel::pendingWorkIsTakenFrameByFrame()
{
    // Each look at this clock costs 3 ms: a frame's budget is used up after two slices.
    class SlowClock final : public Clock {
    public:
        Instant now() const override { return {}; }
        Duration monotonic() const override { return Duration(m_reads++ * 3ms); }
        Duration boottime() const override { return {}; }
        mutable std::int64_t m_reads = 0;
    } clock;
    RecordTableModel model(clock);
    fill(model, 20'000);
    std::vector<RecordPtr> changed;
    changed.reserve(900);
    for (int i = 0; i < 900; ++i)
        changed.push_back(pod({ .name = "pod-" + std::to_string(i * 20), .restarts = 4 }));
    model.apply(std::move(changed), {});
    const auto changedRows = [&] {
        int count = 0;
        for (int row = 0; row < model.rowCount(); ++row)
            count += model.index(row, model.columnOf(u"restarts")).data(RawRole).toInt() == 4 ? 1 : 0;
        return count;
    };
    QCOMPARE(changedRows(), 128);
    QTRY_COMPARE(changedRows(), 900);
}

void TestRecordTableModel::selectionSurvivesFilterSortAndChurn()
{
    RecordTableModel model(m_clock);
    QItemSelectionModel selection(&model);
    SelectionKeeper keeper(&model, &selection);
    fill(model, 1000);
    for (const int i : { 3, 4, 5, 700 })
        selection.select(
            model.indexOf(id("pod-" + std::to_string(i))), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    selection.setCurrentIndex(model.indexOf(id("pod-700")), QItemSelectionModel::NoUpdate);
    keeper.setAnchor(id("pod-500"));
    QVERIFY(!model.setFilterText(u"pod-7"_s));
    QCOMPARE(selection.selectedRows().size(), 1);
    QCOMPARE(keeper.selectedRecords().size(), std::size_t(1));
    QCOMPARE(selection.currentIndex().data(IdRole).toString(), id("pod-700").toString());
    QVERIFY(!model.setFilterText(u""_s));
    QCOMPARE(selection.selectedRows().size(), 4);
    model.sortBy(u"name"_s, Qt::DescendingOrder);
    QCOMPARE(keeper.anchorRow(), model.indexOf(id("pod-500")).row());
    QCOMPARE(keeper.selectedRecords().size(), std::size_t(4));
    selection.select(model.indexOf(id("pod-700")), QItemSelectionModel::Deselect | QItemSelectionModel::Rows);
    model.apply({}, { id("pod-4") });
    QCOMPARE(keeper.selectedCount(), 2);
    QCOMPARE(selection.selectedRows().size(), 2);
    keeper.goTo(id("later"));
    model.apply({ pod({ .name = "later" }) }, {});
    QCOMPARE(keeper.current(), id("later"));
    QCOMPARE(selection.selectedRows().size(), 1);
}

void TestRecordTableModel::selectionLetsGoOfANewIncarnation()
{
    RecordTableModel model(m_clock);
    QItemSelectionModel selection(&model);
    SelectionKeeper keeper(&model, &selection);
    fill(model, 10);
    selection.select(model.indexOf(id("pod-3")), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    model.apply({ pod({ .name = "pod-3", .uid = "another" }) }, {});
    QVERIFY(selection.selectedRows().isEmpty());
    QVERIFY(keeper.selectedRecords().empty());
}

void TestRecordTableModel::randomDeltasAgreeWithAPlainList_data()
{
    QTest::addColumn<quint32>("seed");
    QTest::addColumn<QString>("sort");
    for (quint32 seed = 1; seed <= 3; ++seed) {
        QTest::addRow("by name, %u", seed) << seed << QString();
        QTest::addRow("by restarts, %u", seed) << seed << u"restarts"_s;
        QTest::addRow("by status, %u", seed) << seed << u"status"_s;
    }
}

void TestRecordTableModel::applyRandomDelta(RecordTableModel& model, QRandomGenerator& random, Oracle& oracle)
{
    std::map<std::string, RecordPtr> upserted;
    std::set<std::string> removed;
    const int size = random.bounded(8) == 0 ? 60 : 8;
    for (int i = 0; i < size; ++i) {
        const std::string name = "pod-" + std::to_string(random.bounded(90));
        if (random.bounded(4) == 0) {
            oracle.erase(name);
            upserted.erase(name);
            removed.insert(name);
            continue;
        }
        removed.erase(name);
        const bool ill = random.bounded(3) == 0;
        upserted[name] = pod({ .name = name,
            .status = ill ? "Failed" : "Running",
            .node = "n" + std::to_string(random.bounded(3)),
            .restarts = random.bounded(5),
            .uid = random.bounded(10) == 0 ? std::to_string(random.generate()) : std::string(),
            .health = ill ? Health::Critical : Health::Well,
            .provisional = random.bounded(6) == 0 });
        oracle[name] = upserted[name];
    }
    std::vector<RecordPtr> records;
    records.reserve(upserted.size());
    for (auto& [name, record] : upserted)
        records.push_back(record);
    std::vector<EntityId> gone;
    gone.reserve(removed.size());
    for (const std::string& name : removed)
        gone.push_back(id(name));
    model.apply(std::move(records), std::move(gone));
    while (model.hasPendingWork())
        model.workNow();
}

void TestRecordTableModel::compare(const RecordTableModel& model, Oracle& oracle, const QString& filter)
{
    FilterMatcher matcher(FilterQuery::parse(filter.toStdString()).query);
    const auto shown = std::ranges::count_if(oracle, [&](const auto& held) { return matcher.matches(*held.second); });
    QCOMPARE(model.rowCount(), int(shown));
    QCOMPARE(model.totalCount(), qint64(oracle.size()));
    for (int row = 0; row < model.rowCount(); ++row) {
        const RecordPtr record = model.recordAt(model.index(row, 0));
        QCOMPARE(record, oracle[std::string(record->name.view())]);
        QCOMPARE(model.indexOf(record->entity).row(), row);
    }
}

void TestRecordTableModel::randomDeltasAgreeWithAPlainList()
{
    QFETCH(const quint32, seed);
    QFETCH(const QString, sort);
    QRandomGenerator random(seed);
    RecordTableModel model(m_clock);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QItemSelectionModel selection(&model);
    SelectionKeeper keeper(&model, &selection);
    if (!sort.isEmpty())
        model.sortBy(sort, Qt::DescendingOrder);
    Oracle oracle;
    QString filter;
    for (int step = 0; step < 80; ++step) {
        applyRandomDelta(model, random, oracle);
        if (step % 7 == 0) {
            filter = QStringList { u""_s, u"node:n1"_s, u"pod-1"_s, u"-node:n2"_s, u"nothing"_s }[random.bounded(5)];
            QVERIFY(!model.setFilterText(filter));
        }
        if (step % 5 == 0)
            model.settleNow();
        if (step % 11 == 0 && model.rowCount() > 3)
            selection.select(model.index(2, 0), QItemSelectionModel::Toggle | QItemSelectionModel::Rows);
        compare(model, oracle, filter);
        if (QTest::currentTestFailed())
            return;
    }
    model.settleNow();
    RecordTableModel fresh(m_clock);
    if (!sort.isEmpty())
        fresh.sortBy(sort, Qt::DescendingOrder);
    std::vector<RecordPtr> all;
    for (auto& [name, record] : oracle)
        all.push_back(record);
    fresh.apply(std::move(all), {});
    QVERIFY(!fresh.setFilterText(filter));
    QCOMPARE(names(model), names(fresh));
    QCOMPARE(qint64(keeper.selectedRecords().size()), qint64(selection.selectedRows().size()));
}

QTEST_GUILESS_MAIN(TestRecordTableModel)
#include "tst_recordtablemodel.moc"
