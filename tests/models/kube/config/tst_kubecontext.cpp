// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/config/certificate.h"
#include "tests/models/kube/config/configfixtures.h"
#include "tests/models/kube/config/testcertificates.h"

#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Strato;
using namespace Strato::Test;

namespace {

constexpr Duration year = std::chrono::hours(24 * 365);

CertifiedKey valid(const QByteArray& name = "alice")
{
    return makeCertificate(name, "ops", today - year, today + year);
}

QByteArray dataField(const char* name, const QByteArray& pem)
{
    return QByteArray(name) + ": " + pem.toBase64();
}

Result<ResolvedContext> resolved(const QByteArray& cluster, const QByteArray& user,
    const ContextOverrides& overrides = {}, const QByteArray& context = {})
{
    return resolveContext(loadedFrom(oneContext(cluster, user, context)), {}, today, overrides);
}

} // namespace

/// From a merged config to what is needed to speak to a cluster: client_config_test.go and
/// merged_client_builder_test.go of client-go, and our own.
class TestKubeContext final : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void clusterFieldsReachTheEndpoint();
    void insecureOverrideDropsTheCa();
    void caOverrideDropsTheData();
    void caAndInsecureTogetherAreAnError();
    void serverNameOverride();
    void anotherServerClearsTheServerName();
    void schemeFollowsTls_data();
    void schemeFollowsTls();
    void badServersAreRefused_data();
    void badServersAreRefused();
    void proxyUrls_data();
    void proxyUrls();
    void certificateDataReachesTheEndpoint();
    void expiredCertificatesSayTheDate_data();
    void expiredCertificatesSayTheDate();
    void aBundleHoldsAsLongAsOneOfItsCertificates();
    void strangeKeysAreRefused();
    void tokensAndTheirOrder();
    void missingTokenFileIsAnError();
    void basicAuth();
    void noCredentialsOverPlainHttp();
    void impersonationIsKept();
    void overridesMergeGroupsAndExtra();
    void namespaces();
    void unknownContextsAndEntries();
    void missingUserIsAWarning();
    void execIsKeptAndDescribed();
    void pluginsAreToldTheirCluster();
    void inClusterTakesOverrides_data();
    void inClusterTakesOverrides();
    void inClusterOnlyWhereTheConfigIsEmpty();
    void inClusterNamespace();
    void secretsAreNotInErrorsOrDescriptions();
};

void TestKubeContext::clusterFieldsReachTheEndpoint()
{
    const auto context = resolved("server: 'https://localhost:8443/prefix', tls-server-name: kube, "
                                  "insecure-skip-tls-verify: true, disable-compression: true",
        "token: t");
    QVERIFY2(context.has_value(), context ? "" : qPrintable(context.error().detail));
    QCOMPARE(context->endpoint.baseUrl, QUrl(u"https://localhost:8443/prefix"_s));
    QCOMPARE(context->endpoint.tls.serverName, u"kube"_s);
    QVERIFY(context->endpoint.tls.insecure);
    QCOMPARE(context->warnings.size(), std::size_t(1));
    QCOMPARE(context->warnings.front().code, ErrorCode::TlsUnverified);
    QVERIFY2(context->warnings.front().detail.startsWith(u"conf:6: insecure-skip-tls-verify: https://localhost"_s),
        qPrintable(context->warnings.front().detail));
    QVERIFY(context->endpoint.disableCompression);
    QVERIFY(!context->endpoint.plainHttpAllowed);
    QVERIFY(context->endpoint.readOnly);
    QCOMPARE(context->at.text(), u"conf:11"_s);
    ContextOverrides overrides;
    overrides.disableCompression = true;
    QVERIFY(resolved("server: 'https://a'", "token: t", overrides)->endpoint.disableCompression);
}

void TestKubeContext::insecureOverrideDropsTheCa()
{
    ContextOverrides overrides;
    overrides.insecureSkipTlsVerify = true;
    const auto context = resolved(
        "server: 'https://a', " + dataField("certificate-authority-data", valid().certificate), "token: t", overrides);
    QVERIFY(context->endpoint.tls.insecure);
    QCOMPARE(context->warnings.front().code, ErrorCode::TlsUnverified);
    QVERIFY(context->endpoint.tls.caPem.isEmpty());
}

