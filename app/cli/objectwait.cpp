// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/objectwait.h"

#include "app/cli/terminaltext.h"
#include "models/base/plaintext.h"
#include "models/kube/exec/saidlines.h"
#include "ui/text/errortext.h"

#include <QDir>

#include <algorithm>
#include <cstdio>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostTried = 16; // of contexts that nobody named
constexpr qsizetype mostNamed = 12; // of the contexts that there are
constexpr qsizetype longestNameSaid = 128;
constexpr int triesEnough = 2; // one lost packet is no answer; a script does not want to wait for a third

/// Errors that another try does not mend.
bool isFinal(ErrorCode code)
{
    return code == ErrorCode::SignInNotAllowed || code == ErrorCode::SignInFailed || code == ErrorCode::Unauthenticated
        || code == ErrorCode::CertificateExpired || code == ErrorCode::TlsFailed || code == ErrorCode::UnexpectedContent
        || code == ErrorCode::NameUnresolved;
}

} // namespace

ExitStatus exitStatusOf(const Error& error)
{
    switch (error.code) {
    case ErrorCode::Unauthenticated:
    case ErrorCode::SignInNotAllowed:
    case ErrorCode::SignInFailed:
    case ErrorCode::Forbidden:
    case ErrorCode::ReadOnly: return ExitStatus::Refused;
    case ErrorCode::InvalidArgument:
    case ErrorCode::Malformed:
    case ErrorCode::PermissionDenied:
    case ErrorCode::FileUnreadable:
    case ErrorCode::FileSilent:
    case ErrorCode::NotFound:
    case ErrorCode::UnknownContext: return ExitStatus::Usage;
    case ErrorCode::Cancelled: return ExitStatus::Cancelled;
    default: return ExitStatus::Unreachable;
    }
}

ObjectWait::ObjectWait(
    const Clock& clock, Options options, const ExecConsent& consent, std::chrono::milliseconds patience)
    : m_options(std::move(options))
{
    RuntimeListeners on;
    on.onOwner = [this](Task task) { m_mailbox.post(std::move(task)); };
    on.info = [this](const QString& context, const ClusterInfo& info) {
        m_mailbox.post([this, context, info] {
            m_outcomes[context].info = info;
            check();
        });
    };
    on.identity = [this](const QString& context, const ClusterIdentity& identity) {
        m_mailbox.post([this, context, identity] { m_outcomes[context].identity = identity; });
    };
    on.contextFailed = [this](const QString& context, const Error& error) {
        m_outcomes[context].error = error;
        check();
    };
    on.status = [this](const SourceStatus& status) { m_mailbox.post([this, status] { handleStatus(status); }); };
    on.execPlugin = [this](const ExecPluginState& state) { m_mailbox.post([this, state] { handlePlugin(state); }); };
    m_runtime = std::make_unique<Runtime>(clock, std::move(on));
    m_runtime->setExecConsent(consent);
    m_runtime->setSyncMethod(m_options.sync);
    m_deadline.setSingleShot(true);
    m_deadline.setInterval(patience); // of each context: they are tried side by side
    connect(&m_deadline, &QTimer::timeout, this, &ObjectWait::handleDeadline);
}

ObjectWait::~ObjectWait()
{
    m_runtime.reset();
}

void ObjectWait::start()
{
    m_deadline.start();
    if (!m_options.demo) {
        find(m_options.kubeconfig, m_options.contexts);
        return;
    }
    m_estate = std::make_unique<EstateLauncher>();
    connect(m_estate.get(), &EstateLauncher::failed, this,
        [this](const Error& error) { emit failed(error, errorSentence(error)); });
    connect(m_estate.get(), &EstateLauncher::ready, this, [this](const EstateAddress& address) {
        m_prometheusUrl = address.prometheusUrl;
        m_prometheusMissing = address.prometheusMissing;
        find(address.kubeconfig, m_options.contexts.isEmpty() ? address.contexts : m_options.contexts);
    });
    m_estate->start(m_options.estateArguments);
}

void ObjectWait::find(const QString& kubeconfig, const QStringList& contexts)
{
    const KubeConfigSources sources { kubeconfig, qEnvironmentVariable("KUBECONFIG"), QDir::homePath(),
        QDir::currentPath() };
    m_runtime->findContexts(sources, [this, contexts](ContextsFound found) {
        m_mailbox.post(
            [this, contexts, found = std::move(found)]() mutable { handleContexts(std::move(found), contexts); });
    });
}

