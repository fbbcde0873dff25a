// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/clock.h"
#include "models/base/entityid.h"
#include "models/base/health.h"
#include "models/base/istring.h"
#include "models/base/schema.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace Strato {

/// One raw value; monostate = missing, which is never zero. Which alternative holds what: CellType.
using Cell = std::variant<std::monostate, std::int64_t, double, IString>;

/// Labels of one or many records, sorted by key: sets that are equal are shared where the decoder can.
using LabelSet = std::vector<std::pair<IString, IString>>;
using LabelSetPtr = std::shared_ptr<const LabelSet>;

/// Who controls a record (the ownerReference with controller: true).
struct OwnerRef {
    IString kind;
    IString name;
    IString uid;

    bool operator==(const OwnerRef&) const = default;
};

/// A compact projection of one object of any source: what lists, faults and the overview need; never the whole object.
/// Immutable once shared (RecordPtr), so it crosses threads freely.
struct Record {
    EntityId entity; ///< the place
    IString uid; ///< the incarnation; rows, editors and actions bind to it
    SchemaPtr schema; ///< what `cells` mean, in this order
    IString cluster; ///< cluster id as in the EntityId
    IString nameSpace; ///< empty for cluster-wide kinds
    IString name;
    IString resourceVersion; ///< opaque; compare with kube's compareResourceVersion
    Instant created {}; ///< source's clock; epoch = unknown
    std::optional<Instant> deletionRequested;
    OwnerRef owner;
    LabelSetPtr labels; ///< never null in a finished record
    Health health = Health::Unknown;
    IString reason; ///< machine word behind health ("CrashLoopBackOff"); empty when well
    bool provisional = false; ///< a Table row before its record arrived: no actions, no sort by value
    std::vector<Cell> cells; ///< one a schema column
    std::string searchText; ///< lower-case UTF-8 of all that a text filter looks at, fields parted by '\n'

    [[nodiscard]] bool isOf(std::string_view group, std::string_view kind) const; ///< "" group = core
    [[nodiscard]] const Cell& cell(int column) const; ///< missing for -1 and beyond
    [[nodiscard]] std::optional<std::int64_t> integer(std::string_view columnId) const;
    [[nodiscard]] std::optional<double> number(std::string_view columnId) const;
    [[nodiscard]] std::string_view text(std::string_view columnId) const; ///< empty when missing
    [[nodiscard]] std::string_view label(std::string_view key) const; ///< empty when missing
};

using RecordPtr = std::shared_ptr<const Record>;

/// Equal in all that a view shows; resourceVersion alone is no difference.
[[nodiscard]] bool sameContent(const Record& a, const Record& b);

/// About how many bytes a record holds for itself (interned strings are counted elsewhere).
[[nodiscard]] std::size_t footprint(const Record& record);

} // namespace Strato
