// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/worldsetup.h"

namespace Strato::Estate {

FaultOptions faultOptions(const ServeOptions& options, Instant opening)
{
    FaultOptions out;
    out.seed = options.seed;
    out.planned = options.faultPlan;
    if (options.faultPlan)
        out.opening = opening;
    return out;
}

WorldOptions worldOptions(const ServeOptions& options, const FaultEngine& engine, Instant start)
{
    WorldOptions world;
    world.seed = options.seed;
    world.start = start;
    world.clusters = options.clusters;
    world.pods = options.pods;
    world.nodes = options.nodes;
    world.churn = options.churn;
    world.version = [&engine](std::string_view service, Instant at) { return engine.versionBefore(service, at); };
    if (!options.faultPlan)
        return world;
    world.released = [&engine](std::string_view service, int cluster, Instant at) {
        return engine.releasedBefore(service, cluster, at);
    };
    return world;
}

std::unique_ptr<World> makePastWorld(const ServeOptions& options, Instant start, Instant asOf)
{
    const auto engine = std::make_shared<FaultEngine>(faultOptions(options, asOf));
    WorldOptions past = worldOptions(options, *engine, start);
    past.asOf = asOf;
    if (!options.faultPlan) // nothing is released on the way: what runs then has run all the time
        past.version
            = [engine, asOf](std::string_view service, Instant) { return engine->versionBefore(service, asOf); };
    past.pods = 0; // filler has no metrics; its nodes stay, since pods are named by their number
    past.churn = 0;
    auto world = std::make_unique<World>(past);
    engine->settle(world->state());
    world->setDirector([engine](WorldState& state) { engine->step(state); });
    return world;
}

} // namespace Strato::Estate
