// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/clock.h"
#include "models/base/record.h"

#include <cstdint>
#include <vector>

namespace Strato {

/// One thing that happened to one entity (ADR 0003): the unit of history. Before Delta: a Delta is Changes merged.
struct Change {
    std::uint64_t seq = 0; ///< ascending without gaps within one StateSource; the order of the stream, not of time
    EntityId entity;
    IString uid; ///< of `after`, else of `before`
    RecordPtr before; ///< null: appeared
    RecordPtr after; ///< null: gone
    bool finalStateUnknown = false; ///< gone while we were not watching: `before` is the last that we saw
    bool unfollowed = false; ///< we ceased to look: gone from the state, as far as we know not from the source
    bool initial = false; ///< part of the first fill of its kind: it was there before, it did not appear now
    Instant sourceTime {}; ///< the server's clock, estimated from its Date headers
    Instant seenTime {}; ///< our clock
    IString sourceVersion; ///< resourceVersion
};

/// Changes merged by entity over a short while (at most ten a second): what a view applies.
struct Delta {
    std::uint64_t fromSeq = 0; ///< first change merged in
    std::uint64_t toSeq = 0; ///< last change merged in
    std::vector<RecordPtr> upserted; ///< newest state, one an entity
    std::vector<EntityId> removed; ///< gone at toSeq; never also in upserted
    std::uint64_t coalesced = 0; ///< changes that were overtaken by later ones of the same entity
    bool firstFill = false; ///< the whole of a kind after (re)connection to an empty view
};

} // namespace Strato
