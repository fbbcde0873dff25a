// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/http/httpserver.h"
#include "app/estate/kube/apistore.h"
#include "app/estate/kube/estateserver.h"
#include "app/estate/kube/objectchange.h"
#include "models/base/clock.h"
#include "tests/support/apiclient.h"

#include <QtTest>

#include <nlohmann/json.hpp>

using namespace Strato;
using namespace Strato::Estate;
using namespace Strato::Testing;
using nlohmann::json;
using namespace Qt::StringLiterals;

namespace {

json configMap(int number, std::size_t bytes = 10)
{
    return { { "apiVersion", "v1" }, { "kind", "ConfigMap" },
        { "metadata", { { "name", "m" + std::to_string(1000 + number) }, { "namespace", "default" } } },
        { "data", { { "k", std::string(bytes, 'x') } } } };
}

const std::string Maps = "/api/v1/configmaps";
const std::string Proto = "application/vnd.kubernetes.protobuf";

} // namespace

/// What only the estate does: its switches for tests, its transport, its speed.
class TestEstateServer : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        m_server = std::move(*EstateServer::start(m_clock, {}));
        ClusterOptions options;
        options.name = "one";
        m_cluster = *m_server->addCluster(std::move(options));
        m_client = std::make_unique<ApiClient>(
            ApiEndpoint { m_cluster->url(), m_server->caPem(), "kubernetes", m_cluster->identities().front().token });
    }
    void cleanup() { m_server.reset(); }

    void theCertificateIsGoodForAddressAndServerName()
    {
        QCOMPARE(m_client->get("/livez").status, 200);
        ApiEndpoint byAddress = m_client->endpoint();
        byAddress.tlsServerName.clear();
        QCOMPARE(ApiClient(byAddress).get("/livez").status, 200);
        ApiEndpoint wrong = m_client->endpoint();
        wrong.caPem = CertificateAuthority::create("other", m_clock.now().ns / 1'000'000'000)->certificatePem();
        QCOMPARE(ApiClient(wrong).get("/livez").status, 0);
    }

    void bothVersionsOfHttpAreSpoken()
    {
        QCOMPARE(m_client->get("/version").httpVersion, std::string("2"));
        ApiRequest request;
        request.path = "/version";
        request.http1 = true;
        QCOMPARE(m_client->send(request).httpVersion, std::string("1.1"));
    }

    void aLargeListIsCompressedAsOneMemberWhenAskedFor()
    {
        for (int i = 0; i < 100; ++i)
            QVERIFY(m_cluster->store().apply(configMap(i, 4000)).has_value());
        for (const bool http1 : { false, true }) {
            ApiRequest request;
            request.path = Maps;
            request.http1 = http1;
            const ApiReply plain = m_client->send(request);
            request.headers = { "Accept-Encoding: gzip" };
            const ApiReply packed = m_client->send(request);
            QCOMPARE(packed.header("content-encoding"), std::string("gzip"));
            QVERIFY(packed.body.size() * 10 < plain.body.size());
            QVERIFY(gunzipped(packed.body) == plain.body);
        }
    }

    void aKeptListIsSentAgainOnlyWhileNothingChanged()
    {
        for (int i = 0; i < 100; ++i)
            QVERIFY(m_cluster->store().apply(configMap(i, 4000)).has_value());
        const auto list = [this] {
            ApiRequest request;
            request.path = Maps;
            request.headers = { "Accept-Encoding: gzip" };
            return json::parse(gunzipped(m_client->send(request).body));
        };
        const json first = list();
        (void)m_cluster->store().apply(
            { { "apiVersion", "v1" }, { "kind", "Namespace" }, { "metadata", { { "name", "elsewhere" } } } });
        QVERIFY(list() == first); // a change of another kind: the very list, with its version
        (void)m_cluster->store().apply(configMap(100));
        QCOMPARE(list()["items"].size(), std::size_t { 101 });
        const json beforeCompaction = list();
        (void)m_cluster->store().remove(
            { { "apiVersion", "v1" }, { "kind", "Namespace" }, { "metadata", { { "name", "elsewhere" } } } });
        m_cluster->compact();
        // A version that can no longer be watched from must not be handed out.
        QVERIFY(list()["metadata"]["resourceVersion"] != beforeCompaction["metadata"]["resourceVersion"]);
    }

    void aCutBodyEndsInTheMiddle_data()
    {
        QTest::addColumn<bool>("http1");
        QTest::newRow("HTTP/1.1") << true;
        QTest::newRow("HTTP/2") << false;
    }
    void aCutBodyEndsInTheMiddle()
    {
        QFETCH(const bool, http1);
        FaultRule rule;
        rule.pathPrefix = Maps;
        rule.cutAfterBytes = 20;
        m_cluster->addFault(rule);
        ApiRequest request;
        request.path = Maps;
        request.http1 = http1;
        const ApiReply reply = m_client->send(request);
        QVERIFY(!reply.error.empty());
        QVERIFY(reply.body.size() <= 20);
        QCOMPARE(m_client->send(request).error, std::string()); // once only
    }

    void requestsAreRefusedAsTold()
    {
        FaultRule rule;
        rule.times = 2;
        rule.status = 429;
        rule.reason = "TooManyRequests";
        rule.headers = { { "retry-after", "7" } };
        m_cluster->addFault(rule);
        QCOMPARE(m_client->get(Maps).header("retry-after"), std::string("7"));
        QCOMPARE(m_client->get(Maps).status, 429);
        QCOMPARE(m_client->get(Maps).status, 200);
        rule = {};
        rule.html = true;
        m_cluster->addFault(rule);
        QVERIFY(m_client->get(Maps).header("content-type").starts_with("text/html"));
        rule = {};
        rule.hangUp = true;
        m_cluster->addFault(rule);
        QCOMPARE(m_client->get(Maps).status, 0);
        QCOMPARE(m_cluster->requestCount("GET " + Maps), std::uint64_t { 5 });
    }

    void connectionsAreCutAndWatchesEnd()
    {
        ApiRequest request;
        request.path = Maps + "?watch=1&resourceVersion=" + std::to_string(m_cluster->store().resourceVersion());
        const auto first = m_client->stream(request);
        const auto second = m_client->stream(request);
        (void)m_cluster->store().apply(configMap(1));
        const auto one = [](const std::string& body) { return body.find("ADDED") != std::string::npos; };
        QVERIFY(first->waitFor(one) && second->waitFor(one));
        m_cluster->endWatches();
        QVERIFY(first->waitForEnd() && second->waitForEnd());
        QCOMPARE(first->reply().error, std::string());
        const auto third = m_client->stream(request);
        QVERIFY(third->waitFor(one));
        m_cluster->dropConnections();
        QVERIFY(third->waitForEnd());
        QVERIFY(!third->reply().error.empty());
    }

    void aStalledConnectionStaysOpenAndSilentUntilItIsLetGo()
    {
        ApiRequest request;
        request.path = Maps + "?watch=1&resourceVersion=" + std::to_string(m_cluster->store().resourceVersion());
        const auto watch = m_client->stream(request);
        (void)m_cluster->store().apply(configMap(1));
        QVERIFY(watch->waitFor([](const std::string& body) { return body.find("m1001") != std::string::npos; }));
        m_cluster->setStalled(true);
        QCOMPARE(m_client->get("/livez").status, 200); // new connections live
        (void)m_cluster->store().apply(configMap(2));
        const auto second = [](const std::string& body) { return body.find("m1002") != std::string::npos; };
        QVERIFY(!watch->waitFor(second, std::chrono::milliseconds(300)));
        m_cluster->setStalled(false);
        QVERIFY(watch->waitFor(second));
    }

    void goingAwayClosesOldConnectionsOnly()
    {
        ApiRequest request;
        request.path = Maps + "?watch=1";
        (void)m_cluster->store().apply(configMap(1));
        const auto watch = m_client->stream(request);
        QVERIFY(watch->waitFor([](const std::string& body) { return !body.empty(); }));
        m_cluster->goAway();
        QVERIFY(watch->waitForEnd());
        QCOMPARE(m_client->get(Maps).status, 200);
    }

    void aReaderThatDoesNotReadCostsOneBuffer()
    {
        constexpr std::size_t Bytes = std::size_t { 1 } << 20U;
        for (int i = 0; i < 64; ++i)
            (void)m_cluster->store().apply(configMap(i, Bytes));
        const std::uint64_t before = m_server->http().counters().bytesOut;
        ApiRequest request;
        request.path = Maps;
        request.http1 = true;
        // The rate holds libcurl's reads back after the first buffers; the kernel's take some megabytes more.
        request.maxBytesPerSecond = 1024;
        const auto slow = m_client->stream(request);
        QVERIFY(slow->waitFor([](const std::string& body) { return !body.empty(); }));
        QVERIFY(!slow->waitForEnd(std::chrono::milliseconds(300)));
        QVERIFY(m_server->http().counters().bytesOut - before < 32 * Bytes);
    }

    void clientCertificatesNameTheirUser()
    {
        const auto identity
            = m_server->authority().issueClient("carol", { "estate:viewers" }, m_clock.now().ns / 1'000'000'000);
        ApiEndpoint endpoint = m_client->endpoint();
        endpoint.token.clear();
        endpoint.clientCertificatePem = identity->certificatePem;
        endpoint.clientKeyPem = identity->keyPem;
        const ApiReply reply = ApiClient(endpoint).post("/apis/authentication.k8s.io/v1/selfsubjectreviews",
            R"({"kind":"SelfSubjectReview","apiVersion":"authentication.k8s.io/v1"})");
        QCOMPARE(reply.status, 201);
        QCOMPARE(json::parse(reply.body)["status"]["userInfo"]["username"].get<std::string>(), std::string("carol"));
        QCOMPARE(ApiClient(endpoint).get("/api/v1/pods").status, 200);
    }

    void aChangeGoesToItsCluster()
    {
        QVERIFY(applyChange(*m_server, { "one", configMap(1), false }).has_value());
        QCOMPARE(applyChange(*m_server, { "two", configMap(1), false }).error().code, ErrorCode::NotFound);
        QCOMPARE(m_client->get("/api/v1/namespaces/default/configmaps/m1001").status, 200);
        QVERIFY(applyChange(*m_server, { "one", configMap(1), true }).has_value());
        QCOMPARE(m_client->get("/api/v1/namespaces/default/configmaps/m1001").status, 404);
    }

    void theKubeconfigNamesEveryClusterAndIdentity()
    {
        ClusterOptions options;
        options.name = "two";
        QVERIFY(m_server->addCluster(options).has_value());
        QVERIFY(!m_server->addCluster(options).has_value());
        const std::string text = m_server->kubeconfig();
        for (const char* part : { "current-context: one\n", "- name: two\n", "- name: one-viewer\n",
                 "- name: two-shop-only\n", "    namespace: shop\n", "    tls-server-name: kubernetes\n" })
            QVERIFY2(text.find(part) != std::string::npos, part);
    }

private:
    SystemClock m_clock;
    std::unique_ptr<EstateServer> m_server;
    KubeCluster* m_cluster = nullptr;
    std::unique_ptr<ApiClient> m_client;
};

QTEST_GUILESS_MAIN(TestEstateServer)
#include "tst_estateserver.moc"
