// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace Strato {

class Theme;

/// The one style sheet of the application. Widgets choose their look by dynamic properties, never by sheets of their
/// own: `textRole` (second third accent well warning critical unknown changing production) and `type` (small headline
/// cardTitle bigNumber mono monoSmall) on labels, `look` (primary danger dangerFilled quiet chip) on buttons, `surface`
/// (panel raised window) on plain containers.
[[nodiscard]] QString styleSheet(const Theme& theme);

} // namespace Strato