void TestKubeContext::caOverrideDropsTheData()
{
    const Folder folder;
    const CertifiedKey other = valid("other");
    ContextOverrides overrides;
    overrides.certificateAuthority = folder.write(u"ca"_s, other.certificate);
    const auto context = resolved(
        "server: 'https://a', " + dataField("certificate-authority-data", valid().certificate), "token: t", overrides);
    QCOMPARE(context->endpoint.tls.caPem, other.certificate);
    QVERIFY(!context->endpoint.tls.insecure);
    QVERIFY(context->warnings.empty());
    QCOMPARE(context->filesRead.size(), std::size_t(1));
}

void TestKubeContext::caAndInsecureTogetherAreAnError()
{
    const auto context = resolved("server: 'https://a', insecure-skip-tls-verify: true, "
            + dataField("certificate-authority-data", valid().certificate),
        "token: t");
    QCOMPARE(context.error().code, ErrorCode::InvalidArgument);
    QVERIFY(context.error().detail.contains(
        u"specifying a root certificates file with the insecure flag is not allowed"_s));
}

void TestKubeContext::serverNameOverride()
{
    ContextOverrides overrides;
    overrides.tlsServerName = u"overridden"_s;
    QCOMPARE(resolved("server: 'https://a', tls-server-name: kube", "token: t", overrides)->endpoint.tls.serverName,
        u"overridden"_s);
}

void TestKubeContext::anotherServerClearsTheServerName()
{
    ContextOverrides overrides;
    overrides.server = u"https://something"_s;
    const auto context = resolved("server: 'https://a', tls-server-name: kube", "token: t", overrides);
    QCOMPARE(context->endpoint.tls.serverName, QString());
    QCOMPARE(context->endpoint.baseUrl.host(), u"something"_s);
}

void TestKubeContext::schemeFollowsTls_data()
{
    QTest::addColumn<QByteArray>("cluster");
    QTest::addColumn<QString>("url");
    QTest::newRow("bare") << QByteArray("server: 'localhost:8080'") << u"http://localhost:8080"_s;
    QTest::newRow("bare with TLS") << QByteArray("server: 'localhost:8443', insecure-skip-tls-verify: true")
                                   << u"https://localhost:8443"_s;
    QTest::newRow("query is dropped") << QByteArray("server: 'https://a/b?c=d#e'") << u"https://a/b"_s;
    QTest::newRow("IPv6") << QByteArray("server: 'https://[::1]:6443'") << u"https://[::1]:6443"_s;
}

void TestKubeContext::schemeFollowsTls()
{
    QFETCH(const QByteArray, cluster);
    QFETCH(const QString, url);
    QCOMPARE(resolved(cluster, "token: t")->endpoint.baseUrl.toString(), url);
}

void TestKubeContext::badServersAreRefused_data()
{
    QTest::addColumn<QByteArray>("server");
    for (const char* server :
        { "file:///etc/passwd", "gopher://a", "https://", "https://user:canary@a", "https://a b" })
        QTest::newRow(server) << QByteArray(server);
}

void TestKubeContext::badServersAreRefused()
{
    QFETCH(const QByteArray, server);
    const auto context = resolved("server: '" + server + "'", "token: t");
    QCOMPARE(context.error().code, ErrorCode::InvalidArgument);
    QVERIFY(context.error().detail.startsWith(u"conf:6: server:"_s));
    QVERIFY(!context.error().detail.contains(u"canary"_s));
}

void TestKubeContext::proxyUrls_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<bool>("good");
    QTest::newRow("none") << QByteArray() << true;
    QTest::newRow("socks5") << QByteArray("socks5://example.com") << true;
    QTest::newRow("https") << QByteArray("https://example.com") << true;
    QTest::newRow("http") << QByteArray("http://example.com") << true;
    QTest::newRow("bad scheme") << QByteArray("socks6://example.com") << false;
    QTest::newRow("no scheme") << QByteArray("example.com") << false;
    QTest::newRow("not a URL") << QByteArray("chewbacca@example.com") << false;
}

