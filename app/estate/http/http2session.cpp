// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/http/session.h"

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <nghttp2/nghttp2.h>

#include <array>
#include <cstring>
#include <map>

namespace Strato::Estate {

namespace {

namespace asio = boost::asio;
using boost::system::error_code;

struct Exchange {
    explicit Exchange(const Transport::Socket::executor_type& executor)
        : timer(executor)
    {
    }
    HttpRequest request;
    HttpResponse response;
    asio::steady_timer timer; ///< holds a delayed answer back
    std::string pending; ///< made by the stream, not yet taken
    std::size_t taken = 0; ///< of `pending`, or of response.body
    bool ended = false; ///< the stream has nothing more
    bool tooLarge = false;
};

class Http2Session final : public Session {
public:
    Http2Session(std::shared_ptr<ServiceContext> context, std::shared_ptr<Transport> transport)
        : Session(std::move(context), std::move(transport))
    {
    }
    ~Http2Session() override { nghttp2_session_del(m_session); }
    Http2Session(const Http2Session&) = delete;
    Http2Session& operator=(const Http2Session&) = delete;
    void start() override;
    void goAway() override
    {
        nghttp2_session_terminate_session(m_session, NGHTTP2_NO_ERROR);
        flush();
    }

private:
    std::shared_ptr<Http2Session> self() { return std::static_pointer_cast<Http2Session>(shared_from_this()); }
    static Http2Session& of(void* data) { return *static_cast<Http2Session*>(data); }
    void makeSession();
    Exchange* find(std::int32_t id);
    void readMore();
    void handleRead(const error_code& error, std::size_t got);
    void flush();
    void die();
    void dispatch(std::int32_t id);
    void respond(std::int32_t id);
    void watchStream(std::int32_t id);
    ssize_t provide(std::int32_t id, std::uint8_t* out, std::size_t size, std::uint32_t* flags);

