// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/decode/podparts.h"

#include <algorithm>
#include <utility>

namespace Strato::PodParts {

namespace {

void addContainer(const WireView& container, RecordBuilder& into)
{
    for (const auto& [part, which] : { std::pair(container["name"], Names), std::pair(container["image"], Images) })
        if (!part.text().empty())
            appendTo(into.buffer(which), part.text());
}

void addVolume(const WireView& volume, RecordBuilder& into)
{
    std::string_view name = volume["persistentVolumeClaim"]["claimName"].text(); // JSON
    if (name.empty())
        name = volume["volumeSource"]["persistentVolumeClaim"]["claimName"].text(); // protobuf
    if (!name.empty())
        appendTo(into.buffer(Claims), name);
}

} // namespace

void appendTo(std::string& list, std::string_view item)
{
    if (!list.empty())
        list += ',';
    list += item;
}

void appendEndOf(std::string& to, const WireView& terminated)
{
    if (const std::string_view reason = terminated["reason"].text(); !reason.empty())
        to += reason;
    else if (const auto signal = terminated["signal"].number(); signal != 0)
        to.append("Signal:").append(std::to_string(signal));
    else
        to.append("ExitCode:").append(std::to_string(terminated["exitCode"].number()));
}

Condition::Condition(const WireView& condition)
{
    for (const WireView field : condition.children()) {
        switch (field.name().id()) {
        case FieldName("type").id(): type = field.text(); break;
        case FieldName("status").id(): status = field.text(); break;
        case FieldName("reason").id(): reason = field.text(); break;
        case FieldName("message").id(): message = field.text(); break;
        case FieldName("lastTransitionTime").id(): changed = field; break;
        default: break;
        }
    }
}

Status::Status(const WireView& status, RecordBuilder& into)
    : view(status)
{
    std::string& conditions = into.buffer(Conditions);
    for (const WireView field : status.children()) {
        switch (field.name().id()) {
        case FieldName("phase").id(): phase = field.text(); break;
        case FieldName("reason").id(): reason = field.text(); break;
        case FieldName("message").id(): message = field.text(); break;
        case FieldName("podIP").id(): ip = field.text(); break;
        case FieldName("hostIP").id(): hostIp = field.text(); break;
        case FieldName("nominatedNodeName").id(): nominatedNode = field.text(); break;
        case FieldName("qosClass").id(): qosClass = field.text(); break;
        case FieldName("startTime").id(): startTime = field; break;
        case FieldName("conditions").id(): add(Condition(field), conditions); break;
        default: break;
        }
    }
}

void Status::add(const Condition& condition, std::string& text)
{
    appendTo(text, condition.type);
    text.append("=").append(condition.status);
    if (!condition.reason.empty())
        text.append("(").append(condition.reason).append(")");
    for (auto [type, place] : { std::pair(std::string_view("Initialized"), &initialized),
             std::pair(std::string_view("Ready"), &ready), std::pair(std::string_view("PodScheduled"), &scheduled) })
        if (condition.type == type && place->type.empty())
            *place = condition;
}

Spec::Spec(const WireView& spec, RecordBuilder& into)
    : view(spec)
{
    for (const WireView field : spec.children()) {
        switch (field.name().id()) {
        case FieldName("nodeName").id(): node = field.text(); break;
        case FieldName("serviceAccountName").id(): serviceAccount = field.text(); break;
        case FieldName("priorityClassName").id(): priorityClass = field.text(); break;
        case FieldName("hostNetwork").id(): hostNetwork = field.flag(); break;
        case FieldName("readinessGates").id(): hasGates = true; break;
        case FieldName("containers").id():
            ++containers;
            addContainer(field, into);
            break;
        case FieldName("volumes").id(): addVolume(field, into); break;
        case FieldName("initContainers").id():
            ++initContainers;
            if (field["restartPolicy"].text() == "Always")
                sidecars.push_back(field["name"].text());
            break;
        default: break;
        }
    }
}

bool Spec::isSidecar(std::string_view name) const
{
    return std::ranges::find(sidecars, name) != sidecars.end();
}

Container::Container(const WireView& container)
{
    WireView state;
    for (const WireView field : container.children()) {
        switch (field.name().id()) {
        case FieldName("name").id(): name = field.text(); break;
        case FieldName("state").id(): state = field; break;
        case FieldName("lastState").id(): lastTerminated = field["terminated"]; break;
        case FieldName("ready").id(): ready = field.flag(); break;
        case FieldName("restartCount").id(): restarts = field.number(); break;
        case FieldName("containerID").id(): id = field.text(); break;
        case FieldName("started").id(): started = field.flag(); break;
        default: break;
        }
    }
    waiting = state["waiting"];
    running = state["running"];
    terminated = state["terminated"];
    waitingReason = waiting["reason"].text();
}

} // namespace Strato::PodParts
