// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractTableModel>

namespace Strato {

/// Rows as an explorer would have them, invented and repeatable. Never resets.
class SampleModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        NameColumn,
        StateColumn,
        WhereColumn,
        CpuColumn,
        HistoryColumn,
        TrendColumn,
        RestartsColumn,
        AgeColumn,
        ColumnCount
    };
    enum Role { HealthRole = Qt::UserRole, RatioRole, StripRole, ValuesRole, InstantRole, ProductionRole };

    explicit SampleModel(int rows, QObject* parent = nullptr);
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;
    void insertFirst(); ///< one more row on top

    int sortColumn = -1; ///< what the last sort() asked for
    Qt::SortOrder sortOrder = Qt::AscendingOrder;

private:
    [[nodiscard]] QVariant display(int row, int column) const;
    int m_rows;
};

} // namespace Strato
