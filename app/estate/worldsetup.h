// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/commandline.h"
#include "app/estate/world/world.h"

namespace Strato::Estate {

/// The world that serves, as the command line describes it.
[[nodiscard]] WorldOptions worldOptions(const ServeOptions& options, Instant start);
/// The same company from @p start on, for the metrics of the past of a world that begins at @p asOf; without filler.
[[nodiscard]] std::unique_ptr<World> makePastWorld(const ServeOptions& options, Instant start, Instant asOf);

} // namespace Strato::Estate
