// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/clock.h"
#include "models/kube/sync/clustertypes.h"
#include "models/net/httptypes.h"

#include <deque>

namespace Strato {

/// What the way to one cluster is like, as measured.
struct SyncLink {
    double bytesPerSecond = 0;
    Duration roundTrip {}; ///< zero: not known, and taken for none
};

/// What the link to one cluster gives, and with it and its size how a kind is first read: WatchList, one uncompressed
/// stream, or pages of compressed LIST one after another, and then WATCH. Unmeasured it is LIST, which loses little
/// where it loses. Data thread.
class SyncPolicy final {
public:
    /// A WatchList that was begun and did not end may be one kind's or one moment's misfortune.
    static constexpr Duration fallBackFor = std::chrono::minutes(10);

    explicit SyncPolicy(const Clock& clock)
        : m_clock(clock)
    {
    }

    void measured(const HttpDone& answer);
    void roundTripTook(Duration time); ///< of an answer however small; the quickest counts
    void setMethod(SyncMethod method) { m_told = method; }
    void watchListRefused() { m_refused = true; } ///< the server does not do it
    void watchListFailed() { m_fellBack = m_clock.monotonic(); } ///< it was begun and did not end

    [[nodiscard]] std::optional<double> bytesPerSecond() const;
    [[nodiscard]] SyncChoice choose(std::optional<std::int64_t> expectedObjects) const;
    /// Whether some number of objects would be read by WatchList: worth finding out how many there are.
    [[nodiscard]] bool sizeDecides() const;

    /// Seconds from asking until the last of @p objects is decoded.
    [[nodiscard]] static double listSeconds(std::int64_t objects, const SyncLink& link);
    [[nodiscard]] static double watchListSeconds(std::int64_t objects, const SyncLink& link);

private:
    const Clock& m_clock;
    std::deque<double> m_samples; // bytes a second, the newest eight
    Duration m_roundTrip {};
    SyncMethod m_told = SyncMethod::Auto;
    bool m_refused = false;
    std::optional<Duration> m_fellBack; // monotonic, the last time
};

} // namespace Strato
