// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/selectionkeeper.h"

#include <algorithm>

namespace Strato {

SelectionKeeper::SelectionKeeper(RecordTableModel* table, QItemSelectionModel* selection, QObject* parent)
    : QObject(parent)
    , m_table(table)
    , m_selection(selection)
{
    connect(selection, &QItemSelectionModel::selectionChanged, this, &SelectionKeeper::handleSelection);
    connect(selection, &QItemSelectionModel::currentChanged, this, &SelectionKeeper::handleCurrent);
    connect(table, &RecordTableModel::aboutToRearrangeRows, this, &SelectionKeeper::letGo);
    connect(table, &RecordTableModel::rowsRearranged, this, &SelectionKeeper::restore);
    connect(table, &QAbstractItemModel::rowsInserted, this,
        [this](const QModelIndex&, int first, int last) { handleInserted(first, last); });
}

std::vector<RecordPtr> SelectionKeeper::selectedRecords() const
{
    std::vector<RecordPtr> records;
    for (int row = 0; m_table && !m_selected.empty() && row < m_table->rowCount(); ++row) {
        RecordPtr record = m_table->recordAt(m_table->index(row, 0));
        if (isSelected(*record))
            records.push_back(std::move(record));
    }
    return records;
}

qint64 SelectionKeeper::selectedCount() const
{
    return std::ranges::count_if(m_selected, [this](const auto& held) {
        const RecordPtr record = m_table ? m_table->find(held.first) : nullptr;
        return record && record->uid == held.second;
    });
}

void SelectionKeeper::goTo(const EntityId& entity)
{
    m_wanted = entity;
    lookForWanted();
}

int SelectionKeeper::anchorRow() const
{
    return m_table ? m_table->indexOf(m_anchor).row() : -1;
}

bool SelectionKeeper::isSelected(const Record& record) const
{
    const auto held = m_selected.find(record.entity);
    return held != m_selected.end() && held->second == record.uid;
}

/// All rows up to @p last are asked one after another: the records of the next are fetched meanwhile.
bool SelectionKeeper::isSelectedAt(int row, int last) const
{
    constexpr int ahead = 16;
    if (row + ahead <= last)
        __builtin_prefetch(&m_table->recordIn(row + ahead));
    return isSelected(m_table->recordIn(row));
}

QModelIndex SelectionKeeper::viewIndex(int row, int column) const
{
    return m_selection->model()->index(row, column);
}

void SelectionKeeper::handleSelection(const QItemSelection& selected, const QItemSelection& deselected)
{
    if (m_restoring || !m_table)
        return;
    if (!m_table->isChangingRows()) {
        for (const QItemSelectionRange& range : deselected) {
            for (int row = range.top(); row <= range.bottom(); ++row)
                m_selected.erase(m_table->recordAt(m_table->index(row, 0))->entity);
        }
        const QItemSelection all = m_selection->selection();
        const bool adds = m_adding && m_adding();
        if (!adds && !selected.isEmpty() && std::equal(selected.begin(), selected.end(), all.begin(), all.end()))
            m_selected.clear(); // a new choice also lets go of what the filter hides
    }
    for (const QItemSelectionRange& range : selected) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            const RecordPtr record = m_table->recordAt(m_table->index(row, 0));
            m_selected.insert_or_assign(record->entity, record->uid);
        }
    }
    handleCurrent();
}

void SelectionKeeper::handleCurrent()
{
    if (!m_restoring && m_table && !m_table->isChangingRows())
        followUser();
}

void SelectionKeeper::followUser()
{
    // A view that gets the focus makes its first row current without choosing it: that is nobody's wish.
    QModelIndex index = m_selection->currentIndex();
    const bool chosen = index.isValid() && m_selection->isSelected(index);
    if (!chosen && m_selected.contains(m_current))
        return;
    const QItemSelection selection = m_selection->selection();
    if (!chosen)
        index = selection.isEmpty() ? QModelIndex() : QModelIndex(selection.front().topLeft());
    m_currentColumn = std::max(0, index.column());
    const RecordPtr record = index.isValid() ? m_table->recordAt(m_table->index(index.row(), 0)) : nullptr;
    setCurrent(record ? record->entity : EntityId());
}

void SelectionKeeper::setCurrent(const EntityId& entity)
{
    if (entity == m_current)
        return;
    m_current = entity;
    emit currentChanged();
}

RecordPtr SelectionKeeper::currentRecord() const
{
    const RecordPtr record = m_table && !m_current.isNull() ? m_table->find(m_current) : nullptr;
    return record && isSelected(*record) ? record : nullptr;
}

bool SelectionKeeper::isCurrentHidden() const
{
    return currentRecord() && !m_table->indexOf(m_current).isValid();
}

void SelectionKeeper::letGo()
{
    // An empty selection costs nothing to carry through the change; ours is put back whole.
    if (m_selection)
        m_selection->reset();
}

void SelectionKeeper::restore()
{
    if (!m_table || !m_selection)
        return;
    handleInserted(0, m_table->rowCount() - 1);
    emit restored();
}

void SelectionKeeper::putCurrentBack(int first, int last)
{
    const int row = currentRecord() ? m_table->indexOf(m_current).row() : -1;
    if (row < first || row > last || row < 0)
        return;
    m_restoring = true;
    m_selection->setCurrentIndex(viewIndex(row, m_currentColumn), QItemSelectionModel::NoUpdate);
    m_restoring = false;
}

void SelectionKeeper::handleInserted(int first, int last)
{
    if (!m_table || !m_selection)
        return;
    QItemSelection rows;
    const int lastColumn = m_selection->model()->columnCount() - 1;
    for (int row = first; !m_selected.empty() && row <= last; ++row) {
        int end = row;
        while (end <= last && isSelectedAt(end, last))
            ++end;
        if (end > row) {
            rows.append(QItemSelectionRange(viewIndex(row), viewIndex(end - 1, lastColumn)));
            row = end;
        }
    }
    if (!rows.isEmpty())
        select(rows, QItemSelectionModel::Select);
    putCurrentBack(first, last);
    lookForWanted();
}

void SelectionKeeper::select(const QItemSelection& rows, QItemSelectionModel::SelectionFlags how)
{
    m_restoring = true;
    m_selection->select(rows, how);
    m_restoring = false;
}

void SelectionKeeper::lookForWanted()
{
    if (m_wanted.isNull() || !m_table || !m_selection)
        return;
    const int row = m_table->indexOf(m_wanted).row();
    if (row < 0)
        return;
    m_wanted = {};
    const QModelIndex index = viewIndex(row);
    m_selection->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    emit arrived(index);
}

} // namespace Strato
