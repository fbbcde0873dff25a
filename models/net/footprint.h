// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/clock.h"
#include "models/net/httptypes.h"

#include <array>
#include <map>
#include <mutex>

namespace Strato {

/// Counts what one endpoint costs. Written on the I/O thread, read from any.
class Footprint final {
public:
    explicit Footprint(const Clock& clock);

    void requestSent();
    void bytes(qint64 in, qint64 out);
    void retried();
    void probed();
    void killed();
    void opened(bool stream);
    void finished(RequestId request, bool stream);
    void queued(int change);
    void connections(int now, qint64 openedSoFar, const void* lane); ///< per pool of connections
    void laneGone(const void* lane);
    void waits(RequestId request, std::optional<HttpWait> wait);

    [[nodiscard]] TransportStats stats() const;

private:
    const Clock& m_clock;
    mutable std::mutex m_mutex; // guards all below
    TransportStats m_stats;
    std::array<int, 60> m_perSecond {};
    std::array<std::int64_t, 60> m_second {}; // which second (monotonic) the count of a slot belongs to
    std::map<RequestId, HttpWait> m_waits;
    std::map<const void*, std::pair<int, qint64>> m_lanes; // open now, opened so far
    qint64 m_openedBefore = 0; // by lanes that are gone
};

/// Adds counters and keeps the longer wait.
void addTo(TransportStats& sum, const TransportStats& one);

} // namespace Strato
