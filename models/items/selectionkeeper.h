// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/recordtablemodel.h"

#include <QItemSelectionModel>
#include <QPointer>

#include <functional>
#include <unordered_map>
#include <utility>

namespace Strato {

/// Holds what is selected, current and at the top of a list by entity and incarnation instead of by row, and puts the
/// selection back after rows were re-arranged or came back from behind a filter (ADR 0008). A row whose entity was made
/// anew is no longer selected. What is current is always one of those selected. The selection model may be that of an
/// identity proxy over the table. GUI thread.
class SelectionKeeper final : public QObject {
    Q_OBJECT
public:
    SelectionKeeper(RecordTableModel* table, QItemSelectionModel* selection, QObject* parent = nullptr);

    /// Selected rows that the user sees: what an action applies to.
    [[nodiscard]] std::vector<RecordPtr> selectedRecords() const;
    /// Selected in all, with those that the filter hides.
    [[nodiscard]] qint64 selectedCount() const;
    [[nodiscard]] const EntityId& current() const { return m_current; } ///< null: none
    [[nodiscard]] RecordPtr currentRecord() const; ///< also while a filter hides it; null: none, gone or made anew
    [[nodiscard]] bool isCurrentHidden() const; ///< it is there, and the filter does not let it through
    /// While @p adding says so, a choice leaves those selected that the filter hides. Without one, every choice of rows
    /// where none was selected lets go of them.
    void setAdding(std::function<bool()> adding) { m_adding = std::move(adding); }
    /// Selects and makes current once it is there, now or later: links from other views.
    void goTo(const EntityId& entity);

    /// The entity in the first visible row: the view says so when it scrolls, and asks for its row when told
    /// restored().
    void setAnchor(const EntityId& entity) { m_anchor = entity; }
    [[nodiscard]] const EntityId& anchor() const { return m_anchor; } ///< null: none
    [[nodiscard]] int anchorRow() const; ///< -1: none, gone or hidden
    /// True while the selection is put back: that something becomes current is not the user's doing.
    [[nodiscard]] bool isRestoring() const { return m_restoring; }

signals:
    void currentChanged(); ///< another entity, or none
    void restored(); ///< after a re-arrangement: scroll to anchorRow()
    void arrived(const QModelIndex& index); ///< what goTo() asked for is there: scroll to it

private:
    void handleSelection(const QItemSelection& selected, const QItemSelection& deselected);
    void handleCurrent();
    void followUser();
    void setCurrent(const EntityId& entity);
    void putCurrentBack(int first, int last);
    void letGo();
    void restore();
    void handleInserted(int first, int last);
    [[nodiscard]] bool isSelected(const Record& record) const;
    [[nodiscard]] bool isSelectedAt(int row, int last) const;
    void select(const QItemSelection& rows, QItemSelectionModel::SelectionFlags how);
    [[nodiscard]] QModelIndex viewIndex(int row, int column = 0) const;
    void lookForWanted();

    QPointer<RecordTableModel> m_table;
    QPointer<QItemSelectionModel> m_selection;
    std::function<bool()> m_adding;
    std::unordered_map<EntityId, IString> m_selected; // entity -> uid
    EntityId m_current; // invariant: null, or in m_selected
    int m_currentColumn = 0;
    EntityId m_anchor;
    EntityId m_wanted;
    bool m_restoring = false;
};

} // namespace Strato
