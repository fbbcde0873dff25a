// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/clock.h"
#include "models/base/result.h"

#include <QString>

#include <cstdint>
#include <vector>

namespace Strato::Estate {

/// [from, to).
struct TimeSpan {
    Instant from, to;
    bool operator==(const TimeSpan&) const = default;
};

/// How far back metrics reach, and how dense they are.
struct HistoryReach {
    Duration recent = std::chrono::hours(6);
    Duration recentStep = std::chrono::seconds(15);
    Duration past = std::chrono::hours(168);
    Duration pastStep = std::chrono::minutes(5);
};

/// One stretch that is to be written, by one run of the world.
struct HistoryPart {
    TimeSpan span; ///< on whole steps
    Duration step;
    Instant begin; ///< of its counters: where what was there before ends
    Instant end; ///< a last moment, off the grid: where the counters of what follows begin; so no rate sees a dip
    bool recent = true; ///< else of the week before: fewer families
    bool operator==(const HistoryPart&) const = default;
};

/// What lacks between @p now - reach.past and @p now when @p covered is there: newest first, ends on whole steps, clear
/// of what is there by a few seconds, so that two runs of a counter never interleave.
[[nodiscard]] std::vector<HistoryPart> missingHistory(
    const std::vector<TimeSpan>& covered, Instant now, const HistoryReach& reach);
/// @p part cut where a block of Prometheus may begin, so that none holds more than an hour (recent) or 18 hours.
[[nodiscard]] std::vector<TimeSpan> chunksOf(const HistoryPart& part);
/// Adds @p span to @p covered, which stays sorted and merged.
void cover(std::vector<TimeSpan>& covered, TimeSpan span);

/// What a data directory holds and for which company; kept beside it as history.json.
struct HistoryRecord {
    std::uint64_t seed = 0;
    std::vector<TimeSpan> covered;
    bool operator==(const HistoryRecord&) const = default;

    /// Nothing readable there: an empty record of @p seed.
    [[nodiscard]] static HistoryRecord load(const QString& folder, std::uint64_t seed);
    [[nodiscard]] Result<void> save(const QString& folder) const;
};

} // namespace Strato::Estate
