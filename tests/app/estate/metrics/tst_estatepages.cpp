// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/http/httpserver.h"
#include "app/estate/metrics/metricface.h"
#include "app/estate/metrics/prometheusconfig.h"
#include "app/estate/world/livingworld.h"
#include "models/base/clock.h"
#include "tests/app/estate/metrics/metricsrig.h"
#include "tests/support/apiclient.h"

#include <QTemporaryDir>
#include <QTest>

#include <array>

using namespace Strato;
using namespace Strato::Estate;
using namespace Strato::Testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

WorldOptions atNoon()
{
    WorldOptions options;
    options.start = instantFromSeconds(1'795'752'000); // 12:00 where the company lives
    return options;
}

std::string pagesOf(const WorldState& world, MetricTarget::Page page)
{
    std::string out;
    for (const MetricTarget& target : metricTargets(world))
        if (target.page == page)
            out += pageText(world, target);
    return out;
}

void writeFile(const QString& path, const std::string& text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text.data(), qint64(text.size()));
}

/// What the real exporters call their metrics (their documentation).
struct ExporterNames {
    const char* exporter;
    MetricTarget::Page page;
    const char* names;
};

const std::array exporterNames {
    ExporterNames { "node_exporter", MetricTarget::Page::Node,

        "node_cpu_seconds_total node_load1 node_load5 node_load15 node_memory_MemTotal_bytes "
        "node_memory_MemAvailable_bytes node_memory_Buffers_bytes node_memory_Cached_bytes "
        "node_memory_SwapFree_bytes "
        "node_vmstat_pgmajfault node_vmstat_oom_kill node_pressure_cpu_waiting_seconds_total "
        "node_pressure_memory_waiting_seconds_total node_pressure_io_waiting_seconds_total "
        "node_network_receive_bytes_total node_network_transmit_bytes_total "
        "node_network_receive_packets_total "
        "node_network_transmit_packets_total node_network_receive_drop_total "
        "node_network_transmit_drop_total "
        "node_network_receive_errs_total node_network_transmit_errs_total node_netstat_Tcp_RetransSegs "
        "node_netstat_TcpExt_ListenDrops node_softnet_dropped_total node_nf_conntrack_entries "
        "node_nf_conntrack_entries_limit node_filesystem_size_bytes node_filesystem_avail_bytes "
        "node_filesystem_files_free node_disk_read_time_seconds_total node_disk_write_time_seconds_total "
        "node_disk_io_time_seconds_total node_disk_io_time_weighted_seconds_total "
        "node_disk_reads_completed_total "
        "node_disk_writes_completed_total node_boot_time_seconds node_timex_offset_seconds" },
    ExporterNames { "cAdvisor and kubelet", MetricTarget::Page::Kubelet,

        "container_cpu_usage_seconds_total container_cpu_cfs_throttled_periods_total "
        "container_cpu_cfs_periods_total "
        "container_memory_working_set_bytes container_memory_rss container_memory_cache "
        "container_spec_cpu_quota "
        "container_spec_memory_limit_bytes container_network_receive_bytes_total "
        "container_network_transmit_bytes_total "
        "container_network_receive_packets_dropped_total container_network_transmit_packets_dropped_total "
        "container_network_receive_errors_total container_network_transmit_errors_total "
        "container_fs_reads_bytes_total "
        "container_fs_writes_bytes_total container_oom_events_total kubelet_volume_stats_used_bytes "
        "kubelet_volume_stats_capacity_bytes kubelet_running_pods" },
    ExporterNames { "kube-state-metrics", MetricTarget::Page::State,

        "kube_pod_info kube_pod_owner kube_pod_status_phase kube_pod_status_ready "
        "kube_pod_container_status_restarts_total kube_pod_container_resource_requests "
        "kube_pod_container_resource_limits kube_deployment_spec_replicas "
        "kube_deployment_status_replicas_available "
        "kube_deployment_status_observed_generation kube_replicaset_owner kube_replicaset_created "
        "kube_statefulset_status_replicas_ready kube_daemonset_status_number_ready "
        "kube_horizontalpodautoscaler_status_current_replicas "
        "kube_horizontalpodautoscaler_status_desired_replicas "
        "kube_node_status_condition kube_node_status_allocatable kube_service_info kube_endpoint_address" },
    ExporterNames { "Micrometer", MetricTarget::Page::Applications,

        "jvm_memory_used_bytes jvm_memory_committed_bytes jvm_memory_max_bytes jvm_gc_pause_seconds_count "
        "jvm_gc_pause_seconds_sum jvm_gc_pause_seconds_max jvm_gc_overhead "
        "jvm_gc_memory_allocated_bytes_total "
        "jvm_gc_memory_promoted_bytes_total jvm_gc_live_data_size_bytes jvm_threads_live_threads "
        "jvm_threads_daemon_threads jvm_threads_peak_threads jvm_threads_states_threads "
        "jvm_buffer_memory_used_bytes "
        "jvm_classes_loaded_classes process_cpu_usage system_cpu_usage system_load_average_1m "
        "http_server_requests_seconds_bucket http_server_requests_seconds_count "
        "http_server_requests_seconds_sum "
        "hikaricp_connections_active hikaricp_connections_idle hikaricp_connections_pending "
        "hikaricp_connections_max "
        "tomcat_threads_busy_threads tomcat_threads_current_threads tomcat_threads_config_max_threads "
        "logback_events_total" },
    ExporterNames { "databases", MetricTarget::Page::Databases,
        "mysql_up mysql_global_status_threads_running mysql_global_status_threads_connected "
        "mysql_global_status_queries mysql_global_status_slow_queries "
        "mysql_global_status_innodb_row_lock_time "
        "mysql_global_variables_max_connections mysql_perf_schema_events_statements_total "
        "mysql_perf_schema_events_statements_seconds_total" },
    ExporterNames { "service graph and span metrics", MetricTarget::Page::Calls,
        "traces_service_graph_request_total traces_service_graph_request_failed_total "
        "traces_service_graph_request_server_seconds_bucket "
        "traces_service_graph_request_client_seconds_bucket "
        "traces_service_graph_unpaired_spans_total traces_service_graph_dropped_spans_total "
        "traces_span_metrics_calls_total traces_span_metrics_duration_seconds_bucket" },
};

} // namespace

