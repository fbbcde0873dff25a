// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <vector>

namespace Strato {

/// One mark before it is laid out: where it stands and how wide its label would be, in pixels.
struct MarkPlace {
    double x = 0;
    double width = 0; ///< of its label, 0: it has none
    int rank = 0; ///< of several that share a label the highest is named
};

/// Marks that share one label, which ends at the rightmost of them.
struct MarkGroup {
    double left = 0; ///< of the label
    double right = 0; ///< where the rightmost stands
    std::size_t shown = 0; ///< the one that is named
    std::vector<std::size_t> members; ///< from right to left
    bool hasLabel = false; ///< false: it has no text, or would begin before 0
};

/// Labels that neither overlap nor are crossed by another's line: what a label would cover joins it. @p more is the
/// room that "+12" takes beside a name, @p gap what stays free between two. From right to left. Pure.
[[nodiscard]] std::vector<MarkGroup> groupMarks(const std::vector<MarkPlace>& marks, double more, double gap);

} // namespace Strato
