// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/metrics/alertwords.h"

#include <algorithm>

namespace Strato {

namespace {

constexpr std::string_view unknownPart = "\u2026";

std::string_view trimmed(std::string_view text)
{
    const auto from = text.find_first_not_of(" \t\n-");
    return from == std::string_view::npos ? std::string_view()
                                          : text.substr(from, text.find_last_not_of(" \t\n-") - from + 1);
}

/// What stands for "$labels.pod"; of anything else the ellipsis.
std::string_view valueOf(std::string_view action, const FiringAlert& alert)
{
    for (const std::string_view prefix : { "$labels.", ".Labels." }) {
        if (action.starts_with(prefix) && action.find_first_of(" |(") == std::string_view::npos)
            return alert.label(action.substr(prefix.size()));
    }
    return unknownPart;
}

} // namespace

const AlertRule* ruleOf(const FiringAlert& alert, const std::vector<AlertRule>& rules)
{
    const auto it = std::ranges::find_if(rules, [&](const AlertRule& rule) {
        return rule.name == alert.name && std::ranges::all_of(rule.labels, [&](const auto& label) {
            return label.second.find("{{") != std::string::npos || alert.label(label.first) == label.second;
        });
    });
    return it == rules.end() ? nullptr : &*it;
}

std::string expanded(std::string_view annotation, const FiringAlert& alert)
{
    std::string text;
    while (!annotation.empty()) {
        const auto open = annotation.find("{{");
        const auto close = open == std::string_view::npos ? open : annotation.find("}}", open);
        text += annotation.substr(0, open);
        if (open == std::string_view::npos)
            break;
        if (close == std::string_view::npos) {
            text += unknownPart; // not closed: nothing after it can be told
            break;
        }
        text += valueOf(trimmed(annotation.substr(open + 2, close - open - 2)), alert);
        annotation.remove_prefix(close + 2);
    }
    return text;
}

} // namespace Strato
