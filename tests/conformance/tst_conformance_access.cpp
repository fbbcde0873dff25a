// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/conformance/conformancetarget.h"

#include <QtTest>

#include <nlohmann/json.hpp>

using namespace Strato::Testing;
using nlohmann::json;
using namespace Qt::StringLiterals;

namespace {

const std::string Authorization = "/apis/authorization.k8s.io/v1/";

json accessReview(const char* verb, const char* resource, const char* nameSpace, const char* group = "")
{
    return { { "kind", "SelfSubjectAccessReview" }, { "apiVersion", "authorization.k8s.io/v1" },
        { "spec",
            { { "resourceAttributes",
                { { "verb", verb }, { "resource", resource }, { "namespace", nameSpace }, { "group", group } } } } } };
}

} // namespace

/// Discovery, health, authentication, rights.
class TestConformanceAccess : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_target = ConformanceTarget::make();
        QVERIFY(applyFixture(*m_target));
        m_admin = std::make_unique<ApiClient>(m_target->admin());
    }
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void healthAndVersionAreToldToAnybody()
    {
        for (const char* path : { "/livez", "/readyz", "/healthz" })
            QCOMPARE(QByteArray::fromStdString(m_admin->withToken("").get(path).body), "ok"_ba);
        const json version = parsed(m_admin->withToken("").get("/version"));
        QCOMPARE(version["major"].get<std::string>(), std::string("1"));
        QVERIFY(version.contains("gitVersion") && version.contains("minor"));
    }

    void everyAnswerCarriesADate() { QVERIFY(m_admin->get("/livez").header("date").ends_with("GMT")); }

    void groupsAndResourcesAreListed()
    {
        QCOMPARE(parsed(m_admin->get("/api"))["versions"][0].get<std::string>(), std::string("v1"));
        const json groups = parsed(m_admin->get("/apis"));
        QCOMPARE(groups["kind"].get<std::string>(), std::string("APIGroupList"));
        std::string all;
        for (const json& group : groups["groups"]) {
            all += " " + group["name"].get<std::string>() + " ";
            QVERIFY(group["preferredVersion"].contains("groupVersion"));
        }
        for (const char* name : { " apps ", " batch ", " networking.k8s.io ", " conformance.example.com " })
            QVERIFY2(all.find(name) != std::string::npos, name);
        QCOMPARE(parsed(m_admin->get("/apis/apps"))["kind"].get<std::string>(), std::string("APIGroup"));
        QCOMPARE(m_admin->get("/apis/absent.example.com/v1").status, 404);
    }

    void aResourceSaysHowItIsCalled()
    {
        const json list = parsed(m_admin->get("/api/v1"));
        QCOMPARE(list["groupVersion"].get<std::string>(), std::string("v1"));
        json pods;
        for (const json& resource : list["resources"]) {
            if (resource["name"] == "pods")
                pods = resource;
        }
        QCOMPARE(pods["kind"].get<std::string>(), std::string("Pod"));
        QCOMPARE(pods["namespaced"].get<bool>(), true);
        QCOMPARE(pods["shortNames"][0].get<std::string>(), std::string("po"));
        const std::string verbs = pods["verbs"].dump();
        for (const char* verb : { "get", "list", "watch" })
            QVERIFY(verbs.find(verb) != std::string::npos);
        const json custom = parsed(m_admin->get("/apis/conformance.example.com/v1"));
        QCOMPARE(custom["resources"][0]["singularName"].get<std::string>(), std::string("gadget"));
    }

    void allOfDiscoveryComesInTwoRequests()
    {
        const std::string accept = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,"
                                   "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,"
                                   "application/json"; // before 1.30 it is the second
        const ApiReply core = m_admin->get("/api", accept);
        QVERIFY(core.header("content-type").find("as=APIGroupDiscoveryList") != std::string::npos);
        QCOMPARE(parsed(core)["items"][0]["versions"][0]["version"].get<std::string>(), std::string("v1"));
        bool deployments = false;
        const json all = parsed(m_admin->get("/apis", accept));
        for (const json& group : all["items"]) {
            for (const json& resource : group["versions"][0]["resources"])
                deployments = deployments
                    || (resource["resource"] == "deployments" && resource["responseKind"]["kind"] == "Deployment");
        }
        QVERIFY(deployments);
    }

    void aWrongTokenIsRefusedEverywhere()
    {
        const ApiReply reply = m_admin->withToken("nonsense").get("/api/v1/pods");
        QCOMPARE(reply.status, 401);
        const json status = parsed(reply);
        QCOMPARE(status["kind"].get<std::string>(), std::string("Status"));
        QCOMPARE(status["reason"].get<std::string>(), std::string("Unauthorized"));
        QCOMPARE(m_admin->withToken("nonsense").get("/livez").status, 401);
        const int anonymous = m_admin->withToken("").get("/api/v1/pods").status;
        QVERIFY(anonymous == 401 || anonymous == 403);
    }

    void oneNamespaceIsAllThatIsSeenThroughIt()
    {
        if (m_target->limitedToken().empty())
            QSKIP("no user of one namespace");
        const ApiClient limited = m_admin->withToken(m_target->limitedToken());
        QCOMPARE(limited.get("/api/v1/namespaces/" + m_target->limitedNamespace() + "/pods").status, 200);
        const ApiReply all = limited.get("/api/v1/pods");
        QCOMPARE(all.status, 403);
        const json status = parsed(all);
        QCOMPARE(status["reason"].get<std::string>(), std::string("Forbidden"));
        QCOMPARE(status["details"]["kind"].get<std::string>(), std::string("pods"));
        const auto message = QByteArray::fromStdString(status["message"].get<std::string>());
        QVERIFY(message.startsWith("pods is forbidden: User \""));
        QVERIFY(message.endsWith("cannot list resource \"pods\" in API group \"\" at the cluster scope"));
        const ApiReply watch = limited.get("/api/v1/namespaces/conformance-other/pods?watch=1");
        QCOMPARE(watch.status, 403);
        QVERIFY(watch.body.find("cannot watch resource \\\"pods\\\" in API group \\\"\\\" in the namespace "
                                "\\\"conformance-other\\\"")
            != std::string::npos);
        QCOMPARE(limited.get("/api/v1/namespaces").status, 403);
    }

    void aViewerSeesNoSecrets()
    {
        if (m_target->viewerToken().empty())
            QSKIP("no viewer");
        const ApiClient viewer = m_admin->withToken(m_target->viewerToken());
        QCOMPARE(viewer.get("/api/v1/namespaces/conformance/pods").status, 200);
        QCOMPARE(viewer.get("/api/v1/namespaces/conformance/secrets").status, 403);
        QCOMPARE(viewer.get("/api/v1/namespaces/conformance/secrets/hidden").status, 403);
        QCOMPARE(m_admin->get("/api/v1/namespaces/conformance/secrets/hidden").status, 200);
    }

    void selfReviewNamesTheUser()
    {
        const ApiReply reply = m_admin->post("/apis/authentication.k8s.io/v1/selfsubjectreviews",
            R"({"kind":"SelfSubjectReview","apiVersion":"authentication.k8s.io/v1"})");
        QCOMPARE(reply.status, 201);
        const json user = parsed(reply)["status"]["userInfo"];
        QVERIFY(!user["username"].get<std::string>().empty());
        QVERIFY(user["groups"].dump().find("system:authenticated") != std::string::npos);
    }

    void accessReviewSaysWhatRequestsSay()
    {
        const auto allowed = [](const ApiClient& client, const json& review) {
            const ApiReply reply = client.post(Authorization + "selfsubjectaccessreviews", review.dump());
            return reply.status == 201 && parsed(reply)["status"]["allowed"].get<bool>();
        };
        QVERIFY(allowed(*m_admin, accessReview("delete", "nodes", "")));
        if (m_target->limitedToken().empty())
            QSKIP("no user of one namespace");
        const ApiClient limited = m_admin->withToken(m_target->limitedToken());
        const std::string& mine = m_target->limitedNamespace();
        QVERIFY(allowed(limited, accessReview("list", "pods", mine.c_str())));
        QVERIFY(allowed(limited, accessReview("watch", "deployments", mine.c_str(), "apps")));
        QVERIFY(!allowed(limited, accessReview("list", "pods", "")));
        QVERIFY(!allowed(limited, accessReview("delete", "pods", mine.c_str())));
        QVERIFY(!allowed(limited, accessReview("list", "secrets", mine.c_str())));
        QCOMPARE(m_admin->post(Authorization + "selfsubjectaccessreviews", "{}").status / 100, 4);
    }

    void rulesReviewListsRightsInANamespace()
    {
        const json review { { "kind", "SelfSubjectRulesReview" }, { "apiVersion", "authorization.k8s.io/v1" },
            { "spec", { { "namespace", "conformance" } } } };
        const ApiReply reply = m_admin->post(Authorization + "selfsubjectrulesreviews", review.dump());
        QCOMPARE(reply.status, 201);
        const json status = parsed(reply)["status"];
        QVERIFY(status["resourceRules"].dump().find("\"*\"") != std::string::npos);
        QVERIFY(status.contains("incomplete") && !status["nonResourceRules"].empty());
    }

    void anAdministratorMayActAsAnotherAndOthersMayNot()
    {
        ApiRequest request;
        request.path = "/api/v1/pods";
        request.headers = { "Impersonate-User: nobody-at-all" };
        const ApiReply refused = m_admin->send(request);
        QCOMPARE(refused.status, 403);
        QVERIFY(refused.body.find("nobody-at-all") != std::string::npos);
        request.headers = { "Impersonate-User: nobody-at-all", "Impersonate-Group: system:masters" };
        QCOMPARE(m_admin->send(request).status, 200);
        if (m_target->limitedToken().empty())
            QSKIP("no user of one namespace");
        QCOMPARE(m_admin->withToken(m_target->limitedToken()).send(request).status, 403);
    }

    void whatIsNotThereIsNotFound()
    {
        const ApiReply reply = m_admin->get("/api/v1/namespaces/conformance/pods/absent");
        QCOMPARE(reply.status, 404);
        const json status = parsed(reply);
        QCOMPARE(status["message"].get<std::string>(), std::string("pods \"absent\" not found"));
        QCOMPARE(status["details"]["name"].get<std::string>(), std::string("absent"));
        QCOMPARE(m_admin->get("/apis/apps/v1/nonsense").status, 404);
        QCOMPARE(m_admin->get("/nonsense").status, 404);
    }

    void aBodyInAnUnknownFormatIsNeverASuccess_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("path");
        const QByteArray pods = "/api/v1/namespaces/conformance/pods";
        QTest::newRow("create") << "POST"_ba << pods;
        QTest::newRow("replace") << "PUT"_ba << pods + "/pod-1";
        QTest::newRow("patch") << "PATCH"_ba << pods + "/pod-1";
        QTest::newRow("dry run") << "PATCH"_ba << pods + "/pod-1?dryRun=All";
        QTest::newRow("scale") << "PUT"_ba
                               << "/apis/apps/v1/namespaces/conformance/deployments/web/scale"_ba;
        QTest::newRow("eviction") << "POST"_ba << pods + "/pod-1/eviction";
    }
    void aBodyInAnUnknownFormatIsNeverASuccess()
    {
        QFETCH(const QByteArray, method);
        QFETCH(const QByteArray, path);
        ApiRequest request;
        request.method = method.toStdString();
        request.path = path.toStdString();
        request.contentType = "application/x-nonsense";
        request.body = "nonsense";
        const ApiReply reply = m_admin->send(request);
        QCOMPARE(reply.status, 415);
        QCOMPARE(parsed(reply)["kind"].get<std::string>(), std::string("Status"));
        QCOMPARE(m_admin->get("/api/v1/namespaces/conformance/pods/pod-1").status, 200);
    }

private:
    std::unique_ptr<ConformanceTarget> m_target;
    std::unique_ptr<ApiClient> m_admin;
};

QTEST_GUILESS_MAIN(TestConformanceAccess)
#include "tst_conformance_access.moc"
