// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/sync/newest.h"

#include "models/kube/schema/columnids.h"

#include <algorithm>

namespace Strato {

Instant lastMoment(const Record& record)
{
    const auto seen = record.integer(Columns::lastSeen);
    return seen ? Instant { *seen } : record.created;
}

std::vector<RecordPtr> newestOf(std::vector<RecordPtr> records, std::size_t count)
{
    if (records.size() <= count)
        return records;
    const auto newer = [](const RecordPtr& a, const RecordPtr& b) {
        const Instant ta = lastMoment(*a);
        const Instant tb = lastMoment(*b);
        return ta != tb ? ta > tb : a->entity.text() < b->entity.text();
    };
    std::ranges::nth_element(records, records.begin() + static_cast<std::ptrdiff_t>(count), newer);
    records.resize(count);
    return records;
}

} // namespace Strato
