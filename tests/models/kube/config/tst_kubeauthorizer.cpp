// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/fakeclock.h"
#include "models/kube/config/kubeauthorizer.h"
#include "tests/models/kube/config/configfixtures.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Strato;
using namespace Strato::Test;

namespace {

QString shown(const Result<std::vector<HttpHeader>>& headers)
{
    if (!headers)
        return u"error: "_s + headers.error().detail;
    QStringList lines;
    for (const HttpHeader& header : *headers)
        lines.append(QString::fromUtf8(header.name + ": " + header.value));
    return lines.join(u" | "_s);
}

/// Stands for a plugin's.
class GivenHeaders final : public HttpAuthorizer {
public:
    explicit GivenHeaders(std::vector<HttpHeader> headers)
        : m_headers(std::move(headers))
    {
    }
    void authorize(Ready ready) override { ready(m_headers); }
    bool invalidate(const std::vector<HttpHeader>& /*used*/) override { return true; }

private:
    const std::vector<HttpHeader> m_headers;
};

/// An authorizer with its clock, and its background work kept until told to run.
struct Fixture {
    FakeClock clock;
    std::vector<Task> jobs;
    Folder folder;
    std::shared_ptr<HttpAuthorizer> authorizer;

    void make(const KubeCredentials& credentials)
    {
        authorizer = makeAuthorizer(
            credentials, clock,
            [this](auto read, auto answer) { jobs.emplace_back([read, answer] { answer(read()); }); },
            [](const KubeExecConfig& exec, const auto& /*cluster*/, std::vector<HttpHeader> always) {
                always.insert(always.begin(), HttpHeader { "Plugin", exec.command.toUtf8() });
                return std::make_shared<GivenHeaders>(std::move(always));
            });
    }
    void runJobs()
    {
        const std::vector<Task> now = std::move(jobs);
        jobs.clear();
        for (const Task& job : now)
            job();
    }
    /// What a request would send; background work runs if it must wait for it.
    QString ask()
    {
        QString answer = u"no answer"_s;
        authorizer->authorize([&answer](const Result<std::vector<HttpHeader>>& headers) { answer = shown(headers); });
        runJobs();
        return answer;
    }
};

KubeCredentials tokenFile(const QString& path, const QByteArray& first = {})
{
    KubeCredentials credentials;
    credentials.tokenFile = path;
    credentials.token = SecretBytes(first);
    return credentials;
}

} // namespace

class TestKubeAuthorizer final : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void fixedCredentialsBecomeHeaders();
    void impersonationHeadersAreEscapedAsClientGoDoes_data();
    void impersonationHeadersAreEscapedAsClientGoDoes();
    void tokenFileIsReadAgainAfterItsPeriod();
    void lastGoodTokenStaysWhileTheFileCannotBeRead();
    void manyRequestsReadTheFileOnce();
    void unauthorizedReadsTheFileAtOnce();
    void newerTokenIsNotThrownAway();
    void firstReadFailingIsAnError();
    void droppedWorkStillAnswers();
    void pluginsAreAskedWhereNothingElseIsThere();
    void providersAreRefused();
};

void TestKubeAuthorizer::fixedCredentialsBecomeHeaders()
{
    Fixture fixture;
    KubeCredentials credentials;
    fixture.make(credentials);
    QCOMPARE(fixture.ask(), QString());
    credentials.token = SecretBytes("abc");
    credentials.impersonate.user = u"bob"_s;
    fixture.make(credentials);
    QCOMPARE(fixture.ask(), u"Authorization: Bearer abc | Impersonate-User: bob"_s);
    QVERIFY(!fixture.authorizer->invalidate({ { "Authorization", "Bearer abc" } }));
    credentials = {};
    credentials.username = u"user"_s;
    credentials.password = SecretBytes("Pass");
    fixture.make(credentials);
    QCOMPARE(fixture.ask(), u"Authorization: Basic dXNlcjpQYXNz"_s);
}

