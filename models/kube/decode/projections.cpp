// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/decode/projections.h"

#include "models/kube/decode/quantity.h"
#include "models/kube/schema/columnids.h"

#include <algorithm>
#include <array>

namespace Strato {

namespace {

struct KindProjection {
    std::string_view group;
    std::string_view kind;
    Projection projection;
};

constexpr auto projections = std::to_array<KindProjection>({ { "", "Pod", Project::pod }, { "", "Node", Project::node },
    { "", "Namespace", Project::nameSpace }, { "", "Event", Project::event }, { "", "Service", Project::service },
    { "", "ConfigMap", Project::configMap }, { "", "Secret", Project::secret },
    { "", "PersistentVolumeClaim", Project::persistentVolumeClaim },
    { "", "PersistentVolume", Project::persistentVolume }, { "", "ServiceAccount", Project::serviceAccount },
    { "", "ResourceQuota", Project::resourceQuota }, { "apps", "Deployment", Project::deployment },
    { "apps", "StatefulSet", Project::statefulSet }, { "apps", "DaemonSet", Project::daemonSet },
    { "apps", "ReplicaSet", Project::replicaSet }, { "batch", "Job", Project::job },
    { "batch", "CronJob", Project::cronJob }, { "networking.k8s.io", "Ingress", Project::ingress },
    { "discovery.k8s.io", "EndpointSlice", Project::endpointSlice },
    { "autoscaling", "HorizontalPodAutoscaler", Project::horizontalPodAutoscaler },
    { "policy", "PodDisruptionBudget", Project::podDisruptionBudget },
    { "storage.k8s.io", "StorageClass", Project::storageClass }, { "coordination.k8s.io", "Lease", Project::lease } });

std::string requirementText(const WireView& requirement)
{
    std::string key(requirement["key"].text());
    const std::string_view op = requirement["operator"].text();
    if (op == "Exists")
        return key;
    if (op == "DoesNotExist")
        return "!" + key;
    std::vector<std::string> values;
    for (const WireView value : requirement.each("values"))
        values.emplace_back(value.text());
    std::ranges::sort(values);
    std::string list;
    for (const std::string& value : values)
        list.append(list.empty() ? "" : ",").append(value);
    return key + (op == "NotIn" ? " notin (" : " in (") + list + ")";
}

/// One resource of a pod: what its containers ask for together, at the moment they ask for most.
struct Sum {
    std::int64_t running = 0; // containers and sidecars
    std::int64_t starting = 0; // the largest init container with the sidecars before it
    std::int64_t sidecars = 0;
    bool complete = true; // every running container says something
    bool any = false;

    void add(std::optional<std::int64_t> amount)
    {
        running += amount.value_or(0);
        complete = complete && amount;
        any = any || amount;
    }
    void addInit(std::optional<std::int64_t> amount, bool sidecar)
    {
        any = any || amount;
        starting = std::max(starting, sidecars + amount.value_or(0));
        if (!sidecar)
            return;
        sidecars += amount.value_or(0);
        add(amount);
    }
    [[nodiscard]] std::int64_t total() const { return std::max(running, starting); }
};

using Parse = std::optional<std::int64_t> (*)(std::string_view);

std::optional<std::int64_t> amountOf(const WireView& owner, FieldName list, std::string_view name, Parse parse)
{
    const WireView quantity = owner["resources"].entry(list, name);
    return quantity.exists() ? parse(quantity.text()) : std::nullopt;
}

/// @p needsAll: a limit only holds if every container has one.
void sumResource(const WireView& spec, FieldName list, std::string_view name, bool needsAll, std::string_view column,
    RecordBuilder& into)
{
    const Parse parse = name == "cpu" ? quantityMilli : quantityValue;
    if (const auto whole = amountOf(spec, list, name, parse)) {
        into.number(column, *whole);
        return;
    }
    Sum sum;
    for (const WireView container : spec.each("initContainers"))
        sum.addInit(amountOf(container, list, name, parse), container["restartPolicy"].text() == "Always");
    for (const WireView container : spec.each("containers"))
        sum.add(amountOf(container, list, name, parse));
    const WireView overhead = spec.entry("overhead", name);
    const std::int64_t extra = overhead.exists() ? parse(overhead.text()).value_or(0) : 0;
    const bool known = sum.any && (!needsAll || sum.complete);
    into.number(column, known ? std::optional(sum.total() + extra) : std::nullopt);
}

} // namespace

Projection projectionOf(std::string_view group, std::string_view kind)
{
    const auto it = std::ranges::find_if(
        projections, [&](const KindProjection& known) { return known.kind == kind && known.group == group; });
    return it == projections.end() ? nullptr : it->projection;
}

std::string Project::conditionsText(const WireView& status)
{
    std::string text;
    for (const WireView condition : status.each("conditions")) {
        if (!text.empty())
            text += ',';
        text.append(condition["type"].text()).append("=").append(condition["status"].text());
        if (const std::string_view reason = condition["reason"].text(); !reason.empty())
            text.append("(").append(reason).append(")");
    }
    return text;
}

WireView Project::condition(const WireView& status, std::string_view type)
{
    for (const WireView condition : status.each("conditions"))
        if (condition["type"].text() == type)
            return condition;
    return {};
}

bool Project::conditionIs(const WireView& status, std::string_view type, std::string_view value)
{
    return condition(status, type)["status"].text() == value;
}

std::string Project::mapText(const WireView& object, FieldName field)
{
    std::vector<std::string> pairs;
    for (const WireView entry : object.each(field))
        pairs.push_back(std::string(entry.key()) + "=" + std::string(entry.text()));
    std::ranges::sort(pairs);
    std::string text;
    for (const std::string& pair : pairs)
        text.append(text.empty() ? "" : ",").append(pair);
    return text;
}

std::string Project::selectorText(const WireView& selector)
{
    std::string text = mapText(selector, "matchLabels");
    for (const WireView requirement : selector.each("matchExpressions"))
        text.append(text.empty() ? "" : ",").append(requirementText(requirement));
    return text;
}

std::string Project::joined(const WireView& object, FieldName field, FieldName inner)
{
    std::string text;
    for (const WireView item : object.each(field)) {
        const std::string_view value = inner.isNull() ? item.text() : item[inner].text();
        if (!value.empty())
            text.append(text.empty() ? "" : ",").append(value);
    }
    return text;
}

std::string Project::listWithMore(
    const std::vector<std::string_view>& items, std::size_t shown, std::string_view between)
{
    std::string text;
    for (std::size_t i = 0; i < std::min(items.size(), shown); ++i)
        text.append(i == 0 ? std::string_view() : between).append(items[i]);
    if (items.size() > shown)
        text += " + " + std::to_string(items.size() - shown) + " more...";
    return text;
}

void Project::podResources(const WireView& podSpec, RecordBuilder& into)
{
    sumResource(podSpec, "requests", "cpu", false, Columns::cpuRequest, into);
    sumResource(podSpec, "limits", "cpu", true, Columns::cpuLimit, into);
    sumResource(podSpec, "requests", "memory", false, Columns::memoryRequest, into);
    sumResource(podSpec, "limits", "memory", true, Columns::memoryLimit, into);
}

} // namespace Strato
