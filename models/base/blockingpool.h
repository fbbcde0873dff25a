// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/executor.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <type_traits>

namespace Strato {

/// Threads for work that may never end: reading a file of a mount that is gone. They start when there is work and end
/// when there is none; one that hangs holds up nobody but its own answer, and is left behind by stop(). Any thread may
/// submit.
class BlockingPool final {
public:
    /// What its threads are worth to the kernel. A program that one of them starts inherits it.
    enum class Priority : std::uint8_t {
        BelowInterface, ///< nice 5: work of our own never holds up painting
        Unchanged ///< as ours: for programs that a person waits for
    };

    /// @p most: how many may hang before the next one waits for them.
    explicit BlockingPool(std::size_t most = 32, Priority priority = Priority::BelowInterface);
    ~BlockingPool(); ///< stops
    BlockingPool(const BlockingPool&) = delete;
    BlockingPool& operator=(const BlockingPool&) = delete;

    /// Calls @p read on a thread of the pool, and there @p answer with what it returned. @p read captures values alone,
    /// since it may outlive everything; @p answer never runs after stop(). Dropped after stop().
    template <class Read, class Answer> void submit(Read read, Answer answer)
    {
        const auto value = std::make_shared<std::optional<std::invoke_result_t<Read&>>>();
        start({ [value, read = std::move(read)]() mutable { value->emplace(read()); },
            [value, answer = std::move(answer)]() mutable { answer(std::move(**value)); } });
    }
    /// Drops what waits, gives what is being read @p patience, and drops its answer if it is not there by then. Not in
    /// an answer. Again: nothing happens.
    void stop(Duration patience = std::chrono::milliseconds(300));

private:
    struct Job {
        Task read;
        Task answer;
    };
    struct State;
    void start(Job job);

    const Priority m_priority;
    const std::shared_ptr<State> m_state; // of the threads too, which may outlive us
};

} // namespace Strato
