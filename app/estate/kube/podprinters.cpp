// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/kube/objectencoder.h"
#include "app/estate/kube/printing.h"
#include "app/estate/kube/texts.h"

#include <nlohmann/json.hpp>

namespace Strato::Estate {

using namespace Print;

namespace {

struct PodCount {
    std::int64_t ready = 0;
    std::int64_t restarts = 0;
    std::string reason;
    std::string lastRestart; ///< latest end of an earlier incarnation
    bool hasRunning = false;
};

/// Counts what init containers say; true while they still hold the pod up.
bool readInit(const json& pod, PodCount& count)
{
    const json& statuses = at(pod, "/status/initContainerStatuses");
    const std::size_t total = at(pod, "/spec/initContainers").is_array() ? at(pod, "/spec/initContainers").size() : 0;
    std::size_t index = 0;
    if (!statuses.is_array())
        return false;
    for (const json& status : statuses) {
        count.restarts += number(status, "/restartCount");
        const json& ended = at(status, "/state/terminated");
        if (ended.is_object() && number(ended, "/exitCode") == 0) {
            ++index;
            continue;
        }
        const std::string waiting = text(status, "/state/waiting/reason");
        if (ended.is_object())
            count.reason = "Init:"
                + (text(ended, "/reason").empty() ? "ExitCode:" + std::to_string(number(ended, "/exitCode"))
                                                  : text(ended, "/reason"));
        else if (!waiting.empty() && waiting != "PodInitializing")
            count.reason = "Init:" + waiting;
        else
            count.reason = "Init:" + std::to_string(index) + "/" + std::to_string(total);
        return true;
    }
    return false;
}

void readContainers(const json& pod, PodCount& count)
{
    const json& statuses = at(pod, "/status/containerStatuses");
    if (!statuses.is_array())
        return;
    count.restarts = 0;
    for (auto it = statuses.rbegin(); it != statuses.rend(); ++it) {
        const json& status = *it;
        count.restarts += number(status, "/restartCount");
        count.lastRestart = std::max(count.lastRestart, text(status, "/lastState/terminated/finishedAt"));
        const json& ended = at(status, "/state/terminated");
        const std::string waiting = text(status, "/state/waiting/reason");
        const bool ready = at(status, "/ready") == json(true);
        if (!waiting.empty())
            count.reason = waiting;
        else if (ended.is_object())
            count.reason = !text(ended, "/reason").empty() ? text(ended, "/reason")
                : number(ended, "/signal") != 0            ? "Signal:" + std::to_string(number(ended, "/signal"))
                                                           : "ExitCode:" + std::to_string(number(ended, "/exitCode"));
        else if (ready && at(status, "/state/running").is_object()) {
            count.hasRunning = true;
            ++count.ready;
        }
    }
}

bool podReady(const json& pod)
{
    const json& conditions = at(pod, "/status/conditions");
    if (!conditions.is_array())
        return false;
    for (const json& condition : conditions) {
        if (valueAt(condition, "type") == "Ready")
            return valueAt(condition, "status") == "True";
    }
    return false;
}

PodCount countPod(const json& pod)
{
    PodCount count;
    count.reason = text(pod, "/status/reason").empty() ? text(pod, "/status/phase") : text(pod, "/status/reason");
    if (!readInit(pod, count)) {
        readContainers(pod, count);
        if (count.reason == "Completed" && count.hasRunning)
            count.reason = podReady(pod) ? "Running" : "NotReady";
    }
    if (!text(pod, "/metadata/deletionTimestamp").empty())
        count.reason = text(pod, "/status/reason") == "NodeLost" ? "Unknown" : "Terminating";
    return count;
}

Cell restartsCell(const PodCount& count)
{
    const auto at = parseTime(count.lastRestart);
    if (count.restarts == 0 || !at)
        return textCell(std::to_string(count.restarts));
    return { std::to_string(count.restarts) + " (", *at / 1'000'000'000, " ago)" };
}

std::string readinessGates(const json& pod)
{
    const json& gates = at(pod, "/spec/readinessGates");
    if (!gates.is_array() || gates.empty())
        return "<none>";
    std::size_t met = 0;
    for (const json& gate : gates) {
        const json& conditions = at(pod, "/status/conditions");
        for (std::size_t i = 0; conditions.is_array() && i < conditions.size(); ++i)
            met += valueAt(conditions[i], "type") == valueAt(gate, "conditionType")
                    && valueAt(conditions[i], "status") == "True"
                ? 1
                : 0;
    }
    return std::to_string(met) + "/" + std::to_string(gates.size());
}

std::vector<Cell> podCells(const json& pod)
{
    const PodCount count = countPod(pod);
    const json& containers = at(pod, "/spec/containers");
    const std::size_t total = containers.is_array() ? containers.size() : 0;
    return { nameCell(pod), textCell(std::to_string(count.ready) + "/" + std::to_string(total)), textCell(count.reason),
        restartsCell(count), age(pod), textOr(text(pod, "/status/podIP"), "<none>"),
        textOr(text(pod, "/spec/nodeName"), "<none>"), textOr(text(pod, "/status/nominatedNodeName"), "<none>"),
        textCell(readinessGates(pod)) };
}

std::string nodeStatus(const json& node)
{
    std::string out = "Unknown";
    const json& conditions = at(node, "/status/conditions");
    for (std::size_t i = 0; conditions.is_array() && i < conditions.size(); ++i) {
        if (valueAt(conditions[i], "type") == "Ready")
            out = valueAt(conditions[i], "status") == "True" ? "Ready" : "NotReady";
    }
    return at(node, "/spec/unschedulable") == json(true) ? out + ",SchedulingDisabled" : out;
}

std::string nodeRoles(const json& node)
{
    std::string out;
    constexpr std::string_view Prefix = "node-role.kubernetes.io/";
    const json& labels = at(node, "/metadata/labels");
    if (labels.is_object()) {
        for (const auto& [key, value] : labels.items()) {
            if (key.starts_with(Prefix) && key.size() > Prefix.size())
                out += (out.empty() ? "" : ",") + key.substr(Prefix.size());
        }
    }
    return out.empty() ? "<none>" : out;
}

std::string nodeAddress(const json& node, std::string_view type)
{
    const json& addresses = at(node, "/status/addresses");
    for (std::size_t i = 0; addresses.is_array() && i < addresses.size(); ++i) {
        if (valueAt(addresses[i], "type") == type)
            return valueAt(addresses[i], "address");
    }
    return "<none>";
}

std::vector<Cell> nodeCells(const json& node)
{
    const auto info = [&node](const char* key) {
        return textOr(valueAt(node, std::string("status.nodeInfo.") + key), "<unknown>");
    };
    return { nameCell(node), textCell(nodeStatus(node)), textCell(nodeRoles(node)), age(node), info("kubeletVersion"),
        textCell(nodeAddress(node, "InternalIP")), textCell(nodeAddress(node, "ExternalIP")), info("osImage"),
        info("kernelVersion"), info("containerRuntimeVersion") };
}

std::string firstOf(const json& event, std::initializer_list<const char*> pointers)
{
    for (const char* pointer : pointers) {
        if (std::string found = text(event, pointer); !found.empty())
            return found;
    }
    return {};
}

std::vector<Cell> eventCells(const json& event)
{
    std::string target = text(event, "/involvedObject/kind");
    for (char& c : target)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    target = (target.empty() ? std::string("<unknown>") : target) + "/" + text(event, "/involvedObject/name");
    std::string source = text(event, "/source/component");
    if (!text(event, "/source/host").empty())
        source += ", " + text(event, "/source/host");
    if (source.empty())
        source = text(event, "/reportingComponent");
    const std::int64_t count = number(event, "/series/count", number(event, "/count", 1));
    return { ageCell(firstOf(event, { "/series/lastObservedTime", "/lastTimestamp", "/eventTime", "/firstTimestamp" })),
        textCell(text(event, "/type")), textCell(text(event, "/reason")), textCell(target),
        textCell(text(event, "/involvedObject/fieldPath")), textCell(source), textCell(text(event, "/message")),
        ageCell(firstOf(event, { "/firstTimestamp", "/eventTime" })), numberCell(count == 0 ? 1 : count),
        nameCell(event) };
}

std::vector<Cell> namespaceCells(const json& object)
{
    return { nameCell(object), textCell(text(object, "/status/phase")), age(object) };
}

} // namespace

std::vector<Printer> podPrinters()
{
    return {
        { "Pod",
            { column("Name"), column("Ready"), column("Status"), column("Restarts"), column("Age"),
                column("IP", "string", 1), column("Node", "string", 1), column("Nominated Node", "string", 1),
                column("Readiness Gates", "string", 1) },
            podCells },
        { "Node",
            { column("Name"), column("Status"), column("Roles"), column("Age"), column("Version"),
                column("Internal-IP", "string", 1), column("External-IP", "string", 1), column("OS-Image", "string", 1),
                column("Kernel-Version", "string", 1), column("Container-Runtime", "string", 1) },
            nodeCells },
        { "Event",
            { column("Last Seen"), column("Type"), column("Reason"), column("Object"), column("Subobject", "string", 1),
                column("Source", "string", 1), column("Message"), column("First Seen", "string", 1),
                column("Count", "integer", 1), { "Name", "string", "name", "", 1, {} } },
            eventCells },
        { "Namespace", { column("Name"), column("Status"), column("Age") }, namespaceCells },
    };
}

} // namespace Strato::Estate
