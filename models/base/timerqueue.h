// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/clock.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <utility>

namespace Strato {

using Task = std::function<void()>;

/// The timers of an Executor, by due time, then order of adding. Its owner locks; what it takes out of the queue dies
/// outside the lock, for what a task captured may call back when it dies.
class TimerQueue final {
public:
    using Id = std::uint64_t; ///< never 0

    [[nodiscard]] Id newId() { return m_next++; } ///< of a timer that is never added: nothing is run or cancelled by it
    Id add(Duration due, Task task);
    [[nodiscard]] Task take(Id id); ///< null: it has begun, or was never added
    [[nodiscard]] Task takeDue(Duration now); ///< the first that is due; null: none
    [[nodiscard]] std::optional<Duration> nextDue() const; ///< nothing: there is no timer

private:
    std::map<std::pair<Duration, Id>, Task> m_tasks;
    std::map<Id, Duration> m_due;
    Id m_next = 1;
};

} // namespace Strato
