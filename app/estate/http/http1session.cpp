// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/http/session.h"

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>

namespace Strato::Estate {

namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;

constexpr std::size_t PipelineBytes = std::size_t { 64 } << 10U; // read ahead while an answer is under way

class Http1Session final : public Session {
public:
    Http1Session(std::shared_ptr<ServiceContext> context, std::shared_ptr<Transport> transport)
        : Session(std::move(context), std::move(transport))
        , m_timer(this->transport().executor())
    {
        resetParser();
    }
    void start() override { readMore(); }
    void goAway() override
    {
        m_keepAlive = false;
        if (!m_busy)
            transport().close();
    }

private:
    std::shared_ptr<Http1Session> self() { return std::static_pointer_cast<Http1Session>(shared_from_this()); }
    void resetParser();
    void readMore();
    void handleRead(const error_code& error, std::size_t got);
    void parse();
    void refuse(const error_code& error);
    void dispatch();
    void respond(HttpResponse response);
    void begin();
    void pump();
    void appendChunk();
    void handleWritten(const error_code& error, std::size_t sent);
    void finishResponse();

    std::array<char, ReadBytes> m_readBuffer {};
    std::string m_input;
    std::optional<http::request_parser<http::string_body>> m_parser;
    asio::steady_timer m_timer;
    HttpResponse m_response;
    std::string m_out;
    bool m_headOnly = false;
    bool m_keepAlive = true;
    bool m_chunked = true; ///< false towards HTTP/1.0: the end of the connection is the end of the body
    bool m_reading = false;
    bool m_busy = false; ///< a request is being answered
    bool m_begun = false; ///< and its head is written
    bool m_writing = false;
    bool m_ended = false; ///< the last byte of the answer is in m_out or sent
    bool m_dead = false;
};

void Http1Session::resetParser()
{
    m_parser.emplace();
    m_parser->eager(true);
    m_parser->header_limit(64U << 10U);
    m_parser->body_limit(context().maxBodyBytes);
}

void Http1Session::readMore()
{
    // A read is always under way, so that a peer that leaves is noticed in the middle of an endless answer.
    if (m_reading || m_dead || m_input.size() > PipelineBytes + context().maxBodyBytes)
        return;
    m_reading = true;
    transport().read(m_readBuffer.data(), m_readBuffer.size(),
        [self = self()](const error_code& error, std::size_t got) { self->handleRead(error, got); });
}

void Http1Session::handleRead(const error_code& error, std::size_t got)
{
    m_reading = false;
    if (error) {
        m_dead = true;
        m_response = {};
        m_timer.cancel();
        transport().close();
        return;
    }
    m_input.append(m_readBuffer.data(), got);
    if (!m_busy)
        parse();
    readMore();
}

void Http1Session::parse()
{
    while (!m_input.empty() && !m_parser->is_done()) {
        error_code error;
        const std::size_t used = m_parser->put(asio::buffer(m_input), error);
        m_input.erase(0, used);
        if (error == http::error::need_more)
            return;
        if (error) {
            refuse(error);
            return;
        }
    }
    if (m_parser->is_done())
        dispatch();
}

void Http1Session::refuse(const error_code& error)
{
    m_keepAlive = false;
    m_busy = true;
    const bool large = error == http::error::body_limit || error == http::error::header_limit;
    respond(HttpResponse::text(large ? 413 : 400, "text/plain", error.message() + "\n"));
}

void Http1Session::dispatch()
{
    m_busy = true;
    const auto message = m_parser->release();
    HttpRequest request;
    request.method = std::string(message.method_string());
    request.target = std::string(message.target());
    request.body = message.body();
    for (const auto& field : message) {
        std::string name(field.name_string());
        std::ranges::transform(
            name, name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        request.headers.emplace_back(std::move(name), std::string(field.value()));
    }
    m_keepAlive = m_keepAlive && message.keep_alive();
    m_chunked = message.version() >= 11;
    m_headOnly = request.method == "HEAD";
    resetParser();
    respond(answer(request));
}

void Http1Session::respond(HttpResponse response)
{
    if (response.hangUp) {
        m_dead = true;
        transport().abort();
        return;
    }
    m_response = std::move(response);
    if (m_response.delayMs <= 0) {
        begin();
        return;
    }
    m_timer.expires_after(std::chrono::milliseconds(m_response.delayMs));
    m_timer.async_wait([self = self()](const error_code& error) {
        if (!error && !self->m_dead)
            self->begin();
    });
}

void Http1Session::begin()
{
    m_begun = true;
    m_ended = false;
    m_out = "HTTP/1.1 " + std::to_string(m_response.status) + " "
        + std::string(http::obsolete_reason(static_cast<http::status>(m_response.status))) + "\r\n";
    for (const auto& [name, value] : m_response.headers)
        m_out += name + ": " + value + "\r\n";
    m_out += "date: " + date() + "\r\n";
    if (!m_response.stream)
        m_out += "content-length: " + std::to_string(m_response.body ? m_response.body->size() : 0) + "\r\n";
    else if (m_chunked)
        m_out += "transfer-encoding: chunked\r\n";
    else
        m_keepAlive = false;
    if (!m_keepAlive)
        m_out += "connection: close\r\n";
    m_out += "\r\n";
    if (m_response.stream && !m_headOnly) {
        m_response.stream->setWake([weak = weak_from_this(), executor = transport().executor()] {
            asio::post(executor, [weak] {
                if (const auto session = std::static_pointer_cast<Http1Session>(weak.lock()))
                    session->pump();
            });
        });
    } else {
        if (m_response.body && !m_headOnly)
            m_out += *m_response.body;
        m_ended = true;
    }
    pump();
}

void Http1Session::pump()
{
    if (m_writing || m_dead || !m_begun)
        return;
    if (!m_ended)
        appendChunk();
    if (m_dead || m_out.empty()) {
        if (m_ended && !m_dead)
            finishResponse();
        return;
    }
    m_writing = true;
    transport().write(m_out.data(), m_out.size(),
        [self = self()](const error_code& error, std::size_t sent) { self->handleWritten(error, sent); });
}

void Http1Session::appendChunk()
{
    std::string chunk;
    const BodySource::State state = m_response.stream->read(chunk, WriteBytes);
    if (state == BodySource::State::Abort && chunk.empty() && m_out.empty()) {
        m_dead = true;
        m_response = {};
        transport().cut();
        return;
    }
    if (!chunk.empty() && m_chunked) {
        std::array<char, 24> size {};
        std::snprintf(size.data(), size.size(), "%zx\r\n", chunk.size());
        m_out.append(size.data());
        m_out.append(chunk);
        m_out.append("\r\n");
    } else {
        m_out.append(chunk);
    }
    if (state == BodySource::State::End) {
        if (m_chunked)
            m_out.append("0\r\n\r\n");
        m_ended = true;
    }
}

void Http1Session::handleWritten(const error_code& error, std::size_t sent)
{
    m_writing = false;
    context().bytesOut.fetch_add(sent);
    m_out.clear();
    if (error || m_dead) {
        m_dead = true;
        m_response = {};
        transport().abort();
        return;
    }
    if (m_ended)
        finishResponse();
    else
        pump();
}

void Http1Session::finishResponse()
{
    m_response = {};
    m_busy = false;
    m_begun = false;
    if (!m_keepAlive) {
        m_dead = true;
        transport().close();
        return;
    }
    parse();
    readMore();
}

} // namespace

std::shared_ptr<Session> Session::http1(std::shared_ptr<ServiceContext> context, std::shared_ptr<Transport> transport)
{
    return std::make_shared<Http1Session>(std::move(context), std::move(transport));
}

} // namespace Strato::Estate
