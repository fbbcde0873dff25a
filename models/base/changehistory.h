// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/change.h"

#include <functional>
#include <optional>

namespace Strato {

/// The past of one source as the source's store sees it: takes Changes in order and can be walked backwards.
/// models/recorder implements it, in memory now and on disk later; stores own one. One thread: the data thread.
class ChangeHistory {
public:
    virtual ~ChangeHistory();
    /// @p change.seq is lastSeq() + 1, its seenTime is not before the last one's. May forget the oldest changes.
    virtual void append(Change change) = 0;
    /// The first fill is complete at @p moment: from here on the past is known. Later calls change nothing.
    virtual void markKnown(Instant moment) = 0;
    /// Earliest moment that walkBack() can reach; nothing before markKnown().
    [[nodiscard]] virtual std::optional<Instant> knownSince() const = 0;
    [[nodiscard]] virtual std::uint64_t lastSeq() const = 0; ///< 0 before the first change
    /// All changes after @p seq merged by entity, or nothing when some of them are forgotten.
    [[nodiscard]] virtual std::optional<Delta> since(std::uint64_t seq) const = 0;
    /// Calls @p visit for every change seen after @p moment, newest first. False, without a call, when @p moment lies
    /// before knownSince().
    virtual bool walkBack(Instant moment, const std::function<void(const Change&)>& visit) const = 0;
    [[nodiscard]] virtual std::size_t footprint() const = 0; ///< bytes held by the history alone
};

} // namespace Strato
