// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <functional>

namespace Strato {

/// Hears of what happens to the rows of a RowSet, in the words of QAbstractItemModel: each "about to" comes before,
/// its counterpart after the rows have changed.
class RowSink {
public:
    virtual ~RowSink() = default;
    virtual void aboutToInsertRows(int first, int last) = 0;
    virtual void insertedRows() = 0;
    virtual void aboutToRemoveRows(int first, int last) = 0;
    virtual void removedRows() = 0;
    /// Row @p from goes before row @p to (Qt's meaning: @p to counts before the move).
    virtual void aboutToMoveRow(int from, int to) = 0;
    virtual void movedRow() = 0;
    virtual void changedRows(int first, int last) = 0;
    virtual void aboutToRearrange() = 0;
    /// @p newRow says where an old row is now; -1: gone.
    virtual void rearranged(const std::function<int(int oldRow)>& newRow) = 0;
    virtual void aboutToInsertColumns(int first, int last) = 0;
    virtual void insertedColumns() = 0;
};

} // namespace Strato
