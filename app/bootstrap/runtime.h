// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/bootstrap/contextorigin.h"
#include "app/bootstrap/heap.h"
#include "app/bootstrap/metricsdesk.h"
#include "models/base/blockingpool.h"
#include "models/base/freshness.h"
#include "models/base/workerpool.h"
#include "models/kube/exec/execauthenticators.h"
#include "models/kube/sync/clusteraddress.h"
#include "models/kube/sync/clustersession.h"
#include "models/net/curltransport.h"
#include "models/recorder/changelog.h"

#include <functional>
#include <map>
#include <memory>
#include <set>

namespace Strato {

class ClusterVoices;
class Surveyor;
struct OverviewState;

/// The state of one cluster at one moment of the past.
struct PastState {
    QString context;
    Instant moment {};
    std::optional<SnapshotPtr> snapshot; ///< nothing: unknown, the memory does not reach that far
    std::optional<Instant> knownSince;
    std::set<std::pair<std::string, std::string>> kinds {}; ///< group and kind of those whose objects then are known
};

/// What of the past of one cluster is known.
struct KnownPast {
    std::optional<Instant> since; ///< nothing: its first fill is not complete
    std::vector<Gaps::Span> gaps; ///< since then, of which nothing is known
    bool operator==(const KnownPast&) const = default;
};

/// What a runtime tells; each is called on whichever thread it happens, never with a lock held. Set once.
struct RuntimeListeners {
    std::function<void(Task)> onOwner; ///< brings a task to the owner's thread (TaskMailbox); must be set
    std::function<void(const SourceStatus&)> status;
    std::function<void(const std::string& id)> statusRemoved; ///< of a source that is no more
    /// Of each cluster once, however many contexts show it. No delta: the cluster is to be forgotten.
    std::function<void(const IString& cluster, std::shared_ptr<const Delta>)> delta;
    std::function<void(const QString& context, const std::vector<Change>&)> changes; ///< each, in order; data thread
    std::function<void(const QString& context, const ClusterInfo&)> info;
    std::function<void(const QString& context, const ClusterIdentity&)> identity;
    std::function<void(const QString& context, const Error&)> contextFailed; ///< on the owner's thread
    std::function<void(const ContextReadiness&)> contextRead; ///< on the owner's thread: what it is connected by now
    std::function<void(const QString& context)> contextMoved; ///< on the owner's thread: to another server
    std::function<void(const ExecPluginState&)> execPlugin; ///< what a sign-in program waits for, says, came to
    std::function<void(const QString& context, const UsageReport&)> usage;
    std::function<void(std::shared_ptr<const OverviewState>)> overview;
    std::function<void(std::shared_ptr<const MetricsOverview>)> metrics;
    std::function<void(const std::string& source)> metricsGone; ///< behind the last that came of that source
};

/// Everything without a window: threads, transport, sessions, metrics sources. The one place that constructs and
/// connects the data side, for the window and for the command line alike. Owner's thread (the main one) unless said.
class Runtime final {
public:
    Runtime(const Clock& clock, RuntimeListeners listeners);
    ~Runtime(); ///< ends every stream and thread; no listener is called afterwards
    Runtime(const Runtime&) = delete;
    Runtime& operator=(const Runtime&) = delete;

    /// Reads kubeconfig files on a thread of files(); @p found is called there.
    void findContexts(KubeConfigSources sources, std::function<void(ContextsFound)> found);
    /// Looks at each context's credentials without connecting; @p ready is called on a thread of
    /// files(), once a context.
    void inspectContexts(const ContextsFound& found, const std::function<void(ContextReadiness)>& ready);

    /// Asks the server of @p name whether it lets us in; within 10 s, keeping nothing. On the owner's thread; nothing:
    /// yes
    void checkContext(std::shared_ptr<const LoadedKubeConfig> config, const QString& name,
        std::function<void(const std::optional<Error>&)> answer);

    /// Connects, after the kubeconfig and the context's files have been read anew; a failure comes as contextFailed,
    /// also files that take more than 10 s, for which it goes on waiting.
    /// A context that is open already is tried again with what is written there now.
    void connectContext(std::shared_ptr<const LoadedKubeConfig> config, const QString& name);
    /// How contexts that are opened from now on fetch their objects first.
    void setSyncMethod(SyncMethod method) { m_syncMethod = method; }
    void disconnectContext(const QString& name);
    /// Which sign-in programs may run; none before the first call. What waited for it goes on at once.
    void setExecConsent(const ExecConsent& consent) { m_plugins.setConsent(consent); }
    void retryExecPlugin(const QByteArray& id) { m_plugins.retry(id); }
    void cancelExecPlugin(const QByteArray& id) { m_plugins.cancel(id); }
    /// Null when it is not open. Valid until disconnectContext() of the same name.
    [[nodiscard]] ClusterSession* session(const QString& context) const;
    [[nodiscard]] QStringList openContexts() const;

