// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/serverconnection.h"

#include <nghttp2/nghttp2.h>

#include <cstring>

namespace Strato::Test {

namespace {

QByteArray bytes(const unsigned char* data, std::size_t size)
{
    return { reinterpret_cast<const char*>(data), static_cast<qsizetype>(size) };
}

/// HTTP/2 by nghttp2.
class Http2 final : public ServerProtocol {
public:
    Http2(ServerCore& core, int connection)
        : m_core(core)
        , m_connection(connection)
    {
        nghttp2_session_callbacks* callbacks = nullptr;
        nghttp2_session_callbacks_new(&callbacks);
        nghttp2_session_callbacks_set_on_header_callback(callbacks, &Http2::onHeader);
        nghttp2_session_callbacks_set_on_data_chunk_recv_callback(callbacks, &Http2::onData);
        nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks, &Http2::onFrame);
        nghttp2_session_callbacks_set_on_stream_close_callback(callbacks, &Http2::onClose);
        nghttp2_session_server_new(&m_session, callbacks, this);
        nghttp2_session_callbacks_del(callbacks);
        const nghttp2_settings_entry limit { NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS,
            static_cast<std::uint32_t>(core.options().maxStreams) };
        nghttp2_submit_settings(m_session, NGHTTP2_FLAG_NONE, &limit, 1);
    }

    ~Http2() override { nghttp2_session_del(m_session); }
    Http2(const Http2&) = delete;
    Http2& operator=(const Http2&) = delete;

    bool received(std::string_view text) override
    {
        const auto* data = reinterpret_cast<const unsigned char*>(text.data());
        return nghttp2_session_mem_recv(m_session, data, text.size()) == static_cast<ssize_t>(text.size());
    }

    void produce(std::string& out) override
    {
        while (out.size() < std::size_t { 64 } * 1024) {
            const unsigned char* data = nullptr;
            const ssize_t size = nghttp2_session_mem_send(m_session, &data);
            if (size <= 0)
                return;
            out.append(reinterpret_cast<const char*>(data), static_cast<std::size_t>(size));
        }
    }

    void begin(int stream, int status, const TestHeaders& headers) override
    {
        TestHeaders all { { ":status", QByteArray::number(status) } };
        all += headers;
        std::vector<nghttp2_nv> pairs;
        for (const auto& header : std::as_const(all))
            pairs.push_back({ raw(header.first), raw(header.second), static_cast<std::size_t>(header.first.size()),
                static_cast<std::size_t>(header.second.size()), NGHTTP2_NV_FLAG_NONE });
        nghttp2_data_provider provider {};
        provider.read_callback = &Http2::onRead;
        nghttp2_submit_response(m_session, stream, pairs.data(), pairs.size(), &provider);
    }

    void write(int stream, const QByteArray& piece, qint64 generate) override
    {
        OutgoingBody& body = m_bodies[stream];
        body.pending.append(piece.constData(), static_cast<std::size_t>(piece.size()));
        body.toGenerate += generate;
        nghttp2_session_resume_data(m_session, stream);
    }

    void end(int stream) override
    {
        m_bodies[stream].ended = true;
        nghttp2_session_resume_data(m_session, stream);
    }

    bool resetStream(int stream) override
    {
        return nghttp2_submit_rst_stream(m_session, NGHTTP2_FLAG_NONE, stream, NGHTTP2_INTERNAL_ERROR) == 0;
    }

    bool goAway() override
    {
        return nghttp2_submit_goaway(m_session, NGHTTP2_FLAG_NONE, nghttp2_session_get_last_proc_stream_id(m_session),
                   NGHTTP2_NO_ERROR, nullptr, 0)
            == 0;
    }

private:
    // nghttp2 copies what it is given; its type is older than const.
    static std::uint8_t* raw(const QByteArray& text)
    {
        return reinterpret_cast<std::uint8_t*>(const_cast<char*>(text.constData()));
    }

    static int onHeader(nghttp2_session* /*session*/, const nghttp2_frame* frame, const std::uint8_t* name,
        std::size_t nameSize, const std::uint8_t* value, std::size_t valueSize, std::uint8_t /*flags*/, void* self)
    {
        TestRequest& request = static_cast<Http2*>(self)->m_incoming[frame->hd.stream_id];
        const QByteArray key = bytes(name, nameSize);
        const QByteArray text = bytes(value, valueSize);
        if (key == ":method")
            request.method = text;
        else if (key == ":path")
            request.path = text;
        else
            request.headers.append({ key == ":authority" ? QByteArray("host") : key, text });
        return 0;
    }

    static int onData(nghttp2_session* /*session*/, std::uint8_t /*flags*/, std::int32_t stream,
        const std::uint8_t* data, std::size_t size, void* self)
    {
        static_cast<Http2*>(self)->m_incoming[stream].body += bytes(data, size);
        return 0;
    }

    static int onFrame(nghttp2_session* /*session*/, const nghttp2_frame* frame, void* self)
    {
        if ((frame->hd.flags & NGHTTP2_FLAG_END_STREAM) == 0)
            return 0;
        auto* http2 = static_cast<Http2*>(self);
        auto node = http2->m_incoming.extract(frame->hd.stream_id);
        if (node.empty())
            return 0;
        node.mapped().httpVersion = 20;
        http2->m_core.dispatch(http2->m_connection, frame->hd.stream_id, std::move(node.mapped()));
        return 0;
    }

    static int onClose(nghttp2_session* /*session*/, std::int32_t stream, std::uint32_t /*code*/, void* self)
    {
        static_cast<Http2*>(self)->m_bodies.erase(stream);
        return 0;
    }

    static ssize_t onRead(nghttp2_session* /*session*/, std::int32_t stream, std::uint8_t* to, std::size_t size,
        std::uint32_t* flags, nghttp2_data_source* /*source*/, void* self)
    {
        OutgoingBody& body = static_cast<Http2*>(self)->m_bodies[stream];
        const std::string piece = body.take(size);
        std::ranges::copy(piece, to);
        if (body.empty() && body.ended)
            *flags |= NGHTTP2_DATA_FLAG_EOF;
        else if (piece.empty())
            return NGHTTP2_ERR_DEFERRED;
        return static_cast<ssize_t>(piece.size());
    }

    ServerCore& m_core;
    const int m_connection;
    nghttp2_session* m_session = nullptr;
    std::map<int, TestRequest> m_incoming;
    std::map<int, OutgoingBody> m_bodies;
};

} // namespace

std::unique_ptr<ServerProtocol> makeHttp2(ServerCore& core, int connection)
{
    return std::make_unique<Http2>(core, connection);
}

} // namespace Strato::Test
