// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/decode/protobufreader.h"

#include "models/kube/decode/timestamp.h"

#include <protozero/pbf_reader.hpp>

#include <exception>

using namespace Qt::StringLiterals;

namespace Strato {

namespace {

using protozero::pbf_reader;
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

std::string_view viewOf(const protozero::data_view& data)
{
    return { data.data(), data.size() };
}

std::string_view delimited(pbf_reader& reader, const WireField& field)
{
    if (reader.wire_type() != pbf_wire_type::length_delimited)
        throw WrongType(field.name);
    return viewOf(reader.get_view());
}

std::int64_t varint(pbf_reader& reader, const WireField& field)
{
    if (reader.wire_type() != pbf_wire_type::varint)
        throw WrongType(field.name);
    return reader.get_int64();
}

/// The text under @p number of a small message (a Quantity, the value of a map's entry).
std::string_view textUnder(std::string_view bytes, std::uint32_t number, const WireField& field)
{
    std::string_view found;
    pbf_reader reader(bytes.data(), bytes.size());
    while (reader.next()) {
        if (reader.tag() == number)
            found = delimited(reader, field);
        else
            reader.skip();
    }
    return found;
}

std::optional<Instant> readTime(std::string_view bytes, const WireField& field)
{
    std::int64_t seconds = 0;
    std::int64_t nanos = 0;
    pbf_reader reader(bytes.data(), bytes.size());
    while (reader.next()) {
        switch (reader.tag()) {
        case 1: seconds = varint(reader, field); break;
        case 2: nanos = varint(reader, field); break;
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
    pbf_reader reader(bytes.data(), bytes.size());
    while (reader.next()) {
        switch (reader.tag()) {
        case 1: type = varint(reader, field); break;
        case 2: node.number = varint(reader, field); break;
        case 3: text = delimited(reader, field); break;
        default: reader.skip();
        }
    }
    if (type == 1)
        node.text = text;
}

void readEntry(WireTree& tree, std::int32_t parent, const WireField& field, std::string_view bytes)
{
    WireTree::Node& node = tree.at(tree.add(parent, field.id));
    pbf_reader reader(bytes.data(), bytes.size());
    while (reader.next()) {
        switch (reader.tag()) {
        case 1: node.key = delimited(reader, field); break;
        case 2: node.text = delimited(reader, field); break;
        default: reader.skip();
        }
    }
    if (field.kind == WireKind::QuantityMap)
        node.text = textUnder(node.text, 1, field);
}

void readMessage(WireTree& tree, std::int32_t parent, const WireMessage& message, std::string_view bytes);

void readField(WireTree& tree, std::int32_t parent, const WireField& field, pbf_reader& reader)
{
    switch (field.kind) {
    case WireKind::Text: break; // readMessage() does it
    case WireKind::Int:
    case WireKind::Bool: tree.at(tree.add(parent, field.id)).number = varint(reader, field); return;
    case WireKind::Message: {
        const std::string_view bytes = delimited(reader, field);
        readMessage(tree, tree.add(parent, field.id), *field.message, bytes);
        return;
    }
    case WireKind::TextMap:
    case WireKind::QuantityMap: readEntry(tree, parent, field, delimited(reader, field)); return;
    case WireKind::Quantity: {
        const std::string_view text = textUnder(delimited(reader, field), 1, field);
        tree.at(tree.add(parent, field.id)).text = text;
        return;
    }
    case WireKind::Time:
        if (const auto at = readTime(delimited(reader, field), field))
            tree.at(tree.add(parent, field.id)).number = at->ns;
        return;
    case WireKind::IntOrString: {
        const std::string_view bytes = delimited(reader, field);
        readIntOrString(tree.at(tree.add(parent, field.id)), bytes, field);
        return;
    }
    case WireKind::KeyCount:
        (void)delimited(reader, field);
        tree.count(parent, field.id);
        return;
    }
}

void readMessage(WireTree& tree, std::int32_t parent, const WireMessage& message, std::string_view bytes)
{
    pbf_reader reader(bytes.data(), bytes.size());
    while (reader.next()) {
        const WireField* const field = message.byNumber(reader.tag());
        if (!field)
            reader.skip();
        else if (field->kind == WireKind::Text) // most are: what is asked first is foreseen best
            tree.at(tree.add(parent, field->id)).text = delimited(reader, *field);
        else
            readField(tree, parent, *field, reader);
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
        pbf_reader reader(bytes.data(), bytes.size());
        while (reader.next()) {
            switch (reader.tag()) {
            case 1: {
                const std::string_view type = delimited(reader, typeMeta);
                envelope.apiVersion = textUnder(type, 1, typeMeta);
                envelope.kind = textUnder(type, 2, typeMeta);
                break;
            }
            case 2:
                envelope.raw = delimited(reader, raw);
                hasRaw = true;
                break;
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
        pbf_reader reader(rest.data(), rest.size());
        Step field;
        if (!reader.next())
            return fail(ErrorCode::Malformed, u"protobuf: cut"_s);
        field.number = reader.tag();
        field.delimited = reader.wire_type() == pbf_wire_type::length_delimited;
        if (field.delimited)
            field.bytes = viewOf(reader.get_view());
        else
            reader.skip();
        rest.remove_prefix(rest.size() - reader.length());
        return field;
    });
}

} // namespace Strato
