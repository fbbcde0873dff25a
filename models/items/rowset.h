// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/change.h"
#include "models/items/columnlayout.h"
#include "models/items/filterquery.h"
#include "models/items/roworder.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace Strato {

class RowSink;

/// One list of records over one or several clusters: filtered, sorted, kept up to date by Deltas (ADR 0008). Tells a
/// RowSink the fewest contiguous row operations; a first fill, or what touches over 5 % of the rows, is one operation.
/// Rows of changed value keep their place until settle(). GUI thread; holds handles, never copies of records.
class RowSet final {
public:
    static constexpr Duration frameBudget = std::chrono::milliseconds(4);

    RowSet(const Clock& clock, RowSink& sink);
    RowSet(const RowSet&) = delete;
    RowSet& operator=(const RowSet&) = delete;

    // --- Input. Each does what fits into the budget; continueWork() does more.
    void apply(std::vector<RecordPtr> upserted, std::vector<EntityId> removed);
    /// The rows become exactly these: differences only. For another moment, or other clusters.
    void replaceAll(std::vector<RecordPtr> records);
    void setFilter(FilterMatcher matcher);
    void setSort(const RowOrder::Level& level);
    /// Learns the columns before any record came.
    void adoptSchema(const SchemaPtr& schema);
    /// Takes pending changes for one frame. False when nothing is left to do.
    bool continueWork();
    [[nodiscard]] bool hasPendingWork() const { return !m_pending.empty(); }
    /// Moves the rows whose values changed to their places. When to call it is the model's rule.
    void settle();
    [[nodiscard]] std::size_t unsettledCount() const { return m_unsettled.size(); }

    // --- What there is.
    [[nodiscard]] int rowCount() const { return static_cast<int>(m_shown.size()); }
    [[nodiscard]] std::size_t totalCount() const { return m_all.size(); } ///< with those that the filter hides
    [[nodiscard]] const Record& record(int row) const { return *slotAt(row).record; }
    [[nodiscard]] const RecordPtr& recordPtr(int row) const { return slotAt(row).record; }
    [[nodiscard]] const RowSlot& slotAt(int row) const { return m_slots[m_shown[static_cast<std::size_t>(row)]]; }
    [[nodiscard]] int rowOf(const EntityId& entity) const; ///< -1: not there, or hidden
    [[nodiscard]] RecordPtr find(const EntityId& entity) const; ///< also when hidden; null: not there
    [[nodiscard]] const ColumnLayout& layout() const { return m_layout; }
    [[nodiscard]] ColumnLayout& layout() { return m_layout; }
    [[nodiscard]] const RowOrder& order() const { return m_order; }
    [[nodiscard]] const FilterQuery& filter() const { return m_matcher.query(); }
    /// How many rows there would be without each term of the filter, when all others stay.
    [[nodiscard]] std::vector<std::size_t> countsWithoutEachTerm();

private:
    using Order = RowOrder::Order;
    using SlotId = std::uint32_t;
    struct Item {
        RecordPtr record; ///< null: gone
        EntityId gone; ///< only without a record

        [[nodiscard]] const EntityId& entity() const { return record ? record->entity : gone; }
    };
    /// What a batch does, sorted out before any row moves.
    struct Plan {
        Order freed; ///< slots whose record is gone
        Order added; ///< new slots
        Order hidden; ///< shown until now, filtered out now
        Order revealed; ///< in the list already, passing the filter now
        Order changed; ///< shown before and after, in place
        Order moved; ///< place changes now
    };

    [[nodiscard]] std::size_t largeFrom() const;
    void enqueue(std::vector<RecordPtr>& upserted, std::vector<EntityId>& removed);
    void take(std::span<Item> items);
    void integrate(Item& item, Plan& plan);
    void update(SlotId id, RecordPtr record, Plan& plan);
    /// Whether the record of @p id has its place between its neighbours though its values changed; takes its key then.
    [[nodiscard]] bool stillFits(SlotId id);
    [[nodiscard]] SlotId allocate(RecordPtr record, bool initial);
    void release(const Order& freed);

    void perform(Plan& plan); // rowsetranges.cpp: contiguous ranges
    void takeOutOfAll(const Order& ids);
    void putIntoAll(Order ids);
    void takeOutOfShown(const Order& ids);
    void putIntoShown(Order ids);
    void move(SlotId id);
    void tellChanged(const Order& ids);
    void performAtOnce(Plan& plan); // one operation
    void show(Order shown, bool contentChanged);
    [[nodiscard]] Order shownOfAll() const;
    void fetchSearched(const Order& order, std::size_t i) const;
    [[nodiscard]] std::size_t positionIn(const Order& order, SlotId id) const;
    [[nodiscard]] std::vector<std::size_t> positionsIn(const Order& order, const Order& ids) const;
    void sortIds(Order& ids) const;

    const Clock& m_clock;
    RowSink& m_sink;
    ColumnLayout m_layout;
    RowOrder m_order;
    FilterMatcher m_matcher;
    RowOrder::Slots m_slots;
    Order m_free; // slots that may be used again
    std::unordered_map<const void*, SlotId> m_slotOf; // by EntityId::handle() of the slot's record
    Order m_all; // invariant: sorted by m_order, without duplicates
    Order m_shown; // invariant: the slots of m_all with `shown`, in the same order
    std::unordered_set<SlotId> m_unsettled; // invariant: those with `placed`
    std::vector<Item> m_pending; // one an entity
    std::unordered_map<EntityId, std::size_t> m_pendingAt;
};

} // namespace Strato
