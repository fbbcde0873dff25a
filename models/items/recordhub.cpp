// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/recordhub.h"

#include <QCoreApplication>
#include <QEvent>

#include <algorithm>
#include <mutex>

namespace Strato {

namespace {

// Far above Qt's and other users' numbers; only ever posted to a hub.
constexpr auto inboxEvent = static_cast<QEvent::Type>(QEvent::User + 4711);

KindKey kindOf(const Record& record)
{
    return record.schema ? KindKey { record.schema->group, record.schema->kind } : KindKey {};
}

/// Before @p record is put into @p records.
void relate(RecordRelations& relations, const RecordRelations::Records& records, const RecordPtr& record)
{
    if (const auto before = records.find(record->entity.handle()); before != records.end())
        relations.replace(*before->second, *record, records);
    else
        relations.add(*record, records);
}

bool covers(const RecordHub::Clusters& clusters, const IString& cluster)
{
    return clusters.empty() || std::ranges::find(clusters, cluster) != clusters.end();
}

} // namespace

/// Lets the inbox outlive the hub: pushing into it then wakes nobody.
struct RecordHub::Waker {
    std::mutex mutex; // guards hub
    RecordHub* hub = nullptr;

    void wake()
    {
        const std::scoped_lock lock(mutex);
        if (hub)
            QCoreApplication::postEvent(hub, new QEvent(inboxEvent)); // the event queue owns it
    }
};

RecordHub::RecordHub(const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_clock(clock)
    , m_waker(std::make_shared<Waker>())
    , m_inbox(std::make_shared<Inbox>([waker = m_waker] { waker->wake(); }, foldDeltas))
    , m_names(std::make_shared<std::map<std::string, std::string>>())
{
    m_waker->hub = this;
}

RecordHub::~RecordHub()
{
    const std::scoped_lock lock(m_waker->mutex);
    m_waker->hub = nullptr;
}

bool RecordHub::event(QEvent* event)
{
    if (event->type() != inboxEvent)
        return QObject::event(event);
    for (const ClusterDelta& delta : m_inbox->drain())
        apply(delta);
    return true;
}

void RecordHub::apply(const ClusterDelta& delta)
{
    if (delta.delta)
        merge(delta.cluster, *delta.delta);
    else
        forget(delta.cluster);
    emit changed(QString::fromUtf8(delta.cluster.view().data(), static_cast<qsizetype>(delta.cluster.view().size())));
}

void RecordHub::merge(const IString& cluster, const Delta& delta)
{
    const bool isNewCluster = !m_clusters.contains(cluster);
    std::map<KindKey, KindChange> changes;
    hold(cluster, delta, changes);
    if (isNewCluster) {
        for (const Bound& bound : m_tables)
            bound.table->setSeveralClusters(isSeveral(bound));
    }
    tell(cluster, changes);
}

void RecordHub::hold(const IString& cluster, const Delta& delta, std::map<KindKey, KindChange>& changes)
{
    std::map<KindKey, Records>& kinds = m_clusters[cluster];
    const auto asked = m_relations.find(cluster);
    RecordRelations* relations = asked == m_relations.end() ? nullptr : &asked->second;
    const KindSchema* lastSchema = nullptr; // neighbours mostly are of one kind
    Records* records = nullptr;
    KindChange* change = nullptr;
    for (const RecordPtr& record : delta.upserted) {
        if (record->schema.get() != lastSchema || !records) {
            lastSchema = record->schema.get();
            const KindKey kind = kindOf(*record);
            records = &kinds[kind];
            change = &changes[kind];
            if (delta.upserted.size() > records->size()) { // a fill; a first page may have come before it
                records->reserve(delta.upserted.size());
                change->upserted.reserve(delta.upserted.size());
            }
        }
        if (relations)
            relate(*relations, *records, record);
        records->insert_or_assign(record->entity.handle(), record);
        change->upserted.push_back(record);
    }
    drop(kinds, delta.removed, relations, changes);
}

void RecordHub::drop(std::map<KindKey, Records>& kinds, const std::vector<EntityId>& removed,
    RecordRelations* relations, std::map<KindKey, KindChange>& changes)
{
    for (const EntityId& entity : removed) {
        const auto parts = entity.kubernetesParts();
        if (!parts)
            continue;
        const KindKey kind { parts->group, parts->kind };
        const auto ofKind = kinds.find(kind);
        if (ofKind == kinds.end())
            continue;
        const auto held = ofKind->second.find(entity.handle());
        if (held == ofKind->second.end())
            continue;
        if (relations)
            relations->remove(*held->second);
        ofKind->second.erase(held);
        changes[kind].removed.push_back(entity);
    }
}

void RecordHub::tell(const IString& cluster, std::map<KindKey, KindChange>& changes)
{
    for (auto& [kind, change] : changes) {
        RecordTableModel* last = nullptr; // gets the handles themselves, the others copies
        for (const Bound& bound : m_tables) {
            if (!bound.live || bound.kind != kind || !covers(bound.clusters, cluster))
                continue;
            if (last)
                last->apply(change.upserted, change.removed);
            last = bound.table;
        }
        if (last)
            last->apply(std::move(change.upserted), std::move(change.removed));
    }
}

void RecordHub::forget(const IString& cluster)
{
    m_relations.erase(cluster);
    m_clusters.erase(cluster);
    for (Bound& bound : m_tables) {
        if (bound.live && covers(bound.clusters, cluster))
            refresh(bound);
    }
}

std::unique_ptr<RecordTableModel> RecordHub::table(const KindKey& kind, const Clusters& clusters)
{
    auto table = std::make_unique<RecordTableModel>(m_clock);
    m_tables.push_back({ table.get(), kind, clusters, true });
    connect(table.get(), &QObject::destroyed, this, [this](QObject* gone) {
        std::erase_if(m_tables, [&](const Bound& bound) { return static_cast<QObject*>(bound.table) == gone; });
    });
    table->setClusterNames([names = m_names](const IString& id) {
        const auto name = names->find(std::string(id.view()));
        return name == names->end() ? std::string_view() : std::string_view(name->second);
    });
    refresh(m_tables.back());
    return table;
}

void RecordHub::setClusters(RecordTableModel* table, const Clusters& clusters)
{
    if (Bound* bound = boundOf(table)) {
        bound->clusters = clusters;
        if (bound->live)
            refresh(*bound);
    }
}

void RecordHub::showPast(RecordTableModel* table, const Past& past)
{
    Bound* bound = boundOf(table);
    if (!bound)
        return;
    bound->live = false;
    std::vector<RecordPtr> records;
    for (const auto& [cluster, snapshot] : past) {
        if (snapshot && covers(bound->clusters, IString(cluster)))
            snapshot->forEachOfKind(
                bound->kind.group, bound->kind.kind, [&](const RecordPtr& record) { records.push_back(record); });
    }
    table->replaceAll(std::move(records));
}

void RecordHub::showLive(RecordTableModel* table)
{
    if (Bound* bound = boundOf(table)) {
        bound->live = true;
        refresh(*bound);
    }
}

void RecordHub::setClusterNames(std::map<std::string, std::string> names)
{
    *m_names = std::move(names);
}

RecordHub::Bound* RecordHub::boundOf(RecordTableModel* table)
{
    const auto found = std::ranges::find(m_tables, table, &Bound::table);
    return found == m_tables.end() ? nullptr : &*found;
}

bool RecordHub::isSeveral(const Bound& bound) const
{
    return (bound.clusters.empty() ? m_clusters.size() : bound.clusters.size()) > 1;
}

void RecordHub::refresh(Bound& bound)
{
    bound.table->setSeveralClusters(isSeveral(bound));
    bound.table->replaceAll(liveRecords(bound));
}

std::vector<RecordPtr> RecordHub::liveRecords(const Bound& bound) const
{
    std::vector<RecordPtr> records;
    records.reserve(count(bound.kind, bound.clusters));
    forEach(bound.kind, bound.clusters, [&](const RecordPtr& record) { records.push_back(record); });
    return records;
}

RecordPtr RecordHub::find(const EntityId& entity) const
{
    const auto parts = entity.kubernetesParts();
    const auto cluster = parts ? m_clusters.find(IString(parts->cluster)) : m_clusters.end();
    if (cluster == m_clusters.end())
        return nullptr;
    const auto kind = cluster->second.find({ parts->group, parts->kind });
    if (kind == cluster->second.end())
        return nullptr;
    const auto held = kind->second.find(entity.handle());
    return held == kind->second.end() ? nullptr : held->second;
}

std::size_t RecordHub::count(const KindKey& kind, const Clusters& clusters) const
{
    std::size_t sum = 0;
    for (const auto& [cluster, kinds] : m_clusters) {
        if (const auto held = kinds.find(kind); held != kinds.end() && covers(clusters, cluster))
            sum += held->second.size();
    }
    return sum;
}

void RecordHub::forEach(
    const KindKey& kind, const Clusters& clusters, const std::function<void(const RecordPtr&)>& visit) const
{
    for (const auto& [cluster, kinds] : m_clusters) {
        const auto held = kinds.find(kind);
        if (held == kinds.end() || !covers(clusters, cluster))
            continue;
        for (const auto& [entity, record] : held->second)
            visit(record);
    }
}

void RecordHub::forEachOf(const IString& cluster, const std::function<void(const RecordPtr&)>& visit) const
{
    const auto kinds = m_clusters.find(cluster);
    if (kinds == m_clusters.end())
        return;
    for (const auto& [kind, records] : kinds->second) {
        for (const auto& [entity, record] : records)
            visit(record);
    }
}

void RecordHub::forEachRecord(const std::function<void(const RecordPtr&)>& visit) const
{
    for (const auto& [cluster, kinds] : m_clusters)
        forEachOf(cluster, visit);
}

std::size_t RecordHub::totalCount() const
{
    std::size_t sum = 0;
    for (const auto& [cluster, kinds] : m_clusters) {
        for (const auto& [kind, records] : kinds)
            sum += records.size();
    }
    return sum;
}

const RecordRelations* RecordHub::relationsIn(const IString& cluster) const
{
    const auto kinds = m_clusters.find(cluster);
    if (kinds == m_clusters.end())
        return nullptr;
    const auto [relations, isNew] = m_relations.try_emplace(cluster);
    if (isNew) {
        for (const auto& [kind, records] : kinds->second) {
            for (const auto& [entity, record] : records)
                relations->second.add(*record, records);
        }
    }
    return &relations->second;
}

std::vector<RecordPtr> RecordHub::childrenOf(const Record& owner, std::size_t atMost) const
{
    const RecordRelations* relations = owner.uid.empty() ? nullptr : relationsIn(owner.cluster);
    return relations ? relations->childrenOf(owner, atMost) : std::vector<RecordPtr>();
}

RecordPtr RecordHub::ownerOf(const Record& record) const
{
    const auto kinds = m_clusters.find(record.cluster);
    if (record.owner.uid.empty() || kinds == m_clusters.end())
        return nullptr;
    for (const auto& [kind, records] : kinds->second) {
        if (kind.kind != record.owner.kind.view())
            continue;
        for (const IString& nameSpace : { record.nameSpace, IString() }) { // or it belongs to the whole cluster
            const EntityId owner = EntityId::kubernetes(
                record.cluster.view(), kind.group, kind.kind, nameSpace.view(), record.owner.name.view());
            const auto held = records.find(owner.handle());
            if (held != records.end() && held->second->uid == record.owner.uid)
                return held->second;
        }
    }
    return nullptr;
}

std::vector<RecordPtr> RecordHub::eventsAbout(const Record& object) const
{
    const RecordRelations* relations = relationsIn(object.cluster);
    return relations ? relations->eventsAbout(object) : std::vector<RecordPtr>();
}

std::uint64_t RecordHub::relationVisits(const IString& cluster) const
{
    const auto relations = m_relations.find(cluster);
    return relations == m_relations.end() ? 0 : relations->second.visits();
}

} // namespace Strato
