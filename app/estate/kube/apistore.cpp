// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/kube/apistore.h"

#include "app/estate/kube/builtinresources.h"
#include "app/estate/kube/objectencoder.h"
#include "app/estate/kube/texts.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <atomic>
#include <deque>
#include <map>
#include <mutex>
#include <shared_mutex>

namespace Strato::Estate {

using nlohmann::json;
using namespace Qt::StringLiterals;

namespace {

using Objects = std::map<std::string, StoredObjectPtr, std::less<>>;

/// Everything of one resource.
struct Shelf {
    ResourceInfoPtr info;
    Objects objects; ///< by namespace/name
    std::deque<StoreEvent> history; ///< oldest first
    std::size_t historyBytes = 0;
    std::uint64_t forgotten = 0; ///< events up to this version are no longer there
    std::uint64_t last = 0; ///< version of the newest event
    std::vector<std::function<void()>> waiters;
};

struct Coordinates {
    std::string apiVersion;
    std::string kind;
    std::string key;
};

Result<Coordinates> coordinatesOf(const json& object)
{
    if (!object.is_object() || !object.contains("metadata") || !object["metadata"].is_object())
        return fail(ErrorCode::InvalidArgument, u"object without metadata"_s);
    Coordinates out { valueAt(object, "apiVersion"), valueAt(object, "kind"), valueAt(object, "metadata.name") };
    if (out.apiVersion.empty() || out.kind.empty() || out.key.empty())
        return fail(ErrorCode::InvalidArgument, u"object without apiVersion, kind or name"_s);
    return out;
}

std::size_t eventBytes(const StoreEvent& event)
{
    return event.object->bytes();
}

} // namespace

struct ApiStore::Private {
    explicit Private(const Clock& storeClock, ApiStoreLimits storeLimits)
        : clock(storeClock)
        , limits(storeLimits)
    {
    }
    Shelf* shelf(const ResourceInfo& resource)
    {
        const auto it = shelves.find(resource.qualifiedName());
        return it == shelves.end() ? nullptr : &it->second;
    }
    void add(const ResourceInfo& info);
    void addCustom(const json& definition);
    void removeCustom(const json& definition);
    void remember(Shelf& shelf, StoreEvent event);
    void forget(Shelf& shelf, Duration now);
    void publish(Shelf& target, StoreEvent event);
    void complete(json& object, const StoredObject* before) const;
    static void forgetFirst(Shelf& shelf);
    static void asOf(const Shelf& shelf, std::uint64_t version, Objects& objects);

