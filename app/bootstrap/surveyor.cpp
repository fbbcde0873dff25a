// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/bootstrap/surveyor.h"

#include "models/faults/overview.h"

#include <algorithm>

namespace Strato {

namespace {

constexpr Duration shortestPause = std::chrono::seconds(1);
constexpr std::size_t changesKept = 5'000; // some hours of a lively estate; the change log has the rest

} // namespace

Surveyor::Surveyor(Executor& data, const FreshnessBoard& board, Ready ready)
    : m_data(data)
    , m_board(board)
    , m_ready(std::move(ready))
{
}

Surveyor::~Surveyor()
{
    m_alive.reset();
    if (m_timer)
        m_data.cancel(m_timer);
}

void Surveyor::addCluster(const QString& context, std::shared_ptr<ClusterSession> session)
{
    m_clusters[context] = { std::move(session), {}, context, std::nullopt };
    schedule();
}

void Surveyor::removeCluster(const QString& context)
{
    m_clusters.erase(context);
    schedule();
}

void Surveyor::clusterChanged(const QString& context, const std::vector<Change>& changes)
{
    if (!m_clusters.contains(context))
        return;
    for (const Change& change : changes) {
        if (change.initial)
            continue;
        for (ChangeMark& mark : changeMarks(change))
            m_changes.push_back(std::move(mark));
    }
    while (m_changes.size() > changesKept)
        m_changes.pop_front();
    schedule();
}

void Surveyor::clusterInfo(const QString& context, const ClusterInfo& info)
{
    if (const auto it = m_clusters.find(context); it != m_clusters.end()) {
        it->second.id = info.id;
        schedule();
    }
}

void Surveyor::usageReported(const QString& context, const UsageReport& report)
{
    const auto it = m_clusters.find(context);
    if (it == m_clusters.end())
        return;
    if (report.nodes.empty()) {
        it->second.polledUsage.reset();
    } else {
        UsageInput usage;
        usage.source = "metrics.k8s.io";
        usage.cpuUsedCores = 0;
        usage.memoryUsedBytes = 0;
        for (const UsageSample& node : report.nodes) {
            *usage.cpuUsedCores += static_cast<double>(node.cpuMilli) / 1000.0;
            *usage.memoryUsedBytes += static_cast<double>(node.memoryBytes);
        }
        it->second.polledUsage = usage;
    }
    schedule();
}

void Surveyor::metricsArrived(std::shared_ptr<const MetricsOverview> overview)
{
    m_metrics[overview->source] = std::move(overview);
    schedule();
}

void Surveyor::metricsGone(const std::string& source)
{
    m_metrics.erase(source);
    schedule();
}

void Surveyor::show(std::optional<Instant> moment)
{
    m_moment = moment;
    m_lastSurvey.reset(); // the user moved the clock: at once
    schedule();
}

void Surveyor::touch()
{
    schedule();
}

void Surveyor::schedule()
{
    if (m_timer)
        return;
    const Duration now = m_data.clock().monotonic();
    const Duration wait
        = m_lastSurvey ? std::max(Duration::zero(), *m_lastSurvey + shortestPause - now) : Duration::zero();
    m_timer = m_data.postAfter(wait, [this, alive = std::weak_ptr(m_alive)] {
        if (alive.expired())
            return;
        m_timer = 0;
        survey();
    });
}

void Surveyor::survey()
{
    m_lastSurvey = m_data.clock().monotonic();
    const Instant at = m_moment.value_or(m_data.clock().now());
    std::vector<ClusterInput> inputs;
    for (const auto& [context, cluster] : m_clusters)
        inputs.push_back(inputOf(context, cluster, at));
    m_ready(std::make_shared<const OverviewState>(
        overview(inputs, alerts(), { m_changes.begin(), m_changes.end() }, at, !m_moment)));
}

ClusterInput Surveyor::inputOf(const QString& context, const Cluster& cluster, Instant at) const
{
    ClusterInput input;
    input.cluster = cluster.id;
    input.name = cluster.name;
    if (const auto status = m_board.find("k8s:" + std::string(cluster.id.view()))) {
        input.freshness = status->freshness;
        input.asOf = status->asOf;
    }
    const StateSource& state = cluster.session->state();
    if (!m_moment) {
        if (state.current()->size() > 0)
            input.state = state.current();
    } else if (const auto past = state.at(at)) {
        input.state = *past;
    }
    input.usage = usageOf(context, cluster);
    return input;
}

std::optional<UsageInput> Surveyor::usageOf(const QString& context, const Cluster& cluster) const
{
    for (const auto& [source, metrics] : m_metrics) {
        for (const std::string& key : { context.toStdString(), std::string(cluster.id.view()) }) {
            const auto found = metrics->byCluster.find(key);
            if (found != metrics->byCluster.end())
                return UsageInput { found->second.cpuUsedCores, found->second.memoryUsedBytes, source };
        }
    }
    return m_moment ? std::nullopt : cluster.polledUsage;
}

std::string Surveyor::clusterIdOf(std::string_view labelValue) const
{
    const auto it = std::ranges::find_if(m_clusters, [&](const auto& entry) {
        return entry.first.toStdString() == labelValue || entry.second.id.view() == labelValue;
    });
    return it == m_clusters.end() ? std::string() : std::string(it->second.id.view());
}

std::vector<AlertInput> Surveyor::alerts() const
{
    std::vector<AlertInput> inputs;
    for (const auto& [source, metrics] : m_metrics) {
        for (const FiringAlert& alert : metrics->alerts) {
            if (alert.pending)
                continue;
            inputs.push_back({ alert.name, alert.severity, alert.summary, alert.labels, alert.activeAt,
                clusterIdOf(alert.label("cluster")) });
        }
    }
    return inputs;
}

} // namespace Strato
