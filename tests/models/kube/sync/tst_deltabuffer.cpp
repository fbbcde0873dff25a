// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/fakeclock.h"
#include "models/kube/sync/deltabuffer.h"
#include "tests/support/recordmaker.h"

#include <QRegularExpression>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Strato;
using namespace std::chrono_literals;

class TestDeltaBuffer final : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        m_deltas.clear();
        m_seq = 0;
        m_executor = std::make_unique<ManualExecutor>(m_clock);
        m_buffer = std::make_unique<DeltaBuffer>(
            *m_executor, [this](const std::shared_ptr<const Delta>& delta) { m_deltas.push_back(*delta); });
    }
    void cleanup() { m_buffer.reset(); }

    void aThousandChangesASecondAreAtMostTenDeltas()
    {
        for (int i = 0; i < 1'000; ++i) {
            m_buffer->add({ modify("a", i) });
            m_clock.advance(1ms);
            m_executor->runPending();
        }
        QVERIFY2(m_deltas.size() <= 11, qPrintable(QString::number(m_deltas.size())));
        QVERIFY(m_deltas.size() >= 9);
        QVERIFY(m_deltas.back().coalesced > 50);
    }

    void everyChangeIsInExactlyOneDelta()
    {
        for (int i = 0; i < 100; ++i) {
            m_buffer->add({ modify("n" + std::to_string(i), i) });
            m_clock.advance(7ms);
            m_executor->runPending();
        }
        m_buffer->flush();
        std::uint64_t next = 1;
        std::size_t rows = 0;
        for (const Delta& delta : m_deltas) {
            QCOMPARE(delta.fromSeq, next);
            next = delta.toSeq + 1;
            rows += delta.upserted.size();
        }
        QCOMPARE(next, std::uint64_t { 101 });
        QCOMPARE(rows, std::size_t { 100 });
    }

    void aFirstFillGoesAtOnceAndAlone()
    {
        m_buffer->add({ modify("old", 1) });
        Change fill = modify("new", 2);
        fill.before = nullptr;
        fill.initial = true;
        m_buffer->add({ fill });
        QCOMPARE(m_deltas.size(), std::size_t { 2 });
        QVERIFY(!m_deltas[0].firstFill);
        QVERIFY(m_deltas[1].firstFill);
        QCOMPARE(m_deltas[1].upserted.size(), std::size_t { 1 });
    }

    void theRowsOfATableWaitForNothing()
    {
        m_buffer->add({ modify("before", 1) });
        m_buffer->flush(); // the next ordinary one is due in a tenth of a second
        m_buffer->add({ modify("waits", 1) });
        Change row = modify("a", 1);
        row.before = nullptr;
        auto standIn = std::make_shared<Record>(*row.after);
        standIn->provisional = true;
        row.after = standIn;
        m_buffer->add({ row });
        QCOMPARE(m_deltas.size(), std::size_t { 3 });
        QCOMPARE(m_deltas[2].upserted, std::vector<RecordPtr> { standIn });
        QVERIFY(!m_deltas[2].firstFill); // the kind is not whole by it
        m_buffer->add({ modify("later", 1) });
        QCOMPARE(m_deltas.size(), std::size_t { 3 }); // what is no screenful waits as ever
    }

    void aFillTakesTheRowsOfATableAndNamesEachEntityOnce()
    {
        Change fresh = modify("a", 1);
        fresh.before = nullptr;
        fresh.initial = true;
        Change table = modify("b", 1);
        auto row = std::make_shared<Record>(*table.before);
        row->provisional = true;
        table.before = row;
        table.initial = true;
        m_buffer->add({ fresh, table });
        QCOMPARE(m_deltas.size(), std::size_t { 1 });
        QVERIFY(m_deltas[0].firstFill);
        QCOMPARE(m_deltas[0].upserted, (std::vector<RecordPtr> { fresh.after, table.after }));
        QCOMPARE(m_deltas[0].fromSeq, fresh.seq);
        QCOMPARE(m_deltas[0].toSeq, table.seq);
        // A list that names one object twice: the second takes the place of the first.
        Change again = modify("c", 1);
        Change twice = again;
        again.before = nullptr;
        again.initial = twice.initial = true;
        ++twice.seq;
        m_buffer->add({ again, twice });
        QCOMPARE(m_deltas.back().upserted.size(), std::size_t { 1 });
    }

    void whatAppearedAndWentBetweenIsNeverRemoved()
    {
        Change appeared = modify("a", 1);
        appeared.before = nullptr;
        Change gone = modify("a", 1);
        gone.after = nullptr;
        m_buffer->add({ appeared, gone });
        m_buffer->flush();
        QVERIFY(m_deltas[0].removed.empty() && m_deltas[0].upserted.empty());
        QCOMPARE(m_deltas[0].toSeq, std::uint64_t { 2 });
        Change goneLater = modify("b", 1);
        goneLater.after = nullptr;
        m_buffer->add({ modify("b", 2), goneLater });
        m_buffer->flush();
        QCOMPARE(m_deltas[1].removed, std::vector { thingId("b") });
    }

    void noTimerRunsWhenNothingIsPending()
    {
        QVERIFY(!m_executor->nextDue());
        m_buffer->add({ modify("a", 1) });
        QVERIFY(m_executor->nextDue());
        m_buffer->flush();
        QVERIFY(!m_executor->nextDue());
    }

private:
    Change modify(const std::string& name, std::int64_t value)
    {
        Change change;
        change.seq = ++m_seq;
        change.entity = thingId(name);
        change.before = thing({ .name = name, .value = value - 1 });
        change.after = thing({ .name = name, .value = value });
        return change;
    }

    FakeClock m_clock;
    std::unique_ptr<ManualExecutor> m_executor;
    std::unique_ptr<DeltaBuffer> m_buffer;
    std::vector<Delta> m_deltas;
    std::uint64_t m_seq = 0;
};

QTEST_GUILESS_MAIN(TestDeltaBuffer)
#include "tst_deltabuffer.moc"
