// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/blockingpool.h"

#include <QRegularExpression>
#include <QTest>

#include <sys/resource.h>

#include <atomic>
#include <latch>
#include <semaphore>

using namespace Qt::StringLiterals;
using namespace Strato;
using namespace std::chrono_literals;

namespace {

/// What a read that hangs waits for. Shared with it, since it outlives the pool.
using Mount = std::shared_ptr<std::binary_semaphore>;

Mount goneMount()
{
    return std::make_shared<std::binary_semaphore>(0);
}

int priorityOn(BlockingPool::Priority priority)
{
    std::binary_semaphore answered(0);
    int nice = -1;
    BlockingPool pool(1, priority);
    pool.submit([] { return ::getpriority(PRIO_PROCESS, 0); },
        [&](int value) {
            nice = value;
            answered.release();
        });
    answered.acquire();
    return nice;
}

} // namespace

class TestBlockingPool final : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void everyReadIsAnsweredWithItsOwn()
    {
        constexpr int reads = 200;
        std::latch done(reads);
        std::atomic<int> sum = 0;
        BlockingPool pool(3);
        for (int i = 0; i < reads; ++i) {
            pool.submit([i] { return i; },
                [&](int value) {
                    sum += value;
                    done.count_down();
                });
        }
        done.wait();
        QCOMPARE(sum.load(), reads * (reads - 1) / 2);
    }

    void onlyWhatWasAskedForHasOurPriority()
    {
        const int ours = priorityOn(BlockingPool::Priority::Unchanged);
        QCOMPARE(ours, ::getpriority(PRIO_PROCESS, 0)); // of the calling thread, as a program it starts has it
        constexpr int below = 5;
        if (ours < below) // nobody gets better than they are
            QCOMPARE(priorityOn(BlockingPool::Priority::BelowInterface), below);
    }

    void oneThatHangsHoldsNobodyUp()
    {
        const Mount mount = goneMount();
        std::binary_semaphore answered(0);
        BlockingPool pool(2);
        pool.submit([mount] { return mount->acquire(), 1; }, [](int) {});
        for (int i = 0; i < 3; ++i) {
            pool.submit([] { return 2; }, [&](int) { answered.release(); });
            answered.acquire();
        }
        mount->release();
    }

    void theEndWaitsForNothingThatHangs()
    {
        const Mount mount = goneMount();
        const auto begun = std::make_shared<std::binary_semaphore>(0);
        const auto ended = std::make_shared<std::binary_semaphore>(0);
        const auto answers = std::make_shared<std::atomic<int>>(0);
        const std::weak_ptr<int> watch = [&] {
            auto held = std::make_shared<int>(1);
            BlockingPool pool(1);
            pool.submit(
                [mount, begun, atEnd = std::shared_ptr<void>(nullptr, [ended](void*) { ended->release(); })] {
                    begun->release();
                    mount->acquire();
                    return 1;
                },
                [answers, held](int) { ++*answers; });
            pool.submit([] { return 2; }, [answers, held](int) { ++*answers; }); // waits behind it
            begun->acquire();
            std::weak_ptr<int> weak = held;
            held.reset();
            pool.stop(1ms);
            pool.submit([] { return 3; }, [answers](int) { ++*answers; });
            return weak;
        }();
        QVERIFY(watch.expired()); // nothing of its answers lives on in a thread that hangs
        mount->release();
        ended->acquire(); // its thread has come back, to a pool that is gone
        QCOMPARE(answers->load(), 0);
    }

    void whatIsReadAtTheEndMayStillAnswer()
    {
        const Mount mount = goneMount();
        std::binary_semaphore begun(0);
        std::atomic<int> answers = 0;
        BlockingPool pool(1);
        pool.submit(
            [mount, &begun] {
                begun.release();
                mount->acquire();
                return 1;
            },
            [&](int) { ++answers; });
        begun.acquire();
        mount->release();
        pool.stop(1min);
        QCOMPARE(answers.load(), 1);
    }
};

QTEST_GUILESS_MAIN(TestBlockingPool)
#include "tst_blockingpool.moc"
