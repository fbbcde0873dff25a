// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/faults/overviewtypes.h"

namespace Strato {

/// What the overview shows for @p clusters at @p at. Pure: the same inputs give the same state. Any thread.
/// @p changes: marks of any age, in any order; those of the hour before @p at are taken.
[[nodiscard]] OverviewState overview(const std::vector<ClusterInput>& clusters, const std::vector<AlertInput>& alerts,
    const std::vector<ChangeMark>& changes, Instant at, bool live);

/// What is wrong in one cluster, rolled up so that one cause is one finding; worst first (see worstThings).
[[nodiscard]] std::vector<Finding> findings(
    const ClusterInput& cluster, const std::vector<AlertInput>& alerts, Instant at);

/// The @p count worst: by severity, then calls affected, then how many things it touches, then age (oldest first),
/// then name. Pure; stable for equal findings.
[[nodiscard]] std::vector<Finding> worstThings(std::vector<Finding> all, std::size_t count);

/// The marks that @p change is worth: none, one or more. Pure.
[[nodiscard]] std::vector<ChangeMark> changeMarks(const Change& change);

} // namespace Strato
