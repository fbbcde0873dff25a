// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/text/celltext.h"

#include "models/base/plaintext.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestCell = 512;
constexpr qsizetype longestTitle = 64;

struct Title {
    const char* id;
    const char* text;
};

//: Titles of table columns: as short as can be.
constexpr Title titles[] = {
    { "name", QT_TRANSLATE_NOOP("ColumnTitle", "Name") },
    { "namespace", QT_TRANSLATE_NOOP("ColumnTitle", "Namespace") },
    { "cluster", QT_TRANSLATE_NOOP("ColumnTitle", "Cluster") },
    { "age", QT_TRANSLATE_NOOP("ColumnTitle", "Age") },
    { "labels", QT_TRANSLATE_NOOP("ColumnTitle", "Labels") },
    { "kind", QT_TRANSLATE_NOOP("ColumnTitle", "Kind") },
    { "changedBy", QT_TRANSLATE_NOOP("ColumnTitle", "Changed by") },
    { "changedAt", QT_TRANSLATE_NOOP("ColumnTitle", "Changed at") },
    { "generation", QT_TRANSLATE_NOOP("ColumnTitle", "Generation") },
    { "finalizers", QT_TRANSLATE_NOOP("ColumnTitle", "Finalizers") },
    { "status", QT_TRANSLATE_NOOP("ColumnTitle", "Status") },
    { "ready", QT_TRANSLATE_NOOP("ColumnTitle", "Ready") },
    { "conditions", QT_TRANSLATE_NOOP("ColumnTitle", "Conditions") },
    { "message", QT_TRANSLATE_NOOP("ColumnTitle", "Message") },
    { "containers", QT_TRANSLATE_NOOP("ColumnTitle", "Containers") },
    { "images", QT_TRANSLATE_NOOP("ColumnTitle", "Images") },
    { "selector", QT_TRANSLATE_NOOP("ColumnTitle", "Selector") },
    { "type", QT_TRANSLATE_NOOP("ColumnTitle", "Type") },
    { "ports", QT_TRANSLATE_NOOP("ColumnTitle", "Ports") },
    { "data", QT_TRANSLATE_NOOP("ColumnTitle", "Data") },
    { "cpuRequest", QT_TRANSLATE_NOOP("ColumnTitle", "CPU request") },
    { "cpuLimit", QT_TRANSLATE_NOOP("ColumnTitle", "CPU limit") },
    { "memoryRequest", QT_TRANSLATE_NOOP("ColumnTitle", "Memory request") },
    { "memoryLimit", QT_TRANSLATE_NOOP("ColumnTitle", "Memory limit") },
    { "node", QT_TRANSLATE_NOOP("ColumnTitle", "Node") },
    { "restarts", QT_TRANSLATE_NOOP("ColumnTitle", "Restarts") },
    { "lastRestart", QT_TRANSLATE_NOOP("ColumnTitle", "Last restart") },
    { "ip", QT_TRANSLATE_NOOP("ColumnTitle", "IP") },
    { "nominatedNode", QT_TRANSLATE_NOOP("ColumnTitle", "Nominated node") },
    { "readinessGates", QT_TRANSLATE_NOOP("ColumnTitle", "Readiness gates") },
    { "phase", QT_TRANSLATE_NOOP("ColumnTitle", "Phase") },
    { "containerStates", QT_TRANSLATE_NOOP("ColumnTitle", "Container states") },
    { "waitingReason", QT_TRANSLATE_NOOP("ColumnTitle", "Waits because") },
    { "lastTermination", QT_TRANSLATE_NOOP("ColumnTitle", "Last end") },
    { "lastTerminationAt", QT_TRANSLATE_NOOP("ColumnTitle", "Last ended at") },
    { "lastExitCode", QT_TRANSLATE_NOOP("ColumnTitle", "Exit code") },
    { "unready", QT_TRANSLATE_NOOP("ColumnTitle", "Not ready") },
    { "readySince", QT_TRANSLATE_NOOP("ColumnTitle", "Readiness since") },
    { "startedAt", QT_TRANSLATE_NOOP("ColumnTitle", "Started at") },
    { "unschedulable", QT_TRANSLATE_NOOP("ColumnTitle", "Unschedulable") },
    { "qosClass", QT_TRANSLATE_NOOP("ColumnTitle", "QoS class") },
    { "serviceAccount", QT_TRANSLATE_NOOP("ColumnTitle", "Service account") },
    { "priorityClass", QT_TRANSLATE_NOOP("ColumnTitle", "Priority class") },
    { "hostIp", QT_TRANSLATE_NOOP("ColumnTitle", "Host IP") },
    { "hostNetwork", QT_TRANSLATE_NOOP("ColumnTitle", "Host network") },
    { "containerIds", QT_TRANSLATE_NOOP("ColumnTitle", "Container ids") },
    { "claims", QT_TRANSLATE_NOOP("ColumnTitle", "Volume claims") },
    { "roles", QT_TRANSLATE_NOOP("ColumnTitle", "Roles") },
    { "version", QT_TRANSLATE_NOOP("ColumnTitle", "Version") },
    { "internalIp", QT_TRANSLATE_NOOP("ColumnTitle", "Internal IP") },
    { "externalIp", QT_TRANSLATE_NOOP("ColumnTitle", "External IP") },
    { "hostname", QT_TRANSLATE_NOOP("ColumnTitle", "Host name") },
    { "osImage", QT_TRANSLATE_NOOP("ColumnTitle", "OS image") },
    { "kernel", QT_TRANSLATE_NOOP("ColumnTitle", "Kernel") },
    { "runtime", QT_TRANSLATE_NOOP("ColumnTitle", "Container runtime") },
    { "architecture", QT_TRANSLATE_NOOP("ColumnTitle", "Architecture") },
    { "cpuCapacity", QT_TRANSLATE_NOOP("ColumnTitle", "CPU") },
    { "memoryCapacity", QT_TRANSLATE_NOOP("ColumnTitle", "Memory") },
    { "podsCapacity", QT_TRANSLATE_NOOP("ColumnTitle", "Pods") },
    { "storageCapacity", QT_TRANSLATE_NOOP("ColumnTitle", "Storage") },
    { "cpuAllocatable", QT_TRANSLATE_NOOP("ColumnTitle", "CPU allocatable") },
    { "memoryAllocatable", QT_TRANSLATE_NOOP("ColumnTitle", "Memory allocatable") },
    { "podsAllocatable", QT_TRANSLATE_NOOP("ColumnTitle", "Pods allocatable") },
    { "storageAllocatable", QT_TRANSLATE_NOOP("ColumnTitle", "Storage allocatable") },
    { "cpu", QT_TRANSLATE_NOOP("ColumnTitle", "CPU") },
    { "memory", QT_TRANSLATE_NOOP("ColumnTitle", "Memory") },
    //: over which time the use of CPU was measured
    { "window", QT_TRANSLATE_NOOP("ColumnTitle", "Window") },
    { "pressures", QT_TRANSLATE_NOOP("ColumnTitle", "Pressure") },
    { "taints", QT_TRANSLATE_NOOP("ColumnTitle", "Taints") },
    { "zone", QT_TRANSLATE_NOOP("ColumnTitle", "Zone") },
    { "region", QT_TRANSLATE_NOOP("ColumnTitle", "Region") },
    { "instanceType", QT_TRANSLATE_NOOP("ColumnTitle", "Instance type") },
    { "providerId", QT_TRANSLATE_NOOP("ColumnTitle", "Provider id") },
    { "machineId", QT_TRANSLATE_NOOP("ColumnTitle", "Machine id") },
    { "systemUuid", QT_TRANSLATE_NOOP("ColumnTitle", "System UUID") },
    { "replicas", QT_TRANSLATE_NOOP("ColumnTitle", "Replicas") },
    { "currentReplicas", QT_TRANSLATE_NOOP("ColumnTitle", "Current") },
    { "updated", QT_TRANSLATE_NOOP("ColumnTitle", "Updated") },
    { "available", QT_TRANSLATE_NOOP("ColumnTitle", "Available") },
    { "unavailable", QT_TRANSLATE_NOOP("ColumnTitle", "Unavailable") },
    { "misscheduled", QT_TRANSLATE_NOOP("ColumnTitle", "Misscheduled") },
    { "nodeSelector", QT_TRANSLATE_NOOP("ColumnTitle", "Node selector") },
    { "strategy", QT_TRANSLATE_NOOP("ColumnTitle", "Strategy") },
    { "paused", QT_TRANSLATE_NOOP("ColumnTitle", "Paused") },
    { "observedGeneration", QT_TRANSLATE_NOOP("ColumnTitle", "Observed generation") },
    { "progressing", QT_TRANSLATE_NOOP("ColumnTitle", "Progress") },
    { "progressAt", QT_TRANSLATE_NOOP("ColumnTitle", "Progress at") },
    { "revision", QT_TRANSLATE_NOOP("ColumnTitle", "Revision") },
    { "serviceName", QT_TRANSLATE_NOOP("ColumnTitle", "Service name") },
    { "completions", QT_TRANSLATE_NOOP("ColumnTitle", "Completions") },
    { "duration", QT_TRANSLATE_NOOP("ColumnTitle", "Duration") },
    { "completedAt", QT_TRANSLATE_NOOP("ColumnTitle", "Completed at") },
    { "active", QT_TRANSLATE_NOOP("ColumnTitle", "Active") },
    { "failed", QT_TRANSLATE_NOOP("ColumnTitle", "Failed") },
    { "succeeded", QT_TRANSLATE_NOOP("ColumnTitle", "Succeeded") },
    { "schedule", QT_TRANSLATE_NOOP("ColumnTitle", "Schedule") },
    { "timeZone", QT_TRANSLATE_NOOP("ColumnTitle", "Time zone") },
    { "suspend", QT_TRANSLATE_NOOP("ColumnTitle", "Suspended") },
    { "lastSchedule", QT_TRANSLATE_NOOP("ColumnTitle", "Last run") },
    { "lastSuccess", QT_TRANSLATE_NOOP("ColumnTitle", "Last success") },
    { "clusterIp", QT_TRANSLATE_NOOP("ColumnTitle", "Cluster IP") },
    { "ingressClass", QT_TRANSLATE_NOOP("ColumnTitle", "Class") },
    { "hosts", QT_TRANSLATE_NOOP("ColumnTitle", "Hosts") },
    { "address", QT_TRANSLATE_NOOP("ColumnTitle", "Address") },
    { "backends", QT_TRANSLATE_NOOP("ColumnTitle", "Backends") },
    { "addressType", QT_TRANSLATE_NOOP("ColumnTitle", "Address type") },
    { "endpoints", QT_TRANSLATE_NOOP("ColumnTitle", "Endpoints") },
    { "endpointsReady", QT_TRANSLATE_NOOP("ColumnTitle", "Endpoints ready") },
    { "targets", QT_TRANSLATE_NOOP("ColumnTitle", "Targets") },
    { "service", QT_TRANSLATE_NOOP("ColumnTitle", "Service") },
    { "volume", QT_TRANSLATE_NOOP("ColumnTitle", "Volume") },
    { "capacity", QT_TRANSLATE_NOOP("ColumnTitle", "Capacity") },
    { "requested", QT_TRANSLATE_NOOP("ColumnTitle", "Requested") },
    { "accessModes", QT_TRANSLATE_NOOP("ColumnTitle", "Access modes") },
    { "storageClass", QT_TRANSLATE_NOOP("ColumnTitle", "Storage class") },
    { "volumeMode", QT_TRANSLATE_NOOP("ColumnTitle", "Volume mode") },
    { "reclaimPolicy", QT_TRANSLATE_NOOP("ColumnTitle", "Reclaim policy") },
    { "claim", QT_TRANSLATE_NOOP("ColumnTitle", "Claim") },
    { "reasonText", QT_TRANSLATE_NOOP("ColumnTitle", "Reason") },
    { "provisioner", QT_TRANSLATE_NOOP("ColumnTitle", "Provisioner") },
    { "bindingMode", QT_TRANSLATE_NOOP("ColumnTitle", "Binding mode") },
    { "expandable", QT_TRANSLATE_NOOP("ColumnTitle", "Expandable") },
    { "isDefault", QT_TRANSLATE_NOOP("ColumnTitle", "Default") },
    { "lastSeen", QT_TRANSLATE_NOOP("ColumnTitle", "Last seen") },
    { "firstSeen", QT_TRANSLATE_NOOP("ColumnTitle", "First seen") },
    { "eventReason", QT_TRANSLATE_NOOP("ColumnTitle", "Reason") },
    { "object", QT_TRANSLATE_NOOP("ColumnTitle", "Object") },
    { "objectKind", QT_TRANSLATE_NOOP("ColumnTitle", "Object kind") },
    { "objectName", QT_TRANSLATE_NOOP("ColumnTitle", "Object name") },
    { "objectNamespace", QT_TRANSLATE_NOOP("ColumnTitle", "Object namespace") },
    { "objectUid", QT_TRANSLATE_NOOP("ColumnTitle", "Object uid") },
    { "objectApiVersion", QT_TRANSLATE_NOOP("ColumnTitle", "Object API version") },
    { "subobject", QT_TRANSLATE_NOOP("ColumnTitle", "Part") },
    { "source", QT_TRANSLATE_NOOP("ColumnTitle", "Source") },
    { "count", QT_TRANSLATE_NOOP("ColumnTitle", "Count") },
    { "reference", QT_TRANSLATE_NOOP("ColumnTitle", "Reference") },
    { "minPods", QT_TRANSLATE_NOOP("ColumnTitle", "Min pods") },
    { "maxPods", QT_TRANSLATE_NOOP("ColumnTitle", "Max pods") },
    { "desired", QT_TRANSLATE_NOOP("ColumnTitle", "Desired") },
    { "minAvailable", QT_TRANSLATE_NOOP("ColumnTitle", "Min available") },
    { "maxUnavailable", QT_TRANSLATE_NOOP("ColumnTitle", "Max unavailable") },
    { "allowedDisruptions", QT_TRANSLATE_NOOP("ColumnTitle", "Allowed disruptions") },
    { "currentHealthy", QT_TRANSLATE_NOOP("ColumnTitle", "Healthy") },
    { "desiredHealthy", QT_TRANSLATE_NOOP("ColumnTitle", "Healthy wanted") },
    { "expectedPods", QT_TRANSLATE_NOOP("ColumnTitle", "Pods expected") },
    { "requests", QT_TRANSLATE_NOOP("ColumnTitle", "Requests") },
    { "limits", QT_TRANSLATE_NOOP("ColumnTitle", "Limits") },
    { "fullest", QT_TRANSLATE_NOOP("ColumnTitle", "Fullest") },
    { "fullestName", QT_TRANSLATE_NOOP("ColumnTitle", "Fullest resource") },
    { "secrets", QT_TRANSLATE_NOOP("ColumnTitle", "Secrets") },
    { "holder", QT_TRANSLATE_NOOP("ColumnTitle", "Holder") },
    { "renewedAt", QT_TRANSLATE_NOOP("ColumnTitle", "Renewed") },
};

