// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/clock.h"
#include "models/kube/sync/clustertypes.h"

#include <deque>

namespace Strato {

/// What the link to one cluster gives, and with it how a kind is first read: WatchList, one uncompressed stream, or
/// compressed LIST and then WATCH. Figures: facts of the lab (a pod is 3.7 KB in protobuf and 150 bytes of gzip).
/// Data thread.
class SyncPolicy final {
public:
    /// An answer of @p bytes on the wire took @p receiving from its first byte to its last.
    void measured(qint64 bytes, Duration receiving);
    void setMethod(SyncMethod method) { m_told = method; }
    void watchListRefused() { m_refused = true; } ///< the server does not do it
    void watchListFailed() { m_fellBack = true; } ///< it was begun and did not end

    [[nodiscard]] std::optional<double> bytesPerSecond() const;
    [[nodiscard]] SyncChoice choose(std::optional<std::int64_t> expectedObjects) const;

    /// Seconds that either way needs for @p objects at @p bytesPerSecond, beyond what both need.
    [[nodiscard]] static double listSeconds(double objects, double bytesPerSecond);
    [[nodiscard]] static double watchListSeconds(double objects, double bytesPerSecond);

private:
    std::deque<double> m_samples; // bytes a second, the newest eight
    SyncMethod m_told = SyncMethod::Auto;
    bool m_refused = false;
    bool m_fellBack = false;
};

} // namespace Strato
