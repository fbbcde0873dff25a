// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/models/net/transportharness.h"

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

/// Hands out token-1, token-2, ... ; a new one after each invalidate().
class CountingAuthorizer final : public HttpAuthorizer {
public:
    explicit CountingAuthorizer(bool canRefresh)
        : m_canRefresh(canRefresh)
    {
    }
    void authorize(Ready ready) override
    {
        const QByteArray token = "Bearer token-" + QByteArray::number(m_generation.load());
        std::thread([ready = std::move(ready), token] {
            ready(std::vector<HttpHeader> { { "Authorization", token } });
        }).detach();
    }
    bool invalidate(const std::vector<HttpHeader>& used) override
    {
        if (!m_canRefresh)
            return false;
        if (used.front().value == "Bearer token-" + QByteArray::number(m_generation.load()))
            ++m_generation;
        return true;
    }
    std::atomic<int> m_generation = 1;

private:
    const bool m_canRefresh;
};

} // namespace

class TestTransportRetries : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void waitIsWhatTheServerAskedFor_data() // K19
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("retryAfter");
        QTest::addColumn<int>("seconds");
        QTest::newRow("seconds") << 429 << QByteArray("17") << 17;
        QTest::newRow("date") << 503 << QByteArray("Sun, 06 Nov 1994 08:49:47 GMT") << 10;
        QTest::newRow("clamped") << 429 << QByteArray("99999") << 120;
        QTest::newRow("huge") << 429 << QByteArray("99999999999999999999") << 120;
    }
    void waitIsWhatTheServerAskedFor()
    {
        QFETCH(const int, status);
        QFETCH(const QByteArray, retryAfter);
        QFETCH(const int, seconds);
        Harness h;
        h.server.on("/", [&, answered = 0](const TestExchange& exchange) mutable {
            if (answered++ > 0)
                return answerText(exchange);
            exchange.respond(
                status, { { "retry-after", retryAfter }, { "date", "Sun, 06 Nov 1994 08:49:37 GMT" } }, "busy");
        });
        const auto sink = h.start(Harness::get(u"/a"_s));
        QVERIFY(sink->waitForWait());
        QCOMPARE(sink->waits().front().delay, Duration(std::chrono::seconds(seconds)));
        QCOMPARE(sink->waits().front().status, status);
        QVERIFY(sink->waits().front().serverAsked);
        QCOMPARE(h.transport.stats().waiting->delay, Duration(std::chrono::seconds(seconds)));
        h.advance(std::chrono::milliseconds(seconds * 1000 - 100));
        QCOMPARE(h.server.requests().size(), 1);
        h.advance(std::chrono::milliseconds(100));
        QVERIFY(sink->waitForEnd());
        QCOMPARE(sink->headValue().status, 200);
        QVERIFY(sink->inOrder());
        QCOMPARE(QByteArray::fromStdString(sink->body()), QByteArray("hello"));
        QVERIFY(!h.transport.stats().waiting);
    }

    void withoutRetryAfterTheAnswerIsTheAnswer_data()
    {
        QTest::addColumn<QByteArray>("retryAfter");
        QTest::newRow("none") << QByteArray();
        QTest::newRow("junk") << QByteArray("soon");
        QTest::newRow("negative") << QByteArray("-5");
    }
    void withoutRetryAfterTheAnswerIsTheAnswer()
    {
        QFETCH(const QByteArray, retryAfter);
        Harness h;
        h.server.on("/", [&](const TestExchange& exchange) {
            exchange.respond(
                429, retryAfter.isEmpty() ? TestHeaders() : TestHeaders { { "retry-after", retryAfter } }, "x");
        });
        QCOMPARE(h.run(Harness::get(u"/a"_s))->headValue().status, 429);
        QCOMPARE(h.server.requests().size(), 1);
    }

    void waitsEndAfterTen() // K19
    {
        Harness h;
        h.server.on("/", [](const TestExchange& exchange) { exchange.respond(429, { { "retry-after", "1" } }, "x"); });
        const auto sink = h.start(Harness::get(u"/a"_s));
        for (int i = 1; i <= 10; ++i) {
            QVERIFY(sink->waitForWait(i));
            h.advance(std::chrono::seconds(20)); // the back-off grows beyond the server's second
        }
        QVERIFY(sink->waitForEnd());
        QCOMPARE(sink->headValue().status, 429);
        QCOMPARE(h.server.requests().size(), 11);
    }

    void noWaitThatThePatienceDoesNotReach()
    {
        Harness h;
        h.server.on("/", [](const TestExchange& exchange) { exchange.respond(429, { { "retry-after", "60" } }, "x"); });
        HttpRequest request = Harness::get(u"/a"_s);
        request.timeouts.total = std::chrono::seconds(30);
        QCOMPARE(h.run(request)->headValue().status, 429);
    }

    void watchKeepsItsRequestWhileItWaits() // K18: same request again, so the same resourceVersion
    {
        Harness h;
        h.server.on("/w", [answered = 0](const TestExchange& exchange) mutable {
            if (answered++ == 0)
                return exchange.respond(429, { { "retry-after", "1" } }, "x");
            exchange.begin(200, {});
            exchange.write("event");
        });
        const auto sink = h.start(Harness::get(u"/w?watch=1&resourceVersion=7"_s, StreamKind::Multiplexed));
        QVERIFY(sink->waitForWait());
        h.advance(std::chrono::seconds(1));
        QVERIFY(sink->waitForBytes(5));
        QCOMPARE(h.server.requestCount("/w?watch=1&resourceVersion=7"), 2);
    }

    void lostConnectionRepeatsAGet_data() // K21
    {
        QTest::addColumn<bool>("http2");
        QTest::newRow("h2") << true;
        QTest::newRow("1.1") << false;
    }
    void lostConnectionRepeatsAGet()
    {
        QFETCH(const bool, http2);
        TestServer::Options options;
        options.http2 = http2;
        Harness h(options);
        h.server.on("/", [answered = 0](const TestExchange& exchange) mutable {
            if (answered++ == 0)
                return exchange.resetConnection();
            answerText(exchange);
        });
        const auto sink = h.run(Harness::get(u"/a"_s));
        QVERIFY2(sink->result().has_value(), qPrintable(sink->detail()));
        QCOMPARE(h.server.requests().size(), 2);
    }

    void repeatsAfterLossAreCounted()
    {
        Harness h;
        h.server.on("/", [](const TestExchange& exchange) { exchange.resetConnection(); });
        const auto sink = h.start(Harness::get(u"/a"_s));
        QVERIFY(sink->waitForWait(2));
        h.advance(std::chrono::seconds(1));
        QVERIFY(sink->waitForEnd());
        QCOMPARE(sink->code(), ErrorCode::ConnectionLost);
        QCOMPARE(h.server.requests().size(), 3);
    }

    void lostConnectionNeverRepeatsAWrite_data() // K21, W7
    {
        QTest::addColumn<bool>("http2");
        QTest::addColumn<bool>("reused");
        QTest::newRow("h2 fresh") << true << false;
        QTest::newRow("h2 reused") << true << true;
        QTest::newRow("1.1 fresh") << false << false;
        QTest::newRow("1.1 reused") << false << true;
    }
    void lostConnectionNeverRepeatsAWrite()
    {
        QFETCH(const bool, http2);
        QFETCH(const bool, reused);
        TestServer::Options options;
        options.http2 = http2;
        Harness h(options);
        h.settings.readOnly = false;
        h.server.on("/ok", answerText);
        h.server.on("/write", [](const TestExchange& exchange) { exchange.cut(); });
        if (reused)
            QVERIFY(h.run(Harness::get(u"/ok"_s))->result().has_value());
        HttpRequest request;
        request.method = "PATCH";
        request.pathAndQuery = u"/write"_s;
        request.body = "{}";
        request.effect = RequestEffect(ActionRunner::key());
        const auto sink = h.run(request);
        QCOMPARE(sink->code(), ErrorCode::ConnectionLost);
        QCOMPARE(h.server.requestCount("/write"), 1);
    }

    void bodyThatBreaksOffIsNotRepeated()
    {
        Harness h;
        h.server.on("/", [](const TestExchange& exchange) {
            exchange.begin(200, {});
            exchange.write("half");
            exchange.cut();
        });
        const auto sink = h.run(Harness::get(u"/a"_s));
        QCOMPARE(sink->code(), ErrorCode::ConnectionLost);
        QVERIFY(sink->inOrder());
        QCOMPARE(h.server.requests().size(), 1);
    }

    void goAwayIsSurvivedUnseen() // K22
    {
        Harness h;
        h.server.on("/ok", answerText);
        QVERIFY(h.run(Harness::get(u"/ok"_s))->result().has_value());
        h.server.goAway();
        QTRY_COMPARE(h.server.openConnections(), 0);
        const auto sink = h.run(Harness::get(u"/ok"_s));
        QVERIFY2(sink->result().has_value(), qPrintable(sink->detail()));
        QCOMPARE(h.server.accepted(), 2);
    }

    void goAwayEndsAWatchAsALostConnection() // K22
    {
        Harness h;
        h.server.on("/w", [](const TestExchange& exchange) {
            exchange.begin(200, {});
            exchange.write("event");
        });
        const auto sink = h.start(Harness::get(u"/w"_s, StreamKind::Multiplexed));
        QVERIFY(sink->waitForBytes(5));
        h.server.goAway();
        QVERIFY(sink->waitForEnd());
        QCOMPARE(sink->code(), ErrorCode::ConnectionLost);
    }

    void refusedConnectionIsNotHammered() // K20
    {
        Harness h;
        h.settings.baseUrl.setPort(1);
        const auto sink = h.run(Harness::get(u"/a"_s));
        QCOMPARE(sink->code(), ErrorCode::ConnectFailed);
        QCOMPARE(sink->waits().size(), std::size_t(0));
    }

    void unauthorizedIsRepeatedOnceWithANewToken() // K26
    {
        Harness h;
        h.settings.authorizer = std::make_shared<CountingAuthorizer>(true);
        h.server.on("/", [](const TestExchange& exchange) {
            if (exchange.request().header("authorization") == "Bearer token-2")
                return answerText(exchange);
            exchange.respond(401, {}, "no");
        });
        const auto sink = h.run(Harness::get(u"/a"_s));
        QCOMPARE(sink->headValue().status, 200);
        QVERIFY(sink->inOrder());
        QCOMPARE(h.server.requests().size(), 2);
    }

    void secondUnauthorizedIsTheAnswer() // K26: no storm
    {
        Harness h;
        h.settings.authorizer = std::make_shared<CountingAuthorizer>(true);
        h.server.on("/", [](const TestExchange& exchange) { exchange.respond(401, {}, "no"); });
        const auto sink = h.run(Harness::get(u"/a"_s));
        QCOMPARE(sink->headValue().status, 401);
        QCOMPARE(h.server.requests().size(), 2);
    }

    void fixedTokenIsNotTriedTwice()
    {
        Harness h;
        h.settings.authorizer = std::make_shared<CountingAuthorizer>(false);
        h.server.on("/", [](const TestExchange& exchange) { exchange.respond(401, {}, "no"); });
        QCOMPARE(h.run(Harness::get(u"/a"_s))->headValue().status, 401);
        QCOMPARE(h.server.requests().size(), 1);
    }

    void droppedConnectionsComeBackByThemselves() // K31, K32
    {
        Harness h;
        h.server.on("/w", [](const TestExchange& exchange) {
            exchange.begin(200, {});
            exchange.write("event");
        });
        h.server.on("/ok", answerText);
        const auto watch = h.start(Harness::get(u"/w"_s, StreamKind::Multiplexed));
        QVERIFY(watch->waitForBytes(5));
        h.transport.dropConnections(0);
        QVERIFY(watch->waitForEnd());
        QCOMPARE(watch->code(), ErrorCode::ConnectionLost);
        QVERIFY(h.run(Harness::get(u"/ok"_s))->result().has_value());
        QCOMPARE(h.server.accepted(), 2);
        QTRY_COMPARE(h.server.openConnections(), 1);
    }

    void answerThatIsNotHttpIsMalformed()
    {
        TestServer::Options options;
        options.tls = false;
        Harness h(options);
        h.server.on("/", [](const TestExchange& exchange) { exchange.raw("SSH-2.0-OpenSSH_9.2\r\n"); });
        QCOMPARE(h.run(Harness::get(u"/a"_s))->code(), ErrorCode::Malformed);
    }
};

QTEST_GUILESS_MAIN(TestTransportRetries)
#include "tst_transportretries.moc"
