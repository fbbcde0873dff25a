// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/net/effectpolicy.h"
#include "models/net/headparser.h"
#include "models/net/httperrors.h"
#include "models/net/httpheaders.h"

#include <QRegularExpression>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Strato;

class TestHttpText : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void datesInAllThreeForms_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("seconds"); // -1: no date
        QTest::newRow("fixdate") << QByteArray("Sun, 06 Nov 1994 08:49:37 GMT") << qint64(784111777);
        QTest::newRow("rfc 850") << QByteArray("Sunday, 06-Nov-94 08:49:37 GMT") << qint64(784111777);
        QTest::newRow("asctime") << QByteArray("Sun Nov  6 08:49:37 1994") << qint64(784111777);
        QTest::newRow("leap second") << QByteArray("Sat, 31 Dec 2016 23:59:60 GMT") << qint64(1483228799);
        QTest::newRow("other zone") << QByteArray("Sun, 06 Nov 1994 08:49:37 CET") << qint64(-1);
        QTest::newRow("no such day") << QByteArray("Sun, 31 Feb 1994 08:49:37 GMT") << qint64(-1);
        QTest::newRow("the epoch") << QByteArray("Thu, 01 Jan 1970 00:00:00 GMT") << qint64(0);
        QTest::newRow("too early") << QByteArray("Wed, 31 Dec 1969 23:59:57 GMT") << qint64(-1);
        QTest::newRow("before every Instant") << QByteArray("Sun, 06 Nov 0199 08:49:37 GMT") << qint64(-1);
        QTest::newRow("the last") << QByteArray("Wed Dec 31 23:59:59 2200") << qint64(7289654399);
        QTest::newRow("too late") << QByteArray("Thu, 01 Jan 2201 00:00:00 GMT") << qint64(-1);
        QTest::newRow("far") << QByteArray("Sun, 06 Nov 99999 08:49:37 GMT") << qint64(-1);
        QTest::newRow("empty") << QByteArray() << qint64(-1);
        QTest::newRow("junk") << QByteArray(", , , :: GMT") << qint64(-1);
    }
    void datesInAllThreeForms()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const qint64, seconds);
        const std::optional<Instant> at = parseHttpDate(text.toStdString());
        QCOMPARE(at ? at->ns / 1'000'000'000 : -1, seconds);
    }

    void retryAfterInBothForms_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("seconds"); // -1: none
        QTest::newRow("seconds") << QByteArray(" 17 ") << 17;
        QTest::newRow("zero") << QByteArray("0") << 0;
        QTest::newRow("clamped") << QByteArray("121") << 120;
        QTest::newRow("date") << QByteArray("Sun, 06 Nov 1994 08:49:47 GMT") << 10;
        QTest::newRow("past date") << QByteArray("Sun, 06 Nov 1994 08:00:00 GMT") << 0;
        QTest::newRow("far date") << QByteArray("Sun, 06 Nov 2094 08:00:00 GMT") << 120;
        QTest::newRow("fraction") << QByteArray("1.5") << -1;
        QTest::newRow("negative") << QByteArray("-1") << -1;
        QTest::newRow("empty") << QByteArray() << -1;
    }
    void retryAfterInBothForms()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const int, seconds);
        const std::optional<Duration> wait = parseRetryAfter(text.toStdString(), instantFromSeconds(784111777));
        QCOMPARE(wait ? int(std::chrono::duration_cast<std::chrono::seconds>(*wait).count()) : -1, seconds);
    }

    void headersThatCouldSmuggleAreRefused_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<bool>("good");
        QTest::newRow("usual") << QByteArray("X-Scope-OrgID") << QByteArray("a\tb é") << true;
        QTest::newRow("empty value") << QByteArray("X") << QByteArray() << true;
        QTest::newRow("cr") << QByteArray("X") << QByteArray("a\rb") << false;
        QTest::newRow("lf") << QByteArray("X") << QByteArray("a\nb") << false;
        QTest::newRow("nul") << QByteArray("X") << QByteArray("a\0b", 3) << false;
        QTest::newRow("del") << QByteArray("X") << QByteArray("a\x7f") << false;
        QTest::newRow("colon in name") << QByteArray("X:") << QByteArray("a") << false;
        QTest::newRow("space in name") << QByteArray("X Y") << QByteArray("a") << false;
        QTest::newRow("no name") << QByteArray() << QByteArray("a") << false;
    }
    void headersThatCouldSmuggleAreRefused()
    {
        QFETCH(const QByteArray, name);
        QFETCH(const QByteArray, value);
        QTEST(checkHeader({ name, value }).has_value(), "good");
    }

    void headerErrorsKeepTheValueToThemselves()
    {
        const Result<void> result = checkHeader({ "Authorization", "Bearer canary\n" });
        QVERIFY(!result.error().detail.contains(u"canary"_s));
        QVERIFY(result.error().detail.contains(u"Authorization"_s));
    }

    void pathsAreAbsolutePlainAndWithoutDots_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<bool>("good");
        QTest::newRow("usual") << u"/api/v1/pods?watch=1&fieldSelector=a%3Db"_s << true;
        QTest::newRow("dots in a name") << u"/api/v1/namespaces/a..b/pods/..."_s << true;
        QTest::newRow("dots in the query") << u"/a?b=/../c"_s << true;
        QTest::newRow("relative") << u"api"_s << false;
        QTest::newRow("empty") << u""_s << false;
        QTest::newRow("other host") << u"//evil/"_s << false;
        QTest::newRow("up") << u"/a/../b"_s << false;
        QTest::newRow("up, encoded") << u"/a/%2E%2e/b"_s << false;
        QTest::newRow("up, at the end") << u"/a/.."_s << false;
        QTest::newRow("space") << u"/a b"_s << false;
        QTest::newRow("line break") << u"/a\r\nb"_s << false;
        QTest::newRow("fragment") << u"/a#b"_s << false;
        QTest::newRow("not ascii") << u"/\u00e9"_s << false;
        QTest::newRow("long") << u"/"_s + QString(40'000, u'a') << false;
    }
    void pathsAreAbsolutePlainAndWithoutDots()
    {
        QFETCH(const QString, path);
        QTEST(checkPath(path).has_value(), "good");
    }

    void onlyKnownPostsAreReads_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<bool>("read");
        QTest::newRow("review") << u"/apis/authorization.k8s.io/v1/selfsubjectaccessreviews"_s << true;
        QTest::newRow("query") << u"/prefix/api/v1/query_range?x=1"_s << true;
        QTest::newRow("pods") << u"/api/v1/namespaces/a/pods"_s << false;
        QTest::newRow("query in the query") << u"/api/v1/namespaces/a/pods?x=/api/v1/query"_s << false;
        QTest::newRow("token") << u"/apis/authentication.k8s.io/v1/tokenreviews"_s << false;
    }
    void onlyKnownPostsAreReads()
    {
        QFETCH(const QString, path);
        HttpRequest request;
        request.method = "POST";
        request.pathAndQuery = path;
        QTEST(checkEffect(request, true).has_value(), "read");
        request.method = "PUT";
        QCOMPARE(checkEffect(request, false).error().code, ErrorCode::InvalidArgument);
        request.effect = RequestEffect::dryRun();
        QCOMPARE(checkEffect(request, true).has_value(), false);
        request.pathAndQuery += path.contains(u'?') ? u"&dryRun=All"_s : u"?dryRun=All"_s;
        QCOMPARE(checkEffect(request, true).has_value(), true);
    }

    void headSkipsInterimAnswersAndTrailers()
    {
        HeadParser parser;
        for (const char* line :
            { "HTTP/1.1 103 Early Hints\r\n", "Link: x\r\n", "\r\n", "HTTP/2 200\r\n", "A:  b \r\n" })
            QCOMPARE(parser.line(line).value(), HeadParser::State::More);
        QCOMPARE(parser.line("\r\n").value(), HeadParser::State::Complete);
        QCOMPARE(parser.line("Trailer: x\r\n").value(), HeadParser::State::Trailer);
        QCOMPARE(parser.head().status, 200);
        QCOMPARE(parser.head().httpVersion, 20);
        QCOMPARE(parser.head().headers, (std::vector<HttpHeader> { { "A", "b" } }));
    }

    void headIsBounded()
    {
        HeadParser parser;
        const std::string line = "X: " + std::string(60'000, 'a') + "\r\n";
        bool good = parser.line("HTTP/1.1 200 OK\r\n").has_value();
        for (int i = 0; i < 10 && good; ++i)
            good = parser.line(line).has_value();
        QVERIFY(!good);
        QVERIFY(!HeadParser().line("HTTP/1.1 abc\r\n").has_value());
    }

    void statusesBecomeCodes_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("302") << 302 << ErrorCode::UnexpectedStatus;
        QTest::newRow("401") << 401 << ErrorCode::Unauthenticated;
        QTest::newRow("403") << 403 << ErrorCode::Forbidden;
        QTest::newRow("404") << 404 << ErrorCode::NotFound;
        QTest::newRow("409") << 409 << ErrorCode::Conflict;
        QTest::newRow("410") << 410 << ErrorCode::Gone;
        QTest::newRow("415") << 415 << ErrorCode::Unsupported;
        QTest::newRow("429") << 429 << ErrorCode::TooManyRequests;
        QTest::newRow("500") << 500 << ErrorCode::ServerError;
        QTest::newRow("418") << 418 << ErrorCode::UnexpectedStatus;
    }
    void statusesBecomeCodes()
    {
        QFETCH(const int, status);
        HttpHead head;
        head.status = status;
        const std::optional<Error> error = statusError(head, "why\x1b[31m not");
        QVERIFY(error);
        QTEST(error->code, "code");
        QCOMPARE(error->httpStatus, status);
        QVERIFY(!error->detail.contains(QChar(0x1b)));
        head.status = 204;
        QVERIFY(!statusError(head, {}));
    }

    void loginPageIsShownAsPlainText() // K40
    {
        HttpHead head;
        head.status = 200;
        head.contentType = "text/html";
        const QByteArray page = "<html><b>Sign in</b>" + QByteArray(100'000, 'x');
        const Result<void> result = requireContentType(head, page, { "application/json" });
        QCOMPARE(result.error().code, ErrorCode::UnexpectedContent);
        QVERIFY(result.error().detail.contains(u"text/html"_s));
        QVERIFY(result.error().detail.contains(u"<b>Sign in</b>"_s));
        QVERIFY(result.error().detail.size() < 2300);
        head.contentType = "application/json";
        QVERIFY(requireContentType(head, page, { "application/json" }).has_value());
    }
};

QTEST_GUILESS_MAIN(TestHttpText)
#include "tst_httptext.moc"
