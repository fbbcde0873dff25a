// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/world/kubeobjects.h"

namespace Strato::Estate {

namespace {

struct Scope {
    WorldState& world;
    const Cluster& cluster;
    Instant created; ///< long ago
};

Json make(const Scope& scope, const std::string& apiVersion, const std::string& kind, const std::string& nameSpace,
    const std::string& name)
{
    const std::string key = scope.cluster.name + '/' + kind + '/' + nameSpace + '/' + name;
    Json object = kubeObject(apiVersion, kind, nameSpace, name, scope.world.dice.uid(key), scope.created);
    object["metadata"]["managedFields"] = Json::array(
        { managedEntry("argocd-controller", scope.created, apiVersion, { { "f:metadata", Json::object() } }) });
    return object;
}

void put(const Scope& scope, Json object)
{
    scope.world.extra.push_back({ scope.cluster.name, std::move(object), false });
}

void addNamespaces(const Scope& scope)
{
    for (const NamespaceSpec& spec : namespaces()) {
        Json object = make(scope, "v1", "Namespace", "", std::string(spec.name));
        if (spec.name == "kube-system")
            object["metadata"]["uid"] = scope.cluster.uid;
        object["metadata"]["labels"] = { { "kubernetes.io/metadata.name", spec.name } };
        if (!spec.owner.empty()) {
            object["metadata"]["labels"]["example.com/team"] = spec.owner;
            object["metadata"]["annotations"] = { { "example.com/owner", spec.owner },
                { "example.com/contact", std::string(spec.person) + "@example.com" },
                { "example.com/runbook", "https://runbooks.example.com/" + std::string(spec.owner) },
                { "example.com/cost-centre", spec.cost } };
        }
        object["spec"] = { { "finalizers", Json::array({ "kubernetes" }) } };
        object["status"] = { { "phase", "Active" } };
        put(scope, std::move(object));
        put(scope, make(scope, "v1", "ServiceAccount", std::string(spec.name), "default"));
    }
}

void addStorageClass(const Scope& scope)
{
    Json object = make(scope, "storage.k8s.io/v1", "StorageClass", "", "ssd");
    object["metadata"]["annotations"] = { { "storageclass.kubernetes.io/is-default-class", "true" } };
    object["provisioner"] = "disk.csi.example.com";
    object["reclaimPolicy"] = "Retain";
    object["volumeBindingMode"] = "WaitForFirstConsumer";
    object["allowVolumeExpansion"] = true;
    put(scope, std::move(object));
}

void addQuota(const Scope& scope)
{
    Json object = make(scope, "v1", "ResourceQuota", "payment", "compute");
    const Json hard { { "requests.cpu", "18" }, { "requests.memory", "64Gi" }, { "pods", "40" } };
    object["spec"] = { { "hard", hard } };
    object["status"] = { { "hard", hard },
        { "used", { { "requests.cpu", "16500m" }, { "requests.memory", "49Gi" }, { "pods", "14" } } } };
    put(scope, std::move(object));
    Json limits = make(scope, "v1", "LimitRange", "payment", "defaults");
    limits["spec"] = { { "limits",
        Json::array({ Json { { "type", "Container" }, { "default", { { "cpu", "1" }, { "memory", "1Gi" } } },
            { "defaultRequest", { { "cpu", "100m" }, { "memory", "128Mi" } } } } }) } };
    put(scope, std::move(limits));
}

Json column(const char* name, const char* type, const char* path)
{
    return { { "name", name }, { "type", type }, { "jsonPath", path } };
}

void addTenants(const Scope& scope)
{
    Json object
        = make(scope, "apiextensions.k8s.io/v1", "CustomResourceDefinition", "", "tenants.platform.example.com");
    Json version { { "name", "v1" }, { "served", true }, { "storage", true },
        { "schema",
            { { "openAPIV3Schema", { { "type", "object" }, { "x-kubernetes-preserve-unknown-fields", true } } } } },
        { "additionalPrinterColumns",
            Json::array({ column("Tier", "string", ".spec.tier"), column("Share", "number", ".spec.share"),
                column("Contact", "string", ".spec.contact"), column("Phase", "string", ".status.phase"),
                column("Age", "date", ".metadata.creationTimestamp") }) } };
    const Json names { { "plural", "tenants" }, { "singular", "tenant" }, { "kind", "Tenant" },
        { "listKind", "TenantList" }, { "shortNames", Json::array({ "tn" }) } };
    object["spec"] = { { "group", "platform.example.com" }, { "scope", "Cluster" }, { "names", names },
        { "versions", Json::array({ version }) } };
    object["status"] = { { "acceptedNames", names }, { "storedVersions", Json::array({ "v1" }) },
        { "conditions",
            Json::array({ condition("NamesAccepted", true, scope.created, "NoConflicts", "no conflicts found"),
                condition("Established", true, scope.created, "InitialNamesAccepted",
                    "the initial names have been accepted") }) } };
    put(scope, std::move(object));
    for (const TenantSpec& tenant : tenants()) {
        Json one = make(scope, "platform.example.com/v1", "Tenant", "", std::string(tenant.name));
        one["spec"] = { { "tier", tenant.share > 0.1 ? "gold" : "silver" }, { "share", tenant.share },
            { "contact", std::string(tenant.name) + "-oncall@example.com" } };
        one["status"] = { { "phase", "Active" } };
        put(scope, std::move(one));
    }
}

Json servicePorts(const ServiceSpec& spec)
{
    const int port = servicePort(spec.runtime);
    return Json::array({ Json {
        { "name", "http" }, { "port", port == 8080 ? 80 : port }, { "targetPort", port }, { "protocol", "TCP" } } });
}

void addServiceObject(const Scope& scope, const Workload& w, const ServiceSpec& spec)
{
    Json object = make(scope, "v1", "Service", w.nameSpace, w.name);
    object["metadata"]["uid"] = scope.world.dice.uid("service" + w.uid);
    object["metadata"]["labels"] = { { "app", w.name } };
    const std::string address = serviceAddress(w);
    object["spec"] = { { "type", "ClusterIP" }, { "clusterIP", address }, { "clusterIPs", Json::array({ address }) },
        { "selector", { { "app", w.name } } }, { "ports", servicePorts(spec) },
        { "ipFamilies", Json::array({ "IPv4" }) }, { "ipFamilyPolicy", "SingleStack" },
        { "internalTrafficPolicy", "Cluster" }, { "sessionAffinity", "None" } };
    object["status"] = { { "loadBalancer", Json::object() } };
    if (peakLoad(spec.name) > 100) {
        object["spec"]["type"] = "LoadBalancer";
        object["spec"]["ports"][0]["nodePort"] = 30000 + w.index;
        object["status"]["loadBalancer"]["ingress"]
            = Json::array({ Json { { "ip", "203.0.113." + std::to_string(10 + w.index % 100) } } });
    }
    put(scope, object);
    if (w.kind != WorkloadKind::StatefulSet)
        return;
    object["metadata"]["name"] = w.name + "-headless";
    object["metadata"]["uid"] = scope.world.dice.uid("headless" + w.uid);
    object["spec"]["clusterIP"] = "None";
    object["spec"]["clusterIPs"] = Json::array({ "None" });
    put(scope, std::move(object));
}

void addIngress(const Scope& scope, const Workload& w)
{
    Json object = make(scope, "networking.k8s.io/v1", "Ingress", w.nameSpace, w.name);
    const std::string host = w.name + '.' + scope.cluster.city + ".example.com";
    Json path { { "path", "/" }, { "pathType", "Prefix" },
        { "backend", { { "service", { { "name", w.name }, { "port", { { "number", 80 } } } } } } } };
    object["spec"] = { { "ingressClassName", "nginx" },
        { "tls", Json::array({ Json { { "hosts", Json::array({ host }) }, { "secretName", w.name + "-tls" } } }) },
        { "rules", Json::array({ Json { { "host", host }, { "http", { { "paths", Json::array({ path }) } } } } }) } };
    object["status"] = { { "loadBalancer", { { "ingress", Json::array({ Json { { "ip", "203.0.113.9" } } }) } } } };
    put(scope, std::move(object));
}

void addConfig(const Scope& scope, const Workload& w, const ServiceSpec& spec)
{
    Json object = make(scope, "v1", "ConfigMap", w.nameSpace, w.name + "-config");
    object["metadata"]["labels"] = { { "app", w.name } };
    object["data"] = { { "LOG_LEVEL", "info" }, { "SERVER_PORT", "8080" }, { "REQUEST_TIMEOUT", "3000" },
        { "application.yaml", "spring:\n  application:\n    name: " + w.name + "\nfeature:\n  new-pricing: false\n" } };
    if (spec.pool > 0)
        object["data"]["DB_POOL_SIZE"] = std::to_string(spec.pool);
    scope.world.configs[{ w.cluster, w.nameSpace + '/' + w.name + "-config" }] = object;
    put(scope, std::move(object));
    if (spec.pool <= 0)
        return;
    Json secret = make(scope, "v1", "Secret", w.nameSpace, w.name + "-db");
    secret["type"] = "Opaque";
    secret["data"] = { { "username", "YXBw" }, { "password", "ZGVtby1lc3RhdGUtb25seQ==" } };
    put(scope, std::move(secret));
}

void addVolumes(const Scope& scope, const Workload& w)
{
    for (int i = 0; i < w.replicas; ++i) {
        const std::string name = "data-" + w.name + '-' + std::to_string(i);
        Json claim = make(scope, "v1", "PersistentVolumeClaim", w.nameSpace, name);
        const std::string volume = "pvc-" + claim["metadata"]["uid"].get<std::string>();
        claim["metadata"]["labels"] = { { "app", w.name } };
        claim["spec"] = { { "accessModes", Json::array({ "ReadWriteOnce" }) }, { "storageClassName", "ssd" },
            { "volumeMode", "Filesystem" }, { "volumeName", volume },
            { "resources", { { "requests", { { "storage", "100Gi" } } } } } };
        claim["status"] = { { "phase", "Bound" }, { "accessModes", Json::array({ "ReadWriteOnce" }) },
            { "capacity", { { "storage", "100Gi" } } } };
        Json disk = make(scope, "v1", "PersistentVolume", "", volume);
        disk["spec"] = { { "capacity", { { "storage", "100Gi" } } },
            { "accessModes", Json::array({ "ReadWriteOnce" }) }, { "persistentVolumeReclaimPolicy", "Retain" },
            { "storageClassName", "ssd" }, { "volumeMode", "Filesystem" },
            { "csi",
                { { "driver", "disk.csi.example.com" },
                    { "volumeHandle", "d-" + scope.world.dice.hex(volume, 0, 12) } } },
            { "claimRef",
                { { "apiVersion", "v1" }, { "kind", "PersistentVolumeClaim" }, { "name", name },
                    { "namespace", w.nameSpace }, { "uid", claim["metadata"]["uid"] } } } };
        disk["status"] = { { "phase", "Bound" } };
        put(scope, std::move(claim));
        put(scope, std::move(disk));
    }
}

void addBudget(const Scope& scope, const Workload& w)
{
    Json object = make(scope, "policy/v1", "PodDisruptionBudget", w.nameSpace, w.name);
    object["spec"] = { { "maxUnavailable", 1 }, { "selector", { { "matchLabels", { { "app", w.name } } } } } };
    object["status"] = { { "currentHealthy", w.replicas }, { "desiredHealthy", w.replicas - 1 },
        { "disruptionsAllowed", 1 }, { "expectedPods", w.replicas }, { "observedGeneration", 1 } };
    put(scope, std::move(object));
}

} // namespace

std::string serviceAddress(const Workload& w)
{
    return "10.96." + std::to_string(w.index / 200 + w.cluster * 8) + '.' + std::to_string(w.index % 200 + 10);
}

void buildStatics(WorldState& world)
{
    const std::int64_t day = 86'400'000'000'000;
    for (std::size_t i = 0; i < world.clusters.size(); ++i) {
        const Scope scope { world, world.clusters[i], { (world.options.start.ns / day - 400) * day } };
        addNamespaces(scope);
        addStorageClass(scope);
        if (world.clusters[i].filler)
            continue;
        addQuota(scope);
        addTenants(scope);
        Json nginx = make(scope, "networking.k8s.io/v1", "IngressClass", "", "nginx");
        nginx["spec"] = { { "controller", "k8s.io/ingress-nginx" } };
        put(scope, std::move(nginx));
    }
    for (const Workload& w : world.workloads) {
        if (w.service < 0)
            continue;
        const ServiceSpec& spec = services()[static_cast<std::size_t>(w.service)];
        const Scope scope { world, world.clusters[static_cast<std::size_t>(w.cluster)], w.created };
        put(scope, make(scope, "v1", "ServiceAccount", w.nameSpace, w.name));
        addServiceObject(scope, w, spec);
        if (peakLoad(spec.name) > 100)
            addIngress(scope, w);
        if (w.kind == WorkloadKind::StatefulSet)
            addVolumes(scope, w);
        else
            addConfig(scope, w, spec);
        if (w.replicas >= 3)
            addBudget(scope, w);
    }
}

} // namespace Strato::Estate
