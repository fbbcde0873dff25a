// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the cluster serves, asked for again: kinds come and go with operators and upgrades.

#include "models/kube/sync/clustercore.h"

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace Strato {
namespace {

constexpr Duration discoveryEvery = 5min;
constexpr Duration discoveryJitter = 1min; // at most: many consoles begin at the same moment
constexpr Duration soon = 2s; // definitions come in bunches, and are served a moment after they are there
constexpr Duration soonAgain = 10s;

} // namespace

void ClusterSession::Core::handleDiscovered(const ApiDiscovery::Outcome& outcome)
{
    if (m_state != State::On)
        return;
    if (outcome.changed) {
        kinds.applyDiscovery(info().kinds);
        publishInfo();
    }
    if (!outcome.error)
        m_discoveryBackoff.reset();
    const auto jitter = Duration(static_cast<Duration::rep>(m_randomSource() * discoveryJitter.count()));
    discoverWithin(outcome.error ? m_discoveryBackoff.next() : discoveryEvery - jitter);
}

/// One at a time: an earlier one that is due already stands.
void ClusterSession::Core::discoverWithin(Duration delay)
{
    const Duration due = on.data.clock().monotonic() + delay;
    if (m_discoveryTimer != 0 && m_discoveryDue <= due)
        return;
    if (m_discoveryTimer != 0)
        on.data.cancel(m_discoveryTimer);
    m_discoveryDue = due;
    m_discoveryTimer = on.data.postAfter(delay, guarded([](Core& core) {
        core.m_discoveryTimer = 0;
        core.m_discoveryBegan = core.on.data.clock().monotonic();
        core.m_discovery.refresh([&core](const ApiDiscovery::Outcome& outcome) { core.handleDiscovered(outcome); });
    }));
}

void ClusterSession::Core::discoverSoon()
{
    if (m_state != State::On)
        return;
    const Duration rested = on.data.clock().monotonic() - m_discoveryBegan;
    discoverWithin(std::max(soon, soonAgain - rested));
}

} // namespace Strato
