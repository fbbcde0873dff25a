// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/record.h"

namespace Strato {

/// For a loop over many records that other threads made, or that lie all over the memory: fetches what its next turns
/// read, so that they need not wait for it. To be called with each index @p i below @p count.
/// @p recordAt gives the record of an index, null where there is none; @p fields fetches what the loop reads of the
/// record itself, @p texts, of one that was fetched, what it points to.
template <typename RecordAt, typename Fields, typename Texts>
void fetchAhead(std::size_t i, std::size_t count, const RecordAt& recordAt, const Fields& fields, const Texts& texts)
{
    constexpr std::size_t recordAhead = 16; // far enough for memory to answer, near enough to stay in the cache
    constexpr std::size_t textAhead = 8; // the record is there by then, and says where its texts are
    const Record* const far = i + recordAhead < count ? recordAt(i + recordAhead) : nullptr;
    const Record* const near = i + textAhead < count ? recordAt(i + textAhead) : nullptr;
    if (far)
        fields(*far);
    if (near)
        texts(*near);
}

/// Where the first line of a record holds all that is read of it.
template <typename RecordAt, typename Texts>
void fetchAhead(std::size_t i, std::size_t count, const RecordAt& recordAt, const Texts& texts)
{
    fetchAhead(
        i, count, recordAt, [](const Record& next) { __builtin_prefetch(&next); }, texts);
}

/// Where nothing is read that a record points to.
template <typename RecordAt> void fetchAhead(std::size_t i, std::size_t count, const RecordAt& recordAt)
{
    fetchAhead(i, count, recordAt, [](const Record& /*near*/) {});
}

} // namespace Strato
