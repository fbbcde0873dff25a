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

QString joinedLabels(const Record& record)
{
    QString text;
    for (const auto& [key, value] : *record.labels)
        text += QString::fromStdString(std::string(key.view()) + "=" + std::string(value.view()) + ";");
    return text;
}

} // namespace

/// Objects that Kubernetes' own library wrote, in both formats.
class TestKubeDecodeGolden final : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void protobufAndJsonGiveTheSameRecord_data();
    void protobufAndJsonGiveTheSameRecord();
    void columnsReadAsKubectlPrintsThem_data();
    void columnsReadAsKubectlPrintsThem();
    void headerFieldsAreRead();
    void listsCarryTheirMetadata_data();
    void listsCarryTheirMetadata();
    void equalLabelSetsAreShared();
    void secretValuesAreNeverRead();
    void statusWritersAreNotTheChangers();
    void everyBuiltInKindHasAFixture();
};

void TestKubeDecodeGolden::protobufAndJsonGiveTheSameRecord_data()
{
    QTest::addColumn<QString>("kind");
    for (const SchemaPtr& schema : builtInSchemas())
        QTest::newRow(schema->kind.c_str()) << QString::fromStdString(schema->kind);
}

void TestKubeDecodeGolden::protobufAndJsonGiveTheSameRecord()
{
    QFETCH(const QString, kind);
    const auto schema
        = std::ranges::find(builtInSchemas(), kind.toStdString(), [](const SchemaPtr& s) { return s->kind; });
    KubeDecoder decoder(IString("cluster-1"), kindOf(**schema));
    const auto json = decoder.object(fixture(kind + u".json"_s), WireFormat::Json);
    const auto protobuf = decoder.object(fixture(kind + u".pb"_s), WireFormat::Protobuf);
    QVERIFY2(json.has_value(), json ? "" : qPrintable(json.error().detail));
    QVERIFY2(protobuf.has_value(), protobuf ? "" : qPrintable(protobuf.error().detail));
    for (const ColumnSpec& column : (*schema)->columns)
        QCOMPARE(shown(**protobuf, column.id), shown(**json, column.id));
    QVERIFY(sameContent(**json, **protobuf));
    QCOMPARE((*json)->searchText, (*protobuf)->searchText);
    QCOMPARE((*json)->resourceVersion, (*protobuf)->resourceVersion);
    QCOMPARE((*json)->schema, *schema);
}

