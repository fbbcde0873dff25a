// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/faults/changemarks.h"
#include "tests/models/faults/faultrecords.h"

#include <QTest>

using namespace Strato;
using namespace Strato::Testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
namespace C = Strato::Columns;

namespace {

constexpr Instant now = instantFromSeconds(1'764'000'000);

Change change(RecordPtr before, RecordPtr after)
{
    Change c;
    c.entity = (after ? after : before)->entity;
    c.before = std::move(before);
    c.after = std::move(after);
    c.seenTime = now;
    c.sourceTime = now - 1s;
    return c;
}

RecordPtr deployment(const Cells& cells)
{
    return made("apps", "Deployment", "shop", "order-svc", cells, now - 24h);
}

} // namespace

class TestChangeMarks : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void imageChangeNamesManagerAndTime();
    void scalingByTheAutoscalerIsToldApart();
    void endOfARolloutIsToldOnce();
    void nodesComeGoAndAreClosed();
    void podsComingAndGoingMeanNothing();
    void configurationChangeIsSeenByItsWriter();
    void editsOfOtherKindsAreSeenByTheirWriter();
    void whoDeletedIsNotRecorded();
    void firstReadingTellsOfRecentChangesOnly();
    void recentMarksAreOrderedAndBounded();
    void whatIsWrittenAllTheTimeStandsOnce();
};

void TestChangeMarks::imageChangeNamesManagerAndTime()
{
    const auto marks
        = changeMarks(change(deployment({ { C::images, word("order:2.3.0") }, { C::changedAt, at(now - 1h) } }),
            deployment({ { C::images, word("order:2.3.1") }, { C::changedAt, at(now - 5s) },
                { C::changedBy, word("argocd") } })));
    QCOMPARE(marks.size(), std::size_t(1));
    QCOMPARE(marks[0].code, std::string("imageChanged"));
    QCOMPARE(marks[0].kind, ChangeMark::Kind::Rollout);
    QCOMPARE(marks[0].values, (decltype(marks[0].values) { { "from", "order:2.3.0" }, { "to", "order:2.3.1" } }));
    QCOMPARE(marks[0].fieldManager, std::string("argocd"));
    QVERIFY(marks[0].person.empty());
    QCOMPARE(marks[0].at, now - 5s);
}

void TestChangeMarks::scalingByTheAutoscalerIsToldApart()
{
    const auto by = [](std::string_view manager) {
        return changeMarks(change(deployment({ { C::replicas, number(6) } }),
            deployment({ { C::replicas, number(9) }, { C::changedBy, word(manager) } })))[0];
    };
    QCOMPARE(by("kubectl").code, std::string("replicasChanged"));
    QCOMPARE(by("horizontal-pod-autoscaler").code, std::string("hpaScaled"));
    QCOMPARE(by("kubectl").at, now - 1s); // the server's clock when nothing recorded the time
}

void TestChangeMarks::endOfARolloutIsToldOnce()
{
    const auto moving = deployment({ { C::progressing, word("ReplicaSetUpdated") } });
    const auto done = deployment({ { C::progressing, word("NewReplicaSetAvailable") }, { C::revision, word("7") } });
    QCOMPARE(changeMarks(change(moving, done)).back().code, std::string("rolloutDone"));
    QVERIFY(changeMarks(change(done, done)).empty());
}

void TestChangeMarks::nodesComeGoAndAreClosed()
{
    const auto open
        = made("", "Node", "", "n1", { { C::status, word("Ready") }, { C::unschedulable, number(0) } }, now - 1h);
    const auto closed
        = made("", "Node", "", "n1", { { C::status, word("Ready") }, { C::unschedulable, number(1) } }, now - 1h);
    const auto lost
        = made("", "Node", "", "n1", { { C::status, word("NotReady") }, { C::unschedulable, number(0) } }, now - 1h);
    QCOMPARE(changeMarks(change(nullptr, open))[0].code, std::string("nodeJoined"));
    QCOMPARE(changeMarks(change(open, nullptr))[0].code, std::string("nodeLeft"));
    QCOMPARE(changeMarks(change(open, closed))[0].code, std::string("nodeCordoned"));
    QCOMPARE(changeMarks(change(closed, open))[0].code, std::string("nodeUncordoned"));
    QCOMPARE(changeMarks(change(open, lost))[0].code, std::string("nodeNotReady"));
}

void TestChangeMarks::podsComingAndGoingMeanNothing()
{
    const auto pod = made("", "Pod", "shop", "p", {}, now);
    QVERIFY(changeMarks(change(nullptr, pod)).empty());
    QVERIFY(changeMarks(change(pod, nullptr)).empty());
    QVERIFY(changeMarks({}).empty());
}

