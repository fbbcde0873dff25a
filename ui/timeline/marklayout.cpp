// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/timeline/marklayout.h"

#include <algorithm>
#include <numeric>

namespace Strato {

std::vector<MarkGroup> groupMarks(const std::vector<MarkPlace>& marks, double more, double gap)
{
    std::vector<std::size_t> order(marks.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return marks[a].x > marks[b].x; });
    std::vector<MarkGroup> groups;
    for (std::size_t at = 0; at < order.size();) {
        MarkGroup group;
        group.right = marks[order[at]].x;
        group.shown = order[at];
        do {
            const std::size_t next = order[at++];
            group.members.push_back(next);
            if (marks[next].rank > marks[group.shown].rank)
                group.shown = next;
            const double wide = marks[group.shown].width + (group.members.size() > 1 ? more : 0);
            group.left = group.right - wide;
        } while (at < order.size() && marks[order[at]].x > group.left - gap);
        group.hasLabel = marks[group.shown].width > 0 && group.left >= 0;
        groups.push_back(std::move(group));
    }
    return groups;
}

} // namespace Strato
