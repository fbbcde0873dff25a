// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/kube/access.h"

#include "app/estate/http/httptypes.h"
#include "app/estate/kube/apistore.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace Strato::Estate {

using nlohmann::json;

namespace {

constexpr const char* RbacGroup = "rbac.authorization.k8s.io";
constexpr const char* Masters = "system:masters";

bool listHas(const json& rule, const char* key, const std::string& value)
{
    const auto it = rule.find(key);
    if (it == rule.end() || !it->is_array())
        return false;
    return std::ranges::any_of(*it, [&](const json& item) { return item == "*" || item == value; });
}

bool resourceMatches(const json& rule, const std::string& resource)
{
    if (listHas(rule, "resources", resource))
        return true;
    const std::size_t slash = resource.find('/');
    return slash != std::string::npos && listHas(rule, "resources", "*" + resource.substr(slash));
}

bool nameMatches(const json& rule, const std::string& name)
{
    const auto it = rule.find("resourceNames");
    return it == rule.end() || it->empty() || std::ranges::find(*it, json(name)) != it->end();
}

bool pathMatches(const json& rule, const std::string& path)
{
    const auto it = rule.find("nonResourceURLs");
    if (it == rule.end())
        return false;
    return std::ranges::any_of(*it, [&](const json& item) {
        const std::string pattern = item.get<std::string>();
        return pattern == path || (pattern.ends_with('*') && path.starts_with(pattern.substr(0, pattern.size() - 1)));
    });
}

bool allows(const json& rule, const AccessAttributes& access)
{
    if (!listHas(rule, "verbs", access.verb))
        return false;
    if (!access.path.empty())
        return pathMatches(rule, access.path);
    return listHas(rule, "apiGroups", access.group) && resourceMatches(rule, access.resource)
        && nameMatches(rule, access.name);
}

bool isSubject(const json& subject, const User& user)
{
    const std::string kind = subject.value("kind", "");
    const std::string name = subject.value("name", "");
    return kind == "User" ? name == user.name
                          : kind == "Group" && std::ranges::find(user.groups, name) != user.groups.end();
}

json object(const char* apiVersion, const char* kind, const std::string& name, const std::string& now)
{
    return { { "apiVersion", apiVersion }, { "kind", kind },
        { "metadata", { { "name", name }, { "creationTimestamp", now } } } };
}

json role(const std::string& name, const std::string& now, json rules)
{
    json out = object("rbac.authorization.k8s.io/v1", "ClusterRole", name, now);
    out["rules"] = std::move(rules);
    return out;
}

json binding(const char* kind, const std::string& name, const std::string& now, const char* roleName,
    const char* subjectKind, const std::string& subject)
{
    json out = object("rbac.authorization.k8s.io/v1", kind, name, now);
    out["roleRef"] = { { "apiGroup", RbacGroup }, { "kind", "ClusterRole" }, { "name", roleName } };
    out["subjects"] = json::array({ { { "apiGroup", RbacGroup }, { "kind", subjectKind }, { "name", subject } } });
    return out;
}

json rule(std::vector<std::string> groups, std::vector<std::string> resources, std::vector<std::string> verbs)
{
    return { { "apiGroups", std::move(groups) }, { "resources", std::move(resources) }, { "verbs", std::move(verbs) } };
}

json viewRules()
{
    const std::vector<std::string> read { "get", "list", "watch" };
    return json::array({ rule({ "" },
                             { "pods", "pods/log", "pods/status", "services", "endpoints", "configmaps", "events",
                                 "persistentvolumeclaims", "serviceaccounts", "replicationcontrollers", "limitranges",
                                 "resourcequotas", "namespaces" },
                             read),
        rule({ "apps" }, { "*" }, read), rule({ "batch" }, { "*" }, read), rule({ "autoscaling" }, { "*" }, read),
        rule({ "networking.k8s.io" }, { "*" }, read), rule({ "policy" }, { "*" }, read),
        rule({ "discovery.k8s.io" }, { "*" }, read), rule({ "metrics.k8s.io" }, { "pods" }, { "get", "list" }) });
}

} // namespace

