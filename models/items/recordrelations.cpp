// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/recordrelations.h"

#include <algorithm>

namespace Strato {

namespace {

bool isEvent(const Record& record)
{
    return record.schema && record.schema->group.empty() && record.schema->kind == "Event";
}

std::string placeKey(std::string_view kind, std::string_view nameSpace, std::string_view name)
{
    std::string key;
    key.reserve(kind.size() + nameSpace.size() + name.size() + 2);
    for (const std::string_view part : { kind, nameSpace })
        key.append(part).push_back('/'); // neither uid nor name has one
    return key.append(name);
}

/// An event names an object by its uid, its place, or both.
std::vector<std::string> eventKeys(const Record& event)
{
    std::vector<std::string> keys;
    if (const std::string_view uid = event.text("objectUid"); !uid.empty())
        keys.emplace_back(uid);
    if (const std::string_view name = event.text("objectName"); !name.empty())
        keys.push_back(placeKey(event.text("objectKind"), event.text("objectNamespace"), name));
    return keys;
}

} // namespace

template <class Key> void RecordRelations::put(Index<Key>& index, const Key& key, const Member& member)
{
    index[key].push_back(member);
}

template <class Key> void RecordRelations::take(Index<Key>& index, const Key& key, const EntityId& entity)
{
    const auto held = index.find(key);
    if (held == index.end())
        return;
    Members& members = held->second;
    const auto member = std::ranges::find(members, entity, &Member::entity);
    if (member == members.end())
        return;
    *member = members.back(); // they have no order
    members.pop_back();
    if (members.empty())
        index.erase(held);
}

void RecordRelations::add(const Record& record, const Records& among)
{
    ++m_visits;
    if (!record.owner.uid.empty())
        put(m_children, record.owner.uid, { record.entity, &among });
    if (isEvent(record)) {
        for (const std::string& key : eventKeys(record))
            put(m_events, key, { record.entity, &among });
    }
}

void RecordRelations::remove(const Record& record)
{
    ++m_visits;
    if (!record.owner.uid.empty())
        take(m_children, record.owner.uid, record.entity);
    if (isEvent(record)) {
        for (const std::string& key : eventKeys(record))
            take(m_events, key, record.entity);
    }
}

void RecordRelations::replace(const Record& before, const Record& after, const Records& among)
{
    if (before.owner.uid == after.owner.uid && (!isEvent(after) || eventKeys(before) == eventKeys(after)))
        return;
    remove(before);
    add(after, among);
}

void RecordRelations::give(const Members& members, std::size_t atMost, std::vector<RecordPtr>& to) const
{
    for (const Member& member : members) {
        if (to.size() >= atMost)
            return;
        ++m_visits;
        if (const auto held = member.among->find(member.entity.handle()); held != member.among->end())
            to.push_back(held->second);
    }
}

std::vector<RecordPtr> RecordRelations::childrenOf(const Record& owner, std::size_t atMost) const
{
    std::vector<RecordPtr> children;
    if (const auto held = m_children.find(owner.uid); held != m_children.end())
        give(held->second, atMost, children);
    return children;
}

std::vector<RecordPtr> RecordRelations::eventsAbout(const Record& object) const
{
    std::vector<RecordPtr> events;
    if (const auto held = m_events.find(std::string(object.uid.view())); held != m_events.end())
        give(held->second, SIZE_MAX, events);
    const auto placed = object.schema
        ? m_events.find(placeKey(object.schema->kind, object.nameSpace.view(), object.name.view()))
        : m_events.end();
    if (placed == m_events.end())
        return events;
    std::vector<RecordPtr> ofPlace;
    give(placed->second, SIZE_MAX, ofPlace);
    std::ranges::copy_if(ofPlace, std::back_inserter(events), [&](const RecordPtr& event) {
        return object.uid.empty() || event->text("objectUid") != object.uid.view(); // those are there already
    });
    return events;
}

} // namespace Strato
