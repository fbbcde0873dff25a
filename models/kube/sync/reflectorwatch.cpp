// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/sync/newest.h"
#include "models/kube/sync/reflector.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Strato {
namespace {

constexpr int shortestTimeoutSeconds = 300; // servers do not honour less
constexpr int timeoutSpanSeconds = 300;
constexpr int shortWatchesBeforeList = 3;
constexpr std::uint64_t bulkEvents = 100; // so many a check: the initial events are still coming

} // namespace

void Reflector::beginWatchList()
{
    m_phase = Phase::WatchListing;
    m_initial.clear();
    startStream({ { u"watch"_s, u"1"_s }, { u"sendInitialEvents"_s, u"true"_s },
        { u"resourceVersionMatch"_s, u"NotOlderThan"_s }, { u"resourceVersion"_s, QString::fromUtf8(m_version) },
        { u"allowWatchBookmarks"_s, u"true"_s } });
    if (!m_synced)
        update(Freshness::CatchingUp);
}

bool Reflector::isWatchable() const
{
    const std::vector<std::string>& verbs = m_settings.kind.verbs;
    return verbs.empty() || std::ranges::find(verbs, "watch") != verbs.end();
}

void Reflector::beginWatch()
{
    if (!isWatchable()) {
        setLive();
        waitThen(pollEvery, Next::List);
        return;
    }
    m_phase = Phase::Watching;
    m_synthetic = m_version.empty() || m_version == "0";
    startStream({ { u"watch"_s, u"1"_s }, { u"resourceVersion"_s, QString::fromUtf8(m_version) },
        { u"allowWatchBookmarks"_s, u"true"_s } });
    beginGrace();
}

/// A silent re-watch stays live only for a moment: if the head does not come, what is shown is stale.
void Reflector::beginGrace()
{
    if (m_status.status.freshness == Freshness::Live && m_watchdog == 0)
        after(m_watchdog, reconnectGrace, [this] { update(Freshness::Stale); });
}

void Reflector::startStream(KubeQuery query)
{
    const int seconds = shortestTimeoutSeconds + static_cast<int>(m_host.random() * timeoutSpanSeconds);
    query.emplace_back(u"timeoutSeconds"_s, QString::number(seconds));
    HttpRequest request;
    request.pathAndQuery = withQuery(collectionPath(m_settings.kind, m_settings.nameSpace), query);
    const std::string_view accepted = m_asTable ? Accept::table : Accept::protobufWatch;
    request.headers.push_back({ "Accept", QByteArray(accepted.data(), static_cast<qsizetype>(accepted.size())) });
    request.stream = StreamKind::Multiplexed;
    request.retry = { 0, 0 }; // the reflector knows better when, and from which version
    ++m_status.watches;
    m_streamEvents = 0;
    m_streamEventsAtCheck = 0;
    m_streamOpened.reset();
    m_streamAsked = m_host.data.clock().monotonic();
    m_streamLimit = std::chrono::seconds(seconds) + overdue;
    const std::uint64_t generation = ++m_generation;
    auto listener = [this, generation, alive = std::weak_ptr<bool>(m_alive)](WatchNews news) {
        const auto held = alive.lock();
        if (held && *held && generation == m_generation)
            attempt([&] { handleNews(std::move(news)); });
    };
    auto pipe
        = std::make_shared<WatchPipe>(m_host.data, m_host.lane, m_decoder, m_settings.limits, std::move(listener));
    m_pipe = pipe;
    m_request = m_host.transport.start(m_host.endpoint, std::move(request), std::move(pipe));
}

void Reflector::handleNews(WatchNews news)
{
    const std::uint64_t generation = m_generation;
    if (news.head && !news.refusal && news.head->status < 300)
        handleHead(*news.head);
    // Quiet is not old: what is shown is as of the connection's last sign of life, whether or not it was an event.
    // And never of a moment to come: somebody may have set the wall clock back.
    if (m_streamOpened && m_phase == Phase::Watching && news.lastAlive && !m_missed) {
        const Instant seen = std::max(*news.lastAlive, m_status.status.asOf.value_or(*news.lastAlive));
        m_status.status.asOf = std::min(seen, m_host.data.clock().now());
    }
    m_status.status.coalesced += news.coalesced;
    m_streamEvents += news.received;
    if (!applyEvents(news) || generation != m_generation)
        return;
    if (news.broken) {
        if (m_phase == Phase::WatchListing)
            fallBackToList(*news.broken, false);
        else
            fail(judged(*news.broken));
    } else if (news.refusal) {
        m_request = 0;
        handleRefusedStream(*news.refusal);
    } else if (news.end) {
        m_request = 0;
        handleStreamEnd(*news.end);
    }
}

