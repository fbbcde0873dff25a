// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/hostnodes.h"

#include <tuple>

namespace Strato {

namespace {

/// "node-1:9100" -> "node-1", "[fd00::7]:9100" -> "fd00::7"; an address of version 6 without brackets has no port.
std::string_view withoutPort(std::string_view instance)
{
    if (instance.starts_with('['))
        return instance.substr(1, instance.find(']') - 1);
    const std::size_t colon = instance.find(':');
    return colon == instance.rfind(':') ? instance.substr(0, colon) : instance;
}

} // namespace

HostNodes::HostNodes(const std::map<std::string, std::string>& contexts)
{
    for (const auto& [id, context] : contexts)
        m_contexts.insert(context);
}

HostNodes::HostNodes(const RecordHub& records, const std::map<std::string, std::string>& contexts)
    : HostNodes(contexts)
{
    records.forEach({ "", "Node" }, {}, [&](const RecordPtr& node) { add(node, contexts); });
}

HostNodes::HostNodes(const RecordHub::Past& past, const std::map<std::string, std::string>& contexts)
    : HostNodes(contexts)
{
    for (const auto& [cluster, snapshot] : past)
        snapshot->forEachOfKind("", "Node", [&](const RecordPtr& node) { add(node, contexts); });
}

void HostNodes::add(const RecordPtr& node, const std::map<std::string, std::string>& contexts)
{
    const auto named = contexts.find(std::string(node->cluster.view()));
    const Node found { named == contexts.end() ? std::string() : named->second, node->entity };
    m_byName.emplace(node->name.view(), found);
    if (const std::string_view address = node->text("internalIp"); !address.empty() && address != node->name.view())
        m_byName.emplace(address, found);
}

std::optional<EntityId> HostNodes::nodeOf(std::string_view cluster, std::string_view instance) const
{
    const std::string_view host = withoutPort(instance);
    auto [first, last] = m_byName.equal_range(host);
    const bool isAddress = host.find_first_not_of("0123456789.") == std::string_view::npos;
    if (first == last && !isAddress) // "node-1.example.com" of a node that is called "node-1"
        std::tie(first, last) = m_byName.equal_range(host.substr(0, host.find('.')));
    const bool isNamed = m_contexts.contains(cluster);
    std::optional<EntityId> found;
    for (auto it = first; it != last; ++it) {
        if (isNamed && it->second.context != cluster)
            continue;
        if (found && *found != it->second.entity)
            return std::nullopt;
        found = it->second.entity;
    }
    return found;
}

} // namespace Strato
