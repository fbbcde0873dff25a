// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/fakeclock.h"
#include "models/faults/overview.h"
#include "models/items/keyvaluemodel.h"
#include "models/items/overviewmodel.h"
#include "models/items/paletteindex.h"
#include "models/items/recordhub.h"
#include "models/items/resourcekindsmodel.h"
#include "tests/models/items/recordmaker.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace Strato;
using namespace Strato::Testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto byQtTest = QAbstractItemModelTester::FailureReportingMode::QtTest;

Finding finding(const std::string& name, Health severity, int touches = 0)
{
    Finding f;
    f.entity = EntityId::host("e", name);
    f.name = IString(name);
    f.severity = severity;
    f.code = "nodePressure";
    f.touches = touches;
    return f;
}

QStringList names(const QAbstractItemModel& model)
{
    QStringList all;
    for (int row = 0; row < model.rowCount(); ++row)
        all.append(model.index(row, 0).data(RawRole).toString());
    return all;
}

} // namespace

class TestSmallModels : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void worstFindingsComeFirst();
    void findingsKeepTheirOrderForTenSeconds();
    void nothingMovesUnderThePointer();
    void whatWillStandBelowIsNotSaidToBeAbove();
    void randomFindingsKeepTheModelWhole();
    void changesAreNewestFirst();
    void unknownClusterShowsNothingNotZero();
    void theSumOfClustersStaysLast();
    void callsOfSourcesSumUp();
    void chosenClustersAreSummedUp();
    void alertsToldTwiceAreOneRow();
    void alertsThatAreAlikeFoldIntoOneRow();
    void kindsAreMergedAndGrouped();
    void kindsAreFoundByAnyName();
    void factsKeepTheirOwnTypes();
    void paletteRanksBeginningsFirst();
    void paletteRanksWhatIsIllFirstAmongEqualMatches();
    void paletteFindsEntitiesByNameAndPlace();
    void anEmptyPaletteQueryFindsNothing();
    void overviewFillsItsLists();

private:
    FakeClock m_clock;
};

void TestSmallModels::worstFindingsComeFirst()
{
    FindingsModel model(m_clock);
    model.setFindings({ finding("mild", Health::Warning), finding("bad", Health::Critical) });
    QCOMPARE(names(model), QStringList({ u"bad"_s, u"mild"_s }));
    QCOMPARE(model.index(0, 0).data(HealthRole).toInt(), int(Health::Critical));
    QCOMPARE(model.index(0, 0).data(CodeRole).toString(), u"nodePressure"_s);
    QVERIFY(!model.index(0, model.columnOf(u"since")).data(RawRole).isValid());
}

void TestSmallModels::findingsKeepTheirOrderForTenSeconds()
{
    FindingsModel model(m_clock);
    const QAbstractItemModelTester tester(&model, byQtTest);
    model.setFindings({ finding("a", Health::Critical, 5), finding("b", Health::Critical, 4) });
    m_clock.advance(3s);
    model.setFindings({ finding("a", Health::Critical, 5), finding("b", Health::Critical, 9) });
    QCOMPARE(names(model), QStringList({ u"a"_s, u"b"_s }));
    QCOMPARE(model.waiting(), (WaitingFindings { 1, 0, u"b"_s }));
    m_clock.advance(7s);
    model.setFindings({ finding("a", Health::Critical, 5), finding("b", Health::Critical, 9) });
    QCOMPARE(names(model), QStringList({ u"b"_s, u"a"_s }));
    QCOMPARE(model.waiting(), WaitingFindings {});
}

void TestSmallModels::nothingMovesUnderThePointer()
{
    FindingsModel model(m_clock);
    const QAbstractItemModelTester tester(&model, byQtTest);
    model.setFindings({ finding("a", Health::Warning), finding("b", Health::Warning) });
    model.setInteracting(true);
    m_clock.advance(1h);
    QSignalSpy waiting(&model, &FindingsModel::waitingChanged);
    model.setFindings({ finding("b", Health::Warning), finding("x", Health::Critical), finding("y", Health::Critical),
        finding("z", Health::Critical) });
    QCOMPARE(names(model), QStringList({ u"a"_s, u"b"_s }));
    QCOMPARE(model.index(0, 0).data(FindingsModel::GoneRole).toBool(), true);
    QCOMPARE(model.waiting(), (WaitingFindings { 3, 0, u"x"_s }));
    QCOMPARE(waiting.count(), 1);
    model.showWaiting();
    QCOMPARE(names(model), QStringList({ u"x"_s, u"y"_s, u"z"_s, u"b"_s }));
    QCOMPARE(model.waiting(), WaitingFindings {});
}

