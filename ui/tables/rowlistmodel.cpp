// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tables/rowlistmodel.h"

#include <algorithm>

namespace Strato {

RowListModel::RowListModel(int columns, QObject* parent)
    : QAbstractTableModel(parent)
    , m_columns(columns)
{
}

void RowListModel::setTitles(const QStringList& titles)
{
    if (m_titles == titles)
        return;
    m_titles = titles;
    emit headerDataChanged(Qt::Horizontal, 0, m_columns - 1);
}

int RowListModel::rowOf(const QString& key) const
{
    const auto it = std::ranges::find(m_rows, key, &Row::key);
    return it == m_rows.end() ? -1 : static_cast<int>(it - m_rows.begin());
}

void RowListModel::removeMissing(const std::vector<Row>& rows)
{
    for (int row = static_cast<int>(m_rows.size()) - 1; row >= 0; --row) {
        if (std::ranges::find(rows, m_rows[static_cast<std::size_t>(row)].key, &Row::key) != rows.end())
            continue;
        beginRemoveRows({}, row, row);
        m_rows.erase(m_rows.begin() + row);
        endRemoveRows();
    }
}

void RowListModel::place(int at, Row row)
{
    const int now = rowOf(row.key);
    if (now < 0) {
        beginInsertRows({}, at, at);
        m_rows.insert(m_rows.begin() + at, std::move(row));
        endInsertRows();
        return;
    }
    if (now != at) { // behind its place: all before it are settled
        beginMoveRows({}, now, now, {}, at);
        std::rotate(m_rows.begin() + at, m_rows.begin() + now, m_rows.begin() + now + 1);
        endMoveRows();
    }
    Row& held = m_rows[static_cast<std::size_t>(at)];
    if (held == row)
        return;
    held = std::move(row);
    emit dataChanged(index(at, 0), index(at, m_columns - 1));
}

void RowListModel::setRows(std::vector<Row> rows)
{
    removeMissing(rows);
    for (std::size_t i = 0; i < rows.size(); ++i)
        place(static_cast<int>(i), std::move(rows[i]));
}

int RowListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RowListModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_columns;
}

QVariant RowListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: return row.cells.value(index.column());
    case ShapeRole: return row.health ? QVariant(static_cast<int>(*row.health)) : QVariant();
    case KeyRole: return row.key;
    case LinkRole: return row.link;
    case TipRole: return row.tip;
    default: return {};
    }
}

QVariant RowListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::DisplayRole)
        return m_titles.value(section);
    return QAbstractTableModel::headerData(section, orientation, role);
}

} // namespace Strato
