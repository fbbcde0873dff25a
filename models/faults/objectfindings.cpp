// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What can be wrong with everything that is not a pod.

#include "models/base/saturating.h"
#include "models/faults/findingcodes.h"
#include "models/faults/findingcollector.h"
#include "models/kube/schema/columnids.h"

#include <algorithm>

namespace Strato {

namespace {

std::string number(std::int64_t value)
{
    return std::to_string(value);
}

} // namespace

void FindingCollector::collectNodes()
{
    enum : std::size_t { Status, Conditions, Pressures, Cordoned, ReadySince };
    CellReader<5> cells(
        { Columns::status, Columns::conditions, Columns::pressures, Columns::unschedulable, Columns::readySince });
    forEachOf("", "Node", [&](const RecordPtr& node) {
        cells.bind(*node);
        const auto report = [&](std::string_view code, std::vector<std::pair<std::string, std::string>> values) {
            Finding finding = make(*node, code);
            finding.values = std::move(values);
            finding.touches = m_census.podsOn(node->name);
            if (code == FindingCodes::nodeNotReady)
                finding.since = cells.instant(ReadySince);
            add(std::move(finding));
        };
        const std::string_view conditions = cells.text(Conditions);
        if (cells.text(Status).starts_with("NotReady") || hasCondition(conditions, "Ready=False")
            || hasCondition(conditions, "Ready=Unknown")) {
            m_lostNodes.insert(node->name);
            report(FindingCodes::nodeNotReady, { { "status", std::string(cells.text(Status)) } });
        } else if (!cells.text(Pressures).empty()) {
            report(FindingCodes::nodePressure, { { "pressures", std::string(cells.text(Pressures)) } });
        } else if (cells.flag(Cordoned)) {
            report(FindingCodes::nodeUnschedulable, {});
        }
    });
}

void FindingCollector::collectDeployments()
{
    enum : std::size_t { Conditions, Replicas, Updated, Available, Progressing, ProgressAt };
    CellReader<6> cells({ Columns::conditions, Columns::replicas, Columns::updated, Columns::available,
        Columns::progressing, Columns::progressAt });
    forEachOf("apps", "Deployment", [&](const RecordPtr& deployment) {
        cells.bind(*deployment);
        const std::int64_t wanted = cells.integer(Replicas).value_or(0);
        const std::int64_t available = cells.integer(Available).value_or(0);
        const auto progressAt = cells.instant(ProgressAt);
        const bool isExplained = m_explained.contains(deployment->entity);
        const bool isStuck = cells.text(Progressing) == "ProgressDeadlineExceeded"
            || hasCondition(cells.text(Conditions), "Progressing=False");
        const bool isShort = wanted > 0 && available < wanted;
        const bool isStarting = startingOf(*deployment) >= wanted - available;
        const bool forLong = !isStarting && (!progressAt || m_now - *progressAt >= m_inputs.rules.notReadyAfter);
        if (isExplained)
            return; // its pods say why
        if (isStuck) {
            Finding finding = make(*deployment, FindingCodes::rolloutStuck);
            finding.values
                = { { "updated", number(cells.integer(Updated).value_or(0)) }, { "replicas", number(wanted) } };
            finding.since = progressAt;
            add(std::move(finding));
        } else if (isShort && (forLong || hasCondition(cells.text(Conditions), "Available=False"))) {
            Finding finding = make(*deployment, FindingCodes::deploymentUnavailable);
            if (available == 0)
                finding.severity = Health::Critical;
            finding.values = { { "available", number(available) }, { "replicas", number(wanted) } };
            finding.touches = static_cast<int>(saturatingDifference(wanted, available));
            finding.since = progressAt;
            add(std::move(finding));
        }
    });
}

void FindingCollector::collectReplicated(std::string_view kind, std::string_view code)
{
    enum : std::size_t { Ready, Desired, Replicas, Available };
    CellReader<4> cells({ Columns::ready, Columns::desired, Columns::replicas, Columns::available });
    forEachOf("apps", kind, [&](const RecordPtr& set) {
        cells.bind(*set);
        const auto ready = cells.integer(Ready);
        const std::int64_t wanted
            = cells.integer(Desired).value_or(cells.integer(Replicas).value_or(ready ? fractionWhole(*ready) : 0));
        const std::int64_t there = ready ? fractionPart(*ready) : cells.integer(Available).value_or(wanted);
        if (there >= wanted || m_explained.contains(set->entity) || m_now - set->created < m_inputs.rules.notReadyAfter
            || startingOf(*set) >= wanted - there)
            return;
        Finding finding = make(*set, code);
        if (there == 0)
            finding.severity = Health::Critical;
        finding.values = { { "available", number(there) }, { "replicas", number(wanted) } };
        finding.touches = static_cast<int>(saturatingDifference(wanted, there));
        add(std::move(finding));
    });
}

void FindingCollector::collectJobs()
{
    enum : std::size_t { Status, Conditions, Failed };
    CellReader<3> cells({ Columns::status, Columns::conditions, Columns::failed });
    forEachOf("batch", "Job", [&](const RecordPtr& job) {
        cells.bind(*job);
        if (cells.text(Status) != "Failed" && !hasCondition(cells.text(Conditions), "Failed=True"))
            return;
        Finding finding = make(*job, FindingCodes::jobFailed);
        finding.values = { { "failed", number(cells.integer(Failed).value_or(0)) } };
        if (const auto reason = conditionReason(cells.text(Conditions), "Failed=True"); !reason.empty())
            finding.values.emplace_back("reason", reason);
        finding.since = job->created;
        add(std::move(finding));
    });
}

void FindingCollector::collectAutoscalers()
{
    enum : std::size_t { Conditions, Max, Desired, Reference };
    CellReader<4> cells({ Columns::conditions, Columns::maxPods, Columns::desired, Columns::reference });
    forEachOf("autoscaling", "HorizontalPodAutoscaler", [&](const RecordPtr& scaler) {
        cells.bind(*scaler);
        const std::string_view conditions = cells.text(Conditions);
        const std::string_view inactive = conditionReason(conditions, "ScalingActive=False");
        const bool isSwitchedOff = inactive == "ScalingDisabled"; // scaled to none on purpose
        const bool cannot = hasCondition(conditions, "AbleToScale=False")
            || (hasCondition(conditions, "ScalingActive=False") && !isSwitchedOff);
        const auto max = cells.integer(Max);
        const bool atMax = conditionReason(conditions, "ScalingLimited=True") == "TooManyReplicas" && max
            && cells.integer(Desired).value_or(*max) >= *max;
        if (!cannot && !atMax)
            return;
        Finding finding = make(*scaler, cannot ? FindingCodes::hpaUnable : FindingCodes::hpaAtMax);
        if (cannot) {
            const std::string_view unable = conditionReason(conditions, "AbleToScale=False");
            finding.values = { { "reason", std::string(unable.empty() ? inactive : unable) } };
        } else {
            finding.values = { { "replicas", number(*max) } };
        }
        finding.values.emplace_back("reference", cells.text(Reference));
        add(std::move(finding));
    });
}

void FindingCollector::collectBudgets()
{
    enum : std::size_t { Allowed, Current, Wanted, Expected };
    CellReader<4> cells(
        { Columns::allowedDisruptions, Columns::currentHealthy, Columns::desiredHealthy, Columns::expectedPods });
    forEachOf("policy", "PodDisruptionBudget", [&](const RecordPtr& budget) {
        cells.bind(*budget);
        const auto current = cells.integer(Current);
        const auto wanted = cells.integer(Wanted);
        // No room at full health is how it was written; no room because pods are missing is trouble.
        if (cells.integer(Allowed) != 0 || cells.integer(Expected).value_or(0) == 0 || !current || !wanted
            || *current >= *wanted)
            return;
        Finding finding = make(*budget, FindingCodes::pdbBlocked);
        finding.values = { { "currentHealthy", number(*current) }, { "desiredHealthy", number(*wanted) } };
        add(std::move(finding));
    });
}

void FindingCollector::collectVolumes()
{
    enum : std::size_t { Status, StorageClass, Volume, Reason };
    CellReader<4> cells({ Columns::status, Columns::storageClass, Columns::volume, Columns::reasonText });
    forEachOf("", "PersistentVolumeClaim", [&](const RecordPtr& claim) {
        cells.bind(*claim);
        const bool isLost = cells.text(Status) == "Lost";
        const bool isPending = cells.text(Status) == "Pending" && m_now - claim->created >= m_inputs.rules.pendingAfter;
        if (!isLost && !isPending)
            return;
        Finding finding = make(*claim, isLost ? FindingCodes::pvcLost : FindingCodes::pvcPending);
        finding.values
            = { { isLost ? "volume" : "storageClass", std::string(cells.text(isLost ? Volume : StorageClass)) } };
        if (isPending)
            finding.since = claim->created;
        add(std::move(finding));
    });
    forEachOf("", "PersistentVolume", [&](const RecordPtr& volume) {
        cells.bind(*volume);
        if (cells.text(Status) != "Failed")
            return;
        Finding finding = make(*volume, FindingCodes::volumeFailed);
        finding.values = { { "reason", std::string(cells.text(Reason)) } };
        add(std::move(finding));
    });
}

void FindingCollector::collectNamespaces()
{
    CellReader<1> cells({ Columns::message });
    forEachOf("", "Namespace", [&](const RecordPtr& space) {
        if (!space->deletionRequested || m_now - *space->deletionRequested < m_inputs.rules.terminatingAfter)
            return;
        cells.bind(*space);
        Finding finding = make(*space, FindingCodes::namespaceTerminatingLong);
        finding.values = { { "message", std::string(cells.text(0)) } };
        finding.since = space->deletionRequested;
        add(std::move(finding));
    });
}

void FindingCollector::collectQuotas()
{
    enum : std::size_t { Fullest, FullestName };
    CellReader<2> cells({ Columns::fullest, Columns::fullestName });
    forEachOf("", "ResourceQuota", [&](const RecordPtr& quota) {
        cells.bind(*quota);
        const auto ratio = cells.number(Fullest);
        if (!ratio || *ratio < m_inputs.rules.quotaFullFrom)
            return;
        Finding finding = make(*quota, FindingCodes::quotaNearlyFull);
        finding.values = { { "ratio", std::to_string(*ratio) }, { "resource", std::string(cells.text(FullestName)) } };
        add(std::move(finding));
    });
}

} // namespace Strato
