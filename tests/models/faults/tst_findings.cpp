// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/faults/findingcodes.h"
#include "models/faults/findings.h"
#include "models/faults/objectstates.h"
#include "models/faults/overview.h"
#include "tests/models/faults/faultrecords.h"

#include <QTest>

using namespace Strato;
using namespace Strato::Testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
namespace C = Strato::Columns;

namespace {

constexpr Instant now = instantFromSeconds(1'764'000'000);
constexpr Instant longAgo = now - 3h;

RecordPtr pod(std::string_view name, const Cells& cells, const Record* owner = nullptr, Instant created = longAgo)
{
    auto record = made("", "Pod", "shop", name, cells, created);
    if (owner)
        record->owner = ownedBy(*owner);
    return record;
}

std::vector<Finding> found(std::vector<RecordPtr> records, const FindingInputs& inputs = {})
{
    return findings(IString("c1"), FixedSnapshot(std::move(records)), now, inputs);
}

QStringList codes(const std::vector<Finding>& all)
{
    QStringList codes;
    for (const Finding& finding : all)
        codes.append(QString::fromStdString(finding.code));
    codes.sort();
    return codes;
}

std::string valueOf(const Finding& finding, std::string_view name)
{
    const auto it = std::ranges::find(finding.values, name, &std::pair<std::string, std::string>::first);
    return it == finding.values.end() ? std::string() : it->second;
}

const Cells running { { C::phase, word("Running") }, { C::status, word("Running") }, { C::ready, of(1, 1) } };

void row(const char* what, const RecordPtr& record, const QString& code)
{
    QTest::newRow(what) << record << code;
}

void addStartingPods()
{
    row("well", pod("p", running), QString());
    row("crash loop",
        pod("p",
            { { C::phase, word("Running") }, { C::status, word("CrashLoopBackOff") },
                { C::waitingReason, word("CrashLoopBackOff") }, { C::restarts, number(4) } }),
        u"podCrashLooping"_s);
    row("init crash loop", pod("p", { { C::phase, word("Pending") }, { C::status, word("Init:CrashLoopBackOff") } }),
        u"podCrashLooping"_s);
    row("killed for memory, running again",
        pod("p",
            { { C::phase, word("Running") }, { C::status, word("Running") }, { C::ready, of(1, 1) },
                { C::lastTermination, word("OOMKilled") }, { C::lastTerminationAt, at(now - 1min) } }),
        u"podOOMKilled"_s);
    row("killed for memory yesterday",
        pod("p",
            { { C::phase, word("Running") }, { C::status, word("Running") }, { C::ready, of(1, 1) },
                { C::lastTermination, word("OOMKilled") }, { C::lastTerminationAt, at(now - 24h) } }),
        QString());
    row("image", pod("p", { { C::phase, word("Pending") }, { C::status, word("ImagePullBackOff") } }),
        u"podImagePull"_s);
    row("config", pod("p", { { C::phase, word("Pending") }, { C::status, word("CreateContainerConfigError") } }),
        u"podConfigError"_s);
}

void addOtherPods()
{
    row("no node fits", pod("p", { { C::phase, word("Pending") }, { C::unschedulable, number(1) } }),
        u"podUnschedulable"_s);
    row("pending", pod("p", { { C::phase, word("Pending") }, { C::status, word("Pending") } }), u"podPending"_s);
    row("pending for a moment",
        pod("p", { { C::phase, word("Pending") }, { C::status, word("Pending") } }, nullptr, now - 10s), QString());
    row("not ready",
        pod("p", { { C::phase, word("Running") }, { C::ready, of(1, 2) }, { C::readySince, at(now - 5min) } }),
        u"podNotReady"_s);
    row("not ready for a moment",
        pod("p", { { C::phase, word("Running") }, { C::ready, of(1, 2) }, { C::readySince, at(now - 5s) } }),
        QString());
    row("containers ready, the pod is not",
        pod("p",
            { { C::phase, word("Running") }, { C::ready, of(1, 1) }, { C::readySince, at(now - 5min) },
                { C::conditions, word("Ready=False(ReadinessGatesNotReady)") } }),
        u"podNotReady"_s);
    row("evicted", pod("p", { { C::phase, word("Failed") }, { C::status, word("Evicted") } }), u"podEvicted"_s);
    auto evicted = std::make_shared<Record>(*pod("p", { { C::phase, word("Failed") }, { C::status, word("Error") } }));
    evicted->reason = IString("Evicted");
    row("evicted, its container killed for it", evicted, u"podEvicted"_s);
    row("restarting",
        pod("p",
            { { C::phase, word("Running") }, { C::ready, of(1, 1) }, { C::restarts, number(3) },
                { C::lastTermination, word("Error") }, { C::lastTerminationAt, at(now - 1min) } }),
        u"containerRestarting"_s);
    row("restarting, each end a good one",
        pod("p",
            { { C::phase, word("Running") }, { C::ready, of(1, 1) }, { C::restarts, number(3) },
                { C::lastTermination, word("Completed") }, { C::lastExitCode, number(0) },
                { C::lastTerminationAt, at(now - 1min) } }),
        u"containerRestarting"_s);
}

void addNodes()
{
    row("node not ready", made("", "Node", "", "n1", { { C::status, word("NotReady") } }, longAgo), u"nodeNotReady"_s);
    row("node silent",
        made("", "Node", "", "n1",
            { { C::status, word("NotReady,SchedulingDisabled") },
                { C::conditions, word("Ready=Unknown(NodeStatusUnknown)") } },
            longAgo),
        u"nodeNotReady"_s);
    row("node full",
        made("", "Node", "", "n1", { { C::status, word("Ready") }, { C::pressures, word("DiskPressure") } }, longAgo),
        u"nodePressure"_s);
    row("node cordoned",
        made("", "Node", "", "n1", { { C::status, word("Ready,SchedulingDisabled") }, { C::unschedulable, number(1) } },
            longAgo),
        u"nodeUnschedulable"_s);
}

void addWorkloads()
{
    row("deployment short",
        made("apps", "Deployment", "shop", "d",
            { { C::replicas, number(3) }, { C::available, number(1) }, { C::progressAt, at(longAgo) } }, longAgo),
        u"deploymentUnavailable"_s);
    row("rollout stuck",
        made("apps", "Deployment", "shop", "d",
            { { C::replicas, number(3) }, { C::available, number(3) },
                { C::progressing, word("ProgressDeadlineExceeded") } },
            longAgo),
        u"rolloutStuck"_s);
    row("stateful set",
        made("apps", "StatefulSet", "shop", "s", { { C::replicas, number(3) }, { C::ready, of(2, 3) } }, longAgo),
        u"statefulSetNotReady"_s);
    row("daemon set",
        made("apps", "DaemonSet", "shop", "s", { { C::replicas, number(12) }, { C::ready, of(11, 12) } }, longAgo),
        u"daemonSetMissing"_s);
    row("job",
        made("batch", "Job", "shop", "j", { { C::conditions, word("Failed=True(BackoffLimitExceeded)") } }, longAgo),
        u"jobFailed"_s);
}

void addOthers()
{
    row("scaler at its limit",
        made("autoscaling", "HorizontalPodAutoscaler", "shop", "h",
            { { C::maxPods, number(9) }, { C::desired, number(9) },
                { C::conditions, word("ScalingActive=True(ValidMetricFound),ScalingLimited=True(TooManyReplicas)") } },
            longAgo),
        u"hpaAtMax"_s);
    row("scaler blind",
        made("autoscaling", "HorizontalPodAutoscaler", "shop", "h",
            { { C::maxPods, number(9) }, { C::conditions, word("ScalingActive=False(FailedGetResourceMetric)") } },
            longAgo),
        u"hpaUnable"_s);
    row("scaler switched off",
        made("autoscaling", "HorizontalPodAutoscaler", "shop", "h",
            { { C::conditions, word("ScalingActive=False(ScalingDisabled)") } }, longAgo),
        QString());
    row("budget without room",
        made("policy", "PodDisruptionBudget", "shop", "b",
            { { C::allowedDisruptions, number(0) }, { C::currentHealthy, number(1) }, { C::desiredHealthy, number(2) },
                { C::expectedPods, number(2) } },
            longAgo),
        u"pdbBlocked"_s);
    row("claim pending", made("", "PersistentVolumeClaim", "shop", "v", { { C::status, word("Pending") } }, longAgo),
        u"pvcPending"_s);
    row("claim lost", made("", "PersistentVolumeClaim", "shop", "v", { { C::status, word("Lost") } }, longAgo),
        u"pvcLost"_s);
    row("quota",
        made(
            "", "ResourceQuota", "shop", "q", { { C::fullest, Cell(0.92) }, { C::fullestName, word("cpu") } }, longAgo),
        u"quotaNearlyFull"_s);
    auto dying = made("", "Namespace", "", "old", { { C::status, word("Terminating") } }, longAgo);
    dying->deletionRequested = now - 1h;
    row("namespace that will not go", dying, u"namespaceTerminatingLong"_s);
}

} // namespace

class TestFindings : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void oneTroubleGivesItsCode_data();
    void oneTroubleGivesItsCode();
    void podsOfOneWorkloadAreOneFinding();
    void podsExplainTheirDeployment();
    void podsThatStartAreNoShortage();
    void aWorkloadOfWhichNothingWorksIsCritical();
    void podsOnALostNodeAreNotNamedAgain();
    void alertOnAKnownTroubleIsNotASecondFinding();
    void anAlertThatFiresOftenForOneEntityIsOneFinding();
    void ownerComesFromPodThenWorkloadThenNamespace();
    void worstComesFirst();
    void unknownCountsLessThanAnyNumber();
    void provisionalRowsAreNotJudged();
    void everyCodeHasASeverity();
    void overviewCountsEachPodOnce();
    void overviewOfAnUnknownClusterSaysSo();
    void alertsAreCountedOnceAndListed();
    void statesHaveTheWordsThatAreCounted();
    void callsAreThoseOfTheNamedWorkload();
    void missingUsageIsMissingNotZero();
    void theSumIsNotBetterThanWhatIsKnownOfItsParts();
};