void TestKubeAuthorizer::impersonationHeadersAreEscapedAsClientGoDoes_data()
{
    QTest::addColumn<QString>("uid");
    QTest::addColumn<QStringList>("groups");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("expected");
    QTest::newRow("all")
        << u"uid-a"_s << QStringList { u"one"_s, u"two"_s } << u"first"_s
        << u"Impersonate-User: user | Impersonate-Uid: uid-a | Impersonate-Group: one | Impersonate-Group: two | Impersonate-Extra-first: A | Impersonate-Extra-first: a"_s;
    QTest::newRow("username and uid") << u"uid-a"_s << QStringList() << QString()
                                      << u"Impersonate-User: user | Impersonate-Uid: uid-a"_s;
    QTest::newRow("escape handling")
        << QString() << QStringList() << u"test.example.com/thing.thing"_s
        << u"Impersonate-User: user | Impersonate-Extra-test.example.com%2Fthing.thing: A | Impersonate-Extra-test.example.com%2Fthing.thing: a"_s;
    QTest::newRow("double escape handling")
        << QString() << QStringList() << u"a/b%20c"_s
        << u"Impersonate-User: user | Impersonate-Extra-a%2Fb%2520c: A | Impersonate-Extra-a%2Fb%2520c: a"_s;
    QTest::newRow("beyond ASCII, line ends")
        << QString() << QStringList() << u"ä\r\n:"_s
        << u"Impersonate-User: user | Impersonate-Extra-%C3%A4%0D%0A%3A: A | Impersonate-Extra-%C3%A4%0D%0A%3A: a"_s;
}

void TestKubeAuthorizer::impersonationHeadersAreEscapedAsClientGoDoes()
{
    QFETCH(const QString, uid);
    QFETCH(const QStringList, groups);
    QFETCH(const QString, key);
    QFETCH(const QString, expected);
    KubeImpersonation as;
    as.user = u"user"_s;
    as.uid = uid;
    as.groups = groups;
    if (!key.isEmpty())
        as.extra[key] = { u"A"_s, u"a"_s };
    QCOMPARE(shown(impersonationHeaders(as)), expected);
    as.user.clear();
    QCOMPARE(shown(impersonationHeaders(as)), QString());
}

void TestKubeAuthorizer::tokenFileIsReadAgainAfterItsPeriod()
{
    Fixture fixture;
    const QString path = fixture.folder.write(u"token"_s, "one\n");
    fixture.make(tokenFile(path));
    QCOMPARE(fixture.ask(), u"Authorization: Bearer one"_s);
    fixture.folder.write(u"token"_s, "two\n");
    fixture.clock.advance(std::chrono::seconds(49));
    QCOMPARE(fixture.ask(), u"Authorization: Bearer one"_s); // 60 s less 10 s leeway
    fixture.clock.advance(std::chrono::seconds(1));
    QCOMPARE(fixture.ask(), u"Authorization: Bearer two"_s);
    fixture.clock.stepWall(std::chrono::hours(-1)); // the wall clock is no matter
    QCOMPARE(fixture.ask(), u"Authorization: Bearer two"_s);
}

void TestKubeAuthorizer::lastGoodTokenStaysWhileTheFileCannotBeRead()
{
    Fixture fixture;
    const QString path = fixture.folder.write(u"token"_s, "good");
    fixture.make(tokenFile(path, "configured"));
    QCOMPARE(fixture.ask(), u"Authorization: Bearer good"_s); // the file wins over the token beside it once read
    QVERIFY(QFile::remove(path));
    fixture.clock.advance(std::chrono::minutes(5));
    QCOMPARE(fixture.ask(), u"Authorization: Bearer good"_s);
    fixture.folder.write(u"token"_s, "   ");
    fixture.clock.advance(std::chrono::minutes(5));
    QCOMPARE(fixture.ask(), u"Authorization: Bearer good"_s);
    fixture.folder.write(u"token"_s, "next");
    fixture.clock.advance(std::chrono::minutes(5));
    QCOMPARE(fixture.ask(), u"Authorization: Bearer next"_s);
    // Never read at all: the configured token stands.
    fixture.make(tokenFile(u"/missing/token"_s, "configured"));
    QCOMPARE(fixture.ask(), u"Authorization: Bearer configured"_s);
}

