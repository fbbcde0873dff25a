// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/recorder/changelog.h"

#include <algorithm>

namespace Strato {

void ChangeBudget::forgetWhatIsTooMuch()
{
    while (m_used > m_maxBytes) {
        ChangeLog* oldest = nullptr;
        for (ChangeLog* log : m_logs) {
            const bool isOlder = !log->m_changes.empty()
                && (!oldest || log->m_changes.front().seenTime < oldest->m_changes.front().seenTime);
            oldest = isOlder ? log : oldest;
        }
        if (!oldest)
            return;
        oldest->forgetOldest();
    }
}

ChangeLog::ChangeLog(std::size_t maxBytes)
    : ChangeLog(std::make_shared<ChangeBudget>(maxBytes))
{
}

ChangeLog::ChangeLog(std::shared_ptr<ChangeBudget> budget)
    : m_budget(std::move(budget))
{
    m_budget->m_logs.push_back(this);
}

ChangeLog::~ChangeLog()
{
    std::erase(m_budget->m_logs, this);
    m_budget->m_used -= m_bytes;
}

std::size_t ChangeLog::cost(const Change& change)
{
    return sizeof(Change) + (change.before ? Strato::footprint(*change.before) : 0);
}

void ChangeLog::append(Change change)
{
    Q_ASSERT(change.seq == m_lastSeq + 1);
    m_lastSeq = change.seq;
    const std::size_t bytes = cost(change);
    m_bytes += bytes;
    m_budget->m_used += bytes;
    m_changes.push_back(std::move(change));
    m_budget->forgetWhatIsTooMuch();
}

void ChangeLog::forgetOldest()
{
    const Change& oldest = m_changes.front();
    // A state can be rebuilt up to the moment of the first change that is still held, not before it.
    if (m_knownSince)
        m_knownSince = std::max(*m_knownSince, oldest.seenTime);
    const std::size_t bytes = cost(oldest);
    m_bytes -= bytes;
    m_budget->m_used -= bytes;
    m_changes.pop_front();
}

void ChangeLog::markKnown(Instant moment)
{
    if (!m_knownSince)
        m_knownSince = moment;
}

std::optional<Delta> ChangeLog::since(std::uint64_t seq) const
{
    const std::uint64_t held = m_changes.size();
    if (seq > m_lastSeq || m_lastSeq - seq > held)
        return std::nullopt;
    const auto skip = static_cast<std::ptrdiff_t>(held - (m_lastSeq - seq));
    Delta delta = mergedChanges(m_changes.begin() + skip, m_changes.end());
    delta.fromSeq = seq + 1;
    delta.toSeq = m_lastSeq;
    return delta;
}

bool ChangeLog::walkBack(Instant moment, const std::function<void(const Change&)>& visit) const
{
    if (!m_knownSince || moment < *m_knownSince)
        return false;
    // Stores stamp seenTime so that it never falls, also when the wall clock is set back: order is the stream's.
    for (auto it = m_changes.rbegin(); it != m_changes.rend() && it->seenTime > moment; ++it)
        visit(*it);
    return true;
}

Delta mergedChanges(const std::deque<Change>::const_iterator& begin, const std::deque<Change>::const_iterator& end)
{
    Delta delta;
    std::unordered_map<EntityId, const Change*> newest;
    std::vector<EntityId> order;
    std::unordered_map<EntityId, bool> existed;
    for (auto it = begin; it != end; ++it) {
        const auto [at, fresh] = newest.insert_or_assign(it->entity, &*it);
        if (fresh) {
            order.push_back(it->entity);
            existed.emplace(it->entity, it->before != nullptr);
        } else {
            ++delta.coalesced;
        }
    }
    for (const EntityId& entity : order) {
        const Change& last = *newest.at(entity);
        if (last.after)
            delta.upserted.push_back(last.after);
        else if (existed.at(entity))
            delta.removed.push_back(entity);
    }
    return delta;
}

} // namespace Strato
