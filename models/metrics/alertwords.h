// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/metrics/metricstypes.h"

namespace Strato {

/// The rule that @p alert came from: of its name, with labels that the alert has. Null: none.
[[nodiscard]] const AlertRule* ruleOf(const FiringAlert& alert, const std::vector<AlertRule>& rules);

/// An annotation's template with the alert's labels in it. What else it would put in (the value then, a function of it)
/// is not known any more: an ellipsis.
[[nodiscard]] std::string expanded(std::string_view annotation, const FiringAlert& alert);

} // namespace Strato
