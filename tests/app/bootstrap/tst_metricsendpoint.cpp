// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/bootstrap/metricsendpoint.h"
#include "models/base/fakeclock.h"
#include "models/base/workerpool.h"
#include "models/metrics/prometheusclient.h"
#include "models/net/curltransport.h"
#include "tests/support/testcertificates.h"
#include "tests/support/testserver.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>

using namespace Strato;
using namespace Strato::Test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray Secret = "s3cret-of-this-test";

/// Everything that was logged, whatever its level.
QStringList& logged()
{
    static QStringList lines;
    return lines;
}

void logLine(QtMsgType /*type*/, const QMessageLogContext& /*context*/, const QString& text)
{
    logged().push_back(text);
}

/// Adds what the API server of a service proxy signs in with.
class ApiAuthorizer final : public HttpAuthorizer {
public:
    void authorize(Ready ready) override
    {
        ready(std::vector<HttpHeader> { { "Authorization", "Bearer of-the-cluster" } });
    }
    bool invalidate(const std::vector<HttpHeader>& used) override
    {
        invalidated = used;
        return false;
    }
    std::vector<HttpHeader> invalidated;
};

void answerNothing(const TestExchange& exchange)
{
    exchange.respond(200, { { "content-type", "application/json" } },
        R"({"status":"success","data":{"resultType":"vector","result":[]}})");
}

/// As the desk makes it: checked, and then with what the files hold.
Result<HttpEndpoint> readyEndpoint(
    const PrometheusSettings& settings, const QByteArray& secret, const HttpEndpoint* via)
{
    Result<HttpEndpoint> endpoint = metricsEndpoint(settings, secret, via);
    return endpoint ? withCertificates(std::move(*endpoint), settings) : endpoint;
}

/// A metrics server on the wire, and one question to it.
struct Rig {
    TestAuthority authority;
    FakeClock clock;
    ManualExecutor executor { clock };
    WorkerPool pool { 1 };
    std::unique_ptr<TestServer> server;
    CurlTransport transport { clock, ProxyEnvironment {} };
    QTemporaryDir folder;

    explicit Rig(const QByteArray& clientAuthority = {}, bool tls = true)
    {
        const PemPair pair = authority.issue({ "IP:127.0.0.1" });
        TestServer::Options options;
        options.tls = tls;
        options.http2 = tls;
        options.certificate = pair.certificate;
        options.key = pair.key;
        options.clientAuthority = clientAuthority;
        server = std::make_unique<TestServer>(options);
        server->on("/", answerNothing);
    }

    QString write(const QString& name, const QByteArray& bytes) const
    {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
    }

    PrometheusSettings settings(MetricsAuth auth) const
    {
        PrometheusSettings settings;
        settings.name = u"test"_s;
        settings.url = server->url().toString();
        settings.caFile = write(u"ca.pem"_s, authority.pem());
        settings.auth = auth;
        return settings;
    }

    Result<MetricsAnswer<InstantValue>> ask(const Result<HttpEndpoint>& endpoint)
    {
        if (!endpoint)
            return tl::unexpected(endpoint.error());
        PrometheusClient client(transport, transport.open(*endpoint), executor, pool);
        std::optional<Result<MetricsAnswer<InstantValue>>> answer;
        client.query("up", clock.now(), 0, [&](Result<MetricsAnswer<InstantValue>> got) { answer = std::move(got); });
        const bool came = QTest::qWaitFor([&] { return executor.runPending(), answer.has_value(); });
        return came ? *answer : fail(ErrorCode::TimedOut, u"no answer"_s);
    }

    TestRequest last() const { return server->requests().isEmpty() ? TestRequest {} : server->requests().last(); }
};

} // namespace

