// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/decode/protobufreader.h"

#include "models/kube/decode/timestamp.h"
#include "models/kube/decode/varint.h"

#include <protozero/pbf_reader.hpp>

#include <exception>

using namespace Qt::StringLiterals;

namespace Strato {

namespace {

using protozero::pbf_wire_type;

constexpr std::string_view magic("k8s\0", 4);

/// A known field in an unknown shape; never leaves this file.
struct WrongType final : std::exception {
    explicit WrongType(std::string_view field)
        : name(field)
    {
    }
    const char* what() const noexcept override { return "wrong wire type"; }
    std::string_view name;
};

[[noreturn, gnu::cold]] void throwNoVarint(std::uint64_t why)
{
    if (why == Varint::cut)
        throw protozero::end_of_buffer_exception();
    throw protozero::varint_too_long_exception();
}

/// The fields of a message, one after the other. As protozero::pbf_reader, but small enough that the compiler keeps
/// all of it in registers: a list of 20,000 pods has five million fields.
class FieldReader final {
public:
    explicit FieldReader(std::string_view bytes)
        : m_at(bytes.data())
        , m_end(bytes.data() + bytes.size())
    {
    }
    bool next()
    {
        if (m_at == m_end)
            return false;
        const auto key = static_cast<std::uint32_t>(varint());
        m_number = key >> 3U;
        m_type = static_cast<pbf_wire_type>(key & 7U);
        if (m_number == 0)
            throw protozero::invalid_tag_exception();
        return true;
    }
    [[nodiscard]] std::uint32_t number() const { return m_number; }
    [[nodiscard]] std::string_view rest() const { return { m_at, static_cast<std::size_t>(m_end - m_at) }; }
    [[nodiscard]] bool isDelimited() const { return m_type == pbf_wire_type::length_delimited; }

    [[gnu::always_inline]] std::string_view bytes(const WireField& field)
    {
        if (!isDelimited())
            throw WrongType(field.name);
        return take(varint());
    }
    std::int64_t integer(const WireField& field)
    {
        if (m_type != pbf_wire_type::varint)
            throw WrongType(field.name);
        return static_cast<std::int64_t>(varint());
    }
    [[gnu::always_inline]] void skip() // called, it would need the reader in memory
    {
        switch (m_type) {
        case pbf_wire_type::varint: varint(); return;
        case pbf_wire_type::fixed64: take(8); return;
        case pbf_wire_type::length_delimited: take(varint()); return;
        case pbf_wire_type::fixed32: take(4); return;
        default: throw protozero::unknown_pbf_wire_type_exception();
        }
    }

private:
    std::uint64_t varint()
    {
        if (m_at != m_end && static_cast<unsigned char>(*m_at) < 0x80)
            return static_cast<unsigned char>(*m_at++);
        const Varint read = readVarint(m_at, m_end);
        if (read.end == nullptr)
            throwNoVarint(read.value);
        m_at = read.end;
        return read.value;
    }
    std::string_view take(std::uint64_t size)
    {
        if (size > rest().size())
            throw protozero::end_of_buffer_exception();
        const std::string_view taken = rest().substr(0, size);
        m_at += size;
        return taken;
    }

