// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/settings/secretstore.h"
#include "models/base/clock.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include <optional>

using namespace Qt::StringLiterals;
using namespace Strato;
using namespace std::chrono_literals;

/// A desktop whose bus takes the call and answers when it is let go, if ever. A program of its own: a process knows its
/// bus for good.
class TestSecretStoreHang final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const QString path = m_folder.filePath(u"bus"_s);
        QVERIFY(m_bus.listen(path));
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + path.toLocal8Bit());
        qputenv("HOME", m_folder.path().toLocal8Bit());
    }
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void cleanupTestCase()
    {
        for (QLocalSocket* caller : m_callers)
            caller->abort(); // who waits for the bus is let go
        m_bus.close();
    }

    void aKeychainThatTakesItsTimeIsWaitedForAndTheWindowGoesOn()
    {
        connect(&m_bus, &QLocalServer::newConnection, this, [this] {
            while (QLocalSocket* caller = m_bus.nextPendingConnection())
                m_callers.push_back(caller);
        });
        SecretStore store(nullptr, 600ms);
        const QSignalSpy unavailable(&store, &SecretStore::unavailable);
        const QSignalSpy waiting(&store, &SecretStore::waitingChanged);
        const SystemClock clock;
        const Duration before = clock.monotonic();
        std::optional<Result<QByteArray>> answer;
        int late = 0;
        store.read(
            u"a"_s, [&](Result<QByteArray> given) { answer = std::move(given); }, [&] { ++late; });
        store.write(u"b"_s, "secret");
        store.forget(u"c"_s);
        QVERIFY2(clock.monotonic() - before < 200ms, "a call waited for the keychain");
        QTimer ticking;
        int ticks = 0;
        connect(&ticking, &QTimer::timeout, this, [&] { ++ticks; });
        ticking.start(10);
        QTRY_COMPARE_WITH_TIMEOUT(late, 1, 5000);
        QVERIFY(ticks >= 10); // of about sixty
        QVERIFY(!m_callers.isEmpty()); // it did ask
        QCOMPARE(waiting.count(), 1); // once, though two questions wait
        QVERIFY(waiting.front().front().toBool());
        QCOMPARE(unavailable.count(), 0); // nobody knows that yet
        QVERIFY(!answer);
        QByteArray held;
        store.read(u"b"_s, [&](const Result<QByteArray>& given) { held = given.value_or(QByteArray()); });
        QCOMPARE(held, QByteArray("secret"));
        for (QLocalSocket* caller : m_callers)
            caller->abort();
        m_bus.close();
        QTRY_VERIFY_WITH_TIMEOUT(answer.has_value(), 10'000); // late, and delivered
        QVERIFY(!answer->has_value());
        QTRY_COMPARE_WITH_TIMEOUT(waiting.count(), 2, 10'000); // also the write was answered: the notice goes
        QVERIFY(!waiting.back().front().toBool());
        QCOMPARE(unavailable.count(), 1);
        QCOMPARE(late, 1);
    }

private:
    QTemporaryDir m_folder;
    QLocalServer m_bus;
    QList<QLocalSocket*> m_callers;
};

QTEST_GUILESS_MAIN(TestSecretStoreHang)
#include "tst_secretstorehang.moc"
