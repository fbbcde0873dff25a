// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/health.h"

#include <QIdentityProxyModel>

#include <functional>
#include <optional>
#include <vector>

namespace Strato {

/// A model of raw values made readable, row for row and column for column: words, links, tips. Sorting is the source's.
class WordsProxy final : public QIdentityProxyModel {
    Q_OBJECT
public:
    enum Role {
        LinkRole = Qt::UserRole + 500, ///< Place text where the row or the cell leads; empty: nowhere
        CellLinkRole, ///< only what this cell leads to, beside what its row does
        CellHealthRole, ///< int of Health, of the cell
        ProductionRole ///< bool, of the row
    };
    using Words = std::function<QString(int row)>;
    struct Column {
        QString title {};
        Words text {};
        Words link {}; ///< none: the row's
        Words tip {};
        std::function<std::optional<Health>(int row)> health {};
    };
    struct Rows {
        Words link {};
        Words tip {}; ///< of cells that have none
        std::function<bool(int row)> production {};
    };

    using QIdentityProxyModel::QIdentityProxyModel;

    void setWords(std::vector<Column> columns, Rows rows); ///< also to say: formats or language are new
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order) override;

private:
    [[nodiscard]] QString link(const Column& column, int row) const;

    std::vector<Column> m_columns; // invariant: one a column of the source, or empty
    Rows m_rows;
};

} // namespace Strato