void TestFindings::oneTroubleGivesItsCode_data()
{
    QTest::addColumn<RecordPtr>("record");
    QTest::addColumn<QString>("code");
    addStartingPods();
    addOtherPods();
    addNodes();
    addWorkloads();
    addOthers();
}

void TestFindings::oneTroubleGivesItsCode()
{
    QFETCH(const RecordPtr, record);
    QFETCH(const QString, code);
    const auto all = found({ record });
    QCOMPARE(codes(all), code.isEmpty() ? QStringList() : QStringList { code });
    if (!all.empty())
        QCOMPARE(all.front().entity, record->entity);
}

void TestFindings::podsOfOneWorkloadAreOneFinding()
{
    const auto deployment = made("apps", "Deployment", "shop", "order-svc",
        { { C::replicas, number(8) }, { C::available, number(5) }, { C::progressAt, at(longAgo) } }, longAgo);
    const auto set = made("apps", "ReplicaSet", "shop", "order-svc-1", {}, longAgo);
    set->owner = ownedBy(*deployment);
    std::vector<RecordPtr> records { deployment, set };
    for (int i = 0; i < 8; ++i) {
        const Cells looping { { C::phase, word("Running") }, { C::status, word("CrashLoopBackOff") },
            { C::readySince, at(now - std::chrono::minutes(10 - i)) } };
        records.push_back(pod("order-svc-1-" + std::to_string(i), i < 3 ? looping : running, set.get()));
    }
    const auto all = found(records);
    QCOMPARE(all.size(), std::size_t(1));
    QCOMPARE(all.front().entity, deployment->entity);
    QCOMPARE(all.front().uid, deployment->uid);
    QCOMPARE(valueOf(all.front(), "pods"), std::string("3"));
    QCOMPARE(valueOf(all.front(), "of"), std::string("8"));
    QCOMPARE(all.front().touches, std::optional(3));
    QCOMPARE(all.front().since, std::optional(now - 10min));
}

