// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/record.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace Strato {

/// The columns of one list: name, namespace, cluster, what the schemas bring, age, labels. Records of several
/// clusters may bring schemas that differ: columns are merged by id, and a record that lacks one has it missing.
/// GUI thread.
class ColumnLayout final {
public:
    enum class Source : std::uint8_t { Name, Namespace, Cluster, Schema, Age, Labels };
    struct Column {
        std::string id; ///< "name", "namespace", "cluster", "age", "labels", else as in the schema
        CellType type = CellType::Text;
        Source source = Source::Schema;
        bool shown = true; ///< shown unless the user chooses otherwise
        std::string serverTitle;
    };

    ColumnLayout();

    [[nodiscard]] const std::vector<Column>& columns() const { return m_columns; }
    [[nodiscard]] int indexOf(std::string_view id) const; ///< -1 when there is none
    /// True when the records of @p schema can be read already.
    [[nodiscard]] bool knows(const SchemaPtr& schema) const;
    /// What adopt() would add; the columns go in one range before "age", from schemaEnd() on.
    [[nodiscard]] std::vector<ColumnSpec> missing(const KindSchema& schema) const;
    [[nodiscard]] int schemaEnd() const { return static_cast<int>(m_columns.size()) - 2; }
    void adopt(const SchemaPtr& schema);
    /// Whether the cluster column is shown by default; true when it changed.
    bool setSeveralClusters(bool several);

    /// The value under @p column; missing where the record's schema has none.
    [[nodiscard]] Cell cell(const Record& record, int column) const;
    /// The same for columns of a schema, without a copy.
    [[nodiscard]] const Cell& schemaCell(const Record& record, int column) const;

private:
    struct Mapping {
        SchemaPtr schema;
        std::vector<int> cells; // by column of the layout; -1: this schema has none
    };
    [[nodiscard]] std::vector<int> map(const KindSchema& schema) const;

    std::vector<Column> m_columns;
    std::vector<Mapping> m_mappings; // invariant: each maps all of m_columns
};

} // namespace Strato
