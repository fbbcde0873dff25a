// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/freshness.h"
#include "models/metrics/catalogue.h"
#include "models/metrics/clusternames.h"
#include "models/metrics/prometheusclient.h"

#include <map>
#include <random>
#include <set>

namespace Strato {

/// What a user configures about one metrics server, apart from how to reach it.
struct MetricsSettings {
    std::string id; ///< SourceStatus id (models/base/metricsids.h)
    QString label;
    std::string clusterLabel = "cluster"; ///< which label of its series names the cluster; empty: it covers one cluster
    ClusterNames names; ///< which contexts it covers, and what the label's values stand for
    Duration refreshEvery = std::chrono::seconds(15);
    Duration startsWithin {}; ///< so long, and until its first answer, it is starting and not lost
};

/// One metrics server as the overview's source: finds its dialects, refreshes on a timer while live, answers for any
/// moment and window, keeps its freshness on the board. All functions and callbacks on its Executor.
class MetricsSource final {
public:
    using Overview = std::function<void(std::shared_ptr<const MetricsOverview>)>;

    MetricsSource(
        MetricsSettings settings, std::unique_ptr<PrometheusClient> client, Executor& executor, FreshnessBoard& board);
    ~MetricsSource();
    MetricsSource(const MetricsSource&) = delete;
    MetricsSource& operator=(const MetricsSource&) = delete;

    void onOverview(Overview listener) { m_listener = std::move(listener); }
    /// Refreshes now, and again every refreshEvery while @p moment is nothing (live).
    void show(std::optional<Instant> moment, Duration window);
    void retryNow(); ///< not when its next try is due
    /// The network has changed: stale at once, on new connections within two seconds. After sleep it does so by itself.
    void handleInterruption();
    void stop(); ///< no refresh, no callback until the next show()
    /// Series may name a cluster by its id as well.
    void nameCluster(const std::string& id, const std::string& context) { m_names.addId(id, context); }
    [[nodiscard]] const MetricsSettings& settings() const { return m_settings; }

private:
    struct Refresh;
    void refresh();
    void dropQuestions();
    [[nodiscard]] bool isYoung() const; ///< see MetricsOverview::young
    [[nodiscard]] bool hasGaps() const; ///< a measure is left for which the server had no metric when it was probed
    void probeDialects();
    void probeAgainIfEmpty();
    void probeSpacing();
    void handleSpaced();
    void probeSpacing(const std::string& metric, Duration shift, const std::shared_ptr<int>& left);
    void probeAge(const std::string& metric, const std::shared_ptr<int>& left);
    /// The best query for @p measure that can be answered now; null: none.
    [[nodiscard]] const MeasureQuery* queryFor(Measure measure) const;
    void askMeasures(const std::shared_ptr<Refresh>& refresh);
    void askInstant(
        const std::shared_ptr<Refresh>& refresh, Measure measure, std::optional<double> ClusterUsage::*field);
    void askRange(const std::shared_ptr<Refresh>& refresh, Measure measure, std::string_view by, Duration shift,
        const std::function<void(Refresh&, std::vector<Series>)>& take);
    void askTraffic(
        const std::shared_ptr<Refresh>& refresh, Measure measure, Duration shift, Series TrafficLine::*field);
    void askCoverage(const std::shared_ptr<Refresh>& refresh);
    void dropUnfilled(Refresh& refresh) const;
    void askClusters(const std::shared_ptr<Refresh>& refresh);
    void askServices(const std::shared_ptr<Refresh>& refresh, Measure measure, double ServiceCalls::*field);
    void askAlerts(const std::shared_ptr<Refresh>& refresh);
    void askAlertSeries(const std::shared_ptr<Refresh>& refresh);
    void alertPartAnswered(const std::shared_ptr<Refresh>& refresh);
    void takeAlerts(Refresh& refresh, std::vector<FiringAlert> alerts) const;
    void answered(const std::shared_ptr<Refresh>& refresh, const std::optional<Error>& error);
    void complete(Refresh& refresh);
    void schedule(Duration delay);
    void watchForSleep();
    [[nodiscard]] Duration retryPause() const;
    [[nodiscard]] std::string by() const;
    /// Nothing: of a cluster that is not covered.
    [[nodiscard]] std::optional<std::string> clusterOf(std::string_view labelValue) const;
    [[nodiscard]] std::vector<SpacingPart> partsOf(
        std::string_view metric, Duration shift, Instant start, Instant end) const;
    [[nodiscard]] Duration currentSpacing(std::string_view metric) const;
    [[nodiscard]] bool isStarting() const;
    void setStatus(Freshness freshness, const std::optional<Error>& error);

    const MetricsSettings m_settings;
    ClusterNames m_names;
    const std::unique_ptr<PrometheusClient> m_client;
    Executor& m_executor;
    FreshnessBoard& m_board;
    Overview m_listener;
    std::optional<Instant> m_moment;
    Duration m_window = std::chrono::hours(1);
    bool m_running = false;
    std::uint64_t m_generation = 0; // answers to an older show() are dropped
    std::vector<PrometheusClient::Ticket> m_tickets; // what the present generation asked since its last refresh()
    std::set<std::string, std::less<>> m_present; // probe metrics the server has
    /// Over the shown window, and over the same a day before, by metric and shift.
    std::map<std::pair<std::string, Duration>, std::vector<SpacingPart>> m_spacing;
    std::set<std::string, std::less<>> m_tooYoung; // of the metrics present: a rate of them would be too low yet
    std::map<std::string, Duration, std::less<>> m_youngSpacing; // of metrics whose series began moments ago
    bool m_spacingKnown = false;
    const Duration m_madeAt; // monotonic
    Duration m_shownAt {}; // monotonic, of the last show()
    std::optional<Duration> m_probedAt; // monotonic, of the last dialect probe that was answered
    Duration m_spacingAt {}; // monotonic, of the last spacing probe
    Duration m_spacedAt {}; // monotonic, when the last of them was answered
    std::optional<Instant> m_asOf;
    int m_tries = 0;
    Executor::TimerId m_timer = 0;
    Executor::TimerId m_sleepTimer = 0;
    Duration m_asleep {}; // boottime minus monotonic, at the last look
    std::mt19937_64 m_random;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace Strato
