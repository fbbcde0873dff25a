// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/sync/listpipe.h"

#include "models/kube/sync/caught.h"
#include "models/net/httpheaders.h"

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace Strato {
namespace {

// A piece is decoded where it was inflated, and should still lie in that core's cache: some hundred pods.
constexpr std::size_t plainBlock = std::size_t { 96 } * 1024; // below what malloc maps for itself
constexpr std::size_t gzipBlock = std::size_t { 12 } * 1024; // lists of objects shrink to a tenth
constexpr std::size_t mostSpare = 8;
constexpr int piecesAJob = 8; // some milliseconds

} // namespace

ListDecoder ListDecoder::of(DecodeLane lane, std::shared_ptr<KubeDecoder> decoder)
{
    return { std::move(lane),
        [decoder = std::move(decoder)](const std::string& kind, std::string_view fields, DecodedList& into) {
            return decoder->listPart(kind, fields, into);
        } };
}

ListPipe::ListPipe(const HttpRequest& request, Executor& data, std::vector<ListDecoder> decoders, Reply reply)
    : m_maxBytes(static_cast<std::size_t>(request.maxBodyBytes))
    , m_data(data)
    , m_decoders(std::move(decoders))
    , m_reply(std::move(reply))
    , m_busy(m_decoders.size())
{
}

void ListPipe::head(const HttpHead& head)
{
    m_answer.head(head);
    m_streams = head.status < 300 && head.contentType == "application/vnd.kubernetes.protobuf";
    const QByteArray coding = headerValue(head.headers, "Content-Encoding").value_or(QByteArray());
    m_encoded = !coding.isEmpty() && coding != "identity";
    m_blockBytes = m_encoded ? gzipBlock : plainBlock;
    if (!m_streams)
        m_answer.reserve();
    if (auto decoder = BodyDecoder::create(coding))
        m_encoding = std::move(*decoder);
    else
        giveUp(decoder.error());
}

void ListPipe::data(std::string_view chunk)
{
    if (!m_streams) {
        collect(chunk);
        return;
    }
    std::optional<std::size_t> worker;
    {
        const std::scoped_lock lock(m_mutex);
        if (m_told)
            return;
        if (m_raw.empty() || m_raw.back().size() + chunk.size() > m_blockBytes)
            m_raw.push_back(m_encoded ? std::string() : takeSpare());
        m_raw.back().append(chunk);
        m_rawBytes += chunk.size();
        // Those who work already come back for more: another one is worth its while when enough is left for it too.
        const auto working = static_cast<std::size_t>(std::ranges::count(m_busy, true));
        const auto idle = std::ranges::find(m_busy, false);
        if (idle != m_busy.end() && m_rawBytes > m_blockBytes * (working + 1)) {
            *idle = true;
            worker = static_cast<std::size_t>(idle - m_busy.begin());
        }
    }
    if (worker)
        startWorker(*worker);
}

void ListPipe::collect(std::string_view chunk)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (m_told)
            return;
    }
    const Result<void> taken = m_encoding.feed(chunk,
        [this](std::string_view bytes) -> Result<void> { return count(bytes).map([&] { m_answer.append(bytes); }); });
    if (!taken) {
        m_answer.dropBody();
        giveUp(taken.error());
    }
}

Result<void> ListPipe::count(std::string_view bytes)
{
    m_made += bytes.size();
    if (m_made > m_maxBytes)
        return fail(ErrorCode::TooLarge, u"the answer is larger than %1 bytes"_s.arg(m_maxBytes));
    return {};
}

void ListPipe::finished(Result<HttpDone> result)
{
    if (!m_streams && result) {
        if (const auto whole = m_encoding.finish(); !whole)
            result = tl::unexpected(whole.error());
    }
    {
        const std::scoped_lock lock(m_mutex);
        m_end = std::move(result);
        if (std::ranges::find(m_busy, true) != m_busy.end())
            return; // whoever works last sees the end
        m_busy.front() = true;
    }
    startWorker(0);
}

void ListPipe::startWorker(std::size_t worker)
{
    m_decoders[worker].lane([self = shared_from_this(), worker] {
        if (const auto thrown = caught([&] { self->work(worker); }))
            self->giveUp(*thrown); // K42
    });
}

/// A few pieces a job: lanes give way to others between jobs, so that small lists need not wait for a large one.
void ListPipe::work(std::size_t worker)
{
    for (int done = 0; done < piecesAJob; ++done) {
        Piece piece;
        if (!takePiece(worker, piece)) {
            endWork();
            return;
        }
        decode(piece, m_decoders[worker]);
        giveBack(std::move(piece.bytes));
    }
    startWorker(worker);
}

