// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/freshness.h"
#include "models/base/health.h"
#include "ui/pages/formats.h"

namespace Strato {

/// The shape that a source's freshness has everywhere.
[[nodiscard]] Health healthOf(Freshness freshness);
/// "live", "catching up, 1,204 left", "as of 14:31:20", "lost since 14:31:20", "not connected": translated.
[[nodiscard]] QString freshnessText(const SourceStatus& status, const Formats& formats);
/// What a pane that stands on @p sources says: nothing while all are live, else the least fresh one with its name
/// (where there are several), and its age; of several that are stale or lost how many, and the oldest age.
[[nodiscard]] QString paneFreshness(const std::vector<SourceStatus>& sources, const Formats& formats);
/// The stories of those that are not live.
[[nodiscard]] QString paneStory(const std::vector<SourceStatus>& sources, const Formats& formats, Instant now);
/// What it says of a past moment, whatever its sources do now: "as of 14:19", or (nothing) that nothing was recorded.
[[nodiscard]] QString pastFreshness(const std::optional<Instant>& moment, const Formats& formats);
/// The whole story for a tool tip or a panel: state, error in words, when it is tried again.
[[nodiscard]] QString freshnessStory(const SourceStatus& status, const Formats& formats, Instant now);

} // namespace Strato