//: Titles of table columns as kubectl prints them.
constexpr const char* kubectlTitles[] = {
    QT_TRANSLATE_NOOP("ColumnTitle", "Access Modes"),
    QT_TRANSLATE_NOOP("ColumnTitle", "AddressType"),
    QT_TRANSLATE_NOOP("ColumnTitle", "AllowVolumeExpansion"),
    QT_TRANSLATE_NOOP("ColumnTitle", "Allowed Disruptions"),
    QT_TRANSLATE_NOOP("ColumnTitle", "Cluster-IP"),
    QT_TRANSLATE_NOOP("ColumnTitle", "Container-Runtime"),
    QT_TRANSLATE_NOOP("ColumnTitle", "External-IP"),
    QT_TRANSLATE_NOOP("ColumnTitle", "Internal-IP"),
    QT_TRANSLATE_NOOP("ColumnTitle", "Kernel-Version"),
    QT_TRANSLATE_NOOP("ColumnTitle", "Limit"),
    QT_TRANSLATE_NOOP("ColumnTitle", "Max Unavailable"),
    QT_TRANSLATE_NOOP("ColumnTitle", "MaxPods"),
    QT_TRANSLATE_NOOP("ColumnTitle", "Min Available"),
    QT_TRANSLATE_NOOP("ColumnTitle", "MinPods"),
    QT_TRANSLATE_NOOP("ColumnTitle", "Node Selector"),
    QT_TRANSLATE_NOOP("ColumnTitle", "Nominated Node"),
    QT_TRANSLATE_NOOP("ColumnTitle", "OS-Image"),
    QT_TRANSLATE_NOOP("ColumnTitle", "Port(s)"),
    QT_TRANSLATE_NOOP("ColumnTitle", "Readiness Gates"),
    QT_TRANSLATE_NOOP("ColumnTitle", "Reclaim Policy"),
    QT_TRANSLATE_NOOP("ColumnTitle", "ReclaimPolicy"),
    QT_TRANSLATE_NOOP("ColumnTitle", "Request"),
    QT_TRANSLATE_NOOP("ColumnTitle", "StorageClass"),
    QT_TRANSLATE_NOOP("ColumnTitle", "Subobject"),
    QT_TRANSLATE_NOOP("ColumnTitle", "Suspend"),
    QT_TRANSLATE_NOOP("ColumnTitle", "Timezone"),
    QT_TRANSLATE_NOOP("ColumnTitle", "Up-to-date"),
    QT_TRANSLATE_NOOP("ColumnTitle", "VolumeBindingMode"),
    QT_TRANSLATE_NOOP("ColumnTitle", "VolumeMode"),
};

