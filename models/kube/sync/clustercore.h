// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/kube/sync/apidiscovery.h"
#include "models/kube/sync/clustersession.h"
#include "models/kube/sync/deltabuffer.h"
#include "models/kube/sync/followedkinds.h"
#include "models/kube/sync/objectstore.h"
#include "models/kube/sync/permittednamespaces.h"

#include <random>

namespace Strato {

/// The inside of ClusterSession: lives on the data thread but for its endpoint's id. Its public functions are called
/// there; ClusterSession posts them.
class ClusterSession::Core final : public std::enable_shared_from_this<ClusterSession::Core> {
public:
    Core(ClusterDependencies dependencies, ClusterSettings settings, ClusterListeners listeners,
        std::unique_ptr<ChangeHistory> history);
    ~Core();

    void connect();
    void disconnect();
    void retryNow();
    void handleInterruption();
    void setNamespaces(std::vector<std::string> namespaces);
    void setMethod(SyncMethod method) { m_policy.setMethod(method); }
    void updateEndpoint(HttpEndpoint settings);
    void close(); ///< nothing is called back after it

    void hold(const ResourceKind& kind);
    void release(const ResourceKind& kind);
    void pollUsage(std::optional<Duration> every);
    void requestUsage();

    /// The kind behind @p group and @p kind: from discovery, else built in.
    [[nodiscard]] std::optional<ResourceKind> resourceKind(std::string_view group, std::string_view kind) const;
    /// The path of an entity's object. Errors: InvalidArgument, NotFound (a kind that the cluster does not serve).
    [[nodiscard]] Result<QString> pathOf(const EntityId& entity) const;
    /// Sends @p request and hands its reply on; Cancelled when disconnected first.
    void ask(HttpRequest request, HttpReply reply);

    ClusterDependencies on;
    const EndpointId endpoint;
    ObjectStore store;
    FollowedKinds kinds;
    [[nodiscard]] const ClusterInfo& info() const { return m_discovery.info(); }
    [[nodiscard]] SyncPolicy& policy() { return m_policy; }

private:
    enum class State : std::uint8_t { Off, Connecting, On };

    void identify();
    void noteWait(const HttpWait& wait);
    void handleIdentified(const Result<HttpHead>& head);
    void shareUid();
    // clusterdiscovery.cpp
    void handleDiscovered(const ApiDiscovery::Outcome& outcome);
    void discoverWithin(Duration delay);
    void discoverSoon();
    void retryLater(const Error& error);
    void handleChanges(const std::vector<Change>& changes);
    void handleKinds();
    void findPermitted();
    void handlePermitted(Permitted permitted);
    void stopFindingPermitted();
    [[nodiscard]] SourceStatus wholeStatus() const;
    void publishStatus(SourceStatus status);
    void publishInfo();
    void noteDate(const HttpHead& head);
    void watchForSleep();
    void cancelTimers();
    void scheduleUsage(Duration delay);
    void takeUsage(UsageReport& report, bool pods, Result<std::vector<UsageSample>> samples);
    [[nodiscard]] DecodeLane lane() const;
    [[nodiscard]] Task guarded(std::function<void(Core&)> task);
    [[nodiscard]] ReflectorHost reflectorHost();

    ClusterSettings m_settings;
    const ClusterListeners m_listeners;
    std::mt19937_64 m_random;
    RandomSource m_randomSource;
    SyncPolicy m_policy;
    DeltaBuffer m_deltas;
    ApiDiscovery m_discovery;
    PermittedNamespaces m_permitted;
    bool m_findingPermitted = false; // until every question has a clear answer
    Permitted m_known; // of it, so far
    Backoff m_backoff;
    State m_state = State::Off;
    bool m_closed = false;
    std::string m_statusId; // of the whole
    std::string m_publishedId; // of the status that the board holds for the whole
    SourceStatus m_status;
    Executor::TimerId m_retryTimer = 0;
    Executor::TimerId m_sleepTimer = 0;
    Executor::TimerId m_usageTimer = 0;
    Executor::TimerId m_discoveryTimer = 0;
    Duration m_discoveryDue {}; // monotonic, of the timer
    Duration m_discoveryBegan {}; // monotonic, of the last
    Backoff m_discoveryBackoff;
    std::optional<Duration> m_usageEvery;
    int m_usageOpen = 0; // halves of the report that are still to come
    Duration m_asleep {}; // boottime minus monotonic, at the last look
    bool m_wasCut = false; // and not live again since
    bool m_filled = false; // every kind that is always followed is settled
};

} // namespace Strato
