// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/doctorcommand.h"
#include "app/estate/kube/apistore.h"
#include "app/estate/kube/estateserver.h"
#include "app/settings/appsettings.h"
#include "models/base/clock.h"
#include "tests/support/testserver.h"

#include <QFile>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QtTest>

#include <nlohmann/json.hpp>

using namespace Strato;
using namespace Strato::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

struct Report {
    std::string text;
    ExitStatus status = ExitStatus::Cancelled;

    [[nodiscard]] json parsed() const { return json::parse(text, nullptr, false); }
};

json nodeObject(const std::string& name)
{
    return { { "apiVersion", "v1" }, { "kind", "Node" }, { "metadata", { { "name", name } } } };
}

/// A Prometheus that has nodes n1 and n9 of a cluster that it calls "prod-eu".
void answerAsPrometheus(const TestExchange& exchange)
{
    const QByteArray& path = exchange.request().path;
    QByteArray body = R"({"status":"success","data":{"resultType":"vector","result":[]}})";
    if (path.contains("buildinfo"))
        body = R"({"status":"success","data":{"version":"2.42.0","goVersion":"go1.19"}})";
    else if (path.contains("node_uname_info"))
        body = R"({"status":"success","data":{"resultType":"vector","result":[
            {"metric":{"cluster":"prod-eu","node":"n1"},"value":[1,"1"]},
            {"metric":{"cluster":"prod-eu","node":"n9"},"value":[1,"1"]}]}})";
    else if (path.contains("__name__"))
        body = R"({"status":"success","data":{"resultType":"vector","result":[
            {"metric":{"__name__":"node_cpu_seconds_total"},"value":[1,"8"]}]}})";
    exchange.respond(200, { { "content-type", "application/json" } }, body);
}

} // namespace

/// The doctor against an estate's API server and a metrics server, both in this process.
class TestDoctor final : public QObject {
    Q_OBJECT
private:
    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Estate::EstateServer> m_estate;
    std::unique_ptr<TestServer> m_prometheus;

