// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/recordhub.h"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace Strato {

/// Which node the series of a host are of. Metrics name hosts by an `instance` ("node-1:9100", "10.0.0.7:9100"), nodes
/// have a name and an address (InternalIP). A value, made of the nodes of one moment: addresses are given to other
/// nodes.
class HostNodes final {
public:
    HostNodes() = default;
    /// @p contexts: the user's names by cluster id.
    HostNodes(const RecordHub& records, const std::map<std::string, std::string>& contexts);
    HostNodes(const RecordHub::Past& past, const std::map<std::string, std::string>& contexts);

    /// @p cluster as in HostLine: a context's name, a label's own value, or empty. Nothing: no node of an open cluster,
    /// or of several of which the series name none.
    [[nodiscard]] std::optional<EntityId> nodeOf(std::string_view cluster, std::string_view instance) const;

private:
    struct Node {
        std::string context;
        EntityId entity;
    };
    explicit HostNodes(const std::map<std::string, std::string>& contexts);
    void add(const RecordPtr& node, const std::map<std::string, std::string>& contexts);

    std::multimap<std::string, Node, std::less<>> m_byName; // and by address
    std::set<std::string, std::less<>> m_contexts;
};

} // namespace Strato
