// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/kube/builtinresources.h"
#include "app/estate/kube/printers.h"
#include "app/estate/kube/texts.h"

#include <QtTest>

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace Strato::Estate;
using nlohmann::json;
using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t Now = 1'764'000'000;

/// The cells of @p object, as they are printed at Now, separated by bars.
QByteArray printed(const char* kind, const json& object)
{
    const auto all = builtinResources();
    const auto info = std::ranges::find(all, std::string(kind), &ResourceInfo::kind);
    const std::vector<Cell> cells = printCells(*info, object);
    if (cells.size() != info->columns.size())
        return "wrong number of cells";
    std::string out;
    for (const Cell& cell : cells) {
        const json value = json::parse(cellJson(cell, Now));
        out += (out.empty() ? "" : "|") + (value.is_string() ? value.get<std::string>() : value.dump());
    }
    return QByteArray::fromStdString(out);
}

json meta(const char* name, std::int64_t ageSeconds = 3600)
{
    return { { "name", name }, { "namespace", "shop" }, { "creationTimestamp", formatTime(Now - ageSeconds) } };
}

json pod(json status, json spec = { { "containers", { { { "name", "app" } } } }, { "nodeName", "n1" } })
{
    return { { "metadata", meta("web") }, { "spec", std::move(spec) }, { "status", std::move(status) } };
}

json container(json state, bool ready, int restarts = 0, json last = json::object())
{
    return { { "name", "app" }, { "ready", ready }, { "restartCount", restarts }, { "state", std::move(state) },
        { "lastState", std::move(last) } };
}

json running()
{
    return { { "running", { { "startedAt", formatTime(Now - 60) } } } };
}

json ended(const char* reason, int code)
{
    return { { "terminated",
        { { "reason", reason }, { "exitCode", code }, { "finishedAt", formatTime(Now - 300) } } } };
}

} // namespace

