// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/sync/watchpipe.h"

#include "models/kube/sync/caught.h"
#include "models/kube/sync/refusal.h"
#include "models/net/httperrors.h"

using namespace Qt::StringLiterals;

namespace Strato {
namespace {

constexpr qsizetype refusalBytes = qsizetype { 64 } * 1024; // more of an error's body is not read

bool isRow(const WatchEvent& event)
{
    return event.record
        && (event.type == WatchEventType::Added || event.type == WatchEventType::Modified
            || event.type == WatchEventType::Deleted);
}

} // namespace

WatchPipe::WatchPipe(
    Executor& data, DecodeLane lane, std::shared_ptr<KubeDecoder> decoder, Limits limits, Listener listener)
    : m_data(data)
    , m_lane(std::move(lane))
    , m_decoder(std::move(decoder))
    , m_limits(limits)
    , m_listener(std::move(listener))
{
}

void WatchPipe::head(const HttpHead& head)
{
    const std::scoped_lock lock(m_mutex);
    m_head = head;
    m_refused = head.status >= 300;
    m_news.head = head;
    m_news.lastAlive = m_data.clock().now();
    if (!m_refused)
        scheduleNews(); // a stream that is open is news by itself
}

void WatchPipe::data(std::string_view chunk)
{
    bool start = false;
    {
        const std::scoped_lock lock(m_mutex);
        m_news.lastAlive = m_data.clock().now();
        if (m_broken)
            return;
        if (m_raw.size() + chunk.size() > m_limits.rawBytes) {
            breakStream({ ErrorCode::TooLarge, u"watch stream is faster than it can be decoded"_s });
            return;
        }
        m_raw.append(chunk);
        start = !std::exchange(m_decoding, true);
    }
    if (start)
        m_lane([self = shared_from_this()] { self->decodePending(); });
}

void WatchPipe::alive(Instant at)
{
    const std::scoped_lock lock(m_mutex);
    m_news.lastAlive = std::max(at, m_news.lastAlive.value_or(at)); // finished() hands it on
}

void WatchPipe::finished(Result<HttpDone> result)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_end = std::move(result);
        if (std::exchange(m_decoding, true))
            return; // the running job sees the end when the bytes are done
    }
    m_lane([self = shared_from_this()] { self->decodePending(); });
}

bool WatchPipe::isDrained() const
{
    const std::scoped_lock lock(m_mutex);
    return m_raw.empty() && !m_decoding && !m_newsScheduled;
}

void WatchPipe::decodePending()
{
    while (true) {
        std::string chunk;
        {
            const std::scoped_lock lock(m_mutex);
            chunk.swap(m_raw);
            if (chunk.empty() || m_broken) {
                m_decoding = false;
                if (m_end)
                    closeNews();
                return;
            }
        }
        if (const auto thrown = caught([&] { decodeChunk(chunk); })) {
            const std::scoped_lock lock(m_mutex);
            breakStream(*thrown); // K42
        }
    }
}

void WatchPipe::closeNews()
{
    if (m_refused && m_head) {
        if (const auto thrown = caught([&] { m_news.refusal = refusalOf(*m_head, m_refusalBody); }))
            m_news.broken = thrown;
    }
    m_news.end = std::exchange(m_end, std::nullopt);
    scheduleNews();
}

void WatchPipe::decodeChunk(std::string_view chunk)
{
    bool refused = false;
    if (!m_splitter) {
        const std::scoped_lock lock(m_mutex);
        const QByteArray type = m_head ? m_head->contentType : QByteArray();
        m_format = type == "application/vnd.kubernetes.protobuf" ? WireFormat::Protobuf : WireFormat::Json;
        refused = m_refused;
        if (!refused && m_format == WireFormat::Json && type != "application/json") {
            const auto wrong = requireContentType(
                *m_head, QByteArray(chunk.data(), static_cast<qsizetype>(chunk.size())), { "application/json" });
            breakStream(wrong ? Error { ErrorCode::UnexpectedContent, QString::fromLatin1(type) } : wrong.error());
            return;
        }
    }
    if (refused) {
        const qsizetype room = refusalBytes - m_refusalBody.size();
        m_refusalBody.append(chunk.data(), std::min<qsizetype>(room, static_cast<qsizetype>(chunk.size())));
        return;
    }
    if (!m_splitter)
        m_splitter.emplace(m_format);
    std::vector<std::string> frames;
    const auto split = m_splitter->feed(chunk, frames);
    std::vector<std::pair<WatchEvent, std::size_t>> events;
    std::optional<Error> error = split ? std::nullopt : std::optional(split.error());
    for (const std::string& frame : frames) {
        auto event = m_decoder->watchEvent(frame, m_format);
        if (!event) {
            error = event.error(); // K15: what follows is not read, or its version would hide the loss
            break;
        }
        events.emplace_back(std::move(*event), frame.size());
    }
    const std::scoped_lock lock(m_mutex);
    for (auto& [event, bytes] : events) {
        if (!m_broken)
            addEvent(std::move(event), bytes);
    }
    if (m_broken)
        return; // there was no room
    if (error)
        breakStream(*error);
    else if (!events.empty())
        scheduleNews();
}

void WatchPipe::addEvent(WatchEvent event, std::size_t bytes)
{
    if (!m_merging && m_newsBytes + bytes > m_limits.decodedBytes)
        beginMerging();
    const auto same = m_merging && isRow(event) ? m_newest.find(event.record->uid) : m_newest.end();
    const bool merges = same != m_newest.end();
    const std::size_t freed = merges ? m_eventBytes[same->second] : 0;
    if (m_newsBytes + bytes - freed > 2 * m_limits.decodedBytes) {
        breakStream({ ErrorCode::TooLarge, u"more objects changed than can wait for their turn"_s });
        return;
    }
    ++m_news.received;
    if (event.type != WatchEventType::Error && !event.resourceVersion.empty())
        m_news.lastVersion = event.resourceVersion;
    m_newsBytes += bytes - freed;
    if (merges) {
        ++m_news.coalesced;
        m_eventBytes[same->second] = bytes;
        m_news.events[same->second] = std::move(event);
        return;
    }
    if (m_merging && isRow(event))
        m_newest.emplace(event.record->uid, m_news.events.size());
    m_eventBytes.push_back(bytes);
    m_news.events.push_back(std::move(event));
}

void WatchPipe::beginMerging()
{
    m_merging = true;
    for (std::size_t i = 0; i < m_news.events.size(); ++i) {
        if (isRow(m_news.events[i]))
            m_newest[m_news.events[i].record->uid] = i;
    }
}

void WatchPipe::breakStream(Error error)
{
    m_broken = true;
    m_raw.clear();
    m_news.broken = std::move(error);
    scheduleNews();
}

void WatchPipe::scheduleNews()
{
    if (!std::exchange(m_newsScheduled, true))
        m_data.post([self = shared_from_this()] { self->handNews(); });
}

void WatchPipe::handNews()
{
    WatchNews news;
    {
        const std::scoped_lock lock(m_mutex);
        std::swap(news, m_news);
        m_newsScheduled = false;
        m_eventBytes.clear();
        m_newsBytes = 0;
        m_merging = false;
        m_newest.clear();
    }
    m_listener(std::move(news));
}

} // namespace Strato
