// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/sync/reflector.h"

#include "models/kube/schema/kubeschemas.h"
#include "models/kube/sync/caught.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace Strato {

Reflector::Reflector(ReflectorHost host, ReflectorSettings settings, std::function<void()> statusChanged)
    : m_host(std::move(host))
    , m_settings(std::move(settings))
    , m_statusChanged(std::move(statusChanged))
    , m_backoff(m_host.data.clock(), m_host.random)
    , m_decoder(std::make_shared<KubeDecoder>(m_settings.cluster, m_settings.kind))
    , m_asTable(m_settings.metadataOnly || !builtInSchema(m_settings.kind.group, m_settings.kind.kind))
{
    m_status.kind = m_settings.kind;
    m_status.nameSpace = m_settings.nameSpace;
    m_status.protobuf = !m_asTable;
}

Reflector::~Reflector()
{
    *m_alive = false;
    cancelRequest();
    cancelTimers();
}

StoreScope Reflector::scope() const
{
    return { IString(m_settings.kind.group), IString(m_settings.kind.kind), IString(m_settings.nameSpace) };
}

void Reflector::start()
{
    if (m_phase != Phase::Idle)
        return;
    update(m_synced ? Freshness::Stale : Freshness::CatchingUp);
    beginCycle();
}

void Reflector::stop()
{
    cancelRequest();
    cancelTimers();
    m_phase = Phase::Idle;
    update(Freshness::NotConnected);
}

void Reflector::retryNow()
{
    if (m_phase != Phase::Waiting)
        return;
    m_backoff.reset();
    cancelTimers();
    proceed(m_next);
}

void Reflector::handleInterruption()
{
    if (m_phase == Phase::Idle)
        return;
    const Next next = m_phase == Phase::Watching ? Next::Watch : m_phase == Phase::Waiting ? m_next : Next::List;
    cancelRequest();
    cancelTimers();
    m_backoff.reset();
    m_internalErrorsSince.reset();
    m_initial.clear();
    update(m_synced ? Freshness::Stale : Freshness::CatchingUp);
    // Spread over two seconds: many kinds of many clusters wake at the same moment.
    waitThen(Duration(static_cast<Duration::rep>(m_host.random() * 2e9)), next);
}

Reflector::Failure Reflector::judged(const KubeStatus& status)
{
    Failure failure { status.toError(), Next::Watch, false, false, std::nullopt };
    if (status.retryAfterSeconds)
        failure.atLeast = std::chrono::seconds(std::clamp(*status.retryAfterSeconds, 0, 120));
    if (status.isTooLargeResourceVersion()) {
        m_versionUnavailable = true; // K7
        failure.next = Next::List;
        failure.atOnce = true;
    } else if (status.isExpired() || status.isStoreReadError()) {
        failure.next = Next::List; // K6, K17
        const bool again = status.isExpired() && !m_version.empty() && m_version == m_expiredVersion;
        failure.atOnce = !again; // a list in between did not help
        m_versionUnavailable = m_versionUnavailable || again;
        if (status.isExpired())
            m_expiredVersion = m_version;
    } else if (failure.error.code == ErrorCode::TooManyRequests) {
        failure.next = Next::Watch; // K18
    } else if (failure.error.code == ErrorCode::ServerError || failure.error.code == ErrorCode::TimedOut) {
        const Duration now = m_host.data.clock().monotonic();
        m_internalErrorsSince = m_internalErrorsSince.value_or(now);
        if (now - *m_internalErrorsSince > internalErrorWindow)
            failure.next = Next::List; // K16
    } else {
        failure.next = Next::List;
        failure.denied = failure.error.code == ErrorCode::Unauthenticated || failure.error.code == ErrorCode::Forbidden
            || failure.error.code == ErrorCode::NotFound || failure.error.code == ErrorCode::Unsupported; // K27
    }
    return failure;
}

Reflector::Failure Reflector::judged(const Error& error) const
{
    Failure failure { error, Next::Watch, false, false, std::nullopt };
    switch (error.code) {
    case ErrorCode::Malformed: // K15: an event was lost; only a list tells what it was
    case ErrorCode::TooLarge: // K34: the same frame would come again
    case ErrorCode::Internal: // K42: and we would stumble over it again
    case ErrorCode::UnexpectedContent: failure.next = Next::List; break;
    case ErrorCode::Unauthenticated:
    case ErrorCode::SignInNotAllowed:
    case ErrorCode::SignInFailed: failure.denied = true; break;
    default: break; // K14, K20, K22, K23: the version that we hold is good
    }
    return failure;
}

