// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/kube/protodecoder.h"

#include "app/estate/kube/texts.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstring>

namespace Strato::Estate {

using nlohmann::json;

namespace {

constexpr int DeepestNesting = 64;

/// One field as it stands on the wire.
struct WireField {
    int number = 0;
    std::uint64_t value = 0; ///< of a varint
    std::string_view bytes; ///< of a delimited or fixed field
};

class WireReader {
public:
    explicit WireReader(std::string_view bytes)
        : m_rest(bytes)
    {
    }
    [[nodiscard]] bool done() const { return m_rest.empty(); }
    /// nullopt: malformed.
    std::optional<WireField> next()
    {
        const auto tag = varint();
        if (!tag)
            return std::nullopt;
        WireField field;
        field.number = static_cast<int>(*tag >> 3U);
        switch (*tag & 7U) {
        case 0: {
            const auto value = varint();
            field.value = value.value_or(0);
            return value ? std::optional(field) : std::nullopt;
        }
        case 1: return take(field, 8);
        case 2: {
            const auto size = varint();
            return size ? take(field, *size) : std::nullopt;
        }
        case 5: return take(field, 4);
        default: return std::nullopt;
        }
    }

private:
    std::optional<WireField> take(WireField field, std::uint64_t size)
    {
        if (size > m_rest.size())
            return std::nullopt;
        field.bytes = m_rest.substr(0, size);
        m_rest.remove_prefix(size);
        return field;
    }
    std::optional<std::uint64_t> varint()
    {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64 && !m_rest.empty(); shift += 7) {
            const auto byte = static_cast<unsigned char>(m_rest.front());
            m_rest.remove_prefix(1);
            value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
            if (byte < 0x80U)
                return value;
        }
        return std::nullopt;
    }
    std::string_view m_rest;
};

std::optional<json> decodeMessage(const ProtoMessage& message, std::string_view bytes, int depth);

/// The first field of that number, empty when absent or malformed.
WireField firstField(std::string_view bytes, int number)
{
    WireReader reader(bytes);
    while (!reader.done()) {
        const auto field = reader.next();
        if (!field)
            break;
        if (field->number == number)
            return *field;
    }
    return {};
}

json timeOf(std::string_view bytes)
{
    if (bytes.empty())
        return nullptr;
    const auto seconds = static_cast<std::int64_t>(firstField(bytes, 1).value);
    const auto nanos = static_cast<std::int64_t>(firstField(bytes, 2).value);
    return nanos == 0 ? formatTime(seconds) : formatTimeNanos(seconds * 1'000'000'000 + nanos);
}

json intOrString(std::string_view bytes)
{
    if (firstField(bytes, 1).value == 1)
        return std::string(firstField(bytes, 3).bytes);
    return static_cast<std::int64_t>(firstField(bytes, 2).value);
}

json listOf(std::string_view bytes)
{
    json out = json::array();
    WireReader reader(bytes);
    while (!reader.done()) {
        const auto item = reader.next();
        if (!item)
            break;
        out.push_back(std::string(item->bytes));
    }
    return out;
}

std::optional<json> valueOf(const ProtoField& field, const WireField& wire, int depth)
{
    switch (field.type) {
    case 's': return json(std::string(wire.bytes));
    case 'y': return json(base64Encoded(wire.bytes));
    case 'i': return json(static_cast<std::int64_t>(wire.value));
    case 'b': return json(wire.value != 0);
    case 'd': {
        double real = 0;
        if (wire.bytes.size() != sizeof real)
            return std::nullopt;
        std::memcpy(&real, wire.bytes.data(), sizeof real);
        return json(real);
    }
    case 'T': return timeOf(wire.bytes);
    case 'Q': return json(std::string(firstField(wire.bytes, 1).bytes));
    case 'I': return intOrString(wire.bytes);
    case 'F':
    case 'R': {
        const std::string_view raw = firstField(wire.bytes, 1).bytes;
        json parsed = raw.empty() ? json() : json::parse(raw, nullptr, false);
        return parsed.is_discarded() ? std::nullopt : std::optional(std::move(parsed));
    }
    case 'L': return listOf(wire.bytes);
    case 'D': return json(static_cast<std::int64_t>(firstField(wire.bytes, 1).value));
    default: return field.message != nullptr ? decodeMessage(*field.message, wire.bytes, depth + 1) : std::nullopt;
    }
}

bool store(const ProtoField& field, const WireField& wire, int depth, json& out)
{
    if (field.multiplicity == '%') {
        const auto value = valueOf(field, firstField(wire.bytes, 2), depth);
        if (value)
            out[field.json][std::string(firstField(wire.bytes, 1).bytes)] = *value;
        return value.has_value();
    }
    const auto value = valueOf(field, wire, depth);
    if (!value)
        return false;
    if (field.json == "^") {
        if (value->is_object())
            out.update(*value);
    } else if (field.multiplicity == '*') {
        out[field.json].push_back(*value);
    } else {
        out[field.json] = *value;
    }
    return true;
}

std::optional<json> decodeMessage(const ProtoMessage& message, std::string_view bytes, int depth)
{
    if (depth > DeepestNesting)
        return std::nullopt;
    json out = json::object();
    WireReader reader(bytes);
    while (!reader.done()) {
        const auto wire = reader.next();
        if (!wire)
            return std::nullopt;
        const auto field = std::ranges::find(message.fields, wire->number, &ProtoField::number);
        if (field != message.fields.end() && !store(*field, *wire, depth, out))
            return std::nullopt;
    }
    return out;
}

} // namespace

std::optional<ProtoEnvelope> readProtoEnvelope(std::string_view bytes)
{
    constexpr std::string_view Magic("k8s\0", 4);
    if (!bytes.starts_with(Magic))
        return std::nullopt;
    ProtoEnvelope out;
    WireReader reader(bytes.substr(Magic.size()));
    while (!reader.done()) {
        const auto field = reader.next();
        if (!field)
            return std::nullopt;
        if (field->number == 1) {
            out.apiVersion = firstField(field->bytes, 1).bytes;
            out.kind = firstField(field->bytes, 2).bytes;
        } else if (field->number == 2) {
            out.raw = field->bytes;
        }
    }
    return out;
}

std::optional<json> decodeProto(const ProtoMessage& message, std::string_view bytes)
{
    return decodeMessage(message, bytes, 0);
}

} // namespace Strato::Estate
