// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/world/worldstate.h"

namespace Strato::Estate {

/// Workloads that are there for their number: pods that run and, with a churn rate, change, come and go. They carry no
/// traffic and have no metrics of their own. Deterministic for the seed.
class Filler final {
public:
    /// Fills every cluster up to options.pods pods; their objects are in world.extra afterwards.
    explicit Filler(WorldState& world);
    /// Makes the changes that are due: 60 % modify, 20 % create (new names), 20 % delete.
    void step(WorldState& world, double dt);

private:
    struct FillerPod {
        std::uint64_t number = 0;
        int cluster = 0;
        int version = 0; ///< how often it was modified
        Instant created, changed;
    };
    [[nodiscard]] nlohmann::json object(const WorldState& world, const FillerPod& pod) const;
    void add(WorldState& world, int cluster, Instant created);

    std::vector<FillerPod> m_pods;
    std::uint64_t m_next = 0;
    std::uint64_t m_turn = 0;
    double m_due = 0;
};

} // namespace Strato::Estate
