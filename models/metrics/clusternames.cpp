// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/metrics/clusternames.h"

#include <algorithm>

namespace Strato {

ClusterNames::ClusterNames(
    std::vector<std::string> covers, std::map<std::string, std::string, std::less<>> contextOfValue)
    : m_covers(std::move(covers))
    , m_contextOfValue(std::move(contextOfValue))
{
}

void ClusterNames::addId(const std::string& id, const std::string& context)
{
    if (!id.empty())
        m_contextOfId[id] = context;
}

std::optional<std::string> ClusterNames::resolve(std::string_view value) const
{
    if (value.empty())
        return m_covers.size() == 1 ? m_covers.front() : std::string();
    const auto covered = [this](const std::string& context) -> std::optional<std::string> {
        const bool mine = m_covers.empty() || std::ranges::find(m_covers, context) != m_covers.end();
        return mine ? std::optional(context) : std::nullopt;
    };
    if (const auto it = m_contextOfValue.find(value); it != m_contextOfValue.end())
        return covered(it->second);
    if (valueOf(value))
        return std::nullopt; // a context of that name goes by another value: this is somebody else's cluster
    const auto it = m_contextOfId.find(value);
    return covered(it == m_contextOfId.end() ? std::string(value) : it->second);
}

std::optional<std::string> ClusterNames::valueOf(std::string_view context) const
{
    const auto it = std::ranges::find_if(m_contextOfValue, [&](const auto& entry) { return entry.second == context; });
    return it == m_contextOfValue.end() ? std::nullopt : std::optional(it->first);
}

} // namespace Strato
