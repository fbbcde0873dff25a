// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/changehistory.h"
#include "models/base/executor.h"
#include "models/kube/sync/clustertypes.h"
#include "models/kube/sync/gaps.h"
#include "models/net/httptransport.h"

namespace Strato {

class ClusterUids;
class IdentityMap;
class WorkerPool;

/// What a session stands on. All must outlive it.
struct ClusterDependencies {
    HttpTransport& transport;
    Executor& data; ///< the data thread
    WorkerPool& workers;
    FreshnessBoard& freshness;
    IdentityMap* identities = nullptr; ///< fed with addresses, container ids and uids; data thread only
    /// Makes a place where the decoding of one stream runs in order; empty: a Strand of `workers`. For tests.
    std::function<std::function<void(Task)>()> makeLane = {};
    ClusterUids* uids = nullptr; ///< what other contexts found out about their clusters; data thread only
};

struct ClusterSettings {
    QString name; ///< the context's name
    HttpEndpoint endpoint;
    std::vector<std::string> namespaces; ///< these alone, whatever we may; empty: all, or those that we may read
    std::string homeNamespace = "default"; ///< of the context: looked at first where we may not list all
    SyncMethod method = SyncMethod::Auto;
    std::size_t eventsKept = 5'000; ///< newest kept
    Duration linger = std::chrono::minutes(5); ///< how long a kind is followed after its last subscription
    std::uint64_t seed = 0; ///< of the jitter; 0: any
};

/// Called on the data thread. Set once, before connect().
struct ClusterListeners {
    std::function<void(const std::vector<Change>&)> changes; ///< each change, in order
    std::function<void(std::shared_ptr<const Delta>)> delta; ///< at most ten a second
    std::function<void(const ClusterInfo&)> info; ///< id known, discovery done, skew or link measured anew
    std::function<void(const UsageReport&)> usage;
};

/// Keeps a kind followed while it lives. Movable; may die on any thread, also after its session.
class KindSubscription final {
public:
    KindSubscription() = default;
    explicit KindSubscription(std::shared_ptr<void> hold)
        : m_hold(std::move(hold))
    {
    }

private:
    std::shared_ptr<void> m_hold;
};

/// One Kubernetes cluster: finds out what it serves, follows its objects, answers questions about it.
/// All functions may be called from any thread and none blocks, but those marked "data thread" and the destructor,
/// which waits for the data thread. Every answer comes on the data thread, exactly once: with ConnectionLost after
/// disconnect(), with Cancelled, and later, when the session is gone. Listeners are silent once it is gone.
/// A session that fails holds up no other. Freshness: "k8s:<cluster>" for the whole, "k8s:<cluster>/<plural>[.<group>]"
/// for each kind.
class ClusterSession final {
public:
    template <class T> using Answer = std::function<void(Result<T>)>;

    ClusterSession(const ClusterDependencies& on, ClusterSettings settings, ClusterListeners listeners,
        std::unique_ptr<ChangeHistory> history);
    ~ClusterSession();
    ClusterSession(const ClusterSession&) = delete;
    ClusterSession& operator=(const ClusterSession&) = delete;

    void connect(); ///< also after disconnect()
    void disconnect(); ///< what was read stays, marked NotConnected
    void retryNow(); ///< the user asked: back-offs end
    void networkChanged(); ///< sleep is noticed by itself; changes of network are told by app/
    void setNamespaces(std::vector<std::string> namespaces); ///< empty: all
    void setMethod(SyncMethod method); ///< for the next first sync
    void updateEndpoint(HttpEndpoint endpoint); ///< new certificates, a new proxy

    /// Follows @p kind while the handle lives and `linger` longer. What FollowedKinds::always() names is
    /// followed in any case. Counted.
    [[nodiscard]] KindSubscription subscribe(const ResourceKind& kind);

    [[nodiscard]] const StateSource& state() const; ///< data thread
    /// Since when the past of one kind is known; nothing: not followed or not whole yet. Data thread.
    [[nodiscard]] std::optional<Instant> knownSince(std::string_view group, std::string_view kind) const;
    /// When the cluster was not watched since its past is known: at() of then is nothing. Data thread.
    [[nodiscard]] std::vector<Gaps::Span> gaps() const;
    [[nodiscard]] const ClusterInfo& info() const; ///< data thread
    [[nodiscard]] std::vector<KindSyncStatus> syncStatus() const; ///< data thread; for the doctor
    [[nodiscard]] ClusterFootprint footprint() const; ///< data thread

    /// The whole object as JSON; of a secret, metadata only. Errors: NotFound, Forbidden, ..., InvalidArgument for an
    /// id of another cluster.
    void fetchObject(const EntityId& entity, Answer<FetchedObject> answer);
    /// The value of one key, fetched now and kept nowhere.
    void fetchSecretValue(const EntityId& secret, std::string key, Answer<QByteArray> answer);
    /// The names of its keys; values cross the wire only for SecretNames::All.
    void fetchSecretKeys(const EntityId& secret, SecretNames names, Answer<SecretKeys> answer);

    /// Streams a log over a connection of its own. The sink is called on the I/O thread; pause and cancel by the id.
    RequestId podLogs(const PodLogRequest& log, std::shared_ptr<HttpSink> sink);
    void pauseLogs(RequestId request, bool paused);
    void cancelLogs(RequestId request);

    void whoAmI(Answer<ClusterIdentity> answer);
    void mayI(const AccessQuestion& question, Answer<AccessAnswer> answer);
    void rules(const std::string& nameSpace, Answer<AccessRules> answer);

    /// Reads metrics.k8s.io every @p every (at least 10 s) and reports to listeners.usage; nothing: stops.
    void pollUsage(std::optional<Duration> every);

    [[nodiscard]] EndpointId endpoint() const; ///< for service proxies (Prometheus through the cluster)

private:
    class Core;
    std::shared_ptr<Core> m_core;
};

} // namespace Strato