void Reflector::handleHead(const HttpHead& head)
{
    m_streamOpened = m_host.data.clock().monotonic();
    if (m_host.headSeen)
        m_host.headSeen(head);
    if (head.contentType == "application/json")
        m_status.protobuf = false;
    if (m_phase == Phase::Watching) {
        cancelTimers();
        superviseStream();
        if (m_missed)
            beginCatchUp();
        else
            setLive();
    } else {
        after(m_watchdog, endNotice, [this] { checkEndOfInitial(); });
    }
}

/// K23, K33: that the connection lives says nothing of one stream on it. What the server was asked to end and did not
/// is not heard any more either.
void Reflector::superviseStream()
{
    const Duration lived = m_host.data.clock().monotonic() - m_streamOpened.value_or(0ns);
    after(m_watchdog, std::max<Duration>(m_streamLimit - lived, 0ns), [this] { handleOverdueStream(); });
}

void Reflector::handleOverdueStream()
{
    cancelRequest();
    cancelTimers();
    m_status.status.error = Error { ErrorCode::TimedOut, u"the watch did not end at its timeout"_s };
    update(Freshness::Stale);
    proceed(Next::Watch);
}

/// K31: the way is good again, but what came meanwhile has yet to arrive.
void Reflector::beginCatchUp()
{
    forgetFailure();
    update(Freshness::CatchingUp);
    awaitQuiet();
}

void Reflector::awaitQuiet()
{
    after(m_quiet, quietWhenCurrent, [this] {
        const auto pipe = m_pipe.lock();
        if (pipe && !pipe->isDrained())
            awaitQuiet(); // it is we who are slow
        else
            setLive();
    });
}

void Reflector::followCatchUp(const WatchNews& news)
{
    const Duration open = m_host.data.clock().monotonic() - m_streamOpened.value_or(0ns);
    const bool bookmark = std::ranges::any_of(
        news.events, [](const WatchEvent& event) { return event.type == WatchEventType::Bookmark; });
    // A bookmark comes behind everything before it. Where none ever comes, and the kind never rests, there is nothing
    // else to wait for.
    if (bookmark || open >= bookmarkWithin) {
        cancel(m_quiet);
        setLive();
    } else {
        awaitQuiet();
    }
}

bool Reflector::applyEvents(const WatchNews& news)
{
    std::vector<RecordPtr> run;
    for (const WatchEvent& event : news.events) {
        if (event.type == WatchEventType::Error) {
            applyRuns(std::exchange(run, {}));
            handleErrorEvent(event.status.value_or(KubeStatus {}));
            return false;
        }
        if (m_phase == Phase::WatchListing) {
            if (!applyInitial(event))
                return false;
            continue;
        }
        if (event.type == WatchEventType::Added || event.type == WatchEventType::Modified) {
            run.push_back(event.record);
        } else if (event.type == WatchEventType::Deleted) {
            applyRuns(std::exchange(run, {}));
            m_host.store.remove(event.record->entity, event.record->uid, event.record);
        }
        // A bookmark is a version and nothing else (K10). Versions of synthetic events come in any order: a watch from
        // one of them would replay history (K11).
        m_synthetic = m_synthetic && event.type == WatchEventType::Added;
        if (!event.resourceVersion.empty() && !m_synthetic)
            m_version = event.resourceVersion;
    }
    applyRuns(run);
    if (m_phase == Phase::Watching && news.received > 0) {
        m_internalErrorsSince.reset();
        m_shortWatches = 0;
        m_status.objects = m_host.store.count(m_settings.kind.group, m_settings.kind.kind);
        if (!news.lastVersion.empty() && !m_synthetic)
            m_version = news.lastVersion; // of the last complete event, also of those that were merged
        m_status.resourceVersion = m_version;
        if (m_missed)
            followCatchUp(news);
        else if (news.coalesced > 0)
            update(m_status.status.freshness);
    }
    return true;
}

void Reflector::applyRuns(const std::vector<RecordPtr>& run)
{
    if (run.empty())
        return;
    m_host.store.upsertAll(run);
    keepNewest();
}

void Reflector::keepNewest()
{
    const std::size_t keep = m_settings.keepNewest;
    // A tenth over the bound before it is cut back: sorting at every event would cost more than it saves.
    if (keep == 0 || m_host.store.count(m_settings.kind.group, m_settings.kind.kind) <= keep + keep / 10)
        return;
    std::vector<RecordPtr> all;
    m_host.store.current()->forEachOfKind(
        m_settings.kind.group, m_settings.kind.kind, [&](const RecordPtr& record) { all.push_back(record); });
    std::unordered_map<EntityId, bool> kept;
    for (const RecordPtr& record : newestOf(all, keep))
        kept.emplace(record->entity, true);
    std::vector<EntityId> tooOld;
    for (const RecordPtr& record : all) {
        if (!kept.contains(record->entity))
            tooOld.push_back(record->entity);
    }
    m_host.store.evict(tooOld);
}

