// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/net/livenessprobe.h"

#include "models/net/curllane.h"

namespace Strato {

LivenessProbe::LivenessProbe(CurlLane& lane, IoLoop& loop, Ended ended)
    : m_lane(lane)
    , m_loop(loop)
    , m_ended(std::move(ended))
    , m_transfer(lane, *this)
{
    m_request.pathAndQuery = lane.endpoint().settings.livenessPath;
    m_request.timeouts = { std::nullopt, std::nullopt, std::nullopt, std::nullopt };
}

LivenessProbe::~LivenessProbe()
{
    m_loop.cancel(m_timer);
}

void LivenessProbe::start(const std::string& connection, CurlMulti* pool, Duration answerWithin)
{
    m_connection = connection;
    send(false, pool, answerWithin);
}

void LivenessProbe::startOnFreshConnection(Duration answerWithin)
{
    send(true, nullptr, answerWithin);
}

void LivenessProbe::send(bool freshConnection, CurlMulti* pool, Duration answerWithin)
{
    // First: a probe that cannot even start must still end, and from the loop, not from here.
    m_timer = m_loop.postAfter(answerWithin, [this] { end(false); });
    if (const Result<void> started = m_transfer.start({ m_request, m_credentials, freshConnection, false, pool });
        !started) {
        m_loop.cancel(m_timer);
        m_timer = m_loop.postAfter(Duration::zero(), [this] { end(false); });
    }
}

bool LivenessProbe::isElsewhere() const
{
    return !m_connection.empty() && m_transfer.connection() != m_connection;
}

bool LivenessProbe::transferHead(const HttpHead& /*head*/)
{
    return false;
}

Result<void> LivenessProbe::transferData(std::string_view /*decoded*/)
{
    return {};
}

void LivenessProbe::transferBytes(qint64 /*onWire*/)
{
    m_lane.watch().byteArrivedOn(m_transfer.connection());
    if (m_answered || isElsewhere())
        return;
    m_answered = true;
    // Still inside libcurl here: the end comes from the loop.
    m_loop.cancel(m_timer);
    m_timer = m_loop.postAfter(Duration::zero(), [this] { end(true); });
}

void LivenessProbe::transferDone(Result<void> /*result*/)
{
    if (!isElsewhere()) // else the connection in question has until the time is over to say something itself
        end(m_answered);
}

void LivenessProbe::end(bool alive)
{
    const Ended ended = std::move(m_ended); // destroys this
    ended(alive);
}

} // namespace Strato
