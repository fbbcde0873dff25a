// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/faults/faultengine.h"

#include <algorithm>

namespace Strato::Estate {

namespace {

using namespace std::chrono_literals;
using What = PlannedChange::What;

constexpr Duration remembered = 12h; // how far back settle() carries the plan out

int workloadOf(const WorldState& world, const PlannedChange& change)
{
    const ServiceSpec* spec = findService(change.service);
    if (spec == nullptr || change.cluster >= static_cast<int>(world.clusters.size()))
        return -1;
    return world.findWorkload(change.cluster, spec->nameSpace, spec->name);
}

void changeConfig(WorldState& world, const Workload& workload, const PlannedChange& change)
{
    const std::size_t sign = change.value.find('=');
    setConfig(world, workload, change.value.substr(0, sign), change.value.substr(sign + 1), change.by);
}

/// While a world settles no controller runs: the event that a rollout would have left.
void recordRollout(WorldState& world, Workload& workload)
{
    for (Revision& revision : workload.revisions)
        revision.replicas = revision.number == workload.current().number ? workload.replicas : 0;
    const std::string count = std::to_string(workload.replicas);
    addEvent(world, aboutWorkload(world, workload), "Normal", "ScalingReplicaSet",
        "Scaled up replica set " + workload.name + '-' + workload.current().hash + " from 0 to " + count,
        "deployment-controller");
}

} // namespace

FaultEngine::FaultEngine(FaultOptions options)
    : m_options(options)
    , m_plan(options.seed, options.opening)
{
}

std::string FaultEngine::versionBefore(std::string_view service, Instant start) const
{
    return m_plan.version(service, m_options.planned ? start - remembered : start);
}

const Fault* FaultEngine::holder(const FaultKindSpec& spec, const FaultPlace& place) const
{
    const auto found = std::ranges::find_if(
        m_running, [&](const Fault& fault) { return fault.spec->knob == spec.knob && fault.place == place; });
    return found == m_running.end() ? nullptr : &*found;
}

bool FaultEngine::isHeld(const Workload& workload) const
{
    return holder(faultKind(FaultKind::LeakRelease), { workload.cluster, workload.name }) != nullptr;
}

void FaultEngine::begin(WorldState& world, Fault fault)
{
    beginFault(world, fault);
    if (m_settling && fault.spec->knob == FaultKnob::Template)
        recordRollout(world,
            world.workloads[static_cast<std::size_t>(world.findWorkload(fault.place.cluster, {}, fault.place.target))]);
    m_running.push_back(std::move(fault));
    if (m_begin && !m_settling)
        m_begin(world, m_running.back());
}

void FaultEngine::applyFault(WorldState& world, const PlannedChange& change)
{
    const FaultKindSpec& spec = faultKind(change.fault);
    const std::vector<FaultPlace> places = placesOf(world, spec);
    if (places.empty())
        return;
    Fault fault;
    fault.spec = &spec;
    fault.place = places[change.draw % places.size()];
    if (!change.service.empty())
        if (Result<FaultPlace> place = findPlace(world, spec, {}, {}))
            fault.place = std::move(*place);
    fault.from = world.now;
    fault.until = world.now + spec.length;
    if (m_settling && spec.knob == FaultKnob::Template && fault.until > world.options.start) {
        m_postponed.push_back(change);
        return;
    }
    if (holder(spec, fault.place) == nullptr)
        begin(world, std::move(fault));
}

void FaultEngine::apply(WorldState& world, const PlannedChange& change)
{
    if (change.what == What::Fault) {
        applyFault(world, change);
        return;
    }
    const int index = workloadOf(world, change);
    if (index < 0)
        return;
    Workload& workload = world.workloads[static_cast<std::size_t>(index)];
    if (isHeld(workload))
        return; // nobody ships into a running incident
    switch (change.what) {
    case What::Release:
        if (change.value == workload.current().version)
            return;
        release(world, workload, change.value, {}, change.by);
        if (m_settling)
            recordRollout(world, workload);
        return;
    case What::Scale:
        if (workload.scaling)
            return; // its autoscaler would take it back
        scaleTo(world, workload, change.replicas, change.by);
        if (m_settling)
            workload.revisions.back().replicas = workload.replicas;
        return;
    default: changeConfig(world, workload, change);
    }
}

void FaultEngine::endDue(WorldState& world, Instant until)
{
    for (;;) {
        const auto next = std::ranges::min_element(m_running, {}, &Fault::until);
        if (next == m_running.end() || next->until > until)
            return;
        const Fault ended = *next;
        m_running.erase(next);
        world.now = ended.until;
        endFault(world, ended);
        if (m_settling && ended.spec->knob == FaultKnob::Template)
            recordRollout(world,
                world.workloads[static_cast<std::size_t>(
                    world.findWorkload(ended.place.cluster, {}, ended.place.target))]);
    }
}

void FaultEngine::advance(WorldState& world, Instant until)
{
    const Instant now = world.now;
    if (m_options.planned && m_done)
        for (const PlannedChange& change : m_plan.between(*m_done, until)) {
            endDue(world, change.at);
            world.now = change.at;
            apply(world, change);
        }
    endDue(world, until);
    m_done = until;
    world.now = now;
    for (const Fault& fault : m_running)
        turnFault(world, fault, shareOf(fault, until));
}

void FaultEngine::settle(WorldState& world)
{
    m_settling = true;
    if (m_options.planned) {
        m_done = world.now - remembered;
        advance(world, world.now);
        alignPods(world);
        markRestarts(world);
    }
    m_done = world.now;
    m_settling = false;
    for (const Fault& fault : m_running)
        if (m_begin)
            m_begin(world, fault);
}

void FaultEngine::step(WorldState& world)
{
    if (!m_done)
        m_done = world.options.start;
    for (const PlannedChange& change : std::exchange(m_postponed, {}))
        apply(world, change);
    advance(world, world.now);
}

Result<Fault> FaultEngine::inject(
    WorldState& world, const std::string& kind, const std::string& target, const std::string& cluster, Duration length)
{
    const FaultKindSpec* spec = findFaultKind(kind);
    if (spec == nullptr) {
        QString valid;
        for (const FaultKindSpec& one : faultKinds())
            valid += (valid.isEmpty() ? QString() : QStringLiteral(", "))
                + QString::fromUtf8(one.name.data(), static_cast<qsizetype>(one.name.size()));
        return fail(ErrorCode::InvalidArgument,
            QStringLiteral("there is no fault \"%1\"; valid: %2").arg(QString::fromStdString(kind).left(80), valid));
    }
    Result<FaultPlace> place = findPlace(world, *spec, target, cluster);
    if (!place)
        return tl::unexpected(place.error());
    if (const Fault* held = holder(*spec, *place))
        return fail(ErrorCode::Conflict,
            QStringLiteral("%1 is in the way: %2")
                .arg(QString::fromUtf8(held->spec->name.data(), static_cast<qsizetype>(held->spec->name.size())),
                    QString::fromStdString(faultText(world, *held))));
    Fault fault;
    fault.spec = spec;
    fault.place = std::move(*place);
    fault.from = world.now;
    fault.until = world.now + (length > Duration::zero() ? length : Duration(spec->length));
    begin(world, std::move(fault));
    return m_running.back();
}

} // namespace Strato::Estate
