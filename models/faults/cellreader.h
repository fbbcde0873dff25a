// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/record.h"

#include <array>
#include <optional>
#include <string_view>

namespace Strato {

/// Reads a fixed set of columns of many records, finding them once a schema instead of once a record. One thread.
template <std::size_t n> class CellReader final {
public:
    explicit CellReader(const std::array<std::string_view, n>& ids)
        : m_ids(ids)
    {
        m_columns.fill(-1);
    }

    /// The record that is read from now on; it must live as long.
    void bind(const Record& record)
    {
        m_record = &record;
        if (record.schema == m_schema)
            return;
        m_schema = record.schema;
        for (std::size_t i = 0; i < n; ++i)
            m_columns[i] = m_schema ? m_schema->column(m_ids[i]) : -1;
    }

    [[nodiscard]] std::optional<std::int64_t> integer(std::size_t field) const
    {
        const auto* value = std::get_if<std::int64_t>(&m_record->cell(m_columns[field]));
        return value ? std::optional(*value) : std::nullopt;
    }
    [[nodiscard]] std::optional<double> number(std::size_t field) const
    {
        const auto* value = std::get_if<double>(&m_record->cell(m_columns[field]));
        return value ? std::optional(*value) : std::nullopt;
    }
    [[nodiscard]] std::string_view text(std::size_t field) const ///< empty when missing
    {
        const auto* value = std::get_if<IString>(&m_record->cell(m_columns[field]));
        return value ? value->view() : std::string_view();
    }
    [[nodiscard]] IString word(
        std::size_t field) const ///< empty when missing; a handle, where text() is only looked at
    {
        const auto* value = std::get_if<IString>(&m_record->cell(m_columns[field]));
        return value ? *value : IString();
    }
    [[nodiscard]] std::optional<Instant> instant(std::size_t field) const
    {
        const auto value = integer(field);
        return value ? std::optional(Instant { *value }) : std::nullopt;
    }
    [[nodiscard]] bool flag(std::size_t field) const { return integer(field).value_or(0) != 0; }

private:
    std::array<std::string_view, n> m_ids;
    std::array<int, n> m_columns {};
    SchemaPtr m_schema;
    const Record* m_record = nullptr;
};

/// Whether "Type=Status(Reason)" is in a conditions column ("Ready=False(KubeletNotReady),...").
[[nodiscard]] inline bool hasCondition(std::string_view conditions, std::string_view typeAndStatus)
{
    for (std::size_t at = conditions.find(typeAndStatus); at != std::string_view::npos;
         at = conditions.find(typeAndStatus, at + 1)) {
        const std::size_t end = at + typeAndStatus.size();
        const bool begins = at == 0 || conditions[at - 1] == ',';
        if (begins && (end == conditions.size() || conditions[end] == ',' || conditions[end] == '('))
            return true;
    }
    return false;
}

/// The reason of the condition "Type=Status", empty when it has none or is not there.
[[nodiscard]] inline std::string_view conditionReason(std::string_view conditions, std::string_view typeAndStatus)
{
    std::size_t at = 0;
    while (at < conditions.size()) {
        const std::string_view one = conditions.substr(at, std::min(conditions.find(',', at), conditions.size()) - at);
        if (one.starts_with(typeAndStatus) && one.size() > typeAndStatus.size() && one[typeAndStatus.size()] == '(')
            return one.substr(typeAndStatus.size() + 1, one.size() - typeAndStatus.size() - 2);
        at += one.size() + 1;
    }
    return {};
}

} // namespace Strato
