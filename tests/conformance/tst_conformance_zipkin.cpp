// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/conformance/conformancetarget.h"
#include "tests/conformance/consolereader.h"

#include <QtTest>

#include <nlohmann/json.hpp>

#include <map>

using namespace Strato;
using namespace Strato::Testing;
using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

constexpr int patienceMs = 60'000;
const std::string Traces = "/api/v2/traces?serviceName=";
const std::string Absent = "00000000000000000000000000000001";

} // namespace

/// Zipkin's API v2, on the one trace that the lab sends: checkout calls orders, which fails.
class TestConformanceZipkin : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const std::string url = environment("STRATO_CONFORMANCE_ZIPKIN");
        if (url.empty())
            QSKIP("no Zipkin: STRATO_CONFORMANCE_ZIPKIN names one");
        m_known = environment("STRATO_CONFORMANCE_TRACE");
        QVERIFY(!m_known.empty());
        m_reader = std::make_unique<ConsoleReader>(openServer(url));
        QTRY_COMPARE_WITH_TIMEOUT(m_reader->get("/api/v2/trace/" + m_known).status, 200, patienceMs);
    }
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void namesAreSortedAndInLowerCase()
    {
        const ApiReply services = m_reader->get("/api/v2/services");
        QVERIFY(services.header("content-type").starts_with("application/json"));
        QVERIFY((parsed(services) == json { "checkout", "orders" })); // no envelope
        QVERIFY((answer("/api/v2/spans?serviceName=checkout") == json { "get /orders", "post /checkout" }));
        QVERIFY(answer("/api/v2/spans?serviceName=nobody") == json::array());
        QVERIFY(answer("/api/v2/remoteServices?serviceName=orders") == json::array());
        QVERIFY(answer("/api/v2/autocompleteKeys") == json::array());
    }

    void aTraceIsAListOfSpans()
    {
        const json spans = answer("/api/v2/trace/" + m_known);
        QCOMPARE(spans.size(), std::size_t(3));
        std::map<std::string, json> byKind; // name and kind
        for (const json& span : spans) {
            QCOMPARE(span["traceId"].get<std::string>(), m_known);
            QVERIFY(span["timestamp"].is_number_integer() && span["localEndpoint"]["serviceName"].is_string());
            byKind[span["name"].get<std::string>() + " " + span["kind"].get<std::string>()] = span;
        }
        const json& root = byKind.at("post /checkout SERVER");
        const json& client = byKind.at("get /orders CLIENT");
        const json& server = byKind.at("get /orders SERVER");
        QVERIFY(!root.contains("parentId") && !root.contains("shared"));
        QCOMPARE(root["duration"].get<int>(), 90'000); // microseconds
        QCOMPARE(client["parentId"], root["id"]);
        QCOMPARE(server["id"], client["id"]); // both halves of a call under one id
        QCOMPARE(server["shared"].get<bool>(), true);
        QVERIFY(!client.contains("shared"));
        QVERIFY((server["tags"] == json { { "error", "true" }, { "http.status_code", "500" } })); // texts all
    }

    void aSearchGivesListsOfSpans()
    {
        const json traces = answer(Traces + "checkout");
        QCOMPARE(traces.size(), std::size_t(1));
        QCOMPARE(traces[0].size(), std::size_t(3));
        QVERIFY(answer(Traces + "nobody") == json::array());
        QCOMPARE(answer("/api/v2/traces?limit=1").size(), std::size_t(1)); // of any service
    }

    void whatIsAskedChoosesTraces_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<int>("count");
        QTest::newRow("a span's name") << "serviceName=orders&spanName=get%20%2Forders"_ba << 1;
        QTest::newRow("another one's") << "serviceName=orders&spanName=post%20%2Fcheckout"_ba << 0;
        QTest::newRow("a tag") << "serviceName=orders&annotationQuery=error"_ba << 1;
        QTest::newRow("tags") << "serviceName=orders&annotationQuery=error%20and%20http.status_code%3D500"_ba << 1;
        QTest::newRow("another value") << "serviceName=orders&annotationQuery=http.status_code%3D200"_ba << 0;
        QTest::newRow("long enough") << "serviceName=orders&minDuration=50000"_ba << 1;
        QTest::newRow("not long enough") << "serviceName=checkout&minDuration=90001"_ba << 0;
        QTest::newRow("short enough") << "serviceName=orders&minDuration=1&maxDuration=60000"_ba << 1;
        QTest::newRow("not short enough") << "serviceName=checkout&minDuration=1&maxDuration=59999"_ba << 0;
        QTest::newRow("long ago") << "serviceName=orders&endTs=1000&lookback=1000"_ba << 0;
    }
    void whatIsAskedChoosesTraces()
    {
        QFETCH(const QByteArray, query);
        QFETCH(const int, count);
        QCOMPARE(answer("/api/v2/traces?" + query.toStdString()).size(), std::size_t(count));
    }

    void nonsenseIsRefusedInPlainText_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<int>("status");
        const auto row = [](const char* name, const std::string& path, int status) {
            QTest::newRow(name) << QByteArray::fromStdString(path) << status;
        };
        row("a trace that is not there", "/api/v2/trace/" + Absent, 404);
        row("an id that is none", "/api/v2/trace/no-id", 400);
        row("an id that is too long", "/api/v2/trace/0" + Absent, 400);
        row("no ids", "/api/v2/traceMany", 400);
        row("one id where several are wanted", "/api/v2/traceMany?traceIds=" + Absent, 400);
        row("dependencies of no time", "/api/v2/dependencies", 400);
        row("a limit of none", Traces + "orders&limit=0", 400);
        row("a most without a least", Traces + "orders&maxDuration=5", 400);
        row("less than the least", Traces + "orders&minDuration=5&maxDuration=4", 400);
        row("values of no key", "/api/v2/autocompleteValues", 400);
    }
    void nonsenseIsRefusedInPlainText()
    {
        QFETCH(const QByteArray, path);
        QFETCH(const int, status);
        const ApiReply reply = m_reader->get(path.toStdString());
        QCOMPARE(reply.status, status);
        QVERIFY2(reply.header("content-type").starts_with("text/"), reply.header("content-type").c_str());
    }

    void severalTracesComeByTheirIds()
    {
        const json traces = answer("/api/v2/traceMany?traceIds=" + m_known + "," + Absent);
        QCOMPARE(traces.size(), std::size_t(1)); // what is not there is left out
        QCOMPARE(traces[0].size(), std::size_t(3));
    }

    void callsBetweenServicesAreCounted()
    {
        const auto now = std::to_string(m_reader->clock().now().ns / 1'000'000 + 1000);
        const json call { { "parent", "checkout" }, { "child", "orders" }, { "callCount", 1 }, { "errorCount", 1 } };
        QVERIFY(answer("/api/v2/dependencies?endTs=" + now) == json::array({ call }));
        QVERIFY(answer("/api/v2/dependencies?endTs=1000&lookback=1000") == json::array());
    }

private:
    /// The answer; null, and a warning that fails the test, when it is no success.
    [[nodiscard]] json answer(const std::string& path)
    {
        const ApiReply reply = m_reader->get(path);
        if (reply.status == 200)
            return parsed(reply);
        qWarning("%s: %d %s %s", path.c_str(), reply.status, reply.error.c_str(), reply.body.substr(0, 500).c_str());
        return {};
    }

    std::string m_known;
    std::unique_ptr<ConsoleReader> m_reader;
};

QTEST_GUILESS_MAIN(TestConformanceZipkin)
#include "tst_conformance_zipkin.moc"
