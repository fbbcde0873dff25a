// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/record.h"

#include <memory>
#include <string>

namespace Strato::Testing {

/// A schema like that of pods: status, node, restarts (Count), ready (Fraction), cpu (Number).
inline SchemaPtr podSchema()
{
    auto schema = std::make_shared<KindSchema>();
    schema->version = "v1";
    schema->kind = "Pod";
    schema->plural = "pods";
    schema->columns = { { "status", CellType::State, true, {} }, { "node", CellType::Text, true, {} },
        { "restarts", CellType::Count, true, {} }, { "ready", CellType::Fraction, true, {} },
        { "cpu", CellType::Number, true, {} } };
    return schema;
}

struct PodSpec {
    std::string name;
    std::string nameSpace = "shop";
    std::string cluster = "c1";
    std::string status = "Running";
    std::string node = "n1";
    std::int64_t restarts = 0;
    std::string uid = {}; ///< empty: made from the name
    Health health = Health::Well;
    bool provisional = false;
    LabelSet labels = {};
};

inline std::shared_ptr<Record> makePod(const SchemaPtr& schema, const PodSpec& spec)
{
    auto record = std::make_shared<Record>();
    record->entity = EntityId::kubernetes(spec.cluster, "", "Pod", spec.nameSpace, spec.name);
    record->uid = IString(spec.uid.empty() ? "uid-" + spec.cluster + spec.nameSpace + spec.name : spec.uid);
    record->schema = schema;
    record->cluster = IString(spec.cluster);
    record->nameSpace = IString(spec.nameSpace);
    record->name = IString(spec.name);
    record->created = instantFromSeconds(1'764'000'000);
    record->labels = std::make_shared<LabelSet>(spec.labels);
    record->health = spec.health;
    record->provisional = spec.provisional;
    if (!spec.provisional) {
        record->cells = { Cell(IString(spec.status)), Cell(IString(spec.node)), Cell(spec.restarts),
            Cell(packFraction(1, 1)), Cell() };
    }
    record->searchText = spec.name + '\n' + spec.nameSpace + '\n' + spec.node;
    return record;
}

} // namespace Strato::Testing
