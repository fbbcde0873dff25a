// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/settings/secretstore.h"

#include <QDirIterator>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include <optional>

using namespace Qt::StringLiterals;
using namespace Strato;

/// Secrets on a desktop without a keychain: they work as long as the program runs, and the user is told so once.
class TestSecretStore final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
        for (const char* folder : { "HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME" })
            qputenv(folder, m_home.path().toLocal8Bit());
    }
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void withoutAKeychainSecretsAreKeptForTheSessionAndItIsSaidOnce()
    {
        SecretStore store;
        const QSignalSpy said(&store, &SecretStore::unavailable);
        store.write(u"prometheus/a"_s, "secret-a");
        QCOMPARE(readNow(store, u"prometheus/a"_s), QByteArray("secret-a"));
        QTRY_COMPARE_WITH_TIMEOUT(said.count(), 1, 5000);
        QVERIFY(!said.front().front().value<Error>().detail.isEmpty());
        store.write(u"prometheus/b"_s, "secret-b");
        std::optional<Result<QByteArray>> other;
        store.read(u"prometheus/other"_s, [&](Result<QByteArray> answer) { other = std::move(answer); });
        QTRY_VERIFY_WITH_TIMEOUT(other.has_value(), 5000); // asked after the write: that one was answered too
        QVERIFY(!other->has_value());
        QCOMPARE(said.count(), 1);
        QCOMPARE(readNow(store, u"prometheus/a"_s), QByteArray("secret-a"));
        QCOMPARE(readNow(store, u"prometheus/b"_s), QByteArray("secret-b"));
    }

    void whatIsForgottenIsGone()
    {
        SecretStore store;
        store.write(u"k"_s, "v");
        store.forget(u"k"_s);
        std::optional<Result<QByteArray>> answer;
        store.read(u"k"_s, [&](Result<QByteArray> given) { answer = std::move(given); });
        QVERIFY(!answer); // not held any more: the keychain is asked
        QTRY_VERIFY_WITH_TIMEOUT(answer.has_value(), 5000);
        QVERIFY(!answer->has_value());
    }

    void nothingIsWrittenInTheClear()
    {
        SecretStore store;
        const QSignalSpy said(&store, &SecretStore::unavailable);
        store.write(u"k"_s, "very-secret-word");
        QTRY_COMPARE_WITH_TIMEOUT(said.count(), 1, 5000);
        QDirIterator files(m_home.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(!file.readAll().contains("very-secret-word"), qUtf8Printable(file.fileName()));
        }
    }

    void answersThatComeAfterItsEndGoNowhere()
    {
        int answers = 0;
        {
            SecretStore store;
            for (int i = 0; i < 20; ++i)
                store.read(QString::number(i), [&](const Result<QByteArray>&) { ++answers; });
        }
        SecretStore next;
        std::optional<Result<QByteArray>> answer;
        next.read(u"after"_s, [&](Result<QByteArray> given) { answer = std::move(given); });
        QTRY_VERIFY_WITH_TIMEOUT(answer.has_value(), 5000); // the keychain's queue has passed the twenty
        QCOMPARE(answers, 0);
    }

private:
    static QByteArray readNow(SecretStore& store, const QString& key)
    {
        QByteArray secret;
        store.read(key, [&](const Result<QByteArray>& answer) { secret = answer.value_or(QByteArray()); });
        return secret;
    }

    QTemporaryDir m_home;
};

QTEST_GUILESS_MAIN(TestSecretStore)
#include "tst_secretstore.moc"
