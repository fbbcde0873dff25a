// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/blockingpool.h"
#include "models/base/executor.h"
#include "models/kube/exec/childrun.h"
#include "models/kube/exec/execplugintypes.h"

#include <mutex>

namespace Strato {

/// What programs of ours are started with. Handed in, never read from the environment here.
struct ExecEnvironment {
    QByteArrayList variables; ///< "NAME=value"
    QString path; ///< of it PATH: where the login shell does not answer
    QString shell; ///< of it SHELL; empty: none is asked
};

/// Called on any thread, one at a time. They hand on and return; they do not call back into what tells them.
struct ExecListeners {
    std::function<void(const ExecPluginState&)> changed; ///< while one runs at most ten a second
    std::function<void(const QString& context)> signedIn; ///< who was refused before may try again now
};

/// What all plugins share: threads, time, PATH, consent, and whom to tell. Thread-safe. Its pool ends with stop();
/// timers must outlive it.
class ExecHost final : public std::enable_shared_from_this<ExecHost> {
public:
    ExecHost(Executor& on, ExecEnvironment environment, ExecListeners listeners);

    void stop(); ///< ends what runs and what is asked; nobody is told anything afterwards
    [[nodiscard]] const Clock& clock() const { return timers.clock(); }
    [[nodiscard]] ExecConsent consent() const;
    void setConsent(ExecConsent consent);
    /// Calls @p use with the login shell's PATH, at once or within 10 s; it is asked once in a lifetime.
    void withPath(std::function<void(const QString& path)> use);
    /// Our environment with @p path, then with @p more over it.
    [[nodiscard]] QByteArrayList environmentWith(
        const QString& path, const std::vector<KubeExecVariable>& more, const QByteArray& execInfo) const;
    /// A way to end a program that stop() asks as well. Its holder lets go of it when that program has ended.
    [[nodiscard]] std::shared_ptr<ChildStop> newStop();
    void tell(const std::function<ExecPluginState()>& state); ///< read when it is its turn: the last told is the newest
    void tellSignedIn(const QStringList& contexts);

    Executor& timers;
    BlockingPool pool { 64, BlockingPool::Priority::Unchanged }; // what it starts inherits it, also a browser

private:
    void askShell();
    void handlePath(const QString& path);

    const ExecEnvironment m_environment;
    const ExecListeners m_listeners;
    std::mutex m_telling; // held while a listener is called: guards m_silent
    bool m_silent = false;
    mutable std::mutex m_mutex; // guards all below
    ExecConsent m_consent;
    std::vector<std::weak_ptr<ChildStop>> m_stops;
    std::optional<QString> m_path;
    bool m_asking = false;
    bool m_stopped = false;
    std::vector<std::function<void(const QString&)>> m_waiting; // for the path
};

} // namespace Strato
