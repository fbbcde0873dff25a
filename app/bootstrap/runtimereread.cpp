// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of the runtime that notices when a kubeconfig says something else than when its context was opened.

#include "app/bootstrap/runtime.h"
#include "app/bootstrap/surveyor.h"
#include "models/base/plaintext.h"

#include <algorithm>

namespace Strato {

namespace {

constexpr Duration rereadEvery = std::chrono::minutes(5); // K41
constexpr Duration rereadPause = std::chrono::seconds(2); // between two that failures ask for, and while one lasts
constexpr qsizetype longestLabel = 256; // as a session cleans its name

/// Of a cluster as a whole.
bool isFailingAsIfOutdated(const SourceStatus& status)
{
    const bool isWhole = status.id.starts_with("k8s:") && status.id.find('/') == std::string::npos;
    return isWhole && status.freshness != Freshness::Live && status.error && mayBeOutdated(*status.error);
}

} // namespace

void Runtime::scheduleReread()
{
    m_data.postAfter(rereadEvery, [this, alive = std::weak_ptr(m_alive), onOwner = m_listeners.onOwner] {
        onOwner([this, alive] {
            if (alive.expired())
                return;
            rereadContexts();
            scheduleReread();
        });
    });
}

void Runtime::rereadContexts()
{
    for (const auto& [name, origin] : m_origins)
        reread(name, Reread::Quietly);
}

/// A login in a terminal, or a cluster that came back elsewhere, is noticed in the files while tries fail: the server
/// is asked once a minute where it refuses us (K27), and who has just logged in waits for no minute.
void Runtime::noteFailure(const SourceStatus& status, const std::weak_ptr<bool>& alive)
{
    if (!isFailingAsIfOutdated(status))
        return;
    m_listeners.onOwner([this, alive, label = status.label] {
        if (!alive.expired())
            rereadFailed(label);
    });
}

void Runtime::rereadFailed(const QString& label)
{
    const Duration now = m_clock.monotonic();
    for (const auto& [name, origin] : m_origins) {
        const auto last = m_rereadAt.find(name);
        const bool isRecent = last != m_rereadAt.end() && now - last->second < rereadPause;
        if (cleanLine(name, longestLabel) != label)
            continue;
        if (isRecent) { // what it read was no better
            rereadWhileFailing(name);
            continue;
        }
        m_rereadAt[name] = now;
        reread(name, Reread::AfterFailure);
    }
}

void Runtime::rereadWhileFailing(const QString& name)
{
    if (!m_rereadSoon.insert(name).second)
        return;
    m_data.postAfter(rereadPause, [this, alive = std::weak_ptr(m_alive), name, onOwner = m_listeners.onOwner] {
        onOwner([this, alive, name] {
            if (alive.expired() || m_rereadSoon.erase(name) == 0)
                return;
            const std::vector<SourceStatus> all = m_board.all();
            if (std::ranges::any_of(all, [label = cleanLine(name, longestLabel)](const SourceStatus& status) {
                    return status.label == label && isFailingAsIfOutdated(status);
                }))
                reread(name, Reread::AfterFailure);
        });
    });
}

void Runtime::reread(const QString& name, Reread why)
{
    const auto it = m_origins.find(name);
    if (it == m_origins.end())
        return;
    if (why != Reread::Retry && !m_rereading.insert(name).second)
        return; // a file that hangs is asked once more when the user says so, not every few seconds
    resolveAside(name, it->second.config, [this, name, why](Result<ContextOrigin> now) {
        if (why != Reread::Retry)
            m_rereading.erase(name);
        const auto session = m_sessions.find(name);
        if (session == m_sessions.end())
            return; // closed meanwhile
        if (now)
            applyReread(name, std::move(*now), why);
        // Files that are just being exchanged, or are expired now, tell nothing better than what we have.
        else if (why == Reread::Retry)
            session->second->retryNow();
        else if (why == Reread::AfterFailure)
            rereadWhileFailing(name);
    });
}

void Runtime::applyReread(const QString& name, ContextOrigin now, Reread why)
{
    ContextOrigin& held = m_origins.at(name);
    HttpEndpoint& endpoint = now.resolved.endpoint;
    const HttpEndpoint& before = held.resolved.endpoint;
    ClusterSession& session = *m_sessions.at(name);
    if (endpoint.baseUrl != before.baseUrl) {
        if (why != Reread::Quietly) // who looks at a cluster that answers is not led to another one
            move(name, std::move(now));
        return;
    }
    const bool sameCredentials = now.resolved.credentials == held.resolved.credentials;
    // Its authorizer reads a token file again by itself; what is refused, or on its way with the old one, tries anew.
    const bool newToken = why != Reread::Quietly && now.resolved.tokenFileDigest != held.resolved.tokenFileDigest;
    if (!sameCredentials || newToken || !isReachedAlike(endpoint, before)) {
        endpoint.authorizer = sameCredentials ? before.authorizer : authorizerOf(name, now.resolved.credentials);
        session.updateEndpoint(endpoint);
        m_metrics->contextOpened(name, endpoint); // servers behind it start anew with the new credential
        held = std::move(now);
        introduce(name);
        session.retryNow(); // now, not spread over the seconds after an interruption
    } else if (why == Reread::Retry) {
        session.retryNow();
    } else if (why == Reread::AfterFailure) {
        rereadWhileFailing(name);
    }
}

/// Another server may be another cluster, so it gets a session of its own; to the owner it stays the same context.
void Runtime::move(const QString& name, ContextOrigin to)
{
    disconnectContext(name);
    m_opening.insert_or_assign(name, m_clock.monotonic());
    // Behind all that the session before still says of itself.
    m_data.post([this, alive = std::weak_ptr(m_alive), name, to = std::move(to), onOwner = m_listeners.onOwner] {
        onOwner([this, alive, name, to] {
            if (alive.expired() || m_opening.erase(name) == 0)
                return; // closed meanwhile
            if (m_listeners.contextMoved)
                m_listeners.contextMoved(name);
            open(name, to);
        });
    });
}

} // namespace Strato