AccessControl::AccessControl(const ApiStore& store, std::vector<Identity> identities)
    : m_store(store)
    , m_identities(std::move(identities))
{
}

std::optional<User> AccessControl::authenticate(const HttpRequest& request) const
{
    const auto finished = [](User user) {
        user.groups.emplace_back("system:authenticated");
        return user;
    };
    if (!request.clientName.empty())
        return finished({ request.clientName, {}, request.clientOrganizations });
    const std::string_view header = request.header("authorization");
    constexpr std::string_view bearer = "Bearer ";
    if (!header.starts_with(bearer))
        return std::nullopt;
    const auto it = std::ranges::find(
        m_identities, header.substr(bearer.size()), [](const Identity& i) { return std::string_view(i.token); });
    if (it == m_identities.end())
        return std::nullopt;
    return finished({ it->user, "uid-" + it->user, it->groups });
}

std::optional<User> AccessControl::impersonated(const HttpRequest& request, const User& real) const
{
    const std::string wanted(request.header("impersonate-user"));
    const bool more = !request.header("impersonate-group").empty() || !request.header("impersonate-uid").empty();
    if (wanted.empty())
        return more ? std::nullopt : std::optional(real);
    if (!isAllowed(real, { "impersonate", "", "users", "", wanted, "" }))
        return std::nullopt;
    User user { wanted, std::string(request.header("impersonate-uid")), {} };
    for (const auto& [name, value] : request.headers) {
        if (name != "impersonate-group")
            continue;
        if (!isAllowed(real, { "impersonate", "", "groups", "", value, "" }))
            return std::nullopt;
        user.groups.push_back(value);
    }
    user.groups.emplace_back("system:authenticated");
    return user;
}

void AccessControl::collect(
    const User& user, const char* bindingPlural, const std::string& nameSpace, std::vector<json>& out) const
{
    const ResourceInfoPtr bindings = m_store.findResource(RbacGroup, "v1", bindingPlural);
    ApiStore::Range range;
    range.nameSpace = nameSpace;
    const auto list = bindings ? m_store.list(*bindings, range) : fail(ErrorCode::NotFound, {});
    if (!list)
        return;
    for (const StoredObjectPtr& stored : list->objects) {
        const json held = json::parse(stored->json, nullptr, false);
        const json& subjects = held.contains("subjects") ? held.at("subjects") : json::array();
        if (std::ranges::none_of(subjects, [&](const json& subject) { return isSubject(subject, user); }))
            continue;
        const bool clusterRole = held.at("roleRef").value("kind", "") == "ClusterRole";
        const ResourceInfoPtr roles = m_store.findResource(RbacGroup, "v1", clusterRole ? "clusterroles" : "roles");
        const StoredObjectPtr found = roles ? m_store.find(*roles, clusterRole ? std::string() : stored->nameSpace,
                                          held.at("roleRef").value("name", ""))
                                            : nullptr;
        if (!found)
            continue;
        const json roleObject = json::parse(found->json, nullptr, false);
        for (const json& item : roleObject.value("rules", json::array()))
            out.push_back(item);
    }
}

std::vector<json> AccessControl::rules(const User& user, const std::string& nameSpace) const
{
    std::vector<json> out;
    collect(user, "clusterrolebindings", {}, out);
    if (!nameSpace.empty())
        collect(user, "rolebindings", nameSpace, out);
    return out;
}

bool AccessControl::isAllowed(const User& user, const AccessAttributes& access) const
{
    if (std::ranges::find(user.groups, Masters) != user.groups.end())
        return true;
    return std::ranges::any_of(rules(user, access.nameSpace), [&](const json& item) { return allows(item, access); });
}

json AccessControl::rulesOf(const User& user, const std::string& nameSpace) const
{
    std::vector<json> all = rules(user, nameSpace);
    if (std::ranges::find(user.groups, Masters) != user.groups.end()) {
        all.push_back(rule({ "*" }, { "*" }, { "*" }));
        all.push_back({ { "nonResourceURLs", { "*" } }, { "verbs", { "*" } } });
    }
    json resource = json::array();
    json other = json::array();
    for (json& item : all)
        (item.contains("nonResourceURLs") ? other : resource).push_back(std::move(item));
    return { { "resourceRules", resource }, { "nonResourceRules", other }, { "incomplete", false } };
}

