// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/fakeclock.h"
#include "models/base/mailbox.h"
#include "models/base/trailingcall.h"
#include "models/base/workerpool.h"

#include <QTest>

#include <latch>
#include <semaphore>

using namespace Strato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestThreads : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void manualTasksRunInOrderOfPosting();
    void manualTimersWaitForTheClock();
    void manualCancelledTimerNeverRuns();
    void ofCallsThatFollowEachOtherTheLastRuns();
    void threadTasksRunInOrderOnOneThread();
    void threadTimerRunsAndCancelledDoesNot();
    void capturesDieWithTheirTask();
    void executorDropsWhatIsLeftAtItsEnd();
    void stoppedThreadsLetGoOfWhatTheyAreGiven();
    void poolRunsEveryJob();
    void poolAsksRunningJobsToStop();
    void strandKeepsItsOrderOverManyThreads();
    void busyStrandDoesNotStarveAnother();
    void stoppedPoolLetsGoOfWhatAStrandHeld();
    void mailboxWakesOnceABatch();
    void mailboxKeepsOrderAndLosesNothing();
};

void TestThreads::manualTasksRunInOrderOfPosting()
{
    FakeClock clock;
    ManualExecutor executor(clock);
    std::vector<int> ran;
    executor.post([&] {
        ran.push_back(1);
        executor.post([&] { ran.push_back(3); });
    });
    executor.post([&] { ran.push_back(2); });
    QVERIFY(ran.empty());
    QCOMPARE(executor.runPending(), 3);
    QCOMPARE(ran, (std::vector { 1, 2, 3 }));
    QVERIFY(executor.isCurrent());
}

void TestThreads::manualTimersWaitForTheClock()
{
    FakeClock clock;
    ManualExecutor executor(clock);
    std::vector<int> ran;
    executor.postAfter(20ms, [&] { ran.push_back(20); });
    executor.postAfter(10ms, [&] { ran.push_back(10); });
    executor.postAfter(10ms, [&] { ran.push_back(11); });
    QCOMPARE(executor.runPending(), 0);
    QCOMPARE(executor.nextDue(), std::optional(clock.monotonic() + 10ms));
    clock.advance(10ms);
    executor.runPending();
    QCOMPARE(ran, (std::vector { 10, 11 }));
    clock.suspend(1h); // timers count waking time
    QCOMPARE(executor.runPending(), 0);
    clock.advance(10ms);
    executor.runPending();
    QCOMPARE(ran.back(), 20);
    QVERIFY(!executor.nextDue().has_value());
}

void TestThreads::manualCancelledTimerNeverRuns()
{
    FakeClock clock;
    ManualExecutor executor(clock);
    bool ran = false;
    const auto id = executor.postAfter(1ms, [&] { ran = true; });
    executor.cancel(id);
    executor.cancel(id); // once more does no harm
    executor.cancel(9999);
    clock.advance(1s);
    QCOMPARE(executor.runPending(), 0);
    QVERIFY(!ran);
}

void TestThreads::ofCallsThatFollowEachOtherTheLastRuns()
{
    FakeClock clock;
    ManualExecutor executor(clock);
    std::vector<int> ran;
    {
        TrailingCall call(executor, 120ms);
        for (int i = 0; i < 10; ++i) {
            call.later([&, i] { ran.push_back(i); });
            clock.advance(50ms);
            executor.runPending();
        }
        QVERIFY(ran.empty());
        clock.advance(70ms);
        executor.runPending();
        QCOMPARE(ran, std::vector { 9 });
        call.later([&] { ran.push_back(10); });
        call.cancel();
        clock.advance(1s);
        executor.runPending();
        call.later([&] { ran.push_back(11); });
    }
    clock.advance(1s);
    executor.runPending(); // it is gone
    QCOMPARE(ran, std::vector { 9 });
}

void TestThreads::threadTasksRunInOrderOnOneThread()
{
    SystemClock clock;
    std::vector<int> ran;
    std::binary_semaphore done(0);
    bool current = false;
    ThreadExecutor executor(clock, "test");
    for (int i = 0; i < 1000; ++i)
        executor.post([&ran, i] { ran.push_back(i); });
    executor.post([&] {
        current = executor.isCurrent();
        done.release();
    });
    done.acquire();
    QCOMPARE(ran.size(), std::size_t(1000));
    QVERIFY(std::ranges::is_sorted(ran));
    QVERIFY(current);
    QVERIFY(!executor.isCurrent());
}

void TestThreads::threadTimerRunsAndCancelledDoesNot()
{
    SystemClock clock;
    std::binary_semaphore done(0);
    std::atomic<bool> cancelledRan = false;
    ThreadExecutor executor(clock, "test");
    const auto id = executor.postAfter(5ms, [&] { cancelledRan = true; });
    executor.cancel(id);
    executor.postAfter(10ms, [&] { done.release(); });
    done.acquire();
    QVERIFY(!cancelledRan);
}

void TestThreads::capturesDieWithTheirTask()
{
    SystemClock clock;
    std::binary_semaphore looked(0);
    auto held = std::make_shared<int>(1);
    const std::weak_ptr<int> watch = held;
    bool goneBeforeNext = false;
    std::latch bothPosted(1);
    ThreadExecutor executor(clock, "test"); // ends before what its tasks still touch
    executor.post([&] { bothPosted.wait(); }); // so that the two below are of one batch
    executor.post([held = std::move(held)] {});
    executor.post([&] {
        goneBeforeNext = watch.expired();
        looked.release();
    });
    bothPosted.count_down();
    looked.acquire();
    QVERIFY(goneBeforeNext);
}

