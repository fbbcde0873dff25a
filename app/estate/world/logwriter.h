// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/world/worldstate.h"

#include <string>
#include <vector>

namespace Strato::Estate {

/// One moment of one container, as its log writer sees it.
struct LogScene {
    const WorldState& world;
    const Pod& pod;
    const Workload& workload;
    const PodMoment& moment;
    bool sidecar = false;
    bool lastWords = false; ///< the container ended at the beginning of this moment
};

/// Everything that is printed in the ten seconds of @p scene: what happened once first, then calls. Each entry is one
/// record; further lines of a record (a stack trace) follow in the same text after a newline. At most 24 records.
[[nodiscard]] std::vector<std::string> writeLog(const LogScene& scene);

} // namespace Strato::Estate