void TestFindings::podsExplainTheirDeployment()
{
    const auto deployment = made("apps", "Deployment", "shop", "web",
        { { C::replicas, number(1) }, { C::available, number(0) }, { C::progressAt, at(longAgo) } }, longAgo);
    const auto set = made("apps", "ReplicaSet", "shop", "web-1", {}, longAgo);
    set->owner = ownedBy(*deployment);
    const auto looping
        = pod("web-1-a", { { C::phase, word("Pending") }, { C::status, word("ErrImagePull") } }, set.get());
    QCOMPARE(codes(found({ deployment, set, looping })), QStringList { u"podImagePull"_s });
    const auto alone = found({ deployment, set, pod("web-1-a", running, set.get()) });
    QCOMPARE(codes(alone), QStringList { u"deploymentUnavailable"_s });
    QCOMPARE(alone.front().severity, Health::Critical);
}

void TestFindings::podsThatStartAreNoShortage()
{
    const Cells starting { { C::phase, word("Pending") }, { C::ready, of(0, 1) } };
    const auto deployment = made("apps", "Deployment", "shop", "checkout",
        { { C::replicas, number(6) }, { C::available, number(4) }, { C::progressAt, at(longAgo) } }, longAgo);
    const auto set = made("apps", "ReplicaSet", "shop", "checkout-1", {}, longAgo);
    set->owner = ownedBy(*deployment);
    const auto first = pod("checkout-1-e", starting, set.get(), now - 20s);
    const auto second = pod("checkout-1-f", starting, set.get(), now - 20s);
    QCOMPARE(codes(found({ deployment, set, first, second })), QStringList()); // it was scaled a moment ago
    QCOMPARE(
        codes(found({ deployment, set, first })), QStringList { u"deploymentUnavailable"_s }); // one is not even there
    const auto late = pod("checkout-1-f", starting, set.get(), now - 30min);
    QCOMPARE(codes(found({ deployment, set, first, late })), QStringList { u"podPending"_s });

    const auto data
        = made("apps", "StatefulSet", "shop", "db", { { C::replicas, number(3) }, { C::ready, of(2, 3) } }, longAgo);
    QCOMPARE(codes(found({ data, pod("db-2", starting, data.get(), now - 20s) })), QStringList());
}

