// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/kube/apicall.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace Strato::Estate {

using nlohmann::json;

namespace {

constexpr const char* ServedVersion = "v1.34.4";

HttpResponse sendJson(const json& value)
{
    return HttpResponse::text(200, "application/json", value.dump() + "\n");
}

json verbsOf(const ResourceInfo& info)
{
    return info.stored ? json { "get", "list", "watch" } : json { "get", "list" };
}

json resourceEntry(const ResourceInfo& info)
{
    json out { { "name", info.resource }, { "singularName", info.singular }, { "namespaced", info.namespaced },
        { "kind", info.kind }, { "verbs", verbsOf(info) } };
    if (!info.shortNames.empty())
        out["shortNames"] = info.shortNames;
    if (!info.categories.empty())
        out["categories"] = info.categories;
    return out;
}

bool hasLog(const ApiContext& context, const ResourceInfo& info)
{
    return info.group.empty() && info.resource == "pods" && context.logs != nullptr;
}

json resourceList(const ApiContext& context, const std::string& group, const std::string& version)
{
    json resources = json::array();
    for (const ResourceInfoPtr& info : context.store.resources()) {
        if (info->group != group || info->version != version)
            continue;
        resources.push_back(resourceEntry(*info));
        if (hasLog(context, *info))
            resources.push_back({ { "name", "pods/log" }, { "singularName", "" }, { "namespaced", true },
                { "kind", "Pod" }, { "verbs", { "get" } } });
    }
    const auto review = [&resources](const char* name, const char* kind) {
        resources.push_back({ { "name", name }, { "singularName", "" }, { "namespaced", false }, { "kind", kind },
            { "verbs", { "create" } } });
    };
    if (group == "authorization.k8s.io" && version == "v1") {
        review("selfsubjectaccessreviews", "SelfSubjectAccessReview");
        review("selfsubjectrulesreviews", "SelfSubjectRulesReview");
    } else if (group == "authentication.k8s.io" && version == "v1") {
        review("selfsubjectreviews", "SelfSubjectReview");
    }
    return resources;
}

/// Group to versions, the core group left out.
std::map<std::string, std::set<std::string>> groupsOf(const ApiContext& context)
{
    std::map<std::string, std::set<std::string>> out { { "authentication.k8s.io", { "v1" } },
        { "authorization.k8s.io", { "v1" } } };
    for (const ResourceInfoPtr& info : context.store.resources()) {
        if (!info->group.empty())
            out[info->group].insert(info->version);
    }
    return out;
}

json groupEntry(const std::string& group, const std::set<std::string>& versions)
{
    json list = json::array();
    for (const std::string& version : versions)
        list.push_back({ { "groupVersion", group + "/" + version }, { "version", version } });
    return { { "name", group }, { "versions", list }, { "preferredVersion", list.back() } };
}

HttpResponse groupList(const ApiContext& context)
{
    json groups = json::array();
    for (const auto& [group, versions] : groupsOf(context))
        groups.push_back(groupEntry(group, versions));
    return sendJson({ { "kind", "APIGroupList" }, { "apiVersion", "v1" }, { "groups", groups } });
}

/// One version of apidiscovery.k8s.io/v2.
json discoveryVersion(const ApiContext& context, const std::string& group, const std::string& version)
{
    json resources = json::array();
    for (const json& entry : resourceList(context, group, version)) {
        const std::string name = entry.at("name");
        const json kind { { "group", group }, { "version", version }, { "kind", entry.at("kind") } };
        if (const std::size_t slash = name.find('/'); slash != std::string::npos) {
            resources.back()["subresources"].push_back({ { "subresource", name.substr(slash + 1) },
                { "responseKind", kind }, { "verbs", entry.at("verbs") } });
            continue;
        }
        json resource { { "resource", name }, { "responseKind", kind },
            { "scope", entry.at("namespaced").get<bool>() ? "Namespaced" : "Cluster" },
            { "singularResource", entry.at("singularName") }, { "verbs", entry.at("verbs") } };
        for (const char* key : { "shortNames", "categories" }) {
            if (entry.contains(key))
                resource[key] = entry[key];
        }
        resources.push_back(std::move(resource));
    }
    return { { "version", version }, { "freshness", "Current" }, { "resources", resources } };
}

HttpResponse aggregated(const ApiContext& context, bool core)
{
    json items = json::array();
    const auto groups = core ? std::map<std::string, std::set<std::string>> { { "", { "v1" } } } : groupsOf(context);
    for (const auto& [group, versions] : groups) {
        json list = json::array();
        for (const std::string& version : versions)
            list.push_back(discoveryVersion(context, group, version));
        json meta { { "creationTimestamp", nullptr } };
        if (!group.empty())
            meta["name"] = group;
        items.push_back({ { "metadata", meta }, { "versions", list } });
    }
    HttpResponse response = sendJson({ { "kind", "APIGroupDiscoveryList" }, { "apiVersion", "apidiscovery.k8s.io/v2" },
        { "metadata", json::object() }, { "items", items } });
    response.headers[0].second = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
    return response;
}

HttpResponse coreVersions(const ApiCall& call)
{
    const std::string host(call.http.header("host"));
    return sendJson({ { "kind", "APIVersions" }, { "versions", { "v1" } },
        { "serverAddressByClientCIDRs", { { { "clientCIDR", "0.0.0.0/0" }, { "serverAddress", host } } } } });
}

bool wantsAggregated(const ApiCall& call)
{
    const auto choices = parseAccept(call.http.header("accept"));
    return !choices.empty() && choices.front().form == ObjectForm::Discovery;
}

} // namespace

