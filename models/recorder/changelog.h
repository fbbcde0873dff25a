// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/changehistory.h"

#include <deque>
#include <memory>
#include <vector>

namespace Strato {

class ChangeLog;

/// The memory that the logs of several sources share: when it is full the oldest change of all is forgotten, so that a
/// busy cluster may use what the quiet ones leave. One thread: that of its logs.
class ChangeBudget final {
public:
    static constexpr std::size_t defaultBytes = std::size_t { 64 } * 1024 * 1024;

    explicit ChangeBudget(std::size_t maxBytes = defaultBytes)
        : m_maxBytes(maxBytes)
    {
    }
    [[nodiscard]] std::size_t used() const { return m_used; }

private:
    friend class ChangeLog;
    void forgetWhatIsTooMuch();

    const std::size_t m_maxBytes;
    std::size_t m_used = 0; // of all logs
    std::vector<ChangeLog*> m_logs;
};

/// The past of one source in memory, bounded in bytes: the oldest changes are forgotten (ADR 0003).
/// A change is charged with its `before`; its `after` is either the store's or charged to the change that follows.
/// One thread: the data thread.
class ChangeLog final : public ChangeHistory {
public:
    explicit ChangeLog(std::size_t maxBytes = ChangeBudget::defaultBytes); ///< with a budget of its own
    explicit ChangeLog(std::shared_ptr<ChangeBudget> budget);
    ~ChangeLog() override;
    ChangeLog(const ChangeLog&) = delete;
    ChangeLog& operator=(const ChangeLog&) = delete;
    ChangeLog(ChangeLog&&) = delete;
    ChangeLog& operator=(ChangeLog&&) = delete;

    void append(Change change) override;
    void markKnown(Instant moment) override;
    [[nodiscard]] std::optional<Instant> knownSince() const override { return m_knownSince; }
    [[nodiscard]] std::uint64_t lastSeq() const override { return m_lastSeq; }
    [[nodiscard]] std::optional<Delta> since(std::uint64_t seq) const override;
    bool walkBack(Instant moment, const std::function<void(const Change&)>& visit) const override;
    [[nodiscard]] std::size_t footprint() const override { return m_bytes; }
    [[nodiscard]] std::size_t size() const { return m_changes.size(); }

private:
    friend class ChangeBudget;
    [[nodiscard]] static std::size_t cost(const Change& change);
    void forgetOldest();

    const std::shared_ptr<ChangeBudget> m_budget;
    std::deque<Change> m_changes; // invariant: seq ascending without gaps, last one is m_lastSeq
    std::size_t m_bytes = 0; // sum of cost()
    std::uint64_t m_lastSeq = 0;
    std::optional<Instant> m_knownSince;
};

/// @p changes (ascending) merged by entity, the newest state of each; `firstFill` is false.
[[nodiscard]] Delta mergedChanges(
    const std::deque<Change>::const_iterator& begin, const std::deque<Change>::const_iterator& end);

} // namespace Strato
