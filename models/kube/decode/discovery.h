// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/result.h"
#include "models/kube/schema/resourcekind.h"

#include <string>
#include <string_view>
#include <vector>

namespace Strato {

/// A group that the server has, from /apis, or the versions of the core group, from /api.
struct ApiGroup {
    std::string name; ///< "" for the core group
    std::vector<std::string> versions; ///< the preferred one first
};

/// Result of aggregated discovery; groups whose server did not answer are named as stale.
struct DiscoveredKinds {
    std::vector<ResourceKind> kinds; ///< of each group's preferred version that has the kind
    std::vector<std::string> staleGroups; ///< "metrics.k8s.io/v1beta1"
};

// All: JSON; errors Malformed, TooLarge, UnexpectedContent (some other kind of answer). Sub-resources are left out.

/// APIGroupDiscoveryList (/api and /apis with Accept::discovery). Old servers answer with the lists below instead:
/// isAggregatedDiscovery() tells them apart.
[[nodiscard]] Result<DiscoveredKinds> decodeAggregatedDiscovery(std::string_view body);
[[nodiscard]] bool isAggregatedDiscovery(std::string_view body);
/// APIGroupList (/apis) or APIVersions (/api).
[[nodiscard]] Result<std::vector<ApiGroup>> decodeGroupList(std::string_view body);
/// APIResourceList (/apis/GROUP/VERSION, /api/v1).
[[nodiscard]] Result<std::vector<ResourceKind>> decodeResourceList(std::string_view body);

} // namespace Strato