void TestKubeContext::proxyUrls()
{
    QFETCH(const QByteArray, url);
    QFETCH(const bool, good);
    const auto context = resolved("server: 'https://localhost:8443', proxy-url: '" + url + "'", "");
    QCOMPARE(context.has_value(), good);
    if (good)
        QCOMPARE(context->endpoint.proxy, QUrl(QString::fromLatin1(url)));
}

void TestKubeContext::certificateDataReachesTheEndpoint()
{
    const CertifiedKey ca = valid("ca");
    const CertifiedKey me = valid();
    const auto context = resolved("server: 'https://a', " + dataField("certificate-authority-data", ca.certificate),
        dataField("client-certificate-data", me.certificate) + ", " + dataField("client-key-data", me.key));
    QVERIFY2(context.has_value(), context ? "" : qPrintable(context.error().detail));
    QCOMPARE(context->endpoint.tls.caPem, ca.certificate);
    QCOMPARE(context->endpoint.tls.clientCertPem, me.certificate);
    QCOMPARE(context->endpoint.tls.clientKeyPem, me.key);
    QCOMPARE(context->credential.kind, CredentialKind::ClientCertificate);
    QCOMPARE(context->credential.identity, u"alice"_s);
    QCOMPARE(context->credential.groups, QStringList { u"ops"_s });
    QCOMPARE(context->credential.certificateNotAfter, std::optional(today + year));
    QCOMPARE(context->credential.from.text(), u"conf:9"_s);
    // The same from files.
    const Folder folder;
    const auto files = resolved("server: 'https://a'",
        "client-certificate: " + folder.write(u"c"_s, me.certificate).toUtf8()
            + ", client-key: " + folder.write(u"k"_s, me.key).toUtf8());
    QCOMPARE(files->endpoint.tls.clientKeyPem, me.key);
    QCOMPARE(files->filesRead.size(), std::size_t(2));
}

void TestKubeContext::expiredCertificatesSayTheDate_data()
{
    QTest::addColumn<bool>("ofUser");
    QTest::addColumn<QString>("what");
    QTest::newRow("client certificate")
        << true << u"the client certificate of user \"clean\" expired on 2024-11-24T16:00:00Z"_s;
    QTest::newRow("CA") << false << u"the cluster's CA certificate expired on 2024-11-24T16:00:00Z"_s;
}

void TestKubeContext::expiredCertificatesSayTheDate()
{
    QFETCH(const bool, ofUser);
    QFETCH(const QString, what);
    const CertifiedKey old = makeCertificate("old", {}, today - year - year, today - year);
    const CertifiedKey good = valid();
    const CertifiedKey& user = ofUser ? old : good;
    const auto context
        = resolved("server: 'https://a', " + dataField("certificate-authority-data", (ofUser ? good : old).certificate),
            dataField("client-certificate-data", user.certificate) + ", " + dataField("client-key-data", user.key));
    QCOMPARE(context.error().code, ErrorCode::CertificateExpired);
    QVERIFY2(context.error().detail.contains(what), qPrintable(context.error().detail));
    QVERIFY(context.error().detail.startsWith(
        ofUser ? u"conf:9: client-certificate-data: "_s : u"conf:6: certificate-authority-data: "_s));
}

void TestKubeContext::aBundleHoldsAsLongAsOneOfItsCertificates()
{
    const QByteArray bundle
        = makeCertificate("old", {}, today - year - year, today - year).certificate + valid().certificate;
    QVERIFY(
        resolved("server: 'https://a', " + dataField("certificate-authority-data", bundle), "token: t").has_value());
    QCOMPARE(readCertificates(bundle)->size(), std::size_t(2));
    QFile never(QStringLiteral(STRATO_SOURCE_DIR "/tests/fuzz/corpus/certificates/never-expires"));
    QVERIFY(never.open(QIODevice::ReadOnly)); // until the year 9999, as RFC 5280 writes it
    QVERIFY(readCertificates(never.readAll())->front().notAfter > today + year);
    const auto damaged = readCertificates(bundle.left(bundle.size() - 200));
    QVERIFY(!damaged || damaged->size() == 1);
}

