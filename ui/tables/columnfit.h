// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <vector>

namespace Strato {

/// A column as far as room is concerned, in pixels.
struct ColumnRoom {
    int wanted = 0;
    int least = 0; ///< it may shrink to this
    int importance = 0; ///< 0: never left out; 1: only when there is no other way; the larger the sooner it goes
    int most = 0; ///< beyond wanted, where room is left over: what its longest texts would take
    bool ticked
        = false; ///< by the user, among the columns to choose from: never left out, and costs no other its place

    bool operator==(const ColumnRoom&) const = default;
};

/// Widths that fit into @p room, 0 for a column that is left out. All shrink; one of importance 2 and more goes when
/// those that matter more could not even be half-way between least and wanted beside it, or those of importance 0 and 1
/// not all that they want: a row is known by them. What is left over goes to the most important first, up to the most
/// that they can use. What is of importance 0 stays at its least in too little room: the table scrolls sideways. So it
/// does where ticked columns would take the place of others, and of names their whole width or two fifths of the room.
/// Pure.
[[nodiscard]] std::vector<int> fittingWidths(const std::vector<ColumnRoom>& columns, int room);

} // namespace Strato