std::string AccessControl::refusal(const User& user, const AccessAttributes& access)
{
    if (!access.path.empty())
        return "forbidden: User \"" + user.name + "\" cannot " + access.verb + " path \"" + access.path + "\"";
    const std::string where
        = access.nameSpace.empty() ? " at the cluster scope" : " in the namespace \"" + access.nameSpace + "\"";
    const std::string name = access.name.empty() ? std::string() : " \"" + access.name + "\"";
    const std::string plural = access.resource.substr(0, access.resource.find('/'));
    return (access.group.empty() ? plural : plural + "." + access.group) + name + " is forbidden: User \"" + user.name
        + "\" cannot " + access.verb + " resource \"" + access.resource + "\" in API group \"" + access.group + "\""
        + where;
}

std::vector<json> bootstrapObjects(const std::vector<Identity>& identities, const std::string& now)
{
    std::vector<json> out;
    for (const char* name : { "default", "kube-node-lease", "kube-public", "kube-system" }) {
        json space = object("v1", "Namespace", name, now);
        space["metadata"]["labels"] = { { "kubernetes.io/metadata.name", name } };
        space["spec"] = { { "finalizers", { "kubernetes" } } };
        space["status"] = { { "phase", "Active" } };
        out.push_back(std::move(space));
    }
    const std::vector<std::string> read { "get", "list", "watch" };
    json edit = viewRules();
    edit.push_back(rule({ "", "apps", "batch", "autoscaling", "networking.k8s.io", "policy" }, { "*" }, { "*" }));
    out.push_back(role("view", now, viewRules()));
    out.push_back(role("edit", now, std::move(edit)));
    out.push_back(role("cluster-admin", now,
        json::array({ rule({ "*" }, { "*" }, { "*" }), { { "nonResourceURLs", { "*" } }, { "verbs", { "*" } } } })));
    out.push_back(role("cluster-reader", now,
        json::array({ rule({ "" }, { "nodes", "persistentvolumes", "namespaces" }, read),
            rule({ "storage.k8s.io", "scheduling.k8s.io", "apiextensions.k8s.io", "coordination.k8s.io" }, { "*" },
                read),
            rule({ "metrics.k8s.io" }, { "*" }, { "get", "list" }),
            rule({ "platform.example.com" }, { "*" }, read) })));
    out.push_back(role("system:basic-user", now,
        json::array({ rule({ "authorization.k8s.io", "authentication.k8s.io" },
            { "selfsubjectaccessreviews", "selfsubjectrulesreviews", "selfsubjectreviews" }, { "create" }) })));
    out.push_back(role("system:discovery", now,
        json::array({ { { "nonResourceURLs",
                            { "/api", "/api/*", "/apis", "/apis/*", "/healthz", "/livez", "/livez/*", "/readyz",
                                "/readyz/*", "/version", "/version/", "/openapi", "/openapi/*" } },
            { "verbs", { "get" } } } })));
    out.push_back(binding("ClusterRoleBinding", "cluster-admin", now, "cluster-admin", "Group", Masters));
    out.push_back(
        binding("ClusterRoleBinding", "system:basic-user", now, "system:basic-user", "Group", "system:authenticated"));
    out.push_back(
        binding("ClusterRoleBinding", "system:discovery", now, "system:discovery", "Group", "system:authenticated"));
    for (const Identity& identity : identities) {
        if (std::ranges::find(identity.groups, Masters) != identity.groups.end())
            continue;
        if (!identity.onlyNamespace.empty()) {
            json bound = binding("RoleBinding", identity.user, now, "view", "User", identity.user);
            bound["metadata"]["namespace"] = identity.onlyNamespace;
            out.push_back(std::move(bound));
            continue;
        }
        out.push_back(binding("ClusterRoleBinding", identity.user, now, identity.user == "editor" ? "edit" : "view",
            "User", identity.user));
        out.push_back(
            binding("ClusterRoleBinding", identity.user + "-cluster", now, "cluster-reader", "User", identity.user));
    }
    return out;
}

} // namespace Strato::Estate
