// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/metrics/metricpages.h"
#include "app/estate/world/kubeobjects.h"

#include <cmath>

namespace Strato::Estate {

namespace {

/// Pods of @p cluster that serve and answer, of one of the runtimes that @p wanted accepts; labels end with `instance`.
template <class Wanted> PodRows servingPods(const WorldState& world, int cluster, Wanted wanted)
{
    PodRows rows;
    for (const auto& [id, pod] : world.pods) {
        const ServiceGroup* group = world.groupOf(pod);
        if (pod.cluster != cluster || group == nullptr || !wanted(group->spec()) || pod.state != ContainerState::Running
            || onDarkNode(world, pod))
            continue;
        std::string labels;
        addLabel(labels, "namespace", world.workloadOf(pod).nameSpace);
        addLabel(labels, "pod", pod.name);
        addLabel(labels, "service", world.workloadOf(pod).name);
        addLabel(labels, "instance", pod.ip + ':' + std::to_string(servicePort(group->spec().runtime)));
        rows.push_back({ std::move(labels), &pod });
    }
    return rows;
}

void writeMemory(const WorldState& world, const PodRows& rows, Exposition& out)
{
    const auto heap = [&](const Pod& p) { return 0.62 * world.workloadOf(p).limitBytes; };
    const auto both = [&](const char* name, const char* help, auto old, auto other) {
        out.family(name, "gauge", help);
        for (const auto& row : rows) {
            out.sample(row.labels + ",area=\"heap\",id=\"G1 Old Gen\"", old(*row.of));
            out.sample(row.labels + ",area=\"nonheap\",id=\"Metaspace\"", other(*row.of));
        }
    };
    both(
        "jvm_memory_used_bytes", "Memory used.", [](const Pod& p) { return p.heapUsed + p.leaked; },
        [](const Pod&) { return 1.42e8; });
    both("jvm_memory_committed_bytes", "Memory committed.", heap, [](const Pod&) { return 1.5e8; });
    both("jvm_memory_max_bytes", "Most memory.", heap, [](const Pod&) { return -1.0; });
    out.column("jvm_gc_live_data_size_bytes", "gauge", "Live data after a full collection.", rows,
        [](const Pod& p) { return p.liveSet; });
    out.column("jvm_gc_memory_allocated_bytes_total", "counter", "Allocated.", rows,
        [](const Pod& p) { return p.total.allocatedBytes; });
    out.column("jvm_gc_memory_promoted_bytes_total", "counter", "Promoted to the old generation.", rows,
        [](const Pod& p) { return p.total.promotedBytes; });
    out.column("jvm_gc_overhead", "gauge", "Share of CPU that collections take.", rows,
        [](const Pod& p) { return p.gcShare; });
    out.family("jvm_gc_pause_seconds", "summary", "Pauses.");
    for (const auto& row : rows) {
        const std::string labels
            = row.labels + ",action=\"end of minor GC\",cause=\"G1 Evacuation Pause\",gc=\"G1 Young Generation\"";
        out.sample(labels, std::floor(row.of->total.gcCount), "_count");
        out.sample(labels, row.of->total.gcSeconds, "_sum");
    }
}

void writeThreads(const WorldState& world, const PodRows& rows, Exposition& out)
{
    out.column("jvm_threads_live_threads", "gauge", "Threads.", rows,
        [](const Pod& p) { return 62 + std::round(p.threadsBusy); });
    out.column("jvm_threads_daemon_threads", "gauge", "Daemon threads.", rows,
        [](const Pod& p) { return 48 + std::round(p.threadsBusy); });
    out.column("jvm_threads_peak_threads", "gauge", "Most threads so far.", rows, [](const Pod&) { return 262; });
    out.family("jvm_threads_states_threads", "gauge", "Threads by state.");
    for (const auto& row : rows) {
        out.sample(withLabel(row.labels, "state", "runnable"), std::round(12 + row.of->threadsBusy * 0.3));
        out.sample(withLabel(row.labels, "state", "timed-waiting"), std::round(22 + row.of->threadsBusy * 0.6));
        out.sample(withLabel(row.labels, "state", "blocked"), std::round(row.of->poolPending * 0.2));
    }
    out.column("tomcat_threads_busy_threads", "gauge", "Threads that serve.", rows,
        [](const Pod& p) { return std::round(p.threadsBusy); });
    out.column("tomcat_threads_config_max_threads", "gauge", "Most threads.", rows, [](const Pod&) { return 200; });
    out.column("tomcat_threads_current_threads", "gauge", "Threads of the pool.", rows,
        [](const Pod& p) { return std::max(10.0, std::round(p.threadsBusy)); });
    out.column("process_cpu_usage", "gauge", "Share of its CPUs.", rows,
        [&](const Pod& p) { return p.cpu / std::max(0.1, world.workloadOf(p).limitCores); });
    out.column("process_start_time_seconds", "gauge", "Start.", rows,
        [](const Pod& p) { return std::floor(static_cast<double>(p.startedAt.ns) / 1e9); });
}

/// What a JVM sees of itself beside memory and threads, and of the machine it runs on.
void writeSurroundings(const WorldState& world, const PodRows& rows, Exposition& out)
{
    const auto node = [&](const Pod& p) -> const Node& { return world.nodes[static_cast<std::size_t>(p.node)]; };
    out.family("jvm_buffer_memory_used_bytes", "gauge", "Memory of buffers outside the heap.");
    for (const auto& row : rows)
        out.sample(withLabel(row.labels, "id", "direct"), 8e6 + row.of->threadsBusy * 65536);
    out.column("jvm_classes_loaded_classes", "gauge", "Classes loaded.", rows, [](const Pod&) { return 17342; });
    out.column("jvm_gc_pause_seconds_max", "gauge", "Longest pause of late.", rows,
        [](const Pod& p) { return 0.012 + p.gcShare * 0.8; });
    out.column("system_cpu_usage", "gauge", "Share of the machine's CPUs in use.", rows,
        [&](const Pod& p) { return node(p).cpuUsed / node(p).cores; });
    out.column(
        "system_load_average_1m", "gauge", "Load of the machine.", rows, [&](const Pod& p) { return node(p).load1; });
}

void writePools(const WorldState& world, const PodRows& java, Exposition& out)
{
    PodRows rows;
    for (const auto& row : java)
        if (world.groupOf(*row.of)->spec().pool > 0)
            rows.push_back({ withLabel(row.labels, "pool", "HikariPool-1"), row.of });
    const auto size = [&](const Pod& p) { return static_cast<double>(world.groupOf(p)->spec().pool); };
    out.column("hikaricp_connections_active", "gauge", "Connections in use.", rows,
        [](const Pod& p) { return std::round(p.poolActive); });
    out.column("hikaricp_connections_idle", "gauge", "Connections at rest.", rows,
        [&](const Pod& p) { return size(p) - std::round(p.poolActive); });
    out.column("hikaricp_connections_pending", "gauge", "Threads that wait for one.", rows,
        [](const Pod& p) { return std::round(p.poolPending); });
    out.column("hikaricp_connections_max", "gauge", "Most connections.", rows, size);
    out.column("hikaricp_connections_timeout_total", "counter", "Waits that were given up.", rows,
        [](const Pod& p) { return p.total.poolTimeouts; });
    out.family("hikaricp_connections_usage_seconds", "summary", "How long connections are held.");
    for (const auto& row : rows) {
        out.sample(row.labels, row.of->total.poolUses, "_count");
        out.sample(row.labels, row.of->total.poolUseSeconds, "_sum");
    }
}

void writeRequests(const WorldState& world, const PodRows& rows, Exposition& out)
{
    out.family("http_server_requests_seconds", "histogram", "Requests served.");
    for (const auto& row : rows) {
        const PodTotals& t = row.of->total;
        const std::string route
            = row.labels + ",method=\"POST\",uri=\"" + std::string(world.groupOf(*row.of)->spec().uri) + '"';
        writeHistogram(out, route + ",status=\"200\",outcome=\"SUCCESS\",exception=\"none\"", t.latency);
        const std::string missing = route + ",status=\"404\",outcome=\"CLIENT_ERROR\",exception=\"none\"";
        out.sample(missing, t.clientErrors, "_count");
        out.sample(missing, t.clientErrorSeconds, "_sum");
        const std::string broken = route + ",status=\"500\",outcome=\"SERVER_ERROR\",exception=\"RetryableException\"";
        out.sample(broken, t.serverErrors, "_count");
        out.sample(broken, t.serverErrorSeconds, "_sum");
    }
    out.family("logback_events_total", "counter", "Log lines by level.");
    for (const auto& row : rows) {
        out.sample(withLabel(row.labels, "level", "info"), row.of->total.infoLines);
        out.sample(withLabel(row.labels, "level", "warn"), row.of->total.warnLines);
        out.sample(withLabel(row.labels, "level", "error"), row.of->total.errorLines);
    }
}

void writeMySql(const WorldState& world, const PodRows& rows, Exposition& out)
{
    const auto busy = [](const Pod& p) { return std::round(2 + p.rps * p.latencyMs / 1000); };
    out.column("mysql_up", "gauge", "Whether it answers.", rows, [](const Pod& p) { return p.ready ? 1 : 0; });
    out.column("mysql_global_status_threads_running", "gauge", "Threads that run.", rows, busy);
    out.column("mysql_global_status_threads_connected", "gauge", "Connections.", rows,
        [&](const Pod& p) { return 40 + busy(p); });
    out.column(
        "mysql_global_status_queries", "counter", "Statements.", rows, [](const Pod& p) { return p.total.queries; });
    out.column("mysql_global_status_slow_queries", "counter", "Slow statements.", rows,
        [](const Pod& p) { return p.total.slowQueries; });
    out.column("mysql_global_status_innodb_row_lock_time", "counter", "Milliseconds waited for row locks.", rows,
        [](const Pod& p) { return p.total.rowLockMs; });
    out.column("mysql_global_status_innodb_buffer_pool_reads", "counter", "Pages read from disk.", rows,
        [](const Pod& p) { return p.total.readBytes / 16384; });
    out.column(
        "mysql_global_variables_max_connections", "gauge", "Most connections.", rows, [](const Pod&) { return 500; });
    const auto statement = [&](const char* name, const char* help, auto value) {
        out.family(name, "counter", help);
        for (const auto& row : rows) {
            const std::string schema(world.groupOf(*row.of)->spec().uri);
            out.sample(row.labels + ",schema=\"" + schema + "\",digest=\"" + world.dice.hex("digest" + schema, 0, 32)
                    + "\",digest_text=\"SELECT * FROM " + schema
                    + "_item WHERE tenant_id = ? AND created_at > ? ORDER BY created_at DESC\"",
                value(row.of->total));
        }
    };
    statement("mysql_perf_schema_events_statements_total", "Statements by digest.",
        [](const PodTotals& t) { return t.queries * 0.4; });
    statement("mysql_perf_schema_events_statements_rows_examined_total", "Rows examined by digest.",
        [](const PodTotals& t) { return t.rowsExamined; });
    statement("mysql_perf_schema_events_statements_seconds_total", "Time by digest.",
        [](const PodTotals& t) { return t.latency.sumSeconds * 0.4; });
}

} // namespace

void writeApplicationsPage(const WorldState& world, int cluster, Exposition& out)
{
    const PodRows java = servingPods(world, cluster, [](const ServiceSpec& s) { return s.runtime == Runtime::Java; });
    writeMemory(world, java, out);
    writeThreads(world, java, out);
    writeSurroundings(world, java, out);
    writePools(world, java, out);
    writeRequests(world,
        servingPods(world, cluster,
            [](const ServiceSpec& s) {
                return s.runtime == Runtime::Java || s.runtime == Runtime::Go || s.runtime == Runtime::Node;
            }),
        out);
}

void writeDatabasesPage(const WorldState& world, int cluster, Exposition& out)
{
    writeMySql(
        world, servingPods(world, cluster, [](const ServiceSpec& s) { return s.runtime == Runtime::MySql; }), out);
    const PodRows redis = servingPods(world, cluster, [](const ServiceSpec& s) { return s.runtime == Runtime::Redis; });
    out.column("redis_up", "gauge", "Whether it answers.", redis, [](const Pod& p) { return p.ready ? 1 : 0; });
    out.column("redis_connected_clients", "gauge", "Clients.", redis,
        [](const Pod& p) { return 60 + std::round(p.rps / 100); });
    out.column("redis_memory_used_bytes", "gauge", "Memory.", redis, [](const Pod& p) { return p.memory * 0.9; });
    out.column("redis_commands_processed_total", "counter", "Commands.", redis,
        [](const Pod& p) { return p.total.ok + p.total.clientErrors + p.total.serverErrors; });
}

} // namespace Strato::Estate
