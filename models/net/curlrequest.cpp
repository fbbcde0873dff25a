// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/net/curlrequest.h"

#include "models/net/effectpolicy.h"
#include "models/net/httpauthorizer.h"
#include "models/net/httpheaders.h"

#include <algorithm>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

// A refused answer (401, 429) is read to its end so that its connection can be kept; one that drips is not worth it.
constexpr Duration swallowWithin = std::chrono::seconds(5);
constexpr Duration firstBackOff = std::chrono::milliseconds(500);

QString seconds(Duration limit)
{
    return QString::number(static_cast<double>(limit.count()) / 1e9, 'g', 4) + u" s"_s;
}

Result<void> checkRequest(const HttpRequest& request, const ResolvedEndpoint& endpoint)
{
    if (Result<void> good = checkEffect(request, endpoint.settings.readOnly); !good)
        return good;
    if (Result<void> good = checkPath(request.pathAndQuery); !good)
        return good;
    for (const HttpHeader& header : request.headers) {
        if (Result<void> good = checkHeader(header); !good)
            return good;
    }
    return checkHeader({ request.method, {} }).map_error([](Error error) {
        error.detail = u"the method is no token"_s;
        return error;
    });
}

} // namespace

RequestOwner::~RequestOwner() = default;

CurlRequest::CurlRequest(RequestId id, HttpRequest request, std::shared_ptr<HttpSink> sink, RequestOwner& owner)
    : m_id(id)
    , m_request(std::move(request))
    , m_sink(std::move(sink))
    , m_owner(owner)
{
}

CurlRequest::~CurlRequest()
{
    m_owner.loop().cancel(m_limitTimer);
    m_owner.loop().cancel(m_waitTimer);
}

Duration CurlRequest::now() const
{
    return m_owner.loop().clock().monotonic();
}

void CurlRequest::begin()
{
    m_started = now();
    const Result<std::shared_ptr<CurlLane>> lane = m_owner.lane();
    if (!lane)
        return finish(tl::unexpected(lane.error()));
    if (const Result<void> good = checkRequest(m_request, (*lane)->endpoint()); !good)
        return finish(tl::unexpected(good.error()));
    authorize();
}

void CurlRequest::authorize()
{
    const Result<std::shared_ptr<CurlLane>> lane = m_owner.lane();
    if (!lane)
        return finish(tl::unexpected(lane.error()));
    const std::shared_ptr<HttpAuthorizer> authorizer = (*lane)->endpoint().settings.authorizer;
    enter(Phase::Credentials);
    if (!authorizer)
        return queue();
    // The answer may come on any thread, after this request, and even after the loop.
    authorizer->authorize([self = weak_from_this(), loop = m_owner.loop().weak_from_this(),
                              round = ++m_credentialRound](Result<std::vector<HttpHeader>> headers) {
        if (const std::shared_ptr<IoLoop> alive = loop.lock()) {
            alive->post([self, round, headers = std::move(headers)]() mutable {
                if (const std::shared_ptr<CurlRequest> request = self.lock())
                    request->credentialsReady(round, std::move(headers));
            });
        }
    });
}

void CurlRequest::credentialsReady(int round, Result<std::vector<HttpHeader>> headers)
{
    if (m_phase != Phase::Credentials || round != m_credentialRound)
        return;
    if (!headers)
        return finish(tl::unexpected(headers.error()));
    m_credentials = std::move(*headers);
    queue();
}

void CurlRequest::queue()
{
    enter(Phase::Queued);
    m_owner.askForPlace(shared_from_this());
}

void CurlRequest::launch()
{
    m_hasPlace = true;
    Result<std::shared_ptr<CurlLane>> lane = m_owner.lane();
    if (!lane)
        return finish(tl::unexpected(lane.error()));
    m_next = Next::Finish;
    m_done.bytesOnWire = 0;
    m_done.bytesDecoded = 0;
    m_lane = std::move(*lane);
    m_transfer = std::make_unique<CurlTransfer>(*m_lane, *this);
    enter(Phase::Connecting);
    if (const Result<void> started = m_transfer->start({ m_request, m_credentials }); !started)
        return finish(tl::unexpected(started.error()));
}