void TestThreads::executorDropsWhatIsLeftAtItsEnd()
{
    SystemClock clock;
    std::atomic<int> ran = 0;
    std::binary_semaphore begun(0);
    std::binary_semaphore go(0);
    std::thread opener;
    {
        ThreadExecutor executor(clock, "test");
        executor.post([&] {
            begun.release();
            go.acquire();
            ++ran;
        });
        begun.acquire();
        executor.post([&] { ran += 100; });
        executor.postAfter(1h, [&] { ran += 1000; });
        opener = std::thread([&] { go.release(); });
    }
    opener.join();
    QVERIFY(ran == 1 || ran == 101); // the running one ends; a waiting one may be dropped, a timer always is
}

void TestThreads::stoppedThreadsLetGoOfWhatTheyAreGiven()
{
    SystemClock clock;
    auto held = std::make_shared<int>(1);
    const std::weak_ptr<int> watch = held;
    ThreadExecutor executor(clock, "test");
    WorkerPool pool(1);
    executor.postAfter(1h, [held, &executor] { executor.post([] {}); });
    pool.stop();
    executor.stop();
    pool.submit([held](const std::stop_token&) {});
    executor.post([held] {});
    executor.postAfter(0s, [held] {});
    held.reset();
    QVERIFY(watch.expired());
    pool.stop(); // again: nothing happens
    executor.stop();
}

void TestThreads::poolRunsEveryJob()
{
    constexpr int jobs = 500;
    std::latch done(jobs);
    std::atomic<int> ran = 0;
    WorkerPool pool(3);
    QCOMPARE(pool.threadCount(), std::size_t(3));
    for (int i = 0; i < jobs; ++i) {
        pool.submit([&](const std::stop_token&) {
            ++ran;
            done.count_down();
        });
    }
    done.wait();
    QCOMPARE(ran.load(), jobs);
}

void TestThreads::poolAsksRunningJobsToStop()
{
    std::binary_semaphore begun(0);
    std::atomic<bool> stopped = false;
    {
        WorkerPool pool(1);
        pool.submit([&](const std::stop_token& stop) {
            std::binary_semaphore asked(0);
            const std::stop_callback callback(stop, [&] { asked.release(); });
            begun.release();
            asked.acquire();
            stopped = true;
        });
        begun.acquire();
    }
    QVERIFY(stopped);
}

void TestThreads::strandKeepsItsOrderOverManyThreads()
{
    constexpr int jobs = 2000;
    std::vector<int> ran; // no lock: a strand's jobs never overlap, which the thread sanitizer sees
    std::latch done(jobs);
    WorkerPool pool(4);
    Strand strand(pool);
    for (int i = 0; i < jobs; ++i) {
        strand.submit([&, i](const std::stop_token&) {
            ran.push_back(i);
            done.count_down();
        });
    }
    done.wait();
    QCOMPARE(ran.size(), std::size_t(jobs));
    QVERIFY(std::ranges::is_sorted(ran));
}

void TestThreads::busyStrandDoesNotStarveAnother()
{
    std::vector<char> ran;
    std::latch submitted(1);
    std::latch done(6);
    WorkerPool pool(1);
    Strand a(pool);
    Strand b(pool);
    pool.submit([&](const std::stop_token&) { submitted.wait(); });
    for (Strand* strand : { &a, &a, &a, &b, &b, &b }) {
        strand->submit([&, name = strand == &a ? 'a' : 'b'](const std::stop_token&) {
            ran.push_back(name);
            done.count_down();
        });
    }
    submitted.count_down();
    done.wait();
    QCOMPARE(std::string(ran.begin(), ran.end()), std::string("ababab"));
}

void TestThreads::stoppedPoolLetsGoOfWhatAStrandHeld()
{
    WorkerPool pool(1);
    Strand strand(pool);
    const auto token = std::make_shared<int>(1);
    std::latch began(1);
    std::atomic<int> ran = 0;
    strand.submit([&](const std::stop_token& stop) {
        began.count_down();
        while (!stop.stop_requested())
            std::this_thread::yield();
    });
    began.wait();
    const auto job = [&ran, strand, token](const std::stop_token&) { ++ran; }; // a pipe's job holds its lane
    for (int i = 0; i < 3; ++i)
        strand.submit(job);
    pool.stop();
    strand.submit(job);
    strand.submit(job);
    QCOMPARE(ran, 0);
    QCOMPARE(token.use_count(), 2L); // ours, and the one in `job`
}

void TestThreads::mailboxWakesOnceABatch()
{
    int wakes = 0;
    Mailbox<int> box([&] { ++wakes; });
    box.push(1);
    box.push(2);
    QCOMPARE(wakes, 1);
    QCOMPARE(box.size(), std::size_t(2));
    QCOMPARE(box.drain(), (std::vector { 1, 2 }));
    QVERIFY(box.drain().empty());
    box.push(3);
    QCOMPARE(wakes, 2);
}

void TestThreads::mailboxKeepsOrderAndLosesNothing()
{
    constexpr int each = 20'000;
    std::counting_semaphore<> woken(0);
    Mailbox<std::pair<int, int>> box([&] { woken.release(); });
    std::vector<std::jthread> senders;
    senders.reserve(3);
    for (int sender = 0; sender < 3; ++sender) {
        senders.emplace_back([&box, sender] {
            for (int i = 0; i < each; ++i)
                box.push({ sender, i });
        });
    }
    std::vector<int> next(3, 0);
    int received = 0;
    while (received < 3 * each) {
        woken.acquire();
        for (const auto& [sender, i] : box.drain()) {
            QCOMPARE(i, next[static_cast<std::size_t>(sender)]++);
            ++received;
        }
    }
    QCOMPARE(box.size(), std::size_t(0));
}

QTEST_GUILESS_MAIN(TestThreads)
#include "tst_threads.moc"
