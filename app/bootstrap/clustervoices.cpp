// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/bootstrap/clustervoices.h"

#include <algorithm>

namespace Strato {

namespace {

bool isKnown(const std::vector<SnapshotPtr>& snapshots, const EntityId& entity)
{
    return std::ranges::any_of(
        snapshots, [&](const SnapshotPtr& snapshot) { return snapshot->find(entity) != nullptr; });
}

} // namespace

ClusterVoices::ClusterVoices(Tell tell, Named named)
    : m_tell(std::move(tell))
    , m_named(std::move(named))
{
}

const ClusterVoices::Voice* ClusterVoices::voiceOf(const IString& cluster) const
{
    const auto it = std::ranges::find(m_voices, cluster, &Voice::cluster);
    return it == m_voices.end() ? nullptr : &*it;
}

ClusterVoices::Known ClusterVoices::knownBefore(const Voice& voice) const
{
    Known known;
    for (const Voice& other : m_voices) {
        if (&other == &voice)
            break;
        if (other.cluster == voice.cluster)
            known.push_back(other.state->current());
    }
    return known;
}

ClusterVoices::Known ClusterVoices::knownBeside(const Voice& voice) const
{
    Known known;
    for (const Voice& other : m_voices) {
        if (&other != &voice && other.cluster == voice.cluster)
            known.push_back(other.state->current());
    }
    return known;
}

void ClusterVoices::identify(const QString& context, const IString& cluster, const StateSource& state)
{
    const auto held = std::ranges::find(m_voices, context, &Voice::context);
    if (held != m_voices.end() && held->cluster == cluster)
        return;
    close(context); // its server is another cluster now
    const bool first = !voiceOf(cluster);
    m_voices.push_back({ context, cluster, &state });
    if (first)
        m_named(cluster, context);
    const Known others = knownBefore(m_voices.back());
    auto delta = std::make_shared<Delta>();
    state.current()->forEach([&](const RecordPtr& record) {
        if (!isKnown(others, record->entity))
            delta->upserted.push_back(record);
    });
    if (!delta->upserted.empty())
        m_tell(cluster, std::move(delta));
}

void ClusterVoices::tell(const QString& context, std::shared_ptr<const Delta> delta)
{
    const auto it = std::ranges::find(m_voices, context, &Voice::context);
    if (it == m_voices.end())
        return;
    const Known others = knownBeside(*it);
    if (others.empty()) {
        m_tell(it->cluster, std::move(delta));
        return;
    }
    const Known before = knownBefore(*it);
    auto own = std::make_shared<Delta>(*delta);
    std::erase_if(own->upserted, [&](const RecordPtr& record) { return isKnown(before, record->entity); });
    std::erase_if(own->removed, [&](const EntityId& entity) { return isKnown(others, entity); }); // its turn comes
    if (!own->upserted.empty() || !own->removed.empty())
        m_tell(it->cluster, std::move(own));
}

void ClusterVoices::close(const QString& context)
{
    const auto it = std::ranges::find(m_voices, context, &Voice::context);
    if (it == m_voices.end())
        return;
    const bool spoke = voiceOf(it->cluster) == &*it;
    const Voice closed = *it;
    m_voices.erase(it);
    const Voice* next = voiceOf(closed.cluster);
    if (!next) {
        m_tell(closed.cluster, nullptr); // behind all that it said
        return;
    }
    const Known left = knownBeside(closed);
    auto delta = std::make_shared<Delta>();
    if (spoke) {
        m_named(next->cluster, next->context);
        next->state->current()->forEach([&](const RecordPtr& record) { delta->upserted.push_back(record); });
    }
    closed.state->current()->forEach([&](const RecordPtr& record) {
        if (!isKnown(left, record->entity))
            delta->removed.push_back(record->entity);
    });
    if (!delta->upserted.empty() || !delta->removed.empty())
        m_tell(next->cluster, std::move(delta));
}

bool ClusterVoices::speaks(const QString& context) const
{
    const auto it = std::ranges::find(m_voices, context, &Voice::context);
    return it == m_voices.end() || voiceOf(it->cluster) == &*it;
}

} // namespace Strato
