// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/world/kubeobjects.h"
#include "app/estate/world/world.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace Strato;
using namespace Strato::Estate;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Instant noon = instantFromSeconds(1'795'752'000); // 12:00 in UTC+8
constexpr Instant night = instantFromSeconds(1'795'723'200); // 04:00 there

WorldOptions at(Instant start)
{
    WorldOptions options;
    options.start = start;
    return options;
}

Workload& find(World& world, std::string_view nameSpace, std::string_view name, int cluster = 0)
{
    const int index = world.state().findWorkload(cluster, nameSpace, name);
    return world.state().workloads.at(std::size_t(index));
}

int count(World& world, const Workload& workload, bool (*wanted)(const Pod&))
{
    const std::vector<Pod*> pods = world.state().podsOf(workload);
    return int(std::count_if(pods.begin(), pods.end(), [&](const Pod* pod) { return wanted(*pod); }));
}

bool lives(const Pod& pod)
{
    return !pod.deletionAt;
}

bool isReady(const Pod& pod)
{
    return pod.ready;
}

/// Steps a second at a time until @p done, at most @p limit; whether it came.
template <class Done> bool runUntil(World& world, Duration limit, Done done)
{
    for (Duration spent {}; spent < limit; spent += 1s) {
        if (done())
            return true;
        world.step(1s);
    }
    return done();
}

/// Everything an API server would be told, as text.
std::string objects(World& world)
{
    std::string out;
    for (const ObjectChange& change : world.drain())
        out += change.cluster + (change.removed ? " - " : " + ") + change.object.dump() + '\n';
    return out;
}

} // namespace

/// How the world behaves over time, as the controllers of Kubernetes would have it.
class TestEstateWorld : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void oneSeedGivesOneWorld()
    {
        World a(at(noon));
        World b(at(noon));
        for (int i = 0; i < 90; ++i) {
            a.step(1s);
            b.step(1s);
        }
        const std::string text = objects(a);
        QVERIFY(text.size() > 100'000);
        QVERIFY(text == objects(b));
        WorldOptions other = at(noon);
        other.seed = 7;
        World c(other);
        c.step(90s);
        QVERIFY(text != objects(c));
    }

    void whatIsLongSinceThereIsTheSameInAPastThatLeadsHere()
    {
        World now(at(noon));
        WorldOptions before = at(noon - 168h);
        before.asOf = noon;
        World past(before);
        std::size_t same = 0;
        for (const auto& [id, pod] : now.state().pods) {
            const Pod& then = past.state().pods.at(id);
            QCOMPARE(then.name, pod.name);
            QCOMPARE(then.uid, pod.uid);
            QCOMPARE(then.ip, pod.ip);
            QCOMPARE(then.node, pod.node);
            QCOMPARE(then.created.ns, pod.created.ns);
            QVERIFY(pod.created < noon - 168h);
            ++same;
        }
        QVERIFY(same > 250);
        QCOMPARE(find(past, "shop", "cart").current().uid, find(now, "shop", "cart").current().uid);
        QCOMPARE(find(past, "shop", "cart").current().created.ns, find(now, "shop", "cart").current().created.ns);
        QCOMPARE(past.state().nodes.front().created.ns, now.state().nodes.front().created.ns);
    }

    void agesDoNotMoveFromStartToStart()
    {
        const World today(at(noon));
        const World tomorrow(at(noon + 24h));
        int moved = 0;
        for (std::size_t i = 0; i < today.state().workloads.size(); ++i)
            moved += today.state().workloads[i].current().created != tomorrow.state().workloads[i].current().created;
        QVERIFY(moved < int(today.state().workloads.size()) / 5); // a twentieth grows too old each day
    }

    void aDeploymentRollsWithASurgeAndNeverBelowThreeQuarters()
    {
        World world(at(noon));
        world.step(30s);
        Workload& orders = find(world, "shop", "order-svc");
        QCOMPARE(orders.replicas, 8);
        const std::string oldHash = orders.current().hash;
        const int revision = release(world.state(), orders, "2.4.0", {}, "deployer");
        QVERIFY(orders.current().hash != oldHash);
        world.step(1s);
        int most = 0;
        int leastReady = 99;
        const auto done = [&] {
            most = std::max(most, count(world, orders, lives));
            leastReady = std::min(leastReady, count(world, orders, isReady));
            return orders.updated == 8 && orders.total == 8 && orders.available == 8;
        };
        QVERIFY(runUntil(world, 10min, done));
        QCOMPARE(most, 10); // 25 % more while it rolls
        QVERIFY2(leastReady >= 6, qPrintable(QString::number(leastReady)));
        for (const Pod* pod : world.state().podsOf(orders))
            QVERIFY(pod->deletionAt || pod->revision == revision);
        const Json made = replicaSetObject(world.state(), orders, orders.current());
        QCOMPARE(made["spec"]["replicas"].get<int>(), 8);
        const Json before = replicaSetObject(world.state(), orders, *(orders.revisions.end() - 2));
        QCOMPARE(before["spec"]["replicas"].get<int>(), 0);
        const Json object = workloadObject(world.state(), orders);
        QCOMPARE(object["metadata"]["generation"].get<int>(), orders.generation);
        QCOMPARE(object["status"]["updatedReplicas"].get<int>(), 8);
    }

    void aRolloutThatIsDoneStaysDone()
    {
        World world(at(noon));
        world.step(30s);
        Workload& orders = find(world, "shop", "order-svc");
        const auto progress = [&] {
            const Json conditions = workloadObject(world.state(), orders)["status"]["conditions"];
            const auto it = std::ranges::find_if(conditions, [](const Json& c) { return c["type"] == "Progressing"; });
            return it == conditions.end() ? std::string() : (*it)["reason"].get<std::string>();
        };
        const auto done = [&] { return progress() == "NewReplicaSetAvailable"; };
        release(world.state(), orders, "2.4.0", {}, "deployer");
        world.step(1s);
        QCOMPARE(progress(), std::string("ReplicaSetUpdated"));
        QVERIFY(runUntil(world, 10min, done));
        for (Duration spent {}; spent < 11min; spent += 5s) { // longer than a rollout may take without progress
            for (Pod* pod : world.state().podsOf(orders)) {
                if (lives(*pod))
                    deletePod(world.state(), *pod, "");
            }
            world.step(5s);
            QVERIFY(orders.available < orders.replicas);
            QCOMPARE(progress(), std::string("NewReplicaSetAvailable")); // pods lost are no matter of the rollout
        }
        release(world.state(), orders, "2.5.0", {}, "deployer");
        world.step(1s);
        QCOMPARE(progress(), std::string("ReplicaSetUpdated")); // the next one is another
        QVERIFY(runUntil(world, 10min, done));
    }

    void aDeletedPodIsMadeAnewUnderAnotherName()
    {
        World world(at(noon));
        world.step(30s);
        Workload& cart = find(world, "shop", "cart");
        Pod* victim = world.state().podsOf(cart).front();
        const std::string name = victim->name;
        deletePod(world.state(), *victim, "");
        world.step(1s);
        QCOMPARE(count(world, cart, lives), 3);
        QVERIFY(runUntil(world, 2min, [&] { return count(world, cart, isReady) == 3; }));
        for (const Pod* pod : world.state().podsOf(cart))
            QVERIFY(pod->name != name);
    }

    void aStatefulSetReplacesOneAfterAnotherFromTheLast()
    {
        World world(at(noon));
        world.step(30s);
        Workload& kafka = find(world, "middleware", "kafka");
        const int revision = release(world.state(), kafka, "3.7.0", {}, "deployer");
        std::vector<int> order;
        const auto done = [&] {
            const std::vector<Pod*> pods = world.state().podsOf(kafka);
            for (const Pod* pod : pods)
                if (pod->revision == revision && pod->ready && std::ranges::find(order, pod->ordinal) == order.end())
                    order.push_back(pod->ordinal);
            return order.size() == 3;
        };
        int leastReady = 99;
        QVERIFY(runUntil(world, 10min, [&] {
            leastReady = std::min(leastReady, count(world, kafka, isReady));
            return done();
        }));
        QCOMPARE(order, (std::vector<int> { 2, 1, 0 }));
        QCOMPARE(leastReady, 2); // one is away at a time
        for (const Pod* pod : world.state().podsOf(kafka))
            QCOMPARE(pod->name, "kafka-" + std::to_string(pod->ordinal));
    }

    void aDaemonSetHasOnePodOnEachNodeAndPutsItBack()
    {
        World world(at(noon));
        world.step(30s);
        Workload& proxy = find(world, "kube-system", "kube-proxy");
        std::vector<int> nodes;
        for (const Pod* pod : world.state().podsOf(proxy))
            nodes.push_back(pod->node);
        std::ranges::sort(nodes);
        std::vector<int> wanted = world.state().clusterAt(0).nodes;
        std::ranges::sort(wanted);
        QCOMPARE(nodes, wanted);
        Pod* victim = world.state().podsOf(proxy).front();
        const int node = victim->node;
        deletePod(world.state(), *victim, "");
        world.step(1s);
        QCOMPARE(proxy.readyPods, 11);
        QVERIFY(runUntil(world, 3min, [&] { return proxy.readyPods == 12; }));
        const std::vector<Pod*> pods = world.state().podsOf(proxy);
        QVERIFY(std::ranges::any_of(pods, [&](const Pod* pod) { return pod->node == node && pod->ready; }));
    }

    void aCronJobRunsEveryFiveMinutesAndKeepsThreeJobs()
    {
        World world(at(noon));
        const Workload& cron = find(world, "account", "session-sweep");
        const int index = cron.index;
        const auto jobs = [&] {
            std::vector<const Workload*> out;
            for (const Workload& job : world.state().workloads)
                if (job.kind == WorkloadKind::Job && job.owner == index && !job.uid.empty())
                    out.push_back(&job);
            return out;
        };
        QVERIFY(runUntil(world, 301s, [&] { return jobs().size() == 1; }));
        QCOMPARE(jobs().front()->created.ns % Duration(5min).count(), 0);
        QVERIFY(runUntil(world, 2min, [&] { return jobs().front()->finished.has_value(); }));
        const Json done = workloadObject(world.state(), *jobs().front());
        QCOMPARE(done["status"]["succeeded"].get<int>(), 1);
        QCOMPARE(done["metadata"]["ownerReferences"][0]["name"].get<std::string>(), std::string("session-sweep"));
        for (int i = 0; i < 40; ++i)
            world.step(1min);
        const auto kept = jobs();
        QVERIFY(kept.size() >= 3 && kept.size() <= 5); // the running one and one that is being removed beside them
        for (const Workload* job : kept)
            QVERIFY(world.now() - job->created <= 25min);
    }

    void loadFollowsTheDayAndAutoscalersFollowTheLoad()
    {
        World world(at(night));
        world.step(30s);
        const auto load
            = [&] { return world.state().groups[std::size_t(world.state().findGroup("web-gateway", 0))].rps; };
        const double atNight = load();
        World day(at(noon + 2h));
        day.step(30s);
        const double atDay = day.state().groups[std::size_t(day.state().findGroup("web-gateway", 0))].rps;
        QVERIFY2(atDay > 2.5 * atNight, qPrintable(QString::number(atDay / atNight)));
        Workload& checkout = find(day, "shop", "checkout");
        QCOMPARE(checkout.replicas, checkout.scaling->min);
        day.state().tenantLoad = { 2.5, 2.5, 2.5, 2.5, 2.5 }; // a sale begins
        QVERIFY(runUntil(day, 2min, [&] { return checkout.replicas > checkout.scaling->min; }));
        QVERIFY(checkout.replicas <= checkout.scaling->max);
        QCOMPARE(checkout.scaledBy, std::string("horizontal-pod-autoscaler"));
        QVERIFY(runUntil(day, 3min, [&] { return checkout.available == checkout.replicas; }));
        day.state().tenantLoad = { 1, 1, 1, 1, 1 };
        for (int i = 0; i < 4 * 60; ++i)
            day.step(1s);
        QVERIFY(checkout.replicas > checkout.scaling->min); // five calm minutes before it goes down
        QVERIFY(runUntil(day, 10min, [&] { return checkout.replicas == checkout.scaling->min; }));
    }

    void leasesAreRenewedEveryTenSecondsAndADarkNodeIsNoticedAfterForty()
    {
        World world(at(noon));
        for (int i = 0; i < 20; ++i)
            world.step(1s);
        for (const Node& node : world.state().nodes)
            if (node.cluster >= 0)
                QVERIFY(world.now() - node.leaseRenewed <= 10s);
        Node& node = world.state().nodes.front();
        node.knobs.dark = true;
        const Instant dark = world.now();
        QVERIFY(runUntil(world, 2min, [&] { return !node.ready; }));
        QVERIFY(world.now() - dark >= 40s && world.now() - dark <= 45s);
        QVERIFY(node.leaseRenewed <= dark);
        const Json object = nodeObject(world.state(), node);
        const Json& conditions = object["status"]["conditions"];
        QVERIFY(std::ranges::any_of(
            conditions, [](const Json& c) { return c["type"] == "Ready" && c["status"] == "Unknown"; }));
        node.knobs.dark = false;
        QVERIFY(runUntil(world, 10s, [&] { return node.ready; }));
    }

    void longStepsKeepTheMomentsOfTimers()
    {
        World quick(at(noon));
        World slow(at(noon));
        release(quick.state(), find(quick, "shop", "cart"), "2.5.0", {}, "deployer");
        release(slow.state(), find(slow, "shop", "cart"), "2.5.0", {}, "deployer");
        for (int i = 0; i < 600; ++i)
            quick.step(1s);
        for (int i = 0; i < 40; ++i)
            slow.step(15s);
        QCOMPARE(find(slow, "shop", "cart").available, 3);
        QCOMPARE(find(quick, "shop", "cart").available, 3);
        const auto calls = [](World& world) { return world.state().groups[0].callsOk; };
        QVERIFY(std::abs(calls(slow) / calls(quick) - 1) < 0.02);
    }
};

QTEST_GUILESS_MAIN(TestEstateWorld)
#include "tst_estateworld.moc"
