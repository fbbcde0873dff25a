// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/kube/apistore.h"
#include "models/base/fakeclock.h"

#include <QtTest>

#include <nlohmann/json.hpp>

using namespace Strato;
using namespace Strato::Estate;
using nlohmann::json;
using namespace Qt::StringLiterals;

namespace {

json configMap(const char* name, const char* value, const char* nameSpace = "shop")
{
    return { { "apiVersion", "v1" }, { "kind", "ConfigMap" },
        { "metadata", { { "name", name }, { "namespace", nameSpace } } }, { "data", { { "k", value } } } };
}

json custom(const char* name)
{
    return { { "apiVersion", "example.com/v1" }, { "kind", "Thing" }, { "metadata", { { "name", name } } } };
}

json definition()
{
    return { { "apiVersion", "apiextensions.k8s.io/v1" }, { "kind", "CustomResourceDefinition" },
        { "metadata", { { "name", "things.example.com" } } },
        { "spec",
            { { "group", "example.com" }, { "scope", "Cluster" },
                { "names", { { "plural", "things" }, { "kind", "Thing" } } },
                { "versions", { { { "name", "v1" }, { "served", true }, { "storage", true } } } } } } };
}

std::string names(const ApiStore::Snapshot& snapshot)
{
    std::string out;
    for (const StoredObjectPtr& object : snapshot.objects)
        out += object->key() + " ";
    return out;
}

} // namespace

