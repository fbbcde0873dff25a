// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/freshness.h"

namespace Strato {

/// For scripts: what `doctor --output json` and the programs of tests/ call it, whatever the language.
[[nodiscard]] constexpr const char* freshnessWord(Freshness freshness)
{
    switch (freshness) {
    case Freshness::NotConnected: return "not connected";
    case Freshness::CatchingUp: return "catching up";
    case Freshness::Live: return "live";
    case Freshness::Stale: return "stale";
    case Freshness::Lost: return "lost";
    }
    return "";
}

} // namespace Strato
