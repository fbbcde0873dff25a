// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/bootstrap/clustervoices.h"

#include <algorithm>

namespace Strato {

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

void ClusterVoices::identify(const QString& context, const IString& cluster, const StateSource& state)
{
    const auto held = std::ranges::find(m_voices, context, &Voice::context);
    if (held != m_voices.end() && held->cluster == cluster)
        return;
    close(context); // its server is another cluster now
    const bool first = !voiceOf(cluster);
    m_voices.push_back({ context, cluster, &state });
    if (first)
        begin(m_voices.back(), nullptr);
}

void ClusterVoices::begin(const Voice& voice, const Snapshot* before)
{
    m_named(voice.cluster, voice.context);
    const SnapshotPtr known = voice.state->current();
    auto delta = std::make_shared<Delta>();
    known->forEach([&](const RecordPtr& record) { delta->upserted.push_back(record); });
    if (before) {
        before->forEach([&](const RecordPtr& record) {
            if (!known->find(record->entity))
                delta->removed.push_back(record->entity);
        });
    }
    if (!delta->upserted.empty() || !delta->removed.empty())
        m_tell(voice.cluster, std::move(delta));
}

void ClusterVoices::tell(const QString& context, std::shared_ptr<const Delta> delta)
{
    const auto it = std::ranges::find(m_voices, context, &Voice::context);
    if (it != m_voices.end() && voiceOf(it->cluster) == &*it)
        m_tell(it->cluster, std::move(delta));
}

void ClusterVoices::close(const QString& context)
{
    const auto it = std::ranges::find(m_voices, context, &Voice::context);
    if (it == m_voices.end())
        return;
    const bool spoke = voiceOf(it->cluster) == &*it;
    const Voice closed = *it;
    m_voices.erase(it);
    if (!spoke)
        return;
    if (const Voice* next = voiceOf(closed.cluster))
        begin(*next, closed.state->current().get());
    else
        m_tell(closed.cluster, nullptr); // behind all that it said
}

bool ClusterVoices::speaks(const QString& context) const
{
    const auto it = std::ranges::find(m_voices, context, &Voice::context);
    return it == m_voices.end() || voiceOf(it->cluster) == &*it;
}

} // namespace Strato
