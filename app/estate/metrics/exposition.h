// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace Strato::Estate {

/// OpenMetrics lines of one family that wait to be written.
struct FamilyText {
    std::string type; ///< as exporters say it; empty until the family was met
    std::string lines;
};
/// By the name of the family; what is not in here is not wanted.
using FamilyTexts = std::map<std::string, FamilyText, std::less<>>;

/// Writes metrics as text: Prometheus' exposition format 0.0.4 as a page, or OpenMetrics lines with a time for a
/// backfill. Label text is `a="b",c="d"`; values are ours and need no escaping.
class Exposition final {
public:
    Exposition() = default;
    /// OpenMetrics lines at @p seconds with @p targetLabels added to each, appended to @p families.
    Exposition(double seconds, std::string targetLabels, FamilyTexts& families);

    /// Leaves gauges of the pods named in @p pods out (their counters stay); not owned.
    void endGaugesOf(const std::set<std::string, std::less<>>* pods) { m_ending = pods; }

    /// Begins a family; @p type as an exporter has it: counter, gauge, histogram, summary or untyped.
    void family(std::string_view name, std::string_view type, std::string_view help);
    /// One sample of the family; @p suffix such as "_bucket".
    void sample(std::string_view labels, double value, std::string_view suffix = {});
    /// A family with one row for each of @p rows that has a value.
    template <class Rows, class Value>
    void column(std::string_view name, std::string_view type, std::string_view help, const Rows& rows, Value value)
    {
        family(name, type, help);
        if (wanted())
            for (const auto& row : rows)
                sample(row.labels, value(*row.of));
    }
    /// A backfill: a series that stays zero and adds nothing to a sum is not worth its place there.
    [[nodiscard]] bool sparse() const { return m_families != nullptr; }
    [[nodiscard]] bool wanted() const
    {
        return m_families == nullptr || m_out != nullptr;
    } ///< false: its samples are left out
    [[nodiscard]] std::string take() { return std::move(m_text); }

private:
    std::string m_text, m_name, m_time, m_target;
    FamilyTexts* m_families = nullptr;
    const std::set<std::string, std::less<>>* m_ending = nullptr;
    bool m_isGauge = false;
    std::string* m_out = nullptr; // of the family that was begun; null: a page, or not wanted
};

/// Adds `name="value"` to @p labels.
void addLabel(std::string& labels, std::string_view name, std::string_view value);
/// @p labels and `name="value"`.
[[nodiscard]] std::string withLabel(const std::string& labels, std::string_view name, std::string_view value);
/// The head of family @p name in OpenMetrics, where a counter's family is named without "_total".
[[nodiscard]] std::string openMetricsHead(std::string_view name, std::string_view type);
/// As Prometheus writes it: shortest form, NaN and +Inf by name.
[[nodiscard]] std::string numberText(double value);

} // namespace Strato::Estate
