// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/chartdata.h"

#include "ui/charts/thinning.h"

#include <algorithm>
#include <cmath>

namespace Strato {

QString chartValue(double value, ChartUnit unit, const Numbers& numbers)
{
    switch (unit) {
    case ChartUnit::Count: return numbers.shortCount(value);
    case ChartUnit::PerSecond: return numbers.rate(value);
    case ChartUnit::Ratio: return numbers.percent(value);
    case ChartUnit::Bytes: return numbers.bytes(value);
    case ChartUnit::BytesPerSecond: return numbers.bytesPerSecond(value);
    case ChartUnit::Cores: return numbers.cores(value);
    case ChartUnit::Seconds: break;
    }
    if (!std::isfinite(value) || std::abs(value) > 9e9)
        return Numbers::missing();
    return numbers.duration(Duration(std::llround(value * 1e9)));
}

double chartTop(const ChartContent& content)
{
    if (content.fixedTop)
        return *content.fixedTop;
    double top = content.limit.value_or(0);
    for (const ChartLine& line : content.lines) {
        if (!line.series)
            continue;
        for (const Sample& sample : line.series->samples) {
            if (sample.at >= content.from && sample.at <= content.to && std::isfinite(sample.value))
                top = std::max(top, sample.value);
        }
    }
    const bool binary = content.unit == ChartUnit::Bytes || content.unit == ChartUnit::BytesPerSecond;
    return niceTop(top, binary);
}

} // namespace Strato
