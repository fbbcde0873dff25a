// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/bootstrap/estatelauncher.h"
#include "app/bootstrap/networkwatch.h"
#include "app/bootstrap/runtime.h"
#include "app/bootstrap/taskmailbox.h"
#include "app/cli/options.h"
#include "app/settings/secretstore.h"
#include "app/settings/settingsstore.h"
#include "app/shell/reachdesk.h"
#include "models/base/timecursor.h"
#include "models/base/trailingcall.h"
#include "models/faults/overviewtypes.h"
#include "models/items/recordhub.h"

#include <QObject>
#include <QTimer>

#include <map>
#include <memory>
#include <optional>

namespace Strato {

/// One cluster as the window knows it: how the user calls it, who they are there, how it fares.
struct OpenCluster {
    QString context;
    IString id; ///< empty until the cluster said it
    std::uint64_t turn = 0; ///< when it said so, among the others: of contexts of one cluster the first tells of it
    ClusterInfo info;
    std::optional<ClusterIdentity> identity;
    std::optional<Error> error; ///< why it could not be opened; nothing: it is open
};

/// The application without its windows: what is open, what is known, what time it shows. Several windows share it.
/// GUI thread; everything from the data side arrives here through one mailbox.
class Console final : public QObject {
    Q_OBJECT
public:
    Console(const Clock& clock, Options options, SettingsStore& settings, SecretStore& secrets);
    ~Console() override;

    void start(); ///< estate, kubeconfigs, metrics servers, as the options and settings say

    [[nodiscard]] const Clock& clock() const { return m_clock; }
    [[nodiscard]] TimeCursor& cursor() { return m_cursor; }
    [[nodiscard]] RecordHub& records() { return m_records; }
    [[nodiscard]] SettingsStore& settings() { return m_settings; }
    [[nodiscard]] const SettingsStore& settings() const { return m_settings; }
    [[nodiscard]] SecretStore& secrets() { return m_secrets; }
    [[nodiscard]] const Options& options() const { return m_options; }

    // --- Contexts and clusters.
    [[nodiscard]] const ContextsFound& contexts() const { return m_contexts; }
    [[nodiscard]] const std::map<QString, ContextReadiness>& readiness() const { return m_readiness; }
    [[nodiscard]] const std::map<QString, OpenCluster>& clusters() const { return m_clusters; }
    /// The context that tells of a cluster: of several the one that was identified first. Null: none.
    [[nodiscard]] const OpenCluster* clusterById(const IString& id) const;
    /// Of the whole cluster; before it said who it is, by its name.
    [[nodiscard]] SourceStatus statusOf(const OpenCluster& cluster) const;
    [[nodiscard]] ClusterMark markOf(const OpenCluster& cluster) const;
    void setMark(const OpenCluster& cluster, ClusterMark mark);
    /// Asks the servers of all contexts that are not open and could be; contextsChanged() when one answers.
    void checkContexts();
    [[nodiscard]] std::optional<ReachDesk::Reach> reach(const QString& context) const { return m_reach.reach(context); }
    void connectContext(const QString& context);
    void disconnectContext(const QString& context);
    void openKubeconfig(const QString& file); ///< that file beside those that are known
    void startDemo();
    void retry(const QString& context);
    /// Tries the source of that status now: a cluster's, a metrics server's, or "kubernetes": every cluster.
    void retrySource(const QString& statusId);

    // --- Sign-in programs (exec credential plugins).
    /// Of all that are in use, by id.
    [[nodiscard]] const std::map<QByteArray, ExecPluginState>& execPlugins() const { return m_execPlugins; }
    /// For good, and runs it; nothing where its plan is not the one of @p fingerprint any more.
    void approveExecPlugin(const QByteArray& id, const QByteArray& fingerprint);
    void retryExecPlugin(const QByteArray& id);
    void cancelExecPlugin(const QByteArray& id);

    // --- Metrics servers.
    /// Nothing when it was added, else why not.
    std::optional<Error> addPrometheus(const PrometheusSettings& server, const QByteArray& secret, bool remember);
    /// What was remembered as @p name becomes @p server, which may be called otherwise. Nothing when it did.
    std::optional<Error> changePrometheus(
        const QString& name, const PrometheusSettings& server, const QByteArray& secret);
    void removePrometheus(const QString& name);
    void testPrometheus(const PrometheusSettings& server, const QByteArray& secret,
        std::function<void(const Result<JoinReport>&)> answer);

