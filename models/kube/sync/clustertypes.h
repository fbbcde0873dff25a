// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/freshness.h"
#include "models/base/istring.h"
#include "models/base/statesource.h"
#include "models/kube/schema/resourcekind.h"

#include <QByteArray>

namespace Strato {

/// How a kind is read the first time.
enum class SyncMethod : std::uint8_t { Auto, List, WatchList };

/// Why a method was chosen: said by the doctor.
enum class SyncReason : std::uint8_t {
    Told, ///< by the settings
    NotMeasured, ///< nothing large enough has crossed the link yet: compressed LIST is never far behind
    SizeUnknown, ///< the server has not told how many there are: as above
    FewerBytes, ///< compressed LIST is through first
    FewerRoundTrips, ///< so many, so far away and over so wide a link that the pages of LIST would wait longest
    ServerRefused, ///< the server does not do WatchList
    FellBack, ///< WatchList did not finish here before
};

/// What was chosen for one kind, and on what figures.
struct SyncChoice {
    SyncMethod method = SyncMethod::List;
    SyncReason reason = SyncReason::NotMeasured;
    std::optional<double> bytesPerSecond; ///< of the link, measured
    std::optional<std::int64_t> expectedObjects; ///< of this kind, from the server's own count

    bool operator==(const SyncChoice&) const = default;
};

/// One kind (of one namespace, where the user may not list all) as the doctor shows it.
struct KindSyncStatus {
    ResourceKind kind;
    std::string nameSpace; ///< "": all
    SyncChoice choice;
    SourceStatus status;
    std::uint64_t lists = 0;
    std::uint64_t watches = 0;
    std::uint64_t expired = 0; ///< times that the server did not know our version any more (410)
    std::uint64_t objects = 0;
    std::string resourceVersion;
    bool protobuf = false;
    bool waitingForEnd = false; ///< WatchList: the bookmark that ends the initial events is 10 s overdue
};

/// What is known of a cluster as a whole.
struct ClusterInfo {
    enum class IdFrom : std::uint8_t {
        Address, ///< kube-system may not be read, and nobody else read it: id is `address`
        Uid,
        AnotherContext ///< its uid too, but read by another context of the same proven address
    };
    IString id; ///< as in the EntityIds: uid of namespace kube-system, else the address
    IdFrom idFrom = IdFrom::Address;
    IString address; ///< hash of where its server is and how that proves itself: clusterAddress()
    QString name; ///< the user's name for it (context), cleaned
    QString serverUrl;
    std::string version; ///< "v1.34.4"; empty: not known
    std::vector<ResourceKind> kinds; ///< all that discovery lists, sorted by group, kind
    std::vector<Error> problems; ///< groups that could not be discovered, and why
    /// Where kinds are followed that we may not list as a whole; empty: none was refused.
    std::vector<std::string> onlyNamespaces;
    std::optional<double> linkBytesPerSecond;
    std::optional<Duration> roundTrip; ///< of a small request
    std::optional<Duration> clockSkew; ///< theirs minus ours
};

/// One object as the server sent it, with the moment of fetching: shown as "fetched at".
struct FetchedObject {
    QByteArray json;
    Instant fetchedAt {}; ///< our clock
};

/// Current use as metrics.k8s.io reports it, for clusters without Prometheus.
struct UsageSample {
    EntityId entity; ///< a node or a pod
    std::int64_t cpuMilli = 0;
    std::int64_t memoryBytes = 0;
    Instant at {}; ///< server's clock: end of the window
    Duration window {};

    bool operator==(const UsageSample&) const = default;
};

struct UsageReport {
    IString cluster;
    std::vector<UsageSample> nodes;
    std::vector<UsageSample> pods;
    std::optional<Error> error; ///< what could not be had; samples are then what the other half gave
};

/// Where the names of a secret's keys come from.
enum class SecretNames : std::uint8_t {
    Recorded, ///< of its field managers: the server is asked for metadata only
    All ///< of the secret itself, read whole; its values are wiped at once. Only when the user asks for it
};

/// Keys of one Secret without values.
struct SecretKeys {
    std::vector<std::string> names; ///< sorted
    std::optional<std::int64_t> count; ///< how many the server says there are; more than names: some are not recorded
};

/// One question of SelfSubjectAccessReview.
struct AccessQuestion {
    std::string verb; ///< "list", "delete", ...
    std::string group;
    std::string resource; ///< plural
    std::string subresource;
    std::string nameSpace; ///< "": all
    std::string name;
};

struct AccessAnswer {
    bool allowed = false;
    QString reason; ///< the authorizer's words, cleaned; may be empty
};

/// Who the server takes us for (SelfSubjectReview).
struct ClusterIdentity {
    QString user;
    QString uid;
    std::vector<QString> groups;
};

/// One rule of SelfSubjectRulesReview.
struct AccessRule {
    std::vector<std::string> verbs;
    std::vector<std::string> groups;
    std::vector<std::string> resources;
    std::vector<std::string> resourceNames;
};

struct AccessRules {
    std::vector<AccessRule> rules;
    bool incomplete = false; ///< the authorizer could not say all
};

/// What to read of a container's log; see podLogs().
struct PodLogRequest {
    std::string nameSpace;
    std::string pod;
    std::string container; ///< "": the only one
    bool follow = false;
    bool previous = false;
    bool timestamps = true;
    std::optional<std::int64_t> tailLines;
    std::optional<Duration> since; ///< whole seconds, at least 1
    std::optional<Instant> sinceTime;
    std::optional<std::int64_t> limitBytes;
};

/// The console's own weight for one cluster.
struct ClusterFootprint {
    std::size_t records = 0;
    std::size_t recordBytes = 0;
    std::size_t historyBytes = 0;
    int streams = 0;
};

} // namespace Strato
