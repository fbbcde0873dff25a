// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/estateprocess.h"
#include "tests/support/smallestate.h"

#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTcpSocket>
#include <QUrl>
#include <QtTest>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using namespace Strato::Test;
using nlohmann::json;

namespace {

constexpr int patienceMs = 20'000;

} // namespace

/// The estate as a process: what it says first, what it leaves behind, and when it ends.
class TestEstateProcess final : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        m_folder = std::make_unique<QTemporaryDir>();
    }

    void itEndsWhenItsParentIsKilled()
    {
        QProcess parent;
        parent.start(u"cat"_s); // waits for its input for ever
        QVERIFY(parent.waitForStarted(patienceMs));
        EstateProcess estate({ u"--no-history"_s, u"--no-prometheus"_s, u"--state"_s, path(u"state"_s),
                                 u"--parent-pid"_s, QString::number(parent.processId()) },
            environment());
        QCOMPARE(estate.ready().value("ready", false), true);
        QCOMPARE(estate.process().state(), QProcess::Running);
        parent.kill();
        QVERIFY(parent.waitForFinished(patienceMs));
        QVERIFY(estate.process().waitForFinished(patienceMs));
        QCOMPARE(estate.process().exitStatus(), QProcess::NormalExit);
        QCOMPARE(estate.process().exitCode(), 0);
    }

    void aParentThatIsNotThereIsAMistake()
    {
        const Ran ran = runProgram(u"stratoscope-estate"_s,
            { u"serve"_s, u"--no-prometheus"_s, u"--state"_s, path(u"state"_s), u"--parent-pid"_s, u"4194303"_s },
            environment());
        QCOMPARE(ran.status, 1);
        QVERIFY2(ran.err.contains(u"4194303"_s), qUtf8Printable(ran.err));
    }

    void itsPrometheusEndsWithItHoweverItEnds()
    {
        if (QStandardPaths::findExecutable(u"prometheus"_s).isEmpty())
            QSKIP("prometheus is not installed");
        EstateProcess estate({ u"--no-history"_s, u"--state"_s, path(u"state"_s) }, environment());
        const json line = estate.ready();
        QVERIFY(line.is_object() && line.at("prometheus").is_object());
        const QUrl url(QString::fromStdString(line.at("prometheus").at("url").get<std::string>()));
        QTRY_VERIFY_WITH_TIMEOUT(listens(url), patienceMs);
        estate.process().kill(); // -9
        QVERIFY(estate.process().waitForFinished(patienceMs));
        QTRY_VERIFY_WITH_TIMEOUT(!listens(url), patienceMs);
    }

    void aMissingPrometheusIsSaidAndTheClustersServe()
    {
        QProcessEnvironment bare = environment();
        bare.insert(u"PATH"_s, path(u"nothing"_s));
        EstateProcess estate({ u"--no-history"_s, u"--state"_s, path(u"state"_s) }, bare);
        QCOMPARE(estate.ready().at("prometheusMissing").at("code").get<std::string>(), std::string("programMissing"));
        QVERIFY(estate.ready().at("prometheus").is_null());
        QVERIFY(!estate.ready().at("clusters").empty());
        QVERIFY(QFileInfo(estate.text("kubeconfig")).isReadable());
    }

    void itsKubeconfigIsForItsOwnerAlone()
    {
        EstateProcess estate(
            { u"--no-history"_s, u"--no-prometheus"_s, u"--state"_s, path(u"state"_s) }, environment());
        const auto others = QFileDevice::ReadGroup | QFileDevice::ReadOther;
        QVERIFY(!(QFileInfo(estate.text("kubeconfig")).permissions() & others));
        QVERIFY(!(QFileInfo(path(u"state"_s)).permissions() & others));
    }

    void aSecondOneTakesAFolderOfItsOwnWhichGoesWithIt()
    {
        const QStringList arguments { u"--no-history"_s, u"--no-prometheus"_s, u"--state"_s, path(u"state"_s) };
        EstateProcess first(arguments, environment());
        QString folder;
        {
            EstateProcess second(arguments, environment());
            folder = second.text("state");
            QVERIFY(folder.startsWith(path(u"state/"_s)));
            QVERIFY(first.text("state") != folder);
            second.process().terminate();
            QVERIFY(second.process().waitForFinished(patienceMs));
        }
        QVERIFY(!QFileInfo::exists(folder));
        QCOMPARE(first.process().state(), QProcess::Running);
    }

    void whereTheHomeCannotBeWrittenItTakesATemporaryFolderAndSaysSo()
    {
        QFile blocker(path(u"cache"_s)); // a file where a folder should be: also root cannot write below it
        QVERIFY(blocker.open(QIODevice::WriteOnly));
        QProcessEnvironment readOnly = environment();
        readOnly.insert(u"XDG_CACHE_HOME"_s, path(u"cache"_s));
        readOnly.insert(u"TMPDIR"_s, m_folder->path());
        EstateProcess estate({ u"--no-history"_s, u"--no-prometheus"_s }, readOnly);
        QCOMPARE(estate.ready().value("ready", false), true);
        const QString state = estate.text("state");
        QVERIFY2(state.startsWith(path(u"stratoscope-estate-"_s)), qUtf8Printable(state));
        QVERIFY(estate.text("stateNote").contains(state));
        QVERIFY(estate.text("stateNote").contains(path(u"cache"_s)));
        const auto others = QFileDevice::ReadGroup | QFileDevice::ReadOther;
        QVERIFY(!(QFileInfo(state).permissions() & others));
        estate.process().terminate();
        QVERIFY(estate.process().waitForFinished(patienceMs));
        QVERIFY2(estate.process().readAllStandardError().contains(state.toUtf8()), "stderr says it too");
        QVERIFY(!QFileInfo::exists(state));
    }

    void aFolderThatWasAskedForAndCannotBeMadeIsAnError()
    {
        QFile blocker(path(u"file"_s));
        QVERIFY(blocker.open(QIODevice::WriteOnly));
        const Ran ran = runProgram(u"stratoscope-estate"_s,
            { u"serve"_s, u"--no-prometheus"_s, u"--state"_s, path(u"file/state"_s) }, environment());
        QCOMPARE(ran.status, 1);
        QVERIFY2(ran.err.contains(path(u"file/state"_s)), qUtf8Printable(ran.err));
    }

private:
    [[nodiscard]] QString path(const QString& name) const { return m_folder->filePath(name); }
    [[nodiscard]] QProcessEnvironment environment() const { return bareEnvironment(path(u"home"_s)); }
    static bool listens(const QUrl& url)
    {
        QTcpSocket socket;
        socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
        return socket.waitForConnected(1000);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestEstateProcess)
#include "tst_estateprocess.moc"
