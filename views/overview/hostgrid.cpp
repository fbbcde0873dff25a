// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/overview/hostgrid.h"

#include "models/base/plaintext.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace Strato {

namespace {

constexpr int mostColumns = 120;
constexpr Duration shortestAxis = std::chrono::minutes(5);
constexpr Duration usualSpacing = std::chrono::seconds(15);

} // namespace

HeatMap::Content hostGrid(const std::vector<HostLine>& hosts, Instant at, Duration window)
{
    HeatMap::Content content;
    content.to = at;
    content.from = at - window;
    Duration spacing = usualSpacing;
    Instant first = at;
    for (const HostLine& host : hosts) {
        content.rows.push_back(cleanUtf8(host.instance, 128));
        if (host.cpu.samples.empty())
            continue;
        spacing = std::max(spacing, host.cpu.spacing);
        first = std::min(first, host.cpu.samples.front().at);
    }
    if (at - first < window / 2)
        content.from = at - std::max(shortestAxis, at - first);
    const Duration span = content.to - content.from;
    content.columns = static_cast<int>(std::clamp<std::int64_t>(span / spacing, 1, mostColumns));
    const auto columns = static_cast<std::size_t>(content.columns);
    content.values.assign(hosts.size() * columns, std::numeric_limits<float>::quiet_NaN());
    for (std::size_t row = 0; row < hosts.size(); ++row) {
        for (const Sample& sample : hosts[row].cpu.samples) {
            if (sample.at < content.from || sample.at > content.to)
                continue;
            const double place = static_cast<double>((sample.at - content.from).count())
                / static_cast<double>(span.count()) * content.columns;
            const auto column = std::min(columns - 1, static_cast<std::size_t>(place));
            float& cell = content.values[row * columns + column];
            cell = std::isnan(cell) ? static_cast<float>(sample.value)
                                    : std::max(cell, static_cast<float>(sample.value));
        }
    }
    return content;
}

} // namespace Strato
