// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/health.h"

#include <QString>

namespace Strato {

/// The word of a state: "well", "warning", "critical", "unknown", "changing", translated.
[[nodiscard]] QString healthWord(Health health);

} // namespace Strato
