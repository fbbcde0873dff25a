// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/decode/projections.h"
#include "models/kube/schema/columnids.h"

#include <algorithm>
#include <array>

namespace Strato {

namespace {

namespace C = Columns;

/// What kubectl prints of a pod, worked out as it does it (pkg/printers, printPod).
struct Printed {
    std::string status;
    std::int64_t ready = 0;
    std::int64_t total = 0;
    std::int64_t restarts = 0;
    std::optional<std::int64_t> lastRestart;
};

struct Restarts {
    std::int64_t count = 0;
    std::optional<std::int64_t> last;

    void add(const WireView& container)
    {
        count += container["restartCount"].number();
        const auto finished = container["lastState"]["terminated"]["finishedAt"].optionalNumber();
        if (finished && (!last || *last < *finished))
            last = finished;
    }
};

bool isSidecar(const WireView& spec, std::string_view name)
{
    for (const WireView container : spec.each("initContainers"))
        if (container["name"].text() == name)
            return container["restartPolicy"].text() == "Always";
    return false;
}

/// "Completed", "Signal:9", "ExitCode:1": how a container ended.
std::string endOf(const WireView& terminated)
{
    if (const std::string_view reason = terminated["reason"].text(); !reason.empty())
        return std::string(reason);
    if (const auto signal = terminated["signal"].number(); signal != 0)
        return "Signal:" + std::to_string(signal);
    return "ExitCode:" + std::to_string(terminated["exitCode"].number());
}

/// The init containers up to the first that holds the pod up. True: one does, and `printed.status` says how.
bool printInit(const WireView& spec, const WireView& status, Printed& printed, Restarts& all, Restarts& sidecars)
{
    int index = -1;
    for (const WireView container : status.each("initContainerStatuses")) {
        ++index;
        all.add(container);
        const bool sidecar = isSidecar(spec, container["name"].text());
        if (sidecar)
            sidecars.add(container);
        const WireView terminated = container["state"]["terminated"];
        const std::string_view waiting = container["state"]["waiting"]["reason"].text();
        if (terminated.exists() && terminated["exitCode"].number() == 0)
            continue;
        if (sidecar && container["started"].flag()) {
            printed.ready += container["ready"].flag() ? 1 : 0;
            continue;
        }
        if (terminated.exists())
            printed.status = "Init:" + endOf(terminated);
        else if (!waiting.empty() && waiting != "PodInitializing")
            printed.status = "Init:" + std::string(waiting);
        else
            printed.status = "Init:" + std::to_string(index) + "/" + std::to_string(spec.countOf("initContainers"));
        return true;
    }
    return false;
}

/// The ordinary containers, last one first: the first container's word is what stays.
void printContainers(const WireView& status, Printed& printed, Restarts& restarts)
{
    std::vector<WireView> containers;
    for (const WireView container : status.each("containerStatuses"))
        containers.push_back(container);
    bool running = false;
    // NOLINTNEXTLINE(modernize-loop-convert): clang 14 cannot read views::reverse
    for (auto it = containers.rbegin(); it != containers.rend(); ++it) {
        const WireView state = (*it)["state"];
        restarts.add(*it);
        if (const std::string_view waiting = state["waiting"]["reason"].text(); !waiting.empty()) {
            printed.status = waiting;
        } else if (state["terminated"].exists()) {
            printed.status = endOf(state["terminated"]);
        } else if ((*it)["ready"].flag() && state["running"].exists()) {
            running = true;
            ++printed.ready;
        }
    }
    if (printed.status == "Completed" && running)
        printed.status = Project::conditionIs(status, "Ready", "True") ? "Running" : "NotReady";
}

Printed print(const WireView& spec, const WireView& status, bool deleted)
{
    Printed printed;
    const std::string_view phase = status["phase"].text();
    const std::string_view reason = status["reason"].text();
    printed.status = reason.empty() ? phase : reason;
    if (Project::condition(status, "PodScheduled")["reason"].text() == "SchedulingGated")
        printed.status = "SchedulingGated";
    printed.total = spec.countOf("containers");
    for (const WireView container : spec.each("initContainers"))
        printed.total += container["restartPolicy"].text() == "Always" ? 1 : 0;
    Restarts restarts;
    Restarts sidecars;
    const bool initializing = printInit(spec, status, printed, restarts, sidecars);
    if (!initializing || Project::conditionIs(status, "Initialized", "True")) {
        restarts = sidecars;
        printContainers(status, printed, restarts);
    }
    printed.restarts = restarts.count;
    printed.lastRestart = restarts.last;
    if (deleted && reason == "NodeLost")
        printed.status = "Unknown";
    else if (deleted && phase != "Succeeded" && phase != "Failed")
        printed.status = "Terminating";
    return printed;
}

std::string stateText(const WireView& state)
{
    if (const WireView waiting = state["waiting"]; waiting.exists())
        return "Waiting(" + std::string(waiting["reason"].text()) + ")";
    if (const WireView terminated = state["terminated"]; terminated.exists())
        return "Terminated(" + endOf(terminated) + ")";
    return state["running"].exists() ? "Running" : "Waiting()";
}

/// Waits that end by themselves.
bool isPassing(std::string_view word)
{
    static constexpr std::array<std::string_view, 3> words { "ContainerCreating", "PodInitializing", "Pending" };
    return std::ranges::find(words, word) != words.end();
}

bool isProgressOfInit(std::string_view word)
{
    return word.starts_with("Init:") && word.size() > 5 && word[5] >= '0' && word[5] <= '9';
}

void judge(const Printed& printed, const WireView& status, bool unschedulable, RecordBuilder& into)
{
    const std::string_view word = printed.status;
    const std::string_view phase = status["phase"].text();
    // NOLINTBEGIN(bugprone-branch-clone): the order of the questions is the meaning
    if (word == "Terminating" || word == "SchedulingGated")
        into.fare(Health::Changing, word);
    else if (word == "Completed" || word == "Succeeded")
        into.fare(Health::Well, {});
    else if (unschedulable)
        into.fare(Health::Warning, "Unschedulable");
    else if (isPassing(word) || isProgressOfInit(word))
        into.fare(Health::Changing, word);
    else if (word == "Running" && Project::conditionIs(status, "Ready", "True"))
        into.fare(Health::Well, {});
    else if (word == "Running" || word == "NotReady")
        into.fare(Health::Warning, "NotReady");
    else if (word.empty() || (word == "Unknown" && phase != "Unknown"))
        into.fare(Health::Unknown, word);
    else
        into.fare(Health::Critical, word);
    // NOLINTEND(bugprone-branch-clone)
}

/// Texts over all containers: what each is doing, which ids they have, which are not ready, how the last one ended.
struct ContainerTexts {
    std::string states;
    std::string ids;
    std::string unready;
    std::string_view waiting;
    std::string_view waitingMessage;
    WireView lastEnd;