void TestKubeContext::strangeKeysAreRefused()
{
    const CertifiedKey me = valid();
    const auto with = [&](const QByteArray& certificate, const QByteArray& key) {
        return resolved("server: 'https://a'",
            dataField("client-certificate-data", certificate) + ", " + dataField("client-key-data", key))
            .error();
    };
    QCOMPARE(with(me.certificate, valid("bob").key).detail,
        u"conf:9: client-certificate-data: the private key does not belong to the certificate"_s);
    QCOMPARE(with(me.certificate, "key-data").code, ErrorCode::Malformed);
    QCOMPARE(with("cert-data", me.key).code, ErrorCode::Malformed);
    QCOMPARE(with(me.certificate, encryptedKey(me)).code, ErrorCode::Unsupported);
    QCOMPARE(resolved("server: 'https://a', certificate-authority-data: Y2E=", "token: t").error().detail,
        u"conf:6: certificate-authority-data: no PEM certificate in it"_s);
}

void TestKubeContext::tokensAndTheirOrder()
{
    const Folder folder;
    const QByteArray file = folder.write(u"token"_s, "exampletoken\n").toUtf8();
    const auto fromFile = resolved("server: 'https://a'", "tokenFile: " + file);
    QCOMPARE(fromFile->credential.kind, CredentialKind::TokenFile);
    QVERIFY(fromFile->credentials.token.isEmpty());
    const auto both = resolved("server: 'https://a'", "token: expected, tokenFile: " + file);
    QCOMPARE(both->credentials.token.reveal(), QByteArray("expected"));
    QCOMPARE(both->credentials.tokenFile.toUtf8(), file);
    QCOMPARE(both->credential.kind, CredentialKind::Token);
    const QByteArray jwt = "x."
        + QByteArray(R"({"sub":"system:serviceaccount:shop:web"})")
              .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)
        + ".y";
    QCOMPARE(
        resolved("server: 'https://a'", "token: " + jwt)->credential.identity, u"system:serviceaccount:shop:web"_s);
}

void TestKubeContext::missingTokenFileIsAnError()
{
    QCOMPARE(resolved("server: 'https://a'", "tokenFile: /missing/token").error().code, ErrorCode::NotFound);
    const Folder folder;
    const auto empty = resolved("server: 'https://a'", "tokenFile: " + folder.write(u"t"_s, " \n").toUtf8());
    QCOMPARE(empty.error().code, ErrorCode::Unauthenticated);
    QVERIFY(empty.error().detail.contains(u"read empty token from file"_s));
}

void TestKubeContext::basicAuth()
{
    const auto context = resolved("server: 'https://a'", "username: myuser, password: mypass");
    QCOMPARE(context->credential.kind, CredentialKind::Basic);
    QCOMPARE(context->credentials.username, u"myuser"_s);
    QCOMPARE(context->credentials.password.reveal(), QByteArray("mypass"));
}

void TestKubeContext::noCredentialsOverPlainHttp()
{
    const auto context = resolved("server: 'http://a'", "token: t, as: bob");
    QVERIFY(context->endpoint.plainHttpAllowed);
    QVERIFY(context->credentials.token.isEmpty());
    QCOMPARE(context->credentials.impersonate.user, u"bob"_s);
    QCOMPARE(context->warnings.size(), std::size_t(1));
    QVERIFY(context->warnings[0].detail.contains(u"are not sent"_s));
}

void TestKubeContext::impersonationIsKept()
{
    ContextOverrides overrides;
    overrides.server = u"http://something"_s;
    const auto context = resolved("server: 'https://localhost:8443'",
        "as: alice, as-uid: abc123, as-groups: [group-1], as-user-extra: {some-key: [some-value]}", overrides);
    const KubeImpersonation& as = context->credentials.impersonate;
    QCOMPARE(as.user, u"alice"_s);
    QCOMPARE(as.uid, u"abc123"_s);
    QCOMPARE(as.groups, QStringList { u"group-1"_s });
    QCOMPARE(as.extra.at(u"some-key"_s), QStringList { u"some-value"_s });
    QCOMPARE(context->credential.impersonates, u"alice"_s);
}