QString fractionText(qint64 packed, const Numbers& numbers)
{
    return numbers.count(fractionPart(packed)) + u'/' + numbers.count(fractionWhole(packed));
}

} // namespace

QString cellText(const QVariant& raw, CellType type, const Formats& formats, Instant shownMoment)
{
    if (!raw.isValid())
        return Numbers::missing();
    switch (type) {
    case CellType::Text:
    case CellType::State: {
        const QString text = cleanLine(raw.toString(), longestCell);
        return text.isEmpty() ? Numbers::missing() : text;
    }
    case CellType::Count: return formats.numbers.count(raw.toLongLong());
    case CellType::Time: return formats.times.brief({ raw.toLongLong() }, shownMoment);
    case CellType::Age: return Numbers::age(shownMoment - Instant { raw.toLongLong() });
    case CellType::Cpu: return formats.numbers.cores(static_cast<double>(raw.toLongLong()) / 1000.0);
    case CellType::Bytes: return formats.numbers.bytes(static_cast<double>(raw.toLongLong()));
    case CellType::Ratio: return formats.numbers.percent(raw.toDouble());
    case CellType::Number: return formats.numbers.decimal(raw.toDouble());
    case CellType::Flag:
        return raw.toLongLong() != 0 ? QCoreApplication::translate("CellText", "yes")
                                     : QCoreApplication::translate("CellText", "no");
    case CellType::Fraction: return fractionText(raw.toLongLong(), formats.numbers);
    case CellType::DurationNs: return formats.numbers.duration(Duration(raw.toLongLong()));
    }
    return Numbers::missing();
}

