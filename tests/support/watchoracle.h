// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/kube/sync/objectstore.h"

#include <QStringList>

namespace Strato {

/// Everything of one kind at one moment: name -> uid, version.
using ServedState = std::map<std::string, std::pair<std::string, std::string>>;

[[nodiscard]] ServedState shownBy(const ObjectStore& store);

/// What one client asked and what its store made of the answers, in order.
struct WatchLog {
    struct Asked {
        int from = 0; ///< version that a watch was asked to go on from
        int least = 0; ///< version that the client is known to have seen everything up to
        int most = 0; ///< version of the last list, event or bookmark that the server had sent
    };
    struct Shown {
        ServedState state;
        std::optional<int> version; ///< that the client says it has seen everything up to; nothing: it says so of none
        std::size_t changes = 0; ///< of the log, until then
        int fills = 0; ///< lists and WatchLists asked for until then
        std::uint64_t coalesced = 0; ///< events that were merged until then, and said to be
    };
    std::vector<Asked> asked;
    std::vector<Change> changes;
    std::vector<Shown> shown; ///< between two runs of the data thread: what a view may read
};

/// Seven of etcd's nine watch validators (etcd, tests/robustness/validate/watch.go; the other two look at the previous
/// value and at creation), turned to the side of the client: does the log of what it did and showed agree with every
/// state that the server ever had?
class WatchOracle final {
public:
    /// @p kind: of every object. @p states: each state of the server by the revision that made it; one change each.
    WatchOracle(std::string kind, const std::map<int, ServedState>& states);

    [[nodiscard]] QStringList filter(const WatchLog& log) const; ///< nothing that was not asked for
    [[nodiscard]] static QStringList ordered(const WatchLog& log); ///< changes without gaps, versions that rise
    [[nodiscard]] static QStringList unique(const WatchLog& log); ///< each version of an object once, after the last
    [[nodiscard]] QStringList atomic(const WatchLog& log) const; ///< every state shown is one that the server had
    /// No state is older than one before it; and where nothing was listed or merged, every revision is a change.
    [[nodiscard]] QStringList reliable(const WatchLog& log) const;
    [[nodiscard]] static QStringList resumable(const WatchLog& log); ///< watches go on from what was told last
    [[nodiscard]] QStringList bookmarkable(const WatchLog& log) const; ///< a version means: all up to it is shown

    /// All seven, each complaint with the name of its validator; empty: none.
    [[nodiscard]] QStringList complaints(const WatchLog& log) const;

private:
    const std::string m_kind;
    const std::map<int, ServedState>& m_states;
};

} // namespace Strato
