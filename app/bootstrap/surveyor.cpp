// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/bootstrap/surveyor.h"

#include "app/bootstrap/clustervoices.h"
#include "models/metrics/metricssum.h"

#include <algorithm>

namespace Strato {

namespace {

constexpr Duration shortestPause = std::chrono::seconds(1);
constexpr Duration changesShown = std::chrono::hours(1);

} // namespace

Surveyor::Surveyor(Executor& data, const FreshnessBoard& board, ClusterVoices& voices, Ready ready)
    : m_data(data)
    , m_board(board)
    , m_voices(voices)
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
    m_voices.close(context);
    m_clusters.erase(context);
    m_clusters[context].session = std::move(session);
    schedule();
}

void Surveyor::removeCluster(const QString& context)
{
    m_voices.close(context); // while its session lives
    m_clusters.erase(context);
    schedule();
}

void Surveyor::clusterChanged(const QString& context, const std::vector<Change>& changes)
{
    const auto it = m_clusters.find(context);
    if (it == m_clusters.end())
        return;
    Cluster& cluster = it->second;
    for (const Change& change : changes) {
        cluster.marks.add(change);
        cluster.crashes.add(change);
        cluster.podsUse.add(change);
        if (cluster.census)
            cluster.census->add(change);
    }
    if (!m_moment) // a moment of the past does not change any more
        schedule();
}

void Surveyor::clusterInfo(const QString& context, const ClusterInfo& info)
{
    if (const auto it = m_clusters.find(context); it != m_clusters.end()) {
        it->second.id = info.id;
        m_voices.identify(context, info.id, it->second.session->state());
        schedule();
    }
}

void Surveyor::usageReported(const QString& context, const UsageReport& report)
{
    const auto it = m_clusters.find(context);
    if (it == m_clusters.end())
        return;
    const auto used = [](const UsageSample& sample) {
        return EntityUsage { static_cast<double>(sample.cpuMilli) / 1000.0, static_cast<double>(sample.memoryBytes) };
    };
    std::unordered_map<EntityId, EntityUsage> nodes;
    for (const UsageSample& node : report.nodes)
        nodes[node.entity] = used(node);
    it->second.nodesUse = nodes.empty() ? std::nullopt : std::optional(usageOf(nodes));
    PodUsage::ByPod pods;
    for (const UsageSample& pod : report.pods)
        pods[pod.entity] = used(pod);
    it->second.podsUse.report(std::move(pods), *it->second.session->state().current());
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
    if (m_moment != moment)
        m_metrics.clear(); // they speak of another moment: missing until those of this one arrive
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
    std::erase_if(m_metrics, [&](const auto& held) { return !speaksOf(at, *held.second); });
    std::vector<OverviewInput> inputs;
    for (auto& [context, cluster] : m_clusters) {
        if (!m_moment)
            cluster.pastCensus.reset();
        if (m_voices.speaks(context)) // each cluster once
            inputs.push_back(inputOf(context, cluster, at));
    }
    auto state = std::make_shared<OverviewState>(overview(inputs, at));
    state->moment = m_moment;
    state->hasMetrics = !m_metrics.empty();
    addUnnamedAlerts(*state, alertsWithoutCluster(m_metrics, inputs.size()));
    m_ready(std::move(state));
}

/// What was there before the first survey, or belongs to an id that the cluster had before, came by no change.
void Surveyor::follow(std::shared_ptr<PodCensus>& census, const IString& cluster, const Snapshot& snapshot)
{
    if (!census || !census->isOf(cluster, snapshot))
        census = std::make_shared<PodCensus>(cluster, snapshot);
}

OverviewInput Surveyor::inputOf(const QString& context, Cluster& cluster, Instant at) const
{
    OverviewInput input;
    input.cluster = cluster.id;
    input.name = context.toStdString();
    if (const auto status = m_board.find("k8s:" + std::string(cluster.id.view()))) {
        input.freshness = status->freshness;
        input.asOf = status->asOf;
    }
    const StateSource& state = cluster.session->state();
    if (!m_moment) {
        if (const SnapshotPtr now = state.current(); now && now->size() > 0) {
            follow(cluster.census, cluster.id, *now);
            input.snapshot = now;
            input.census = cluster.census;
        }
    } else if (const auto past = state.at(at)) {
        follow(cluster.pastCensus, cluster.id, **past); // stands still while the live state goes on
        input.snapshot = *past;
        input.census = cluster.pastCensus;
        input.freshness = Freshness::Live; // what was recorded then does not age when its server is lost now
    }
    addPolledUsage(input, cluster);
    const std::vector<std::string> names = contextsOf(cluster.id);
    addMetrics(input, m_metrics, names, openClusters());
    addCalls(input, names, openClusters());
    input.findingInputs.crashes = cluster.crashes.at(at);
    input.changes = cluster.marks.since(at - changesShown);
    if (m_moment) // what came later has not happened yet
        std::erase_if(input.changes, [at](const ChangeMark& mark) { return mark.at > at; });
    return input;
}

void Surveyor::addPolledUsage(OverviewInput& input, const Cluster& cluster) const
{
    if (m_moment)
        return;
    input.findingInputs.usage = cluster.podsUse.nearLimit();
    if (cluster.nodesUse) {
        input.usage = cluster.nodesUse;
        input.usageFrom = metricsApiName;
    }
}

std::vector<std::string> Surveyor::contextsOf(const IString& cluster) const
{
    std::vector<std::string> names;
    for (const auto& [context, held] : m_clusters) {
        if (held.id == cluster)
            names.push_back(context.toStdString());
    }
    return names;
}

std::size_t Surveyor::openClusters() const
{
    return static_cast<std::size_t>(
        std::ranges::count_if(m_clusters, [this](const auto& entry) { return m_voices.speaks(entry.first); }));
}

void Surveyor::addCalls(OverviewInput& input, const std::vector<std::string>& names, std::size_t open) const
{
    std::vector<std::shared_ptr<const MetricsOverview>> sources;
    for (const auto& [source, metrics] : m_metrics)
        sources.push_back(metrics);
    const auto sum = combined(sources); // each cluster once, whichever server tells of it
    if (!input.snapshot || !sum)
        return;
    std::vector<ServiceCalls> mine;
    std::ranges::copy_if(sum->services, std::back_inserter(mine), [&](const ServiceCalls& service) {
        return std::ranges::find(names, service.cluster) != names.end() || (service.cluster.empty() && open == 1);
    });
    input.findingInputs.callsPerSecond = callsByWorkload(input.cluster, *input.snapshot, mine);
}

} // namespace Strato