void CurlRequest::pause(bool paused)
{
    if (m_request.stream != StreamKind::Pausable || m_paused == paused || m_phase == Phase::Finished)
        return;
    m_paused = paused;
    m_lastByte = now();
    if (m_transfer && m_phase == Phase::Reading)
        m_transfer->pause(paused);
    watchDeadline();
}

void CurlRequest::endBackOff()
{
    if (m_phase == Phase::Waiting && !m_wait.serverAsked)
        queue();
}

void CurlRequest::transferSent()
{
    enter(Phase::FirstByte);
}

bool CurlRequest::transferHead(const HttpHead& head)
{
    m_done.firstByte = now() - m_phaseSince;
    const std::shared_ptr<HttpAuthorizer> authorizer = m_lane->endpoint().settings.authorizer;
    if (head.status == 401 && authorizer && !m_reauthorized && authorizer->invalidate(m_credentials))
        m_next = Next::Reauthorize;
    else if (const std::optional<HttpWait> wait = waitAskedBy(head)) {
        m_next = Next::Wait;
        m_wait = *wait;
    }
    enter(Phase::Reading);
    if (m_next != Next::Finish)
        return false;
    m_headDelivered = true;
    m_sink->head(head);
    if (m_paused) // asked for before there was anything to pause
        m_transfer->pause(true);
    return true;
}

Result<void> CurlRequest::transferData(std::string_view decoded)
{
    m_done.bytesDecoded += static_cast<qint64>(decoded.size());
    if (!isStream() && m_done.bytesDecoded > m_request.maxBodyBytes)
        return fail(ErrorCode::TooLarge,
            u"%1: the answer is larger than %2 bytes"_s.arg(m_lane->endpoint().where).arg(m_request.maxBodyBytes));
    m_sink->data(decoded);
    return {};
}

void CurlRequest::transferBytes(qint64 onWire)
{
    m_done.bytesOnWire += onWire;
    m_lastByte = now();
}

void CurlRequest::transferAlive(Instant at)
{
    if (m_headDelivered)
        m_sink->alive(at);
}

void CurlRequest::transferDone(Result<void> result)
{
    const Next next = m_next;
    leaveWire();
    if (next == Next::Reauthorize) {
        m_reauthorized = true;
        m_owner.footprint().retried();
        return authorize();
    }
    if (next == Next::Wait) {
        ++m_serverWaits;
        return waitThenQueue(m_wait);
    }
    if (result)
        return finish(m_done);
    if (!mayRepeatAfterLoss(result.error()))
        return finish(tl::unexpected(result.error()));
    const Duration delay = m_losses == 0 ? Duration::zero() : firstBackOff * (1 << std::min(m_losses - 1, 5));
    ++m_losses;
    waitThenQueue({ delay, 0, false });
}

void CurlRequest::leaveWire()
{
    m_transfer.reset();
    m_lane.reset();
    if (m_hasPlace) {
        m_hasPlace = false;
        m_owner.givePlaceBack(*this);
    }
}

bool CurlRequest::mayRepeatAfterLoss(const Error& error) const
{
    return error.code == ErrorCode::ConnectionLost && m_request.method == "GET" && !m_headDelivered
        && m_request.effect.value() == Effect::Read && m_losses < m_request.retry.maxConnectionLosses;
}

