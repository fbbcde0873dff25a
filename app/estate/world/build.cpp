// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/world/worldstate.h"

#include <algorithm>

namespace Strato::Estate {

namespace {

constexpr double gibibyte = 1024.0 * 1024.0 * 1024.0;
constexpr double mebibyte = 1024.0 * 1024.0;
constexpr std::array nodesOfFirst { 2, 3, 5, 6, 7, 9, 11, 12, 14, 15, 17, 19 };
constexpr std::array nodesOfSecond { 1, 4, 8, 10, 13, 16, 18, 20, 21, 22, 23, 24 };
constexpr int virtualMachines = 6;
constexpr int historyDays = 7; // what runs at the start has run since before the metrics of the past begin

Node makeNode(const WorldState& world, const std::string& name, int number, int cluster)
{
    Node node;
    node.name = name;
    node.cluster = cluster;
    node.ip = (cluster < 0 ? "172.16.32." : "172.16." + std::to_string(16 + number / 250) + '.')
        + std::to_string(number % 250 + (number >= 250 ? 1 : 0));
    node.memoryBytes = 46.98 * gibibyte;
    node.diskBytes = 89.98 * gibibyte;
    node.uid = world.dice.uid("node/" + name);
    node.created = world.longAgo(name, 0, 40, 300);
    node.readySince = node.diskPressureSince = node.created + std::chrono::minutes(1);
    const auto phase = static_cast<std::int64_t>(world.dice.unit(name, 1) * 1e9);
    node.heartbeat = world.options.start - Duration(phase * 300);
    node.leaseRenewed = world.options.start - Duration(phase * 10);
    return node;
}

void addNode(WorldState& world, Node node)
{
    Cluster& cluster = world.clusters[static_cast<std::size_t>(node.cluster)];
    node.zone = cluster.zones[cluster.nodes.size() % cluster.zones.size()];
    cluster.nodes.push_back(static_cast<int>(world.nodes.size()));
    world.nodes.push_back(std::move(node));
}

std::string numbered(const std::string& stem, int number, std::size_t digits)
{
    std::string text = std::to_string(number);
    return stem + std::string(digits - std::min(digits, text.size()), '0') + text;
}

void addCluster(WorldState& world, int index)
{
    static constexpr std::array cities { "hangzhou", "shanghai", "beijing", "shenzhen", "chengdu", "wuhan", "xian",
        "nanjing" };
    Cluster cluster;
    cluster.city = cities[static_cast<std::size_t>(index) % cities.size()];
    cluster.name = cluster.city + '-' + std::to_string(1 + static_cast<std::size_t>(index) / cities.size());
    cluster.region = "cn-" + cluster.city;
    cluster.uid = world.dice.uid("kube-system/" + cluster.name);
    cluster.filler = index > 1;
    for (const char* zone : { "-a", "-b", "-c" })
        cluster.zones.push_back(cluster.region + zone);
    world.clusters.push_back(std::move(cluster));
    if (index < 2)
        for (const int number : index == 0 ? nodesOfFirst : nodesOfSecond)
            addNode(world, makeNode(world, numbered("sccpt01com", number, 2), number, index));
    const int have = index < 2 ? 12 : 0;
    for (int i = have; i < std::max(world.options.nodes, index < 2 ? 12 : 3); ++i) {
        Node node = makeNode(world, numbered("sccpf" + numbered("", index + 1, 2) + "com", i, 4), 30 + i, index);
        node.filler = true;
        addNode(world, std::move(node));
    }
}

Workload system(int cluster, const char* nameSpace, const char* name, WorkloadKind kind, int replicas, double cores,
    double mebibytes)
{
    Workload w;
    w.cluster = cluster;
    w.nameSpace = nameSpace;
    w.name = name;
    w.kind = kind;
    w.replicas = replicas;
    w.requestCores = cores;
    w.requestBytes = mebibytes * mebibyte;
    w.limitBytes = mebibytes * 2 * mebibyte;
    w.image = std::string("registry.example.com/platform/") + name;
    return w;
}

void addSystem(WorldState& world, int cluster)
{
    using K = WorkloadKind;
    addWorkload(world, system(cluster, "kube-system", "kube-proxy", K::DaemonSet, 1, 0.1, 128), "v1.29.4");
    addWorkload(world, system(cluster, "monitoring", "node-exporter", K::DaemonSet, 1, 0.05, 64), "v1.7.0");
    addWorkload(world, system(cluster, "kube-system", "coredns", K::Deployment, 2, 0.1, 128), "v1.11.1");
    addWorkload(world, system(cluster, "kube-system", "metrics-server", K::Deployment, 1, 0.1, 200), "v0.7.1");
    addWorkload(world, system(cluster, "monitoring", "kube-state-metrics", K::Deployment, 1, 0.1, 256), "v2.12.0");
    addWorkload(world, system(cluster, "monitoring", "otel-collector", K::Deployment, 2, 0.5, 512), "0.98.0");
    addWorkload(world, system(cluster, "account", "session-sweep", K::CronJob, 1, 0.2, 256), "1.0.3");
    if (cluster == 1)
        addWorkload(world, system(cluster, "report", "hourly-report", K::CronJob, 1, 0.5, 1024), "1.2.4");
}

void addScaling(const WorldState& world, Workload& w, const ServiceSpec& spec)
{
    static constexpr std::array scaled { "web-gateway", "app-gateway", "search", "catalog", "cart", "recommend",
        "checkout" };
    if (std::ranges::find(scaled, spec.name) == scaled.end())
        return;
    Scaling scaling;
    scaling.min = spec.replicas;
    scaling.max = spec.replicas * 3;
    scaling.current = scaling.desired = spec.replicas;
    scaling.decreaseWanted = scaling.lastScaled = world.options.start;
    w.scaling = scaling;
}

void addService(WorldState& world, int service, int cluster)
{
    const ServiceSpec& spec = services()[static_cast<std::size_t>(service)];
    Workload w;
    w.cluster = cluster;
    w.service = service;
    w.name = spec.name;
    w.nameSpace = spec.nameSpace;
    w.kind = isDatabase(spec.runtime) || spec.name == "legacy" ? WorkloadKind::StatefulSet : WorkloadKind::Deployment;
    w.replicas = spec.replicas;
    w.requestCores = spec.requestCores;
    w.limitCores = spec.limitCores;
    w.limitBytes = spec.memoryMiB * mebibyte;
    w.requestBytes = w.limitBytes * 0.75;
    w.minReadySeconds = spec.runtime == Runtime::Java ? 20 : 5;
    w.sidecar = (w.nameSpace == "shop" || w.nameSpace == "payment") && w.kind == WorkloadKind::Deployment;
    w.image
        = "registry.example.com/" + (isDatabase(spec.runtime) ? std::string("library") : w.nameSpace) + '/' + w.name;
    addScaling(world, w, spec);
    const std::string version
        = world.options.version ? world.options.version(spec.name, world.options.start) : std::string(spec.version);
    addWorkload(world, std::move(w), version);
}

} // namespace

int addWorkload(WorldState& world, Workload w, const std::string& version)
{
    const std::string scope = world.clusterOf(w).name + '/' + w.nameSpace + '/' + w.name;
    w.index = static_cast<int>(world.workloads.size());
    if (w.uid.empty())
        w.uid = world.dice.uid(std::string(kindName(w.kind)) + '/' + scope);
    if (w.created.ns == 0)
        w.created = world.longAgo(scope, 0, 60, 200);
    Revision first;
    first.version = version;
    first.configHash = world.dice.hex(scope + version, 0, 12);
    first.hash = world.dice.suffix(scope + version, 0, 10);
    first.uid = world.dice.uid("rs/" + scope + '/' + first.hash);
    first.changedBy = "argocd-controller";
    first.created = world.longAgo(scope, 1, historyDays + 2, 20);
    first.replicas = w.kind == WorkloadKind::Deployment ? w.replicas : 0;
    w.changed = w.progressedAt = w.scaled = first.created;
    w.podsMade = static_cast<std::uint64_t>(w.replicas);
    w.revisions = { first };
    world.workloads.push_back(std::move(w));
    return world.workloads.back().index;
}

void buildClusters(WorldState& world)
{
    for (int i = 0; i < std::max(1, world.options.clusters); ++i)
        addCluster(world, i);
    for (int i = 1; i <= virtualMachines; ++i) {
        Node node = makeNode(world, numbered("sccpt02vm", i, 2), 10 + i, -1);
        node.cores = 8;
        node.memoryBytes = 31.3 * gibibyte;
        node.diskBytes = 199.9 * gibibyte;
        node.zone = world.clusters.front().zones[static_cast<std::size_t>(i) % 3];
        world.nodes.push_back(std::move(node));
    }
}

void buildWorkloads(WorldState& world)
{
    const int real = std::min(2, static_cast<int>(world.clusters.size()));
    for (int cluster = 0; cluster < real; ++cluster) {
        addSystem(world, cluster);
        for (int service = 0; service < static_cast<int>(services().size()); ++service) {
            const ServiceSpec& spec = services()[static_cast<std::size_t>(service)];
            if (spec.runtime != Runtime::External && ((spec.where >> static_cast<unsigned>(cluster)) & 1U) != 0)
                addService(world, service, cluster);
        }
    }
}

void buildGroups(WorldState& world)
{
    const int real = std::min(2, static_cast<int>(world.clusters.size()));
    for (int cluster = 0; cluster < real; ++cluster)
        for (int service = 0; service < static_cast<int>(services().size()); ++service) {
            const ServiceSpec& spec = services()[static_cast<std::size_t>(service)];
            if (((spec.where >> static_cast<unsigned>(cluster)) & 1U) == 0)
                continue;
            ServiceGroup group;
            group.index = static_cast<int>(world.groups.size());
            group.service = service;
            group.cluster = cluster;
            group.workload
                = spec.runtime == Runtime::External ? -1 : world.findWorkload(cluster, spec.nameSpace, spec.name);
            if (group.workload >= 0)
                world.workloads[static_cast<std::size_t>(group.workload)].group = group.index;
            world.groups.push_back(std::move(group));
        }
    std::vector<int> callers(world.groups.size());
    for (ServiceGroup& group : world.groups)
        for (CallSpec& call : callsOf(group.spec())) {
            Edge edge;
            edge.callee = world.findGroup(call.callee, group.cluster);
            edge.call = std::move(call);
            if (edge.callee < 0)
                continue; // a single cluster has no other to lend it
            ++callers[static_cast<std::size_t>(edge.callee)];
            group.edges.push_back(std::move(edge));
        }
    for (std::size_t i = 0; i < callers.size(); ++i)
        if (callers[i] == 0)
            world.callOrder.push_back(static_cast<int>(i));
    for (std::size_t at = 0; at < world.callOrder.size(); ++at)
        for (const Edge& edge : world.groups[static_cast<std::size_t>(world.callOrder[at])].edges)
            if (--callers[static_cast<std::size_t>(edge.callee)] == 0)
                world.callOrder.push_back(edge.callee);
}

void buildWorld(WorldState& world)
{
    buildClusters(world);
    buildWorkloads(world);
    buildGroups(world);
    buildStatics(world);
    for (Workload& workload : world.workloads) {
        const int number = workload.current().number;
        const auto settle = [&](int ordinal) {
            Pod& pod = createPod(world, workload, number, ordinal);
            const auto later
                = static_cast<std::int64_t>(world.dice.unit(workload.name, static_cast<std::uint64_t>(ordinal)) * 7e13);
            settlePod(world, pod, workload.current().created + Duration(later));
        };
        if (workload.kind == WorkloadKind::DaemonSet)
            for (const int node : world.clusterOf(workload).nodes)
                world.nodes[static_cast<std::size_t>(node)].filler ? void() : settle(node);
        else if (workload.kind == WorkloadKind::Deployment || workload.kind == WorkloadKind::StatefulSet)
            for (int i = 0; i < workload.replicas; ++i)
                settle(i);
        workload.total = workload.readyPods = workload.available = workload.updated
            = workload.kind == WorkloadKind::DaemonSet ? 12 : workload.replicas;
        const auto index = static_cast<std::uint64_t>(workload.index);
        world.touch(ObjectKind::Workload, index);
        if (workload.templated())
            world.touch(ObjectKind::ReplicaSet, index << 20U | 1U);
        if (workload.service >= 0)
            world.touch(ObjectKind::Endpoints, index);
        if (workload.scaling)
            world.touch(ObjectKind::Scaling, index);
    }
    for (std::size_t i = 0; i < world.nodes.size(); ++i)
        if (world.nodes[i].cluster >= 0) {
            world.touch(ObjectKind::Node, i);
            world.touch(ObjectKind::Lease, i);
        }
}

} // namespace Strato::Estate
