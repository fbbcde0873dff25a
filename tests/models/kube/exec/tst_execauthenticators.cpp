// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/config/kubeauthorizer.h"
#include "models/kube/exec/execauthenticator.h"
#include "tests/models/kube/config/testcertificates.h"
#include "tests/models/kube/exec/execrig.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Strato;
using namespace Strato::Test;

/// client-go: exec_test.go, each case by its name there where it has one.
class TestExecAuthenticators final : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void interactiveModesAreHeld_data();
    void interactiveModesAreHeld();
    void theClusterIsToldWhereItIsAskedFor();
    void aTokenServesUntilItExpires();
    void aShortLivedTokenIsNoLoop();
    void aFailedRenewalTakesNothingFromOthers();
    void whatSomebodyWhoLeftWasToldIsForgotten();
    void whoComesBackIsNotToldThatItWasCancelled();
    void manyWaitForOneRun();
    void contextsWithTheSameEntryShareIt();
    void whatMakesAnEntry_data();
    void whatMakesAnEntry();
    void unauthorizedFetchesOnceMore();
    void aLateRefusalOfAnExpiredTokenIsNoNews();
    void aServerThatRefusesEveryTokenStartsNoLoop();
    void certificatesComeAndChange();
    void failuresAreHeldAndAskedForAgain_data();
    void failuresAreHeldAndAskedForAgain();
    void installHintsAreRateLimited();
    void aHeaderThatIsThereCancelsThePlugin();
};

void TestExecAuthenticators::interactiveModesAreHeld_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QString>("expected"); // there is never a terminal, nor a standard input
    const QString good = u"Authorization: Bearer first | Impersonate-User: bob"_s;
    const QString none = u"error: exec plugin cannot support interactive mode"_s;
    QTest::newRow("beta-basic-request-with-never-interactive-mode") << beta << u"Never"_s << good;
    QTest::newRow("beta-basic-request-with-if-available-interactive-mode") << beta << u"IfAvailable"_s << good;
    QTest::newRow("beta-basic-request-with-always-interactive-mode") << beta << u"Always"_s << none;
    QTest::newRow("v1-basic-request") << v1 << u"IfAvailable"_s << good;
    QTest::newRow("v1-with-never") << v1 << u"Never"_s << good;
    QTest::newRow("v1-with-always") << v1 << u"Always"_s << none;
    QTest::newRow("v1-with-missing-interactive-mode") << v1 << QString() << u"error: exec plugin: unknown"_s;
    QTest::newRow("alpha is gone") << u"client.authentication.k8s.io/v1alpha1"_s << u"Never"_s
                                   << u"error: exec plugin: invalid apiVersion"_s;
}

void TestExecAuthenticators::interactiveModesAreHeld()
{
    QFETCH(const QString, version);
    QFETCH(const QString, mode);
    QFETCH(const QString, expected);
    Rig rig;
    rig.answer(tokenAnswer("first", {}, version));
    KubeExecConfig config = rig.config(version);
    config.interactiveMode = mode;
    const auto authorizer = rig.use(config);
    const QString answer = got(*authorizer);
    QVERIFY2(answer.startsWith(expected), qPrintable(answer));
    QCOMPARE(rig.runs(), expected.startsWith(u"error"_s) ? 0 : 1);
}

void TestExecAuthenticators::theClusterIsToldWhereItIsAskedFor()
{
    for (const bool told : { true, false }) {
        Rig rig;
        KubeExecConfig config = rig.config();
        config.args = { u"--cluster"_s, u"a b"_s };
        const auto authorizer = rig.use(config, u"one"_s,
            told ? std::optional(KubeExecCluster { u"https://foo"_s, {}, false, "ca", {}, false, {} }) : std::nullopt);
        QVERIFY(got(*authorizer).startsWith(u"Authorization"_s));
        QFile info(rig.folder.path(u"runs.info"_s));
        QVERIFY(info.open(QIODevice::ReadOnly));
        const QJsonObject spec = QJsonDocument::fromJson(info.readAll()).object().value(u"spec"_s).toObject();
        QCOMPARE(spec.value(u"interactive"_s), QJsonValue(false));
        QCOMPARE(spec.contains(u"cluster"_s), told);
        QFile runs(rig.folder.path(u"runs"_s));
        QVERIFY(runs.open(QIODevice::ReadOnly));
        QCOMPARE(runs.readAll(), QByteArray("run --cluster a b\n"));
    }
}

