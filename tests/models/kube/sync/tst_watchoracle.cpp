// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/recordmaker.h"
#include "tests/support/watchoracle.h"

#include <QRegularExpression>
#include <QtTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace Strato;

namespace {

RecordPtr named(const std::string& name, int version, const std::string& uid = {})
{
    return thing({ .name = name, .uid = uid, .version = version });
}

Change change(std::uint64_t seq, const RecordPtr& before, const RecordPtr& after, int version)
{
    Change made;
    made.seq = seq;
    made.entity = (after ? after : before)->entity;
    made.before = before;
    made.after = after;
    made.sourceVersion = IString(std::to_string(version));
    return made;
}

/// a appears, changes, b appears, a goes.
const std::map<int, ServedState>& served()
{
    static const std::map<int, ServedState> states { { 1, {} }, { 2, { { "a", { "uid-a", "2" } } } },
        { 3, { { "a", { "uid-a", "3" } } } }, { 4, { { "a", { "uid-a", "3" } }, { "b", { "uid-b", "4" } } } },
        { 5, { { "b", { "uid-b", "4" } } } } };
    return states;
}

/// A client that listed at 2, watched, was cut off at 4 and went on from there.
WatchLog faultless()
{
    WatchLog log;
    log.changes = { change(1, nullptr, named("a", 2), 2), change(2, named("a", 2), named("a", 3), 3),
        change(3, nullptr, named("b", 4), 4), change(4, named("a", 3), nullptr, 5) };
    log.shown = { { served().at(2), 2, 1, 1, 0 }, { served().at(3), 3, 2, 1, 0 }, { served().at(4), {}, 3, 1, 0 },
        { served().at(5), 5, 4, 1, 0 } };
    log.asked = { { 2, 2, 2 }, { 4, 3, 5 } };
    return log;
}

using Spoil = std::function<void(WatchLog&)>;

} // namespace

/// The oracle itself: what each validator is for, it finds, and nothing in a log without fault.
class TestWatchOracle final : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void aFaultlessLogHasNoComplaint()
    {
        QCOMPARE(WatchOracle("Thing", served()).complaints(faultless()), QStringList());
    }

    void aSkippedRevisionIsForgivenOnlyWhereItIsSaid_data()
    {
        QTest::addColumn<int>("fills");
        QTest::addColumn<int>("coalesced");
        QTest::addColumn<bool>("forgiven");
        QTest::newRow("neither listed nor merged") << 1 << 0 << false;
        QTest::newRow("listed anew") << 2 << 0 << true;
        QTest::newRow("merged, and said so") << 1 << 1 << true;
    }
    void aSkippedRevisionIsForgivenOnlyWhereItIsSaid()
    {
        QFETCH(const int, fills);
        QFETCH(const int, coalesced);
        QFETCH(const bool, forgiven);
        WatchLog log;
        log.changes = { change(1, nullptr, named("a", 2), 2), change(2, nullptr, named("b", 4), 4),
            change(3, named("a", 2), nullptr, 5) };
        log.shown = { { served().at(2), 2, 1, 1, 0 },
            { served().at(5), 5, 3, fills, static_cast<std::uint64_t>(coalesced) } };
        QCOMPARE(WatchOracle("Thing", served()).complaints(log),
            forgiven ? QStringList() : QStringList { u"Reliable: revision 3 is no change"_s });
    }

    void eachValidatorFindsWhatItIsFor_data()
    {
        QTest::addColumn<Spoil>("spoil");
        QTest::addColumn<QStringList>("found");
        QTest::newRow("Filter") << Spoil([](WatchLog& log) {
            log.changes.at(2).entity = EntityId::kubernetes("c1", "", "Pod", "ns", "b");
        }) << QStringList { u"Filter"_s };
        QTest::newRow("Ordered, a gap") << Spoil([](WatchLog& log) { log.changes.back().seq = 7; })
                                        << QStringList { u"Ordered"_s };
        QTest::newRow("Ordered, back") << Spoil([](WatchLog& log) { log.changes.at(1).after = named("a", 1); })
                                       << QStringList { u"Ordered"_s };
        QTest::newRow("Unique, another incarnation before")
            << Spoil([](WatchLog& log) { log.changes.at(1).before = named("a", 2, "uid-z"); })
            << QStringList { u"Unique"_s };
        QTest::newRow("Unique, twice") << Spoil([](WatchLog& log) { log.changes.at(1).after = named("a", 2); })
                                       << QStringList { u"Ordered"_s, u"Unique"_s };
        QTest::newRow("Atomic, half of two") << Spoil([](WatchLog& log) {
            log.shown.at(2).state = { { "b", { "uid-b", "4" } }, { "a", { "uid-a", "2" } } };
        }) << QStringList { u"Atomic"_s, u"Reliable"_s };
        QTest::newRow("Reliable, back") << Spoil([](WatchLog& log) {
            std::swap(log.shown.at(1).state, log.shown.at(2).state);
            log.shown.at(1).version.reset();
        }) << QStringList { u"Reliable"_s };
        QTest::newRow("Resumable, played again")
            << Spoil([](WatchLog& log) { log.asked.back().from = 2; }) << QStringList { u"Resumable"_s };
        QTest::newRow("Resumable, left out")
            << Spoil([](WatchLog& log) { log.asked.back().from = 6; }) << QStringList { u"Resumable"_s };
        QTest::newRow("Bookmarkable") << Spoil([](WatchLog& log) {
            log.shown.at(2).version = 5;
            log.shown.at(3).version.reset();
        }) << QStringList { u"Bookmarkable"_s, u"Reliable"_s };
    }
    void eachValidatorFindsWhatItIsFor()
    {
        QFETCH(const Spoil, spoil);
        QFETCH(const QStringList, found);
        WatchLog log = faultless();
        spoil(log);
        QStringList names;
        for (const QString& complaint : WatchOracle("Thing", served()).complaints(log))
            names << complaint.section(u':', 0, 0);
        names.removeDuplicates();
        names.sort();
        QCOMPARE(names, found);
    }
};

QTEST_GUILESS_MAIN(TestWatchOracle)
#include "tst_watchoracle.moc"
