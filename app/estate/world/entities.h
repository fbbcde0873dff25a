// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/world/catalogue.h"
#include "models/base/clock.h"

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace Strato::Estate {

/// Upper bounds in seconds of every latency histogram; the last bucket is +Inf.
inline constexpr std::array latencyBounds { 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0 };

/// A histogram as a Prometheus client keeps it: cumulative counts, all monotonic.
struct LatencyCounter {
    std::array<double, latencyBounds.size() + 1> upTo {}; ///< last: all
    double sumSeconds = 0;
    /// Adds @p count calls spread log-normally around @p medianSeconds.
    void add(double count, double medianSeconds, double sigma);
};

struct NodeTotals {
    double user = 0, system = 0, iowait = 0, steal = 0, softirq = 0, idle = 0; // CPU seconds over all cores
    double rxBytes = 0, txBytes = 0, rxPackets = 0, txPackets = 0, txDrops = 0, rxDrops = 0;
    double outSegments = 0, retransmits = 0, listenDrops = 0;
    double readBytes = 0, writtenBytes = 0, reads = 0, writes = 0, ioSeconds = 0, ioWeighted = 0;
    double majorFaults = 0, oomKills = 0, waitCpu = 0, waitMemory = 0, waitIo = 0;
};

/// What a fault does to a node; all zero in good times.
struct NodeKnobs {
    double steal = 0; ///< share of CPU time taken by a neighbour, in [0, 1)
    double txDropsPerSecond = 0;
    double diskFill = 0; ///< share of the disk that something has filled, in [0, 1]
    bool dark = false; ///< no power, no network
};

struct Node {
    std::string name, zone, ip, uid;
    int cluster = -1; ///< -1: a plain virtual machine
    bool filler = false; ///< there for its number only, not simulated
    double cores = 12, memoryBytes = 0, diskBytes = 0;
    Instant created, heartbeat, leaseRenewed, readySince, diskPressureSince;
    std::optional<Instant> darkSince;
    bool ready = true, diskPressure = false;
    NodeKnobs knobs;
    double cpuUsed = 0; ///< cores
    double iowait = 0, memoryUsed = 0, diskUsed = 0, rxRate = 0, txRate = 0, load1 = 0, load5 = 0, load15 = 0;
    int pods = 0;
    double requestedCores = 0, requestedBytes = 0;
    NodeTotals total;
};

enum class ContainerState : std::uint8_t { Waiting, Running, Terminated };

struct Termination {
    std::string reason; ///< "OOMKilled", "Error", "Completed"
    int exitCode = 0;
    Instant started, finished;
};

/// What the code and configuration of one revision do wrong; nothing in good times.
struct RevisionEffect {
    double leakBytesPerRequest = 0;
    double slowQueryFactor = 1; ///< on the time of its database calls
    bool crashes = false;
    bool imageMissing = false;
    [[nodiscard]] bool any() const { return leakBytesPerRequest > 0 || slowQueryFactor > 1 || crashes || imageMissing; }
};

struct Revision {
    int number = 1;
    std::string version, hash, uid, configHash, changedBy; ///< changedBy: field manager of the change
    Instant created;
    RevisionEffect effect;
    int replicas = 0; ///< what its ReplicaSet asks for now
    std::uint64_t podsMade
        = 0; ///< how many names were given: the n-th pod of a template is called the same in every run
};

enum class PodStage : std::uint8_t {
    Pending,
    Pulling,
    PullFailed,
    Starting,
    Ready,
    Failing,
    BackOff,
    Completed,
    Evicted,
    Terminating
};

struct PodTotals {
    double cpuSeconds = 0, throttledPeriods = 0, periods = 0, rxBytes = 0, txBytes = 0, txDrops = 0, readBytes = 0,
           writtenBytes = 0;
    double ooms = 0, gcSeconds = 0, gcCount = 0, allocatedBytes = 0, promotedBytes = 0, poolTimeouts = 0, poolUses = 0,
           poolUseSeconds = 0;
    double ok = 0, clientErrors = 0, serverErrors = 0, clientErrorSeconds = 0, serverErrorSeconds = 0, infoLines = 0,
           warnLines = 0, errorLines = 0;
    double slowQueries = 0, queries = 0, rowsExamined = 0, rowLockMs = 0;
    LatencyCounter latency; ///< of what went well
};

/// How a pod did over about ten seconds: what its log is made from.
struct PodMoment {
    Instant at;
    float rps = 0, errorRatio = 0, latencyMs = 0, gcShare = 0, poolBusy = 0, memoryRatio = 0;
    std::uint32_t restarts = 0;
    PodStage stage = PodStage::Ready;
    bool slowSql = false;
};

struct Pod {
    std::uint32_t id = 0;
    std::uint64_t number = 0; ///< of the pods of its template, or its ordinal
    std::string name, uid, ip;
    int cluster = 0, workload = -1, node = -1, ordinal = 0, revision = 1; ///< revision: its number
    PodStage stage = PodStage::Pending;
    Instant created, scheduledAt, stageSince, startedAt, readyChanged;
    std::optional<Instant> nextAt, deletionAt, finishedAt; ///< nextAt: when the stage ends by itself
    bool ready = false, everStarted = false, hostNetwork = false;
    ContainerState state = ContainerState::Waiting;
    std::string waitingReason, waitingMessage;
    int restarts = 0, pullAttempts = 0, backOffs = 0;
    std::optional<Termination> last;
    double rps = 0, errorRatio = 0, latencyMs = 0, cpu = 0, memory = 0, heapUsed = 0, liveSet = 0, leaked = 0,
           gcShare = 0;
    double poolActive = 0, poolPending = 0, threadsBusy = 0, throttledShare = 0, queryMs = 0, queueRatio = 0;
    PodTotals total;
    std::deque<PodMoment> moments; ///< newest last, bounded
};

enum class WorkloadKind : std::uint8_t { Deployment, StatefulSet, DaemonSet, Job, CronJob };

struct Scaling {
    int min = 1, max = 1, target = 70; ///< target: % of the CPU request
    int current = 0, desired = 0, utilisation = 0;
    Instant lastScaled, decreaseWanted;
};

struct Workload {
    int index = 0, cluster = 0, service = -1,
        group = -1; ///< service: index into services(), group into WorldState::groups
    WorkloadKind kind = WorkloadKind::Deployment;
    std::string name, nameSpace, uid, image;
    int replicas = 1, generation = 1, minReadySeconds = 0;
    double requestCores = 0.1, limitCores = 0, requestBytes = 0, limitBytes = 0;
    bool sidecar = false, cronOwned = false;
    Instant created, changed, progressedAt, scaled;
    std::string changedBy = "argocd-controller", scaledBy;
    std::vector<Revision> revisions; ///< oldest first, at most ten kept
    std::optional<Scaling> scaling;
    int available = 0, readyPods = 0, updated = 0, total = 0;
    bool stalled = false; ///< progress deadline exceeded
    int doneRevision = 0; ///< newest revision whose rollout was done: pods lost later are no matter of the rollout
    std::uint64_t podsMade = 0; ///< Deployments: how many names were given
    std::optional<Instant> finished, nextRun; ///< Job; CronJob
    bool failed = false;
    int owner = -1; ///< Job: its CronJob
    [[nodiscard]] const Revision& current() const { return revisions.back(); }
    [[nodiscard]] bool templated() const { return kind == WorkloadKind::Deployment; }
};

/// One edge of the call graph inside the state of its caller.
struct Edge {
    CallSpec call;
    int callee = -1; ///< group; the nearest one
    double rate = 0, errorRatio = 0, latencyMs = 0;
    double total = 0, failed = 0;
    LatencyCounter server, client;
};

/// What a fault does to one service in one cluster.
struct GroupKnobs {
    double outage = 0; ///< share of calls that fail at once, in [0, 1]
    double poolLost = 0; ///< share of each pod's connections that never come back
    double gcPressure = 0; ///< share of the heap filled with what cannot be freed
    double load = 1; ///< factor on what enters here (gateways)
};

/// One service in one cluster: what its callers see.
struct ServiceGroup {
    int index = 0, service = 0, cluster = 0, workload = -1; ///< workload -1: outside
    std::vector<Edge> edges;
    GroupKnobs knobs;
    double demand = 0, rps = 0, errorRatio = 0, latencyMs = 0; ///< of the last step
    double queryCost = 1; ///< of one call here, as a multiple of the ordinary: slow statements raise it
    double callsOk = 0, callsFailed = 0;
    LatencyCounter latency;
    std::array<double, 5> tenantCalls {}, tenantFailed {}, tenantSeconds {};
    [[nodiscard]] const ServiceSpec& spec() const { return services()[static_cast<std::size_t>(service)]; }
};

struct KubeEvent {
    std::uint64_t id = 0;
    std::string name, nameSpace, type, reason, message, component, host;
    std::string kind, object, objectUid, fieldPath, apiVersion;
    int count = 1;
    Instant first, last;
};

struct Cluster {
    std::string name, city, region, uid;
    bool filler = false;
    std::vector<std::string> zones;
    std::vector<int> nodes;
    std::deque<KubeEvent> events; ///< oldest last change first
};

} // namespace Strato::Estate