    // --- What is known.
    [[nodiscard]] std::shared_ptr<const OverviewState> overview() const { return m_overview; }
    [[nodiscard]] const std::map<std::string, std::shared_ptr<const MetricsOverview>>& metrics() const
    {
        return m_metrics;
    }
    /// Nobody checks that its server is the one it is taken for.
    [[nodiscard]] bool isUnverified(const QString& context) const;
    [[nodiscard]] const std::map<std::string, SourceStatus>& statuses() const { return m_statuses; }
    [[nodiscard]] const std::map<QString, PastState>& past() const { return m_past; } ///< by context; empty while live
    /// From when on objects of every open cluster are known; nothing: of at least one nothing is known yet. Clusters
    /// that could not be opened do not count.
    [[nodiscard]] std::optional<Instant> knownSince() const;
    [[nodiscard]] std::vector<Gaps::Span> pastGaps() const; ///< of any cluster
    [[nodiscard]] TransportStats transportStats() const { return m_runtime->transportStats(); }
    /// Runs @p work on a worker and what it returns on the GUI thread, unless the console is gone by then.
    void inBackground(std::function<Task()> work);
    /// Runs @p read, which captures values alone and may hang, aside, and @p then with its outcome on the GUI thread.
    template <class Read, class Then> void readFiles(Read read, Then then)
    {
        m_runtime->files().submit(std::move(read), [this, then = std::move(then)](auto outcome) {
            m_mailbox.post([then, outcome = std::move(outcome)] { then(outcome); });
        });
    }
    /// Why the demo estate has no Prometheus, if it has none.
    [[nodiscard]] const std::optional<Error>& estateLack() const { return m_estateLack; }

    // --- Objects.
    /// Follows @p kind on @p contexts (empty: all open) while the handles live.
    [[nodiscard]] std::vector<KindSubscription> follow(const ResourceKind& kind, const QStringList& contexts);
    void fetchObject(const EntityId& entity, std::function<void(const Result<FetchedObject>&)> answer);
    void fetchSecretKeys(
        const EntityId& secret, SecretNames names, std::function<void(const Result<SecretKeys>&)> answer);
    void fetchSecretValue(
        const EntityId& secret, const std::string& key, std::function<void(const Result<QByteArray>&)> answer);

signals:
    void contextsChanged(); ///< found, or readiness known
    void execPluginsChanged();
    void signInAsked(); ///< a person tries a context again that waits for its sign-in program
    void clustersChanged(); ///< opened, closed, identified, failed, marked
    void statusesChanged(); ///< of one source or of many: a burst of changes is told once
    void statusRemoved(const QString& id);
    void overviewChanged();
    void metricsChanged();
    void cursorChanged();
    void pastChanged();
    void demoFailed(const Strato::Error& error);
    void kubeconfigProblems(const std::vector<Strato::Error>& problems); ///< of the files that were just read

private:
    [[nodiscard]] RuntimeListeners listeners();
    void listenToFigures(RuntimeListeners& on); // the overview and the metrics
    [[nodiscard]] static KubeConfigSources usualSources(const QString& explicitPath);
    void findContexts(std::vector<KubeConfigSources> sources, bool connectChosen);
    void handleContexts(ContextsFound found, bool connectChosen);
    void noteWarnings(const std::vector<Error>& warnings);
    void inspect(const ContextsFound& found);
    [[nodiscard]] QString nameFor(const KubeContextChoice& choice, const LoadedKubeConfig& config) const;
    void refreshKnownPast();
    void refreshClusterNames();
    [[nodiscard]] QStringList namesakesOf(const QStringList& contexts) const;
    void handleEstate(const EstateAddress& address);
    void handleInfo(const QString& context, const ClusterInfo& info);
    void handleMoved(const QString& context);
    void handleExecPlugin(const ExecPluginState& state);
    void noteConnectError(const SourceStatus& status);
    void handleCursor();
    void askForCursor();
    void handlePast(PastState state);
    void addConfiguredPrometheus();
    void openConfigured(const PrometheusSettings& server);
    [[nodiscard]] ClusterSession* sessionOf(const EntityId& entity) const;
    [[nodiscard]] QStringList contextsToOpen() const;
    void rememberContexts();

    const Clock& m_clock;
    const Options m_options;
    SettingsStore& m_settings;
    SecretStore& m_secrets;
    TimeCursor m_cursor;
    std::optional<Instant> m_shownMoment; ///< where the cursor stands; nothing: live
    std::optional<Instant> m_askedMoment; ///< that metrics were last asked for; nothing: live
    RecordHub m_records;
    TaskMailbox m_mailbox;
    std::unique_ptr<Runtime> m_runtime;
    std::unique_ptr<TrailingCall> m_cursorQuestions; ///< on the runtime's data thread, gone before it
    NetworkWatch m_network;
    std::unique_ptr<EstateLauncher> m_estate;
    ContextsFound m_contexts;
    std::map<QString, ContextReadiness> m_readiness;
    std::map<QString, OpenCluster> m_clusters;
    std::uint64_t m_turns = 0;
    std::map<QByteArray, ExecPluginState> m_execPlugins;
    ReachDesk m_reach;
    std::map<QString, std::shared_ptr<const LoadedKubeConfig>> m_configOf; // which files a context came from
    std::shared_ptr<const OverviewState> m_overview;
    std::map<std::string, std::shared_ptr<const MetricsOverview>> m_metrics;
    std::map<std::string, std::shared_ptr<const MetricsOverview>> m_metricsAside; ///< of m_askedMoment, not shown now
    std::map<std::string, SourceStatus> m_statuses;
    QTimer m_statusPause;
    std::map<QString, PastState> m_past;
    std::map<QString, KnownPast> m_knownPast; // by context
    QStringList m_habit; // contexts that were open at the end
    std::optional<Error> m_estateLack;
};

} // namespace Strato