void TestFindings::aWorkloadOfWhichNothingWorksIsCritical()
{
    const auto set = made("apps", "StatefulSet", "shop", "payment-db", {}, longAgo);
    const Cells unready { { C::phase, word("Running") }, { C::ready, of(0, 1) }, { C::readySince, at(now - 5min) } };
    const auto first = pod("payment-db-0", unready, set.get());
    const auto all = found({ set, first, pod("payment-db-1", unready, set.get()) });
    QCOMPARE(codes(all), QStringList { u"podNotReady"_s });
    QCOMPARE(all.front().severity, Health::Critical);
    const auto half = found({ set, first, pod("payment-db-1", running, set.get()) });
    QCOMPARE(half.front().severity, Health::Warning);
}

void TestFindings::podsOnALostNodeAreNotNamedAgain()
{
    const auto node
        = made("", "Node", "", "n1", { { C::status, word("NotReady") }, { C::readySince, at(now - 7min) } }, longAgo);
    const Cells unready { { C::phase, word("Running") }, { C::ready, of(0, 1) }, { C::node, word("n1") },
        { C::readySince, at(now - 6min) } };
    const auto all = found({ node, pod("a", unready), pod("b", unready) });
    QCOMPARE(codes(all), QStringList { u"nodeNotReady"_s });
    QCOMPARE(all.front().touches, std::optional(2));
    QCOMPARE(all.front().since, std::optional(now - 7min));
}

void TestFindings::alertOnAKnownTroubleIsNotASecondFinding()
{
    FindingInputs inputs;
    FiringAlert alert;
    alert.name = "PodCrashLooping";
    alert.severity = "critical";
    alert.labels = { { "namespace", "shop" }, { "pod", "a" } };
    FiringAlert lone = alert;
    lone.name = "TargetDown";
    lone.labels = {};
    FiringAlert waiting = lone;
    waiting.pending = true;
    inputs.alerts = { alert, lone, waiting };
    const auto all
        = found({ pod("a", { { C::phase, word("Running") }, { C::status, word("CrashLoopBackOff") } }) }, inputs);
    QCOMPARE(codes(all), QStringList({ u"alertFiring"_s, u"podCrashLooping"_s }));
    QCOMPARE(valueOf(all.front(), "alert"), std::string("PodCrashLooping"));
    QCOMPARE(all.back().entity, EntityId::cluster("c1"));
    QCOMPARE(all.back().severity, Health::Critical);
}

void TestFindings::anAlertThatFiresOftenForOneEntityIsOneFinding()
{
    FindingInputs inputs;
    FiringAlert first;
    first.name = "PodCrashLooping";
    first.severity = "warning";
    first.activeAt = now - 5min;
    first.labels = { { "pod", "gone-1" } }; // none of these pods is there any more
    FiringAlert older = first;
    older.severity = "critical";
    older.activeAt = now - 9min;
    older.labels = { { "pod", "gone-2" } };
    FiringAlert third = first;
    third.labels = { { "pod", "gone-3" } };
    inputs.alerts = { first, older, third };
    const auto all = found({ pod("a", {}) }, inputs);
    QCOMPARE(codes(all), QStringList { u"alertFiring"_s });
    QCOMPARE(all.front().severity, Health::Critical);
    QCOMPARE(all.front().since, std::optional(now - 9min));
    QCOMPARE(valueOf(all.front(), "more"), std::string("2"));
}

