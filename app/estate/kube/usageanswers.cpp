// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/kube/apicall.h"
#include "app/estate/kube/objectencoder.h"
#include "app/estate/kube/texts.h"

#include <nlohmann/json.hpp>

namespace Strato::Estate {

using nlohmann::json;

namespace {

json usageJson(std::int64_t cpuNanocores, std::int64_t memoryBytes)
{
    return { { "cpu", std::to_string(cpuNanocores) + "n" }, { "memory", std::to_string(memoryBytes / 1024) + "Ki" } };
}

std::string windowText(Duration window)
{
    const auto millis = std::chrono::duration_cast<std::chrono::milliseconds>(window).count();
    std::string text = std::to_string(millis / 1000);
    if (millis % 1000 != 0)
        text += "." + std::to_string(1000 + millis % 1000).substr(1);
    return text + "s";
}

json metricsObject(const char* kind, const UsageSample& sample, const std::string& name,
    const std::vector<std::pair<std::string, std::string>>& labels)
{
    const std::string at = formatTime(sample.at.ns / 1'000'000'000);
    json out { { "apiVersion", "metrics.k8s.io/v1beta1" }, { "kind", kind },
        { "metadata", { { "name", name }, { "creationTimestamp", at } } }, { "timestamp", at },
        { "window", windowText(sample.window) } };
    for (const auto& [key, value] : labels)
        out["metadata"]["labels"][key] = value;
    return out;
}

std::vector<json> nodeObjects(const UsageSample& sample)
{
    std::vector<json> out;
    for (const NodeUsage& node : sample.nodes) {
        json object = metricsObject("NodeMetrics", sample, node.node, node.labels);
        object["usage"] = usageJson(node.cpuNanocores, node.memoryBytes);
        out.push_back(std::move(object));
    }
    return out;
}

std::vector<json> podObjects(const UsageSample& sample)
{
    std::vector<json> out;
    for (const PodUsage& pod : sample.pods) {
        json object = metricsObject("PodMetrics", sample, pod.pod, pod.labels);
        object["metadata"]["namespace"] = pod.podNamespace;
        object["containers"] = json::array();
        for (const ContainerUsage& container : pod.containers)
            object["containers"].push_back(
                { { "name", container.name }, { "usage", usageJson(container.cpuNanocores, container.memoryBytes) } });
        out.push_back(std::move(object));
    }
    return out;
}

} // namespace

HttpResponse answerUsage(const ApiContext& context, const ApiCall& call)
{
    if (context.usage == nullptr)
        return statusResponse(call.http, pathNotFoundStatus());
    const UsageSample sample = context.usage->usage(context.cluster);
    const bool nodes = call.path.resource == "nodes";
    std::vector<StoredObjectPtr> objects;
    for (json& object : nodes ? nodeObjects(sample) : podObjects(sample)) {
        const bool wanted = call.path.name.empty() || valueAt(object, "metadata.name") == call.path.name;
        if (wanted)
            objects.push_back(encodeObject(*call.resource, std::move(object), 0));
    }
    if (call.path.name.empty())
        return answerMadeList(context, call, objects);
    const auto rendering = renderingOf(context, call);
    if (!rendering)
        return statusResponse(call.http, rendering.error());
    for (const StoredObjectPtr& object : objects) {
        if (object->nameSpace == call.path.nameSpace)
            return HttpResponse::text(200, rendering->contentType(false), rendering->object(*object));
    }
    return statusResponse(call.http,
        notFoundStatus("metrics.k8s.io", nodes ? "nodes" : "podmetrics",
            (nodes ? "" : call.path.nameSpace + "/") + call.path.name));
}

} // namespace Strato::Estate
