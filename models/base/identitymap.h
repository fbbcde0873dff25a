// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/clock.h"
#include "models/base/entityid.h"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace Strato {

/// Which EntityId a source's own name meant, and when (ADR 0006): Prometheus instances, container ids, addresses and
/// service names are reused, so each mapping holds over [from, to) and names who asserts it. One thread: the data
/// thread.
class IdentityMap final {
public:
    struct Mapping {
        EntityId entity;
        std::string source; ///< who says so: "kubernetes", "kube_pod_info"
        Instant from {};
        std::optional<Instant> to; ///< nothing: still so
        bool operator==(const Mapping&) const = default;
    };

    /// From @p from on, @p source says that @p name in name space @p space ("ip", "instance", "containerId", "uid")
    /// is @p entity. An open mapping of the same source to another entity ends at @p from.
    void assertMapping(
        std::string_view space, std::string_view name, const EntityId& entity, std::string_view source, Instant from);
    /// The mapping of @p source, if open, ends at @p at.
    void retract(std::string_view space, std::string_view name, std::string_view source, Instant at);

    /// All that sources say of @p name at @p when; more than one entity = they disagree, which a view must show.
    [[nodiscard]] std::vector<Mapping> at(std::string_view space, std::string_view name, Instant when) const;
    /// The entity when all sources that speak agree; nothing when none speaks or they disagree.
    [[nodiscard]] std::optional<EntityId> resolve(std::string_view space, std::string_view name, Instant when) const;

    /// Drops mappings that ended before @p before: bounds the memory.
    void forgetBefore(Instant before);
    [[nodiscard]] std::size_t size() const;

private:
    [[nodiscard]] static std::string key(std::string_view space, std::string_view name);
    std::unordered_map<std::string, std::vector<Mapping>> m_mappings; // invariant: no empty vector
};

} // namespace Strato
