// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What can be wrong with pods, and how pods of one workload become one finding.

#include "models/faults/findingcodes.h"
#include "models/faults/findingcollector.h"
#include "models/faults/podusage.h"

#include <algorithm>
#include <array>
#include <limits>

namespace Strato {

namespace {

constexpr std::array<std::string_view, 6> imageReasons { "ErrImagePull", "ImagePullBackOff", "InvalidImageName",
    "ErrImageNeverPull", "ImageInspectError", "RegistryUnavailable" };
constexpr std::array<std::string_view, 4> configReasons { "CreateContainerConfigError", "CreateContainerError",
    "RunContainerError", "PreStartHookError" };

template <std::size_t n>
std::string_view firstIn(const std::array<std::string_view, n>& reasons, std::string_view a, std::string_view b)
{
    const auto found = std::ranges::find_if(reasons, [&](std::string_view reason) {
        return a.find(reason) != std::string_view::npos || b.find(reason) != std::string_view::npos;
    });
    return found == reasons.end() ? std::string_view() : *found;
}

/// Whether a pod in such trouble is missing from its workload, which then need not be named too.
bool explainsAbsence(std::string_view code)
{
    return code != FindingCodes::podMemoryNearLimit && code != FindingCodes::podTerminatingLong
        && code != FindingCodes::podEvicted && code != FindingCodes::podFailed;
}

/// What makes pods one finding: the workload and the code. By handles, which cost nothing to make or compare.
struct GroupKey {
    std::string_view code;
    IString kind; // of the workload
    IString nameSpace;
    IString name; // of the workload, or of a pod that has none
    bool isPods = false; // it has none

