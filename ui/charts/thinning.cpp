// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/thinning.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace Strato {

namespace {

// The four samples of one pixel column that a line through it can show.
struct Column {
    std::int64_t number = -1;
    Sample first, low, high, last;

    void begin(std::int64_t at, const Sample& sample)
    {
        number = at;
        first = low = high = last = sample;
    }
    void add(const Sample& sample)
    {
        if (sample.value < low.value)
            low = sample;
        if (sample.value > high.value)
            high = sample;
        last = sample;
    }
    void flush(ChartRun& run)
    {
        if (number < 0)
            return;
        std::array<Sample, 4> four { first, low, high, last };
        std::ranges::sort(four, {}, &Sample::at);
        for (const Sample& sample : four) {
            if (run.empty() || run.back().at < sample.at)
                run.push_back(sample);
        }
        number = -1;
    }
};

} // namespace

std::vector<ChartRun> thinned(std::span<const Sample> samples, Instant from, Instant to, int columns, Duration spacing)
{
    std::vector<ChartRun> runs;
    if (samples.empty() || to <= from || columns < 1)
        return runs;
    auto begin = std::ranges::lower_bound(samples, from, {}, &Sample::at);
    auto end = std::ranges::upper_bound(samples, to, {}, &Sample::at);
    if (begin != samples.begin())
        --begin;
    if (end != samples.end())
        ++end;
    const double perColumn = static_cast<double>((to - from).count()) / columns;
    ChartRun run;
    Column column;
    const auto close = [&] {
        column.flush(run);
        if (!run.empty())
            runs.push_back(std::exchange(run, {}));
    };
    for (auto it = begin; it != end; ++it) {
        if (!std::isfinite(it->value)) {
            close();
            continue;
        }
        if (column.number >= 0 && spacing > Duration::zero() && it->at - column.last.at > spacing * 2)
            close();
        const auto number = std::max<std::int64_t>(
            0, static_cast<std::int64_t>(std::floor(static_cast<double>((it->at - from).count()) / perColumn)) + 1);
        if (number == column.number) {
            column.add(*it);
        } else {
            column.flush(run);
            column.begin(number, *it);
        }
    }
    close();
    return runs;
}

const Sample* nearestSample(std::span<const Sample> samples, Instant at, Duration reach)
{
    const auto after = std::ranges::lower_bound(samples, at, {}, &Sample::at);
    const Sample* best = nullptr;
    const auto consider = [&](const Sample& sample) {
        const Duration distance = sample.at > at ? sample.at - at : at - sample.at;
        if (!std::isfinite(sample.value) || distance > reach)
            return;
        const Duration bestDistance = !best ? Duration::max() : (best->at > at ? best->at - at : at - best->at);
        if (distance < bestDistance)
            best = &sample;
    };
    if (after != samples.end())
        consider(*after);
    if (after != samples.begin())
        consider(*std::prev(after));
    return best;
}

double niceTop(double value, bool binary)
{
    if (!std::isfinite(value) || value <= 0)
        return 1;
    if (binary) {
        double base = 1;
        while (base * 1024 <= value)
            base *= 1024;
        return base * niceTop(value / base, false);
    }
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    for (const double step : { 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0 }) {
        if (value <= step * power * (1 + 1e-9))
            return step * power;
    }
    return 10 * power;
}

} // namespace Strato
