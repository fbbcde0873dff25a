// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/conformance/conformancetarget.h"
#include "tests/conformance/consolereader.h"

#include <QtTest>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <set>

using namespace Strato;
using namespace Strato::Testing;
using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

constexpr int patienceMs = 60'000;

// What the lab's generator sends: one call of 60 ms by a client with three pieces of work of a server in it.
const std::string Service = "telemetrygen";
const std::string Call = "lets-go";
const std::string Search = "/api/traces?service=" + Service;
const std::string Absent = "00000000000000000000000000000001";

std::set<std::string> texts(const json& list)
{
    return list.is_array() ? list.get<std::set<std::string>>() : std::set<std::string>();
}

json tagOf(const json& tagged, const std::string& key)
{
    for (const json& tag : tagged["tags"]) {
        if (tag["key"] == key)
            return tag;
    }
    return {};
}

std::set<std::string> traceIds(const json& traces)
{
    std::set<std::string> out;
    for (const json& trace : traces)
        out.insert(trace["traceID"].get<std::string>());
    return out;
}

} // namespace

/// Jaeger's query API over HTTP: v1 (/api) as its own pages use it, and v3 (/api/v3) as far as 1.62 has it.
class TestConformanceJaeger : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const std::string url = environment("STRATO_CONFORMANCE_JAEGER");
        if (url.empty())
            QSKIP("no Jaeger: STRATO_CONFORMANCE_JAEGER names one");
        m_known = environment("STRATO_CONFORMANCE_TRACE");
        QVERIFY(!m_known.empty());
        m_reader = std::make_unique<ConsoleReader>(openServer(url));
        QTRY_VERIFY_WITH_TIMEOUT(
            texts(data("/api/services")).contains("checkout") && data(Search + "&limit=3").size() == 3, patienceMs);
    }
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void everyAnswerIsAnEnvelope()
    {
        const ApiReply reply = m_reader->get("/api/services");
        QCOMPARE(reply.header("content-type"), std::string("application/json"));
        const json answer = parsed(reply);
        QCOMPARE(answer["total"].get<std::size_t>(), answer["data"].size());
        QVERIFY(answer["limit"] == 0 && answer["offset"] == 0 && answer["errors"].is_null());
        const std::set<std::string> services = texts(answer["data"]);
        QVERIFY(services.contains(Service) && services.contains("checkout") && services.contains("orders"));
    }

    void operationsHaveAKind()
    {
        const json client { { "name", Call }, { "spanKind", "client" } };
        const json all = data("/api/operations?service=" + Service);
        QVERIFY(std::find(all.begin(), all.end(), client) != all.end());
        QCOMPARE(all.size(), std::size_t(4));
        QCOMPARE(data("/api/operations?service=" + Service + "&spanKind=server").size(), std::size_t(3));
        QVERIFY(texts(data("/api/services/" + Service + "/operations")).contains(Call)); // as names alone
        QVERIFY(data("/api/operations?service=nobody") == json::array());
    }

    void nonsenseIsRefusedWithAReason_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("words");
        const auto row = [](const char* name, const std::string& path, int status, const char* words) {
            QTest::newRow(name) << QByteArray::fromStdString(path) << status << QByteArray(words);
        };
        row("operations of nobody", "/api/operations", 400, "parameter 'service' is required");
        row("traces of nobody", "/api/traces", 400, "parameter 'service' is required");
        row("half a tag", Search + "&tag=error", 400, "malformed 'tag' parameter");
        row("tags that are no JSON", Search + "&tags=error", 400, "malformed 'tags' parameter");
        row("a number that is no JSON text", Search + "&tags=" + encoded(R"({"code":500})"), 400, "cannot unmarshal");
        row("a duration without a unit", Search + "&minDuration=5", 400, "unable to parse param 'minDuration'");
        row("less than the least", Search + "&minDuration=2s&maxDuration=1s", 400, "'maxDuration' should be greater");
        row("a start of words", Search + "&start=noon", 400, "unable to parse param 'start'");
        row("a limit of words", Search + "&limit=few", 400, "few");
        row("an id that is none", "/api/traces/no-id", 400, "no-id");
        row("an id that is too long", "/api/traces/0" + Absent, 400, "longer than 32");
        row("a trace that is not there", "/api/traces/" + Absent, 404, "trace not found");
        row("metrics without a store of them", "/api/metrics/calls?service=" + Service, 501, "disabled");
    }
    void nonsenseIsRefusedWithAReason()
    {
        QFETCH(const QByteArray, path);
        QFETCH(const int, status);
        QFETCH(const QByteArray, words);
        const ApiReply reply = m_reader->get(path.toStdString());
        QCOMPARE(reply.status, status);
        QVERIFY(reply.header("content-type").starts_with("text/plain")); // and yet it is JSON
        const json answer = parsed(reply);
        QVERIFY(answer["data"].is_null());
        QCOMPARE(answer["errors"][0]["code"].get<int>(), status);
        QVERIFY2(answer["errors"][0]["msg"].get<std::string>().find(words.toStdString()) != std::string::npos,
            reply.body.c_str());
    }

    void aSearchGivesWholeTraces()
    {
        const json traces = data(Search + "&operation=" + Call + "&limit=2");
        QCOMPARE(traces.size(), std::size_t(2));
        for (const json& trace : traces) {
            bool called = false;
            for (const json& span : trace["spans"]) {
                QCOMPARE(span["traceID"], trace["traceID"]);
                const json& process = trace["processes"][span["processID"].get<std::string>()];
                QCOMPARE(process["serviceName"].get<std::string>(), Service);
                called = called || span["operationName"] == Call;
            }
            QVERIFY(called);
            QVERIFY(trace["warnings"].is_null());
        }
        QVERIFY(data(Search + "&operation=nothing") == json::array());
        QVERIFY(data("/api/traces?service=nobody") == json::array());
    }

    void tagsChooseTraces()
    {
        const auto ids = [&](const std::string& more) { return traceIds(data("/api/traces?service=orders" + more)); };
        const std::set<std::string> known { m_known };
        QVERIFY(ids("&tags=" + encoded(R"({"http.status_code":"500","error":"true"})")) == known);
        QVERIFY(ids("&tag=http.status_code:500") == known);
        QVERIFY(ids("&tag=http.status_code:500&tag=error:false").empty()); // each must hold, of one span
        QVERIFY(ids("&tag=http.status_code:200").empty());
        QVERIFY(traceIds(data("/api/traces?service=checkout&tag=http.status_code:500")).empty()); // and of that service
    }

    void durationsChooseTracesByOneSpan()
    {
        const auto found = [&](const std::string& more) { return data("/api/traces?service=orders" + more).size(); };
        QCOMPARE(found("&minDuration=50ms&maxDuration=50ms"), std::size_t(1)); // both ends count
        QCOMPARE(found("&minDuration=50001us"), std::size_t(0)); // though the caller's span lasts 90 ms
        QCOMPARE(found("&maxDuration=49999us"), std::size_t(0));
    }

    void timesChooseTraces()
    {
        const json span = data("/api/traces/" + m_known)[0]["spans"][0];
        const auto start = span["startTime"].get<std::int64_t>();
        const auto found = [&](std::int64_t from, std::int64_t to) {
            return data("/api/traces?service=checkout&start=" + std::to_string(from) + "&end=" + std::to_string(to))
                .size();
        };
        QCOMPARE(found(start - 1, start + 1), std::size_t(1)); // microseconds since 1970
        QCOMPARE(found(start + 1, start + 1'000'000), std::size_t(0));
        QCOMPARE(found(1, 2), std::size_t(0));
    }

    void aTraceIsSpansWithReferencesAndTypedTags()
    {
        const json traces = data("/api/traces/" + m_known);
        QCOMPARE(traces.size(), std::size_t(1));
        const json& trace = traces[0];
        QCOMPARE(trace["traceID"].get<std::string>(), m_known);
        QCOMPARE(trace["processes"].size(), std::size_t(2));
        std::map<std::string, json> spans; // by operation and kind
        std::set<std::string> ids;
        for (const json& span : trace["spans"]) {
            const std::string kind = tagOf(span, "span.kind")["value"];
            spans[span["operationName"].get<std::string>() + " " + kind] = span;
            ids.insert(span["spanID"].get<std::string>());
            QVERIFY(span["logs"].is_array() && span["startTime"].is_number_integer());
        }
        QCOMPARE(spans.size(), std::size_t(3));
        QCOMPARE(ids.size(), std::size_t(3)); // the halves that Zipkin's clients report under one id are told apart
        const json& root = spans.at("post /checkout server");
        const json& client = spans.at("get /orders client");
        const json& server = spans.at("get /orders server");
        QVERIFY(root["references"] == json::array());
        const auto childOf = [&](const json& span, const json& parent) {
            const json reference { { "refType", "CHILD_OF" }, { "traceID", m_known }, { "spanID", parent["spanID"] } };
            return span["references"] == json::array({ reference });
        };
        QVERIFY(childOf(client, root) && childOf(server, client));
        QCOMPARE(root["duration"].get<int>(), 90'000); // microseconds
        QCOMPARE(server["duration"].get<int>(), 50'000);
        QVERIFY((tagOf(server, "error") == json { { "key", "error" }, { "type", "bool" }, { "value", true } }));
        QCOMPARE(tagOf(server, "span.kind")["type"].get<std::string>(), std::string("string"));
        QVERIFY(tagOf(client, "error").is_null());
    }

    void aTraceCanBeHadAsItWasSent()
    {
        const json trace = data("/api/traces/" + m_known + "?raw=true")[0];
        std::set<std::string> ids;
        for (const json& span : trace["spans"])
            ids.insert(span["spanID"].get<std::string>());
        QCOMPARE(trace["spans"].size(), std::size_t(3));
        QCOMPARE(ids.size(), std::size_t(2)); // both halves of a call under one id
    }

    void severalTracesComeByTheirIds()
    {
        const json answer = parsed(m_reader->get("/api/traces?traceID=" + m_known + "&traceID=" + Absent));
        QVERIFY(traceIds(answer["data"]) == std::set<std::string> { m_known });
        QCOMPARE(answer["errors"].size(), std::size_t(1)); // the one that is not there, and no error status
        QCOMPARE(answer["errors"][0]["msg"].get<std::string>(), std::string("trace not found"));
    }

    void callsBetweenServicesAreCounted()
    {
        const auto now = std::to_string(m_reader->clock().now().ns / 1'000'000 + 1000);
        const json call { { "parent", "checkout" }, { "child", "orders" }, { "callCount", 1 } };
        QVERIFY(data("/api/dependencies?endTs=" + now + "&lookback=86400000") == json::array({ call }));
        QVERIFY(data("/api/dependencies?endTs=1000&lookback=1000") == json::array());
    }

    void whatItDoesNotKnowIsAPageAndNoError()
    {
        const ApiReply reply = m_reader->get("/api/nothing");
        QCOMPARE(reply.status, 200); // the frame of its own pages
        QVERIFY(reply.header("content-type").starts_with("text/html"));
    }

    void v3NamesServicesAndOperations()
    {
        QVERIFY(texts(parsed(m_reader->get("/api/v3/services"))["services"]).contains(Service));
        const json operations = parsed(m_reader->get("/api/v3/operations?service=" + Service))["operations"];
        const json client { { "name", Call }, { "spanKind", "client" } };
        QVERIFY(std::find(operations.begin(), operations.end(), client) != operations.end());
    }

    void v3GivesATraceAsOpenTelemetryHasIt()
    {
        const json answer = parsed(m_reader->get("/api/v3/traces/" + m_known));
        const json& resources = answer["result"]["resourceSpans"];
        QVERIFY(!resources.empty());
        std::size_t spans = 0;
        for (const json& resource : resources) {
            QCOMPARE(resource["resource"]["attributes"][0]["key"].get<std::string>(), std::string("service.name"));
            for (const json& scope : resource["scopeSpans"]) {
                for (const json& span : scope["spans"]) {
                    ++spans;
                    QVERIFY(span["startTimeUnixNano"].is_string() && span["endTimeUnixNano"].is_string());
                    QVERIFY(span["spanId"].is_string() && span["name"].is_string());
                }
            }
        }
        QCOMPARE(spans, std::size_t(3));
    }

    void v3WantsTimesAndSnakeCaseAndSaysSo()
    {
        const auto refused = [&](const std::string& path, int status) {
            const ApiReply reply = m_reader->get(path);
            return reply.status == status && parsed(reply)["error"]["httpCode"] == status
                && parsed(reply)["error"]["message"].is_string();
        };
        QVERIFY(refused("/api/v3/traces?query.service_name=" + Service, 400));
        QVERIFY(refused("/api/v3/traces/" + Absent, 404));
        QVERIFY(refused("/api/v3/traces/no-id", 400));
        const std::string span = "&query.start_time_min=2001-01-01T00:00:00Z&query.start_time_max=2999-01-01T00:00:00Z";
        const json found = parsed(m_reader->get("/api/v3/traces?query.service_name=orders" + span));
        QVERIFY(!found["result"]["resourceSpans"].empty());
        const json none = parsed(m_reader->get("/api/v3/traces?query.service_name=nobody" + span));
        QVERIFY(none["result"].value("resourceSpans", json::array()).empty());
    }

    void v3SummariesCameLater()
    {
        const ApiReply reply = m_reader->get("/api/v3/trace-summaries?query.serviceName=" + Service);
        if (reply.header("content-type").starts_with("text/html"))
            QSKIP("this Jaeger has no summaries of traces: 1.62 has none, a 2.x has");
        QVERIFY(parsed(reply)["summaries"].is_array());
    }

private:
    /// `data` of an answer; null, and a warning that fails the test, when it is no success.
    [[nodiscard]] json data(const std::string& path)
    {
        const ApiReply reply = m_reader->get(path);
        json answer = parsed(reply);
        if (reply.status != 200 || !answer.is_object()) {
            qWarning(
                "%s: %d %s %s", path.c_str(), reply.status, reply.error.c_str(), reply.body.substr(0, 500).c_str());
            return {};
        }
        // Nothing found is an empty list or null, as the store has it.
        return answer["data"].is_null() ? json::array() : answer["data"];
    }

    std::string m_known; // the trace that the lab sends to Jaeger and to Zipkin (tests/lab/observe.py)
    std::unique_ptr<ConsoleReader> m_reader;
};

QTEST_GUILESS_MAIN(TestConformanceJaeger)
#include "tst_conformance_jaeger.moc"
