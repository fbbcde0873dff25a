// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <vector>

class QHeaderView;

namespace Strato {

struct ColumnChoice;
struct TableColumn;

/// A table's layout as versioned bytes, by column id: visual order, widths at text scale 1, visibility, sort.
/// Columns that came since keep their default; columns that went are forgotten.
[[nodiscard]] QByteArray packTableLayout(
    const QHeaderView& header, const std::vector<TableColumn>& columns, const std::vector<ColumnChoice>& choices);
/// Order and sort go to @p header, widths and visibility to @p choices.
/// @return false, changing nothing, for bytes that are not such a layout.
bool applyTableLayout(QHeaderView& header, const std::vector<TableColumn>& columns, std::vector<ColumnChoice>& choices,
    const QByteArray& layout);

} // namespace Strato