std::optional<HttpWait> CurlRequest::waitAskedBy(const HttpHead& head) const
{
    const bool busy = head.status == 429 || head.status >= 500;
    if (!busy || m_request.effect.value() == Effect::Write || m_serverWaits >= m_request.retry.maxServerWaits)
        return std::nullopt;
    const std::optional<Duration> asked = askedToWait(head);
    if (!asked)
        return std::nullopt;
    const Duration backOff = firstBackOff * (1 << std::min(m_serverWaits, 5));
    const Duration delay = std::max(*asked, backOff);
    const std::optional<Duration> total = m_request.timeouts.total;
    if (total && now() + delay >= m_started + *total)
        return std::nullopt; // no time left to wait: the answer itself says more than a timeout would
    return HttpWait { delay, head.status, true };
}

void CurlRequest::waitThenQueue(const HttpWait& wait)
{
    m_wait = wait;
    m_owner.footprint().retried();
    m_owner.footprint().waits(m_id, wait);
    enter(Phase::Waiting);
    m_waitTimer = m_owner.loop().postAfter(wait.delay, [self = weak_from_this()] {
        const std::shared_ptr<CurlRequest> request = self.lock();
        if (request && request->m_phase == Phase::Waiting)
            request->queue();
    });
    m_sink->waiting(wait); // last: whoever hears of the wait may count on its timer
}

void CurlRequest::enter(Phase phase)
{
    if (m_phase == Phase::Waiting) {
        m_owner.loop().cancel(m_waitTimer);
        m_owner.footprint().waits(m_id, std::nullopt);
    }
    m_phase = phase;
    m_phaseSince = now();
    m_lastByte = m_phaseSince;
    watchDeadline();
}

std::optional<CurlRequest::Deadline> CurlRequest::deadline() const
{
    std::optional<Deadline> earliest;
    const auto consider = [&earliest](std::optional<Duration> limit, Duration since, QLatin1StringView name) {
        if (limit && (!earliest || since + *limit < earliest->at))
            earliest = Deadline { since + *limit, name + u' ' + seconds(*limit) };
    };
    const HttpTimeouts& limits = m_request.timeouts;
    consider(limits.total, m_started, "total"_L1);
    if (m_phase == Phase::Connecting)
        consider(limits.connect, m_phaseSince, "connect"_L1);
    else if (m_phase == Phase::FirstByte)
        consider(limits.firstByte, m_phaseSince, "first byte"_L1);
    else if (m_phase == Phase::Reading && !m_paused)
        consider(m_next == Next::Finish ? limits.silence : swallowWithin, m_lastByte, "silence"_L1);
    return earliest;
}

void CurlRequest::watchDeadline()
{
    m_owner.loop().cancel(m_limitTimer);
    m_limitTimer = 0;
    const std::optional<Deadline> next = deadline();
    if (!next || m_phase == Phase::Finished)
        return;
    // Bytes only move m_lastByte; the timer looks again when it fires, which is cheaper than moving it each time.
    m_limitTimer = m_owner.loop().postAfter(std::max(next->at - now(), Duration::zero()), [self = weak_from_this()] {
        const std::shared_ptr<CurlRequest> request = self.lock();
        if (!request)
            return;
        const std::optional<Deadline> due = request->deadline();
        if (!due || due->at > request->now())
            return request->watchDeadline();
        if (request->m_next != Next::Finish && request->m_transfer)
            return request->m_transfer->abort({ ErrorCode::TimedOut, due->limit });
        request->end({ ErrorCode::TimedOut, u"limit passed: "_s + due->limit });
    });
}

void CurlRequest::end(Error error)
{
    finish(tl::unexpected(std::move(error)));
}

void CurlRequest::finish(Result<HttpDone> result)
{
    if (m_phase == Phase::Finished)
        return;
    const std::shared_ptr<CurlRequest> self = shared_from_this(); // the owner lets go of us below
    enter(Phase::Finished);
    leaveWire();
    if (result)
        result->total = now() - m_started;
    const std::shared_ptr<HttpSink> sink = std::move(m_sink);
    m_owner.footprint().finished(m_id, isStream());
    m_owner.requestFinished(m_id);
    sink->finished(std::move(result));
}

} // namespace Strato
