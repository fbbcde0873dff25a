// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/metrics/exposition.h"

#include <array>
#include <charconv>
#include <cmath>

namespace Strato::Estate {

Exposition::Exposition(double seconds, std::string targetLabels, const std::set<std::string, std::less<>>& only)
    : m_time(' ' + numberText(seconds) + '\n')
    , m_target(std::move(targetLabels))
    , m_only(&only)
{
}

void Exposition::family(std::string_view name, std::string_view type, std::string_view help)
{
    m_name = name;
    m_wanted = m_only == nullptr || m_only->contains(name);
    if (m_only != nullptr)
        return;
    m_text.append("# HELP ")
        .append(name)
        .append(" ")
        .append(help)
        .append("\n# TYPE ")
        .append(name)
        .append(" ")
        .append(type)
        .append("\n");
}

void Exposition::sample(std::string_view labels, double value, std::string_view suffix)
{
    if (!m_wanted)
        return;
    m_text.append(m_name).append(suffix);
    if (!labels.empty() || !m_target.empty()) {
        m_text.append("{").append(labels);
        if (!labels.empty() && !m_target.empty())
            m_text += ',';
        m_text.append(m_target).append("}");
    }
    m_text.append(" ").append(numberText(value)).append(m_time.empty() ? "\n" : m_time);
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
