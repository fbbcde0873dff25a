// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/net/bodydecoder.h"

#include <isa-l/igzip_lib.h>

#include <algorithm>
#include <array>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t pieceBytes = std::size_t { 64 } * 1024;

} // namespace

struct BodyDecoder::Inflater {
    Inflater() { begin(); }
    void begin()
    {
        isal_inflate_init(&state);
        state.crc_flag = ISAL_GZIP_NO_HDR_VER; // the head is read by readHead(), the trailer is checked
        isal_gzip_header_init(&head);
        head.flags = 0; // 2.30 leaves it as it was
        inHead = true;
    }
    /// As far as the input goes. isal_inflate() does this too, but forgets where it was when the head lies in two
    /// chunks.
    [[nodiscard]] bool readHead()
    {
        const int code = isal_read_gzip_header(&state, &head);
        inHead = code == ISAL_END_INPUT;
        return inHead || code == ISAL_DECOMP_OK;
    }

    inflate_state state; // by begin()
    isal_gzip_header head; // the same
    bool inHead = true;
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
    inflate_state& state = m_inflater->state;
    const auto offered = static_cast<std::uint32_t>(std::min<std::size_t>(bytes.size(), 1U << 20U));
    // It never writes through next_in; its type lacks the const.
    state.next_in = reinterpret_cast<std::uint8_t*>(const_cast<char*>(bytes.data()));
    state.avail_in = offered;
    m_inflater->inMember = true;
    if (m_inflater->inHead && !m_inflater->readHead())
        return fail(ErrorCode::Malformed, u"the gzip body cannot be decoded"_s);
    while (!m_inflater->inHead) {
        state.next_out = reinterpret_cast<std::uint8_t*>(m_inflater->piece.data());
        state.avail_out = static_cast<std::uint32_t>(m_inflater->piece.size());
        if (isal_inflate(&state) != ISAL_DECOMP_OK)
            return fail(ErrorCode::Malformed, u"the gzip body cannot be decoded"_s);
        const std::size_t made = m_inflater->piece.size() - state.avail_out;
        if (made > 0) {
            if (Result<void> taken = output(std::string_view(m_inflater->piece.data(), made)); !taken)
                return taken;
        }
        if (state.block_state == ISAL_BLOCK_FINISH || state.avail_out != 0)
            break;
    }
    bytes.remove_prefix(offered - state.avail_in);
    if (state.block_state == ISAL_BLOCK_FINISH) {
        m_inflater->inMember = false;
        m_inflater->begin();
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
