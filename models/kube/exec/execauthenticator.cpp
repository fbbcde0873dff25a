// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/exec/execauthenticator.h"

#include "models/base/plaintext.h"

#include <QFile>
#include <QLoggingCategory>

#include <algorithm>
#include <cstring>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Strato {

namespace {

// Not by default: of commands without a window stderr is what the program says.
Q_LOGGING_CATEGORY(lcExec, "strato.kube.exec", QtWarningMsg)

constexpr Duration firstHold = 30s;
constexpr int unaskedTries = 3; // a plugin may open a browser: nobody wants one every minute
constexpr Duration firstRefusalHold = 10s;
constexpr Duration longestRefusalHold = 5min;
constexpr Duration refusalsForgotten = 10min;
constexpr Duration justNow = 5s;
constexpr std::size_t hintsAnHour = 10;
constexpr Duration tellEvery = 100ms;

QString nameOf(const ExecPlan& plan)
{
    return visibleControls(cleanLine(plan.command, 256));
}

/// What execve() would cut short is not what a person would have approved.
bool isExecutable(const ExecPlan& plan)
{
    const auto cut = [](const QString& text) { return text.contains(u'\0'); };
    return !cut(plan.command) && std::ranges::none_of(plan.args, cut)
        && std::ranges::none_of(plan.env, [&](const KubeExecVariable& variable) {
               return cut(variable.name) || cut(variable.value) || variable.name.contains(u'=');
           });
}

/// @p plan with where it leads on this machine, and whether the policy lets it. Blocks on files.
Result<ExecPlan> planOf(ExecPlan plan, const ExecConsent& consent, const QString& path)
{
    if (!isExecutable(plan))
        return fail(ErrorCode::SignInFailed, u"exec: an argument or variable holds a character that ends it"_s);
    const Result<QString> found = findCommand(plan.command, path);
    if (!found && consent.policy == ExecPolicy::AllowAll)
        return tl::unexpected(found.error());
    plan.path = found.value_or(QString());
    return checkExecPolicy(consent, plan, path).and_then([&]() -> Result<ExecPlan> {
        return found ? Result<ExecPlan>(plan) : tl::unexpected(found.error());
    });
}

/// What can be judged without looking at anything. client-go's words.
Result<void> checkConfig(const KubeExecConfig& config)
{
    if (Result<void> version = checkExecApiVersion(config.apiVersion); !version)
        return version;
    if (config.interactiveMode == u"Always"_s)
        return fail(ErrorCode::SignInFailed,
            u"exec plugin cannot support interactive mode: standard input is not a terminal (interactiveMode: Always)"_s);
    if (config.interactiveMode != u"Never"_s && config.interactiveMode != u"IfAvailable"_s)
        return fail(ErrorCode::SignInFailed, u"exec plugin: unknown interactiveMode"_s);
    return {};
}

Error errorOf(const ChildExit& exit, const ExecPlan& plan)
{
    const QString name = nameOf(plan);
    const auto error = [](const QString& detail) { return Error { ErrorCode::SignInFailed, detail }; };
    switch (exit.how) {
    case ChildExit::How::Exited:
        return error(u"exec: executable %1 failed with exit code %2"_s.arg(name).arg(exit.status));
    case ChildExit::How::Signalled:
        return error(u"exec: executable %1 was ended by signal %2"_s.arg(name).arg(exit.status));
    case ChildExit::How::NotStarted:
        return error(u"exec: executable %1 could not be started: %2"_s.arg(
            name, cleanLine(QString::fromLocal8Bit(::strerror(exit.status)), 256))); // NOLINT(concurrency-mt-unsafe)
    case ChildExit::How::TooMuch:
        return error(u"exec: executable %1 wrote more than %2 bytes"_s.arg(name).arg(maxExecCredentialBytes));
    case ChildExit::How::Stopped: break;
    }
    return error(u"exec: executable %1 was cancelled"_s.arg(name));
}

} // namespace

