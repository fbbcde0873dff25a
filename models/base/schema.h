// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/istring.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace Strato {

/// What a column's values are; the format proxy makes words of them, so that models carry numbers only.
enum class CellType : std::uint8_t {
    Text, ///< IString
    Count, ///< int64
    Time, ///< int64, Instant::ns: shown as a moment
    Age, ///< int64, Instant::ns of the beginning: shown as time since
    Cpu, ///< int64, millicores
    Bytes, ///< int64
    Ratio, ///< double in [0, 1]
    Number, ///< double
    Flag, ///< int64, 0 or 1
    Fraction, ///< two int32 packed by packFraction(): "2/3"
    State, ///< IString, with the record's health as its shape
    DurationNs ///< int64, nanoseconds
};

/// One column of a kind. `id` is stable and stored in layouts ("node", "cpuRequest"); titles are made by the view
/// side from id, or are `serverTitle` for columns that a server describes (printer columns of custom resources).
struct ColumnSpec {
    std::string id;
    CellType type = CellType::Text;
    bool shown = true; ///< false: hidden unless the user chooses it
    std::string serverTitle;

    bool operator==(const ColumnSpec&) const = default;
};

/// The columns of one kind of record. Immutable once shared. Column 0 is always the name.
struct KindSchema {
    std::string group; ///< "" for the core group
    std::string version;
    std::string kind; ///< "Pod"
    std::string plural; ///< "pods"
    bool namespaced = true;
    std::vector<ColumnSpec> columns; ///< beside the header's own fields (name, namespace, age, labels)

    /// Index of column @p id, or -1.
    [[nodiscard]] int column(std::string_view id) const;
};

using SchemaPtr = std::shared_ptr<const KindSchema>;

[[nodiscard]] constexpr std::int64_t packFraction(std::int32_t part, std::int32_t whole)
{
    return static_cast<std::int64_t>(
        (static_cast<std::uint64_t>(static_cast<std::uint32_t>(part)) << 32U) | static_cast<std::uint32_t>(whole));
}
[[nodiscard]] constexpr std::int32_t fractionPart(std::int64_t packed)
{
    return static_cast<std::int32_t>(static_cast<std::uint64_t>(packed) >> 32U);
}
[[nodiscard]] constexpr std::int32_t fractionWhole(std::int64_t packed)
{
    return static_cast<std::int32_t>(static_cast<std::uint64_t>(packed) & 0xFFFFFFFFU);
}

} // namespace Strato
