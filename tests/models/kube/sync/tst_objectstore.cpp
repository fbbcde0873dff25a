// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/fakeclock.h"
#include "models/kube/sync/objectstore.h"
#include "models/recorder/changelog.h"
#include "tests/support/recordmaker.h"

#include <QRegularExpression>
#include <QtTest>

#include <random>

using namespace Qt::StringLiterals;
using namespace Strato;
using namespace std::chrono_literals;

namespace {

const StoreScope allThings { IString("test"), IString("Thing"), {} };

std::map<std::string, std::int64_t> contents(const Snapshot& snapshot)
{
    std::map<std::string, std::int64_t> all;
    snapshot.forEach([&](const RecordPtr& r) { all[std::string(r->name.view())] = r->integer("value").value_or(-1); });
    return all;
}

using Contents = std::map<std::string, std::int64_t>;

} // namespace

class TestObjectStore final : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        m_changes.clear();
        m_batches = 0;
        m_store = std::make_unique<ObjectStore>(
            m_clock, std::make_unique<ChangeLog>(), [this](const std::vector<Change>& changes) {
                ++m_batches;
                m_changes.insert(m_changes.end(), changes.begin(), changes.end());
            });
    }

    void replaceIsOneBatchOfInitialChangesTheFirstTime()
    {
        QCOMPARE(m_store->replace(allThings, { thing({ .name = "a" }), thing({ .name = "b" }) }), std::size_t { 2 });
        QCOMPARE(m_batches, 1);
        QVERIFY(m_changes[0].initial && m_changes[1].initial);
        QCOMPARE(m_changes[1].seq, std::uint64_t { 2 });
        m_store->replace(allThings, { thing({ .name = "a" }), thing({ .name = "b" }), thing({ .name = "c" }) });
        QCOMPARE(m_changes.size(), std::size_t { 3 });
        QVERIFY(!m_changes[2].initial);
    }

    void K36_olderAndEqualVersionsOfTheSameIncarnationAreDropped()
    {
        m_store->upsert(thing({ .name = "a", .version = 10, .value = 1 }));
        QCOMPARE(m_store->upsert(thing({ .name = "a", .version = 10, .value = 2 })), std::size_t { 0 });
        QCOMPARE(m_store->upsert(thing({ .name = "a", .version = 9, .value = 3 })), std::size_t { 0 });
        QCOMPARE(m_store->find(thingId("a"))->integer("value"), std::optional<std::int64_t>(1));
        QCOMPARE(m_store->upsert(thing({ .name = "a", .version = 11, .value = 4 })), std::size_t { 1 });
    }

    void K37_whatAListLacksIsGoneWithItsFinalStateUnknown()
    {
        m_store->replace(allThings, { thing({ .name = "a" }), thing({ .name = "b" }) });
        m_changes.clear();
        m_store->replace(allThings, { thing({ .name = "a" }) });
        QCOMPARE(m_changes.size(), std::size_t { 1 });
        QVERIFY(m_changes[0].finalStateUnknown);
        QVERIFY(m_changes[0].before && !m_changes[0].after);
        QCOMPARE(m_changes[0].entity, thingId("b"));
    }

    void K38_readersSeeTheOldOrTheNewSetNeverHalf()
    {
        m_store->replace(allThings, { thing({ .name = "a" }), thing({ .name = "b" }) });
        const SnapshotPtr before = m_store->current();
        std::vector<std::size_t> sizesSeen;
        ObjectStore* store = nullptr;
        ObjectStore watched(m_clock, std::make_unique<ChangeLog>(),
            [&](const std::vector<Change>&) { sizesSeen.push_back(store->current()->size()); });
        store = &watched;
        watched.replace(allThings, { thing({ .name = "a" }), thing({ .name = "b" }), thing({ .name = "c" }) });
        QCOMPARE(sizesSeen, std::vector<std::size_t> { 3 });
        m_store->replace(allThings, { thing({ .name = "c" }) });
        QCOMPARE(contents(*before), (Contents { { "a", 0 }, { "b", 0 } }));
        QCOMPARE(contents(*m_store->current()), (Contents { { "c", 0 } }));
    }

    void K39_anotherIncarnationIsGoneAndAppeared()
    {
        m_store->upsert(thing({ .name = "a", .uid = "one", .version = 50 }));
        m_changes.clear();
        m_store->upsert(thing({ .name = "a", .uid = "two", .version = 40 }));
        QCOMPARE(m_changes.size(), std::size_t { 2 });
        QVERIFY(!m_changes[0].after);
        QCOMPARE(m_changes[0].uid, IString("one"));
        QVERIFY(!m_changes[1].before);
        QCOMPARE(m_changes[1].uid, IString("two"));
    }

    void aDeleteOfAnotherIncarnationChangesNothing()
    {
        m_store->upsert(thing({ .name = "a", .uid = "two" }));
        QCOMPARE(m_store->remove(thingId("a"), IString("one")), std::size_t { 0 });
        QCOMPARE(m_store->remove(thingId("a"), IString("two")), std::size_t { 1 });
        QCOMPARE(m_store->remove(thingId("a"), IString("two")), std::size_t { 0 });
    }

    void aNewVersionOfTheSameContentIsNoChange()
    {
        m_store->upsert(thing({ .name = "a", .version = 1 }));
        QCOMPARE(m_store->upsert(thing({ .name = "a", .version = 2 })), std::size_t { 0 });
        QCOMPARE(m_store->find(thingId("a"))->resourceVersion, IString("2"));
    }

    void provisionalRowsGiveWayToTheirRecordsAndNeverTheOtherWayRound()
    {
        m_store->addProvisional({ thing({ .name = "a", .version = 7, .provisional = true }) });
        QVERIFY(m_store->find(thingId("a"))->provisional);
        m_store->replace(allThings, { thing({ .name = "a", .version = 5, .value = 3 }) });
        QVERIFY(!m_store->find(thingId("a"))->provisional);
        m_store->addProvisional({ thing({ .name = "a", .version = 9, .provisional = true }) });
        QVERIFY(!m_store->find(thingId("a"))->provisional);
    }

    void aNamespaceScopeLeavesOtherNamespacesAlone()
    {
        m_store->replace(
            allThings, { thing({ .name = "a", .nameSpace = "x" }), thing({ .name = "b", .nameSpace = "y" }) });
        m_store->replace({ IString("test"), IString("Thing"), IString("x") }, {});
        QCOMPARE(contents(*m_store->current()), (Contents { { "b", 0 } }));
    }

    void theStateOfAnyMomentIsRebuiltFromTheChanges()
    {
        m_store->replace(allThings, { thing({ .name = "a", .value = 1 }) });
        m_store->markFirstFillComplete();
        const Instant first = m_clock.now();
        m_clock.advance(std::chrono::seconds(10));
        m_store->upsert(thing({ .name = "a", .version = 2, .value = 2 }));
        m_store->upsert(thing({ .name = "b", .version = 3 }));
        const Instant second = m_clock.now();
        m_clock.advance(std::chrono::seconds(10));
        m_store->remove(thingId("a"), IString("uid-a"));
        QCOMPARE(contents(**m_store->at(first)), (Contents { { "a", 1 } }));
        QCOMPARE(contents(**m_store->at(second)), (Contents { { "a", 2 }, { "b", 0 } }));
        QCOMPARE(contents(**m_store->at(m_clock.now())), (Contents { { "b", 0 } }));
        QVERIFY(!m_store->at(first - std::chrono::seconds(1)));
        QCOMPARE(contents(*m_store->current()), (Contents { { "b", 0 } }));
    }

    void anHistoryIsUnknownBeforeItsKindWasWhole()
    {
        QVERIFY(!m_store->knownSince());
        m_store->replace(allThings, {});
        QVERIFY(!m_store->knownSince("test", "Thing")); // the cluster as a whole is not known yet
        m_store->markFirstFillComplete();
        QVERIFY(m_store->knownSince("test", "Thing"));
        QVERIFY(!m_store->knownSince("test", "Other"));
        m_store->forget(allThings);
        QVERIFY(!m_store->knownSince("test", "Thing"));
    }

    void aMomentThatNobodyWatchedIsUnknown()
    {
        m_store->replace(allThings, { thing({ .name = "a", .value = 1 }) });
        m_store->markFirstFillComplete();
        m_clock.advance(1min);
        const Instant cut = m_clock.now();
        m_store->beginGap(allThings, cut, true);
        m_clock.advance(1h);
        QVERIFY(!m_store->at(cut + 30min)); // also while it goes on
        QCOMPARE(m_store->gaps(), (std::vector<Gaps::Span> { { cut, Gaps::endless } }));
        m_store->replace(allThings, { thing({ .name = "b", .version = 2 }) });
        m_store->endGap(allThings);
        QCOMPARE(m_store->gaps(), (std::vector<Gaps::Span> { { cut, m_clock.now() } }));
        QCOMPARE(contents(**m_store->at(cut - 1s)), (Contents { { "a", 1 } }));
        QVERIFY(!m_store->at(cut) && !m_store->at(m_clock.now() - 1s));
        QCOMPARE(contents(**m_store->at(m_clock.now())), (Contents { { "b", 0 } }));
    }

    void aGapOfOneKindHidesThatKindAlone()
    {
        m_store->replace(
            allThings, { thing({ .name = "a", .nameSpace = "x" }), thing({ .name = "b", .nameSpace = "y" }) });
        m_store->replace(
            { IString("test"), IString("Thing"), IString("x") }, { thing({ .name = "a", .nameSpace = "x" }) });
        m_store->markFirstFillComplete();
        const Instant cut = m_clock.now();
        m_store->beginGap({ IString("test"), IString("Thing"), IString("x") }, cut, false);
        m_clock.advance(1h);
        m_store->endGap({ IString("test"), IString("Thing"), IString("x") });
        QCOMPARE(contents(**m_store->at(cut + 1s)), (Contents { { "b", 0 } }));
        QVERIFY(m_store->gaps().empty());
    }

    void gapsAreBoundedAndNeverForgottenInFavourOfKnowledge()
    {
        Gaps gaps;
        const Instant first = m_clock.now();
        for (int i = 0; i < 300; ++i) {
            gaps.begin(m_clock.now());
            m_clock.advance(20s);
            gaps.end(m_clock.now());
            m_clock.advance(20s);
        }
        QCOMPARE(gaps.spans(m_clock.now()).size(), Gaps::mostSpans);
        QVERIFY(gaps.contains(first) && gaps.contains(first + 30s)); // the latter was known once
        QVERIFY(!gaps.contains(m_clock.now()));
        gaps.begin(m_clock.now());
        m_clock.advance(9s);
        gaps.end(m_clock.now());
        QVERIFY(!gaps.contains(m_clock.now() - 5s)); // changes are late by so much anyway
    }

    void timeNeverFallsWhenTheWallClockIsSetBack()
    {
        m_store->upsert(thing({ .name = "a" }));
        m_clock.stepWall(-std::chrono::hours(1));
        m_store->upsert(thing({ .name = "b" }));
        QVERIFY(m_changes[1].seenTime >= m_changes[0].seenTime);
    }

    /// 3,000 random operations beside a plain map: current state, gapless order and every tenth moment agree.
    void randomOperationsAgreeWithAPlainMap()
    {
        std::mt19937 random(7);
        Contents model;
        std::vector<std::pair<Instant, Contents>> moments;
        std::vector<std::pair<SnapshotPtr, Contents>> held;
        m_store->replace(allThings, {});
        m_store->markFirstFillComplete();
        for (std::int64_t step = 1; step <= 3'000; ++step) {
            m_clock.advance(std::chrono::seconds(1));
            const std::string name = "n" + std::to_string(random() % 400);
            if (random() % 3 != 0) {
                m_store->upsert(thing({ .name = name, .version = step, .value = step }));
                model[name] = step;
            } else {
                m_store->remove(thingId(name), IString("uid-" + name));
                model.erase(name);
            }
            if (step % 100 == 0)
                moments.emplace_back(m_clock.now(), model);
            if (step % 250 == 0)
                held.emplace_back(m_store->current(), model);
        }
        QCOMPARE(contents(*m_store->current()), model);
        QCOMPARE(m_store->size(), model.size());
        for (const auto& [moment, expected] : moments)
            QCOMPARE(contents(**m_store->at(moment)), expected);
        for (const auto& [snapshot, expected] : held)
            QCOMPARE(contents(*snapshot), expected);
        for (std::size_t i = 0; i < m_changes.size(); ++i)
            QCOMPARE(m_changes[i].seq, i + 1);
        std::size_t bytes = 0;
        m_store->current()->forEach([&](const RecordPtr& r) { bytes += footprint(*r); });
        QCOMPARE(m_store->recordBytes(), bytes);
    }

private:
    FakeClock m_clock;
    std::unique_ptr<ObjectStore> m_store;
    std::vector<Change> m_changes;
    int m_batches = 0;
};

QTEST_GUILESS_MAIN(TestObjectStore)
#include "tst_objectstore.moc"
