// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/resourcekindsmodel.h"

#include <QStringList>

#include <array>
#include <map>
#include <tuple>

namespace Strato {

namespace {

using Section = ResourceKindRow::Section;

struct Known {
    std::string_view group, kind;
    Section section;
};

// In the order in which people look for them.
constexpr std::array<Known, 34> known { { { "", "Pod", Section::Workloads },
    { "apps", "Deployment", Section::Workloads }, { "apps", "StatefulSet", Section::Workloads },
    { "apps", "DaemonSet", Section::Workloads }, { "apps", "ReplicaSet", Section::Workloads },
    { "batch", "Job", Section::Workloads }, { "batch", "CronJob", Section::Workloads },
    { "autoscaling", "HorizontalPodAutoscaler", Section::Workloads },
    { "policy", "PodDisruptionBudget", Section::Workloads }, { "", "ReplicationController", Section::Workloads },
    { "", "Service", Section::Network }, { "networking.k8s.io", "Ingress", Section::Network },
    { "discovery.k8s.io", "EndpointSlice", Section::Network }, { "", "Endpoints", Section::Network },
    { "networking.k8s.io", "NetworkPolicy", Section::Network },
    { "networking.k8s.io", "IngressClass", Section::Network }, { "", "ConfigMap", Section::Configuration },
    { "", "Secret", Section::Configuration }, { "", "ResourceQuota", Section::Configuration },
    { "", "LimitRange", Section::Configuration }, { "", "PersistentVolumeClaim", Section::Storage },
    { "", "PersistentVolume", Section::Storage }, { "storage.k8s.io", "StorageClass", Section::Storage },
    { "", "Node", Section::Cluster }, { "", "Namespace", Section::Cluster }, { "", "Event", Section::Cluster },
    { "coordination.k8s.io", "Lease", Section::Cluster }, { "scheduling.k8s.io", "PriorityClass", Section::Cluster },
    { "apiextensions.k8s.io", "CustomResourceDefinition", Section::Cluster }, { "", "ServiceAccount", Section::Access },
    { "rbac.authorization.k8s.io", "Role", Section::Access },
    { "rbac.authorization.k8s.io", "RoleBinding", Section::Access },
    { "rbac.authorization.k8s.io", "ClusterRole", Section::Access },
    { "rbac.authorization.k8s.io", "ClusterRoleBinding", Section::Access } } };

std::size_t knownPlace(const ResourceKind& kind)
{
    const auto found
        = std::ranges::find_if(known, [&](const Known& k) { return k.group == kind.group && k.kind == kind.kind; });
    return static_cast<std::size_t>(found - known.begin());
}

Section sectionOf(const ResourceKind& kind)
{
    if (const std::size_t place = knownPlace(kind); place < known.size())
        return known[place].section;
    if (kind.group.empty())
        return Section::Cluster;
    const std::array<std::pair<std::string_view, Section>, 6> groups { { { "apps", Section::Workloads },
        { "batch", Section::Workloads }, { "networking.k8s.io", Section::Network },
        { "storage.k8s.io", Section::Storage }, { "rbac.authorization.k8s.io", Section::Access },
        { "policy", Section::Workloads } } };
    const auto found = std::ranges::find(groups, kind.group, &std::pair<std::string_view, Section>::first);
    if (found != groups.end())
        return found->second;
    return kind.group.ends_with(".k8s.io") ? Section::Cluster : Section::Custom;
}

} // namespace

template class KeyedTable<ResourceKindRow>;

ResourceKindsModel::ResourceKindsModel(QObject* parent)
    : KeyedTable({ { "kind", CellType::Text }, { "group", CellType::Text }, { "version", CellType::Text },
                     { "plural", CellType::Text }, { "namespaced", CellType::Flag }, { "shortNames", CellType::Text },
                     { "clusters", CellType::Count } },
        parent)
{
}

void ResourceKindsModel::setKinds(const std::vector<std::vector<ResourceKind>>& byCluster)
{
    std::map<std::tuple<Section, std::size_t, std::string, std::string>, ResourceKindRow> rows;
    for (const std::vector<ResourceKind>& kinds : byCluster) {
        for (const ResourceKind& kind : kinds) {
            if (std::ranges::find(kind.verbs, "list") == kind.verbs.end())
                continue;
            const Section section = sectionOf(kind);
            ResourceKindRow& row = rows[{ section, knownPlace(kind), kind.group, kind.kind }];
            if (row.clusters++ == 0) {
                row.kind = kind;
                row.section = section;
            }
        }
    }
    std::vector<ResourceKindRow> next;
    next.reserve(rows.size());
    for (auto& [place, row] : rows)
        next.push_back(std::move(row));
    setRows(std::move(next));
}

const ResourceKind* ResourceKindsModel::find(QStringView name) const
{
    const std::string sought = name.toString().toLower().toStdString();
    const auto matches = [&](const ResourceKindRow& row) {
        const ResourceKind& kind = row.kind;
        return sought == kind.plural || sought == kind.plural + '.' + kind.group
            || sought == itemText(kind.kind).toLower().toStdString()
            || std::ranges::find(kind.shortNames, sought) != kind.shortNames.end();
    };
    const auto found = std::ranges::find_if(rows(), matches);
    return found == rows().end() ? nullptr : &found->kind;
}

std::string ResourceKindsModel::key(const ResourceKindRow& row) const
{
    return row.kind.group + '/' + row.kind.kind;
}

QVariant ResourceKindsModel::value(const ResourceKindRow& row, int column, int role) const
{
    const ResourceKind& kind = row.kind;
    if (role == SectionRole)
        return static_cast<int>(row.section);
    if (role == KindRole)
        return itemText(kind.kind);
    if (role == IdRole)
        return itemText(key(row));
    if (role != RawRole)
        return {};
    switch (column) {
    case 0: return itemText(kind.kind);
    case 1: return itemTextOrNothing(kind.group);
    case 2: return itemText(kind.version);
    case 3: return itemText(kind.plural);
    case 4: return kind.namespaced ? 1 : 0;
    case 5: {
        QStringList names;
        for (const std::string& name : kind.shortNames)
            names.append(itemText(name));
        return names.isEmpty() ? QVariant() : QVariant(names.join(u','));
    }
    case 6: return row.clusters;
    default: return {};
    }
}

} // namespace Strato