    QString write(const QString& name, const QByteArray& bytes) const
    {
        QFile file(m_folder->filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
    }

    /// The estate's kubeconfig with another cluster before it that answers nothing.
    [[nodiscard]] QByteArray estateBeside(const QByteArray& name, const QByteArray& server) const
    {
        const QByteArray cluster = "- name: " + name + "\n  cluster: {server: \"" + server + "\"}\n";
        const QByteArray context = "- name: " + name + "\n  context: {cluster: " + name + ", user: \"\"}\n";
        QByteArray kubeconfig = QByteArray::fromStdString(m_estate->kubeconfig());
        for (const auto& [heading, entry] :
            { std::pair(QByteArray("\nclusters:\n"), cluster), std::pair(QByteArray("\ncontexts:\n"), context) })
            kubeconfig.insert(kubeconfig.indexOf(heading) + heading.size(), entry);
        return kubeconfig;
    }

    [[nodiscard]] PrometheusSettings server() const
    {
        PrometheusSettings settings;
        settings.name = u"main"_s;
        settings.url = m_prometheus->url().toString();
        return settings;
    }

    Report run(Options options, const std::vector<PrometheusSettings>& servers,
        std::chrono::milliseconds patience = usualPatience)
    {
        AppSettings settings;
        settings.prometheus = servers;
        std::optional<Report> report;
        if (options.kubeconfig.isEmpty())
            options.kubeconfig = write(u"config"_s, QByteArray::fromStdString(m_estate->kubeconfig()));
        DoctorCommand doctor(m_clock, options,
            { write(u"settings.json"_s, encodeSettings(settings)),
                [&](const std::string& text, ExitStatus status) {
                    report = Report { text, status };
                },
                patience });
        doctor.start();
        const bool came = QTest::qWaitFor([&] { return report.has_value(); }, 20'000);
        return came ? *report : Report {};
    }

    Report runJson(const std::vector<PrometheusSettings>& servers, const QStringList& contexts = { u"one"_s })
    {
        Options options;
        options.command = Command::Doctor;
        options.json = true;
        options.contexts = contexts;
        return run(options, servers);
    }

private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        m_folder = std::make_unique<QTemporaryDir>();
        m_estate = std::move(*Estate::EstateServer::start(m_clock, {}));
        Estate::ClusterOptions options;
        options.name = "one";
        Estate::KubeCluster* cluster = *m_estate->addCluster(std::move(options));
        QVERIFY(cluster->store().apply(nodeObject("n1")));
        QVERIFY(cluster->store().apply(nodeObject("n2")));
        TestServer::Options plain;
        plain.tls = false;
        plain.http2 = false;
        m_prometheus = std::make_unique<TestServer>(plain);
        m_prometheus->on("/", answerAsPrometheus);
    }
    void cleanup()
    {
        m_prometheus.reset();
        m_estate.reset();
    }

    void aClusterThatIsWellIsDone()
    {
        const Report report = runJson({});
        const json found = report.parsed();
        QVERIFY2(report.status == ExitStatus::Done, report.text.c_str());
        const json& one = found["contexts"]["one"];
        QVERIFY(one["server"].get<std::string>().starts_with("https://127.0.0.1:"));
        QVERIFY(one.contains("clock skew") && one.contains("credential") && one.contains("version"));
        const std::string nodes = one["kinds read"]["nodes"];
        QVERIFY2(nodes.starts_with("live, 2 objects, ") && nodes.find('(') != std::string::npos, nodes.c_str());
        QVERIFY(one["CPU and memory in use"].get<std::string>().starts_with("not known"));
        QCOMPARE(found["what is wrong"], json("nothing"));
    }

    void theWayOfTheFirstSyncIsAsTold_data()
    {
        QTest::addColumn<SyncMethod>("method");
        QTest::addColumn<QString>("said");
        QTest::newRow("list") << SyncMethod::List << u"LIST then WATCH (told"_s;
        QTest::newRow("watchlist") << SyncMethod::WatchList << u"WatchList (told"_s;
    }
    void theWayOfTheFirstSyncIsAsTold()
    {
        QFETCH(const SyncMethod, method);
        QFETCH(const QString, said);
        Options options;
        options.command = Command::Doctor;
        options.json = true;
        options.contexts = QStringList { u"one"_s };
        options.sync = method;
        const std::string nodes = run(options, {}).parsed()["contexts"]["one"]["kinds read"]["nodes"];
        QVERIFY2(QString::fromStdString(nodes).contains(said), nodes.c_str());
    }

    void theLibrariesAreNamed()
    {
        const json libraries = runJson({}).parsed()["program"]["libraries"];
        for (const char* name : { "Qt", "libcurl", "OpenSSL", "simdjson" })
            QVERIFY2(!libraries[name].get<std::string>().empty(), name);
    }

    void aConfiguredServerIsTestedAndJoinedInWords()
    {
        PrometheusSettings settings = server();
        settings.clusterValues = { { u"one"_s, u"prod-eu"_s } };
        const Report report = runJson({ settings });
        const json found = report.parsed()["metrics servers"]["main"];
        QCOMPARE(found["server"], json("Prometheus 2.42.0"));
        QCOMPARE(found["families"], json::array({ "node_exporter" }));
        const json& join = found["clusters"]["one"];
        QCOMPARE(join["nodes joined"], json(1));
        QCOMPARE(join["nodes without series"], json::array({ "n2" }));
        QCOMPARE(join["series that belong to no node"], json::array({ "n9" }));
        QCOMPARE(join["result"], json("one: 1 of 2 nodes and 0 of 0 running pods have series."));
        QVERIFY(report.parsed()["contexts"]["one"]["CPU and memory in use"].get<std::string>().find("main")
            != std::string::npos);
        QVERIFY2(report.status == ExitStatus::Done, report.text.c_str());
    }

    void aClusterThatGoesByAnotherNameIsFoundByItsNodesAndSaid()
    {
        const Report report = runJson({ server() });
        QCOMPARE(report.status, ExitStatus::SomethingWrong);
        const json join = report.parsed()["metrics servers"]["main"]["clusters"]["one"];
        QCOMPARE(join["value of the label"], json("prod-eu"));
        QVERIFY(join["result"].get<std::string>().find("prod-eu") != std::string::npos);
    }

    void whatFailedAndWhatToDoIsSaidInWords_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("wrong path") << 404 << QByteArray("text/plain") << QByteArray("404")
                                    << QByteArray("There is no Prometheus API");
        QTest::newRow("web page") << 200 << QByteArray("text/html") << QByteArray("<html>sign in")
                                  << QByteArray("A web page came");
        QTest::newRow("401") << 401 << QByteArray("text/plain") << QByteArray("no")
                             << QByteArray("does not know who you are");
        QTest::newRow("403") << 403 << QByteArray("text/plain") << QByteArray("no") << QByteArray("X-Scope-OrgID");
        QTest::newRow("no series") << 200 << QByteArray("application/json")
                                   << QByteArray(R"({"status":"success","data":{"resultType":"vector","result":[]}})")
                                   << QByteArray("has no series that you may read");
    }
    void whatFailedAndWhatToDoIsSaidInWords()
    {
        QFETCH(const int, status);
        QFETCH(const QByteArray, type);
        QFETCH(const QByteArray, body);
        QFETCH(const QByteArray, words);
        m_prometheus->on("/", [=](const TestExchange& exchange) {
            exchange.respond(status, { { "content-type", type } }, body);
        });
        const Report report = runJson({ server() });
        QCOMPARE(report.status, ExitStatus::SomethingWrong);
        QVERIFY2(report.parsed()["what is wrong"].dump().find(words.toStdString()) != std::string::npos,
            report.text.c_str());
    }

