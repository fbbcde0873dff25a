// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/metrics/backfill.h"
#include "app/estate/metrics/historykeeper.h"
#include "app/estate/metrics/prometheuschild.h"
#include "app/estate/worldsetup.h"
#include "tests/app/estate/metrics/metricsrig.h"
#include "tests/support/apiclient.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <nlohmann/json.hpp>
#include <sys/resource.h>

#include <csignal>

using namespace Strato;
using namespace Strato::Estate;
using namespace Strato::Testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

constexpr Instant start = instantFromSeconds(1'795'752'007); // off every grid
const HistoryReach short_ { 30min, 15s, 90min, 5min };
const std::string calls = "sum(rate(traces_service_graph_request_total[1m]))";

/// A company in which nothing goes wrong.
ServeOptions quiet()
{
    ServeOptions options;
    options.faultPlan = false;
    return options;
}

std::unique_ptr<World> pastWorld(Instant from, Instant asOf)
{
    return makePastWorld(quiet(), from, asOf);
}

std::unique_ptr<World> livingWorld(const ServeOptions& options)
{
    FaultEngine engine(faultOptions(options, start));
    auto world = std::make_unique<World>(worldOptions(options, engine, start));
    engine.settle(world->state());
    return world;
}

double seconds(Instant at)
{
    return static_cast<double>(at.ns) * 1e-9;
}

/// A folder as the estate has it, and a Prometheus on it that scrapes nothing.
class Folder {
public:
    [[nodiscard]] QString path() const { return m_folder.path(); }
    [[nodiscard]] Result<void> fill(Instant now) const { return backfill({ path(), now, 2026, short_ }, pastWorld); }
    [[nodiscard]] QStringList blocks() const { return QDir(path() + u"/data"_s).entryList({ u"01*"_s }, QDir::Dirs); }
    void open()
    {
        QFile config(path() + u"/prometheus.yml"_s);
        QVERIFY(config.open(QIODevice::WriteOnly));
        config.write("global: { scrape_interval: 1h }\n");
        config.close();
        QVERIFY(m_prometheus.start(path()).has_value());
        QTRY_COMPARE_WITH_TIMEOUT(client().get("/-/ready").status, 200, 60'000);
    }
    [[nodiscard]] ApiClient client() const { return ApiClient(ApiEndpoint { m_prometheus.url(), {}, {}, {} }); }
    /// The values of the only line that @p query gives.
    [[nodiscard]] std::vector<double> values(const std::string& query, Instant from, Instant to, int step) const
    {
        const QByteArray encoded = QUrl::toPercentEncoding(QString::fromStdString(query));
        const std::string path = "/api/v1/query_range?query=" + encoded.toStdString() + "&start="
            + numberText(seconds(from)) + "&end=" + numberText(seconds(to)) + "&step=" + std::to_string(step);
        const json answer = json::parse(client().get(path).body, nullptr, false);
        std::vector<double> out;
        if (!answer.is_object() || answer.value("status", "") != "success" || answer["data"]["result"].size() != 1)
            return out;
        for (const json& value : answer["data"]["result"][0]["values"])
            out.push_back(std::stod(value[1].get<std::string>()));
        return out;
    }
    [[nodiscard]] double value(const std::string& query, Instant at) const
    {
        const std::vector<double> all = values(query, at, at, 1);
        return all.size() == 1 ? all.front() : -1;
    }

private:
    QTemporaryDir m_folder;
    PrometheusChild m_prometheus;
};

/// What the living world would have scraped in its first @p length, every 5 s.
void writeLive(const Folder& folder, Duration length)
{
    const std::unique_ptr<World> living = livingWorld(quiet());
    World& world = *living;
    const QTemporaryDir work;
    FamilyFiles files(work.path());
    FamilyTexts texts = historyFamilies(false);
    for (Instant at = start + 2s; at < start + length; at = at + 5s) {
        while (world.now() < at)
            world.step(std::min<Duration>(1s, at - world.now()));
        for (const MetricTarget& target : metricTargets(world.state())) {
            Exposition page(seconds(at), target.labels(), texts);
            writePage(world.state(), target, page);
        }
    }
    QVERIFY(files.take(texts).has_value());
    const QString text = work.filePath(u"live.om"_s);
    QVERIFY(files.join(text).has_value());
    const Outcome made = run(
        u"promtool"_s, { u"tsdb"_s, u"create-blocks-from"_s, u"openmetrics"_s, text, folder.path() + u"/data"_s });
    QVERIFY2(made.code == 0, made.err.constData());
}

/// The values that are not within @p share of the mean of all.
QString unsteady(const std::vector<double>& values, double share)
{
    double mean = 0;
    std::string text;
    for (const double value : values) {
        mean += value / static_cast<double>(values.size());
    }
    for (const double value : values)
        if (std::abs(value - mean) > share * mean)
            text += ' ' + std::to_string(std::lround(value));
    return values.empty() ? u"nothing"_s : QString::fromStdString(text);
}

} // namespace

/// The metrics of the past: what is planned, what is written, and what a real Prometheus makes of it.
class TestEstateHistory : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void cleanup() { qputenv("PATH", m_path); }

    void aFirstStartPlansHoursDenselyAndTheWeekSparsely()
    {
        const auto parts = missingHistory({}, start, {});
        QCOMPARE(parts.size(), std::size_t(2));
        QVERIFY(parts[0].recent); // what one looks at first is written first
        QCOMPARE(parts[0].step, Duration(15s));
        QCOMPARE(parts[0].end, start);
        QVERIFY(parts[0].span.to - start < 15s);
        QVERIFY(start - parts[0].span.from > 6h - 5min && start - parts[0].span.from <= 6h);
        QCOMPARE(parts[1].step, Duration(5min));
        QCOMPARE(parts[1].span.to, parts[0].span.from);
        QVERIFY(start - parts[1].span.from > 168h - 5min && start - parts[1].span.from <= 168h);
    }

    void aNextStartPlansTheGapAlone()
    {
        const std::vector<TimeSpan> covered { { start - 200h, start - 2h } };
        const auto parts = missingHistory(covered, start, {});
        QCOMPARE(parts.size(), std::size_t(1));
        QVERIFY(parts[0].recent);
        QVERIFY(parts[0].span.from >= start - 2h + 10s && parts[0].span.from <= start - 2h + 25s);
        QCOMPARE(parts[0].begin, start - 2h);
        QCOMPARE(missingHistory({ { start - 200h, start - 5s } }, start, {}).size(), std::size_t(0));
        const auto long_ = missingHistory({ { start - 200h, start - 30h } }, start, {});
        QCOMPARE(long_.size(), std::size_t(2));
        QCOMPARE(long_[1].step, Duration(5min));
        QVERIFY(long_[1].span.from >= start - 30h);
    }

    void holesBetweenRunsAreFilledWithoutTouchingThem()
    {
        const std::vector<TimeSpan> covered { { start - 200h, start - 5h }, { start - 4h, start - 3h } };
        const auto parts = missingHistory(covered, start, {});
        QCOMPARE(parts.size(), std::size_t(2));
        QVERIFY(parts[0].span.from > start - 3h);
        QVERIFY(parts[1].span.from > start - 5h && parts[1].end == start - 4h);
    }

    void chunksEndWhereBlocksMay()
    {
        const auto parts = missingHistory({}, start, {});
        const auto recent = chunksOf(parts[0]);
        QVERIFY(recent.size() == 12 || recent.size() == 13);
        QCOMPARE(recent.front().from, parts[0].span.from);
        QCOMPARE(recent.back().to, parts[0].span.to);
        for (std::size_t i = 1; i < recent.size(); ++i) {
            QCOMPARE(recent[i].from, recent[i - 1].to);
            QCOMPARE(recent[i].from.ns % Duration(30min).count(), 0);
        }
        QCOMPARE(chunksOf(parts[1])[1].from.ns % Duration(9h).count(), 0);
    }

    void coverMergesAndStaysSorted()
    {
        std::vector<TimeSpan> covered;
        cover(covered, { { 50 }, { 60 } });
        cover(covered, { { 10 }, { 20 } });
        cover(covered, { { 20 }, { 30 } });
        cover(covered, { { 5 }, { 5 } });
        QCOMPARE(covered, (std::vector<TimeSpan> { { { 10 }, { 30 } }, { { 50 }, { 60 } } }));
        cover(covered, { { 25 }, { 55 } });
        QCOMPARE(covered, (std::vector<TimeSpan> { { { 10 }, { 60 } } }));
    }

    void aRecordSurvivesAndADamagedOneIsEmpty()
    {
        const QTemporaryDir folder;
        const HistoryRecord record { 7, { { { 10 }, { 30 } }, { { 50 }, { 60 } } } };
        QVERIFY(record.save(folder.path()).has_value());
        QCOMPARE(HistoryRecord::load(folder.path(), 1), record);
        for (const char* text : { "", "[]", "{\"version\":\"x\"}", R"({"version":1,"seed":2,"covered":[[1,"a"]]})" }) {
            QFile file(folder.filePath(u"history.json"_s));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(text);
            file.close();
            QCOMPARE(HistoryRecord::load(folder.path(), 9), (HistoryRecord { 9, {} }));
        }
    }

    void theKeeperKnowsWhatTheLastRunScraped()
    {
        const QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkpath(u"data"_s));
        QVERIFY(QDir(folder.path()).mkpath(u"backfill"_s));
        QVERIFY((HistoryRecord { 2026, { { start - 2h, start - 1h } } }).save(folder.path()).has_value());
        {
            HistoryKeeper keeper(folder.path(), 2026, start - 1h);
            keeper.beat(start - 30min);
            QVERIFY(!QDir(folder.filePath(u"backfill"_s)).exists()); // left by an end in between
        }
        HistoryKeeper keeper(folder.path(), 2026, start);
        const HistoryRecord record = HistoryRecord::load(folder.path(), 2026);
        QCOMPARE(record.covered, (std::vector<TimeSpan> { { start - 2h, start - 30min } }));
    }

    void dataOfAnotherCompanyIsRemoved()
    {
        const QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkpath(u"data/01ABC"_s));
        QVERIFY((HistoryRecord { 2026, { { start - 2h, start - 1h } } }).save(folder.path()).has_value());
        const HistoryKeeper keeper(folder.path(), 7, start);
        QVERIFY(!QDir(folder.filePath(u"data/01ABC"_s)).exists());
        QCOMPARE(HistoryRecord::load(folder.path(), 7), (HistoryRecord { 7, {} }));
    }

    void openMetricsNamesCountersWithoutTheirEnding()
    {
        QCOMPARE(openMetricsHead("a_total", "counter"), std::string("# TYPE a counter\n"));
        QCOMPARE(
            openMetricsHead("node_vmstat_oom_kill", "counter"), std::string("# TYPE node_vmstat_oom_kill unknown\n"));
        QCOMPARE(openMetricsHead("a", "gauge"), std::string("# TYPE a gauge\n"));
    }

    void everyFamilyOfTheHistoryIsOneOfThePages()
    {
        const std::unique_ptr<World> living = livingWorld(quiet());
        World& world = *living;
        world.step(5s);
        FamilyTexts texts = historyFamilies(true);
        for (const MetricTarget& target : metricTargets(world.state())) {
            Exposition page(1, target.labels(), texts);
            writePage(world.state(), target, page);
        }
        for (const auto& [name, text] : texts)
            QVERIFY2(name == "up" || !text.type.empty(), name.c_str());
    }

    void thePastLeadsToWhatLives_data()
    {
        QTest::addColumn<bool>("planned");
        QTest::addColumn<int>("percent");
        QTest::newRow("nothing happens") << false << 100;
        // A zone that was dark in the night has moved its pods: the living world does not go into that.
        QTest::newRow("releases and faults") << true << 60;
    }
    void thePastLeadsToWhatLives()
    {
        QFETCH(const bool, planned);
        QFETCH(const int, percent);
        ServeOptions options;
        options.faultPlan = planned;
        const std::unique_ptr<World> living = livingWorld(options);
        const std::unique_ptr<World> past = makePastWorld(options, start - 24h, start);
        while (past->now() < start)
            past->step(std::min<Duration>(60s, start - past->now()));
        std::set<std::string> before;
        std::map<std::string, Instant> sets;
        for (const auto& [id, pod] : past->state().pods)
            before.insert(pod.uid + pod.name);
        for (const Workload& workload : past->state().workloads)
            sets.emplace(workload.current().uid, workload.current().created);
        std::size_t same = 0;
        std::size_t templates = 0;
        for (const auto& [id, pod] : living->state().pods)
            same += before.contains(pod.uid + pod.name);
        for (const Workload& workload : living->state().workloads)
            templates += sets.contains(workload.current().uid)
                && (!planned || sets.at(workload.current().uid) == workload.current().created);
        const std::size_t pods = living->state().pods.size();
        QVERIFY2(same * 100 >= pods * std::size_t(percent), qPrintable(u"%1 of %2"_s.arg(same).arg(pods)));
        const std::size_t workloads = living->state().workloads.size();
        QVERIFY2(templates * 20 >= workloads * 19, qPrintable(u"%1 of %2"_s.arg(templates).arg(workloads)));
    }

    void incidentsOfThePlanShowInThePast()
    {
        const std::unique_ptr<World> past = makePastWorld({}, start - 7h, start);
        double worst = 0;
        int releases = 0;
        while (past->now() < start) {
            past->step(15s);
            for (const ServiceGroup& group : past->state().groups)
                worst = std::max(worst, group.rps > 1 ? group.errorRatio : 0);
        }
        for (const Workload& workload : past->state().workloads)
            releases += workload.current().created > start - 6h;
        QVERIFY(worst > 0.2);
        QVERIFY(releases > 5);
    }

    void aRealPrometheusAnswersForThePast()
    {
        Folder folder;
        const Result<void> done = folder.fill(start);
        QVERIFY2(done.has_value(), done ? "" : qPrintable(done.error().detail));
        QVERIFY(folder.blocks().size() >= 2);
        QVERIFY(!QDir(folder.path() + u"/backfill"_s).exists());
        folder.open();
        const std::vector<double> recent = folder.values(calls, start - 23min, start, 60);
        QCOMPARE(recent.size(), std::size_t(24));
        QVERIFY(recent.front() > 3000);
        QCOMPARE(unsteady(recent, 0.15), QString());
        QCOMPARE(folder.values("sum(rate(traces_service_graph_request_total[20m]))", start - 65min, start - 35min, 300)
                     .size(),
            std::size_t(7));
        QCOMPARE(folder.value("max(count_over_time(node_load1[10m]))", start - 5min), 40.0); // every 15 s
        QCOMPARE(folder.value("max(count_over_time(node_load1[20m]))", start - 40min), 4.0); // every 5 min
        QCOMPARE(folder.value("count(up == 1)", start - 1min), 62.0);
        QCOMPARE(
            folder.value("count(up{job=\"applications\",instance=\"applications-hangzhou-1\"})", start - 1min), 1.0);
        QVERIFY(folder.value("max(timestamp(node_load1))", start) <= seconds(start));
    }

    void ratesRunOnOverEverySeam()
    {
        Folder folder;
        QVERIFY(folder.fill(start).has_value());
        writeLive(folder, 6min);
        folder.open();
        const std::vector<double> live = folder.values(calls, start - 4min, start + 4min, 5);
        QCOMPARE(live.size(), std::size_t(97));
        QCOMPARE(unsteady(live, 0.2), QString());
        const std::string idle = "sum(rate(node_cpu_seconds_total{mode=\"idle\"}[1m]))";
        QCOMPARE(unsteady(folder.values(idle, start - 4min, start + 4min, 5), 0.2), QString());
        const Instant middle = start - 30min;
        const std::vector<double> weekEnd
            = folder.values("sum(rate(traces_service_graph_request_total[20m]))", middle - 20min, middle + 25min, 60);
        QCOMPARE(weekEnd.size(), std::size_t(46));
        QCOMPARE(unsteady(weekEnd, 0.25), QString()); // rate() itself bends a little where distances change
        // The same pods, by name and uid, before and after.
        const std::string pods = "count(count by (pod, uid, node) (kube_pod_info{created_by_kind!=\"Job\"}))";
        QCOMPARE(folder.value(pods, start + 3min), folder.value(pods, start - 1min));
        QCOMPARE(folder.value("changes(kube_replicaset_created{replicaset=~\"cart-.*\",cluster=\"hangzhou-1\"}[8m])",
                     start + 4min),
            0.0);
    }

    void noPodIsSeenTwiceAfterANightOfFaults()
    {
        // A run over the hours before, at the steps of the last minutes: what a query sees when the living world
        // begins.
        const WorldMaker eventful = [](Instant from, Instant asOf) { return makePastWorld({}, from, asOf); };
        const Instant from = start - 7s - 2h;
        const HistoryPart part { { from, start + 8s }, 15s, from - 15s, start, true };
        const QTemporaryDir work;
        HistoryWriter writer(eventful, part, start, work.path());
        const QString text = work.filePath(u"all.om"_s);
        QVERIFY(writer.write({ from, start - 7s - 10min }, work.filePath(u"before.om"_s)).has_value());
        QVERIFY(writer.write({ start - 7s - 10min, part.span.to }, text).has_value());
        std::map<std::string, double> last; // by series
        QFile file(text);
        QVERIFY(file.open(QIODevice::ReadOnly));
        while (!file.atEnd()) {
            const std::string line = file.readLine().toStdString();
            if (line.starts_with("kube_pod_info{") && line.find("\"Job\"") == std::string::npos)
                last[line.substr(0, line.rfind("} ") + 1)] = std::stod(line.substr(line.rfind(' ')));
        }
        const std::unique_ptr<World> living = livingWorld({});
        std::set<std::string> live;
        for (const MetricTarget& target : metricTargets(living->state())) {
            FamilyTexts texts { { "kube_pod_info", {} } };
            Exposition page(0, target.labels(), texts);
            writePage(living->state(), target, page);
            std::istringstream in(texts["kube_pod_info"].lines);
            for (std::string line; std::getline(in, line);)
                live.insert(line.substr(0, line.rfind("} ") + 1));
        }
        QVERIFY(live.size() > 250 && last.size() > 250);
        std::size_t same = 0;
        int seenTwice = 0;
        for (const auto& [series, at] : last) {
            same += live.contains(series);
            // One that does not live on ends so early that no query sees it beside its successor.
            seenTwice += !live.contains(series) && at >= seconds(start) - 275;
        }
        QVERIFY2(seenTwice <= 8, qPrintable(QString::number(seenTwice))); // a rollout of these minutes
        QVERIFY2(same * 100 >= live.size() * 60, qPrintable(QString::number(same)));
    }

    void theNextStartFillsTheGapAndNothingElse()
    {
        Folder folder;
        QVERIFY(folder.fill(start).has_value());
        const QStringList first = folder.blocks();
        QVERIFY(folder.fill(start + 5s).has_value());
        QCOMPARE(folder.blocks(), first); // nothing lacks
        QVERIFY(folder.fill(start + 20min).has_value());
        const QStringList second = folder.blocks();
        for (const QString& block : first)
            QVERIFY(second.contains(block));
        QVERIFY(second.size() > first.size() && second.size() <= first.size() + 2);
        folder.open();
        QCOMPARE(folder.value("max(count_over_time(node_load1[10m]))", start - 5min), 40.0); // not written twice
        QCOMPARE(unsteady(folder.values(calls, start - 4min, start + 19min, 15), 0.2), QString());
        const HistoryRecord record = HistoryRecord::load(folder.path(), 2026);
        QCOMPARE(record.covered.size(), std::size_t(3)); // a few seconds stay between two runs of a world
    }

    void aMissingPromtoolIsASentence()
    {
        const QTemporaryDir empty;
        qputenv("PATH", empty.path().toLocal8Bit());
        const Folder folder;
        const Result<void> done = folder.fill(start);
        QCOMPARE(done.error().code, ErrorCode::NotFound);
        QCOMPARE(done.error().detail, u"promtool is not installed (Debian package: prometheus)"_s);
        PrometheusChild child;
        QCOMPARE(child.start(folder.path()).error(), (Error { ErrorCode::ProgramMissing, u"prometheus"_s }));
    }

    void aFullDiskIsSaidAndLeavesNothingBehind()
    {
        const Folder folder;
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit before {};
        ::getrlimit(RLIMIT_FSIZE, &before);
        const rlimit small { 1U << 20U, before.rlim_max };
        ::setrlimit(RLIMIT_FSIZE, &small);
        const Result<void> done = folder.fill(start);
        ::setrlimit(RLIMIT_FSIZE, &before);
        QVERIFY(!done.has_value());
        QCOMPARE(done.error().code, ErrorCode::StorageFull);
        QVERIFY(done.error().detail.startsWith(u"metrics of the past: "_s));
        QVERIFY(!QDir(folder.path() + u"/backfill"_s).exists());
        QVERIFY(folder.blocks().isEmpty());
        QVERIFY(folder.fill(start).has_value()); // there is room again: the next start goes on
    }

private:
    const QByteArray m_path = qgetenv("PATH");
};

QTEST_GUILESS_MAIN(TestEstateHistory)
#include "tst_estatehistory.moc"
