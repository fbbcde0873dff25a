// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/faults/responsible.h"

#include <algorithm>

namespace Strato {

std::string responsibleFor(const Record& record, const FindingRules& rules)
{
    for (const std::string& key : rules.ownerKeys) {
        const auto named = std::ranges::find_if(*record.labels, [&key](const auto& label) {
            const std::string_view of = label.first.view();
            const bool prefixed = of.size() > key.size() && of.ends_with(key) && of[of.size() - key.size() - 1] == '/';
            return (of == key || prefixed) && !label.second.empty();
        });
        if (named != record.labels->end())
            return std::string(named->second.view());
    }
    return std::string(record.text(rules.ownerColumn));
}

} // namespace Strato
