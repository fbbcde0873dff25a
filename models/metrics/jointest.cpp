// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/metrics/jointest.h"

#include "models/metrics/catalogue.h"

#include <set>

namespace Strato {

namespace {

constexpr int priorityAsked = 2; // somebody waits for it

using Values = Result<MetricsAnswer<InstantValue>>;

/// A test under way; lives in the callbacks of its questions.
struct JoinRun {
    JoinQuestion question;
    std::function<void(Result<JoinReport>)> answer;
    JoinReport report;
    std::vector<InstantValue> nodes;
    std::vector<InstantValue> pods;
    std::optional<Error> error; ///< the first
    int pending = 0;

    void finish()
    {
        if (--pending > 0)
            return;
        if (error) {
            answer(tl::unexpected(*error));
            return;
        }
        report.clusterLabel = question.clusterLabel;
        report.clusters = joinClusters(question.clusters, question.clusterLabel, question.names, nodes, pods);
        report.values = labelValuesOf(nodes, question.clusterLabel);
        if (report.values.empty())
            report.values = labelValuesOf(pods, question.clusterLabel);
        report.anySeries = report.anySeries || !report.families.empty() || !nodes.empty() || !pods.empty();
        answer(std::move(report));
    }
};

std::vector<std::string> familiesOf(const std::vector<InstantValue>& metrics)
{
    std::set<std::string, std::less<>> present;
    for (const InstantValue& metric : metrics)
        present.emplace(metric.label("__name__"));
    std::set<std::string> families;
    for (const MeasureQuery& query : measureQueries()) {
        if (present.contains(query.probeMetric))
            families.emplace(query.family);
    }
    if (present.contains("kube_node_info") || present.contains("kube_pod_info"))
        families.emplace("kube-state-metrics");
    return { families.begin(), families.end() };
}

} // namespace

void testJoin(
    PrometheusClient& client, Instant at, JoinQuestion question, std::function<void(Result<JoinReport>)> answer)
{
    auto run = std::make_shared<JoinRun>();
    const std::string by = question.clusterLabel.empty() ? std::string() : question.clusterLabel + ",";
    run->question = std::move(question);
    run->answer = std::move(answer);
    const auto ask = [&](const std::string& expression, std::function<void(std::vector<InstantValue>)> take) {
        ++run->pending;
        client.query(expression, at, priorityAsked, [run, take = std::move(take)](Values values) {
            if (values)
                take(std::move(values->values));
            else if (!run->error)
                run->error = values.error();
            run->finish();
        });
    };
    ++run->pending;
    client.version(priorityAsked, [run](Result<ServerBuild> build) {
        if (build) // some servers and proxies do not tell: no reason to fail
            run->report.server = std::move(*build);
        run->finish();
    });
    ask(dialectProbe(), [run](const std::vector<InstantValue>& found) { run->report.families = familiesOf(found); });
    ask("count(up)", [run](const std::vector<InstantValue>& found) { run->report.anySeries = !found.empty(); });
    ask("count by(" + by + "node,nodename,instance)({__name__=~\"node_uname_info|kube_node_info\"})",
        [run](std::vector<InstantValue> found) { run->nodes = std::move(found); });
    ask("count by(" + by + "namespace,pod)({__name__=~\"container_cpu_usage_seconds_total|kube_pod_info\",pod!=\"\"})",
        [run](std::vector<InstantValue> found) { run->pods = std::move(found); });
}

} // namespace Strato
