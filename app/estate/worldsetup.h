// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/commandline.h"
#include "app/estate/faults/faultengine.h"
#include "app/estate/world/world.h"

namespace Strato::Estate {

/// What happens in the company that serves; a demo opens at @p opening.
[[nodiscard]] FaultOptions faultOptions(const ServeOptions& options, Instant opening);
/// The world that serves, as the command line describes it, with what the plan of @p engine has released before. Both
/// must live until the world is made.
[[nodiscard]] WorldOptions worldOptions(const ServeOptions& options, const FaultEngine& engine, Instant start);
/// The same company from @p start on, for the metrics of the past of a world that begins at @p asOf: the same plan of
/// releases and faults, no filler.
[[nodiscard]] std::unique_ptr<World> makePastWorld(const ServeOptions& options, Instant start, Instant asOf);

} // namespace Strato::Estate