class TestEstatePrinters : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void podsPrintAsKubectlShowsThem_data()
    {
        QTest::addColumn<QByteArray>("object");
        QTest::addColumn<QByteArray>("cells");
        const auto row = [](const char* name, const json& object, const char* cells) {
            QTest::newRow(name) << QByteArray::fromStdString(object.dump()) << QByteArray(cells);
        };
        row("running",
            pod({ { "phase", "Running" }, { "podIP", "10.0.0.1" },
                { "containerStatuses", { container(running(), true) } } }),
            "web|1/1|Running|0|60m|10.0.0.1|n1|<none>|<none>");
        row("out of memory",
            pod({ { "phase", "Running" },
                { "containerStatuses", { container(running(), true, 3, ended("OOMKilled", 137)) } } }),
            "web|1/1|Running|3 (5m ago)|60m|<none>|n1|<none>|<none>");
        row("crash loop",
            pod({ { "phase", "Running" },
                { "containerStatuses",
                    { container(
                        { { "waiting", { { "reason", "CrashLoopBackOff" } } } }, false, 4, ended("Error", 1)) } } }),
            "web|0/1|CrashLoopBackOff|4 (5m ago)|60m|<none>|n1|<none>|<none>");
        row("init",
            pod({ { "phase", "Pending" }, { "initContainerStatuses", { container(running(), false) } } },
                { { "containers", { { { "name", "app" } } } },
                    { "initContainers", { { { "name", "i" } }, { { "name", "j" } } } } }),
            "web|0/1|Init:0/2|0|60m|<none>|<none>|<none>|<none>");
        row("exit code", pod({ { "phase", "Failed" }, { "containerStatuses", { container(ended("", 2), false) } } }),
            "web|0/1|ExitCode:2|0|60m|<none>|n1|<none>|<none>");
        row("pending", pod({ { "phase", "Pending" } }, { { "containers", { { { "name", "app" } } } } }),
            "web|0/1|Pending|0|60m|<none>|<none>|<none>|<none>");
        json terminating = pod({ { "phase", "Running" }, { "containerStatuses", { container(running(), true) } } });
        terminating["metadata"]["deletionTimestamp"] = formatTime(Now);
        row("terminating", terminating, "web|1/1|Terminating|0|60m|<none>|n1|<none>|<none>");
    }
    void podsPrintAsKubectlShowsThem()
    {
        QFETCH(const QByteArray, object);
        QFETCH(const QByteArray, cells);
        QCOMPARE(printed("Pod", json::parse(object.toStdString())), cells);
    }

    void nodesSayStatusAndRoles()
    {
        json node { { "metadata", meta("n1") }, { "spec", { { "unschedulable", true } } },
            { "status",
                { { "conditions", { { { "type", "Ready" }, { "status", "False" } } } },
                    { "addresses", { { { "type", "InternalIP" }, { "address", "10.1.0.1" } } } },
                    { "nodeInfo",
                        { { "kubeletVersion", "v1.34.4" }, { "osImage", "Debian" }, { "kernelVersion", "6.1" },
                            { "containerRuntimeVersion", "containerd://2" } } } } } };
        node["metadata"]["labels"]["node-role.kubernetes.io/worker"] = "";
        QCOMPARE(printed("Node", node),
            "n1|NotReady,SchedulingDisabled|worker|60m|v1.34.4|10.1.0.1|<none>|Debian|6.1|containerd://2"_ba);
    }

    void workloadsCountTheirPods()
    {
        const json spec {
            { "replicas", 3 }, { "selector", { { "matchLabels", { { "app", "web" } } } } },
            { "template",
                { { "spec",
                    { { "containers",
                        { { { "name", "a" }, { "image", "i:1" } }, { { "name", "b" }, { "image", "j:2" } } } } } } } }
        };
        const json status { { "readyReplicas", 2 }, { "updatedReplicas", 1 }, { "availableReplicas", 2 },
            { "replicas", 3 } };
        QCOMPARE(printed("Deployment", { { "metadata", meta("web") }, { "spec", spec }, { "status", status } }),
            "web|2/3|1|2|60m|a,b|i:1,j:2|app=web"_ba);
        QCOMPARE(printed("ReplicaSet", { { "metadata", meta("web") }, { "spec", spec }, { "status", status } }),
            "web|3|3|2|60m|a,b|i:1,j:2|app=web"_ba);
    }

    void servicesSayPortsAndAddresses()
    {
        const json service { { "metadata", meta("web") },
            { "spec",
                { { "type", "LoadBalancer" }, { "clusterIP", "10.2.0.1" }, { "selector", { { "app", "web" } } },
                    { "ports",
                        { { { "port", 80 }, { "nodePort", 30080 }, { "protocol", "TCP" } },
                            { { "port", 53 }, { "protocol", "UDP" } } } } } } };
        QCOMPARE(printed("Service", service), "web|LoadBalancer|10.2.0.1|<pending>|80:30080/TCP,53/UDP|60m|app=web"_ba);
    }

    void anAutoscalerSaysCurrentAndTarget()
    {
        const json hpa { { "metadata", meta("web") },
            { "spec",
                { { "scaleTargetRef", { { "kind", "Deployment" }, { "name", "web" } } }, { "minReplicas", 2 },
                    { "maxReplicas", 9 },
                    { "metrics",
                        { { { "type", "Resource" },
                            { "resource",
                                { { "name", "cpu" }, { "target", { { "averageUtilization", 70 } } } } } } } } } },
            { "status",
                { { "currentReplicas", 3 },
                    { "currentMetrics",
                        { { { "type", "Resource" },
                            { "resource",
                                { { "name", "cpu" }, { "current", { { "averageUtilization", 34 } } } } } } } } } } };
        QCOMPARE(printed("HorizontalPodAutoscaler", hpa), "web|Deployment/web|cpu: 34%/70%|2|9|3|60m"_ba);
    }

    void everyKindSurvivesAnEmptyObject()
    {
        for (const ResourceInfo& info : builtinResources()) {
            const std::vector<Cell> cells = printCells(info, json::object());
            QVERIFY2(cells.size() == info.columns.size(), info.kind.c_str());
            for (const Cell& cell : cells)
                QVERIFY2(!json::parse(cellJson(cell, Now), nullptr, false).is_discarded(), info.kind.c_str());
        }
    }

    void agesAreShort_data()
    {
        QTest::addColumn<int>("seconds");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("seconds") << 119 << "119s"_ba;
        QTest::newRow("minutes") << 192 << "3m12s"_ba;
        QTest::newRow("whole minutes") << 3600 << "60m"_ba;
        QTest::newRow("hours") << 4 * 3600 + 300 << "4h5m"_ba;
        QTest::newRow("many hours") << 40 * 3600 << "40h"_ba;
        QTest::newRow("days") << 3 * 86400 + 7200 << "3d2h"_ba;
        QTest::newRow("many days") << 400 * 86400 << "400d"_ba;
        QTest::newRow("years") << 3 * 365 * 86400 << "3y"_ba;
    }
    void agesAreShort()
    {
        QFETCH(const int, seconds);
        QFETCH(const QByteArray, text);
        QCOMPARE(QByteArray::fromStdString(humanDuration(seconds)), text);
    }
};

QTEST_GUILESS_MAIN(TestEstatePrinters)
#include "tst_estateprinters.moc"
