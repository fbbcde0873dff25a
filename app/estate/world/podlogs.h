// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/kube/sources.h"
#include "app/estate/world/worldstate.h"

namespace Strato::Estate {

/// What @p container of @p pod printed, made from its moments: errors when it had errors, slow statements when it had
/// them. The same question always gives the same lines. Oldest first, sequence > @p afterSequence, at most @p maxLines,
/// nothing later than the world's now. NotFound: @p previous, and it was never restarted.
[[nodiscard]] Result<std::vector<LogLine>> podLogLines(const WorldState& world, const Pod& pod,
    const std::string& container, bool previous, std::uint64_t afterSequence, std::size_t maxLines);

} // namespace Strato::Estate
