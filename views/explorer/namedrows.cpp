// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/explorer/namedrows.h"

#include "models/base/health.h"
#include "models/base/schema.h"
#include "models/items/itemroles.h"
#include "ui/text/healthtext.h"

namespace Strato {

NamedRows::NamedRows(QObject* parent)
    : QIdentityProxyModel(parent)
{
}

void NamedRows::setClusterNames(const QMap<QString, QString>& names)
{
    if (names == m_names)
        return;
    m_names = names;
    if (rowCount() > 0)
        emit dataChanged(index(0, clusterColumn), index(rowCount() - 1, clusterColumn), { RawRole });
}

QVariant NamedRows::data(const QModelIndex& index, int role) const
{
    QVariant value = QIdentityProxyModel::data(index, role);
    switch (role) {
    case RawRole:
        if (index.column() == clusterColumn && value.isValid())
            return m_names.value(value.toString(), value.toString());
        return value;
    case HealthRole:
        if (QIdentityProxyModel::data(index, ProvisionalRole).toBool())
            return static_cast<int>(Health::Changing);
        return value;
    case Qt::ToolTipRole:
        if (QIdentityProxyModel::data(index, ProvisionalRole).toBool())
            return tr("The server's summary of this object. The object itself is on its way.");
        if (QIdentityProxyModel::data(index, CellTypeRole).toInt() == static_cast<int>(CellType::State)) {
            const QString word = QIdentityProxyModel::data(index, RawRole).toString();
            const QString reason = QIdentityProxyModel::data(index, ReasonRole).toString();
            return reason.isEmpty() || reason == word ? value : QVariant(word + QStringLiteral(": ") + reason);
        }
        return value;
    case Qt::AccessibleDescriptionRole: return healthWord(static_cast<Health>(data(index, HealthRole).toInt()));
    default: return value;
    }
}

QVariant NamedRows::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::InitialSortOrderRole)
        return QIdentityProxyModel::headerData(section, orientation, role);
    switch (static_cast<CellType>(QIdentityProxyModel::headerData(section, orientation, CellTypeRole).toInt())) {
    case CellType::Count:
    case CellType::Cpu:
    case CellType::Bytes:
    case CellType::Ratio:
    case CellType::Number: return static_cast<int>(Qt::DescendingOrder);
    default: return static_cast<int>(Qt::AscendingOrder);
    }
}

void NamedRows::sort(int column, Qt::SortOrder order)
{
    if (sourceModel())
        sourceModel()->sort(column, order);
}

} // namespace Strato