void TestFindings::ownerComesFromPodThenWorkloadThenNamespace()
{
    const auto labelled = [](std::shared_ptr<Record> record, std::string_view team) {
        record->labels = std::make_shared<LabelSet>(LabelSet { { IString("team"), IString(team) } });
        return record;
    };
    const Cells ill { { C::phase, word("Failed") }, { C::status, word("Error") } };
    auto prefixed = std::const_pointer_cast<Record>(pod("a", ill));
    prefixed->labels = std::make_shared<LabelSet>(LabelSet {
        { IString("example.com/steam"), IString("no") }, { IString("example.com/team"), IString("web-team") } });
    QCOMPARE(found({ prefixed })[0].owner, std::string("web-team"));
    const auto set = made("apps", "StatefulSet", "shop", "db", {}, longAgo);
    const auto space = labelled(made("", "Namespace", "", "shop", {}, longAgo), "shop-team");
    const auto member = std::const_pointer_cast<Record>(pod("db-0", ill, set.get()));
    QCOMPARE(found({ member })[0].owner, std::string());
    QCOMPARE(found({ space, set, member })[0].owner, std::string("shop-team"));
    labelled(set, "db-team");
    QCOMPARE(found({ space, set, member })[0].owner, std::string("db-team"));
    labelled(member, "own-team");
    QCOMPARE(found({ space, set, member })[0].owner, std::string("own-team"));
}

void TestFindings::worstComesFirst()
{
    const auto finding = [](std::string_view name, Health severity, std::optional<double> calls,
                             std::optional<int> touches, std::optional<Instant> since) {
        Finding f;
        f.entity = EntityId::host("e", name);
        f.name = IString(name);
        f.severity = severity;
        f.callsAffected = calls;
        f.touches = touches;
        f.since = since;
        return f;
    };
    const std::vector<Finding> right { finding("few calls, critical", Health::Critical, 1, 1, now),
        finding("many calls", Health::Warning, 600, 1, now), finding("touches more", Health::Warning, 10, 5, now),
        finding("older", Health::Warning, 10, 2, longAgo), finding("newer", Health::Warning, 10, 2, now),
        finding("a no since", Health::Warning, 10, 2, {}), finding("b no since", Health::Warning, 10, 2, {}),
        finding("closed on purpose", Health::Changing, 900, 90, longAgo) };
    std::vector<Finding> shuffled(right.rbegin(), right.rend());
    QCOMPARE(worstThings(shuffled, 100), right);
    QCOMPARE(worstThings(shuffled, 2), std::vector<Finding>(right.begin(), right.begin() + 2));
}

void TestFindings::unknownCountsLessThanAnyNumber()
{
    Finding known;
    known.entity = EntityId::host("e", "b");
    known.callsAffected = 0;
    Finding unknown;
    unknown.entity = EntityId::host("e", "a");
    QVERIFY(isWorse(known, unknown));
    QVERIFY(!isWorse(unknown, known));
}

void TestFindings::provisionalRowsAreNotJudged()
{
    auto record = made("", "Pod", "shop", "p", { { C::phase, word("Failed") }, { C::status, word("Error") } }, longAgo);
    record->provisional = true;
    QVERIFY(found({ record }).empty());
}

void TestFindings::everyCodeHasASeverity()
{
    for (const std::string_view code : { FindingCodes::podCrashLooping, FindingCodes::podFailed,
             FindingCodes::alertFiring, FindingCodes::volumeFailed, FindingCodes::podMemoryNearLimit })
        QVERIFY(usualSeverity(code) != Health::Unknown);
    QCOMPARE(usualSeverity("nonsense"), Health::Unknown);
}

