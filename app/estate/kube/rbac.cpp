// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/kube/rbac.h"

#include "app/estate/kube/objectencoder.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace Strato::Estate {

using nlohmann::json;

namespace {

constexpr const char* Group = "rbac.authorization.k8s.io";

std::vector<std::string> texts(const json& object, const char* key)
{
    std::vector<std::string> out;
    if (const auto it = object.find(key); it != object.end() && it->is_array()) {
        for (const json& item : *it) {
            if (item.is_string())
                out.push_back(item.get<std::string>());
        }
    }
    return out;
}

std::vector<PolicyRule> rulesIn(const json& role)
{
    std::vector<PolicyRule> out;
    if (!role.contains("rules") || !role["rules"].is_array())
        return out;
    for (const json& rule : role["rules"]) {
        if (rule.is_object())
            out.push_back({ texts(rule, "verbs"), texts(rule, "apiGroups"), texts(rule, "resources"),
                texts(rule, "resourceNames"), texts(rule, "nonResourceURLs") });
    }
    return out;
}

bool has(const std::vector<std::string>& list, std::string_view value)
{
    return std::ranges::any_of(list, [value](const std::string& item) { return item == "*" || item == value; });
}

bool covers(const PolicyRule& rule, const AccessQuestion& question)
{
    if (!has(rule.verbs, question.verb))
        return false;
    if (!question.path.empty()) {
        return std::ranges::any_of(rule.paths, [&question](const std::string& path) {
            return path == question.path
                || (path.ends_with('*')
                    && question.path.starts_with(std::string_view(path).substr(0, path.size() - 1)));
        });
    }
    const std::string whole
        = question.subresource.empty() ? question.resource : question.resource + "/" + question.subresource;
    const bool resource = has(rule.resources, whole)
        || (!question.subresource.empty() && has(rule.resources, "*/" + question.subresource));
    return resource && has(rule.groups, question.group)
        && (rule.names.empty() || (!question.name.empty() && has(rule.names, question.name)));
}

bool isSubject(const json& subject, const ApiUser& user)
{
    const std::string kind = valueAt(subject, "kind");
    const std::string name = valueAt(subject, "name");
    if (kind == "User")
        return name == user.name;
    if (kind == "Group")
        return std::ranges::find(user.groups, name) != user.groups.end();
    return kind == "ServiceAccount"
        && user.name == "system:serviceaccount:" + valueAt(subject, "namespace") + ":" + name;
}

std::vector<json> objectsOf(const ApiStore& store, std::string_view resource)
{
    std::vector<json> out;
    const ResourceInfoPtr info = store.findResource(Group, "v1", resource);
    if (!info)
        return out;
    if (const auto all = store.list(*info, {})) {
        for (const StoredObjectPtr& object : all->objects)
            out.push_back(json::parse(object->json, nullptr, false));
    }
    return out;
}

} // namespace

/// Rules given to somebody, everywhere or in one namespace.
struct Rbac::Grant {
    std::string binding;
    std::string role;
    std::string nameSpace; ///< empty: everywhere
    json subjects;
    std::vector<PolicyRule> rules;

    [[nodiscard]] bool concerns(const ApiUser& user, const std::string& where) const
    {
        if (!nameSpace.empty() && nameSpace != where)
            return false;
        return std::ranges::any_of(subjects, [&user](const json& subject) { return isSubject(subject, user); });
    }
};

struct Rbac::Policy {
    std::uint64_t version = 0;
    std::vector<Grant> grants;
};

Rbac::Rbac(const ApiStore& store)
    : m_store(store)
{
}

std::shared_ptr<const Rbac::Policy> Rbac::policy() const
{
    std::uint64_t version = 0;
    for (const char* resource : { "roles", "clusterroles", "rolebindings", "clusterrolebindings" })
        version = std::max(version, m_store.lastChange(std::string(resource) + "." + Group));
    const std::scoped_lock lock(m_mutex);
    if (m_policy && m_policy->version == version)
        return m_policy;
    auto fresh = std::make_shared<Policy>();
    fresh->version = version;
    std::map<std::string, std::vector<PolicyRule>> roles; // "namespace/name", "/name" for ClusterRoles
    for (const char* resource : { "roles", "clusterroles" }) {
        for (const json& role : objectsOf(m_store, resource))
            roles[valueAt(role, "metadata.namespace") + "/" + valueAt(role, "metadata.name")] = rulesIn(role);
    }
    for (const char* resource : { "rolebindings", "clusterrolebindings" }) {
        for (const json& binding : objectsOf(m_store, resource)) {
            Grant grant;
            grant.binding = valueAt(binding, "metadata.name");
            grant.role = valueAt(binding, "roleRef.name");
            grant.nameSpace = valueAt(binding, "metadata.namespace");
            grant.subjects = binding.value("subjects", json::array());
            const bool local = valueAt(binding, "roleRef.kind") == "Role";
            grant.rules = roles[(local ? grant.nameSpace : std::string()) + "/" + grant.role];
            fresh->grants.push_back(std::move(grant));
        }
    }
    m_policy = fresh;
    return m_policy;
}

bool Rbac::allows(const ApiUser& user, const AccessQuestion& question) const
{
    return !reason(user, question).empty();
}

std::string Rbac::reason(const ApiUser& user, const AccessQuestion& question) const
{
    if (std::ranges::find(user.groups, "system:masters") != user.groups.end())
        return "system:masters";
    for (const Grant& grant : policy()->grants) {
        if (!grant.concerns(user, question.nameSpace))
            continue;
        if (!grant.nameSpace.empty() && !question.path.empty())
            continue;
        if (std::ranges::any_of(grant.rules, [&question](const PolicyRule& rule) { return covers(rule, question); }))
            return std::string("RBAC: allowed by ") + (grant.nameSpace.empty() ? "ClusterRoleBinding" : "RoleBinding")
                + " \"" + grant.binding + "\" of role \"" + grant.role + "\" to user \"" + user.name + "\"";
    }
    return {};
}

std::vector<PolicyRule> Rbac::rulesOf(const ApiUser& user, const std::string& nameSpace) const
{
    std::vector<PolicyRule> out;
    if (std::ranges::find(user.groups, "system:masters") != user.groups.end()) {
        out.push_back({ { "*" }, { "*" }, { "*" }, {}, {} });
        out.push_back({ { "*" }, {}, {}, {}, { "*" } });
    }
    for (const Grant& grant : policy()->grants) {
        if (grant.concerns(user, nameSpace))
            out.insert(out.end(), grant.rules.begin(), grant.rules.end());
    }
    return out;
}

std::string forbiddenMessage(const ApiUser& user, const AccessQuestion& question)
{
    if (!question.path.empty())
        return "forbidden: User \"" + user.name + "\" cannot " + question.verb + " path \"" + question.path + "\"";
    const std::string resource
        = question.subresource.empty() ? question.resource : question.resource + "/" + question.subresource;
    std::string out = question.group.empty() ? question.resource : question.resource + "." + question.group;
    if (!question.name.empty())
        out += " \"" + question.name + "\"";
    out += " is forbidden: User \"" + user.name + "\" cannot " + question.verb + " resource \"" + resource
        + "\" in API group \"" + question.group + "\" ";
    return out
        + (question.nameSpace.empty() ? std::string("at the cluster scope")
                                      : "in the namespace \"" + question.nameSpace + "\"");
}

} // namespace Strato::Estate
