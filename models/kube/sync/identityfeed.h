// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/change.h"

namespace Strato {

class IdentityMap;

/// What a change says about names of other sources, into @p identities, asserted by "kubernetes". Spaces:
/// "uid" (every object), "containerId" (pods; without the runtime's prefix), "ip:<cluster>" (pods that have an address
/// of their own; nodes, internal and external), "hostname:<cluster>", "providerId", "machineId", "systemUuid" (nodes).
/// Addresses are only unique within a cluster. Data thread.
void feedIdentities(IdentityMap& identities, const Change& change);

} // namespace Strato
