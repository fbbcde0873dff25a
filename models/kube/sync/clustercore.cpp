// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/sync/clustercore.h"

#include "models/base/plaintext.h"
#include "models/base/workerpool.h"
#include "models/kube/schema/kubeschemas.h"
#include "models/kube/sync/clusteraddress.h"
#include "models/kube/sync/identityfeed.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Strato {
namespace {

constexpr Duration sleepLook = 1s; // every source is stale within a second after waking (K31)
constexpr Duration sleepJump = 5s;
constexpr Duration deniedWait = 60s;

/// Of a definition or a server of kinds.
bool tellsOfKinds(const Change& change)
{
    const std::string_view id = change.entity.text();
    return !change.initial && !change.unfollowed
        && (id.find("/apiextensions.k8s.io/CustomResourceDefinition/") != std::string_view::npos
            || id.find("/apiregistration.k8s.io/APIService/") != std::string_view::npos);
}

DecodeLane laneOf(WorkerPool& workers)
{
    return [strand = Strand(workers)](
               Task task) mutable { strand.submit([task = std::move(task)](const std::stop_token&) { task(); }); };
}

} // namespace

ClusterSession::Core::Core(ClusterDependencies dependencies, ClusterSettings settings, ClusterListeners listeners,
    std::unique_ptr<ChangeHistory> history)
    : on(std::move(dependencies))
    , endpoint(on.transport.open(settings.endpoint))
    , store(on.data.clock(), std::move(history), [this](const std::vector<Change>& c) { handleChanges(c); })
    , kinds(
          on.data, store, on.freshness, { settings.namespaces, settings.eventsKept, settings.linger, endpoint },
          [this] { return reflectorHost(); }, [this] { handleKinds(); })
    , m_settings(std::move(settings))
    , m_listeners(std::move(listeners))
    , m_random(m_settings.seed != 0 ? m_settings.seed : std::random_device()())
    , m_randomSource([this] { return std::generate_canonical<double, 53>(m_random); })
    , m_policy(on.data.clock())
    , m_deltas(on.data,
          [this](std::shared_ptr<const Delta> delta) {
              if (m_listeners.delta && !m_closed)
                  m_listeners.delta(std::move(delta));
          })
    , m_discovery(on.transport, endpoint, on.data, clusterAddress(m_settings.endpoint),
          [this](const HttpWait& wait) { noteWait(wait); })
    , m_permitted(on.transport, endpoint, on.data, m_randomSource)
    , m_backoff(on.data.clock(), m_randomSource)
    , m_discoveryBackoff(on.data.clock(), m_randomSource)
{
    m_settings.endpoint.authorizer.reset(); // the transport's: one that is replaced there ends
    m_policy.setMethod(m_settings.method);
    ClusterInfo& info = m_discovery.info();
    info.name = cleanLine(m_settings.name, 256);
    info.serverUrl = m_settings.endpoint.baseUrl.toDisplayString(QUrl::RemoveUserInfo);
    info.address = clusterAddress(m_settings.endpoint);
    info.id = info.address;
    // Until the cluster says who it is, nothing tells whether another context shows the same one.
    m_statusId = "k8s:?" + std::to_string(endpoint);
}

ClusterSession::Core::~Core() = default;

Task ClusterSession::Core::guarded(std::function<void(Core&)> task)
{
    return [weak = weak_from_this(), task = std::move(task)] {
        if (const auto core = weak.lock(); core && !core->m_closed)
            task(*core);
    };
}

ReflectorHost ClusterSession::Core::reflectorHost()
{
    return { on.transport, endpoint, on.data, store, m_policy, lane(), lane(), m_randomSource,
        [this](const HttpHead& head) { noteDate(head); } };
}

DecodeLane ClusterSession::Core::lane() const
{
    return on.makeLane ? on.makeLane() : laneOf(on.workers);
}

void ClusterSession::Core::connect()
{
    if (m_state != State::Off)
        return;
    m_asleep = on.data.clock().boottime() - on.data.clock().monotonic();
    watchForSleep();
    identify();
    if (m_usageEvery)
        scheduleUsage(0ns);
}

void ClusterSession::Core::identify()
{
    m_state = State::Connecting;
    m_discoveryBegan = on.data.clock().monotonic();
    SourceStatus status = m_status;
    status.freshness = Freshness::CatchingUp;
    status.nextTry.reset();
    status.serverAsked = false;
    publishStatus(std::move(status));
    m_discovery.start([this](const Result<HttpHead>& head) { handleIdentified(head); },
        [this](const ApiDiscovery::Outcome& outcome) { handleDiscovered(outcome); });
}

void ClusterSession::Core::handleIdentified(const Result<HttpHead>& head)
{
    if (m_state != State::Connecting)
        return;
    if (!head) {
        retryLater(head.error());
        return;
    }
    m_state = State::On;
    m_backoff.reset();
    shareUid();
    m_statusId = "k8s:" + std::string(info().id.view());
    noteDate(*head);
    publishInfo();
    kinds.start(info().id, info().name);
}

