// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/faults/findings.h"

#include <string>

namespace Strato {

/// Who answers for @p record by its own labels, or by the annotation that its decoder keeps; empty: it names nobody.
/// Pure.
[[nodiscard]] std::string responsibleFor(const Record& record, const FindingRules& rules = {});

} // namespace Strato
