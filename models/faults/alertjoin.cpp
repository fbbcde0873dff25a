// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What an alert is about: the one place that knows which labels name which objects.
#include "models/faults/findings.h"

#include <algorithm>
#include <array>

namespace Strato {

namespace {

struct NamingLabel {
    std::string_view label, group, kind;
};

// The nearest first. A Node and a Namespace lie in no namespace; the latter's own name is the label's value.
constexpr std::array<NamingLabel, 8> namingLabels { { { "pod", "", "Pod" }, { "deployment", "apps", "Deployment" },
    { "statefulset", "apps", "StatefulSet" }, { "daemonset", "apps", "DaemonSet" }, { "node", "", "Node" },
    { "instance", "", "Node" }, { "service", "apps", "Deployment" }, { "namespace", "", "Namespace" } } };

EntityId inNamespaceOf(const Record& record, const OwnerRef& owner)
{
    const std::string_view group = owner.kind.view() == "Job" ? "batch" : "apps";
    return EntityId::kubernetes(
        record.cluster.view(), group, owner.kind.view(), record.nameSpace.view(), owner.name.view());
}

} // namespace

EntityId alertEntity(const IString& cluster, const Snapshot& snapshot, const FiringAlert& alert)
{
    for (const NamingLabel& naming : namingLabels) {
        const std::string_view name = alert.label(naming.label);
        const bool isSpaceless = naming.kind == "Node" || naming.kind == "Namespace";
        if (name.empty())
            continue;
        EntityId id = EntityId::kubernetes(cluster.view(), naming.group, naming.kind,
            isSpaceless ? std::string_view() : alert.label("namespace"), name);
        if (snapshot.find(id))
            return id;
    }
    return {};
}

EntityId workloadAbove(const Record& record, const Snapshot& snapshot)
{
    if (record.owner.name.empty())
        return {};
    EntityId owner = inNamespaceOf(record, record.owner);
    if (record.owner.kind.view() != "ReplicaSet")
        return owner;
    const RecordPtr set = snapshot.find(owner);
    return set && !set->owner.name.empty() ? inNamespaceOf(*set, set->owner) : owner;
}

bool mayHaveAlerts(const EntityId& entity)
{
    const auto parts = entity.kubernetesParts();
    return parts
        && (parts->kind == "Job" || parts->kind == "ReplicaSet"
            || std::ranges::any_of(namingLabels,
                [&](const NamingLabel& naming) { return naming.group == parts->group && naming.kind == parts->kind; }));
}

std::vector<FiringAlert> firingOnce(const std::vector<FiringAlert>& alerts)
{
    std::vector<FiringAlert> once;
    for (const FiringAlert& alert : alerts) {
        const bool told = std::ranges::any_of(
            once, [&](const FiringAlert& held) { return held.name == alert.name && held.labels == alert.labels; });
        if (!alert.pending && !told)
            once.push_back(alert);
    }
    return once;
}

Health severityOf(const FiringAlert& alert)
{
    if (alert.severity == "critical" || alert.severity == "page")
        return Health::Critical;
    return alert.severity == "info" || alert.severity == "none" ? Health::Unknown : Health::Warning;
}

} // namespace Strato
