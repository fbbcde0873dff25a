// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/faults/faultkinds.h"

#include <algorithm>
#include <array>

namespace Strato::Estate {

namespace {

using namespace std::chrono_literals;
using K = FaultKind;
using S = FaultScope;
using N = FaultKnob;

// clang-format off
constexpr std::array kindTable {
    FaultKindSpec{K::LeakRelease,      "leak-release",       "container",  S::Service, N::Template, "order-svc",    600s,  0s, "a release that leaks memory until its containers are killed"},
    FaultKindSpec{K::SlowQueryRelease, "slow-query-release", "database",   S::Service, N::Template, "order-svc",    480s,  0s, "a release whose statement reads far too many rows"},
    FaultKindSpec{K::PoolExhausted,    "pool-exhausted",     "application",S::Service, N::Pool,     "member",       360s, 20s, "database connections that are taken and never given back"},
    FaultKindSpec{K::PacketDrops,      "packet-drops",       "node",       S::Node,    N::Drops,    "sccpt01com14", 720s, 10s, "a network card that drops packets before they are sent"},
    FaultKindSpec{K::NoisyNeighbour,   "noisy-neighbour",    "node",       S::Node,    N::Steal,    "sccpt01com08", 480s, 15s, "another virtual machine that takes the CPU of a node"},
    FaultKindSpec{K::DiskFull,         "disk-full",          "node",       S::Node,    N::Disk,     "sccpt01com05", 480s, 45s, "a disk that something fills until pods are evicted"},
    FaultKindSpec{K::GcStorm,          "gc-storm",           "application",S::Service, N::Heap,     "search",       360s, 20s, "heaps full of live data, collected again and again"},
    FaultKindSpec{K::BadConfig,        "bad-config",         "deployment", S::Service, N::Template, "coupon",       480s,  0s, "a configuration with which the program does not start"},
    FaultKindSpec{K::ImageMissing,     "image-missing",      "deployment", S::Service, N::Template, "cart",         480s,  0s, "a release whose image is not in the registry"},
    FaultKindSpec{K::DependencyOutage, "dependency-outage",  "service",    S::Service, N::Outage,   "payment-db",   300s,  5s, "a dependency that refuses calls, and with it its callers"},
    FaultKindSpec{K::ZoneDark,         "zone-dark",          "zone",       S::Zone,    N::Power,    "cn-shanghai-c",360s,  0s, "a zone without power: its nodes and their pods are gone"},
    FaultKindSpec{K::TrafficPeak,      "traffic-peak",       "traffic",    S::Tenant,  N::Load,     "retail",       600s, 30s, "a tenant that sends several times its usual load"},
};
// clang-format on

bool takesPart(const ServiceSpec& spec, const FaultKindSpec& kind, bool templated)
{
    if (spec.runtime == Runtime::Silent)
        return false;
    switch (kind.kind) {
    case K::LeakRelease:
    case K::GcStorm: return spec.runtime == Runtime::Java;
    case K::SlowQueryRelease:
    case K::PoolExhausted: return spec.pool > 0;
    case K::DependencyOutage: return true;
    default: return templated;
    }
}

void addServices(const WorldState& world, const FaultKindSpec& kind, std::vector<FaultPlace>& out)
{
    for (const ServiceGroup& group : world.groups) {
        const bool templated
            = group.workload >= 0 && world.workloads[static_cast<std::size_t>(group.workload)].templated();
        if (takesPart(group.spec(), kind, templated))
            out.push_back({ group.cluster, std::string(group.spec().name) });
    }
}

void addZones(const WorldState& world, std::vector<FaultPlace>& out)
{
    for (std::size_t i = 0; i < world.clusters.size(); ++i)
        if (!world.clusters[i].filler)
            for (const std::string& zone : world.clusters[i].zones)
                out.push_back({ static_cast<int>(i), zone });
}

std::string joined(const std::vector<std::string>& words)
{
    std::string out;
    for (const std::string& word : words)
        out += (out.empty() ? "" : ", ") + word;
    return out;
}

tl::unexpected<Error> refusal(const std::string& sentence)
{
    return fail(ErrorCode::InvalidArgument, QString::fromStdString(sentence).left(2000));
}

int findCluster(const WorldState& world, const std::string& name)
{
    const auto found = std::ranges::find(world.clusters, name, &Cluster::name);
    return found == world.clusters.end() ? -1 : static_cast<int>(found - world.clusters.begin());
}

} // namespace

std::span<const FaultKindSpec> faultKinds()
{
    return kindTable;
}

const FaultKindSpec* findFaultKind(std::string_view name)
{
    const auto* const found = std::ranges::find(kindTable, name, &FaultKindSpec::name);
    return found == kindTable.end() ? nullptr : found;
}

const FaultKindSpec& faultKind(FaultKind kind)
{
    return *std::ranges::find(kindTable, kind, &FaultKindSpec::kind);
}

std::vector<FaultPlace> placesOf(const WorldState& world, const FaultKindSpec& spec)
{
    std::vector<FaultPlace> out;
    switch (spec.scope) {
    case FaultScope::Service: addServices(world, spec, out); break;
    case FaultScope::Zone: addZones(world, out); break;
    case FaultScope::Node:
        for (const Node& node : world.nodes)
            if (!node.filler)
                out.push_back({ node.cluster, node.name });
        break;
    case FaultScope::Tenant:
        for (const TenantSpec& tenant : tenants())
            out.push_back({ -1, std::string(tenant.name) });
    }
    return out;
}

Result<FaultPlace> findPlace(
    const WorldState& world, const FaultKindSpec& spec, const std::string& target, const std::string& cluster)
{
    std::vector<FaultPlace> places = placesOf(world, spec);
    if (!cluster.empty() && spec.scope != FaultScope::Tenant) {
        const int wanted = findCluster(world, cluster);
        if (wanted < 0) {
            std::vector<std::string> names;
            for (const Cluster& one : world.clusters)
                names.push_back(one.name);
            return refusal("there is no cluster \"" + cluster.substr(0, 80) + "\"; valid: " + joined(names));
        }
        std::erase_if(places, [wanted](const FaultPlace& place) { return place.cluster != wanted; });
    }
    if (places.empty())
        return refusal(std::string(spec.name) + " finds no target here");
    const std::string_view name = target.empty() ? spec.target : std::string_view(target);
    const auto found = std::ranges::find(places, name, &FaultPlace::target);
    if (found != places.end())
        return *found;
    if (target.empty())
        return places.front();
    std::vector<std::string> names;
    for (const FaultPlace& place : places)
        if (std::ranges::find(names, place.target) == names.end())
            names.push_back(place.target);
    return refusal("\"" + target.substr(0, 80) + "\" is no target of " + std::string(spec.name)
        + (cluster.empty() ? "" : " in " + cluster) + "; valid: " + joined(names));
}

std::string clusterText(const WorldState& world, const FaultKindSpec& spec, const FaultPlace& place)
{
    if (place.cluster >= 0)
        return world.clusterAt(place.cluster).name;
    return spec.scope == FaultScope::Tenant ? "everywhere" : "no cluster";
}

} // namespace Strato::Estate
