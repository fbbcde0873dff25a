// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/schema/columnids.h"
#include "tests/models/kube/decode/decodefixtures.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Strato;
using namespace Strato::Test;

namespace {

constexpr const char* ready
    = R"("conditions":[{"type":"Ready","status":"True"},{"type":"Initialized","status":"True"}],)";
constexpr const char* unready
    = R"("conditions":[{"type":"Ready","status":"False"},{"type":"Initialized","status":"True"}],)";
constexpr const char* running = R"({"name":"a","ready":true,"restartCount":2,"state":{"running":{}}})";

QByteArray container(const char* name, const char* state, int restarts = 0)
{
    return QByteArray(R"({"name":")") + name + R"(","restartCount":)" + QByteArray::number(restarts) + R"(,"state":{)"
        + state + "}}";
}

/// One pod with containers a and b, init containers i and j; @p status is what stands between the braces.
std::shared_ptr<Record> podWith(
    const QByteArray& status, const char* meta = "", const char* init = R"({"name":"i"},{"name":"j"})")
{
    const QByteArray json = QByteArray(R"({"kind":"Pod","metadata":{"name":"p","namespace":"n","uid":"u")") + meta
        + R"(},"spec":{"containers":[{"name":"a"},{"name":"b"}],"initContainers":[)" + init + R"(]},"status":{)"
        + status + "}}";
    KubeDecoder decoder = decoderFor("", "Pod");
    const auto record = decoder.object(json.toStdString(), WireFormat::Json);
    return record ? *record : nullptr;
}

} // namespace

class TestPodStatus final : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void statusIsWhatKubectlPrints_data();
    void statusIsWhatKubectlPrints();
    void whyThePodEndedIsItsReasonWhateverItsContainersSay_data();
    void whyThePodEndedIsItsReasonWhateverItsContainersSay();
    void sidecarsCountAsContainers();
    void restartsOfInitContainersAreForgottenOnceInitialized();
    void unschedulablePodSaysWhy();
    void limitsHoldOnlyIfEveryContainerHasOne();
};

