// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/serverconnection.h"

#include <algorithm>

namespace Strato::Test {

namespace {

QByteArray bytes(std::string_view text)
{
    return { text.data(), static_cast<qsizetype>(text.size()) };
}

/// HTTP/1.1: one request at a time, answers chunked unless they have a Content-Length.
class Http1 final : public ServerProtocol {
public:
    Http1(ServerCore& core, int connection)
        : m_core(core)
        , m_connection(connection)
    {
    }

    bool received(std::string_view text) override
    {
        m_in.append(text);
        if (m_in.front() == 0x16) { // a TLS hello: what a plain server says to that
            m_head = "HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n";
            m_in.clear();
            return true;
        }
        return parse();
    }

    void produce(std::string& out) override
    {
        out += m_head;
        m_head.clear();
        while (out.size() < std::size_t { 64 } * 1024 && !m_body.empty()) {
            const std::string piece = m_body.take(std::size_t { 16 } * 1024);
            if (m_chunked)
                out += QByteArray::number(static_cast<qint64>(piece.size()), 16).toStdString() + "\r\n" + piece
                    + "\r\n";
            else
                out += piece;
        }
        if (m_answering && m_body.empty() && m_body.ended) {
            if (m_chunked)
                out += "0\r\n\r\n";
            m_answering = false;
            m_busy = false;
            m_body = {};
            (void)parse(); // what came while we were busy
        }
    }

    void begin(int stream, int status, const TestHeaders& headers) override
    {
        if (stream != m_stream || !m_busy)
            return;
        m_answering = true;
        m_head = "HTTP/1.1 " + std::to_string(status) + " Status\r\n";
        m_chunked = true;
        for (const auto& header : headers) {
            m_head += header.first.toStdString() + ": " + header.second.toStdString() + "\r\n";
            m_chunked = m_chunked && header.first != "content-length";
        }
        m_head += m_chunked ? "transfer-encoding: chunked\r\n\r\n" : "\r\n";
    }

    void write(int stream, const QByteArray& piece, qint64 generate) override
    {
        if (stream != m_stream || m_isHead)
            return;
        m_body.pending.append(piece.constData(), static_cast<std::size_t>(piece.size()));
        m_body.toGenerate += generate;
    }

    void end(int stream) override { m_body.ended = m_body.ended || stream == m_stream; }
    bool resetStream(int /*stream*/) override { return false; }
    bool goAway() override { return false; }

private:
    bool parse()
    {
        const std::size_t headEnd = m_in.find("\r\n\r\n");
        if (m_busy || headEnd == std::string::npos)
            return m_in.size() < std::size_t { 1024 } * 1024;
        TestRequest request;
        request.httpVersion = 11;
        const QList<QByteArray> lines = bytes(std::string_view(m_in).substr(0, headEnd)).split('\n');
        const QList<QByteArray> first = lines.first().trimmed().split(' ');
        if (first.size() != 3)
            return false;
        request.method = first[0];
        request.path = first[1];
        for (const QByteArray& line : lines.mid(1)) {
            const qsizetype colon = line.indexOf(':');
            request.headers.append({ line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed() });
        }
        const auto bodySize = static_cast<std::size_t>(request.header("content-length").toLongLong());
        if (m_in.size() < headEnd + 4 + bodySize)
            return true;
        request.body = bytes(std::string_view(m_in).substr(headEnd + 4, bodySize));
        m_in.erase(0, headEnd + 4 + bodySize);
        m_busy = true;
        m_isHead = request.method == "HEAD";
        m_core.dispatch(m_connection, ++m_stream, std::move(request));
        return true;
    }

    ServerCore& m_core;
    const int m_connection;
    std::string m_in;
    std::string m_head;
    OutgoingBody m_body;
    int m_stream = 0;
    bool m_busy = false;
    bool m_answering = false;
    bool m_chunked = false;
    bool m_isHead = false;
};

} // namespace

std::unique_ptr<ServerProtocol> makeHttp1(ServerCore& core, int connection)
{
    return std::make_unique<Http1>(core, connection);
}

} // namespace Strato::Test
