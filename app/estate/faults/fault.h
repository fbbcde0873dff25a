// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/faults/faultkinds.h"

namespace Strato::Estate {

/// A fault that runs, with what its end needs to put things back.
struct Fault {
    const FaultKindSpec* spec = nullptr;
    FaultPlace place;
    Instant from, until;
    Revision before; ///< knob Template: what ran before
    std::string configBefore; ///< bad-config: the value before
};

/// Does what happens at once; world.now is the moment.
void beginFault(WorldState& world, Fault& fault);
/// Turns the knob to @p share of the full effect, in [0, 1].
void turnFault(WorldState& world, const Fault& fault, double share);
/// Puts things back: a rollback by hand for releases, knobs to zero.
void endFault(WorldState& world, const Fault& fault);
/// The share that is reached at @p now: fast at first, whole after the kind's ramp.
[[nodiscard]] double shareOf(const Fault& fault, Instant now);
/// "leak-release on order-svc in hangzhou-1 until 04:45:20 UTC".
[[nodiscard]] std::string faultText(const WorldState& world, const Fault& fault);

} // namespace Strato::Estate
