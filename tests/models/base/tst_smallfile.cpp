// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/smallfile.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <thread>

using namespace Qt::StringLiterals;
using namespace Strato;

/// Files that the user's settings and kubeconfigs name. A test that hangs is a failure.
class TestSmallFile final : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void aFileIsReadWholeUpToItsLimit()
    {
        const QString path = write(u"file"_s, "12345");
        QCOMPARE(readSmallFile(path, 5).value_or("none"), QByteArray("12345"));
        QCOMPARE(readSmallFile(path, 4).error().code, ErrorCode::TooLarge);
        QCOMPARE(readSmallFile(write(u"empty"_s, {}), 5).value_or("none"), QByteArray());
        QVERIFY(QFile::link(path, m_folder.filePath(u"link"_s)));
        QCOMPARE(readSmallFile(m_folder.filePath(u"link"_s), 5).value_or("none"), QByteArray("12345"));
        const QByteArray large(200'000, 'x'); // in several reads
        QCOMPARE(readSmallFile(write(u"large"_s, large), 200'000).value_or("none"), large);
    }

    void whatIsNoFileIsSaidAsItIs()
    {
        QCOMPARE(readSmallFile(m_folder.filePath(u"nothing"_s), 5).error().code, ErrorCode::NotFound);
        QCOMPARE(readSmallFile(write(u"file"_s, "1") + u"/below"_s, 5).error().code, ErrorCode::NotFound);
        QCOMPARE(readSmallFile({}, 5).error().code, ErrorCode::NotFound);
        const Error folder = readSmallFile(m_folder.path(), 5).error();
        QCOMPARE(folder.code, ErrorCode::FileUnreadable);
        QVERIFY(folder.detail.contains(m_folder.path()));
    }

    void aPipeIsRefusedAtOnceUnlessItMayBeOne()
    {
        const QString pipe = m_folder.filePath(u"pipe"_s);
        QCOMPARE(mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
        const Error refused = readSmallFile(pipe, 5).error(); // nobody writes to it: open() would wait
        QCOMPARE(refused.code, ErrorCode::FileUnreadable);
        QVERIFY(refused.detail.contains(pipe));
        QCOMPARE(readSmallFile(u"/dev/zero"_s, 5).error().code, ErrorCode::FileUnreadable);
        std::thread writer([&] {
            QFile file(pipe);
            if (file.open(QIODevice::WriteOnly)) // waits for who reads
                file.write("late");
        });
        const auto read = readSmallFile(pipe, 5, FileKind::Any);
        writer.join();
        QCOMPARE(read.value_or("none"), QByteArray("late"));
    }

    void whatTheShellHandsOverIsReadToItsEnd() // --kubeconfig <(…)
    {
        std::array<int, 2> ends {};
        QCOMPARE(pipe(ends.data()), 0);
        const QString path = u"/dev/fd/%1"_s.arg(ends[0]);
        std::thread writer([&] {
            for (int i = 0; i < 3; ++i)
                QVERIFY(::write(ends[1], "part", 4) == 4);
            ::close(ends[1]);
        });
        const auto read = readSmallFile(path, 100, FileKind::Any);
        writer.join();
        QCOMPARE(read.value_or("none"), QByteArray("partpartpart"));
        QCOMPARE(readSmallFile(path, 100, FileKind::Any).value_or("none"), QByteArray()); // again: it is used up
        ::close(ends[0]);
        QCOMPARE(readSmallFile(u"/dev/null"_s, 100, FileKind::Any).value_or("none"), QByteArray());
        QCOMPARE(readSmallFile(u"/dev/zero"_s, 100, FileKind::Any).error().code, ErrorCode::TooLarge);
    }

private:
    [[nodiscard]] QString write(const QString& name, const QByteArray& bytes) const
    {
        QString path = m_folder.filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", qPrintable(path));
        return path;
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestSmallFile)
#include "tst_smallfile.moc"
