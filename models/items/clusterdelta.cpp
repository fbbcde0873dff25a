// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/clusterdelta.h"

#include <unordered_map>

namespace Strato {

namespace {

/// Of one cluster, in the order in which its entities appeared.
struct Merged {
    bool isForgotten = false; // before all that follows
    bool isEmpty = true;
    Delta delta;
    std::vector<EntityId> order;
    std::unordered_map<EntityId, RecordPtr> newest; // null: gone

    void forget()
    {
        *this = {};
        isForgotten = true;
    }

    void add(const Delta& next)
    {
        if (isEmpty)
            delta.fromSeq = next.fromSeq;
        isEmpty = false;
        delta.toSeq = next.toSeq;
        delta.coalesced += next.coalesced;
        delta.firstFill = delta.firstFill || next.firstFill;
        for (const RecordPtr& record : next.upserted)
            put(record->entity, record);
        for (const EntityId& entity : next.removed)
            put(entity, nullptr);
    }

    void put(const EntityId& entity, RecordPtr record)
    {
        const auto [it, fresh] = newest.insert_or_assign(entity, std::move(record));
        if (fresh)
            order.push_back(entity);
        else
            ++delta.coalesced;
    }

    [[nodiscard]] std::shared_ptr<const Delta> take()
    {
        for (const EntityId& entity : order) {
            RecordPtr& record = newest.at(entity);
            if (record)
                delta.upserted.push_back(std::move(record));
            else
                delta.removed.push_back(entity);
        }
        return std::make_shared<const Delta>(std::move(delta));
    }
};

} // namespace

void foldDeltas(std::vector<ClusterDelta>& waiting)
{
    std::vector<IString> clusters;
    std::unordered_map<IString, Merged> merged;
    for (const ClusterDelta& next : waiting) {
        const auto [it, fresh] = merged.try_emplace(next.cluster);
        if (fresh)
            clusters.push_back(next.cluster);
        if (next.delta)
            it->second.add(*next.delta);
        else
            it->second.forget();
    }
    waiting.clear();
    for (const IString& cluster : clusters) {
        Merged& one = merged.at(cluster);
        if (one.isForgotten)
            waiting.push_back({ cluster, nullptr });
        if (!one.isEmpty)
            waiting.push_back({ cluster, one.take() });
    }
}

} // namespace Strato
