// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/faults/faultengine.h"
#include "app/estate/world/world.h"

#include <QtTest>

#include <nlohmann/json.hpp>

#include <set>

using namespace Strato;
using namespace Strato::Estate;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using What = PlannedChange::What;

namespace {

constexpr Instant start = instantFromSeconds(1'795'586'400);

std::string textOf(const PlannedChange& change)
{
    return std::to_string(change.at.ns) + ' ' + std::to_string(static_cast<int>(change.what)) + ' ' + change.service
        + ' ' + std::to_string(change.cluster) + ' ' + change.value + ' ' + change.by + ' '
        + std::to_string(change.replicas) + ' ' + std::to_string(static_cast<int>(change.fault)) + ' '
        + std::to_string(change.draw);
}

std::vector<std::string> texts(const std::vector<PlannedChange>& changes)
{
    std::vector<std::string> out;
    out.reserve(changes.size());
    for (const PlannedChange& change : changes)
        out.push_back(textOf(change));
    return out;
}

/// A world under its plan.
struct Company {
    explicit Company(FaultOptions options)
        : engine(options)
    {
        WorldOptions world;
        world.seed = options.seed;
        world.start = start;
        world.version = [this](std::string_view service, Instant at) { return engine.versionBefore(service, at); };
        one = std::make_unique<World>(world);
        engine.onBegin([this](const WorldState&, const Fault& fault) { begun.push_back(fault); });
        engine.settle(one->state());
        one->setDirector([this](WorldState& state) { engine.step(state); });
    }
    void run(std::chrono::seconds time, std::chrono::seconds step = 1s) const
    {
        for (auto passed = 0s; passed < time; passed += step)
            one->step(step);
    }
    FaultEngine engine;
    std::unique_ptr<World> one;
    std::vector<Fault> begun;
};

FaultOptions demo(std::uint64_t seed = 2026)
{
    FaultOptions options;
    options.seed = seed;
    options.opening = start;
    return options;
}

FaultOptions quiet()
{
    FaultOptions options;
    options.planned = false;
    return options;
}

std::size_t streamOf(Company& company, std::chrono::seconds time)
{
    std::string all;
    for (auto passed = 0s; passed < time; passed += 10s) {
        company.run(10s);
        for (const ObjectChange& change : company.one->drain())
            all += change.cluster + (change.removed ? '-' : '+') + change.object.dump();
    }
    return std::hash<std::string> {}(all);
}

} // namespace

class TestFaultPlan : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void thePlanIsAFunctionOfSeedAndTime()
    {
        const FaultPlan plan(7, {});
        const auto whole = texts(plan.between(start, start + 24h));
        std::vector<std::string> pieces;
        for (Instant at = start; at < start + 24h; at = at + 7min) {
            const auto piece = texts(plan.between(at, std::min(at + 7min, start + 24h)));
            pieces.insert(pieces.end(), piece.begin(), piece.end());
        }
        QVERIFY(whole == pieces);
        QVERIFY(texts(FaultPlan(7, {}).between(start, start + 24h)) == whole);
        QVERIFY(texts(FaultPlan(8, {}).between(start, start + 24h)) != whole);
    }

    void aDayHasEveryKindOfFaultAndManyHealthyChanges()
    {
        std::set<FaultKind> kinds;
        std::map<What, int> counts;
        for (const PlannedChange& change : FaultPlan(2026, {}).between(start, start + 24h)) {
            ++counts[change.what];
            if (change.what == What::Fault)
                kinds.insert(change.fault);
        }
        QCOMPARE(kinds.size(), faultKinds().size());
        QVERIFY(counts[What::Release] >= 48);
        QVERIFY(counts[What::Config] >= 40);
        QVERIFY(counts[What::Scale] >= 40);
        QCOMPARE(counts[What::Fault], 48);
    }

    void versionsGrowWithTheReleasesOfThePlan()
    {
        const FaultPlan plan(2026, {});
        std::map<std::string, std::string> newest;
        for (const PlannedChange& change : plan.between(start, start + 48h))
            if (change.what == What::Release && change.cluster == 0)
                newest[change.service] = change.value;
        QVERIFY(newest.size() > 20);
        for (const auto& [service, version] : newest)
            QCOMPARE(plan.version(service, start + 48h), version);
    }

    void aWorldThatBeginsHasTheMarksOfItsLastHours()
    {
        Company company(demo());
        int recent = 0;
        int restarted = 0;
        const WorldState& world = company.one->state();
        for (const Workload& workload : world.workloads)
            recent += workload.templated() && start - workload.changed < 1h ? 1 : 0;
        for (const auto& [id, pod] : world.pods) {
            restarted += pod.restarts > 0 ? 1 : 0;
            QVERIFY2(pod.created <= start && pod.node >= 0, pod.name.c_str());
            QVERIFY2(pod.ready, pod.name.c_str());
            const Workload& workload = world.workloadOf(pod);
            QVERIFY2(workload.kind == WorkloadKind::Job || pod.revision == workload.current().number, pod.name.c_str());
        }
        QVERIFY(recent >= 2);
        QVERIFY(restarted >= 3 && restarted < 30);
        company.run(60s);
        for (const Workload& workload : world.workloads)
            if (workload.name != "coupon" && !company.engine.running().empty())
                QVERIFY2(!workload.templated() || workload.available == workload.replicas, workload.name.c_str());
    }

