// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/fakeclock.h"
#include "models/faults/findingcodes.h"
#include "models/faults/overview.h"
#include "models/faults/podusage.h"
#include "models/kube/sync/objectstore.h"
#include "models/recorder/changelog.h"
#include "tests/models/faults/faultrecords.h"

#include <QRandomGenerator>
#include <QTest>

#include <initializer_list>
#include <set>

using namespace Strato;
using namespace Strato::Testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
namespace C = Strato::Columns;

namespace {

/// A small cluster of which anything can happen to anything, with all that a survey keeps of it.
class World final {
public:
    explicit World(quint32 seed)
        : m_random(seed)
    {
    }

    void step()
    {
        m_clock.advance(std::chrono::seconds(m_random.bounded(90)));
        switch (m_random.bounded(10)) {
        case 0: m_store.upsert(replicaSet()); break;
        case 1: removeAny("apps", "ReplicaSet"); break;
        case 2: removeAny("", "Pod"); break;
        case 3: m_store.upsert(other()); break;
        case 4: m_store.addProvisional({ pod(true) }); break;
        case 5: relist(); break;
        case 6: report(); break;
        default: m_store.upsert(pod(false)); break;
        }
    }

    /// As the surveyor asks: with the census that was kept, and of the usage what is near a limit.
    [[nodiscard]] OverviewInput kept() const
    {
        OverviewInput input = fromSnapshot();
        input.census = m_census;
        input.findingInputs.usage = m_usage.nearLimit();
        return input;
    }
    [[nodiscard]] OverviewInput fromSnapshot() const
    {
        OverviewInput input;
        input.cluster = IString("c1");
        input.name = "one";
        input.snapshot = m_store.current();
        input.freshness = Freshness::Live;
        input.findingInputs.crashes = m_crashes.at(m_clock.now());
        input.findingInputs.usage = m_reported;
        return input;
    }
    /// With a measurement of every pod each one is looked at, whatever the census thinks of it.
    [[nodiscard]] OverviewInput ofEveryPod() const
    {
        OverviewInput input = fromSnapshot();
        input.snapshot->forEachOfKind("", "Pod", [&](const RecordPtr& pod) {
            input.findingInputs.usage.try_emplace(pod->entity, EntityUsage { 0, 0 });
        });
        return input;
    }
    [[nodiscard]] Instant now() const { return m_clock.now(); }
    [[nodiscard]] const PodCensus& census() const { return *m_census; }
    void removeAll()
    {
        for (const std::string_view space : { "shop", "bank" }) {
            (void)m_store.forget({ IString(), IString("Pod"), IString(space) });
            (void)m_store.forget({ IString("apps"), IString("ReplicaSet"), IString(space) });
        }
    }

private:
    int any(int below) { return m_random.bounded(below); }
    bool rarely() { return any(6) == 0; }
    template <class T> T oneOf(std::initializer_list<T> all) { return all.begin()[any(static_cast<int>(all.size()))]; }
    Instant ago(int minutes) { return m_clock.now() - std::chrono::minutes(any(minutes)); }
    std::string_view space() { return oneOf<std::string_view>({ "shop", "bank" }); }
    static OwnerRef ref(const IString& space, std::string_view kind, const std::string& name)
    {
        return { IString(kind), IString(name), IString(std::string(kind) + std::string(space.view()) + name) };
    }
    std::shared_ptr<Record> finished(std::shared_ptr<Record> record)
    {
        record->resourceVersion = IString(std::to_string(++m_version));
        if (any(3) == 0)
            record->labels = std::make_shared<LabelSet>(
                LabelSet { { IString("team"), IString(oneOf<std::string_view>({ "red", "blue" })) } });
        return record;
    }

    Cells podCells()
    {
        Cells cells { { C::phase, word("Running") }, { C::status, word("Running") }, { C::ready, of(1, 1) } };
        if (rarely())
            cells[C::phase] = word(oneOf<std::string_view>({ "Pending", "Failed", "Succeeded", "Unknown", "" }));
        if (rarely())
            cells[C::status] = word(oneOf<std::string_view>(
                { "Evicted", "Init:CrashLoopBackOff", "ErrImagePull", "CreateContainerError", "OOMKilled", "" }));
        if (rarely())
            cells[C::waitingReason]
                = word(oneOf<std::string_view>({ "CrashLoopBackOff", "InvalidImageName", "RunContainerError", "x" }));
        if (rarely())
            cells[C::ready] = oneOf<Cell>({ of(1, 2), of(0, 1), Cell() });
        if (rarely())
            cells[C::conditions]
                = word(oneOf<std::string_view>({ "Ready=False(Gate)", "Ready=Unknown", "Ready=True" }));
        if (any(3) == 0) {
            cells[C::lastTermination] = word(oneOf<std::string_view>({ "OOMKilled", "Error", "Completed" }));
            cells[C::lastTerminationAt] = at(ago(40));
            cells[C::lastExitCode] = oneOf<Cell>({ Cell(), number(0), number(1) });
        }
        cells[C::restarts] = number(any(5));
        cells[C::readySince] = at(ago(10));
        cells[C::unschedulable] = number(any(2));
        cells[C::node] = word("n" + std::to_string(any(3)));
        for (const auto& column : { C::cpuRequest, C::memoryRequest, C::memoryLimit }) {
            if (any(3) > 0)
                cells[column] = number(any(1'000'000));
        }
        return cells;
    }

