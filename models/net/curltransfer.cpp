// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/net/curltransfer.h"

#include "models/net/curlerrors.h"
#include "models/net/curllane.h"
#include "models/net/httpheaders.h"

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

// The rest of a refused answer is read so that its connection stays usable, but not for long.
constexpr qint64 maxSwallowedBytes = qint64 { 64 } * 1024;

} // namespace

TransferListener::~TransferListener() = default;

CurlTransfer::CurlTransfer(CurlLane& lane, TransferListener& listener)
    : m_lane(lane)
    , m_listener(listener)
    , m_id(lane.newTransferId())
    , m_easy(curl_easy_init())
{
}

CurlTransfer::~CurlTransfer()
{
    takeOff();
}

Result<void> CurlTransfer::start(const Start& start)
{
    m_watched = start.watched;
    m_multi = &m_lane.multi(start.freshConnection || start.request.stream == StreamKind::Pausable);
    m_isWrite = start.request.effect.value() == Effect::Write;
    m_keepEncoding = start.request.keepEncoding;
    if (!m_easy)
        return fail(ErrorCode::Internal, u"no memory for a transfer"_s);
    Result<EasyLists> lists
        = configureEasy(m_easy.get(), { m_lane.endpoint(), start.request, start.credentials, start.freshConnection });
    if (!lists)
        return tl::unexpected(lists.error());
    m_lists = std::move(*lists);
    installCallbacks();
    if (!m_multi->add(m_easy.get()))
        return fail(ErrorCode::Internal, u"libcurl takes no more transfers"_s);
    m_onWire = true;
    m_lane.enter(*this);
    m_lane.footprint().bytes(0, start.request.body.size());
    return {};
}

void CurlTransfer::installCallbacks()
{
    CURL* easy = m_easy.get();
    curl_easy_setopt(easy, CURLOPT_PRIVATE, this);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, m_errorText.data());
    curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, &CurlTransfer::prereqCallback);
    curl_easy_setopt(easy, CURLOPT_PREREQDATA, this);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &CurlTransfer::headerCallback);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &CurlTransfer::bodyCallback);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, this);
    m_multi->prepare(easy);
}

void CurlTransfer::pause(bool paused)
{
    m_lane.watch().setPaused(m_id, paused);
    m_paused = paused;
    // Pausing is left to bodyCallback: libcurl reads megabytes in one go before a call from outside would be heard.
    if (!paused)
        curl_easy_pause(m_easy.get(), CURLPAUSE_CONT);
}

void CurlTransfer::abort(Error error)
{
    endWatch();
    takeOff();
    m_listener.transferDone(tl::unexpected(std::move(error))); // may destroy this
}

void CurlTransfer::complete(CURLcode code)
{
    Result<void> result;
    if (m_swallowedEnough) {
        // stopped by us, on purpose
    } else if (m_stop) {
        result = tl::unexpected(*m_stop);
    } else if (code != CURLE_OK) {
        result = tl::unexpected(transferError(m_easy.get(), code, m_errorText.data(), m_lane.endpoint()));
    } else if (!m_swallow) {
        result = m_decoder.finish();
    }
    endWatch();
    takeOff();
    m_listener.transferDone(std::move(result)); // may destroy this
}

void CurlTransfer::endWatch()
{
    if (const auto at = m_lane.watch().lastAlive(m_id))
        m_listener.transferAlive(*at);
}

void CurlTransfer::takeOff()
{
    if (!m_onWire)
        return;
    m_onWire = false;
    m_multi->remove(m_easy.get());
    m_lane.leave(*this);
}

int CurlTransfer::prereqCallback(void* self, char* remoteIp, char* localIp, int remotePort, int localPort)
{
    auto* transfer = static_cast<CurlTransfer*>(self);
    // libcurl repeats by itself what was sent on a kept connection that turned out dead. A write must not be sent
    // twice.
    if (transfer->m_isWrite && transfer->m_sends > 0) {
        transfer->m_stop = Error { ErrorCode::ConnectionLost,
            transfer->m_lane.endpoint().where + u": the connection broke; whether the change was made is not known"_s };
        return CURL_PREREQFUNC_ABORT;
    }
    ++transfer->m_sends;
    if (transfer->m_watched)
        transfer->m_lane.watch().attach(transfer->m_id, connectionKey(localIp, localPort, remoteIp, remotePort));
    transfer->m_lane.footprint().requestSent();
    transfer->m_lane.noteConnections();
    transfer->m_listener.transferSent();
    return CURL_PREREQFUNC_OK;
}

std::size_t CurlTransfer::headerCallback(char* data, std::size_t size, std::size_t count, void* self)
{
    const std::size_t bytes = size * count;
    return static_cast<CurlTransfer*>(self)->header(std::string_view(data, bytes)) ? bytes : bytes + 1;
}

std::size_t CurlTransfer::bodyCallback(char* data, std::size_t size, std::size_t count, void* self)
{
    const std::size_t bytes = size * count;
    if (static_cast<CurlTransfer*>(self)->m_paused)
        return CURL_WRITEFUNC_PAUSE; // libcurl keeps this one piece and hands it over again
    return static_cast<CurlTransfer*>(self)->body(std::string_view(data, bytes)) ? bytes : bytes + 1;
}

bool CurlTransfer::header(std::string_view line)
{
    m_lane.watch().byteArrived(m_id);
    m_lane.footprint().bytes(static_cast<qint64>(line.size()), 0);
    m_listener.transferBytes(0);
    const Result<HeadParser::State> state = m_head.line(line);
    if (!state) {
        m_stop = state.error();
        return false;
    }
    return *state != HeadParser::State::Complete || headComplete();
}

bool CurlTransfer::headComplete()
{
    HttpHead& head = m_head.head();
    head.receivedAt = m_lane.clock().now();
    m_lane.watch().setHttpVersion(m_id, head.httpVersion);
    long sent = 0;
    curl_easy_getinfo(m_easy.get(), CURLINFO_REQUEST_SIZE, &sent);
    m_lane.footprint().bytes(0, sent);
    m_swallow = !m_listener.transferHead(head);
    if (m_swallow)
        return true;
    Result<BodyDecoder> decoder
        = BodyDecoder::create(headerValue(head.headers, "Content-Encoding").value_or(QByteArray()));
    if (!decoder) {
        m_stop = decoder.error();
        return false;
    }
    if (!m_keepEncoding)
        m_decoder = std::move(*decoder);
    return true;
}

bool CurlTransfer::body(std::string_view bytes)
{
    const auto count = static_cast<qint64>(bytes.size());
    m_lane.watch().byteArrived(m_id);
    m_lane.footprint().bytes(count, 0);
    m_listener.transferBytes(count);
    if (m_swallow) {
        m_swallowedBytes += count;
        m_swallowedEnough = m_swallowedBytes > maxSwallowedBytes;
        return !m_swallowedEnough;
    }
    const Result<void> taken
        = m_decoder.feed(bytes, [this](std::string_view decoded) { return m_listener.transferData(decoded); });
    if (!taken)
        m_stop = taken.error();
    return taken.has_value();
}

} // namespace Strato
