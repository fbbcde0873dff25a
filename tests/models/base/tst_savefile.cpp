// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/savefile.h"
#include "models/base/smallfile.h"
#include "tests/support/failingcall.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>

using namespace Qt::StringLiterals;
using namespace Strato;
using Testing::Call;
using Testing::FailingCall;

namespace {

constexpr int mostCalls = 100;
const QByteArray before(30'000, 'b');
const QByteArray after(50'000, 'a'); // several buffers

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// As a table is written: by the line.
Result<void> saveInLines(const QString& path)
{
    QSaveFile file(path);
    bool good = file.open(QIODevice::WriteOnly);
    for (qsizetype at = 0; good && at < after.size(); at += 1000)
        good = file.write(after.mid(at, 1000)) == 1000;
    return good ? commitWhole(file) : tl::unexpected(saveError(file));
}

Result<void> save(const QString& path, bool inLines)
{
    return inLines ? saveInLines(path) : saveWhole(path, after, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
}

} // namespace

/// Each call of the system that a file needs fails once, wherever it comes: what is said of the file is so.
class TestSaveFile final : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void whicheverCallFailsTheFileIsTheOldOneOrTheNewAsItIsSaid_data()
    {
        QTest::addColumn<Call>("call");
        QTest::addColumn<int>("error");
        QTest::addColumn<ErrorCode>("said"); // of the first such call; Internal: none, it is written all the same
        const auto row = [](const char* name, Call call, int error, ErrorCode said) {
            QTest::newRow(name) << call << error << said;
        };
        row("write: interrupted", Call::Write, EINTR, ErrorCode::Internal);
        row("write: in parts", Call::Write, FailingCall::cutShort, ErrorCode::Internal);
        row("write: full", Call::Write, ENOSPC, ErrorCode::StorageFull);
        row("write: over the quota", Call::Write, EDQUOT, ErrorCode::StorageFull);
        row("write: broken", Call::Write, EIO, ErrorCode::FileUnwritable);
        row("sync: interrupted", Call::Sync, EINTR, ErrorCode::Internal);
        row("sync: not known there", Call::Sync, EINVAL, ErrorCode::Internal);
        row("sync: full", Call::Sync, ENOSPC, ErrorCode::StorageFull);
        row("sync: over the quota", Call::Sync, EDQUOT, ErrorCode::StorageFull);
        row("sync: broken", Call::Sync, EIO, ErrorCode::FileUnwritable);
        row("rename: full", Call::Rename, ENOSPC, ErrorCode::StorageFull);
        row("rename: broken", Call::Rename, EIO, ErrorCode::FileUnwritable);
        row("rename: refused", Call::Rename, EACCES, ErrorCode::PermissionDenied);
        row("open: interrupted", Call::Open, EINTR, ErrorCode::Internal);
        row("open: broken", Call::Open, EIO, ErrorCode::FileUnwritable);
        row("open: refused", Call::Open, EACCES, ErrorCode::PermissionDenied);
    }
    void whicheverCallFailsTheFileIsTheOldOneOrTheNewAsItIsSaid()
    {
        QFETCH(const Call, call);
        QFETCH(const int, error);
        QFETCH(const ErrorCode, said);
        for (const bool inLines : { false, true }) {
            bool happened = true;
            for (int nth = 1; happened; ++nth) {
                QVERIFY(nth < mostCalls);
                failOne(call, nth, error, said, inLines, &happened);
                if (QTest::currentTestFailed())
                    return;
                QVERIFY(happened || nth > 1);
            }
        }
    }

    void aFileIsReadWholeOrNotAtAll_data()
    {
        QTest::addColumn<Call>("call");
        QTest::addColumn<int>("error");
        QTest::newRow("interrupted") << Call::Read << EINTR;
        QTest::newRow("in parts") << Call::Read << FailingCall::cutShort;
        QTest::newRow("broken") << Call::Read << EIO;
    }
    void aFileIsReadWholeOrNotAtAll()
    {
        QFETCH(const Call, call);
        QFETCH(const int, error);
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"file"_s);
        QVERIFY(saveWhole(path, QByteArray(200'000, 'x')).has_value()); // in several reads
        bool happened = true;
        for (int nth = 1; happened; ++nth) {
            FailingCall failing(call, nth, error);
            const Result<QByteArray> bytes = readSmallFile(path, 1'000'000);
            happened = failing.happened();
            QVERIFY(nth < mostCalls && (happened || nth > 1));
            if (happened && error == EIO)
                QCOMPARE(bytes.error().code, ErrorCode::FileUnreadable);
            else
                QCOMPARE(bytes.value_or(QByteArray()).size(), 200'000);
        }
    }

private:
    void failOne(Call call, int nth, int error, ErrorCode said, bool inLines, bool* happened)
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"file"_s);
        QVERIFY(saveWhole(path, before).has_value());
        Result<void> saved;
        {
            FailingCall failing(call, nth, error);
            saved = save(path, inLines);
            *happened = failing.happened();
        }
        QCOMPARE(contentOf(path), saved ? after : before);
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList { u"file"_s });
        // Later ones may be of no consequence: Qt synchronises once more what the disk has said it holds.
        const bool mustFail = *happened && nth == 1 && said != ErrorCode::Internal;
        if (mustFail)
            QVERIFY(!saved);
        if (!*happened || said == ErrorCode::Internal)
            QVERIFY2(saved, qPrintable(saved ? QString() : saved.error().detail));
        if (!saved) {
            QCOMPARE(saved.error().code, said);
            QVERIFY(saved.error().detail.startsWith(path));
        }
        QVERIFY(save(path, inLines).has_value()); // and the next time nothing is in the way
        QCOMPARE(contentOf(path), after);
    }
};

QTEST_GUILESS_MAIN(TestSaveFile)
#include "tst_savefile.moc"
