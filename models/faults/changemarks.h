// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/change.h"
#include "models/base/changemark.h"

#include <chrono>
#include <deque>
#include <unordered_map>

namespace Strato {

/// What @p change means to people: images, replicas, configuration, rollouts begun and ended, nodes come, gone, closed.
/// Most changes mean nothing and give none. `at` is the server's time where managedFields has it, else when we saw it.
/// The field manager is who wrote last; a person is never guessed. Pure; any thread.
///
/// Codes, with values: imageChanged (from, to), rolloutStarted (from, to revision), rolloutDone (revision),
/// replicasChanged and hpaScaled (from, to), paused, resumed, configChanged (keysFrom, keysTo where they differ),
/// hpaLimitsChanged (minFrom, minTo, maxFrom, maxTo), appeared, gone, nodeJoined, nodeLeft, nodeCordoned,
/// nodeUncordoned, nodeNotReady, nodeReady, changed (found at first reading: what changed is not known). goneBefore and
/// nodeLeftBefore: it happened while nobody watched; `at` is when it was found.
[[nodiscard]] std::vector<ChangeMark> changeMarks(const Change& change);

/// The marks of one cluster over a bounded while. One thread: the data thread.
class RecentMarks final {
public:
    static constexpr std::size_t mostMarks = 5'000;

    explicit RecentMarks(Duration keep = std::chrono::hours(24 * 7))
        : m_keep(keep)
    {
    }

    static constexpr Duration sameEdit = std::chrono::minutes(10);

    /// What is held already (a kind that is read anew) is not held twice. Of edits by one manager that follow each
    /// other within sameEdit only the last is held: an object that is written every few seconds hides nothing else.
    void add(const Change& change);
    /// Those at or after @p since, in order of time.
    [[nodiscard]] std::vector<ChangeMark> since(Instant since) const;
    [[nodiscard]] std::size_t forgotten() const { return m_forgotten; } ///< because there were too many

private:
    bool dropEarlierEdit(const ChangeMark& mark); // true: one that stood before where it belongs
    void dropOldest();

    const Duration m_keep;
    std::deque<ChangeMark> m_marks; // invariant: ascending by `at`
    std::unordered_map<EntityId, Instant> m_lastEdit; // of those in m_marks
    std::size_t m_forgotten = 0;
};

} // namespace Strato