void TestKubeContext::overridesMergeGroupsAndExtra()
{
    ContextOverrides overrides;
    overrides.impersonate.groups = { u"b"_s };
    overrides.impersonate.extra = { { u"y"_s, { u"2"_s } }, { u"z"_s, { u"3"_s } } };
    const auto context = resolved(
        "server: 'https://a'", "as: alice, as-groups: [a, c], as-user-extra: {x: ['1'], y: ['1']}", overrides);
    QCOMPARE(context->credentials.impersonate.groups, QStringList { u"b"_s });
    const std::map<QString, QStringList> expected { { u"x"_s, { u"1"_s } }, { u"y"_s, { u"2"_s } },
        { u"z"_s, { u"3"_s } } };
    QVERIFY(context->credentials.impersonate.extra == expected);
}

void TestKubeContext::namespaces()
{
    const auto none = resolved("server: 'https://a'", "token: t");
    QCOMPARE(none->ns, u"default"_s);
    QVERIFY(!none->namespaceExplicit && !none->namespaceOverridden);
    const auto named = resolved("server: 'https://a'", "token: t", {}, ", namespace: shop");
    QCOMPARE(named->ns, u"shop"_s);
    QVERIFY(named->namespaceExplicit && !named->namespaceOverridden);
    ContextOverrides overrides;
    overrides.ns = u"foo"_s;
    const auto overridden = resolved("server: 'https://a'", "token: t", overrides, ", namespace: shop");
    QCOMPARE(overridden->ns, u"foo"_s);
    QVERIFY(overridden->namespaceOverridden);
    QCOMPARE(
        resolved("server: 'https://a'", "token: t", {}, ", namespace: ../x").error().code, ErrorCode::InvalidArgument);
}

void TestKubeContext::unknownContextsAndEntries()
{
    const LoadedKubeConfig loaded = loadedFrom(oneContext("server: 'https://a'", "token: t"));
    const auto missing = resolveContext(loaded, u"not-present"_s, today);
    QCOMPARE(missing.error(), (Error { ErrorCode::UnknownContext, u"not-present"_s }));
    ContextOverrides overrides;
    overrides.cluster = u"nope"_s;
    QCOMPARE(resolveContext(loaded, {}, today, overrides).error().detail, u"cluster \"nope\" does not exist"_s);
    overrides.cluster.clear();
    overrides.user = u"nope"_s;
    QCOMPARE(resolveContext(loaded, {}, today, overrides).error().detail, u"auth info \"nope\" does not exist"_s);
    QCOMPARE(
        resolveContext({}, {}, today).error().detail, u"invalid configuration: no configuration has been provided"_s);
}

void TestKubeContext::missingUserIsAWarning()
{
    const auto context
        = resolveContext(loadedFrom("clusters:\n- {name: c, cluster: {server: 'https://a'}}\ncontexts:\n- {name: x, "
                                    "context: {cluster: c, user: gone}}\n"),
            u"x"_s, today);
    QVERIFY(context.has_value());
    QCOMPARE(context->credential.kind, CredentialKind::None);
    QCOMPARE(context->warnings.front().detail, u"conf:4: user: user \"gone\" was not found for context \"x\""_s);
    const auto noCluster
        = resolveContext(loadedFrom("contexts:\n- {name: x, context: {cluster: gone}}\n"), u"x"_s, today);
    QCOMPARE(noCluster.error().code, ErrorCode::NotFound);
}