/// One cluster has one name, also for those who may not read it themselves.
void ClusterSession::Core::shareUid()
{
    ClusterInfo& info = m_discovery.info();
    if (!on.uids || !isProvenAddress(m_settings.endpoint))
        return;
    if (info.idFrom == ClusterInfo::IdFrom::Uid) {
        on.uids->learn(info.address, info.id);
    } else if (const IString uid = on.uids->find(info.address); !uid.empty()) {
        info.id = uid;
        info.idFrom = ClusterInfo::IdFrom::AnotherContext;
    }
}

void ClusterSession::Core::retryLater(const Error& error)
{
    const bool denied = error.code == ErrorCode::Unauthenticated || error.code == ErrorCode::CertificateExpired
        || error.code == ErrorCode::SignInNotAllowed || error.code == ErrorCode::SignInFailed;
    const Duration delay = std::max(m_backoff.next(), denied ? deniedWait : 0ns);
    SourceStatus status = m_status;
    status.freshness = Freshness::Lost;
    status.error = error;
    status.tries = m_backoff.tries();
    status.nextTry = on.data.clock().now() + delay;
    status.serverAsked = false;
    publishStatus(std::move(status));
    m_retryTimer = on.data.postAfter(delay, guarded([](Core& core) {
        core.m_retryTimer = 0;
        core.identify();
    }));
}

void ClusterSession::Core::noteWait(const HttpWait& wait)
{
    if (m_state != State::Connecting || !wait.serverAsked)
        return;
    SourceStatus status = m_status;
    status.nextTry = on.data.clock().now() + wait.delay;
    status.serverAsked = true;
    publishStatus(std::move(status));
}

void ClusterSession::Core::disconnect()
{
    cancelTimers();
    m_state = State::Off;
    kinds.stop();
    stopFindingPermitted();
    m_deltas.flush();
    SourceStatus status = m_status;
    status.freshness = Freshness::NotConnected;
    status.nextTry.reset();
    status.serverAsked = false;
    publishStatus(std::move(status));
    on.transport.dropConnections(endpoint);
}

void ClusterSession::Core::close()
{
    m_closed = true;
    cancelTimers();
    kinds.stop();
    stopFindingPermitted();
    on.transport.close(endpoint);
    if (!m_publishedId.empty())
        on.freshness.remove(m_publishedId, endpoint);
}

void ClusterSession::Core::cancelTimers()
{
    for (Executor::TimerId* timer : { &m_retryTimer, &m_sleepTimer, &m_usageTimer, &m_discoveryTimer }) {
        if (*timer != 0)
            on.data.cancel(std::exchange(*timer, 0));
    }
}

void ClusterSession::Core::retryNow()
{
    if (m_state == State::Connecting && m_retryTimer != 0) {
        on.data.cancel(std::exchange(m_retryTimer, 0));
        m_backoff.reset();
        identify();
    }
    m_permitted.retryNow();
    kinds.retryNow();
}

void ClusterSession::Core::handleInterruption()
{
    if (m_state == State::Off)
        return;
    kinds.handleInterruption(); // first: what then ends on the old connections is no news to anybody
    if (m_state == State::Connecting) {
        if (m_retryTimer != 0)
            on.data.cancel(std::exchange(m_retryTimer, 0));
        m_backoff.reset();
        identify();
    }
    on.transport.dropConnections(endpoint);
    m_permitted.retryNow();
}

void ClusterSession::Core::setNamespaces(std::vector<std::string> namespaces)
{
    kinds.setNamespaces(std::move(namespaces));
}

void ClusterSession::Core::updateEndpoint(HttpEndpoint settings)
{
    on.transport.update(endpoint, std::move(settings));
    handleInterruption();
}

void ClusterSession::Core::watchForSleep()
{
    m_sleepTimer = on.data.postAfter(sleepLook, guarded([](Core& core) {
        const Clock& clock = core.on.data.clock();
        const Duration asleep = clock.boottime() - clock.monotonic();
        if (asleep - std::exchange(core.m_asleep, asleep) > sleepJump)
            core.handleInterruption();
        core.watchForSleep();
    }));
}

void ClusterSession::Core::noteDate(const HttpHead& head)
{
    if (!head.serverDate)
        return;
    // Date has whole seconds: on average half a second has passed since.
    const Duration skew = *head.serverDate + 500ms - head.receivedAt;
    ClusterInfo& info = m_discovery.info();
    const bool news = !info.clockSkew || std::chrono::abs(*info.clockSkew - skew) > 2s;
    if (!news)
        return;
    info.clockSkew = skew;
    store.setClockSkew(skew);
    if (m_state == State::On)
        publishInfo();
}

