// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/sync/objectstore.h"

#include "models/base/fetchahead.h"
#include "models/kube/sync/versions.h"

#include <algorithm>
#include <iterator>
#include <unordered_set>

namespace Strato {
namespace {

/// Group and kind of a Kubernetes id, as views into its text; neither is ever percent-encoded.
std::optional<KindOrder::View> kindOf(const EntityId& entity)
{
    const std::string_view text = entity.text();
    const std::size_t first = text.find('/');
    const std::size_t second = first == std::string_view::npos ? first : text.find('/', first + 1);
    const std::size_t third = second == std::string_view::npos ? second : text.find('/', second + 1);
    if (third == std::string_view::npos || !text.starts_with("k8s:"))
        return std::nullopt;
    return KindOrder::View(text.substr(first + 1, second - first - 1), text.substr(second + 1, third - second - 1));
}

KindOrder::View kindOf(const Record& record)
{
    if (record.schema)
        return { record.schema->group, record.schema->kind };
    return kindOf(record.entity).value_or(KindOrder::View());
}

RecordPtr findIn(const KindPages& pages, const EntityId& entity)
{
    const auto kind = kindOf(entity);
    const auto it = kind ? pages.find(*kind) : pages.end();
    return it == pages.end() ? nullptr : it->second.find(entity);
}

std::size_t sizeOf(const KindPages& pages)
{
    std::size_t size = 0;
    for (const auto& [kind, records] : pages)
        size += records.size();
    return size;
}

KindPages shareAll(KindPages& pages)
{
    KindPages shared;
    for (auto& [kind, records] : pages)
        shared.emplace(kind, records.share());
    return shared;
}

void putInto(KindPages& pages, const EntityId& entity, RecordPtr record)
{
    const auto kind = record ? std::optional(kindOf(*record)) : kindOf(entity);
    if (!kind)
        return;
    auto it = pages.find(*kind);
    if (it == pages.end()) {
        if (!record)
            return;
        it = pages.try_emplace({ std::string(kind->first), std::string(kind->second) }).first;
    }
    it->second.put(entity, std::move(record));
}

std::vector<RecordPtr> recordsIn(const KindPages& pages, const StoreScope& scope)
{
    std::vector<RecordPtr> records;
    const auto it = pages.find(KindOrder::View(scope.group.view(), scope.kind.view()));
    if (it == pages.end())
        return records;
    it->second.forEach([&](const RecordPtr& record) {
        if (scope.nameSpace.empty() || record->nameSpace == scope.nameSpace)
            records.push_back(record);
    });
    return records;
}

} // namespace

class ObjectStore::PagedSnapshot final : public Snapshot {
public:
    PagedSnapshot(KindPages pages, std::uint64_t seq)
        : m_pages(std::move(pages))
        , m_size(sizeOf(m_pages))
        , m_seq(seq)
    {
    }
    [[nodiscard]] std::size_t size() const override { return m_size; }
    [[nodiscard]] RecordPtr find(const EntityId& entity) const override { return findIn(m_pages, entity); }
    void forEach(const std::function<void(const RecordPtr&)>& visit) const override
    {
        for (const auto& [kind, records] : m_pages)
            records.forEach(visit);
    }
    void forEachOfKind(std::string_view group, std::string_view kind,
        const std::function<void(const RecordPtr&)>& visit) const override
    {
        if (const auto it = m_pages.find(KindOrder::View(group, kind)); it != m_pages.end())
            it->second.forEach(visit);
    }
    [[nodiscard]] std::uint64_t seq() const override { return m_seq; }

private:
    const KindPages m_pages;
    const std::size_t m_size;
    const std::uint64_t m_seq;
};

ObjectStore::ObjectStore(const Clock& clock, std::unique_ptr<ChangeHistory> history, Listener listener)
    : m_clock(clock)
    , m_history(std::move(history))
    , m_listener(std::move(listener))
    , m_seq(m_history->lastSeq())
{
}

ObjectStore::~ObjectStore() = default;

Instant ObjectStore::stamp()
{
    // Never falls, also when the wall clock is set back: the order of moments is the order of the stream.
    m_lastSeen = std::max(m_lastSeen, m_clock.now());
    return m_lastSeen;
}

void ObjectStore::emitChange(Changes& out, const EntityId& entity, RecordPtr before, RecordPtr after)
{
    Change change;
    change.seq = ++m_seq;
    change.entity = entity;
    change.uid = after ? after->uid : before->uid;
    change.sourceVersion = after ? after->resourceVersion : before->resourceVersion;
    change.before = std::move(before);
    change.after = std::move(after);
    change.seenTime = stamp();
    change.sourceTime = change.seenTime + m_skew;
    out.push_back(std::move(change));
}

void ObjectStore::put(Changes& out, const RecordPtr& record)
{
    m_snapshot.reset();
    const RecordPtr before = find(record->entity);
    putInto(m_pages, record->entity, record);
    m_recordBytes += footprint(*record);
    m_recordBytes -= before ? footprint(*before) : 0;
    if (!before || !sameContent(*before, *record))
        emitChange(out, record->entity, before, record);
}

/// put() for many of one kind: @p pages are looked up once.
void ObjectStore::replaceInto(Changes& out, RecordPages& pages, const RecordPtr& record)
{
    const RecordPtr before = pages.put(record->entity, record);
    m_recordBytes += footprint(*record);
    m_recordBytes -= before ? footprint(*before) : 0;
    if (before && before->uid != record->uid) { // K39
        emitChange(out, record->entity, before, nullptr);
        out.back().finalStateUnknown = true;
        emitChange(out, record->entity, nullptr, record);
    } else if (!before || !sameContent(*before, *record)) {
        emitChange(out, record->entity, before, record);
    }
}

void ObjectStore::removeInto(Changes& out, const RecordPtr& record, Removal how)
{
    m_snapshot.reset();
    putInto(m_pages, record->entity, nullptr);
    m_recordBytes -= footprint(*record);
    emitChange(out, record->entity, record, nullptr);
    out.back().finalStateUnknown = how == Removal::Missed;
    out.back().unfollowed = how == Removal::Unfollowed;
}

void ObjectStore::upsertInto(Changes& out, const RecordPtr& record)
{
    const RecordPtr stored = find(record->entity);
    if (stored && stored->uid != record->uid) {
        removeInto(
            out, stored, Removal::Missed); // K39: another incarnation took the name; how the first ended was not seen
    } else if (stored && !stored->provisional && !isNewerVersion(record->resourceVersion, stored->resourceVersion)) {
        return; // K36
    }
    put(out, record);
}

std::size_t ObjectStore::upsert(const RecordPtr& record)
{
    Changes out;
    upsertInto(out, record);
    return publish(std::move(out));
}

std::size_t ObjectStore::upsertAll(const std::vector<RecordPtr>& records)
{
    Changes out;
    out.reserve(records.size());
    for (const RecordPtr& record : records)
        upsertInto(out, record);
    return publish(std::move(out));
}

std::size_t ObjectStore::remove(const EntityId& entity, const IString& uid, const RecordPtr& last)
{
    const RecordPtr stored = find(entity);
    if (!stored || (!uid.empty() && stored->uid != uid))
        return 0;
    Changes out;
    removeInto(out, stored, Removal::Seen);
    // The delete event carries the last state and the version at which it ended: richer than what was stored.
    if (last && last->uid == stored->uid) {
        out.back().sourceVersion = last->resourceVersion;
    }
    return publish(std::move(out));
}

std::size_t ObjectStore::evict(const std::vector<EntityId>& entities)
{
    Changes out;
    for (const EntityId& entity : entities) {
        if (const RecordPtr stored = find(entity))
            removeInto(out, stored, Removal::Unfollowed);
    }
    return publish(std::move(out));
}

std::size_t ObjectStore::addProvisional(const std::vector<RecordPtr>& records)
{
    Changes out;
    for (const RecordPtr& record : records) {
        if (!find(record->entity)) {
            put(out, record);
            out.back().initial = true;
        }
    }
    return publish(std::move(out));
}

std::size_t ObjectStore::replace(const StoreScope& scope, const std::vector<RecordPtr>& records)
{
    Changes out;
    const bool firstTime = findKnown(scope) == m_known.end();
    out.reserve(records.size());
    const std::vector<RecordPtr> before = recordsIn(m_pages, scope);
    std::unordered_set<EntityId> gone; // of those that are here: at the first fill, few
    gone.reserve(before.size());
    for (const RecordPtr& stored : before)
        gone.insert(stored->entity);
    for (const RecordPtr& record : records)
        gone.erase(record->entity);
    for (const RecordPtr& stored : before) {
        if (gone.contains(stored->entity))
            removeInto(out, stored, Removal::Missed);
    }
    RecordPages& pages
        = m_pages.try_emplace({ std::string(scope.group.view()), std::string(scope.kind.view()) }).first->second;
    pages.reserve(records.size());
    m_snapshot.reset();
    const auto recordAt = [&](std::size_t place) { return records[place].get(); };
    for (std::size_t i = 0; i < records.size(); ++i) {
        fetchAhead(i, records.size(), recordAt, [](const Record& next) {
            next.entity.prefetch();
            next.uid.prefetch();
            next.resourceVersion.prefetch();
        });
        const std::size_t emitted = out.size();
        replaceInto(
            out, pages, records[i]); // without K36: after a restore of etcd versions go back, and the list is right
        if (out.size() > emitted)
            out.back().initial = firstTime;
    }
    const std::size_t changes = publish(std::move(out));
    if (firstTime)
        m_known.push_back({ scope, stamp(), {}, false });
    return changes;
}

std::size_t ObjectStore::forget(const StoreScope& scope)
{
    Changes out;
    for (const RecordPtr& stored : recordsIn(m_pages, scope))
        removeInto(out, stored, Removal::Unfollowed);
    if (const auto it = findKnown(scope); it != m_known.end())
        m_known.erase(it);
    return publish(std::move(out));
}

void ObjectStore::beginGap(const StoreScope& scope, Instant from, bool ofWhole)
{
    if (const auto it = findKnown(scope); it != m_known.end()) {
        it->gaps.begin(from);
        it->ofWhole = ofWhole;
    }
}

void ObjectStore::endGap(const StoreScope& scope)
{
    if (const auto it = findKnown(scope); it != m_known.end())
        it->gaps.end(stamp());
}

std::vector<Gaps::Span> ObjectStore::gaps() const
{
    std::vector<Gaps::Span> all;
    for (const KnownScope& known : m_known) {
        if (known.ofWhole)
            std::ranges::copy(known.gaps.spans(std::max(m_lastSeen, m_clock.now())), std::back_inserter(all));
    }
    std::ranges::sort(all, {}, &Gaps::Span::from);
    std::vector<Gaps::Span> joined;
    for (const Gaps::Span& span : all) {
        if (joined.empty() || span.from > joined.back().to)
            joined.push_back(span);
        else
            joined.back().to = std::max(joined.back().to, span.to);
    }
    return joined;
}

std::size_t ObjectStore::publish(Changes changes)
{
    if (changes.empty())
        return 0;
    const auto remember = [&] {
        for (Change& change : changes)
            m_history->append(std::move(change));
    };
    try {
        if (m_listener) // first: windows wait for it
            m_listener(changes);
    } catch (...) {
        remember(); // the history has no gaps, whoever stumbles over a change
        throw;
    }
    remember();
    return changes.size();
}

std::vector<ObjectStore::KnownScope>::iterator ObjectStore::findKnown(const StoreScope& scope)
{
    return std::ranges::find(m_known, scope, &KnownScope::scope);
}

SnapshotPtr ObjectStore::current() const
{
    if (!m_snapshot)
        m_snapshot = std::make_shared<PagedSnapshot>(shareAll(m_pages), m_seq);
    return m_snapshot;
}

std::optional<SnapshotPtr> ObjectStore::at(Instant moment) const
{
    const auto since = m_history->knownSince();
    const auto inGap = [moment](const KnownScope& known) { return known.gaps.contains(moment); };
    if (!since || moment < *since
        || std::ranges::any_of(m_known, [&](const KnownScope& known) { return known.ofWhole && inGap(known); }))
        return std::nullopt;
    KindPages pages = shareAll(m_pages);
    std::uint64_t seq = m_seq;
    const bool known = m_history->walkBack(moment, [&](const Change& change) {
        putInto(pages, change.entity, change.before);
        seq = change.seq - 1;
    });
    if (!known)
        return std::nullopt;
    for (const KnownScope& scope : m_known) {
        if (!inGap(scope))
            continue;
        for (const RecordPtr& unsure : recordsIn(pages, scope.scope))
            putInto(pages, unsure->entity, nullptr);
    }
    return std::make_shared<PagedSnapshot>(std::move(pages), seq);
}

std::optional<Instant> ObjectStore::knownSince(std::string_view group, std::string_view kind) const
{
    std::optional<Instant> since;
    for (const KnownScope& known : m_known) {
        if (known.scope.group.view() == group && known.scope.kind.view() == kind)
            since = since ? std::max(*since, known.since) : known.since;
    }
    const auto whole = m_history->knownSince();
    return since && whole ? std::optional(std::max(*since, *whole)) : std::nullopt;
}

RecordPtr ObjectStore::find(const EntityId& entity) const
{
    return findIn(m_pages, entity);
}

std::size_t ObjectStore::size() const
{
    return sizeOf(m_pages);
}

std::size_t ObjectStore::count(std::string_view group, std::string_view kind) const
{
    const auto it = m_pages.find(KindOrder::View(group, kind));
    return it == m_pages.end() ? 0 : it->second.size();
}

} // namespace Strato