// NOLINTNEXTLINE(readability-function-size): a table of cases
void TestPodStatus::statusIsWhatKubectlPrints_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("meta");
    QTest::addColumn<QString>("printed");
    QTest::addColumn<int>("health");
    const auto row = [](const char* name, const QByteArray& status, const char* printed, Health health,
                         const char* meta = "") {
        QTest::newRow(name) << status << QByteArray(meta) << QString::fromUtf8(printed) << static_cast<int>(health);
    };
    const char* const deleted = R"(,"deletionTimestamp":"2026-01-01T00:00:00Z")";
    const QByteArray init = R"("phase":"Pending","initContainerStatuses":[)";
    const QByteArray main = QByteArray(ready) + R"("phase":"Running","containerStatuses":[)";
    const QByteArray ill = QByteArray(unready) + R"("phase":"Running","containerStatuses":[)";
    row("pending", R"("phase":"Pending")", "Pending", Health::Changing);
    row("gated",
        R"("phase":"Pending","conditions":[{"type":"PodScheduled","status":"False","reason":"SchedulingGated"}])",
        "SchedulingGated", Health::Changing);
    row("unschedulable",
        R"("phase":"Pending","conditions":[{"type":"PodScheduled","status":"False","reason":"Unschedulable"}])",
        "Pending", Health::Warning);
    row("init 0 of 2", init + container("i", R"("running":{})") + "]", "Init:0/2", Health::Changing);
    row("init 1 of 2",
        init + container("i", R"("terminated":{"exitCode":0})") + ","
            + container("j", R"("waiting":{"reason":"PodInitializing"})") + "]",
        "Init:1/2", Health::Changing);
    row("init waits", init + container("i", R"("waiting":{"reason":"ImagePullBackOff"})") + "]",
        "Init:ImagePullBackOff", Health::Critical);
    row("init failed with reason", init + container("i", R"("terminated":{"exitCode":1,"reason":"Error"})") + "]",
        "Init:Error", Health::Critical);
    row("init failed by code", init + container("i", R"("terminated":{"exitCode":3})") + "]", "Init:ExitCode:3",
        Health::Critical);
    row("init killed", init + container("i", R"("terminated":{"exitCode":137,"signal":9})") + "]", "Init:Signal:9",
        Health::Critical);
    row("creating",
        R"("phase":"Pending","containerStatuses":[)" + container("a", R"("waiting":{"reason":"ContainerCreating"})")
            + "]",
        "ContainerCreating", Health::Changing);
    row("running", main + running + "]", "Running", Health::Well);
    row("running, not ready", ill + container("a", R"("running":{})") + "]", "Running", Health::Warning);
    row("crash loop", ill + container("a", R"("waiting":{"reason":"CrashLoopBackOff"})", 9) + "]", "CrashLoopBackOff",
        Health::Critical);
    row("first container's word wins",
        ill + container("a", R"("waiting":{"reason":"ErrImagePull"})") + ","
            + container("b", R"("waiting":{"reason":"CrashLoopBackOff"})") + "]",
        "ErrImagePull", Health::Critical);
    row("oom killed", ill + container("a", R"("terminated":{"exitCode":137,"reason":"OOMKilled"})") + "]", "OOMKilled",
        Health::Critical);
    row("exit code", ill + container("a", R"("terminated":{"exitCode":7})") + "]", "ExitCode:7", Health::Critical);
    row("signal", ill + container("a", R"("terminated":{"exitCode":0,"signal":15})") + "]", "Signal:15",
        Health::Critical);
    row("bad configuration", ill + container("a", R"("waiting":{"reason":"CreateContainerConfigError"})") + "]",
        "CreateContainerConfigError", Health::Critical);
    row("completed",
        R"("phase":"Succeeded","containerStatuses":[)"
            + container("a", R"("terminated":{"exitCode":0,"reason":"Completed"})") + "]",
        "Completed", Health::Well);
    row("succeeded without statuses", R"("phase":"Succeeded")", "Succeeded", Health::Well);
    row("one completed, one runs, ready",
        main + container("a", R"("terminated":{"exitCode":0,"reason":"Completed"})") + "," + running + "]", "Running",
        Health::Well);
    row("one completed, one runs, not ready",
        ill + container("a", R"("terminated":{"exitCode":0,"reason":"Completed"})") + "," + running + "]", "NotReady",
        Health::Warning);
    row("failed", R"("phase":"Failed")", "Failed", Health::Critical);
    row("evicted", R"("phase":"Failed","reason":"Evicted","message":"The node was low on resource: memory.")",
        "Evicted", Health::Critical);
    row("node lost", R"("phase":"Running","reason":"NodeLost")", "NodeLost", Health::Critical);
    row("node lost and deleted", R"("phase":"Running","reason":"NodeLost")", "Unknown", Health::Unknown, deleted);
    row("terminating", main + running + "]", "Terminating", Health::Changing, deleted);
    row("deleted but done",
        R"("phase":"Succeeded","containerStatuses":[)"
            + container("a", R"("terminated":{"exitCode":0,"reason":"Completed"})") + "]",
        "Completed", Health::Well, deleted);
    row("nothing known", "", "", Health::Unknown);
}

void TestPodStatus::statusIsWhatKubectlPrints()
{
    QFETCH(const QByteArray, status);
    QFETCH(const QByteArray, meta);
    QFETCH(const QString, printed);
    QFETCH(const int, health);
    const auto record = podWith(status, meta.constData());
    QVERIFY(record);
    QCOMPARE(shown(*record, Columns::status), printed);
    QCOMPARE(static_cast<int>(record->health), health);
    QCOMPARE(record->reason.empty(), record->health == Health::Well || printed.isEmpty());
}

