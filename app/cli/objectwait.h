// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/bootstrap/estatelauncher.h"
#include "app/bootstrap/runtime.h"
#include "app/bootstrap/taskmailbox.h"
#include "app/cli/options.h"

#include <QObject>
#include <QTimer>

#include <map>
#include <memory>
#include <set>

namespace Strato {

/// What a command without a window knows of one context.
struct ContextOutcome {
    std::optional<ClusterInfo> info;
    std::optional<ClusterIdentity> identity;
    std::optional<Error> error;
};

/// How long one context may take to say what it is.
constexpr std::chrono::milliseconds usualPatience = std::chrono::seconds(30);

/// Opens the contexts that the options name (estate, kubeconfig, current context; for the doctor all, side by side) for
/// a command without a window, and says when each has said what it is, or failed (refused once or out of reach twice),
/// or had its time. Main thread.
class ObjectWait final : public QObject {
    Q_OBJECT
public:
    /// @p consent: which sign-in programs may run. What one says meanwhile goes to stderr, and nobody's time runs.
    ObjectWait(const Clock& clock, Options options, const ExecConsent& consent,
        std::chrono::milliseconds patience = usualPatience);
    ~ObjectWait() override;

    void start();
    [[nodiscard]] Runtime& runtime() { return *m_runtime; }
    [[nodiscard]] const Options& options() const { return m_options; }
    [[nodiscard]] const std::map<QString, ContextOutcome>& outcomes() const { return m_outcomes; }
    [[nodiscard]] const ContextsFound& contexts() const { return m_contexts; }
    [[nodiscard]] const QStringList& untried() const { return m_untried; } ///< more contexts than are tried unasked
    [[nodiscard]] const QString& prometheusUrl() const { return m_prometheusUrl; }
    [[nodiscard]] const std::optional<Error>& prometheusMissing() const { return m_prometheusMissing; }
    void onMain(Task task) { m_mailbox.post(std::move(task)); } ///< any thread

signals:
    void identified(); ///< every context has its info or an error
    /// No kubeconfig, no estate; @p sentence says so.
    void failed(const Strato::Error& error, const QString& sentence);
    void statusChanged(const Strato::SourceStatus& status);

private:
    void find(const QString& kubeconfig, const QStringList& contexts);
    void handleContexts(ContextsFound found, QStringList contexts);
    [[nodiscard]] std::optional<Error> unknownAmong(const QStringList& contexts) const;
    [[nodiscard]] QString contextsThere() const; ///< the first of them, by name
    [[nodiscard]] QStringList contextsMeant();
    void handleStatus(const SourceStatus& status);
    void handlePlugin(const ExecPluginState& state);
    void handleDeadline();
    void check();

    const Options m_options;
    TaskMailbox m_mailbox;
    std::unique_ptr<Runtime> m_runtime;
    std::unique_ptr<EstateLauncher> m_estate;
    ContextsFound m_contexts;
    QStringList m_untried;
    std::map<QString, ContextOutcome> m_outcomes;
    std::map<QString, Error> m_lastErrors; // of tries to connect, by context
    QString m_prometheusUrl;
    std::optional<Error> m_prometheusMissing;
    QTimer m_deadline;
    std::map<QByteArray, qint64> m_linesSaid; // by sign-in program, of its present run
    std::set<QByteArray> m_signingIn; // programs that run
    bool m_said = false;
};

/// The exit status that @p error means to a script.
[[nodiscard]] ExitStatus exitStatusOf(const Error& error);

} // namespace Strato
