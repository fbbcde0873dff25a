// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/entitylinks.h"
#include "models/items/objectdetails.h"

#include <QTest>

using namespace Strato;
using namespace Qt::StringLiterals;

namespace {

RecordPtr record(const std::string& kind, const std::vector<std::pair<std::string, std::string>>& cells)
{
    auto schema = std::make_shared<KindSchema>();
    auto made = std::make_shared<Record>();
    schema->kind = kind;
    for (const auto& [id, text] : cells) {
        schema->columns.push_back({ id, CellType::Text, true, {} });
        made->cells.emplace_back(IString(text));
    }
    made->schema = schema;
    made->cluster = IString("c1");
    made->nameSpace = IString("shop");
    made->name = IString("x");
    return made;
}

} // namespace

class TestObjectDetails final : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void aPodsContainersAreReadWithTheirStates()
    {
        const auto details = objectDetails(R"({"spec":{"initContainers":[{"name":"init","image":"i"}],
            "containers":[{"name":"app","image":"shop/app:1","ports":[{"containerPort":80},{"containerPort":53,
            "protocol":"UDP"}],"resources":{"requests":{"cpu":"500m"},"limits":{"memory":"4Gi"}}}]},
            "status":{"initContainerStatuses":[{"name":"init","state":{"terminated":{"reason":"Completed"}}}],
            "containerStatuses":[{"name":"app","ready":false,"restartCount":3,"state":{"waiting":{"reason":
            "CrashLoopBackOff"}},"lastState":{"terminated":{"exitCode":137,"reason":"OOMKilled",
            "finishedAt":"2025-11-24T16:00:00Z"}}}]}})");
        QVERIFY(details);
        QCOMPARE(details->containers.size(), std::size_t(2));
        QCOMPARE(details->containers[0].role, ObjectContainer::Role::Init);
        QCOMPARE(details->containers[0].health(), std::optional(Health::Well));
        const ObjectContainer& app = details->containers[1];
        QCOMPARE(app.state, u"waiting"_s);
        QCOMPARE(app.health(), std::optional(Health::Critical));
        QCOMPARE(app.restarts, std::optional<qint64>(3));
        QCOMPARE(app.lastEnd->exitCode, std::optional<qint64>(137));
        QCOMPARE(app.lastEnd->at->ns, 1'764'000'000'000'000'000);
        QCOMPARE(app.ports, u"80/TCP, 53/UDP"_s);
        QCOMPARE(app.requests.front().second, u"500m"_s);
    }

    void aTemplatesContainersHaveNoState()
    {
        for (const char* json : { R"({"spec":{"template":{"spec":{"containers":[{"name":"a"}]}}}})",
                 R"({"spec":{"jobTemplate":{"spec":{"template":{"spec":{"containers":[{"name":"a"}]}}}}}})" }) {
            const auto details = objectDetails(json);
            QVERIFY(details);
            QCOMPARE(details->containers.size(), std::size_t(1));
            QVERIFY(!details->containers.front().health());
            QVERIFY(!details->containers.front().restarts);
        }
    }

    void conditionsAreJudgedOnlyWhereTheirMeaningIsKnown_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("status");
        QTest::addColumn<int>("health");
        QTest::newRow("ready") << u"Ready"_s << u"True"_s << static_cast<int>(Health::Well);
        QTest::newRow("not ready") << u"Ready"_s << u"False"_s << static_cast<int>(Health::Warning);
        QTest::newRow("ready unknown") << u"Ready"_s << u"Unknown"_s << static_cast<int>(Health::Unknown);
        QTest::newRow("pressure") << u"DiskPressure"_s << u"True"_s << static_cast<int>(Health::Critical);
        QTest::newRow("no pressure") << u"DiskPressure"_s << u"False"_s << static_cast<int>(Health::Well);
        QTest::newRow("somebody's own") << u"Frobnicated"_s << u"False"_s << -1;
    }
    void conditionsAreJudgedOnlyWhereTheirMeaningIsKnown()
    {
        QFETCH(QString, type);
        QFETCH(QString, status);
        QFETCH(int, health);
        const QString json = u"{\"status\":{\"conditions\":[{\"type\":\"%1\",\"status\":\"%2\"}]}}"_s.arg(type, status);
        const auto details = objectDetails(json.toUtf8());
        QVERIFY(details);
        QCOMPARE(
            details->conditions.front().health ? static_cast<int>(*details->conditions.front().health) : -1, health);
    }

    void whatIsNotAnObjectIsAnErrorAndWrongTypesAreLeftOut()
    {
        QCOMPARE(objectDetails("[]").error().code, ErrorCode::Malformed);
        QCOMPARE(objectDetails("<html>").error().code, ErrorCode::Malformed);
        QCOMPARE(objectDetails(QByteArray(100'000, '[')).error().code, ErrorCode::Malformed);
        const auto odd
            = objectDetails(R"({"metadata":[],"spec":7,"status":{"conditions":{"a":1},"containerStatuses":[1,null]}})");
        QVERIFY(odd);
        QCOMPARE(*odd, ObjectDetails {});
    }

    void kubectlsCopyOfTheObjectIsNoAnnotation()
    {
        const auto details = objectDetails(R"({"metadata":{"annotations":{"a":"1",
            "kubectl.kubernetes.io/last-applied-configuration":"{}"}}})");
        QVERIFY(details);
        QCOMPARE(details->annotations.size(), std::size_t(1));
    }

    void cellsThatNameObjectsAreLinks_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("column");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("targets");
        QTest::newRow("node") << u"Pod"_s << u"node"_s << u"n1"_s << QStringList { u"k8s:c1//Node//n1"_s };
        QTest::newRow("claims") << u"Pod"_s << u"claims"_s << u"a,b"_s
                                << QStringList { u"k8s:c1//PersistentVolumeClaim/shop/a"_s,
                                       u"k8s:c1//PersistentVolumeClaim/shop/b"_s };
        QTest::newRow("claim") << u"PersistentVolume"_s << u"claim"_s << u"other/data"_s
                               << QStringList { u"k8s:c1//PersistentVolumeClaim/other/data"_s };
        QTest::newRow("autoscaler") << u"HorizontalPodAutoscaler"_s << u"reference"_s << u"Deployment/web"_s
                                    << QStringList { u"k8s:c1/apps/Deployment/shop/web"_s };
        QTest::newRow("backends") << u"Ingress"_s << u"backends"_s << u"web"_s
                                  << QStringList { u"k8s:c1//Service/shop/web"_s };
        QTest::newRow("no link") << u"Pod"_s << u"ip"_s << u"10.0.0.1"_s << QStringList {};
        QTest::newRow("another kind's node") << u"Thing"_s << u"node"_s << u"n1"_s << QStringList {};
    }
    void cellsThatNameObjectsAreLinks()
    {
        QFETCH(QString, kind);
        QFETCH(QString, column);
        QFETCH(QString, text);
        QFETCH(QStringList, targets);
        QStringList found;
        const RecordPtr made = record(kind.toStdString(), { { column.toStdString(), text.toStdString() } });
        for (const EntityLink& link : linksOf(*made, column.toStdString()))
            found.append(link.entity.toString());
        QCOMPARE(found, targets);
    }

    void anEventLeadsToItsObject()
    {
        const RecordPtr event = record("Event",
            { { "object", "deployment/web" }, { "objectKind", "Deployment" }, { "objectName", "web" },
                { "objectNamespace", "shop" }, { "objectApiVersion", "apps/v1" } });
        const auto links = linksOf(*event, "object");
        QCOMPARE(links.size(), std::size_t(1));
        QCOMPARE(links.front().entity.toString(), u"k8s:c1/apps/Deployment/shop/web"_s);
    }
};

QTEST_APPLESS_MAIN(TestObjectDetails)
#include "tst_objectdetails.moc"
