// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/net/footprint.h"

namespace Strato {

namespace {

std::int64_t secondOf(const Clock& clock)
{
    return std::chrono::floor<std::chrono::seconds>(clock.monotonic()).count();
}

} // namespace

Footprint::Footprint(const Clock& clock)
    : m_clock(clock)
{
    m_second.fill(-1);
}

void Footprint::requestSent()
{
    const std::int64_t second = secondOf(m_clock);
    const auto slot = static_cast<std::size_t>(second % 60);
    const std::scoped_lock lock(m_mutex);
    ++m_stats.requests;
    if (m_second[slot] != second) {
        m_second[slot] = second;
        m_perSecond[slot] = 0;
    }
    ++m_perSecond[slot];
}

void Footprint::bytes(qint64 in, qint64 out)
{
    const std::scoped_lock lock(m_mutex);
    m_stats.bytesIn += in;
    m_stats.bytesOut += out;
}

void Footprint::retried()
{
    const std::scoped_lock lock(m_mutex);
    ++m_stats.retries;
}

void Footprint::probed()
{
    const std::scoped_lock lock(m_mutex);
    ++m_stats.probes;
}

void Footprint::killed()
{
    const std::scoped_lock lock(m_mutex);
    ++m_stats.connectionsKilled;
}

void Footprint::opened(bool stream)
{
    const std::scoped_lock lock(m_mutex);
    ++m_stats.open;
    m_stats.openStreams += stream ? 1 : 0;
}

void Footprint::finished(RequestId request, bool stream)
{
    const std::scoped_lock lock(m_mutex);
    --m_stats.open;
    m_stats.openStreams -= stream ? 1 : 0;
    m_waits.erase(request);
}

void Footprint::queued(int change)
{
    const std::scoped_lock lock(m_mutex);
    m_stats.queued += change;
}

void Footprint::connections(int now, qint64 openedSoFar, const void* lane)
{
    const std::scoped_lock lock(m_mutex);
    m_lanes[lane] = { now, openedSoFar };
}

void Footprint::laneGone(const void* lane)
{
    const std::scoped_lock lock(m_mutex);
    if (const auto node = m_lanes.extract(lane); !node.empty())
        m_openedBefore += node.mapped().second;
}

void Footprint::waits(RequestId request, std::optional<HttpWait> wait)
{
    const std::scoped_lock lock(m_mutex);
    if (wait)
        m_waits.insert_or_assign(request, *wait);
    else
        m_waits.erase(request);
}

TransportStats Footprint::stats() const
{
    const std::int64_t second = secondOf(m_clock);
    const std::scoped_lock lock(m_mutex);
    TransportStats stats = m_stats;
    for (std::size_t slot = 0; slot < m_perSecond.size(); ++slot)
        stats.requestsLastMinute += second - m_second[slot] < 60 && m_second[slot] >= 0 ? m_perSecond[slot] : 0;
    stats.connectionsOpened = m_openedBefore;
    for (const auto& lane : m_lanes) {
        stats.connections += lane.second.first;
        stats.connectionsOpened += lane.second.second;
    }
    for (const auto& wait : m_waits) {
        if (wait.second.serverAsked && (!stats.waiting || stats.waiting->delay < wait.second.delay))
            stats.waiting = wait.second;
    }
    return stats;
}

void addTo(TransportStats& sum, const TransportStats& one)
{
    sum.requests += one.requests;
    sum.requestsLastMinute += one.requestsLastMinute;
    sum.bytesIn += one.bytesIn;
    sum.bytesOut += one.bytesOut;
    sum.retries += one.retries;
    sum.open += one.open;
    sum.openStreams += one.openStreams;
    sum.queued += one.queued;
    sum.connections += one.connections;
    sum.connectionsOpened += one.connectionsOpened;
    sum.connectionsKilled += one.connectionsKilled;
    sum.probes += one.probes;
    if (one.waiting && (!sum.waiting || sum.waiting->delay < one.waiting->delay))
        sum.waiting = one.waiting;
}

} // namespace Strato
