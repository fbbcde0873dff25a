// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What several statuses say together.
#include "models/kube/sync/followedkinds.h"

#include <algorithm>

namespace Strato {
namespace {

/// Larger is worse for a pane that stands on it.
int rank(Freshness freshness)
{
    switch (freshness) {
    case Freshness::Live: return 0;
    case Freshness::CatchingUp: return 1;
    case Freshness::Stale: return 2;
    case Freshness::Lost: return 3;
    case Freshness::NotConnected: return 4;
    }
    return 4;
}

template <class T> std::optional<T> smaller(const std::optional<T>& a, const std::optional<T>& b)
{
    return a && b ? std::min(*a, *b) : a ? a : b;
}

} // namespace

SourceStatus combinedStatus(const std::vector<SourceStatus>& statuses)
{
    SourceStatus worst;
    if (statuses.empty())
        return worst;
    worst.freshness = Freshness::Live;
    for (const SourceStatus& status : statuses) {
        if (rank(status.freshness) > rank(worst.freshness))
            worst.freshness = status.freshness;
        worst.asOf = smaller(worst.asOf, status.asOf);
        if (status.behind)
            worst.behind = worst.behind.value_or(0) + *status.behind;
        if (!worst.error)
            worst.error = status.error;
        worst.nextTry = smaller(worst.nextTry, status.nextTry);
        if (status.nextTry && worst.nextTry == status.nextTry)
            worst.serverAsked = status.serverAsked;
        worst.tries = std::max(worst.tries, status.tries);
        worst.coalesced += status.coalesced;
    }
    return worst;
}

} // namespace Strato