    const char* m_at;
    const char* m_end;
    std::uint32_t m_number = 0;
    pbf_wire_type m_type = pbf_wire_type::unknown;
};

/// The text under @p number of a small message (a Quantity, the value of a map's entry).
std::string_view textUnder(std::string_view bytes, std::uint32_t number, const WireField& field)
{
    std::string_view found;
    FieldReader reader(bytes);
    while (reader.next()) {
        if (reader.number() == number)
            found = reader.bytes(field);
        else
            reader.skip();
    }
    return found;
}

std::optional<Instant> readTime(std::string_view bytes, const WireField& field)
{
    std::int64_t seconds = 0;
    std::int64_t nanos = 0;
    FieldReader reader(bytes);
    while (reader.next()) {
        switch (reader.number()) {
        case 1: seconds = reader.integer(field); break;
        case 2: nanos = reader.integer(field); break;
        default: reader.skip();
        }
    }
    // The zero time, "not set", is written as an empty message.
    if (bytes.empty() || nanos < 0 || nanos > 999'999'999)
        return std::nullopt;
    return timestampFromParts(seconds, static_cast<std::int32_t>(nanos));
}

void readIntOrString(WireTree::Node& node, std::string_view bytes, const WireField& field)
{
    std::int64_t type = 0;
    std::string_view text;
    FieldReader reader(bytes);
    while (reader.next()) {
        switch (reader.number()) {
        case 1: type = reader.integer(field); break;
        case 2: node.number = reader.integer(field); break;
        case 3: text = reader.bytes(field); break;
        default: reader.skip();
        }
    }
    if (type == 1)
        node.text = text;
}

void readEntry(WireTree& tree, std::int32_t parent, const WireField& field, std::string_view bytes)
{
    WireTree::Node& node = tree.at(tree.add(parent, field.id));
    FieldReader reader(bytes);
    while (reader.next()) {
        switch (reader.number()) {
        case 1: node.key = reader.bytes(field); break;
        case 2: node.text = reader.bytes(field); break;
        default: reader.skip();
        }
    }
    if (field.kind == WireKind::QuantityMap)
        node.text = textUnder(node.text, 1, field);
}

void readMessage(WireTree& tree, std::int32_t parent, const WireMessage& message, std::string_view bytes);

void readDelimited(WireTree& tree, std::int32_t parent, const WireField& field, std::string_view bytes)
{
    switch (field.kind) {
    case WireKind::Text: tree.at(tree.add(parent, field.id)).text = bytes; return;
    case WireKind::Message: readMessage(tree, tree.add(parent, field.id), *field.message, bytes); return;
    case WireKind::TextMap:
    case WireKind::QuantityMap: readEntry(tree, parent, field, bytes); return;
    case WireKind::Quantity: {
        const std::string_view text = textUnder(bytes, 1, field);
        tree.at(tree.add(parent, field.id)).text = text;
        return;
    }
    case WireKind::Time:
        if (const auto at = readTime(bytes, field))
            tree.at(tree.add(parent, field.id)).number = at->ns;
        return;
    case WireKind::IntOrString: readIntOrString(tree.at(tree.add(parent, field.id)), bytes, field); return;
    case WireKind::KeyCount: tree.count(parent, field.id); return;
    case WireKind::Int:
    case WireKind::Bool: throw WrongType(field.name);
    }
}

void readMessage(WireTree& tree, std::int32_t parent, const WireMessage& message, std::string_view bytes)
{
    FieldReader reader(bytes);
    while (reader.next()) {
        const WireField* const field = message.byNumber(reader.number());
        if (!field)
            reader.skip();
        else if (field->kind == WireKind::Int || field->kind == WireKind::Bool)
            tree.at(tree.add(parent, field->id)).number = reader.integer(*field);
        else
            readDelimited(tree, parent, *field, reader.bytes(*field));
    }
}

/// Runs @p body; protozero's exceptions and ours become values.
template <class Body> auto guarded(Body body) -> decltype(body())
{
    try {
        return body();
    } catch (const WrongType& wrong) {
        return fail(ErrorCode::Malformed,
            u"protobuf: field %1 has another wire type"_s.arg(
                QString::fromUtf8(wrong.name.data(), static_cast<qsizetype>(wrong.name.size()))));
    } catch (const std::exception& error) {
        return fail(ErrorCode::Malformed, u"protobuf: %1"_s.arg(QString::fromLatin1(error.what())));
    }
}

} // namespace

bool hasProtobufMagic(std::string_view bytes)
{
    return bytes.starts_with(magic);
}

Result<ProtobufEnvelope> openEnvelope(std::string_view bytes)
{
    if (!hasProtobufMagic(bytes))
        return fail(ErrorCode::Malformed, u"protobuf: does not begin with k8s\\0"_s);
    bytes.remove_prefix(magic.size());
    return guarded([&]() -> Result<ProtobufEnvelope> {
        static constexpr WireField typeMeta { "typeMeta", 1, WireKind::Message };
        static constexpr WireField raw { "raw", 2, WireKind::Text };
        ProtobufEnvelope envelope;
        bool hasRaw = false;
        FieldReader reader(bytes);
        while (reader.next()) {
            switch (reader.number()) {
            case 1: {
                const std::string_view type = reader.bytes(typeMeta);
                envelope.apiVersion = textUnder(type, 1, typeMeta);
                envelope.kind = textUnder(type, 2, typeMeta);
                break;
            }
            case 2: { // of several the first, as ListCutter takes it, who has no other yet
                const std::string_view bytesOfOne = reader.bytes(raw);
                envelope.raw = hasRaw ? envelope.raw : bytesOfOne;
                hasRaw = true;
                break;
            }
            default: reader.skip();
            }
        }
        // Cut there, it would read as an object without fields, or as an empty list.
        if (!hasRaw || envelope.kind.empty())
            return fail(ErrorCode::Malformed, u"protobuf: an envelope without its object"_s);
        return envelope;
    });
}

Result<void> readProtobuf(WireTree& tree, std::int32_t parent, const WireMessage& message, std::string_view bytes)
{
    return guarded([&]() -> Result<void> {
        readMessage(tree, parent, message, bytes);
        return {};
    });
}

Result<ProtobufDetail::Step> ProtobufDetail::step(std::string_view& rest)
{
    return guarded([&]() -> Result<Step> {
        static constexpr WireField list { "list" };
        FieldReader reader(rest);
        Step field;
        if (!reader.next())
            return fail(ErrorCode::Malformed, u"protobuf: cut"_s);
        field.number = reader.number();
        field.delimited = reader.isDelimited();
        if (field.delimited)
            field.bytes = reader.bytes(list);
        else
            reader.skip();
        rest = reader.rest();
        return field;
    });
}

} // namespace Strato
