// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/overviewdoubts.h"

#include "models/base/metricsids.h"
#include "models/base/plaintext.h"

#include <algorithm>
#include <array>

namespace Strato {

namespace {

/// What findings are made of, as the board names it.
constexpr std::array<std::string_view, 13> kindsOfFindings { "pods", "nodes", "namespaces", "deployments.apps",
    "replicasets.apps", "statefulsets.apps", "daemonsets.apps", "jobs.batch", "horizontalpodautoscalers.autoscaling",
    "poddisruptionbudgets.policy", "persistentvolumeclaims", "persistentvolumes", "resourcequotas" };

/// A cluster is live although some of its kinds are refused to us: nothing is found of those.
std::vector<std::string> refusedKinds(const std::string& cluster, const std::vector<SourceStatus>& sources)
{
    std::vector<std::string> refused;
    const std::string prefix = "k8s:" + cluster + "/";
    for (const SourceStatus& source : sources) {
        if (source.freshness == Freshness::Live || !source.error || source.error->code != ErrorCode::Forbidden
            || !source.id.starts_with(prefix))
            continue;
        const std::string kind = source.id.substr(prefix.size());
        if (std::ranges::find(kindsOfFindings, kind) != kindsOfFindings.end())
            refused.push_back(kind);
    }
    return refused;
}

} // namespace

SourceStatus statusOf(const ClusterSummary& cluster, const std::vector<SourceStatus>& sources)
{
    if (cluster.cluster.empty()) { // the sum is as fresh as the worst of what it sums up, at every moment
        std::vector<SourceStatus> clusters;
        std::ranges::copy_if(sources, std::back_inserter(clusters), [](const SourceStatus& source) {
            return source.id.starts_with("k8s:") && source.id.find('/') == std::string::npos
                && source.freshness != Freshness::NotConnected; // nothing of it is in the sum
        });
        if (const SourceStatus* worst = leastFresh(clusters))
            return *worst;
    }
    const auto it = std::ranges::find(sources, "k8s:" + cluster.cluster, &SourceStatus::id);
    SourceStatus status = it == sources.end() ? SourceStatus {} : *it;
    status.label = cleanUtf8(cluster.name, 128);
    if (it == sources.end()) {
        status.freshness = cluster.freshness;
        status.asOf = cluster.asOf;
    }
    return status;
}

std::vector<SourceStatus> metricsSources(const std::vector<SourceStatus>& sources)
{
    std::vector<SourceStatus> metrics;
    std::ranges::copy_if(
        sources, std::back_inserter(metrics), [](const SourceStatus& source) { return isMetricsId(source.id); });
    return metrics;
}

std::vector<OverviewDoubt> overviewDoubts(
    const std::vector<ClusterSummary>& clusters, const std::vector<SourceStatus>& sources, bool areMetricsYoung)
{
    using About = OverviewDoubt::About;
    std::vector<OverviewDoubt> doubts;
    PodCounts pods;
    std::vector<OverviewDoubt> untold;
    for (const ClusterSummary& cluster : clusters) {
        SourceStatus status = statusOf(cluster, sources);
        pods.notReady += cluster.pods.ill();
        pods.unknown += cluster.pods.unknown;
        if (!cluster.alertsFiring)
            untold.push_back({ About::AlertsUntold, status, 0 });
        const bool isRead = cluster.known && status.freshness == Freshness::Live;
        std::vector<std::string> refused = isRead ? refusedKinds(cluster.cluster, sources) : std::vector<std::string>();
        if (!isRead)
            doubts.push_back({ About::Objects, std::move(status), 0 });
        else if (!refused.empty())
            doubts.push_back({ About::Refused, std::move(status), 0, std::move(refused) });
    }
    const std::vector<SourceStatus> metrics = metricsSources(sources);
    bool areMetricsLive = !metrics.empty();
    for (const SourceStatus& source : metrics) {
        if (source.freshness == Freshness::Live)
            continue;
        areMetricsLive = false;
        doubts.push_back({ About::Alerts, source, 0 });
    }
    if (areMetricsLive && areMetricsYoung)
        doubts.push_back({ About::AlertsYoung, {}, 0 });
    else if (areMetricsLive) // one that is not fresh is named already
        doubts.insert(doubts.end(), untold.begin(), untold.end());
    if (pods.notReady > 0)
        doubts.push_back({ About::PodsNotReady, {}, pods.notReady });
    if (pods.unknown > 0)
        doubts.push_back({ About::PodsUnknown, {}, pods.unknown });
    return doubts;
}

std::vector<OverviewDoubt> overviewDoubtsOfThen(const std::vector<ClusterSummary>& clusters, bool areAlertsTold)
{
    using About = OverviewDoubt::About;
    std::vector<OverviewDoubt> doubts;
    for (const ClusterSummary& cluster : clusters) {
        SourceStatus source;
        source.label = cleanUtf8(cluster.name, 128);
        if (!cluster.known)
            doubts.push_back({ About::Objects, source, 0 });
        if (areAlertsTold && !cluster.alertsFiring)
            doubts.push_back({ About::AlertsUntold, source, 0 });
    }
    return doubts;
}

} // namespace Strato
