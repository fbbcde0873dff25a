// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/overviewdoubts.h"

#include <optional>
#include <vector>

namespace Strato {

/// The alerts that fire on one object, and why there may be others.
struct ObjectAlerts {
    struct One {
        FiringAlert alert;
        Health health = Health::Warning; ///< by its severity

        bool operator==(const One&) const = default;
    };
    std::vector<One> firing; ///< worst first
    bool areTold = false; ///< false: no metrics server tells alerts of its cluster
    std::vector<OverviewDoubt> unknown; ///< of alerts alone

    bool operator==(const ObjectAlerts&) const = default;
};

/// Alerts on @p entity, or on pods that belong to it, as @p state joined them. Nothing: labels of alerts do not name
/// things of its kind. Pure.
[[nodiscard]] std::optional<ObjectAlerts> objectAlerts(
    const EntityId& entity, const OverviewState& state, const std::vector<SourceStatus>& sources, bool areMetricsYoung);

} // namespace Strato
