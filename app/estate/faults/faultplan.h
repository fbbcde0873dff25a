// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/faults/faultkinds.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace Strato::Estate {

/// One thing that happens by plan.
struct PlannedChange {
    enum class What : std::uint8_t { Fault, Release, Scale, Config };
    What what = What::Release;
    Instant at;
    int cluster = 0;
    std::string service; ///< Fault: the target; empty: one of all, by `draw`
    std::string value; ///< Release: version; Config: key=value
    std::string by; ///< field manager
    int replicas = 0; ///< Scale
    FaultKind fault = FaultKind::LeakRelease;
    std::uint64_t draw = 0;
};

/// What happens in this company by itself: releases, small changes by hand, and faults, the whole day long. A pure
/// function of seed and time: a world that is run over the past and one that begins now agree about every incident.
class FaultPlan final {
public:
    /// @p opening: when a demo begins; its first half hour then has a sequence of its own instead of the day's faults.
    FaultPlan(std::uint64_t seed, std::optional<Instant> opening)
        : m_dice(seed)
        , m_opening(opening)
    {
    }
    /// What happens after @p after, up to and at @p until, by time.
    [[nodiscard]] std::vector<PlannedChange> between(Instant after, Instant until) const;
    /// The version of @p service that the plan has brought by @p at; the second cluster follows minutes later.
    [[nodiscard]] std::string version(std::string_view service, Instant at) const;

private:
    void addReleases(Instant after, Instant until, std::vector<PlannedChange>& out) const;
    void addConfigs(Instant after, Instant until, std::vector<PlannedChange>& out) const;
    void addScalings(Instant after, Instant until, std::vector<PlannedChange>& out) const;
    void addFaults(Instant after, Instant until, std::vector<PlannedChange>& out) const;
    void addOpening(Instant after, Instant until, std::vector<PlannedChange>& out) const;
    [[nodiscard]] Duration periodOf(std::string_view service) const;
    [[nodiscard]] Instant releaseAt(std::string_view service, std::int64_t number) const;
    [[nodiscard]] std::int64_t releasesBy(std::string_view service, Instant at) const;

    Dice m_dice;
    std::optional<Instant> m_opening;
};

} // namespace Strato::Estate
