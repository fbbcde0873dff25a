// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/metrics/metricpages.h"

namespace Strato::Estate {

namespace {

struct Call {
    std::string labels;
    const Edge* edge;
};

const char* connectionType(Runtime runtime)
{
    if (runtime == Runtime::Kafka)
        return "messaging_system";
    if (runtime == Runtime::External)
        return "virtual_node";
    return isDatabase(runtime) ? "database" : "";
}

std::vector<Call> calls(const WorldState& world, int cluster)
{
    std::vector<Call> out;
    for (const ServiceGroup& group : world.groups) {
        if (group.cluster != cluster)
            continue;
        for (const Edge& edge : group.edges) {
            const ServiceGroup& callee = world.groups[static_cast<std::size_t>(edge.callee)];
            std::string labels;
            addLabel(labels, "client", group.spec().name);
            addLabel(labels, "server", callee.spec().name);
            addLabel(labels, "connection_type", connectionType(callee.spec().runtime));
            addLabel(labels, "client_namespace", group.spec().nameSpace);
            addLabel(labels, "server_namespace", callee.spec().nameSpace);
            addLabel(labels, "server_cluster", world.clusterAt(callee.cluster).name);
            out.push_back({ std::move(labels), &edge });
        }
    }
    return out;
}

std::string spanLabels(const ServiceGroup& group)
{
    std::string labels;
    addLabel(labels, "service_name", group.spec().name);
    addLabel(labels, "service_namespace", group.spec().nameSpace);
    addLabel(labels, "span_name", group.spec().uri);
    addLabel(labels, "span_kind", "SPAN_KIND_SERVER");
    return labels;
}

void writeSpans(const WorldState& world, int cluster, Exposition& out)
{
    std::vector<std::pair<std::string, const ServiceGroup*>> groups;
    for (const ServiceGroup& group : world.groups)
        if (group.cluster == cluster && group.spec().runtime != Runtime::External
            && group.spec().runtime != Runtime::Silent)
            groups.emplace_back(spanLabels(group), &group);
    out.family("traces_span_metrics_calls_total", "counter", "Calls served, by tenant.");
    for (const auto& [labels, group] : groups)
        for (std::size_t i = 0; i < tenants().size(); ++i) {
            const std::string mine = withLabel(labels, "tenant", tenants()[i].name);
            out.sample(
                withLabel(mine, "status_code", "STATUS_CODE_UNSET"), group->tenantCalls[i] - group->tenantFailed[i]);
            out.sample(withLabel(mine, "status_code", "STATUS_CODE_ERROR"), group->tenantFailed[i]);
        }
    out.family("traces_span_metrics_duration_seconds", "histogram", "Time of calls.");
    for (const auto& [labels, group] : groups)
        writeHistogram(out, labels, group->latency);
}

} // namespace

void writeCallsPage(const WorldState& world, int cluster, Exposition& out)
{
    const std::vector<Call> all = calls(world, cluster);
    out.family("traces_service_graph_request_total", "counter", "Calls between services.");
    for (const Call& call : all)
        out.sample(call.labels, call.edge->total);
    out.family("traces_service_graph_request_failed_total", "counter", "Calls that failed.");
    for (const Call& call : all)
        out.sample(call.labels, call.edge->failed);
    out.family("traces_service_graph_request_server_seconds", "histogram", "Time of calls at the server.");
    for (const Call& call : all)
        writeHistogram(out, call.labels, call.edge->server);
    out.family("traces_service_graph_request_client_seconds", "histogram", "Time of calls at the client.");
    for (const Call& call : all)
        writeHistogram(out, call.labels, call.edge->client);
    // Every span meets its other half here: the graph is whole.
    for (const char* name :
        { "traces_service_graph_unpaired_spans_total", "traces_service_graph_dropped_spans_total" }) {
        out.family(name, "counter", "Spans that the graph could not use.");
        out.sample({}, 0);
    }
    writeSpans(world, cluster, out);
}

} // namespace Strato::Estate
