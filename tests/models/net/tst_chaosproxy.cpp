// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/models/net/transportharness.h"
#include "tests/support/chaosproxy.h"
#include "tests/support/loopback.h"

#include <QRegularExpression>
#include <QtTest>

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>

using namespace Qt::StringLiterals;
using namespace Strato;
using namespace Strato::Test;
using namespace std::chrono_literals;

namespace {

/// A client that knows of bytes and of how a connection ends. Blocks, 20 s at most.
class RawClient final {
public:
    explicit RawClient(int port)
        : m_fd(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        const timeval patience { 20, 0 };
        setsockopt(m_fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        const sockaddr_in address = loopback(port);
        if (connect(m_fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
            m_error = errno;
    }
    ~RawClient() { close(m_fd); }
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    [[nodiscard]] int error() const { return m_error; } ///< errno of what failed last; 0: nothing
    [[nodiscard]] qint64 ask() const
    {
        static const QByteArray request = "GET / HTTP/1.1\r\nhost: a\r\n\r\n";
        return send(m_fd, request.constData(), static_cast<std::size_t>(request.size()), MSG_NOSIGNAL);
    }
    /// At most @p size bytes; fewer: the connection ended before, see error().
    [[nodiscard]] QByteArray receive(qint64 size)
    {
        QByteArray all;
        std::array<char, 4096> buffer {};
        while (all.size() < size) {
            const auto room = std::min(buffer.size(), static_cast<std::size_t>(size - all.size()));
            const ssize_t got = recv(m_fd, buffer.data(), room, 0);
            m_error = got < 0 ? errno : 0;
            if (got <= 0)
                return all;
            all.append(buffer.data(), got);
        }
        return all;
    }

private:
    const int m_fd;
    int m_error = 0;
};

/// A plain server behind a proxy, on a clock that moves only when told.
struct Bench {
    explicit Bench(QByteArray answered = "hello")
        : body(std::move(answered))
    {
        server.on("/", [this](const TestExchange& exchange) { exchange.respond(200, {}, body); });
    }
    [[nodiscard]] QByteArray answer() const
    {
        return "HTTP/1.1 200 Status\r\ncontent-length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }
    void advance(Duration by)
    {
        clock.advance(by);
        proxy.clockMoved();
    }

    static TestServer::Options plain()
    {
        TestServer::Options options;
        options.tls = false;
        return options;
    }

    const QByteArray body;
    FakeClock clock;
    TestServer server { plain() };
    ChaosProxy proxy { clock, server.port(), 7 };
};

QByteArray numbers(int count)
{
    QByteArray text;
    for (int i = 0; i < count; ++i)
        text += QByteArray::number(i) + ' ';
    return text;
}

} // namespace

/// Each thing that can be wrong with the wire, seen from a client's side.
class TestChaosProxy final : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void aGoodWirePassesEverythingOnAndCountsIt()
    {
        Bench b(numbers(50'000));
        RawClient client(b.proxy.port());
        const qint64 asked = client.ask();
        QCOMPARE(client.receive(b.answer().size()), b.answer());
        const ChaosProxy::Counts counts = b.proxy.counts();
        QCOMPARE(counts.accepted, 1);
        QCOMPARE(counts.open, 1);
        QCOMPARE(counts.bytesUp, asked);
        QCOMPARE(counts.bytesDown, b.answer().size());
        QCOMPARE(counts.held, 0);
    }

    void latencyIsThatOfEachWay()
    {
        Bench b;
        b.proxy.set({ .latency = 200ms });
        RawClient client(b.proxy.port());
        const qint64 asked = client.ask();
        QTRY_COMPARE(b.proxy.counts().held, asked);
        b.advance(199ms);
        QCOMPARE(b.proxy.counts().bytesUp, 0);
        b.advance(1ms);
        QCOMPARE(b.proxy.counts().bytesUp, asked);
        QTRY_COMPARE(b.proxy.counts().held, b.answer().size());
        b.advance(199ms);
        QCOMPARE(b.proxy.counts().bytesDown, 0);
        b.advance(1ms);
        QCOMPARE(client.receive(b.answer().size()), b.answer());
    }

    void jitterStaysWithinItsBoundsAndKeepsTheOrder()
    {
        Bench b(numbers(100'000));
        b.proxy.set({ .latency = 200ms, .jitter = 150ms });
        RawClient client(b.proxy.port());
        const qint64 asked = client.ask();
        QTRY_COMPARE(b.proxy.counts().held, asked);
        b.advance(49ms);
        QCOMPARE(b.proxy.counts().bytesUp, 0);
        b.advance(301ms);
        QCOMPARE(b.proxy.counts().bytesUp, asked);
        QTRY_VERIFY(b.proxy.counts().held > 100'000); // many pieces, each late by another time
        b.advance(49ms);
        QCOMPARE(b.proxy.counts().bytesDown, 0);
        b.advance(301ms);
        b.proxy.cure();
        QCOMPARE(client.receive(50'000), b.answer().left(50'000));
    }

    void aDripLetsSoManyBytesASecondThrough()
    {
        Bench b;
        RawClient client(b.proxy.port());
        const qint64 asked = client.ask();
        QTRY_COMPARE(b.proxy.counts().bytesDown, b.answer().size());
        b.proxy.set({ .bytesPerSecond = 1 });
        QCOMPARE(client.ask(), asked);
        QTRY_COMPARE(b.proxy.counts().bytesUp, asked + 1); // the first is free
        for (int second = 1; second <= 10; ++second) {
            b.advance(1s);
            QCOMPARE(b.proxy.counts().bytesUp, asked + 1 + second);
        }
        b.proxy.set({ .bytesPerSecond = 1000 });
        b.advance(1s);
        QTRY_COMPARE(b.proxy.counts().bytesUp, 2 * asked);
    }

    void slicesAreOfOneToSevenBytes()
    {
        Bench b(numbers(1'000));
        b.proxy.set({ .sliced = true });
        RawClient client(b.proxy.port());
        const qint64 asked = client.ask();
        QCOMPARE(client.receive(b.answer().size()), b.answer());
        const qint64 all = asked + b.answer().size();
        QVERIFY(b.proxy.counts().pieces >= all / 7);
        QVERIFY2(b.proxy.counts().pieces < all, "all of one byte");
    }

    void aSilentWireHoldsEverythingAndLosesNothing()
    {
        Bench b;
        RawClient old(b.proxy.port());
        QVERIFY(old.ask() > 0);
        QCOMPARE(old.receive(b.answer().size()), b.answer());
        b.proxy.set({ .silent = true });
        RawClient fresh(b.proxy.port());
        QCOMPARE(fresh.error(), 0);
        QVERIFY(old.ask() > 0);
        QVERIFY(fresh.ask() > 0);
        QTRY_COMPARE(b.proxy.counts().accepted, 2);
        b.advance(1h);
        QCOMPARE(b.server.requests().size(), 1);
        b.proxy.cure();
        QCOMPARE(old.receive(b.answer().size()), b.answer());
        QCOMPARE(fresh.receive(b.answer().size()), b.answer());
    }

    void oneConnectionCanBeSilentAlone()
    {
        Bench b;
        RawClient first(b.proxy.port());
        RawClient second(b.proxy.port());
        QTRY_COMPARE(b.proxy.counts().accepted, 2);
        b.proxy.set({ .silentOn = 1 });
        QVERIFY(first.ask() > 0);
        QVERIFY(second.ask() > 0);
        QCOMPARE(second.receive(b.answer().size()), b.answer());
        QCOMPARE(b.server.requests().size(), 1);
        b.proxy.cure();
        QCOMPARE(first.receive(b.answer().size()), b.answer());
    }

    void aCutComesAfterExactlySoManyBytes_data()
    {
        QTest::addColumn<int>("bytes");
        for (const int bytes : { 1, 2, 17, 42, 43 })
            QTest::addRow("%d", bytes) << bytes;
    }
    void aCutComesAfterExactlySoManyBytes()
    {
        QFETCH(const int, bytes);
        Bench b;
        b.proxy.set({ .cutAfter = bytes });
        RawClient client(b.proxy.port());
        QVERIFY(client.ask() > 0);
        QCOMPARE(client.receive(1000), b.answer().left(bytes));
        QCOMPARE(client.error(), 0); // a FIN
    }

    void aResetIsAReset()
    {
        Bench b;
        RawClient client(b.proxy.port());
        QTRY_COMPARE(b.server.openConnections(), 1);
        b.proxy.resetConnections();
        QCOMPARE(client.receive(1), QByteArray());
        QCOMPARE(client.error(), ECONNRESET);
        QTRY_COMPARE(b.server.openConnections(), 0); // on the other side too
        QCOMPARE(b.proxy.counts().resets, 1);
        QCOMPARE(b.proxy.counts().open, 0);
    }

    void resetsByChanceComeAboutAsOftenAsAsked()
    {
        Bench b;
        b.proxy.set({ .resetChance = 0.25 });
        int lost = 0;
        for (int i = 0; i < 100; ++i) {
            RawClient client(b.proxy.port());
            (void)client.ask();
            lost += client.receive(b.answer().size()) == b.answer() ? 0 : 1;
        }
        QCOMPARE(b.proxy.counts().resets, lost);
        QVERIFY2(lost > 20 && lost < 70, qPrintable(QString::number(lost))); // two pieces each: 44 are to be expected
    }

    void aRefusedConnectionIsRefusedAndTheOldOnesStay()
    {
        Bench b;
        RawClient old(b.proxy.port());
        QTRY_COMPARE(b.proxy.counts().accepted, 1);
        b.proxy.refuse(true);
        QCOMPARE(RawClient(b.proxy.port()).error(), ECONNREFUSED);
        QVERIFY(old.ask() > 0);
        QCOMPARE(old.receive(b.answer().size()), b.answer());
        b.proxy.refuse(false);
        RawClient again(b.proxy.port());
        QVERIFY(again.ask() > 0);
        QCOMPARE(again.receive(b.answer().size()), b.answer());
    }

    void anEndIsPassedOn()
    {
        Bench b;
        {
            const RawClient client(b.proxy.port());
            QTRY_COMPARE(b.server.openConnections(), 1);
        }
        QTRY_COMPARE(b.server.openConnections(), 0);
        QTRY_COMPARE(b.proxy.counts().open, 0);
    }

    void tlsPassesAndCanBeSwapped()
    {
        Harness h;
        Harness stranger;
        ChaosProxy proxy(h.clock, h.server.port());
        proxy.set({ .sliced = true });
        h.settings.baseUrl.setPort(proxy.port());
        h.server.on("/", answerText);
        QVERIFY(h.run(Harness::get(u"/a"_s))->result().has_value());
        proxy.retarget(stranger.server.port());
        QVERIFY(h.run(Harness::get(u"/a"_s))->result().has_value()); // on the connection that there is
        proxy.resetConnections();
        const auto refused = h.run(Harness::get(u"/a"_s));
        QVERIFY(!refused->result().has_value());
        QVERIFY(proxy.counts().accepted >= 2);
        QCOMPARE(stranger.server.requests().size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestChaosProxy)
#include "tst_chaosproxy.moc"
