// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/plaintext.h"
#include "models/kube/config/kubeconfigvalidation.h"
#include "tests/models/kube/config/configfixtures.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Strato;
using namespace Strato::Test;

namespace {

QString detailsOf(const std::vector<Error>& errors)
{
    return errors.empty() ? QString() : joinErrors(errors).detail;
}

constexpr const char* exec
    = "exec: {command: /bin/example, apiVersion: clientauthentication.k8s.io/v1alpha1, interactiveMode: IfAvailable}";

} // namespace

/// The cases of client-go's validation_test.go.
class TestKubeConfigValidate final : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void emptyConfigIsInvalid();
    void missingCurrentContextIsFound();
    void contextsAreJudged_data();
    void contextsAreJudged();
    void usersAreJudged_data();
    void usersAreJudged();
    void clustersAreJudged_data();
    void clustersAreJudged();
    void confirmUsableLooksAtOneContext();
    void confirmUsableTellsBadInfo();
    void severalProblemsAreAllTold();
    void namesInErrorsArePlainText();
    void controlCharactersAreMadeVisible_data();
    void controlCharactersAreMadeVisible();
    void namespaceMustBeALabel_data();
    void namespaceMustBeALabel();
};

void TestKubeConfigValidate::emptyConfigIsInvalid()
{
    const QString nothing = u"invalid configuration: no configuration has been provided"_s;
    QCOMPARE(detailsOf(validateConfig({})), nothing);
    QCOMPARE(detailsOf(confirmUsable({}, {})), nothing);
    QCOMPARE(detailsOf(confirmUsable({}, u"not-here"_s)), nothing);
    QCOMPARE(validateConfig({}).front().code, ErrorCode::NotFound);
}

void TestKubeConfigValidate::missingCurrentContextIsFound()
{
    const LoadedKubeConfig loaded = loadedFrom("current-context: anything\n");
    QVERIFY(
        detailsOf(validateConfig(loaded.merged)).contains(u"context was not found for specified context: anything"_s));
    QCOMPARE(detailsOf(confirmUsable(loadedFrom("users:\n- {name: a}\n"), {})), u"no context chosen"_s);
}

void TestKubeConfigValidate::contextsAreJudged_data()
{
    QTest::addColumn<QByteArray>("context");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("missing references") << QByteArray("{name: anything, context: {cluster: missing, user: missing}}")
                                        << QStringList { u"user \"missing\" was not found for context \"anything\""_s,
                                               u"cluster \"missing\" was not found for context \"anything\""_s };
    QTest::newRow("empty context") << QByteArray("{name: anything, context: {}}")
                                   << QStringList { u"user was not specified for context \"anything\""_s,
                                          u"cluster was not specified for context \"anything\""_s };
    QTest::newRow("empty name") << QByteArray("{context: {cluster: missing, user: missing}}")
                                << QStringList { u"empty context name"_s, u"is not allowed"_s };
    QTest::newRow("bad namespace") << QByteArray(
        "{name: anything, context: {cluster: a, user: b, namespace: 'a/../b'}}")
                                   << QStringList { u"DNS_LABEL"_s };
}

void TestKubeConfigValidate::contextsAreJudged()
{
    QFETCH(const QByteArray, context);
    QFETCH(const QStringList, expected);
    const LoadedKubeConfig loaded = loadedFrom("current-context: anything\ncontexts:\n- " + context + "\n");
    const QString details = detailsOf(validateContext(loaded.merged.contexts.begin()->second, loaded.merged));
    for (const QString& part : expected)
        QVERIFY2(details.contains(part), qPrintable(details));
    QVERIFY(details.contains(u"conf:3"_s));
    QVERIFY(!validateConfig(loaded.merged).empty());
}