bool isNumeric(CellType type)
{
    switch (type) {
    case CellType::Count:
    case CellType::Age:
    case CellType::Cpu:
    case CellType::Bytes:
    case CellType::Ratio:
    case CellType::Number:
    case CellType::Fraction:
    case CellType::DurationNs: return true;
    case CellType::Text:
    case CellType::Time:
    case CellType::Flag:
    case CellType::State: return false;
    }
    return false;
}

QString columnTitle(QStringView id)
{
    for (const Title& title : titles) {
        if (id == QLatin1StringView(title.id))
            return QCoreApplication::translate("ColumnTitle", title.text);
    }
    return id.toString();
}

QString serverTitle(const QString& title)
{
    const QString clean = cleanLine(title, longestTitle);
    const auto isClean = [&](const char* known) { return clean == QLatin1StringView(known); };
    // metrics-server calls its columns "cpu" and "memory", as we call ours.
    const auto ours
        = std::ranges::find_if(titles, [&](const Title& known) { return isClean(known.text) || isClean(known.id); });
    if (ours != std::end(titles))
        return QCoreApplication::translate("ColumnTitle", ours->text);
    const bool known = std::ranges::any_of(kubectlTitles, isClean);
    return known ? QCoreApplication::translate("ColumnTitle", clean.toLatin1().constData()) : clean;
}

} // namespace Strato