class TestEstateStore : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        m_clock = std::make_unique<FakeClock>();
        m_store = std::make_unique<ApiStore>(*m_clock, ApiStoreLimits { .historyEvents = 5 });
        m_maps = m_store->findResource("", "v1", "configmaps");
    }

    void everyChangeHasItsOwnVersion()
    {
        const auto first = m_store->apply(configMap("a", "1"));
        const auto second = m_store->apply(configMap("a", "2"));
        QVERIFY(first && second);
        QCOMPARE(*second, *first + 1);
        QCOMPARE(m_store->resourceVersion(), *second);
    }

    void sayingTheSameAgainIsNoChange()
    {
        const auto first = m_store->apply(configMap("a", "1"));
        QCOMPARE(*m_store->apply(configMap("a", "1")), *first);
        QCOMPARE(m_store->resourceVersion(), *first);
    }

    void uidAndCreationTimeStayWhenAnObjectChanges()
    {
        (void)m_store->apply(configMap("a", "1"));
        const StoredObjectPtr before = m_store->find(*m_maps, "shop", "a");
        m_clock->advance(std::chrono::hours(1));
        (void)m_store->apply(configMap("a", "2"));
        const json after = json::parse(m_store->find(*m_maps, "shop", "a")->json);
        QCOMPARE(after["metadata"]["uid"].get<std::string>(), before->uid);
        QCOMPARE(after["metadata"]["creationTimestamp"], json::parse(before->json)["metadata"]["creationTimestamp"]);
    }

    void anotherUidUnderTheSameNameIsADeletionAndANewObject()
    {
        (void)m_store->apply(configMap("a", "1"));
        const std::uint64_t before = m_store->resourceVersion();
        json other = configMap("a", "1");
        other["metadata"]["uid"] = "another";
        (void)m_store->apply(other);
        const auto events = m_store->eventsSince(*m_maps, before, 10);
        QVERIFY(events.has_value());
        QCOMPARE(events->events.size(), std::size_t { 2 });
        QCOMPARE(events->events[0].type, StoreEvent::Type::Deleted);
        QCOMPARE(events->events[1].type, StoreEvent::Type::Added);
        QVERIFY(events->events[0].resourceVersion < events->events[1].resourceVersion);
    }

    void aListCanBeHadAsItWas()
    {
        (void)m_store->apply(configMap("a", "1"));
        (void)m_store->apply(configMap("b", "1"));
        const std::uint64_t then = m_store->resourceVersion();
        (void)m_store->remove(configMap("a", "1"));
        (void)m_store->apply(configMap("c", "1"));
        ApiStore::Range range;
        QCOMPARE(names(*m_store->list(*m_maps, range)), std::string("shop/b shop/c "));
        range.atVersion = then;
        QCOMPARE(names(*m_store->list(*m_maps, range)), std::string("shop/a shop/b "));
    }

    void pagesFollowOneAnotherInOrderOfKeys()
    {
        for (const char* name : { "d", "b", "a", "c" })
            (void)m_store->apply(configMap(name, "1"));
        (void)m_store->apply(configMap("a", "1", "other"));
        ApiStore::Range range;
        range.nameSpace = "shop";
        range.maxObjects = 3;
        const auto first = m_store->list(*m_maps, range);
        QCOMPARE(names(*first), std::string("shop/a shop/b shop/c "));
        QVERIFY(first->more);
        QCOMPARE(first->remaining, std::size_t { 1 });
        range.afterKey = first->objects.back()->key();
        const auto second = m_store->list(*m_maps, range);
        QCOMPARE(names(*second), std::string("shop/d "));
        QVERIFY(!second->more);
    }

    void whatIsOverTheWindowIsForgotten()
    {
        const std::uint64_t start = m_store->resourceVersion();
        for (int i = 0; i < 7; ++i)
            (void)m_store->apply(configMap("a", std::to_string(i).c_str()));
        QVERIFY(!m_store->eventsSince(*m_maps, start, 100).has_value());
        QCOMPARE(m_store->eventsSince(*m_maps, start, 100).error().code, ErrorCode::Gone);
        QCOMPARE(m_store->eventsSince(*m_maps, start + 2, 100)->events.size(), std::size_t { 5 });
    }

    void whatIsTooOldIsForgottenAsTimePasses()
    {
        const std::uint64_t start = m_store->resourceVersion();
        (void)m_store->apply(configMap("a", "1"));
        QVERIFY(m_store->eventsSince(*m_maps, start, 100).has_value());
        m_clock->advance(std::chrono::minutes(6));
        m_store->expire();
        QVERIFY(!m_store->eventsSince(*m_maps, start, 100).has_value());
    }

    void compactingForgetsAllButThePresent()
    {
        (void)m_store->apply(configMap("a", "1"));
        const std::uint64_t before = m_store->resourceVersion();
        (void)m_store->apply(configMap("a", "2"));
        m_store->compact();
        QVERIFY(!m_store->eventsSince(*m_maps, before, 100).has_value());
        QVERIFY(m_store->eventsSince(*m_maps, m_store->resourceVersion(), 100).has_value());
    }

    void aReaderIsWokenOnceByTheNextEvent()
    {
        int woken = 0;
        m_store->wakeAfter(*m_maps, m_store->resourceVersion(), [&woken] { ++woken; });
        QCOMPARE(woken, 0);
        (void)m_store->apply(configMap("a", "1"));
        QCOMPARE(woken, 1);
        (void)m_store->apply(configMap("a", "2"));
        QCOMPARE(woken, 1);
        m_store->wakeAfter(*m_maps, m_store->resourceVersion() - 1, [&woken] { ++woken; });
        QCOMPARE(woken, 2); // there was one already
    }

    void aDefinitionMakesItsResourceKnownAndTakesItAway()
    {
        QVERIFY(!m_store->apply(custom("x")).has_value());
        QVERIFY(m_store->apply(definition()).has_value());
        QVERIFY(m_store->apply(custom("x")).has_value());
        const ResourceInfoPtr things = m_store->findResource("example.com", "v1", "things");
        QVERIFY(things && things->custom && !things->namespaced);
        QVERIFY(m_store->remove(definition()).has_value());
        QVERIFY(m_store->findResource("example.com", "v1", "things") == nullptr);
    }

    void whatIsNoObjectIsRefused()
    {
        QCOMPARE(m_store->apply(json::array()).error().code, ErrorCode::InvalidArgument);
        QCOMPARE(m_store->apply({ { "apiVersion", "v1" }, { "kind", "Nonsense" }, { "metadata", { { "name", "a" } } } })
                     .error()
                     .code,
            ErrorCode::InvalidArgument);
        QCOMPARE(m_store->remove(configMap("absent", "1")).error().code, ErrorCode::NotFound);
    }

private:
    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<ApiStore> m_store;
    ResourceInfoPtr m_maps;
};

QTEST_GUILESS_MAIN(TestEstateStore)
#include "tst_estatestore.moc"