void ObjectWait::handleContexts(ContextsFound found, QStringList contexts)
{
    m_contexts = std::move(found);
    if (m_contexts.error) {
        emit failed(*m_contexts.error, kubeconfigSentence(*m_contexts.error));
        return;
    }
    if (const std::optional<Error> unknown = unknownAmong(contexts)) {
        emit failed(*unknown, errorSentence(*unknown) + u' ' + contextsThere());
        return;
    }
    if (contexts.isEmpty())
        contexts = contextsMeant();
    if (contexts.isEmpty()) {
        const QString looked
            = m_contexts.config ? kubeConfigPaths(m_contexts.config->sources).join(u", "_s) : QString();
        const QString missing = m_options.command == Command::Doctor
            ? u"no context in %1: name a file with --kubeconfig"_s
            : u"no current context in %1: name one with --context"_s;
        const Error none { ErrorCode::NotFound, missing.arg(cleanLine(looked, 512)) + u", or start with --demo"_s };
        emit failed(none, kubeconfigSentence(none));
        return;
    }
    m_deadline.start(); // the time that it took to get here is nobody's fault
    for (const QString& context : contexts)
        m_outcomes[context];
    for (const QString& context : contexts)
        m_runtime->connectContext(m_contexts.config, context);
}

/// A name that was mistyped. The doctor says it beside what it found of the others.
std::optional<Error> ObjectWait::unknownAmong(const QStringList& contexts) const
{
    const std::vector<KubeContextChoice>& known = m_contexts.choices;
    const auto unknown = std::ranges::find_if(contexts, [&known](const QString& context) {
        return std::ranges::find(known, context, &KubeContextChoice::name) == known.end();
    });
    if (unknown == contexts.end() || known.empty() || m_options.command == Command::Doctor)
        return std::nullopt;
    return Error { ErrorCode::UnknownContext, cleanLine(*unknown, longestNameSaid) };
}

QString ObjectWait::contextsThere() const
{
    QStringList known;
    for (const KubeContextChoice& choice : m_contexts.choices)
        known.push_back(choice.name);
    const QStringList named = known.mid(0, mostNamed);
    const QString more = known.size() > named.size() ? u" and %1 more"_s.arg(known.size() - named.size()) : QString();
    return u"There are: %1%2"_s.arg(cleanLine(named.join(u", "_s), mostNamed * longestNameSaid), more);
}

/// Where none is named: for the doctor all, the current one first, for other commands the current one.
QStringList ObjectWait::contextsMeant()
{
    std::vector<KubeContextChoice> choices = m_contexts.choices;
    const auto others = std::stable_partition(
        choices.begin(), choices.end(), [](const KubeContextChoice& choice) { return choice.current; });
    if (m_options.command != Command::Doctor)
        choices.erase(others, choices.end());
    QStringList names;
    for (const KubeContextChoice& choice : choices)
        names.push_back(choice.name);
    m_untried = names.mid(mostTried);
    return names.mid(0, mostTried);
}

void ObjectWait::handleStatus(const SourceStatus& status)
{
    const bool whole = status.id.starts_with("k8s:") && status.id.find('/') == std::string::npos;
    for (auto& [context, outcome] : m_outcomes) {
        if (!whole || m_said || status.label != cleanLine(context, 256))
            continue;
        if (status.error && status.freshness == Freshness::Lost && !outcome.info) {
            m_lastErrors.insert_or_assign(context, *status.error);
            if (isFinal(status.error->code) || status.tries >= triesEnough)
                outcome.error = status.error;
        }
    }
    emit statusChanged(status);
    check();
}

/// As kubectl lets its plugins speak: a device code is of use only to who can read it.
void ObjectWait::handlePlugin(const ExecPluginState& state)
{
    qint64& said = m_linesSaid[state.id];
    const qint64 total = state.linesLost + state.said.size();
    if (total < said)
        said = 0; // another run
    for (qint64 i = std::max(said, state.linesLost); i < total; ++i)
        std::fprintf(
            stderr, "%s\n", qUtf8Printable(terminalLine(state.said[i - state.linesLost], SaidLines::longestLine)));
    said = total;
    if (state.phase == ExecPluginState::Phase::Running) {
        m_signingIn.insert(state.id);
        m_deadline.stop();
    } else if (m_signingIn.erase(state.id) > 0 && m_signingIn.empty() && !m_said) {
        m_deadline.start();
    }
}

void ObjectWait::handleDeadline()
{
    for (auto& [context, outcome] : m_outcomes) {
        if (outcome.error || (outcome.info && !outcome.info->kinds.empty()))
            continue;
        const auto last = m_lastErrors.find(context);
        outcome.error = last != m_lastErrors.end()
            ? last->second
            : Error { ErrorCode::TimedOut,
                  context
                      + u": no answer within %1 s"_s.arg(
                          std::chrono::duration_cast<std::chrono::seconds>(m_deadline.intervalAsDuration()).count()) };
    }
    check();
}

void ObjectWait::check()
{
    for (auto& [context, outcome] : m_outcomes) {
        // It answered and told nobody what it serves: there is nothing to wait for.
        if (!outcome.error && outcome.info && outcome.info->kinds.empty() && !outcome.info->problems.empty())
            outcome.error = outcome.info->problems.front();
    }
    const bool all = std::ranges::all_of(m_outcomes, [](const auto& entry) {
        const ContextOutcome& outcome = entry.second;
        return outcome.error || (outcome.info && !outcome.info->id.empty() && !outcome.info->kinds.empty());
    });
    if (m_said || m_outcomes.empty() || !all)
        return;
    m_said = true;
    m_deadline.stop();
    emit identified();
}

} // namespace Strato
