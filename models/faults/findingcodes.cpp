// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/faults/findingcodes.h"

#include <algorithm>
#include <array>
#include <utility>

namespace Strato {

namespace {

using namespace FindingCodes;

// Critical: users are or will be hit. Warning: the margin is gone, or part of the work does not get done.
constexpr std::array<std::pair<std::string_view, Health>, 29> severities { {
    { podCrashLooping, Health::Critical },
    { podOOMKilled, Health::Critical },
    { podImagePull, Health::Critical },
    { podConfigError, Health::Critical },
    { podUnschedulable, Health::Critical },
    { podPending, Health::Warning },
    { podNotReady, Health::Warning },
    { podEvicted, Health::Warning },
    { podFailed, Health::Warning },
    { podTerminatingLong, Health::Warning },
    { containerRestarting, Health::Warning },
    { podMemoryNearLimit, Health::Warning },
    { nodeNotReady, Health::Critical },
    { nodePressure, Health::Warning },
    { nodeUnschedulable, Health::Changing },
    { deploymentUnavailable, Health::Warning },
    { rolloutStuck, Health::Critical },
    { statefulSetNotReady, Health::Warning },
    { daemonSetMissing, Health::Warning },
    { jobFailed, Health::Warning },
    { hpaAtMax, Health::Warning },
    { hpaUnable, Health::Warning },
    { pdbBlocked, Health::Warning },
    { pvcPending, Health::Warning },
    { pvcLost, Health::Critical },
    { volumeFailed, Health::Critical },
    { namespaceTerminatingLong, Health::Warning },
    { quotaNearlyFull, Health::Warning },
    { alertFiring, Health::Warning },
} };

} // namespace

Health usualSeverity(std::string_view code)
{
    const auto found = std::ranges::find(severities, code, &std::pair<std::string_view, Health>::first);
    return found == severities.end() ? Health::Unknown : found->second;
}

std::vector<std::string_view> findingCodes()
{
    std::vector<std::string_view> codes;
    codes.reserve(severities.size());
    for (const auto& [code, severity] : severities)
        codes.push_back(code);
    return codes;
}

} // namespace Strato
