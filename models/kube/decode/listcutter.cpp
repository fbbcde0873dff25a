// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/decode/listcutter.h"

#include "models/kube/decode/protobufreader.h"

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace Strato {
namespace {

constexpr std::size_t envelopeStart = 4; // the magic
constexpr std::size_t longestEnvelope = std::size_t { 64 } * 1024; // before the list in it
constexpr std::uint32_t rawField = 2; // runtime.Unknown

enum WireType : std::uint8_t { Varint = 0, Fixed64 = 1, Delimited = 2, Fixed32 = 5 };

/// The number at the start of @p rest, taken off it. Nothing: not all of it is there. Over 64 bits: @p malformed.
std::optional<std::uint64_t> takeVarint(std::string_view& rest, bool& malformed)
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < rest.size(); ++i) {
        const auto byte = static_cast<unsigned char>(rest[i]);
        if (i == 10) {
            malformed = true;
            return std::nullopt;
        }
        value |= static_cast<std::uint64_t>(byte & 0x7FU) << (7 * i);
        if ((byte & 0x80U) == 0) {
            rest.remove_prefix(i + 1);
            return value;
        }
    }
    return std::nullopt;
}

struct FieldHead {
    std::uint64_t number = 0;
    std::uint64_t head = 0; // bytes of tag and length
    std::uint64_t body = 0; // bytes after them
};

/// The field that begins @p bytes. Nothing: its head is not whole, or cannot be one (@p malformed).
std::optional<FieldHead> fieldAt(std::string_view bytes, bool& malformed)
{
    std::string_view rest = bytes;
    const auto tag = takeVarint(rest, malformed);
    if (!tag)
        return std::nullopt;
    FieldHead field { *tag >> 3U, 0, 0 };
    switch (*tag & 7U) {
    case Varint: {
        std::string_view value = rest;
        if (!takeVarint(value, malformed))
            return std::nullopt;
        field.body = rest.size() - value.size();
        break;
    }
    case Fixed64: field.body = 8; break;
    case Fixed32: field.body = 4; break;
    case Delimited: {
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

Result<void> ListCutter::feed(std::string_view chunk)
{
    if (m_stage == Stage::After)
        return {}; // fields of the envelope that say nothing of the list
    m_pending.erase(0, m_at);
    m_at = 0;
    m_pending.append(chunk);
    return m_stage == Stage::Envelope ? openEnvelope() : Result<void>();
}

Result<void> ListCutter::openEnvelope()
{
    if (m_pending.size() < envelopeStart)
        return {};
    if (!hasProtobufMagic(m_pending))
        return fail(ErrorCode::Malformed, u"protobuf: does not begin with k8s\\0"_s);
    std::size_t at = envelopeStart;
    while (at < m_pending.size()) {
        bool malformed = false;
        const auto field = fieldAt(std::string_view(m_pending).substr(at), malformed);
        if (malformed || at > longestEnvelope || (field && field->number != rawField && field->body > longestEnvelope))
            return cut();
        if (!field)
            return {};
        if (field->number == rawField) {
            const std::string front = m_pending.substr(0, at) + std::string("\x12\x00", 2); // as of an empty list
            const auto opened = Strato::openEnvelope(front);
            if (!opened)
                return tl::unexpected(opened.error());
            m_kind = opened->kind;
            m_at = at + field->head;
            m_left = field->body;
            m_stage = m_left == 0 ? Stage::After : Stage::Fields;
            return {};
        }
        at += field->head + field->body;
    }
    return {};
}

Result<std::string_view> ListCutter::take()
{
    if (m_stage != Stage::Fields)
        return std::string_view();
    const std::string_view there = std::string_view(m_pending).substr(m_at, m_left);
    std::size_t whole = 0;
    while (whole < there.size()) {
        bool malformed = false;
        const auto field = fieldAt(there.substr(whole), malformed);
        const bool isLast = there.size() == m_left; // nothing of the list comes after this
        if (malformed || (!field && isLast))
            return cut();
        if (!field)
            break;
        if (field->body > m_left - whole - field->head) // it would reach beyond the list
            return cut();
        if (field->head + field->body > there.size() - whole)
            break;
        whole += field->head + field->body;
    }
    m_at += whole;
    m_left -= whole;
    if (m_left == 0)
        m_stage = Stage::After;
    return there.substr(0, whole);
}

Result<void> ListCutter::end() const
{
    if (m_stage != Stage::After)
        return cut();
    return {};
}

} // namespace Strato
