// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tables/columnfit.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <numeric>

namespace Strato {

namespace {

int leastOf(const ColumnRoom& column)
{
    return std::min(column.least, column.wanted);
}

int comfortOf(const ColumnRoom& column)
{
    return (leastOf(column) + column.wanted) / 2;
}

/// What @p kept need at least; beside @p candidate those that matter more need some comfort, and those that matter most
/// all that they want: a row is known by them.
int need(const std::vector<ColumnRoom>& columns, const std::vector<std::size_t>& kept, const ColumnRoom& candidate)
{
    constexpr int names = 1; // and what is more important
    int sum = 0;
    for (const std::size_t i : kept) {
        const ColumnRoom& column = columns[i];
        if (candidate.importance <= names || column.importance >= candidate.importance)
            sum += leastOf(column);
        else
            sum += column.importance <= names ? column.wanted : comfortOf(column);
    }
    return sum;
}

/// @p columns as they share the room with ticked ones, after the others were fitted without them as @p alone says.
std::vector<ColumnRoom> besideTicked(std::vector<ColumnRoom> columns, const std::vector<int>& alone, int room)
{
    constexpr int names = 1; // and what is more important
    std::size_t next = 0;
    for (ColumnRoom& column : columns) {
        const int width = column.ticked ? column.wanted : alone[next++];
        if (width == 0)
            column.wanted = column.most = 0;
        else if (!column.ticked && column.importance <= names)
            column.least = std::max(leastOf(column), std::min({ column.wanted, width, room * 2 / 5 }));
        column.importance = 0;
        column.ticked = false;
    }
    return columns;
}

} // namespace

std::vector<int> fittingWidths(const std::vector<ColumnRoom>& columns, int room)
{
    if (std::ranges::any_of(columns, &ColumnRoom::ticked)) {
        std::vector<ColumnRoom> others;
        std::ranges::copy_if(columns, std::back_inserter(others), std::not_fn(&ColumnRoom::ticked));
        return fittingWidths(besideTicked(columns, fittingWidths(others, room), room), room);
    }
    std::vector<int> widths(columns.size());
    std::ranges::transform(columns, widths.begin(), &ColumnRoom::wanted);
    const bool allFit = std::accumulate(widths.begin(), widths.end(), 0) <= room;
    std::vector<std::size_t> kept(columns.size()); // the most important first; among equals from the left
    std::iota(kept.begin(), kept.end(), std::size_t(0));
    std::ranges::stable_sort(kept, {}, [&](std::size_t i) { return columns[i].importance; });
    while (!allFit && !kept.empty()) {
        const ColumnRoom& last = columns[kept.back()];
        if (last.importance == 0 || need(columns, kept, last) <= room)
            break;
        widths[kept.back()] = 0;
        kept.pop_back();
    }
    int left = room;
    for (const std::size_t i : kept) {
        widths[i] = leastOf(columns[i]);
        left -= widths[i];
    }
    const auto grow = [&](std::size_t i, int to) {
        const int more = std::clamp(to - widths[i], 0, std::max(0, left));
        widths[i] += more;
        left -= more;
    };
    for (const std::size_t i : kept)
        grow(i, comfortOf(columns[i]));
    for (const std::size_t i : kept)
        grow(i, columns[i].wanted);
    for (const std::size_t i : kept)
        grow(i, columns[i].most);
    return widths;
}

} // namespace Strato
