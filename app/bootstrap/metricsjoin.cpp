// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/bootstrap/metricsjoin.h"

#include <algorithm>
#include <unordered_set>

namespace Strato {

namespace {

/// Adds alerts unless another server told them already (a pair of Prometheus watches the same).
class AlertSum final {
public:
    explicit AlertSum(std::vector<FiringAlert>& alerts)
        : m_alerts(alerts)
    {
        for (const FiringAlert& held : alerts)
            m_told.insert(key(held));
    }
    void add(const FiringAlert& alert)
    {
        if (m_told.insert(key(alert)).second)
            m_alerts.push_back(alert);
    }

private:
    static std::string key(const FiringAlert& alert) { return (alert.pending ? 'p' : 'f') + alert.identity(); }

    std::vector<FiringAlert>& m_alerts;
    std::unordered_set<std::string> m_told;
};

/// Fills what @p held lacks. True when something was taken.
bool fill(ClusterUsage& held, const ClusterUsage& one)
{
    bool took = false;
    for (const auto field :
        { &ClusterUsage::cpuUsedCores, &ClusterUsage::memoryUsedBytes, &ClusterUsage::cpuCapacityCores,
            &ClusterUsage::memoryCapacityBytes, &ClusterUsage::callsPerSecond, &ClusterUsage::errorRatio }) {
        if (!(held.*field) && one.*field) {
            held.*field = one.*field;
            took = true;
        }
    }
    return took;
}

} // namespace

bool speaksOf(Instant at, const MetricsOverview& overview)
{
    return at - overview.at <= MetricsOverview::believedFor;
}

void addMetrics(
    OverviewInput& input, const MetricsBySource& metrics, const std::vector<std::string>& names, std::size_t open)
{
    const auto isMine = [&](const std::string& cluster) { return std::ranges::find(names, cluster) != names.end(); };
    ClusterUsage usage;
    AlertSum alerts(input.findingInputs.alerts);
    bool measured = false;
    for (const auto& [id, source] : metrics) {
        auto found = std::ranges::find_if(source->byCluster, isMine, [](const auto& each) { return each.first; });
        if (found == source->byCluster.end() && open == 1)
            found = source->byCluster.find("");
        if (found != source->byCluster.end() && fill(usage, found->second) && !measured
            && (usage.cpuUsedCores || usage.memoryUsedBytes)) {
            measured = true;
            input.usageFrom = source->label.toStdString();
        }
        const bool covered
            = std::ranges::any_of(source->clusters, isMine) || (open == 1 && source->clusters.contains(""));
        for (const FiringAlert& alert : source->alerts) {
            if (isMine(alert.cluster) || (alert.cluster.empty() && open == 1)) {
                input.hasAlertSource = true;
                alerts.add(alert);
            }
        }
        input.hasAlertSource = input.hasAlertSource || (covered && source->alertsKnown);
    }
    // Prometheus has history and means: it wins over the current values of metrics.k8s.io, where it has any.
    if (measured || !input.usage) {
        if (usage != ClusterUsage {})
            input.usage = usage;
    } else {
        fill(*input.usage, usage);
    }
}

std::vector<FiringAlert> alertsWithoutCluster(const MetricsBySource& metrics, std::size_t open)
{
    std::vector<FiringAlert> alerts;
    AlertSum sum(alerts);
    if (open != 1) {
        for (const auto& [id, source] : metrics) {
            for (const FiringAlert& alert : source->alerts) {
                if (alert.cluster.empty() && !alert.pending)
                    sum.add(alert);
            }
        }
    }
    return alerts;
}

} // namespace Strato
