// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/bootstrap/taskmailbox.h"

#include <QRegularExpression>
#include <QtTest>

#include <array>
#include <atomic>
#include <thread>

using namespace Strato;
using namespace Qt::StringLiterals;

/// Tasks of any thread on the owner's thread.
class TestTaskMailbox final : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void tasksRunOnTheOwnersThreadInTheOrderOfEachSender()
    {
        constexpr int senders = 4;
        constexpr int each = 500;
        TaskMailbox mailbox;
        std::array<std::vector<int>, senders> seen;
        bool elsewhere = false;
        {
            std::vector<std::jthread> threads;
            threads.reserve(senders);
            for (int sender = 0; sender < senders; ++sender) {
                threads.emplace_back([&, sender] {
                    for (int i = 0; i < each; ++i) {
                        mailbox.post([&, sender, i] {
                            elsewhere = elsewhere || QThread::currentThread() != thread();
                            seen[static_cast<std::size_t>(sender)].push_back(i);
                        });
                    }
                });
            }
        }
        QTRY_COMPARE(seen[0].size() + seen[1].size() + seen[2].size() + seen[3].size(), std::size_t { senders } * each);
        QVERIFY(!elsewhere);
        for (const std::vector<int>& order : seen)
            QVERIFY(std::is_sorted(order.begin(), order.end()));
    }

    void nothingRunsBeforeTheEventLoop()
    {
        TaskMailbox mailbox;
        bool ran = false;
        mailbox.post([&] { ran = true; });
        QVERIFY(!ran);
        QTRY_VERIFY(ran);
    }

    void aTaskMayPostAnother()
    {
        TaskMailbox mailbox;
        int depth = 0;
        std::function<void()> deeper = [&] {
            if (++depth < 10)
                mailbox.post(deeper);
        };
        mailbox.post(deeper);
        QTRY_COMPARE(depth, 10);
    }

    void whatStillWaitsWhenItDiesNeverRuns()
    {
        bool ran = false;
        {
            TaskMailbox mailbox;
            mailbox.post([&] { ran = true; });
        }
        QCoreApplication::processEvents();
        QVERIFY(!ran);
    }

    void aTaskThatDestroysItsOwnerEndsTheBatch()
    {
        auto mailbox = std::make_unique<TaskMailbox>();
        bool after = false;
        mailbox->post([&] { mailbox.reset(); });
        mailbox->post([&] { after = true; });
        QTRY_VERIFY(!mailbox);
        QCoreApplication::processEvents();
        QVERIFY(!after);
    }
};

QTEST_GUILESS_MAIN(TestTaskMailbox)
#include "tst_taskmailbox.moc"
