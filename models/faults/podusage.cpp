// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/faults/podusage.h"

#include "models/kube/schema/columnids.h"

namespace Strato {

bool isNearLimit(const EntityUsage& usage, const std::optional<std::int64_t>& limit, const FindingRules& rules)
{
    return usage.memoryBytes && limit && *limit > 0
        && *usage.memoryBytes >= rules.memoryFullFrom * static_cast<double>(*limit);
}

void PodUsage::report(ByPod usage, const Snapshot& snapshot)
{
    m_usage = std::move(usage);
    m_near.clear();
    for (const auto& [entity, used] : m_usage)
        look(entity, used, snapshot.find(entity).get());
}

void PodUsage::add(const Change& change)
{
    if (const auto used = m_usage.find(change.entity); used != m_usage.end())
        look(used->first, used->second, change.after.get());
}

void PodUsage::look(const EntityId& entity, const EntityUsage& usage, const Record* pod)
{
    if (pod && isNearLimit(usage, pod->integer(Columns::memoryLimit), m_rules))
        m_near.insert_or_assign(entity, usage);
    else
        m_near.erase(entity);
}

} // namespace Strato