    RecordPtr pod(bool provisional)
    {
        const std::string name = "p" + std::to_string(any(16));
        auto record = finished(made("", "Pod", space(), name, podCells(), ago(20)));
        if (rarely())
            m_incarnation[name] += 1;
        record->uid = IString(std::string(record->entity.text()) + '#' + std::to_string(m_incarnation[name]));
        const auto owner = [&](std::string_view kind, const char* of) { return ref(record->nameSpace, kind, of); };
        record->owner = oneOf<OwnerRef>({ {}, owner("ReplicaSet", "s0"), owner("ReplicaSet", "s1"),
            owner("ReplicaSet", "s2"), owner("StatefulSet", "db"), owner("Job", "nightly") });
        record->provisional = provisional;
        if (rarely())
            record->deletionRequested = ago(20);
        if (any(20) == 0)
            record->cluster = IString("c2");
        return record;
    }

    RecordPtr replicaSet()
    {
        const std::string name = "s" + std::to_string(any(3));
        auto set = finished(made("apps", "ReplicaSet", space(), name, {}, ago(20)));
        set->uid = ref(set->nameSpace, "ReplicaSet", name).uid;
        set->owner
            = oneOf<OwnerRef>({ {}, ref(set->nameSpace, "Deployment", "d0"), ref(set->nameSpace, "Deployment", "d1") });
        return set;
    }

    RecordPtr other()
    {
        const std::string name = "d" + std::to_string(any(2));
        auto record = oneOf<std::shared_ptr<Record>>(
            { made("apps", "Deployment", space(), name,
                  { { C::replicas, number(3) }, { C::available, number(any(4)) } }, ago(20)),
                made("apps", "StatefulSet", space(), "db", { { C::ready, of(any(3), 2) } }, ago(20)),
                made("", "Namespace", "", space(), {}, ago(20)),
                made("", "Node", "", "n" + std::to_string(any(3)),
                    { { C::status, word(oneOf<std::string_view>({ "Ready", "Ready", "NotReady" })) } }, ago(20)) });
        return finished(record);
    }

    /// By name: a snapshot's own order hangs on where things lie in memory, and a seed must make the same world always.
    std::vector<RecordPtr> all(std::string_view group, std::string_view kind) const
    {
        std::vector<RecordPtr> found;
        m_store.current()->forEachOfKind(group, kind, [&](const RecordPtr& record) { found.push_back(record); });
        std::ranges::sort(found, {}, [](const RecordPtr& record) { return record->entity.text(); });
        return found;
    }

    void removeAny(std::string_view group, std::string_view kind)
    {
        const std::vector<RecordPtr> there = all(group, kind);
        if (!there.empty())
            m_store.remove(there[static_cast<std::size_t>(any(static_cast<int>(there.size())))]->entity, {});
    }

    void relist()
    {
        std::vector<RecordPtr> listed;
        std::set<std::string_view> names;
        const std::string_view of = space();
        for (int i = 0; i < 6; ++i) {
            const RecordPtr one = pod(false);
            if (one->nameSpace.view() == of && names.insert(one->name.view()).second)
                listed.push_back(one);
        }
        m_store.replace({ IString(), IString("Pod"), IString(of) }, listed);
    }

    void report()
    {
        m_reported.clear();
        for (const RecordPtr& pod : all("", "Pod")) {
            if (any(2) == 0)
                m_reported[pod->entity] = { 1.0, static_cast<double>(any(1'000'000)) };
        }
        m_usage.report(m_reported, *m_store.current());
    }

    void follow(const std::vector<Change>& changes)
    {
        for (const Change& change : changes) {
            m_census->add(change);
            m_crashes.add(change);
            m_usage.add(change);
        }
    }

    QRandomGenerator m_random;
    FakeClock m_clock;
    std::map<std::string, int> m_incarnation;
    int m_version = 0;
    std::shared_ptr<PodCensus> m_census = std::make_shared<PodCensus>(IString("c1"));
    CrashHistory m_crashes;
    PodUsage m_usage;
    PodUsage::ByPod m_reported;
    ObjectStore m_store { m_clock, std::make_unique<ChangeLog>(), [this](const auto& changes) { follow(changes); } };
};

QString wordsOf(const std::vector<Finding>& findings)
{
    QString words;
    for (const Finding& finding : findings) {
        words += QString::fromStdString(finding.code) + u' ' + finding.entity.toString();
        for (const auto& [name, value] : finding.values)
            words += u' ' + QString::fromStdString(name) + u'=' + QString::fromStdString(value);
        words += u'\n';
    }
    return words;
}

void compare(const OverviewState& one, const OverviewState& two)
{
    QCOMPARE(wordsOf(one.findings), wordsOf(two.findings));
    QVERIFY(one.findings == two.findings);
    QVERIFY(one.clusters == two.clusters);
    QVERIFY(one.sum == two.sum);
}

Change change(std::uint64_t seq, const RecordPtr& before, const RecordPtr& after)
{
    Change one;
    one.seq = seq;
    one.entity = (after ? after : before)->entity;
    one.uid = (after ? after : before)->uid;
    one.before = before;
    one.after = after;
    return one;
}

} // namespace

