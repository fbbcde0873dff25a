// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/world/kubeobjects.h"

namespace Strato::Estate {

namespace {

Json nodeCondition(const Node& node, const std::string& type, const std::string& status, Instant since,
    const std::string& reason, const std::string& message)
{
    return { { "type", type }, { "status", status }, { "lastHeartbeatTime", isoTime(node.heartbeat) },
        { "lastTransitionTime", isoTime(since) }, { "reason", reason }, { "message", message } };
}

Json nodeConditions(const Node& node)
{
    const bool lost = !node.ready && node.darkSince.has_value();
    const auto one
        = [&](const std::string& type, bool bad, Instant since, const std::string& reason, const std::string& message) {
              if (lost)
                  return nodeCondition(node, type, "Unknown", node.readySince, "NodeStatusUnknown",
                      "Kubelet stopped posting node status.");
              return nodeCondition(node, type, bad ? "True" : "False", since, reason, message);
          };
    Json out = Json::array();
    out.push_back(one("MemoryPressure", false, node.created, "KubeletHasSufficientMemory",
        "kubelet has sufficient memory available"));
    out.push_back(one("DiskPressure", node.diskPressure, node.diskPressureSince,
        node.diskPressure ? "KubeletHasDiskPressure" : "KubeletHasNoDiskPressure",
        node.diskPressure ? "kubelet has disk pressure" : "kubelet has no disk pressure"));
    out.push_back(
        one("PIDPressure", false, node.created, "KubeletHasSufficientPID", "kubelet has sufficient PID available"));
    out.push_back(one("Ready", node.ready, node.readySince, node.ready ? "KubeletReady" : "KubeletNotReady",
        node.ready ? "kubelet is posting ready status" : "container runtime is down"));
    return out;
}

Json capacity(const Node& node, double reserveCores, double reserveBytes)
{
    return { { "cpu", coresText(node.cores - reserveCores) }, { "memory", bytesText(node.memoryBytes - reserveBytes) },
        { "pods", "110" }, { "ephemeral-storage", bytesText(node.diskBytes) }, { "hugepages-2Mi", "0" } };
}

Json taints(const Node& node)
{
    Json out = Json::array();
    if (!node.ready)
        for (const char* effect : { "NoSchedule", "NoExecute" })
            out.push_back({ { "key", "node.kubernetes.io/unreachable" }, { "effect", effect },
                { "timeAdded", isoTime(node.readySince) } });
    if (node.diskPressure)
        out.push_back({ { "key", "node.kubernetes.io/disk-pressure" }, { "effect", "NoSchedule" },
            { "timeAdded", isoTime(node.diskPressureSince) } });
    return out;
}

} // namespace

Json nodeLabels(const WorldState& world, const Node& node)
{
    const std::string region = node.cluster < 0 ? "" : world.clusterAt(node.cluster).region;
    return { { "kubernetes.io/hostname", node.name }, { "kubernetes.io/os", "linux" },
        { "kubernetes.io/arch", "amd64" }, { "topology.kubernetes.io/zone", node.zone },
        { "topology.kubernetes.io/region", region }, { "node.kubernetes.io/instance-type", "c12m47" },
        { "node-role.kubernetes.io/worker", "" } };
}

Json nodeObject(const WorldState& world, const Node& node)
{
    Json object = kubeObject("v1", "Node", "", node.name, node.uid, node.created);
    object["metadata"]["labels"] = nodeLabels(world, node);
    object["metadata"]["annotations"] = { { "volumes.kubernetes.io/controller-managed-attach-detach", "true" },
        { "node.alpha.kubernetes.io/ttl", "0" } };
    object["metadata"]["managedFields"] = Json::array({ managedEntry(
        "kubelet", node.heartbeat, "v1", { { "f:status", { { "f:conditions", Json::object() } } } }, "status") });
    object["spec"] = { { "podCIDR", "10.244.0.0/24" }, { "providerID", "example:///" + node.zone + '/' + node.name } };
    const Json taint = taints(node);
    if (!taint.empty())
        object["spec"]["taints"] = taint;
    const std::string id = world.dice.hex(node.name, 1, 32);
    Json info { { "machineID", id }, { "systemUUID", world.dice.uid(node.name, 2) },
        { "bootID", world.dice.uid(node.name, 3) }, { "kernelVersion", "3.10.0-1062.18.1.el7.x86_64" },
        { "osImage", "CentOS Linux 7 (Core)" }, { "containerRuntimeVersion", "containerd://1.6.28" },
        { "kubeletVersion", "v1.29.4" }, { "kubeProxyVersion", "v1.29.4" }, { "operatingSystem", "linux" },
        { "architecture", "amd64" } };
    object["status"] = { { "capacity", capacity(node, 0, 0) },
        { "allocatable", capacity(node, 0.5, 2.5 * 1024 * 1024 * 1024) }, { "conditions", nodeConditions(node) },
        { "addresses",
            Json::array({ Json { { "type", "InternalIP" }, { "address", node.ip } },
                Json { { "type", "Hostname" }, { "address", node.name } } }) },
        { "daemonEndpoints", { { "kubeletEndpoint", { { "Port", 10250 } } } } }, { "nodeInfo", info } };
    return object;
}

Json leaseObject(const WorldState& world, const Node& node)
{
    Json object = kubeObject("coordination.k8s.io/v1", "Lease", "kube-node-lease", node.name,
        world.dice.uid("lease/" + node.name), node.created);
    Json owner = ownerReference("v1", "Node", node.name, node.uid);
    owner.erase("controller");
    owner.erase("blockOwnerDeletion");
    object["metadata"]["ownerReferences"] = Json::array({ owner });
    object["metadata"]["managedFields"] = Json::array(
        { managedEntry("kubelet", node.created, "coordination.k8s.io/v1", { { "f:spec", Json::object() } }) });
    object["spec"] = { { "holderIdentity", node.name }, { "leaseDurationSeconds", 40 },
        { "renewTime", isoMicroTime(node.leaseRenewed) } };
    return object;
}

Json eventObject(const KubeEvent& event)
{
    Json object = kubeObject("v1", "Event", event.nameSpace, event.name, "", event.first);
    object["metadata"].erase("uid");
    object["involvedObject"] = { { "kind", event.kind }, { "name", event.object }, { "uid", event.objectUid },
        { "apiVersion", event.apiVersion } };
    if (event.kind != "Node")
        object["involvedObject"]["namespace"] = event.nameSpace;
    if (!event.fieldPath.empty())
        object["involvedObject"]["fieldPath"] = event.fieldPath;
    object["reason"] = event.reason;
    object["message"] = event.message;
    object["type"] = event.type;
    object["source"] = { { "component", event.component } };
    if (!event.host.empty())
        object["source"]["host"] = event.host;
    object["reportingComponent"] = event.component;
    object["reportingInstance"] = event.host;
    object["count"] = event.count;
    object["firstTimestamp"] = isoTime(event.first);
    object["lastTimestamp"] = isoTime(event.last);
    object["eventTime"] = nullptr;
    return object;
}

} // namespace Strato::Estate
