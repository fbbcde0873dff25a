// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/kube/sync/reflector.h"

#include <map>

namespace Strato {

/// Which kinds of a cluster are followed and why: always, by need, or lingering; one reflector each, or one a
/// namespace. A kind that may not be listed as a whole is followed in the permitted namespaces. Data thread only.
class FollowedKinds final {
public:
    using HostMaker = std::function<ReflectorHost()>;
    struct Settings {
        std::vector<std::string> namespaces; ///< empty: all
        std::size_t eventsKept = 5'000;
        Duration linger = std::chrono::minutes(5);
        FreshnessBoard::Holder holder = 0; ///< of its statuses
    };

    /// @p changed is called after any status changed.
    FollowedKinds(Executor& executor, ObjectStore& store, FreshnessBoard& board, Settings settings, HostMaker makeHost,
        std::function<void()> changed);
    ~FollowedKinds();
    FollowedKinds(const FollowedKinds&) = delete;
    FollowedKinds& operator=(const FollowedKinds&) = delete;

    /// Pods, nodes, namespaces, workloads, autoscalers, disruption budgets, events; and a second after the pods are
    /// listed, the other kinds that findings and changes speak of: volumes, claims, quotas, configuration (ADR 0012).
    [[nodiscard]] static const std::vector<ResourceKind>& always();

    void start(const IString& cluster, const QString& label); ///< follows what is wanted from now on
    void stop(); ///< keeps the records
    void retryNow();
    void handleInterruption();
    void setNamespaces(std::vector<std::string> namespaces);
    /// Where kinds are followed that are refused as a whole. Later ones may name more, or others.
    void setPermitted(std::vector<std::string> namespaces);
    /// Kinds that the server has in another version than was assumed are followed in that one.
    void applyDiscovery(const std::vector<ResourceKind>& discovered);

    void hold(const ResourceKind& kind);
    void release(const ResourceKind& kind);

    [[nodiscard]] bool isStarted() const { return m_started; }
    [[nodiscard]] bool isSettled() const; ///< all that is always followed is filled or refused
    /// A kind with namespaces is refused as a whole, and setPermitted() was not called yet. Asked once the list of
    /// namespaces is settled, which may tell where to look.
    [[nodiscard]] bool needsPermitted() const;
    /// The namespaces that @p kind is followed in; empty: all.
    [[nodiscard]] std::vector<std::string> namespacesOf(std::string_view group, std::string_view kind) const;
    [[nodiscard]] std::vector<KindSyncStatus> statuses() const;
    /// What the cluster as a whole must say, from its kinds; those refused to us alone do not count.
    [[nodiscard]] SourceStatus combinedStatus() const;
    [[nodiscard]] int streams() const;

private:
    struct Followed {
        ResourceKind kind;
        int holds = 0;
        bool always = false;
        bool narrowed = false; // to the permitted namespaces
        bool afterPods = false; // begins a second after the first list of pods is there, unless somebody looks at it
        std::vector<std::unique_ptr<Reflector>> reflectors;
        Executor::TimerId lingering = 0;
    };
    using Key = std::pair<std::string, std::string>;

    void begin(Followed& followed);
    void end(Followed& followed); // forgets its records
    void removeStatus(const Followed& followed);
    void beginAfterPods();
    void publish(const Key& key);
    void narrowRefused();
    void leaveForbidden(Followed& followed);
    [[nodiscard]] bool isRefusedWhole(const Followed& followed) const;
    [[nodiscard]] std::vector<std::string> scopesOf(const Followed& followed) const; // empty: all
    [[nodiscard]] std::string statusId(const ResourceKind& kind) const;

    Executor& m_executor;
    ObjectStore& m_store;
    FreshnessBoard& m_board;
    Settings m_settings;
    const HostMaker m_makeHost;
    const std::function<void()> m_changed;
    IString m_cluster;
    QString m_label;
    bool m_started = false;
    bool m_podsListed = false; // once, or refused, and there was time to show them
    Executor::TimerId m_podsShown = 0;
    std::vector<std::string> m_permitted; // empty: not known yet
    std::map<Key, Followed> m_followed;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

/// The worst of several statuses of one source: least fresh, oldest asOf, first error, soonest try.
[[nodiscard]] SourceStatus combinedStatus(const std::vector<SourceStatus>& statuses);

} // namespace Strato
