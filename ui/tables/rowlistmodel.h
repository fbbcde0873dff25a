// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/health.h"

#include <QAbstractTableModel>
#include <QStringList>

#include <optional>
#include <vector>

namespace Strato {

/// A short list that is ready to be read: worded cells with a shape and a link a row, for cards of at most some hundred
/// rows (long lists go through RowSet). Changes by differences of row keys, never a reset. GUI thread.
class RowListModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role { ShapeRole = Qt::UserRole + 1, KeyRole, LinkRole, TipRole };
    struct Row {
        QString key; ///< stable and unique: the row's identity
        std::optional<Health> health;
        QStringList cells; ///< one a column, worded and cleaned
        QString link; ///< Place text where a press leads; may be empty
        QString tip;
        bool operator==(const Row&) const = default;
    };

    explicit RowListModel(int columns, QObject* parent = nullptr);

    void setTitles(const QStringList& titles);
    /// Shows exactly @p rows, in this order.
    void setRows(std::vector<Row> rows);
    [[nodiscard]] const std::vector<Row>& rows() const { return m_rows; }
    [[nodiscard]] int rowOf(const QString& key) const; ///< -1: none

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void removeMissing(const std::vector<Row>& rows);
    void place(int at, Row row);

    const int m_columns;
    QStringList m_titles;
    std::vector<Row> m_rows; // invariant: keys unique
};

} // namespace Strato
