// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/faults/fault.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace Strato::Estate {

namespace {

constexpr const char* pipeline = "argocd-controller";
constexpr const char* editor = "kubectl-edit";
constexpr const char* undoer = "kubectl-rollout"; // the field manager of `kubectl rollout undo`
constexpr const char* brokenKey = "REQUEST_TIMEOUT";
constexpr double fastestLeak = 70; // seconds from ready to killed, at the load of the moment

/// "2.3.1" -> "2.4.<patch>".
std::string nextMinor(const std::string& version, int patch)
{
    int major = 0;
    int minor = 0;
    std::sscanf(version.c_str(), "%d.%d", &major, &minor);
    return std::to_string(major) + '.' + std::to_string(minor + 1) + '.' + std::to_string(patch);
}

Workload& workloadOf(WorldState& world, const Fault& fault)
{
    const int group = world.findGroup(fault.place.target, fault.place.cluster);
    const int index = world.groups[static_cast<std::size_t>(group)].workload;
    return world.workloads[static_cast<std::size_t>(index)];
}

ServiceGroup& groupOf(WorldState& world, const Fault& fault)
{
    return world.groups[static_cast<std::size_t>(world.findGroup(fault.place.target, fault.place.cluster))];
}

NodeKnobs& knobsOf(WorldState& world, const Fault& fault)
{
    return world.nodes[static_cast<std::size_t>(world.findNode(fault.place.target))].knobs;
}

double leakOf(WorldState& world, const Fault& fault, const Workload& workload)
{
    const double perPod = groupOf(world, fault).rps / std::max(1, workload.replicas);
    return workload.limitBytes * 0.6 / fastestLeak / std::max(perPod, 40.0); // below 40 a second background work leaks
}

std::string configValue(const WorldState& world, const Workload& workload)
{
    const auto found = world.configs.find({ workload.cluster, workload.nameSpace + '/' + workload.name + "-config" });
    return found == world.configs.end() ? std::string() : found->second["data"].value(brokenKey, "");
}

void beginRelease(WorldState& world, Fault& fault)
{
    Workload& workload = workloadOf(world, fault);
    fault.before = workload.current();
    const std::string& version = fault.before.version;
    RevisionEffect effect;
    switch (fault.spec->kind) {
    case FaultKind::LeakRelease:
        effect.leakBytesPerRequest = leakOf(world, fault, workload);
        release(world, workload, nextMinor(version, 0), effect, pipeline);
        return;
    case FaultKind::SlowQueryRelease:
        effect.slowQueryFactor = 45;
        release(world, workload, nextMinor(version, 1), effect, pipeline);
        return;
    case FaultKind::ImageMissing:
        effect.imageMissing = true;
        release(world, workload, version + "-hotfix", effect, pipeline);
        return;
    default: break;
    }
    fault.configBefore = configValue(world, workload);
    setConfig(world, workload, brokenKey, "3000ms", editor);
    effect.crashes = true;
    release(world, workload, version, effect, editor);
}

void undoRelease(WorldState& world, const Fault& fault)
{
    Workload& workload = workloadOf(world, fault);
    if (fault.spec->kind == FaultKind::BadConfig)
        setConfig(world, workload, brokenKey, fault.configBefore, editor);
    release(world, workload, fault.before.version, fault.before.effect, undoer);
}

/// A peak in the dead of night is one too: it comes near what an afternoon's would be.
double peakFactor(Instant now)
{
    const std::int64_t local = now.ns / 1'000'000'000 + std::int64_t { 8 } * 3600; // the company lives in UTC+8
    return std::max(2.6, 2.4 / dayCurve(static_cast<double>(local % 86'400)));
}

void setPower(WorldState& world, const Fault& fault, bool dark)
{
    for (const int index : world.clusterAt(fault.place.cluster).nodes) {
        Node& node = world.nodes[static_cast<std::size_t>(index)];
        if (node.zone == fault.place.target)
            node.knobs.dark = dark;
    }
}

} // namespace

void beginFault(WorldState& world, Fault& fault)
{
    if (fault.spec->knob == FaultKnob::Template)
        beginRelease(world, fault);
}

void turnFault(WorldState& world, const Fault& fault, double share)
{
    switch (fault.spec->knob) {
    case FaultKnob::Template: return;
    case FaultKnob::Pool: groupOf(world, fault).knobs.poolLost = share; return;
    case FaultKnob::Heap: groupOf(world, fault).knobs.gcPressure = share; return;
    case FaultKnob::Outage: groupOf(world, fault).knobs.outage = 0.95 * share; return;
    case FaultKnob::Drops: knobsOf(world, fault).txDropsPerSecond = 14 * share; return;
    case FaultKnob::Steal: knobsOf(world, fault).steal = 0.45 * share; return;
    case FaultKnob::Disk: knobsOf(world, fault).diskFill = share > 0 ? 0.5 + 0.47 * share : 0; return;
    case FaultKnob::Power: setPower(world, fault, share > 0); return;
    case FaultKnob::Load:
        for (std::size_t i = 0; i < tenants().size(); ++i)
            if (tenants()[i].name == fault.place.target)
                world.tenantLoad[i] = 1 + (peakFactor(world.now) - 1) * share;
        return;
    }
}

void endFault(WorldState& world, const Fault& fault)
{
    if (fault.spec->knob == FaultKnob::Template)
        undoRelease(world, fault);
    else
        turnFault(world, fault, 0);
}

double shareOf(const Fault& fault, Instant now)
{
    const double ramp = std::chrono::duration<double>(fault.spec->ramp).count();
    const double passed = std::chrono::duration<double>(now - fault.from).count();
    if (ramp <= 0 || passed >= ramp)
        return 1;
    const double left = 1 - std::max(0.0, passed) / ramp;
    return std::max(0.02, 1 - left * left);
}

std::string faultText(const WorldState& world, const Fault& fault)
{
    const std::int64_t second = fault.until.ns / 1'000'000'000 % 86'400;
    std::array<char, 16> clock {};
    std::snprintf(clock.data(), clock.size(), "%02d:%02d:%02d", static_cast<int>(second / 3600),
        static_cast<int>(second / 60 % 60), static_cast<int>(second % 60));
    return std::string(fault.spec->name) + " on " + fault.place.target + ", "
        + clusterText(world, *fault.spec, fault.place) + ", until " + clock.data() + " UTC";
}

} // namespace Strato::Estate
