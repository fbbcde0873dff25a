// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/fakeapiserver.h"
#include "tests/support/reflectorrig.h"

#include <QRegularExpression>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Strato;
using namespace std::chrono_literals;

/// The watch validators over what a reflector makes of a server that fails in every way that it knows.
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
        WatchLog log;
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
            look(log, rig, server);
            rig.advance(std::chrono::milliseconds(100 + random() % 1'500));
        }
        QVERIFY2(server.faultsMade() > 10, "the script failed nothing: it proves nothing");
        for (int i = 0; i < 200 && (shownBy(rig.store) != server.state() || rig.freshness() != Freshness::Live); ++i) {
            rig.advance(1s);
            server.serve(false);
            rig.run();
        }
        QCOMPARE(shownBy(rig.store), server.state());
        QCOMPARE(rig.freshness(), Freshness::Live);
        log.asked = server.asked();
        log.changes = rig.changes;
        const QStringList complaints = WatchOracle("ConfigMap", server.states()).complaints(log);
        QVERIFY2(complaints.isEmpty(), qPrintable(complaints.join(u'\n')));
    }

private:
    static void look(WatchLog& log, const ReflectorRig& rig, const FakeApiServer& server)
    {
        if (!rig.reflector->isSynced())
            return;
        WatchLog::Shown shown { shownBy(rig.store), {}, rig.changes.size(), server.fills(), rig.status().coalesced };
        if (rig.freshness() == Freshness::Live) // a version is told when it is current
            shown.version = std::stoi(rig.reflector->status().resourceVersion);
        log.shown.push_back(std::move(shown));
    }
};

QTEST_GUILESS_MAIN(TestObjectsOracle)
#include "tst_objectsoracle.moc"
