// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/world/kubeobjects.h"
#include "app/estate/world/worldstate.h"

#include <algorithm>
#include <cmath>

namespace Strato::Estate {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
constexpr Duration grace = seconds(30);

Duration jitter(const WorldState& world, const Pod& pod, std::string_view what, double from, double to)
{
    const double unit = world.dice.unit(what, mixBits(pod.id) + static_cast<std::uint64_t>(pod.restarts));
    return milliseconds(static_cast<std::int64_t>((from + unit * (to - from)) * 1000));
}

Duration startTime(const WorldState& world, const Pod& pod)
{
    const int service = world.workloadOf(pod).service;
    const Runtime runtime = service < 0 ? Runtime::Go : services()[static_cast<std::size_t>(service)].runtime;
    switch (runtime) {
    case Runtime::Java: return jitter(world, pod, "start", 9, 15);
    case Runtime::MySql:
    case Runtime::Kafka:
    case Runtime::Elastic: return jitter(world, pod, "start", 8, 20);
    case Runtime::Silent: return jitter(world, pod, "start", 20, 40);
    default: return jitter(world, pod, "start", 1.5, 4);
    }
}

std::string imageOf(const WorldState& world, const Pod& pod)
{
    return imageName(world.workloadOf(pod), world.revisionOf(pod));
}

int chooseNode(const WorldState& world, const Pod& pod)
{
    const Workload& workload = world.workloadOf(pod);
    if (workload.kind == WorkloadKind::DaemonSet)
        return pod.ordinal;
    std::map<int, int> mine; // pods of this workload on each node: spread them
    for (const auto& [id, other] : world.pods)
        if (other.workload == pod.workload && other.node >= 0)
            ++mine[other.node];
    int best = -1;
    double bestScore = 0;
    for (const int index : world.clusterAt(pod.cluster).nodes) {
        const Node& node = world.nodes[static_cast<std::size_t>(index)];
        if (node.filler || !node.ready || node.diskPressure || node.knobs.dark)
            continue;
        const double cpu = (node.requestedCores + workload.requestCores) / (node.cores - 0.5);
        const double memory = (node.requestedBytes + workload.requestBytes) / (node.memoryBytes * 0.92);
        if (cpu > 1 || memory > 1)
            continue;
        const double score = std::max(cpu, memory) + 0.35 * mine[index] + 0.02 * world.dice.unit(node.name, pod.id);
        if (best < 0 || score < bestScore) {
            best = index;
            bestScore = score;
        }
    }
    return best;
}

void giveAddress(WorldState& world, Pod& pod)
{
    if (pod.hostNetwork) {
        pod.ip = world.nodes[static_cast<std::size_t>(pod.node)].ip;
        return;
    }
    Cluster& cluster = world.clusters[static_cast<std::size_t>(pod.cluster)];
    const std::uint64_t n = cluster.nextAddress++ % 60000;
    pod.ip = "10." + std::to_string(244 + pod.cluster) + '.' + std::to_string(n / 250 + 1) + '.'
        + std::to_string(n % 250 + 2);
}

void enter(WorldState& world, Pod& pod, PodStage stage, std::optional<Duration> forTime)
{
    pod.stage = stage;
    pod.stageSince = world.now;
    pod.nextAt.reset();
    if (forTime)
        pod.nextAt = world.now + *forTime;
    world.touch(ObjectKind::Pod, pod.id);
}

void schedule(WorldState& world, Pod& pod)
{
    pod.node = chooseNode(world, pod);
    if (pod.node < 0) {
        addEvent(world, aboutPod(world, pod), "Warning", "FailedScheduling",
            "0/" + std::to_string(world.clusterAt(pod.cluster).nodes.size())
                + " nodes are available: insufficient cpu or untolerated taint.",
            "default-scheduler");
        enter(world, pod, PodStage::Pending, seconds(30));
        return;
    }
    Node& node = world.nodes[static_cast<std::size_t>(pod.node)];
    node.requestedCores += world.workloadOf(pod).requestCores;
    node.requestedBytes += world.workloadOf(pod).requestBytes;
    pod.scheduledAt = world.now;
    pod.waitingReason = "ContainerCreating";
    const Workload& workload = world.workloadOf(pod);
    addEvent(world, aboutPod(world, pod), "Normal", "Scheduled",
        "Successfully assigned " + workload.nameSpace + '/' + pod.name + " to " + node.name, "default-scheduler");
    addEvent(world, aboutPod(world, pod, true), "Normal", "Pulling", "Pulling image \"" + imageOf(world, pod) + '"',
        "kubelet", node.name);
    enter(world, pod, PodStage::Pulling, jitter(world, pod, "pull", 0.8, 6));
}

void failPull(WorldState& world, Pod& pod)
{
    const std::string& host = world.nodes[static_cast<std::size_t>(pod.node)].name;
    const std::string image = imageOf(world, pod);
    if (pod.waitingReason == "ErrImagePull") {
        pod.waitingReason = "ImagePullBackOff";
        pod.waitingMessage = "Back-off pulling image \"" + image + '"';
        addEvent(world, aboutPod(world, pod, true), "Normal", "BackOff", pod.waitingMessage, "kubelet", host);
        const int doublings = std::min(pod.pullAttempts - 1, 5);
        enter(world, pod, PodStage::PullFailed, std::min<Duration>(seconds(10LL << doublings), seconds(300)));
        return;
    }
    ++pod.pullAttempts;
    pod.waitingReason = "ErrImagePull";
    pod.waitingMessage
        = "rpc error: code = NotFound desc = failed to pull and unpack image \"" + image + "\": not found";
    addEvent(world, aboutPod(world, pod, true), "Warning", "Failed",
        "Failed to pull image \"" + image + "\": " + pod.waitingMessage, "kubelet", host);
    addEvent(world, aboutPod(world, pod, true), "Warning", "Failed", "Error: ErrImagePull", "kubelet", host);
    enter(world, pod, PodStage::PullFailed, seconds(3));
}

void startContainer(WorldState& world, Pod& pod)
{
    const std::string& host = world.nodes[static_cast<std::size_t>(pod.node)].name;
    if (pod.everStarted) {
        ++pod.restarts;
        const double ooms = pod.total.ooms;
        pod.total = {};
        pod.total.ooms = ooms;
    } else {
        giveAddress(world, pod);
        addEvent(world, aboutPod(world, pod, true), "Normal", "Pulled",
            "Successfully pulled image \"" + imageOf(world, pod) + '"', "kubelet", host);
    }
    pod.everStarted = true;
    pod.leaked = 0;
    pod.state = ContainerState::Running;
    pod.waitingReason.clear();
    pod.waitingMessage.clear();
    pod.startedAt = world.now;
    addEvent(world, aboutPod(world, pod, true), "Normal", "Created", "Created container: app", "kubelet", host);
    addEvent(world, aboutPod(world, pod, true), "Normal", "Started", "Started container app", "kubelet", host);
    const bool job = world.workloadOf(pod).kind == WorkloadKind::Job;
    enter(world, pod, PodStage::Starting, job ? jitter(world, pod, "run", 12, 75) : startTime(world, pod));
}

void finishStart(WorldState& world, Pod& pod)
{
    Workload& workload = world.workloadOf(pod);
    if (workload.kind == WorkloadKind::Job) {
        pod.state = ContainerState::Terminated;
        pod.last = Termination { "Completed", 0, pod.startedAt, world.now };
        pod.finishedAt = world.now;
        enter(world, pod, PodStage::Completed, std::nullopt);
        return;
    }
    if (world.revisionOf(pod).effect.crashes) {
        killContainer(world, pod, "Error", 1);
        return;
    }
    enter(world, pod, PodStage::Ready, std::nullopt);
    setReady(world, pod, true);
}

void transit(WorldState& world, Pod& pod)
{
    switch (pod.stage) {
    case PodStage::Pending: schedule(world, pod); return;
    case PodStage::Pulling:
    case PodStage::PullFailed:
        if (world.revisionOf(pod).effect.imageMissing)
            failPull(world, pod);
        else
            startContainer(world, pod);
        return;
    case PodStage::Starting: finishStart(world, pod); return;
    case PodStage::BackOff:
        if (pod.state == ContainerState::Terminated && pod.backOffs > 1) {
            pod.state = ContainerState::Waiting; // the kubelet holds the next start back
            pod.waitingReason = "CrashLoopBackOff";
            const Duration wait = std::min<Duration>(seconds(10LL << std::min(pod.backOffs - 2, 6)), seconds(300));
            pod.waitingMessage
                = "back-off " + std::to_string(wait / seconds(1)) + "s restarting failed container=app pod=" + pod.name;
            addEvent(world, aboutPod(world, pod, true), "Warning", "BackOff",
                "Back-off restarting failed container app in pod " + pod.name, "kubelet",
                world.nodes[static_cast<std::size_t>(pod.node)].name);
            enter(world, pod, PodStage::BackOff, wait);
            return;
        }
        startContainer(world, pod);
        return;
    default: pod.nextAt.reset();
    }
}

void probe(WorldState& world, Pod& pod)
{
    const ServiceGroup* group = world.groupOf(pod);
    const bool down = group != nullptr && isDatabase(group->spec().runtime) && group->knobs.outage > 0.5;
    if (pod.stage == PodStage::Ready && down) {
        enter(world, pod, PodStage::Failing, std::nullopt);
        setReady(world, pod, false);
        addEvent(world, aboutPod(world, pod, true), "Warning", "Unhealthy",
            "Readiness probe failed: dial tcp " + pod.ip + ": connect: connection refused", "kubelet",
            world.nodes[static_cast<std::size_t>(pod.node)].name);
    } else if (pod.stage == PodStage::Failing && !down) {
        enter(world, pod, PodStage::Ready, std::nullopt);
        setReady(world, pod, true);
    }
    if (pod.stage == PodStage::Ready && pod.backOffs > 0 && world.now - pod.startedAt > std::chrono::minutes(10))
        pod.backOffs = 0;
}

bool onDarkNode(const WorldState& world, const Pod& pod)
{
    return pod.node >= 0 && world.nodes[static_cast<std::size_t>(pod.node)].knobs.dark;
}

} // namespace

