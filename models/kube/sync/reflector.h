// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/kube/sync/backoff.h"
#include "models/kube/sync/kubepaths.h"
#include "models/kube/sync/listpipe.h"
#include "models/kube/sync/objectstore.h"
#include "models/kube/sync/syncpolicy.h"

namespace Strato {

/// What a reflector stands on. All but the functions must outlive it.
struct ReflectorHost {
    HttpTransport& transport;
    EndpointId endpoint;
    Executor& data;
    ObjectStore& store;
    SyncPolicy& policy; ///< of the cluster: shared by its reflectors
    DecodeLane lane; ///< of this reflector alone: everything it decodes, in order
    DecodeLane sideLane; ///< of this reflector alone, beside the first: parts of a list; empty: there is none
    RandomSource random;
    std::function<void(const HttpHead&)> headSeen = {}; ///< of watches: the server's Date tells its clock
};

struct ReflectorSettings {
    IString cluster;
    ResourceKind kind;
    std::string nameSpace; ///< empty: all
    bool ofWhole = false; ///< while it is not watched, the cluster as a whole is not known
    bool firstPage = false; ///< somebody waits for the first screenful: ask for a Table before the records
    bool metadataOnly
        = false; ///< content is not wanted: the Table is read, which has none, where the server knows Tables
    bool contentForbidden = false; ///< and no server is asked for anything else, though it knew none (secrets)
    std::size_t mostObjects = 1'000'000; ///< of one kind; more is refused (K34): a source may never come to an end
    std::size_t keepNewest = 0; ///< 0: all; else only so many, by their last moment (events)
    WatchPipe::Limits limits;
};

/// Keeps one kind of one cluster (or namespace) in the store as the server has it: LIST or WatchList, then WATCH, with
/// client-go's numbers and manners (facts: K1-K22); a kind that discovery says cannot be watched (metrics.k8s.io) is
/// listed anew instead. A failure of one holds up no other. Data thread only.
class Reflector final {
public:
    static constexpr Duration endNotice = std::chrono::seconds(10); ///< K4: said that the end is missing
    static constexpr Duration endFallback = std::chrono::seconds(60); ///< K4: LIST instead
    static constexpr Duration shortestWatch = std::chrono::seconds(1); ///< K13
    static constexpr Duration internalErrorWindow = std::chrono::seconds(30); ///< K16
    static constexpr Duration deniedWait = std::chrono::seconds(60); ///< K27
    static constexpr Duration overdue = std::chrono::seconds(30); ///< K23: past its own timeout a watch is dead
    static constexpr Duration leastApart = std::chrono::seconds(1); ///< of watches, where none lives long
    static constexpr Duration quietWhenCurrent = std::chrono::seconds(1); ///< K31: so long, and nothing is missing
    static constexpr Duration bookmarkWithin = std::chrono::seconds(70); ///< one a minute, or the server sends none
    static constexpr Duration lostAfter = std::chrono::seconds(60); ///< stale for longer is lost
    static constexpr Duration reconnectGrace = std::chrono::seconds(2); ///< a silent re-watch within it stays live
    static constexpr Duration pollEvery = std::chrono::seconds(30); ///< of kinds that cannot be watched

    Reflector(ReflectorHost host, ReflectorSettings settings, std::function<void()> statusChanged);
    ~Reflector();
    Reflector(const Reflector&) = delete;
    Reflector& operator=(const Reflector&) = delete;

    void start();
    void stop(); ///< keeps the records, marked NotConnected
    void retryNow(); ///< back-offs end
    /// The machine slept or the network changed: stale at once, everything anew within 0-2 s (K31, K32).
    void handleInterruption();

    [[nodiscard]] const KindSyncStatus& status() const { return m_status; }
    [[nodiscard]] StoreScope scope() const;
    [[nodiscard]] bool isSynced() const { return m_synced; }
    /// Filled once, or refused for good: nobody need wait for it.
    [[nodiscard]] bool isDenied() const { return m_denied; } ///< the server refuses this kind to us
    [[nodiscard]] bool isSettled() const { return m_synced || m_denied; }

private:
    enum class Phase : std::uint8_t { Idle, FirstPage, Listing, WatchListing, Watching, Waiting };
    enum class Next : std::uint8_t { Watch, List, Page }; // what follows a wait; Page: of the list that was begun
    struct Failure {
        Error error;
        Next next = Next::Watch;
        bool atOnce = false; // the first time without a wait
        bool denied = false; // asking often changes nothing
        std::optional<Duration> atLeast; // the server asked for it
    };

