// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/clock.h"

#include <functional>

namespace Strato {

/// Uniform in [0, 1). Injected, so that tests know every wait.
using RandomSource = std::function<double()>;

/// How long to wait before the next try: 800 ms, doubled up to 30 s, each with a jitter of up to as much again, from
/// the beginning after two minutes without a failure (client-go, reflector.go). One thread.
class Backoff final {
public:
    static constexpr Duration first = std::chrono::milliseconds(800);
    static constexpr Duration longest = std::chrono::seconds(30);
    static constexpr Duration healthyAfter = std::chrono::minutes(2);

    Backoff(const Clock& clock, RandomSource random);
    [[nodiscard]] Duration next();
    void reset();
    [[nodiscard]] int tries() const { return m_tries; } ///< failures since the last reset

private:
    const Clock& m_clock;
    const RandomSource m_random;
    Duration m_base = first;
    Duration m_lastFailure {}; // monotonic
    int m_tries = 0;
};

} // namespace Strato
