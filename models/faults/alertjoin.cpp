// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What an alert is about: the one place that knows which labels name which objects.
#include "models/faults/findings.h"
#include "models/kube/schema/columnids.h"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace Strato {

namespace {

struct NamingLabel {
    std::string_view label, group, kind;
};

// As kube-state-metrics and the kubelet name what their series are about.
constexpr std::array<NamingLabel, 10> inNamespaces { { { "persistentvolumeclaim", "", "PersistentVolumeClaim" },
    { "horizontalpodautoscaler", "autoscaling", "HorizontalPodAutoscaler" }, { "job_name", "batch", "Job" },
    { "cronjob", "batch", "CronJob" }, { "poddisruptionbudget", "policy", "PodDisruptionBudget" },
    { "resourcequota", "", "ResourceQuota" }, { "deployment", "apps", "Deployment" },
    { "statefulset", "apps", "StatefulSet" }, { "daemonset", "apps", "DaemonSet" },
    { "replicaset", "apps", "ReplicaSet" } } };
constexpr std::array<NamingLabel, 2> ofCluster { { { "persistentvolume", "", "PersistentVolume" },
    { "node", "", "Node" } } };

// Their series are about other things than the pod that they were scraped from.
constexpr std::string_view stateExporter = "kube-state-metrics";
constexpr std::string_view nodeExporter = "node-exporter";

bool contains(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

EntityId inNamespaceOf(const Record& record, const OwnerRef& owner)
{
    const std::string_view group = owner.kind.view() == "Job" ? "batch" : "apps";
    return EntityId::kubernetes(
        record.cluster.view(), group, owner.kind.view(), record.nameSpace.view(), owner.name.view());
}

/// Takes the last part of a name off: "web-7d9f-x2x4z" becomes "web-7d9f", and "x2x4z" is given back.
std::string_view takeSuffix(std::string_view& name)
{
    const std::size_t dash = name.rfind('-');
    if (dash == std::string_view::npos)
        return {};
    const std::string_view suffix = name.substr(dash + 1);
    name = name.substr(0, dash);
    return suffix;
}

bool isNumber(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// Finds the subject of one alert in one snapshot.
class Subject final {
public:
    Subject(const IString& cluster, const Snapshot& snapshot, const FiringAlert& alert)
        : m_cluster(cluster)
        , m_snapshot(snapshot)
        , m_alert(alert)
        , m_nameSpace(value("namespace"))
    {
    }

    [[nodiscard]] EntityId find() const
    {
        const std::string_view pod = value("pod");
        if (pod.empty())
            return withoutPod();
        if (isScrapedFrom(stateExporter, pod))
            return ofStateExporter(pod);
        if (isScrapedFrom(nodeExporter, pod))
            return ofNodeExporter(pod);
        const EntityId id = existing("", "Pod", pod);
        return id.isNull() ? ofGonePod(pod) : id;
    }

private:
    /// A server that does not honour the exporter's own labels keeps them under another name.
    [[nodiscard]] std::string_view value(std::string_view label) const
    {
        const std::string_view exported = m_alert.label("exported_" + std::string(label));
        return exported.empty() ? m_alert.label(label) : exported;
    }

    [[nodiscard]] EntityId existing(std::string_view group, std::string_view kind, std::string_view name) const
    {
        const bool isSpaceless = kind == "Node" || kind == "Namespace" || kind == "PersistentVolume";
        if (name.empty())
            return {};
        EntityId id
            = EntityId::kubernetes(m_cluster.view(), group, kind, isSpaceless ? std::string_view() : m_nameSpace, name);
        return m_snapshot.find(id) ? id : EntityId();
    }

    /// Of the first of @p labels that names something; @p isNamed: whether one does, be it gone.
    template <std::size_t n>
    [[nodiscard]] EntityId firstOf(const std::array<NamingLabel, n>& labels, bool& isNamed) const
    {
        for (const NamingLabel& naming : labels) {
            const std::string_view name = value(naming.label);
            isNamed = isNamed || !name.empty();
            if (EntityId id = existing(naming.group, naming.kind, name); !id.isNull())
                return id;
        }
        return {};
    }

    [[nodiscard]] EntityId space() const { return existing("", "Namespace", m_nameSpace); }

    [[nodiscard]] EntityId nodeOfInstance() const
    {
        const std::string_view instance = value("instance");
        const EntityId whole = existing("", "Node", instance);
        return whole.isNull() ? existing("", "Node", instance.substr(0, instance.rfind(':'))) : whole;
    }

    /// Whether "pod" is the exporter's own, and no object that the alert is about. One exporter tells of the other's
    /// pods too: the job says whose series it is.
    [[nodiscard]] bool isScrapedFrom(std::string_view exporter, std::string_view pod) const
    {
        const std::string_view job = m_alert.label("job");
        const std::string_view service = m_alert.label("service");
        const std::string_view container = value("container");
        const bool isItsSeries
            = (job.empty() && service.empty()) || contains(job, exporter) || contains(service, exporter);
        return isItsSeries && (container.empty() ? contains(pod, exporter) : container == exporter);
    }

    [[nodiscard]] EntityId withoutPod() const
    {
        bool isNamed = false;
        if (EntityId id = firstOf(inNamespaces, isNamed); !id.isNull())
            return id;
        if (isNamed) // and gone: no other label names it
            return space();
        if (EntityId id = firstOf(ofCluster, isNamed); !id.isNull())
            return id;
        if (EntityId id = nodeOfInstance(); !id.isNull())
            return id;
        for (const std::string_view kind : { "Deployment", "StatefulSet", "DaemonSet" }) {
            if (EntityId id = existing("apps", kind, value("service")); !id.isNull())
                return id;
        }
        return space();
    }

    [[nodiscard]] EntityId ofStateExporter(std::string_view pod) const
    {
        bool isNamed = false;
        EntityId id = firstOf(inNamespaces, isNamed);
        const bool isInNamespace = isNamed;
        if (id.isNull())
            id = firstOf(ofCluster, isNamed);
        if (!id.isNull())
            return id;
        const EntityId own = existing("", "Pod", pod);
        if (isNamed && (!isInNamespace || !own.isNull()))
            return {}; // it is gone, and the namespace is the exporter's
        return own.isNull() ? space() : own;
    }

    [[nodiscard]] EntityId ofNodeExporter(std::string_view pod) const
    {
        if (EntityId id = existing("", "Node", value("node")); !id.isNull())
            return id;
        if (const RecordPtr own = m_snapshot.find(EntityId::kubernetes(m_cluster.view(), "", "Pod", m_nameSpace, pod)))
            return existing("", "Node", own->text(Columns::node));
        return nodeOfInstance();
    }

    /// Its workload, or its namespace; a node that it ran on has nothing to do with it.
    [[nodiscard]] EntityId ofGonePod(std::string_view pod) const
    {
        bool isNamed = false;
        if (EntityId id = firstOf(inNamespaces, isNamed); !id.isNull())
            return id;
        std::string_view name = pod;
        const std::string_view suffix = takeSuffix(name);
        EntityId id = isNumber(suffix) ? existing("apps", "StatefulSet", name) : EntityId();
        if (id.isNull() && suffix.size() == 5) { // as the server makes them up
            id = existing("apps", "DaemonSet", name);
            if (id.isNull())
                id = existing("batch", "Job", name);
            if (id.isNull() && !takeSuffix(name).empty())
                id = existing("apps", "Deployment", name);
        }
        return id.isNull() ? space() : id;
    }

    const IString& m_cluster;
    const Snapshot& m_snapshot;
    const FiringAlert& m_alert;
    const std::string_view m_nameSpace;
};

} // namespace

EntityId alertEntity(const IString& cluster, const Snapshot& snapshot, const FiringAlert& alert)
{
    return Subject(cluster, snapshot, alert).find();
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
    const auto isOf
        = [&](const NamingLabel& naming) { return naming.group == parts->group && naming.kind == parts->kind; };
    return parts
        && ((parts->group.empty() && (parts->kind == "Pod" || parts->kind == "Namespace"))
            || std::ranges::any_of(inNamespaces, isOf) || std::ranges::any_of(ofCluster, isOf));
}

std::vector<FiringAlert> firingOnce(const std::vector<FiringAlert>& alerts)
{
    std::vector<FiringAlert> once;
    std::unordered_set<std::string> told;
    for (const FiringAlert& alert : alerts) {
        if (!alert.pending && told.insert(alert.identity()).second)
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
