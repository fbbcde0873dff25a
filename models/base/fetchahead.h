// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/record.h"

namespace Strato {

/// For a loop over many records that other threads made, or that lie all over the memory: fetches what its next turns
/// read, so that they need not wait for it. To be called with each index @p i below @p count.
/// @p recordAt gives the record of an index, null where there is none; @p texts fetches of a record what the loop
/// reads.
template <typename RecordAt, typename Texts>
void fetchAhead(std::size_t i, std::size_t count, const RecordAt& recordAt, const Texts& texts)
{
    constexpr std::size_t recordAhead = 16; // far enough for memory to answer, near enough to stay in the cache
    constexpr std::size_t textAhead = 8; // the record is there by then, and says where its texts are
    if (i + recordAhead < count)
        __builtin_prefetch(recordAt(i + recordAhead));
    if (i + textAhead < count) {
        if (const Record* record = recordAt(i + textAhead))
            texts(*record);
    }
}

} // namespace Strato
