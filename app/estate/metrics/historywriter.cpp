// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/metrics/historywriter.h"

#include "app/estate/world/world.h"

#include <algorithm>

namespace Strato::Estate {

namespace {

/// For five minutes a query sees what has ended, and rules look back; the first scrape comes seconds after the start.
constexpr Duration seenLonger = std::chrono::seconds(290);

// Kept for a week: what the overview draws, capacity, health, calls and what alerts look at.
constexpr std::array weekFamilies { "up", "node_cpu_seconds_total", "node_load1", "node_load5", "node_load15",
    "node_memory_MemTotal_bytes", "node_memory_MemAvailable_bytes", "node_network_receive_bytes_total",
    "node_network_transmit_bytes_total", "node_network_receive_drop_total", "node_network_transmit_drop_total",
    "node_filesystem_size_bytes", "node_filesystem_avail_bytes", "node_disk_read_bytes_total",
    "node_disk_written_bytes_total", "node_disk_io_time_seconds_total", "node_uname_info", "node_boot_time_seconds",
    "container_cpu_usage_seconds_total", "container_memory_working_set_bytes", "kube_pod_info", "kube_pod_status_phase",
    "kube_pod_status_ready", "kube_pod_container_status_restarts_total", "kube_pod_container_status_waiting_reason",
    "kube_pod_container_status_last_terminated_reason", "kube_deployment_spec_replicas",
    "kube_deployment_status_replicas_available", "kube_replicaset_created", "kube_statefulset_replicas",
    "kube_statefulset_status_replicas_ready", "kube_horizontalpodautoscaler_status_current_replicas",
    "kube_horizontalpodautoscaler_status_desired_replicas", "kube_node_info", "kube_node_status_condition",
    "kube_node_status_allocatable", "jvm_memory_used_bytes", "hikaricp_connections_active",
    "hikaricp_connections_pending", "mysql_up", "mysql_global_status_queries", "mysql_global_status_slow_queries",
    "redis_up", "traces_service_graph_request_total", "traces_service_graph_request_failed_total",
    "traces_span_metrics_duration_seconds" };

// Kept for the last hours in addition: what one looks at while something is going wrong.
constexpr std::array recentFamilies { "node_memory_Cached_bytes", "node_network_receive_packets_total",
    "node_network_transmit_packets_total", "node_netstat_Tcp_RetransSegs", "node_netstat_Tcp_OutSegs",
    "node_netstat_TcpExt_ListenDrops", "node_disk_reads_completed_total", "node_disk_writes_completed_total",
    "node_disk_read_time_seconds_total", "node_disk_write_time_seconds_total",
    "node_disk_io_time_weighted_seconds_total", "node_pressure_cpu_waiting_seconds_total",
    "node_pressure_memory_waiting_seconds_total", "node_pressure_io_waiting_seconds_total", "node_vmstat_oom_kill",
    "node_vmstat_pgmajfault", "container_cpu_cfs_periods_total", "container_cpu_cfs_throttled_periods_total",
    "container_spec_memory_limit_bytes", "kube_deployment_status_replicas_updated",
    "kube_horizontalpodautoscaler_spec_max_replicas", "kube_daemonset_status_desired_number_scheduled",
    "kube_daemonset_status_number_ready", "jvm_threads_live_threads", "jvm_gc_live_data_size_bytes",
    "tomcat_threads_busy_threads", "hikaricp_connections_max", "mysql_global_status_threads_running",
    "mysql_global_status_threads_connected", "redis_commands_processed_total", "container_network_receive_bytes_total",
    "container_network_transmit_bytes_total", "jvm_gc_pause_seconds", "traces_service_graph_request_server_seconds",
    "traces_span_metrics_calls_total" };

/// Jobs of a minute would be nothing but new series when one looks every five.
void suspendCronJobs(WorldState& world, bool suspended)
{
    for (Workload& workload : world.workloads)
        if (workload.kind == WorkloadKind::CronJob)
            workload.nextRun = suspended ? std::optional(Instant { INT64_MAX }) : std::nullopt;
}

/// Pods of @p past that do not live on as they are in @p living: a fault has moved them, and the living world does not
/// go into the details of its night.
std::set<std::string, std::less<>> endingPods(const WorldState& past, const WorldState& living)
{
    const auto place = [](const Pod& pod) { return pod.uid + '/' + pod.ip + '/' + std::to_string(pod.node); };
    std::set<std::string, std::less<>> living_;
    for (const auto& [id, pod] : living.pods)
        living_.insert(place(pod));
    std::set<std::string, std::less<>> out;
    for (const auto& [id, pod] : past.pods)
        if (!living_.contains(place(pod)))
            out.insert(pod.name);
    return out;
}

} // namespace

FamilyTexts historyFamilies(bool recent)
{
    FamilyTexts out;
    for (const char* name : weekFamilies)
        out[name];
    if (recent)
        for (const char* name : recentFamilies)
            out[name];
    return out;
}

HistoryWriter::HistoryWriter(const WorldMaker& makeWorld, const HistoryPart& part, Instant now, QString folder)
    : m_world(makeWorld(part.begin, now))
    , m_part(part)
    , m_now(now)
    , m_folder(std::move(folder))
    , m_targets(metricTargets(m_world->state()))
{
    if (part.end == now)
        m_living = makeWorld(now, now);
    std::ranges::transform(m_targets, std::back_inserter(m_labels), &MetricTarget::labels);
    suspendCronJobs(m_world->state(), !part.recent);
}

HistoryWriter::~HistoryWriter() = default;

Result<void> HistoryWriter::write(const TimeSpan& chunk, const QString& path)
{
    constexpr int momentsInMemory = 8;
    FamilyFiles files(m_folder);
    FamilyTexts texts = historyFamilies(m_part.recent);
    int held = 0;
    for (const Instant at : momentsOf(chunk)) {
        m_world->step(at - m_world->now());
        if (m_living && m_now - at <= seenLonger)
            prepareEnd(texts);
        m_world->state().dirty.clear(); // no API server reads the past
        m_world->state().extra.clear();
        writeMoment(texts);
        if (++held % momentsInMemory == 0)
            if (Result<void> taken = files.take(texts); !taken)
                return taken;
    }
    if (Result<void> taken = files.take(texts); !taken)
        return taken;
    return files.join(path);
}

void HistoryWriter::prepareEnd(FamilyTexts& texts)
{
    m_ending = endingPods(m_world->state(), m_living->state());
    m_living.reset();
    // The living world begins with restarts of its own: a step up would be an alarm.
    texts.erase("kube_pod_container_status_restarts_total");
}

std::vector<Instant> HistoryWriter::momentsOf(const TimeSpan& chunk) const
{
    std::vector<Instant> out;
    for (Instant at = chunk.from; at < chunk.to && at <= m_part.end; at = at + m_part.step)
        out.push_back(at);
    const bool last = chunk.to == m_part.span.to;
    if (last && (out.empty() || m_part.end - out.back() >= std::chrono::seconds(1)))
        out.push_back(m_part.end);
    return out;
}

void HistoryWriter::writeMoment(FamilyTexts& texts) const
{
    const WorldState& world = m_world->state();
    const double seconds = static_cast<double>(world.now.ns) * 1e-9;
    for (std::size_t i = 0; i < m_targets.size(); ++i) {
        const MetricTarget& target = m_targets[i];
        const bool up = answers(world, target);
        Exposition meta(seconds, target.scrapeLabels(), texts);
        meta.family("up", "gauge", {});
        meta.sample({}, up ? 1 : 0);
        if (!up)
            continue;
        Exposition page(seconds, m_labels[i], texts);
        page.endGaugesOf(&m_ending);
        writePage(world, target, page);
    }
}

} // namespace Strato::Estate
