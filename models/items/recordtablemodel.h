// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/itemroles.h"
#include "models/items/rowset.h"
#include "models/items/rowsink.h"

#include <QAbstractTableModel>
#include <QTimer>

#include <deque>
#include <memory>

namespace Strato {

/// Records of one kind as rows: name, namespace, cluster, the schema's columns, age, labels. Raw values by ItemRole.
/// Never resets; a big change is one insert, one remove or one layoutChanged. Rows whose values change keep their place
/// and move at most every ten seconds, never while the user is in the list. GUI thread. Fed by RecordHub.
class RecordTableModel final : public QAbstractTableModel, private RowSink {
    Q_OBJECT
public:
    static constexpr Duration settleEvery = std::chrono::seconds(10);
    static constexpr Duration newFor = std::chrono::seconds(1);
    static constexpr std::size_t newAtMost = 4; ///< more at once and none is marked

    explicit RecordTableModel(const Clock& clock, QObject* parent = nullptr);
    ~RecordTableModel() override;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// A click on a header: sorts by @p column.
    void sort(int column, Qt::SortOrder order) override;

    // --- For the view.
    void sortBy(const QString& columnId, Qt::SortOrder order); ///< also before the column came
    [[nodiscard]] QString sortColumnId() const; ///< empty: by name
    [[nodiscard]] Qt::SortOrder sortOrder() const;
    /// Filters as you type. On an error the last good filter stays.
    std::optional<FilterError> setFilterText(const QString& text);
    [[nodiscard]] const FilterQuery& filter() const { return m_rows.filter(); }
    struct Suggestion {
        QString without; ///< the term, as typed
        QString remaining; ///< the filter text without it
        qint64 rows = 0;
    };
    /// For an empty list: which terms are in the way, most rows first.
    [[nodiscard]] QList<Suggestion> suggestions();
    [[nodiscard]] qint64 totalCount() const { return static_cast<qint64>(m_rows.totalCount()); } ///< unfiltered
    [[nodiscard]] QModelIndex indexOf(const EntityId& entity, int column = 0) const; ///< invalid: not there or hidden
    [[nodiscard]] int columnOf(QStringView columnId) const; ///< -1: none
    [[nodiscard]] RecordPtr recordAt(const QModelIndex& index) const; ///< null for an invalid index
    /// For loops over all rows. @p row below rowCount().
    [[nodiscard]] const Record& recordIn(int row) const { return *m_rows.recordPtr(row); }
    [[nodiscard]] RecordPtr find(const EntityId& entity) const { return m_rows.find(entity); }
    /// While pointer or keyboard focus are inside, nothing moves.
    void setInteracting(bool interacting);
    [[nodiscard]] qint64 unsettledCount() const { return static_cast<qint64>(m_rows.unsettledCount()); }
    void settleNow(); ///< the user asked for the right order
    /// How long until moved values may settle; nothing: nothing waits, or the user is inside.
    [[nodiscard]] std::optional<std::chrono::milliseconds> settleWait() const;
    [[nodiscard]] bool hasPendingWork() const { return m_rows.hasPendingWork(); }
    void workNow(); ///< one frame's share, without waiting for the event loop
    /// Names of clusters as the user knows them, for `cluster:` in filters.
    void setClusterNames(FilterMatcher::ClusterName names) { m_clusterNames = std::move(names); }

    /// True while rows come, go or move: a deselection seen meanwhile is not the user's.
    [[nodiscard]] bool isChangingRows() const { return m_changingRows; }

    // --- For the hub.
    void apply(std::vector<RecordPtr> upserted, std::vector<EntityId> removed);
    void replaceAll(std::vector<RecordPtr> records);
    void adoptSchema(const SchemaPtr& schema) { m_rows.adoptSchema(schema); }
    void setSeveralClusters(bool several);

signals:
    /// Around a layoutChanged, outside of it: SelectionKeeper holds selections over it.
    void aboutToRearrangeRows();
    void rowsRearranged();
    void countsChanged(); ///< rows shown, rows in all, or unsettled rows
    void columnsAdded();

private:
    void aboutToInsertRows(int first, int last) override;
    void insertedRows() override;
    void aboutToRemoveRows(int first, int last) override;
    void removedRows() override;
    void aboutToMoveRow(int from, int to) override;
    void movedRow() override;
    void changedRows(int first, int last) override;
    void aboutToRearrange() override;
    void rearranged(const std::function<int(int)>& newRow) override;
    void aboutToInsertColumns(int first, int last) override;
    void insertedColumns() override;

    [[nodiscard]] QVariant rawValue(const Record& record, int column) const;
    [[nodiscard]] bool isNew(const RowSlot& slot) const;
    void afterChange();
    void handleSettleTimer();
    void handleNewTimer();

    const Clock& m_clock;
    RowSet m_rows;
    FilterMatcher::ClusterName m_clusterNames;
    QModelIndexList m_persistent; // while rearranging
    QTimer m_workTimer; // zero: one frame's share of pending changes
    QTimer m_settleTimer;
    QTimer m_newTimer;
    std::deque<std::pair<Duration, EntityId>> m_arrivals; // of about the last second, oldest first
    int m_insertedFirst = 0; // of the insertion under way
    int m_insertedLast = -1;
    bool m_interacting = false;
    bool m_changingRows = false;
};

} // namespace Strato