void TestFindings::overviewCountsEachPodOnce()
{
    const auto node = made("", "Node", "", "n1",
        { { C::status, word("Ready") }, { C::cpuCapacity, number(8000) }, { C::cpuAllocatable, number(7500) },
            { C::memoryCapacity, number(1 << 30) }, { C::memoryAllocatable, number(1 << 29) } },
        longAgo);
    Cells asking = running;
    asking[C::cpuRequest] = number(1500);
    asking[C::memoryRequest] = number(1 << 28);
    Cells done = asking;
    done[C::phase] = word("Succeeded");
    std::vector<RecordPtr> records { node, pod("a", asking), pod("b", asking), pod("done", done),
        pod("loop", { { C::phase, word("Running") }, { C::status, word("CrashLoopBackOff") } }),
        pod("image", { { C::phase, word("Pending") }, { C::status, word("ErrImagePull") } }),
        pod("wait", { { C::phase, word("Pending") }, { C::status, word("Pending") } }),
        pod("half", { { C::phase, word("Running") }, { C::ready, of(1, 2) } }) };
    OverviewInput input;
    input.cluster = IString("c1");
    input.name = "hangzhou-1";
    input.snapshot = std::make_shared<FixedSnapshot>(records);
    input.freshness = Freshness::Live;
    ChangeMark old;
    old.at = now - 2h;
    ChangeMark recent;
    recent.at = now - 1min;
    input.changes = { old, recent };
    const OverviewState state = overview({ input }, now);
    const PodCounts expected {
        .total = 7, .ready = 2, .notReady = 1, .crashLooping = 1, .imagePull = 1, .pending = 1, .succeeded = 1
    };
    QCOMPARE(state.sum.pods, expected);
    QCOMPARE(state.sum.pods.ill(), 4);
    ObjectStates states; // a number and the list behind it
    const auto isListed = [&](const RecordPtr& each) { return states.holds(*each, "notready"); };
    QCOMPARE(std::ranges::count_if(records, isListed), state.sum.pods.ill());
    QCOMPARE(state.sum.nodes.ready, 1);
    QCOMPARE(state.sum.cpuCores.requestedRatio(), std::optional(3.0 / 7.5));
    QCOMPARE(state.sum.memoryBytes.requestedRatio(), std::optional(1.0));
    QCOMPARE(state.changes, std::vector { recent });
    QCOMPARE(state.sum.health, Health::Critical);
    QVERIFY(!state.findings.empty() && state.findings.front().severity == Health::Critical);
}

void TestFindings::alertsAreCountedOnceAndListed()
{
    OverviewInput input;
    input.cluster = IString("c1");
    input.snapshot = std::make_shared<FixedSnapshot>(std::vector<RecordPtr> { pod("p", running) });
    const FiringAlert about { "Down", "critical", false, { { "namespace", "shop" }, { "pod", "p" } }, {}, {}, {}, {} };
    FiringAlert pending = about;
    pending.pending = true;
    const FiringAlert other { "Watchdog", "none", false, {}, {}, {}, {}, {} };
    input.findingInputs.alerts = { other, about, about, pending }; // two servers evaluate one rule
    OverviewState state = overview({ input }, now);
    QVERIFY(!state.sum.alertsFiring); // nobody was asked: unknown, not none
    QVERIFY(state.alerts.empty());
    input.hasAlertSource = true;
    state = overview({ input }, now);
    QCOMPARE(state.sum.alertsFiring, std::optional(2));
    QCOMPARE(state.alerts.size(), std::size_t(2));
    QCOMPARE(state.alerts.front().alert, about); // worst first
    QCOMPARE(state.alerts.front().entity, EntityId::kubernetes("c1", "", "Pod", "shop", "p"));
    QVERIFY(state.alerts.back().entity.isNull());
    QCOMPARE(state.findings.size(), std::size_t(2));
}

void TestFindings::statesHaveTheWordsThatAreCounted()
{
    ObjectStates states;
    const auto away = pod("away",
        { { C::phase, word("Running") }, { C::ready, of(1, 1) }, { C::conditions, word("Ready=False(NodeLost)") } });
    QCOMPARE(states.pod(*away), PodState::NotReady); // its node is lost: the cluster says so in its condition
    QVERIFY(states.holds(*away, "ill") && states.holds(*away, "notready") && states.holds(*away, "unready")
        && !states.holds(*away, "ready"));
    const auto well = pod("well", running);
    QVERIFY(states.holds(*well, "ready") && !states.holds(*well, "ill") && !states.holds(*well, "notready"));
    const auto failed = pod("failed", { { C::phase, word("Failed") } });
    QVERIFY(states.holds(*failed, "failing") && states.holds(*failed, "ill") && states.holds(*failed, "notready"));
    QVERIFY(!states.holds(*failed, "unready")); // it does not run
    const auto done = pod("done", { { C::phase, word("Succeeded") } });
    QVERIFY(states.holds(*done, "completed") && !states.holds(*done, "ill"));
    const auto node = made("", "Node", "", "n1", { { C::pressures, word("DiskPressure") } }, longAgo);
    QVERIFY(states.holds(*node, "pressure") && states.holds(*node, "ill"));
    const auto deployment = made("apps", "Deployment", "shop", "web", {}, longAgo);
    QVERIFY(!states.holds(*deployment, "ill"));
    deployment->health = Health::Warning;
    QVERIFY(states.holds(*deployment, "ill"));
}