void TestKubeAuthorizer::manyRequestsReadTheFileOnce()
{
    Fixture fixture;
    fixture.make(tokenFile(fixture.folder.write(u"token"_s, "one")));
    QStringList answers;
    for (int i = 0; i < 5; ++i)
        fixture.authorizer->authorize(
            [&](const Result<std::vector<HttpHeader>>& headers) { answers.append(shown(headers)); });
    QCOMPARE(fixture.jobs.size(), std::size_t(1));
    QVERIFY(answers.isEmpty());
    fixture.runJobs();
    QCOMPARE(answers, QStringList(5, u"Authorization: Bearer one"_s));
}

void TestKubeAuthorizer::unauthorizedReadsTheFileAtOnce()
{
    Fixture fixture;
    fixture.make(tokenFile(fixture.folder.write(u"token"_s, "one")));
    QCOMPARE(fixture.ask(), u"Authorization: Bearer one"_s);
    fixture.folder.write(u"token"_s, "two");
    QVERIFY(fixture.authorizer->invalidate({ { "Authorization", "Bearer one" } }));
    QCOMPARE(fixture.ask(), u"Authorization: Bearer two"_s);
}

void TestKubeAuthorizer::newerTokenIsNotThrownAway()
{
    Fixture fixture;
    fixture.make(tokenFile(fixture.folder.write(u"token"_s, "two")));
    QCOMPARE(fixture.ask(), u"Authorization: Bearer two"_s);
    // A late 401 to an older token: somebody has fetched the newer one already.
    QVERIFY(fixture.authorizer->invalidate({ { "Authorization", "Bearer one" } }));
    fixture.authorizer->authorize([](const Result<std::vector<HttpHeader>>&) {});
    QVERIFY(fixture.jobs.empty());
}

void TestKubeAuthorizer::firstReadFailingIsAnError()
{
    Fixture fixture;
    fixture.make(tokenFile(u"/missing/token"_s));
    QCOMPARE(fixture.ask(), u"error: /missing/token: no such file"_s);
    const QString path = fixture.folder.write(u"token"_s, "later");
    fixture.make(tokenFile(path));
    QCOMPARE(fixture.ask(), u"Authorization: Bearer later"_s);
}

void TestKubeAuthorizer::droppedWorkStillAnswers()
{
    Fixture fixture;
    fixture.make(tokenFile(fixture.folder.write(u"token"_s, "one")));
    QString answer;
    fixture.authorizer->authorize([&](const Result<std::vector<HttpHeader>>& headers) { answer = shown(headers); });
    fixture.jobs.clear(); // the pool stops with the job unrun
    QVERIFY(answer.startsWith(u"error: stopped"_s));
}

void TestKubeAuthorizer::pluginsAreAskedWhereNothingElseIsThere()
{
    Fixture fixture;
    KubeCredentials credentials;
    credentials.exec = KubeExecConfig {};
    credentials.exec->command = u"aws"_s;
    credentials.impersonate.user = u"bob"_s;
    fixture.make(credentials);
    QCOMPARE(fixture.ask(), u"Plugin: aws | Impersonate-User: bob"_s);
    credentials.token = SecretBytes("mine");
    fixture.make(credentials);
    QCOMPARE(fixture.ask(), u"Authorization: Bearer mine | Impersonate-User: bob"_s);
}

void TestKubeAuthorizer::providersAreRefused()
{
    Fixture fixture;
    KubeCredentials credentials;
    credentials.authProvider = KubeAuthProvider { u"gcp"_s, {} };
    fixture.make(credentials);
    QVERIFY(fixture.ask().startsWith(u"error: The gcp auth plugin has been removed."_s));
    credentials.authProvider->name = u"azure"_s;
    fixture.make(credentials);
    QVERIFY(fixture.ask().contains(u"kubelogin"_s));
    credentials.authProvider->name = u"oidc"_s;
    fixture.make(credentials);
    QCOMPARE(fixture.ask(), u"error: comes later: auth provider (oidc)"_s);
}

QTEST_GUILESS_MAIN(TestKubeAuthorizer)
#include "tst_kubeauthorizer.moc"
