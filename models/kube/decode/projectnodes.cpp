// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/decode/projections.h"
#include "models/kube/schema/columnids.h"

#include <algorithm>
#include <set>

namespace Strato {

namespace {

namespace C = Columns;

constexpr std::string_view rolePrefix = "node-role.kubernetes.io/";

std::string rolesOf(const WireView& metadata)
{
    std::set<std::string> roles;
    for (const WireView label : metadata.each("labels")) {
        if (label.key().starts_with(rolePrefix) && label.key().size() > rolePrefix.size())
            roles.emplace(label.key().substr(rolePrefix.size()));
        else if (label.key() == "kubernetes.io/role" && !label.text().empty())
            roles.emplace(label.text());
    }
    std::string text;
    for (const std::string& role : roles)
        text.append(text.empty() ? "" : ",").append(role);
    return text;
}

std::string_view addressOf(const WireView& status, std::string_view type)
{
    for (const WireView address : status.each("addresses"))
        if (address["type"].text() == type)
            return address["address"].text();
    return {};
}

std::string statusOf(const WireView& status, bool cordoned)
{
    const WireView ready = Project::condition(status, "Ready");
    std::string text = !ready.exists() ? "Unknown" : ready["status"].text() == "True" ? "Ready" : "NotReady";
    return cordoned ? text + ",SchedulingDisabled" : text;
}

/// Every condition but Ready is bad when True.
std::string pressuresOf(const WireView& status)
{
    std::string text;
    for (const WireView condition : status.each("conditions"))
        if (condition["type"].text() != "Ready" && condition["status"].text() == "True")
            text.append(text.empty() ? "" : ",").append(condition["type"].text());
    return text;
}

std::string taintsOf(const WireView& spec)
{
    std::string text;
    for (const WireView taint : spec.each("taints")) {
        text.append(text.empty() ? "" : ",").append(taint["key"].text());
        if (const std::string_view value = taint["value"].text(); !value.empty())
            text.append("=").append(value);
        text.append(":").append(taint["effect"].text());
    }
    return text;
}

/// The label by its present name, else by the one of old clusters.
std::string_view labelOf(const WireView& metadata, std::string_view key, std::string_view oldKey)
{
    const WireView label = metadata.entry("labels", key);
    return label.exists() ? label.text() : metadata.entry("labels", oldKey).text();
}

void judgeNode(const WireView& status, const std::string& pressures, bool cordoned, RecordBuilder& into)
{
    const WireView ready = Project::condition(status, "Ready");
    if (!ready.exists())
        into.fare(Health::Unknown, "Unknown");
    else if (ready["status"].text() != "True")
        into.fare(Health::Critical, "NotReady");
    else if (!pressures.empty())
        into.fare(Health::Warning, pressures);
    else if (cordoned)
        into.fare(Health::Changing, "SchedulingDisabled");
    else
        into.fare(Health::Well, {});
}

void fillResources(const WireView& status, RecordBuilder& into)
{
    into.cpu(C::cpuCapacity, status.entry("capacity", "cpu"));
    into.amount(C::memoryCapacity, status.entry("capacity", "memory"));
    into.amount(C::podsCapacity, status.entry("capacity", "pods"));
    into.amount(C::storageCapacity, status.entry("capacity", "ephemeral-storage"));
    into.cpu(C::cpuAllocatable, status.entry("allocatable", "cpu"));
    into.amount(C::memoryAllocatable, status.entry("allocatable", "memory"));
    into.amount(C::podsAllocatable, status.entry("allocatable", "pods"));
    into.amount(C::storageAllocatable, status.entry("allocatable", "ephemeral-storage"));
}

void fillPlace(const WireView& metadata, const WireView& spec, const WireView& status, RecordBuilder& into)
{
    const WireView info = status["nodeInfo"];
    into.text(C::zone, labelOf(metadata, "topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone"));
    into.text(
        C::region, labelOf(metadata, "topology.kubernetes.io/region", "failure-domain.beta.kubernetes.io/region"));
    into.text(
        C::instanceType, labelOf(metadata, "node.kubernetes.io/instance-type", "beta.kubernetes.io/instance-type"));
    into.text(C::hostname, addressOf(status, "Hostname"));
    into.text(C::architecture, info["architecture"].text());
    into.text(C::providerId, spec["providerID"].text());
    into.text(C::machineId, info["machineID"].text());
    into.text(C::systemUuid, info["systemUUID"].text());
}

} // namespace

void Project::node(const WireView& object, RecordBuilder& into)
{
    const WireView metadata = object["metadata"];
    const WireView spec = object["spec"];
    const WireView status = object["status"];
    const WireView info = status["nodeInfo"];
    const WireView ready = condition(status, "Ready");
    const bool cordoned = spec["unschedulable"].flag();
    const std::string word = statusOf(status, cordoned);
    const std::string pressures = pressuresOf(status);
    into.text(C::status, word);
    into.text(C::roles, rolesOf(metadata));
    into.text(C::version, info["kubeletVersion"].text());
    into.text(C::internalIp, addressOf(status, "InternalIP"));
    into.text(C::externalIp, addressOf(status, "ExternalIP"));
    into.text(C::osImage, info["osImage"].text());
    into.text(C::kernel, info["kernelVersion"].text());
    into.text(C::runtime, info["containerRuntimeVersion"].text());
    fillResources(status, into);
    into.message(C::conditions, conditionsText(status));
    into.text(C::pressures, pressures);
    into.message(C::message, ready["status"].text() == "True" ? std::string_view() : ready["message"].text());
    into.time(C::readySince, ready["lastTransitionTime"]);
    into.flag(C::unschedulable, cordoned);
    into.text(C::taints, taintsOf(spec));
    fillPlace(metadata, spec, status, into);
    judgeNode(status, pressures, cordoned, into);
    for (const std::string_view more : { std::string_view(word), addressOf(status, "InternalIP"),
             labelOf(metadata, "topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone"),
             info["kubeletVersion"].text() })
        into.searchable(more);
}

void Project::nameSpace(const WireView& object, RecordBuilder& into)
{
    const WireView status = object["status"];
    const std::string_view phase = status["phase"].text();
    into.text(C::status, phase);
    into.message(C::conditions, conditionsText(status));
    std::string_view message;
    for (const WireView condition : status.each("conditions"))
        if (condition["status"].text() == "True")
            message = condition["message"].text();
    into.message(C::message, message);
    if (phase == "Active")
        into.fare(Health::Well, {});
    else if (phase == "Terminating")
        into.fare(Health::Changing, phase);
    else
        into.fare(Health::Unknown, phase);
    into.searchable(phase);
}

} // namespace Strato
