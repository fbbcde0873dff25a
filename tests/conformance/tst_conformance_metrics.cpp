// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/metrics/promdecode.h"
#include "tests/conformance/conformancetarget.h"
#include "tests/conformance/metricstarget.h"

#include <QtTest>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <set>

using namespace Strato;
using namespace Strato::Testing;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

// Divisible by 20, and long before anything was scraped: what is asked there depends on the question alone.
constexpr std::int64_t Then = 1'700'000'000;
const std::string ThenText = std::to_string(Then);

std::string query(const std::string& expression, const std::string& more = "&time=" + ThenText)
{
    return "/api/v1/query?query=" + encoded(expression) + more;
}

std::string range(const std::string& expression, std::int64_t seconds, const std::string& step)
{
    return "/api/v1/query_range?query=" + encoded(expression) + "&start=" + ThenText
        + "&end=" + std::to_string(Then + seconds) + "&step=" + step;
}

bool isSorted(const json& names)
{
    return names.is_array() && std::is_sorted(names.begin(), names.end());
}

} // namespace

/// Prometheus' HTTP API v1: queries, what they are refused for, and what a server tells of its series.
class TestConformanceMetrics : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_target = std::make_unique<MetricsTarget>();
        QVERIFY2(!m_target->url().empty(), "the estate has no Prometheus: is the package prometheus installed?");
        QTRY_COMPARE_WITH_TIMEOUT(m_target->reader().get("/-/ready").status, 200, patienceMs);
        // Twice scraped, so that every kind of series is there.
        QTRY_VERIFY_WITH_TIMEOUT(m_target->value("count(rate(node_cpu_seconds_total[15s]))").has_value(), patienceMs);
    }
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void anInstantVectorIsLabelsAndOneSampleEach()
    {
        const ApiReply reply = m_target->reader().get(query("up", ""));
        QCOMPARE(reply.header("content-type"), std::string("application/json"));
        const json answer = parsed(reply);
        QVERIFY(!answer.contains("warnings") && !answer.contains("error") && !answer.contains("errorType"));
        const json& data = answer["data"];
        QCOMPARE(data["resultType"].get<std::string>(), std::string("vector"));
        QVERIFY(!data["result"].empty());
        for (const json& one : data["result"]) {
            QCOMPARE(one["metric"]["__name__"].get<std::string>(), std::string("up"));
            QVERIFY(one["metric"].contains("job") && one["metric"].contains("instance"));
            QVERIFY(one["value"].size() == 2 && one["value"][0].is_number());
            QVERIFY(one["value"][1] == "1" || one["value"][1] == "0"); // a text, not a number
        }
    }

    void otherResultsNameTheirType()
    {
        const json scalar = m_target->data(query("1 + 1"));
        QVERIFY((scalar == json { { "resultType", "scalar" }, { "result", { Then, "2" } } }));
        const json text = m_target->data(query("\"so\""));
        QVERIFY((text == json { { "resultType", "string" }, { "result", { Then, "so" } } }));
        const json selected = m_target->data(query("up[1m]", ""));
        QCOMPARE(selected["resultType"].get<std::string>(), std::string("matrix"));
        QVERIFY(selected["result"][0].contains("values"));
    }

    void valuesAreTextsThatKeepEveryDouble_data()
    {
        QTest::addColumn<QByteArray>("expression");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<double>("value");
        const double infinity = std::numeric_limits<double>::infinity();
        QTest::newRow("nothing") << "vector(0 / 0)"_ba
                                 << "NaN"_ba << std::nan("");
        QTest::newRow("infinity") << "vector(1 / 0)"_ba
                                  << "+Inf"_ba << infinity;
        QTest::newRow("minus infinity") << "vector(-1 / 0)"_ba
                                        << "-Inf"_ba << -infinity;
        QTest::newRow("huge") << "vector(1e100)"_ba
                              << "1e+100"_ba << 1e100;
        QTest::newRow("tiny") << "vector(5e-324)"_ba
                              << "5e-324"_ba << 5e-324;
        QTest::newRow("a sum") << "vector(0.1 + 0.2)"_ba
                               << "0.30000000000000004"_ba << 0.1 + 0.2;
        QTest::newRow("a whole number") << "vector(123456789012)"_ba
                                        << "123456789012"_ba << 123456789012.0;
        QTest::newRow("minus zero") << "vector(-1 * 0)"_ba
                                    << "-0"_ba << -0.0;
    }
    void valuesAreTextsThatKeepEveryDouble()
    {
        QFETCH(const QByteArray, expression);
        QFETCH(const QByteArray, text);
        QFETCH(const double, value);
        const json data = m_target->data(query(expression.toStdString()));
        QCOMPARE(QByteArray::fromStdString(data["result"][0]["value"][1].get<std::string>()), text);
        const auto decoded = m_target->asked<MetricsAnswer<InstantValue>>([&](auto answer) {
            m_target->client().query(expression.toStdString(), instantFromSeconds(Then), 0, std::move(answer));
        });
        QVERIFY(decoded && decoded->values.size() == 1);
        QCOMPARE(decoded->values[0].sample.at, instantFromSeconds(Then));
        QCOMPARE(std::isnan(decoded->values[0].sample.value), std::isnan(value));
        QVERIFY(std::isnan(value) || decoded->values[0].sample.value == value);
    }

    void aMomentIsSecondsWithAFractionOrATimeText()
    {
        for (const std::string& time : { ThenText + ".123", encoded("2023-11-14T22:13:20.123Z") }) {
            const json data = m_target->data(query("vector(time())", "&time=" + time));
            QCOMPARE(data["result"][0]["value"][0].get<double>(), 1'700'000'000.123);
            QCOMPARE(data["result"][0]["value"][1].get<std::string>(), std::string("1700000000.123"));
        }
    }

    void aRangeHasAPointAStepFromItsStartAndBothEnds_data()
    {
        QTest::addColumn<int>("seconds");
        QTest::addColumn<QByteArray>("step");
        QTest::addColumn<int>("points");
        QTest::newRow("both ends") << 60 << "15"_ba << 5;
        QTest::newRow("the last step does not fit") << 59 << "15"_ba << 4;
        QTest::newRow("a step as a duration") << 60 << "15s"_ba << 5;
        QTest::newRow("a step of less than a second") << 1 << "0.25"_ba << 5;
        QTest::newRow("one moment") << 0 << "15"_ba << 1;
        QTest::newRow("the most of them") << 11'000 << "1"_ba << 11'001;
    }
    void aRangeHasAPointAStepFromItsStartAndBothEnds()
    {
        QFETCH(const int, seconds);
        QFETCH(const QByteArray, step);
        QFETCH(const int, points);
        const json data = m_target->data(range("vector(time())", seconds, step.toStdString()));
        QCOMPARE(data["resultType"].get<std::string>(), std::string("matrix"));
        const json& values = data["result"][0]["values"];
        QCOMPARE(values.size(), std::size_t(points));
        QCOMPARE(values[0][0].get<double>(), double(Then));
        for (const json& value : values) // each is of its own moment
            QCOMPARE(std::stod(value[1].get<std::string>()), value[0].get<double>());
    }

    void theClientAsksForNoMoreThanAServerGives()
    {
        const auto points = [&](Duration length) {
            return m_target->asked<MetricsAnswer<Series>>([&](auto answer) {
                m_target->client().queryRange(
                    "vector(1)", instantFromSeconds(Then), instantFromSeconds(Then) + length, 1s, 0, std::move(answer));
            });
        };
        const auto most = points(10'999s);
        QVERIFY(most && most->values.size() == 1);
        QCOMPARE(most->values[0].samples.size(), std::size_t(11'000));
        QVERIFY(most->values[0].spacing == 1s);
        QCOMPARE(points(11'001s).error().code, ErrorCode::InvalidArgument); // without asking it
    }

    void whereThereIsNoSampleThereIsNoPoint()
    {
        // 0, 5, 10, 15, 0 and so on: only every other pair is left.
        const std::string expression = "vector(time()) % 20 >= 10";
        const json data = m_target->data(range(expression, 40, "5"));
        QCOMPARE(data["result"].size(), std::size_t(1));
        const json points { { Then + 10, "10" }, { Then + 15, "15" }, { Then + 30, "10" }, { Then + 35, "15" } };
        QCOMPARE(
            QByteArray::fromStdString(data["result"][0]["values"].dump()), QByteArray::fromStdString(points.dump()));
        const auto decoded = m_target->asked<MetricsAnswer<Series>>([&](auto answer) {
            m_target->client().queryRange(
                expression, instantFromSeconds(Then), instantFromSeconds(Then + 40), 5s, 0, std::move(answer));
        });
        QVERIFY(decoded && decoded->values.size() == 1);
        QCOMPARE(decoded->values[0].samples.size(), std::size_t(4));
        QCOMPARE(decoded->values[0].samples[2].at, instantFromSeconds(Then + 30));
    }

    void whatIsNotThereIsAnEmptyListAndNoError()
    {
        for (const std::string& path : { query("nothing_of_the_kind"), query("up"), query("up[1m]"),
                 range("nothing_of_the_kind", 60, "15"), range("up", 60, "15") })
            QVERIFY2(m_target->data(path)["result"] == json::array(), path.c_str());
        const std::string none = "match%5B%5D=nothing_of_the_kind";
        for (const std::string& path : { "/api/v1/series?" + none, "/api/v1/labels?" + none,
                 "/api/v1/label/job/values?" + none, std::string("/api/v1/label/nothing_of_the_kind/values") })
            QVERIFY2(m_target->data(path) == json::array(), path.c_str());
        QVERIFY(m_target->data("/api/v1/metadata?metric=nothing_of_the_kind") == json::object());
        const auto decoded = m_target->asked<MetricsAnswer<InstantValue>>([&](auto answer) {
            m_target->client().query("nothing_of_the_kind", m_target->now(), 0, std::move(answer));
        });
        QVERIFY(decoded && decoded->values.empty() && decoded->warnings.empty());
    }

    void aSampleIsBelievedForFiveMinutesAndNotLonger()
    {
        QCOMPARE(QByteArray::fromStdString(
                     m_target->data("/api/v1/status/flags")["query.lookback-delta"].get<std::string>()),
            "5m"_ba);
        const json first = m_target->data(query("min(timestamp(up))", ""))["result"][0]["value"];
        const double scraped = std::stod(first[1].get<std::string>());
        QVERIFY(scraped <= first[0].get<double>() && scraped > first[0].get<double>() - 60);
        const auto at = [&](double offset) {
            return m_target->data(query("up", "&time=" + std::to_string(scraped + offset)))["result"];
        };
        QVERIFY(!at(0).empty());
        QVERIFY(!at(299).empty()); // the future is no different
        QVERIFY(at(900).empty());
    }

    void nonsenseIsRefusedWithAReason_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("words");
        const auto row = [](const char* name, const std::string& path, int status, const char* type,
                             const char* words) {
            QTest::newRow(name) << QByteArray::fromStdString(path) << status << QByteArray(type) << QByteArray(words);
        };
        row("no query", "/api/v1/query", 400, "bad_data", "no expression found");
        row("half a query", query("up{"), 400, "bad_data", "parse error");
        row("an unknown function", query("uptime(up)"), 400, "bad_data", "unknown function");
        row("no such moment", query("up", "&time=soon"), 400, "bad_data", "\"soon\"");
        row("no such patience", query("up", "&timeout=soon"), 400, "bad_data", "\"soon\"");
        row("two for one", query("up * on() up", ""), 422, "execution", "matching");
        row("out of time", query("up", "&timeout=0.000001"), 503, "timeout", "timed out");
        row("a range of ranges", range("up[1m]", 60, "15"), 400, "bad_data", "range vector");
        row("no step", range("up", 60, ""), 400, "bad_data", "step");
        row("a step of nothing", range("up", 60, "0"), 400, "bad_data", "step");
        row("a range that ends before it starts", range("up", -60, "15"), 400, "bad_data", "end timestamp");
        row("too many points", range("up", 11'001, "1"), 400, "bad_data", "11,000 points per timeseries");
        row("series of nothing", "/api/v1/series", 400, "bad_data", "match[]");
        row("series of everything", "/api/v1/series?match%5B%5D=%7B%7D", 400, "bad_data", "match");
        row("a limit of words", "/api/v1/metadata?limit=few", 400, "bad_data", "limit");
        row("rules of no kind", "/api/v1/rules?type=golden", 400, "bad_data", "golden");
    }
    void nonsenseIsRefusedWithAReason()
    {
        QFETCH(const QByteArray, path);
        QFETCH(const int, status);
        QFETCH(const QByteArray, type);
        QFETCH(const QByteArray, words);
        const ApiReply reply = m_target->reader().get(path.toStdString());
        QCOMPARE(reply.status, status);
        QCOMPARE(reply.header("content-type"), std::string("application/json"));
        const json answer = parsed(reply);
        QCOMPARE(answer["status"].get<std::string>(), std::string("error"));
        QCOMPARE(QByteArray::fromStdString(answer["errorType"].get<std::string>()), type);
        QVERIFY2(answer["error"].get<std::string>().find(words.toStdString()) != std::string::npos, reply.body.c_str());
        const Result<MetricsAnswer<InstantValue>> decoded = decodePromVector(reply.body);
        QCOMPARE(decoded.error().code, ErrorCode::ServerError);
        QVERIFY(decoded.error().detail.startsWith(QString::fromLatin1(type) + u": "_s));
    }

    void theClientHandsOnWhatTheServerSaid()
    {
        const auto refused = m_target->asked<MetricsAnswer<InstantValue>>(
            [&](auto answer) { m_target->client().query("up{", m_target->now(), 0, std::move(answer)); });
        QCOMPARE(refused.error().code, ErrorCode::ServerError);
        QVERIFY2(refused.error().detail.startsWith(u"bad_data: "_s), qUtf8Printable(refused.error().detail));
        QCOMPARE(m_target->reader().get("/api/v1/nothing").status, 404);
    }

    void whatIsLongGoesAsAForm()
    {
        const std::string form = "query=" + encoded("count(up) by (job)") + "&time=" + std::to_string(Then + 1);
        const std::string matchers = "match%5B%5D=up&match%5B%5D=node_load1";
        const std::string span
            = "query=vector(time())&start=" + ThenText + "&end=" + std::to_string(Then + 60) + "&step=15";
        for (const auto& [path, body] :
            std::initializer_list<std::pair<std::string, std::string>> { { "/api/v1/query", form },
                { "/api/v1/query_range", span }, { "/api/v1/series", matchers }, { "/api/v1/labels", matchers } }) {
            const ApiReply reply = m_target->reader().postForm(path, body);
            QCOMPARE(reply.status, 200);
            const json got = m_target->data(path + "?" + body);
            QVERIFY2(parsed(reply)["data"] == got, path.c_str());
        }
        std::string wide = "vector(1)"; // the client takes a form by itself for what is too long for an address
        while (wide.size() < 9000)
            wide += " + vector(1)";
        const auto sum = m_target->asked<MetricsAnswer<InstantValue>>(
            [&](auto answer) { m_target->client().query(wide, instantFromSeconds(Then), 0, std::move(answer)); });
        QVERIFY2(sum && sum->values.size() == 1, sum ? "" : qUtf8Printable(sum.error().detail));
        QVERIFY(sum->values[0].sample.value > 700);
    }

    void doubtsComeBesideTheAnswer()
    {
        if (m_target->version() < std::pair(2, 48))
            QSKIP("Prometheus tells of doubts about a query since 2.48");
        const json answer = parsed(m_target->reader().get(query("rate(up[1m])", "")));
        QVERIFY(answer["infos"].is_array() || answer["warnings"].is_array());
    }

    void timesOfEvaluationAreToldWhenAskedFor()
    {
        QVERIFY(!m_target->data(query("up")).contains("stats"));
        const json stats = m_target->data(query("up", "&stats=all"))["stats"];
        QVERIFY(stats["timings"]["evalTotalTime"].is_number());
        QVERIFY(stats["samples"]["totalQueryableSamples"].is_number()); // since 2.35
    }

    void seriesAreTheirLabels()
    {
        const json series = m_target->data("/api/v1/series?match%5B%5D=up&match%5B%5D=node_load1");
        std::set<std::string> names;
        for (const json& one : series) {
            names.insert(one["__name__"].get<std::string>());
            QVERIFY(one.contains("job") && one.contains("instance"));
        }
        QVERIFY((names == std::set<std::string> { "node_load1", "up" }));
    }

    void aListOfSeriesCanBeCutShort()
    {
        if (m_target->version() < std::pair(2, 52))
            QSKIP("Prometheus limits how many series it lists since 2.52");
        const json few = parsed(m_target->reader().get("/api/v1/series?limit=1&match%5B%5D=up"));
        QCOMPARE(few["data"].size(), std::size_t(1));
        QVERIFY(!few["warnings"].empty()); // it says that there are more
    }

    void labelsAndTheirValuesAreSorted()
    {
        const json labels = m_target->data("/api/v1/labels?match%5B%5D=up");
        QVERIFY(isSorted(labels));
        for (const char* name : { "__name__", "instance", "job" })
            QVERIFY2(std::find(labels.begin(), labels.end(), name) != labels.end(), name);
        QVERIFY(isSorted(m_target->data("/api/v1/label/__name__/values")));
        const json jobs = m_target->data("/api/v1/label/job/values?match%5B%5D=node_load1");
        QVERIFY(isSorted(jobs) && !jobs.empty());
        const auto decoded = m_target->asked<MetricsAnswer<std::string>>(
            [&](auto answer) { m_target->client().labelValues("job", "node_load1", 0, std::move(answer)); });
        QVERIFY(decoded && (decoded->values == jobs.get<std::vector<std::string>>()));
        // No form of it: a label's name stands in the path. The console's transport would not even send one.
        QCOMPARE(ApiClient(openServer(m_target->url())).post("/api/v1/label/job/values", "").status, 405);
    }

    void whatAMetricIsStandsInItsMetadata()
    {
        const json all = m_target->data("/api/v1/metadata?metric=node_load1");
        QCOMPARE(all.size(), std::size_t(1));
        QVERIFY(
            (all["node_load1"] == json { { { "type", "gauge" }, { "help", "1m load average." }, { "unit", "" } } }));
        QCOMPARE(m_target->data("/api/v1/metadata?limit=1").size(), std::size_t(1));
        const json whole = m_target->data("/api/v1/metadata");
        QVERIFY(whole.size() > 50 && whole.contains("node_cpu_seconds_total"));
    }

    void aNodeExporterIsKnownByTypesAndLabels_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("labels");
        const auto rows = [](const char* type, const char* labels, std::initializer_list<const char*> names) {
            for (const char* name : names)
                QTest::newRow(name) << QByteArray(type) << QByteArray(labels);
        };
        rows("counter", "cpu mode", { "node_cpu_seconds_total" });
        rows("counter", "cpu", { "node_softnet_dropped_total" });
        rows("counter", "device",
            { "node_network_receive_bytes_total", "node_network_transmit_drop_total", "node_network_receive_errs_total",
                "node_disk_reads_completed_total", "node_disk_written_bytes_total", "node_disk_io_time_seconds_total",
                "node_disk_io_time_weighted_seconds_total" });
        rows("counter", "",
            { "node_pressure_cpu_waiting_seconds_total", "node_pressure_memory_waiting_seconds_total",
                "node_pressure_io_waiting_seconds_total" });
        rows("gauge", "device fstype mountpoint",
            { "node_filesystem_size_bytes", "node_filesystem_avail_bytes", "node_filesystem_files_free" });
        rows("gauge", "",
            { "node_load1", "node_load15", "node_memory_MemTotal_bytes", "node_memory_MemAvailable_bytes",
                "node_memory_Cached_bytes", "node_memory_SwapFree_bytes", "node_nf_conntrack_entries",
                "node_boot_time_seconds", "node_time_seconds", "node_timex_offset_seconds" });
        rows("gauge", "domainname machine nodename release sysname version", { "node_uname_info" });
        rows("unknown", "",
            { "node_netstat_Tcp_OutSegs", "node_netstat_Tcp_RetransSegs", "node_netstat_TcpExt_ListenDrops",
                "node_vmstat_pgmajfault", "node_vmstat_oom_kill" });
    }
    void aNodeExporterIsKnownByTypesAndLabels()
    {
        QFETCH(const QByteArray, type);
        QFETCH(const QByteArray, labels);
        const std::string name = QTest::currentDataTag();
        const json series = m_target->data("/api/v1/series?match%5B%5D=" + name);
        if (series.empty() && !m_target->isEstate())
            QSKIP("the kernel of this machine does not tell it");
        QVERIFY(!series.empty());
        json own = series[0];
        for (const char* common :
            { "__name__", "instance", "job", "cluster", "node" }) // the last two: the estate's own
            own.erase(common);
        QByteArrayList names;
        for (const auto& [label, value] : own.items())
            names.append(QByteArray::fromStdString(label));
        QCOMPARE(names.join(' '), labels);
        const json metadata = m_target->data("/api/v1/metadata?metric=" + name);
        QCOMPARE(QByteArray::fromStdString(metadata[name][0]["type"].get<std::string>()), type);
    }

    void targetsSayHowTheyFare()
    {
        const json data = m_target->data("/api/v1/targets?state=active");
        QVERIFY(data["activeTargets"].size() > 1 && data["droppedTargets"].empty());
        for (const json& target : data["activeTargets"]) {
            for (const char* key : { "scrapePool", "scrapeUrl", "lastScrape", "scrapeInterval", "scrapeTimeout" })
                QVERIFY2(target[key].is_string(), key);
            QVERIFY(target["labels"].contains("job") && target["discoveredLabels"].contains("__address__"));
            QVERIFY(target["lastScrapeDuration"].is_number());
            const std::string health = target["health"].get<std::string>();
            QVERIFY2(health == "up" || health == "down" || health == "unknown", health.c_str());
            QVERIFY(health != "up" || target["lastError"].get<std::string>().empty());
        }
    }

    void aServerSaysWhatItIs()
    {
        const json build = m_target->data("/api/v1/status/buildinfo");
        for (const char* key : { "version", "revision", "branch", "buildDate", "goVersion" })
            QVERIFY2(build[key].is_string(), key);
        const auto decoded
            = m_target->asked<ServerBuild>([&](auto answer) { m_target->client().version(0, std::move(answer)); });
        QVERIFY(decoded.has_value());
        QCOMPARE(decoded->version, build["version"].get<std::string>());
        QCOMPARE(decoded->flavour, std::string("Prometheus"));
        const json flags = m_target->data("/api/v1/status/flags");
        for (const char* key : { "query.timeout", "query.max-samples", "query.max-concurrency" })
            QVERIFY2(flags[key].is_string(), key);
        const json runtime = m_target->data("/api/v1/status/runtimeinfo");
        QVERIFY(runtime["startTime"].is_string() && runtime["storageRetention"].is_string());
    }

    void exemplarsAreAListAlsoWhereNoneAreKept()
    {
        const std::string span = "&start=" + ThenText + "&end=" + std::to_string(Then + 60);
        QVERIFY(m_target->data("/api/v1/query_exemplars?query=up" + span).is_array()); // since 2.26
        QCOMPARE(m_target->data("/api/v1/format_query?query=" + encoded("sum(up)by(job)")).get<std::string>(),
            std::string("sum by (job) (up)")); // since 2.39
    }

private:
    std::unique_ptr<MetricsTarget> m_target;
};

QTEST_GUILESS_MAIN(TestConformanceMetrics)
#include "tst_conformance_metrics.moc"
