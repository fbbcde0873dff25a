// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/world/world.h"

#include "app/estate/world/kubeobjects.h"

#include <algorithm>

namespace Strato::Estate {

namespace {

void pushWorkload(const WorldState& world, const Workload& w, std::vector<ObjectChange>& out)
{
    if (!w.uid.empty())
        out.push_back({ world.clusterAt(w.cluster).name, workloadObject(world, w), false });
}

void pushReplicaSet(const WorldState& world, std::uint64_t id, std::vector<ObjectChange>& out)
{
    const Workload& w = world.workloads[id >> 20U];
    const auto found = std::ranges::find(w.revisions, static_cast<int>(id & 0xfffffU), &Revision::number);
    if (found != w.revisions.end())
        out.push_back({ world.clusterAt(w.cluster).name, replicaSetObject(world, w, *found), false });
}

void pushEvent(const WorldState& world, std::uint64_t id, std::vector<ObjectChange>& out)
{
    for (const Cluster& cluster : world.clusters) {
        const auto found = std::ranges::find(cluster.events, id, &KubeEvent::id);
        if (found != cluster.events.end())
            out.push_back({ cluster.name, eventObject(*found), false });
    }
}

void push(const WorldState& world, ObjectKind kind, std::uint64_t id, std::vector<ObjectChange>& out)
{
    switch (kind) {
    case ObjectKind::Node:
    case ObjectKind::Lease: {
        const Node& node = world.nodes[id];
        out.push_back({ world.clusterAt(node.cluster).name,
            kind == ObjectKind::Node ? nodeObject(world, node) : leaseObject(world, node), false });
        return;
    }
    case ObjectKind::Pod:
        if (const auto found = world.pods.find(static_cast<std::uint32_t>(id)); found != world.pods.end())
            out.push_back({ world.clusterAt(found->second.cluster).name, podObject(world, found->second), false });
        return;
    case ObjectKind::ReplicaSet: pushReplicaSet(world, id, out); return;
    case ObjectKind::Event: pushEvent(world, id, out); return;
    case ObjectKind::Workload: pushWorkload(world, world.workloads[id], out); return;
    case ObjectKind::Scaling:
        out.push_back(
            { world.clusterAt(world.workloads[id].cluster).name, scalingObject(world, world.workloads[id]), false });
        return;
    case ObjectKind::Endpoints: {
        const Workload& w = world.workloads[id];
        out.push_back({ world.clusterAt(w.cluster).name, endpointsObject(world, w), false });
        out.push_back({ world.clusterAt(w.cluster).name, endpointSliceObject(world, w), false });
        return;
    }
    }
}

} // namespace

World::World(const WorldOptions& options)
    : m_state(options)
{
    buildWorld(m_state);
    m_filler = std::make_unique<Filler>(m_state);
}

World::~World() = default;

void World::step(Duration by)
{
    const double dt = std::chrono::duration<double>(by).count();
    m_state.now = m_state.now + by;
    if (m_director)
        m_director(m_state);
    stepPods(m_state);
    stepTraffic(m_state, dt);
    stepPodLoad(m_state, dt);
    stepNodes(m_state, dt);
    stepControllers(m_state);
    stepJobs(m_state);
    m_sinceScaling += by;
    if (m_sinceScaling >= std::chrono::seconds(15)) {
        m_sinceScaling = {};
        stepScaling(m_state);
    }
    recordMoments(m_state);
    expireEvents(m_state);
    m_filler->step(m_state, dt);
}

std::vector<ObjectChange> World::drain()
{
    std::vector<ObjectChange> out;
    out.swap(m_state.extra);
    for (const auto& [kind, id] : m_state.dirty)
        push(m_state, kind, id, out);
    m_state.dirty.clear();
    return out;
}

} // namespace Strato::Estate