/// Of one who found no bytes.
void ListPipe::endWork()
{
    std::optional<Result<HttpDone>> end;
    {
        const std::scoped_lock lock(m_mutex);
        if (std::ranges::find(m_busy, true) == m_busy.end())
            end = std::exchange(m_end, std::nullopt);
    }
    if (end)
        deliver(std::move(*end));
}

/// False: no bytes are left, @p worker works no more.
bool ListPipe::takePiece(std::size_t worker, Piece& piece)
{
    const std::scoped_lock lock(m_cutting);
    std::optional<std::string> block = takeBlock(worker);
    if (!block)
        return false;
    piece.number = m_pieces++;
    Result<void> plain;
    if (m_encoded)
        plain = inflate(*block, piece.bytes);
    else
        piece.bytes = std::move(*block);
    auto cut = plain ? m_cutter.feed(piece.bytes) : tl::unexpected(plain.error());
    if (cut)
        piece.cut = std::move(*cut);
    else
        giveUp(cut.error());
    piece.kind = m_cutter.kind();
    return true;
}

std::optional<std::string> ListPipe::takeBlock(std::size_t worker)
{
    const std::scoped_lock lock(m_mutex);
    if (m_told || (m_end && !*m_end)) { // nobody wants the rest
        m_raw.clear();
        m_rawBytes = 0;
    }
    if (m_raw.empty()) {
        m_busy[worker] = false;
        return std::nullopt;
    }
    std::string block = std::move(m_raw.front());
    m_raw.pop_front();
    m_rawBytes -= block.size();
    return block;
}

Result<void> ListPipe::inflate(std::string_view block, std::string& into)
{
    {
        const std::scoped_lock lock(m_mutex);
        into = takeSpare();
    }
    return m_encoding.feed(
        block, [&](std::string_view bytes) -> Result<void> { return count(bytes).map([&] { into.append(bytes); }); });
}

void ListPipe::decode(const Piece& piece, const ListDecoder& decoder)
{
    DecodedList part;
    Result<void> done;
    for (const std::string_view fields : { std::string_view(piece.cut.joined), piece.cut.whole }) {
        if (done && !fields.empty())
            done = decoder.decodePart(piece.kind, fields, part);
    }
    if (!done) {
        giveUp(done.error());
        return;
    }
    const std::scoped_lock lock(m_mutex);
    if (m_told)
        return;
    if (m_parts.size() <= piece.number)
        m_parts.resize(piece.number + 1);
    m_parts[piece.number] = std::move(part);
}

/// What cannot be read is told at once, and whoever asked ends the request: nothing of it is kept until its last byte.
void ListPipe::giveUp(const Error& error)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (std::exchange(m_told, true))
            return;
        m_parts.clear();
    }
    post(tl::unexpected(error));
}

std::string ListPipe::takeSpare()
{
    std::string room;
    if (m_spare.empty()) {
        room.reserve(plainBlock);
    } else {
        room = std::move(m_spare.back());
        m_spare.pop_back();
    }
    return room;
}

void ListPipe::giveBack(std::string room)
{
    const std::scoped_lock lock(m_mutex);
    if (m_spare.size() >= mostSpare)
        return;
    room.clear();
    m_spare.push_back(std::move(room));
}

/// The page as the server wrote it, whoever decoded which of its pieces.
Result<DecodedList> ListPipe::joined()
{
    if (const auto whole = m_encoding.finish().and_then([this] { return m_cutter.end(); }); !whole)
        return tl::unexpected(whole.error());
    DecodedList list;
    std::size_t count = 0;
    for (const DecodedList& part : m_parts)
        count += part.records.size();
    list.records.reserve(count);
    for (DecodedList& part : m_parts) {
        std::ranges::move(part.records, std::back_inserter(list.records));
        if (part.schema)
            list.schema = part.schema;
        if (part.resourceVersion.empty())
            continue; // the list's metadata stands in one of them
        list.resourceVersion = std::move(part.resourceVersion);
        list.continueToken = std::move(part.continueToken);
        list.remaining = part.remaining;
    }
    m_parts.clear();
    return list;
}

void ListPipe::deliver(Result<HttpDone> end)
{
    if (!end) {
        giveUp(end.error());
        return;
    }
    std::optional<Result<DecodedList>> decoded;
    if (m_streams)
        decoded = joined();
    {
        const std::scoped_lock lock(m_mutex);
        if (std::exchange(m_told, true))
            return;
    }
    post(ListPage { m_answer.whole(*end), std::move(decoded) });
}

void ListPipe::post(Result<ListPage> page)
{
    m_data.post([self = shared_from_this(), page = std::move(page)]() mutable { self->m_reply(std::move(page)); });
}

} // namespace Strato
