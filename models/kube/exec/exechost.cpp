// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/exec/exechost.h"

#include "models/kube/exec/loginpath.h"

#include <QFile>

#include <algorithm>
#include <utility>

namespace Strato {

namespace {

constexpr Duration shellPatience = std::chrono::seconds(10);
constexpr Duration endPatience = std::chrono::milliseconds(2500); // one that ignores SIGTERM is made to end as well

void setVariable(QByteArrayList& environment, const QByteArray& name, const QByteArray& value)
{
    const QByteArray prefix = name + '=';
    environment.removeIf([&](const QByteArray& held) { return held.startsWith(prefix); });
    environment.push_back(prefix + value);
}

} // namespace

ExecHost::ExecHost(Executor& on, ExecEnvironment environment, ExecListeners listeners)
    : timers(on)
    , m_environment(std::move(environment))
    , m_listeners(std::move(listeners))
{
}

void ExecHost::stop()
{
    {
        const std::scoped_lock lock(m_telling);
        m_silent = true;
    }
    std::vector<std::weak_ptr<ChildStop>> stops;
    {
        const std::scoped_lock lock(m_mutex);
        m_stopped = true;
        m_waiting.clear();
        stops.swap(m_stops);
    }
    for (const std::weak_ptr<ChildStop>& each : stops) {
        if (const auto stop = each.lock())
            stop->ask();
    }
    pool.stop(endPatience);
}

ExecConsent ExecHost::consent() const
{
    const std::scoped_lock lock(m_mutex);
    return m_consent;
}

void ExecHost::setConsent(ExecConsent consent)
{
    const std::scoped_lock lock(m_mutex);
    m_consent = std::move(consent);
}

void ExecHost::withPath(std::function<void(const QString& path)> use)
{
    std::optional<QString> known;
    bool ask = false;
    {
        const std::scoped_lock lock(m_mutex);
        if (m_stopped)
            return;
        known = m_path;
        if (!known) {
            m_waiting.push_back(std::move(use));
            ask = !std::exchange(m_asking, true);
        }
    }
    if (known)
        use(*known); // NOLINT(bugprone-use-after-move): given away only where there is nothing yet
    else if (ask)
        askShell();
}

void ExecHost::askShell()
{
    const std::optional<ChildCommand> question = loginPathQuestion(m_environment.shell, m_environment.variables);
    if (!question)
        return handlePath({});
    const std::shared_ptr<ChildStop> stop = newStop();
    const Executor::TimerId limit = timers.postAfter(shellPatience, [stop] { stop->ask(); });
    pool.submit([question = *question, stop] { return runChild(question, *stop, {}); },
        [weak = weak_from_this(), limit](const ChildExit& exit) {
            const std::shared_ptr<ExecHost> self = weak.lock();
            if (!self)
                return;
            self->timers.cancel(limit);
            self->handlePath(exit.how == ChildExit::How::Exited ? loginPathAnswer(exit.output) : QString());
        });
}

void ExecHost::handlePath(const QString& path)
{
    std::vector<std::function<void(const QString&)>> waiting;
    const QString found = path.isEmpty() ? m_environment.path : path;
    {
        const std::scoped_lock lock(m_mutex);
        m_path = found;
        waiting.swap(m_waiting);
    }
    for (const auto& use : waiting)
        use(found);
}

QByteArrayList ExecHost::environmentWith(
    const QString& path, const std::vector<KubeExecVariable>& more, const QByteArray& execInfo) const
{
    QByteArrayList environment = m_environment.variables;
    setVariable(environment, "PATH", QFile::encodeName(path));
    for (const KubeExecVariable& variable : more)
        setVariable(environment, variable.name.toUtf8(), variable.value.toUtf8());
    setVariable(environment, "KUBERNETES_EXEC_INFO", execInfo);
    return environment;
}

std::shared_ptr<ChildStop> ExecHost::newStop()
{
    auto stop = std::make_shared<ChildStop>();
    const std::scoped_lock lock(m_mutex);
    std::erase_if(m_stops, [](const std::weak_ptr<ChildStop>& held) { return held.expired(); });
    m_stops.push_back(stop);
    if (m_stopped)
        stop->ask();
    return stop;
}

void ExecHost::tell(const std::function<ExecPluginState()>& state)
{
    const std::scoped_lock lock(m_telling);
    if (!m_silent && m_listeners.changed)
        m_listeners.changed(state());
}

void ExecHost::tellSignedIn(const QStringList& contexts)
{
    const std::scoped_lock lock(m_telling);
    for (const QString& context : contexts) {
        if (!m_silent && m_listeners.signedIn)
            m_listeners.signedIn(context);
    }
}

} // namespace Strato
