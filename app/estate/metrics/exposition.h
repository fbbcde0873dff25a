// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <set>
#include <string>
#include <string_view>

namespace Strato::Estate {

/// Writes metrics as text: Prometheus' exposition format 0.0.4 as a page, or OpenMetrics lines with a time for a
/// backfill. Label text is `a="b",c="d"`; values are ours and need no escaping.
class Exposition final {
public:
    Exposition() = default;
    /// OpenMetrics lines at @p seconds with @p targetLabels added to each; of the families in @p only alone.
    Exposition(double seconds, std::string targetLabels, const std::set<std::string, std::less<>>& only);

    /// Begins a family; @p type counter, gauge or histogram.
    void family(std::string_view name, std::string_view type, std::string_view help);
    /// One sample of the family; @p suffix such as "_bucket".
    void sample(std::string_view labels, double value, std::string_view suffix = {});
    /// A family with one row for each of @p rows that has a value.
    template <class Rows, class Value>
    void column(std::string_view name, std::string_view type, std::string_view help, const Rows& rows, Value value)
    {
        family(name, type, help);
        if (m_wanted)
            for (const auto& row : rows)
                sample(row.labels, value(*row.of));
    }
    [[nodiscard]] bool wanted() const { return m_wanted; } ///< false: samples of this family are left out
    [[nodiscard]] std::string take() { return std::move(m_text); }

private:
    std::string m_text, m_name, m_time, m_target;
    const std::set<std::string, std::less<>>* m_only = nullptr;
    bool m_wanted = true;
};

/// Adds `name="value"` to @p labels.
void addLabel(std::string& labels, std::string_view name, std::string_view value);
/// @p labels and `name="value"`.
[[nodiscard]] std::string withLabel(const std::string& labels, std::string_view name, std::string_view value);
/// As Prometheus writes it: shortest form, NaN and +Inf by name.
[[nodiscard]] std::string numberText(double value);

} // namespace Strato::Estate