    const Clock& clock;
    const ApiStoreLimits limits;
    std::mutex writer; // one apply or remove at a time, taken before `mutex`
    mutable std::shared_mutex mutex; // guards all below
    std::map<std::string, Shelf> shelves; ///< by qualified name; never erased while readers hold addresses
    std::uint64_t version = 1;
    std::uint64_t generation = 1;
};

void ApiStore::Private::add(const ResourceInfo& info)
{
    Shelf& shelf = shelves[info.qualifiedName()];
    shelf.info = std::make_shared<const ResourceInfo>(info);
    shelf.forgotten = std::max(shelf.forgotten, shelf.history.empty() ? version : shelf.forgotten);
    ++generation;
}

void ApiStore::Private::addCustom(const json& definition)
{
    if (auto info = customResource(definition)) {
        const std::unique_lock lock(mutex);
        add(*info);
    }
}

void ApiStore::Private::removeCustom(const json& definition)
{
    if (auto info = customResource(definition)) {
        const std::unique_lock lock(mutex);
        shelves.erase(info->qualifiedName());
        ++generation;
    }
}

void ApiStore::Private::forgetFirst(Shelf& shelf)
{
    shelf.forgotten = shelf.history.front().resourceVersion;
    shelf.historyBytes -= eventBytes(shelf.history.front());
    shelf.history.pop_front();
}

void ApiStore::Private::forget(Shelf& shelf, Duration now)
{
    while (!shelf.history.empty()
        && (shelf.history.size() > limits.historyEvents || shelf.historyBytes > limits.historyBytes
            || now - shelf.history.front().at > limits.historyAge))
        forgetFirst(shelf);
}

void ApiStore::Private::publish(Shelf& target, StoreEvent event)
{
    std::vector<std::function<void()>> waiters;
    {
        const std::unique_lock lock(mutex);
        version = event.resourceVersion;
        target.last = version;
        if (event.type == StoreEvent::Type::Deleted)
            target.objects.erase(event.object->key());
        else
            target.objects[event.object->key()] = event.object;
        target.historyBytes += eventBytes(event);
        target.history.push_back(std::move(event));
        forget(target, clock.monotonic());
        waiters.swap(target.waiters);
    }
    for (const auto& wake : waiters)
        wake();
}

void ApiStore::Private::complete(json& object, const StoredObject* before) const
{
    json& meta = object["metadata"];
    if (!meta.contains("uid"))
        meta["uid"] = before != nullptr ? before->uid : randomUuid();
    if (meta.contains("creationTimestamp"))
        return;
    if (before != nullptr) {
        const json old = json::parse(before->metaJson(), nullptr, false);
        meta["creationTimestamp"] = valueAt(old, "creationTimestamp");
    } else {
        meta["creationTimestamp"] = formatTime(clock.now().ns / 1'000'000'000);
    }
}

void ApiStore::Private::asOf(const Shelf& shelf, std::uint64_t version, Objects& objects)
{
    // Undone from the newest event back to the version: each key ends with what it was before its first later event.
    for (auto event = shelf.history.rbegin(); event != shelf.history.rend() && event->resourceVersion > version;
         ++event) {
        const std::string key = event->object->key();
        if (event->previous)
            objects[key] = event->previous;
        else
            objects.erase(key);
    }
}

ApiStore::ApiStore(const Clock& clock, ApiStoreLimits limits)
    : d(std::make_unique<Private>(clock, limits))
{
    // Versions start at the time in milliseconds: those of an earlier run are older than our history, and so are
    // refused.
    d->version = static_cast<std::uint64_t>(std::max<std::int64_t>(1, clock.now().ns / 1'000'000));
    for (const ResourceInfo& info : builtinResources())
        d->add(info);
}

ApiStore::~ApiStore() = default;

Result<std::uint64_t> ApiStore::apply(json object)
{
    auto where = coordinatesOf(object);
    if (!where)
        return tl::unexpected(where.error());
    const std::scoped_lock writing(d->writer);
    const ResourceInfoPtr info = findKind(where->apiVersion, where->kind);
    if (!info)
        return fail(ErrorCode::InvalidArgument,
            u"unknown kind "_s % QString::fromStdString(where->apiVersion + " " + where->kind));
    if (info->namespaced) {
        const std::string nameSpace = valueAt(object, "metadata.namespace");
        if (nameSpace.empty())
            return fail(ErrorCode::InvalidArgument, u"namespaced object without namespace"_s);
        where->key = nameSpace + "/" + where->key;
    }
    Shelf& target = *d->shelf(*info); // only this writer adds or removes shelves
    StoredObjectPtr before;
    if (const auto it = target.objects.find(where->key); it != target.objects.end())
        before = it->second;
    d->complete(object, before.get());
    const std::uint64_t next = d->version + 1;
    const bool definition = info->resource == "customresourcedefinitions";
    const json kept = definition ? object : json();
    StoredObjectPtr after = encodeObject(*info, std::move(object), next);
    if (before && sameContent(*before, *after))
        return before->resourceVersion;
    if (before && before->uid != after->uid) {
        // The same name, another object: watchers see the old one go first.
        d->publish(target,
            { next, StoreEvent::Type::Deleted, withVersion(*info, *before, next), before, d->clock.monotonic() });
        after = withVersion(*info, *after, next + 1);
        before = nullptr;
    }
    const auto type = before ? StoreEvent::Type::Modified : StoreEvent::Type::Added;
    d->publish(target, { after->resourceVersion, type, after, before, d->clock.monotonic() });
    if (definition)
        d->addCustom(kept);
    return after->resourceVersion;
}

Result<std::uint64_t> ApiStore::remove(const json& object)
{
    auto where = coordinatesOf(object);
    if (!where)
        return tl::unexpected(where.error());
    const std::scoped_lock writing(d->writer);
    const ResourceInfoPtr info = findKind(where->apiVersion, where->kind);
    if (!info)
        return fail(ErrorCode::InvalidArgument, u"unknown kind"_s);
    if (info->namespaced)
        where->key = valueAt(object, "metadata.namespace") + "/" + where->key;
    Shelf& target = *d->shelf(*info);
    const auto it = target.objects.find(where->key);
    if (it == target.objects.end())
        return fail(ErrorCode::NotFound, QString::fromStdString(where->key));
    const StoredObjectPtr before = it->second;
    const std::uint64_t next = d->version + 1;
    d->publish(
        target, { next, StoreEvent::Type::Deleted, withVersion(*info, *before, next), before, d->clock.monotonic() });
    if (info->resource == "customresourcedefinitions")
        d->removeCustom(json::parse(before->json, nullptr, false));
    return next;
}

void ApiStore::compact()
{
    const std::unique_lock lock(d->mutex);
    for (auto& [name, shelf] : d->shelves) {
        shelf.history.clear();
        shelf.historyBytes = 0;
        shelf.forgotten = d->version;
    }
}

void ApiStore::expire()
{
    const std::unique_lock lock(d->mutex);
    for (auto& [name, shelf] : d->shelves)
        d->forget(shelf, d->clock.monotonic());
}

std::uint64_t ApiStore::resourceVersion() const
{
    const std::shared_lock lock(d->mutex);
    return d->version;
}

std::vector<ResourceInfoPtr> ApiStore::resources() const
{
    std::vector<ResourceInfoPtr> out;
    {
        const std::shared_lock lock(d->mutex);
        for (const auto& [name, shelf] : d->shelves)
            out.push_back(shelf.info);
    }
    std::ranges::sort(
        out, {}, [](const ResourceInfoPtr& info) { return std::tie(info->group, info->version, info->resource); });
    return out;
}

ResourceInfoPtr ApiStore::findResource(std::string_view group, std::string_view version, std::string_view plural) const
{
    const std::shared_lock lock(d->mutex);
    for (const auto& [name, shelf] : d->shelves) {
        if (shelf.info->group == group && shelf.info->version == version && shelf.info->resource == plural)
            return shelf.info;
    }
    return nullptr;
}

ResourceInfoPtr ApiStore::findKind(std::string_view apiVersion, std::string_view kind) const
{
    const std::shared_lock lock(d->mutex);
    for (const auto& [name, shelf] : d->shelves) {
        if (shelf.info->kind == kind && shelf.info->apiVersion() == apiVersion)
            return shelf.info;
    }
    return nullptr;
}

std::uint64_t ApiStore::lastChange(const std::string& qualifiedName) const
{
    const std::shared_lock lock(d->mutex);
    const auto it = d->shelves.find(qualifiedName);
    return it == d->shelves.end() ? 0 : std::max(it->second.last, it->second.forgotten);
}

void ApiStore::addResources(const std::vector<ResourceInfo>& resources)
{
    const std::scoped_lock writing(d->writer);
    const std::unique_lock lock(d->mutex);
    for (const ResourceInfo& info : resources)
        d->add(info);
}

std::uint64_t ApiStore::resourcesGeneration() const
{
    const std::shared_lock lock(d->mutex);
    return d->generation;
}

namespace {

void collect(const Objects& objects, const ApiStore::Range& range, ApiStore::Snapshot& out)
{
    const std::string prefix = range.nameSpace.empty() ? std::string() : range.nameSpace + "/";
    auto it = range.afterKey > prefix ? objects.upper_bound(range.afterKey) : objects.lower_bound(prefix);
    for (; it != objects.end() && it->first.starts_with(prefix); ++it) {
        if (range.accept && !range.accept(*it->second))
            continue;
        if (range.maxObjects != 0 && out.objects.size() == range.maxObjects) {
            out.more = true;
            ++out.remaining;
            continue;
        }
        out.objects.push_back(it->second);
    }
}

} // namespace

Result<ApiStore::Snapshot> ApiStore::list(const ResourceInfo& resource, const Range& range) const
{
    const std::shared_lock lock(d->mutex);
    const Shelf* shelf = d->shelf(resource);
    if (shelf == nullptr)
        return fail(ErrorCode::NotFound, u"no such resource"_s);
    Snapshot out;
    out.resourceVersion = d->version;
    if (range.atVersion == 0 || range.atVersion >= shelf->last) {
        if (range.atVersion != 0)
            out.resourceVersion = range.atVersion;
        collect(shelf->objects, range, out);
        return out;
    }
    if (range.atVersion < shelf->forgotten)
        return fail(ErrorCode::Gone, u"version %1 is no longer kept"_s.arg(range.atVersion));
    Objects objects = shelf->objects;
    Private::asOf(*shelf, range.atVersion, objects);
    out.resourceVersion = range.atVersion;
    collect(objects, range, out);
    return out;
}

StoredObjectPtr ApiStore::find(const ResourceInfo& resource, std::string_view nameSpace, std::string_view name) const
{
    const std::shared_lock lock(d->mutex);
    const Shelf* shelf = d->shelf(resource);
    if (shelf == nullptr)
        return nullptr;
    std::string key(nameSpace);
    if (!key.empty())
        key += "/";
    const auto it = shelf->objects.find(key.append(name));
    return it == shelf->objects.end() ? nullptr : it->second;
}

Result<ApiStore::Events> ApiStore::eventsSince(
    const ResourceInfo& resource, std::uint64_t version, std::size_t maxEvents) const
{
    const std::shared_lock lock(d->mutex);
    const Shelf* shelf = d->shelf(resource);
    if (shelf == nullptr || version < shelf->forgotten)
        return fail(ErrorCode::Gone, u"too old resource version"_s);
    Events out;
    out.upTo = d->version;
    auto it = std::ranges::upper_bound(shelf->history, version, {}, &StoreEvent::resourceVersion);
    for (; it != shelf->history.end(); ++it) {
        if (out.events.size() == maxEvents) {
            out.upTo = out.events.back().resourceVersion;
            break;
        }
        out.events.push_back(*it);
    }
    return out;
}

void ApiStore::wakeAfter(const ResourceInfo& resource, std::uint64_t version, std::function<void()> wake) const
{
    {
        const std::unique_lock lock(d->mutex);
        Shelf* shelf = d->shelf(resource);
        if (shelf != nullptr && shelf->last <= version && shelf->forgotten <= version) {
            shelf->waiters.push_back(std::move(wake));
            return;
        }
    }
    wake();
}

} // namespace Strato::Estate
