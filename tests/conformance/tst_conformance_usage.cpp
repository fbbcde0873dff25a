// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/conformance/conformancetarget.h"
#include "tests/conformance/consolereader.h"

#include <QtTest>

#include <nlohmann/json.hpp>

using namespace Strato;
using namespace Strato::Testing;
using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

constexpr int patienceMs = 90'000; // a measurement takes three rounds of ten seconds
const std::string Api = "/apis/metrics.k8s.io/v1beta1";
const std::string AsTable = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";
const std::string Measured = "?labelSelector=app%3Dweb";

/// "250m", "1500000n", "2": cores, to the nano.
double cores(const std::string& quantity)
{
    const double number = std::stod(quantity);
    switch (quantity.back()) {
    case 'n': return number * 1e-9;
    case 'u': return number * 1e-6;
    case 'm': return number * 1e-3;
    default: return number;
    }
}

} // namespace

/// metrics.k8s.io/v1beta1, what nodes and pods use now: the estate's, or metrics-server's behind a kube-apiserver.
/// There the tests' pod runs on a node that says what its annotations tell (KWOK).
class TestConformanceUsage : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_target = ConformanceTarget::make();
        m_reader = std::make_unique<ConsoleReader>(m_target->admin().endpoint());
        const ApiReply nodes = m_reader->get(Api + "/nodes");
        if (nodes.status == 404)
            QSKIP("no metrics-server");
        const json nameSpace { { "apiVersion", "v1" }, { "kind", "Namespace" } };
        for (const char* name : { "conformance", "conformance-other" }) {
            json made = nameSpace;
            made["metadata"]["name"] = name;
            QVERIFY(m_target->apply(made));
        }
        QVERIFY(m_target->apply(pod()));
        QTRY_VERIFY_WITH_TIMEOUT(!pods(Measured).empty(), patienceMs);
    }
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void nodesTellWhatTheyUse()
    {
        const json list = parsed(m_reader->get(Api + "/nodes"));
        QCOMPARE(list["kind"].get<std::string>(), std::string("NodeMetricsList"));
        QVERIFY(!list["items"].empty());
        const json& node = list["items"][0];
        for (const char* key : { "timestamp", "window" })
            QVERIFY2(node[key].is_string(), key);
        QVERIFY(cores(node["usage"]["cpu"].get<std::string>()) > 0 && node["usage"]["memory"].is_string());
        const std::string name = node["metadata"]["name"];
        const json one = parsed(m_reader->get(Api + "/nodes/" + name));
        QCOMPARE(one["kind"].get<std::string>(), std::string("NodeMetrics"));
        QCOMPARE(one["metadata"]["name"].get<std::string>(), name);
        QCOMPARE(m_reader->get(Api + "/nodes/absent").status, 404);
    }

    void podsTellItByContainer()
    {
        const json list = parsed(m_reader->get(Api + "/namespaces/conformance/pods" + Measured));
        QCOMPARE(list["kind"].get<std::string>(), std::string("PodMetricsList"));
        const json& one = list["items"][0];
        QCOMPARE(one["metadata"]["namespace"].get<std::string>(), std::string("conformance"));
        QCOMPARE(one["metadata"]["labels"]["app"].get<std::string>(), std::string("web"));
        const json& container = one["containers"][0];
        QCOMPARE(container["name"].get<std::string>(), std::string("app"));
        const double used = cores(container["usage"]["cpu"].get<std::string>());
        QVERIFY2(used > 0.004 && used < 0.006, container.dump().c_str()); // 5m, over a window that is not quite whole
        QVERIFY(container["usage"]["memory"].is_string());
        QVERIFY(one["timestamp"].is_string() && one["window"].is_string());
        QVERIFY(!pods("").empty());
        QVERIFY(!parsed(m_reader->get(Api + "/pods"))["items"].empty()); // of all namespaces
        QVERIFY(parsed(m_reader->get(Api + "/namespaces/conformance-other/pods"))["items"].empty());
    }

    void whatIsNotMeasuredIsNotFound()
    {
        const ApiReply reply = m_reader->get(Api + "/namespaces/conformance/pods/absent");
        QCOMPARE(reply.status, 404);
        QCOMPARE(parsed(reply)["reason"].get<std::string>(), std::string("NotFound"));
        QVERIFY(pods("?labelSelector=app%3Dabsent").empty());
    }

    void nobodyWatchesIt()
    {
        QCOMPARE(m_reader->get(Api + "/nodes?watch=1").status, 405);
        const json resources = parsed(m_reader->get(Api))["resources"];
        QCOMPARE(resources.size(), std::size_t(2));
        for (const json& resource : resources)
            QVERIFY((resource["verbs"] == json { "get", "list" }));
    }

    void itIsListedAsATable()
    {
        const std::string list = Api + "/namespaces/conformance/pods";
        for (const std::string& path : { Api + "/nodes", list + Measured }) {
            const json table = parsed(m_reader->get(path, AsTable));
            QCOMPARE(table["kind"].get<std::string>(), std::string("Table"));
            std::vector<std::string> titles;
            for (const json& column : table["columnDefinitions"])
                titles.push_back(column["name"].get<std::string>());
            QVERIFY((titles == std::vector<std::string> { "Name", "cpu", "memory", "Window" }));
            QCOMPARE(table["columnDefinitions"][1]["format"].get<std::string>(), std::string("quantity"));
            const json& cells = table["rows"][0]["cells"];
            QCOMPARE(cells.size(), titles.size());
            for (const json& cell : cells)
                QVERIFY(cell.is_string() && !cell.get<std::string>().empty());
        }
        const json none = parsed(m_reader->get(list + "?labelSelector=app%3Dabsent", AsTable));
        QVERIFY(none["columnDefinitions"].is_null()); // it takes them from the first row
    }

private:
    [[nodiscard]] json pods(const std::string& selector)
    {
        const json list = parsed(m_reader->get(Api + "/namespaces/conformance/pods" + selector));
        return list.is_object() ? list.value("items", json::array()) : json::array();
    }
    /// On the first node that the server has, which says of it that it uses 5m of a CPU and 1 MiB.
    [[nodiscard]] json pod()
    {
        json made = fixturePod("pod-1", "conformance", 1);
        made.erase("status"); // that is the node's to tell
        const json nodes = parsed(m_reader->get("/api/v1/nodes?limit=1"))["items"];
        if (!nodes.empty())
            made["spec"]["nodeName"] = nodes[0]["metadata"]["name"];
        made["spec"]["containers"].erase(1);
        made["metadata"]["annotations"]
            = { { "kwok.x-k8s.io/usage-cpu", "5m" }, { "kwok.x-k8s.io/usage-memory", "1Mi" } };
        return made;
    }

    std::unique_ptr<ConformanceTarget> m_target;
    std::unique_ptr<ConsoleReader> m_reader;
};

QTEST_GUILESS_MAIN(TestConformanceUsage)
#include "tst_conformance_usage.moc"