void TestSmallModels::whatWillStandBelowIsNotSaidToBeAbove()
{
    FindingsModel model(m_clock);
    model.setFindings({ finding("a", Health::Critical, 5), finding("b", Health::Critical, 4) });
    model.setInteracting(true);
    // b is over, and what takes its place is less bad than a.
    model.setFindings({ finding("a", Health::Critical, 5), finding("mild", Health::Warning) });
    QCOMPARE(model.waiting(), (WaitingFindings { 0, 1, u"mild"_s }));
    model.showWaiting();
    QCOMPARE(names(model), QStringList({ u"a"_s, u"mild"_s }));
    // Where the user sorted, worse is not higher.
    model.sort(0, Qt::AscendingOrder);
    model.setFindings({ finding("a", Health::Warning), finding("zz", Health::Critical, 9) });
    QCOMPARE(model.waiting(), (WaitingFindings { 0, 1, u"zz"_s }));
}

void TestSmallModels::randomFindingsKeepTheModelWhole()
{
    QRandomGenerator random(5);
    FindingsModel model(m_clock);
    const QAbstractItemModelTester tester(&model, byQtTest);
    const QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    for (int step = 0; step < 200; ++step) {
        std::vector<Finding> all;
        for (int i = 0; i < 12; ++i) {
            if (random.bounded(3) > 0)
                all.push_back(finding(
                    std::to_string(i), random.bounded(2) ? Health::Critical : Health::Warning, random.bounded(4)));
        }
        model.setInteracting(random.bounded(3) == 0);
        model.setFindings(all, 8);
        QCOMPARE(model.totalCount(), qint64(all.size()));
        m_clock.advance(std::chrono::seconds(random.bounded(6)));
        if (step % 20 == 0) {
            model.showWaiting();
            QCOMPARE(model.rowCount(), int(std::min<std::size_t>(8, all.size())));
        }
    }
    QCOMPARE(reset.count(), 0);
}

void TestSmallModels::changesAreNewestFirst()
{
    ChangesModel model;
    const QAbstractItemModelTester tester(&model, byQtTest);
    ChangeMark old;
    old.entity = EntityId::host("e", "old");
    old.name = IString("old");
    old.at = instantFromSeconds(1);
    old.fieldManager = "kubectl";
    ChangeMark recent = old;
    recent.name = IString("recent");
    recent.entity = EntityId::host("e", "recent");
    recent.at = instantFromSeconds(2);
    recent.fieldManager = {};
    model.setChanges({ old });
    model.setChanges({ old, recent });
    const int name = model.columnOf(u"name");
    QCOMPARE(model.index(0, name).data(RawRole).toString(), u"recent"_s);
    QVERIFY(!model.index(0, model.columnOf(u"by")).data(RawRole).isValid());
    QCOMPARE(model.index(1, model.columnOf(u"by")).data(RawRole).toString(), u"kubectl"_s);
    QVERIFY(!model.index(1, model.columnOf(u"person")).data(RawRole).isValid());
}

void TestSmallModels::unknownClusterShowsNothingNotZero()
{
    ClustersModel model;
    ClusterSummary unknown;
    unknown.name = "staging";
    model.setClusters({ unknown }, {});
    for (int column = 1; column < model.columnCount(); ++column) {
        if (column != model.columnOf(u"freshness"))
            QVERIFY2(!model.index(0, column).data(RawRole).isValid(), std::to_string(column).c_str());
    }
    unknown.known = true;
    model.setClusters({ unknown }, {});
    QCOMPARE(model.index(0, model.columnOf(u"pods")).data(RawRole).toInt(), 0);
    QVERIFY(!model.index(0, model.columnOf(u"alerts")).data(RawRole).isValid());
    QVERIFY(!model.index(0, model.columnOf(u"cpuUsed")).data(RawRole).isValid());
}

