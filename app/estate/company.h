// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/commandline.h"
#include "app/estate/kube/objectchange.h"
#include "app/estate/statedirectory.h"
#include "models/base/clock.h"

#include <memory>
#include <vector>

namespace Strato::Estate {

class EstateServer;
class FaultDesk;
class HistoryKeeper;
class LivingWorld;
class MetricFace;
class PrometheusChild;

/// A running estate: the world, and the faces that translate it to the wire. Main thread.
class Company final {
public:
    Company(const Clock& clock, ServeOptions options);
    ~Company();
    Company(const Company&) = delete;
    Company& operator=(const Company&) = delete;

    /// Makes the world and opens its faces; afterwards every list is answered.
    [[nodiscard]] Result<void> start();
    /// The one line, JSON, that says where everything is.
    [[nodiscard]] std::string readyLine() const;
    /// Moves the world on to now and tells the faces.
    void beat();
    [[nodiscard]] FaultDesk& faults() { return *m_faults; } ///< after start()

private:
    [[nodiscard]] Result<void> openClusters();
    void startMetrics();
    [[nodiscard]] Result<void> startPrometheus(const QString& folder, std::uint16_t port);
    void writeHistory();
    void feed(std::vector<ObjectChange> changes);

    const Clock& m_clock;
    ServeOptions m_options;
    std::unique_ptr<StateDirectory> m_state;
    Instant m_start; ///< of the world, in whole seconds
    std::unique_ptr<LivingWorld> m_world;
    std::unique_ptr<FaultDesk> m_faults;
    std::vector<std::string> m_clusters;
    std::unique_ptr<MetricFace> m_metrics;
    std::unique_ptr<EstateServer> m_server; ///< after the world: it asks it for logs until its end
    std::unique_ptr<HistoryKeeper> m_history; ///< null: no Prometheus, or one whose data goes with us
    std::unique_ptr<PrometheusChild> m_prometheus;
    Error m_prometheusMissing { ErrorCode::NotAskedFor, {} };
    std::string m_prometheusUrl, m_historyMissing;
    bool m_historyWanted = false; ///< and not begun
};

} // namespace Strato::Estate
