// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/faults/findings.h"

namespace Strato {

/// Whether what a pod uses of its memory comes near its @p limit by @p rules; never where one of them is not known.
[[nodiscard]] bool isNearLimit(
    const EntityUsage& usage, const std::optional<std::int64_t>& limit, const FindingRules& rules);

/// The pods of one cluster that use nearly all the memory that they may, kept by reports and changes: most pods are far
/// from it, and no survey has to look at them. One thread.
class PodUsage final {
public:
    using ByPod = std::unordered_map<EntityId, EntityUsage>;

    explicit PodUsage(FindingRules rules = {})
        : m_rules(std::move(rules))
    {
    }

    void report(ByPod usage, const Snapshot& snapshot); ///< in place of all that was reported before
    void add(const Change& change); ///< another limit, a pod that came after its usage
    [[nodiscard]] const ByPod& nearLimit() const { return m_near; }

private:
    void look(const EntityId& entity, const EntityUsage& usage, const Record* pod);

    FindingRules m_rules;
    ByPod m_usage;
    ByPod m_near;
};

} // namespace Strato
