// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/models/net/transportharness.h"
#include "tests/support/testproxy.h"

#include <QRegularExpression>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Strato;
using namespace Strato::Test;

namespace {

qint64 residentBytes()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * 4096;
}

} // namespace

class TestTransportStreams : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void pausedStreamsHoldNoMemoryAndNoWatchUp()
    {
        constexpr qint64 size = 100LL * 1000 * 1000;
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
        const qint64 before = residentBytes();
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
        const qint64 grown = residentBytes() - before;
        QVERIFY2(grown < 16LL * 1024 * 1024, qPrintable(QString::number(grown)));
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
        TestProxy relay(TestProxy::Kind::Relay, h.server.port());
        h.settings.baseUrl.setPort(relay.port());
        h.server.on("/w", [](const TestExchange& exchange) {
            exchange.begin(200, {});
            exchange.write("event");
        });
        h.server.on("/ok", answerText);
        const auto watch = h.start(Harness::get(u"/w"_s, StreamKind::Multiplexed));
        QVERIFY(watch->waitForBytes(5));
        relay.goSilent();
        h.advance(std::chrono::seconds(26));
        QTRY_COMPARE(h.transport.stats().probes, 1);
        h.advance(std::chrono::seconds(10));
        QVERIFY(watch->waitForEnd());
        relay.goSilent(false);
        const auto sink = h.run(Harness::get(u"/ok"_s));
        QVERIFY2(sink->result().has_value(), qPrintable(sink->detail()));
        QCOMPARE(relay.accepted(), 2);
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
        TestProxy relay(TestProxy::Kind::Relay, h.server.port());
        h.settings.baseUrl.setPort(relay.port());
        h.server.on("/ok", answerText);
        QVERIFY(h.run(Harness::get(u"/ok"_s))->result().has_value());
        relay.goSilent();
        HttpRequest request = Harness::get(u"/ok"_s);
        request.timeouts.firstByte = std::nullopt;
        const auto sink = h.start(request);
        QTRY_COMPARE(h.transport.stats().requests, 2);
        h.advance(std::chrono::seconds(26));
        QTRY_COMPARE(h.transport.stats().probes, 1);
        relay.goSilent(false); // too late for the old connection? its bytes were kept: so the answer may come as well
        h.advance(std::chrono::seconds(9));
        QVERIFY(sink->waitForEnd());
        QVERIFY2(sink->result().has_value(), qPrintable(sink->detail()));
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
        Harness h;
        h.server.on("/log", [](const TestExchange& exchange) {
            exchange.begin(200, {});
            exchange.generate(60'000'000);
            exchange.end();
        });
        const qint64 before = residentBytes();
        const auto sink = h.start(Harness::get(u"/log"_s, StreamKind::Pausable), false);
        for (int i = 0; i < 20 && !sink->ended(); ++i) {
            h.transport.pause(h.lastId, true);
            h.transport.pause(h.lastId, false);
        }
        QVERIFY(sink->waitForEnd());
        QCOMPARE(sink->bytes(), 60'000'000);
        QVERIFY(residentBytes() - before < 16LL * 1024 * 1024);
    }
};

QTEST_GUILESS_MAIN(TestTransportStreams)
#include "tst_transportstreams.moc"
