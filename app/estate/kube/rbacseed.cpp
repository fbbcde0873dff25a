// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/kube/estateserver.h"
#include "app/estate/kube/rbac.h"
#include "app/estate/kube/texts.h"

#include <nlohmann/json.hpp>

namespace Strato::Estate {

using nlohmann::json;

namespace {

constexpr const char* Version = "rbac.authorization.k8s.io/v1";

json rule(std::vector<std::string> verbs, std::vector<std::string> groups, std::vector<std::string> resources)
{
    return { { "verbs", std::move(verbs) }, { "apiGroups", std::move(groups) }, { "resources", std::move(resources) } };
}

json clusterRole(const std::string& name, json rules)
{
    return { { "apiVersion", Version }, { "kind", "ClusterRole" },
        { "metadata", { { "name", name }, { "labels", { { "kubernetes.io/bootstrapping", "rbac-defaults" } } } } },
        { "rules", std::move(rules) } };
}

json binding(const std::string& name, const std::string& nameSpace, const std::string& role, json subject)
{
    json out { { "apiVersion", Version }, { "kind", nameSpace.empty() ? "ClusterRoleBinding" : "RoleBinding" },
        { "metadata", { { "name", name } } },
        { "roleRef", { { "apiGroup", "rbac.authorization.k8s.io" }, { "kind", "ClusterRole" }, { "name", role } } },
        { "subjects", json::array({ std::move(subject) }) } };
    if (!nameSpace.empty())
        out["metadata"]["namespace"] = nameSpace;
    return out;
}

json subject(const char* kind, const std::string& name)
{
    return { { "apiGroup", "rbac.authorization.k8s.io" }, { "kind", kind }, { "name", name } };
}

const std::vector<std::string> Read { "get", "list", "watch" };
const std::vector<std::string> Change { "create", "delete", "deletecollection", "patch", "update" };
const std::vector<std::string> Core { "bindings", "configmaps", "endpoints", "events", "limitranges",
    "namespaces/status", "persistentvolumeclaims", "persistentvolumeclaims/status", "pods", "pods/log", "pods/status",
    "replicationcontrollers", "replicationcontrollers/scale", "resourcequotas", "resourcequotas/status",
    "serviceaccounts", "services", "services/status", "namespaces" };
const std::vector<std::string> Apps { "controllerrevisions", "daemonsets", "daemonsets/status", "deployments",
    "deployments/scale", "deployments/status", "replicasets", "replicasets/scale", "replicasets/status", "statefulsets",
    "statefulsets/scale", "statefulsets/status" };
const std::vector<std::string> CoreChange { "configmaps", "events", "persistentvolumeclaims", "pods", "pods/attach",
    "pods/exec", "pods/portforward", "pods/proxy", "pods/eviction", "replicationcontrollers",
    "replicationcontrollers/scale", "secrets", "serviceaccounts", "services", "services/proxy" };

/// ClusterRole view: no secrets, no roles, nothing that is not in a namespace.
json viewRules()
{
    return json::array({ rule(Read, { "" }, Core), rule(Read, { "apps" }, Apps),
        rule(Read, { "autoscaling" }, { "horizontalpodautoscalers", "horizontalpodautoscalers/status" }),
        rule(Read, { "batch" }, { "cronjobs", "cronjobs/status", "jobs", "jobs/status" }),
        rule(Read, { "discovery.k8s.io" }, { "endpointslices" }),
        rule(Read, { "networking.k8s.io" }, { "ingresses", "ingresses/status", "networkpolicies" }),
        rule(Read, { "policy" }, { "poddisruptionbudgets", "poddisruptionbudgets/status" }),
        rule({ "get", "list" }, { "metrics.k8s.io" }, { "pods" }), rule(Read, { "platform.example.com" }, { "*" }) });
}

json editRules()
{
    json rules = viewRules();
    rules.push_back(rule(Change, { "" }, CoreChange));
    rules.push_back(rule(Read, { "" }, { "secrets", "pods/exec", "pods/portforward", "pods/proxy", "services/proxy" }));
    rules.push_back(rule(Change, { "apps" }, Apps));
    rules.push_back(rule(Change, { "autoscaling" }, { "horizontalpodautoscalers" }));
    rules.push_back(rule(Change, { "batch" }, { "cronjobs", "jobs" }));
    rules.push_back(rule(Change, { "networking.k8s.io" }, { "ingresses", "networkpolicies" }));
    rules.push_back(rule(Change, { "policy" }, { "poddisruptionbudgets" }));
    rules.push_back(rule(
        { "get", "list", "watch", "create", "update", "patch", "delete" }, { "coordination.k8s.io" }, { "leases" }));
    return rules;
}

json adminRules()
{
    json rules = editRules();
    rules.push_back(rule({ "*" }, { "rbac.authorization.k8s.io" }, { "roles", "rolebindings" }));
    rules.push_back(rule({ "create" }, { "authorization.k8s.io" }, { "localsubjectaccessreviews" }));
    return rules;
}

/// What lies outside namespaces and holds no secret.
json clusterReaderRules()
{
    return json::array({ rule(Read, { "" }, { "nodes", "nodes/status", "persistentvolumes", "namespaces" }),
        rule(Read, { "storage.k8s.io" }, { "storageclasses", "csidrivers", "csinodes", "volumeattachments" }),
        rule(Read, { "apiextensions.k8s.io" }, { "customresourcedefinitions" }),
        rule(Read, { "networking.k8s.io" }, { "ingressclasses" }),
        rule(Read, { "scheduling.k8s.io" }, { "priorityclasses" }), rule(Read, { "coordination.k8s.io" }, { "leases" }),
        rule({ "get", "list" }, { "metrics.k8s.io" }, { "nodes", "pods" }) });
}

json pathsRule(std::vector<std::string> paths)
{
    return { { "verbs", { "get" } }, { "nonResourceURLs", std::move(paths) } };
}

void addBuiltin(std::vector<json>& out)
{
    json everything = json::array({ rule({ "*" }, { "*" }, { "*" }) });
    everything.push_back({ { "verbs", { "*" } }, { "nonResourceURLs", { "*" } } });
    out.push_back(clusterRole("cluster-admin", everything));
    out.push_back(clusterRole("admin", adminRules()));
    out.push_back(clusterRole("edit", editRules()));
    out.push_back(clusterRole("view", viewRules()));
    out.push_back(clusterRole("cluster-reader", clusterReaderRules()));
    out.push_back(clusterRole("system:basic-user",
        json::array(
            { rule({ "create" }, { "authorization.k8s.io" }, { "selfsubjectaccessreviews", "selfsubjectrulesreviews" }),
                rule({ "create" }, { "authentication.k8s.io" }, { "selfsubjectreviews" }) })));
    out.push_back(clusterRole("system:discovery",
        json::array({ pathsRule({ "/api", "/api/*", "/apis", "/apis/*", "/healthz", "/livez", "/openapi", "/openapi/*",
            "/readyz", "/version", "/version/" }) })));
    out.push_back(clusterRole("system:public-info-viewer",
        json::array({ pathsRule({ "/healthz", "/livez", "/readyz", "/version", "/version/" }) })));
    const json everybody = subject("Group", "system:authenticated");
    out.push_back(binding("cluster-admin", {}, "cluster-admin", subject("Group", "system:masters")));
    out.push_back(binding("system:basic-user", {}, "system:basic-user", everybody));
    out.push_back(binding("system:discovery", {}, "system:discovery", everybody));
    json anybody = binding("system:public-info-viewer", {}, "system:public-info-viewer", everybody);
    anybody["subjects"].push_back(subject("Group", "system:unauthenticated"));
    out.push_back(std::move(anybody));
}

} // namespace

std::vector<json> rbacSeed(const std::vector<Identity>& identities)
{
    std::vector<json> out;
    addBuiltin(out);
    out.push_back(binding("estate-editors", {}, "edit", subject("Group", "estate:editors")));
    out.push_back(binding("estate-viewers", {}, "view", subject("Group", "estate:viewers")));
    for (const char* group : { "editors", "viewers" })
        out.push_back(binding(std::string("estate-") + group + "-cluster", {}, "cluster-reader",
            subject("Group", std::string("estate:") + group)));
    for (const Identity& identity : identities) {
        if (!identity.onlyNamespace.empty())
            out.push_back(
                binding("view-" + identity.user, identity.onlyNamespace, "view", subject("User", identity.user)));
    }
    return out;
}

std::vector<Identity> standardIdentities(const std::string& onlyNamespace)
{
    constexpr std::size_t TokenBytes = 24;
    return { { "admin", randomHex(TokenBytes), { "system:masters" }, {} },
        { "editor", randomHex(TokenBytes), { "estate:editors" }, {} },
        { "viewer", randomHex(TokenBytes), { "estate:viewers" }, {} },
        { onlyNamespace + "-only", randomHex(TokenBytes), {}, onlyNamespace } };
}

} // namespace Strato::Estate
