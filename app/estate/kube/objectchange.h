// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/result.h"

#include <nlohmann/json.hpp>

#include <string>

namespace Strato::Estate {

class EstateServer;

/// What changed in a world, one object: how the simulation feeds the API servers.
struct ObjectChange {
    std::string cluster; ///< "hangzhou-1"
    nlohmann::json
        object; ///< whole Kubernetes object: apiVersion, kind, metadata, ...; for removed: those three suffice
    bool removed = false;
};

/// Hands @p change to the store of its cluster. NotFound: no such cluster, or a removed object that was not there.
[[nodiscard]] Result<std::uint64_t> applyChange(EstateServer& server, ObjectChange change);

} // namespace Strato::Estate
