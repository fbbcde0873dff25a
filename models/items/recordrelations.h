// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/record.h"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace Strato {

/// Who belongs to whom among the records of one cluster: children by their owner's uid, events by the object that they
/// are about. It names records and finds them where they are held, so a record that changes but keeps its owner costs
/// nothing here. Not thread-safe.
class RecordRelations final {
public:
    using Records = std::unordered_map<const void*, RecordPtr>; ///< of one kind, by EntityId::handle()

    /// @p record was put into @p among, which outlives it here.
    void add(const Record& record, const Records& among);
    void replace(const Record& before, const Record& after, const Records& among); ///< both of one entity
    void remove(const Record& record);

    [[nodiscard]] std::vector<RecordPtr> childrenOf(const Record& owner, std::size_t atMost) const;
    /// Events of @p object's uid, and those of its kind, namespace and name.
    [[nodiscard]] std::vector<RecordPtr> eventsAbout(const Record& object) const;
    /// Records that were put in or given in answers, all told: what the answers have cost.
    [[nodiscard]] std::uint64_t visits() const { return m_visits; }

private:
    struct Member {
        EntityId entity; // keeps the handle valid
        const Records* among = nullptr;
    };
    using Members = std::vector<Member>;
    template <class Key> using Index = std::unordered_map<Key, Members>;

    template <class Key> static void put(Index<Key>& index, const Key& key, const Member& member);
    template <class Key> static void take(Index<Key>& index, const Key& key, const EntityId& entity);
    void give(const Members& members, std::size_t atMost, std::vector<RecordPtr>& to) const;

    Index<IString> m_children; // by the owner's uid
    Index<std::string> m_events; // by the object's uid and by its place, see eventKeys()
    mutable std::uint64_t m_visits = 0;
};

} // namespace Strato
