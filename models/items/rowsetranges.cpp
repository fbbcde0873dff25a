// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How a RowSet tells its sink what happens: as contiguous ranges, or as one operation.

#include "models/items/rowset.h"
#include "models/items/rowsink.h"

#include <algorithm>
#include <iterator>

namespace Strato {

namespace {

constexpr std::size_t mostSingleMoves = 32; // a view pays for each move as for a small relayout

/// Calls @p tell(first, last) for each run of neighbours in ascending @p positions, the last run first.
template <class Tell> void runsBackwards(const std::vector<std::size_t>& positions, Tell tell)
{
    for (std::size_t end = positions.size(); end > 0;) {
        std::size_t begin = end - 1;
        while (begin > 0 && positions[begin - 1] + 1 == positions[begin])
            --begin;
        tell(positions[begin], positions[end - 1]);
        end = begin;
    }
}

} // namespace

void RowSet::perform(Plan& plan)
{
    if (plan.moved.size() > mostSingleMoves) {
        performAtOnce(plan);
        return;
    }
    Order leaving = plan.hidden;
    std::ranges::copy_if(plan.freed, std::back_inserter(leaving), [this](SlotId id) { return m_slots[id].shown; });
    takeOutOfShown(leaving);
    takeOutOfAll(plan.freed);
    for (const SlotId id : plan.moved)
        move(id);
    putIntoAll(plan.added);
    Order entering = plan.revealed;
    std::ranges::copy_if(plan.added, std::back_inserter(entering), [this](SlotId id) { return m_slots[id].shown; });
    putIntoShown(std::move(entering));
    tellChanged(plan.changed);
}

std::size_t RowSet::positionIn(const Order& order, SlotId id) const
{
    const auto at = std::lower_bound(order.begin(), order.end(), id,
        [this](SlotId held, SlotId sought) { return m_order.less(m_slots[held], m_slots[sought]); });
    return static_cast<std::size_t>(at - order.begin());
}

std::vector<std::size_t> RowSet::positionsIn(const Order& order, const Order& ids) const
{
    std::vector<std::size_t> positions;
    positions.reserve(ids.size());
    for (const SlotId id : ids)
        positions.push_back(positionIn(order, id));
    std::ranges::sort(positions);
    return positions;
}

void RowSet::sortIds(Order& ids) const
{
    std::ranges::sort(ids, [this](SlotId a, SlotId b) { return m_order.less(m_slots[a], m_slots[b]); });
}

void RowSet::takeOutOfAll(const Order& ids)
{
    if (ids.empty())
        return;
    const std::vector<std::size_t> positions = positionsIn(m_all, ids);
    std::size_t out = positions.front();
    std::size_t skipped = 0;
    for (std::size_t in = out; in < m_all.size(); ++in) {
        if (skipped < positions.size() && positions[skipped] == in)
            ++skipped;
        else
            m_all[out++] = m_all[in];
    }
    m_all.resize(out);
}

void RowSet::putIntoAll(Order ids)
{
    if (ids.empty())
        return;
    sortIds(ids);
    std::size_t in = m_all.size();
    m_all.resize(in + ids.size());
    std::size_t out = m_all.size();
    for (std::size_t left = ids.size(); left-- > 0;) {
        const auto end = m_all.begin() + static_cast<std::ptrdiff_t>(in);
        const auto at = std::lower_bound(m_all.begin(), end, ids[left],
            [this](SlotId held, SlotId sought) { return m_order.less(m_slots[held], m_slots[sought]); });
        const auto moved = static_cast<std::size_t>(end - at);
        std::move_backward(at, end, m_all.begin() + static_cast<std::ptrdiff_t>(out));
        out -= moved;
        in -= moved;
        m_all[--out] = ids[left];
    }
}

void RowSet::takeOutOfShown(const Order& ids)
{
    runsBackwards(positionsIn(m_shown, ids), [this](std::size_t first, std::size_t last) {
        m_sink.aboutToRemoveRows(static_cast<int>(first), static_cast<int>(last));
        m_shown.erase(m_shown.begin() + static_cast<std::ptrdiff_t>(first),
            m_shown.begin() + static_cast<std::ptrdiff_t>(last) + 1);
        m_sink.removedRows();
    });
}

void RowSet::putIntoShown(Order ids)
{
    sortIds(ids);
    // Those with the same place in front of the same row are one run; from the last on, so that places stay true.
    for (std::size_t end = ids.size(); end > 0;) {
        const std::size_t at = positionIn(m_shown, ids[end - 1]);
        std::size_t begin = end - 1;
        while (begin > 0 && positionIn(m_shown, ids[begin - 1]) == at)
            --begin;
        m_sink.aboutToInsertRows(static_cast<int>(at), static_cast<int>(at + (end - begin) - 1));
        m_shown.insert(m_shown.begin() + static_cast<std::ptrdiff_t>(at),
            ids.begin() + static_cast<std::ptrdiff_t>(begin), ids.begin() + static_cast<std::ptrdiff_t>(end));
        m_sink.insertedRows();
        end = begin;
    }
}

void RowSet::move(SlotId id)
{
    const std::size_t from = positionIn(m_shown, id);
    const bool isRow = from < m_shown.size() && m_shown[from] == id;
    m_all.erase(m_all.begin() + static_cast<std::ptrdiff_t>(positionIn(m_all, id)));
    m_slots[id].placed.reset();
    m_order.prepare(m_slots[id]);
    m_unsettled.erase(id);
    const auto allAt = static_cast<std::ptrdiff_t>(positionIn(m_all, id));
    m_all.insert(m_all.begin() + allAt, id);
    if (!isRow)
        return;
    const auto row = m_shown.begin() + static_cast<std::ptrdiff_t>(from);
    // All rows but this one are in order: it goes up into the rows before it, or down into those behind it.
    const auto lessThan = [this](SlotId held, SlotId sought) { return m_order.less(m_slots[held], m_slots[sought]); };
    auto to = std::lower_bound(m_shown.begin(), row, id, lessThan);
    if (to == row)
        to = std::lower_bound(row + 1, m_shown.end(), id, lessThan);
    if (to == row + 1)
        return;
    const int target = static_cast<int>(to - m_shown.begin());
    m_sink.aboutToMoveRow(static_cast<int>(from), target);
    if (to < row)
        std::rotate(to, row, row + 1);
    else
        std::rotate(row, row + 1, to);
    m_sink.movedRow();
}

void RowSet::tellChanged(const Order& ids)
{
    runsBackwards(positionsIn(m_shown, ids), [this](std::size_t first, std::size_t last) {
        m_sink.changedRows(static_cast<int>(first), static_cast<int>(last));
    });
}

void RowSet::performAtOnce(Plan& plan)
{
    Order leaving = plan.freed;
    leaving.insert(leaving.end(), plan.moved.begin(), plan.moved.end());
    takeOutOfAll(leaving);
    for (const SlotId id : plan.moved) {
        m_slots[id].placed.reset();
        m_order.prepare(m_slots[id]);
        m_unsettled.erase(id);
    }
    Order entering = std::move(plan.added);
    entering.insert(entering.end(), plan.moved.begin(), plan.moved.end());
    m_order.sort(m_slots, entering);
    if (m_all.empty()) {
        m_all = std::move(entering);
    } else if (!entering.empty()) {
        Order merged;
        merged.reserve(m_all.size() + entering.size());
        std::ranges::merge(m_all, entering, std::back_inserter(merged),
            [this](SlotId a, SlotId b) { return m_order.less(m_slots[a], m_slots[b]); });
        m_all = std::move(merged);
    }
    show(shownOfAll(), !plan.changed.empty());
}

RowSet::Order RowSet::shownOfAll() const
{
    Order shown;
    shown.reserve(m_all.size());
    std::ranges::copy_if(m_all, std::back_inserter(shown), [this](SlotId id) { return m_slots[id].shown; });
    return shown;
}

void RowSet::show(Order shown, bool contentChanged)
{
    const int lastOld = rowCount() - 1;
    const int lastNew = static_cast<int>(shown.size()) - 1;
    if (shown == m_shown) {
        if (contentChanged && lastNew >= 0)
            m_sink.changedRows(0, lastNew);
    } else if (m_shown.empty()) {
        m_sink.aboutToInsertRows(0, lastNew);
        m_shown = std::move(shown);
        m_sink.insertedRows();
    } else if (shown.empty()) {
        m_sink.aboutToRemoveRows(0, lastOld);
        m_shown.clear();
        m_sink.removedRows();
    } else {
        m_sink.aboutToRearrange();
        const Order old = std::exchange(m_shown, std::move(shown));
        std::vector<int> rowOfSlot; // made when the first persistent index asks
        m_sink.rearranged([&](int oldRow) {
            if (rowOfSlot.empty()) {
                rowOfSlot.assign(m_slots.size(), -1);
                for (std::size_t row = 0; row < m_shown.size(); ++row)
                    rowOfSlot[m_shown[row]] = static_cast<int>(row);
            }
            return rowOfSlot[old[static_cast<std::size_t>(oldRow)]];
        });
    }
}

} // namespace Strato
