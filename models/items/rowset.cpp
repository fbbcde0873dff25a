// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/rowset.h"

#include "models/base/fetchahead.h"
#include "models/items/rowsink.h"

#include <algorithm>

namespace Strato {

namespace {

constexpr std::size_t sliceItems = 64; // between two looks at the clock
constexpr std::size_t alwaysSmall = 32; // so few are ranges in any list
constexpr std::size_t largeShare = 20; // over a twentieth of the rows is one operation

} // namespace

RowSet::RowSet(const Clock& clock, RowSink& sink)
    : m_clock(clock)
    , m_sink(sink)
    , m_order(m_layout)
{
}

std::size_t RowSet::largeFrom() const
{
    return std::max(alwaysSmall, m_all.size() / largeShare) + 1;
}

void RowSet::apply(std::vector<RecordPtr> upserted, std::vector<EntityId> removed)
{
    for (const RecordPtr& record : upserted) {
        if (!m_layout.knows(record->schema))
            adoptSchema(record->schema);
    }
    const std::size_t count = upserted.size() + removed.size();
    if (!m_pending.empty() || (!m_all.empty() && count < largeFrom())) {
        enqueue(upserted, removed);
        continueWork();
        return;
    }
    std::vector<Item> items; // the whole of it at once: no need to merge
    items.reserve(count);
    for (EntityId& entity : removed)
        items.push_back({ {}, std::move(entity) });
    for (RecordPtr& record : upserted)
        items.push_back({ std::move(record), {} });
    take(items);
}

void RowSet::enqueue(std::vector<RecordPtr>& upserted, std::vector<EntityId>& removed)
{
    const auto put = [this](Item item) {
        const auto [at, isNew] = m_pendingAt.try_emplace(item.entity(), m_pending.size());
        if (isNew)
            m_pending.push_back(std::move(item));
        else
            m_pending[at->second] = std::move(item);
    };
    for (EntityId& entity : removed)
        put({ {}, std::move(entity) });
    for (RecordPtr& record : upserted)
        put({ std::move(record), {} });
}

bool RowSet::continueWork()
{
    const Duration deadline = m_clock.monotonic() + frameBudget;
    std::vector<Item> pending = std::exchange(m_pending, {});
    m_pendingAt.clear();
    std::size_t done = 0;
    if (pending.size() >= largeFrom()) {
        take(pending);
        done = pending.size();
    }
    while (done < pending.size()) {
        const std::size_t count = std::min(sliceItems, pending.size() - done);
        take(std::span(pending).subspan(done, count));
        done += count;
        if (m_clock.monotonic() >= deadline)
            break;
    }
    for (; done < pending.size(); ++done) { // nothing was queued meanwhile: sinks do not call back
        m_pendingAt.emplace(pending[done].entity(), m_pending.size());
        m_pending.push_back(std::move(pending[done]));
    }
    return !m_pending.empty();
}

void RowSet::take(std::span<Item> items)
{
    const bool atOnce = m_all.empty() || items.size() >= largeFrom();
    if (items.size() > m_slotOf.size()) { // a fill; a first page may have come before it
        m_slots.reserve(items.size());
        m_slotOf.reserve(items.size());
    }
    Plan plan;
    const auto recordAt = [&](std::size_t place) { return items[place].record.get(); };
    for (std::size_t i = 0; i < items.size(); ++i) {
        fetchAhead(i, items.size(), recordAt, [](const Record& next) {
            next.name.prefetch();
            next.nameSpace.prefetch();
        });
        integrate(items[i], plan);
    }
    if (atOnce)
        performAtOnce(plan);
    else
        perform(plan);
    release(plan.freed);
}

void RowSet::integrate(Item& item, Plan& plan)
{
    const auto held = m_slotOf.find(item.entity().handle());
    if (held == m_slotOf.end()) {
        if (!item.record)
            return;
        const SlotId id = allocate(std::move(item.record), m_all.empty());
        m_slotOf.emplace(m_slots[id].record->entity.handle(), id);
        plan.added.push_back(id);
        return;
    }
    const SlotId id = held->second;
    const bool sameIncarnation = item.record && m_slots[id].record->uid == item.record->uid;
    if (sameIncarnation) {
        update(id, std::move(item.record), plan);
        return;
    }
    plan.freed.push_back(id);
    if (!item.record) {
        m_slotOf.erase(held);
        return;
    }
    held->second = allocate(std::move(item.record), false); // same name, another thing: a row of its own
    plan.added.push_back(held->second);
}

void RowSet::update(SlotId id, RecordPtr record, Plan& plan)
{
    RowSlot& slot = m_slots[id];
    if (slot.record == record)
        return;
    if (sameContent(*slot.record, *record) && slot.record->searchText == record->searchText) {
        slot.record = std::move(record);
        return;
    }
    const bool wasShown = slot.shown;
    const bool mayMoveNow = slot.record->provisional;
    if (!slot.placed)
        slot.placed = slot.record;
    slot.record = std::move(record);
    slot.shown = m_matcher.matches(*slot.record);
    const bool samePlace = m_order.samePlace(*slot.placed, *slot.record) || stillFits(id);
    if (samePlace) {
        slot.placed.reset();
        m_unsettled.erase(id);
    } else {
        m_unsettled.insert(id);
    }
    // One that is or becomes hidden jumps under nobody's pointer.
    if (!samePlace && (mayMoveNow || !wasShown || !slot.shown))
        plan.moved.push_back(id);
    if (wasShown && !slot.shown)
        plan.hidden.push_back(id);
    else if (!wasShown && slot.shown)
        plan.revealed.push_back(id);
    else if (wasShown)
        plan.changed.push_back(id);
}

bool RowSet::stillFits(SlotId id)
{
    const std::size_t at = positionIn(m_all, id);
    RowSlot now = m_slots[id];
    now.placed.reset();
    m_order.prepare(now);
    const bool fits = (at == 0 || m_order.less(m_slots[m_all[at - 1]], now))
        && (at + 1 >= m_all.size() || m_order.less(now, m_slots[m_all[at + 1]]));
    if (fits) {
        m_slots[id].key = now.key;
        m_slots[id].group = now.group;
    }
    return fits;
}

RowSet::SlotId RowSet::allocate(RecordPtr record, bool initial)
{
    RowSlot slot;
    slot.record = std::move(record);
    slot.shown = m_matcher.matches(*slot.record);
    slot.arrived = initial ? Duration(-1) : m_clock.monotonic();
    m_order.prepare(slot);
    if (m_free.empty()) {
        m_slots.push_back(std::move(slot));
        return static_cast<SlotId>(m_slots.size() - 1);
    }
    const SlotId id = m_free.back();
    m_free.pop_back();
    m_slots[id] = std::move(slot);
    return id;
}

void RowSet::release(const Order& freed)
{
    for (const SlotId id : freed) {
        m_slots[id] = {};
        m_unsettled.erase(id);
        m_free.push_back(id);
    }
}

void RowSet::replaceAll(std::vector<RecordPtr> records)
{
    m_pending.clear();
    m_pendingAt.clear();
    if (m_all.empty()) {
        apply(std::move(records), {});
        return;
    }
    std::unordered_set<EntityId> kept;
    kept.reserve(records.size());
    for (const RecordPtr& record : records)
        kept.insert(record->entity);
    std::vector<EntityId> removed;
    for (const SlotId id : m_all) {
        if (!kept.contains(m_slots[id].record->entity))
            removed.push_back(m_slots[id].record->entity);
    }
    std::erase_if(records, [this](const RecordPtr& record) { return find(record->entity) == record; });
    apply(std::move(records), std::move(removed));
}

/// What the filter will look at in the next turns: it lies all over the memory.
void RowSet::fetchSearched(const Order& order, std::size_t i) const
{
    fetchAhead(
        i, order.size(), [&](std::size_t place) { return m_slots[order[place]].record.get(); },
        [this](const Record& next) { m_matcher.fetch(next); },
        [this](const Record& next) { m_matcher.fetchText(next); });
}

void RowSet::setFilter(FilterMatcher matcher)
{
    const bool narrows = matcher.query().narrows(m_matcher.query());
    m_matcher = std::move(matcher);
    Plan plan;
    const Order& looked = narrows ? m_shown : m_all;
    for (std::size_t i = 0; i < looked.size(); ++i) {
        const SlotId id = looked[i];
        fetchSearched(looked, i);
        RowSlot& slot = m_slots[id];
        const bool wasShown = std::exchange(slot.shown, m_matcher.matches(*slot.record));
        if (wasShown && !slot.shown)
            plan.hidden.push_back(id);
        else if (!wasShown && slot.shown)
            plan.revealed.push_back(id);
    }
    if (plan.hidden.size() + plan.revealed.size() < largeFrom())
        perform(plan);
    else
        show(shownOfAll(), false);
}

void RowSet::setSort(const RowOrder::Level& level)
{
    if (!m_order.setFirst(level))
        return;
    for (const SlotId id : m_all) {
        m_slots[id].placed.reset();
        m_order.prepare(m_slots[id]);
    }
    // Rows that had not settled stood where the old levels no longer put them.
    if (std::exchange(m_unsettled, {}).empty())
        m_order.sortByFirst(m_slots, m_all);
    else
        m_order.sort(m_slots, m_all);
    show(shownOfAll(), false);
}

void RowSet::adoptSchema(const SchemaPtr& schema)
{
    if (m_layout.knows(schema))
        return;
    const int added = static_cast<int>(m_layout.missing(*schema).size());
    const int at = m_layout.schemaEnd();
    if (added > 0)
        m_sink.aboutToInsertColumns(at, at + added - 1);
    m_layout.adopt(schema);
    m_order.columnsChanged();
    if (added > 0)
        m_sink.insertedColumns();
}

void RowSet::settle()
{
    if (m_unsettled.empty())
        return;
    Plan plan;
    plan.moved.assign(m_unsettled.begin(), m_unsettled.end());
    if (plan.moved.size() < largeFrom())
        perform(plan);
    else
        performAtOnce(plan);
}

int RowSet::rowOf(const EntityId& entity) const
{
    const auto held = m_slotOf.find(entity.handle());
    if (held == m_slotOf.end() || !m_slots[held->second].shown)
        return -1;
    const std::size_t at = positionIn(m_shown, held->second);
    return at < m_shown.size() && m_shown[at] == held->second ? static_cast<int>(at) : -1;
}

RecordPtr RowSet::find(const EntityId& entity) const
{
    const auto held = m_slotOf.find(entity.handle());
    return held == m_slotOf.end() ? nullptr : m_slots[held->second].record;
}

std::vector<std::size_t> RowSet::countsWithoutEachTerm()
{
    std::vector<std::size_t> counts(m_matcher.query().terms().size(), static_cast<std::size_t>(rowCount()));
    for (const SlotId id : m_all)
        m_matcher.countWithoutEachTerm(*m_slots[id].record, counts);
    return counts;
}

} // namespace Strato