void TestKubeConfigValidate::usersAreJudged_data()
{
    QTest::addColumn<QByteArray>("user");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char* name, const QByteArray& user, const QStringList& expected = {}) {
        QTest::newRow(name) << user << expected;
    };
    row("empty", "");
    row("clean token", "token: any-value");
    row("clean certificate files", "client-certificate: FILE, client-key: FILE");
    row("files not found", "client-certificate: /missing/c, client-key: /missing/k",
        { u"unable to read client-cert"_s, u"unable to read client-key"_s });
    row("data and files",
        "client-certificate: FILE, client-certificate-data: Y2VydA==, client-key: FILE, client-key-data: a2V5",
        { u"client-cert-data and client-cert are both specified"_s,
            u"client-key-data and client-key are both specified"_s });
    row("certificate without key", "client-certificate: FILE",
        { u"client-key-data or client-key must be specified for clean"_s });
    row("several methods", "token: token, username: username",
        { u"more than one authentication method"_s, u"token"_s, u"basicAuth"_s });
    row("exec", exec);
    row("exec without version", "exec: {command: /bin/example, interactiveMode: IfAvailable}",
        { u"apiVersion must be specified for clean to use exec authentication plugin"_s });
    row("exec without command", "exec: {apiVersion: x/v1, interactiveMode: IfAvailable}",
        { u"command must be specified for clean to use exec authentication plugin"_s });
    row("exec with auth provider", QByteArray("auth-provider: {name: oidc}, ") + exec,
        { u"authProvider cannot be provided in combination with an exec plugin for clean"_s });
    row("exec with an empty value",
        "exec: {command: c, apiVersion: x/v1, interactiveMode: Never, env: [{name: foo, value: ''}]}");
    row("exec with a nameless variable",
        "exec: {command: c, apiVersion: x/v1, interactiveMode: Never, env: [{value: bar}]}",
        { u"env variable name must be specified for clean"_s });
    row("exec v1 without interactive mode", "exec: {command: c, apiVersion: client.authentication.k8s.io/v1}",
        { u"interactiveMode must be specified for clean to use exec authentication plugin"_s });
    row("exec v1beta1 without interactive mode",
        "exec: {command: c, apiVersion: client.authentication.k8s.io/v1beta1}");
    row("exec with a bad interactive mode", "exec: {command: c, apiVersion: x/v1, interactiveMode: invalid}",
        { u"invalid interactiveMode for clean: \"invalid\""_s });
    row("impersonate", "as: user");
    row("impersonate everything",
        "as: user, as-uid: abc123, as-groups: [group-1, group-2], as-user-extra: {key: [val1, val2]}");
    for (const char* part : { "as-groups: [group-1, group-2]", "as-user-extra: {key: [val1, val2]}", "as-uid: abc123" })
        row(part, part, { u"requesting uid, groups or user-extra for clean without impersonating a user"_s });
}

void TestKubeConfigValidate::usersAreJudged()
{
    QFETCH(QByteArray, user);
    QFETCH(const QStringList, expected);
    const Folder folder;
    user.replace("FILE", folder.write(u"file"_s, "x").toUtf8());
    const LoadedKubeConfig loaded = loadedFrom(oneContext("server: anything", user));
    const QString details = detailsOf(validateUser(loaded.merged.users.at(u"clean"_s)));
    QCOMPARE(details.isEmpty(), expected.isEmpty());
    QCOMPARE(validateConfig(loaded.merged).empty(), expected.isEmpty());
    for (const QString& part : expected)
        QVERIFY2(details.contains(part), qPrintable(details));
    QVERIFY(expected.isEmpty() || details.contains(u"conf:"_s));
}

void TestKubeConfigValidate::clustersAreJudged_data()
{
    QTest::addColumn<QByteArray>("cluster");
    QTest::addColumn<QString>("expected");
    QTest::newRow("clean") << QByteArray("server: anything") << QString();
    QTest::newRow("empty") << QByteArray() << u"cluster has no server defined"_s;
    QTest::newRow("no server") << QByteArray("tls-server-name: a") << u"no server found for cluster \"clean\""_s;
    QTest::newRow("missing CA") << QByteArray("server: anything, certificate-authority: /missing/ca")
                                << u"unable to read certificate-authority"_s;
    QTest::newRow("clean CA") << QByteArray("server: anything, certificate-authority: FILE") << QString();
    QTest::newRow("CA and data") << QByteArray(
        "server: anything, certificate-authority: FILE, certificate-authority-data: Y2E=")
                                 << u"are both specified for clean"_s;
    QTest::newRow("bad proxy") << QByteArray("server: anything, proxy-url: 'socks6://u:canary@p'")
                               << u"invalid 'proxy-url' for cluster \"clean\""_s;
}

void TestKubeConfigValidate::clustersAreJudged()
{
    QFETCH(QByteArray, cluster);
    QFETCH(const QString, expected);
    const Folder folder;
    cluster.replace("FILE", folder.write(u"file"_s, "x").toUtf8());
    const LoadedKubeConfig loaded = loadedFrom(oneContext(cluster, "token: t"));
    const QString details = detailsOf(validateCluster(loaded.merged.clusters.at(u"clean"_s)));
    QCOMPARE(details.isEmpty(), expected.isEmpty());
    QVERIFY2(details.contains(expected), qPrintable(details));
    QVERIFY(!details.contains(u"canary"_s));
}