    void add(const WireView& container, bool isInit)
    {
        const std::string_view name = container["name"].text();
        const WireView state = container["state"];
        states.append(states.empty() ? "" : ",").append(name).append("=").append(stateText(state));
        if (const std::string_view id = container["containerID"].text(); !id.empty())
            ids.append(ids.empty() ? "" : ",").append(name).append("=").append(id);
        if (!isInit && !container["ready"].flag())
            unready.append(unready.empty() ? "" : ",").append(name);
        if (waiting.empty()) {
            waiting = state["waiting"]["reason"].text();
            waitingMessage = state["waiting"]["message"].text();
        }
        for (const WireView end : { state["terminated"], container["lastState"]["terminated"] }) {
            // An init container that did its work is no event.
            const bool ordinary = isInit && end["exitCode"].number() == 0;
            if (end.exists() && !ordinary
                && (!lastEnd.exists() || lastEnd["finishedAt"].number() < end["finishedAt"].number()))
                lastEnd = end;
        }
    }
};

std::string claimsOf(const WireView& spec)
{
    std::string claims;
    for (const WireView volume : spec.each("volumes")) {
        std::string_view name = volume["persistentVolumeClaim"]["claimName"].text(); // JSON
        if (name.empty())
            name = volume["volumeSource"]["persistentVolumeClaim"]["claimName"].text(); // protobuf
        if (!name.empty())
            claims.append(claims.empty() ? "" : ",").append(name);
    }
    return claims;
}

void fillContainers(
    const WireView& spec, const WireView& status, std::string_view schedulingMessage, RecordBuilder& into)
{
    ContainerTexts texts;
    for (const WireView container : status.each("initContainerStatuses"))
        texts.add(container, true);
    for (const WireView container : status.each("containerStatuses"))
        texts.add(container, false);
    const std::string_view own = status["message"].text();
    const std::string_view end = texts.lastEnd["message"].text();
    const std::string_view told = !own.empty() ? own : !texts.waitingMessage.empty() ? texts.waitingMessage : end;
    const std::string images = Project::joined(spec, "containers", "image");
    into.message(C::message, schedulingMessage.empty() ? told : schedulingMessage);
    into.text(C::containers, Project::joined(spec, "containers", "name"));
    into.message(C::images, images);
    into.message(C::containerStates, texts.states);
    into.text(C::waitingReason, texts.waiting);
    into.text(C::unready, texts.unready);
    into.text(C::lastTermination, texts.lastEnd.exists() ? endOf(texts.lastEnd) : std::string());
    into.time(C::lastTerminationAt, texts.lastEnd["finishedAt"]);
    into.number(
        C::lastExitCode, texts.lastEnd.exists() ? std::optional(texts.lastEnd["exitCode"].number()) : std::nullopt);
    into.message(C::containerIds, texts.ids);
    into.searchable(images);
}

void fillGates(const WireView& spec, const WireView& status, RecordBuilder& into)
{
    std::int64_t gates = 0;
    std::int64_t open = 0;
    for (const WireView gate : spec.each("readinessGates")) {
        ++gates;
        open += Project::conditionIs(status, gate["conditionType"].text(), "True") ? 1 : 0;
    }
    if (gates > 0)
        into.fraction(C::readinessGates, open, gates);
}

} // namespace

void Project::pod(const WireView& object, RecordBuilder& into)
{
    const WireView spec = object["spec"];
    const WireView status = object["status"];
    const Printed printed = print(spec, status, into.terminating());
    const WireView scheduled = condition(status, "PodScheduled");
    const bool unschedulable = scheduled["status"].text() == "False" && scheduled["reason"].text() == "Unschedulable";
    const std::string_view ip = status["podIP"].text();
    into.fraction(C::ready, printed.ready, printed.total);
    into.text(C::status, printed.status);
    into.number(C::restarts, printed.restarts);
    into.number(C::lastRestart, printed.lastRestart);
    into.text(C::ip, ip);
    into.text(C::node, spec["nodeName"].text());
    into.text(C::nominatedNode, status["nominatedNodeName"].text());
    fillGates(spec, status, into);
    podResources(spec, into);
    into.text(C::phase, status["phase"].text());
    into.message(C::conditions, conditionsText(status));
    fillContainers(spec, status, unschedulable ? scheduled["message"].text() : std::string_view(), into);
    into.time(C::readySince, condition(status, "Ready")["lastTransitionTime"]);
    into.time(C::startedAt, status["startTime"]);
    into.flag(C::unschedulable, unschedulable);
    into.text(C::qosClass, status["qosClass"].text());
    into.text(C::serviceAccount, spec["serviceAccountName"].text());
    into.text(C::priorityClass, spec["priorityClassName"].text());
    into.text(C::hostIp, status["hostIP"].text());
    into.flag(C::hostNetwork, spec["hostNetwork"].flag());
    into.text(C::claims, claimsOf(spec));
    judge(printed, status, unschedulable, into);
    for (const std::string_view more : { std::string_view(printed.status), spec["nodeName"].text(), ip })
        into.searchable(more);
}

} // namespace Strato
