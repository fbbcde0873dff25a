// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/clock.h"
#include "models/base/entityid.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace Strato {

/// One change of the estate worth a mark on the time bar and a line in "changed in the last hour".
struct ChangeMark {
    enum class Kind : std::uint8_t { Rollout, Scale, Config, Appeared, Gone, Node, Other };
    EntityId entity;
    IString cluster;
    IString nameSpace;
    IString objectKind;
    IString name;
    Kind kind = Kind::Other;
    std::string code; ///< "imageChanged", "replicasChanged", "configChanged", "nodeJoined" …
    std::vector<std::pair<std::string, std::string>> values; ///< "from" -> "2.3.0", "to" -> "2.3.1"
    std::string fieldManager; ///< empty = not recorded
    std::string person; ///< only where something recorded it; empty = not recorded
    Instant at {};

    bool operator==(const ChangeMark&) const = default;
};

} // namespace Strato
