// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/recordingsink.h"

#include <chrono>

namespace Strato::Test {

RecordingSink::RecordingSink(bool keepBody)
    : m_keepBody(keepBody)
{
}

void RecordingSink::waiting(const HttpWait& wait)
{
    const std::scoped_lock lock(m_mutex);
    m_inOrder = m_inOrder && !m_head && !m_result;
    m_waits.push_back(wait);
    m_changed.notify_all();
}

void RecordingSink::head(const HttpHead& head)
{
    const std::scoped_lock lock(m_mutex);
    m_inOrder = m_inOrder && !m_head && !m_result;
    m_head = head;
    m_changed.notify_all();
}

void RecordingSink::data(std::string_view chunk)
{
    const std::scoped_lock lock(m_mutex);
    m_inOrder = m_inOrder && m_head && !m_result;
    m_bytes += static_cast<qint64>(chunk.size());
    if (m_keepBody)
        m_body.append(chunk);
    m_changed.notify_all();
}

void RecordingSink::alive(Instant at)
{
    const std::scoped_lock lock(m_mutex);
    m_lastAlive = at;
}

void RecordingSink::finished(Result<HttpDone> result)
{
    const std::scoped_lock lock(m_mutex);
    ++m_ends;
    m_result = std::move(result);
    m_changed.notify_all();
}

template <class Predicate> bool RecordingSink::waitUntil(Predicate predicate)
{
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, std::chrono::seconds(60), predicate);
}

bool RecordingSink::waitForHead()
{
    return waitUntil([this] { return m_head.has_value(); });
}

bool RecordingSink::waitForBytes(qint64 bytes)
{
    return waitUntil([this, bytes] { return m_bytes >= bytes; });
}

bool RecordingSink::waitForWait(int count)
{
    return waitUntil([this, count] { return static_cast<int>(m_waits.size()) >= count; });
}

bool RecordingSink::waitForEnd()
{
    return waitUntil([this] { return m_result.has_value(); });
}

HttpHead RecordingSink::headValue() const
{
    const std::scoped_lock lock(m_mutex);
    return m_head.value_or(HttpHead());
}

std::string RecordingSink::body() const
{
    const std::scoped_lock lock(m_mutex);
    return m_body;
}

qint64 RecordingSink::bytes() const
{
    const std::scoped_lock lock(m_mutex);
    return m_bytes;
}

std::vector<HttpWait> RecordingSink::waits() const
{
    const std::scoped_lock lock(m_mutex);
    return m_waits;
}

std::optional<Instant> RecordingSink::lastAlive() const
{
    const std::scoped_lock lock(m_mutex);
    return m_lastAlive;
}

bool RecordingSink::ended() const
{
    const std::scoped_lock lock(m_mutex);
    return m_result.has_value();
}

int RecordingSink::ends() const
{
    const std::scoped_lock lock(m_mutex);
    return m_ends;
}

bool RecordingSink::inOrder() const
{
    const std::scoped_lock lock(m_mutex);
    return m_inOrder && m_ends <= 1;
}

Result<HttpDone> RecordingSink::result() const
{
    const std::scoped_lock lock(m_mutex);
    return m_result.value_or(fail(ErrorCode::Internal, QStringLiteral("not ended")));
}

ErrorCode RecordingSink::code() const
{
    const Result<HttpDone> ended = result();
    return ended ? ErrorCode::Internal : ended.error().code;
}

QString RecordingSink::detail() const
{
    const Result<HttpDone> ended = result();
    return ended ? QString() : ended.error().detail;
}

} // namespace Strato::Test
