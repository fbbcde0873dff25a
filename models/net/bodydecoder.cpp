// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/net/bodydecoder.h"

#include <zlib.h>

#include <array>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t pieceBytes = std::size_t { 64 } * 1024;
constexpr int gzipOnly = 15 + 16; // zlib's way to say: largest window, gzip wrapper

} // namespace

struct BodyDecoder::Inflater {
    Inflater() { ready = inflateInit2(&stream, gzipOnly) == Z_OK; }
    ~Inflater()
    {
        if (ready)
            inflateEnd(&stream);
    }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;

    z_stream stream {};
    bool ready = false;
    bool inMember = false; // bytes of a member have been read and its end has not
    std::array<char, pieceBytes> piece {};
};

BodyDecoder::BodyDecoder() = default;
BodyDecoder::~BodyDecoder() = default;
BodyDecoder::BodyDecoder(BodyDecoder&&) noexcept = default;
BodyDecoder& BodyDecoder::operator=(BodyDecoder&&) noexcept = default;

Result<BodyDecoder> BodyDecoder::create(QByteArrayView contentEncoding)
{
    const QByteArray coding = contentEncoding.trimmed().toByteArray().toLower();
    BodyDecoder decoder;
    if (coding.isEmpty() || coding == "identity")
        return decoder;
    if (coding != "gzip" && coding != "x-gzip")
        return fail(ErrorCode::Unsupported,
            u"the answer is encoded as \"%1\", which was not asked for"_s.arg(QString::fromLatin1(coding.left(40))));
    decoder.m_inflater = std::make_unique<Inflater>();
    if (!decoder.m_inflater->ready)
        return fail(ErrorCode::Internal, u"no memory for decompression"_s);
    return decoder;
}

Result<void> BodyDecoder::feed(std::string_view bytes, const Output& output)
{
    if (!m_inflater)
        return bytes.empty() ? Result<void>() : output(bytes);
    while (!bytes.empty()) {
        if (Result<void> done = inflateSome(bytes, output); !done)
            return done;
    }
    return {};
}

Result<void> BodyDecoder::inflateSome(std::string_view& bytes, const Output& output)
{
    z_stream& stream = m_inflater->stream;
    // zlib never writes through next_in; its type is older than const.
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(std::min<std::size_t>(bytes.size(), 1U << 20U));
    const uInt offered = stream.avail_in;
    m_inflater->inMember = true;
    int code = Z_OK;
    do {
        stream.next_out = reinterpret_cast<Bytef*>(m_inflater->piece.data());
        stream.avail_out = static_cast<uInt>(m_inflater->piece.size());
        code = inflate(&stream, Z_SYNC_FLUSH);
        if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR)
            return fail(ErrorCode::Malformed, u"the gzip body cannot be decoded"_s);
        const std::size_t made = m_inflater->piece.size() - stream.avail_out;
        if (made > 0) {
            if (Result<void> taken = output(std::string_view(m_inflater->piece.data(), made)); !taken)
                return taken;
        }
    } while (code == Z_OK && stream.avail_out == 0);
    bytes.remove_prefix(offered - stream.avail_in);
    if (code == Z_STREAM_END) {
        m_inflater->inMember = false;
        inflateReset(&stream);
    }
    return {};
}

Result<void> BodyDecoder::finish() const
{
    if (m_inflater && m_inflater->inMember)
        return fail(ErrorCode::Malformed, u"the gzip body ends too early"_s);
    return {};
}

} // namespace Strato
