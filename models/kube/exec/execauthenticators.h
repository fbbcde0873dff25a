// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/kube/exec/exechost.h"
#include "models/net/httpauthorizer.h"

#include <map>

namespace Strato {

class ExecAuthenticator;

/// What tells plugins apart: contexts with the same configuration and, where it is told of it, the same cluster share
/// one run and its credential (client-go's cache key). SHA-256, hexadecimal. Pure.
[[nodiscard]] QByteArray execPluginId(const KubeExecConfig& config, const std::optional<KubeExecCluster>& cluster);

/// All exec credential plugins of the process. A plugin runs only when a request of a context in use needs its
/// credential, once for all who wait, and only what the user approved (ExecConsent). All functions may be called from
/// any thread and none blocks, but stop(). Credentials live until it does.
class ExecAuthenticators final {
public:
    /// @p timers must outlive it, or at least stop().
    ExecAuthenticators(Executor& timers, ExecEnvironment environment, ExecListeners listeners);
    ~ExecAuthenticators(); ///< stops
    /// Ends what runs, within a moment, or 2.5 s where a program ignores SIGTERM; no listener is called afterwards.
    /// Again: nothing happens.
    void stop();
    ExecAuthenticators(const ExecAuthenticators&) = delete;
    ExecAuthenticators& operator=(const ExecAuthenticators&) = delete;

    /// The plugin's credential as headers, with @p always beside it (impersonation), and its certificate. Errors of
    /// authorize(): SignInNotAllowed, SignInFailed. As long as it lives its plugin is in use by @p context.
    [[nodiscard]] std::shared_ptr<HttpAuthorizer> authorizer(const QString& context, const KubeExecConfig& config,
        const std::optional<KubeExecCluster>& cluster, std::vector<HttpHeader> always);
    void setConsent(const ExecConsent& consent); ///< nothing is approved before the first
    void retry(const QByteArray& id); ///< now, whatever is held; unknown ids are ignored
    void cancel(const QByteArray& id);
    void forgive(const QString& context); ///< the next request of this context may run its plugin, whatever is held
    void networkChanged(); ///< a failure may have been the network's: what is tried again by itself may be at once

private:
    [[nodiscard]] std::shared_ptr<ExecAuthenticator> find(const QByteArray& id) const;
    [[nodiscard]] std::vector<std::shared_ptr<ExecAuthenticator>> all() const;

    const std::shared_ptr<ExecHost> m_host;
    mutable std::mutex m_mutex; // guards m_known
    std::map<QByteArray, std::shared_ptr<ExecAuthenticator>> m_known;
};

} // namespace Strato
