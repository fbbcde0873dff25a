// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/world/worldstate.h"

#include <algorithm>
#include <cmath>

namespace Strato::Estate {

namespace {

constexpr double gibibyte = 1024.0 * 1024.0 * 1024.0;
constexpr Duration leaseEvery = std::chrono::seconds(10);
constexpr Duration heartbeatEvery = std::chrono::minutes(5);
constexpr Duration unreachableAfter = std::chrono::seconds(40); // node-monitor-grace-period
constexpr Duration evictAfter = std::chrono::minutes(5); // tolerationSeconds of every pod

EventAbout aboutNode(const Node& node)
{
    return { node.cluster, "Node", "", node.name, node.uid, "" };
}

void sumPods(WorldState& world)
{
    for (Node& node : world.nodes) {
        node.cpuUsed = node.memoryUsed = node.rxRate = node.txRate = node.requestedCores = node.requestedBytes = 0;
        node.pods = 0;
    }
    for (const auto& [id, pod] : world.pods) {
        if (pod.node < 0 || pod.stage == PodStage::Completed || pod.stage == PodStage::Evicted)
            continue;
        Node& node = world.nodes[static_cast<std::size_t>(pod.node)];
        const Workload& workload = world.workloadOf(pod);
        ++node.pods;
        node.cpuUsed += pod.cpu;
        node.memoryUsed += pod.memory;
        node.rxRate += pod.rps * 2200;
        node.txRate += pod.rps * 5200;
        node.requestedCores += workload.requestCores;
        node.requestedBytes += workload.requestBytes;
    }
}

void loadNode(const WorldState& world, Node& node, double dt)
{
    const std::uint64_t key = hashText(node.name);
    const double wobble = noise(key, world.now, std::chrono::minutes(6));
    if (node.cluster < 0) {
        const double seconds = std::floor(static_cast<double>(world.now.ns) / 1e9) + 8 * 3600;
        node.cpuUsed = node.cores * (0.12 + 0.35 * dayCurve(std::fmod(seconds, 86400.0)) + 0.08 * wobble);
        node.memoryUsed = node.memoryBytes * (0.55 + 0.05 * wobble);
        node.rxRate = 3e5 * (1.2 + wobble);
        node.txRate = 5e5 * (1.2 + wobble);
    } else if (node.filler) {
        node.cpuUsed = node.cores * (0.3 + 0.15 * wobble);
        node.memoryUsed = node.memoryBytes * (0.5 + 0.1 * wobble);
    }
    node.cpuUsed = std::min(node.cpuUsed + 0.35 + 0.1 * wobble, node.cores * (0.98 - node.knobs.steal));
    node.memoryUsed = std::min(node.memoryUsed + 2.6 * gibibyte, node.memoryBytes * 0.985);
    const double resting = 0.21 + 0.18 * static_cast<double>(key % 1000U) / 1000.0;
    node.diskUsed = node.diskBytes * std::min(0.995, std::max(resting, node.knobs.diskFill));
    node.iowait = 0.01 + 0.01 * std::abs(wobble) + (node.knobs.diskFill > 0.9 ? 0.12 : 0);
    const double running = node.cpuUsed + node.knobs.steal * node.cores * 1.5 + node.iowait * node.cores;
    const auto follow = [dt](double& value, double target, double seconds) {
        value += (target - value) * (1 - std::exp(-dt / seconds));
    };
    follow(node.load1, running, 60);
    follow(node.load5, running, 300);
    follow(node.load15, running, 900);
}

void countNode(Node& node, double dt)
{
    NodeTotals& total = node.total;
    const double steal = node.knobs.steal * node.cores;
    const double wait = std::min(node.iowait * node.cores, std::max(0.0, node.cores - node.cpuUsed - steal));
    total.user += node.cpuUsed * 0.78 * dt;
    total.system += node.cpuUsed * 0.19 * dt;
    total.softirq += node.cpuUsed * 0.03 * dt;
    total.steal += steal * dt;
    total.iowait += wait * dt;
    total.idle += std::max(0.0, node.cores - node.cpuUsed - steal - wait) * dt;
    total.rxBytes += (node.rxRate + 2e4) * dt;
    total.txBytes += (node.txRate + 3e4) * dt;
    total.rxPackets += (node.rxRate + 2e4) / 700 * dt;
    total.txPackets += (node.txRate + 3e4) / 900 * dt;
    total.txDrops += node.knobs.txDropsPerSecond * dt;
    total.outSegments += (node.txRate + 3e4) / 1100 * dt;
    total.retransmits += ((node.txRate + 3e4) / 1100 * 2e-4 + node.knobs.txDropsPerSecond * 2.5) * dt;
    const double io = 20 + node.cpuUsed * 6 + node.iowait * 900;
    total.writes += io * dt;
    total.reads += io * 0.3 * dt;
    total.writtenBytes += io * 14e3 * dt;
    total.readBytes += io * 0.3 * 18e3 * dt;
    total.ioSeconds += std::min(0.99, 0.02 + node.iowait * 2) * dt;
    total.ioWeighted += (0.03 + node.iowait * 5) * dt;
    const double busy = node.cpuUsed / node.cores + node.knobs.steal;
    const double stolen = node.knobs.steal * std::min(1.0, 2 * node.cpuUsed / node.cores); // something was ready to run
    total.waitCpu += (std::max(0.0, busy - 0.6) + 0.5 * stolen) * dt;
    total.waitMemory += std::max(0.0, node.memoryUsed / node.memoryBytes - 0.92) * dt;
    total.waitIo += node.iowait * 0.6 * dt;
    total.majorFaults += 0.4 * dt;
}

void setNodeReady(WorldState& world, Node& node, std::size_t index, bool ready)
{
    node.ready = ready;
    node.readySince = world.now;
    world.touch(ObjectKind::Node, index);
    addEvent(world, aboutNode(node), "Normal", ready ? "NodeReady" : "NodeNotReady",
        "Node " + node.name + " status is now: " + (ready ? "NodeReady" : "NodeNotReady"),
        ready ? "kubelet" : "node-controller", node.name);
    for (auto& [id, pod] : world.pods)
        if (pod.node == static_cast<int>(index) && pod.state == ContainerState::Running
            && pod.stage != PodStage::Terminating) {
            setReady(world, pod, ready && pod.stage == PodStage::Ready);
            world.touch(ObjectKind::Pod, pod.id);
        }
}

void watchNode(WorldState& world, Node& node, std::size_t index)
{
    const bool dark = node.knobs.dark;
    if (dark && !node.darkSince)
        node.darkSince = world.now;
    if (!dark)
        node.darkSince.reset();
    if (!dark && world.now - node.leaseRenewed >= leaseEvery) {
        node.leaseRenewed = world.now;
        world.touch(ObjectKind::Lease, index);
    }
    if (!dark && world.now - node.heartbeat >= heartbeatEvery) {
        node.heartbeat = world.now;
        world.touch(ObjectKind::Node, index);
    }
    if (dark && node.ready && world.now - *node.darkSince >= unreachableAfter)
        setNodeReady(world, node, index, false);
    if (!dark && !node.ready)
        setNodeReady(world, node, index, true);
}

void pressDisk(WorldState& world, Node& node, std::size_t index)
{
    const bool pressed = node.diskUsed > 0.92 * node.diskBytes;
    if (pressed == node.diskPressure)
        return;
    node.diskPressure = pressed;
    node.diskPressureSince = world.now;
    world.touch(ObjectKind::Node, index);
    if (!pressed) {
        addEvent(world, aboutNode(node), "Normal", "NodeHasNoDiskPressure",
            "Node " + node.name + " status is now: NodeHasNoDiskPressure", "kubelet", node.name);
        return;
    }
    addEvent(world, aboutNode(node), "Normal", "NodeHasDiskPressure",
        "Node " + node.name + " status is now: NodeHasDiskPressure", "kubelet", node.name);
    addEvent(world, aboutNode(node), "Warning", "EvictionThresholdMet", "Attempting to reclaim ephemeral-storage",
        "kubelet", node.name);
}

/// Under disk pressure the kubelet evicts one pod a minute; from a dark node the controller evicts all after five.
void evictFrom(WorldState& world, Node& node, std::size_t index)
{
    const bool gone = node.darkSince && world.now - *node.darkSince >= evictAfter;
    const bool pressed = node.diskPressure && world.now - node.diskPressureSince >= std::chrono::minutes(1);
    if (!gone && !pressed)
        return;
    for (auto& [id, pod] : world.pods) {
        if (pod.node != static_cast<int>(index) || pod.deletionAt || pod.stage == PodStage::Evicted)
            continue;
        const Workload& workload = world.workloadOf(pod);
        if (workload.kind == WorkloadKind::DaemonSet || pod.stage == PodStage::Completed)
            continue;
        if (gone) {
            deletePod(world, pod, "TaintManagerEviction");
        } else if (workload.kind == WorkloadKind::Deployment) {
            evictPod(world, pod,
                "The node was low on resource: ephemeral-storage. Threshold quantity: 9663676416, available: "
                    + std::to_string(static_cast<long long>((node.diskBytes - node.diskUsed) / 1024)) + "Ki.");
            node.diskPressureSince = world.now;
            return;
        }
    }
}

} // namespace

void stepNodes(WorldState& world, double dt)
{
    sumPods(world);
    for (std::size_t i = 0; i < world.nodes.size(); ++i) {
        Node& node = world.nodes[i];
        if (!node.knobs.dark) {
            loadNode(world, node, dt);
            countNode(node, dt);
        }
        if (node.cluster < 0)
            continue;
        watchNode(world, node, i);
        pressDisk(world, node, i);
        evictFrom(world, node, i);
    }
}

} // namespace Strato::Estate