/// What the estate's exporters say, against the names of the real ones.
class TestEstatePages : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void everyPageIsReadByPromtool()
    {
        World world(atNoon());
        world.step(5s);
        std::set<MetricTarget::Page> seen;
        for (const MetricTarget& target : metricTargets(world.state())) {
            if (!seen.insert(target.page).second && target.page == MetricTarget::Page::Node)
                continue;
            const Outcome checked = run(u"promtool"_s, { u"check"_s, u"metrics"_s },
                QByteArray::fromStdString(pageText(world.state(), target)));
            // 3: remarks on names, which are those of the real exporters; 1: not to be read.
            QVERIFY2(checked.code == 0 || checked.code == 3, checked.err.constData());
            if (seen.size() == 6 && target.page == MetricTarget::Page::Calls)
                break;
        }
        QCOMPARE(seen.size(), std::size_t(6));
    }

    void everySampleStandsBelowItsOwnFamily()
    {
        World world(atNoon());
        world.step(5s);
        for (const MetricTarget& target : metricTargets(world.state())) {
            std::istringstream in(pageText(world.state(), target));
            std::string family;
            std::set<std::string> families;
            for (std::string line; std::getline(in, line);) {
                if (line.starts_with("# TYPE ")) {
                    family = line.substr(7, line.rfind(' ') - 7);
                    QVERIFY2(families.insert(family).second, family.c_str());
                } else if (!line.starts_with('#')) {
                    QVERIFY2(line.starts_with(family), line.c_str());
                }
            }
        }
    }

    void noSeriesIsTwiceOnAPage()
    {
        World world(atNoon());
        world.step(5s);
        for (const MetricTarget& target : metricTargets(world.state())) {
            const std::string text = pageText(world.state(), target);
            const auto lines = std::count(text.begin(), text.end(), '\n') - 2 * long(readPage(text).types.size());
            QCOMPARE(std::size_t(lines), readPage(text).samples.size());
        }
    }

    void theNamesOfTheRealExportersAreThere_data()
    {
        QTest::addColumn<int>("page");
        QTest::addColumn<QString>("names");
        for (const ExporterNames& row : exporterNames)
            QTest::newRow(row.exporter) << static_cast<int>(row.page) << QString::fromLatin1(row.names);
    }
    void theNamesOfTheRealExportersAreThere()
    {
        QFETCH(const int, page);
        QFETCH(const QString, names);
        World world(atNoon());
        world.step(5s);
        const std::set<std::string> there = readPage(pagesOf(world.state(), MetricTarget::Page(page))).names();
        for (const QString& name : names.split(u' '))
            QVERIFY2(there.contains(name.toStdString()), qPrintable(name));
    }

    void whatOnlyTroubleShowsHasItsRealName()
    {
        World world(atNoon());
        world.step(5s);
        const int index = world.state().findWorkload(0, "shop", "cart");
        Workload& cart = world.state().workloads[std::size_t(index)];
        RevisionEffect broken;
        broken.crashes = true;
        release(world.state(), cart, "9.9.9", broken, "test");
        std::set<std::string> there;
        for (int i = 0; i < 30; ++i) {
            world.step(5s);
            there.merge(readPage(pagesOf(world.state(), MetricTarget::Page::State)).names());
        }
        QVERIFY(there.contains("kube_pod_container_status_waiting_reason"));
        QVERIFY(there.contains("kube_pod_container_status_last_terminated_reason"));
    }

    void labelsOfEdgesNameBothEndsAndTheirKind()
    {
        World world(atNoon());
        world.step(5s);
        const ReadPage page = readPage(pagesOf(world.state(), MetricTarget::Page::Calls));
        const auto has = [&](const std::string& labels) {
            return std::any_of(page.samples.begin(), page.samples.end(), [&](const auto& sample) {
                return sample.first.starts_with("traces_service_graph_request_total{" + labels);
            });
        };
        QVERIFY(has(R"(client="checkout",server="order-svc",connection_type="")"));
        QVERIFY(has(R"(client="order-svc",server="order-db",connection_type="database")"));
        QVERIFY(has(R"(client="order-svc",server="kafka",connection_type="messaging_system")"));
        QVERIFY(has(R"(client="payment-svc",server="bank",connection_type="virtual_node")"));
    }

    void countersNeverGoBack()
    {
        World world(atNoon());
        world.step(1s);
        std::map<std::string, double> before;
        for (int i = 0; i < 40; ++i) {
            world.step(i < 30 ? Duration(5s) : Duration(5min));
            for (const MetricTarget& target : metricTargets(world.state())) {
                const ReadPage page = readPage(pageText(world.state(), target));
                for (const auto& [key, value] : page.samples) {
                    if (!page.isCounter(key.substr(0, key.find('{'))))
                        continue;
                    double& last = before[target.path() + key];
                    QVERIFY2(value >= last, key.c_str());
                    last = value;
                }
            }
        }
        QVERIFY(before.size() > 10'000);
    }

    void bucketsRiseAndEndWithTheCount()
    {
        World world(atNoon());
        world.step(30s);
        LatencyCounter counter;
        counter.add(1000, 0.04, 0.6);
        for (std::size_t i = 1; i < counter.upTo.size(); ++i)
            QVERIFY(counter.upTo[i] >= counter.upTo[i - 1]);
        QCOMPARE(counter.upTo.back(), 1000.0);
        const ReadPage page = readPage(pagesOf(world.state(), MetricTarget::Page::Calls));
        const std::string name = "traces_span_metrics_duration_seconds";
        int checked = 0;
        for (const auto& [key, value] : page.samples)
            if (key.starts_with(name + "_count{")) {
                const std::string labels = key.substr(key.find('{') + 1, key.size() - key.find('{') - 2);
                QCOMPARE(page.samples.at(name + "_bucket{" + labels + ",le=\"+Inf\"}"), value);
                ++checked;
            }
        QVERIFY(checked > 40);
    }

    void aTargetWithoutPowerHangsUp()
    {
        const SystemClock clock;
        LivingWorld world(atNoon());
        MetricFace face(world);
        HttpServer server(clock, 1);
        const Result<std::uint16_t> port = face.open(server);
        QVERIFY(port.has_value());
        const ApiClient client(ApiEndpoint { "http://127.0.0.1:" + std::to_string(*port), {}, {}, {} });
        const std::string node = world.read([](const WorldState& state) { return state.nodes.front().name; });
        QCOMPARE(client.get("/node-exporter/" + node).status, 200);
        QVERIFY(client.get("/node-exporter/" + node).header("content-type").starts_with("text/plain; version=0.0.4"));
        world.change([](World& w) { w.state().nodes.front().knobs.dark = true; });
        QCOMPARE(client.get("/node-exporter/" + node).status, 0);
        QCOMPARE(client.get("/kubelet/" + node).status, 0);
        QCOMPARE(client.get("/kube-state-metrics/hangzhou-1").status, 200);
        QCOMPARE(client.get("/node-exporter/nobody").status, 404);
    }

    void promtoolAcceptsConfigurationAndRules()
    {
        const QTemporaryDir folder;
        const World world(atNoon());
        writeFile(folder.filePath(u"rules.yml"_s), alertingRules());
        const std::string config = prometheusConfig(metricTargets(world.state()), 9090);
        writeFile(folder.filePath(u"prometheus.yml"_s), config);
        const Outcome checked = run(u"promtool"_s, { u"check"_s, u"config"_s, folder.filePath(u"prometheus.yml"_s) });
        QVERIFY2(checked.code == 0, QByteArray(checked.out + checked.err).toStdString().c_str());
        const Outcome rules = run(u"promtool"_s, { u"check"_s, u"rules"_s, folder.filePath(u"rules.yml"_s) });
        QVERIFY2(rules.code == 0, QByteArray(rules.out + rules.err).toStdString().c_str());
        QVERIFY(rules.out.contains("17 rules found"));
        QVERIFY(config.find("scrape_interval: 5s") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestEstatePages)
#include "tst_estatepages.moc"
