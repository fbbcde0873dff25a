// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/schema.h"
#include "models/kube/schema/resourcekind.h"

#include <span>
#include <string_view>

namespace Strato {

/// The schema of a kind that the decoders know field by field; null for any other. One object a kind for the whole
/// process, so records of several clusters share it. The version of @p group does not matter. Thread-safe.
[[nodiscard]] SchemaPtr builtInSchema(std::string_view group, std::string_view kind);

/// Every kind with a built-in schema, each with its API path's version.
[[nodiscard]] std::span<const SchemaPtr> builtInSchemas();

/// A kind of which only the metadata is known (and the common hidden columns).
[[nodiscard]] SchemaPtr metadataSchema(const ResourceKind& kind);

/// Id of the built-in column that the server's Table calls @p serverTitle ("Nominated Node"); empty if there is none.
[[nodiscard]] std::string_view columnOfServerTitle(const KindSchema& schema, std::string_view serverTitle);

} // namespace Strato
