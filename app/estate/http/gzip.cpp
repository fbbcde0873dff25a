// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/http/gzip.h"

#include <array>

namespace Strato::Estate {

namespace {

constexpr int GzipWindow = 15 + 16; // +16: gzip envelope instead of zlib's
constexpr int Level = 1;
constexpr int MemoryLevel = 8;

} // namespace

bool acceptsGzip(const HttpRequest& request)
{
    std::string_view rest = request.header("accept-encoding");
    while (!rest.empty()) {
        const std::size_t comma = rest.find(',');
        std::string_view part = rest.substr(0, comma);
        rest = comma == std::string_view::npos ? std::string_view {} : rest.substr(comma + 1);
        while (part.starts_with(' '))
            part.remove_prefix(1);
        if (part.starts_with("gzip"))
            return part.find("q=0") == std::string_view::npos || part.find("q=0.") != std::string_view::npos;
    }
    return false;
}

GzipSource::GzipSource(std::shared_ptr<BodySource> inner)
    : m_inner(std::move(inner))
{
    deflateInit2(&m_zlib, Level, Z_DEFLATED, GzipWindow, MemoryLevel, Z_DEFAULT_STRATEGY);
}

GzipSource::~GzipSource()
{
    deflateEnd(&m_zlib);
}

void GzipSource::setWake(std::function<void()> wake)
{
    m_inner->setWake(std::move(wake));
}

void GzipSource::deflateInto(std::string& out, int flush)
{
    std::array<char, std::size_t { 32 } << 10U> buffer {};
    m_zlib.next_in = reinterpret_cast<Bytef*>(m_plain.data());
    m_zlib.avail_in = static_cast<uInt>(m_plain.size());
    do {
        m_zlib.next_out = reinterpret_cast<Bytef*>(buffer.data());
        m_zlib.avail_out = static_cast<uInt>(buffer.size());
        deflate(&m_zlib, flush);
        out.append(buffer.data(), buffer.size() - m_zlib.avail_out);
    } while (m_zlib.avail_out == 0);
    m_plain.clear();
}

BodySource::State GzipSource::read(std::string& out, std::size_t limit)
{
    while (!m_finished) {
        const State state = m_inner->read(m_plain, limit);
        if (state == State::Abort) {
            deflateInto(out, Z_SYNC_FLUSH);
            return state;
        }
        m_finished = state == State::End;
        // What a waiting reader has not got yet must not stay in the compressor.
        deflateInto(out, m_finished ? Z_FINISH : state == State::Wait ? Z_SYNC_FLUSH : Z_NO_FLUSH);
        if (m_finished || state == State::Wait)
            return state;
        if (!out.empty())
            return State::Data;
    }
    return State::End;
}

std::string gzipped(std::string_view plain)
{
    z_stream zlib {};
    if (deflateInit2(&zlib, Level, Z_DEFLATED, GzipWindow, MemoryLevel, Z_DEFAULT_STRATEGY) != Z_OK)
        return {};
    std::string out(deflateBound(&zlib, static_cast<uLong>(plain.size())), '\0');
    zlib.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
    zlib.avail_in = static_cast<uInt>(plain.size());
    zlib.next_out = reinterpret_cast<Bytef*>(out.data());
    zlib.avail_out = static_cast<uInt>(out.size());
    deflate(&zlib, Z_FINISH);
    out.resize(zlib.total_out);
    deflateEnd(&zlib);
    return out;
}

void addGzipHeaders(HttpResponse& response)
{
    response.headers.emplace_back("content-encoding", "gzip");
    response.headers.emplace_back("vary", "Accept-Encoding");
}

void compressIfAccepted(const HttpRequest& request, HttpResponse& response, std::size_t minBytes)
{
    if (!acceptsGzip(request))
        return;
    if (response.stream)
        response.stream = std::make_shared<GzipSource>(std::move(response.stream));
    else if (response.body && response.body->size() > minBytes)
        response.body = std::make_shared<const std::string>(gzipped(*response.body));
    else
        return;
    addGzipHeaders(response);
}

} // namespace Strato::Estate
