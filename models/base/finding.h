// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/clock.h"
#include "models/base/entityid.h"
#include "models/base/health.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace Strato {

/// One thing that is wrong, as data: the sentence is made of `code` and `values` on the view side
/// ("error rate 7.4 %, was 0.2 %"). A pure result: the same state gives the same findings.
struct Finding {
    EntityId entity;
    IString uid;
    IString cluster;
    IString nameSpace;
    IString name;
    IString kind;
    Health severity = Health::Warning;
    std::string code; ///< "podCrashLooping", "nodeNotReady", "alertFiring" …; the table is models/faults/findingcodes.h
    std::vector<std::pair<std::string, std::string>>
        values; ///< raw values by name: "restarts" -> "3", "limitBytes" -> …
    std::optional<double> callsAffected; ///< calls a second that it touches; nothing = unknown, not none
    std::optional<int> touches; ///< how many other entities stand on it
    std::string owner; ///< team from labels or annotations; empty = nobody named
    std::optional<Instant> since; ///< when it began; nothing = unknown

    bool operator==(const Finding&) const = default;
};

} // namespace Strato
