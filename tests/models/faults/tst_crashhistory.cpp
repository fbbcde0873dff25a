// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/faults/crashhistory.h"
#include "models/faults/findingcodes.h"
#include "models/faults/findings.h"
#include "tests/models/faults/faultrecords.h"

#include <QTest>

using namespace Strato;
using namespace Strato::Testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
namespace C = Strato::Columns;

namespace {

constexpr Instant start = instantFromSeconds(1'764'000'000);

/// A version of a pod as a kubelet writes it.
struct Version {
    Duration at; ///< after start
    const char* status;
    bool ready;
    Duration readyChanged; ///< condition Ready last changed
    Duration ended; ///< newest end; none: zero
    int restarts;
    const char* reason = "Error";
};

/// A container that has no readiness probe and dies 20 s after each start: Ready is true as long as it runs.
const std::vector<Version> flapping {
    { 0s, "Running", true, 0s, 0s, 0 }, { 20s, "Error", false, 20s, 20s, 0 }, { 21s, "Running", true, 21s, 20s, 1 },
    { 41s, "Error", false, 41s, 41s, 1 }, { 42s, "CrashLoopBackOff", false, 41s, 41s, 1 },
    { 52s, "Running", true, 52s, 41s, 2 }, { 72s, "Error", false, 72s, 72s, 2 },
    { 73s, "CrashLoopBackOff", false, 72s, 72s, 2 }, { 93s, "Running", true, 93s, 72s, 3 },
    { 113s, "OOMKilled", false, 113s, 113s, 3, "OOMKilled" },
    { 114s, "CrashLoopBackOff", false, 113s, 113s, 3, "OOMKilled" },
    { 154s, "Running", true, 154s, 113s, 4, "OOMKilled" }, { 174s, "Error", false, 174s, 174s, 4 },
    { 175s, "CrashLoopBackOff", false, 174s, 174s, 4 }, { 475s, "Running", true, 475s, 174s, 5 },
    { 495s, "Error", false, 495s, 495s, 5 }, { 496s, "CrashLoopBackOff", false, 495s, 495s, 5 },
    { 796s, "Running", true, 796s, 495s, 6 }, // and stays up
};

RecordPtr pod(const Version& v)
{
    Cells cells { { C::phase, word("Running") }, { C::status, word(v.status) }, { C::ready, of(v.ready ? 1 : 0, 1) },
        { C::readySince, at(start + v.readyChanged) }, { C::restarts, number(v.restarts) },
        { C::conditions, word(v.ready ? "Ready=True" : "Ready=False") } };
    if (std::string_view(v.status) == "CrashLoopBackOff")
        cells[C::waitingReason] = word(v.status);
    if (v.ended > 0s) {
        cells[C::lastTerminationAt] = at(start + v.ended);
        cells[C::lastTermination] = word(v.reason);
        cells[C::lastExitCode] = number(1);
    }
    return made("", "Pod", "shop", "a", cells, start - 1h);
}

std::optional<Finding> findingOf(const RecordPtr& pod, const CrashHistory& history, Instant now)
{
    FindingInputs inputs;
    inputs.crashes = history.at(now);
    const auto all = findings(IString("c1"), FixedSnapshot({ pod }), now, inputs);
    return all.empty() ? std::nullopt : std::optional(all.front());
}

Change change(const RecordPtr& before, const RecordPtr& after, Instant seen)
{
    Change one;
    one.entity = after->entity;
    one.uid = after->uid;
    one.before = before;
    one.after = after;
    one.seenTime = seen;
    return one;
}

} // namespace

class TestCrashHistory : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void aLoopHoldsItsSeverityAndItsBeginning()
    {
        CrashHistory history;
        RecordPtr before;
        for (const Version& version : flapping) {
            const RecordPtr now = pod(version);
            history.add(change(before, now, start + version.at));
            before = now;
            const auto finding = findingOf(now, history, start + version.at);
            if (version.at < 42s)
                continue; // one or two crashes are no loop yet
            QVERIFY2(finding, version.status);
            QCOMPARE(finding->severity, Health::Critical);
            QCOMPARE(finding->since, std::optional(start + 20s));
        }
        const RecordPtr up = before;
        QCOMPARE(findingOf(up, history, start + 796s + 5min)->code, std::string(FindingCodes::podCrashLooping));
        const auto later = findingOf(up, history, start + 796s + 15min); // it has recovered
        QVERIFY(!later || later->code != FindingCodes::podCrashLooping);
    }

    void thePastIsToldAsItWasThen()
    {
        CrashHistory history;
        RecordPtr before;
        for (const Version& version : flapping) {
            history.add(change(before, pod(version), start + version.at));
            before = pod(version);
        }
        QVERIFY(!findingOf(pod(flapping[0]), history, start + 10s));
        QVERIFY(!findingOf(pod(flapping[2]), history, start + 30s)); // no loop at that moment
        const auto then = findingOf(pod(flapping[5]), history, start + 60s);
        QVERIFY(then);
        QCOMPARE(then->code, std::string(FindingCodes::podCrashLooping));
        QCOMPARE(then->since, std::optional(start + 20s));
    }

    void aLaterCrashIsANewTrouble()
    {
        const std::optional<CrashSeries> first = continued({}, *pod(flapping[4]), start + 42s);
        QVERIFY(first);
        Version later { 2h, "Error", false, 2h, 2h, 3 };
        const auto second = continued(first, *pod(later), start + 2h);
        QCOMPARE(second->began, start + 2h);
        QVERIFY(!second->isLoop(start + 2h));
    }

    void aPodThatWasNeverReadyIsIllSinceThen()
    {
        Version version { 42s, "CrashLoopBackOff", false, 5s, 41s, 1 };
        QCOMPARE(continued({}, *pod(version), start + 42s)->began, start + 5s);
    }

    void aPodThatRunsAndEndedWellIsNoCrash()
    {
        auto record = std::const_pointer_cast<Record>(pod(flapping[2]));
        record->cells.at(static_cast<std::size_t>(record->schema->column(C::lastExitCode))) = number(0);
        QVERIFY(!continued({}, *record, start + 30s));
    }

    void anotherPodOfTheSameNameBeginsAnew()
    {
        CrashHistory history;
        history.add(change({}, pod(flapping[4]), start + 42s));
        auto other = std::const_pointer_cast<Record>(pod(flapping[2]));
        other->uid = IString("another");
        QVERIFY(!findingOf(other, history, start + 60s));
    }

    void whatIsOldIsForgotten()
    {
        CrashHistory history(1h);
        for (std::size_t i = 0; i <= CrashHistory::mostPods; ++i) {
            auto record = std::const_pointer_cast<Record>(pod(flapping[1]));
            record->uid = IString("pod-" + std::to_string(i));
            history.add(change({}, record, start + (i < CrashHistory::mostPods ? 20s : Duration(3h))));
        }
        QVERIFY(history.at(start + 3h).size() <= 1);
    }
};

QTEST_GUILESS_MAIN(TestCrashHistory)
#include "tst_crashhistory.moc"
