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

/// A desktop whose bus takes the call and never answers. A program of its own: a process knows its bus for good.
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

    void whoWaitsForTheKeychainIsAnsweredAndTheWindowGoesOn()
    {
        connect(&m_bus, &QLocalServer::newConnection, this, [this] {
            while (QLocalSocket* caller = m_bus.nextPendingConnection())
                m_callers.push_back(caller);
        });
        SecretStore store(nullptr, 600ms);
        const QSignalSpy said(&store, &SecretStore::unavailable);
        const SystemClock clock;
        const Duration before = clock.monotonic();
        std::optional<Result<QByteArray>> answer;
        store.read(u"a"_s, [&](Result<QByteArray> given) { answer = std::move(given); });
        store.write(u"b"_s, "secret");
        store.forget(u"c"_s);
        QVERIFY2(clock.monotonic() - before < 200ms, "a call waited for the keychain");
        QTimer ticking;
        int ticks = 0;
        connect(&ticking, &QTimer::timeout, this, [&] { ++ticks; });
        ticking.start(10);
        QTRY_VERIFY_WITH_TIMEOUT(answer.has_value(), 5000);
        QVERIFY(ticks >= 10); // of about sixty
        QCOMPARE(answer->error().code, ErrorCode::TimedOut);
        QTRY_COMPARE(said.count(), 1);
        QVERIFY(!m_callers.isEmpty()); // it did ask
        QByteArray held;
        store.read(u"b"_s, [&](const Result<QByteArray>& given) { held = given.value_or(QByteArray()); });
        QCOMPARE(held, QByteArray("secret"));
    }

private:
    QTemporaryDir m_folder;
    QLocalServer m_bus;
    QList<QLocalSocket*> m_callers;
};

QTEST_GUILESS_MAIN(TestSecretStoreHang)
#include "tst_secretstorehang.moc"
