// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/models/net/transportharness.h"
#include "tests/support/chaosproxy.h"
#include "tests/support/testproxy.h"

#include <QRegularExpression>
#include <QtTest>

#include <malloc.h>

#include <set>

#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
extern "C" std::size_t __sanitizer_get_current_allocated_bytes(); // the compiler comes without its header
#endif

using namespace Qt::StringLiterals;
using namespace Strato;
using namespace Strato::Test;

namespace {

#if defined(__SANITIZE_THREAD__)
constexpr qint64 pausedBytes = 25LL * 1000 * 1000; // each alone more than what all may hold, and in time here too
#else
constexpr qint64 pausedBytes = 100LL * 1000 * 1000;
#endif

/// What was allocated and is held. Pages of the process would count what a sanitizer notes beside every byte.
qint64 heldBytes()
{
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
    return static_cast<qint64>(__sanitizer_get_current_allocated_bytes());
#else
    const struct mallinfo2 info = mallinfo2();
    return static_cast<qint64>(info.uordblks) + static_cast<qint64>(info.hblkhd);
#endif
}

/// Takes one piece and asks for no more, from inside data(), as a view does that has enough.
class StoppingSink final : public HttpSink {
public:
    explicit StoppingSink(HttpTransport& transport)
        : m_transport(transport)
    {
    }
    void stopAtData(RequestId id) { m_id = id; }

    void waiting(const HttpWait& wait) override { record.waiting(wait); }
    void head(const HttpHead& head) override { record.head(head); }
    void data(std::string_view chunk) override
    {
        record.data(chunk);
        if (const RequestId id = m_id.exchange(0); id != 0)
            m_transport.pause(id, true);
    }
    void finished(Result<HttpDone> result) override { record.finished(std::move(result)); }

    RecordingSink record { false };

private:
    HttpTransport& m_transport;
    std::atomic<RequestId> m_id = 0; // 0: goes on
};

} // namespace

