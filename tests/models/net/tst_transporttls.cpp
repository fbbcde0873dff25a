// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/models/net/transportharness.h"
#include "tests/support/testproxy.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>

#include <openssl/ssl.h>

using namespace Qt::StringLiterals;
using namespace Strato;
using namespace Strato::Test;

namespace {

/// Gives a certificate beside its headers, as a sign-in program does.
class CertifyingAuthorizer final : public HttpAuthorizer {
public:
    void authorize(Ready ready) override
    {
        {
            const std::scoped_lock lock(m_mutex);
            m_certificate = m_next;
        }
        ready(std::vector<HttpHeader>());
    }
    bool invalidate(const std::vector<HttpHeader>& /*used*/) override { return true; }
    std::shared_ptr<const ClientCertificate> clientCertificate() const override
    {
        const std::scoped_lock lock(m_mutex);
        return m_certificate;
    }
    void setNext(const PemPair& pair)
    {
        const std::scoped_lock lock(m_mutex);
        m_next = std::make_shared<const ClientCertificate>(ClientCertificate { pair.certificate, pair.key });
    }

private:
    mutable std::mutex m_mutex; // guards all below
    std::shared_ptr<const ClientCertificate> m_next;
    std::shared_ptr<const ClientCertificate> m_certificate;
};

} // namespace

