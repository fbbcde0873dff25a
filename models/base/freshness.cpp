// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/freshness.h"

#include <algorithm>

namespace Strato {

namespace {

int weight(Freshness freshness)
{
    switch (freshness) {
    case Freshness::Live: return 0;
    case Freshness::CatchingUp: return 1;
    case Freshness::NotConnected: return 2;
    case Freshness::Stale: return 3;
    case Freshness::Lost: return 4;
    }
    return 4;
}

} // namespace

FreshnessBoard::FreshnessBoard(Listener onChange, Removed onRemove)
    : m_onChange(std::move(onChange))
    , m_onRemove(std::move(onRemove))
{
}

void FreshnessBoard::set(const SourceStatus& status, Holder holder)
{
    {
        const std::scoped_lock lock(m_mutex);
        std::vector<Held>& all = m_statuses[status.id];
        auto held = std::ranges::find(all, holder, &Held::holder);
        if (held == all.end())
            held = all.insert(held, { holder, SourceStatus {} });
        if (held->status == status)
            return;
        held->status = status;
        if (held != all.begin())
            return;
    }
    if (m_onChange)
        m_onChange(status);
}

void FreshnessBoard::remove(const std::string& id, Holder holder)
{
    std::optional<SourceStatus> next;
    {
        const std::scoped_lock lock(m_mutex);
        const auto it = m_statuses.find(id);
        if (it == m_statuses.end())
            return;
        std::vector<Held>& all = it->second;
        const auto held = std::ranges::find(all, holder, &Held::holder);
        if (held == all.end())
            return;
        const bool shown = held == all.begin();
        all.erase(held);
        if (!all.empty()) {
            if (!shown)
                return;
            next = all.front().status;
        } else {
            m_statuses.erase(it);
        }
    }
    if (next && m_onChange)
        m_onChange(*next);
    if (!next && m_onRemove)
        m_onRemove(id);
}

std::optional<SourceStatus> FreshnessBoard::find(const std::string& id) const
{
    const std::scoped_lock lock(m_mutex);
    const auto it = m_statuses.find(id);
    return it == m_statuses.end() ? std::nullopt : std::optional(it->second.front().status);
}

std::vector<SourceStatus> FreshnessBoard::all() const
{
    const std::scoped_lock lock(m_mutex);
    std::vector<SourceStatus> statuses;
    statuses.reserve(m_statuses.size());
    for (const auto& [id, held] : m_statuses)
        statuses.push_back(held.front().status);
    return statuses;
}

Freshness combined(const std::vector<Freshness>& all)
{
    if (all.empty())
        return Freshness::NotConnected;
    return *std::ranges::max_element(all, {}, weight);
}

const SourceStatus* leastFresh(const std::vector<SourceStatus>& all)
{
    const auto worst = std::ranges::max_element(all, [](const SourceStatus& a, const SourceStatus& b) {
        if (weight(a.freshness) != weight(b.freshness))
            return weight(a.freshness) < weight(b.freshness);
        return a.asOf && b.asOf && *a.asOf > *b.asOf;
    });
    return worst == all.end() ? nullptr : &*worst;
}

} // namespace Strato
