// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/decode/projections.h"

#include "models/base/saturating.h"
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
        running = saturatingSum(running, amount.value_or(0));
        complete = complete && amount;
        any = any || amount;
    }
    void addInit(std::optional<std::int64_t> amount, bool sidecar)
    {
        any = any || amount;
        starting = std::max(starting, saturatingSum(sidecars, amount.value_or(0)));
        if (!sidecar)
            return;
        sidecars = saturatingSum(sidecars, amount.value_or(0));
        add(amount);
    }
    [[nodiscard]] std::int64_t total() const { return std::max(running, starting); }
};

/// What one container, or a pod as a whole, asks for and may take.
struct Amounts {
    std::optional<std::int64_t> cpuRequest;
    std::optional<std::int64_t> cpuLimit;
    std::optional<std::int64_t> memoryRequest;
    std::optional<std::int64_t> memoryLimit;

    Amounts() = default;
    explicit Amounts(const WireView& resources)
    {
        for (const WireView quantity : resources.children()) {
            const bool isLimit = quantity.name() == "limits";
            if (quantity.key() == "cpu")
                (isLimit ? cpuLimit : cpuRequest) = quantityMilli(quantity.text());
            else if (quantity.key() == "memory")
                (isLimit ? memoryLimit : memoryRequest) = quantityValue(quantity.text());
        }
    }
};

/// The same of all containers together.
struct Sums {
    Sum cpuRequest;
    Sum cpuLimit;
    Sum memoryRequest;
    Sum memoryLimit;

    void add(const WireView& container)
    {
        const Amounts amounts(container["resources"]);
        cpuRequest.add(amounts.cpuRequest);
        cpuLimit.add(amounts.cpuLimit);
        memoryRequest.add(amounts.memoryRequest);
        memoryLimit.add(amounts.memoryLimit);
    }
    void addInit(const WireView& container)
    {
        const Amounts amounts(container["resources"]);
        const bool sidecar = container["restartPolicy"].text() == "Always";
        cpuRequest.addInit(amounts.cpuRequest, sidecar);
        cpuLimit.addInit(amounts.cpuLimit, sidecar);
        memoryRequest.addInit(amounts.memoryRequest, sidecar);
        memoryLimit.addInit(amounts.memoryLimit, sidecar);
    }
};

/// What is @p said of the pod as a whole, or else the sum of its containers with the @p extra for running them.
std::optional<std::int64_t> amountOf(
    const std::optional<std::int64_t>& said, const Sum& sum, bool needsAll, const std::optional<std::int64_t>& extra)
{
    if (said)
        return said;
    const bool known = sum.any && (!needsAll || sum.complete);
    return known ? std::optional(saturatingSum(sum.total(), extra.value_or(0))) : std::nullopt;
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
    Sums sums;
    Amounts whole;
    std::optional<std::int64_t> cpuExtra;
    std::optional<std::int64_t> memoryExtra;
    for (const WireView field : podSpec.children()) {
        switch (field.name().id()) {
        case FieldName("containers").id(): sums.add(field); break;
        case FieldName("initContainers").id(): sums.addInit(field); break;
        case FieldName("resources").id(): whole = Amounts(field); break;
        case FieldName("overhead").id():
            if (field.key() == "cpu")
                cpuExtra = quantityMilli(field.text());
            else if (field.key() == "memory")
                memoryExtra = quantityValue(field.text());
            break;
        default: break;
        }
    }
    // A limit only holds if every container has one.
    into.number(Columns::cpuRequest, amountOf(whole.cpuRequest, sums.cpuRequest, false, cpuExtra));
    into.number(Columns::cpuLimit, amountOf(whole.cpuLimit, sums.cpuLimit, true, cpuExtra));
    into.number(Columns::memoryRequest, amountOf(whole.memoryRequest, sums.memoryRequest, false, memoryExtra));
    into.number(Columns::memoryLimit, amountOf(whole.memoryLimit, sums.memoryLimit, true, memoryExtra));
}

} // namespace Strato
