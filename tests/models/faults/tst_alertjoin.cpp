// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/faults/findingcodes.h"
#include "models/faults/overview.h"
#include "tests/models/faults/faultrecords.h"

#include <QRegularExpression>
#include <QtTest>

#include <algorithm>

using namespace Strato;
using namespace Strato::Testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
namespace C = Columns;

namespace {

using Labels = std::vector<std::pair<std::string, std::string>>;

const Instant now = instantFromSeconds(1'000'000);
const Instant longAgo = now - 24h;

FiringAlert firing(const std::string& name, Labels labels, const std::string& severity = "warning")
{
    FiringAlert alert;
    alert.name = name;
    alert.severity = severity;
    alert.labels = std::move(labels);
    return alert;
}

std::shared_ptr<Record> pod(
    std::string_view nameSpace, std::string_view name, std::string_view node, const Record* owner = nullptr)
{
    auto record = made("", "Pod", nameSpace, name,
        { { C::phase, word("Running") }, { C::status, word("Running") }, { C::ready, of(1, 1) },
            { C::node, word(node) } },
        longAgo);
    if (owner)
        record->owner = ownedBy(*owner);
    return record;
}

/// A cluster with the two exporters of kube-prometheus-stack in namespace monitoring, and a shop.
std::vector<RecordPtr> estate()
{
    const auto set = made("apps", "ReplicaSet", "shop", "web-7d9f8c6b5", {}, longAgo);
    const auto web = made("apps", "Deployment", "shop", "web", {}, longAgo);
    set->owner = ownedBy(*web);
    return { web, set, made("", "Node", "", "n1", { { C::status, word("Ready") } }, longAgo),
        made("", "Node", "", "n2", { { C::status, word("Ready") } }, longAgo),
        made("", "Namespace", "", "shop", { { C::status, word("Active") } }, longAgo),
        made("", "Namespace", "", "monitoring", { { C::status, word("Active") } }, longAgo),
        made("apps", "StatefulSet", "shop", "db", {}, longAgo), made("apps", "DaemonSet", "shop", "agent", {}, longAgo),
        made("batch", "Job", "shop", "nightly", {}, longAgo), made("batch", "CronJob", "shop", "night", {}, longAgo),
        made("autoscaling", "HorizontalPodAutoscaler", "shop", "web", {}, longAgo),
        made("", "PersistentVolumeClaim", "shop", "data-db-0", { { C::status, word("Bound") } }, longAgo),
        made("", "PersistentVolume", "", "pvc-1", { { C::status, word("Bound") } }, longAgo),
        pod("shop", "web-7d9f8c6b5-aaaaa", "n1", set.get()), pod("shop", "web-7d9f8c6b5-bbbbb", "n2", set.get()),
        pod("monitoring", "kps-kube-state-metrics-6c9f-x2x4z", "n1"),
        pod("monitoring", "kps-prometheus-node-exporter-4kq2w", "n2") };
}

/// What a series of kube-state-metrics has beside its own labels, which win (honorLabels).
Labels ofState(Labels own)
{
    const Labels target { { "container", "kube-state-metrics" }, { "endpoint", "http" },
        { "instance", "10.42.0.7:8080" }, { "job", "kube-state-metrics" }, { "namespace", "monitoring" },
        { "pod", "kps-kube-state-metrics-6c9f-x2x4z" }, { "service", "kps-kube-state-metrics" } };
    for (const auto& label : target) {
        if (std::ranges::find(own, label.first, &std::pair<std::string, std::string>::first) == own.end())
            own.push_back(label);
    }
    return own;
}

Labels ofHost(Labels own)
{
    const Labels target { { "container", "node-exporter" }, { "endpoint", "http-metrics" },
        { "instance", "192.168.1.12:9100" }, { "job", "node-exporter" }, { "namespace", "monitoring" },
        { "pod", "kps-prometheus-node-exporter-4kq2w" }, { "service", "kps-prometheus-node-exporter" } };
    own.insert(own.end(), target.begin(), target.end());
    return own;
}

EntityId inShop(std::string_view group, std::string_view kind, std::string_view name)
{
    return EntityId::kubernetes("c1", group, kind, "shop", name);
}

EntityId alone(std::string_view kind, std::string_view name)
{
    return EntityId::kubernetes("c1", "", kind, "", name);
}

void row(const char* name, const Labels& labels, const EntityId& entity)
{
    QTest::newRow(name) << labels << entity;
}

void addStates()
{
    row("KubeNodeNotReady", ofState({ { "node", "n1" }, { "condition", "Ready" }, { "status", "true" } }),
        alone("Node", "n1"));
    row("without the container",
        { { "node", "n2" }, { "pod", "kube-state-metrics-x" }, { "namespace", "monitoring" },
            { "job", "kube-state-metrics" } },
        alone("Node", "n2"));
    row("a node that is gone", ofState({ { "node", "n9" } }), {});
    row("KubeDeploymentReplicasMismatch", ofState({ { "namespace", "shop" }, { "deployment", "web" } }),
        inShop("apps", "Deployment", "web"));
    row("KubeStatefulSetReplicasMismatch", ofState({ { "namespace", "shop" }, { "statefulset", "db" } }),
        inShop("apps", "StatefulSet", "db"));
    row("KubeDaemonSetRolloutStuck", ofState({ { "namespace", "shop" }, { "daemonset", "agent" } }),
        inShop("apps", "DaemonSet", "agent"));
    row("KubeJobFailed", ofState({ { "namespace", "shop" }, { "job_name", "nightly" } }),
        inShop("batch", "Job", "nightly"));
    row("KubeHpaMaxedOut", ofState({ { "namespace", "shop" }, { "horizontalpodautoscaler", "web" } }),
        inShop("autoscaling", "HorizontalPodAutoscaler", "web"));
    row("KubePersistentVolumeErrors", ofState({ { "persistentvolume", "pvc-1" }, { "phase", "Failed" } }),
        alone("PersistentVolume", "pvc-1"));
    row("KubePodCrashLooping",
        ofState({ { "namespace", "shop" }, { "pod", "web-7d9f8c6b5-aaaaa" }, { "container", "web" }, { "uid", "u" },
            { "reason", "CrashLoopBackOff" } }),
        inShop("", "Pod", "web-7d9f8c6b5-aaaaa"));
    row("a job that is gone", ofState({ { "namespace", "shop" }, { "job_name", "gone" } }), alone("Namespace", "shop"));
    row("a namespace's own", ofState({ { "namespace", "shop" }, { "phase", "Terminating" } }),
        alone("Namespace", "shop"));
    row("the exporter crashes", ofState({ { "reason", "CrashLoopBackOff" } }),
        EntityId::kubernetes("c1", "", "Pod", "monitoring", "kps-kube-state-metrics-6c9f-x2x4z"));
    row("the other exporter crashes",
        ofState({ { "namespace", "monitoring" }, { "pod", "kps-prometheus-node-exporter-4kq2w" },
            { "container", "node-exporter" } }),
        EntityId::kubernetes("c1", "", "Pod", "monitoring", "kps-prometheus-node-exporter-4kq2w"));
    row("labels are not honoured",
        { { "container", "kube-state-metrics" }, { "job", "kube-state-metrics" }, { "namespace", "monitoring" },
            { "pod", "kps-kube-state-metrics-6c9f-x2x4z" }, { "exported_namespace", "shop" },
            { "exported_pod", "web-7d9f8c6b5-bbbbb" }, { "exported_container", "web" } },
        inShop("", "Pod", "web-7d9f8c6b5-bbbbb"));
}

void addOthers()
{
    row("NodeFilesystemAlmostOutOfSpace", ofHost({ { "device", "/dev/sda1" }, { "mountpoint", "/" } }),
        alone("Node", "n2")); // where the exporter runs
    row("KubePersistentVolumeFillingUp",
        { { "endpoint", "https-metrics" }, { "instance", "192.168.1.11:10250" }, { "job", "kubelet" },
            { "metrics_path", "/metrics" }, { "namespace", "shop" }, { "node", "n1" },
            { "persistentvolumeclaim", "data-db-0" }, { "service", "kps-kubelet" } },
        inShop("", "PersistentVolumeClaim", "data-db-0"));
    row("KubeletTooManyPods", { { "node", "n1" }, { "cluster", "c" } }, alone("Node", "n1"));
    row("host by its name", { { "instance", "n1:9100" }, { "job", "node" } }, alone("Node", "n1"));
    const Labels container { { "container", "web" }, { "job", "kubelet" }, { "namespace", "shop" }, { "node", "n1" },
        { "service", "kps-kubelet" } };
    const auto of = [&](const char* name) {
        Labels labels = container;
        labels.emplace_back("pod", name);
        return labels;
    };
    row("container of a pod", of("web-7d9f8c6b5-aaaaa"), inShop("", "Pod", "web-7d9f8c6b5-aaaaa"));
    row("pod of a deployment, gone", of("web-5c4d7f9b8-zzzzz"), inShop("apps", "Deployment", "web"));
    row("pod of a stateful set, gone", of("db-7"), inShop("apps", "StatefulSet", "db"));
    row("pod of a daemon set, gone", of("agent-x7x8x"), inShop("apps", "DaemonSet", "agent"));
    row("pod of a job, gone", of("nightly-x7x8x"), inShop("batch", "Job", "nightly"));
    row("pod of nobody, gone", of("cart-5c4d7f9b8-zzzzz"), alone("Namespace", "shop"));
    row("service", { { "namespace", "shop" }, { "service", "db" } }, inShop("apps", "StatefulSet", "db"));
    row("nothing", { { "alertname", "Watchdog" } }, {});
}

/// Calls of the deployment, of which each node has one pod of two.
FindingInputs served()
{
    FindingInputs inputs;
    inputs.callsPerSecond = { { inShop("apps", "Deployment", "web"), 5'000.0 } };
    return inputs;
}

std::vector<Finding> found(std::vector<RecordPtr> records, const FindingInputs& inputs)
{
    return worstThings(findings(IString("c1"), FixedSnapshot(std::move(records)), now, inputs), 1'000'000);
}

} // namespace

class TestAlertJoin final : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void anAlertIsAboutItsSubjectAndNotItsExporter_data()
    {
        QTest::addColumn<Labels>("labels");
        QTest::addColumn<EntityId>("entity");
        addStates();
        addOthers();
    }

    void anAlertIsAboutItsSubjectAndNotItsExporter()
    {
        QFETCH(const Labels, labels);
        QFETCH(const EntityId, entity);
        const EntityId told = alertEntity(IString("c1"), FixedSnapshot(estate()), firing("A", labels));
        QVERIFY2(told == entity, qPrintable(told.toString()));
        if (!entity.isNull())
            QVERIFY(mayHaveAlerts(entity));
    }

    void anAlertTouchesTheCallsOfTheServiceAbove()
    {
        FindingInputs inputs = served();
        inputs.alerts = { firing("Slow", { { "namespace", "shop" }, { "pod", "web-7d9f8c6b5-aaaaa" } }),
            firing("Errors", { { "namespace", "shop" }, { "deployment", "web" } }),
            firing("Quiet", { { "namespace", "shop" }, { "statefulset", "db" } }) };
        const auto all = found(estate(), inputs);
        QCOMPARE(all.size(), std::size_t { 3 });
        QCOMPARE(all[0].entity, inShop("apps", "Deployment", "web")); // touches more, as both have the calls
        QCOMPARE(all[0].callsAffected, std::optional(5'000.0));
        QCOMPARE(all[0].touches, std::optional(2));
        QCOMPARE(all[1].entity, inShop("", "Pod", "web-7d9f8c6b5-aaaaa"));
        QCOMPARE(all[1].callsAffected, std::optional(5'000.0));
        QCOMPARE(all[1].touches, std::optional(1));
        QCOMPARE(all[2].callsAffected, std::optional<double>());
    }

    void anIllNodeTouchesItsPodsAndTheirShareOfTheCalls()
    {
        FindingInputs inputs = served();
        inputs.alerts = { firing("NodeFilesystemAlmostOutOfSpace", ofHost({ { "mountpoint", "/" } })) };
        std::vector<RecordPtr> records = estate();
        std::erase_if(records, [](const RecordPtr& record) { return record->entity == alone("Node", "n1"); });
        records.push_back(made("", "Node", "", "n1", { { C::status, word("NotReady") } }, longAgo));
        const auto all = found(records, inputs);
        QCOMPARE(all.size(), std::size_t { 2 });
        QCOMPARE(all[0].code, std::string(FindingCodes::nodeNotReady));
        QCOMPARE(all[0].callsAffected, std::optional(2'500.0));
        QCOMPARE(all[1].code, std::string(FindingCodes::alertFiring));
        QCOMPARE(all[1].entity, alone("Node", "n2"));
        QCOMPARE(all[1].touches, std::optional(2)); // one of the shop, and the exporter
        QCOMPARE(all[1].callsAffected, std::optional(2'500.0));
    }

    void twentyThousandAlertsOfOneNameAreToldInOrdinaryTime()
    {
        OverviewInput input;
        input.cluster = IString("c1");
        input.hasAlertSource = true;
        input.snapshot = std::make_shared<FixedSnapshot>(estate());
        for (int i = 0; i < 20'000; ++i)
            input.findingInputs.alerts.push_back(firing("KubePodNotReady",
                { { "alertname", "KubePodNotReady" }, { "namespace", "shop" }, { "severity", "warning" },
                    { "pod", "gone" + std::to_string(i) } },
                i == 19'999 ? "critical" : "warning"));
        auto twice = input.findingInputs.alerts; // as of a pair of servers
        input.findingInputs.alerts.insert(input.findingInputs.alerts.end(), twice.begin(), twice.end());
        const OverviewState state = overview({ input }, now);
        QCOMPARE(state.sum.alertsFiring, std::optional(20'000));
        QCOMPARE(state.alerts.size(), OverviewState::mostAlerts);
        QCOMPARE(state.alertsNotListed, 15'000);
        QCOMPARE(state.alerts.front().alert.severity, std::string("critical")); // the worst are listed
        QCOMPARE(state.findings.size(), std::size_t { 1 }); // of the namespace
    }

    void equalAlertsKeepTheirPlacesWhateverTheServersOrder()
    {
        OverviewInput input;
        input.cluster = IString("c1");
        input.hasAlertSource = true;
        input.snapshot = std::make_shared<FixedSnapshot>(std::vector<RecordPtr> {});
        std::vector<FiringAlert>& alerts = input.findingInputs.alerts;
        for (const char* pod : { "p3", "p1", "p2" })
            alerts.push_back({ "CrashLooping", "critical", false, { { "pod", pod } }, {}, {}, {}, now - 60s });
        alerts.push_back({ "CrashLooping", "critical", false, { { "pod", "p4" } }, {}, {}, {}, now - 600s });
        const auto pods = [&input] {
            std::string order;
            for (const ClusterAlert& listed : overview({ input }, now).alerts)
                order += listed.alert.label("pod");
            return order;
        };
        QCOMPARE(pods(), std::string("p4p1p2p3")); // the oldest first
        std::ranges::reverse(alerts);
        QCOMPARE(pods(), std::string("p4p1p2p3"));
    }
};

QTEST_GUILESS_MAIN(TestAlertJoin)
#include "tst_alertjoin.moc"
