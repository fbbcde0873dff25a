// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/sync/listpipe.h"

namespace Strato {
namespace {

constexpr std::size_t worthAJob = std::size_t { 128 } * 1024; // some eighty pods; less waits for more, or for the end

} // namespace

ListPipe::ListPipe(
    Executor& data, DecodeLane lane, std::shared_ptr<KubeDecoder> decoder, Reply reply, HttpWaiting waiting)
    : m_data(data)
    , m_lane(std::move(lane))
    , m_decoder(std::move(decoder))
    , m_reply(std::move(reply))
    , m_waiting(std::move(waiting))
{
}

void ListPipe::waiting(const HttpWait& wait)
{
    m_data.post([self = shared_from_this(), wait] { self->m_waiting(wait); });
}

void ListPipe::head(const HttpHead& head)
{
    m_response.head = head;
    m_streams = head.status < 300 && head.contentType == "application/vnd.kubernetes.protobuf";
}

void ListPipe::data(std::string_view chunk)
{
    if (!m_streams) {
        m_response.body.append(chunk.data(), static_cast<qsizetype>(chunk.size()));
        return;
    }
    bool start = false;
    {
        const std::scoped_lock lock(m_mutex);
        m_raw.append(chunk);
        start = m_raw.size() >= worthAJob && !std::exchange(m_decoding, true);
    }
    if (start)
        m_lane([self = shared_from_this()] { self->decodePending(); });
}

void ListPipe::finished(Result<HttpDone> result)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_end = std::move(result);
        if (std::exchange(m_decoding, true))
            return; // the running job sees the end when the bytes are done
    }
    m_lane([self = shared_from_this()] { self->decodePending(); });
}

void ListPipe::decodePending()
{
    while (true) {
        std::optional<Result<HttpDone>> end;
        m_bytes.clear();
        {
            const std::scoped_lock lock(m_mutex);
            m_bytes.swap(m_raw); // either keeps the room that it once had: bytes are copied here and never again
            if (m_bytes.empty()) {
                m_decoding = false;
                end = std::exchange(m_end, std::nullopt);
                if (!end)
                    return;
            }
        }
        if (end) {
            deliver(std::move(*end));
            return;
        }
        if (!m_broken)
            decode();
    }
}

void ListPipe::decode()
{
    if (const auto fed = m_cutter.feed(m_bytes); !fed) {
        m_broken = fed.error();
        return;
    }
    while (!m_broken) {
        const auto fields = m_cutter.take();
        if (!fields) {
            m_broken = fields.error();
            return;
        }
        if (fields->empty())
            return;
        if (const auto done = m_decoder->listPart(m_cutter.kind(), *fields, m_list); !done)
            m_broken = done.error();
    }
}

void ListPipe::deliver(Result<HttpDone> end)
{
    Result<ListPage> page = tl::unexpected(Error {});
    if (end) {
        m_response.done = *end;
        page = ListPage { std::move(m_response), std::nullopt };
        const Result<void> whole = m_broken ? tl::unexpected(*m_broken) : m_cutter.end();
        if (m_streams)
            page->decoded = whole.map([this] { return std::move(m_list); });
    } else {
        page = tl::unexpected(end.error());
    }
    m_data.post([self = shared_from_this(), page = std::move(page)]() mutable { self->m_reply(std::move(page)); });
}

} // namespace Strato
