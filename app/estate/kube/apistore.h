// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/kube/resourceinfo.h"
#include "app/estate/kube/storedobject.h"
#include "models/base/clock.h"
#include "models/base/result.h"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace Strato::Estate {

/// One change of one resource, as watchers see it.
struct StoreEvent {
    enum class Type : std::uint8_t { Added, Modified, Deleted };
    std::uint64_t resourceVersion = 0;
    Type type = Type::Added;
    StoredObjectPtr object; ///< for Deleted: the last state, with the resourceVersion of the deletion
    StoredObjectPtr previous; ///< what it was before; null when Added
    Duration at {}; ///< Clock::monotonic
};

struct ApiStoreLimits {
    std::size_t historyEvents = 10'000; ///< per resource
    std::size_t historyBytes = 64U << 20U; ///< per resource, encoded objects
    Duration historyAge = std::chrono::minutes(5);
};

/// All objects of one cluster, encoded once when they change. resourceVersion grows by one with every change of the
/// cluster. Thread-safe: one writer at a time, any number of readers.
class ApiStore final {
public:
    ApiStore(const Clock& clock, ApiStoreLimits limits = {});
    ~ApiStore();
    ApiStore(const ApiStore&) = delete;
    ApiStore& operator=(const ApiStore&) = delete;

    /// Creates or replaces @p object, found by apiVersion, kind, namespace and name. Missing uid and creationTimestamp
    /// are filled in on creation and kept on replacement unless given. A CustomResourceDefinition makes its resource
    /// known at once. Unchanged content is no event and answers the old version. Errors: InvalidArgument (no such kind,
    /// no name).
    [[nodiscard]] Result<std::uint64_t> apply(nlohmann::json object);
    /// Removes by the same coordinates (a whole object or only apiVersion, kind, metadata). NotFound when it is not
    /// there.
    [[nodiscard]] Result<std::uint64_t> remove(const nlohmann::json& object);

    /// Forgets all history up to now.
    void compact();
    /// Forgets what is over age; called by the server every second or so.
    void expire();
    [[nodiscard]] std::uint64_t resourceVersion() const;

    [[nodiscard]] std::vector<ResourceInfoPtr> resources() const; ///< sorted by group, version, resource
    [[nodiscard]] ResourceInfoPtr findResource(
        std::string_view group, std::string_view version, std::string_view plural) const;
    [[nodiscard]] ResourceInfoPtr findKind(std::string_view apiVersion, std::string_view kind) const;
    /// From this version on the resource ("pods", "roles.rbac.authorization.k8s.io") is as it is now, and can be
    /// watched: that of its newest change, or up to where its history was forgotten. 0: no such resource.
    [[nodiscard]] std::uint64_t lastChange(const std::string& qualifiedName) const;
    /// Serves further resources, whose objects are made on request (metrics.k8s.io).
    void addResources(const std::vector<ResourceInfo>& resources);
    /// Grows whenever the set of resources changes: discovery may be cached by it.
    [[nodiscard]] std::uint64_t resourcesGeneration() const;

    struct Snapshot {
        std::uint64_t resourceVersion = 0;
        std::vector<StoredObjectPtr> objects; ///< by namespace, then name
        bool more = false; ///< cut by maxObjects
        std::size_t remaining = 0; ///< how many were cut
    };
    struct Range {
        std::string nameSpace; ///< empty: all
        std::string afterKey; ///< only keys greater ("ns/name")
        std::size_t maxObjects = 0; ///< 0: all
        std::uint64_t atVersion = 0; ///< 0: now; else as of that version. Gone when history does not reach back so far
        std::function<bool(const StoredObject&)> accept; ///< empty: all
    };
    [[nodiscard]] Result<Snapshot> list(const ResourceInfo& resource, const Range& range) const;
    [[nodiscard]] StoredObjectPtr find(
        const ResourceInfo& resource, std::string_view nameSpace, std::string_view name) const;

    /// Events of @p resource after @p version, at most @p maxEvents, oldest first. Gone when they are no longer all
    /// there. `upTo`: the version that the caller has now seen.
    struct Events {
        std::vector<StoreEvent> events;
        std::uint64_t upTo = 0;
    };
    [[nodiscard]] Result<Events> eventsSince(
        const ResourceInfo& resource, std::uint64_t version, std::size_t maxEvents) const;
    /// Calls @p wake once, from the writer's thread, as soon as there is an event of @p resource after @p version
    /// (at once when there already is, or when that version is gone).
    void wakeAfter(const ResourceInfo& resource, std::uint64_t version, std::function<void()> wake) const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace Strato::Estate
