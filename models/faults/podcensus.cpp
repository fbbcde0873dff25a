// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/faults/podcensus.h"

#include "models/kube/schema/columnids.h"

#include <algorithm>
#include <unordered_set>

namespace Strato {

namespace {

enum Field : std::size_t { Status, Phase, Waiting, Ready, Conditions, EndedAt, Node, CpuRequest, MemoryRequest };

int& countOf(PodCounts& pods, PodState state)
{
    switch (state) {
    case PodState::Ready: return pods.ready;
    case PodState::NotReady: return pods.notReady;
    case PodState::CrashLooping: return pods.crashLooping;
    case PodState::ImagePull: return pods.imagePull;
    case PodState::Pending: return pods.pending;
    case PodState::Failed: return pods.failed;
    case PodState::Succeeded: return pods.succeeded;
    case PodState::Terminating: return pods.terminating;
    case PodState::Unknown: break;
    }
    return pods.unknown;
}

template <class Map, class Key> void addOrDrop(Map& map, const Key& key, int by)
{
    const auto it = map.try_emplace(key, 0).first;
    it->second += by;
    if (it->second == 0)
        map.erase(it);
}

} // namespace

void PodCensus::Sum::add(const std::optional<std::int64_t>& value, int sign)
{
    if (!value)
        return;
    const auto part = static_cast<std::uint64_t>(*value);
    total += sign > 0 ? part : 0 - part;
    parts += sign;
}

std::optional<double> PodCensus::Sum::value() const
{
    return parts > 0 ? std::optional(static_cast<double>(static_cast<std::int64_t>(total))) : std::nullopt;
}

std::size_t PodCensus::HashOfKey::operator()(const WorkloadKey& key) const noexcept
{
    const std::hash<IString> hash;
    return (hash(key.kind) * 31 + hash(key.nameSpace)) * 31 + hash(key.name);
}

PodCensus::PodCensus(IString cluster)
    : m_cluster(std::move(cluster))
    , m_cells({ Columns::status, Columns::phase, Columns::waitingReason, Columns::ready, Columns::conditions,
          Columns::lastTerminationAt, Columns::node, Columns::cpuRequest, Columns::memoryRequest })
{
}

PodCensus::PodCensus(IString cluster, const Snapshot& snapshot)
    : PodCensus(std::move(cluster))
{
    m_seq = snapshot.seq();
    const auto visit = [this](const RecordPtr& record) { count(*record, 1); };
    snapshot.forEachOfKind("apps", "ReplicaSet", visit); // first: nothing has to be moved from them to their owners
    snapshot.forEachOfKind("", "Pod", visit);
}

void PodCensus::add(const Change& change)
{
    m_isWhole = m_isWhole && change.seq == m_seq + 1;
    m_seq = change.seq;
    if (!m_isWhole)
        return;
    if (change.before)
        count(*change.before, -1);
    if (change.after)
        count(*change.after, 1);
}

bool PodCensus::isOf(const IString& cluster, const Snapshot& snapshot) const
{
    return m_isWhole && m_seq == snapshot.seq() && m_cluster == cluster;
}

void PodCensus::count(const Record& record, int sign)
{
    if (record.isOf("", "Pod"))
        countPod(record, sign);
    else if (record.isOf("apps", "ReplicaSet") && isJudged(record, m_cluster))
        setOwnerOfSet(record.uid, sign > 0 ? record.owner : OwnerRef {});
}

void PodCensus::countPod(const Record& pod, int sign)
{
    m_cells.bind(pod);
    m_counts.total += sign;
    countOf(m_counts, m_states.pod(pod)) += sign;
    const std::string_view phase = m_cells.text(Phase);
    const bool hasEnded = phase == "Succeeded" || phase == "Failed"; // no longer one of its workload's pods
    if (!hasEnded) {
        m_cpu.add(m_cells.integer(CpuRequest), sign);
        m_memory.add(m_cells.integer(MemoryRequest), sign);
    }
    if (!isJudged(pod, m_cluster))
        return;
    if (const IString node = m_cells.word(Node); !node.empty() && !hasEnded)
        addOrDrop(m_onNode, node, sign);
    if (!pod.owner.name.empty())
        countOwned(pod, { sign, hasEnded ? 0 : sign });
    suspect(pod, sign);
}

void PodCensus::countOwned(const Record& pod, const Pods& by)
{
    std::vector<Held>& all = m_held[pod.owner.uid];
    auto held = std::ranges::find_if(
        all, [&](const Held& one) { return one.owner == pod.owner && one.nameSpace == pod.nameSpace; });
    if (held == all.end())
        held = all.insert(all.end(), { pod.owner, pod.nameSpace, {} });
    held->pods.all += by.all;
    held->pods.live += by.live;
    if (held->pods.all == 0)
        all.erase(held);
    if (all.empty())
        m_held.erase(pod.owner.uid);
    addTo(resolved(pod.owner), pod.nameSpace, by);
}

/// Its pods, which may have come before it, move to the workload that they belong to now.
void PodCensus::setOwnerOfSet(const IString& set, const OwnerRef& owner)
{
    const auto held = m_held.find(set);
    const auto move = [&](int sign) {
        if (held == m_held.end())
            return;
        for (const Held& one : held->second)
            addTo(resolved(one.owner), one.nameSpace, { sign * one.pods.all, sign * one.pods.live });
    };
    move(-1);
    if (owner.name.empty())
        m_ownerOfSet.erase(set);
    else
        m_ownerOfSet.insert_or_assign(set, owner);
    move(1);
}

const OwnerRef& PodCensus::resolved(const OwnerRef& owner) const
{
    const auto set = m_ownerOfSet.find(owner.uid);
    return set == m_ownerOfSet.end() ? owner : set->second;
}

void PodCensus::addTo(const OwnerRef& owner, const IString& nameSpace, const Pods& by)
{
    const auto it = m_workloads.try_emplace({ owner.kind, nameSpace, owner.name }).first;
    it->second.all += by.all;
    it->second.live += by.live;
    if (it->second.all == 0)
        m_workloads.erase(it);
}

/// Every rule of FindingCollector::podTrouble() asks for one of these, or for what suspects() is told.
void PodCensus::suspect(const Record& pod, int sign)
{
    m_suspects.erase(pod.entity);
    if (sign < 0)
        return;
    const std::string_view phase = m_cells.text(Phase);
    const bool hasGoneWell = phase == "Succeeded" || (phase == "Failed" && pod.owner.kind.view() == "Job");
    if (hasGoneWell && !pod.deletionRequested)
        return;
    const auto ready = m_cells.integer(Ready);
    const std::string_view conditions = m_cells.text(Conditions);
    const bool isUnready = (ready && fractionPart(*ready) < fractionWhole(*ready))
        || hasCondition(conditions, "Ready=False") || hasCondition(conditions, "Ready=Unknown");
    const auto endedAt = m_cells.instant(EndedAt);
    if (pod.deletionRequested || phase != "Running" || m_cells.text(Status) != "Running"
        || !m_cells.text(Waiting).empty() || isUnready)
        m_suspects.emplace(pod.entity, std::nullopt);
    else if (endedAt)
        m_suspects.emplace(pod.entity, endedAt);
}

int PodCensus::podsOn(const IString& node) const
{
    const auto it = m_onNode.find(node);
    return it == m_onNode.end() ? 0 : it->second;
}

const OwnerRef& PodCensus::workloadOf(const Record& record) const
{
    return record.owner.name.empty() ? record.owner : resolved(record.owner);
}

std::optional<int> PodCensus::podsOf(const IString& nameSpace, const OwnerRef& workload) const
{
    const auto it = m_workloads.find({ workload.kind, nameSpace, workload.name });
    return it == m_workloads.end() ? std::nullopt : std::optional(it->second.live);
}

std::vector<EntityId> PodCensus::suspects(Instant now, const FindingInputs& inputs) const
{
    std::vector<EntityId> all;
    std::unordered_set<EntityId> named;
    const auto name = [&](const EntityId& entity) {
        if (named.insert(entity).second)
            all.push_back(entity);
    };
    for (const auto& [entity, endedAt] : m_suspects) {
        if (!endedAt || now - *endedAt < crashesJoinWithin)
            name(entity);
    }
    for (const auto& [uid, series] : inputs.crashes)
        name(series.pod);
    for (const auto& [entity, usage] : inputs.usage) {
        if (usage.memoryBytes)
            name(entity);
    }
    return all;
}

} // namespace Strato
