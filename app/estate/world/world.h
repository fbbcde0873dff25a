// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/world/filler.h"
#include "app/estate/world/worldstate.h"

#include <functional>
#include <memory>

namespace Strato::Estate {

/// The company as one simulation: load, services, pods, nodes, controllers. Every face reads the same state, so
/// whatever goes wrong shows in all of them. Deterministic for seed, start and steps. Not thread-safe: the owner locks.
class World final {
public:
    explicit World(const WorldOptions& options);
    ~World();
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    /// Moves time on by @p by. Steps of 1 s live; up to 5 min when history is written: timers keep their exact moments.
    void step(Duration by);
    /// Called at the beginning of every step: where faults and the plan of releases take hold.
    void setDirector(std::function<void(WorldState&)> director) { m_director = std::move(director); }
    [[nodiscard]] const WorldState& state() const { return m_state; }
    [[nodiscard]] WorldState& state() { return m_state; }
    [[nodiscard]] Instant now() const { return m_state.now; }
    /// All objects that changed since the last drain; the first one gives everything there is.
    [[nodiscard]] std::vector<ObjectChange> drain();

private:
    WorldState m_state;
    std::unique_ptr<Filler> m_filler;
    std::function<void(WorldState&)> m_director;
    Duration m_sinceScaling {};
};

} // namespace Strato::Estate
