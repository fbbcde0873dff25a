// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/decode/projections.h"
#include "models/kube/decode/quantity.h"
#include "models/kube/schema/columnids.h"

#include <algorithm>

namespace Strato {

namespace {

namespace C = Columns;

std::string lower(std::string_view text)
{
    std::string out(text);
    std::ranges::transform(
        out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
    return out;
}

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t\r\n");
    const auto last = text.find_last_not_of(" \t\r\n");
    return first == std::string_view::npos ? std::string_view() : text.substr(first, last - first + 1);
}

/// The old API's source, else the new one's reporter: "kubelet, node-1".
std::string eventSource(const WireView& event)
{
    std::string_view component = event["source"]["component"].text();
    if (component.empty())
        component = event["reportingComponent"].text();
    std::string_view host = event["source"]["host"].text();
    if (host.empty())
        host = event["reportingInstance"].text();
    return host.empty() ? std::string(component) : std::string(component) + ", " + std::string(host);
}

void fillObject(const WireView& object, RecordBuilder& into)
{
    const std::string_view name = object["name"].text();
    const std::string target = lower(object["kind"].text()) + (name.empty() ? "" : "/" + std::string(name));
    into.text(C::object, target);
    into.text(C::objectKind, object["kind"].text());
    into.text(C::objectName, name);
    into.text(C::objectNamespace, object["namespace"].text());
    into.text(C::objectUid, object["uid"].text());
    into.text(C::objectApiVersion, object["apiVersion"].text());
    into.text(C::subobject, object["fieldPath"].text());
    into.searchable(target);
}

void fillOccurrence(const WireView& event, RecordBuilder& into)
{
    auto first = event["firstTimestamp"].optionalNumber();
    if (!first)
        first = event["eventTime"].optionalNumber();
    auto last = event["lastTimestamp"].optionalNumber();
    if (!last)
        last = first;
    std::int64_t count = event["count"].number();
    if (const WireView series = event["series"]; series.exists()) {
        last = series["lastObservedTime"].optionalNumber();
        count = series["count"].number();
    } else if (count == 0) {
        count = 1;
    }
    into.number(C::lastSeen, last);
    into.number(C::firstSeen, first);
    into.number(C::count, count);
}

// ---- HorizontalPodAutoscaler: one metric as kubectl prints it

std::string orUnknown(std::string_view text)
{
    return text.empty() ? "<unknown>" : std::string(text);
}

std::string averageText(const WireView& target, const WireView& current)
{
    return orUnknown(current["averageValue"].text()) + "/" + std::string(target["averageValue"].text());
}

std::string resourceText(const WireView& source, const WireView& current)
{
    const WireView target = source["target"];
    const std::string name(source["name"].text());
    if (target["averageValue"].exists())
        return name + ": " + averageText(target, current);
    const auto used = current["averageUtilization"].optionalNumber();
    const auto wanted = target["averageUtilization"].optionalNumber();
    return name + ": " + (used ? std::to_string(*used) + "%" : "<unknown>") + "/"
        + (wanted ? std::to_string(*wanted) + "%" : "<auto>");
}

std::string valueText(const WireView& target, const WireView& current)
{
    if (target["averageValue"].exists())
        return averageText(target, current) + " (avg)";
    return orUnknown(current["value"].text()) + "/" + std::string(target["value"].text());
}

std::string metricText(const WireView& spec, const WireView& status)
{
    const std::string_view type = spec["type"].text();
    if (type == "Resource")
        return resourceText(spec["resource"], status["resource"]["current"]);
    if (type == "ContainerResource")
        return resourceText(spec["containerResource"], status["containerResource"]["current"]);
    if (type == "Pods")
        return averageText(spec["pods"]["target"], status["pods"]["current"]);
    if (type == "Object")
        return valueText(spec["object"]["target"], status["object"]["current"]);
    if (type == "External")
        return valueText(spec["external"]["target"], status["external"]["current"]);
    return "<unknown type>";
}

std::string targetsText(const WireView& spec, const WireView& status)
{
    std::vector<WireView> current;
    for (const WireView metric : status.each("currentMetrics"))
        current.push_back(metric);
    std::vector<std::string> texts;
    for (const WireView metric : spec.each("metrics"))
        texts.push_back(metricText(metric, texts.size() < current.size() ? current[texts.size()] : WireView()));
    return Project::listWithMore(std::vector<std::string_view>(texts.begin(), texts.end()), 2, ", ");
}

void judgeAutoscaler(const WireView& spec, const WireView& status, RecordBuilder& into)
{
    if (Project::conditionIs(status, "AbleToScale", "False"))
        into.fare(Health::Critical, "UnableToScale");
    else if (Project::conditionIs(status, "ScalingActive", "False")
        && Project::condition(status, "ScalingActive")["reason"].text() != "ScalingDisabled")
        into.fare(Health::Warning, Project::condition(status, "ScalingActive")["reason"].text());
    else if (Project::conditionIs(status, "ScalingLimited", "True")
        && Project::condition(status, "ScalingLimited")["reason"].text() == "TooManyReplicas"
        && status["currentReplicas"].number() >= spec["maxReplicas"].number())
        into.fare(Health::Warning, "AtMaximum");
    else if (status["currentReplicas"].number() != status["desiredReplicas"].number())
        into.fare(Health::Changing, "Scaling");
    else
        into.fare(Health::Well, {});
}

std::string intOrString(const WireView& value)
{
    if (!value.exists())
        return {};
    return value.text().empty() ? std::to_string(value.number()) : std::string(value.text());
}

} // namespace

void Project::event(const WireView& object, RecordBuilder& into)
{
    const std::string_view type = object["type"].text();
    const std::string_view reason = object["reason"].text();
    const std::string_view message = trimmed(object["message"].text());
    fillOccurrence(object, into);
    into.text(C::type, type);
    into.text(C::eventReason, reason);
    into.message(C::message, message);
    into.text(C::source, eventSource(object));
    fillObject(object["involvedObject"], into);
    if (type == "Normal")
        into.fare(Health::Well, {});
    else
        into.fare(Health::Warning, reason);
    into.searchable(reason);
    into.searchable(message.substr(0, 512));
}

void Project::configMap(const WireView& object, RecordBuilder& into)
{
    into.number(C::data, object["data"].number() + object["binaryData"].number());
    into.fare(Health::Well, {});
}

void Project::secret(const WireView& object, RecordBuilder& into)
{
    into.text(C::type, object["type"].text());
    into.number(C::data, object["data"].number());
    into.fare(Health::Well, {});
    into.searchable(object["type"].text());
}

void Project::serviceAccount(const WireView& object, RecordBuilder& into)
{
    into.number(C::secrets, object.countOf("secrets"));
    into.fare(Health::Well, {});
}

void Project::resourceQuota(const WireView& object, RecordBuilder& into)
{
    const WireView status = object["status"];
    std::vector<std::pair<std::string, std::string>> lines; // resource, "used/hard"
    double fullest = -1;
    std::string_view fullestName;
    for (const WireView hard : status.each("hard")) {
        const WireView used = status.entry("used", hard.key());
        const auto limit = quantityMilli(hard.text());
        const auto now = quantityMilli(used.text());
        lines.emplace_back(hard.key(), std::string(used.text()) + "/" + std::string(hard.text()));
        if (!limit || !now || *limit <= 0)
            continue;
        const double ratio = static_cast<double>(*now) / static_cast<double>(*limit);
        if (ratio > fullest) {
            fullest = ratio;
            fullestName = hard.key();
        }
    }
    std::ranges::sort(lines);
    std::string requests;
    std::string limits;
    for (const auto& [name, text] : lines) {
        std::string& list = name.starts_with("limits") ? limits : requests;
        list.append(list.empty() ? "" : ", ").append(name).append(": ").append(text);
    }
    into.message(C::requests, requests);
    into.message(C::limits, limits);
    into.set(C::fullest, fullest < 0 ? Cell() : Cell(fullest));
    into.text(C::fullestName, fullestName);
    if (fullest >= 0.9)
        into.fare(Health::Warning, fullest >= 1.0 ? "QuotaFull" : "QuotaNearlyFull");
    else
        into.fare(Health::Well, {});
}

void Project::horizontalPodAutoscaler(const WireView& object, RecordBuilder& into)
{
    const WireView spec = object["spec"];
    const WireView status = object["status"];
    const WireView target = spec["scaleTargetRef"];
    const std::string reference = std::string(target["kind"].text()) + "/" + std::string(target["name"].text());
    into.text(C::reference, reference);
    into.text(C::targets, targetsText(spec, status));
    into.number(C::minPods, spec["minReplicas"].optionalNumber());
    into.number(C::maxPods, spec["maxReplicas"].number());
    into.number(C::currentReplicas, status["currentReplicas"].number());
    into.number(C::desired, status["desiredReplicas"].number());
    into.message(C::conditions, conditionsText(status));
    std::string_view message;
    for (const std::string_view type : { "AbleToScale", "ScalingActive" })
        if (message.empty() && conditionIs(status, type, "False"))
            message = condition(status, type)["message"].text();
    into.message(C::message, message);
    into.time(C::lastSchedule, status["lastScaleTime"]);
    judgeAutoscaler(spec, status, into);
    into.searchable(reference);
}

void Project::podDisruptionBudget(const WireView& object, RecordBuilder& into)
{
    const WireView spec = object["spec"];
    const WireView status = object["status"];
    const std::int64_t allowed = status["disruptionsAllowed"].number();
    const std::int64_t healthy = status["currentHealthy"].number();
    const std::int64_t wanted = status["desiredHealthy"].number();
    into.text(C::minAvailable, intOrString(spec["minAvailable"]));
    into.text(C::maxUnavailable, intOrString(spec["maxUnavailable"]));
    into.number(C::allowedDisruptions, allowed);
    into.number(C::currentHealthy, healthy);
    into.number(C::desiredHealthy, wanted);
    into.number(C::expectedPods, status["expectedPods"].number());
    into.text(C::selector, selectorText(spec["selector"]));
    into.message(C::conditions, conditionsText(status));
    if (healthy < wanted)
        into.fare(Health::Warning, "NotEnoughHealthy");
    else
        into.fare(Health::Well, {});
}

void Project::lease(const WireView& object, RecordBuilder& into)
{
    into.text(C::holder, object["spec"]["holderIdentity"].text());
    into.time(C::renewedAt, object["spec"]["renewTime"]);
    into.fare(Health::Well, {});
    into.searchable(object["spec"]["holderIdentity"].text());
}

} // namespace Strato