class TestPodCensus : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void keptByChangesItIsAsMadeFromTheSnapshot()
    {
        std::set<std::string> codes;
        for (quint32 seed = 1; seed <= 40; ++seed) {
            World world(seed);
            for (int i = 0; i < 150; ++i) {
                world.step();
                const OverviewInput input = world.kept();
                QVERIFY(input.census->isOf(input.cluster, *input.snapshot));
                const OverviewState kept = overview({ input }, world.now());
                compare(kept, overview({ world.fromSnapshot() }, world.now()));
                compare(kept, overview({ world.ofEveryPod() }, world.now()));
                if (QTest::currentTestFailed())
                    return;
                for (const Finding& finding : kept.findings)
                    codes.insert(finding.code);
            }
        }
        for (const std::string_view code : findingCodes()) // the worlds show whatever a pod can suffer
            QVERIFY2(!(code.starts_with("pod") || code.starts_with("container")) || codes.contains(std::string(code)),
                code.data());
    }

    void whatIsTakenAwayLeavesNothingBehind()
    {
        World world(7);
        for (int i = 0; i < 300; ++i)
            world.step();
        QVERIFY(world.census().counts().total > 0);
        QVERIFY(world.census().cpuRequestMilli());
        world.removeAll();
        QCOMPARE(world.census().counts(), PodCounts {});
        QVERIFY(!world.census().cpuRequestMilli());
        QVERIFY(!world.census().memoryRequestBytes());
        QCOMPARE(world.census().podsOn(IString("n1")), 0);
        QVERIFY(world.census().suspects(world.now(), {}).empty());
    }

    void podsMoveToTheDeploymentWhenTheirReplicaSetArrives()
    {
        auto set = made("apps", "ReplicaSet", "shop", "web-1", {}, {});
        const auto pod = made("", "Pod", "shop", "web-1-a", { { C::phase, word("Running") } }, {});
        pod->owner = ownedBy(*set);
        set->owner = { IString("Deployment"), IString("web"), IString("d-1") };
        PodCensus census(IString("c1"));
        census.add(change(1, nullptr, pod));
        QCOMPARE(census.workloadOf(*pod), pod->owner);
        QCOMPARE(census.podsOf(pod->nameSpace, pod->owner), std::optional(1));
        census.add(change(2, nullptr, set));
        QCOMPARE(census.workloadOf(*pod), set->owner);
        QCOMPARE(census.podsOf(pod->nameSpace, set->owner), std::optional(1));
        QCOMPARE(census.podsOf(pod->nameSpace, pod->owner), std::optional<int>());
        census.add(change(3, set, nullptr));
        QCOMPARE(census.podsOf(pod->nameSpace, pod->owner), std::optional(1));
        QCOMPARE(census.podsOf(pod->nameSpace, set->owner), std::optional<int>());
    }

    void aPodThatIsWellIsNotLookedAt()
    {
        const auto pod
            = made("", "Pod", "shop", "a", { { C::phase, word("Running") }, { C::status, word("Running") } }, {});
        const auto ended = made("", "Pod", "shop", "b",
            { { C::phase, word("Running") }, { C::status, word("Running") }, { C::lastTerminationAt, at({}) } }, {});
        const PodCensus census(IString("c1"), FixedSnapshot({ pod, ended }));
        QCOMPARE(census.suspects(Instant {} + 14min, {}), std::vector { ended->entity });
        QVERIFY(census.suspects(Instant {} + 15min, {}).empty()); // it has recovered
    }

    void aGapEndsIt()
    {
        const auto pod = made("", "Pod", "shop", "a", { { C::phase, word("Running") } }, {});
        const FixedSnapshot snapshot({ pod }); // as of 1
        PodCensus census(IString("c1"));
        QVERIFY(!census.isOf(IString("c1"), snapshot)); // of nothing yet
        census.add(change(1, nullptr, pod));
        QVERIFY(census.isOf(IString("c1"), snapshot));
        QVERIFY(!census.isOf(IString("c2"), snapshot));
        PodCensus late(IString("c1"));
        late.add(change(2, nullptr, pod));
        late.add(change(1, nullptr, pod));
        QVERIFY(!late.isOf(IString("c1"), snapshot));
    }
};

QTEST_APPLESS_MAIN(TestPodCensus)
#include "tst_podcensus.moc"
