// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tables/formatproxy.h"

#include "ui/text/celltext.h"

namespace Strato {

using namespace Qt::StringLiterals;

FormatProxy::FormatProxy(Roles roles, std::function<Instant()> shownMoment, QObject* parent)
    : QIdentityProxyModel(parent)
    , m_roles(roles)
    , m_shownMoment(std::move(shownMoment))
{
}

void FormatProxy::setFormats(const Formats& formats)
{
    m_formats = formats;
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), { Qt::DisplayRole });
    if (columnCount() > 0)
        emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

QString FormatProxy::text(const QModelIndex& source) const
{
    const QVariant type = source.data(m_roles.cellType);
    return cellText(source.data(m_roles.raw), static_cast<CellType>(type.toInt()), m_formats, m_shownMoment());
}

QVariant FormatProxy::data(const QModelIndex& index, int role) const
{
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
        return text(mapToSource(index));
    if (role == Qt::TextAlignmentRole) {
        const auto type = static_cast<CellType>(mapToSource(index).data(m_roles.cellType).toInt());
        return QVariant::fromValue(Qt::AlignVCenter | (isNumeric(type) ? Qt::AlignTrailing : Qt::AlignLeading));
    }
    return QIdentityProxyModel::data(index, role);
}

QModelIndex FormatProxy::index(int row, int column, const QModelIndex& parent) const
{
    return hasIndex(row, column, parent) ? createIndex(row, column) : QModelIndex();
}

Qt::ItemFlags FormatProxy::flags(const QModelIndex& index) const
{
    return index.isValid() ? Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemNeverHasChildren : Qt::NoItemFlags;
}

QVariant FormatProxy::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return QIdentityProxyModel::headerData(section, orientation, role);
    const QVariant title
        = sourceModel() ? sourceModel()->headerData(section, orientation, m_roles.headerTitle) : QVariant();
    if (title.isValid() && !title.toString().isEmpty())
        return serverTitle(title.toString());
    return columnTitle(
        sourceModel() ? sourceModel()->headerData(section, orientation, m_roles.headerId).toString() : QString());
}

void FormatProxy::sort(int column, Qt::SortOrder order)
{
    if (sourceModel())
        sourceModel()->sort(column, order);
}

} // namespace Strato