    /// Opens a metrics source; @p secret is the password, token or header values (one a line) of its settings.
    /// Nothing when it started or waits for the cluster that it is reached through, else why it cannot be used.
    [[nodiscard]] std::optional<Error> addPrometheus(const PrometheusSettings& settings, const QByteArray& secret);
    void removePrometheus(const QString& name);
    void sayPrometheusLost(const QString& name, const Error& error); ///< why one of the settings was not opened
    void refreshPrometheus(const QString& name); ///< now, not when its next try is due
    /// Whether this works at all, and how many nodes and pods of the open clusters its series join to.
    void testPrometheus(const PrometheusSettings& settings, const QByteArray& secret,
        std::function<void(Result<JoinReport>)> answer); ///< on the data thread

    /// What moment the overview and the metrics show; nothing: live.
    void show(std::optional<Instant> moment, Duration window);
    /// Answers on the data thread, once an open context.
    void past(Instant moment, const std::function<void(PastState)>& answer);
    /// From when on the objects of each open context are known; nothing: not yet. Answers once, on the data thread.
    void askKnownPast(std::function<void(std::map<QString, KnownPast>)> answer);

    void networkChanged();
    /// Credentials may be exchanged under us: reads those of every open context again. Also done every five minutes,
    /// and for a context that is refused or not reached, which may be at another server now.
    void rereadContexts();
    [[nodiscard]] TransportStats transportStats() const { return m_transport.stats(); }
    [[nodiscard]] std::vector<SourceStatus> statuses() const { return m_board.all(); }
    [[nodiscard]] Executor& dataThread() { return m_data; }
    [[nodiscard]] WorkerPool& workers() { return m_pool; } ///< for what computes
    [[nodiscard]] BlockingPool& files() { return m_files; } ///< for what reads files, which may hang
    [[nodiscard]] HttpTransport& transport() { return m_transport; }
    [[nodiscard]] const Clock& clock() const { return m_clock; }

private:
    enum class Reread : std::uint8_t { Quietly, AfterFailure, Retry };
    void resolveAside(const QString& name, std::shared_ptr<const LoadedKubeConfig> config,
        std::function<void(Result<ContextOrigin>)> resolved); ///< on the owner's thread, while this lives
    void open(const QString& name, ContextOrigin origin);
    void sayWhenFilesHang(const QString& name);
    void introduce(const QString& name); ///< tells what is connected by, asks as whom
    void noteFailure(const SourceStatus& status, const std::weak_ptr<bool>& alive); // any thread
    void rereadFailed(const QString& label);
    void rereadWhileFailing(const QString& name);
    void reread(const QString& name, Reread why);
    void applyReread(const QString& name, ContextOrigin now, Reread why);
    void move(const QString& name, ContextOrigin to);
    [[nodiscard]] std::shared_ptr<HttpAuthorizer> authorizerOf(
        const QString& context, const KubeCredentials& credentials);
    [[nodiscard]] ExecListeners execListeners();
    [[nodiscard]] ClusterListeners clusterListeners(const QString& name);
    void noteUid(const QString& name, const ClusterInfo& info, const std::weak_ptr<bool>& alive); // data thread
    void scheduleReread();
    [[nodiscard]] MetricsDesk::Listeners metricsListeners();
    void onDataThreadAndWait(const std::function<void()>& task);

    const Clock& m_clock;
    const RuntimeListeners m_listeners;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true); // owner's thread; others hold a weak one
    FreshnessBoard m_board;
    CurlTransport m_transport;
    WorkerPool m_pool { 0, openArena };
    BlockingPool m_files;
    ThreadExecutor m_data;
    ExecAuthenticators m_plugins;
    std::unique_ptr<ClusterVoices> m_voices; // data thread
    std::unique_ptr<Surveyor> m_surveyor; // lives and dies on the data thread
    ClusterUids m_uids; // data thread
    const std::shared_ptr<ChangeBudget> m_past = std::make_shared<ChangeBudget>(); // of all sessions; data thread
    struct Unnamed {
        IString address;
        IString id;
    };
    std::map<QString, Unnamed> m_unnamed; // contexts that cannot read their cluster's uid; data thread
    std::unique_ptr<MetricsDesk> m_metrics;
    std::map<QString, std::shared_ptr<ClusterSession>> m_sessions;
    std::map<QString, ContextOrigin> m_origins; // of open contexts
    std::map<QString, Duration> m_rereadAt; // when a failure last made us read it again
    std::set<QString> m_rereadSoon; // because they still fail
    std::set<QString> m_rereading; // whose files are being read again without the user's doing; may never end
    SyncMethod m_syncMethod = SyncMethod::Auto;
    std::map<QString, Duration> m_opening; // whose files are being read, and since when the user waits for them
};

} // namespace Strato
