// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/health.h"

#include <string_view>
#include <vector>

/// Every code that findings() gives, with the values that belong to it. The view makes sentences of them; the table
/// with usual severities is in findingcodes.cpp. Codes are stable: they are stored in acknowledgements and layouts.
/// Rolled-up pods add "pods" and "of" ("3 of 8 pods"); an alert on the same entity adds "alert" and "summary".
namespace Strato::FindingCodes {

inline constexpr std::string_view podCrashLooping = "podCrashLooping"; ///< restarts, reason, exitCode, containers
inline constexpr std::string_view podOOMKilled = "podOOMKilled"; ///< restarts, limitBytes
inline constexpr std::string_view podImagePull = "podImagePull"; ///< reason, images
inline constexpr std::string_view podConfigError = "podConfigError"; ///< reason
inline constexpr std::string_view podUnschedulable = "podUnschedulable"; ///< message
inline constexpr std::string_view podPending = "podPending"; ///< reason
inline constexpr std::string_view podNotReady = "podNotReady"; ///< unready
inline constexpr std::string_view podEvicted = "podEvicted"; ///< message
inline constexpr std::string_view podFailed = "podFailed"; ///< reason
inline constexpr std::string_view podTerminatingLong = "podTerminatingLong";
inline constexpr std::string_view containerRestarting = "containerRestarting"; ///< restarts, reason
inline constexpr std::string_view podMemoryNearLimit = "podMemoryNearLimit"; ///< usedBytes, limitBytes
inline constexpr std::string_view nodeNotReady = "nodeNotReady"; ///< status
inline constexpr std::string_view nodePressure = "nodePressure"; ///< pressures
inline constexpr std::string_view nodeUnschedulable = "nodeUnschedulable";
inline constexpr std::string_view deploymentUnavailable = "deploymentUnavailable"; ///< available, replicas
inline constexpr std::string_view rolloutStuck = "rolloutStuck"; ///< updated, replicas
inline constexpr std::string_view statefulSetNotReady = "statefulSetNotReady"; ///< available, replicas
inline constexpr std::string_view daemonSetMissing = "daemonSetMissing"; ///< available, replicas
inline constexpr std::string_view jobFailed = "jobFailed"; ///< failed
inline constexpr std::string_view hpaAtMax = "hpaAtMax"; ///< replicas
inline constexpr std::string_view hpaUnable = "hpaUnable"; ///< reason
inline constexpr std::string_view pdbBlocked = "pdbBlocked"; ///< currentHealthy, desiredHealthy
inline constexpr std::string_view pvcPending = "pvcPending"; ///< storageClass
inline constexpr std::string_view pvcLost = "pvcLost"; ///< volume
inline constexpr std::string_view volumeFailed = "volumeFailed"; ///< reason
inline constexpr std::string_view namespaceTerminatingLong = "namespaceTerminatingLong"; ///< message
inline constexpr std::string_view quotaNearlyFull = "quotaNearlyFull"; ///< ratio, resource
inline constexpr std::string_view alertFiring = "alertFiring"; ///< alert, summary

} // namespace Strato::FindingCodes

namespace Strato {

/// How bad a finding of this code is in the ordinary case; Unknown for a code that is not in the table.
[[nodiscard]] Health usualSeverity(std::string_view code);
/// All of the table.
[[nodiscard]] std::vector<std::string_view> findingCodes();

} // namespace Strato