class TestTransportStreams : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void pausedStreamsHoldNoMemoryAndNoWatchUp()
    {
        constexpr qint64 size = pausedBytes;
        Harness h;
        std::optional<TestExchange> watch;
        std::mutex mutex;
        std::vector<TestExchange> bodies;
        h.server.on("/ok", answerText);
        h.server.on("/log", [&](const TestExchange& exchange) {
            const std::scoped_lock lock(mutex);
            bodies.push_back(exchange);
            exchange.begin(200, {});
        });
        h.server.on("/w", [&](const TestExchange& exchange) {
            exchange.begin(200, {});
            const std::scoped_lock lock(mutex);
            watch = exchange;
        });
        const auto events = h.start(Harness::get(u"/w"_s, StreamKind::Multiplexed));
        QVERIFY(events->waitForHead());
        const qint64 before = heldBytes();
        std::vector<std::shared_ptr<RecordingSink>> logs;
        std::vector<RequestId> ids;
        for (int i = 0; i < 8; ++i) {
            logs.push_back(h.start(Harness::get(u"/log"_s, StreamKind::Pausable), false));
            ids.push_back(h.lastId);
            h.transport.pause(h.lastId, true);
        }
        for (const auto& log : logs)
            QVERIFY(log->waitForHead());
        QVERIFY(h.run(Harness::get(u"/ok"_s))->result().has_value()); // so the pauses before it have been heard
        for (const TestExchange& body : bodies) {
            body.generate(size);
            body.end();
        }
        std::string sent;
        for (int i = 0; i < 2000; ++i) {
            const QByteArray event = "event " + QByteArray::number(i) + '\n';
            sent += event.toStdString();
            const std::scoped_lock lock(mutex);
            watch->write(event);
        }
        QVERIFY(events->waitForBytes(static_cast<qint64>(sent.size())));
        QCOMPARE(events->body(), sent);
        for (const auto& log : logs)
            QCOMPARE(log->bytes(), 0);
        const qint64 grown = heldBytes() - before;
        QVERIFY2(grown < 8LL * 1024 * 1024, qPrintable(QString::number(grown)));
        for (const RequestId id : ids)
            h.transport.pause(id, false);
        for (const auto& log : logs) {
            QVERIFY(log->waitForEnd());
            QVERIFY2(log->result().has_value(), qPrintable(log->detail()));
            QCOMPARE(log->bytes(), size);
            QCOMPARE(log->headValue().httpVersion, 11);
        }
        QVERIFY(!events->ended());
        QCOMPARE(h.server.accepted(), 9); // each pausable stream on a connection of its own
    }

    void pauseInTheMiddleStopsAndGoesOn()
    {
        Harness h;
        h.server.on("/log", [](const TestExchange& exchange) {
            exchange.begin(200, {});
            exchange.generate(50'000'000);
            exchange.end();
        });
        HttpRequest request = Harness::get(u"/log"_s, StreamKind::Pausable);
        request.timeouts.silence = std::chrono::seconds(5);
        const auto sink = h.start(request, false);
        QVERIFY(sink->waitForBytes(1));
        h.transport.pause(h.lastId, true);
        h.advance(std::chrono::minutes(10)); // our own silence is no timeout and no dead connection
        h.transport.pause(h.lastId, false);
        QVERIFY(sink->waitForEnd());
        QVERIFY2(sink->result().has_value(), qPrintable(sink->detail()));
        QCOMPARE(sink->bytes(), 50'000'000);
    }

    void watchesIgnorePause()
    {
        Harness h;
        h.server.on("/w", [](const TestExchange& exchange) {
            exchange.begin(200, {});
            exchange.generate(1'000'000);
            exchange.end();
        });
        const auto sink = h.start(Harness::get(u"/w"_s, StreamKind::Multiplexed));
        h.transport.pause(h.lastId, true);
        QVERIFY(sink->waitForEnd());
        QCOMPARE(sink->bytes(), 1'000'000);
    }

    void silentConnectionIsKilledWithAllItsStreams() // K23
    {
        Harness h;
        h.server.on("/w", [](const TestExchange& exchange) {
            exchange.begin(200, {});
            exchange.write("event");
        });
        std::vector<std::shared_ptr<RecordingSink>> watches;
        watches.reserve(5);
        for (int i = 0; i < 5; ++i)
            watches.push_back(h.start(Harness::get(u"/w"_s, StreamKind::Multiplexed)));
        for (const auto& watch : watches)
            QVERIFY(watch->waitForBytes(5));
        QCOMPARE(h.server.accepted(), 1);
        const Instant lastByte = h.clock.now();
        h.server.goSilent();
        h.advance(std::chrono::seconds(26)); // 25 s of silence, and the probe goes out
        QTRY_COMPARE(h.transport.stats().probes, 1);
        QVERIFY(!watches.front()->ended());
        h.advance(std::chrono::seconds(10));
        for (const auto& watch : watches) {
            QVERIFY(watch->waitForEnd());
            QCOMPARE(watch->code(), ErrorCode::ConnectionLost);
            QVERIFY(watch->detail().contains(u"liveness"_s));
            QCOMPARE(watch->lastAlive(), std::optional(lastByte)); // known before the end
        }
        QCOMPARE(h.transport.stats().connectionsKilled, 1);
        QCOMPARE(h.server.accepted(), 1); // the probe went over that same connection
    }

    void newRequestsDoNotGoToTheDeadConnection() // K23, T:TestReconnectBrokenTCP
    {
        Harness h;
        ChaosProxy relay(h.clock, h.server.port());
        h.settings.baseUrl.setPort(relay.port());
        h.server.on("/w", [](const TestExchange& exchange) {
            exchange.begin(200, {});
            exchange.write("event");
        });
        h.server.on("/ok", answerText);
        const auto watch = h.start(Harness::get(u"/w"_s, StreamKind::Multiplexed));
        QVERIFY(watch->waitForBytes(5));
        relay.set({ .silent = true });
        h.advance(std::chrono::seconds(26));
        QTRY_COMPARE(h.transport.stats().probes, 1);
        h.advance(std::chrono::seconds(10));
        QVERIFY(watch->waitForEnd());
        relay.cure();
        const auto sink = h.run(Harness::get(u"/ok"_s));
        QVERIFY2(sink->result().has_value(), qPrintable(sink->detail()));
        QCOMPARE(relay.counts().accepted, 2);
    }

    void quietButLivingConnectionStays()
    {
        Harness h;
        h.server.on("/w", [](const TestExchange& exchange) {
            exchange.begin(200, {});
            exchange.write("event");
        });
        h.server.on("/livez", answerText);
        const auto watch = h.start(Harness::get(u"/w"_s, StreamKind::Multiplexed));
        QVERIFY(watch->waitForBytes(5));
        for (int i = 1; i <= 3; ++i) {
            h.advance(std::chrono::seconds(26));
            QTRY_COMPARE(h.server.requestCount("/livez"), i);
            QTRY_COMPARE(h.transport.stats().probes, i);
            // The answer must have come before the clock moves on: a whole request after it proves that.
            h.server.on("/ok", answerText);
            QVERIFY(h.run(Harness::get(u"/ok"_s))->result().has_value());
        }
        QVERIFY(!watch->ended());
        QCOMPARE(h.server.accepted(), 1);
        QCOMPARE(h.transport.stats().connectionsKilled, 0);
        QCOMPARE(h.server.requests().at(1).header("authorization"), QByteArray());
    }

    void anotherConnectionsAnswerProvesNothing() // K23: two connections, for one is full
    {
        TestServer::Options options;
        options.maxStreams = 2;
        Harness h(options);
        const TestProxy proxy(TestProxy::Kind::HttpConnect, h.server.port());
        ChaosProxy wire(h.clock, proxy.port());
        h.settings.proxy = QUrl(u"http://127.0.0.1:%1"_s.arg(wire.port()));
        std::mutex mutex;
        std::optional<TestExchange> last;
        h.server.on("/w", [&](const TestExchange& exchange) {
            exchange.begin(200, {});
            exchange.write("event");
            const std::scoped_lock lock(mutex);
            last = exchange;
        });
        h.server.on("/livez", answerText);
        std::vector<std::shared_ptr<RecordingSink>> watches;
        for (int i = 0; i < 3; ++i) {
            watches.push_back(h.start(Harness::get(u"/w"_s, StreamKind::Multiplexed)));
            QVERIFY(watches.back()->waitForBytes(5));
        }
        QCOMPARE(h.server.accepted(), 2);
        wire.set({ .silentOn = 1 }); // it still takes what is sent, so that the kernel sees nothing
        h.advance(std::chrono::seconds(26));
        QTRY_COMPARE(h.transport.stats().probes, 2);
        QTRY_COMPARE(h.server.requestCount("/livez"), 2); // there is no room on the silent one
        {
            const std::scoped_lock lock(mutex);
            last->write("event");
        }
        QVERIFY(watches.at(2)->waitForBytes(10));
        h.advance(std::chrono::seconds(10));
        for (int i = 0; i < 2; ++i) {
            QVERIFY(watches.at(static_cast<std::size_t>(i))->waitForEnd());
            QCOMPARE(watches.at(static_cast<std::size_t>(i))->code(), ErrorCode::ConnectionLost);
        }
        QVERIFY(!watches.at(2)->ended());
        QCOMPARE(h.transport.stats().connectionsKilled, 1);
    }

    void eachConnectionIsAskedItself_data()
    {
        QTest::addColumn<bool>("dead");
        QTest::newRow("quiet") << false;
        QTest::newRow("dead") << true;
    }
    void eachConnectionIsAskedItself() // K23: there is room on the first, and the second is in question
    {
        QFETCH(const bool, dead);
        TestServer::Options options;
        options.maxStreams = 100;
        Harness h(options);
        ChaosProxy relay(h.clock, h.server.port());
        h.settings.baseUrl.setPort(relay.port());
        h.server.on("/w", [](const TestExchange& exchange) {
            exchange.begin(200, {});
            exchange.write("event");
        });
        h.server.on("/livez", answerText);
        std::vector<std::shared_ptr<RecordingSink>> watches;
        std::vector<RequestId> ids;
        for (int i = 0; i < 110; ++i) {
            watches.push_back(h.start(Harness::get(u"/w"_s, StreamKind::Multiplexed)));
            ids.push_back(h.lastId);
        }
        for (const auto& watch : watches)
            QVERIFY(watch->waitForBytes(5));
        QCOMPARE(h.server.accepted(), 2);
        for (std::size_t i = 0; i < 20; ++i) {
            h.transport.cancel(ids.at(i));
            QVERIFY(watches.at(i)->waitForEnd());
        }
        relay.set({ .silentOn = dead ? 2 : 0 });
        h.advance(std::chrono::seconds(26));
        QTRY_COMPARE(h.transport.stats().probes, 2);
        QTRY_COMPARE(h.server.requestCount("/livez"), dead ? 1 : 2);
        std::set<int> asked;
        for (const TestRequest& request : h.server.requests()) {
            if (request.path == "/livez")
                asked.insert(request.connection);
        }
        QCOMPARE(asked, dead ? std::set<int>({ 1 }) : std::set<int>({ 1, 2 }));
    }

    void connectionsGrowNoOlderThanHalfAnHour() // K41: also where a watch always keeps one in use
    {
        Harness h;
        h.server.on("/w", [](const TestExchange& exchange) {
            exchange.begin(200, {});
            exchange.write("event");
        });
        h.server.on("/ok", answerText);
        h.server.on("/livez", answerText);
        const auto watch = h.start(Harness::get(u"/w"_s, StreamKind::Multiplexed));
        const RequestId id = h.lastId;
        QVERIFY(watch->waitForBytes(5));
        h.advance(std::chrono::minutes(29));
        QVERIFY(h.run(Harness::get(u"/ok"_s))->result().has_value());
        QCOMPARE(h.server.accepted(), 1);
        h.advance(std::chrono::minutes(1));
        QVERIFY(h.run(Harness::get(u"/ok"_s))->result().has_value());
        QCOMPARE(h.server.accepted(), 2);
        QVERIFY(!watch->ended());
        h.transport.cancel(id);
        QVERIFY(watch->waitForEnd());
        QTRY_COMPARE(h.server.openConnections(), 1); // the old one went with the last that ran on it
        QVERIFY(h.run(Harness::get(u"/ok"_s))->result().has_value());
        QCOMPARE(h.server.accepted(), 2);
    }

    void silentHttp11ConnectionIsKilledByAProbeOfTheWay() // K23 without HTTP/2
    {
        TestServer::Options options;
        options.http2 = false;
        Harness h(options);
        h.server.on("/w", [](const TestExchange& exchange) {
            exchange.begin(200, {});
            exchange.write("event");
        });
        h.server.on("/livez", answerText);
        const auto watch = h.start(Harness::get(u"/w"_s, StreamKind::Multiplexed));
        QVERIFY(watch->waitForBytes(5));
        h.advance(std::chrono::seconds(26));
        QTRY_COMPARE(h.server.requestCount("/livez"), 1);
        QTRY_COMPARE(h.server.openConnections(), 1); // the probe's own connection is gone again
        // The server may see that before the watch has heard of the answer; a whole request after it proves that.
        h.server.on("/ok", answerText);
        QVERIFY(h.run(Harness::get(u"/ok"_s))->result().has_value());
        QVERIFY(!watch->ended());
        h.server.goSilent();
        h.advance(std::chrono::seconds(26));
        QTRY_COMPARE(h.transport.stats().probes, 2);
        h.advance(std::chrono::seconds(10));
        QVERIFY(watch->waitForEnd());
        QCOMPARE(watch->code(), ErrorCode::ConnectionLost);
    }

    void getOnADeadConnectionIsRepeatedOnANewOne() // K21 + K23
    {
        Harness h;
        ChaosProxy relay(h.clock, h.server.port());
        h.settings.baseUrl.setPort(relay.port());
        h.server.on("/ok", answerText);
        QVERIFY(h.run(Harness::get(u"/ok"_s))->result().has_value());
        relay.set({ .silentOn = 1 }); // for good: only a new connection can bring the answer
        HttpRequest request = Harness::get(u"/ok"_s);
        request.timeouts.firstByte = std::nullopt;
        const auto sink = h.start(request);
        QTRY_COMPARE(h.transport.stats().requests, 2);
        h.advance(std::chrono::seconds(26));
        QTRY_COMPARE(h.transport.stats().probes, 1);
        QVERIFY(!sink->ended());
        QCOMPARE(relay.counts().accepted, 1);
        h.advance(std::chrono::seconds(10));
        QVERIFY(sink->waitForEnd());
        QVERIFY2(sink->result().has_value(), qPrintable(sink->detail()));
        QCOMPARE(h.transport.stats().connectionsKilled, 1);
        QCOMPARE(relay.counts().accepted, 2);
    }

    void hugeAnswersAreBounded() // K34
    {
        Harness h;
        h.server.on("/", [](const TestExchange& exchange) {
            exchange.begin(200, {});
            exchange.generate(20'000'000);
            exchange.end();
        });
        HttpRequest request = Harness::get(u"/list"_s);
        request.maxBodyBytes = 10'000'000;
        const auto sink = h.run(request);
        QCOMPARE(sink->code(), ErrorCode::TooLarge);
        request.maxBodyBytes = 20'000'000;
        QCOMPARE(h.run(request)->bytes(), 20'000'000);
    }

    void slowSinkHoldsTheServerNotTheMemory() // K35: TCP's own back-pressure, nothing is queued by us
    {
        constexpr qint64 size = 200LL * 1000 * 1000;
        Harness h;
        std::mutex mutex;
        std::optional<TestExchange> log;
        h.server.on("/ok", answerText);
        h.server.on("/log", [&](const TestExchange& exchange) {
            const std::scoped_lock lock(mutex);
            log = exchange;
            exchange.begin(200, {});
        });
        const auto sink = std::make_shared<StoppingSink>(h.transport);
        const RequestId id = h.transport.start(h.endpoint(), Harness::get(u"/log"_s, StreamKind::Pausable), sink);
        QVERIFY(sink->record.waitForHead());
        sink->stopAtData(id);
        const qint64 before = heldBytes();
        log->generate(size);
        log->end();
        QVERIFY(sink->record.waitForBytes(1));
        // Each answer is a turn of the server, in which the log gets what its connection takes: until it takes no more.
        int turnsWithout = 0;
        for (qint64 sent = 0; turnsWithout < 20; sent = h.server.bytesSent()) {
            QVERIFY(h.run(Harness::get(u"/ok"_s))->result().has_value());
            turnsWithout = h.server.bytesSent() - sent < 10'000 ? turnsWithout + 1 : 0;
        }
        QVERIFY2(h.server.bytesSent() < size / 2, qPrintable(QString::number(h.server.bytesSent())));
        const qint64 grown = heldBytes() - before;
        QVERIFY2(grown < 8LL * 1024 * 1024, qPrintable(QString::number(grown)));
        QVERIFY(!sink->record.ended());
        h.transport.pause(id, false);
        QVERIFY(sink->record.waitForEnd());
        QCOMPARE(sink->record.bytes(), size);
    }
};

QTEST_GUILESS_MAIN(TestTransportStreams)
#include "tst_transportstreams.moc"