ExecAuthenticator::ExecAuthenticator(
    std::shared_ptr<ExecHost> host, QByteArray id, KubeExecConfig config, std::optional<KubeExecCluster> cluster)
    : m_host(std::move(host))
    , m_config(std::move(config))
    , m_cluster(std::move(cluster))
{
    m_state.id = std::move(id);
    m_state.plan = asked();
    m_state.installHint = cleanText(m_config.installHint);
}

/// What the kubeconfig asks for.
ExecPlan ExecAuthenticator::asked() const
{
    ExecPlan plan { m_config.command, {}, m_config.args, m_config.env, {}, {} };
    if (m_cluster) {
        plan.server = m_cluster->server;
        plan.told = encodeExecInfo(m_config.apiVersion, m_cluster);
    }
    return plan;
}

void ExecAuthenticator::join(const QString& context)
{
    {
        const std::scoped_lock lock(m_mutex);
        // Nobody used it meanwhile: what was held then was told to somebody who left.
        if (m_contexts.empty() && (m_state.phase == Phase::Failed || m_state.phase == Phase::Unapproved))
            beIdle();
        ++m_contexts[context];
    }
    tell();
}

void ExecAuthenticator::leave(const QString& context)
{
    {
        const std::scoped_lock lock(m_mutex);
        const auto it = m_contexts.find(context);
        if (it != m_contexts.end() && --it->second == 0)
            m_contexts.erase(it);
        if (m_contexts.empty())
            end(Ended::Unused);
    }
    tell();
}

/// With m_mutex held.
void ExecAuthenticator::beIdle()
{
    m_state.phase = Phase::Idle;
    m_state.error.reset();
    m_state.nextTry.reset();
    m_mayRunAt.reset();
    m_failures = 0;
}

ExecPluginState ExecAuthenticator::state() const
{
    const std::scoped_lock lock(m_mutex);
    ExecPluginState now = m_state;
    for (const auto& [context, count] : m_contexts)
        now.contexts.push_back(context);
    return now;
}

std::shared_ptr<const ClientCertificate> ExecAuthenticator::certificate() const
{
    const std::scoped_lock lock(m_mutex);
    return m_certificate;
}

/// The credential, for so long yet.
bool ExecAuthenticator::isGoodFor(Duration more) const
{
    if (!m_credential)
        return false;
    const Clock& clock = m_host->clock();
    return !m_credential->expires || clock.now() + more < *m_credential->expires
        || clock.monotonic() - m_obtainedAt < m_leastUse;
}

bool ExecAuthenticator::isUnderWay() const
{
    return m_state.phase == Phase::Looking || m_state.phase == Phase::Running;
}

/// A failure is held, and so is a refusal by a person or by the policy.
bool ExecAuthenticator::mayRun() const
{
    switch (m_state.phase) {
    case Phase::Idle:
    case Phase::SignedIn: return true;
    case Phase::Failed: return m_mayRunAt && m_host->clock().monotonic() >= *m_mayRunAt;
    case Phase::Unapproved:
    case Phase::Looking:
    case Phase::Running: break;
    }
    return false;
}

void ExecAuthenticator::fetch(const CredentialPtr& refused, Ready ready)
{
    std::optional<Result<CredentialPtr>> now;
    int round = 0;
    {
        const std::scoped_lock lock(m_mutex);
        const bool serves = m_credential != refused && isGoodFor(Duration::zero());
        const bool begins = !(serves && isGoodFor(leeway)) && !isUnderWay() && mayRun();
        if (serves) {
            now = m_credential;
        } else if (begins || isUnderWay()) {
            m_waiting.push_back(std::move(ready));
        } else {
            m_refusedSomebody = true;
            now = tl::unexpected(m_state.error.value_or(Error { ErrorCode::SignInFailed, {} }));
        }
        if (begins) {
            begin();
            round = m_round;
        }
    }
    if (now)
        ready(*now); // NOLINT(bugprone-use-after-move): given away only where there is nothing yet
    if (round != 0)
        look(round);
}

