// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/settings/appsettings.h"
#include "models/base/executor.h"
#include "models/base/freshness.h"
#include "models/metrics/joinreport.h"
#include "models/metrics/metricssource.h"
#include "models/net/httptransport.h"

#include <functional>
#include <map>
#include <memory>

namespace Strato {

class BlockingPool;
class WorkerPool;

/// What the desk stands on; all outlives it.
struct MetricsDependencies {
    HttpTransport& transport;
    Executor& data; ///< the data thread
    WorkerPool& workers;
    BlockingPool& files;
    FreshnessBoard& freshness;
};

/// The configured metrics servers: opens them, keeps those that are reached through a cluster waiting until it is
/// open, tests them. Owner's thread unless said.
class MetricsDesk final {
public:
    struct Listeners { ///< called on the data thread
        std::function<void(std::shared_ptr<const MetricsOverview>)> overview;
        std::function<void(const std::string& id)> gone; ///< SourceStatus id
    };

    MetricsDesk(MetricsDependencies on, Listeners listeners);
    ~MetricsDesk(); ///< after clear()
    MetricsDesk(const MetricsDesk&) = delete;
    MetricsDesk& operator=(const MetricsDesk&) = delete;

    /// Nothing when it started, or waits for its cluster or its certificates; else why its settings cannot be used.
    /// Files are read on a thread of their own: what is wrong with one becomes the server's status.
    [[nodiscard]] std::optional<Error> add(const PrometheusSettings& settings, const QByteArray& secret);
    void remove(const QString& name);
    void sayLost(const QString& name, const Error& error); ///< why a configured server could not be opened
    void refresh(const QString& name); ///< now, not when its next try is due
    /// @p clusters: those to join to, among which it takes the ones that the server covers. Answers on the data thread.
    void test(const PrometheusSettings& settings, const QByteArray& secret,
        std::function<std::vector<JoinCluster>()> clusters, std::function<void(Result<JoinReport>)> answer);

    void contextOpened(const QString& context, const HttpEndpoint& endpoint); ///< servers behind it start
    void contextClosed(const QString& context); ///< servers behind it wait again
    void nameCluster(const std::string& id, const std::string& context); ///< data thread
    void show(std::optional<Instant> moment, Duration window);
    void networkChanged(); ///< of this machine
    void clear(); ///< data thread; ends all sources

private:
    struct Sources;
    struct Server {
        PrometheusSettings settings;
        QByteArray secret;
    };
    [[nodiscard]] const HttpEndpoint* via(const PrometheusSettings& settings) const;
    [[nodiscard]] std::optional<Error> start(const Server& server);
    void stop(const QString& name, bool forget);
    void sayWaiting(const Server& server);
    void say(const QString& name, Freshness freshness, const std::optional<Error>& error);
    void whenReady(HttpEndpoint endpoint, const PrometheusSettings& settings,
        std::function<void(Result<HttpEndpoint>)> then); ///< on the data thread, its certificates read

    const MetricsDependencies m_on;
    const Listeners m_listeners;
    std::map<QString, Server> m_servers;
    std::map<QString, HttpEndpoint> m_endpoints; // of open contexts
    std::uint64_t m_lastStart = 0;
    const std::shared_ptr<Sources> m_sources; // its content: data thread
};

} // namespace Strato