    void aDemoFindsAWarningAtOnceAndSomethingCriticalInAMinute()
    {
        Company company(demo());
        QCOMPARE(company.begun.size(), std::size_t { 1 });
        QCOMPARE(company.begun.front().spec->kind, FaultKind::PacketDrops);
        company.run(60s);
        QCOMPARE(company.begun.size(), std::size_t { 2 });
        const WorldState& world = company.one->state();
        QVERIFY(std::ranges::any_of(world.pods, [](const auto& one) {
            return one.second.last && one.second.stage == PodStage::BackOff;
        }) || std::ranges::any_of(world.pods, [](const auto& one) {
            return one.second.restarts > 0 && !one.second.ready;
        }));
        company.run(19min);
        QVERIFY(company.begun.size() >= 5);
    }

    void theSameSeedGivesTheSameObjects()
    {
        Company a(demo());
        Company b(demo());
        Company other(demo(7));
        const std::size_t one = streamOf(a, 5min);
        QVERIFY(one == streamOf(b, 5min));
        QVERIFY(one != streamOf(other, 5min));
    }

    void longStepsOfAHistoryHaveTheSameFaultsAtTheSameTimes()
    {
        FaultOptions options; // no opening: as a backfill has it
        Company fine(options);
        Company coarse(options);
        fine.run(4h, 30s);
        coarse.run(4h, 300s);
        QVERIFY(fine.begun.size() >= 6);
        QCOMPARE(coarse.begun.size(), fine.begun.size());
        for (std::size_t i = 0; i < fine.begun.size(); ++i) {
            QCOMPARE(coarse.begun[i].spec, fine.begun[i].spec);
            QVERIFY(coarse.begun[i].place == fine.begun[i].place);
            QVERIFY(coarse.begun[i].from == fine.begun[i].from);
        }
    }

    void unknownKindsAndTargetsAreToldWhatIsValid()
    {
        Company company(quiet());
        WorldState& world = company.one->state();
        const auto refused = [&](const char* kind, const char* target, const char* cluster, const char* part) {
            const auto fault = company.engine.inject(world, kind, target, cluster, {});
            return !fault && fault.error().code == ErrorCode::InvalidArgument
                && fault.error().detail.contains(QString::fromLatin1(part));
        };
        QVERIFY(refused("fire", "", "", "zone-dark"));
        QVERIFY(refused("leak-release", "order-db", "", "order-svc"));
        QVERIFY(refused("leak-release", "wishes", "", "order-svc"));
        QVERIFY(refused("packet-drops", "sccpt99", "", "sccpt01com14"));
        QVERIFY(refused("zone-dark", "cn-shanghai-c", "hangzhou-1", "cn-hangzhou-a"));
        QVERIFY(refused("zone-dark", "", "beijing-9", "shanghai-1"));
        QVERIFY(refused("traffic-peak", "nobody", "", "retail"));
        QVERIFY(company.engine.running().empty());
    }

    void aSecondFaultOfTheSameThingIsRefusedAndAnotherIsNot()
    {
        Company company(quiet());
        WorldState& world = company.one->state();
        FaultEngine& engine = company.engine;
        QVERIFY(engine.inject(world, "leak-release", "order-svc", "hangzhou-1", 60s).has_value());
        const auto second = engine.inject(world, "bad-config", "order-svc", "hangzhou-1", 60s);
        QCOMPARE(second.error().code, ErrorCode::Conflict);
        QVERIFY(second.error().detail.contains(u"leak-release"_s));
        QVERIFY(engine.inject(world, "bad-config", "order-svc", "shanghai-1", 60s).has_value());
        QVERIFY(engine.inject(world, "gc-storm", "order-svc", "hangzhou-1", 60s).has_value());
        QVERIFY(engine.inject(world, "packet-drops", "sccpt01com14", "", 60s).has_value());
        QVERIFY(engine.inject(world, "noisy-neighbour", "sccpt01com14", "", 60s).has_value());
        company.run(61s);
        QVERIFY(engine.running().empty());
        QVERIFY(engine.inject(world, "bad-config", "order-svc", "hangzhou-1", 60s).has_value());
    }

    void aReleaseIsRolledBackByNameToWhatRanBefore()
    {
        for (const char* kind : { "leak-release", "slow-query-release", "bad-config", "image-missing" }) {
            Company company(quiet());
            WorldState& world = company.one->state();
            const int index = world.findWorkload(0, "shop", "order-svc");
            const Workload& workload = world.workloads[static_cast<std::size_t>(index)];
            const Revision before = workload.current();
            QVERIFY(company.engine.inject(world, kind, "order-svc", "hangzhou-1", 90s).has_value());
            QVERIFY(workload.current().effect.any());
            QVERIFY(workload.current().hash != before.hash);
            company.run(91s);
            QCOMPARE(workload.current().hash, before.hash);
            QCOMPARE(workload.changedBy, std::string("kubectl-rollout"));
            QVERIFY(!workload.current().effect.any());
            company.run(240s);
            QCOMPARE(workload.available, workload.replicas);
        }
    }
};

QTEST_GUILESS_MAIN(TestFaultPlan)
#include "tst_faultplan.moc"
