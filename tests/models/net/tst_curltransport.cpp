// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/executor.h"
#include "tests/models/net/transportharness.h"
#include "tests/support/gzip.h"

#include <QRegularExpression>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Strato;
using namespace Strato::Test;

namespace Strato {
// The real one lives in models/actions; here it only makes the key that a write needs.
class ActionRunner {
public:
    static WriteKey key() { return {}; }
};
} // namespace Strato

namespace {

QByteArray packed(const QByteArray& plain)
{
    return QByteArray::fromStdString(gzip({ plain.constData(), static_cast<std::size_t>(plain.size()) }));
}

HttpRequest write(const QByteArray& method, const QString& path)
{
    HttpRequest request;
    request.method = method;
    request.pathAndQuery = path;
    request.body = "{}";
    request.effect = RequestEffect(ActionRunner::key());
    return request;
}

} // namespace

class TestCurlTransport : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void getArrivesInOrderOverEachVersion_data()
    {
        QTest::addColumn<bool>("tls");
        QTest::addColumn<bool>("http2");
        QTest::addColumn<int>("version");
        QTest::newRow("h2") << true << true << 20;
        QTest::newRow("https 1.1") << true << false << 11;
        QTest::newRow("plain") << false << false << 11;
    }
    void getArrivesInOrderOverEachVersion()
    {
        QFETCH(const bool, tls);
        QFETCH(const bool, http2);
        TestServer::Options options;
        options.tls = tls;
        options.http2 = http2;
        Harness h(options);
        h.server.on("/a", [](const TestExchange& exchange) {
            exchange.respond(200,
                { { "content-type", "Text/Plain; charset=utf-8" }, { "date", "Sun, 06 Nov 1994 08:49:37 GMT" },
                    { "x-some", "thing" } },
                "hello");
        });
        const auto sink = h.run(Harness::get(u"/a?b=c"_s));
        QVERIFY2(sink->result().has_value(), qPrintable(sink->detail()));
        QCOMPARE(QByteArray::fromStdString(sink->body()), QByteArray("hello"));
        QVERIFY(sink->inOrder());
        QCOMPARE(sink->headValue().status, 200);
        QTEST(sink->headValue().httpVersion, "version");
        QCOMPARE(sink->headValue().contentType, QByteArray("text/plain"));
        QCOMPARE(sink->headValue().serverDate->ns, 784'111'777LL * 1'000'000'000);
        QCOMPARE(sink->result()->bytesDecoded, 5);
        QCOMPARE(h.server.requests().first().path, QByteArray("/a?b=c"));
    }

    void pathPrefixOfTheServerIsKept()
    {
        Harness h;
        h.settings.baseUrl.setPath(u"/k8s/clusters/c1/"_s);
        h.server.on("/k8s/clusters/c1/version", answerText);
        QCOMPARE(h.run(Harness::get(u"/version"_s))->headValue().status, 200);
    }

    void collectDeliversAnyStatusOnTheExecutor()
    {
        const FakeClock clock;
        ManualExecutor executor(clock); // outlives the I/O thread, which is still in its post() when it has told
        std::optional<Result<HttpResponse>> answer;
        Harness h;
        (void)collect(h.transport, h.endpoint(), Harness::get(u"/missing"_s), executor,
            [&answer](Result<HttpResponse> got) { answer = std::move(got); });
        const auto delivered = [&] {
            executor.runPending();
            return answer.has_value();
        };
        QTRY_VERIFY(delivered());
        QVERIFY(answer->has_value());
        QCOMPARE((*answer)->head.status, 404);
        QCOMPARE((*answer)->body, QByteArray("no such path"));
    }

    void receivingIsTimedFromTheHeadOn()
    {
        Harness h;
        std::mutex mutex;
        std::optional<TestExchange> held;
        h.server.on("/", [&](const TestExchange& exchange) {
            const std::scoped_lock lock(mutex);
            held = exchange;
        });
        const auto sink = h.start(Harness::get(u"/list"_s));
        QTRY_VERIFY(([&] {
            const std::scoped_lock lock(mutex);
            return held.has_value();
        }()));
        h.advance(std::chrono::seconds(5)); // the server thinks
        {
            const std::scoped_lock lock(mutex);
            held->begin(200, {});
        }
        QVERIFY(sink->waitForHead());
        h.advance(std::chrono::seconds(2)); // the link takes its time
        {
            const std::scoped_lock lock(mutex);
            held->write("all of it");
            held->end();
        }
        QVERIFY(sink->waitForEnd());
        QCOMPARE(sink->result()->firstByte, Duration(std::chrono::seconds(5)));
        QCOMPARE(sink->result()->receiving, Duration(std::chrono::seconds(2)));
        QCOMPARE(sink->result()->total, Duration(std::chrono::seconds(7)));
    }

    void manyRequestsShareOneHttp2Connection()
    {
        Harness h;
        h.settings.maxConcurrent = 100;
        h.server.on("/", [](const TestExchange& exchange) { exchange.respond(200, {}, QByteArray(100'000, 'a')); });
        std::vector<std::shared_ptr<RecordingSink>> sinks;
        sinks.reserve(60);
        for (int i = 0; i < 60; ++i)
            sinks.push_back(h.start(Harness::get(u"/n"_s)));
        for (const auto& sink : sinks) {
            QVERIFY(sink->waitForEnd());
            QCOMPARE(sink->bytes(), 100'000);
        }
        QCOMPARE(h.server.accepted(), 1);
    }

    void oneHangingRequestHoldsNoOtherUpOnHttp11() // K24
    {
        TestServer::Options options;
        options.http2 = false;
        Harness h(options);
        h.server.on("/hang", [](const TestExchange&) {});
        h.server.on("/ok", answerText);
        const auto hanging = h.start(Harness::get(u"/hang"_s));
        QTRY_COMPARE(h.server.requestCount("/hang"), 1);
        for (int i = 0; i < 5; ++i)
            QCOMPARE(h.run(Harness::get(u"/ok"_s))->headValue().status, 200);
        QVERIFY(!hanging->ended());
    }

    void placesGoToTheUserFirst()
    {
        Harness h;
        h.settings.maxConcurrent = 1;
        std::vector<TestExchange> held;
        std::mutex mutex;
        h.server.on("/", [&](const TestExchange& exchange) {
            const std::scoped_lock lock(mutex);
            held.push_back(exchange);
        });
        const auto first = h.start(Harness::get(u"/first"_s));
        QTRY_COMPARE(h.server.requestCount("/"), 1);
        HttpRequest late = Harness::get(u"/background"_s);
        late.priority = HttpPriority::Background;
        const auto background = h.start(late);
        HttpRequest urgent = Harness::get(u"/user"_s);
        urgent.priority = HttpPriority::User;
        const auto user = h.start(urgent);
        QTRY_COMPARE(h.transport.stats().queued, 2);
        for (int i = 0; i < 3; ++i) {
            QTRY_COMPARE(h.server.requestCount("/"), i + 1);
            const std::scoped_lock lock(mutex);
            held[static_cast<std::size_t>(i)].respond(200, {}, "x");
        }
        QVERIFY(background->waitForEnd());
        QCOMPARE(h.server.requests().at(1).path, QByteArray("/user"));
        QCOMPARE(h.transport.stats().queued, 0);
    }

    void gzipIsAskedForAndUndone()
    {
        Harness h;
        const QByteArray plain(300'000, 'k');
        h.server.on("/", [&plain](const TestExchange& exchange) {
            exchange.respond(200, { { "content-encoding", "gzip" } }, packed(plain));
        });
        const auto sink = h.run(Harness::get(u"/z"_s));
        QCOMPARE(sink->body(), plain.toStdString());
        QCOMPARE(h.server.requests().first().header("accept-encoding"), QByteArray("gzip"));
        QVERIFY(sink->result()->bytesOnWire < 5'000);
        QCOMPARE(sink->result()->bytesDecoded, plain.size());
    }

    void aBodyIsHandedOnAsItWasSentToWhoeverAsksForThat()
    {
        Harness h;
        const QByteArray sent = packed(QByteArray(300'000, 'k'));
        h.server.on("/", [&sent](const TestExchange& exchange) {
            exchange.respond(200, { { "content-encoding", "gzip" } }, sent);
        });
        HttpRequest request = Harness::get(u"/z"_s);
        request.keepEncoding = true;
        const auto sink = h.run(request);
        QCOMPARE(QByteArray::fromStdString(sink->body()), sent);
        QCOMPARE(h.server.requests().first().header("accept-encoding"), QByteArray("gzip"));
    }

    void gzipOfSeveralMembersIsOneBody() // libcurl's own decoder fails with error 23 after the first
    {
        Harness h;
        h.server.on("/", [](const TestExchange& exchange) {
            exchange.respond(
                200, { { "content-encoding", "gzip" } }, packed("one ") + packed("two ") + packed("three"));
        });
        const auto sink = h.run(Harness::get(u"/z"_s));
        QVERIFY2(sink->result().has_value(), qPrintable(sink->detail()));
        QCOMPARE(QByteArray::fromStdString(sink->body()), QByteArray("one two three"));
    }

    void watchesAskForIdentityAndStreamAsBytesCome()
    {
        Harness h;
        std::optional<TestExchange> watch;
        h.server.on("/w", [&watch](const TestExchange& exchange) {
            exchange.begin(200, { { "content-type", "application/json" } });
            exchange.write("first");
            watch = exchange;
        });
        const auto sink = h.start(Harness::get(u"/w"_s, StreamKind::Multiplexed));
        QVERIFY(sink->waitForBytes(5));
        watch->write(" second");
        QVERIFY(sink->waitForBytes(12));
        QVERIFY(!sink->ended());
        QCOMPARE(h.server.requests().first().header("accept-encoding"), QByteArray("identity"));
        watch->end();
        QVERIFY(sink->waitForEnd());
        QVERIFY(sink->result().has_value());
    }

    void gzipBombIsStoppedAtTheLimit() // S14
    {
        Harness h;
        const QByteArray layer = packed(QByteArray(qsizetype { 64 } * 1024 * 1024, '\0'));
        h.server.on("/", [&layer](const TestExchange& exchange) {
            exchange.respond(200, { { "content-encoding", "gzip" } }, layer);
        });
        HttpRequest request = Harness::get(u"/bomb"_s);
        request.maxBodyBytes = 1'000'000;
        const auto sink = h.run(request);
        QCOMPARE(sink->code(), ErrorCode::TooLarge);
        QVERIFY(sink->bytes() <= 1'000'000);
    }

    void brokenGzipIsMalformed_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("cut") << packed("hello world").left(15);
        QTest::newRow("junk") << QByteArray("not gzip at all");
        QTest::newRow("junk after") << packed("hello") + "junkjunkjunkjunk";
    }
    void brokenGzipIsMalformed()
    {
        QFETCH(const QByteArray, body);
        Harness h;
        h.server.on("/", [&body](const TestExchange& exchange) {
            exchange.respond(200, { { "content-encoding", "gzip" } }, body);
        });
        QCOMPARE(h.run(Harness::get(u"/z"_s))->code(), ErrorCode::Malformed);
    }

    void readOnlyEndpointSendsNoWrite()
    {
        Harness h;
        const auto sink = h.run(write("PATCH", u"/apis/apps/v1/x"_s));
        QCOMPARE(sink->code(), ErrorCode::ReadOnly);
        QCOMPARE(h.server.requests().size(), 0);
    }

    void writeIsSentWhereItMay()
    {
        Harness h;
        h.settings.readOnly = false;
        h.server.on("/", answerText);
        QVERIFY(h.run(write("PATCH", u"/x"_s))->result().has_value());
        QCOMPARE(h.server.requests().first().method, QByteArray("PATCH"));
        QCOMPARE(h.server.requests().first().body, QByteArray("{}"));
        QVERIFY(h.run(write("DELETE", u"/x"_s))->result().has_value());
        QCOMPARE(h.server.requests().at(1).method, QByteArray("DELETE"));
    }

    void lineBreaksInHeadersAndPathsAreRefused() // S10
    {
        Harness h;
        HttpRequest request = Harness::get(u"/a"_s);
        request.headers = { { "Impersonate-User", "a\r\nX-Evil: 1" } };
        QCOMPARE(h.run(request)->code(), ErrorCode::InvalidArgument);
        QCOMPARE(h.run(Harness::get(u"/a\r\nX-Evil: 1"_s))->code(), ErrorCode::InvalidArgument);
        QCOMPARE(h.run(Harness::get(u"/a/../b"_s))->code(), ErrorCode::InvalidArgument);
        QCOMPARE(h.server.accepted(), 0);
    }

    void otherSchemesAndSilentPlainHttpAreRefused() // S10
    {
        Harness h;
        h.settings.plainHttpAllowed = false;
        for (const QString& url : { u"file:///etc/passwd"_s, u"gopher://127.0.0.1/"_s, u"http://127.0.0.1/"_s,
                 u"https://user:pass@127.0.0.1/"_s, u"https://"_s }) {
            h.settings.baseUrl = QUrl(url);
            const EndpointId endpoint = h.transport.open(h.settings);
            const auto sink = std::make_shared<RecordingSink>();
            (void)h.transport.start(endpoint, Harness::get(u"/"_s), sink);
            QVERIFY(sink->waitForEnd());
            QCOMPARE(sink->code(), ErrorCode::InvalidArgument);
            QVERIFY(!sink->detail().contains(u"pass@"_s));
        }
    }

    void redirectsAreShownAndNotFollowed() // S9
    {
        Harness h;
        h.server.on("/a", [](const TestExchange& exchange) {
            exchange.respond(302, { { "location", "/elsewhere" } }, "");
        });
        QCOMPARE(h.run(Harness::get(u"/a"_s))->headValue().status, 302);
        QCOMPARE(h.server.requests().size(), 1);
    }

    void cookiesAreNotKept()
    {
        Harness h;
        h.server.on("/", [](const TestExchange& exchange) {
            exchange.respond(200, { { "set-cookie", "session=1; Path=/" } }, "x");
        });
        (void)h.run(Harness::get(u"/a"_s));
        (void)h.run(Harness::get(u"/b"_s));
        QCOMPARE(h.server.requests().at(1).header("cookie"), QByteArray());
    }

    void cancelEndsWithCancelledOnce()
    {
        Harness h;
        h.server.on("/", [](const TestExchange& exchange) { exchange.begin(200, {}); });
        const auto sink = h.start(Harness::get(u"/w"_s, StreamKind::Multiplexed));
        QVERIFY(sink->waitForHead());
        h.transport.cancel(h.lastId);
        h.transport.cancel(h.lastId);
        QVERIFY(sink->waitForEnd());
        QCOMPARE(sink->code(), ErrorCode::Cancelled);
        h.server.on("/ok", answerText);
        QCOMPARE(h.run(Harness::get(u"/ok"_s))->headValue().status, 200); // the second cancel has been handled by now
        QCOMPARE(sink->ends(), 1);
    }

    void everySinkEndsWhenTheTransportGoes()
    {
        std::vector<std::shared_ptr<RecordingSink>> sinks;
        {
            Harness h;
            h.settings.maxConcurrent = 2;
            h.server.on("/", [](const TestExchange&) {});
            for (int i = 0; i < 5; ++i)
                sinks.push_back(h.start(Harness::get(u"/hang"_s)));
            QTRY_COMPARE(h.server.requestCount("/hang"), 2);
        }
        for (const auto& sink : sinks) {
            QCOMPARE(sink->ends(), 1);
            QCOMPARE(sink->code(), ErrorCode::Cancelled);
        }
    }

    void closedEndpointCancelsAndRefuses()
    {
        Harness h;
        h.server.on("/", [](const TestExchange&) {});
        const auto sink = h.start(Harness::get(u"/hang"_s));
        QTRY_COMPARE(h.server.requestCount("/hang"), 1);
        h.transport.close(h.endpoint());
        QVERIFY(sink->waitForEnd());
        QCOMPARE(sink->code(), ErrorCode::Cancelled);
        QCOMPARE(h.run(Harness::get(u"/a"_s))->code(), ErrorCode::InvalidArgument);
        QTRY_COMPARE(h.server.openConnections(), 0);
        QCOMPARE(h.transport.stats().open, 0);
        QVERIFY(h.transport.stats().requests >= 1);
    }

    void eachLimitIsNamed_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("limit");
        QTest::newRow("first byte") << u"/hang"_s << u"first byte 3 s"_s;
        QTest::newRow("silence") << u"/begin"_s << u"silence 5 s"_s;
    }
    void eachLimitIsNamed()
    {
        QFETCH(const QString, path);
        QFETCH(const QString, limit);
        Harness h;
        h.server.on("/hang", [](const TestExchange&) {});
        h.server.on("/begin", [](const TestExchange& exchange) {
            exchange.begin(200, {});
            exchange.write("x");
        });
        HttpRequest request = Harness::get(path);
        request.timeouts.firstByte = std::chrono::seconds(3);
        request.timeouts.silence = std::chrono::seconds(5);
        const auto sink = h.start(request);
        QTRY_COMPARE(h.server.requestCount(path.toLatin1()), 1);
        if (path == "/begin"_L1)
            QVERIFY(sink->waitForBytes(1));
        h.advance(std::chrono::milliseconds(2900));
        QVERIFY(!sink->ended());
        h.advance(std::chrono::milliseconds(2900));
        QVERIFY(sink->waitForEnd());
        QCOMPARE(sink->code(), ErrorCode::TimedOut);
        QVERIFY2(sink->detail().contains(limit), qPrintable(sink->detail()));
    }

    void totalLimitHoldsHoweverManyBytesCome()
    {
        Harness h;
        std::optional<TestExchange> exchange;
        h.server.on("/", [&exchange](const TestExchange& one) {
            one.begin(200, {});
            one.write("x");
            exchange = one;
        });
        HttpRequest request = Harness::get(u"/drip"_s);
        request.timeouts.total = std::chrono::seconds(10);
        const auto sink = h.start(request);
        for (int i = 1; i <= 3; ++i) {
            QVERIFY(sink->waitForBytes(i));
            h.advance(std::chrono::seconds(3));
            exchange->write("x");
        }
        QVERIFY(sink->waitForBytes(4));
        h.advance(std::chrono::seconds(2));
        QVERIFY(sink->waitForEnd());
        QVERIFY2(sink->detail().contains(u"total 10 s"_s), qPrintable(sink->detail()));
    }

    void connectLimitHoldsAgainstAServerThatNeverShakesHands()
    {
        Harness h;
        h.server.goSilent();
        const auto sink = h.start(Harness::get(u"/a"_s));
        QTRY_COMPARE(h.server.accepted(), 1);
        h.advance(std::chrono::seconds(11));
        QVERIFY(sink->waitForEnd());
        QCOMPARE(sink->code(), ErrorCode::TimedOut);
        QVERIFY(sink->detail().contains(u"connect 10 s"_s));
    }

    void footprintCountsRequestsAndBytes()
    {
        Harness h;
        h.server.on("/", [](const TestExchange& exchange) { exchange.respond(200, {}, QByteArray(10'000, 'a')); });
        for (int i = 0; i < 3; ++i)
            (void)h.run(Harness::get(u"/a"_s));
        const TransportStats stats = h.transport.stats();
        QCOMPARE(stats.requests, 3);
        QCOMPARE(stats.requestsLastMinute, 3);
        QVERIFY(stats.bytesIn > 30'000 && stats.bytesIn < 32'000);
        QVERIFY(stats.bytesOut > 100);
        QCOMPARE(stats.connections, 1);
        QCOMPARE(stats.connectionsOpened, 1);
        QCOMPARE(stats.open, 0);
        h.advance(std::chrono::seconds(61));
        QCOMPARE(h.transport.stats().requestsLastMinute, 0);
        QCOMPARE(h.transport.stats(h.endpoint()).requests, 3);
    }
};

QTEST_GUILESS_MAIN(TestCurlTransport)
#include "tst_curltransport.moc"
