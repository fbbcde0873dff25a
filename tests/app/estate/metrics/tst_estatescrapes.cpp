// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/apiclient.h"
#include "tests/support/estateprocess.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <nlohmann/json.hpp>

#include <csignal>

using namespace Strato::Testing;
using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

constexpr int patienceMs = 60'000; // the machine may be busy with other things

/// The estate as people start it.
class Estate {
public:
    void start(const QString& state, const QStringList& more = {}, const QByteArray& path = qgetenv("PATH"))
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"PATH"_s, QString::fromLocal8Bit(path));
        m_process
            = std::make_unique<Strato::Test::EstateProcess>(QStringList { u"--state"_s, state } + more, environment);
        QVERIFY2(!line().empty(), process().readAllStandardError().constData());
    }
    [[nodiscard]] json line() const { return m_process->ready(); }
    [[nodiscard]] qint64 pid() const { return process().processId(); }
    [[nodiscard]] QProcess& process() const { return m_process->process(); }
    /// What the only line that @p query gives says now; -1: none.
    [[nodiscard]] double value(const QString& query) const
    {
        const json answer = get("/api/v1/query?query=" + QUrl::toPercentEncoding(query).toStdString());
        if (!answer.contains("data") || answer["data"]["result"].size() != 1)
            return -1;
        return std::stod(answer["data"]["result"][0]["value"][1].get<std::string>());
    }
    [[nodiscard]] json get(const std::string& path) const
    {
        const ApiClient client(ApiEndpoint { m_process->prometheusUrl(), {}, {}, {} });
        const json answer = json::parse(client.get(path).body, nullptr, false);
        return answer.is_object() ? answer : json::object();
    }

private:
    std::unique_ptr<Strato::Test::EstateProcess> m_process;
};

/// Living processes whose arguments hold @p text.
QList<qint64> processesWith(const QByteArray& text)
{
    QList<qint64> out;
    const QStringList entries = QDir(u"/proc"_s).entryList(QDir::Dirs);
    for (const QString& entry : entries) {
        bool isPid = false;
        const qint64 pid = entry.toLongLong(&isPid);
        QFile arguments(u"/proc/%1/cmdline"_s.arg(entry));
        if (isPid && arguments.open(QIODevice::ReadOnly) && arguments.readAll().contains(text))
            out.append(pid);
    }
    return out;
}

} // namespace

/// The real executable with its real Prometheus.
class TestEstateScrapes : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void everyTargetIsScrapedEveryFiveSecondsAndRulesAreLoaded()
    {
        const QTemporaryDir state;
        Estate estate;
        estate.start(state.path(), { u"--no-history"_s });
        QVERIFY(!estate.line().contains("prometheusMissing"));
        QTRY_COMPARE_WITH_TIMEOUT(estate.value(u"count(up == 1)"_s), 62.0, patienceMs);
        QCOMPARE(estate.value(u"count(up)"_s), 62.0);
        const json targets = estate.get("/api/v1/targets?state=active")["data"]["activeTargets"];
        for (const json& target : targets)
            QCOMPARE(target.value("scrapeInterval", ""), std::string("5s"));
        const json groups = estate.get("/api/v1/rules")["data"]["groups"];
        QCOMPARE(groups.size(), std::size_t(1));
        QTRY_COMPARE_WITH_TIMEOUT(estate.get("/api/v1/rules")["data"]["groups"][0]["rules"][0].value("health", ""),
            std::string("ok"), patienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(
            estate.value(u"sum(rate(traces_service_graph_request_total[1m]))"_s) > 100, patienceMs);
        for (const char* name : { "node_cpu_seconds_total", "container_memory_working_set_bytes", "kube_pod_info",
                 "jvm_memory_used_bytes", "traces_span_metrics_calls_total", "mysql_up" })
            QVERIFY2(estate.value(QStringLiteral("count(%1)").arg(QLatin1String(name))) > 0, name);
        QVERIFY(!QDir(state.path() + u"/metrics/backfill"_s).exists());
    }

    void prometheusDiesWithAnEstateThatIsKilled()
    {
        const QTemporaryDir state;
        Estate estate;
        estate.start(state.path());
        const QByteArray mark = state.path().toLocal8Bit() + "/metrics";
        QTRY_VERIFY_WITH_TIMEOUT(!processesWith("--storage.tsdb.path=" + mark).isEmpty(), patienceMs);
        // The writer of history, and what it has started, go the same way.
        QTRY_VERIFY_WITH_TIMEOUT(QDir(state.path() + u"/metrics/backfill"_s).exists(), patienceMs);
        ::kill(pid_t(estate.pid()), SIGKILL);
        QTRY_VERIFY_WITH_TIMEOUT(processesWith(state.path().toLocal8Bit()).isEmpty(), patienceMs);
    }

    void anEstateThatIsAskedToEndLeavesNoProcessAndNoWorkBehind()
    {
        const QTemporaryDir state;
        Estate estate;
        estate.start(state.path());
        QTRY_VERIFY_WITH_TIMEOUT(QDir(state.path() + u"/metrics/backfill"_s).exists(), patienceMs);
        estate.process().terminate();
        QVERIFY(estate.process().waitForFinished(patienceMs));
        QCOMPARE(estate.process().exitCode(), 0);
        QVERIFY(processesWith(state.path().toLocal8Bit()).isEmpty());
        QVERIFY(!QDir(state.path() + u"/metrics/backfill"_s).exists());
    }

    void twoEstatesNeverShareTheirData()
    {
        const QTemporaryDir state;
        Estate one;
        one.start(state.path(), { u"--no-history"_s });
        Estate two;
        two.start(state.path(), { u"--no-history"_s });
        QCOMPARE(one.line().value("state", ""), state.path().toStdString());
        QVERIFY(two.line().value("state", "").starts_with(state.path().toStdString() + "/run-"));
        QVERIFY(one.line()["prometheus"]["url"] != two.line()["prometheus"]["url"]);
    }

    void whatIsMissingIsSaidAndTheClustersAreServed()
    {
        const QTemporaryDir state;
        const QTemporaryDir bin;
        Estate none;
        none.start(state.path(), {}, bin.path().toLocal8Bit());
        QVERIFY(none.line()["prometheus"].is_null());
        QCOMPARE(none.line()["prometheusMissing"].value("code", ""), std::string("programMissing"));
        QCOMPARE(none.line()["prometheusMissing"].value("detail", ""), std::string("prometheus"));
        QVERIFY(QFile::exists(QString::fromStdString(none.line().value("kubeconfig", ""))));
        QVERIFY(QFile::link(QStandardPaths::findExecutable(u"prometheus"_s), bin.filePath(u"prometheus"_s)));
        const QTemporaryDir other;
        Estate half;
        half.start(other.path(), {}, bin.path().toLocal8Bit());
        QVERIFY(half.line()["prometheus"].contains("url"));
        QCOMPARE(half.line().value("historyMissing", ""),
            std::string("promtool is not installed (Debian package: prometheus)"));
    }
};

QTEST_GUILESS_MAIN(TestEstateScrapes)
#include "tst_estatescrapes.moc"