void TestSmallModels::theSumOfClustersStaysLast()
{
    ClustersModel model;
    const QAbstractItemModelTester tester(&model, byQtTest);
    std::vector<ClusterSummary> clusters(3);
    for (std::size_t i = 0; i < clusters.size(); ++i) {
        clusters[i].cluster = clusters[i].name = "c" + std::to_string(i + 8); // c8, c9, c10
        clusters[i].known = i != 1;
        clusters[i].pods.total = static_cast<int>(i);
    }
    ClusterSummary sum;
    sum.known = true;
    sum.pods.total = 2;
    model.setClusters({ clusters.front() }, sum);
    QCOMPARE(model.rowCount(), 1); // one cluster is its own sum
    model.setClusters(clusters, sum);
    QCOMPARE(names(model), (QStringList { u"c8"_s, u"c9"_s, u"c10"_s, u""_s }));
    model.sort(0, Qt::DescendingOrder);
    QCOMPARE(names(model), (QStringList { u"c10"_s, u"c9"_s, u"c8"_s, u""_s }));
    model.sort(model.columnOf(u"pods"), Qt::AscendingOrder);
    QCOMPARE(names(model), (QStringList { u"c8"_s, u"c10"_s, u"c9"_s, u""_s })); // what is missing comes after
    model.sort(model.columnOf(u"pods"), Qt::DescendingOrder);
    QCOMPARE(names(model), (QStringList { u"c10"_s, u"c8"_s, u"c9"_s, u""_s }));
    model.sort(-1, Qt::AscendingOrder);
    model.setClusters(clusters, sum);
    QCOMPARE(names(model), (QStringList { u"c8"_s, u"c9"_s, u"c10"_s, u""_s }));
}

void TestSmallModels::callsOfSourcesSumUp()
{
    OverviewModel model(m_clock);
    const QAbstractItemModelTester tester(model.calls(), byQtTest);
    auto state = std::make_shared<OverviewState>();
    state->clusters.resize(1);
    state->clusters.front().cluster = "uid-1";
    state->clusters.front().name = "hangzhou-1";
    model.setState(state);
    QCOMPARE(model.traffic(), OverviewModel::Traffic {});
    auto byService = std::make_shared<MetricsOverview>();
    byService->services = { { "uid-1", "shop", "order", 30, 3 }, { "other", "shop", "order", 10, 0 } };
    byService->total.callsPerSecond = 999; // the list is what counts
    auto onlyTotal = std::make_shared<MetricsOverview>();
    onlyTotal->total.callsPerSecond = 60;
    onlyTotal->total.errorRatio = 0.05;
    model.setMetrics({ byService, onlyTotal });
    QCOMPARE(model.traffic(), (OverviewModel::Traffic { 100.0, 0.06 }));
    QCOMPARE(names(*model.calls()), (QStringList { u"order"_s, u"order"_s }));
    model.setChosen({ "hangzhou-1" });
    QCOMPARE(model.traffic(), (OverviewModel::Traffic { 30.0, 0.1 }));
    QCOMPARE(model.calls()->rowCount(), 1);
    onlyTotal->total.errorRatio.reset();
    model.setChosen({});
    QVERIFY(!model.traffic().errorRatio); // of a part nobody counts failures: unknown, not less
}

void TestSmallModels::chosenClustersAreSummedUp()
{
    OverviewModel model(m_clock);
    auto state = std::make_shared<OverviewState>();
    for (const int pods : { 1, 10, 100 }) {
        ClusterSummary one;
        one.name = "c" + std::to_string(pods);
        one.cluster = "uid-" + one.name;
        one.known = true;
        one.pods.total = pods;
        state->clusters.push_back(one);
    }
    state->sum = sumOf(state->clusters);
    model.setState(state);
    QCOMPARE(model.shown().pods.total, 111);
    model.setChosen({ "c1", "c100" });
    QCOMPARE(model.shown().pods.total, 101);
    QVERIFY(model.isShown("uid-c100"));
    QVERIFY(!model.isShown("uid-c10"));
    model.setChosen({ "closed meanwhile" });
    QCOMPARE(model.shown().pods.total, 0);
    QVERIFY(!model.shown().known); // nothing is known, which is not none
}

