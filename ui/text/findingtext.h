// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/changemark.h"
#include "models/base/finding.h"
#include "ui/pages/formats.h"

namespace Strato {

/// What is wrong, as one translated sentence ("crash-looping: 12 restarts, last exit 137 (OOMKilled)"). An unknown code
/// is shown as itself: never hidden. Outside text is cleaned to one line.
[[nodiscard]] QString findingText(const Finding& finding, const Formats& formats);
/// What it touches: "3 of 8 pods", "110 pods", "640/s"; the sign for unknown where nobody could tell.
[[nodiscard]] QString findingTouches(const Finding& finding, const Formats& formats);
/// What changed, as one translated line ("image 2.3.0 → 2.3.1").
[[nodiscard]] QString changeText(const ChangeMark& change, const Formats& formats);
/// Who did it: the person where one was recorded, else the field manager, else "not recorded".
[[nodiscard]] QString changeAuthor(const ChangeMark& change);

} // namespace Strato