void TestChangeMarks::configurationChangeIsSeenByItsWriter()
{
    const auto config = [](Instant changed) {
        return made(
            "", "ConfigMap", "shop", "app", { { C::data, number(3) }, { C::changedAt, at(changed) } }, now - 24h);
    };
    QCOMPARE(changeMarks(change(config(now - 2h), config(now - 1s)))[0].code, std::string("configChanged"));
    QVERIFY(changeMarks(change(config(now), config(now))).empty());
}

void TestChangeMarks::editsOfOtherKindsAreSeenByTheirWriter()
{
    const auto marksOf = [](std::string_view group, std::string_view kind, Duration then, std::string_view by) {
        const auto of = [&](Instant moment) {
            return made(group, kind, kind == "Namespace" ? "" : "shop", "x",
                { { C::changedAt, at(moment) }, { C::changedBy, word(by) } }, now - 24h);
        };
        return changeMarks(change(of(now - 1h), of(now - then)));
    };
    using Kind = std::pair<std::string_view, std::string_view>;
    for (const auto& [group, kind] :
        { Kind("", "Service"), Kind("networking.k8s.io", "Ingress"), Kind("batch", "CronJob"), Kind("", "Namespace"),
            Kind("", "PersistentVolumeClaim"), Kind("autoscaling", "HorizontalPodAutoscaler"),
            Kind("", "ResourceQuota"), Kind("policy", "PodDisruptionBudget") }) {
        const auto marks = marksOf(group, kind, 5s, "kubectl-edit");
        QVERIFY2(marks.size() == 1, std::string(kind).c_str());
        QCOMPARE(marks[0].code, std::string("changed"));
        QCOMPARE(marks[0].fieldManager, std::string("kubectl-edit"));
        QCOMPARE(marks[0].at, now - 5s);
        QVERIFY(marksOf(group, kind, 1h, "kubectl-edit").empty()); // its status alone
    }
    QVERIFY(marksOf("", "PersistentVolumeClaim", 5s, "kube-controller-manager").empty());
    QVERIFY(marksOf("apps", "ReplicaSet", 5s, "kubectl-edit").empty());
}

void TestChangeMarks::whoDeletedIsNotRecorded()
{
    const auto marks = changeMarks(change(deployment({ { C::changedBy, word("kubectl") } }), nullptr));
    QCOMPARE(marks[0].code, std::string("gone"));
    QVERIFY(marks[0].fieldManager.empty());
}

void TestChangeMarks::firstReadingTellsOfRecentChangesOnly()
{
    Change initial
        = change(nullptr, deployment({ { C::changedAt, at(now - 10min) }, { C::changedBy, word("kubectl") } }));
    initial.initial = true;
    const auto marks = changeMarks(initial);
    QCOMPARE(marks[0].code, std::string("changed"));
    QCOMPARE(marks[0].at, now - 10min);
    RecentMarks recent(1h);
    recent.add(initial);
    Change old = change(nullptr, deployment({ { C::changedAt, at(now - 3h) } }));
    old.initial = true;
    recent.add(old);
    QCOMPARE(recent.since(now - 24h).size(), std::size_t(1));
}

void TestChangeMarks::recentMarksAreOrderedAndBounded()
{
    RecentMarks recent;
    for (int i = 0; i < 100; ++i) {
        Change c = change(deployment({ { C::replicas, number(i) } }),
            deployment(
                { { C::replicas, number(i + 1) }, { C::changedAt, at(now - std::chrono::seconds(i * 37 % 100)) } }));
        recent.add(c);
    }
    const auto marks = recent.since(now - 50s);
    QVERIFY(std::ranges::is_sorted(marks, {}, &ChangeMark::at));
    QCOMPARE(marks.size(), std::size_t(51));
    QCOMPARE(recent.forgotten(), std::size_t(0));
}

void TestChangeMarks::whatIsWrittenAllTheTimeStandsOnce()
{
    const auto written = [](Instant when, std::string_view by, std::string_view name = "cluster-autoscaler-status") {
        const auto of = [&](Instant moment) {
            return made("", "ConfigMap", "kube-system", name,
                { { C::changedAt, at(moment) }, { C::changedBy, word(by) } }, now - 24h);
        };
        return change(of(when - 10s), of(when));
    };
    RecentMarks recent;
    recent.add(written(now - 50min, "kubectl-edit", "order-config"));
    recent.add(written(now - 45min, "kubectl-edit"));
    for (auto ago = 40min; ago > 0min; ago -= 1min)
        recent.add(written(now - ago, "cluster-autoscaler"));
    const auto marks = recent.since(now - 1h);
    QCOMPARE(marks.size(), std::size_t(3));
    QCOMPARE(marks[0].name, IString("order-config"));
    QCOMPARE(marks[1].fieldManager, std::string("kubectl-edit")); // somebody else's
    QCOMPARE(marks[2].at, now - 1min);
}

QTEST_GUILESS_MAIN(TestChangeMarks)
#include "tst_changemarks.moc"
