// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/change.h"

#include <memory>
#include <vector>

namespace Strato {

/// What one cluster's data thread hands over.
struct ClusterDelta {
    IString cluster;
    std::shared_ptr<const Delta> delta; ///< null: the cluster is to be forgotten
};

/// Merges what waits of each cluster into one, the newest state of each entity: a window that stands still for minutes
/// (a dialog of the system, a debugger, a suspended process) holds as much as there are objects, not as there were
/// changes. Any thread.
void foldDeltas(std::vector<ClusterDelta>& waiting);

} // namespace Strato
