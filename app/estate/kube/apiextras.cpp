// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the API server answers beside objects: reviews, logs and current use.
#include "app/estate/kube/apihandler.h"
#include "app/estate/kube/logstream.h"
#include "app/estate/kube/objectencoder.h"
#include "app/estate/kube/sources.h"
#include "app/estate/kube/texts.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>

namespace Strato::Estate {

using nlohmann::json;

namespace {

std::string text(const json& object, const char* key)
{
    const auto it = object.is_object() ? object.find(key) : object.end();
    return it != object.end() && it->is_string() ? it->get<std::string>() : std::string();
}

json part(const json& object, const char* key)
{
    return object.is_object() && object.contains(key) ? object.at(key) : json::object();
}

HttpResponse created(json body)
{
    return HttpResponse::text(201, "application/json", body.dump() + "\n");
}

AccessAttributes asked(const json& spec)
{
    if (spec.contains("nonResourceAttributes")) {
        const json path = part(spec, "nonResourceAttributes");
        return { text(path, "verb"), {}, {}, {}, {}, text(path, "path") };
    }
    const json resource = part(spec, "resourceAttributes");
    std::string name = text(resource, "resource");
    if (const std::string sub = text(resource, "subresource"); !sub.empty())
        name += "/" + sub;
    return { text(resource, "verb"), text(resource, "group"), name, text(resource, "namespace"), text(resource, "name"),
        {} };
}

json usageOf(std::int64_t cpuNanocores, std::int64_t memoryBytes)
{
    return { { "cpu", std::to_string(cpuNanocores) + "n" }, { "memory", std::to_string(memoryBytes / 1024) + "Ki" } };
}

json usageObject(const char* kind, const UsageSample& sample, const std::string& name, const std::string& nameSpace,
    const std::vector<std::pair<std::string, std::string>>& labels)
{
    const std::string now = formatTime(sample.at.ns / 1'000'000'000);
    json out { { "kind", kind }, { "apiVersion", "metrics.k8s.io/v1beta1" },
        { "metadata", { { "name", name }, { "creationTimestamp", now } } }, { "timestamp", now },
        { "window", std::to_string(std::chrono::duration_cast<std::chrono::seconds>(sample.window).count()) + "s" } };
    if (!nameSpace.empty())
        out["metadata"]["namespace"] = nameSpace;
    for (const auto& [key, value] : labels)
        out["metadata"]["labels"][key] = value;
    return out;
}

std::optional<std::int64_t> integer(std::string_view value)
{
    std::int64_t out = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), out);
    return error == std::errc() && end == value.data() + value.size() && !value.empty() ? std::optional(out)
                                                                                        : std::nullopt;
}

} // namespace

HttpResponse ApiHandler::handleReview(const HttpRequest& request, const User& user, const ApiPath& path) const
{
    if (request.method != "POST")
        return statusResponse(request, methodNotAllowedStatus(request.method));
    const json body = request.body.empty() ? json::object() : json::parse(request.body, nullptr, false);
    if (body.is_discarded() || !body.is_object())
        return statusResponse(request, badRequestStatus("the request body is not a JSON object"));
    const json spec = part(body, "spec");
    if (path.resource == "selfsubjectaccessreviews") {
        const bool allowed = m_on.access.isAllowed(user, asked(spec));
        return created({ { "kind", "SelfSubjectAccessReview" }, { "apiVersion", "authorization.k8s.io/v1" },
            { "metadata", { { "creationTimestamp", nullptr } } }, { "spec", spec },
            { "status", { { "allowed", allowed }, { "reason", allowed ? "RBAC: allowed" : "" } } } });
    }
    if (path.resource == "selfsubjectrulesreviews") {
        return created({ { "kind", "SelfSubjectRulesReview" }, { "apiVersion", "authorization.k8s.io/v1" },
            { "metadata", { { "creationTimestamp", nullptr } } }, { "spec", json::object() },
            { "status", m_on.access.rulesOf(user, text(spec, "namespace")) } });
    }
    if (path.resource == "selfsubjectreviews") {
        return created({ { "kind", "SelfSubjectReview" }, { "apiVersion", "authentication.k8s.io/v1" },
            { "metadata", { { "creationTimestamp", nullptr } } },
            { "status",
                { { "userInfo", { { "username", user.name }, { "uid", user.uid }, { "groups", user.groups } } } } } });
    }
    return statusResponse(request, pathNotFoundStatus());
}

