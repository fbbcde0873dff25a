// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/changehistory.h"
#include "models/base/statesource.h"
#include "models/kube/sync/gaps.h"
#include "models/kube/sync/recordpages.h"

#include <map>

namespace Strato {

/// Group and kind, comparable with views so that a look-up copies nothing.
struct KindOrder {
    using is_transparent = void;
    using View = std::pair<std::string_view, std::string_view>;
    [[nodiscard]] bool operator()(const View& a, const View& b) const { return a < b; }
};
using KindPages = std::map<std::pair<std::string, std::string>, RecordPages, KindOrder>;

/// Which records a list or watch speaks for: one kind, of one namespace or of all.
struct StoreScope {
    IString group;
    IString kind;
    IString nameSpace; ///< empty: all

    bool operator==(const StoreScope&) const = default;
};

/// All objects of one cluster, now and as far back as its history goes. One thread: the data thread; snapshots may be
/// read on any. Emits every difference as one Change with a gapless seq, and nothing where nothing differs.
class ObjectStore final : public StateSource {
public:
    /// Must not write to the store; the history lacks the changes until it returns.
    using Listener = std::function<void(const std::vector<Change>&)>;

    ObjectStore(const Clock& clock, std::unique_ptr<ChangeHistory> history, Listener listener);
    ~ObjectStore() override;

    /// Theirs minus ours: sourceTime of later changes.
    void setClockSkew(Duration skew) { m_skew = skew; }

    /// One object of a stream. Older or equal versions of the same incarnation are dropped (K36); another incarnation
    /// of the name is gone-and-appeared (K39). Returns the number of changes emitted.
    std::size_t upsert(const RecordPtr& record);
    std::size_t upsertAll(const std::vector<RecordPtr>& records);
    /// Gone. @p last may be null; a uid that is not the stored one changes nothing.
    std::size_t remove(const EntityId& entity, const IString& uid, const RecordPtr& last = {});
    /// The whole of @p scope at once: readers see old or new, never half (K38). What is no longer there is gone with
    /// finalStateUnknown (K37). The first time for a scope its records are `initial`, and its past is known from here.
    std::size_t replace(const StoreScope& scope, const std::vector<RecordPtr>& records);
    /// Drops @p entities to keep a bound ("newest 5,000 events"): gone for us, `unfollowed`.
    std::size_t evict(const std::vector<EntityId>& entities);
    /// Rows of a Table shown until the records arrive: only where nothing is stored yet.
    std::size_t addProvisional(const std::vector<RecordPtr>& records);
    /// The scope is no longer followed: its records go, `unfollowed`, and so does the knowledge of its past.
    std::size_t forget(const StoreScope& scope);

    /// Since @p from @p scope is not watched, until endGap(): what happens meanwhile is not seen, or seen late. A
    /// moment in it is unknown: of the kind alone, whose records at() then lacks, or @p ofWhole of the cluster. Nothing
    /// for a scope that was never filled.
    void beginGap(const StoreScope& scope, Instant from, bool ofWhole);
    void endGap(const StoreScope& scope);

    /// Every kind that is always followed has been filled or refused: the past is known from here.
    void markFirstFillComplete() { m_history->markKnown(stamp()); }

    [[nodiscard]] SnapshotPtr current() const override;
    [[nodiscard]] std::optional<SnapshotPtr> at(Instant moment) const override; ///< nothing in a gap of the whole, too
    [[nodiscard]] std::optional<Instant> knownSince() const override { return m_history->knownSince(); }
    [[nodiscard]] std::optional<Instant> knownSince(std::string_view group, std::string_view kind) const;
    /// When nothing was known of the cluster as a whole, after knownSince(): ascending, apart.
    [[nodiscard]] std::vector<Gaps::Span> gaps() const;
    [[nodiscard]] std::optional<Delta> since(std::uint64_t seq) const override { return m_history->since(seq); }

    [[nodiscard]] RecordPtr find(const EntityId& entity) const;
    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] std::size_t count(std::string_view group, std::string_view kind) const;
    [[nodiscard]] std::size_t recordBytes() const { return m_recordBytes; }
    [[nodiscard]] std::size_t historyBytes() const { return m_history->footprint(); }

private:
    class PagedSnapshot;
    enum class Removal : std::uint8_t { Seen, Missed, Unfollowed };
    struct KnownScope {
        StoreScope scope;
        Instant since;
        Gaps gaps {};
        bool ofWhole = false; // its gaps are the whole cluster's
    };
    using Changes = std::vector<Change>;

    void emitChange(Changes& out, const EntityId& entity, RecordPtr before, RecordPtr after);
    void put(Changes& out, const RecordPtr& record);
    void upsertInto(Changes& out, const RecordPtr& record);
    void removeInto(Changes& out, const RecordPtr& record, Removal how);
    void replaceInto(Changes& out, RecordPages& pages, const RecordPtr& record);
    std::size_t publish(Changes changes);
    [[nodiscard]] std::vector<KnownScope>::iterator findKnown(const StoreScope& scope);
    [[nodiscard]] Instant stamp();

    const Clock& m_clock;
    const std::unique_ptr<ChangeHistory> m_history;
    const Listener m_listener;
    mutable KindPages m_pages; // mutable: current() marks pages as shared, which no caller can see
    mutable SnapshotPtr
        m_snapshot; // the last one taken; dropped by the next write, so that readers between two writes share one
    std::vector<KnownScope> m_known;
    Duration m_skew {};
    Instant m_lastSeen {};
    std::uint64_t m_seq = 0;
    std::size_t m_recordBytes = 0;
};

} // namespace Strato