void TestSmallModels::alertsToldTwiceAreOneRow()
{
    AlertsModel model;
    const QAbstractItemModelTester tester(&model, byQtTest);
    ClusterAlert alert;
    alert.cluster = "c1";
    alert.alert.name = "Slow";
    alert.alert.severity = "critical";
    model.setAlerts({ alert, alert });
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, 0).data(HealthRole).toInt(), int(Health::Critical));
    QVERIFY(!model.index(0, 0).data(IdRole).isValid());
}

void TestSmallModels::alertsThatAreAlikeFoldIntoOneRow()
{
    AlertsModel model(AlertsModel::Rows::Folded);
    const QAbstractItemModelTester tester(&model, byQtTest);
    std::vector<ClusterAlert> alerts;
    for (int pod = 0; pod < 8; ++pod) {
        ClusterAlert alert;
        alert.cluster = "c1";
        alert.alert.name = "PodNotReady";
        alert.alert.severity = "warning";
        alert.alert.labels = { { "pod", "p" + std::to_string(pod) } };
        alert.alert.summary = "p" + std::to_string(pod);
        alert.alert.activeAt = instantFromSeconds(1'000 - pod);
        alerts.push_back(alert);
    }
    alerts.push_back(alerts.front());
    alerts.back().cluster = "c2";
    alerts.push_back(alerts.front());
    alerts.back().alert.severity = "critical";
    alerts.back().alert.labels = { { "pod", "p8" } };
    model.setAlerts(alerts);
    QCOMPARE(model.rowCount(), 3); // of another cluster or severity it is another
    QCOMPARE(model.rows().front().others.size(), std::size_t(7));
    QCOMPARE(model.rows().front().alert.activeAt, std::optional(instantFromSeconds(993))); // the oldest
    QVERIFY(model.rows().back().others.empty());
    alerts.erase(alerts.begin()); // one ends: the row stays
    const QPersistentModelIndex row = model.index(0, 0);
    model.setAlerts(alerts);
    QVERIFY(row.isValid());
    QCOMPARE(model.rows().at(static_cast<std::size_t>(row.row())).others.size(), std::size_t(6));
}

void TestSmallModels::kindsAreMergedAndGrouped()
{
    ResourceKindsModel model;
    const QAbstractItemModelTester tester(&model, byQtTest);
    const std::vector<std::string> verbs { "list", "watch" };
    const ResourceKind pod { "", "v1", "Pod", "pods", true, verbs, { "po" }, {} };
    const ResourceKind deployment { "apps", "v1", "Deployment", "deployments", true, verbs, { "deploy" }, {} };
    const ResourceKind tenant { "platform.example.com", "v1", "Tenant", "tenants", false, verbs, {}, {} };
    const ResourceKind review { "authorization.k8s.io", "v1", "SelfSubjectAccessReview", "selfsubjectaccessreviews",
        false, { "create" }, {}, {} };
    model.setKinds({ { tenant, deployment, pod, review }, { pod } });
    QCOMPARE(names(model), QStringList({ u"Pod"_s, u"Deployment"_s, u"Tenant"_s }));
    QCOMPARE(model.index(0, model.columnOf(u"clusters")).data(RawRole).toInt(), 2);
    QCOMPARE(model.index(2, 0).data(SectionRole).toInt(), int(ResourceKindRow::Section::Custom));
}

void TestSmallModels::kindsAreFoundByAnyName()
{
    ResourceKindsModel model;
    model.setKinds({ { { "apps", "v1", "Deployment", "deployments", true, { "list" }, { "deploy" }, {} } } });
    for (const QStringView name : { u"deployments", u"Deployment", u"deploy", u"deployments.apps", u"DEPLOYMENTS" })
        QVERIFY2(model.find(name) != nullptr, qPrintable(name.toString()));
    QVERIFY(model.find(u"pods") == nullptr);
}

void TestSmallModels::factsKeepTheirOwnTypes()
{
    KeyValueModel model;
    const QAbstractItemModelTester tester(&model, byQtTest);
    model.setFacts({ { u"age"_s, qlonglong(5), CellType::Age, 0, {}, -1 },
        { u"node"_s, u"n1"_s, CellType::Text, 0, u"k8s:c//Node//n1"_s, -1 },
        { u"age"_s, qlonglong(6), CellType::Age, 0, {}, -1 } });
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0, 1).data(CellTypeRole).toInt(), int(CellType::Age));
    QCOMPARE(model.index(1, 1).data(IdRole).toString(), u"k8s:c//Node//n1"_s);
    QVERIFY(!model.index(0, 1).data(HealthRole).isValid());
}