void TestExecAuthenticators::aTokenServesUntilItExpires()
{
    Rig rig;
    rig.answer(tokenAnswer("hour", toDateTime(rig.clock.now() + 1h).toString(Qt::ISODate).toLatin1()));
    const auto authorizer = rig.use(rig.config());
    QVERIFY(got(*authorizer).contains(u"Bearer hour"_s));
    rig.answer(tokenAnswer("next"));
    rig.advance(59min);
    QVERIFY(got(*authorizer).contains(u"Bearer hour"_s));
    QCOMPARE(rig.runs(), 1);
    rig.advance(31s); // within the leeway: it serves yet, and nobody waits for the next
    QVERIFY(got(*authorizer).contains(u"Bearer hour"_s));
    QTRY_VERIFY(got(*authorizer).contains(u"Bearer next"_s));
    QCOMPARE(rig.runs(), 2);
    rig.advance(24h * 30); // no expiry: until it is refused
    QVERIFY(got(*authorizer).contains(u"Bearer next"_s));
    QCOMPARE(rig.runs(), 2);
}

void TestExecAuthenticators::aShortLivedTokenIsNoLoop()
{
    Rig rig;
    rig.answer(tokenAnswer("stale", "2006-01-02T15:04:05Z"));
    const auto authorizer = rig.use(rig.config());
    for (int i = 0; i < 5; ++i)
        QVERIFY(got(*authorizer).contains(u"Bearer stale"_s));
    QCOMPARE(rig.runs(), 1);
    rig.advance(ExecAuthenticator::leastUse);
    QVERIFY(got(*authorizer).contains(u"Bearer stale"_s));
    QCOMPARE(rig.runs(), 2);
    rig.advance(ExecAuthenticator::leastUse); // a clock is wrong: the next will be no better
    QVERIFY(got(*authorizer).contains(u"Bearer stale"_s));
    QCOMPARE(rig.runs(), 2);
    rig.advance(ExecAuthenticator::leastUse);
    QVERIFY(got(*authorizer).contains(u"Bearer stale"_s));
    QCOMPARE(rig.runs(), 3);
}

void TestExecAuthenticators::aFailedRenewalTakesNothingFromOthers()
{
    Rig rig;
    rig.answer(tokenAnswer("hour", toDateTime(rig.clock.now() + 1h).toString(Qt::ISODate).toLatin1()));
    const auto one = rig.use(rig.config(), u"one"_s);
    const auto two = rig.use(rig.config(), u"two"_s);
    const auto first = ask(*two);
    QTRY_VERIFY(first->done());
    rig.answer("the issuer is out of reach");
    QVERIFY(two->invalidate(first->headers()));
    QVERIFY(got(*two).startsWith(u"error"_s)); // the same would be refused again
    QCOMPARE(rig.runs(), 2);
    QVERIFY(got(*one).contains(u"Bearer hour"_s));
    rig.advance(59min + 45s); // nearly over: it is asked for anew, and serves all the same
    QVERIFY(got(*one).contains(u"Bearer hour"_s));
    QTRY_COMPARE(rig.runs(), 3);
    QVERIFY(got(*one).contains(u"Bearer hour"_s));
    rig.advance(20s);
    QTRY_VERIFY(got(*one).startsWith(u"error"_s));
    rig.answer(tokenAnswer("next"));
    rig.plugins.forgive(u"one"_s);
    QVERIFY(got(*one).contains(u"Bearer next"_s));
    QVERIFY(got(*two).contains(u"Bearer next"_s));
}

void TestExecAuthenticators::whatSomebodyWhoLeftWasToldIsForgotten()
{
    Rig rig;
    rig.plugins.setConsent({});
    auto authorizer = rig.use(rig.config());
    QVERIFY(got(*authorizer).startsWith(u"error: not approved"_s));
    authorizer.reset();
    rig.plugins.setConsent(rig.consent);
    authorizer = rig.use(rig.config());
    QVERIFY(got(*authorizer).contains(u"Bearer first"_s));
}

