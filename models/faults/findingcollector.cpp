// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/faults/findingcollector.h"

#include "models/faults/findingcodes.h"
#include "models/faults/responsible.h"
#include "models/kube/schema/columnids.h"

#include <algorithm>

namespace Strato {

FindingCollector::FindingCollector(
    IString cluster, const Snapshot& snapshot, const PodCensus& census, Instant now, const FindingInputs& inputs)
    : m_cluster(std::move(cluster))
    , m_snapshot(snapshot)
    , m_census(census)
    , m_now(now)
    , m_inputs(inputs)
    , m_pod({ Columns::status, Columns::phase, Columns::waitingReason, Columns::lastTermination,
          Columns::lastTerminationAt, Columns::lastExitCode, Columns::restarts, Columns::readySince,
          Columns::unschedulable, Columns::ready, Columns::unready, Columns::node, Columns::message, Columns::images,
          Columns::memoryLimit, Columns::conditions })
{
}

void FindingCollector::collect()
{
    collectNodes(); // before the pods: a lost node explains them
    collectPods(); // before the workloads: pods explain them
    collectDeployments();
    collectReplicated("StatefulSet", FindingCodes::statefulSetNotReady);
    collectReplicated("DaemonSet", FindingCodes::daemonSetMissing);
    collectJobs();
    collectAutoscalers();
    collectBudgets();
    collectVolumes();
    collectNamespaces();
    collectQuotas();
    collectAlerts();
    addCallsOfNodes();
}

void FindingCollector::forEachOf(
    std::string_view group, std::string_view kind, const std::function<void(const RecordPtr&)>& visit) const
{
    m_snapshot.forEachOfKind(group, kind, [&](const RecordPtr& record) {
        if (isJudged(*record, m_cluster))
            visit(record);
    });
}

EntityId FindingCollector::workloadEntity(const IString& nameSpace, const OwnerRef& workload) const
{
    const std::string_view group = workload.kind.view() == "Job" ? "batch" : "apps";
    return EntityId::kubernetes(m_cluster.view(), group, workload.kind.view(), nameSpace.view(), workload.name.view());
}

Finding FindingCollector::make(const Record& record, std::string_view code) const
{
    Finding finding;
    finding.entity = record.entity;
    finding.uid = record.uid;
    finding.cluster = record.cluster;
    finding.nameSpace = record.nameSpace;
    finding.name = record.name;
    if (record.schema)
        finding.kind = IString(record.schema->kind);
    finding.severity = usualSeverity(code);
    finding.code = code;
    finding.owner = owner(record);
    return finding;
}

void FindingCollector::add(Finding finding)
{
    if (const auto calls = m_inputs.callsPerSecond.find(finding.entity); calls != m_inputs.callsPerSecond.end())
        finding.callsAffected = calls->second;
    m_findings.push_back(std::move(finding));
}

std::string FindingCollector::owner(const Record& record) const
{
    if (std::string own = responsibleFor(record, m_inputs.rules); !own.empty())
        return own;
    const OwnerRef& workload = m_census.workloadOf(record);
    if (!workload.name.empty() && m_census.podsOf(record.nameSpace, workload)) {
        const RecordPtr object = m_snapshot.find(workloadEntity(record.nameSpace, workload));
        if (std::string named = object ? responsibleFor(*object, m_inputs.rules) : std::string(); !named.empty())
            return named;
    }
    if (record.nameSpace.empty())
        return {};
    const RecordPtr space
        = m_snapshot.find(EntityId::kubernetes(m_cluster.view(), "", "Namespace", "", record.nameSpace.view()));
    return space && isJudged(*space, m_cluster) ? responsibleFor(*space, m_inputs.rules) : std::string();
}

/// One alert of an entity fires more than once: the worst and the oldest count.
void FindingCollector::tellAgain(Finding& finding, const FiringAlert& alert)
{
    if (severityRank(severityOf(alert)) > severityRank(finding.severity))
        finding.severity = severityOf(alert);
    if (alert.activeAt && (!finding.since || *alert.activeAt < *finding.since))
        finding.since = alert.activeAt;
    const auto more = std::ranges::find(finding.values, "more", &std::pair<std::string, std::string>::first);
    if (more == finding.values.end())
        finding.values.emplace_back("more", "1");
    else
        more->second = std::to_string(QByteArray::fromStdString(more->second).toInt() + 1);
}

Finding FindingCollector::alertFinding(const FiringAlert& alert, const EntityId& entity, const RecordPtr& record) const
{
    Finding finding;
    if (record) {
        finding = make(*record, FindingCodes::alertFiring);
    } else {
        finding.entity = entity;
        finding.cluster = m_cluster;
        finding.name = IString(alert.name);
        finding.code = FindingCodes::alertFiring;
    }
    finding.severity = severityOf(alert);
    finding.values = { { "alert", alert.name }, { "summary", alert.summary } };
    finding.since = alert.activeAt;
    return finding;
}

/// What stands on @p record, and the calls of the workload @p above it where it has none of its own.
void FindingCollector::touch(Finding& finding, const Record& record, const EntityId& above) const
{
    const std::string_view kind = finding.kind.view();
    if (kind == "Node")
        finding.touches = m_census.podsOn(record.name);
    else if (kind == "Pod")
        finding.touches = 1;
    else
        finding.touches = m_census.podsOf(record.nameSpace, { finding.kind, record.name, record.uid });
    if (const auto calls = m_inputs.callsPerSecond.find(above); calls != m_inputs.callsPerSecond.end())
        finding.callsAffected = calls->second;
}

void FindingCollector::collectAlerts()
{
    std::unordered_map<EntityId, std::size_t> known; // the first trouble of each entity
    for (std::size_t i = 0; i < m_findings.size(); ++i)
        known.try_emplace(m_findings[i].entity, i);
    std::unordered_map<std::string, std::size_t> told; // where the finding of an entity's alert lies
    for (const FiringAlert& alert : firingOnce(m_inputs.alerts)) {
        const EntityId nearest = alertEntity(m_cluster, m_snapshot, alert);
        const EntityId entity = nearest.isNull() ? EntityId::cluster(m_cluster.view()) : nearest;
        const RecordPtr record = m_snapshot.find(entity);
        const EntityId above = record ? workloadAbove(*record, m_snapshot) : EntityId();
        auto same = known.find(entity);
        if (same == known.end() && !above.isNull())
            same = known.find(above);
        if (same != known.end()) { // one trouble, told twice
            auto& values = m_findings[same->second].values;
            if (std::ranges::none_of(values, [](const auto& v) { return v.first == "alert"; })) {
                values.emplace_back("alert", alert.name);
                values.emplace_back("summary", alert.summary);
            }
            continue;
        }
        const auto [held, isNew] = told.try_emplace(std::string(entity.text()) + '\n' + alert.name, m_findings.size());
        if (!isNew) { // of several parts of the entity, or of some that are gone
            tellAgain(m_findings[held->second], alert);
            continue;
        }
        Finding finding = alertFinding(alert, entity, record);
        if (record)
            touch(finding, *record, above);
        add(std::move(finding));
    }
}

std::vector<Finding> findings(
    const IString& cluster, const Snapshot& snapshot, Instant now, const FindingInputs& inputs)
{
    return findings(cluster, snapshot, PodCensus(cluster, snapshot), now, inputs);
}

std::vector<Finding> findings(
    const IString& cluster, const Snapshot& snapshot, const PodCensus& census, Instant now, const FindingInputs& inputs)
{
    FindingCollector collector(cluster, snapshot, census, now, inputs);
    collector.collect();
    return collector.take();
}

bool isWorse(const Finding& a, const Finding& b)
{
    if (a.severity != b.severity)
        return severityRank(a.severity) > severityRank(b.severity);
    if (a.callsAffected != b.callsAffected)
        return a.callsAffected.value_or(-1) > b.callsAffected.value_or(-1);
    if (a.touches != b.touches)
        return a.touches.value_or(-1) > b.touches.value_or(-1);
    if (a.since != b.since)
        return !b.since || (a.since && *a.since < *b.since);
    if (a.name != b.name)
        return a.name.view() < b.name.view();
    if (a.entity != b.entity)
        return a.entity.text() < b.entity.text();
    return a.code < b.code;
}

std::vector<Finding> worstThings(std::vector<Finding> all, std::size_t atMost)
{
    const auto end = all.begin() + static_cast<std::ptrdiff_t>(std::min(atMost, all.size()));
    std::partial_sort(all.begin(), end, all.end(), isWorse);
    all.erase(end, all.end());
    return all;
}

} // namespace Strato