void ClusterSession::Core::handleChanges(const std::vector<Change>& changes)
{
    if (!m_closed)
        m_deltas.add(changes); // first: the windows wait for it, everything else here can wait for them
    if (on.identities) {
        for (const Change& change : changes)
            feedIdentities(*on.identities, change);
    }
    if (m_listeners.changes && !m_closed)
        m_listeners.changes(changes);
    if (std::ranges::any_of(changes, tellsOfKinds))
        discoverSoon();
}

void ClusterSession::Core::handleKinds()
{
    if (m_closed || m_state != State::On)
        return;
    if (!m_filled && kinds.isSettled()) {
        m_filled = true;
        store.markFirstFillComplete();
        publishInfo(); // by now the link is measured
    }
    // What was left unclear when the connection ended is asked again on the next.
    if ((kinds.needsPermitted() || m_known.unclear) && !m_findingPermitted)
        findPermitted();
    m_wasCut = m_wasCut || m_status.freshness == Freshness::Stale || m_status.freshness == Freshness::Lost;
    publishStatus(wholeStatus());
    if (m_status.freshness == Freshness::Live && std::exchange(m_wasCut, false))
        discoverSoon(); // it may be another version that came back
}

void ClusterSession::Core::findPermitted()
{
    m_findingPermitted = true;
    std::vector<std::string> listed;
    store.current()->forEachOfKind(
        "", "Namespace", [&](const RecordPtr& record) { listed.emplace_back(record->name.view()); });
    std::ranges::sort(listed);
    m_permitted.find(m_settings.homeNamespace, listed, [weak = weak_from_this()](Permitted found) {
        if (const auto core = weak.lock(); core && !core->m_closed)
            core->handlePermitted(std::move(found));
    });
}

void ClusterSession::Core::handlePermitted(Permitted permitted)
{
    m_findingPermitted = permitted.unclear.has_value();
    m_known = std::move(permitted);
    if (!m_known.namespaces.empty()) {
        m_discovery.info().onlyNamespaces = m_known.namespaces;
        kinds.setPermitted(m_known.namespaces);
        publishInfo();
    }
    handleKinds();
}

void ClusterSession::Core::stopFindingPermitted()
{
    m_permitted.stop();
    m_findingPermitted = false;
}

SourceStatus ClusterSession::Core::wholeStatus() const
{
    SourceStatus status = kinds.combinedStatus();
    if (!m_known.unclear)
        return status;
    if (status.freshness == Freshness::Live)
        status.freshness = Freshness::CatchingUp; // there may be more than what is followed
    status.error = m_known.unclear;
    status.nextTry = m_known.nextTry;
    status.tries = m_known.tries;
    return status;
}

void ClusterSession::Core::publishStatus(SourceStatus status)
{
    if (!m_publishedId.empty() && m_publishedId != m_statusId)
        on.freshness.remove(m_publishedId, endpoint); // it was for the meantime
    m_publishedId = m_statusId;
    status.id = m_statusId;
    status.label = info().name;
    status.clockSkew = info().clockSkew;
    m_status = status;
    on.freshness.set(status, endpoint);
}

void ClusterSession::Core::publishInfo()
{
    if (info().roundTrip)
        m_policy.roundTripTook(*info().roundTrip);
    m_discovery.info().linkBytesPerSecond = m_policy.bytesPerSecond();
    if (m_listeners.info && !m_closed)
        m_listeners.info(info());
}

void ClusterSession::Core::hold(const ResourceKind& kind)
{
    // Discovery may know the kind better than the caller (its version, whether it has namespaces).
    kinds.hold(resourceKind(kind.group, kind.kind).value_or(kind));
}

void ClusterSession::Core::release(const ResourceKind& kind)
{
    kinds.release(kind);
}

std::optional<ResourceKind> ClusterSession::Core::resourceKind(std::string_view group, std::string_view kind) const
{
    const auto& all = info().kinds;
    const auto it
        = std::ranges::find_if(all, [&](const ResourceKind& each) { return each.group == group && each.kind == kind; });
    if (it != all.end())
        return *it;
    if (const SchemaPtr schema = builtInSchema(group, kind))
        return ResourceKind { schema->group, schema->version, schema->kind, schema->plural, schema->namespaced, {}, {},
            {} };
    return std::nullopt;
}

Result<QString> ClusterSession::Core::pathOf(const EntityId& entity) const
{
    const auto parts = entity.kubernetesParts();
    if (!parts || parts->cluster != info().id.view() || parts->name.empty())
        return fail(ErrorCode::InvalidArgument, u"no object of this cluster: "_s + entity.toString());
    const auto kind = resourceKind(parts->group, parts->kind);
    if (!kind)
        return fail(ErrorCode::NotFound, u"the cluster does not serve "_s + cleanUtf8(parts->kind, 256));
    return objectPath(*kind, parts->nameSpace, parts->name);
}

void ClusterSession::Core::ask(HttpRequest request, HttpReply reply)
{
    collect(on.transport, endpoint, std::move(request), on.data, std::move(reply));
}

} // namespace Strato
