// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/metrics/prometheusconfig.h"

#include <array>
#include <map>

namespace Strato::Estate {

namespace {

struct Rule {
    const char* name;
    const char* expression;
    const char* forTime;
    const char* severity;
    const char* summary;
};

// clang-format off
    constexpr std::array rules {
        Rule{"TargetDown", "up == 0", "30s", "critical", "{{ $labels.job }} on {{ $labels.instance }} does not answer"},
        Rule{"NodeNotReady", "kube_node_status_condition{condition=\"Ready\",status=\"true\"} == 0", "30s", "critical", "node {{ $labels.node }} is not ready"},
        Rule{"NodeNetworkTransmitDrops", "rate(node_network_transmit_drop_total[1m]) > 1", "30s", "warning", "{{ $labels.instance }} drops {{ $value | humanize }} packets a second before they are sent"},
        Rule{"NodeCpuSteal", "avg by (cluster, instance) (rate(node_cpu_seconds_total{mode=\"steal\"}[1m])) > 0.1", "30s", "warning", "a neighbour takes {{ $value | humanizePercentage }} of the CPU of {{ $labels.instance }}"},
        Rule{"DiskFull", "1 - node_filesystem_avail_bytes / node_filesystem_size_bytes > 0.9", "30s", "critical", "the disk of {{ $labels.instance }} is {{ $value | humanizePercentage }} full"},
        Rule{"PodCrashLooping", "max_over_time(kube_pod_container_status_waiting_reason{reason=\"CrashLoopBackOff\"}[2m]) == 1", "30s", "critical", "{{ $labels.namespace }}/{{ $labels.pod }} crashes again and again"},
        Rule{"ImagePullFailing", "max_over_time(kube_pod_container_status_waiting_reason{reason=~\"ErrImagePull|ImagePullBackOff\"}[1m]) == 1", "30s", "warning", "the image of {{ $labels.namespace }}/{{ $labels.pod }} cannot be pulled"},
        Rule{"ContainerOomKilled", "increase(kube_pod_container_status_restarts_total[5m]) > 0 and on (cluster, namespace, pod) kube_pod_container_status_last_terminated_reason{reason=\"OOMKilled\"} == 1", "0s", "critical", "{{ $labels.namespace }}/{{ $labels.pod }} was killed for want of memory"},
        Rule{"ContainerMemoryHigh", "container_memory_working_set_bytes{container=\"app\"} / (container_spec_memory_limit_bytes > 0) > 0.9", "30s", "warning", "{{ $labels.namespace }}/{{ $labels.pod }} uses {{ $value | humanizePercentage }} of its memory limit"},
        Rule{"HighErrorRate", "sum by (cluster, server) (rate(traces_service_graph_request_failed_total[1m])) / sum by (cluster, server) (rate(traces_service_graph_request_total[1m])) > 0.05", "30s", "critical", "{{ $value | humanizePercentage }} of the calls of {{ $labels.server }} fail"},
        Rule{"SlowCalls", "histogram_quantile(0.95, sum by (cluster, server, le) (rate(traces_service_graph_request_server_seconds_bucket[1m]))) > 1.5", "30s", "warning", "one in twenty calls of {{ $labels.server }} takes over {{ $value | humanizeDuration }}"},
        Rule{"PoolExhausted", "hikaricp_connections_pending > 2", "30s", "critical", "{{ $value }} threads of {{ $labels.pod }} wait for a database connection"},
        Rule{"SlowStatements", "rate(mysql_global_status_slow_queries[1m]) > 1", "30s", "warning", "{{ $labels.pod }} runs {{ $value | humanize }} slow statements a second"},
        Rule{"GCStorm", "rate(jvm_gc_pause_seconds_sum[1m]) > 0.15", "30s", "warning", "{{ $labels.pod }} spends {{ $value | humanizePercentage }} of its time collecting garbage"},
        Rule{"CpuThrottled", "rate(container_cpu_cfs_throttled_periods_total[1m]) / rate(container_cpu_cfs_periods_total[1m]) > 0.3", "1m", "warning", "{{ $labels.namespace }}/{{ $labels.pod }} is held back by its CPU limit"},
        Rule{"ScalingAtItsEnd", "kube_horizontalpodautoscaler_status_desired_replicas >= kube_horizontalpodautoscaler_spec_max_replicas", "1m", "warning", "{{ $labels.namespace }}/{{ $labels.horizontalpodautoscaler }} cannot grow further"},
        Rule{"ReplicasMissing", "kube_deployment_status_replicas_available < kube_deployment_spec_replicas", "3m", "warning", "{{ $labels.namespace }}/{{ $labels.deployment }} has fewer replicas than it asks for"},
    };
// clang-format on

} // namespace

std::string prometheusConfig(const std::vector<MetricTarget>& targets, std::uint16_t port)
{
    std::map<std::string, std::vector<const MetricTarget*>> jobs;
    for (const MetricTarget& target : targets)
        jobs[target.job].push_back(&target);
    std::string out = "global:\n  scrape_interval: 5s\n  scrape_timeout: 4s\n  evaluation_interval: 5s\nrule_files: "
                      "[rules.yml]\nscrape_configs:\n";
    for (const auto& [job, mine] : jobs) {
        out += "  - job_name: " + job + "\n    honor_labels: " + (mine.front()->honorLabels ? "true" : "false")
            + "\n    static_configs:\n";
        for (const MetricTarget* target : mine) {
            out += "      - targets: ['127.0.0.1:" + std::to_string(port) + "']\n        labels: { __metrics_path__: '"
                + target->path() + '\'';
            out += ", instance: '" + target->scrapeInstance() + '\'';
            if (!target->cluster.empty())
                out += ", cluster: '" + target->cluster + '\'';
            if (!target->node.empty())
                out += ", node: '" + target->node + '\'';
            out += " }\n";
        }
    }
    return out;
}

std::string alertingRules()
{
    std::string out = "groups:\n  - name: estate\n    rules:\n";
    for (const Rule& rule : rules) {
        out += std::string("      - alert: ") + rule.name + "\n        expr: |\n          " + rule.expression
            + "\n        for: " + rule.forTime + "\n        labels: { severity: " + rule.severity
            + " }\n        annotations:\n          summary: |\n            " + rule.summary
            + "\n          runbook_url: https://runbooks.example.com/alerts/" + rule.name + '\n';
    }
    return out;
}

} // namespace Strato::Estate
