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
    }
    for (const QItemSelectionRange& range : selected) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            const RecordPtr record = m_table->recordAt(m_table->index(row, 0));
            m_selected.insert_or_assign(record->entity, record->uid);
        }
    }
}

void SelectionKeeper::handleCurrent(const QModelIndex& current)
{
    if (m_restoring || !m_table || m_table->isChangingRows())
        return;
    const RecordPtr record = m_table->recordAt(m_table->index(current.row(), 0));
    m_current = record ? record->entity : EntityId();
    m_currentColumn = std::max(0, current.column());
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
    if (const int row = m_table->indexOf(m_current).row(); row >= 0) {
        m_restoring = true;
        m_selection->setCurrentIndex(viewIndex(row, m_currentColumn), QItemSelectionModel::NoUpdate);
        m_restoring = false;
    }
    emit restored();
}

void SelectionKeeper::handleInserted(int first, int last)
{
    if (!m_table || !m_selection)
        return;
    QItemSelection rows;
    const int lastColumn = m_selection->model()->columnCount() - 1;
    for (int row = first; !m_selected.empty() && row <= last; ++row) {
        int end = row;
        while (end <= last && isSelected(*m_table->recordAt(m_table->index(end, 0))))
            ++end;
        if (end > row) {
            rows.append(QItemSelectionRange(viewIndex(row), viewIndex(end - 1, lastColumn)));
            row = end;
        }
    }
    if (!rows.isEmpty())
        select(rows, QItemSelectionModel::Select);
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