// NOLINTNEXTLINE(readability-function-size): a table of cases
void TestKubeDecodeGolden::columnsReadAsKubectlPrintsThem_data()
{
    namespace C = Columns;
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("column");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* kind, std::string_view column, const char* expected) {
        QTest::addRow("%s.%s", kind, std::string(column).c_str())
            << QString::fromUtf8(kind) << QString::fromStdString(std::string(column)) << QString::fromUtf8(expected);
    };
    row("Pod", C::name, "web-6d4cf56db6-x2x7z");
    row("Pod", C::ready, "2/3");
    row("Pod", C::status, "CrashLoopBackOff");
    row("Pod", C::restarts, "6");
    row("Pod", C::lastRestart, "1767323525000000000");
    row("Pod", C::ip, "10.0.0.7");
    row("Pod", C::node, "node-1");
    row("Pod", C::readinessGates, "1/2");
    row("Pod", C::cpuRequest, "1010"); // the init container's 1 core is more than 400m of the rest; overhead 10m
    row("Pod", C::cpuLimit, "2010");
    row("Pod", C::memoryRequest, "1074790400");
    row("Pod", C::memoryLimit, "2148532224");
    row("Pod", C::containerStates, "init=Terminated(Completed),side=Running,web=Running,log=Waiting(CrashLoopBackOff)");
    row("Pod", C::waitingReason, "CrashLoopBackOff");
    row("Pod", C::unready, "log");
    row("Pod", C::lastTermination, "OOMKilled");
    row("Pod", C::lastExitCode, "137");
    row("Pod", C::message, "back-off 5m0s restarting failed container");
    row("Pod", C::images, "web:3,log:4");
    row("Pod", C::claims, "data");
    row("Pod", C::hostNetwork, "1");
    row("Pod", C::finalizers, "example.org/a,example.org/b");
    row("Pod", C::containerIds, "init=containerd://aa,side=containerd://bb,web=containerd://cc,log=containerd://dd");
    row("Node", C::status, "Ready,SchedulingDisabled");
    row("Node", C::roles, "control-plane");
    row("Node", C::version, "v1.34.4");
    row("Node", C::internalIp, "192.168.0.1");
    row("Node", C::externalIp, "203.0.113.9");
    row("Node", C::cpuCapacity, "4000");
    row("Node", C::cpuAllocatable, "3920");
    row("Node", C::memoryCapacity, "16786653184");
    row("Node", C::podsCapacity, "110");
    row("Node", C::pressures, "MemoryPressure");
    row("Node", C::taints, "gpu=yes:NoSchedule,node.kubernetes.io/unschedulable:NoSchedule");
    row("Node", C::zone, "eu-1a");
    row("Namespace", C::status, "Terminating");
    row("Namespace", C::message, "pods. has 3 resource instances");
    row("Event", C::lastSeen, "1767325505123456000");
    row("Event", C::count, "17");
    row("Event", C::object, "pod/web-1");
    row("Event", C::message, "Back-off restarting failed container");
    row("Event", C::source, "kubelet, node-1");
    row("Service", C::ports, "80:30080/TCP,53/UDP");
    row("Service", C::externalIp, "203.0.113.5,lb.example.org,198.51.100.1");
    row("Service", C::selector, "app=web,tier=front");
    row("ConfigMap", C::data, "3");
    row("Secret", C::data, "2");
    row("PersistentVolumeClaim", C::capacity, "10737418240");
    row("PersistentVolumeClaim", C::accessModes, "RWO,RWX");
    row("PersistentVolume", C::claim, "shop/data");
    row("PersistentVolume", C::reasonText, "Broken");
    row("PersistentVolume", C::accessModes, "RWOP");
    row("ServiceAccount", C::secrets, "2");
    row("ResourceQuota", C::requests, "pods: 3/20, requests.cpu: 9500m/10");
    row("ResourceQuota", C::limits, "limits.memory: 1Gi/8Gi");
    row("ResourceQuota", C::fullest, "0.95");
    row("ResourceQuota", C::fullestName, "requests.cpu");
    row("Deployment", C::ready, "3/4");
    row("Deployment", C::updated, "2");
    row("Deployment", C::selector, "app=web,tier=front,zone in (a,b),!old,x,y notin (z)");
    row("Deployment", C::status, "Progressing");
    row("Deployment", C::revision, "7");
    row("Deployment", C::progressing, "ReplicaSetUpdated");
    row("StatefulSet", C::ready, "2/3");
    row("StatefulSet", C::status, "NotAllReady");
    row("DaemonSet", C::ready, "4/5");
    row("DaemonSet", C::nodeSelector, "arch=arm64,disk=ssd");
    row("ReplicaSet", C::ready, "0/0");
    row("Job", C::status, "Complete");
    row("Job", C::completions, "3/3");
    row("Job", C::duration, "180000000000");
    row("CronJob", C::timeZone, "Europe/Berlin");
    row("CronJob", C::active, "1");
    row("Ingress", C::hosts, "a.example.org,b.example.org,c.example.org + 1 more...");
    row("Ingress", C::ports, "80, 443");
    row("Ingress", C::backends, "api,fallback,web");
    row("Ingress", C::address, "203.0.113.7,lb.example.org");
    row("EndpointSlice", C::endpoints, "10.0.0.7,10.0.0.8,10.0.0.9 + 1 more...");
    row("EndpointSlice", C::endpointsReady, "3/4");
    row("EndpointSlice", C::ports, "8080,any");
    row("EndpointSlice", C::service, "web");
    row("HorizontalPodAutoscaler", C::targets, "cpu: 97%/80%, 250500m/100 + 1 more...");
    row("HorizontalPodAutoscaler", C::reference, "Deployment/web");
    row("PodDisruptionBudget", C::minAvailable, "50%");
    row("PodDisruptionBudget", C::maxUnavailable, "1");
    row("PodDisruptionBudget", C::allowedDisruptions, "0");
    row("StorageClass", C::isDefault, "1");
    row("StorageClass", C::bindingMode, "WaitForFirstConsumer");
    row("Lease", C::holder, "node-1");
    row("Lease", C::renewedAt, "1767323135654321000");
}

void TestKubeDecodeGolden::columnsReadAsKubectlPrintsThem()
{
    QFETCH(const QString, kind);
    QFETCH(const QString, column);
    QFETCH(const QString, expected);
    const auto schema
        = std::ranges::find(builtInSchemas(), kind.toStdString(), [](const SchemaPtr& s) { return s->kind; });
    KubeDecoder decoder(IString("cluster-1"), kindOf(**schema));
    const auto record = decoder.object(fixture(kind + u".pb"_s), WireFormat::Protobuf);
    QVERIFY(record.has_value());
    QCOMPARE(shown(**record, column.toStdString()), expected);
}

