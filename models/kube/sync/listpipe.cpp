// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/sync/listpipe.h"

namespace Strato {
namespace {

constexpr std::size_t blockBytes = std::size_t { 96 } * 1024; // below what malloc maps for itself
constexpr std::size_t mostSpare = 8;
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
        if (m_raw.empty() || m_raw.back().size() + chunk.size() > blockBytes)
            m_raw.push_back(takeSpare());
        m_raw.back().append(chunk);
        m_rawBytes += chunk.size();
        start = m_rawBytes >= worthAJob && !std::exchange(m_decoding, true);
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
    Blocks blocks;
    while (true) {
        std::optional<Result<HttpDone>> end;
        {
            const std::scoped_lock lock(m_mutex);
            giveBack(std::exchange(blocks, {}));
            blocks.swap(m_raw);
            m_rawBytes = 0;
            if (blocks.empty()) {
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
        for (const std::string& block : blocks) {
            if (!m_broken)
                decode(block);
        }
    }
}

std::string ListPipe::takeSpare()
{
    std::string block;
    if (m_spare.empty()) {
        block.reserve(blockBytes);
    } else {
        block = std::move(m_spare.back());
        m_spare.pop_back();
    }
    return block;
}

void ListPipe::giveBack(Blocks blocks)
{
    for (std::string& block : blocks) {
        if (m_spare.size() >= mostSpare)
            return;
        block.clear();
        m_spare.push_back(std::move(block));
    }
}

void ListPipe::decode(std::string_view bytes)
{
    if (const auto fed = m_cutter.feed(bytes); !fed) {
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
