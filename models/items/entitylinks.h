// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/record.h"

#include <string>
#include <string_view>
#include <vector>

namespace Strato {

/// One name inside a cell that is another object.
struct EntityLink {
    std::string text;
    EntityId entity;

    bool operator==(const EntityLink&) const = default;
};

/// What the cell @p columnId of @p record names: the node of a pod, the claim of a volume, the backends of an ingress,
/// the object of an event. Empty where the cell is missing or names no object. Pure, thread-safe.
[[nodiscard]] std::vector<EntityLink> linksOf(const Record& record, std::string_view columnId);

/// The group of a well-known kind ("Deployment": "apps"); empty for core kinds and those that are not known.
[[nodiscard]] std::string_view groupOfKind(std::string_view kind);

} // namespace Strato