void TestSmallModels::paletteRanksBeginningsFirst()
{
    std::vector<RecordPtr> records;
    const auto schema = podSchema();
    for (const char* name : { "reorder", "my-order", "order-svc", "o-r-d-e-r", "order", "payment" })
        records.push_back(makePod(schema, { .name = name, .nameSpace = "ns" }));
    const PaletteIndex index(records);
    QStringList found;
    for (const PaletteHit& hit : index.search(u"order"))
        found.append(itemText(hit.record->name.view()));
    QCOMPARE(found, QStringList({ u"order"_s, u"order-svc"_s, u"my-order"_s, u"reorder"_s, u"o-r-d-e-r"_s }));
    QCOMPARE(index.search(u"order", 2).size(), std::size_t(2));
    QCOMPARE(index.search(u"MY ord").size(), std::size_t(1));
    QVERIFY(index.search(u"xyz").empty());
}

void TestSmallModels::paletteRanksWhatIsIllFirstAmongEqualMatches()
{
    std::vector<RecordPtr> records;
    const auto add = [&, schema = podSchema()](const char* name, Health health) {
        records.push_back(makePod(schema, { .name = name, .nameSpace = "ns", .health = health }));
    };
    add("checkout-a", Health::Well);
    add("checkout", Health::Well);
    add("my-checkout", Health::Critical);
    add("recheckout", Health::Critical);
    add("checkout-warned", Health::Warning);
    add("checkout-5d8f9c7b6d-with-a-long-name", Health::Critical);
    QStringList found;
    for (const PaletteHit& hit : PaletteIndex(records).search(u"checkout"))
        found.append(itemText(hit.record->name.view()));
    QCOMPARE(found,
        QStringList({ u"checkout"_s, u"checkout-5d8f9c7b6d-with-a-long-name"_s, u"checkout-warned"_s, u"checkout-a"_s,
            u"my-checkout"_s, u"recheckout"_s }));
}

void TestSmallModels::paletteFindsEntitiesByNameAndPlace()
{
    const auto schema = podSchema();
    const auto events = std::make_shared<KindSchema>(*schema);
    events->kind = "Event";
    const PaletteIndex index({ makePod(schema, { .name = "web-1", .nameSpace = "shop" }),
                                 makePod(schema, { .name = "web-1", .nameSpace = "payment", .cluster = "c2" }),
                                 makePod(events, { .name = "web-1.17f", .nameSpace = "payment" }) },
        { { "c1", "Hangzhou" }, { "c2", "Suzhou" } });
    QCOMPARE(index.size(), std::size_t(2)); // nobody goes to an event by its name
    QCOMPARE(index.search(u"web pay").size(), std::size_t(1));
    QCOMPARE(index.search(u"web pay").front().record->nameSpace.view(), std::string_view("payment"));
    QCOMPARE(index.search(u"pod web").size(), std::size_t(2));
    QCOMPARE(index.search(u"web hangzhou").size(), std::size_t(1));
    QCOMPARE(index.search(u"web hangzhou").front().record->cluster.view(), std::string_view("c1"));
}

void TestSmallModels::anEmptyPaletteQueryFindsNothing()
{
    const PaletteIndex index({ makePod(podSchema(), { .name = "web-1" }) });
    QVERIFY(index.search(u"").empty());
    QVERIFY(index.search(u"  ").empty());
}

void TestSmallModels::overviewFillsItsLists()
{
    OverviewModel model(m_clock);
    QVERIFY(!model.hasState());
    QCOMPARE(model.state().clusters.size(), std::size_t(0));
    auto state = std::make_shared<OverviewState>();
    state->worstCount = 1;
    state->findings = { finding("a", Health::Critical), finding("b", Health::Warning) };
    state->clusters.resize(1);
    QSignalSpy changed(&model, &OverviewModel::changed);
    model.setState(state);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(model.worst()->rowCount(), 1);
    QCOMPARE(model.worst()->totalCount(), 2);
    QCOMPARE(model.findings()->rowCount(), 2);
    QCOMPARE(model.clusters()->rowCount(), 1);
}

QTEST_GUILESS_MAIN(TestSmallModels)
#include "tst_smallmodels.moc"
