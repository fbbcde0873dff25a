// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/metrics/historywriter.h"

namespace Strato::Estate {

struct BackfillOptions {
    QString folder; ///< with history.json and Prometheus' data/; work in progress goes to backfill/ in it
    Instant now; ///< nothing is written from here on
    std::uint64_t seed = 2026;
    HistoryReach reach;
};

/// Writes what lacks of the metrics of the past: a world run through it, as OpenMetrics text, made into blocks by
/// promtool, moved into Prometheus' data. Newest first; what is done is recorded block by block, so that an end in
/// between loses one at most. Errors: NotFound (no promtool), StorageFull, Internal (promtool's own words).
[[nodiscard]] Result<void> backfill(const BackfillOptions& options, const WorldMaker& makeWorld);
/// What is missing for a history, as a sentence; nothing: it can be made.
[[nodiscard]] Result<void> historyPossible();
/// Removes work in progress that an end left behind.
void sweepBackfill(const QString& folder);

} // namespace Strato::Estate