    void withoutThePasswordThatTheKeychainWithholdsNoLoginIsTried()
    {
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus"); // no keychain
        PrometheusSettings settings = server();
        settings.auth = MetricsAuth::Bearer;
        const Report report = runJson({ settings });
        QCOMPARE(report.status, ExitStatus::SomethingWrong);
        QVERIFY2(report.parsed()["metrics servers"]["main"].is_object(), report.text.c_str());
        QVERIFY2(report.parsed()["metrics servers"]["main"].contains("error"), report.text.c_str());
        QCOMPARE(m_prometheus->accepted(), 0);
    }

    void aServerThatIsNotThereIsSaid()
    {
        PrometheusSettings settings = server();
        m_prometheus.reset();
        const Report report = runJson({ settings });
        QCOMPARE(report.status, ExitStatus::SomethingWrong);
        QVERIFY2(report.text.find("Nothing listens at this address.") != std::string::npos, report.text.c_str());
    }

    void textSaysTheSameAsJson()
    {
        Options options;
        options.command = Command::Doctor;
        options.contexts = QStringList { u"one"_s };
        const Report report = run(options, { server() });
        for (const char* words : { "contexts:\n  one:\n", "    server: https://", "metrics servers:\n  main:\n",
                 "what is wrong:\n  - ", "libraries:\n" })
            QVERIFY2(report.text.find(words) != std::string::npos, report.text.c_str());
    }

    void nothingUsableIsTheErrorsOwnStatus()
    {
        Options options;
        options.command = Command::Doctor;
        options.json = true;
        options.kubeconfig = m_folder->filePath(u"none"_s);
        const Report report = run(options, {});
        QCOMPARE(report.status, ExitStatus::Usage);
        QVERIFY(report.parsed().contains("error"));
    }

    void withoutAnyNamedAllContextsAreExamined()
    {
        QByteArray kubeconfig = QByteArray::fromStdString(m_estate->kubeconfig());
        kubeconfig.replace("current-context:", "was-current:"); // nothing says which one is meant
        Options options;
        options.command = Command::Doctor;
        options.json = true;
        options.kubeconfig = write(u"config"_s, kubeconfig);
        const json contexts = run(options, {}).parsed()["contexts"];
        QVERIFY2(contexts.size() > 1, contexts.dump().c_str());
        for (const auto& [name, found] : contexts.items())
            QVERIFY2(found.contains("server"), name.c_str());
    }

    void eachContextOfOneClusterIsWaitedFor()
    {
        QByteArray kubeconfig = QByteArray::fromStdString(m_estate->kubeconfig());
        kubeconfig.replace("current-context:", "was-current:");
        Options options;
        options.command = Command::Doctor;
        options.json = true;
        options.kubeconfig = write(u"config"_s, kubeconfig);
        Estate::FaultRule slow;
        slow.pathPrefix = "/api/v1/nodes";
        slow.times = 2; // two contexts get their nodes late, the others at once
        slow.delayMs = 1500;
        m_estate->cluster("one")->addFault(slow);
        for (const auto& [name, found] : run(options, {}).parsed()["contexts"].items()) {
            for (const auto& [kind, said] : found["kinds read"].items())
                QVERIFY2(!said.get<std::string>().starts_with("catching up"), (name + ' ' + kind).c_str());
        }
    }

    void oneThatIsOutOfReachHoldsUpNoOther()
    {
        TestServer::Options plain;
        plain.tls = false;
        plain.http2 = false;
        const QByteArray dead
            = TestServer(plain).url().toEncoded(QUrl::StripTrailingSlash); // nobody listens there any more
        Options options;
        options.command = Command::Doctor;
        options.json = true;
        options.kubeconfig = write(u"config"_s, estateBeside("dead", dead));
        const Report report = run(options, {});
        const json contexts = report.parsed()["contexts"];
        QVERIFY2(contexts["dead"].contains("error"), report.text.c_str());
        QVERIFY2(contexts["one"].contains("server"), report.text.c_str());
        QCOMPARE(report.status, ExitStatus::SomethingWrong);
    }

