// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>

namespace Strato {

/// How a thing fares. Order is not severity: use severityRank().
enum class Health : std::uint8_t { Well, Warning, Critical, Unknown, Changing };

/// Larger is worse: Well 0, Changing 1, Unknown 2, Warning 3, Critical 4.
[[nodiscard]] constexpr int severityRank(Health health)
{
    switch (health) {
    case Health::Well: return 0;
    case Health::Changing: return 1;
    case Health::Unknown: return 2;
    case Health::Warning: return 3;
    case Health::Critical: return 4;
    }
    return 2;
}

} // namespace Strato