void TestExecAuthenticators::whoComesBackIsNotToldThatItWasCancelled()
{
    Rig rig;
    const QString pipe = rig.pipe();
    KubeExecConfig config = rig.config();
    config.env.push_back({ u"PLUGIN_WAITS"_s, pipe });
    auto authorizer = rig.use(config);
    const auto left = ask(*authorizer);
    QTRY_COMPARE(rig.runs(), 1);
    authorizer.reset(); // nobody needs it: its program is ended
    authorizer = rig.use(config);
    const auto back = ask(*authorizer);
    QTRY_COMPARE(rig.runs(), 2);
    Rig::release(pipe);
    QTRY_VERIFY2(back->text().contains(u"Bearer first"_s), qPrintable(back->text()));
}

void TestExecAuthenticators::manyWaitForOneRun()
{
    Rig rig;
    const QString pipe = rig.pipe();
    KubeExecConfig config = rig.config();
    config.env.push_back({ u"PLUGIN_WAITS"_s, pipe });
    const auto authorizer = rig.use(config);
    constexpr int many = 20;
    std::vector<std::shared_ptr<Asked>> all;
    all.reserve(many);
    for (int i = 0; i < many; ++i)
        all.push_back(ask(*authorizer));
    QTRY_COMPARE(rig.runs(), 1);
    QVERIFY(!all.front()->done());
    Rig::release(pipe);
    for (const auto& asked : all)
        QTRY_VERIFY(asked->text().contains(u"Bearer first"_s));
    QCOMPARE(rig.runs(), 1);
}

void TestExecAuthenticators::contextsWithTheSameEntryShareIt()
{
    Rig rig;
    const auto one = rig.use(rig.config(), u"one"_s);
    const auto two = rig.use(rig.config(), u"two"_s);
    QVERIFY(got(*one).contains(u"Bearer first"_s));
    rig.answer(tokenAnswer("second"));
    QVERIFY(got(*two).contains(u"Bearer first"_s));
    QCOMPARE(rig.runs(), 1);
    QCOMPARE(rig.state().contexts, (QStringList { u"one"_s, u"two"_s }));
    const auto other
        = rig.use(rig.config(), u"three"_s, KubeExecCluster { u"https://b"_s, {}, false, {}, {}, false, {} });
    QVERIFY(got(*other).contains(u"Bearer second"_s));
}

void TestExecAuthenticators::whatMakesAnEntry_data()
{
    // TestCacheKey
    using Change = std::function<void(KubeExecConfig&, std::optional<KubeExecCluster>&)>;
    QTest::addColumn<Change>("change");
    const auto row = [](const char* name, const Change& change) { QTest::newRow(name) << change; };
    row("command", [](auto& config, auto&) { config.command = u"b"_s; });
    row("arguments", [](auto& config, auto&) { config.args = { u"ab"_s, u"c"_s }; });
    row("environment", [](auto& config, auto&) { config.env[0].value = u"other"_s; });
    row("version", [](auto& config, auto&) { config.apiVersion = beta; });
    row("no cluster", [](auto&, auto& cluster) { cluster.reset(); });
    row("server", [](auto&, auto& cluster) { cluster->server = u"https://other"_s; });
    row("authority", [](auto&, auto& cluster) { cluster->certificateAuthorityPem = "other"; });
    row("configuration of the cluster", [](auto&, auto& cluster) { cluster->config = QJsonValue(6); });
}

void TestExecAuthenticators::whatMakesAnEntry()
{
    QFETCH(const std::function<void(KubeExecConfig&, std::optional<KubeExecCluster>&)>, change);
    KubeExecConfig config { u"a"_s, { u"a"_s, u"bc"_s }, { { u"N"_s, u"v"_s } }, v1, {}, true, u"Never"_s };
    std::optional<KubeExecCluster> cluster
        = KubeExecCluster { u"https://a"_s, {}, false, "ca", {}, false, QJsonValue(5) };
    const QByteArray before = execPluginId(config, cluster);
    QCOMPARE(execPluginId(config, cluster), before);
    change(config, cluster);
    QVERIFY(execPluginId(config, cluster) != before);
}

void TestExecAuthenticators::unauthorizedFetchesOnceMore()
{
    // TestRoundTripper
    Rig rig;
    const auto authorizer = rig.use(rig.config());
    const auto first = ask(*authorizer);
    QTRY_VERIFY(first->done());
    rig.answer(tokenAnswer("second"));
    QVERIFY(authorizer->invalidate(first->headers()));
    QVERIFY(authorizer->invalidate(first->headers())); // another request that went out with the same
    QVERIFY(got(*authorizer).contains(u"Bearer second"_s));
    QVERIFY(authorizer->invalidate(first->headers())); // late: the newer one is worth a try as it is
    QVERIFY(got(*authorizer).contains(u"Bearer second"_s));
    QCOMPARE(rig.runs(), 2);
}

