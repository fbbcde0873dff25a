// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/trafficstrip.h"

#include "models/metrics/errorlimittypes.h"
#include "models/metrics/metricssum.h"

#include <algorithm>
#include <cmath>

namespace Strato {

namespace {

constexpr std::size_t mostBuckets = 120;

/// Value of @p series at exactly @p at; 0 where there is none: no errors were counted then.
double valueAt(const Series& series, Instant at)
{
    const auto it = std::ranges::lower_bound(series.samples, at, {}, &Sample::at);
    return it != series.samples.end() && it->at == at && std::isfinite(it->value) ? it->value : 0;
}

void addSource(const MetricsOverview& overview, std::map<std::int64_t, TimeBucket>& buckets)
{
    const std::vector<Sample>& calls = overview.calls.samples;
    const std::size_t step = (calls.size() + mostBuckets - 1) / mostBuckets;
    for (std::size_t begin = 0; begin < calls.size(); begin += step) {
        const std::size_t end = std::min(begin + step, calls.size());
        double sum = 0;
        double failed = 0;
        for (std::size_t i = begin; i < end; ++i) {
            const double value = std::isfinite(calls[i].value) ? calls[i].value : 0;
            sum += value;
            failed += value * valueAt(overview.errors, calls[i].at);
        }
        TimeBucket& bucket = buckets[calls[begin].at.ns];
        bucket.from = calls[begin].at;
        bucket.to = calls[end - 1].at + overview.calls.spacing;
        (failed > 0 && failed >= errorsWarning * sum ? bucket.ill : bucket.calm)
            += sum / static_cast<double>(end - begin);
    }
}

} // namespace

std::vector<TimeBucket> trafficBuckets(const std::map<std::string, std::shared_ptr<const MetricsOverview>>& metrics)
{
    std::map<std::int64_t, TimeBucket> buckets;
    std::vector<std::shared_ptr<const MetricsOverview>> sources;
    sources.reserve(metrics.size());
    for (const auto& [source, overview] : metrics)
        sources.push_back(overview);
    if (const auto sum = combined(sources)) // each cluster once, whichever server tells of it
        addSource(*sum, buckets);
    std::vector<TimeBucket> strip;
    strip.reserve(buckets.size());
    for (const auto& [at, bucket] : buckets)
        strip.push_back(bucket);
    return strip;
}

} // namespace Strato
