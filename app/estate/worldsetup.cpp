// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/worldsetup.h"

namespace Strato::Estate {

WorldOptions worldOptions(const ServeOptions& options, Instant start)
{
    WorldOptions world;
    world.seed = options.seed;
    world.start = start;
    world.clusters = options.clusters;
    world.pods = options.pods;
    world.nodes = options.nodes;
    world.churn = options.churn;
    return world;
}

std::unique_ptr<World> makePastWorld(const ServeOptions& options, Instant start, Instant asOf)
{
    WorldOptions world = worldOptions(options, start);
    world.asOf = asOf;
    world.pods = 0; // filler has no metrics; its nodes stay, since pods are named by their number
    world.churn = 0;
    return std::make_unique<World>(std::move(world));
}

} // namespace Strato::Estate
