// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/fakeapiserver.h"
#include "tests/support/reflectorrig.h"

#include <QRegularExpression>
#include <QtTest>

#include <set>

using namespace Qt::StringLiterals;
using namespace Strato;
using namespace std::chrono_literals;

namespace {

FakeApiServer::State shown(const ObjectStore& store)
{
    FakeApiServer::State all;
    store.current()->forEach([&](const RecordPtr& record) {
        all[std::string(record->name.view())]
            = { std::string(record->uid.view()), std::string(record->label("value")) };
    });
    return all;
}

} // namespace

/// Seven of etcd's nine watch validators over what a reflector makes of a server that fails in every way that it knows
/// (facts, end of section 1): Filter, Ordered, Unique, Atomic, Reliable, Resumable, Bookmarkable.
class TestObjectsOracle final : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void theStoreIsAlwaysAStateOfTheServerAndNeverGoesBack_data()
    {
        QTest::addColumn<std::uint32_t>("seed");
        QTest::addColumn<bool>("watchList");
        for (std::uint32_t seed = 1; seed <= 20; ++seed)
            QTest::addRow("seed %u", seed) << seed << (seed % 3 == 0);
    }
    void theStoreIsAlwaysAStateOfTheServerAndNeverGoesBack()
    {
        QFETCH(const std::uint32_t, seed);
        QFETCH(const bool, watchList);
        ReflectorRig rig;
        FakeApiServer server(rig.transport, seed);
        std::mt19937 random(seed);
        rig.random = 0.1;
        if (watchList)
            rig.policy.setMethod(SyncMethod::WatchList);
        for (int i = 0; i < 30; ++i)
            server.changeSomething();
        rig.reflector->start();
        m_reached = 0;
        for (int step = 0; step < 300; ++step) {
            for (std::uint32_t n = random() % 4; n > 0; --n)
                server.changeSomething();
            if (random() % 40 == 0)
                server.compact();
            if (random() % 40 == 0)
                server.forgetForWatches();
            if (random() % 60 == 0)
                rig.reflector->handleInterruption();
            server.serve(true);
            rig.run();
            checkAtomicAndReliable(rig, server);
            if (QTest::currentTestFailed())
                return;
            rig.advance(std::chrono::milliseconds(100 + random() % 1'500));
        }
        QVERIFY2(server.faultsMade() > 10, "the script failed nothing: it proves nothing");
        for (int i = 0; i < 200 && (shown(rig.store) != server.state() || rig.freshness() != Freshness::Live); ++i) {
            rig.advance(1s);
            server.serve(false);
            rig.run();
        }
        QCOMPARE(shown(rig.store), server.state());
        QCOMPARE(rig.freshness(), Freshness::Live);
        QVERIFY2(server.objections().isEmpty(), qPrintable(server.objections().join(u'\n'))); // Resumable
        checkLog(rig);
    }

private:
    /// Atomic, Reliable, Bookmarkable: what is shown between two runs is a state that the server had, whole, and never
    /// an older one than before.
    void checkAtomicAndReliable(const ReflectorRig& rig, const FakeApiServer& server)
    {
        if (!rig.reflector->isSynced())
            return;
        const FakeApiServer::State now = shown(rig.store);
        for (auto it = server.states().lower_bound(m_reached); it != server.states().end(); ++it) {
            if (it->second == now) {
                m_reached = it->first;
                return;
            }
        }
        QFAIL("the store shows a state that the server never had, or one from before");
    }

    /// Filter, Ordered, Unique, and gapless.
    static void checkLog(const ReflectorRig& rig)
    {
        std::map<std::string, int> versions;
        std::map<std::string, RecordPtr> last;
        std::set<std::pair<std::string, std::string>> seen;
        std::uint64_t seq = 0;
        for (const Change& change : rig.changes) {
            const std::string entity(change.entity.text());
            QCOMPARE(change.seq, ++seq);
            QCOMPARE(change.entity.kubernetesParts()->kind, std::string("ConfigMap")); // Filter
            QCOMPARE(static_cast<bool>(change.before), static_cast<bool>(last[entity]));
            if (change.before)
                QCOMPARE(change.before->uid, last[entity]->uid);
            last[entity] = change.after;
            if (!change.after)
                continue;
            const std::string version(change.after->resourceVersion.view());
            QVERIFY(seen.emplace(entity, version).second); // Unique
            QVERIFY(std::stoi(version) > versions[entity]); // Ordered
            versions[entity] = std::stoi(version);
        }
    }

    int m_reached = 0;
};

QTEST_GUILESS_MAIN(TestObjectsOracle)
#include "tst_objectsoracle.moc"
