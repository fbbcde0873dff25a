// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/settings/settingsstore.h"
#include "tests/support/failingcall.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>

#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>

using namespace Strato;
using namespace Qt::StringLiterals;

namespace {

constexpr int kills = 50;
constexpr int levels = 50;

/// Settings that tell which they are, and take a while to write.
AppSettings numbered(int number, qsizetype bytes)
{
    AppSettings settings;
    settings.language = QString::number(number);
    settings.layouts[u"large"_s] = QByteArray(bytes, static_cast<char>(number));
    return settings;
}

/// The number of the settings that @p path holds whole; -1: it does not.
int numberIn(const QString& path, qsizetype bytes)
{
    SettingsStore store(path);
    if (store.load())
        return -1;
    const int number = store.settings().language.toInt();
    return number == 0 || store.settings() == numbered(number, bytes) ? number : -1;
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool put(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

/// A process that saves one after the other and says each number once it is saved.
class Writer final {
public:
    Writer(const QString& path, int from, qsizetype bytes)
    {
        if (pipe(m_pipe.data()) != 0)
            qFatal("no pipe");
        m_process = fork();
        if (m_process == 0) {
            SettingsStore store(path);
            for (int number = from;; ++number) {
                store.set(numbered(number, bytes));
                if (store.flush() || ::write(m_pipe[1], &number, sizeof number) != sizeof number)
                    _exit(1);
            }
        }
        close(m_pipe[1]);
    }
    Q_DISABLE_COPY_MOVE(Writer)
    ~Writer() { close(m_pipe[0]); }

    /// The next number that it says; 0: it says no more.
    int said()
    {
        int number = 0;
        return read(m_pipe[0], &number, sizeof number) == sizeof number ? number : 0;
    }
    /// @return whether that is what ended it.
    bool endByKill() const
    {
        int status = 0;
        kill(m_process, SIGKILL);
        waitpid(m_process, &status, 0);
        return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
    }

private:
    std::array<int, 2> m_pipe {};
    pid_t m_process = -1;
};

/// From now on this process mounts for itself alone. False: the system does not allow it.
bool isolateMounts()
{
    if (unshare(CLONE_NEWNS) == 0) // as root; what is mounted here must not appear in the world
        return mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
    const QByteArray user = "0 " + QByteArray::number(getuid()) + " 1";
    const QByteArray group = "0 " + QByteArray::number(getgid()) + " 1";
    // Files of an account that the namespace does not know cannot be made (user_namespaces(7)).
    return unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0 && put(u"/proc/self/setgroups"_s, "deny")
        && put(u"/proc/self/uid_map"_s, user) && put(u"/proc/self/gid_map"_s, group);
}

/// In a process of its own, on a disk of 256 KB of its own. @return 0; 77: the system does not allow such a disk.
int fillADisk(const QString& folder)
{
    if (!isolateMounts() || mount("tmpfs", qPrintable(folder), "tmpfs", 0, "size=256k") != 0)
        return 77;
    const QString path = folder + u"/settings.json"_s;
    constexpr qsizetype bytes = 20'000;
    int full = 0;
    for (int level = 1; level <= levels; ++level) {
        const int before = numberIn(path, bytes);
        (void)put(folder + u"/filler"_s, QByteArray(qsizetype { level } * 5 * 1024, 'f')); // as far as there is room
        SettingsStore store(path);
        if (before < 0 || store.load())
            return 1;
        store.set(numbered(level, bytes + 1));
        const std::optional<Error> error = store.flush();
        if (error && error->code != ErrorCode::StorageFull)
            return 2;
        if (numberIn(path, error ? bytes : bytes + 1) != (error ? before : level))
            return 3;
        full += error ? 1 : 0;
        QFile::remove(folder + u"/filler"_s);
        store.set(numbered(level, bytes));
        if (store.flush()) // there is room again
            return 4;
    }
    return full > 0 && full < levels ? 0 : 5; // both were seen
}

} // namespace

/// Settings outlive what happens to a program that writes them, and to the file between two starts.
class TestSettingsSurvive final : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_folder;
    [[nodiscard]] QString path() const { return m_folder->filePath(u"settings.json"_s); }

private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void aKilledWriterLeavesAWholeFileAndLosesNothingSaid()
    {
        constexpr qsizetype bytes = 400'000;
        int saved = 0;
        for (int round = 0; round < kills; ++round) {
            Writer writer(path(), saved + 1, bytes);
            int said = writer.said();
            // Work that takes about as long as parts of the writer's: each round kills it somewhere else.
            for (int i = 0; i < round % 7; ++i)
                QVERIFY(!encodeSettings(numbered(i, bytes / 2)).isEmpty());
            QVERIFY(said > 0 && writer.endByKill());
            for (int more = said; more > 0; more = writer.said())
                said = more;
            saved = numberIn(path(), bytes);
            QVERIFY2(saved == said || saved == said + 1, qPrintable(u"%1, said %2"_s.arg(saved).arg(said)));
        }
    }

    void aDiskThatFillsLeavesTheOldFileOrTheNew()
    {
        const pid_t process = fork();
        if (process == 0)
            _exit(fillADisk(m_folder->path()));
        int status = 0;
        QCOMPARE(waitpid(process, &status, 0), process);
        QVERIFY(WIFEXITED(status));
        if (WEXITSTATUS(status) == 77)
            QSKIP("no file system may be mounted here");
        QCOMPARE(WEXITSTATUS(status), 0);
    }

    /// It may be good on another day; nothing may be written over it.
    void aFileThatTheDiskDoesNotGiveBackIsPutAside()
    {
        using Testing::Call;
        using Testing::FailingCall;
        const QByteArray whole = encodeSettings(numbered(7, 60'000));
        bool happened = true;
        for (int nth = 1; happened; ++nth) {
            QVERIFY(put(path(), whole));
            SettingsStore store(path());
            std::optional<Error> error;
            {
                FailingCall failing(Call::Read, nth, EIO);
                error = store.load();
                happened = failing.happened();
            }
            QVERIFY(nth < 100 && (error || nth > 1));
            QVERIFY(!error || (happened && error->code == ErrorCode::FileUnreadable));
            QCOMPARE(contentOf(error ? path() + u".broken"_s : path()), whole);
            if (!error) // all of it had come
                QCOMPARE(store.settings() == numbered(7, 60'000), true);
        }
    }

    void whereverAFileIsCutItIsReadOrPutAside()
    {
        const QByteArray whole = encodeSettings(numbered(7, 60));
        for (qsizetype size = 0; size < whole.size(); ++size) {
            QVERIFY(put(path(), whole.left(size)));
            checkReadOrPutAside(whole.left(size));
        }
    }

    void whicheverByteIsWrongTheFileIsReadOrPutAside()
    {
        const QByteArray whole = encodeSettings(numbered(7, 60));
        for (qsizetype at = 0; at < whole.size(); ++at) {
            for (const int flipped : { 0x01, 0x20, 0x80, 0xFF }) {
                QByteArray wrong = whole;
                wrong[at] = static_cast<char>(wrong[at] ^ flipped);
                QVERIFY(put(path(), wrong));
                checkReadOrPutAside(wrong);
            }
        }
    }

private:
    /// Either way the next thing that is saved is there at the next start.
    void checkReadOrPutAside(const QByteArray& content)
    {
        {
            SettingsStore store(path());
            if (const auto error = store.load()) {
                QVERIFY(!error->detail.isEmpty());
                QVERIFY(!QFile::exists(path()));
                QCOMPARE(contentOf(path() + u".broken"_s), content);
            }
            store.set(numbered(8, 60));
            QVERIFY(!store.flush());
        }
        QCOMPARE(numberIn(path(), 60), 8);
    }
};

QTEST_GUILESS_MAIN(TestSettingsSurvive)
#include "tst_settingssurvive.moc"
