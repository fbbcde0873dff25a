// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the console asks about single objects.

#include "app/shell/console.h"

#include <algorithm>

namespace Strato {

using namespace Qt::StringLiterals;

ClusterSession* Console::sessionOf(const EntityId& entity) const
{
    const auto parts = entity.kubernetesParts();
    const OpenCluster* cluster = parts ? clusterById(IString(parts->cluster)) : nullptr;
    return cluster ? m_runtime->session(cluster->context) : nullptr;
}

/// Those that show the same clusters too: any of them may be the one that tells of it, now or once another is closed.
QStringList Console::namesakesOf(const QStringList& contexts) const
{
    QStringList all = contexts;
    for (const auto& [context, cluster] : m_clusters) {
        const bool same = std::ranges::any_of(contexts, [this, id = cluster.id](const QString& asked) {
            const auto it = m_clusters.find(asked);
            return it != m_clusters.end() && !id.empty() && it->second.id == id;
        });
        if (same && !all.contains(context))
            all.push_back(context);
    }
    return all;
}

std::vector<KindSubscription> Console::follow(const ResourceKind& kind, const QStringList& contexts)
{
    std::vector<KindSubscription> held;
    for (const QString& context : contexts.isEmpty() ? m_runtime->openContexts() : namesakesOf(contexts)) {
        if (ClusterSession* session = m_runtime->session(context))
            held.push_back(session->subscribe(kind));
    }
    return held;
}

void Console::fetchObject(const EntityId& entity, std::function<void(const Result<FetchedObject>&)> answer)
{
    ClusterSession* session = sessionOf(entity);
    if (!session) {
        answer(fail(ErrorCode::NotFound, u"its cluster is not connected"_s));
        return;
    }
    session->fetchObject(entity, [this, answer = std::move(answer)](Result<FetchedObject> object) {
        m_mailbox.post([answer, object = std::move(object)] { answer(object); });
    });
}

void Console::fetchSecretKeys(
    const EntityId& secret, SecretNames names, std::function<void(const Result<SecretKeys>&)> answer)
{
    ClusterSession* session = sessionOf(secret);
    if (!session) {
        answer(fail(ErrorCode::NotFound, u"its cluster is not connected"_s));
        return;
    }
    session->fetchSecretKeys(secret, names, [this, answer = std::move(answer)](Result<SecretKeys> keys) {
        m_mailbox.post([answer, keys = std::move(keys)] { answer(keys); });
    });
}

void Console::fetchSecretValue(
    const EntityId& secret, const std::string& key, std::function<void(const Result<QByteArray>&)> answer)
{
    ClusterSession* session = sessionOf(secret);
    if (!session) {
        answer(fail(ErrorCode::NotFound, u"its cluster is not connected"_s));
        return;
    }
    session->fetchSecretValue(secret, key, [this, answer = std::move(answer)](Result<QByteArray> value) {
        m_mailbox.post([answer, value = std::move(value)] { answer(value); });
    });
}

} // namespace Strato
