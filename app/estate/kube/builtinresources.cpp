// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/kube/builtinresources.h"

#include "app/estate/kube/objectencoder.h"
#include "app/estate/kube/printers.h"
#include "app/estate/kube/protoencoder.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <sstream>

namespace Strato::Estate {

using nlohmann::json;

namespace {

struct Row {
    const char* apiVersion;
    const char* resource;
    const char* kind;
    const char* shortNames; ///< separated by blanks
    bool namespaced;
    const char* fields; ///< selectable ones, separated by blanks
    const char* categories = "";
};

constexpr const char* PodFields = "spec.nodeName spec.restartPolicy spec.schedulerName spec.serviceAccountName "
                                  "spec.hostNetwork status.phase status.podIP status.nominatedNodeName";
constexpr const char* EventFields
    = "involvedObject.kind involvedObject.namespace involvedObject.name involvedObject.uid involvedObject.apiVersion "
      "involvedObject.resourceVersion involvedObject.fieldPath reason reportingComponent source type";
constexpr const char* RbacV1 = "rbac.authorization.k8s.io/v1";

const std::vector<Row>& rows()
{
    static const std::vector<Row> Rows {
        { "v1", "configmaps", "ConfigMap", "cm", true, "" },
        { "v1", "endpoints", "Endpoints", "ep", true, "" },
        { "v1", "events", "Event", "ev", true, EventFields },
        { "v1", "limitranges", "LimitRange", "limits", true, "" },
        { "v1", "namespaces", "Namespace", "ns", false, "status.phase" },
        { "v1", "nodes", "Node", "no", false, "spec.unschedulable" },
        { "v1", "persistentvolumeclaims", "PersistentVolumeClaim", "pvc", true, "" },
        { "v1", "persistentvolumes", "PersistentVolume", "pv", false, "" },
        { "v1", "pods", "Pod", "po", true, PodFields, "all" },
        { "v1", "replicationcontrollers", "ReplicationController", "rc", true, "status.replicas", "all" },
        { "v1", "resourcequotas", "ResourceQuota", "quota", true, "" },
        { "v1", "secrets", "Secret", "", true, "type" },
        { "v1", "serviceaccounts", "ServiceAccount", "sa", true, "" },
        { "v1", "services", "Service", "svc", true, "spec.clusterIP spec.type", "all" },
        { "apiextensions.k8s.io/v1", "customresourcedefinitions", "CustomResourceDefinition", "crd crds", false, "",
            "api-extensions" },
        { "apps/v1", "controllerrevisions", "ControllerRevision", "", true, "" },
        { "apps/v1", "daemonsets", "DaemonSet", "ds", true, "", "all" },
        { "apps/v1", "deployments", "Deployment", "deploy", true, "", "all" },
        { "apps/v1", "replicasets", "ReplicaSet", "rs", true, "status.replicas", "all" },
        { "apps/v1", "statefulsets", "StatefulSet", "sts", true, "", "all" },
        { "autoscaling/v2", "horizontalpodautoscalers", "HorizontalPodAutoscaler", "hpa", true, "", "all" },
        { "batch/v1", "cronjobs", "CronJob", "cj", true, "", "all" },
        { "batch/v1", "jobs", "Job", "", true, "status.successful", "all" },
        { "coordination.k8s.io/v1", "leases", "Lease", "", true, "" },
        { "discovery.k8s.io/v1", "endpointslices", "EndpointSlice", "", true, "" },
        { "networking.k8s.io/v1", "ingressclasses", "IngressClass", "", false, "" },
        { "networking.k8s.io/v1", "ingresses", "Ingress", "ing", true, "" },
        { "networking.k8s.io/v1", "networkpolicies", "NetworkPolicy", "netpol", true, "" },
        { "policy/v1", "poddisruptionbudgets", "PodDisruptionBudget", "pdb", true, "" },
        { RbacV1, "clusterrolebindings", "ClusterRoleBinding", "", false, "" },
        { RbacV1, "clusterroles", "ClusterRole", "", false, "" },
        { RbacV1, "rolebindings", "RoleBinding", "", true, "" },
        { RbacV1, "roles", "Role", "", true, "" },
        { "scheduling.k8s.io/v1", "priorityclasses", "PriorityClass", "pc", false, "" },
        { "storage.k8s.io/v1", "csidrivers", "CSIDriver", "", false, "" },
        { "storage.k8s.io/v1", "csinodes", "CSINode", "", false, "" },
        { "storage.k8s.io/v1", "storageclasses", "StorageClass", "sc", false, "" },
        { "storage.k8s.io/v1", "volumeattachments", "VolumeAttachment", "", false, "" },
    };
    return Rows;
}

std::vector<std::string> words(const char* text)
{
    std::istringstream in(text);
    std::vector<std::string> out;
    for (std::string word; in >> word;)
        out.push_back(word);
    return out;
}

void splitVersion(const std::string& apiVersion, ResourceInfo& info)
{
    const std::size_t slash = apiVersion.find('/');
    info.group = slash == std::string::npos ? std::string() : apiVersion.substr(0, slash);
    info.version = slash == std::string::npos ? apiVersion : apiVersion.substr(slash + 1);
}

std::string lowered(std::string text)
{
    std::ranges::transform(
        text, text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}

const std::vector<Printer>& printers()
{
    static const std::vector<Printer> All = [] {
        std::vector<Printer> all = podPrinters();
        for (const auto& family : { workloadPrinters(), servicePrinters(), configPrinters(), usagePrinters() })
            all.insert(all.end(), family.begin(), family.end());
        return all;
    }();
    return All;
}

ResourceInfo fromRow(const Row& row)
{
    ResourceInfo info;
    splitVersion(row.apiVersion, info);
    info.resource = row.resource;
    info.kind = row.kind;
    info.singular = lowered(row.kind);
    info.shortNames = words(row.shortNames);
    info.categories = words(row.categories);
    info.namespaced = row.namespaced;
    info.fieldPaths = words(row.fields);
    info.schema = findProtoMessage(row.kind);
    info.columns = plainColumns();
    const auto printer = std::ranges::find(printers(), std::string_view(row.kind), &Printer::kind);
    if (printer != printers().end()) {
        info.columns = printer->columns;
        info.cells = printer->cells;
    }
    return info;
}

std::vector<std::string> texts(const json& object, const char* key)
{
    std::vector<std::string> out;
    if (!object.is_object() || !object.contains(key) || !object[key].is_array())
        return out;
    for (const json& item : object[key]) {
        if (item.is_string())
            out.push_back(item.get<std::string>());
    }
    return out;
}

void addCustomColumns(const json& version, ResourceInfo& info)
{
    info.columns = { { "Name", "string", "name", "Name must be unique within a namespace.", 0, ".metadata.name" } };
    const auto it = version.find("additionalPrinterColumns");
    if (it == version.end() || !it->is_array() || it->empty()) {
        info.columns.push_back({ "Age", "date", "", "CreationTimestamp", 0, ".metadata.creationTimestamp" });
        return;
    }
    for (const json& column : *it) {
        PrinterColumn out;
        out.name = valueAt(column, "name");
        out.type = valueAt(column, "type");
        out.format = valueAt(column, "format");
        out.description = valueAt(column, "description");
        out.jsonPath = valueAt(column, "jsonPath");
        out.priority = column.is_object() ? column.value("priority", 0) : 0;
        info.columns.push_back(std::move(out));
    }
}

} // namespace

std::vector<ResourceInfo> builtinResources()
{
    std::vector<ResourceInfo> out;
    for (const Row& row : rows())
        out.push_back(fromRow(row));
    return out;
}

std::vector<ResourceInfo> metricsResources()
{
    std::vector<ResourceInfo> out {
        fromRow({ "metrics.k8s.io/v1beta1", "nodes", "NodeMetrics", "", false, "" }),
        fromRow({ "metrics.k8s.io/v1beta1", "pods", "PodMetrics", "", true, "" }),
    };
    for (ResourceInfo& info : out) {
        info.stored = false;
        info.singular = "";
        info.schema = nullptr;
    }
    return out;
}

std::optional<ResourceInfo> customResource(const json& definition)
{
    const auto spec = definition.find("spec");
    if (spec == definition.end() || !spec->is_object() || !spec->contains("versions")
        || !(*spec)["versions"].is_array())
        return std::nullopt;
    const json names = spec->value("names", json::object());
    ResourceInfo info;
    info.custom = true;
    info.group = valueAt(*spec, "group");
    info.namespaced = valueAt(*spec, "scope") != "Cluster";
    info.resource = valueAt(names, "plural");
    info.kind = valueAt(names, "kind");
    info.singular = valueAt(names, "singular");
    if (info.singular.empty())
        info.singular = lowered(info.kind);
    info.shortNames = texts(names, "shortNames");
    info.categories = texts(names, "categories");
    for (const json& version : (*spec)["versions"]) {
        if (version.is_object() && version.value("storage", false)) {
            info.version = valueAt(version, "name");
            addCustomColumns(version, info);
        }
    }
    if (info.group.empty() || info.resource.empty() || info.kind.empty() || info.version.empty())
        return std::nullopt;
    return info;
}

} // namespace Strato::Estate
