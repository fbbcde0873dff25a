// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/exec/execcredential.h"
#include "tests/models/kube/config/testcertificates.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Strato;
using namespace Strato::Test;

namespace {

const QString v1 = u"client.authentication.k8s.io/v1"_s;
const QString beta = u"client.authentication.k8s.io/v1beta1"_s;
const QByteArray canary = "canarys3cr3t"; // stands in every answer, and in no error

QByteArray answer(const QString& version, const QByteArray& status)
{
    return "{\"kind\": \"ExecCredential\", \"apiVersion\": \"" + version.toUtf8() + "\", \"status\": " + status + "}";
}

QByteArray quoted(const QByteArray& pem)
{
    return '"' + QByteArray(pem).replace('\n', "\\n") + '"';
}

CertifiedKey someone(const QByteArray& name = "someone")
{
    const Instant now = instantFromSeconds(1'764'000'000);
    return makeCertificate(name, "team", now - std::chrono::hours(1), now + std::chrono::hours(1));
}

} // namespace

/// client-go: TestRefreshCreds (what comes out), ConfigToExecCluster and LoadExecCredential (what goes in).
class TestExecCredential final : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void aTokenIsTaken_data()
    {
        QTest::addColumn<QString>("version");
        QTest::newRow("v1-basic-request") << v1;
        QTest::newRow("beta-basic-request") << beta;
    }
    void aTokenIsTaken()
    {
        QFETCH(const QString, version);
        const auto read = decodeExecCredential(
            answer(version, R"({"token": "foo-bar", "expirationTimestamp": "2006-01-02T15:04:05Z"})"), version);
        QVERIFY2(read.has_value(), read ? "" : qPrintable(read.error().detail));
        QCOMPARE(read->token.reveal(), QByteArray("foo-bar"));
        QCOMPARE(read->expires, std::optional(instantFromSeconds(1'136'214'245)));
        QVERIFY(read->clientCertificatePem.isEmpty());
    }

    void aCertificateWithItsKeyIsTaken()
    {
        const CertifiedKey pair = someone();
        const auto read = decodeExecCredential(answer(beta,
                                                   "{\"clientCertificateData\": " + quoted(pair.certificate)
                                                       + ", \"clientKeyData\": " + quoted(pair.key) + "}"),
            beta);
        QVERIFY2(read.has_value(), read ? "" : qPrintable(read.error().detail));
        QCOMPARE(read->clientCertificatePem, pair.certificate);
        QCOMPARE(read->clientKeyPem.reveal(), pair.key);
        QVERIFY(read->token.isEmpty());
        QVERIFY(!read->expires);
    }

    void whatIsWrongIsSaidAndNothingIsQuoted_data();
    void whatIsWrongIsSaidAndNothingIsQuoted()
    {
        QFETCH(const QByteArray, output);
        QFETCH(const QString, expected);
        const auto read = decodeExecCredential(output, beta);
        QVERIFY(!read.has_value());
        QCOMPARE(read.error().code, ErrorCode::SignInFailed);
        QVERIFY2(read.error().detail.contains(expected), qPrintable(read.error().detail));
        QVERIFY2(!read.error().detail.contains(QString::fromLatin1(canary)), qPrintable(read.error().detail));
    }

    void anotherPairsKeyIsRefused()
    {
        const auto read = decodeExecCredential(answer(v1,
                                                   "{\"clientCertificateData\": " + quoted(someone().certificate)
                                                       + ", \"clientKeyData\": " + quoted(someone("other").key) + "}"),
            v1);
        QVERIFY(!read.has_value());
        QVERIFY2(read.error().detail.contains(u"clientKeyData"_s), qPrintable(read.error().detail));
        QVERIFY(!read.error().detail.contains(u"PRIVATE"_s));
    }

    void versionsAreKnownOrRefused()
    {
        QVERIFY(checkExecApiVersion(v1).has_value());
        QVERIFY(checkExecApiVersion(beta).has_value());
        for (const QString& other : { u"client.authentication.k8s.io/v1alpha1"_s, u"v1"_s, QString() })
            QCOMPARE(checkExecApiVersion(other).error().code, ErrorCode::SignInFailed);
    }

    void pluginsAreToldTheirClusterOnlyWhereTheyAsk_data()
    {
        QTest::addColumn<QString>("version");
        QTest::newRow("v1 with cluster happy path") << v1;
        QTest::newRow("v1beta1 with cluster happy path") << beta;
    }
    void pluginsAreToldTheirClusterOnlyWhereTheyAsk()
    {
        QFETCH(const QString, version);
        const QJsonObject plain = QJsonDocument::fromJson(encodeExecInfo(version, std::nullopt)).object();
        QCOMPARE(plain,
            (QJsonObject { { u"kind"_s, u"ExecCredential"_s }, { u"apiVersion"_s, version },
                { u"spec"_s, QJsonObject { { u"interactive"_s, false } } } }));
        const KubeExecCluster cluster { u"https://some-server"_s, u"name"_s, true, "some-ca", u"https://proxy:80"_s,
            true, QJsonObject { { u"apple"_s, u"snort"_s }, { u"pear"_s, 7 } } };
        const QJsonObject told = QJsonDocument::fromJson(encodeExecInfo(version, cluster)).object();
        QCOMPARE(told.value(u"spec"_s).toObject().value(u"cluster"_s).toObject(),
            (QJsonObject { { u"server"_s, u"https://some-server"_s }, { u"tls-server-name"_s, u"name"_s },
                { u"insecure-skip-tls-verify"_s, true }, { u"certificate-authority-data"_s, u"c29tZS1jYQ=="_s },
                { u"proxy-url"_s, u"https://proxy:80"_s }, { u"disable-compression"_s, true },
                { u"config"_s, QJsonObject { { u"apple"_s, u"snort"_s }, { u"pear"_s, 7 } } } }));
    }

    void emptyFieldsOfAClusterAreLeftOut()
    {
        const QJsonObject told = QJsonDocument::fromJson(
            encodeExecInfo(v1,
                KubeExecCluster { u"https://a"_s, {}, false, {}, {}, false,
                    {} })).object();
        QCOMPARE(told.value(u"spec"_s).toObject().value(u"cluster"_s).toObject(),
            (QJsonObject { { u"server"_s, u"https://a"_s } }));
    }
};

void TestExecCredential::whatIsWrongIsSaidAndNothingIsQuoted_data()
{
    QTest::addColumn<QByteArray>("output");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const QByteArray& output, const QString& expected) {
        QTest::newRow(name) << output << expected;
    };
    const QByteArray token = "{\"token\": \"" + canary + "\"}";
    row("beta-with-bad-TLS-credentials",
        answer(beta, R"({"clientCertificateData": "foo", "clientKeyData": ")" + canary + "\"}"),
        u"clientCertificateData"_s);
    row("beta-cert-but-no-key", answer(beta, "{\"clientCertificateData\": \"" + canary + "\"}"),
        u"only certificate or key, not both"_s);
    row("key but no certificate", answer(beta, "{\"clientKeyData\": \"" + canary + "\"}"), u"not both"_s);
    row("beta-no-group-version", "{\"kind\": \"ExecCredential\", \"status\": " + token + "}",
        u"plugin returned version none"_s);
    row("another version", answer(v1, token), u"plugin returned version client.authentication.k8s.io/v1"_s);
    row("a token for a version", answer(QString::fromLatin1(canary), token), u"one that is not known"_s);
    row("another kind", "{\"kind\": \"" + canary + "\", \"apiVersion\": \"" + beta.toLatin1() + "\"}",
        u"not of kind ExecCredential"_s);
    row("beta-no-status",
        "{\"kind\": \"ExecCredential\", \"apiVersion\": \"" + beta.toLatin1() + "\", \"x\": \"" + canary + "\"}",
        u"didn't return a status field"_s);
    row("beta-no-token", answer(beta, "{\"x\": \"" + canary + "\"}"), u"didn't return a token or cert/key pair"_s);
    row("status is text", answer(beta, '"' + canary + '"'), u"didn't return a status field"_s);
    row("token is a number", answer(beta, "{\"token\": 5}"), u"status.token is not text"_s);
    row("token with a line end", answer(beta, "{\"token\": \"" + canary + "\\r\\nHost: x\"}"),
        u"characters that no token has"_s);
    row("token with a blank", answer(beta, "{\"token\": \"" + canary + " \"}"), u"characters that no token has"_s);
    row("no time", answer(beta, "{\"token\": \"" + canary + "\", \"expirationTimestamp\": \"" + canary + "\"}"),
        u"expirationTimestamp is no time"_s);
    row("nothing", {}, u"decoding stdout"_s);
    row("junk", "token: " + canary, u"decoding stdout"_s);
    row("cut short", answer(beta, token).chopped(1), u"decoding stdout"_s);
    row("a list", "[\"" + canary + "\"]", u"not an object"_s);
    row("malformed UTF-8", answer(beta, "{\"token\": \"" + canary + "\xff\"}"), u"decoding stdout"_s);
    row("deep", QByteArray(100'000, '['), u"decoding stdout"_s);
    row("too large", QByteArray(maxExecCredentialBytes + 1, ' '), u"wrote more than"_s);
}

QTEST_GUILESS_MAIN(TestExecCredential)
#include "tst_execcredential.moc"
