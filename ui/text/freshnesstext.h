// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/freshness.h"
#include "models/base/health.h"
#include "ui/pages/formats.h"

namespace Strato {

/// The shape that a source's freshness has everywhere.
[[nodiscard]] Health healthOf(Freshness freshness);
/// "live", "catching up, 1,204 left", "as of 14:31:20", "lost since 14:31:20", "not connected": translated.
[[nodiscard]] QString freshnessText(const SourceStatus& status, const Formats& formats);
/// The whole story for a tool tip or a panel: state, error in words, when it is tried again.
[[nodiscard]] QString freshnessStory(const SourceStatus& status, const Formats& formats, Instant now);

} // namespace Strato
