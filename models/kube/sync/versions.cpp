// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/sync/versions.h"

#include <algorithm>

namespace Strato {
namespace {

bool isComparable(std::string_view version)
{
    return !version.empty() && version.front() != '0'
        && std::ranges::all_of(version, [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

bool isNewerVersion(const IString& version, const IString& stored)
{
    const std::string_view a = version.view();
    const std::string_view b = stored.view();
    if (!isComparable(a) || !isComparable(b))
        return a != b;
    return a.size() != b.size() ? a.size() > b.size() : a > b;
}

} // namespace Strato