bool ExecAuthenticator::invalidate(const QByteArray& authorization, CredentialPtr& refused)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (!m_credential)
            return true;
        const Duration age = m_host->clock().monotonic() - m_obtainedAt;
        const bool current = m_credential->token.isEmpty()
            ? age >= justNow // no telling by which certificate: one that was just fetched is worth a try
            : authorization == "Bearer " + m_credential->token.reveal();
        if (!current)
            return true;
        if (m_credential == m_refused || isUnderWay()) { // known, or the next one is on its way
            refused = m_credential;
            return true;
        }
        if (age >= refusalsForgotten)
            m_refusals = 0;
        const Duration hold = m_refusals == 0
            ? Duration::zero()
            : std::min<Duration>(longestRefusalHold, firstRefusalHold * (1LL << std::min(m_refusals - 1, 16)));
        if (age < hold)
            return false;
        ++m_refusals;
        m_refused = m_credential;
        refused = m_credential;
    }
    qCInfo(lcExec).noquote() << "credential-refused status=401";
    return true;
}

/// With m_mutex held; the caller goes on with look().
void ExecAuthenticator::begin()
{
    ++m_round;
    m_state.phase = Phase::Looking;
    m_state.said.clear();
    m_state.linesLost = 0;
    m_state.error.reset();
    m_state.exitStatus.reset();
    m_state.nextTry.reset();
    m_mayRunAt.reset();
    m_ended = Ended::ByItself;
}

void ExecAuthenticator::look(int round)
{
    tell();
    if (const Result<void> good = checkConfig(m_config); !good)
        return planned(round, { tl::unexpected(good.error()), {}, false });
    m_host->withPath([weak = weak_from_this(), round](const QString& path) {
        const std::shared_ptr<ExecAuthenticator> self = weak.lock();
        if (!self)
            return;
        self->m_host->pool.submit(
            [asked = self->asked(), consent = self->m_host->consent(), path] {
                Result<ExecPlan> plan = planOf(asked, consent, path);
                const bool missing = !plan && plan.error().code == ErrorCode::SignInFailed;
                return Planned { std::move(plan), path, missing };
            },
            [weak, round](const Planned& planned) {
                if (const std::shared_ptr<ExecAuthenticator> alive = weak.lock())
                    alive->planned(round, planned);
            });
    });
}

void ExecAuthenticator::planned(int round, const Planned& planned)
{
    const ExecConsent consent = m_host->consent();
    Answer answer;
    bool runs = false;
    {
        const std::scoped_lock lock(m_mutex);
        if (round != m_round || m_state.phase != Phase::Looking)
            return;
        if (planned.plan)
            m_state.plan = *planned.plan;
        if (m_ended == Ended::Unused && !m_contexts.empty())
            m_ended = Ended::ByItself; // somebody came back
        if (m_ended != Ended::ByItself)
            answer = failed(errorOf({ ChildExit::How::Stopped, 0, {} }, m_state.plan), m_ended == Ended::ByUser);
        else if (!planned.plan)
            answer = failed(planned.missing ? withHint(planned.plan.error()) : planned.plan.error(),
                planned.plan.error().code == ErrorCode::SignInNotAllowed);
        else if (!consent.approveAll && !consent.approved.contains(planned.plan->fingerprint())) {
            m_state.phase = Phase::Unapproved;
            m_state.error = Error { ErrorCode::SignInNotAllowed, u"not approved: %1"_s.arg(nameOf(m_state.plan)) };
            answer = settle(tl::unexpected(*m_state.error));
        } else {
            runs = true;
            m_state.phase = Phase::Running;
            m_state.runningSince = m_host->clock().monotonic();
            m_stop = m_host->newStop();
        }
    }
    if (runs)
        run(round, *planned.plan, planned.path);
    tell();
    give(answer);
}

