// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/timerqueue.h"

namespace Strato {

TimerQueue::Id TimerQueue::add(Duration due, Task task)
{
    const Id id = newId();
    m_tasks.emplace(std::pair(due, id), std::move(task));
    m_due.emplace(id, due);
    return id;
}

Task TimerQueue::take(Id id)
{
    const auto due = m_due.find(id);
    if (due == m_due.end())
        return {};
    auto node = m_tasks.extract({ due->second, id });
    m_due.erase(due);
    return std::move(node.mapped());
}

Task TimerQueue::takeDue(Duration now)
{
    if (m_tasks.empty() || m_tasks.begin()->first.first > now)
        return {};
    return take(m_tasks.begin()->first.second);
}

std::optional<Duration> TimerQueue::nextDue() const
{
    return m_tasks.empty() ? std::nullopt : std::optional(m_tasks.begin()->first.first);
}

} // namespace Strato