void TestFindings::callsAreThoseOfTheNamedWorkload()
{
    const auto order = made("apps", "Deployment", "shop", "order", {}, longAgo);
    const auto twin = made("apps", "Deployment", "test", "order", {}, longAgo);
    const auto pay = made("apps", "StatefulSet", "shop", "pay", {}, longAgo);
    const FixedSnapshot snapshot({ order, twin, pay });
    const auto calls
        = [&](const std::vector<ServiceCalls>& services) { return callsByWorkload(IString("c1"), snapshot, services); };
    const std::unordered_map<EntityId, double> exact { { order->entity, 40.0 } };
    QCOMPARE(calls({ { "c1", "shop", "order", 40, 0 } }), exact);
    QVERIFY(calls({ { "c1", {}, "order", 40, 0 } }).empty()); // which of the two? nobody says
    const std::unordered_map<EntityId, double> only { { pay->entity, 12.0 } };
    QCOMPARE(calls({ { "c1", {}, "pay", 10, 0 }, { "c1", {}, "pay", 2, 0 } }), only);
    FindingInputs inputs;
    inputs.callsPerSecond = exact;
    order->cells.at(static_cast<std::size_t>(order->schema->column(C::conditions)))
        = word("Progressing=False(ProgressDeadlineExceeded)");
    const auto findings = found({ order }, inputs);
    QCOMPARE(findings.size(), std::size_t(1));
    QCOMPARE(findings.front().callsAffected, std::optional(40.0));
}

void TestFindings::overviewOfAnUnknownClusterSaysSo()
{
    OverviewInput unknown;
    unknown.cluster = IString("c2");
    unknown.name = "staging";
    const OverviewState state = overview({ unknown }, now);
    QVERIFY(!state.clusters.front().known);
    QVERIFY(!state.sum.known);
    QCOMPARE(state.clusters.front().health, Health::Unknown);
    QVERIFY(!state.sum.alertsFiring.has_value());
}

void TestFindings::missingUsageIsMissingNotZero()
{
    OverviewInput input;
    input.snapshot = std::make_shared<FixedSnapshot>(std::vector<RecordPtr>());
    const OverviewState state = overview({ input }, now);
    QVERIFY(!state.sum.cpuCores.used.has_value());
    QVERIFY(!state.sum.cpuCores.usedRatio().has_value());
    QVERIFY(!state.sum.cpuCores.requested.has_value());
    QVERIFY(!usageOf({}).cpuUsedCores.has_value());
}

void TestFindings::theSumIsNotBetterThanWhatIsKnownOfItsParts()
{
    OverviewInput well;
    well.cluster = IString("c1");
    well.snapshot = std::make_shared<FixedSnapshot>(std::vector<RecordPtr> { pod("p", running) });
    well.freshness = Freshness::Live;
    well.usage = ClusterUsage {};
    well.usage->cpuUsedCores = 4;
    QCOMPARE(overview({ well }, now).sum.health, Health::Well);
    QCOMPARE(overview({ well }, now).sum.cpuCores.used, std::optional(4.0));
    OverviewInput stale = well;
    stale.freshness = Freshness::Stale;
    stale.usage.reset();
    for (const auto& inputs : { std::vector { well, stale }, std::vector { stale, well } }) {
        QCOMPARE(overview(inputs, now).sum.health, Health::Unknown); // nothing found so far
        QVERIFY(!overview(inputs, now).sum.cpuCores.used); // of one alone, where capacity is of both
    }
    OverviewInput starting = well;
    starting.snapshot = std::make_shared<FixedSnapshot>(std::vector<RecordPtr> {
        pod("p", { { C::phase, word("Running") }, { C::ready, of(0, 1) }, { C::readySince, at(now - 5s) } }) });
    QCOMPARE(overview({ starting }, now).sum.health, Health::Changing);
}

QTEST_GUILESS_MAIN(TestFindings)
#include "tst_findings.moc"