void ExecAuthenticator::run(int round, const ExecPlan& plan, const QString& path)
{
    qCInfo(lcExec).noquote() << u"plugin-started command=%1"_s.arg(nameOf(plan));
    ChildCommand command { QFile::encodeName(plan.path), { plan.command.toUtf8() },
        m_host->environmentWith(path, plan.env, encodeExecInfo(m_config.apiVersion, m_cluster)),
        maxExecCredentialBytes };
    for (const QString& argument : plan.args)
        command.arguments.push_back(argument.toUtf8());
    std::shared_ptr<ChildStop> stop;
    {
        const std::scoped_lock lock(m_mutex);
        stop = m_stop;
        m_limit = m_host->timers.postAfter(runLimit, [weak = weak_from_this(), round] {
            const std::shared_ptr<ExecAuthenticator> self = weak.lock();
            if (!self)
                return;
            const std::scoped_lock inner(self->m_mutex);
            if (round == self->m_round)
                self->end(Ended::ByLimit);
        });
    }
    m_host->pool.submit(
        [command = std::move(command), stop, version = m_config.apiVersion, weak = weak_from_this(), round] {
            Ran ran { runChild(command, *stop,
                          [&](const QStringList& lines) {
                              if (const std::shared_ptr<ExecAuthenticator> self = weak.lock())
                                  self->said(round, lines);
                          }),
                fail(ErrorCode::SignInFailed, {}) };
            if (ran.exit.how == ChildExit::How::Exited && ran.exit.status == 0)
                ran.credential = decodeExecCredential(ran.exit.output, version);
            ran.exit.output.fill('\0');
            return ran;
        },
        [weak = weak_from_this(), round](const Ran& ran) {
            if (const std::shared_ptr<ExecAuthenticator> self = weak.lock())
                self->ended(round, ran);
        });
}

void ExecAuthenticator::said(int round, const QStringList& lines)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (round != m_round)
            return;
        m_state.said += lines;
        const qsizetype over = m_state.said.size() - ExecPluginState::linesKept;
        if (over > 0) {
            m_state.said.remove(0, over);
            m_state.linesLost += over;
        }
    }
    tellSoon();
}

void ExecAuthenticator::ended(int round, const Ran& ran)
{
    Answer answer;
    QStringList told;
    int again = 0;
    {
        const std::scoped_lock lock(m_mutex);
        if (round != m_round || m_state.phase != Phase::Running)
            return;
        m_host->timers.cancel(std::exchange(m_limit, 0));
        m_stop.reset();
        m_state.runningSince.reset();
        const Result<ExecCredential> read = judge(ran);
        if (!read && m_ended == Ended::Unused && !m_contexts.empty()) {
            begin(); // somebody came back while it was being ended
            again = m_round;
        } else if (read) {
            for (const auto& [context, count] : m_contexts)
                told.push_back(context);
            if (!std::exchange(m_refusedSomebody, false))
                told.clear();
            answer = succeeded(*read);
        } else {
            answer = failed(read.error(), m_ended == Ended::ByUser || m_ended == Ended::ByLimit);
        }
    }
    if (again != 0)
        return look(again);
    qCInfo(lcExec).noquote() << u"plugin-ended ok=%1"_s.arg(answer.outcome.has_value());
    tell();
    give(answer);
    m_host->tellSignedIn(told);
}

Result<ExecCredential> ExecAuthenticator::judge(const Ran& ran)
{
    const ChildExit& exit = ran.exit;
    if (exit.how == ChildExit::How::Exited)
        m_state.exitStatus = exit.status;
    if (exit.how == ChildExit::How::Exited && exit.status == 0)
        return ran.credential;
    if (m_ended == Ended::ByLimit)
        return fail(ErrorCode::SignInFailed,
            u"exec: executable %1 did not end within %2 min"_s.arg(nameOf(m_state.plan))
                .arg(std::chrono::duration_cast<std::chrono::minutes>(runLimit).count()));
    return tl::unexpected(withHint(errorOf(exit, m_state.plan)));
}

ExecAuthenticator::Answer ExecAuthenticator::settle(Result<CredentialPtr> outcome)
{
    m_refusedSomebody = m_refusedSomebody || !outcome;
    return { std::exchange(m_waiting, {}), std::move(outcome) };
}

ExecAuthenticator::Answer ExecAuthenticator::failed(Error error, bool holdUntilAsked)
{
    m_state.phase = Phase::Failed;
    m_state.error = std::move(error);
    if (!isGoodFor(Duration::zero()))
        m_state.expires.reset();
    ++m_failures;
    if (m_ended == Ended::Unused) {
        m_mayRunAt = m_host->clock().monotonic(); // nobody's failure
        m_failures = 0;
    } else if (!holdUntilAsked && m_failures < unaskedTries) {
        const Duration hold = firstHold * (1LL << (m_failures - 1));
        m_mayRunAt = m_host->clock().monotonic() + hold;
        m_state.nextTry = m_host->clock().now() + hold;
    }
    return settle(tl::unexpected(*m_state.error));
}

