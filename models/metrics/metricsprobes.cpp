// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a MetricsSource finds out about its server before it asks for measures.
#include "models/metrics/metricsrefresh.h"

namespace Strato {

using namespace MetricsAsking;

void MetricsSource::probeDialects()
{
    const Instant at = m_moment.value_or(m_executor.clock().now());
    m_tickets.push_back(m_client->query(dialectProbe(), at, priorityShown,
        [this, alive = std::weak_ptr(m_alive), generation = m_generation](Result<MetricsAnswer<InstantValue>> answer) {
            if (alive.expired() || generation != m_generation)
                return;
            if (!answer) {
                ++m_tries;
                setStatus(m_asOf ? Freshness::Stale : Freshness::Lost, answer.error());
                schedule(retryPause());
                return;
            }
            m_present.clear();
            for (const InstantValue& value : answer->values)
                m_present.emplace(value.label("__name__"));
            m_probedAt = m_executor.clock().monotonic();
            probeSpacing();
        }));
}

void MetricsSource::probeSpacing()
{
    m_spacingKnown = false; // also when nobody is left to answer: it is asked again, not taken as told
    m_spacingAt = m_executor.clock().monotonic();
    const std::set<std::string, std::less<>> metrics = ratedMetrics(m_present);
    const MeasureQuery* calls = chooseQuery(Measure::CallsPerSecond, m_present);
    const int each = m_moment ? 1 : 2; // the past is as old as it will ever be
    const auto left = std::make_shared<int>(static_cast<int>(metrics.size()) * each + (calls ? 1 : 0));
    m_tooYoung.clear();
    m_youngSpacing.clear();
    if (*left == 0) {
        handleSpaced(); // nothing that we know by name: alerts may still be there
        return;
    }
    for (const std::string& metric : metrics) {
        probeSpacing(metric, {}, left);
        if (!m_moment)
            probeAge(metric, left);
    }
    if (calls)
        probeSpacing(std::string(calls->probeMetric), day, left);
}

void MetricsSource::handleSpaced()
{
    m_spacingKnown = true;
    m_spacedAt = m_executor.clock().monotonic();
    refresh();
}

void MetricsSource::probeSpacing(const std::string& metric, Duration shift, const std::shared_ptr<int>& left)
{
    const Instant moment = m_moment.value_or(m_executor.clock().now()) - shift;
    const Duration step = std::max<Duration>(spacingWindow, std::chrono::ceil<std::chrono::seconds>(m_window / 48));
    const std::int64_t steps = std::max<std::int64_t>(1, (m_window + step - Duration(1)) / step);
    const Instant start = moment - step * steps;
    // One window past the moment, where there is one: samples may thin out within the last.
    const Instant end = moment + step <= m_executor.clock().now() ? moment + step : moment;
    m_tickets.push_back(m_client->queryRange(spacingProbe(metric), start, end, step, priorityShown,
        [this, metric, shift, left, alive = std::weak_ptr(m_alive), generation = m_generation](
            Result<MetricsAnswer<Series>> answer) {
            if (alive.expired() || generation != m_generation)
                return;
            std::vector<Instant> at;
            std::vector<double> counts;
            if (answer && !answer->values.empty()) {
                for (const Sample& sample : answer->values.front().samples) {
                    at.push_back(sample.at);
                    counts.push_back(sample.value);
                }
            }
            if (answer) // else what was known before holds
                m_spacing[{ metric, shift }] = spacingParts(at, counts, spacingWindow, fallbackSpacing);
            if (--*left == 0)
                handleSpaced();
        }));
}

void MetricsSource::probeAge(const std::string& metric, const std::shared_ptr<int>& left)
{
    m_tickets.push_back(m_client->query(ageProbe(metric), m_executor.clock().now(), priorityShown,
        [this, metric, left, alive = std::weak_ptr(m_alive), generation = m_generation](
            Result<MetricsAnswer<InstantValue>> answer) {
            if (alive.expired() || generation != m_generation)
                return;
            SeriesAge age;
            for (const InstantValue& value : answer ? answer->values : std::vector<InstantValue>()) {
                if (const std::string window(value.label("w")); window == "old")
                    age.isOld = true;
                else
                    age.counts[QByteArray::fromStdString(window).toInt()] = value.sample.value;
            }
            if (!age.isOld && !age.counts.empty()) {
                if (const std::optional<Duration> spacing = age.spacing())
                    m_youngSpacing[metric] = *spacing;
                else
                    m_tooYoung.insert(metric);
            }
            if (--*left == 0)
                handleSpaced();
        }));
}

} // namespace Strato