    void oneThatHangsIsSaidWithinItsLimitAndHoldsUpNoOther_data()
    {
        QTest::addColumn<QByteArray>("scheme");
        QTest::newRow("before the handshake") << QByteArray("https");
        QTest::newRow("after the request") << QByteArray("http");
    }
    void oneThatHangsIsSaidWithinItsLimitAndHoldsUpNoOther()
    {
        QFETCH(const QByteArray, scheme);
        QTcpServer silent; // accepts in the kernel, and never answers
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        const QByteArray at = scheme + "://127.0.0.1:" + QByteArray::number(silent.serverPort());
        Options options;
        options.command = Command::Doctor;
        options.json = true;
        options.contexts = QStringList { u"hung"_s, u"one"_s };
        options.kubeconfig = write(u"config"_s, estateBeside("hung", at));
        const Report report = run(options, {}, 2s); // the transport alone would wait for it five times as long
        const json contexts = report.parsed()["contexts"];
        QVERIFY2(contexts["hung"].contains("error"), report.text.c_str());
        QCOMPARE(contexts["hung"]["error"]["code"], json("timedOut"));
        QCOMPARE(contexts["hung"]["error"]["detail"], json("hung: no answer within 2 s"));
        const std::string nodes = contexts["one"]["kinds read"]["nodes"];
        QVERIFY2(nodes.starts_with("live, 2 objects, "), nodes.c_str()); // the other is examined as a whole
        QCOMPARE(report.status, ExitStatus::SomethingWrong);
    }

    void ofVeryManyTheFirstAreTriedAndTheOthersNamed()
    {
        QByteArray kubeconfig = QByteArray::fromStdString(m_estate->kubeconfig());
        const qsizetype at = kubeconfig.indexOf("\ncontexts:\n") + 11;
        QVERIFY(at > 11);
        for (int i = 0; i < 20; ++i)
            kubeconfig.insert(
                at, "- name: many-" + QByteArray::number(i) + "\n  context: {cluster: none, user: none}\n");
        Options options;
        options.command = Command::Doctor;
        options.json = true;
        options.kubeconfig = write(u"config"_s, kubeconfig);
        const Report report = run(options, {});
        const json contexts = report.parsed()["contexts"];
        int untried = 0;
        for (const auto& [name, found] : contexts.items())
            untried += found.contains("connection") ? 1 : 0;
        const auto all = static_cast<int>(contexts.size());
        QVERIFY2(all > 20, report.text.c_str());
        QVERIFY2(untried == all - 16, report.text.c_str());
    }

    void metricsServersAreExaminedWithoutAnyCluster()
    {
        Options options;
        options.command = Command::Doctor;
        options.json = true;
        options.kubeconfig = m_folder->filePath(u"none"_s);
        const Report report = run(options, { server() });
        QCOMPARE(report.status, ExitStatus::Usage);
        QVERIFY2(report.parsed()["metrics servers"]["main"]["server"] == "Prometheus 2.42.0", report.text.c_str());
        options.kubeconfig = write(u"empty"_s, "apiVersion: v1\nkind: Config\n");
        options.json = false;
        const Report text = run(options, { server() });
        for (const char* words : { "metrics servers:\n  main:\n", "no context in /", "/empty: name a file" })
            QVERIFY2(text.text.find(words) != std::string::npos, text.text.c_str());
    }

    void whatAKubeconfigSaysCannotHarmTheTerminal_data()
    {
        QTest::addColumn<bool>("asJson");
        QTest::newRow("text") << false;
        QTest::newRow("JSON") << true;
    }
    void whatAKubeconfigSaysCannotHarmTheTerminal()
    {
        QFETCH(const bool, asJson);
        Options options;
        options.command = Command::Doctor;
        options.json = asJson;
        options.kubeconfig = write(u"evil"_s,
            "kind: Config\nclusters: [{name: c, cluster: {server: 'https://127.0.0.1:1'}}]\n"
            "users: [{name: u, user: {token: t}}]\n"
            "contexts: [{name: \"e\\e]0;title\\a\\x9b2J\\x7f\\u202Evil\", context: {cluster: c, user: u}}]\n");
        PrometheusSettings named = server();
        named.name = u"m\u009b31m\u202E"_s; // NOLINT(misc-misleading-bidirectional): that is the attack
        const Report report = run(options, { named });
        const QString text = QString::fromStdString(report.text);
        static const QRegularExpression harmful(u"[\\x{0}-\\x{9}\\x{b}-\\x{1f}\\x{7f}-\\x{9f}]"_s);
        QVERIFY2(!text.contains(harmful), qUtf8Printable(text));
        QVERIFY2(asJson || text.contains(u"<U+202E>vil"_s), qUtf8Printable(text)); // and what turns text is seen
        QVERIFY(asJson || !text.contains(QChar(0x202e)));
        QVERIFY(!asJson || report.parsed().is_object());
    }

    void aContextThatIsNotThereLeavesTheOthersAlone()
    {
        const Report report = runJson({}, { u"one"_s, u"none"_s });
        QCOMPARE(report.status, ExitStatus::SomethingWrong);
        QVERIFY(report.parsed()["contexts"]["none"].contains("error"));
        QVERIFY(report.parsed()["contexts"]["one"].contains("server"));
    }
};

QTEST_GUILESS_MAIN(TestDoctor)
#include "tst_doctor.moc"
