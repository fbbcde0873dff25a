// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/sync/deltabuffer.h"

#include <algorithm>

namespace Strato {
namespace {

constexpr std::size_t largestKept = 4096; // changes of one tenth of a second

/// Whether each entity appears once, be it in the place of its row of a Table: nothing is to be merged.
bool appearsOnly(const std::vector<Change>& changes)
{
    return std::ranges::all_of(
        changes, [](const Change& change) { return change.after && (!change.before || change.before->provisional); });
}

/// Rows of a Table that stand in for objects on their way: somebody waits for the first screenful, and they come once a
/// kind.
bool isStandIn(const Change& change)
{
    return change.after && change.after->provisional;
}

std::shared_ptr<Delta> asFill(const std::vector<Change>& changes)
{
    auto delta = std::make_shared<Delta>();
    delta->fromSeq = changes.front().seq;
    delta->toSeq = changes.back().seq;
    delta->upserted.reserve(changes.size());
    for (const Change& change : changes)
        delta->upserted.push_back(change.after);
    return delta;
}

} // namespace

DeltaBuffer::DeltaBuffer(Executor& executor, Listener listener)
    : m_executor(executor)
    , m_listener(std::move(listener))
{
}

DeltaBuffer::~DeltaBuffer()
{
    if (m_timer != 0)
        m_executor.cancel(m_timer);
}

void DeltaBuffer::add(const std::vector<Change>& changes)
{
    if (changes.empty())
        return;
    const bool fill = std::ranges::any_of(changes, &Change::initial);
    const bool atOnce = fill || std::ranges::all_of(changes, isStandIn);
    if (atOnce)
        flush(); // what came before the fill must not be mistaken for a part of it
    auto delta = atOnce && appearsOnly(changes) ? asFill(changes) : std::shared_ptr<Delta>();
    if (!delta) {
        for (const Change& change : changes)
            merge(change);
    }
    if (atOnce) {
        if (!delta)
            delta = std::make_shared<Delta>(take());
        delta->firstFill = fill;
        m_lastFlush = m_executor.clock().monotonic();
        m_listener(std::move(delta));
    } else {
        schedule();
    }
}

void DeltaBuffer::merge(const Change& change)
{
    if (m_pending.empty())
        m_fromSeq = change.seq;
    m_toSeq = change.seq;
    const auto [it, fresh] = m_index.try_emplace(change.entity, m_pending.size());
    if (fresh) {
        m_pending.push_back({ change, change.before != nullptr });
    } else {
        ++m_coalesced;
        m_pending[it->second].last = change;
    }
}

void DeltaBuffer::schedule()
{
    if (m_timer != 0)
        return;
    const Duration now = m_executor.clock().monotonic();
    const Duration due = m_lastFlush ? *m_lastFlush + interval : now;
    // A short wait even after a rest: the changes of one burst arrive as one Delta.
    const Duration wait = std::max(due - now, Duration(std::chrono::milliseconds(5)));
    m_timer = m_executor.postAfter(wait, [this, alive = std::weak_ptr<bool>(m_alive)] {
        if (alive.expired())
            return;
        m_timer = 0;
        flush();
    });
}

void DeltaBuffer::flush()
{
    if (m_pending.empty())
        return;
    if (m_timer != 0) {
        m_executor.cancel(m_timer);
        m_timer = 0;
    }
    m_lastFlush = m_executor.clock().monotonic();
    m_listener(std::make_shared<Delta>(take()));
}

Delta DeltaBuffer::take()
{
    Delta delta;
    delta.fromSeq = m_fromSeq;
    delta.toSeq = m_toSeq;
    delta.coalesced = m_coalesced;
    for (Pending& pending : m_pending) {
        if (pending.last.after)
            delta.upserted.push_back(std::move(pending.last.after));
        else if (pending.existed)
            delta.removed.push_back(pending.last.entity);
    }
    if (m_pending.size() > largestKept) { // a fill: its room is not needed again
        m_pending = {};
        m_index = {};
    }
    m_pending.clear();
    m_index.clear();
    m_coalesced = 0;
    return delta;
}

} // namespace Strato
