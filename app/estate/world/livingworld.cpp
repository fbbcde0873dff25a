// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/world/livingworld.h"

#include "app/estate/world/kubeobjects.h"
#include "app/estate/world/podlogs.h"

#include <algorithm>
#include <cmath>

namespace Strato::Estate {

namespace {

using TextPairs = std::vector<std::pair<std::string, std::string>>;

TextPairs pairs(const Json& labels)
{
    TextPairs out;
    for (const auto& [key, value] : labels.items())
        out.emplace_back(key, value.get<std::string>());
    return out;
}

const Pod* findPod(const WorldState& world, const LogAddress& address)
{
    for (const auto& [id, pod] : world.pods)
        if (pod.name == address.pod && world.clusterAt(pod.cluster).name == address.cluster
            && world.workloadOf(pod).nameSpace == address.podNamespace)
            return &pod;
    return nullptr;
}

ContainerUsage measure(const std::string& name, double cores, double bytes)
{
    return { name, static_cast<std::int64_t>(std::llround(cores * 1e9)),
        static_cast<std::int64_t>(std::llround(bytes)) };
}

PodUsage usageOf(const WorldState& world, const Pod& pod)
{
    const Workload& workload = world.workloadOf(pod);
    PodUsage out { workload.nameSpace, pod.name, pairs(podLabels(world, pod)),
        { measure("app", pod.cpu, pod.memory) } };
    if (workload.sidecar)
        out.containers.push_back(measure("envoy", 0.02 + pod.rps * 0.00025, 52.0 * 1024 * 1024));
    return out;
}

} // namespace

LivingWorld::LivingWorld(const WorldOptions& options)
    : m_world(options)
{
}

std::vector<ObjectChange> LivingWorld::advance(Instant now)
{
    constexpr Duration longest = std::chrono::minutes(1);
    const std::scoped_lock lock(m_mutex);
    while (m_world.now() < now)
        m_world.step(std::min(longest, now - m_world.now()));
    return m_world.drain();
}

Result<std::vector<LogLine>> LivingWorld::logLines(
    const LogAddress& address, std::uint64_t afterSequence, std::size_t maxLines) const
{
    const std::scoped_lock lock(m_mutex);
    const WorldState& world = m_world.state();
    const Pod* pod = findPod(world, address);
    if (pod == nullptr)
        return std::vector<LogLine> {}; // a filler pod: it runs and says nothing
    return podLogLines(world, *pod, address.container, address.previous, afterSequence, maxLines);
}

UsageSample LivingWorld::usage(const std::string& cluster) const
{
    const std::scoped_lock lock(m_mutex);
    const WorldState& world = m_world.state();
    UsageSample out;
    out.at = world.now;
    for (const Node& node : world.nodes)
        if (node.cluster >= 0 && !node.knobs.dark && world.clusterAt(node.cluster).name == cluster) {
            const ContainerUsage used = measure("", node.cpuUsed, node.memoryUsed);
            out.nodes.push_back({ node.name, pairs(nodeLabels(world, node)), used.cpuNanocores, used.memoryBytes });
        }
    for (const auto& [id, pod] : world.pods)
        if (pod.state == ContainerState::Running && world.clusterAt(pod.cluster).name == cluster)
            out.pods.push_back(usageOf(world, pod));
    return out;
}

} // namespace Strato::Estate
