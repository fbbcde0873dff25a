// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/world/worldstate.h"
#include "models/base/result.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace Strato::Estate {

enum class FaultKind : std::uint8_t {
    LeakRelease,
    SlowQueryRelease,
    PoolExhausted,
    PacketDrops,
    NoisyNeighbour,
    DiskFull,
    GcStorm,
    BadConfig,
    ImageMissing,
    DependencyOutage,
    ZoneDark,
    TrafficPeak,
};

enum class FaultScope : std::uint8_t { Service, Node, Zone, Tenant };

/// What a fault turns in its target. Two faults never hold the same one of the same target.
enum class FaultKnob : std::uint8_t { Template, Pool, Heap, Outage, Drops, Steal, Disk, Power, Load };

struct FaultKindSpec {
    FaultKind kind;
    std::string_view name; ///< as the command line has it
    std::string_view layer; ///< container, service, node …: where the cause lies
    FaultScope scope;
    FaultKnob knob;
    std::string_view target; ///< the default one; where it does not exist, the first that fits
    std::chrono::seconds length; ///< when nothing else was said
    std::chrono::seconds ramp; ///< from the first sign to the full effect
    std::string_view says; ///< one sentence
};

/// Where a fault acts.
struct FaultPlace {
    int cluster = -1; ///< -1: a plain virtual machine, or a tenant, who is everywhere
    std::string target;
    bool operator==(const FaultPlace&) const = default;
};

[[nodiscard]] std::span<const FaultKindSpec> faultKinds();
[[nodiscard]] const FaultKindSpec* findFaultKind(std::string_view name);
[[nodiscard]] const FaultKindSpec& faultKind(FaultKind kind);
/// Everything that @p spec can act on, always in the same order.
[[nodiscard]] std::vector<FaultPlace> placesOf(const WorldState& world, const FaultKindSpec& spec);
/// The place that @p target (empty: the default one) and @p cluster (empty: the first that has it) mean.
/// InvalidArgument: a sentence that lists the valid ones.
[[nodiscard]] Result<FaultPlace> findPlace(
    const WorldState& world, const FaultKindSpec& spec, const std::string& target, const std::string& cluster);
/// "hangzhou-1", or "everywhere" and "no cluster" where there is none.
[[nodiscard]] std::string clusterText(const WorldState& world, const FaultKindSpec& spec, const FaultPlace& place);

} // namespace Strato::Estate
