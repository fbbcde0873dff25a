// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/tables/stratotable.h"

#include <QStringList>

class QAbstractItemModel;

namespace Strato {

class FilterQuery;
class RecordTableModel;

/// Of what there is more than one among the rows shown: where it differs a name alone does not say which is meant.
struct RowSpread {
    bool namespaces = false;
    bool clusters = false;

    bool operator==(const RowSpread&) const = default;
};

/// Looks at rows until it knows.
[[nodiscard]] RowSpread spreadOf(const RecordTableModel& rows);

/// Columns of a list of records: id, width and delegate by the kind of their values.
[[nodiscard]] std::vector<TableColumn> resourceColumns(
    const QAbstractItemModel& model, const RowSpread& spread, const Theme& theme, QObject* parent);

/// Gives @p table's columns the room that rows of @p spread need.
void giveRoom(StratoTable& table, const QAbstractItemModel& model, const RowSpread& spread);

/// Narrows or widens @p columns to what some rows, spread over the list, of @p model (the formatted one) need, within
/// bounds.
void fitColumns(std::vector<TableColumn>& columns, const QAbstractItemModel& model, const Theme& theme);

/// The words of a filter that are to be marked in the rows.
[[nodiscard]] QStringList filterNeedles(const FilterQuery& query);

} // namespace Strato
