// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/health.h"

namespace Strato {

/// Ratios of calls that fail from which on that is worth a warning, and critical.
inline constexpr double errorsWarning = 0.01;
inline constexpr double errorsCritical = 0.05;

[[nodiscard]] constexpr Health healthOfErrors(double ratio)
{
    return ratio >= errorsCritical ? Health::Critical : ratio >= errorsWarning ? Health::Warning : Health::Well;
}

} // namespace Strato
