// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/kube/schema/columnids.h"
#include "models/kube/schema/kubeschemas.h"
#include "tests/support/fixedsnapshot.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace Strato::Testing {

using Cells = std::map<std::string_view, Cell>;

inline Cell word(std::string_view text)
{
    return Cell(IString(text));
}
inline Cell number(std::int64_t value)
{
    return Cell(value);
}
inline Cell at(Instant moment)
{
    return Cell(moment.ns);
}
inline Cell of(int part, int whole)
{
    return Cell(packFraction(part, whole));
}

/// A record of a built-in kind in cluster c1 with the given cells; the rest is missing.
inline std::shared_ptr<Record> made(std::string_view group, std::string_view kind, std::string_view nameSpace,
    std::string_view name, const Cells& cells, Instant created)
{
    auto record = std::make_shared<Record>();
    record->schema = builtInSchema(group, kind);
    record->entity = EntityId::kubernetes("c1", group, kind, nameSpace, name);
    record->uid = IString(std::string(kind) + '-' + std::string(nameSpace) + '-' + std::string(name));
    record->cluster = IString("c1");
    record->nameSpace = IString(nameSpace);
    record->name = IString(name);
    record->created = created;
    record->labels = std::make_shared<LabelSet>();
    record->cells.resize(record->schema->columns.size());
    for (const auto& [id, cell] : cells)
        record->cells.at(static_cast<std::size_t>(record->schema->column(id))) = cell;
    return record;
}

inline OwnerRef ownedBy(const Record& owner)
{
    return { IString(owner.schema->kind), owner.name, owner.uid };
}

} // namespace Strato::Testing
