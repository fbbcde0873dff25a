// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/finding.h"
#include "models/base/statesource.h"
#include "models/faults/crashhistory.h"
#include "models/metrics/metricstypes.h"

#include <chrono>
#include <string>
#include <unordered_map>
#include <vector>

namespace Strato {

class PodCensus;

/// What findings() goes by. A value; settings of the user later.
struct FindingRules {
    Duration notReadyAfter = std::chrono::minutes(2); ///< a pod may take so long to become ready
    Duration pendingAfter = std::chrono::minutes(2);
    Duration unschedulableAfter = std::chrono::seconds(30);
    Duration terminatingAfter = std::chrono::minutes(10);
    std::int64_t manyRestarts = 3;
    double quotaFullFrom = 0.9; ///< ratio
    double memoryFullFrom = 0.95; ///< ratio of the limit
    /// Labels that name an owner, the better first; also with any prefix of a domain ("example.com/team").
    std::vector<std::string> ownerKeys { "owner", "team" };
    std::string ownerColumn = "team"; ///< column with the value of an annotation, where the decoder keeps one
};

/// Current use of one pod.
struct EntityUsage {
    std::optional<double> cpuCores;
    std::optional<double> memoryBytes;
};

/// What is known beside the objects. All optional: what is absent is unknown, not none.
struct FindingInputs {
    std::vector<FiringAlert> alerts; ///< of this cluster; pending ones are left out
    std::unordered_map<EntityId, EntityUsage> usage; ///< of pods; those near their limit are enough
    std::unordered_map<EntityId, double> callsPerSecond; ///< of workloads and services
    std::unordered_map<IString, CrashSeries> crashes; ///< by uid of the pod: what its object no longer tells
    FindingRules rules;
};

/// What is wrong in @p snapshot of @p cluster at @p now, in no order. Pods of one workload with one trouble are one
/// finding; pods on a lost node, and a workload whose pods explain it, are not named again. Pure; any thread.
[[nodiscard]] std::vector<Finding> findings(
    const IString& cluster, const Snapshot& snapshot, Instant now, const FindingInputs& inputs = {});
/// The same by a @p census of @p snapshot, which saves looking at every pod.
[[nodiscard]] std::vector<Finding> findings(const IString& cluster, const Snapshot& snapshot, const PodCensus& census,
    Instant now, const FindingInputs& inputs = {});

/// Calls a second of the workloads and services of @p snapshot that @p services name. A name without its namespace that
/// several namespaces have names none of them.
[[nodiscard]] std::unordered_map<EntityId, double> callsByWorkload(
    const IString& cluster, const Snapshot& snapshot, const std::vector<ServiceCalls>& services);

/// Those of @p alerts that fire, each once: two servers that evaluate one rule tell one alert (its labels are its
/// identity, as Alertmanager has it).
[[nodiscard]] std::vector<FiringAlert> firingOnce(const std::vector<FiringAlert>& alerts);
/// How bad an alert is by its label "severity"; one without is a warning.
[[nodiscard]] Health severityOf(const FiringAlert& alert);
/// What @p alert is about: the nearest object of @p snapshot that its labels name; null when it names none.
[[nodiscard]] EntityId alertEntity(const IString& cluster, const Snapshot& snapshot, const FiringAlert& alert);
/// The workload that a pod (or a ReplicaSet) belongs to: its controller, or that of its ReplicaSet; null: none.
[[nodiscard]] EntityId workloadAbove(const Record& record, const Snapshot& snapshot);
/// Whether labels of alerts name things of this kind, themselves or by their pods.
[[nodiscard]] bool mayHaveAlerts(const EntityId& entity);

/// True when @p a is to stand before @p b: by severity, calls affected, entities touched, age (older first), name.
/// What is unknown counts less than any number. A total order for different entities or codes.
[[nodiscard]] bool isWorse(const Finding& a, const Finding& b);

/// The @p atMost worst of @p all, worst first.
[[nodiscard]] std::vector<Finding> worstThings(std::vector<Finding> all, std::size_t atMost = 10);

} // namespace Strato