void TestKubeConfigValidate::confirmUsableLooksAtOneContext()
{
    const LoadedKubeConfig loaded
        = loadedFrom("clusters:\n- {name: kind-cluster, cluster: {server: anything}}\nusers:\n- {name: kind-user, "
                     "user: {token: any-value}}\n"
                     "contexts:\n- {name: clean, context: {cluster: kind-cluster, user: kind-user}}\n"
                     "- {name: missing-user, context: {cluster: kind-cluster, user: garbage}}\n- {name: "
                     "missing-cluster, context: {cluster: garbage, user: kind-user}}\n");
    QVERIFY(confirmUsable(loaded, u"clean"_s).empty());
    QVERIFY(detailsOf(confirmUsable(loaded, u"missing-user"_s))
                .contains(u"user \"garbage\" was not found for context \"missing-user\""_s));
    QVERIFY(detailsOf(confirmUsable(loaded, u"missing-cluster"_s))
                .contains(u"cluster \"garbage\" was not found for context \"missing-cluster\""_s));
    QVERIFY(!validateConfig(loaded.merged).empty());
}

void TestKubeConfigValidate::confirmUsableTellsBadInfo()
{
    const LoadedKubeConfig loaded = loadedFrom(
        oneContext("server: anything, certificate-authority: /missing/ca", "username: anything, token: here"));
    QVERIFY(detailsOf(confirmUsable(loaded, u"clean"_s)).contains(u"unable to read certificate-authority"_s));
}

void TestKubeConfigValidate::severalProblemsAreAllTold()
{
    const LoadedKubeConfig loaded
        = loadedFrom(oneContext("certificate-authority: /missing/ca", "as-uid: x, token: t, username: u"));
    QCOMPARE(confirmUsable(loaded, {}).size(), std::size_t(4));
}

void TestKubeConfigValidate::namesInErrorsArePlainText()
{
    const auto config = parseKubeConfig("contexts:\n- name: \"a\\v\\x1b[2J\"\n  context: {}\n", u"f"_s);
    QVERIFY(config.has_value());
    const std::vector<Error> errors = validateConfig(*config);
    QVERIFY(!errors.empty());
    for (const Error& error : errors) {
        QCOMPARE(cleanText(error.detail), error.detail);
        QVERIFY(!error.detail.contains(u'\v') && !error.detail.contains(u'\x1b'));
    }
}

void TestKubeConfigValidate::controlCharactersAreMadeVisible_data()
{
    QTest::addColumn<QString>("in");
    QTest::addColumn<QString>("out");
    QTest::newRow("bold") << u"\x1b[1mbold tuna\x1b[0m, fish"_s << u"U+001B[1mbold tunaU+001B[0m, fish"_s;
    QTest::newRow("cursor") << u"\x1b[2Aup up, \x1b[2Cright"_s << u"U+001B[2Aup up, U+001B[2Cright"_s;
    QTest::newRow("clear screen") << u"clear: \x1b[2J"_s << u"clear: U+001B[2J"_s;
    QTest::newRow("C1") << u"a\u009b1m"_s << u"aU+009B1m"_s;
    QTest::newRow("bidi") << u"a\u202eb"_s << u"aU+202Eb"_s;
    int allowed = 0;
    for (const QString& same : { u"tuna\nfish\r\nmarlin\t\r\ntuna\vfish\fmarlin"_s, u"alpha: \u03b1, beta: \u03b2"_s,
             u"tu\u0301na fi\u0302sh"_s, u"t1na, f456"_s, u"\"here's a sentence; with! some...punctuation ;)\""_s,
             u"\u222b\u2081\u207F f(x) dx \u2248 \u2211 a \u2208 \u2115"_s, u"here\u2029and here\u2003are\u2003em"_s,
             u"\U0001F600"_s })
        QTest::addRow("allowed %d", ++allowed) << same << same;
}

void TestKubeConfigValidate::controlCharactersAreMadeVisible()
{
    QFETCH(const QString, in);
    QFETCH(const QString, out);
    QCOMPARE(visibleControls(in), out);
}

void TestKubeConfigValidate::namespaceMustBeALabel_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("good");
    QTest::newRow("plain") << u"shop-1"_s << true;
    QTest::newRow("63") << QString(63, u'a') << true;
    QTest::newRow("64") << QString(64, u'a') << false;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("upper case") << u"Shop"_s << false;
    QTest::newRow("dash at the end") << u"shop-"_s << false;
    QTest::newRow("slash") << u"a/b"_s << false;
    QTest::newRow("bidi") << u"a\u202eb"_s << false;
}

void TestKubeConfigValidate::namespaceMustBeALabel()
{
    QFETCH(const QString, text);
    QFETCH(const bool, good);
    QCOMPARE(isDnsLabel(text), good);
}

QTEST_GUILESS_MAIN(TestKubeConfigValidate)
#include "tst_kubeconfigvalidate.moc"