void TestKubeContext::execIsKeptAndDescribed()
{
    const auto context = resolved("server: 'https://a', extensions: [{name: client.authentication.k8s.io/exec, "
                                  "extension: {audience: foo, other: bar}}]",
        "exec: {apiVersion: client.authentication.k8s.io/v1beta1, args: [arg-1, arg-2], command: foo-command, "
        "provideClusterInfo: true, installHint: \"run \\e[1mthis\"}");
    QVERIFY2(context.has_value(), context ? "" : qPrintable(context.error().detail));
    QCOMPARE(context->credential.kind, CredentialKind::ExecPlugin);
    QCOMPARE(context->credential.identity, u"foo-command"_s);
    QCOMPARE(context->credentials.exec->args, (QStringList { u"arg-1"_s, u"arg-2"_s }));
    QVERIFY(context->credentials.exec->provideClusterInfo);
    QCOMPARE(context->credentials.exec->installHint, u"run U+001B[1mthis"_s);
    QCOMPARE(context->credentials.exec->interactiveMode, u"IfAvailable"_s);
    const auto withToken = resolved("server: 'https://a'",
        "token: t, exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: foo-command}");
    QCOMPARE(withToken->credential.kind, CredentialKind::Token); // as it is what is sent
    const CertifiedKey me = valid();
    const auto withCertificate = resolved("server: 'https://a'",
        dataField("client-certificate-data", me.certificate) + ", " + dataField("client-key-data", me.key)
            + ", exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: foo-command}");
    QVERIFY2(withCertificate.has_value(), withCertificate ? "" : qPrintable(withCertificate.error().detail));
    QVERIFY(!withCertificate->credentials.exec);
    QVERIFY(withCertificate->credential.kind != CredentialKind::ExecPlugin);
}

/// client-go: ConfigToExecCluster.
void TestKubeContext::pluginsAreToldTheirCluster()
{
    const QByteArray exec = "exec: {apiVersion: client.authentication.k8s.io/v1, command: c, interactiveMode: Never, "
                            "provideClusterInfo: ";
    const CertifiedKey ca = makeCertificate("ca", "o", today - std::chrono::hours(1), today + std::chrono::hours(1));
    const QByteArray data = "certificate-authority-data: " + ca.certificate.toBase64();
    const QByteArray rest
        = ", tls-server-name: kube, proxy-url: 'http://proxy:80', disable-compression: true, extensions: "
          "[{name: client.authentication.k8s.io/exec, extension: {audience: foo}}, {name: x, extension: 1}]";
    const auto whole = resolved("server: 'https://a:6443/p', " + data + rest, exec + "true}");
    QVERIFY2(whole.has_value(), whole ? "" : qPrintable(whole.error().detail));
    const KubeExecCluster expected { u"https://a:6443/p"_s, u"kube"_s, false, ca.certificate, u"http://proxy:80"_s,
        true, QJsonObject { { u"audience"_s, u"foo"_s } } };
    QCOMPARE(whole->credentials.execCluster, std::optional(expected));
    Folder folder;
    const QByteArray file
        = "certificate-authority: '" + QFile::encodeName(folder.write(u"ca"_s, ca.certificate)) + '\'';
    QCOMPARE(resolved("server: 'https://a:6443/p', " + file + rest, exec + "true}")->credentials.execCluster,
        std::optional(expected));
    const auto bare = resolved("server: 'https://a', insecure-skip-tls-verify: true", exec + "true}");
    QCOMPARE(
        bare->credentials.execCluster, std::optional(KubeExecCluster { u"https://a"_s, {}, true, {}, {}, false, {} }));
    QVERIFY(!resolved("server: 'https://a'", exec + "false}")->credentials.execCluster);
    QCOMPARE(
        resolved("server: 'https://a', proxy-url: 'foo'", exec + "true}").error().code, ErrorCode::InvalidArgument);
    QCOMPARE(resolved("server: 'https://a b/'", exec + "true}").error().code, ErrorCode::InvalidArgument);
}

void TestKubeContext::inClusterTakesOverrides_data()
{
    QTest::addColumn<bool>("server");
    QTest::addColumn<bool>("token");
    QTest::addColumn<bool>("ca");
    for (int mix = 0; mix < 8; ++mix)
        QTest::addRow("mix %d", mix) << ((mix & 1) != 0) << ((mix & 2) != 0) << ((mix & 4) != 0);
}

