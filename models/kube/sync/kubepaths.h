// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/kube/schema/resourcekind.h"

#include <QString>

#include <string_view>
#include <utility>
#include <vector>

namespace Strato {

/// Query parameters in order; values are percent-encoded when written.
using KubeQuery = std::vector<std::pair<QString, QString>>;

/// "/api/v1/namespaces/shop/pods" or "/apis/apps/v1/deployments"; @p nameSpace empty: all, or a cluster-wide kind.
[[nodiscard]] QString collectionPath(const ResourceKind& kind, std::string_view nameSpace);
/// The path of one object, and of a sub-resource of it ("log") if given.
[[nodiscard]] QString objectPath(
    const ResourceKind& kind, std::string_view nameSpace, std::string_view name, std::string_view subresource = {});
[[nodiscard]] QString withQuery(const QString& path, const KubeQuery& query);

/// "pods", "deployments.apps": the short unique name of a kind.
[[nodiscard]] std::string kindLabel(const ResourceKind& kind);

} // namespace Strato