    bool operator==(const GroupKey&) const = default;
};
struct HashOfGroup {
    std::size_t operator()(const GroupKey& key) const noexcept
    {
        const std::hash<IString> hash;
        return ((hash(key.kind) * 31 + hash(key.nameSpace)) * 31 + hash(key.name)) * 31
            + std::hash<std::string_view>()(key.code);
    }
};

void put(std::vector<std::pair<std::string, std::string>>& values, std::string_view key, std::string_view value)
{
    if (!value.empty())
        values.emplace_back(key, value);
}

void put(std::vector<std::pair<std::string, std::string>>& values, std::string_view key,
    const std::optional<std::int64_t>& value)
{
    if (value)
        values.emplace_back(key, std::to_string(*value));
}

} // namespace

void FindingCollector::collectPods()
{
    std::unordered_map<GroupKey, Group, HashOfGroup> groups;
    for (const EntityId& entity : m_census.suspects(m_now, m_inputs)) {
        const RecordPtr pod = m_snapshot.find(entity);
        if (!pod || !isJudged(*pod, m_cluster) || !pod->isOf("", "Pod"))
            continue; // measured, and gone or no pod
        m_pod.bind(*pod);
        std::optional<Trouble> trouble = podTrouble(pod);
        if (!trouble) {
            noteStarting(*pod);
            continue;
        }
        const OwnerRef& workload = m_census.workloadOf(*pod);
        const bool isPods = workload.name.empty(); // nothing to roll it into
        GroupKey key { trouble->code, workload.kind, pod->nameSpace, isPods ? pod->name : workload.name, isPods };
        addTo(groups[std::move(key)], pod, *std::move(trouble));
    }
    for (const auto& [key, group] : groups)
        rollUp(group);
}

/// One that is not ready and has no trouble yet: what a workload lacks because of it is no fault, as when it was
/// scaled.
void FindingCollector::noteStarting(const Record& pod)
{
    using enum PodFields::Index;
    const OwnerRef& workload = m_census.workloadOf(pod);
    const std::string_view phase = m_pod.text(Phase);
    const auto ready = m_pod.integer(Ready);
    const bool isUnready = ready && fractionPart(*ready) < fractionWhole(*ready);
    const bool isStarting = phase == "Pending" || (phase == "Running" && isUnready);
    const bool isLost = m_lostNodes.contains(IString(m_pod.text(Node)));
    if (isStarting && !isLost && !pod.deletionRequested && !workload.name.empty())
        ++m_starting[workloadEntity(pod.nameSpace, workload)];
}

std::int64_t FindingCollector::startingOf(const Record& workload) const
{
    const auto it = m_starting.find(workload.entity);
    return it == m_starting.end() ? 0 : it->second;
}

void FindingCollector::addTo(Group& group, const RecordPtr& pod, Trouble trouble)
{
    const auto isBefore = [&](const RecordPtr& other) { return pod->entity.text() < other->entity.text(); };
    const auto age
        = [](const Trouble& of) { return of.since.value_or(Instant { std::numeric_limits<std::int64_t>::max() }); };
    ++group.pods;
    if (!group.first || isBefore(group.first))
        group.first = pod;
    const bool isOlder = group.oldest && age(trouble) < age(group.worst);
    const bool isSameAge = group.oldest && age(trouble) == age(group.worst);
    if (!group.oldest || isOlder || (isSameAge && isBefore(group.oldest))) {
        group.oldest = pod;
        group.worst = std::move(trouble);
    }
}

std::optional<FindingCollector::Trouble> FindingCollector::podTrouble(const RecordPtr& pod)
{
    using enum PodFields::Index;
    if (pod->deletionRequested) {
        if (m_now - *pod->deletionRequested < m_inputs.rules.terminatingAfter)
            return std::nullopt;
        return Trouble { FindingCodes::podTerminatingLong, pod->deletionRequested, {} };
    }
    const std::string_view phase = m_pod.text(Phase);
    if (phase == "Succeeded" || m_lostNodes.contains(IString(m_pod.text(Node))))
        return std::nullopt;
    if (phase == "Failed") {
        if (pod->owner.kind.view() == "Job")
            return std::nullopt; // the job says so itself
        // The status may be the last word of a container that was killed for it.
        const std::string_view reason = pod->reason.empty() ? m_pod.text(Status) : pod->reason.view();
        const bool evicted = reason == "Evicted";
        Trouble trouble { evicted ? FindingCodes::podEvicted : FindingCodes::podFailed, m_pod.instant(ReadySince), {} };
        put(trouble.values, evicted ? "message" : "reason", evicted ? m_pod.text(Message) : reason);
        return trouble;
    }
    if (std::optional<Trouble> waiting = waitingTrouble(*pod))
        return waiting;
    if (std::optional<Trouble> crashing = crashTrouble(*pod))
        return crashing;
    return runningTrouble(*pod);
}

std::optional<FindingCollector::Trouble> FindingCollector::waitingTrouble(const Record& pod) const
{
    using enum PodFields::Index;
    const std::string_view status = m_pod.text(Status);
    const std::string_view waiting = m_pod.text(WaitingReason);
    const std::optional<Instant> unreadySince = m_pod.instant(ReadySince);
    if (const std::string_view reason = firstIn(imageReasons, waiting, status); !reason.empty()) {
        Trouble trouble { FindingCodes::podImagePull, unreadySince ? unreadySince : std::optional(pod.created), {} };
        put(trouble.values, "reason", reason);
        put(trouble.values, "images", m_pod.text(Images));
        return trouble;
    }
    if (const std::string_view reason = firstIn(configReasons, waiting, status); !reason.empty()) {
        Trouble trouble { FindingCodes::podConfigError, unreadySince ? unreadySince : std::optional(pod.created), {} };
        put(trouble.values, "reason", reason);
        return trouble;
    }
    return std::nullopt;
}

std::optional<FindingCollector::Trouble> FindingCollector::crashTrouble(const Record& pod) const
{
    using enum PodFields::Index;
    const auto known = m_inputs.crashes.find(pod.uid);
    const std::optional<CrashSeries> series
        = continued(known == m_inputs.crashes.end() ? std::nullopt : std::optional(known->second), pod, m_now);
    if (!series || !series->covers(m_now))
        return std::nullopt;
    const bool isOutOfMemory = m_pod.text(LastTermination) == "OOMKilled";
    const bool isOften = m_pod.integer(Restarts).value_or(0) >= m_inputs.rules.manyRestarts;
    if (!isOutOfMemory && !series->isLoop(m_now) && !isOften)
        return std::nullopt;
    Trouble trouble { isOutOfMemory ? FindingCodes::podOOMKilled
            : series->isLoop(m_now) ? FindingCodes::podCrashLooping
                                    : FindingCodes::containerRestarting,
        series->began, {} };
    put(trouble.values, "restarts", m_pod.integer(Restarts));
    if (isOutOfMemory) {
        put(trouble.values, "limitBytes", m_pod.integer(MemoryLimit));
        return trouble;
    }
    put(trouble.values, "reason", m_pod.text(LastTermination));
    if (trouble.code == FindingCodes::podCrashLooping) {
        put(trouble.values, "exitCode", m_pod.integer(LastExitCode));
        put(trouble.values, "containers", m_pod.text(Unready));
    }
    return trouble;
}

std::optional<FindingCollector::Trouble> FindingCollector::runningTrouble(const Record& pod) const
{
    using enum PodFields::Index;
    const FindingRules& rules = m_inputs.rules;
    const bool isPending = m_pod.text(Phase) == "Pending";
    if (isPending && m_pod.flag(Unschedulable)) {
        if (m_now - pod.created < rules.unschedulableAfter)
            return std::nullopt;
        Trouble trouble { FindingCodes::podUnschedulable, pod.created, {} };
        put(trouble.values, "message", m_pod.text(Message));
        return trouble;
    }
    if (isPending) {
        if (m_now - pod.created < rules.pendingAfter)
            return std::nullopt;
        Trouble trouble { FindingCodes::podPending, pod.created, {} };
        put(trouble.values, "reason", m_pod.text(WaitingReason));
        return trouble;
    }
    // Ends that were no crash: a probe may have asked a program to end that then ended well.
    const auto endedAt = m_pod.instant(LastTerminationAt);
    if (m_pod.integer(Restarts).value_or(0) >= rules.manyRestarts && endedAt && m_now - *endedAt < crashesJoinWithin) {
        Trouble trouble { FindingCodes::containerRestarting, endedAt, {} };
        put(trouble.values, "restarts", m_pod.integer(Restarts));
        put(trouble.values, "reason", m_pod.text(LastTermination));
        return trouble;
    }
    if (std::optional<Trouble> unready = unreadyTrouble(pod))
        return unready;
    const auto usage = m_inputs.usage.find(pod.entity);
    const auto limit = m_pod.integer(MemoryLimit);
    if (usage == m_inputs.usage.end() || !isNearLimit(usage->second, limit, rules))
        return std::nullopt;
    Trouble trouble { FindingCodes::podMemoryNearLimit, std::nullopt, {} };
    put(trouble.values, "usedBytes", std::optional(static_cast<std::int64_t>(*usage->second.memoryBytes)));
    put(trouble.values, "limitBytes", limit);
    return trouble;
}

std::optional<FindingCollector::Trouble> FindingCollector::unreadyTrouble(const Record& pod) const
{
    using enum PodFields::Index;
    const auto ready = m_pod.integer(Ready);
    const std::string_view conditions = m_pod.text(Conditions);
    // All containers may be ready and the pod not: a readiness gate, or the cluster took the condition away.
    const bool isTakenAway = hasCondition(conditions, "Ready=False") || hasCondition(conditions, "Ready=Unknown");
    const Instant since = m_pod.instant(ReadySince).value_or(pod.created);
    if (!ready || (fractionPart(*ready) >= fractionWhole(*ready) && !isTakenAway)
        || m_now - since < m_inputs.rules.notReadyAfter)
        return std::nullopt;
    Trouble trouble { FindingCodes::podNotReady, since, {} };
    const std::string_view containers = m_pod.text(Unready);
    put(trouble.values, "unready", containers.empty() ? conditionReason(conditions, "Ready=False") : containers);
    return trouble;
}

void FindingCollector::rollUp(const Group& group)
{
    const Record& first = *group.first;
    Finding finding = make(first, group.worst.code);
    finding.values = group.worst.values;
    finding.since = group.worst.since;
    finding.touches = group.pods;
    if (const OwnerRef& workload = m_census.workloadOf(first); !workload.name.empty()) {
        const EntityId entity = workloadEntity(first.nameSpace, workload);
        if (explainsAbsence(group.worst.code))
            m_explained.insert(entity);
        const int living = m_census.podsOf(first.nameSpace, workload).value_or(0);
        if (explainsAbsence(group.worst.code) && group.pods >= living && living > 0 && workload.kind.view() != "Job")
            finding.severity = Health::Critical; // none of them is left to do the work
        finding.values.emplace_back("pods", std::to_string(group.pods));
        finding.values.emplace_back("of", std::to_string(std::max(living, group.pods)));
        finding.values.emplace_back("workload", workload.name.view());
        if (const auto calls = m_inputs.callsPerSecond.find(entity); calls != m_inputs.callsPerSecond.end())
            finding.callsAffected = calls->second;
        if (group.pods > 1) {
            finding.entity = entity;
            finding.uid = workload.uid;
            finding.name = workload.name;
            finding.kind = workload.kind;
        }
    }
    add(std::move(finding));
}

} // namespace Strato
