// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/kube/decode/jsonreader.h"
#include "models/kube/decode/recordbuilder.h"
#include "models/kube/schema/resourcekind.h"

#include <vector>

namespace Strato {

/// What the cells of a server's Table mean to us: for each, the column it goes to.
class TableColumns final {
public:
    /// Reads columnDefinitions. @p builtIn: cells go to its columns by the server's title, the rest is dropped; null:
    /// every column becomes one of a new schema for @p kind. Throws as readJson() does.
    [[nodiscard]] static TableColumns read(
        simdjson::ondemand::array definitions, const ResourceKind& kind, const SchemaPtr& builtIn);

    [[nodiscard]] const SchemaPtr& schema() const { return m_schema; }
    /// Reads one row's cells. Throws as readJson() does.
    void fill(simdjson::ondemand::array cells, RecordBuilder& into) const;

private:
    void fillCell(const ColumnSpec& column, simdjson::ondemand::value value, RecordBuilder& into) const;

    SchemaPtr m_schema;
    std::vector<int> m_targets; // by cell: index of the schema's column, -1: dropped
};

} // namespace Strato
