// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/world/kubeobjects.h"
#include "app/estate/world/worldstate.h"

#include <algorithm>

namespace Strato::Estate {

namespace {

constexpr std::size_t mostEvents = 1500; // of one cluster; a real server forgets by age alone and can drown
constexpr Duration eventLife = std::chrono::hours(1);

void dropEvent(WorldState& world, Cluster& cluster)
{
    const KubeEvent& event = cluster.events.front();
    world.dirty.erase({ ObjectKind::Event, event.id });
    world.extra.push_back({ cluster.name, eventObject(event), true });
    cluster.events.pop_front();
}

} // namespace

EventAbout aboutPod(const WorldState& world, const Pod& pod, bool container)
{
    const Workload& workload = world.workloadOf(pod);
    return { pod.cluster, "Pod", workload.nameSpace, pod.name, pod.uid, container ? "spec.containers{app}" : "" };
}

EventAbout aboutWorkload(const WorldState&, const Workload& workload)
{
    return { workload.cluster, kindName(workload.kind), workload.nameSpace, workload.name, workload.uid, "" };
}

void addEvent(WorldState& world, const EventAbout& about, const std::string& type, const std::string& reason,
    const std::string& message, const std::string& component, const std::string& host)
{
    if (about.cluster < 0)
        return;
    Cluster& cluster = world.clusters[static_cast<std::size_t>(about.cluster)];
    const auto same
        = [&](const KubeEvent& e) { return e.objectUid == about.uid && e.reason == reason && e.message == message; };
    const auto found = std::ranges::find_if(cluster.events, same);
    KubeEvent event;
    if (found != cluster.events.end()) {
        event = *found;
        ++event.count;
        cluster.events.erase(found);
    } else {
        event.id = world.nextEvent++;
        event.name
            = about.object + '.' + world.dice.hex(about.uid + reason, static_cast<std::uint64_t>(world.now.ns), 16);
        event.nameSpace = about.nameSpace.empty() ? "default" : about.nameSpace;
        event.type = type;
        event.reason = reason;
        event.message = message;
        event.component = component;
        event.host = host;
        event.kind = about.kind;
        event.object = about.object;
        event.objectUid = about.uid;
        event.fieldPath = about.fieldPath;
        const bool core = about.kind == "Pod" || about.kind == "Node";
        event.apiVersion = core                              ? "v1"
            : about.kind == "Job" || about.kind == "CronJob" ? "batch/v1"
            : about.kind == "HorizontalPodAutoscaler"        ? "autoscaling/v2"
                                                             : "apps/v1";
        event.first = world.now;
    }
    event.last = world.now;
    cluster.events.push_back(event);
    world.touch(ObjectKind::Event, event.id);
    if (cluster.events.size() > mostEvents)
        dropEvent(world, cluster);
}

void expireEvents(WorldState& world)
{
    for (Cluster& cluster : world.clusters)
        while (!cluster.events.empty() && world.now - cluster.events.front().last > eventLife)
            dropEvent(world, cluster);
}

} // namespace Strato::Estate
