// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/schema/kubeschemas.h"

#include "models/kube/schema/columnids.h"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace Strato {

namespace {

namespace C = Columns;
using enum CellType;

/// A column and what the server's Table calls it ("": the server has none).
struct Column {
    std::string_view id;
    CellType type = Text;
    bool shown = true;
    std::string_view serverTitle;
};

constexpr bool hidden = false;

struct Kind {
    std::string_view group;
    std::string_view version;
    std::string_view kind;
    std::string_view plural;
    bool namespaced = true;
    std::initializer_list<Column> columns;
};

constexpr std::array<Column, 4> commonColumns { { { C::changedBy, Text, hidden, {} },
    { C::changedAt, Time, hidden, {} }, { C::generation, Count, hidden, {} }, { C::finalizers, Text, hidden, {} } } };

const std::initializer_list<Column> podColumns { { C::ready, Fraction, true, "Ready" },
    { C::status, State, true, "Status" }, { C::restarts, Count, true, "Restarts" }, { C::lastRestart, Age, true, {} },
    { C::ip, Text, true, "IP" }, { C::node, Text, true, "Node" }, { C::nominatedNode, Text, hidden, "Nominated Node" },
    { C::readinessGates, Fraction, hidden, "Readiness Gates" }, { C::cpuRequest, Cpu, hidden, {} },
    { C::cpuLimit, Cpu, hidden, {} }, { C::memoryRequest, Bytes, hidden, {} }, { C::memoryLimit, Bytes, hidden, {} },
    { C::phase, Text, hidden, {} }, { C::conditions, Text, hidden, {} }, { C::message, Text, hidden, {} },
    { C::containers, Text, hidden, {} }, { C::images, Text, hidden, {} }, { C::containerStates, Text, hidden, {} },
    { C::waitingReason, Text, hidden, {} }, { C::unready, Text, hidden, {} }, { C::lastTermination, Text, hidden, {} },
    { C::lastTerminationAt, Time, hidden, {} }, { C::lastExitCode, Count, hidden, {} },
    { C::readySince, Time, hidden, {} }, { C::startedAt, Time, hidden, {} }, { C::unschedulable, Flag, hidden, {} },
    { C::qosClass, Text, hidden, {} }, { C::serviceAccount, Text, hidden, {} }, { C::priorityClass, Text, hidden, {} },
    { C::hostIp, Text, hidden, {} }, { C::hostNetwork, Flag, hidden, {} }, { C::containerIds, Text, hidden, {} },
    { C::claims, Text, hidden, {} } };

const std::initializer_list<Column> nodeColumns { { C::status, State, true, "Status" },
    { C::roles, Text, true, "Roles" }, { C::version, Text, true, "Version" },
    { C::internalIp, Text, true, "Internal-IP" }, { C::externalIp, Text, true, "External-IP" },
    { C::osImage, Text, true, "OS-Image" }, { C::kernel, Text, true, "Kernel-Version" },
    { C::runtime, Text, true, "Container-Runtime" }, { C::cpuCapacity, Cpu, hidden, {} },
    { C::memoryCapacity, Bytes, hidden, {} }, { C::podsCapacity, Count, hidden, {} },
    { C::storageCapacity, Bytes, hidden, {} }, { C::cpuAllocatable, Cpu, hidden, {} },
    { C::memoryAllocatable, Bytes, hidden, {} }, { C::podsAllocatable, Count, hidden, {} },
    { C::storageAllocatable, Bytes, hidden, {} }, { C::conditions, Text, hidden, {} },
    { C::pressures, Text, hidden, {} }, { C::message, Text, hidden, {} }, { C::readySince, Time, hidden, {} },
    { C::unschedulable, Flag, hidden, {} }, { C::taints, Text, hidden, {} }, { C::zone, Text, hidden, {} },
    { C::region, Text, hidden, {} }, { C::instanceType, Text, hidden, {} }, { C::hostname, Text, hidden, {} },
    { C::architecture, Text, hidden, {} }, { C::providerId, Text, hidden, {} }, { C::machineId, Text, hidden, {} },
    { C::systemUuid, Text, hidden, {} } };

/// What a workload's pod template asks for, for one pod.
#define STRATO_TEMPLATE_COLUMNS                                                                                        \
    { C::containers, Text, true, "Containers" }, { C::images, Text, true, "Images" },                                  \
        { C::selector, Text, true, "Selector" }, { C::cpuRequest, Cpu, hidden, {} }, { C::cpuLimit, Cpu, hidden, {} }, \
        { C::memoryRequest, Bytes, hidden, {} }, { C::memoryLimit, Bytes, hidden, {} },                                \
        { C::conditions, Text, hidden, {} },                                                                           \
    {                                                                                                                  \
        C::message, Text, hidden, { }                                                                                  \
    }

const std::initializer_list<Column> deploymentColumns { { C::status, State, hidden, {} },
    { C::ready, Fraction, true, "Ready" }, { C::updated, Count, true, "Up-to-date" },
    { C::available, Count, true, "Available" }, STRATO_TEMPLATE_COLUMNS, { C::replicas, Count, hidden, {} },
    { C::currentReplicas, Count, hidden, {} }, { C::unavailable, Count, hidden, {} }, { C::strategy, Text, hidden, {} },
    { C::paused, Flag, hidden, {} }, { C::observedGeneration, Count, hidden, {} }, { C::progressing, Text, hidden, {} },
    { C::progressAt, Time, hidden, {} }, { C::revision, Text, hidden, {} } };

const std::initializer_list<Column> statefulSetColumns { { C::status, State, hidden, {} },
    { C::ready, Fraction, true, "Ready" }, STRATO_TEMPLATE_COLUMNS, { C::replicas, Count, hidden, {} },
    { C::currentReplicas, Count, hidden, {} }, { C::updated, Count, hidden, {} }, { C::available, Count, hidden, {} },
    { C::strategy, Text, hidden, {} }, { C::observedGeneration, Count, hidden, {} }, { C::revision, Text, hidden, {} },
    { C::serviceName, Text, hidden, {} } };

const std::initializer_list<Column> daemonSetColumns { { C::status, State, hidden, {} },
    { C::replicas, Count, true, "Desired" }, { C::currentReplicas, Count, true, "Current" },
    { C::ready, Fraction, true, {} }, { C::updated, Count, true, "Up-to-date" },
    { C::available, Count, true, "Available" }, { C::nodeSelector, Text, true, "Node Selector" },
    STRATO_TEMPLATE_COLUMNS, { C::unavailable, Count, hidden, {} }, { C::misscheduled, Count, hidden, {} },
    { C::strategy, Text, hidden, {} }, { C::observedGeneration, Count, hidden, {} } };

const std::initializer_list<Column> replicaSetColumns { { C::status, State, hidden, {} },
    { C::replicas, Count, true, "Desired" }, { C::currentReplicas, Count, true, "Current" },
    { C::ready, Fraction, true, {} }, STRATO_TEMPLATE_COLUMNS, { C::available, Count, hidden, {} },
    { C::observedGeneration, Count, hidden, {} }, { C::revision, Text, hidden, {} } };

const std::initializer_list<Column> jobColumns { { C::status, State, true, "Status" },
    { C::completions, Fraction, true, "Completions" }, { C::duration, DurationNs, true, {} }, STRATO_TEMPLATE_COLUMNS,
    { C::active, Count, hidden, {} }, { C::succeeded, Count, hidden, {} }, { C::failed, Count, hidden, {} },
    { C::startedAt, Time, hidden, {} }, { C::completedAt, Time, hidden, {} }, { C::suspend, Flag, hidden, {} } };

const std::initializer_list<Column> cronJobColumns { { C::schedule, Text, true, "Schedule" },
    { C::timeZone, Text, true, "Timezone" }, { C::suspend, Flag, true, "Suspend" },
    { C::active, Count, true, "Active" }, { C::lastSchedule, Age, true, {} }, { C::lastSuccess, Age, hidden, {} },
    STRATO_TEMPLATE_COLUMNS };

const std::initializer_list<Column> serviceColumns { { C::type, Text, true, "Type" },
    { C::clusterIp, Text, true, "Cluster-IP" }, { C::externalIp, Text, true, "External-IP" },
    { C::ports, Text, true, "Port(s)" }, { C::selector, Text, true, "Selector" } };

const std::initializer_list<Column> ingressColumns { { C::ingressClass, Text, true, "Class" },
    { C::hosts, Text, true, "Hosts" }, { C::address, Text, true, "Address" }, { C::ports, Text, true, "Ports" },
    { C::backends, Text, hidden, {} } };

const std::initializer_list<Column> endpointSliceColumns { { C::addressType, Text, true, "AddressType" },
    { C::ports, Text, true, "Ports" }, { C::endpoints, Text, true, "Endpoints" },
    { C::endpointsReady, Fraction, true, {} }, { C::service, Text, hidden, {} }, { C::targets, Text, hidden, {} } };

const std::initializer_list<Column> claimColumns { { C::status, State, true, "Status" },
    { C::volume, Text, true, "Volume" }, { C::capacity, Bytes, true, "Capacity" },
    { C::accessModes, Text, true, "Access Modes" }, { C::storageClass, Text, true, "StorageClass" },
    { C::volumeMode, Text, true, "VolumeMode" }, { C::requested, Bytes, hidden, {} },
    { C::conditions, Text, hidden, {} } };

const std::initializer_list<Column> volumeColumns { { C::capacity, Bytes, true, "Capacity" },
    { C::accessModes, Text, true, "Access Modes" }, { C::reclaimPolicy, Text, true, "Reclaim Policy" },
    { C::status, State, true, "Status" }, { C::claim, Text, true, "Claim" },
    { C::storageClass, Text, true, "StorageClass" }, { C::reasonText, Text, true, "Reason" },
    { C::volumeMode, Text, true, "VolumeMode" }, { C::message, Text, hidden, {} } };

const std::initializer_list<Column> eventColumns { { C::lastSeen, Age, true, {} }, { C::type, State, true, "Type" },
    { C::eventReason, Text, true, "Reason" }, { C::object, Text, true, "Object" },
    { C::message, Text, true, "Message" }, { C::count, Count, true, "Count" }, { C::source, Text, true, "Source" },
    { C::subobject, Text, hidden, "Subobject" }, { C::firstSeen, Age, hidden, {} }, { C::objectKind, Text, hidden, {} },
    { C::objectName, Text, hidden, {} }, { C::objectNamespace, Text, hidden, {} }, { C::objectUid, Text, hidden, {} },
    { C::objectApiVersion, Text, hidden, {} } };

const std::initializer_list<Column> autoscalerColumns { { C::reference, Text, true, "Reference" },
    { C::targets, Text, true, "Targets" }, { C::minPods, Count, true, "MinPods" },
    { C::maxPods, Count, true, "MaxPods" }, { C::currentReplicas, Count, true, "Replicas" },
    { C::desired, Count, hidden, {} }, { C::conditions, Text, hidden, {} }, { C::message, Text, hidden, {} },
    { C::lastSchedule, Age, hidden, {} } };

const std::initializer_list<Column> budgetColumns { { C::minAvailable, Text, true, "Min Available" },
    { C::maxUnavailable, Text, true, "Max Unavailable" }, { C::allowedDisruptions, Count, true, "Allowed Disruptions" },
    { C::currentHealthy, Count, hidden, {} }, { C::desiredHealthy, Count, hidden, {} },
    { C::expectedPods, Count, hidden, {} }, { C::selector, Text, hidden, {} }, { C::conditions, Text, hidden, {} } };

const std::initializer_list<Column> storageClassColumns { { C::provisioner, Text, true, "Provisioner" },
    { C::reclaimPolicy, Text, true, "ReclaimPolicy" }, { C::bindingMode, Text, true, "VolumeBindingMode" },
    { C::expandable, Flag, true, "AllowVolumeExpansion" }, { C::isDefault, Flag, true, {} } };

const std::initializer_list<Column> quotaColumns { { C::requests, Text, true, "Request" },
    { C::limits, Text, true, "Limit" }, { C::fullest, Ratio, hidden, {} }, { C::fullestName, Text, hidden, {} } };

const std::initializer_list<Kind> kinds { { "", "v1", "Pod", "pods", true, podColumns },
    { "", "v1", "Node", "nodes", false, nodeColumns },
    { "", "v1", "Namespace", "namespaces", false,
        { { C::status, State, true, "Status" }, { C::conditions, Text, hidden, {} },
            { C::message, Text, hidden, {} } } },
    { "", "v1", "Event", "events", true, eventColumns }, { "", "v1", "Service", "services", true, serviceColumns },
    { "", "v1", "ConfigMap", "configmaps", true, { { C::data, Count, true, "Data" } } },
    { "", "v1", "Secret", "secrets", true, { { C::type, Text, true, "Type" }, { C::data, Count, true, "Data" } } },
    { "", "v1", "PersistentVolumeClaim", "persistentvolumeclaims", true, claimColumns },
    { "", "v1", "PersistentVolume", "persistentvolumes", false, volumeColumns },
    { "", "v1", "ServiceAccount", "serviceaccounts", true, { { C::secrets, Count, true, "Secrets" } } },
    { "", "v1", "ResourceQuota", "resourcequotas", true, quotaColumns },
    { "apps", "v1", "Deployment", "deployments", true, deploymentColumns },
    { "apps", "v1", "StatefulSet", "statefulsets", true, statefulSetColumns },
    { "apps", "v1", "DaemonSet", "daemonsets", true, daemonSetColumns },
    { "apps", "v1", "ReplicaSet", "replicasets", true, replicaSetColumns },
    { "batch", "v1", "Job", "jobs", true, jobColumns }, { "batch", "v1", "CronJob", "cronjobs", true, cronJobColumns },
    { "networking.k8s.io", "v1", "Ingress", "ingresses", true, ingressColumns },
    { "discovery.k8s.io", "v1", "EndpointSlice", "endpointslices", true, endpointSliceColumns },
    { "autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers", true, autoscalerColumns },
    { "policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets", true, budgetColumns },
    { "storage.k8s.io", "v1", "StorageClass", "storageclasses", false, storageClassColumns },
    { "coordination.k8s.io", "v1", "Lease", "leases", true,
        { { C::holder, Text, true, "Holder" }, { C::renewedAt, Age, true, {} } } } };

#undef STRATO_TEMPLATE_COLUMNS

void addColumn(KindSchema& schema, const Column& column)
{
    schema.columns.push_back({ std::string(column.id), column.type, column.shown, std::string(column.serverTitle) });
}

SchemaPtr build(const Kind& kind)
{
    auto schema = std::make_shared<KindSchema>();
    schema->group = kind.group;
    schema->version = kind.version;
    schema->kind = kind.kind;
    schema->plural = kind.plural;
    schema->namespaced = kind.namespaced;
    schema->columns.reserve(kind.columns.size() + commonColumns.size() + 1);
    addColumn(*schema, { C::name, Text, true, "Name" });
    for (const Column& column : kind.columns)
        addColumn(*schema, column);
    for (const Column& column : commonColumns)
        addColumn(*schema, column);
    return schema;
}

const std::vector<SchemaPtr>& all()
{
    static const std::vector<SchemaPtr> schemas = [] {
        std::vector<SchemaPtr> built;
        for (const Kind& kind : kinds)
            built.push_back(build(kind));
        return built;
    }();
    return schemas;
}

} // namespace

SchemaPtr builtInSchema(std::string_view group, std::string_view kind)
{
    const auto it = std::ranges::find_if(
        all(), [&](const SchemaPtr& schema) { return schema->kind == kind && schema->group == group; });
    return it == all().end() ? nullptr : *it;
}

std::span<const SchemaPtr> builtInSchemas()
{
    return all();
}

SchemaPtr metadataSchema(const ResourceKind& kind)
{
    auto schema = std::make_shared<KindSchema>();
    schema->group = kind.group;
    schema->version = kind.version;
    schema->kind = kind.kind;
    schema->plural = kind.plural;
    schema->namespaced = kind.namespaced;
    addColumn(*schema, { C::name, Text, true, "Name" });
    for (const Column& column : commonColumns)
        addColumn(*schema, column);
    return schema;
}

std::string_view columnOfServerTitle(const KindSchema& schema, std::string_view serverTitle)
{
    const auto it = std::ranges::find(schema.columns, serverTitle, &ColumnSpec::serverTitle);
    return it == schema.columns.end() || serverTitle.empty() ? std::string_view() : std::string_view(it->id);
}

} // namespace Strato
