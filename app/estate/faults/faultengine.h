// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/faults/fault.h"
#include "app/estate/faults/faultplan.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace Strato::Estate {

struct FaultOptions {
    std::uint64_t seed = 2026;
    bool planned = true; ///< false: only what is injected
    std::optional<Instant> opening; ///< when a demo begins; leave it out for history
};

/// Makes a world's faults and changes happen. Call settle() before the first step and step() at the beginning of every
/// one (World::setDirector). It knows no clock but the world's. Not thread-safe: whoever locks the world locks this
/// too.
class FaultEngine final {
public:
    explicit FaultEngine(FaultOptions options);

    /// The version that a world of this plan which begins at @p start runs before settle(): for WorldOptions::version.
    [[nodiscard]] std::string versionBefore(std::string_view service, Instant start) const;
    /// Gives a world that has just been built the marks of its last hours: releases and changes with their times, pods
    /// of the revision that runs, some that were restarted once. Before the first drain.
    void settle(WorldState& world);
    /// Begins, ramps and ends what is due, each thing at its own moment however long the step is.
    void step(WorldState& world);
    /// Begins a fault now; @p length 0: the kind's own. InvalidArgument: no such kind or target. Conflict: another
    /// fault holds the same thing of the target.
    [[nodiscard]] Result<Fault> inject(WorldState& world, const std::string& kind, const std::string& target,
        const std::string& cluster, Duration length);
    [[nodiscard]] const std::vector<Fault>& running() const { return m_running; }
    /// Called with each fault as it begins.
    void onBegin(std::function<void(const WorldState&, const Fault&)> begin) { m_begin = std::move(begin); }
    [[nodiscard]] std::uint64_t seed() const { return m_options.seed; }

private:
    void advance(WorldState& world, Instant until);
    void apply(WorldState& world, const PlannedChange& change);
    void applyFault(WorldState& world, const PlannedChange& change);
    void begin(WorldState& world, Fault fault);
    void endDue(WorldState& world, Instant until);
    [[nodiscard]] const Fault* holder(const FaultKindSpec& spec, const FaultPlace& place) const;
    [[nodiscard]] bool isHeld(const Workload& workload) const;

    FaultOptions m_options;
    FaultPlan m_plan;
    std::optional<Instant> m_done; ///< up to where the plan was carried out
    std::vector<Fault> m_running;
    std::vector<PlannedChange> m_postponed; ///< releases under way when the world begins: they begin with it
    bool m_settling = false;
    std::function<void(const WorldState&, const Fault&)> m_begin;
};

/// Brings the pods of every Deployment in line with its revision and number, as if that had been long ago.
void alignPods(WorldState& world);
/// Restarts of the last days on a few pods.
void markRestarts(WorldState& world);

} // namespace Strato::Estate
