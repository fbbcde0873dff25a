// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/saturating.h"
#include "models/kube/decode/projections.h"
#include "models/kube/schema/columnids.h"

#include <algorithm>

namespace Strato {

namespace {

namespace C = Columns;

void fillTemplate(const WireView& spec, const WireView& selector, const WireView& status, RecordBuilder& into)
{
    const WireView pod = spec["template"]["spec"];
    const std::string images = Project::joined(pod, "containers", "image");
    into.text(C::containers, Project::joined(pod, "containers", "name"));
    into.message(C::images, images);
    into.text(C::selector, Project::selectorText(selector));
    Project::podResources(pod, into);
    into.message(C::conditions, Project::conditionsText(status));
    into.searchable(images);
}

/// The message of the first condition that is not as it should be.
std::string_view troubleOf(const WireView& status)
{
    for (const WireView condition : status.each("conditions")) {
        const std::string_view type = condition["type"].text();
        const bool bad = type.ends_with("Failure") || type == "Failed";
        if ((condition["status"].text() == "True") == bad)
            return condition["message"].text();
    }
    return {};
}

/// How a workload fares that wants @p wanted pods: the word and the health behind it.
struct Verdict {
    Health health;
    std::string_view word;
};

Verdict judgeReplicas(std::int64_t wanted, std::int64_t ready, std::int64_t updated, std::int64_t there)
{
    if (wanted == 0)
        return { Health::Well, "ScaledToZero" };
    if (ready >= wanted && updated >= wanted && there <= wanted)
        return { Health::Well, "Available" };
    if (ready == 0)
        return { Health::Critical, "Unavailable" };
    if (updated < wanted || there > wanted)
        return { Health::Changing, "Progressing" };
    return { Health::Warning, "NotAllReady" };
}

void tell(const Verdict& verdict, RecordBuilder& into)
{
    into.text(C::status, verdict.word);
    into.fare(verdict.health, verdict.word);
    into.searchable(verdict.word);
}

std::string_view annotation(const WireView& object, std::string_view key)
{
    return object["metadata"].entry("annotations", key).text();
}

Verdict judgeDeployment(const WireView& spec, const WireView& status)
{
    const std::int64_t wanted = spec["replicas"].optionalNumber().value_or(1);
    if (Project::condition(status, "Progressing")["reason"].text() == "ProgressDeadlineExceeded")
        return { Health::Critical, "ProgressDeadlineExceeded" };
    if (Project::conditionIs(status, "ReplicaFailure", "True"))
        return { Health::Critical, "ReplicaFailure" };
    if (spec["paused"].flag() && status["updatedReplicas"].number() < wanted)
        return { Health::Changing, "Paused" };
    return judgeReplicas(
        wanted, status["readyReplicas"].number(), status["updatedReplicas"].number(), status["replicas"].number());
}

} // namespace

void Project::deployment(const WireView& object, RecordBuilder& into)
{
    const WireView spec = object["spec"];
    const WireView status = object["status"];
    const WireView progressing = condition(status, "Progressing");
    const std::int64_t wanted = spec["replicas"].optionalNumber().value_or(1);
    into.fraction(C::ready, status["readyReplicas"].number(), wanted);
    into.number(C::updated, status["updatedReplicas"].number());
    into.number(C::available, status["availableReplicas"].number());
    fillTemplate(spec, spec["selector"], status, into);
    into.message(C::message, troubleOf(status));
    tell(judgeDeployment(spec, status), into);
    into.number(C::replicas, wanted);
    into.number(C::currentReplicas, status["replicas"].number());
    into.number(C::unavailable, status["unavailableReplicas"].number());
    into.text(C::strategy, spec["strategy"]["type"].text());
    into.flag(C::paused, spec["paused"].flag());
    into.number(C::observedGeneration, status["observedGeneration"].number());
    into.text(C::progressing, progressing["reason"].text());
    into.time(C::progressAt, progressing["lastTransitionTime"]);
    into.text(C::revision, annotation(object, "deployment.kubernetes.io/revision"));
}

void Project::statefulSet(const WireView& object, RecordBuilder& into)
{
    const WireView spec = object["spec"];
    const WireView status = object["status"];
    const std::int64_t wanted = spec["replicas"].optionalNumber().value_or(1);
    const std::int64_t ready = status["readyReplicas"].number();
    // The controller stops counting updated pods once current and update revision are the same.
    const bool settled = status["currentRevision"].text() == status["updateRevision"].text();
    const std::int64_t updated = settled ? wanted : status["updatedReplicas"].number();
    into.fraction(C::ready, ready, wanted);
    fillTemplate(spec, spec["selector"], status, into);
    into.message(C::message, troubleOf(status));
    tell(judgeReplicas(wanted, ready, updated, status["replicas"].number()), into);
    into.number(C::replicas, wanted);
    into.number(C::currentReplicas, status["replicas"].number());
    into.number(C::updated, status["updatedReplicas"].number());
    into.number(C::available, status["availableReplicas"].number());
    into.text(C::strategy, spec["updateStrategy"]["type"].text());
    into.number(C::observedGeneration, status["observedGeneration"].number());
    into.text(C::revision, status["updateRevision"].text());
    into.text(C::serviceName, spec["serviceName"].text());
}

void Project::daemonSet(const WireView& object, RecordBuilder& into)
{
    const WireView spec = object["spec"];
    const WireView status = object["status"];
    const std::int64_t wanted = status["desiredNumberScheduled"].number();
    const std::int64_t ready = status["numberReady"].number();
    into.number(C::replicas, wanted);
    into.number(C::currentReplicas, status["currentNumberScheduled"].number());
    into.fraction(C::ready, ready, wanted);
    into.number(C::updated, status["updatedNumberScheduled"].number());
    into.number(C::available, status["numberAvailable"].number());
    into.text(C::nodeSelector, mapText(spec["template"]["spec"], "nodeSelector"));
    fillTemplate(spec, spec["selector"], status, into);
    into.message(C::message, troubleOf(status));
    tell(judgeReplicas(wanted, ready, status["updatedNumberScheduled"].number(), 0), into);
    into.number(C::unavailable, status["numberUnavailable"].number());
    into.number(C::misscheduled, status["numberMisscheduled"].number());
    into.text(C::strategy, spec["updateStrategy"]["type"].text());
    into.number(C::observedGeneration, status["observedGeneration"].number());
}

void Project::replicaSet(const WireView& object, RecordBuilder& into)
{
    const WireView spec = object["spec"];
    const WireView status = object["status"];
    const std::int64_t wanted = spec["replicas"].optionalNumber().value_or(1);
    const std::int64_t ready = status["readyReplicas"].number();
    into.number(C::replicas, wanted);
    into.number(C::currentReplicas, status["replicas"].number());
    into.fraction(C::ready, ready, wanted);
    fillTemplate(spec, spec["selector"], status, into);
    into.message(C::message, troubleOf(status));
    tell(judgeReplicas(wanted, ready, wanted, status["replicas"].number()), into);
    into.number(C::available, status["availableReplicas"].number());
    into.number(C::observedGeneration, status["observedGeneration"].number());
    into.text(C::revision, annotation(object, "deployment.kubernetes.io/revision"));
}

namespace {

/// The word kubectl prints for a job.
std::string_view jobStatus(const WireView& status, bool deleted)
{
    if (Project::conditionIs(status, "Complete", "True"))
        return "Complete";
    if (Project::conditionIs(status, "Failed", "True"))
        return "Failed";
    if (deleted)
        return "Terminating";
    for (const std::string_view type : { "Suspended", "FailureTarget", "SuccessCriteriaMet" })
        if (Project::conditionIs(status, type, "True"))
            return type;
    return "Running";
}

Health jobHealth(std::string_view word, const WireView& status)
{
    if (word == "Failed" || word == "FailureTarget")
        return Health::Critical;
    if (word == "Complete" || word == "SuccessCriteriaMet" || word == "Suspended")
        return Health::Well;
    return word == "Running" && status["failed"].number() > 0 ? Health::Warning : Health::Changing;
}

} // namespace

void Project::job(const WireView& object, RecordBuilder& into)
{
    const WireView spec = object["spec"];
    const WireView status = object["status"];
    const std::string_view word = jobStatus(status, into.terminating());
    const auto started = status["startTime"].optionalNumber();
    const auto completed = status["completionTime"].optionalNumber();
    into.text(C::status, word);
    into.fraction(C::completions, status["succeeded"].number(), spec["completions"].optionalNumber().value_or(1));
    into.number(
        C::duration, started && completed ? std::optional(saturatingDifference(*completed, *started)) : std::nullopt);
    fillTemplate(spec, spec["selector"], status, into);
    into.message(C::message, word == "Failed" ? condition(status, "Failed")["message"].text() : std::string_view());
    into.number(C::active, status["active"].number());
    into.number(C::succeeded, status["succeeded"].number());
    into.number(C::failed, status["failed"].number());
    into.number(C::startedAt, started);
    into.number(C::completedAt, completed);
    into.flag(C::suspend, spec["suspend"].flag());
    into.fare(jobHealth(word, status), word);
    into.searchable(word);
}

void Project::cronJob(const WireView& object, RecordBuilder& into)
{
    const WireView spec = object["spec"];
    const WireView status = object["status"];
    into.text(C::schedule, spec["schedule"].text());
    into.text(C::timeZone, spec["timeZone"].text());
    into.flag(C::suspend, spec["suspend"].flag());
    into.number(C::active, status.countOf("active"));
    into.time(C::lastSchedule, status["lastScheduleTime"]);
    into.time(C::lastSuccess, status["lastSuccessfulTime"]);
    const WireView jobSpec = spec["jobTemplate"]["spec"];
    fillTemplate(jobSpec, jobSpec["selector"], status, into);
    into.fare(Health::Well, {});
    into.searchable(spec["schedule"].text());
}

} // namespace Strato
