// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/change.h"
#include "models/base/executor.h"

#include <unordered_map>

namespace Strato {

/// Merges Changes by entity and hands them on at most ten times a second; the first change after a rest goes at the
/// next tick of the loop's timer, not after a full wait. Data thread only; its executor must outlive it.
class DeltaBuffer final {
public:
    using Listener = std::function<void(std::shared_ptr<const Delta>)>;
    static constexpr Duration interval = std::chrono::milliseconds(100);

    DeltaBuffer(Executor& executor, Listener listener);
    ~DeltaBuffer();
    DeltaBuffer(const DeltaBuffer&) = delete;
    DeltaBuffer& operator=(const DeltaBuffer&) = delete;

    /// @p changes are of one source, ascending. `initial` ones are handed on at once, as one Delta with firstFill;
    /// at once, too, the rows of a Table that stand in for objects.
    void add(const std::vector<Change>& changes);
    void flush();

private:
    struct Pending {
        Change last;
        bool existed = false; // before the first change that is merged here
    };

    void merge(const Change& change);
    void schedule();
    [[nodiscard]] Delta take();

    Executor& m_executor;
    const Listener m_listener;
    std::unordered_map<EntityId, std::size_t> m_index; // into m_pending
    std::vector<Pending> m_pending;
    std::uint64_t m_fromSeq = 0;
    std::uint64_t m_toSeq = 0;
    std::uint64_t m_coalesced = 0;
    std::optional<Duration> m_lastFlush; // monotonic
    Executor::TimerId m_timer = 0;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace Strato
