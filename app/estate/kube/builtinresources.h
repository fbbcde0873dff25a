// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/kube/resourceinfo.h"

#include <optional>

namespace Strato::Estate {

/// Every resource that a fresh cluster serves, custom ones and metrics.k8s.io aside.
[[nodiscard]] std::vector<ResourceInfo> builtinResources();
/// nodes and pods of metrics.k8s.io/v1beta1.
[[nodiscard]] std::vector<ResourceInfo> metricsResources();
/// What a CustomResourceDefinition (apiextensions.k8s.io/v1) defines: its stored version. nullopt: malformed.
[[nodiscard]] std::optional<ResourceInfo> customResource(const nlohmann::json& definition);

} // namespace Strato::Estate
