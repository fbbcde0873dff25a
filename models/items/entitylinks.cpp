// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/entitylinks.h"

#include <algorithm>
#include <array>

namespace Strato {

namespace {

struct Target {
    std::string_view kind; ///< of the record; "": any
    std::string_view column;
    std::string_view group;
    std::string_view targetKind;
    bool namespaced;
};

constexpr std::array<Target, 10> targets { { { "", "namespace", "", "Namespace", false },
    { "Pod", "node", "", "Node", false }, { "Pod", "nominatedNode", "", "Node", false },
    { "Pod", "serviceAccount", "", "ServiceAccount", true }, { "Pod", "claims", "", "PersistentVolumeClaim", true },
    { "PersistentVolumeClaim", "volume", "", "PersistentVolume", false },
    { "", "storageClass", "storage.k8s.io", "StorageClass", false },
    { "EndpointSlice", "service", "", "Service", true }, { "Ingress", "backends", "", "Service", true },
    { "StatefulSet", "serviceName", "", "Service", true } } };

std::vector<std::string_view> parts(std::string_view text)
{
    std::vector<std::string_view> found;
    while (!text.empty()) {
        const std::size_t comma = std::min(text.find(','), text.size());
        std::string_view part = text.substr(0, comma);
        while (part.starts_with(' '))
            part.remove_prefix(1);
        if (!part.empty())
            found.push_back(part);
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return found;
}

std::string_view groupOfApiVersion(std::string_view apiVersion)
{
    const std::size_t slash = apiVersion.find('/');
    return slash == std::string_view::npos ? std::string_view() : apiVersion.substr(0, slash);
}

std::vector<EntityLink> eventObject(const Record& event)
{
    const std::string_view kind = event.text("objectKind");
    const std::string_view name = event.text("objectName");
    if (kind.empty() || name.empty())
        return {};
    const std::string_view group = groupOfApiVersion(event.text("objectApiVersion"));
    return { { std::string(event.text("object")),
        EntityId::kubernetes(event.cluster.view(), group, kind, event.text("objectNamespace"), name) } };
}

/// "Deployment/web" in the record's own namespace.
std::vector<EntityLink> reference(const Record& record)
{
    const std::string_view text = record.text("reference");
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos)
        return {};
    const std::string_view kind = text.substr(0, slash);
    return { { std::string(text),
        EntityId::kubernetes(
            record.cluster.view(), groupOfKind(kind), kind, record.nameSpace.view(), text.substr(slash + 1)) } };
}

/// "namespace/name" of a volume's claim.
std::vector<EntityLink> claim(const Record& record)
{
    const std::string_view text = record.text("claim");
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos)
        return {};
    return { { std::string(text),
        EntityId::kubernetes(
            record.cluster.view(), "", "PersistentVolumeClaim", text.substr(0, slash), text.substr(slash + 1)) } };
}

} // namespace

std::string_view groupOfKind(std::string_view kind)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 10> groups { { { "Deployment", "apps" },
        { "ReplicaSet", "apps" }, { "StatefulSet", "apps" }, { "DaemonSet", "apps" }, { "Job", "batch" },
        { "CronJob", "batch" }, { "Ingress", "networking.k8s.io" }, { "EndpointSlice", "discovery.k8s.io" },
        { "HorizontalPodAutoscaler", "autoscaling" }, { "PodDisruptionBudget", "policy" } } };
    const auto known = std::ranges::find(groups, kind, &std::pair<std::string_view, std::string_view>::first);
    return known == groups.end() ? std::string_view() : known->second;
}

std::vector<EntityLink> linksOf(const Record& record, std::string_view columnId)
{
    const std::string_view kind = record.schema ? std::string_view(record.schema->kind) : std::string_view();
    if (columnId == "object" && kind == "Event")
        return eventObject(record);
    if (columnId == "reference")
        return reference(record);
    if (columnId == "claim")
        return claim(record);
    const auto target = std::ranges::find_if(
        targets, [&](const Target& t) { return t.column == columnId && (t.kind.empty() || t.kind == kind); });
    if (target == targets.end())
        return {};
    std::vector<EntityLink> links;
    for (const std::string_view name : parts(columnId == "namespace" ? record.nameSpace.view() : record.text(columnId)))
        links.push_back({ std::string(name),
            EntityId::kubernetes(record.cluster.view(), target->group, target->targetKind,
                target->namespaced ? record.nameSpace.view() : std::string_view(), name) });
    return links;
}

} // namespace Strato
