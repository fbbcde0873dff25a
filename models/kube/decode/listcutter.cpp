// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/decode/listcutter.h"

#include "models/kube/decode/protobufreader.h"
#include "models/kube/decode/varint.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

namespace Strato {
namespace {

constexpr std::size_t envelopeStart = 4; // the magic
constexpr std::size_t longestEnvelope = std::size_t { 64 } * 1024; // before the list in it
constexpr std::uint32_t rawField = 2; // runtime.Unknown

enum class WireType : std::uint8_t { Varint = 0, Fixed64 = 1, Delimited = 2, Fixed32 = 5 };

/// The number at the start of @p rest, taken off it. Nothing: not all of it is there. Over 64 bits: @p malformed.
std::optional<std::uint64_t> takeVarint(std::string_view& rest, bool& malformed)
{
    const Varint read = readVarint(rest.data(), rest.data() + rest.size());
    if (read.end == nullptr) {
        malformed = malformed || read.value == Varint::tooLong;
        return std::nullopt;
    }
    rest.remove_prefix(static_cast<std::size_t>(read.end - rest.data()));
    return read.value;
}

struct FieldHead {
    std::uint64_t number = 0;
    bool isDelimited = false;
    std::uint64_t head = 0; // bytes of tag and length
    std::uint64_t body = 0; // bytes after them
};

/// The field that begins @p bytes. Nothing: its head is not whole, or cannot be one (@p malformed).
std::optional<FieldHead> fieldAt(std::string_view bytes, bool& malformed)
{
    std::string_view rest = bytes;
    const auto tag = takeVarint(rest, malformed);
    malformed = malformed || (tag && *tag > std::numeric_limits<std::uint32_t>::max()); // protobuf: "Encoding", tags
    if (!tag || malformed)
        return std::nullopt;
    const auto type = static_cast<WireType>(*tag & 7U);
    FieldHead field { *tag >> 3U, type == WireType::Delimited, 0, 0 };
    switch (type) {
    case WireType::Varint: {
        std::string_view value = rest;
        if (!takeVarint(value, malformed))
            return std::nullopt;
        field.body = rest.size() - value.size();
        break;
    }
    case WireType::Fixed64: field.body = 8; break;
    case WireType::Fixed32: field.body = 4; break;
    case WireType::Delimited: {
        const auto length = takeVarint(rest, malformed);
        if (!length)
            return std::nullopt;
        field.body = *length;
        break;
    }
    default: malformed = true; return std::nullopt;
    }
    field.head = bytes.size() - rest.size();
    return field;
}

tl::unexpected<Error> cut()
{
    return tl::unexpected(Error { ErrorCode::Malformed, u"protobuf list: cut, or no list"_s });
}

} // namespace

Result<ListCutter::Cut> ListCutter::feed(std::string_view chunk)
{
    Cut made;
    if (m_stage == Stage::Envelope) {
        const auto rest = openEnvelope(chunk);
        if (!rest)
            return tl::unexpected(rest.error());
        chunk = *rest;
    }
    if (m_stage != Stage::Fields)
        return made;
    if (!m_split.empty()) {
        auto joined = completeSplit(chunk);
        if (!joined)
            return tl::unexpected(joined.error());
        if (!m_split.empty()) // the element is longer than the chunk
            return made;
        made.joined = std::move(*joined);
    }
    const std::string_view there = chunk.substr(0, m_left);
    std::size_t whole = 0;
    while (whole < there.size()) {
        const auto size = wholeField(there.substr(whole), m_left - whole);
        if (!size)
            return tl::unexpected(size.error());
        if (*size == 0 || *size > there.size() - whole)
            break;
        whole += *size;
    }
    m_split = there.substr(whole);
    taken(whole);
    made.whole = there.substr(0, whole);
    return made;
}

/// What of @p chunk comes behind the head of the list message; empty as long as that has not come.
Result<std::string_view> ListCutter::openEnvelope(std::string_view chunk)
{
    const std::size_t before = m_split.size();
    m_split.append(chunk);
    if (m_split.size() < envelopeStart)
        return std::string_view();
    if (!hasProtobufMagic(m_split))
        return fail(ErrorCode::Malformed, u"protobuf: does not begin with k8s\\0"_s);
    std::size_t at = envelopeStart;
    while (at < m_split.size()) {
        bool malformed = false;
        const auto field = fieldAt(std::string_view(m_split).substr(at), malformed);
        if (malformed || at > longestEnvelope || (field && field->number != rawField && field->body > longestEnvelope))
            return cut();
        if (!field)
            return std::string_view();
        if (field->number == rawField && !field->isDelimited) // no list, and its head may lie in an older chunk
            return cut();
        if (field->number == rawField) {
            const std::string front = m_split.substr(0, at) + std::string("\x12\x00", 2); // as of an empty list
            const auto opened = Strato::openEnvelope(front);
            if (!opened)
                return tl::unexpected(opened.error());
            m_kind = opened->kind;
            m_split.clear();
            m_left = field->body;
            m_stage = m_left == 0 ? Stage::After : Stage::Fields;
            return chunk.substr(at + field->head - before);
        }
        at += field->head + field->body;
    }
    return std::string_view();
}

/// The element that earlier chunks began, with what of it @p chunk has, taken off it. Still in m_split: it has not all.
Result<std::string> ListCutter::completeSplit(std::string_view& chunk)
{
    while (true) {
        const auto size = wholeField(m_split, m_left);
        if (!size)
            return tl::unexpected(size.error());
        if (*size == m_split.size())
            break;
        const std::size_t wanted
            = *size == 0 ? 1 : *size - m_split.size(); // as long as its head is not whole, bytewise
        const std::string_view more = chunk.substr(0, wanted);
        if (more.empty())
            return std::string();
        m_split.append(more);
        chunk.remove_prefix(more.size());
    }
    taken(m_split.size());
    return std::exchange(m_split, {});
}

/// The size of the field that begins @p bytes, of @p left that the list still has; 0: too few have come to know.
Result<std::size_t> ListCutter::wholeField(std::string_view bytes, std::uint64_t left)
{
    bool malformed = false;
    const auto field = fieldAt(bytes, malformed);
    if (malformed || (!field && bytes.size() == left)) // nothing of the list comes after this
        return cut();
    if (!field)
        return 0;
    if (field->head > left || field->body > left - field->head) // it would reach beyond the list
        return cut();
    return field->head + field->body;
}

void ListCutter::taken(std::size_t size)
{
    m_left -= size;
    if (m_left == 0)
        m_stage = Stage::After;
}

Result<void> ListCutter::end() const
{
    if (m_stage != Stage::After)
        return cut();
    return {};
}

} // namespace Strato
