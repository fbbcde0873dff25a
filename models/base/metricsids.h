// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <string_view>

namespace Strato {

/// What the ids (SourceStatus::id) of metrics servers begin with; their names follow.
inline constexpr std::string_view metricsIdPrefix = "prometheus:";

[[nodiscard]] inline std::string metricsId(std::string_view name)
{
    return std::string(metricsIdPrefix).append(name);
}
[[nodiscard]] constexpr bool isMetricsId(std::string_view id)
{
    return id.starts_with(metricsIdPrefix);
}
/// "" for other ids.
[[nodiscard]] constexpr std::string_view metricsNameOf(std::string_view id)
{
    return isMetricsId(id) ? id.substr(metricsIdPrefix.size()) : std::string_view();
}

} // namespace Strato