std::optional<HttpResponse> answerPlainPath(const HttpRequest& request)
{
    const std::string_view path = request.path;
    for (const char* health : { "/livez", "/readyz", "/healthz" }) {
        if (path != health && !path.starts_with(std::string(health) + "/"))
            continue;
        const bool verbose = request.hasParameter("verbose");
        return HttpResponse::text(200, "text/plain; charset=utf-8",
            verbose ? "[+]ping ok\n[+]store ok\n" + std::string(health + 1) + " check passed\n" : std::string("ok"));
    }
    if (path == "/version" || path == "/version/") {
        return sendJson({ { "major", "1" }, { "minor", "34" }, { "gitVersion", ServedVersion }, { "gitCommit", "" },
            { "gitTreeState", "clean" }, { "buildDate", "2026-01-01T00:00:00Z" }, { "goVersion", "go1.24" },
            { "compiler", "gc" }, { "platform", "linux/amd64" } });
    }
    return std::nullopt;
}

std::optional<HttpResponse> answerDiscovery(const ApiContext& context, const ApiCall& call)
{
    const ApiPath& path = call.path;
    if (!path.resource.empty())
        return std::nullopt;
    if (path.version.empty() && path.group.empty()) {
        if (wantsAggregated(call))
            return aggregated(context, path.core);
        return path.core ? coreVersions(call) : groupList(context);
    }
    if (path.version.empty()) {
        const auto groups = groupsOf(context);
        const auto it = groups.find(path.group);
        if (it == groups.end())
            return statusResponse(call.http, pathNotFoundStatus());
        json entry = groupEntry(it->first, it->second);
        entry["kind"] = "APIGroup";
        entry["apiVersion"] = "v1";
        return sendJson(entry);
    }
    const json resources = resourceList(context, path.group, path.version);
    if (resources.empty())
        return statusResponse(call.http, pathNotFoundStatus());
    const std::string groupVersion = path.group.empty() ? path.version : path.group + "/" + path.version;
    return sendJson({ { "kind", "APIResourceList" }, { "apiVersion", "v1" }, { "groupVersion", groupVersion },
        { "resources", resources } });
}

} // namespace Strato::Estate
