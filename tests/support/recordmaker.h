// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/record.h"

namespace Strato {

/// Records for tests of stores and models: kind "Thing" of group "test" with one Count column "value".
[[nodiscard]] inline SchemaPtr thingSchema()
{
    static const auto schema = std::make_shared<const KindSchema>(
        KindSchema { "test", "v1", "Thing", "things", true, { { "value", CellType::Count, true, {} } } });
    return schema;
}

struct ThingSpec {
    std::string name;
    std::string uid = {}; ///< "": uid-<name>
    std::int64_t version = 1;
    std::int64_t value = 0;
    std::string nameSpace = "ns";
    bool provisional = false;
};

[[nodiscard]] inline EntityId thingId(const std::string& name, const std::string& nameSpace = "ns")
{
    return EntityId::kubernetes("c1", "test", "Thing", nameSpace, name);
}

[[nodiscard]] inline RecordPtr thing(const ThingSpec& spec)
{
    auto record = std::make_shared<Record>();
    record->entity = thingId(spec.name, spec.nameSpace);
    record->uid = IString(spec.uid.empty() ? "uid-" + spec.name : spec.uid);
    record->schema = thingSchema();
    record->cluster = IString("c1");
    record->nameSpace = IString(spec.nameSpace);
    record->name = IString(spec.name);
    record->resourceVersion = IString(std::to_string(spec.version));
    record->labels = std::make_shared<const LabelSet>();
    record->provisional = spec.provisional;
    record->cells = { Cell(spec.value) };
    return record;
}

} // namespace Strato
