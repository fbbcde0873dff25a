// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/overview/wordsproxy.h"

namespace Strato {

void WordsProxy::setWords(std::vector<Column> columns, Rows rows)
{
    m_columns = std::move(columns);
    m_rows = std::move(rows);
    m_columns.resize(static_cast<std::size_t>(columnCount()));
    emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

QString WordsProxy::link(const Column& column, int row) const
{
    if (QString cell = column.link ? column.link(row) : QString(); !cell.isEmpty())
        return cell;
    return m_rows.link ? m_rows.link(row) : QString();
}

QVariant WordsProxy::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || static_cast<std::size_t>(index.column()) >= m_columns.size())
        return {};
    const Column& column = m_columns[static_cast<std::size_t>(index.column())];
    const int row = index.row();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: return column.text ? column.text(row) : QString();
    case Qt::ToolTipRole: return column.tip ? column.tip(row) : m_rows.tip ? m_rows.tip(row) : QString();
    case LinkRole: return link(column, row);
    case CellLinkRole: return column.link ? column.link(row) : QString();
    case CellHealthRole: {
        const auto health = column.health ? column.health(row) : std::nullopt;
        return health ? QVariant(static_cast<int>(*health)) : QVariant();
    }
    case ProductionRole: return m_rows.production && m_rows.production(row);
    default: return QIdentityProxyModel::data(index, role);
    }
}

QVariant WordsProxy::headerData(int section, Qt::Orientation orientation, int role) const
{
    const bool isTitle = orientation == Qt::Horizontal && role == Qt::DisplayRole;
    if (isTitle && section >= 0 && static_cast<std::size_t>(section) < m_columns.size())
        return m_columns[static_cast<std::size_t>(section)].title;
    return QIdentityProxyModel::headerData(section, orientation, role);
}

void WordsProxy::sort(int column, Qt::SortOrder order)
{
    if (sourceModel())
        sourceModel()->sort(column, order);
}

} // namespace Strato
