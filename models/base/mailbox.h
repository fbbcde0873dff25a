// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace Strato {

/// The only way values cross threads in models/ (ADR 0005): a mutex and one wake-up a batch.
/// Any thread pushes; the owner drains. `wake` is called, outside the lock, only when the box goes from empty to
/// non-empty, so a thousand pushes cost the owner one event.
template <class T> class Mailbox {
public:
    explicit Mailbox(std::function<void()> wake)
        : m_wake(std::move(wake))
    {
    }

    void push(T value)
    {
        bool first = false;
        {
            const std::scoped_lock lock(m_mutex);
            first = m_values.empty();
            m_values.push_back(std::move(value));
        }
        if (first && m_wake)
            m_wake();
    }

    /// Takes all that has arrived, in order of arrival.
    [[nodiscard]] std::vector<T> drain()
    {
        std::vector<T> taken;
        const std::scoped_lock lock(m_mutex);
        taken.swap(m_values);
        return taken;
    }

    [[nodiscard]] std::size_t size() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_values.size();
    }

private:
    const std::function<void()> m_wake;
    mutable std::mutex m_mutex; // guards m_values
    std::vector<T> m_values;
};

} // namespace Strato