class TestMetricsEndpoint final : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { qInstallMessageHandler(logLine); }
    void cleanupTestCase() { qInstallMessageHandler(nullptr); }
    void init() { logged().clear(); }
    void cleanup()
    {
        for (const QString& line : logged())
            QVERIFY2(!line.contains(QString::fromUtf8(Secret)) && !line.contains(u"warning"_s), qPrintable(line));
    }

    void withoutSignInNothingIsSent()
    {
        Rig rig;
        QVERIFY(rig.ask(readyEndpoint(rig.settings(MetricsAuth::None), {}, nullptr)));
        QVERIFY(rig.last().path.startsWith("/api/v1/query?query=up&time="));
        QVERIFY(rig.last().header("authorization").isEmpty());
    }

    void basicBearerAndOwnHeadersAreSentAsTheyAre()
    {
        Rig rig;
        PrometheusSettings settings = rig.settings(MetricsAuth::Basic);
        settings.user = u"you"_s;
        QVERIFY(rig.ask(readyEndpoint(settings, Secret, nullptr)));
        QCOMPARE(rig.last().header("authorization"), QByteArray("Basic " + QByteArray("you:" + Secret).toBase64()));
        QVERIFY(rig.ask(readyEndpoint(rig.settings(MetricsAuth::Bearer), Secret + "\n", nullptr)));
        QCOMPARE(rig.last().header("authorization"), QByteArray("Bearer " + Secret));
        settings = rig.settings(MetricsAuth::Headers);
        settings.headerNames = { u"X-Scope-OrgID"_s, u"X-Token"_s };
        QVERIFY(rig.ask(readyEndpoint(settings, "team-a\n" + Secret, nullptr)));
        QCOMPARE(rig.last().header("x-scope-orgid"), QByteArray("team-a"));
        QCOMPARE(rig.last().header("x-token"), Secret);
        QVERIFY(rig.last().header("authorization").isEmpty());
    }

    void aClientCertificateOpensMutualTls()
    {
        const TestAuthority clients("Clients");
        Rig rig(clients.pem());
        const auto refused = rig.ask(readyEndpoint(rig.settings(MetricsAuth::None), {}, nullptr));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::TlsFailed);
        const PemPair mine = clients.issue({ "DNS:somebody" });
        PrometheusSettings settings = rig.settings(MetricsAuth::ClientCertificate);
        settings.clientCertificateFile = rig.write(u"c.pem"_s, mine.certificate);
        settings.clientKeyFile = rig.write(u"k.pem"_s, mine.key);
        QVERIFY(rig.ask(readyEndpoint(settings, {}, nullptr)));
        settings.clientKeyFile = rig.folder.filePath(u"none.pem"_s);
        QCOMPARE(readyEndpoint(settings, {}, nullptr).error().code, ErrorCode::NotFound);
    }

    void everyFileThatCannotBeReadIsNamed()
    {
        Rig rig;
        PrometheusSettings settings = rig.settings(MetricsAuth::ClientCertificate);
        settings.caFile = rig.write(u"ca.pem"_s, rig.authority.pem());
        settings.clientCertificateFile = rig.folder.filePath(u"none.pem"_s);
        settings.clientKeyFile = rig.folder.path();
        const std::vector<CertificateProblem> problems = certificateProblems(settings);
        QCOMPARE(problems.size(), std::size_t(2));
        QVERIFY(problems[0].file == CertificateProblem::File::Certificate);
        QCOMPARE(problems[0].path, settings.clientCertificateFile);
        QCOMPARE(problems[0].error.code, ErrorCode::NotFound);
        QVERIFY(problems[1].file == CertificateProblem::File::Key);
        settings.reach = MetricsReach::ServiceProxy; // the cluster's own sign-in is used: nothing is read
        QVERIFY(certificateProblems(settings).empty());
    }

    void everyFileThatHoldsSomethingElseIsNamedBeforeTheServerIsAsked()
    {
        Rig rig;
        const PemPair mine = rig.authority.issue({ "DNS:somebody" });
        PrometheusSettings settings = rig.settings(MetricsAuth::ClientCertificate);
        settings.caFile = rig.write(u"ca.pem"_s, "<html>sign in first</html>");
        settings.clientCertificateFile = rig.write(u"c.pem"_s, mine.certificate);
        settings.clientKeyFile = rig.write(u"k.pem"_s, rig.authority.issue({ "DNS:another" }).key);
        const std::vector<CertificateProblem> problems = certificateProblems(settings);
        QCOMPARE(problems.size(), std::size_t(2));
        QVERIFY(problems[0].file == CertificateProblem::File::Authority);
        QCOMPARE(problems[0].error.code, ErrorCode::Malformed);
        QCOMPARE(problems[0].error.detail, settings.caFile + u": no PEM certificate in it"_s);
        QVERIFY(problems[1].file == CertificateProblem::File::Key);
        QCOMPARE(problems[1].error.code, ErrorCode::InvalidArgument);
        QCOMPARE(problems[1].error.detail,
            settings.clientKeyFile + u": the private key does not belong to the certificate"_s);
        QCOMPARE(readyEndpoint(settings, {}, nullptr).error().detail, problems[0].error.detail);
        settings.caFile = rig.write(u"ca.pem"_s, "# of the platform team\n" + rig.authority.pem() + mine.certificate);
        settings.clientKeyFile = rig.write(u"k.pem"_s, mine.key);
        QVERIFY(certificateProblems(settings).empty());
    }

    void aServiceProxyLeadsThroughTheClusterWithItsSignIn()
    {
        Rig rig;
        HttpEndpoint api;
        api.baseUrl = QUrl(rig.server->url().toString() + u"/k8s/clusters/c-1"_s); // an API server behind a path
        api.tls.caPem = rig.authority.pem();
        const auto authorizer = std::make_shared<ApiAuthorizer>();
        api.authorizer = authorizer;
        PrometheusSettings settings = rig.settings(MetricsAuth::None);
        settings.reach = MetricsReach::ServiceProxy;
        settings.viaContext = u"prod"_s;
        settings.nameSpace = u"monitoring"_s;
        settings.service = u"http:prometheus:9090"_s;
        QCOMPARE(readyEndpoint(settings, {}, nullptr).error(), (Error { ErrorCode::ClusterNotOpen, u"prod"_s }));
        QVERIFY(rig.ask(readyEndpoint(settings, {}, &api)));
        const QByteArray path = "/k8s/clusters/c-1/api/v1/namespaces/monitoring/services/http:prometheus:9090/proxy";
        QVERIFY2(rig.last().path.startsWith(QByteArray(path + "/api/v1/query?")), rig.last().path.constData());
        QCOMPARE(rig.last().header("authorization"), QByteArray("Bearer of-the-cluster"));
        settings.auth = MetricsAuth::Headers;
        settings.headerNames = { u"X-Scope-OrgID"_s };
        QVERIFY(rig.ask(readyEndpoint(settings, "team-a", &api)));
        QCOMPARE(rig.last().header("x-scope-orgid"), QByteArray("team-a"));
        QCOMPARE(rig.last().header("authorization"), QByteArray("Bearer of-the-cluster"));
    }

    void aRefusalThroughTheProxyIsTheClustersOwnToRenew()
    {
        Rig rig;
        rig.server->on("/", [](const TestExchange& exchange) { exchange.respond(401, {}, "no"); });
        HttpEndpoint api;
        api.baseUrl = rig.server->url();
        api.tls.caPem = rig.authority.pem();
        const auto authorizer = std::make_shared<ApiAuthorizer>();
        api.authorizer = authorizer;
        PrometheusSettings settings = rig.settings(MetricsAuth::Headers);
        settings.reach = MetricsReach::ServiceProxy;
        settings.headerNames = { u"X-Scope-OrgID"_s };
        QVERIFY(!rig.ask(readyEndpoint(settings, "team-a", &api)));
        QCOMPARE(authorizer->invalidated,
            (std::vector<HttpHeader> { { "Authorization", "Bearer of-the-cluster" } })); // without what is not its own
    }

    void grafanaIsReachedByTheUidOfTheDataSource()
    {
        Rig rig;
        PrometheusSettings settings = rig.settings(MetricsAuth::Bearer);
        settings.reach = MetricsReach::Grafana;
        settings.url += u"/grafana"_s;
        settings.dataSourceUid = u"PBFA97CFB590B2093"_s;
        QVERIFY(rig.ask(readyEndpoint(settings, Secret, nullptr)));
        QVERIFY2(rig.last().path.startsWith("/grafana/api/datasources/proxy/uid/PBFA97CFB590B2093/api/v1/query?"),
            rig.last().path.constData());
        QCOMPARE(rig.last().header("authorization"), QByteArray("Bearer " + Secret));
    }

    void noErrorTellsASecret()
    {
        Rig rig;
        rig.server->on("/", [](const TestExchange& exchange) { exchange.respond(403, {}, "not for you"); });
        for (const MetricsAuth auth : { MetricsAuth::Basic, MetricsAuth::Bearer, MetricsAuth::Headers }) {
            PrometheusSettings settings = rig.settings(auth);
            settings.user = u"you"_s;
            settings.headerNames = { u"X-Token"_s };
            const auto answer = rig.ask(readyEndpoint(settings, Secret, nullptr));
            QVERIFY(!answer);
            QCOMPARE(answer.error().code, ErrorCode::Forbidden);
            QVERIFY(answer.error().detail.contains(u"not for you"_s));
            QVERIFY2(!answer.error().detail.contains(QString::fromUtf8(Secret)), qPrintable(answer.error().detail));
            QVERIFY(!answer.error().detail.contains(QString::fromUtf8(QByteArray("you:" + Secret).toBase64())));
        }
        PrometheusSettings settings = rig.settings(MetricsAuth::Headers);
        settings.headerNames = { u"A"_s, u"B"_s };
        const auto wrong = readyEndpoint(settings, Secret, nullptr);
        QCOMPARE(wrong.error().code, ErrorCode::InvalidArgument);
        QVERIFY(!wrong.error().detail.contains(QString::fromUtf8(Secret)));
    }

    void addressesThatAreNoneAreRefused()
    {
        for (const char* url : { "", "prometheus:9090", "ftp://x", "file:///etc/passwd", "https://" }) {
            PrometheusSettings settings;
            settings.url = QString::fromLatin1(url);
            QCOMPARE(readyEndpoint(settings, {}, nullptr).error().code, ErrorCode::InvalidArgument);
        }
    }

    void aSignInOverPlainHttpGoesToThisMachineOnly()
    {
        PrometheusSettings settings; // as written by hand: the form refuses it
        settings.url = u"http://prometheus.example:9090"_s;
        settings.user = u"you"_s;
        settings.headerNames = { u"X-Token"_s };
        QVERIFY(readyEndpoint(settings, {}, nullptr));
        for (const MetricsAuth auth : { MetricsAuth::Basic, MetricsAuth::Bearer, MetricsAuth::Headers }) {
            settings.auth = auth;
            settings.url = u"http://prometheus.example:9090"_s;
            const auto refused = readyEndpoint(settings, Secret, nullptr);
            QVERIFY(!refused);
            QCOMPARE(refused.error().code, ErrorCode::InvalidArgument);
            for (const char* url : { "https://prometheus.example", "http://127.0.0.1:9090", "http://[::1]:9090" }) {
                settings.url = QString::fromLatin1(url);
                QVERIFY2(readyEndpoint(settings, Secret, nullptr), url);
            }
        }
    }

    void everyContextAndMappingReachesTheModels()
    {
        PrometheusSettings settings;
        settings.name = u"a"_s;
        settings.contexts = { u"x"_s, u"y"_s };
        settings.clusterValues = { { u"x"_s, u"prod"_s }, { u"y"_s, QString() } };
        const MetricsSettings out = metricsSettingsOf(settings);
        QCOMPARE(out.names.covers(), (std::vector<std::string> { "x", "y" }));
        QCOMPARE(out.names.resolve("prod"), std::optional<std::string>("x"));
        QCOMPARE(out.names.resolve("y"), std::optional<std::string>("y"));
        QVERIFY(!out.names.resolve("z"));
    }
};

QTEST_GUILESS_MAIN(TestMetricsEndpoint)
#include "tst_metricsendpoint.moc"
