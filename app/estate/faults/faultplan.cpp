// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/faults/faultplan.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace Strato::Estate {

namespace {

using namespace std::chrono_literals;
using What = PlannedChange::What;

constexpr Instant epoch = instantFromSeconds(1'767'225'600); // 2026-01-01: nothing was released before
constexpr Duration faultEvery = 30min;
constexpr Duration configEvery = 25min;
constexpr Duration scaleEvery = 50min;
constexpr Duration scaleLasts = 22min;
constexpr Duration secondCluster = 9min; // it gets a release when the first has stood it so long
constexpr Duration opens = 30min;

bool isReleased(const ServiceSpec& spec)
{
    return !isDatabase(spec.runtime) && spec.runtime != Runtime::External && spec.runtime != Runtime::Silent;
}

std::vector<const ServiceSpec*> releasedServices()
{
    std::vector<const ServiceSpec*> out;
    for (const ServiceSpec& spec : services())
        if (isReleased(spec))
            out.push_back(&spec);
    return out;
}

std::string bumped(std::string_view version, std::int64_t releases)
{
    int major = 0;
    int minor = 0;
    int patch = 0;
    std::sscanf(std::string(version).c_str(), "%d.%d.%d", &major, &minor, &patch);
    return std::to_string(major) + '.' + std::to_string(minor + releases / 10) + '.'
        + std::to_string(patch + releases % 10);
}

int clusterOf(const ServiceSpec& spec, std::uint64_t draw)
{
    return spec.where == 3 ? static_cast<int>(draw % 2) : spec.where == 1 ? 0 : 1;
}

/// Numbers of the slots of length @p every that may have something in (after, until], if it lasts @p reach at most.
std::pair<std::int64_t, std::int64_t> slotRange(Instant after, Instant until, Duration every, Duration reach)
{
    return { (after.ns - reach.count()) / every.count() - 1, until.ns / every.count() };
}

} // namespace

Duration FaultPlan::periodOf(std::string_view service) const
{
    return std::chrono::minutes(540 + static_cast<int>(m_dice.unit("release period", hashText(service)) * 1000));
}

Instant FaultPlan::releaseAt(std::string_view service, std::int64_t number) const
{
    const auto index = static_cast<std::uint64_t>(number);
    const double wobble = 0.6 * m_dice.unit(service, index);
    const auto period = static_cast<double>(periodOf(service).count());
    return { epoch.ns + number * periodOf(service).count() + static_cast<std::int64_t>(wobble * period) };
}

std::int64_t FaultPlan::releasesBy(std::string_view service, Instant at) const
{
    const std::int64_t number = (at.ns - epoch.ns) / periodOf(service).count();
    if (at < epoch)
        return 0;
    return number + (releaseAt(service, number) <= at ? 1 : 0);
}

std::string FaultPlan::version(std::string_view service, Instant at) const
{
    const ServiceSpec* spec = findService(service);
    if (spec == nullptr || !isReleased(*spec))
        return spec == nullptr ? std::string() : std::string(spec->version);
    return bumped(spec->version, releasesBy(service, at));
}

void FaultPlan::addReleases(Instant after, Instant until, std::vector<PlannedChange>& out) const
{
    static constexpr std::array managers { "argocd-controller", "argocd-controller", "argocd-controller", "helm" };
    for (const ServiceSpec* spec : releasedServices()) {
        const std::int64_t last = releasesBy(spec->name, until);
        for (std::int64_t number = releasesBy(spec->name, after - secondCluster); number < last; ++number) {
            PlannedChange change;
            change.at = releaseAt(spec->name, number);
            change.service = spec->name;
            change.value = bumped(spec->version, number + 1);
            change.by = managers[m_dice.number(spec->name, static_cast<std::uint64_t>(number)) % managers.size()];
            for (int cluster = 0; cluster < 2; ++cluster) {
                if ((spec->where >> static_cast<unsigned>(cluster) & 1U) == 0)
                    continue;
                change.cluster = cluster;
                out.push_back(change);
                change.at = change.at + secondCluster;
            }
        }
    }
}

void FaultPlan::addConfigs(Instant after, Instant until, std::vector<PlannedChange>& out) const
{
    static constexpr std::array values { "LOG_LEVEL=debug", "CACHE_TTL=90s", "LOG_LEVEL=info", "CACHE_TTL=30s",
        "MAX_BATCH=200", "LOG_LEVEL=warn", "MAX_BATCH=500" };
    const std::vector<const ServiceSpec*> all = releasedServices();
    const auto [first, last] = slotRange(after, until, configEvery, Duration::zero());
    for (std::int64_t slot = first; slot <= last; ++slot) {
        const std::uint64_t draw = m_dice.number("config", static_cast<std::uint64_t>(slot));
        const ServiceSpec& spec = *all[draw % all.size()];
        PlannedChange change;
        change.what = What::Config;
        change.at = Instant { slot * configEvery.count() } + std::chrono::seconds(draw % 1400);
        change.service = spec.name;
        change.cluster = clusterOf(spec, draw >> 20U);
        change.value = values[(draw >> 24U) % values.size()];
        change.by = (draw >> 30U) % 3 == 0 ? "kubectl-edit" : "argocd-controller";
        out.push_back(std::move(change));
    }
}

void FaultPlan::addScalings(Instant after, Instant until, std::vector<PlannedChange>& out) const
{
    const std::vector<const ServiceSpec*> all = releasedServices();
    const auto [first, last] = slotRange(after, until, scaleEvery, scaleLasts);
    for (std::int64_t slot = first; slot <= last; ++slot) {
        const std::uint64_t draw = m_dice.number("scale", static_cast<std::uint64_t>(slot));
        const ServiceSpec& spec = *all[draw % all.size()];
        PlannedChange change;
        change.what = What::Scale;
        change.at = Instant { slot * scaleEvery.count() } + std::chrono::seconds(draw % 1500);
        change.service = spec.name;
        change.cluster = clusterOf(spec, draw >> 20U);
        change.replicas = spec.replicas + 1;
        change.by = "kubectl-scale";
        out.push_back(change);
        change.at = change.at + scaleLasts;
        change.replicas = spec.replicas;
        out.push_back(std::move(change));
    }
}

void FaultPlan::addFaults(Instant after, Instant until, std::vector<PlannedChange>& out) const
{
    const auto count = static_cast<std::int64_t>(faultKinds().size());
    const auto [first, last] = slotRange(after, until, faultEvery, Duration::zero());
    for (std::int64_t slot = std::max<std::int64_t>(0, first); slot <= last; ++slot) {
        // Each block of twelve slots has every kind once, in an order of its own.
        std::vector<std::size_t> order(static_cast<std::size_t>(count));
        for (std::size_t i = 0; i < order.size(); ++i)
            order[i] = i;
        const std::int64_t block = slot / count;
        std::ranges::sort(order, {},
            [&](std::size_t i) { return m_dice.number("fault order", static_cast<std::uint64_t>(block) * 64 + i); });
        const std::uint64_t draw = m_dice.number("fault", static_cast<std::uint64_t>(slot));
        PlannedChange change;
        change.what = What::Fault;
        change.fault = faultKinds()[order[static_cast<std::size_t>(slot % count)]].kind;
        change.at = Instant { slot * faultEvery.count() } + std::chrono::seconds(60 + draw % 600);
        change.draw = draw >> 16U;
        if (!m_opening || change.at < *m_opening - opens || change.at > *m_opening + opens)
            out.push_back(std::move(change));
    }
}

void FaultPlan::addOpening(Instant after, Instant until, std::vector<PlannedChange>& out) const
{
    if (!m_opening || until < *m_opening - opens || after > *m_opening + opens)
        return;
    const auto fault = [&](Duration in, FaultKind kind) {
        PlannedChange change;
        change.what = What::Fault;
        change.at = *m_opening + in;
        change.fault = kind;
        change.service = faultKind(kind).target;
        out.push_back(std::move(change));
    };
    const auto good = [&](Duration in, const char* service, int cluster) {
        PlannedChange change;
        change.at = *m_opening + in;
        change.service = service;
        change.cluster = cluster;
        change.value = bumped(findService(service)->version, releasesBy(service, *m_opening) + 1);
        change.by = "argocd-controller";
        out.push_back(std::move(change));
    };
    // A console that opens now finds a warning at once, something critical within half a minute, and then more.
    fault(-2min, FaultKind::PacketDrops);
    good(-14min, "review", 0);
    good(-5min, "review", 1);
    fault(15s, FaultKind::BadConfig);
    good(70s, "recommend", 1);
    fault(150s, FaultKind::LeakRelease);
    good(6min, "suggest", 0);
    fault(8min, FaultKind::NoisyNeighbour);
    fault(13min, FaultKind::DependencyOutage);
    good(16min, "auth", 0);
    fault(20min, FaultKind::TrafficPeak);
}

std::vector<PlannedChange> FaultPlan::between(Instant after, Instant until) const
{
    std::vector<PlannedChange> out;
    addReleases(after, until, out);
    addConfigs(after, until, out);
    addScalings(after, until, out);
    addFaults(after, until, out);
    addOpening(after, until, out);
    std::erase_if(out, [&](const PlannedChange& change) { return change.at <= after || change.at > until; });
    std::ranges::stable_sort(out, {}, &PlannedChange::at);
    return out;
}

} // namespace Strato::Estate
