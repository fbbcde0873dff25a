// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/world/kubejson.h"

#include <optional>

namespace Strato::Estate {

// Pure functions: one entity of the world as the Kubernetes object that an API server would hold of it.
[[nodiscard]] std::string imageName(const Workload& workload, const Revision& revision);
[[nodiscard]] std::string imageDigest(
    const WorldState& world, const Workload& workload, const Revision& revision); ///< "sha256:…"
[[nodiscard]] std::string containerId(
    const WorldState& world, const Pod& pod, bool sidecar = false); ///< 64 hex digits; changes with each restart
[[nodiscard]] const char* podPhase(const Pod& pod);
[[nodiscard]] Json podLabels(const WorldState& world, const Pod& pod);
[[nodiscard]] Json nodeLabels(const WorldState& world, const Node& node);
[[nodiscard]] Json podTemplate(const WorldState& world, const Workload& workload, const Revision& revision);

[[nodiscard]] Json podObject(const WorldState& world, const Pod& pod);
[[nodiscard]] Json nodeObject(const WorldState& world, const Node& node);
[[nodiscard]] Json leaseObject(const WorldState& world, const Node& node);
[[nodiscard]] Json workloadObject(
    const WorldState& world, const Workload& workload); ///< Deployment, StatefulSet, DaemonSet, Job, CronJob
[[nodiscard]] Json replicaSetObject(const WorldState& world, const Workload& workload, const Revision& revision);
[[nodiscard]] Json scalingObject(const WorldState& world, const Workload& workload);
[[nodiscard]] Json endpointsObject(const WorldState& world, const Workload& workload);
[[nodiscard]] Json endpointSliceObject(const WorldState& world, const Workload& workload);
[[nodiscard]] Json eventObject(const KubeEvent& event);
/// The port that a service listens on.
[[nodiscard]] int servicePort(Runtime runtime);
/// The cluster IP of the Service in front of @p workload.
[[nodiscard]] std::string serviceAddress(const Workload& workload);

} // namespace Strato::Estate
