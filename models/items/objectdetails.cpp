// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/objectdetails.h"

#include "models/base/plaintext.h"

#include <QDateTime>
#include <QStringList>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>

namespace Strato {

using namespace Qt::StringLiterals;
using Json = nlohmann::json;

namespace {

constexpr int deepest = 64;
constexpr std::size_t mostEntries = 512;
constexpr qsizetype longestText = 2048;
constexpr std::string_view appliedCopy = "kubectl.kubernetes.io/last-applied-configuration";

const Json& child(const Json& parent, const char* key)
{
    static const Json none;
    if (!parent.is_object())
        return none;
    const auto it = parent.find(key);
    return it == parent.end() ? none : *it;
}

QString text(const Json& parent, const char* key)
{
    const Json& value = child(parent, key);
    return value.is_string() ? cleanUtf8(value.get_ref<const std::string&>(), longestText) : QString();
}

std::optional<qint64> integer(const Json& parent, const char* key)
{
    const Json& value = child(parent, key);
    return value.is_number_integer() ? std::optional<qint64>(value.get<qint64>()) : std::nullopt;
}

std::optional<Instant> moment(const Json& parent, const char* key)
{
    const QDateTime at = QDateTime::fromString(text(parent, key), Qt::ISODate);
    return at.isValid() ? std::optional(fromDateTime(at)) : std::nullopt;
}

std::vector<std::pair<QString, QString>> pairs(const Json& map)
{
    std::vector<std::pair<QString, QString>> found;
    if (!map.is_object())
        return found;
    for (auto it = map.begin(); it != map.end() && found.size() < mostEntries; ++it) {
        if (it.key() == appliedCopy)
            continue;
        const QString value = it->is_string()
            ? cleanUtf8(it->get_ref<const std::string&>(), longestText)
            : cleanUtf8(it->dump(-1, ' ', false, Json::error_handler_t::replace), longestText);
        found.emplace_back(cleanUtf8(it.key(), longestText), value);
    }
    return found;
}

/// Visits the objects of a list, at most mostEntries.
template <class Visit> void each(const Json& list, const Visit& visit)
{
    if (!list.is_array())
        return;
    for (std::size_t i = 0; i < std::min(list.size(), mostEntries); ++i) {
        if (list[i].is_object())
            visit(list[i]);
    }
}

std::optional<Health> conditionHealth(const QString& type, const QString& status)
{
    constexpr std::array goodWhenTrue { "Ready", "ContainersReady", "Initialized", "PodScheduled",
        "PodReadyToStartContainers", "Available", "Progressing", "AbleToScale", "ScalingActive", "Complete",
        "Established", "NamesAccepted", "Approved" };
    constexpr std::array badWhenTrue { "MemoryPressure", "DiskPressure", "PIDPressure", "NetworkUnavailable", "Failed",
        "ReplicaFailure", "FailureTarget", "Stalled", "DisruptionTarget" };
    const auto is = [&](const char* known) { return type == QLatin1StringView(known); };
    const bool good = std::ranges::any_of(goodWhenTrue, is);
    const bool bad = std::ranges::any_of(badWhenTrue, is);
    if (!good && !bad)
        return std::nullopt;
    if (status == u"True")
        return good ? Health::Well : Health::Critical;
    if (status == u"False")
        return good ? Health::Warning : Health::Well;
    return Health::Unknown;
}

void addConditions(const Json& status, ObjectDetails& details)
{
    each(child(status, "conditions"), [&](const Json& entry) {
        ObjectCondition condition { text(entry, "type"), text(entry, "status"), text(entry, "reason"),
            text(entry, "message"), moment(entry, "lastTransitionTime"), std::nullopt };
        condition.health = conditionHealth(condition.type, condition.status);
        details.conditions.push_back(std::move(condition));
    });
}

void addState(const Json& status, ObjectContainer& container)
{
    const Json& states = child(status, "state");
    for (const char* name : { "running", "waiting", "terminated" }) {
        const Json& state = child(states, name);
        if (!state.is_object())
            continue;
        container.state = QString::fromLatin1(name);
        container.reason = text(state, "reason");
        container.message = text(state, "message");
        const auto ended = moment(state, "finishedAt");
        container.since = ended ? ended : moment(state, "startedAt");
    }
    const Json& ready = child(status, "ready");
    if (ready.is_boolean())
        container.ready = ready.get<bool>();
    container.restarts = integer(status, "restartCount");
    const Json& last = child(child(status, "lastState"), "terminated");
    if (last.is_object())
        container.lastEnd
            = ObjectContainer::End { integer(last, "exitCode"), text(last, "reason"), moment(last, "finishedAt") };
}

QString portsOf(const Json& spec)
{
    QStringList ports;
    each(child(spec, "ports"), [&](const Json& port) {
        if (const auto number = integer(port, "containerPort")) {
            const QString protocol = text(port, "protocol");
            ports.append(QString::number(*number) + u'/' + (protocol.isEmpty() ? u"TCP"_s : protocol));
        }
    });
    return ports.join(u", "_s);
}

void addContainers(const Json& podSpec, const Json& status, const char* specs, const char* statuses,
    ObjectContainer::Role role, ObjectDetails& details)
{
    std::map<QString, const Json*> states;
    each(child(status, statuses), [&](const Json& state) { states.emplace(text(state, "name"), &state); });
    each(child(podSpec, specs), [&](const Json& spec) {
        ObjectContainer container;
        container.role = role;
        container.name = text(spec, "name");
        container.image = text(spec, "image");
        container.requests = pairs(child(child(spec, "resources"), "requests"));
        container.limits = pairs(child(child(spec, "resources"), "limits"));
        container.ports = portsOf(spec);
        if (const auto state = states.find(container.name); state != states.end())
            addState(*state->second, container);
        details.containers.push_back(std::move(container));
    });
}

void addAllContainers(const Json& object, ObjectDetails& details)
{
    using Role = ObjectContainer::Role;
    const Json& spec = child(object, "spec");
    const Json& status = child(object, "status");
    const Json* podSpec = &spec;
    if (child(spec, "template").is_object())
        podSpec = &child(child(spec, "template"), "spec");
    else if (child(spec, "jobTemplate").is_object())
        podSpec = &child(child(child(child(spec, "jobTemplate"), "spec"), "template"), "spec");
    addContainers(*podSpec, status, "initContainers", "initContainerStatuses", Role::Init, details);
    addContainers(*podSpec, status, "containers", "containerStatuses", Role::Main, details);
    addContainers(*podSpec, status, "ephemeralContainers", "ephemeralContainerStatuses", Role::Ephemeral, details);
}

void addMetadata(const Json& metadata, ObjectDetails& details)
{
    details.uid = text(metadata, "uid");
    details.labels = pairs(child(metadata, "labels"));
    details.annotations = pairs(child(metadata, "annotations"));
    each(child(metadata, "ownerReferences"), [&](const Json& owner) {
        const Json& controller = child(owner, "controller");
        details.owners.push_back({ text(owner, "apiVersion"), text(owner, "kind"), text(owner, "name"),
            text(owner, "uid"), controller.is_boolean() && controller.get<bool>() });
    });
    const Json& finalizers = child(metadata, "finalizers");
    for (std::size_t i = 0; finalizers.is_array() && i < std::min(finalizers.size(), mostEntries); ++i) {
        if (finalizers[i].is_string())
            details.finalizers.push_back(cleanUtf8(finalizers[i].get_ref<const std::string&>(), longestText));
    }
}

} // namespace

std::optional<Health> ObjectContainer::health() const
{
    if (state.isEmpty())
        return std::nullopt;
    if (state == u"waiting")
        return reason.isEmpty() || reason == u"ContainerCreating" || reason == u"PodInitializing" ? Health::Changing
                                                                                                  : Health::Critical;
    if (state == u"terminated")
        return reason == u"Completed" ? Health::Well : Health::Critical;
    return ready.value_or(true) ? Health::Well : Health::Warning;
}

Result<ObjectDetails> objectDetails(const QByteArray& json)
{
    const auto shallow = [](int depth, Json::parse_event_t, Json&) { return depth <= deepest; };
    const Json object = Json::parse(json.begin(), json.end(), shallow, false);
    if (!object.is_object())
        return fail(ErrorCode::Malformed, u"the object is not a JSON object"_s);
    ObjectDetails details;
    addMetadata(child(object, "metadata"), details);
    addConditions(child(object, "status"), details);
    addAllContainers(object, details);
    return details;
}

} // namespace Strato
