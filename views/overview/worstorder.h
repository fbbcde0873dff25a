// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/finding.h"

#include <optional>
#include <vector>

namespace Strato {

/// Keeps the list of what is worst calm: the order settles at most every ten seconds and never while the user is in the
/// list. Between, rows keep their places, what ended goes, and what is new waits, counted. Pure but for its memory.
class WorstOrder final {
public:
    struct Shown {
        std::vector<Finding> rows;
        int worseAbove = 0; ///< findings that belong above or between what is shown, and wait
    };

    /// @p worst: all that should be shown, worst first. @p busy: pointer or keyboard focus is in the list.
    [[nodiscard]] Shown next(const std::vector<Finding>& worst, Duration monotonic, bool busy);
    void settle() { m_settledAt.reset(); } ///< the user asked: the next call shows the right order

private:
    std::vector<Finding> m_shown;
    std::optional<Duration> m_settledAt;
};

} // namespace Strato
