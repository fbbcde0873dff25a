// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/fakeclock.h"
#include "models/metrics/queryscheduler.h"

#include <QTest>

using namespace Strato;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// A server that answers when told.
struct HandServer {
    struct Transfer {
        std::string query;
        QueryScheduler::Answer done;
        bool aborted = false;
    };
    std::vector<std::shared_ptr<Transfer>> transfers;

    QueryScheduler::Start start()
    {
        return [this](const std::string& query, QueryScheduler::Answer done) {
            auto transfer = std::make_shared<Transfer>(Transfer { query, std::move(done), false });
            transfers.push_back(transfer);
            return [transfer] { transfer->aborted = true; };
        };
    }
    void answer(std::size_t i, const QByteArray& text = "x") const
    {
        transfers[i]->done(std::make_shared<const QByteArray>(text));
    }
};

} // namespace

class TestQueryScheduler final : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void atMostSoManyRunAtOnce()
    {
        FakeClock clock;
        ManualExecutor executor(clock);
        HandServer server;
        QueryScheduler scheduler(executor, server.start(), { 2, 100 });
        for (int i = 0; i < 5; ++i)
            scheduler.ask("q" + std::to_string(i), 0, [](const auto&) {});
        QCOMPARE(server.transfers.size(), std::size_t(2));
        QCOMPARE(scheduler.stats().waiting, std::size_t(3));
        server.answer(0);
        QCOMPARE(server.transfers.size(), std::size_t(3));
    }

    void startsAreSpreadOverSeconds()
    {
        FakeClock clock;
        ManualExecutor executor(clock);
        HandServer server;
        QueryScheduler scheduler(executor, server.start(), { 100, 3 });
        for (int i = 0; i < 7; ++i)
            scheduler.ask("q" + std::to_string(i), 0, [](const auto&) {});
        QCOMPARE(server.transfers.size(), std::size_t(3));
        clock.advance(999ms);
        executor.runPending();
        QCOMPARE(server.transfers.size(), std::size_t(3));
        clock.advance(1ms);
        executor.runPending();
        QCOMPARE(server.transfers.size(), std::size_t(6));
        clock.advance(1s);
        executor.runPending();
        QCOMPARE(server.transfers.size(), std::size_t(7));
    }

    void equalQueriesShareOneTransferAndAllAreAnswered()
    {
        FakeClock clock;
        ManualExecutor executor(clock);
        HandServer server;
        QueryScheduler scheduler(executor, server.start(), {});
        int answers = 0;
        for (int i = 0; i < 3; ++i)
            scheduler.ask(
                "same", 0, [&](const Result<QueryScheduler::Body>& body) { answers += body.has_value() ? 1 : 0; });
        QCOMPARE(server.transfers.size(), std::size_t(1));
        QCOMPARE(scheduler.stats().shared, std::uint64_t(2));
        server.answer(0);
        QCOMPARE(answers, 3);
        scheduler.ask("same", 0, [](const auto&) {});
        QCOMPARE(server.transfers.size(), std::size_t(2)); // an answer is not kept: the next question is a new one
    }

    void higherPriorityGoesFirstThenFirstCome()
    {
        FakeClock clock;
        ManualExecutor executor(clock);
        HandServer server;
        QueryScheduler scheduler(executor, server.start(), { 1, 100 });
        scheduler.ask("running", 0, [](const auto&) {});
        scheduler.ask("first", 0, [](const auto&) {});
        scheduler.ask("second", 0, [](const auto&) {});
        scheduler.ask("urgent", 5, [](const auto&) {});
        for (std::size_t i = 0; i < 3; ++i)
            server.answer(i);
        QCOMPARE(server.transfers[1]->query, std::string("urgent"));
        QCOMPARE(server.transfers[2]->query, std::string("first"));
        QCOMPARE(server.transfers[3]->query, std::string("second"));
    }

    void theTransferEndsOnlyWhenNobodyWaitsForIt()
    {
        FakeClock clock;
        ManualExecutor executor(clock);
        HandServer server;
        QueryScheduler scheduler(executor, server.start(), {});
        int answers = 0;
        const auto count = [&](const auto&) { ++answers; };
        const auto one = scheduler.ask("q", 0, count);
        const auto two = scheduler.ask("q", 0, count);
        scheduler.cancel(one);
        QVERIFY(!server.transfers[0]->aborted);
        scheduler.cancel(two);
        QVERIFY(server.transfers[0]->aborted);
        server.answer(0); // comes late
        QCOMPARE(answers, 0);
        QCOMPARE(scheduler.stats().running, 0);
    }

    void aLateAnswerOfACancelledQueryDoesNotAnswerItsSuccessor()
    {
        FakeClock clock;
        ManualExecutor executor(clock);
        HandServer server;
        QueryScheduler scheduler(executor, server.start(), {});
        scheduler.cancel(scheduler.ask("q", 0, [](const auto&) {}));
        QByteArray got;
        scheduler.ask("q", 0, [&](const Result<QueryScheduler::Body>& body) { got = **body; });
        server.answer(0, "old");
        QVERIFY(got.isEmpty());
        server.answer(1, "new");
        QCOMPARE(got, QByteArray("new"));
    }

    void afterItsEndNothingIsAnswered()
    {
        FakeClock clock;
        ManualExecutor executor(clock);
        HandServer server;
        int answers = 0;
        {
            QueryScheduler scheduler(executor, server.start(), {});
            scheduler.ask("q", 0, [&](const auto&) { ++answers; });
        }
        QVERIFY(server.transfers[0]->aborted);
        server.answer(0);
        executor.runPending();
        QCOMPARE(answers, 0);
    }
};

QTEST_GUILESS_MAIN(TestQueryScheduler)
#include "tst_queryscheduler.moc"
