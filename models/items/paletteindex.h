// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/record.h"

#include <QStringView>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace Strato {

/// A found record: how well it matches.
struct PaletteHit {
    RecordPtr record;
    int score = 0; ///< larger is better; only comparable within one search
};

/// Names of records to search, packed: 100,000 are searched in a few milliseconds. Words of the query, parted by
/// blanks, must all be met: whole, as a beginning, at a word's beginning, inside, or letter by letter in order; beside
/// the name also in namespace, kind and cluster; among equal ways what is ill comes first. Unchanging once made: made
/// and searched on any thread.
class PaletteIndex final {
public:
    /// Kinds that are of no use as places to go to by name (events, leases) are left out.
    /// @p clusterNames: the user's names by cluster id.
    explicit PaletteIndex(std::vector<RecordPtr> records, const std::map<std::string, std::string>& clusterNames = {});

    [[nodiscard]] std::size_t size() const { return m_items.size(); }
    /// The best @p atMost, best first; none for an empty query.
    [[nodiscard]] std::vector<PaletteHit> search(QStringView query, std::size_t atMost = 50) const;

private:
    struct Item {
        RecordPtr record;
        std::uint64_t letters = 0; ///< which letters and digits it has: most are refused by this alone
        std::uint32_t begin = 0; ///< of the lowered name in m_text
        std::uint32_t nameEnd = 0;
        std::uint32_t end = 0; ///< of namespace, kind and cluster, which follow
    };
    void add(RecordPtr record, std::string_view clusterName);
    [[nodiscard]] int score(const Item& item, const std::vector<std::string>& words) const;

    std::vector<Item> m_items;
    std::string m_text;
};

} // namespace Strato