void TestExecAuthenticators::aLateRefusalOfAnExpiredTokenIsNoNews()
{
    Rig rig;
    const QString pipe = rig.pipe();
    rig.answer(tokenAnswer("hour", toDateTime(rig.clock.now() + 1h).toString(Qt::ISODate).toLatin1()));
    KubeExecConfig config = rig.config();
    config.env.push_back({ u"PLUGIN_WAITS"_s, pipe });
    const auto authorizer = rig.use(config);
    const auto first = ask(*authorizer);
    QTRY_COMPARE(rig.runs(), 1);
    Rig::release(pipe);
    QTRY_VERIFY(first->done());
    rig.advance(2h);
    rig.answer(tokenAnswer("next"));
    const auto second = ask(*authorizer);
    QTRY_COMPARE(rig.runs(), 2);
    QVERIFY(authorizer->invalidate(first->headers())); // while the next one is on its way
    Rig::release(pipe);
    QTRY_VERIFY(second->text().contains(u"Bearer next"_s));
    QCOMPARE(rig.runs(), 2);
}

void TestExecAuthenticators::aServerThatRefusesEveryTokenStartsNoLoop()
{
    Rig rig;
    const auto authorizer = rig.use(rig.config());
    const auto refused = [&] {
        const auto asked = ask(*authorizer);
        return QTest::qWaitFor([&] { return asked->done(); }, 20'000) && authorizer->invalidate(asked->headers());
    };
    QVERIFY(refused());
    QVERIFY(!refused()); // fetched anew for that very reason: the 401 goes to whoever asked
    QVERIFY(!refused());
    QCOMPARE(rig.runs(), 2);
    rig.advance(10s);
    QVERIFY(refused());
    QVERIFY(!refused());
    rig.advance(10s);
    QVERIFY(!refused()); // 20 s now
    rig.advance(10s);
    QVERIFY(refused());
    QCOMPARE(rig.runs(), 3);
    rig.plugins.forgive(u"one"_s); // a person tries the context again
    QVERIFY(refused());
    QCOMPARE(rig.runs(), 4);
}

void TestExecAuthenticators::certificatesComeAndChange()
{
    Rig rig;
    const auto certified = [](const CertifiedKey& pair) {
        return answerOf({ { u"clientCertificateData"_s, QString::fromLatin1(pair.certificate) },
            { u"clientKeyData"_s, QString::fromLatin1(pair.key) } });
    };
    const CertifiedKey first = makeCertificate("a", "b", today, today + 1h);
    rig.answer(certified(first));
    const auto authorizer = rig.use(rig.config());
    QVERIFY(!authorizer->clientCertificate());
    QCOMPARE(got(*authorizer), u"Impersonate-User: bob"_s);
    const auto held = authorizer->clientCertificate();
    QVERIFY(held != nullptr);
    QCOMPARE(held->certificatePem, first.certificate);
    QVERIFY(authorizer->invalidate({})); // just fetched: worth a try as it is
    QCOMPARE(rig.runs(), 1);
    rig.advance(1min);
    QVERIFY(authorizer->invalidate({}));
    QCOMPARE(got(*authorizer), u"Impersonate-User: bob"_s);
    QCOMPARE(rig.runs(), 2);
    QCOMPARE(authorizer->clientCertificate(), held); // the same certificate: connections stay
    rig.answer(certified(makeCertificate("a", "b", today, today + 2h)));
    rig.advance(1min);
    QVERIFY(authorizer->invalidate({}));
    QCOMPARE(got(*authorizer), u"Impersonate-User: bob"_s);
    QVERIFY(authorizer->clientCertificate() != held);
}

void TestExecAuthenticators::failuresAreHeldAndAskedForAgain_data()
{
    QTest::addColumn<QByteArray>("output");
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("expected");
    QTest::newRow("binary-fails") << tokenAnswer("s3cr3t") << u"73"_s
                                  << u"error: exec: executable %1 failed with exit code 73"_s.arg(script);
    QTest::newRow("beta-no-token") << answerOf({}) << u"0"_s
                                   << u"error: exec plugin didn't return a token or cert/key pair"_s;
    QTest::newRow("junk") << QByteArray("s3cr3t") << u"0"_s << u"error: decoding stdout"_s;
    QTest::newRow("too much") << QByteArray(2LL * 1024 * 1024, 'x') << u"0"_s
                              << u"error: exec: executable %1 wrote more than"_s.arg(script);
}

void TestExecAuthenticators::failuresAreHeldAndAskedForAgain()
{
    QFETCH(const QByteArray, output);
    QFETCH(const QString, status);
    QFETCH(const QString, expected);
    Rig rig;
    rig.answer(output);
    KubeExecConfig config = rig.config();
    config.env.push_back({ u"PLUGIN_STATUS"_s, status });
    const auto authorizer = rig.use(config);
    for (int i = 0; i < 3; ++i) {
        const QString answer = got(*authorizer);
        QVERIFY2(answer.startsWith(expected), qPrintable(answer));
        QVERIFY(!answer.contains(u"s3cr3t"_s));
        QCOMPARE(rig.runs(), 1);
    }
    QTRY_COMPARE(rig.phase(), ExecPluginState::Phase::Failed);
    QVERIFY(rig.state().nextTry.has_value());
    rig.advance(30s);
    QVERIFY(got(*authorizer).startsWith(u"error"_s));
    QCOMPARE(rig.runs(), 2);
    rig.advance(59s);
    QVERIFY(got(*authorizer).startsWith(u"error"_s));
    QCOMPARE(rig.runs(), 2);
    rig.advance(1s);
    QVERIFY(got(*authorizer).startsWith(u"error"_s));
    QCOMPARE(rig.runs(), 3);
    QTRY_VERIFY(!rig.state().nextTry.has_value()); // from now on a person asks
    rig.advance(24h);
    QVERIFY(got(*authorizer).startsWith(u"error"_s));
    QCOMPARE(rig.runs(), 3);
    rig.plugins.retry(rig.state().id);
    QTRY_COMPARE(rig.runs(), 4);
    QTRY_COMPARE(rig.phase(), ExecPluginState::Phase::Failed);
    QVERIFY(rig.toldSignedIn().isEmpty());
    rig.plugins.forgive(u"one"_s);
    QVERIFY(got(*authorizer).startsWith(u"error"_s));
    QCOMPARE(rig.runs(), 5);
}

void TestExecAuthenticators::installHintsAreRateLimited()
{
    Rig rig;
    KubeExecConfig config = rig.config();
    config.command = u"does not exist"_s;
    config.installHint = u"run U+001B[1m apt"_s; // as the parser leaves it
    const auto authorizer = rig.use(config);
    int hints = 0;
    for (int i = 0; i < 12; ++i) {
        const QString answer = got(*authorizer);
        QVERIFY2(answer.startsWith(u"error: exec: executable does not exist not found"_s), qPrintable(answer));
        hints += answer.contains(u"; run U+001B[1m apt"_s) ? 1 : 0;
        rig.plugins.forgive(u"one"_s);
    }
    QCOMPARE(hints, 10);
    rig.advance(1h);
    QVERIFY(got(*authorizer).contains(u"apt"_s));
    QCOMPARE(rig.state().installHint, u"run U+001B[1m apt"_s);
}

void TestExecAuthenticators::aHeaderThatIsThereCancelsThePlugin()
{
    // TestAuthorizationHeaderPresentCancelsExecAction
    Rig rig;
    KubeCredentials credentials;
    credentials.exec = rig.config();
    const auto make = [&] {
        return makeAuthorizer(credentials, rig.clock, {},
            [&](const KubeExecConfig& exec, const std::optional<KubeExecCluster>& cluster,
                std::vector<HttpHeader> always) {
                return rig.plugins.authorizer(u"one"_s, exec, cluster, std::move(always));
            });
    };
    credentials.token = SecretBytes("mine");
    QCOMPARE(got(*make()), u"Authorization: Bearer mine"_s);
    credentials.token = {};
    credentials.username = u"me"_s;
    QVERIFY(got(*make()).startsWith(u"Authorization: Basic"_s));
    QCOMPARE(rig.runs(), 0);
    credentials.username.clear();
    QVERIFY(got(*make()).contains(u"Bearer first"_s));
    QCOMPARE(rig.runs(), 1);
}

QTEST_GUILESS_MAIN(TestExecAuthenticators)
#include "tst_execauthenticators.moc"
