// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/faults/faultengine.h"
#include "app/estate/kube/estateserver.h"
#include "app/estate/metrics/metricface.h"
#include "app/estate/world/livingworld.h"
#include "models/base/clock.h"
#include "tests/support/apiclient.h"

#include <nlohmann/json_fwd.hpp>

#include <map>
#include <memory>
#include <string>

namespace Strato::Testing {

/// One sample of a page of metrics.
struct MetricSample {
    std::map<std::string, std::string> labels; ///< those of the target too
    double value = 0;
};

/// A whole estate in this process on its own time: world, faults, Kubernetes face, metric face. It is looked at through
/// the sockets of the faces alone.
class EstateRig final {
public:
    explicit EstateRig(Estate::FaultOptions faults);
    ~EstateRig();
    EstateRig(const EstateRig&) = delete;
    EstateRig& operator=(const EstateRig&) = delete;

    /// Moves the world on, second by second, and tells the faces.
    void run(std::chrono::seconds time);
    [[nodiscard]] Result<Estate::Fault> inject(
        const std::string& kind, const std::string& target, const std::string& cluster, Duration length);
    /// Where a fault of @p spec goes when nothing was said.
    [[nodiscard]] Estate::FaultPlace placeOf(const Estate::FaultKindSpec& spec) const;
    [[nodiscard]] std::string clusterOf(const Estate::FaultPlace& place) const; ///< the first one for tenants
    [[nodiscard]] Instant now() const;
    [[nodiscard]] const std::vector<Estate::Fault>& faults() const { return m_engine.running(); }

    /// The answer of a cluster's API server to a GET of @p path, as JSON; null unless it was 200.
    [[nodiscard]] nlohmann::json ask(const std::string& cluster, const std::string& path) const;
    [[nodiscard]] std::string text(const std::string& cluster, const std::string& path) const;
    /// The samples called @p name on all pages that carry it. "up": one a target, 0 where nobody answers.
    [[nodiscard]] std::vector<MetricSample> metrics(const std::string& name) const;

private:
    [[nodiscard]] std::string page(const Estate::MetricTarget& target) const; ///< empty: no answer
    void feed();

    SystemClock m_clock;
    Estate::FaultEngine m_engine;
    Estate::LivingWorld m_world;
    Estate::MetricFace m_face { m_world };
    std::unique_ptr<Estate::EstateServer> m_server;
    std::uint16_t m_metricsPort = 0;
    mutable std::map<std::string, std::string> m_pages; ///< of this moment
};

} // namespace Strato::Testing
