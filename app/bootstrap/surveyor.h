// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/bootstrap/metricsjoin.h"
#include "models/base/executor.h"
#include "models/faults/changemarks.h"
#include "models/faults/overview.h"
#include "models/faults/podusage.h"
#include "models/kube/sync/clustersession.h"
#include "models/metrics/metricstypes.h"

#include <functional>
#include <map>

namespace Strato {

class ClusterVoices;

/// Makes the overview's state from all open clusters and metrics sources: at most once a second while live and only
/// when something changed; at once when the cursor moves. Lives on the data thread.
class Surveyor final {
public:
    using Ready = std::function<void(std::shared_ptr<const OverviewState>)>;

    Surveyor(Executor& data, const FreshnessBoard& board, ClusterVoices& voices, Ready ready);
    ~Surveyor();
    Surveyor(const Surveyor&) = delete;
    Surveyor& operator=(const Surveyor&) = delete;

    void addCluster(const QString& context, std::shared_ptr<ClusterSession> session);
    void removeCluster(const QString& context);
    void clusterChanged(const QString& context, const std::vector<Change>& changes);
    void clusterInfo(const QString& context, const ClusterInfo& info);
    void usageReported(const QString& context, const UsageReport& report);
    void metricsArrived(std::shared_ptr<const MetricsOverview> overview);
    void metricsGone(const std::string& source);
    void show(std::optional<Instant> moment);
    void touch(); ///< something else that the overview shows changed (freshness)

private:
    struct Cluster {
        std::shared_ptr<ClusterSession> session;
        IString id;
        std::shared_ptr<PodCensus> census; // of now: kept by changes from the first survey on
        std::shared_ptr<PodCensus> pastCensus; // of the shown moment, while that is not now
        std::optional<ClusterUsage> nodesUse; // as the cluster itself measures it
        PodUsage podsUse;
        RecentMarks marks;
        CrashHistory crashes;
    };
    void schedule();
    void survey();
    [[nodiscard]] OverviewInput inputOf(const QString& context, Cluster& cluster, Instant at) const;
    static void follow(std::shared_ptr<PodCensus>& census, const IString& cluster, const Snapshot& snapshot);
    void addPolledUsage(OverviewInput& input, const Cluster& cluster) const;
    void addCalls(OverviewInput& input, const std::vector<std::string>& names, std::size_t open) const;
    [[nodiscard]] std::vector<std::string> contextsOf(const IString& cluster) const; // that show it
    [[nodiscard]] std::size_t openClusters() const;

    Executor& m_data;
    const FreshnessBoard& m_board;
    ClusterVoices& m_voices; // told here which context shows which cluster
    const Ready m_ready;
    std::map<QString, Cluster> m_clusters;
    MetricsBySource m_metrics; // newest of the shown moment
    std::optional<Instant> m_moment;
    Executor::TimerId m_timer = 0;
    std::optional<Duration> m_lastSurvey; // monotonic
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace Strato