void TestPodStatus::whyThePodEndedIsItsReasonWhateverItsContainersSay_data()
{
    QTest::addColumn<QByteArray>("phase");
    QTest::addColumn<QByteArray>("reason");
    QTest::addColumn<QByteArray>("state");
    QTest::addColumn<QString>("printed");
    const QByteArray error = R"("terminated":{"exitCode":137,"reason":"Error"})";
    const QByteArray completed = R"("terminated":{"exitCode":0,"reason":"Completed"})";
    for (const char* reason : { "Evicted", "Preempting", "DeadlineExceeded", "NodeLost", "Terminated" })
        QTest::newRow(reason) << QByteArray("Failed") << QByteArray(reason) << error << u"Error"_s;
    QTest::newRow("went well until it was evicted")
        << QByteArray("Failed") << QByteArray("Evicted") << completed << u"Completed"_s;
    QTest::newRow("of a lost node") << QByteArray("Running") << QByteArray("NodeLost")
                                    << QByteArray(R"("waiting":{"reason":"CrashLoopBackOff"})")
                                    << u"CrashLoopBackOff"_s;
}

void TestPodStatus::whyThePodEndedIsItsReasonWhateverItsContainersSay()
{
    QFETCH(const QByteArray, phase);
    QFETCH(const QByteArray, reason);
    QFETCH(const QByteArray, state);
    QFETCH(const QString, printed);
    const auto record = podWith(R"("phase":")" + phase + R"(","reason":")" + reason + R"(","containerStatuses":[)"
        + container("a", state.constData()) + "]");
    QVERIFY(record);
    QCOMPARE(shown(*record, Columns::status), printed); // as kubectl prints it
    QCOMPARE(record->reason, IString(reason.toStdString()));
    QCOMPARE(record->health, Health::Critical);
    QVERIFY(QByteArray::fromStdString(record->searchText).contains(reason.toLower()));
}

void TestPodStatus::sidecarsCountAsContainers()
{
    const auto record = podWith(QByteArray(ready)
            + R"("phase":"Running","initContainerStatuses":[)"
              R"({"name":"i","started":true,"ready":true,"restartCount":4,"state":{"running":{}}},)"
            + container("j", R"("terminated":{"exitCode":0})", 3) + R"(],"containerStatuses":[)" + running + "]",
        "", R"({"name":"i","restartPolicy":"Always"},{"name":"j"})");
    QVERIFY(record);
    QCOMPARE(shown(*record, Columns::ready), u"2/3"_s);
    QCOMPARE(shown(*record, Columns::restarts), u"6"_s);
}

void TestPodStatus::restartsOfInitContainersAreForgottenOnceInitialized()
{
    const auto starting = podWith(R"("phase":"Pending","initContainerStatuses":[)"
        + container("i", R"("waiting":{"reason":"CrashLoopBackOff"})", 5) + "]");
    QCOMPARE(shown(*starting, Columns::restarts), u"5"_s);
    const auto started = podWith(QByteArray(ready) + R"("phase":"Running","initContainerStatuses":[)"
        + container("i", R"("terminated":{"exitCode":0})", 5) + R"(],"containerStatuses":[)" + running + "]");
    QCOMPARE(shown(*started, Columns::restarts), u"2"_s);
}

void TestPodStatus::unschedulablePodSaysWhy()
{
    const auto record = podWith(
        R"("phase":"Pending","conditions":[{"type":"PodScheduled","status":"False","reason":"Unschedulable","message":"0/3 nodes are available"}])");
    QCOMPARE(record->reason, IString("Unschedulable"));
    QCOMPARE(shown(*record, Columns::message), u"0/3 nodes are available"_s);
    QCOMPARE(shown(*record, Columns::unschedulable), u"1"_s);
}

void TestPodStatus::limitsHoldOnlyIfEveryContainerHasOne()
{
    KubeDecoder decoder = decoderFor("", "Pod");
    const auto record = decoder.object(R"({"metadata":{"name":"p"},"spec":{"containers":[
        {"name":"a","resources":{"requests":{"cpu":"100m","memory":"1Gi"},"limits":{"cpu":"1"}}},
        {"name":"b","resources":{"requests":{"cpu":0.5}}}]}})",
        WireFormat::Json);
    QVERIFY(record.has_value());
    QCOMPARE(shown(**record, Columns::cpuRequest), u"600"_s);
    QCOMPARE(shown(**record, Columns::cpuLimit), QString());
    QCOMPARE(shown(**record, Columns::memoryRequest), u"1073741824"_s);
    QCOMPARE(shown(**record, Columns::memoryLimit), QString());
}

QTEST_GUILESS_MAIN(TestPodStatus)
#include "tst_podstatus.moc"
