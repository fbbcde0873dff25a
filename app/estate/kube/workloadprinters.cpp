// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/kube/objectencoder.h"
#include "app/estate/kube/printing.h"
#include "app/estate/kube/texts.h"

#include <nlohmann/json.hpp>

namespace Strato::Estate {

using namespace Print;

namespace Print {

std::string selector(const json& labelSelector)
{
    if (!labelSelector.is_object())
        return "<none>";
    std::string out = pairs(labelSelector.value("matchLabels", json::object()));
    for (const json& term : labelSelector.value("matchExpressions", json::array())) {
        const std::string key = valueAt(term, "key");
        const std::string op = valueAt(term, "operator");
        const std::string values = "(" + joined(term.value("values", json::array()), "") + ")";
        out += out.empty() ? "" : ",";
        out += op == "Exists"      ? key
            : op == "DoesNotExist" ? "!" + key
                                   : key + (op == "In" ? " in " : " notin ") + values;
    }
    return out.empty() ? "<none>" : out;
}

} // namespace Print

namespace {

Cell containers(const json& object, const char* pointer)
{
    return textCell(joined(at(object, pointer), "name"));
}

Cell images(const json& object, const char* pointer)
{
    return textCell(joined(at(object, pointer), "image"));
}

Cell selectorCell(const json& object)
{
    return textCell(selector(at(object, "/spec/selector")));
}

constexpr const char* Containers = "/spec/template/spec/containers";

std::string ratio(std::int64_t a, std::int64_t b)
{
    return std::to_string(a) + "/" + std::to_string(b);
}

std::vector<Cell> deploymentCells(const json& object)
{
    return { nameCell(object),
        textCell(ratio(number(object, "/status/readyReplicas"), number(object, "/spec/replicas", 1))),
        numberCell(number(object, "/status/updatedReplicas")), numberCell(number(object, "/status/availableReplicas")),
        age(object), containers(object, Containers), images(object, Containers), selectorCell(object) };
}

std::vector<Cell> replicaSetCells(const json& object)
{
    return { nameCell(object), numberCell(number(object, "/spec/replicas", 1)),
        numberCell(number(object, "/status/replicas")), numberCell(number(object, "/status/readyReplicas")),
        age(object), containers(object, Containers), images(object, Containers), selectorCell(object) };
}

std::vector<Cell> statefulSetCells(const json& object)
{
    return { nameCell(object),
        textCell(ratio(number(object, "/status/readyReplicas"), number(object, "/spec/replicas", 1))), age(object),
        containers(object, Containers), images(object, Containers) };
}

std::vector<Cell> daemonSetCells(const json& object)
{
    return { nameCell(object), numberCell(number(object, "/status/desiredNumberScheduled")),
        numberCell(number(object, "/status/currentNumberScheduled")), numberCell(number(object, "/status/numberReady")),
        numberCell(number(object, "/status/updatedNumberScheduled")),
        numberCell(number(object, "/status/numberAvailable")),
        textOr(pairs(at(object, "/spec/template/spec/nodeSelector")), "<none>"), age(object),
        containers(object, Containers), images(object, Containers), selectorCell(object) };
}

std::string jobStatus(const json& job)
{
    const json& conditions = at(job, "/status/conditions");
    for (std::size_t i = 0; conditions.is_array() && i < conditions.size(); ++i) {
        if (valueAt(conditions[i], "status") != "True")
            continue;
        std::string type = valueAt(conditions[i], "type");
        if (type == "Complete" || type == "Failed" || type == "Suspended")
            return type;
    }
    return text(job, "/metadata/deletionTimestamp").empty() ? "Running" : "Terminating";
}

Cell jobDuration(const json& job)
{
    const auto start = parseTime(text(job, "/status/startTime"));
    const auto end = parseTime(text(job, "/status/completionTime"));
    if (!start)
        return textCell("");
    if (!end)
        return { {}, *start / 1'000'000'000, {} };
    return textCell(humanDuration((*end - *start) / 1'000'000'000));
}

std::vector<Cell> jobCells(const json& object)
{
    const std::int64_t wanted = number(object, "/spec/completions", -1);
    const std::string completions = wanted >= 0 ? ratio(number(object, "/status/succeeded"), wanted)
                                                : ratio(number(object, "/status/succeeded"), 1)
            + (number(object, "/spec/parallelism", 1) > 1 ? " of " + std::to_string(number(object, "/spec/parallelism"))
                                                          : "");
    return { nameCell(object), textCell(jobStatus(object)), textCell(completions), jobDuration(object), age(object),
        containers(object, Containers), images(object, Containers), selectorCell(object) };
}

std::vector<Cell> cronJobCells(const json& object)
{
    constexpr const char* Inner = "/spec/jobTemplate/spec/template/spec/containers";
    const std::string last = text(object, "/status/lastScheduleTime");
    const json& active = at(object, "/status/active");
    return { nameCell(object), textCell(text(object, "/spec/schedule")),
        textOr(text(object, "/spec/timeZone"), "<none>"),
        textCell(at(object, "/spec/suspend") == json(true) ? "True" : "False"),
        numberCell(active.is_array() ? static_cast<std::int64_t>(active.size()) : 0),
        last.empty() ? textCell("<none>") : ageCell(last), age(object), containers(object, Inner),
        images(object, Inner), textCell("<none>") };
}

/// "cpu: 34%/70%" for one metric of an autoscaler.
std::string hpaMetric(const json& metric, const json& currents)
{
    const std::string type = valueAt(metric, "type");
    if (type != "Resource")
        return "<unknown>/" + type;
    const std::string resource = valueAt(metric, "resource.name");
    const std::string utilization = valueAt(metric, "resource.target.averageUtilization");
    const std::string target
        = utilization.empty() ? valueAt(metric, "resource.target.averageValue") : utilization + "%";
    std::string current = "<unknown>";
    for (std::size_t i = 0; currents.is_array() && i < currents.size(); ++i) {
        if (valueAt(currents[i], "resource.name") != resource)
            continue;
        const std::string used = valueAt(currents[i], "resource.current.averageUtilization");
        current = utilization.empty() ? valueAt(currents[i], "resource.current.averageValue") : used + "%";
    }
    return resource + ": " + current + "/" + target;
}

std::vector<Cell> hpaCells(const json& object)
{
    std::string metrics;
    const json& wanted = at(object, "/spec/metrics");
    for (std::size_t i = 0; wanted.is_array() && i < wanted.size(); ++i)
        metrics += (i == 0 ? "" : ", ") + hpaMetric(wanted[i], at(object, "/status/currentMetrics"));
    const std::int64_t least = number(object, "/spec/minReplicas", -1);
    return { nameCell(object),
        textCell(text(object, "/spec/scaleTargetRef/kind") + "/" + text(object, "/spec/scaleTargetRef/name")),
        textOr(metrics, "<none>"), textCell(least < 0 ? std::string("<unset>") : std::to_string(least)),
        numberCell(number(object, "/spec/maxReplicas")), numberCell(number(object, "/status/currentReplicas")),
        age(object) };
}

std::string amount(const json& value)
{
    return value.is_null() ? std::string("N/A") : value.is_string() ? value.get<std::string>() : value.dump();
}

std::vector<Cell> budgetCells(const json& object)
{
    return { nameCell(object), textCell(amount(at(object, "/spec/minAvailable"))),
        textCell(amount(at(object, "/spec/maxUnavailable"))), numberCell(number(object, "/status/disruptionsAllowed")),
        age(object) };
}

PrinterColumn count(const char* title)
{
    return column(title, "integer");
}

PrinterColumn wide(const char* title)
{
    return column(title, "string", 1);
}

} // namespace

std::vector<Printer> workloadPrinters()
{
    return {
        { "Deployment",
            { column("Name"), column("Ready"), column("Up-to-date"), column("Available"), column("Age"),
                wide("Containers"), wide("Images"), wide("Selector") },
            deploymentCells },
        { "ReplicaSet",
            { column("Name"), count("Desired"), count("Current"), count("Ready"), column("Age"), wide("Containers"),
                wide("Images"), wide("Selector") },
            replicaSetCells },
        { "ReplicationController",
            { column("Name"), count("Desired"), count("Current"), count("Ready"), column("Age"), wide("Containers"),
                wide("Images"), wide("Selector") },
            replicaSetCells },
        { "StatefulSet", { column("Name"), column("Ready"), column("Age"), wide("Containers"), wide("Images") },
            statefulSetCells },
        { "DaemonSet",
            { column("Name"), count("Desired"), count("Current"), count("Ready"), count("Up-to-date"),
                count("Available"), column("Node Selector"), column("Age"), wide("Containers"), wide("Images"),
                wide("Selector") },
            daemonSetCells },
        { "Job",
            { column("Name"), column("Status"), column("Completions"), column("Duration"), column("Age"),
                wide("Containers"), wide("Images"), wide("Selector") },
            jobCells },
        { "CronJob",
            { column("Name"), column("Schedule"), column("Timezone"), column("Suspend"), count("Active"),
                column("Last Schedule"), column("Age"), wide("Containers"), wide("Images"), wide("Selector") },
            cronJobCells },
        { "HorizontalPodAutoscaler",
            { column("Name"), column("Reference"), column("Targets"), column("MinPods"), count("MaxPods"),
                count("Replicas"), column("Age") },
            hpaCells },
        { "PodDisruptionBudget",
            { column("Name"), column("Min Available"), column("Max Unavailable"), count("Allowed Disruptions"),
                column("Age") },
            budgetCells },
    };
}

} // namespace Strato::Estate
