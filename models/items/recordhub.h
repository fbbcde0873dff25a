// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/mailbox.h"
#include "models/base/statesource.h"
#include "models/items/clusterdelta.h"
#include "models/items/recordrelations.h"
#include "models/items/recordtablemodel.h"

#include <QObject>

#include <compare>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace Strato {

/// Names a kind of record across versions and clusters.
struct KindKey {
    std::string group; ///< "" for the core group
    std::string kind; ///< "Pod"

    auto operator<=>(const KindKey&) const = default;
};

/// Holds the present records of all clusters on the GUI thread, by handle, and keeps every list that was made from it
/// up to date. A list made late is filled in one range. Deltas come through inbox(), from any thread.
class RecordHub final : public QObject {
    Q_OBJECT
public:
    using Clusters = std::vector<IString>;
    using Past = std::map<std::string, SnapshotPtr>; ///< by cluster id
    using Inbox = Mailbox<ClusterDelta>;

    explicit RecordHub(const Clock& clock, QObject* parent = nullptr);
    ~RecordHub() override;

    /// Where the data thread pushes to: outlives the hub safely, wakes it by one event a batch, and stays bounded while
    /// the GUI thread does not come.
    [[nodiscard]] std::shared_ptr<Inbox> inbox() const { return m_inbox; }
    void apply(const ClusterDelta& delta); ///< the same, on the GUI thread

    /// A list of @p kind over @p clusters (empty: all), live. The caller owns it.
    [[nodiscard]] std::unique_ptr<RecordTableModel> table(const KindKey& kind, const Clusters& clusters = {});
    void setClusters(RecordTableModel* table, const Clusters& clusters);
    /// Shows @p table as it was: rows change by differences. Clusters that @p past lacks have no rows: unknown.
    void showPast(RecordTableModel* table, const Past& past);
    void showLive(RecordTableModel* table);
    void setClusterNames(std::map<std::string, std::string> names); ///< id -> the user's name, for filters

    // --- The present.
    [[nodiscard]] RecordPtr find(const EntityId& entity) const; ///< null: not there
    [[nodiscard]] std::size_t count(const KindKey& kind, const Clusters& clusters = {}) const;
    void forEach(
        const KindKey& kind, const Clusters& clusters, const std::function<void(const RecordPtr&)>& visit) const;
    void forEachOf(const IString& cluster, const std::function<void(const RecordPtr&)>& visit) const;
    void forEachRecord(const std::function<void(const RecordPtr&)>& visit) const; ///< of every cluster
    [[nodiscard]] std::size_t totalCount() const;
    /// Records of @p owner's cluster that it controls, at most @p atMost. The first question about a cluster, here or
    /// of events, visits all its records once.
    [[nodiscard]] std::vector<RecordPtr> childrenOf(const Record& owner, std::size_t atMost = 1'000) const;
    /// The record that controls @p record; null: none, or not followed.
    [[nodiscard]] RecordPtr ownerOf(const Record& record) const;
    /// Events of its cluster that name @p object by its uid or by its place.
    [[nodiscard]] std::vector<RecordPtr> eventsAbout(const Record& object) const;
    /// How many records the answers on relations in @p cluster have visited, all told.
    [[nodiscard]] std::uint64_t relationVisits(const IString& cluster) const;

signals:
    /// After a batch went into @p cluster (id); its lists have it already or take it within the next frames.
    void changed(const QString& cluster);

protected:
    bool event(QEvent* event) override;

private:
    using Records = RecordRelations::Records;
    struct Bound {
        RecordTableModel* table = nullptr;
        KindKey kind;
        Clusters clusters; // empty: all
        bool live = true;
    };
    struct Waker;
    struct KindChange {
        std::vector<RecordPtr> upserted;
        std::vector<EntityId> removed;
    };

    void forget(const IString& cluster);
    void merge(const IString& cluster, const Delta& delta);
    void hold(const IString& cluster, const Delta& delta, std::map<KindKey, KindChange>& changes);
    static void drop(std::map<KindKey, Records>& kinds, const std::vector<EntityId>& removed,
        RecordRelations* relations, std::map<KindKey, KindChange>& changes);
    void tell(const IString& cluster, std::map<KindKey, KindChange>& changes);
    [[nodiscard]] std::vector<RecordPtr> liveRecords(const Bound& bound) const;
    [[nodiscard]] Bound* boundOf(RecordTableModel* table);
    void refresh(Bound& bound);
    [[nodiscard]] bool isSeveral(const Bound& bound) const;
    [[nodiscard]] const RecordRelations* relationsIn(const IString& cluster) const; // made at the first question

    const Clock& m_clock;
    std::shared_ptr<Waker> m_waker;
    std::shared_ptr<Inbox> m_inbox;
    std::unordered_map<IString, std::map<KindKey, Records>> m_clusters;
    mutable std::unordered_map<IString, RecordRelations> m_relations; // of clusters that were asked for them
    std::vector<Bound> m_tables; // invariant: every table lives
    std::shared_ptr<std::map<std::string, std::string>> m_names; // shared: lists may outlive the hub
};

} // namespace Strato
