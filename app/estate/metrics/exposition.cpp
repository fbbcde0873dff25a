// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/metrics/exposition.h"

#include <array>
#include <charconv>
#include <cmath>

namespace Strato::Estate {

namespace {

/// The value of label pod.
std::string_view podOf(std::string_view labels)
{
    constexpr std::string_view name = "pod=\"";
    const std::size_t at = labels.find(name);
    if (at == std::string_view::npos)
        return {};
    labels.remove_prefix(at + name.size());
    return labels.substr(0, labels.find('"'));
}

} // namespace

Exposition::Exposition(double seconds, std::string targetLabels, FamilyTexts& families)
    : m_time(' ' + numberText(seconds) + '\n')
    , m_target(std::move(targetLabels))
    , m_families(&families)
{
}

void Exposition::family(std::string_view name, std::string_view type, std::string_view help)
{
    m_name = name;
    m_isGauge = type == "gauge";
    if (m_families != nullptr) {
        const auto found = m_families->find(name);
        m_out = found == m_families->end() ? nullptr : &found->second.lines;
        if (m_out != nullptr)
            found->second.type = type;
        return;
    }
    m_text.append("# HELP ").append(name).append(" ").append(help);
    m_text.append("\n# TYPE ").append(name).append(" ").append(type).append("\n");
}

void Exposition::sample(std::string_view labels, double value, std::string_view suffix)
{
    if (!wanted() || (m_ending != nullptr && m_isGauge && m_ending->contains(podOf(labels))))
        return;
    std::string& text = m_out != nullptr ? *m_out : m_text;
    text.append(m_name).append(suffix);
    if (!labels.empty() || !m_target.empty()) {
        text.append("{").append(labels);
        if (!labels.empty() && !m_target.empty())
            text += ',';
        text.append(m_target).append("}");
    }
    text.append(" ").append(numberText(value)).append(m_time.empty() ? "\n" : m_time);
}

std::string openMetricsHead(std::string_view name, std::string_view type)
{
    constexpr std::string_view total = "_total";
    std::string out = "# TYPE ";
    if (type == "untyped")
        return out.append(name).append(" unknown\n"); // the same by another name
    if (type != "counter")
        return out.append(name).append(" ").append(type).append("\n");
    if (!name.ends_with(total))
        return out.append(name).append(" unknown\n"); // older exporters have such counters; OpenMetrics does not
    name.remove_suffix(total.size());
    return out.append(name).append(" counter\n");
}

void addLabel(std::string& labels, std::string_view name, std::string_view value)
{
    if (!labels.empty())
        labels += ',';
    labels.append(name).append("=\"").append(value).append("\"");
}

std::string withLabel(const std::string& labels, std::string_view name, std::string_view value)
{
    std::string out = labels;
    addLabel(out, name, value);
    return out;
}

std::string numberText(double value)
{
    if (std::isnan(value))
        return "NaN";
    if (std::isinf(value))
        return value > 0 ? "+Inf" : "-Inf";
    std::array<char, 32> buffer {};
    const bool whole = std::abs(value) < 1e15 && value == std::floor(value);
    const auto end = whole ? std::to_chars(buffer.data(), buffer.data() + buffer.size(), static_cast<long long>(value))
                           : std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return { buffer.data(), end.ptr };
}

} // namespace Strato::Estate
