// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/change.h"

#include <optional>
#include <unordered_map>
#include <vector>

namespace Strato {

/// How long after its last bad state a pod still counts as crashing. A container is held back five minutes at most, so
/// that a restart within the last ten minutes always counts; the kubelet forgets after ten minutes as well.
inline constexpr Duration crashesJoinWithin = std::chrono::minutes(15);

/// Crashes of one pod in an unbroken row: each within crashesJoinWithin of the one before. An object tells its last
/// crash alone, and each new one moves all that it says; the row keeps when the trouble began.
struct CrashSeries {
    Instant began {}; ///< first bad state: the first end, or not ready since before it
    Instant lastBad {}; ///< newest end, or newest moment at which it was held back
    int ends = 0; ///< that were seen
    std::optional<Instant> loopingFrom; ///< held back, or ended often; nothing: not yet
    EntityId pod {};

    [[nodiscard]] bool covers(Instant at) const { return began <= at && at - lastBad < crashesJoinWithin; }
    [[nodiscard]] bool isLoop(Instant at) const { return covers(at) && loopingFrom && *loopingFrom <= at; }
    bool operator==(const CrashSeries&) const = default;
};

/// The series of @p pod as it is at @p at, where @p before is what was known; a new one where none goes on, @p before
/// where the pod tells nothing new, nothing where it never crashed. Pure.
[[nodiscard]] std::optional<CrashSeries> continued(
    const std::optional<CrashSeries>& before, const Record& pod, Instant at);

/// The crashes of one cluster's pods over a bounded while, from its changes. One thread: the data thread.
class CrashHistory final {
public:
    static constexpr std::size_t mostPods = 20'000;
    static constexpr std::size_t mostSeries = 16; ///< of one pod

    explicit CrashHistory(Duration keep = std::chrono::hours(24 * 7))
        : m_keep(keep)
    {
    }

    void add(const Change& change); ///< in the order of the stream
    /// The series that cover @p at, by the pod's uid.
    [[nodiscard]] std::unordered_map<IString, CrashSeries> at(Instant at) const;

private:
    void forget(Instant now);

    const Duration m_keep;
    std::unordered_map<IString, std::vector<CrashSeries>> m_series; // by uid, ascending by `began`
};

} // namespace Strato