void Reflector::fail(const Failure& failure)
{
    // A list that failed is tried again: the version that a watch would begin from may be the reason for the list.
    const bool watchable = m_synced && m_phase != Phase::Listing;
    const Next next = watchable || failure.next == Next::Page ? failure.next : Next::List;
    cancelRequest();
    cancelTimers();
    m_initial.clear();
    if (next != Next::Page)
        m_listed.clear();
    const Duration now = m_host.data.clock().monotonic();
    // A server that forgets faster than it is read would be read without end: each time there is another version.
    const bool recently = m_lastRelist && now - *m_lastRelist < Backoff::longest;
    if (failure.atOnce && !recently) {
        m_lastRelist = now;
        update(m_synced ? Freshness::CatchingUp : m_status.status.freshness);
        proceed(next);
        return;
    }
    m_denied = failure.denied;
    Duration delay = std::max(m_backoff.next(), failure.atLeast.value_or(0ns));
    if (failure.denied)
        delay = std::max(delay, deniedWait);
    SourceStatus& status = m_status.status;
    status.error = failure.error;
    status.tries = m_backoff.tries();
    status.nextTry = m_host.data.clock().now() + delay;
    status.serverAsked = failure.atLeast && delay == *failure.atLeast;
    const bool old = !status.asOf || (m_brokenSince && now - *m_brokenSince > lostAfter);
    waitThen(delay, next); // first: whatever comes of telling it, the next try is set
    update(m_synced && !failure.denied && !old ? Freshness::Stale : Freshness::Lost);
}

void Reflector::proceed(Next next)
{
    m_status.status.nextTry.reset();
    m_status.status.serverAsked = false;
    if (next == Next::Watch && m_synced)
        beginWatch();
    else if (next == Next::Page)
        requestPage(m_continueToken, true);
    else
        beginCycle();
}

void Reflector::waitThen(Duration delay, Next next)
{
    m_phase = Phase::Waiting;
    m_next = next;
    after(m_waitTimer, delay, [this, next] { proceed(next); });
}

void Reflector::cancelRequest()
{
    ++m_generation;
    if (m_request != 0)
        m_host.transport.cancel(std::exchange(m_request, 0));
}

void Reflector::cancelTimers()
{
    for (Executor::TimerId* timer : { &m_waitTimer, &m_watchdog, &m_quiet })
        cancel(*timer);
}

void Reflector::cancel(Executor::TimerId& timer)
{
    if (timer != 0)
        m_host.data.cancel(std::exchange(timer, 0));
}

void Reflector::after(Executor::TimerId& timer, Duration delay, Task task)
{
    cancel(timer);
    timer = m_host.data.postAfter(delay, guarded([&timer, task = std::move(task)] {
        timer = 0;
        task();
    }));
}

Task Reflector::guarded(Task task)
{
    return [this, alive = std::weak_ptr<bool>(m_alive), task = std::move(task)] {
        if (const auto held = alive.lock(); held && *held)
            attempt(task);
    };
}

/// K42: what @p task throws is this kind's failure, and is tried anew like any other.
void Reflector::attempt(const Task& task)
{
    const auto thrown = caught(task);
    if (!thrown)
        return;
    // Once more: whoever threw may be told of the failure too, and by then the next try is set.
    [[maybe_unused]] const auto again = caught([&] { fail({ *thrown, Next::List, false, false, std::nullopt }); });
}

std::function<bool()> Reflector::arrival()
{
    return [this, generation = ++m_generation, alive = std::weak_ptr<bool>(m_alive)] {
        const auto held = alive.lock();
        if (!held || !*held || generation != m_generation)
            return false;
        m_request = 0;
        return true;
    };
}

RequestId Reflector::send(HttpRequest request, HttpReply reply)
{
    auto arrived = [this, isWanted = arrival(), reply = std::move(reply)](Result<HttpResponse> answer) {
        if (isWanted())
            attempt([&] { reply(std::move(answer)); });
    };
    return collect(m_host.transport, m_host.endpoint, std::move(request), m_host.data, std::move(arrived));
}

void Reflector::setLive()
{
    forgetFailure();
    m_status.status.behind.reset();
    m_status.status.asOf = m_host.data.clock().now();
    update(Freshness::Live);
}

void Reflector::forgetFailure()
{
    SourceStatus& status = m_status.status;
    status.error.reset();
    status.nextTry.reset();
    status.serverAsked = false;
    status.tries = 0;
    m_denied = false;
}

void Reflector::update(Freshness freshness)
{
    SourceStatus& status = m_status.status;
    status.freshness = freshness;
    if (freshness == Freshness::Live) {
        m_brokenSince.reset();
        m_missed = false;
        m_host.store.endGap(scope());
    } else {
        m_missed = m_missed || freshness != Freshness::CatchingUp;
        m_brokenSince = m_brokenSince.value_or(m_host.data.clock().monotonic());
        // What is refused to us alone says nothing of the rest.
        const bool forbidden = m_denied && status.error && status.error->code == ErrorCode::Forbidden;
        if (m_synced && status.asOf)
            m_host.store.beginGap(scope(), *status.asOf, m_settings.ofWhole && !forbidden);
    }
    if (freshness != Freshness::CatchingUp)
        status.behind.reset();
    m_status.resourceVersion = m_version;
    m_status.objects = m_host.store.count(m_settings.kind.group, m_settings.kind.kind);
    m_statusChanged();
}

} // namespace Strato
