// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/conformance/conformancetarget.h"

#include <QtTest>

#include <nlohmann/json.hpp>

using namespace Strato::Testing;
using nlohmann::json;
using namespace Qt::StringLiterals;

namespace {

const std::string Maps = "/api/v1/namespaces/conformance/configmaps";
const std::string Events = "/api/v1/namespaces/conformance/events";
const std::string TableType = "application/json;as=Table;v=v1;g=meta.k8s.io";
constexpr const char* WatchList
    = "watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true";

std::string version(const json& object)
{
    return object.at("metadata").at("resourceVersion").get<std::string>();
}

/// "ADDED a, MODIFIED b": type and name of each event, bookmarks left out.
std::string story(const std::string& body)
{
    std::string out;
    for (const json& event : watchEvents(body)) {
        if (event["type"] == "BOOKMARK")
            continue;
        out += (out.empty() ? "" : ", ") + event["type"].get<std::string>() + " "
            + event["object"]["metadata"].value("name", std::string("?"));
    }
    return out;
}

} // namespace

/// Watches in JSON: order, selections, bookmarks, initial events, ends.
class TestConformanceWatches : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_target = ConformanceTarget::make();
        QVERIFY(applyFixture(*m_target));
        m_admin = std::make_unique<ApiClient>(m_target->admin());
    }
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void everyChangeComesOnceInOrder_data()
    {
        QTest::addColumn<bool>("http1");
        QTest::newRow("HTTP/1.1") << true;
        QTest::newRow("HTTP/2") << false;
    }
    void everyChangeComesOnceInOrder()
    {
        QFETCH(const bool, http1);
        const auto watch = open("watch=1&resourceVersion=" + now(), "application/json", http1);
        const std::string name = http1 ? "ordered1" : "ordered2";
        QVERIFY(m_target->apply(fixtureConfigMap(name, "1")));
        QVERIFY(m_target->apply(fixtureConfigMap(name, "2")));
        QVERIFY(m_target->remove(fixtureConfigMap(name, "2")));
        QVERIFY(
            watch->waitFor([](const std::string& body) { return story(body).find("DELETED") != std::string::npos; }));
        const std::string body = watch->reply().body;
        QCOMPARE(story(body), "ADDED " + name + ", MODIFIED " + name + ", DELETED " + name);
        std::uint64_t last = 0;
        for (const json& event : watchEvents(body)) {
            QVERIFY(std::stoull(version(event["object"])) > last);
            last = std::stoull(version(event["object"]));
            QCOMPARE(event["object"]["kind"].get<std::string>(), std::string("ConfigMap"));
        }
    }

    void withoutAVersionTheWatchBeginsWithWhatIsThere()
    {
        QVERIFY(m_target->apply(fixtureConfigMap("present", "1")));
        for (const char* query : { "watch=1", "watch=true&resourceVersion=0" }) {
            const auto watch = open(query);
            QVERIFY(watch->waitFor(
                [](const std::string& body) { return story(body).find("ADDED present") != std::string::npos; }));
        }
    }

    void whatEntersOrLeavesASelectionIsAddedOrDeleted()
    {
        QVERIFY(m_target->apply(fixtureConfigMap("mover", "out")));
        const auto watch = open("watch=1&labelSelector=value%3Din&resourceVersion=" + now());
        for (const char* value : { "in", "in", "out", "elsewhere", "in" }) {
            json object = fixtureConfigMap("mover", value);
            object["data"]["count"] = std::to_string(m_count++);
            QVERIFY(m_target->apply(object));
        }
        QVERIFY(m_target->remove(fixtureConfigMap("mover", "in")));
        const auto done = [](const std::string& body) { return watchEvents(body).size() == 5; };
        QVERIFY(watch->waitFor(done));
        QCOMPARE(story(watch->reply().body),
            std::string("ADDED mover, MODIFIED mover, DELETED mover, ADDED mover, DELETED mover"));
        const json left = watchEvents(watch->reply().body)[2]["object"];
        QCOMPARE(left["metadata"]["labels"]["value"].get<std::string>(), std::string("in"));
    }

    void oneObjectCanBeWatchedByName()
    {
        const auto watch = open("watch=1&fieldSelector=metadata.name%3Dsingle&resourceVersion=" + now());
        QVERIFY(m_target->apply(fixtureConfigMap("another", std::to_string(m_count++))));
        QVERIFY(m_target->apply(fixtureConfigMap("single", std::to_string(m_count++))));
        QVERIFY(watch->waitFor([](const std::string& body) { return !watchEvents(body).empty(); }));
        QCOMPARE(story(watch->reply().body), std::string("ADDED single"));
    }

    void initialEventsEndWithAnAnnotatedBookmark()
    {
        if (minorVersion(*m_target) < InitialEventsMinor)
            QSKIP("initial events by watch need Kubernetes 1.34");
        QVERIFY(m_target->apply(fixtureConfigMap("initial", "1")));
        const std::string before = now();
        const auto watch = open(WatchList);
        const auto ended
            = [](const std::string& body) { return body.find("k8s.io/initial-events-end") != std::string::npos; };
        QVERIFY(watch->waitFor(ended));
        const std::vector<json> events = watchEvents(watch->reply().body);
        for (std::size_t i = 0; i + 1 < events.size(); ++i)
            QCOMPARE(events[i]["type"].get<std::string>(), std::string("ADDED"));
        const json& mark = events.back();
        QCOMPARE(mark["type"].get<std::string>(), std::string("BOOKMARK"));
        QCOMPARE(mark["object"]["kind"].get<std::string>(), std::string("ConfigMap"));
        QCOMPARE(mark["object"]["metadata"]["annotations"]["k8s.io/initial-events-end"].get<std::string>(),
            std::string("true"));
        QVERIFY(std::stoull(version(mark["object"])) >= std::stoull(before));
        QVERIFY(m_target->apply(fixtureConfigMap("initial", std::to_string(m_count++))));
        QVERIFY(watch->waitFor(
            [](const std::string& body) { return story(body).find("MODIFIED initial") != std::string::npos; }));
    }

    void initialEventsNeedTheirCompanions()
    {
        QCOMPARE(m_admin->get(Maps + "?watch=1&sendInitialEvents=true&allowWatchBookmarks=true").status, 422);
        QCOMPARE(m_admin->get(Maps + "?watch=1&resourceVersionMatch=NotOlderThan&resourceVersion=1").status, 422);
    }

    void aWatchEndsAtItsTimeoutAndSaysWhereItWas()
    {
        const auto watch = open("watch=1&timeoutSeconds=1&allowWatchBookmarks=true&resourceVersion=" + now());
        QVERIFY(watch->waitForEnd());
        QCOMPARE(watch->reply().error, std::string());
        QCOMPARE(watch->reply().status, 200);
    }

    void aForgottenVersionIsGone()
    {
        const std::string old = version(parsed(m_admin->get(Events)));
        QVERIFY(m_target->apply(fixtureEvent("forgotten")));
        if (!m_target->compact())
            QSKIP("this server cannot be told to forget");
        ApiRequest request;
        request.path = Events + "?watch=1&resourceVersion=" + old;
        const auto watch = m_admin->stream(std::move(request));
        QVERIFY(watch->waitForEnd());
        json status;
        if (watch->reply().status == 410) {
            status = parsed(watch->reply());
        } else {
            const std::vector<json> events = watchEvents(watch->reply().body);
            QCOMPARE(events.size(), std::size_t { 1 });
            QCOMPARE(events[0]["type"].get<std::string>(), std::string("ERROR"));
            status = events[0]["object"];
        }
        QCOMPARE(status["code"].get<int>(), 410);
        QCOMPARE(status["reason"].get<std::string>(), std::string("Expired"));
    }

    void aWatchedTableNamesItsColumnsOnce()
    {
        const auto watch = open("watch=1&resourceVersion=" + now(), TableType);
        QVERIFY(m_target->apply(fixtureConfigMap("tabled", std::to_string(m_count++))));
        QVERIFY(m_target->apply(fixtureConfigMap("tabled", std::to_string(m_count++))));
        QVERIFY(watch->waitFor([](const std::string& body) { return watchEvents(body).size() == 2; }));
        const std::vector<json> events = watchEvents(watch->reply().body);
        QCOMPARE(events[0]["object"]["kind"].get<std::string>(), std::string("Table"));
        QCOMPARE(events[0]["object"]["columnDefinitions"].size(), std::size_t { 3 });
        QVERIFY(events[1]["object"].value("columnDefinitions", json()).empty());
        QCOMPARE(events[1]["object"]["rows"][0]["cells"][0].get<std::string>(), std::string("tabled"));
    }

    void metadataAloneCanBeWatched()
    {
        const auto watch
            = open("watch=1&resourceVersion=" + now(), "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io");
        QVERIFY(m_target->apply(fixtureConfigMap("partial", std::to_string(m_count++))));
        QVERIFY(watch->waitFor([](const std::string& body) { return !watchEvents(body).empty(); }));
        const json object = watchEvents(watch->reply().body)[0]["object"];
        QCOMPARE(object["kind"].get<std::string>(), std::string("PartialObjectMetadata"));
        QVERIFY(!object.contains("data"));
    }

    void manyWatchesLoseNothing()
    {
        std::vector<std::unique_ptr<ApiStream>> watches;
        const std::string from = now();
        watches.reserve(8);
        for (int i = 0; i < 8; ++i)
            watches.push_back(open("watch=1&resourceVersion=" + from));
        constexpr int Changes = 50;
        for (int i = 0; i < Changes; ++i)
            QVERIFY(m_target->apply(fixtureConfigMap("many", std::to_string(m_count++))));
        for (const auto& watch : watches) {
            QVERIFY(watch->waitFor([](const std::string& body) { return watchEvents(body).size() >= Changes; }));
            QCOMPARE(watchEvents(watch->reply().body).size(), std::size_t { Changes });
        }
    }

private:
    [[nodiscard]] std::string now() const { return version(parsed(m_admin->get(Maps))); }
    [[nodiscard]] std::unique_ptr<ApiStream> open(
        const std::string& query, const std::string& accept = "application/json", bool http1 = false) const
    {
        ApiRequest request;
        request.path = Maps + "?" + query;
        request.accept = accept;
        request.http1 = http1;
        return m_admin->stream(std::move(request));
    }

    std::unique_ptr<ConformanceTarget> m_target;
    std::unique_ptr<ApiClient> m_admin;
    int m_count = 0;
};

QTEST_GUILESS_MAIN(TestConformanceWatches)
#include "tst_conformance_watches.moc"