    // reflectorlist.cpp
    void beginCycle();
    void requestFirstPage();
    void handleFirstPage(Result<HttpResponse> reply);
    void showFirstPage(const DecodedList& page);
    void beginList();
    void requestPage(const std::string& continueToken, bool paged);
    [[nodiscard]] std::vector<ListDecoder> listDecoders() const;
    void handlePage(Result<ListPage> reply, bool laterPage);
    void failPage(Failure failure, bool laterPage);
    void handleRefusedPage(const HttpResponse& response, bool laterPage);
    void handleDecodedPage(Result<DecodedList> page);
    void completeList();
    void decode(QByteArray body, const QByteArray& contentType, std::function<void(Result<DecodedList>)> then);
    [[nodiscard]] std::string listVersion() const;
    void replaceStore(const std::vector<RecordPtr>& records, const std::string& version);

    // reflectorwatch.cpp
    void beginWatchList();
    void beginWatch();
    [[nodiscard]] bool isWatchable() const;
    void startStream(KubeQuery query);
    void handleNews(WatchNews news);
    void handleHead(const HttpHead& head);
    void beginGrace();
    void superviseStream();
    void handleOverdueStream();
    void beginCatchUp();
    void awaitQuiet();
    void followCatchUp(const WatchNews& news);
    void watchOn();
    bool applyEvents(const WatchNews& news); // false: a failure ended the stream
    [[nodiscard]] bool applyInitial(const WatchEvent& event);
    void applyRuns(const std::vector<RecordPtr>& run);
    void handleErrorEvent(const KubeStatus& status);
    void handleStreamEnd(const Result<HttpDone>& end);
    void handleRefusedStream(const KubeStatus& status);
    void fallBackToList(const Error& error, bool refused);
    void checkEndOfInitial();
    void keepNewest();

    // reflector.cpp
    [[nodiscard]] Failure judged(const KubeStatus& status);
    [[nodiscard]] Failure judged(const Error& error) const;
    void fail(const Failure& failure);
    void proceed(Next next);
    void waitThen(Duration delay, Next next);
    void cancelRequest();
    void cancelTimers();
    void cancel(Executor::TimerId& timer);
    [[nodiscard]] RequestId send(HttpRequest request, HttpReply reply);
    /// To be asked by the answer of the request that begins now: false when stopped, cancelled or overtaken meanwhile.
    [[nodiscard]] std::function<bool()> arrival();
    [[nodiscard]] Task guarded(Task task);
    void attempt(const Task& task);
    void after(Executor::TimerId& timer, Duration delay, Task task);
    void setLive();
    void forgetFailure();
    void update(Freshness freshness);

    ReflectorHost m_host;
    const ReflectorSettings m_settings;
    const std::function<void()> m_statusChanged;
    Backoff m_backoff;
    std::shared_ptr<KubeDecoder> m_decoder; // used on the lane only
    bool m_asTable = false; // no built-in schema, or an object whose content is not wanted

    Phase m_phase = Phase::Idle;
    Next m_next = Next::List; // while Waiting
    std::uint64_t m_generation = 0; // answers of an older one are dropped
    RequestId m_request = 0;
    Executor::TimerId m_waitTimer = 0;
    Executor::TimerId m_watchdog = 0; // of the phase
    Executor::TimerId m_quiet = 0; // while catching up after an outage
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);

    std::string m_version; // of the last complete event or list; what a watch begins from
    bool m_versionUnavailable = false; // the server cannot serve m_version: list from "" (K5-K7)
    std::string m_expiredVersion; // that a watch could not go on from, the last time (K6)
    bool m_firstPageAsked = false; // once is enough
    bool m_synced = false;
    bool m_denied = false;
    std::optional<std::int64_t> m_expected; // the server's own count

    std::string m_requestedVersion; // of the list that runs
    std::string m_listVersion; // of its first page
    std::string m_continueToken; // of the page asked for
    std::vector<RecordPtr> m_listed; // its pages so far; with WatchList: unused
    std::unordered_map<EntityId, RecordPtr> m_initial; // WatchList's temporary store (K1)
    std::uint64_t m_streamEvents = 0; // of the stream that runs
    std::uint64_t m_streamEventsAtCheck = 0;
    std::optional<Duration> m_streamOpened; // monotonic, at its head
    Duration m_streamAsked {}; // monotonic
    Duration m_streamLimit {}; // from its head: then it should have ended long ago
    std::weak_ptr<WatchPipe> m_pipe; // of the stream that runs
    bool m_missed = false; // a watch goes on from an old version: what came meanwhile has yet to arrive
    int m_soonEnded = 0; // streams in a row that brought something and ended within leastApart
    bool m_synthetic = false; // the watch began at no version: its first events are made up by the server (K11)
    int m_shortWatches = 0; // in a row
    std::optional<Duration> m_internalErrorsSince; // monotonic
    std::optional<Duration> m_lastRelist; // monotonic
    std::optional<Duration> m_brokenSince; // monotonic: live no more

    KindSyncStatus m_status;
};

} // namespace Strato
