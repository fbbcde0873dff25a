// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/conformance/conformancetarget.h"

#include <QtTest>

#include <nlohmann/json.hpp>

using namespace Strato::Testing;
using nlohmann::json;
using namespace Qt::StringLiterals;

namespace {

const std::string Pods = "/api/v1/namespaces/conformance/pods";
const std::string Maps = "/api/v1/namespaces/conformance/configmaps";
const std::string TableType = "application/json;as=Table;v=v1;g=meta.k8s.io";

std::string version(const json& object)
{
    return object.at("metadata").at("resourceVersion").get<std::string>();
}

} // namespace

/// Lists, single objects, pages, versions, selectors, Tables.
class TestConformanceLists : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_target = ConformanceTarget::make();
        QVERIFY(applyFixture(*m_target));
        m_admin = std::make_unique<ApiClient>(m_target->admin());
    }
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void aListHasItsKindAndVersionAndItemsWithoutTheirs()
    {
        const json list = parsed(m_admin->get(Pods));
        QCOMPARE(list["kind"].get<std::string>(), std::string("PodList"));
        QCOMPARE(list["apiVersion"].get<std::string>(), std::string("v1"));
        QVERIFY(std::stoull(version(list)) > 0);
        QCOMPARE(itemNames(list), std::string("pod-1 pod-2 pod-3 pod-4 pod-5"));
        QVERIFY(!list["items"][0].contains("kind"));
        QVERIFY(list["items"][0]["metadata"].contains("uid"));
        QVERIFY(itemNames(parsed(m_admin->get("/api/v1/pods"))).find("pod-other") != std::string::npos);
    }

    void aSingleObjectHasItsKind()
    {
        const json pod = parsed(m_admin->get(Pods + "/pod-1"));
        QCOMPARE(pod["kind"].get<std::string>(), std::string("Pod"));
        QCOMPARE(pod["metadata"]["labels"]["n"].get<std::string>(), std::string("1"));
        QVERIFY(std::stoull(version(pod)) <= std::stoull(version(parsed(m_admin->get(Pods)))));
    }

    void pagesMakeOneConsistentList()
    {
        const json first = parsed(m_admin->get(Pods + "?limit=2"));
        QCOMPARE(itemNames(first), std::string("pod-1 pod-2"));
        QCOMPARE(first["metadata"]["remainingItemCount"].get<int>(), 3);
        QVERIFY(m_target->remove(fixturePod("pod-5", "conformance", 5)));
        const json second
            = parsed(m_admin->get(Pods + "?limit=2&continue=" + first["metadata"]["continue"].get<std::string>()));
        QCOMPARE(version(second), version(first));
        const json third
            = parsed(m_admin->get(Pods + "?limit=2&continue=" + second["metadata"]["continue"].get<std::string>()));
        QCOMPARE(itemNames(second) + " " + itemNames(third), std::string("pod-3 pod-4 pod-5"));
        QCOMPARE(third["metadata"].value("continue", std::string()), std::string());
        QVERIFY(m_target->apply(fixturePod("pod-5", "conformance", 5)));
    }

    void aPageOfAForgottenListIsGoneAndOffersTheRest()
    {
        const json first = parsed(m_admin->get(Pods + "?limit=2"));
        QVERIFY(m_target->remove(fixturePod("pod-5", "conformance", 5)));
        QVERIFY(m_target->apply(fixturePod("pod-5", "conformance", 5)));
        if (!m_target->compact())
            QSKIP("this server cannot be told to forget");
        const ApiReply reply
            = m_admin->get(Pods + "?limit=2&continue=" + first["metadata"]["continue"].get<std::string>());
        QCOMPARE(reply.status, 410);
        const json status = parsed(reply);
        QCOMPARE(status["reason"].get<std::string>(), std::string("Expired"));
        const json rest = parsed(m_admin->get(Pods + "?continue=" + status["metadata"]["continue"].get<std::string>()));
        QCOMPARE(itemNames(rest), std::string("pod-3 pod-4 pod-5"));
        QCOMPARE(m_admin->get(Pods + "?continue=nonsense").status, 400);
    }

    void versionsAreHonoured()
    {
        QVERIFY(m_target->apply(fixtureConfigMap("versioned", "old")));
        const std::string old = version(parsed(m_admin->get(Maps)));
        QVERIFY(m_target->apply(fixtureConfigMap("versioned", "new")));
        const json exact = parsed(m_admin->get(Maps + "?resourceVersion=" + old + "&resourceVersionMatch=Exact"));
        QCOMPARE(version(exact), old);
        QVERIFY(exact.dump().find("\"old\"") != std::string::npos);
        const json newer
            = parsed(m_admin->get(Maps + "?resourceVersion=" + old + "&resourceVersionMatch=NotOlderThan"));
        QVERIFY(std::stoull(version(newer)) >= std::stoull(old));
        QVERIFY(!parsed(m_admin->get(Pods + "?limit=2&resourceVersion=0"))["metadata"].contains("continue"));
        if (!m_target->compact())
            QSKIP("this server cannot be told to forget");
        QCOMPARE(m_admin->get(Maps + "?resourceVersion=" + old + "&resourceVersionMatch=Exact").status, 410);
    }

    void aLimitMakesAVersionExactUnlessNewerOnesAreAllowed()
    {
        QVERIFY(m_target->apply(fixtureConfigMap("limited", "old")));
        const std::string old = version(parsed(m_admin->get(Maps)));
        QVERIFY(m_target->apply(fixtureConfigMap("limited", "new")));
        const std::string query = Maps + "?limit=500&resourceVersion=" + old;
        const json exact = parsed(m_admin->get(query));
        QCOMPARE(version(exact), old);
        QVERIFY(exact.dump().find("\"old\"") != std::string::npos);
        const json newer = parsed(m_admin->get(query + "&resourceVersionMatch=NotOlderThan"));
        QVERIFY(std::stoull(version(newer)) >= std::stoull(old));
        QVERIFY(!parsed(m_admin->get(Pods + "?limit=2&resourceVersion=" + old + "&resourceVersionMatch=NotOlderThan"))
                     .at("items")
                     .empty());
        if (!m_target->compact())
            QSKIP("this server cannot be told to forget");
        QCOMPARE(m_admin->get(query).status, 410);
        QCOMPARE(m_admin->get(query + "&resourceVersionMatch=NotOlderThan").status, 200);
    }

    void aVersionFromTheFutureIsATimeout()
    {
        const std::string future = std::to_string(std::stoull(version(parsed(m_admin->get(Pods)))) + 1'000'000);
        const ApiReply reply = m_admin->get(Pods + "?resourceVersion=" + future);
        QCOMPARE(reply.status, 504);
        const json status = parsed(reply);
        QCOMPARE(status["reason"].get<std::string>(), std::string("Timeout"));
        QCOMPARE(status["details"]["causes"][0]["reason"].get<std::string>(), std::string("ResourceVersionTooLarge"));
    }

    void contradictoryOptionsAreInvalid_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("minor"); // of the first version that is known to answer so
        QTest::newRow("match without version") << "?resourceVersionMatch=Exact"_ba << 422 << 28;
        QTest::newRow("exact zero") << "?resourceVersion=0&resourceVersionMatch=Exact"_ba << 422 << 28;
        QTest::newRow("unknown match") << "?resourceVersion=1&resourceVersionMatch=Perhaps"_ba << 422 << 28;
        QTest::newRow("initial events of a list") << "?sendInitialEvents=true"_ba << 422 << 28;
        QTest::newRow("version that is none") << "?resourceVersion=x"_ba << 400 << 34; // 500 in 1.28
        QTest::newRow("label selector") << "?labelSelector=a%20b"_ba << 400 << 28;
        QTest::newRow("unknown field") << "?fieldSelector=spec.nonsense%3Dx"_ba << 400 << 28;
    }
    void contradictoryOptionsAreInvalid()
    {
        QFETCH(const QByteArray, query);
        QFETCH(const int, status);
        QFETCH(const int, minor);
        if (minorVersion(*m_target) < minor)
            QSKIP("this answer is known of Kubernetes 1.34 and later");
        QCOMPARE(m_admin->get(Pods + query.toStdString()).status, status);
    }

    void selectorsSelect_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QByteArray>("names");
        QTest::newRow("equal") << "labelSelector=tier%3Dodd"_ba
                               << "pod-1 pod-3 pod-5"_ba;
        QTest::newRow("unequal") << "labelSelector=tier!%3Dodd"_ba
                                 << "pod-2 pod-4"_ba;
        QTest::newRow("in") << "labelSelector=n+in+(1,2,9)"_ba
                            << "pod-1 pod-2"_ba;
        QTest::newRow("not in") << "labelSelector=n+notin+(1,2,3)"_ba
                                << "pod-4 pod-5"_ba;
        QTest::newRow("exists") << "labelSelector=n,tier%3Deven"_ba
                                << "pod-2 pod-4"_ba;
        QTest::newRow("does not exist") << "labelSelector=!n"_ba
                                        << ""_ba;
        QTest::newRow("greater") << "labelSelector=n%3E3"_ba
                                 << "pod-4 pod-5"_ba;
        QTest::newRow("name") << "fieldSelector=metadata.name%3Dpod-3"_ba
                              << "pod-3"_ba;
        QTest::newRow("node") << "fieldSelector=spec.nodeName%3Dconformance-node,metadata.name!%3Dpod-1"_ba
                              << "pod-2 pod-3 pod-4 pod-5"_ba;
        QTest::newRow("phase") << "fieldSelector=status.phase!%3DRunning"_ba
                               << ""_ba;
        QTest::newRow("both") << "fieldSelector=status.phase%3DRunning&labelSelector=n%3D4"_ba
                              << "pod-4"_ba;
    }
    void selectorsSelect()
    {
        QFETCH(const QByteArray, query);
        QFETCH(const QByteArray, names);
        QCOMPARE(QByteArray::fromStdString(itemNames(parsed(m_admin->get(Pods + "?" + query.toStdString())))), names);
    }

    void aTableHasThePrintersColumns()
    {
        const json table = parsed(m_admin->get(Pods, TableType));
        QCOMPARE(table["kind"].get<std::string>(), std::string("Table"));
        std::string columns;
        for (const json& column : table["columnDefinitions"])
            columns += column["name"].get<std::string>() + (column["priority"].get<int>() > 0 ? "* " : " ");
        QCOMPARE(columns, std::string("Name Ready Status Restarts Age IP* Node* Nominated Node* Readiness Gates* "));
        QCOMPARE(table["rows"].size(), std::size_t { 5 });
        const json& cells = table["rows"][0]["cells"];
        QCOMPARE(cells[0].get<std::string>() + " " + cells[1].get<std::string>() + " " + cells[2].get<std::string>(),
            std::string("pod-1 2/2 Running"));
        const json& object = table["rows"][0]["object"];
        QCOMPARE(object["kind"].get<std::string>(), std::string("PartialObjectMetadata"));
        QVERIFY(object["metadata"].contains("uid") && !object.contains("spec"));
    }

    void aTablesRowsCarryWhatWasAskedFor()
    {
        const json none = parsed(m_admin->get(Pods + "?includeObject=None", TableType));
        QVERIFY(none["rows"][0]["object"].is_null());
        const json whole = parsed(m_admin->get(Pods + "?includeObject=Object", TableType));
        QVERIFY(whole["rows"][0]["object"].contains("spec"));
        QCOMPARE(m_admin->get(Pods + "?includeObject=Nonsense", TableType).status, 400);
        const json paged = parsed(m_admin->get(Pods + "?limit=2", TableType));
        QCOMPARE(paged["rows"].size(), std::size_t { 2 });
        QVERIFY(paged["metadata"].contains("continue"));
    }

    void customResourcesPrintTheColumnsOfTheirDefinition()
    {
        const std::string path = "/apis/conformance.example.com/v1/namespaces/conformance/gadgets";
        const json table = parsed(m_admin->get(path, TableType));
        std::string columns;
        for (const json& column : table["columnDefinitions"])
            columns += column["name"].get<std::string>() + " ";
        QCOMPARE(columns, std::string("Name Size State "));
        QCOMPARE(table["rows"][0]["cells"].dump(), std::string(R"(["gadget",7,"good"])"));
        const json list = parsed(m_admin->get(path));
        QCOMPARE(list["kind"].get<std::string>(), std::string("GadgetList"));
        QCOMPARE(list["items"][0]["kind"].get<std::string>(), std::string("Gadget"));
    }

    void metadataAloneCanBeHad()
    {
        const json list
            = parsed(m_admin->get(Pods, "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io"));
        QCOMPARE(list["kind"].get<std::string>(), std::string("PartialObjectMetadataList"));
        QCOMPARE(list["items"][0]["metadata"]["labels"]["app"].get<std::string>(), std::string("web"));
        QVERIFY(!list["items"][0].contains("spec"));
        const json one
            = parsed(m_admin->get(Pods + "/pod-1", "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io"));
        QCOMPARE(one["kind"].get<std::string>(), std::string("PartialObjectMetadata"));
    }

    void anUnknownMediaTypeIsNotAcceptable() { QCOMPARE(m_admin->get(Pods, "application/x-nonsense").status, 406); }

private:
    std::unique_ptr<ConformanceTarget> m_target;
    std::unique_ptr<ApiClient> m_admin;
};

QTEST_GUILESS_MAIN(TestConformanceLists)
#include "tst_conformance_lists.moc"