ExecAuthenticator::Answer ExecAuthenticator::succeeded(ExecCredential credential)
{
    m_failures = 0;
    m_state.phase = Phase::SignedIn;
    m_state.expires = credential.expires;
    m_obtainedAt = m_host->clock().monotonic();
    const bool isOld = credential.expires && *credential.expires <= m_host->clock().now();
    m_leastUse = isOld && m_cameOld ? std::min(mostLeastUse, 2 * m_leastUse) : leastUse;
    m_cameOld = isOld;
    const ClientCertificate fresh { credential.clientCertificatePem, credential.clientKeyPem.reveal() };
    if (fresh.certificatePem.isEmpty())
        m_certificate.reset();
    else if (!m_certificate || !(*m_certificate == fresh))
        m_certificate = std::make_shared<const ClientCertificate>(fresh);
    m_credential = std::make_shared<const ExecCredential>(std::move(credential));
    return settle(m_credential);
}

/// As client-go: where a program is missing or fails, at most ten times an hour.
Error ExecAuthenticator::withHint(Error error)
{
    if (m_state.installHint.isEmpty() || m_ended != Ended::ByItself)
        return error;
    const Duration now = m_host->clock().monotonic();
    std::erase_if(m_hints, [now](Duration at) { return now - at >= 1h; });
    if (m_hints.size() >= hintsAnHour)
        return error;
    m_hints.push_back(now);
    error.detail += u"; "_s + cleanLine(m_state.installHint);
    return error;
}

void ExecAuthenticator::give(const Answer& answer)
{
    for (const Ready& ready : answer.waiting)
        ready(answer.outcome);
}

/// With m_mutex held.
void ExecAuthenticator::end(Ended why)
{
    if (!isUnderWay())
        return;
    m_ended = why;
    if (m_stop)
        m_stop->ask();
}

void ExecAuthenticator::cancel()
{
    const std::scoped_lock lock(m_mutex);
    end(Ended::ByUser);
}

void ExecAuthenticator::reconsider()
{
    int round = 0;
    {
        const std::scoped_lock lock(m_mutex);
        const bool denied = m_state.error && m_state.error->code == ErrorCode::SignInNotAllowed;
        if (m_state.phase != Phase::Looking && !(denied && !m_contexts.empty()))
            return; // one that nobody uses forgets it when somebody does
        m_failures = 0;
        begin();
        round = m_round;
    }
    look(round);
}

void ExecAuthenticator::retry()
{
    int round = 0;
    {
        const std::scoped_lock lock(m_mutex);
        if (isUnderWay())
            return;
        m_failures = 0;
        m_refusals = 0;
        m_refusedSomebody = true;
        begin();
        round = m_round;
    }
    look(round);
}

void ExecAuthenticator::forgive()
{
    const std::scoped_lock lock(m_mutex);
    m_refusals = 0;
    if (m_state.phase != Phase::Failed)
        return;
    m_failures = 0;
    m_mayRunAt = m_host->clock().monotonic();
}

void ExecAuthenticator::networkChanged()
{
    const std::scoped_lock lock(m_mutex);
    if (m_state.phase == Phase::Failed && m_mayRunAt)
        m_mayRunAt = m_host->clock().monotonic();
}

void ExecAuthenticator::tell()
{
    m_host->tell([this] { return state(); });
}

void ExecAuthenticator::tellSoon()
{
    {
        const std::scoped_lock lock(m_mutex);
        if (std::exchange(m_tellSoon, true))
            return;
    }
    m_host->timers.postAfter(tellEvery, [weak = weak_from_this()] {
        const std::shared_ptr<ExecAuthenticator> self = weak.lock();
        if (!self)
            return;
        {
            const std::scoped_lock lock(self->m_mutex);
            self->m_tellSoon = false;
        }
        self->tell();
    });
}

} // namespace Strato
