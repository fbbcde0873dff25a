// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/metrics/metricface.h"

#include "app/estate/http/httpserver.h"
#include "app/estate/world/livingworld.h"

namespace Strato::Estate {

MetricFace::MetricFace(const LivingWorld& world)
    : m_world(world)
    , m_targets(world.read([](const WorldState& state) { return metricTargets(state); }))
{
    for (std::size_t i = 0; i < m_targets.size(); ++i)
        m_byPath.emplace(m_targets[i].path(), i);
}

Result<std::uint16_t> MetricFace::open(HttpServer& server)
{
    return server.listen({}, [this](const HttpRequest& request) { return answer(request); });
}

HttpResponse MetricFace::answer(const HttpRequest& request) const
{
    const auto found = m_byPath.find(request.path);
    if (found == m_byPath.end())
        return HttpResponse::text(404, "text/plain", "no such target\n");
    const MetricTarget& target = m_targets[found->second];
    Exposition page;
    const bool up = m_world.read([&](const WorldState& world) {
        if (!answers(world, target))
            return false;
        writePage(world, target, page);
        return true;
    });
    if (up)
        return HttpResponse::text(200, "text/plain; version=0.0.4; charset=utf-8", page.take());
    HttpResponse dead;
    dead.hangUp = true; // no power: nobody is there to answer
    return dead;
}

} // namespace Strato::Estate
