// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/objectteam.h"

#include "models/faults/responsible.h"

namespace Strato {

namespace {

constexpr int levels = 4; // a pod, its ReplicaSet, its Deployment, and whatever made that

} // namespace

ObjectTeam teamOf(const RecordPtr& record, const std::function<RecordPtr(const Record&)>& ownerOf,
    const std::function<RecordPtr(const EntityId&)>& find)
{
    RecordPtr by = record;
    for (int level = 0; by && level < levels; ++level) {
        if (std::string name = responsibleFor(*by); !name.empty())
            return { std::move(name), by };
        by = ownerOf(*by);
    }
    if (record->nameSpace.empty())
        return {};
    const RecordPtr space
        = find(EntityId::kubernetes(record->cluster.view(), "", "Namespace", "", record->nameSpace.view()));
    std::string name = space ? responsibleFor(*space) : std::string();
    return name.empty() ? ObjectTeam {} : ObjectTeam { std::move(name), space };
}

} // namespace Strato
