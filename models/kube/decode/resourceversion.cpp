// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/decode/resourceversion.h"

#include <algorithm>

namespace Strato {

namespace {

bool isNumber(std::string_view text)
{
    return !text.empty() && text.front() != '0'
        && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

std::optional<std::strong_ordering> compareResourceVersion(std::string_view a, std::string_view b)
{
    if (!isNumber(a) || !isNumber(b))
        return std::nullopt;
    if (a.size() != b.size())
        return a.size() <=> b.size();
    return a.compare(b) <=> 0;
}

} // namespace Strato
