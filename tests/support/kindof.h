// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/schema.h"
#include "models/kube/schema/resourcekind.h"

namespace Strato::Test {

/// The kind that a schema is of, as discovery would name it.
[[nodiscard]] inline ResourceKind kindOf(const KindSchema& schema)
{
    ResourceKind kind;
    kind.group = schema.group;
    kind.version = schema.version;
    kind.kind = schema.kind;
    kind.plural = schema.plural;
    kind.namespaced = schema.namespaced;
    return kind;
}

} // namespace Strato::Test
