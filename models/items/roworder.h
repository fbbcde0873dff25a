// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/record.h"
#include "models/items/columnlayout.h"

#include <cstdint>
#include <string>
#include <vector>

namespace Strato {

/// One place of a RowSet. Its position is that of `placed`: a row whose value changed keeps its place until the list
/// settles.
struct RowSlot {
    RecordPtr record; ///< null: the slot is free
    RecordPtr placed; ///< the record that decided the position; null: `record`
    std::uint64_t key = 0; ///< first 64 bits of the first level's key, of the placed record, direction applied
    std::uint8_t group = 0; ///< goes before the key: what has no value to sort by is last in either direction
    bool shown = false; ///< passes the filter
    Duration arrived { -1 }; ///< Clock::monotonic when it appeared; negative: it was there from the start

    [[nodiscard]] const Record& placedRecord() const { return placed ? *placed : *record; }
};

/// The total order of a list: the column sorted last decides, then the ones sorted before it, then natural name,
/// namespace, cluster, entity. Missing values come last in both directions; provisional rows have no values but those
/// of the header. Numbers by value, ages youngest first, fractions by ratio, states worst first, text naturally.
class RowOrder final {
public:
    using Slots = std::vector<RowSlot>;
    using Order = std::vector<std::uint32_t>; ///< indices of slots

    explicit RowOrder(const ColumnLayout& layout)
        : m_layout(layout)
    {
    }

    struct Level {
        std::string columnId; ///< by id: columns may be inserted before it later
        bool descending = false;

        bool operator==(const Level&) const = default;
    };
    /// Makes @p level the first; the others follow as they are. False when it was so already.
    bool setFirst(const Level& level);
    [[nodiscard]] const std::vector<Level>& levels() const { return m_levels; }
    void columnsChanged(); ///< to be called after each change of the layout

    /// Sets group and key from the placed record.
    void prepare(RowSlot& slot) const;
    [[nodiscard]] bool less(const RowSlot& a, const RowSlot& b) const;
    /// Sorts @p order from nothing. Slots must be prepared.
    void sort(const Slots& rows, Order& order) const;
    /// Sorts an order that holds for all levels but the first.
    void sortByFirst(const Slots& rows, Order& order) const;
    /// True when both records have the same place among others.
    [[nodiscard]] bool samePlace(const Record& a, const Record& b) const;

private:
    struct Key; // one level's value of one record
    [[nodiscard]] Key key(const Record& record, std::size_t level) const;
    [[nodiscard]] static Key numberKey(const Cell& cell, CellType type);
    [[nodiscard]] int compare(const Record& a, const Record& b, std::size_t level) const;
    [[nodiscard]] static bool baseLess(const Record& a, const Record& b);
    void sortByBase(const Slots& rows, Order& order) const;
    void sortByLevel(const Slots& rows, Order& order, std::size_t level) const;

    const ColumnLayout& m_layout;
    std::vector<Level> m_levels;
    std::vector<int> m_columns; // of the layout, by level
};

} // namespace Strato
