// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/controlsocket.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <nlohmann/json.hpp>

using namespace Strato;
using namespace Strato::Estate;
using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

struct Outcome {
    int status = -1;
    QString out, err;
};

QString program()
{
    return QCoreApplication::applicationDirPath() + u"/stratoscope-estate"_s;
}

Outcome runEstate(const QStringList& arguments)
{
    QProcess process;
    process.start(program(), arguments);
    if (!process.waitForFinished(20'000))
        return {};
    return { process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
        QString::fromUtf8(process.readAllStandardError()) };
}

} // namespace

/// The real program serves, and the real program asks it.
class TestFaultInject : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void initTestCase()
    {
        // Longer than a socket's address may be.
        m_folder = m_temporary.filePath(u"a-rather-long-name-"_s.repeated(6));
        m_estate.start(program(),
            { u"serve"_s, u"--no-prometheus"_s, u"--faults"_s, u"none"_s, u"--state"_s, m_folder, u"--parent-pid"_s,
                QString::number(QCoreApplication::applicationPid()) });
        QVERIFY(m_estate.waitForStarted());
        QByteArray line;
        while (!line.endsWith('\n') && m_estate.waitForReadyRead(30'000))
            line += m_estate.readAllStandardOutput();
        QVERIFY2(line.contains("\"ready\":true"), line.constData());
    }
    void cleanupTestCase()
    {
        m_estate.terminate();
        QVERIFY(m_estate.waitForFinished());
        QVERIFY(!QFile::exists(m_folder + u"/control.sock"_s));
        const Outcome late = ask({ u"leak-release"_s });
        QCOMPARE(late.status, 1);
        QVERIFY(late.err.contains(m_folder));
    }

    void aFaultIsAcceptedWithWhatWhereAndUntil()
    {
        const Outcome answer = ask({ u"leak-release"_s, u"--for"_s, u"10m"_s });
        QCOMPARE(answer.err, QString());
        QCOMPARE(answer.status, 0);
        static const QRegularExpression form(
            u"^leak-release on order-svc, hangzhou-1, until \\d\\d:\\d\\d:\\d\\d UTC\n$"_s);
        QVERIFY2(form.match(answer.out).hasMatch(), qPrintable(answer.out));
        const Outcome again = ask({ u"leak-release"_s });
        QCOMPARE(again.status, 2);
        QVERIFY(again.err.contains(u"in the way"_s));
    }

    void theListShowsEveryKindAndWhatRuns()
    {
        QCOMPARE(ask({ u"packet-drops"_s, u"--target"_s, u"sccpt01com02"_s }).status, 0);
        const Outcome answer = ask({ u"--list"_s });
        QCOMPARE(answer.status, 0);
        QVERIFY(answer.out.contains(u"dependency-outage"_s));
        QVERIFY(answer.out.contains(u"packet-drops on sccpt01com02, hangzhou-1, until"_s));
    }

    void whatIsWrongIsSaidWithStatusTwo()
    {
        const Outcome kind = ask({ u"earthquake"_s });
        QCOMPARE(kind.status, 2);
        QVERIFY(kind.err.contains(u"traffic-peak"_s));
        const Outcome target = ask({ u"zone-dark"_s, u"--target"_s, u"mars"_s });
        QCOMPARE(target.status, 2);
        QVERIFY(target.err.contains(u"cn-shanghai-c"_s));
    }

    void whoeverSaysNothingOrNonsenseHoldsNobodyUp()
    {
        QVERIFY(askEstate(m_folder, "[1,2").value_or("").find("error") != std::string::npos);
        QVERIFY(askEstate(m_folder, R"({"kind":7})").value_or("").find("error") != std::string::npos);
        QVERIFY(askEstate(m_folder, R"({"list":true})").value_or("").find("running") != std::string::npos);
    }

    void whatIsTrueIsWrittenForTestsAlone()
    {
        QCOMPARE(ask({ u"disk-full"_s, u"--for"_s, u"90s"_s }).status, 0);
        QFile file(m_folder + u"/ground-truth.jsonl"_s);
        QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteOther), QFile::Permissions());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray last = file.readAll().trimmed().split('\n').last();
        const json truth = json::parse(last.toStdString());
        QCOMPARE(truth["kind"].get<std::string>(), std::string("disk-full"));
        QCOMPARE(truth["layer"].get<std::string>(), std::string("node"));
        QCOMPARE(truth["cluster"].get<std::string>(), std::string("hangzhou-1"));
        QCOMPARE(truth["target"].get<std::string>(), std::string("sccpt01com05"));
        QCOMPARE(truth["seed"].get<int>(), 2026);
        const auto time = [&](const char* key) {
            return QDateTime::fromString(QString::fromStdString(truth[key].get<std::string>()), Qt::ISODateWithMs);
        };
        QCOMPARE(time("from").msecsTo(time("to")), 90'000);
        const auto socket = QFile::permissions(m_folder + u"/control.sock"_s);
        QCOMPARE(socket & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
            QFile::Permissions());
    }

private:
    [[nodiscard]] Outcome ask(QStringList words) const
    {
        words.prepend(u"inject"_s);
        words << u"--state"_s << m_folder;
        return runEstate(words);
    }

    QTemporaryDir m_temporary;
    QString m_folder;
    QProcess m_estate;
};

QTEST_GUILESS_MAIN(TestFaultInject)
#include "tst_faultinject.moc"
