// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/explorer/detailsfacts.h"

#include "views/explorer/eventstab.h"

#include <algorithm>

namespace Strato {

namespace {

constexpr std::size_t childrenAtMost = 500;

const Snapshot* snapshotOf(const std::optional<ExplorerPast>& past, const IString& cluster)
{
    const auto held = past->snapshots.find(std::string(cluster.view()));
    return held == past->snapshots.end() ? nullptr : held->second.get();
}

void addPastRelations(const Snapshot& snapshot, const Record& record, SummaryFacts& facts)
{
    snapshot.forEach([&](const RecordPtr& other) {
        if (!record.owner.uid.empty() && other->uid == record.owner.uid)
            facts.owner = other;
        if (!record.uid.empty() && other->owner.uid == record.uid && facts.children.size() < childrenAtMost)
            facts.children.push_back(other);
    });
}

} // namespace

bool isRecorded(const ExplorerPast& past, const Record& record)
{
    const std::string cluster(record.cluster.view());
    const auto held = past.snapshots.find(cluster);
    const auto unseen = past.unseen.find(cluster);
    const bool isUnseen
        = unseen != past.unseen.end() && unseen->second.contains({ record.schema->group, record.schema->kind });
    return held != past.snapshots.end() && held->second && !isUnseen;
}

RecordPtr recordNow(const RecordHub& records, const std::optional<ExplorerPast>& past, const EntityId& entity)
{
    if (!past)
        return records.find(entity);
    const auto parts = entity.kubernetesParts();
    const Snapshot* snapshot = parts ? snapshotOf(past, IString(parts->cluster)) : nullptr;
    return snapshot ? snapshot->find(entity) : nullptr;
}

SummaryFacts factsOf(const RecordHub& records, const std::optional<ExplorerPast>& past, const RecordPtr& record)
{
    SummaryFacts facts;
    facts.record = record;
    if (!past) {
        facts.owner = records.ownerOf(*record);
        facts.children = records.childrenOf(*record, childrenAtMost);
    } else if (const Snapshot* snapshot = snapshotOf(past, record->cluster)) {
        addPastRelations(*snapshot, *record, facts);
    }
    facts.team = teamOf(
        record,
        [&](const Record& of) { return &of == record.get() ? facts.owner
                                    : past                 ? RecordPtr()
                                                           : records.ownerOf(of); },
        [&](const EntityId& entity) { return recordNow(records, past, entity); });
    std::ranges::sort(facts.children, [](const RecordPtr& a, const RecordPtr& b) {
        if (a->health != b->health)
            return severityRank(a->health) > severityRank(b->health);
        return a->name.view() < b->name.view();
    });
    return facts;
}

std::vector<RecordPtr> eventsAround(
    const RecordHub& records, const std::optional<ExplorerPast>& past, const Record& record)
{
    if (!past)
        return eventsOf(record, records.eventsAbout(record));
    std::vector<RecordPtr> events;
    if (const Snapshot* snapshot = snapshotOf(past, record.cluster))
        snapshot->forEachOfKind("", "Event", [&](const RecordPtr& event) { events.push_back(event); });
    return eventsOf(record, events);
}

} // namespace Strato
