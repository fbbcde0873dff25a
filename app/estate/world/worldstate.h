// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/kube/objectchange.h"
#include "app/estate/world/entities.h"
#include "app/estate/world/random.h"

#include <functional>
#include <map>
#include <set>
#include <utility>

namespace Strato::Estate {

enum class ObjectKind : std::uint8_t { Node, Lease, Workload, ReplicaSet, Pod, Endpoints, Scaling, Event };

/// How large a world is; the defaults are the company, the rest is filler for benches.
struct WorldOptions {
    std::uint64_t seed = 2026;
    Instant start; ///< when this world begins
    std::optional<Instant> asOf; ///< ages of what is long since there count back from here, not from start: history
    int clusters = 2; ///< more than 2: filler clusters
    int pods = 0; ///< per cluster; above what the company has: filler pods
    int nodes = 0; ///< per cluster; above 12: filler nodes
    std::function<std::string(std::string_view service, Instant at)>
        version; ///< what runs at the start; empty: the catalogue's
    double churn = 0; ///< changes a second over all filler pods: 60 % modify, 20 % create, 20 % delete
};

/// Everything that is true of the estate at one moment. Plain data: the step functions below change it, the faces read
/// it.
struct WorldState {
    explicit WorldState(const WorldOptions& o)
        : options(o)
        , dice(o.seed)
        , now(o.start)
    {
    }
    WorldOptions options;
    Dice dice;
    Instant now;
    std::vector<Cluster> clusters;
    std::vector<Node> nodes; ///< nodes of clusters and plain virtual machines
    std::deque<Workload> workloads; ///< never shrinks but for finished Jobs, whose `kind` stays and `uid` is cleared
    std::vector<ServiceGroup> groups;
    std::vector<int> callOrder; ///< groups, callers before callees
    std::map<std::uint32_t, Pod> pods;
    std::uint32_t nextPod = 1;
    std::uint64_t nextEvent = 1;
    std::array<double, 5> tenantLoad { 1, 1, 1, 1, 1 }; ///< factor of a traffic peak, by tenant
    std::map<std::pair<int, std::string>, nlohmann::json> configs; ///< (cluster, "ns/name") -> ConfigMap
    std::set<std::pair<ObjectKind, std::uint64_t>> dirty;
    std::vector<ObjectChange> extra; ///< whole objects that changed: statics, filler, removals

    /// A moment @p leastDays to @p leastDays + @p spanDays ago that stays the same from start to start, until it is
    /// older.
    [[nodiscard]] Instant longAgo(std::string_view about, std::uint64_t index, int leastDays, int spanDays) const;
    void touch(ObjectKind kind, std::uint64_t id) { dirty.emplace(kind, id); }
    [[nodiscard]] Cluster& clusterOf(const Workload& w) { return clusters[static_cast<std::size_t>(w.cluster)]; }
    [[nodiscard]] Workload& workloadOf(const Pod& pod) { return workloads[static_cast<std::size_t>(pod.workload)]; }
    [[nodiscard]] const Workload& workloadOf(const Pod& pod) const
    {
        return workloads[static_cast<std::size_t>(pod.workload)];
    }
    [[nodiscard]] const Cluster& clusterAt(int index) const { return clusters[static_cast<std::size_t>(index)]; }
    [[nodiscard]] const Revision& revisionOf(const Pod& pod) const;
    [[nodiscard]] ServiceGroup* groupOf(const Pod& pod);
    [[nodiscard]] const ServiceGroup* groupOf(const Pod& pod) const;
    [[nodiscard]] int findGroup(
        std::string_view service, int cluster) const; ///< same cluster first, then any; -1: none
    [[nodiscard]] int findNode(std::string_view name) const; ///< -1: none
    [[nodiscard]] int findWorkload(int cluster, std::string_view nameSpace, std::string_view name) const; ///< -1: none
    [[nodiscard]] std::vector<Pod*> podsOf(const Workload& workload);
};

/// What an event is about.
struct EventAbout {
    int cluster = 0;
    std::string kind, nameSpace, object, uid, fieldPath;
};

// building (build.cpp, buildsystem.cpp)
void buildWorld(WorldState& world); ///< all of the below, then the pods, long since running
void buildClusters(WorldState& world);
void buildWorkloads(WorldState& world);
void buildGroups(WorldState& world);
void buildStatics(WorldState& world); ///< namespaces, config, storage, network: objects that seldom change
/// Makes a workload (and its first revision); returns its index.
int addWorkload(WorldState& world, Workload workload, const std::string& version);

// one step each; dt in seconds
void stepTraffic(WorldState& world, double dt);
void stepPodLoad(WorldState& world, double dt);
void stepNodes(WorldState& world, double dt);
void stepPods(WorldState& world);
void stepControllers(WorldState& world);
void stepJobs(WorldState& world);
void stepScaling(WorldState& world);
void expireEvents(WorldState& world);

// pods (pods.cpp)
Pod& createPod(WorldState& world, Workload& workload, int revision, int ordinal);
void settlePod(WorldState& world, Pod& pod, Instant since); ///< makes it long since running: the state at the start
void deletePod(WorldState& world, Pod& pod, const std::string& reason);
void killContainer(WorldState& world, Pod& pod, const std::string& reason, int exitCode);
void evictPod(WorldState& world, Pod& pod, const std::string& message);
void setReady(WorldState& world, Pod& pod, bool ready);
void recordMoments(WorldState& world);

// changes that people and faults make (changes.cpp)
/// Rolls a new revision out. @p changedBy is the field manager.
int release(WorldState& world, Workload& workload, const std::string& version, const RevisionEffect& effect,
    const std::string& changedBy);
void scaleTo(WorldState& world, Workload& workload, int replicas, const std::string& scaledBy);
void setConfig(WorldState& world, const Workload& workload, const std::string& key, const std::string& value,
    const std::string& changedBy);

void addEvent(WorldState& world, const EventAbout& about, const std::string& type, const std::string& reason,
    const std::string& message, const std::string& component, const std::string& host = {});
[[nodiscard]] EventAbout aboutPod(const WorldState& world, const Pod& pod, bool container = false);
[[nodiscard]] EventAbout aboutWorkload(const WorldState& world, const Workload& workload);
[[nodiscard]] const char* kindName(WorkloadKind kind);

} // namespace Strato::Estate
