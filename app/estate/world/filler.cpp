// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/world/filler.h"

#include "app/estate/world/kubejson.h"

#include <algorithm>

namespace Strato::Estate {

namespace {

constexpr std::uint64_t podsAWorkload = 25;
constexpr std::array fillerNamespaces { "batch-a", "batch-b", "batch-c", "ml", "staging" };

Json environment(const std::string& name)
{
    Json env = Json::array();
    for (int i = 0; i < 10; ++i)
        env.push_back({ { "name", "SETTING_" + std::to_string(i) }, { "value", name + '-' + std::to_string(i) } });
    return env;
}

Json fillerContainer(const std::string& name, const std::string& image, const Json& env)
{
    return { { "name", name }, { "image", image }, { "env", env }, { "imagePullPolicy", "IfNotPresent" },
        { "resources",
            { { "requests", { { "cpu", "100m" }, { "memory", "128Mi" } } },
                { "limits", { { "cpu", "500m" }, { "memory", "256Mi" } } } } } };
}

Json fillerStatus(const std::string& name, const std::string& image, const std::string& id, int restarts, Instant since)
{
    return { { "name", name }, { "image", image }, { "imageID", image + "@sha256:" + id },
        { "containerID", "containerd://" + id }, { "ready", true }, { "started", true }, { "restartCount", restarts },
        { "state", { { "running", { { "startedAt", isoTime(since) } } } } }, { "lastState", Json::object() } };
}

} // namespace

Filler::Filler(WorldState& world)
{
    for (std::size_t i = 0; i < world.clusters.size(); ++i) {
        int have = 0;
        for (const auto& [id, pod] : world.pods)
            have += pod.cluster == static_cast<int>(i) ? 1 : 0;
        if (world.options.pods <= have)
            continue;
        for (const char* name : fillerNamespaces) {
            Json object
                = kubeObject("v1", "Namespace", "", name, world.dice.uid(world.clusters[i].name + "/filler/" + name),
                    world.options.start - std::chrono::hours(2000));
            object["metadata"]["labels"] = { { "kubernetes.io/metadata.name", name } };
            object["status"] = { { "phase", "Active" } };
            world.extra.push_back({ world.clusters[i].name, std::move(object), false });
        }
        for (; have < world.options.pods; ++have)
            add(world, static_cast<int>(i), world.options.start - std::chrono::seconds(600 + 37 * have));
    }
}

void Filler::add(WorldState& world, int cluster, Instant created)
{
    m_pods.push_back({ m_next++, cluster, 0, created, created });
    world.extra.push_back(
        { world.clusters[static_cast<std::size_t>(cluster)].name, object(world, m_pods.back()), false });
}

nlohmann::json Filler::object(const WorldState& world, const FillerPod& pod) const
{
    const Cluster& cluster = world.clusterAt(pod.cluster);
    const std::uint64_t workload = pod.number / podsAWorkload;
    const std::string nameSpace = fillerNamespaces[workload % fillerNamespaces.size()];
    const std::string app = "filler-" + std::to_string(workload);
    const std::string hash = world.dice.suffix(app, 0, 10);
    const std::string uid = world.dice.uid(cluster.name + app, pod.number);
    const std::string id = world.dice.hex(uid, 0, 64);
    const Node& node = world.nodes[static_cast<std::size_t>(cluster.nodes[pod.number % cluster.nodes.size()])];
    const std::string image = "registry.example.com/filler/app:" + std::to_string(1 + pod.number % 7);
    const std::string address = "10." + std::to_string(128 + pod.cluster) + '.' + std::to_string(pod.number / 250 % 250)
        + '.' + std::to_string(pod.number % 250 + 2);
    const Instant ready = pod.created + std::chrono::seconds(9);
    Json out = kubeObject(
        "v1", "Pod", nameSpace, app + '-' + hash + '-' + world.dice.suffix(app, pod.number + 1, 5), uid, pod.created);
    Json& meta = out["metadata"];
    meta["labels"] = { { "app", app }, { "pod-template-hash", hash } };
    meta["annotations"] = { { "example.com/turn", std::to_string(pod.version) } };
    meta["ownerReferences"]
        = Json::array({ ownerReference("apps/v1", "ReplicaSet", app + '-' + hash, world.dice.uid(app)) });
    const Json env = environment(app);
    out["spec"] = { { "nodeName", node.name }, { "restartPolicy", "Always" }, { "serviceAccountName", "default" },
        { "schedulerName", "default-scheduler" },
        { "containers", Json::array({ fillerContainer("app", image, env), fillerContainer("sidecar", image, env) }) } };
    out["status"]
        = { { "phase", "Running" }, { "podIP", address }, { "podIPs", Json::array({ Json { { "ip", address } } }) },
              { "hostIP", node.ip }, { "startTime", isoTime(pod.created) }, { "qosClass", "Burstable" },
              { "containerStatuses",
                  Json::array({ fillerStatus("app", image, id, pod.version, std::max(ready, pod.changed)),
                      fillerStatus("sidecar", image, id, 0, ready) }) },
              { "conditions",
                  Json::array({ condition("Initialized", true, pod.created, "", ""),
                      condition("Ready", true, std::max(ready, pod.changed), "", ""),
                      condition("ContainersReady", true, ready, "", ""),
                      condition("PodScheduled", true, pod.created, "", "") }) } };
    return out;
}

void Filler::step(WorldState& world, double dt)
{
    if (m_pods.empty())
        return;
    m_due += world.options.churn * dt;
    for (; m_due >= 1; m_due -= 1) {
        const std::uint64_t turn = m_turn++;
        const std::size_t at = static_cast<std::size_t>(mixBits(world.options.seed + turn) % m_pods.size());
        FillerPod& pod = m_pods[at];
        const std::string& cluster = world.clusterAt(pod.cluster).name;
        switch (turn % 5) {
        case 0: add(world, pod.cluster, world.now); break;
        case 1:
            world.extra.push_back({ cluster, object(world, pod), true });
            m_pods[at] = m_pods.back();
            m_pods.pop_back();
            break;
        default:
            ++pod.version;
            pod.changed = world.now;
            world.extra.push_back({ cluster, object(world, pod), false });
        }
        if (m_pods.empty())
            return;
    }
}

} // namespace Strato::Estate