void TestKubeDecodeGolden::headerFieldsAreRead()
{
    KubeDecoder decoder = decoderFor("", "Pod");
    const auto pod = decoder.object(fixture(u"Pod.pb"_s), WireFormat::Protobuf);
    QVERIFY(pod.has_value());
    const Record& record = **pod;
    QCOMPARE(record.entity.toString(), u"k8s:cluster-1//Pod/shop/web-6d4cf56db6-x2x7z"_s);
    QCOMPARE(record.uid, IString("uid-web-6d4cf56db6-x2x7z"));
    QCOMPARE(record.nameSpace, IString("shop"));
    QCOMPARE(record.created, instantFromSeconds(1'767'323'045));
    QVERIFY(!record.deletionRequested);
    QCOMPARE(record.owner.kind, IString("ReplicaSet"));
    QCOMPARE(record.owner.name, IString("web-6d4cf56db6"));
    QCOMPARE(joinedLabels(record), u"app=web;tier=front;"_s);
    QCOMPARE(record.health, Health::Critical);
    QCOMPARE(record.reason, IString("CrashLoopBackOff"));
    QVERIFY(!record.provisional);
    QVERIFY(record.searchText.find("web:3,log:4") != std::string::npos);
}

void TestKubeDecodeGolden::listsCarryTheirMetadata_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("protobuf");
    QTest::newRow("protobuf") << u"PodList.pb"_s << true;
    QTest::newRow("json") << u"PodList.json"_s << false;
}

void TestKubeDecodeGolden::listsCarryTheirMetadata()
{
    QFETCH(const QString, file);
    QFETCH(const bool, protobuf);
    KubeDecoder decoder = decoderFor("", "Pod");
    const auto list = decoder.list(fixture(file), protobuf ? WireFormat::Protobuf : WireFormat::Json);
    QVERIFY2(list.has_value(), list ? "" : qPrintable(list.error().detail));
    QCOMPARE(list->records.size(), std::size_t(2));
    QCOMPARE(list->records[1]->name, IString("web-2"));
    QCOMPARE(list->resourceVersion, std::string("2000"));
    QCOMPARE(list->continueToken, std::string("tok en"));
    QCOMPARE(list->remaining, std::optional<std::int64_t>(7));
    QCOMPARE(list->schema, builtInSchema("", "Pod"));
}

void TestKubeDecodeGolden::equalLabelSetsAreShared()
{
    KubeDecoder decoder = decoderFor("", "Pod");
    const auto list = decoder.list(fixture(u"PodList.pb"_s), WireFormat::Protobuf);
    QVERIFY(list.has_value());
    QCOMPARE(list->records[0]->labels.get(), list->records[1]->labels.get());
}

void TestKubeDecodeGolden::secretValuesAreNeverRead()
{
    KubeDecoder decoder = decoderFor("", "Secret");
    for (const WireFormat format : { WireFormat::Json, WireFormat::Protobuf }) {
        const bool json = format == WireFormat::Json;
        const auto record = decoder.object(fixture(json ? u"Secret.json"_s : u"Secret.pb"_s), format);
        QVERIFY(record.has_value());
        for (const ColumnSpec& column : (*record)->schema->columns) {
            const QString text = shown(**record, column.id);
            QVERIFY2(!text.contains(u"canary"_s) && !text.contains(u"Y2FuYXJ5"_s), qPrintable(text));
        }
        QVERIFY((*record)->searchText.find("canary") == std::string::npos);
    }
}

void TestKubeDecodeGolden::statusWritersAreNotTheChangers()
{
    KubeDecoder decoder = decoderFor("apps", "Deployment");
    const auto record = decoder.object(fixture(u"Deployment.pb"_s), WireFormat::Protobuf);
    QVERIFY(record.has_value());
    QCOMPARE(shown(**record, Columns::changedBy), u"kubectl-edit"_s);
    QCOMPARE(shown(**record, Columns::changedAt), u"1767323345000000000"_s);
}

void TestKubeDecodeGolden::everyBuiltInKindHasAFixture()
{
    QVERIFY(builtInSchemas().size() >= 23);
    for (const SchemaPtr& schema : builtInSchemas()) {
        QCOMPARE(schema->columns.front().id, std::string("name"));
        QVERIFY(QFile::exists(QStringLiteral(STRATO_TEST_DATA "/%1.pb").arg(QString::fromStdString(schema->kind))));
        for (const ColumnSpec& column : schema->columns)
            QCOMPARE(std::ranges::count(schema->columns, column.id, &ColumnSpec::id), 1);
    }
}

QTEST_GUILESS_MAIN(TestKubeDecodeGolden)
#include "tst_kubedecodegolden.moc"
