// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/kube/sync/clustertypes.h"
#include "models/net/httptypes.h"

namespace Strato {

/// NodeMetricsList or PodMetricsList of metrics.k8s.io/v1beta1 as samples; a pod's containers are summed. Entries that
/// lack a name or both figures are left out. Errors: as jsonReply(). Pure.
[[nodiscard]] Result<std::vector<UsageSample>> decodeUsage(
    const Result<HttpResponse>& reply, const IString& cluster, bool pods);

} // namespace Strato