void TestKubeContext::inClusterTakesOverrides()
{
    QFETCH(const bool, server);
    QFETCH(const bool, token);
    QFETCH(const bool, ca);
    const Folder account;
    const CertifiedKey own = valid("own");
    const CertifiedKey other = valid("other");
    account.write(u"token"_s, "token-from-cluster");
    account.write(u"ca.crt"_s, own.certificate);
    const InClusterEnvironment inCluster { u"10.0.0.1"_s, u"443"_s, {}, account.path() };
    ContextOverrides overrides;
    if (server)
        overrides.server = u"https://host-from-overrides.com"_s;
    if (token)
        overrides.token = SecretBytes("token-from-override");
    if (ca)
        overrides.certificateAuthority = account.write(u"other.crt"_s, other.certificate);
    const auto context = resolveInCluster(inCluster, today, overrides);
    QVERIFY2(context.has_value(), context ? "" : qPrintable(context.error().detail));
    QCOMPARE(context->endpoint.baseUrl.toString(),
        server ? u"https://host-from-overrides.com"_s : u"https://10.0.0.1:443"_s);
    QCOMPARE(context->credentials.token.reveal(), token ? QByteArray("token-from-override") : QByteArray());
    QCOMPARE(context->credentials.tokenFile, token ? QString() : account.path(u"token"_s));
    QCOMPARE(context->endpoint.tls.caPem, ca ? other.certificate : own.certificate);
}

void TestKubeContext::inClusterOnlyWhereTheConfigIsEmpty()
{
    const Folder account;
    account.write(u"token"_s, "t");
    account.write(u"ca.crt"_s, valid().certificate);
    const InClusterEnvironment inside { u"fd00::1"_s, u"6443"_s, {}, account.path() };
    const InClusterEnvironment outside;
    QVERIFY(inside.possible());
    QVERIFY(!outside.possible());
    QCOMPARE(resolveDefault({}, inside, today)->endpoint.baseUrl.toString(), u"https://[fd00::1]:6443"_s);
    QCOMPARE(resolveDefault({}, outside, today).error().detail,
        u"invalid configuration: no configuration has been provided"_s);
    const LoadedKubeConfig good = loadedFrom(oneContext("server: 'https://a'", "token: t"));
    QCOMPARE(resolveDefault(good, inside, today)->endpoint.baseUrl.host(), u"a"_s);
    // A broken kubeconfig is told, not papered over.
    QVERIFY(!resolveDefault(loadedFrom("current-context: gone\n"), inside, today));
    QVERIFY(!resolveInCluster(outside, today));
    const InClusterEnvironment noPort { u"10.0.0.1"_s, {}, {}, account.path() };
    QVERIFY(!noPort.possible());
}

void TestKubeContext::inClusterNamespace()
{
    const Folder account;
    account.write(u"token"_s, "t");
    account.write(u"ca.crt"_s, valid().certificate);
    InClusterEnvironment inside { u"10.0.0.1"_s, u"443"_s, {}, account.path() };
    QCOMPARE(resolveInCluster(inside, today)->ns, u"default"_s);
    account.write(u"namespace"_s, "from-file\n");
    QCOMPARE(resolveInCluster(inside, today)->ns, u"from-file"_s);
    inside.podNamespace = u"from-pod"_s;
    QCOMPARE(resolveInCluster(inside, today)->ns, u"from-pod"_s);
    ContextOverrides overrides;
    overrides.ns = u"overridden"_s;
    QCOMPARE(resolveInCluster(inside, today, overrides)->ns, u"overridden"_s);
}

void TestKubeContext::secretsAreNotInErrorsOrDescriptions()
{
    const QByteArray user = "token: canary-token, username: u, password: canary-password, client-key-data: "
                            "Y2FuYXJ5LWtleQ==, client-certificate-data: Y2E=";
    const auto context = resolved("server: 'https://a', proxy-url: 'ftp://u:canary-proxy@p'", user);
    QVERIFY(!context);
    QVERIFY2(!context.error().detail.contains(u"canary"_s), qPrintable(context.error().detail));
}

QTEST_GUILESS_MAIN(TestKubeContext)
#include "tst_kubecontext.moc"
