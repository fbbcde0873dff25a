// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/kube/exec/execcredential.h"
#include "models/kube/exec/exechost.h"
#include "models/net/httpauthorizer.h"

#include <map>

namespace Strato {

/// One plugin configuration for one cluster: its credential, and the one run that fetches it, however many wait for it.
/// A credential serves until it expires, also while the next one is fetched and when that fails: only who was refused
/// with it waits. A failure is held: the next request may run it again after 30 s, 1 min, then only a person can; who
/// cancelled or waited too long asks again as well. Thread-safe; nothing is called with its lock held.
class ExecAuthenticator final : public std::enable_shared_from_this<ExecAuthenticator> {
public:
    using CredentialPtr = std::shared_ptr<const ExecCredential>;
    using Ready = std::function<void(const Result<CredentialPtr>&)>;

    /// How long one run may take: device codes hold a quarter of an hour.
    static constexpr Duration runLimit = std::chrono::minutes(15);
    /// A credential is fetched anew so long before it expires, but never sooner than `leastUse` after it was fetched;
    /// twice as long each time that it came expired, for then a clock is wrong and the next one will be no better.
    static constexpr Duration leeway = std::chrono::seconds(30);
    static constexpr Duration leastUse = std::chrono::seconds(10);
    static constexpr Duration mostLeastUse = std::chrono::minutes(5);

    ExecAuthenticator(
        std::shared_ptr<ExecHost> host, QByteArray id, KubeExecConfig config, std::optional<KubeExecCluster> cluster);

    void join(const QString& context); ///< it is in use by @p context; counted
    void leave(const QString& context); ///< the last to leave ends its run; its credential stays
    /// Calls @p ready once, now or later, with a credential other than @p refused (null: with any).
    void fetch(const CredentialPtr& refused, Ready ready);
    /// The server answered 401 to @p authorization (the header's value; empty: there was a certificate alone). True: a
    /// new credential can be had; where it was the current one that was refused it stands in @p refused, for fetch().
    /// False: it was fetched anew for that reason shortly before.
    [[nodiscard]] bool invalidate(const QByteArray& authorization, CredentialPtr& refused);
    /// Null: the credential has none. The same object as long as the certificate is the same.
    [[nodiscard]] std::shared_ptr<const ClientCertificate> certificate() const;

    void reconsider(); ///< consent changed: what was not allowed may be now, and the other way round
    void retry(); ///< a person asks: runs it now, whatever is held
    void forgive(); ///< a person tries its context again: the next request may run it, whatever is held
    void networkChanged(); ///< a failure that is repeated by itself may be at once; what waits for a person still does
    void cancel(); ///< ends the run
    [[nodiscard]] ExecPluginState state() const;

private:
    using Phase = ExecPluginState::Phase;
    enum class Ended : std::uint8_t { ByItself, ByUser, ByLimit, Unused };
    struct Answer {
        std::vector<Ready> waiting;
        Result<CredentialPtr> outcome;
    };
    struct Ran {
        ChildExit exit;
        Result<ExecCredential> credential; ///< of one that exited with 0
    };
    struct Planned {
        Result<ExecPlan> plan;
        QString path; ///< the value of PATH
        bool missing = false; ///< the program is not there, or cannot be run
    };

    // With m_mutex held.
    [[nodiscard]] bool isGoodFor(Duration more) const;
    [[nodiscard]] bool isUnderWay() const;
    [[nodiscard]] bool mayRun() const;
    void beIdle();
    void end(Ended why);
    void begin();
    [[nodiscard]] Result<ExecCredential> judge(const Ran& ran);
    [[nodiscard]] Answer settle(Result<CredentialPtr> outcome);
    [[nodiscard]] Answer failed(Error error, bool holdUntilAsked);
    [[nodiscard]] Answer succeeded(ExecCredential credential);
    [[nodiscard]] Error withHint(Error error);

    // Without it.
    [[nodiscard]] ExecPlan asked() const;
    static void give(const Answer& answer);
    void look(int round);
    void planned(int round, const Planned& planned);
    void run(int round, const ExecPlan& plan, const QString& path);
    void said(int round, const QStringList& lines);
    void ended(int round, const Ran& ran);
    void tell();
    void tellSoon();

    const std::shared_ptr<ExecHost> m_host;
    const KubeExecConfig m_config;
    const std::optional<KubeExecCluster> m_cluster;
    mutable std::mutex m_mutex; // guards all below
    std::map<QString, int> m_contexts; // how often each is in use
    ExecPluginState m_state;
    CredentialPtr m_credential; // the last that was fetched; null: none
    CredentialPtr m_refused; // the last that a server refused
    Duration m_leastUse = leastUse; // of m_credential
    bool m_cameOld = false; // it had expired already when it was fetched
    std::shared_ptr<const ClientCertificate> m_certificate;
    Duration m_obtainedAt {}; // monotonic
    std::vector<Ready> m_waiting;
    std::shared_ptr<ChildStop> m_stop; // of the run
    Ended m_ended = Ended::ByItself;
    Executor::TimerId m_limit = 0;
    int m_round = 0; // what belongs to another one comes too late
    int m_failures = 0; // in a row
    std::optional<Duration> m_mayRunAt; // monotonic; of Failed; nothing: when a person asks
    int m_refusals = 0; // 401 to a credential that was just fetched because of a 401
    bool m_refusedSomebody = false; // since the last success: who was refused is told of the next
    bool m_tellSoon = false;
    std::vector<Duration> m_hints; // monotonic: when the install hint was given out
};

} // namespace Strato
