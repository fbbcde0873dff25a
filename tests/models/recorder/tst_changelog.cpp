// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/recorder/changelog.h"
#include "tests/support/recordmaker.h"

#include <QRegularExpression>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Strato;

namespace {

Change change(std::uint64_t seq, RecordPtr before, RecordPtr after, std::int64_t second)
{
    Change made;
    made.seq = seq;
    made.entity = after ? after->entity : before->entity;
    made.uid = after ? after->uid : before->uid;
    made.before = std::move(before);
    made.after = std::move(after);
    made.seenTime = instantFromSeconds(second);
    return made;
}

std::vector<std::uint64_t> walked(const ChangeLog& log, std::int64_t second)
{
    std::vector<std::uint64_t> seqs;
    log.walkBack(instantFromSeconds(second), [&](const Change& c) { seqs.push_back(c.seq); });
    return seqs;
}

} // namespace

class TestChangeLog final : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void walksBackFromTheNewestToTheMoment()
    {
        ChangeLog log;
        log.markKnown(instantFromSeconds(1));
        const RecordPtr a = thing({ .name = "a" });
        log.append(change(1, nullptr, a, 10));
        log.append(change(2, a, nullptr, 20));
        log.append(change(3, nullptr, a, 30));
        QCOMPARE(walked(log, 15), (std::vector<std::uint64_t> { 3, 2 }));
        QCOMPARE(walked(log, 20), (std::vector<std::uint64_t> { 3 }));
        QCOMPARE(walked(log, 5), (std::vector<std::uint64_t> { 3, 2, 1 }));
        QVERIFY(walked(log, 30).empty());
    }

    void thePastBeforeTheFirstFillIsUnknown()
    {
        ChangeLog log;
        QVERIFY(!log.knownSince());
        QVERIFY(!log.walkBack(instantFromSeconds(100), [](const Change&) { QFAIL("must not be called"); }));
        log.markKnown(instantFromSeconds(50));
        log.markKnown(instantFromSeconds(60));
        QCOMPARE(log.knownSince(), std::optional(instantFromSeconds(50)));
        QVERIFY(!log.walkBack(instantFromSeconds(49), [](const Change&) { QFAIL("must not be called"); }));
        QVERIFY(log.walkBack(instantFromSeconds(50), [](const Change&) {}));
    }

    void theOldestIsForgottenWithinTheBoundAndKnownSinceMovesOn()
    {
        const RecordPtr a = thing({ .name = "a" });
        const std::size_t one = sizeof(Change) + footprint(*a);
        ChangeLog log(one * 10);
        log.markKnown(instantFromSeconds(0));
        for (std::uint64_t seq = 1; seq <= 25; ++seq)
            log.append(change(seq, a, a, static_cast<std::int64_t>(seq)));
        QCOMPARE(log.size(), std::size_t { 10 });
        QVERIFY(log.footprint() <= one * 10);
        QCOMPARE(log.knownSince(), std::optional(instantFromSeconds(15)));
        QCOMPARE(walked(log, 15).size(), std::size_t { 10 });
        QVERIFY(walked(log, 14).empty());
        QCOMPARE(log.lastSeq(), std::uint64_t { 25 });
    }

    void logsOfOneBudgetShareItAndTheOldestOfAllIsForgotten()
    {
        const RecordPtr a = thing({ .name = "a" });
        const std::size_t one = sizeof(Change) + footprint(*a);
        const auto budget = std::make_shared<ChangeBudget>(one * 10);
        ChangeLog quiet(budget);
        quiet.append(change(1, a, a, 8));
        {
            ChangeLog busy(budget);
            for (std::uint64_t seq = 1; seq <= 12; ++seq)
                busy.append(change(seq, a, a, static_cast<std::int64_t>(seq)));
            QCOMPARE(busy.size(), std::size_t { 9 }); // seconds 4 to 12: all but the quiet one's place
            QCOMPARE(quiet.size(), std::size_t { 1 });
            busy.append(change(13, a, a, 13));
            busy.append(change(14, a, a, 14));
            for (std::uint64_t seq = 15; seq <= 18; ++seq)
                busy.append(change(seq, a, a, static_cast<std::int64_t>(seq)));
            QCOMPARE(quiet.size(), std::size_t { 0 }); // what it knew was the oldest by then
            QCOMPARE(budget->used(), one * 10);
        }
        QCOMPARE(budget->used(), std::size_t { 0 }); // a log that is gone holds nothing
    }

    void sinceMergesByEntityAndRefusesWhatIsForgotten()
    {
        ChangeLog log;
        const RecordPtr a1 = thing({ .name = "a", .value = 1 });
        const RecordPtr a2 = thing({ .name = "a", .value = 2 });
        const RecordPtr b = thing({ .name = "b" });
        log.append(change(1, nullptr, a1, 1));
        log.append(change(2, a1, a2, 2));
        log.append(change(3, nullptr, b, 3));
        log.append(change(4, b, nullptr, 4));
        const auto all = log.since(0);
        QVERIFY(all);
        QCOMPARE(all->upserted, std::vector { a2 });
        QVERIFY(all->removed.empty()); // b came and went between: nobody saw it
        QCOMPARE(all->coalesced, std::uint64_t { 2 });
        QCOMPARE(all->fromSeq, std::uint64_t { 1 });
        QCOMPARE(all->toSeq, std::uint64_t { 4 });
        const auto last = log.since(3);
        QVERIFY(last);
        QCOMPARE(last->removed, std::vector { b->entity });
        QVERIFY(log.since(4)->upserted.empty());
        QVERIFY(!log.since(5));

        ChangeLog small(1);
        small.append(change(1, nullptr, a1, 1));
        QVERIFY(!small.since(0));
    }
};

QTEST_GUILESS_MAIN(TestChangeLog)
#include "tst_changelog.moc"
