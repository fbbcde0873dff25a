// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/fuzz/driver/corpus.h"
#include "tests/fuzz/driver/mutator.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Strato::Fuzz;

namespace {

struct Ended {
    int status = -1;
    QString output;
};

} // namespace

/// The driver itself: that it finds what it is there to find, and says which input it was.
class TestFuzzDriver final : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_folder;

    void put(const QString& name, const QByteArray& bytes) const
    {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }
    [[nodiscard]] Ended run(const QStringList& more) const
    {
        QProcess driver;
        driver.setProcessChannelMode(QProcess::MergedChannels);
        driver.setWorkingDirectory(m_folder->path());
        // To find the names of functions takes a report longer than all else, and nobody reads them here.
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"ASAN_OPTIONS"_s, environment.value(u"ASAN_OPTIONS"_s) + u":symbolize=0"_s);
        environment.remove(u"STRATO_FUZZ_SEED"_s); // of a long run, for the targets beside this test
        environment.remove(u"STRATO_FUZZ_SECONDS"_s);
        driver.setProcessEnvironment(environment);
        driver.start(QCoreApplication::applicationDirPath() + u"/fuzz_faulty"_s,
            QStringList { u"--corpus"_s, m_folder->filePath(u"input"_s) } + more);
        if (!driver.waitForFinished(-1)) // a busy machine may take any time; whoever runs this test ends it
            return {};
        return { driver.exitCode(), QString::fromUtf8(driver.readAll()) };
    }
    [[nodiscard]] QStringList written() const
    {
        return QDir(m_folder->path()).entryList({ u"fuzz_faulty-*"_s }, QDir::Files);
    }

private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        m_folder = std::make_unique<QTemporaryDir>();
    }

    void aHarmlessInputPasses()
    {
        put(u"input"_s, "harmless");
        const Ended ended = run({ u"--seconds"_s, u"0.1"_s });
        QVERIFY2(ended.status == 0, qUtf8Printable(ended.output));
        QVERIFY2(ended.output.contains(u"seed 1\n"_s), qUtf8Printable(ended.output));
        QVERIFY(written().isEmpty());
    }

    void anInputThatFailsIsWrittenToAFileThatIsNamed_data()
    {
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<QString>("what");
        for (const char* crash : { "check", "overrun", "bottomless" })
            QTest::newRow(crash) << QByteArray(crash) << u"crash"_s;
        for (const char* hang : { "hang", "wait" })
            QTest::newRow(hang) << QByteArray(hang) << u"hang"_s;
        QTest::newRow("memory") << QByteArray("memory") << u"memory"_s;
    }
    void anInputThatFailsIsWrittenToAFileThatIsNamed()
    {
        QFETCH(const QByteArray, input);
        QFETCH(const QString, what);
        put(u"input"_s, input);
        const Ended ended = run({ u"--seconds"_s, u"0"_s });
        QCOMPARE(ended.status, 1);
        const QStringList files = written();
        QVERIFY2(files.size() == 1 && files.front().contains(what), qUtf8Printable(ended.output));
        QVERIFY2(ended.output.contains(files.front()), qUtf8Printable(ended.output));
        QFile file(m_folder->filePath(files.front()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), input);
    }

    void aLeakFails()
    {
        put(u"input"_s, "leak");
        const Ended ended = run({ u"--seconds"_s, u"0"_s });
        QVERIFY(ended.status != 0);
        QVERIFY2(ended.output.contains(u"LeakSanitizer"_s), qUtf8Printable(ended.output));
    }

    /// Of a corpus whose cuts would take all the time: 2048 of 5 ms.
    void mutationHasMostOfTheTime()
    {
        put(u"input"_s, "slow" + QByteArray(2043, '.'));
        const Ended ended = run({ u"--seconds"_s, u"4"_s });
        QVERIFY2(ended.status == 0, qUtf8Printable(ended.output));
        static const QRegularExpression line(u"(\\d+) of (\\d+) cuts, (\\d+) mutated"_s);
        const QRegularExpressionMatch counts = line.match(ended.output);
        QVERIFY2(counts.hasMatch(), qUtf8Printable(ended.output));
        QCOMPARE(counts.captured(2).toInt(), 2047);
        QVERIFY2(counts.captured(1).toInt() < 2047, qUtf8Printable(ended.output));
        QVERIFY2(counts.captured(3).toInt() > counts.captured(1).toInt(), qUtf8Printable(ended.output));
    }

    /// A word of the dictionary into a corpus without it; the same seed finds the same input.
    void mutationFindsWhatNoCorpusHolds()
    {
        put(u"input"_s, "harmless");
        put(u"words"_s, "# words\nname=\"c\\x68eck\"\n");
        const QStringList options { u"--seconds"_s, u"300"_s, u"--dictionary"_s, m_folder->filePath(u"words"_s) };
        QCOMPARE(run(options).status, 1);
        const QStringList first = written();
        QCOMPARE(first.size(), 1);
        QCOMPARE(run(options).status, 1);
        QCOMPARE(written(), first); // named by its bytes
        QCOMPARE(run(options + QStringList { u"--seed"_s, u"2"_s }).status, 1);
        QCOMPARE(written().size(), 2);
    }

    void dictionariesAreReadAsAflWritesThem()
    {
        const std::vector<std::string> expected { std::string("a\0b", 3), "\"", "\\", "plain" };
        QCOMPARE(parseDictionary("# a \"comment\"\nx=\"a\\x00b\"\n\"\\\"\"\n\n\"\\\\\"\nname@2=\"plain\""), expected);
    }

    void mutantsAreBoundedAndFollowFromTheSeed()
    {
        Mutator one(5, { "word" });
        Mutator other(5, { "word" });
        std::string bytes(Mutator::longest, 'x');
        for (int i = 0; i < 10'000; ++i) {
            const std::string mutant = one.mutated(bytes, "other");
            QVERIFY(mutant.size() <= Mutator::longest);
            QVERIFY(mutant == other.mutated(bytes, "other"));
            bytes = mutant;
        }
        for (int i = 0; i < 1000; ++i)
            QVERIFY(one.mutated({}, {}).size() <= Mutator::longest);
    }
};

QTEST_GUILESS_MAIN(TestFuzzDriver)
#include "tst_fuzzdriver.moc"