class TestTransportTls : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void expiredCertificateIsToldApart()
    {
        const TestAuthority authority;
        const PemPair expired = authority.issue({ "IP:127.0.0.1" }, -60);
        TestServer::Options options;
        options.certificate = expired.certificate;
        options.key = expired.key;
        Harness h(options);
        h.settings.tls.caPem = authority.pem();
        const auto sink = h.run(Harness::get(u"/"_s));
        QCOMPARE(sink->code(), ErrorCode::CertificateExpired);
        QVERIFY(sink->detail().contains(u"127.0.0.1"_s));
    }

    void wrongAuthorityIsToldApart()
    {
        Harness h;
        const TestAuthority other("Another authority");
        h.settings.tls.caPem = other.pem();
        const auto sink = h.run(Harness::get(u"/"_s));
        QCOMPARE(sink->code(), ErrorCode::TlsFailed);
        QVERIFY2(sink->detail().contains(u"wrong CA"_s), qPrintable(sink->detail()));
    }

    void theWrongSchemeIsSaidAndNotTakenForAWrongCertificate_data()
    {
        QTest::addColumn<bool>("serverSpeaksTls");
        QTest::addColumn<QString>("instead");
        QTest::newRow("https to a plain port") << false << u"http:// instead"_s;
        QTest::newRow("http to a TLS port") << true << u"https:// instead"_s;
    }
    void theWrongSchemeIsSaidAndNotTakenForAWrongCertificate()
    {
        QFETCH(const bool, serverSpeaksTls);
        QFETCH(const QString, instead);
        TestServer::Options options;
        options.tls = serverSpeaksTls;
        Harness h(options);
        h.settings.baseUrl.setScheme(serverSpeaksTls ? u"http"_s : u"https"_s);
        HttpRequest request = Harness::get(u"/"_s);
        request.retry = { 0, 0 };
        const auto sink = h.run(std::move(request));
        QVERIFY2(sink->code() == ErrorCode::UnexpectedContent, qPrintable(sink->detail()));
        QVERIFY2(sink->detail().contains(instead), qPrintable(sink->detail()));
    }

    void wrongHostSaysWhichNamesThereAre()
    {
        Harness h({}, { "DNS:api.test", "DNS:kubernetes", "IP:10.0.0.1" });
        h.server.on("/", answerText);
        const auto sink = h.run(Harness::get(u"/"_s));
        QCOMPARE(sink->code(), ErrorCode::TlsFailed);
        for (const QString& name : { u"127.0.0.1"_s, u"api.test"_s, u"kubernetes"_s, u"10.0.0.1"_s })
            QVERIFY2(sink->detail().contains(name), qPrintable(sink->detail()));
        QCOMPARE(h.server.requests().size(), 0);
    }

    void serverNameIsUsedForTheCertificateOnly()
    {
        Harness h({}, { "DNS:api.test" });
        h.server.on("/", answerText);
        h.settings.tls.serverName = u"api.test"_s;
        const auto sink = h.run(Harness::get(u"/"_s));
        QVERIFY2(sink->result().has_value(), qPrintable(sink->detail()));
        QCOMPARE(
            h.server.requests().first().header("host"), QByteArray("127.0.0.1:" + QByteArray::number(h.server.port())));
    }

    void serverNameMustMatchToo()
    {
        Harness h;
        h.settings.tls.serverName = u"api.test"_s;
        QCOMPARE(h.run(Harness::get(u"/"_s))->code(), ErrorCode::TlsFailed);
    }

    void insecureIsInsecure()
    {
        Harness h({}, { "DNS:api.test" });
        h.server.on("/", answerText);
        h.settings.tls = {};
        QCOMPARE(h.run(Harness::get(u"/"_s))->code(), ErrorCode::TlsFailed); // not in the system's store
        h.settings.tls.insecure = true;
        h.transport.update(h.endpoint(), h.settings);
        QVERIFY(h.run(Harness::get(u"/"_s))->result().has_value());
    }

    void clientCertificateComesFromMemory()
    {
        const TestAuthority clients("Clients");
        TestServer::Options options;
        options.clientAuthority = clients.pem();
        Harness h(options);
        h.server.on("/", answerText);
        const auto refused = h.run(Harness::get(u"/"_s));
        QCOMPARE(refused->code(), ErrorCode::TlsFailed);
        const PemPair pair = clients.issue({ "DNS:somebody" });
        h.settings.tls.clientCertPem = pair.certificate;
        h.settings.tls.clientKeyPem = pair.key;
        h.transport.update(h.endpoint(), h.settings);
        const auto accepted = h.run(Harness::get(u"/"_s));
        QVERIFY2(accepted->result().has_value(), qPrintable(accepted->detail()));
    }

    /// client-go: TestTLSCredentials.
    void anAuthorizersCertificateIsUsedAndItsChangeClosesConnections()
    {
        const TestAuthority clients("Clients");
        TestServer::Options options;
        options.clientAuthority = clients.pem();
        Harness h(options);
        h.server.on("/", answerText);
        h.server.on("/watch", [](const TestExchange& exchange) {
            exchange.begin(200, { { "content-type", "text/plain" } });
            exchange.write("begun");
        });
        const auto authorizer = std::make_shared<CertifyingAuthorizer>();
        authorizer->setNext(clients.issue({ "DNS:somebody" }));
        h.settings.authorizer = authorizer;
        const auto first = h.run(Harness::get(u"/"_s)); // the certificate comes with the first question for headers
        QVERIFY2(first->result().has_value(), qPrintable(first->detail()));
        const auto watch = h.start(Harness::get(u"/watch"_s, StreamKind::Multiplexed));
        QTRY_COMPARE(watch->body(), std::string("begun"));
        QVERIFY(h.run(Harness::get(u"/"_s))->result().has_value());
        QCOMPARE(h.server.accepted(), 1); // the same certificate: the same connection
        authorizer->setNext(clients.issue({ "DNS:somebody" }));
        QVERIFY(h.run(Harness::get(u"/"_s))->result().has_value());
        QVERIFY(watch->waitForEnd());
        QCOMPARE(watch->code(), ErrorCode::ConnectionLost);
        QVERIFY2(watch->detail().contains(u"the client certificate changed"_s), qPrintable(watch->detail()));
        QCOMPARE(h.server.accepted(), 2);
        QTRY_COMPARE(h.server.openConnections(), 1);
    }

    void theSettingsOwnCertificateWins()
    {
        const TestAuthority clients("Clients");
        TestServer::Options options;
        options.clientAuthority = clients.pem();
        Harness h(options);
        h.server.on("/", answerText);
        const PemPair own = clients.issue({ "DNS:somebody" });
        h.settings.tls.clientCertPem = own.certificate;
        h.settings.tls.clientKeyPem = own.key;
        const auto authorizer = std::make_shared<CertifyingAuthorizer>();
        authorizer->setNext(TestAuthority("Strangers").issue({ "DNS:somebody" }));
        h.settings.authorizer = authorizer;
        const auto sink = h.run(Harness::get(u"/"_s));
        QVERIFY2(sink->result().has_value(), qPrintable(sink->detail()));
    }

    void expiredClientCertificateIsToldApart()
    {
        const TestAuthority clients("Clients");
        TestServer::Options options;
        options.clientAuthority = clients.pem();
        Harness h(options);
        const PemPair pair = clients.issue({ "DNS:somebody" }, -60);
        h.settings.tls.clientCertPem = pair.certificate;
        h.settings.tls.clientKeyPem = pair.key;
        const auto sink = h.run(Harness::get(u"/"_s));
        QVERIFY2(sink->code() == ErrorCode::CertificateExpired, qPrintable(sink->detail()));
    }

    void junkForCertificatesIsAnError_data()
    {
        QTest::addColumn<bool>("authority");
        QTest::newRow("authority") << true;
        QTest::newRow("client") << false;
    }
    void junkForCertificatesIsAnError()
    {
        QFETCH(const bool, authority);
        Harness h;
        if (authority) {
            h.settings.tls.caPem = "-----BEGIN CERTIFICATE-----\njunk\n-----END CERTIFICATE-----\n";
        } else {
            h.settings.tls.clientCertPem = "junk";
            h.settings.tls.clientKeyPem = "secret-canary";
        }
        const auto sink = h.run(Harness::get(u"/"_s));
        QVERIFY2(sink->code() == ErrorCode::TlsFailed, qPrintable(sink->detail()));
        QVERIFY(!sink->detail().contains(u"canary"_s));
    }

    void oldTlsIsRefused()
    {
        TestServer::Options options;
        options.maxTlsVersion = TLS1_1_VERSION;
        Harness h(options);
        const auto sink = h.run(Harness::get(u"/"_s));
        QVERIFY2(sink->code() == ErrorCode::TlsFailed, qPrintable(sink->detail()));
    }

    void refusedConnectionIsConnectFailed()
    {
        Harness h;
        h.settings.baseUrl.setPort(1);
        QCOMPARE(h.run(Harness::get(u"/"_s))->code(), ErrorCode::ConnectFailed);
    }

    void updateUsesNewConnectionsAndLetsStreamsEnd() // K41
    {
        Harness h;
        std::optional<TestExchange> watch;
        h.server.on("/w", [&watch](const TestExchange& exchange) {
            exchange.begin(200, {});
            exchange.write("a");
            watch = exchange;
        });
        h.server.on("/ok", answerText);
        const auto stream = h.start(Harness::get(u"/w"_s, StreamKind::Multiplexed));
        QVERIFY(stream->waitForBytes(1));
        h.transport.update(h.endpoint(), h.settings);
        QVERIFY(h.run(Harness::get(u"/ok"_s))->result().has_value());
        QCOMPARE(h.server.accepted(), 2);
        watch->write("b");
        QVERIFY(stream->waitForBytes(2));
        watch->end();
        QVERIFY(stream->waitForEnd());
        QTRY_COMPARE(h.server.openConnections(), 1);
    }

    void keyLogFileIsNotWritten() // S11
    {
        const QTemporaryDir directory;
        const QString file = directory.filePath(u"keys"_s);
        qputenv("SSLKEYLOGFILE", file.toLocal8Bit());
        Harness h;
        h.server.on("/", answerText);
        QVERIFY(h.run(Harness::get(u"/"_s))->result().has_value());
        QVERIFY(!QFile::exists(file));
        QVERIFY(!qEnvironmentVariableIsSet("SSLKEYLOGFILE"));
    }

    void tunnelCarriesNoCredentialToTheProxy() // S11
    {
        Harness h;
        h.server.on("/", answerText);
        TestProxy proxy(TestProxy::Kind::HttpConnect, h.server.port());
        h.settings.proxy = QUrl(u"http://user:p%40ss@127.0.0.1:%1"_s.arg(proxy.port()));
        HttpRequest request = Harness::get(u"/"_s);
        request.headers = { { "Authorization", "Bearer canary" } };
        const auto sink = h.run(request);
        QVERIFY2(sink->result().has_value(), qPrintable(sink->detail()));
        const QByteArray asked = proxy.asked().value(0);
        QVERIFY(asked.startsWith("CONNECT 127.0.0.1:"));
        QVERIFY(!asked.contains("canary"));
        QVERIFY(asked.contains(QByteArray("Proxy-Authorization: Basic " + QByteArray("user:p@ss").toBase64())));
        QCOMPARE(h.server.requests().first().header("authorization"), QByteArray("Bearer canary"));
        QCOMPARE(h.server.requests().first().header("proxy-authorization"), QByteArray());
        QCOMPARE(sink->headValue().httpVersion, 20);
    }

    void refusingProxyIsProxyFailed()
    {
        Harness h;
        TestProxy proxy(TestProxy::Kind::HttpConnect, h.server.port());
        proxy.refuseWith("HTTP/1.1 407 Proxy Authentication Required");
        h.settings.proxy = QUrl(u"http://user:canary@127.0.0.1:%1"_s.arg(proxy.port()));
        const auto sink = h.run(Harness::get(u"/"_s));
        QCOMPARE(sink->code(), ErrorCode::ProxyFailed);
        QCOMPARE(sink->result().error().httpStatus, 407);
        QVERIFY(!sink->detail().contains(u"canary"_s));
    }

    void absentProxyIsProxyFailed()
    {
        Harness h;
        h.settings.proxy = QUrl(u"http://127.0.0.1:1"_s);
        QCOMPARE(h.run(Harness::get(u"/"_s))->code(), ErrorCode::ProxyFailed);
    }

    void socksProxyResolvesTheName()
    {
        Harness h({}, { "DNS:cluster.invalid" });
        h.server.on("/", answerText);
        TestProxy proxy(TestProxy::Kind::Socks5, h.server.port());
        h.settings.baseUrl = QUrl(u"https://cluster.invalid:6443"_s);
        h.settings.proxy = QUrl(u"socks5://127.0.0.1:%1"_s.arg(proxy.port()));
        const auto sink = h.run(Harness::get(u"/"_s));
        QVERIFY2(sink->result().has_value(), qPrintable(sink->detail()));
        QCOMPARE(proxy.asked().value(0), QByteArray("cluster.invalid"));
    }

    void httpsProxyIsSpokenToOverTls()
    {
        Harness h;
        TestProxy proxy(TestProxy::Kind::HttpConnect, h.server.port()); // no TLS: so the handshake must fail
        h.settings.proxy = QUrl(u"https://127.0.0.1:%1"_s.arg(proxy.port()));
        HttpRequest request = Harness::get(u"/"_s);
        request.timeouts.connect = std::nullopt;
        const auto sink = h.start(request);
        QTRY_COMPARE(proxy.accepted(), 1);
        h.transport.cancel(h.lastId);
        QVERIFY(sink->waitForEnd());
        QCOMPARE(proxy.asked().size(), 0);
    }

    void slowNameLookupHoldsNothingUp()
    {
        Harness h;
        HttpEndpoint nowhere = h.settings;
        nowhere.baseUrl = QUrl(u"https://does-not-exist.invalid"_s);
        const EndpointId other = h.transport.open(nowhere);
        const auto lost = std::make_shared<RecordingSink>();
        const RequestId id = h.transport.start(other, Harness::get(u"/"_s), lost);
        h.server.on("/", answerText);
        QVERIFY(h.run(Harness::get(u"/"_s))->result().has_value());
        h.transport.cancel(id);
        QVERIFY(lost->waitForEnd());
        QVERIFY(lost->code() == ErrorCode::Cancelled || lost->code() == ErrorCode::NameUnresolved);
    }
};

QTEST_GUILESS_MAIN(TestTransportTls)
#include "tst_transporttls.moc"