/// False when it is given up.
bool Reflector::applyInitial(const WatchEvent& event)
{
    switch (event.type) {
    case WatchEventType::Added:
    case WatchEventType::Modified:
        m_initial[event.record->entity] = event.record;
        if (m_initial.size() > m_settings.mostObjects) {
            fallBackToList(
                { ErrorCode::TooLarge, u"WatchList of more than %1 objects"_s.arg(m_settings.mostObjects) }, false);
            return false;
        }
        break;
    case WatchEventType::Deleted: m_initial.erase(event.record->entity); break;
    case WatchEventType::Error: break;
    case WatchEventType::Bookmark:
        if (!event.initialEventsEnd)
            break; // K1: only the annotated one ends the initial events
        std::vector<RecordPtr> records;
        records.reserve(m_initial.size());
        for (auto& [entity, record] : m_initial)
            records.push_back(std::move(record));
        m_initial.clear();
        cancelTimers();
        m_phase = Phase::Watching;
        replaceStore(records, event.resourceVersion);
        m_versionUnavailable = false;
        superviseStream();
        setLive();
        break;
    }
    if (m_phase == Phase::WatchListing && !m_synced && m_expected) {
        const auto expected = static_cast<std::uint64_t>(std::max<std::int64_t>(*m_expected, 0));
        m_status.status.behind = expected - std::min<std::uint64_t>(expected, m_initial.size());
    }
    return true;
}

void Reflector::checkEndOfInitial()
{
    m_status.waitingForEnd = true;
    const Duration waited = m_host.data.clock().monotonic() - m_streamOpened.value_or(0ns);
    const bool bulk = m_streamEvents - m_streamEventsAtCheck >= bulkEvents;
    m_streamEventsAtCheck = m_streamEvents;
    update(m_status.status.freshness);
    if (waited >= endFallback && !bulk)
        fallBackToList(
            { ErrorCode::TimedOut, u"WatchList: the bookmark that ends the initial events is missing"_s }, false);
    else
        after(m_watchdog, endNotice, [this] { checkEndOfInitial(); });
}

void Reflector::fallBackToList(const Error& error, bool refused)
{
    cancelRequest();
    cancelTimers();
    m_initial.clear();
    m_status.waitingForEnd = false;
    m_status.status.error = error;
    if (refused)
        m_host.policy.watchListRefused(); // K3: remembered for the server, not for this kind alone
    else
        m_host.policy.watchListFailed();
    m_status.choice = m_host.policy.choose(m_expected);
    beginList();
}

void Reflector::handleErrorEvent(const KubeStatus& status)
{
    m_status.expired += status.isExpired() ? 1 : 0;
    if (m_phase == Phase::WatchListing && status.toError().code == ErrorCode::Unsupported)
        fallBackToList(status.toError(), true);
    else
        fail(judged(status));
}

void Reflector::handleRefusedStream(const KubeStatus& status)
{
    m_status.expired += status.isExpired() ? 1 : 0;
    Failure failure = judged(status);
    const bool passing = failure.next == Next::Watch || failure.denied || status.isExpired();
    if (m_phase == Phase::WatchListing && (!passing || failure.error.code == ErrorCode::Unsupported)) {
        fallBackToList(failure.error, true);
        return;
    }
    fail(failure);
}

void Reflector::handleStreamEnd(const Result<HttpDone>& end)
{
    const Duration now = m_host.data.clock().monotonic();
    const Duration lived = m_streamOpened ? now - *m_streamOpened : 0ns;
    const bool healthy = m_streamOpened && (lived >= shortestWatch || m_streamEvents > 0);
    if (healthy && m_phase == Phase::Watching) {
        if (end && !m_missed)
            m_status.status.asOf = m_host.data.clock().now();
        watchOn();
        return;
    }
    const Error error
        = end ? Error { ErrorCode::ConnectionLost, u"watch closed at once without an event"_s } : end.error();
    Failure failure = judged(error);
    if (!m_streamOpened)
        failure.next = Next::Watch; // K20: whatever came in place of an answer, no event was among it
    if (m_phase == Phase::WatchListing)
        failure.next = Next::List; // K2: fail() throws the temporary store away
    else if (m_streamOpened && ++m_shortWatches >= shortWatchesBeforeList) {
        m_shortWatches = 0;
        failure.next = Next::List; // the server may dislike the version without saying so
    }
    fail(failure); // K13
}

/// K12, K14, K22: ended by the server, cut or sent away. The version is good, and the next stream begins at once; but
/// where something on the way lets none live long, not a handshake every round trip.
void Reflector::watchOn()
{
    const Duration lived = m_host.data.clock().monotonic() - m_streamAsked;
    m_soonEnded = lived < leastApart ? m_soonEnded + 1 : 0;
    cancelTimers();
    if (m_soonEnded < 2) {
        proceed(Next::Watch);
        return;
    }
    beginGrace();
    m_status.status.nextTry = m_host.data.clock().now() + leastApart - lived;
    waitThen(leastApart - lived, Next::Watch);
    update(m_status.status.freshness);
}

} // namespace Strato
