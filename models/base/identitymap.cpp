// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/identitymap.h"

#include <algorithm>

namespace Strato {

std::string IdentityMap::key(std::string_view space, std::string_view name)
{
    std::string key(space);
    key += '\0';
    key += name;
    return key;
}

void IdentityMap::assertMapping(
    std::string_view space, std::string_view name, const EntityId& entity, std::string_view source, Instant from)
{
    std::vector<Mapping>& mappings = m_mappings[key(space, name)];
    const auto open
        = std::ranges::find_if(mappings, [&](const Mapping& m) { return m.source == source && !m.to.has_value(); });
    if (open != mappings.end()) {
        if (open->entity == entity)
            return;
        open->to = std::max(open->from, from);
    }
    mappings.push_back({ entity, std::string(source), from, std::nullopt });
}

void IdentityMap::retract(std::string_view space, std::string_view name, std::string_view source, Instant at)
{
    const auto it = m_mappings.find(key(space, name));
    if (it == m_mappings.end())
        return;
    for (Mapping& mapping : it->second) {
        if (mapping.source == source && !mapping.to)
            mapping.to = std::max(mapping.from, at);
    }
}

std::vector<IdentityMap::Mapping> IdentityMap::at(std::string_view space, std::string_view name, Instant when) const
{
    std::vector<Mapping> held;
    if (const auto it = m_mappings.find(key(space, name)); it != m_mappings.end()) {
        std::ranges::copy_if(it->second, std::back_inserter(held),
            [&](const Mapping& m) { return m.from <= when && (!m.to || when < *m.to); });
    }
    return held;
}

std::optional<EntityId> IdentityMap::resolve(std::string_view space, std::string_view name, Instant when) const
{
    const std::vector<Mapping> held = at(space, name, when);
    const bool agree
        = !held.empty() && std::ranges::all_of(held, [&](const Mapping& m) { return m.entity == held.front().entity; });
    return agree ? std::optional(held.front().entity) : std::nullopt;
}

void IdentityMap::forgetBefore(Instant before)
{
    for (auto it = m_mappings.begin(); it != m_mappings.end();) {
        std::erase_if(it->second, [&](const Mapping& m) { return m.to && *m.to < before; });
        it = it->second.empty() ? m_mappings.erase(it) : std::next(it);
    }
}

std::size_t IdentityMap::size() const
{
    std::size_t count = 0;
    for (const auto& [key, mappings] : m_mappings)
        count += mappings.size();
    return count;
}

} // namespace Strato