    std::array<char, ReadBytes> m_readBuffer {};
    nghttp2_session* m_session = nullptr;
    std::map<std::int32_t, std::unique_ptr<Exchange>> m_exchanges;
    std::string m_out;
    bool m_writing = false;
    bool m_flushing = false; ///< nghttp2 must not be entered again from its own callbacks
    bool m_dead = false;
};

void Http2Session::makeSession()
{
    nghttp2_session_callbacks* callbacks = nullptr;
    nghttp2_session_callbacks_new(&callbacks);
    nghttp2_session_callbacks_set_on_begin_headers_callback(
        callbacks, [](nghttp2_session*, const nghttp2_frame* frame, void* data) {
            if (frame->hd.type == NGHTTP2_HEADERS && frame->headers.cat == NGHTTP2_HCAT_REQUEST)
                of(data).m_exchanges[frame->hd.stream_id] = std::make_unique<Exchange>(of(data).transport().executor());
            return 0;
        });
    nghttp2_session_callbacks_set_on_header_callback(callbacks,
        [](nghttp2_session*, const nghttp2_frame* frame, const std::uint8_t* name, std::size_t nameSize,
            const std::uint8_t* value, std::size_t valueSize, std::uint8_t, void* data) {
            Exchange* exchange = of(data).find(frame->hd.stream_id);
            if (exchange == nullptr)
                return 0;
            std::string key(reinterpret_cast<const char*>(name), nameSize);
            std::string text(reinterpret_cast<const char*>(value), valueSize);
            if (key == ":method")
                exchange->request.method = std::move(text);
            else if (key == ":path")
                exchange->request.target = std::move(text);
            else if (key == ":authority")
                exchange->request.headers.emplace_back("host", std::move(text));
            else if (!key.starts_with(':'))
                exchange->request.headers.emplace_back(std::move(key), std::move(text));
            return 0;
        });
    nghttp2_session_callbacks_set_on_data_chunk_recv_callback(callbacks,
        [](nghttp2_session*, std::uint8_t, std::int32_t id, const std::uint8_t* bytes, std::size_t size, void* data) {
            if (Exchange* exchange = of(data).find(id)) {
                exchange->tooLarge
                    = exchange->tooLarge || exchange->request.body.size() + size > of(data).context().maxBodyBytes;
                if (!exchange->tooLarge)
                    exchange->request.body.append(reinterpret_cast<const char*>(bytes), size);
            }
            return 0;
        });
    nghttp2_session_callbacks_set_on_frame_recv_callback(
        callbacks, [](nghttp2_session*, const nghttp2_frame* frame, void* data) {
            const bool request = frame->hd.type == NGHTTP2_HEADERS || frame->hd.type == NGHTTP2_DATA;
            if (request && (frame->hd.flags & NGHTTP2_FLAG_END_STREAM) != 0)
                of(data).dispatch(frame->hd.stream_id);
            return 0;
        });
    nghttp2_session_callbacks_set_on_stream_close_callback(
        callbacks, [](nghttp2_session*, std::int32_t id, std::uint32_t, void* data) {
            of(data).m_exchanges.erase(id);
            return 0;
        });
    nghttp2_session_server_new(&m_session, callbacks, this);
    nghttp2_session_callbacks_del(callbacks);
}

Exchange* Http2Session::find(std::int32_t id)
{
    const auto it = m_exchanges.find(id);
    return it == m_exchanges.end() ? nullptr : it->second.get();
}

void Http2Session::start()
{
    makeSession();
    constexpr std::array<nghttp2_settings_entry, 1> settings { { { NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, 250 } } };
    nghttp2_submit_settings(m_session, NGHTTP2_FLAG_NONE, settings.data(), settings.size());
    readMore();
    flush();
}

void Http2Session::readMore()
{
    transport().read(m_readBuffer.data(), m_readBuffer.size(),
        [self = self()](const error_code& error, std::size_t got) { self->handleRead(error, got); });
}

void Http2Session::handleRead(const error_code& error, std::size_t got)
{
    if (error || m_dead) {
        die();
        return;
    }
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(m_readBuffer.data());
    if (nghttp2_session_mem_recv(m_session, bytes, got) < 0) {
        nghttp2_session_terminate_session(m_session, NGHTTP2_PROTOCOL_ERROR);
        flush();
        return;
    }
    flush();
    if (!m_dead)
        readMore();
}

void Http2Session::die()
{
    if (m_dead)
        return;
    m_dead = true;
    m_exchanges.clear();
    transport().close();
}

void Http2Session::flush()
{
    if (m_writing || m_dead || m_flushing)
        return;
    m_flushing = true;
    m_out.clear();
    while (m_out.size() < WriteBytes) {
        const std::uint8_t* bytes = nullptr;
        const ssize_t size = nghttp2_session_mem_send(m_session, &bytes);
        if (size <= 0)
            break;
        m_out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    }
    m_flushing = false;
    if (m_out.empty()) {
        if (nghttp2_session_want_read(m_session) == 0 && nghttp2_session_want_write(m_session) == 0)
            die();
        return;
    }
    m_writing = true;
    transport().write(m_out.data(), m_out.size(), [self = self()](const error_code& error, std::size_t sent) {
        self->m_writing = false;
        self->context().bytesOut.fetch_add(sent);
        if (error)
            self->die();
        else
            self->flush();
    });
}

void Http2Session::dispatch(std::int32_t id)
{
    Exchange* exchange = find(id);
    if (exchange == nullptr)
        return;
    exchange->request.http2 = true;
    exchange->response = exchange->tooLarge ? HttpResponse::text(413, "text/plain", "request body too large\n")
                                            : answer(exchange->request);
    if (exchange->response.hangUp) {
        // Not from within nghttp2's callback: closing frees what it is using.
        asio::post(transport().executor(), [self = self()] {
            self->transport().abort();
            self->die();
        });
        return;
    }
    if (exchange->response.delayMs <= 0) {
        respond(id);
        return;
    }
    exchange->timer.expires_after(std::chrono::milliseconds(exchange->response.delayMs));
    exchange->timer.async_wait([weak = weak_from_this(), id](const error_code& error) {
        const auto session = std::static_pointer_cast<Http2Session>(weak.lock());
        if (error || !session || session->m_dead || session->find(id) == nullptr)
            return;
        session->respond(id);
        session->flush();
    });
}

nghttp2_nv field(const std::string& name, const std::string& value)
{
    // nghttp2 copies both; its interface merely lacks the const.
    return { reinterpret_cast<std::uint8_t*>(const_cast<char*>(name.data())),
        reinterpret_cast<std::uint8_t*>(const_cast<char*>(value.data())), name.size(), value.size(),
        NGHTTP2_NV_FLAG_NONE };
}

void Http2Session::respond(std::int32_t id)
{
    Exchange& exchange = *find(id);
    HttpResponse& response = exchange.response;
    Headers headers { { ":status", std::to_string(response.status) } };
    for (const auto& header : response.headers)
        headers.push_back(header);
    headers.emplace_back("date", date());
    if (!response.stream)
        headers.emplace_back("content-length", std::to_string(response.body ? response.body->size() : 0));
    std::vector<nghttp2_nv> fields;
    fields.reserve(headers.size());
    for (const auto& [name, value] : headers)
        fields.push_back(field(name, value));
    const bool empty
        = exchange.request.method == "HEAD" || (!response.stream && (!response.body || response.body->empty()));
    nghttp2_data_provider provider {};
    provider.read_callback
        = [](nghttp2_session*, std::int32_t stream, std::uint8_t* out, std::size_t size, std::uint32_t* flags,
              nghttp2_data_source*, void* data) { return of(data).provide(stream, out, size, flags); };
    if (response.stream)
        watchStream(id);
    nghttp2_submit_response(m_session, id, fields.data(), fields.size(), empty ? nullptr : &provider);
}

void Http2Session::watchStream(std::int32_t id)
{
    find(id)->response.stream->setWake([weak = weak_from_this(), executor = transport().executor(), id] {
        asio::post(executor, [weak, id] {
            const auto session = std::static_pointer_cast<Http2Session>(weak.lock());
            if (!session || session->m_dead || session->find(id) == nullptr)
                return;
            nghttp2_session_resume_data(session->m_session, id); // an error if not deferred: harmless
            session->flush();
        });
    });
}

ssize_t Http2Session::provide(std::int32_t id, std::uint8_t* out, std::size_t size, std::uint32_t* flags)
{
    Exchange* exchange = find(id);
    if (exchange == nullptr)
        return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
    const bool whole = !exchange->response.stream;
    if (!whole && exchange->taken == exchange->pending.size() && !exchange->ended) {
        exchange->pending.clear();
        exchange->taken = 0;
        const BodySource::State state = exchange->response.stream->read(exchange->pending, WriteBytes);
        exchange->ended = state == BodySource::State::End;
        if (exchange->pending.empty() && state == BodySource::State::Abort)
            return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
        if (exchange->pending.empty() && !exchange->ended)
            return NGHTTP2_ERR_DEFERRED;
    }
    const std::string& source = whole ? *exchange->response.body : exchange->pending;
    const std::size_t count = std::min(size, source.size() - exchange->taken);
    std::copy_n(source.data() + exchange->taken, count, out);
    exchange->taken += count;
    if ((whole || exchange->ended) && exchange->taken == source.size())
        *flags |= NGHTTP2_DATA_FLAG_EOF;
    return static_cast<ssize_t>(count);
}

} // namespace

std::shared_ptr<Session> Session::http2(std::shared_ptr<ServiceContext> context, std::shared_ptr<Transport> transport)
{
    return std::make_shared<Http2Session>(std::move(context), std::move(transport));
}

} // namespace Strato::Estate