HttpResponse ApiHandler::handleUsage(const HttpRequest& request, const ApiPath& path) const
{
    if (request.method != "GET")
        return statusResponse(request, methodNotAllowedStatus(request.method));
    const bool nodes = path.resource == "nodes";
    if (!nodes && path.resource != "pods")
        return statusResponse(request, pathNotFoundStatus());
    const UsageSample sample = m_on.usage->usage(m_on.cluster);
    json items = json::array();
    if (nodes) {
        for (const NodeUsage& node : sample.nodes) {
            json item = usageObject("NodeMetrics", sample, node.node, {}, node.labels);
            item["usage"] = usageOf(node.cpuNanocores, node.memoryBytes);
            items.push_back(std::move(item));
        }
    } else {
        for (const PodUsage& pod : sample.pods) {
            if (!path.nameSpace.empty() && pod.podNamespace != path.nameSpace)
                continue;
            json item = usageObject("PodMetrics", sample, pod.pod, pod.podNamespace, pod.labels);
            item["containers"] = json::array();
            for (const ContainerUsage& container : pod.containers)
                item["containers"].push_back({ { "name", container.name },
                    { "usage", usageOf(container.cpuNanocores, container.memoryBytes) } });
            items.push_back(std::move(item));
        }
    }
    if (path.name.empty())
        return HttpResponse::text(200, "application/json",
            json { { "kind", nodes ? "NodeMetricsList" : "PodMetricsList" }, { "apiVersion", "metrics.k8s.io/v1beta1" },
                { "metadata", json::object() }, { "items", items } }
                    .dump()
                + "\n");
    const auto it
        = std::ranges::find_if(items, [&](const json& item) { return item.at("metadata").at("name") == path.name; });
    return it == items.end() ? statusResponse(request, notFoundStatus(path.group, path.resource, path.name))
                             : HttpResponse::text(200, "application/json", it->dump() + "\n");
}

HttpResponse ApiHandler::handleLog(const HttpRequest& request, const ApiPath& path, const ResourceInfo& pods) const
{
    const StoredObjectPtr pod = m_on.store.find(pods, path.nameSpace, path.name);
    if (!pod || !m_on.logs)
        return statusResponse(request, notFoundStatus({}, "pods", path.name));
    const json object = json::parse(pod->json, nullptr, false);
    std::vector<std::string> names;
    for (const char* list : { "containers", "initContainers" }) {
        for (const json& container : part(object, "spec").value(list, json::array()))
            names.push_back(text(container, "name"));
    }
    LogOptions options;
    options.address = { m_on.cluster, path.nameSpace, path.name, std::string(request.parameter("container")),
        request.parameter("previous") == "true" };
    if (options.address.container.empty()) {
        if (names.size() > 1) {
            std::string all;
            for (const std::string& name : names)
                all += (all.empty() ? "" : " ") + name;
            return statusResponse(request,
                badRequestStatus(
                    "a container name must be specified for pod " + path.name + ", choose one of: [" + all + "]"));
        }
        options.address.container = names.empty() ? std::string() : names.front();
    }
    if (std::ranges::find(names, options.address.container) == names.end())
        return statusResponse(
            request, badRequestStatus("container " + options.address.container + " is not valid for pod " + path.name));
    options.follow = request.parameter("follow") == "true" || request.parameter("follow") == "1";
    options.timestamps = request.parameter("timestamps") == "true" || request.parameter("timestamps") == "1";
    options.tailLines = integer(request.parameter("tailLines"));
    options.limitBytes = integer(request.parameter("limitBytes"));
    if (const auto seconds = integer(request.parameter("sinceSeconds")))
        options.since = m_on.clock.now() - std::chrono::seconds(*seconds);
    if (const auto moment = parseTime(request.parameter("sinceTime")))
        options.since = Instant { *moment };
    if (!m_on.logs->logLines(options.address, 0, 1))
        return statusResponse(request,
            badRequestStatus("previous terminated container \"" + options.address.container + "\" in pod \"" + path.name
                + "\" not found"));
    HttpResponse response;
    response.headers.emplace_back("content-type", "text/plain");
    response.stream = m_on.logStreams.open(*m_on.logs, std::move(options));
    return response;
}

} // namespace Strato::Estate