Pod& createPod(WorldState& world, Workload& workload, int revision, int ordinal)
{
    const std::uint32_t id = world.nextPod++;
    Pod& pod = world.pods[id];
    pod.id = id;
    pod.cluster = workload.cluster;
    pod.workload = workload.index;
    pod.revision = revision;
    pod.ordinal = ordinal;
    pod.created = pod.stageSince = pod.readyChanged = world.now;
    const std::string& hash = world.revisionOf(pod).hash;
    const std::string scope = world.clusterAt(workload.cluster).name + '/' + workload.nameSpace + '/' + workload.name;
    const std::uint64_t serial
        = static_cast<std::uint64_t>(world.now.ns / 1'000'000'000) * 64 + static_cast<std::uint64_t>(ordinal);
    switch (workload.kind) {
    case WorkloadKind::Deployment:
        pod.name = workload.name + '-' + hash + '-' + world.dice.suffix(scope + hash, serial, 5);
        break;
    case WorkloadKind::StatefulSet: pod.name = workload.name + '-' + std::to_string(ordinal); break;
    default: pod.name = workload.name + '-' + world.dice.suffix(scope, serial, 5);
    }
    pod.uid = world.dice.uid(scope + '/' + pod.name, serial);
    pod.hostNetwork = workload.kind == WorkloadKind::DaemonSet;
    pod.nextAt = world.now + jitter(world, pod, "schedule", 0.1, 0.7);
    world.touch(ObjectKind::Pod, id);
    return pod;
}

void settlePod(WorldState& world, Pod& pod, Instant since)
{
    const Workload& workload = world.workloadOf(pod);
    const std::string scope = world.clusterAt(pod.cluster).name + '/' + workload.nameSpace;
    // A name that does not depend on when this world began, so that history and the living world speak of the same pod.
    if (workload.kind != WorkloadKind::StatefulSet) {
        const std::string stem
            = workload.templated() ? workload.name + '-' + world.revisionOf(pod).hash : workload.name;
        pod.name = stem + '-' + world.dice.suffix(scope + stem, static_cast<std::uint64_t>(pod.ordinal), 5);
    }
    pod.uid = world.dice.uid(scope + '/' + pod.name);
    pod.node = chooseNode(world, pod);
    if (pod.node < 0)
        return;
    Node& node = world.nodes[static_cast<std::size_t>(pod.node)];
    node.requestedCores += workload.requestCores;
    node.requestedBytes += workload.requestBytes;
    giveAddress(world, pod);
    pod.created = since;
    pod.scheduledAt = since + seconds(1);
    pod.startedAt = since + seconds(4);
    pod.readyChanged = pod.stageSince = since + seconds(16);
    pod.everStarted = pod.ready = true;
    pod.state = ContainerState::Running;
    pod.stage = PodStage::Ready;
    pod.nextAt.reset();
}

void setReady(WorldState& world, Pod& pod, bool ready)
{
    if (pod.ready == ready)
        return;
    pod.ready = ready;
    pod.readyChanged = world.now;
    world.touch(ObjectKind::Pod, pod.id);
    if (world.workloadOf(pod).service >= 0)
        world.touch(ObjectKind::Endpoints, static_cast<std::uint64_t>(pod.workload));
}

void deletePod(WorldState& world, Pod& pod, const std::string& reason)
{
    if (pod.deletionAt)
        return;
    pod.deletionAt = world.now + grace;
    setReady(world, pod, false);
    const std::string host = pod.node < 0 ? std::string() : world.nodes[static_cast<std::size_t>(pod.node)].name;
    if (reason == "TaintManagerEviction")
        addEvent(world, aboutPod(world, pod), "Normal", reason,
            "Marking for deletion Pod " + world.workloadOf(pod).nameSpace + '/' + pod.name,
            "taint-eviction-controller");
    else if (pod.state == ContainerState::Running)
        addEvent(world, aboutPod(world, pod, true), "Normal", "Killing", "Stopping container app", "kubelet", host);
    const bool quick = pod.state != ContainerState::Running;
    enter(world, pod, PodStage::Terminating, quick ? Duration(milliseconds(300)) : jitter(world, pod, "stop", 2, 8));
}

void killContainer(WorldState& world, Pod& pod, const std::string& reason, int exitCode)
{
    Node& node = world.nodes[static_cast<std::size_t>(pod.node)];
    pod.last = Termination { reason, exitCode, pod.startedAt, world.now };
    pod.state = ContainerState::Terminated;
    ++pod.backOffs;
    pod.memory = 0;
    setReady(world, pod, false);
    if (reason == "OOMKilled") {
        pod.total.ooms += 1;
        node.total.oomKills += 1;
        addEvent(world, { node.cluster, "Node", "", node.name, node.uid, "" }, "Warning", "OOMKilling",
            "Memory cgroup out of memory: Killed process " + std::to_string(2000 + pod.id) + " (java) in pod "
                + pod.name,
            "kernel-monitor", node.name);
    }
    // What is being deleted is not started again.
    enter(world, pod, pod.deletionAt ? PodStage::Terminating : PodStage::BackOff, milliseconds(1500));
}

void evictPod(WorldState& world, Pod& pod, const std::string& message)
{
    addEvent(world, aboutPod(world, pod), "Warning", "Evicted", message, "kubelet",
        world.nodes[static_cast<std::size_t>(pod.node)].name);
    setReady(world, pod, false);
    pod.state = ContainerState::Terminated;
    pod.last = Termination { "Error", 143, pod.startedAt, world.now };
    pod.waitingMessage = message;
    pod.finishedAt = world.now;
    enter(world, pod, PodStage::Evicted, std::nullopt);
}

void stepPods(WorldState& world)
{
    const Instant now = world.now;
    for (auto it = world.pods.begin(); it != world.pods.end();) {
        Pod& pod = it->second;
        bool erased = false;
        while (!erased && pod.nextAt && *pod.nextAt <= now && !onDarkNode(world, pod)) {
            world.now = *pod.nextAt; // each thing happens at its own moment, however long the step is
            if (pod.stage == PodStage::Terminating) {
                world.extra.push_back({ world.clusterAt(pod.cluster).name, podObject(world, pod), true });
                world.dirty.erase({ ObjectKind::Pod, pod.id });
                erased = true;
            } else {
                transit(world, pod);
            }
        }
        world.now = now;
        if (erased) {
            it = world.pods.erase(it);
            continue;
        }
        if (!onDarkNode(world, pod))
            probe(world, pod);
        ++it;
    }
}

} // namespace Strato::Estate
