// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace Strato {

/// The only way values cross threads in models/ (ADR 0005): a mutex and one wake-up a batch.
/// Any thread pushes; the owner drains. `wake` is called, outside the lock, only when the box goes from empty to
/// non-empty, so a thousand pushes cost the owner one event.
/// With a `fold` a box that nobody empties stays small: it is called with all that waits, inside the lock, whenever
/// that has doubled beyond `foldAt` values, and leaves fewer that mean the same.
template <class T> class Mailbox {
public:
    using Fold = std::function<void(std::vector<T>&)>;

    explicit Mailbox(std::function<void()> wake, Fold fold = {}, std::size_t foldAt = 64)
        : m_wake(std::move(wake))
        , m_fold(std::move(fold))
        , m_foldAt(foldAt)
        , m_nextFold(foldAt)
    {
    }

    void push(T value)
    {
        bool first = false;
        {
            const std::scoped_lock lock(m_mutex);
            first = m_values.empty();
            m_values.push_back(std::move(value));
            if (m_fold && m_values.size() >= m_nextFold) {
                m_fold(m_values);
                m_nextFold = std::max(m_foldAt, 2 * m_values.size());
            }
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
        m_nextFold = m_foldAt;
        return taken;
    }

    [[nodiscard]] std::size_t size() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_values.size();
    }

private:
    const std::function<void()> m_wake;
    const Fold m_fold;
    const std::size_t m_foldAt;
    mutable std::mutex m_mutex; // guards all below
    std::vector<T> m_values;
    std::size_t m_nextFold;
};

} // namespace Strato
