// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/http/httptypes.h"
#include "app/estate/kube/resourceinfo.h"

#include <optional>
#include <string>
#include <vector>

namespace Strato::Estate {

/// Answers of /version, /api, /apis, /api/v1 and /apis/G[/V], legacy and aggregated (apidiscovery.k8s.io/v2).
/// @p resources sorted by group, version. nullopt: no such path.
[[nodiscard]] std::optional<HttpResponse> discoveryAnswer(
    const HttpRequest& request, const std::vector<ResourceInfoPtr>& resources, const std::string& version);

} // namespace Strato::Estate
