// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/kube/protoencoder.h"

#include "app/estate/kube/protofields.h"
#include "app/estate/kube/texts.h"

#include <nlohmann/json.hpp>

#include <charconv>
#include <cstring>
#include <deque>
#include <map>
#include <sstream>

namespace Strato::Estate {

using nlohmann::json;

namespace {

constexpr unsigned Varint = 0;
constexpr unsigned Fixed64 = 1;
constexpr unsigned Delimited = 2;

/// All messages by name; built once, never changed.
class Tables {
public:
    Tables()
    {
        parse(ProtoFields1);
        parse(ProtoFields2);
        parse(ProtoFields3);
        for (ProtoMessage& message : m_messages) {
            for (ProtoField& field : message.fields) {
                if (const auto it = m_pending.find(&field); it != m_pending.end())
                    field.message = find(it->second);
            }
        }
    }
    [[nodiscard]] const ProtoMessage* find(std::string_view name) const
    {
        const auto it = m_byName.find(name);
        return it == m_byName.end() ? nullptr : it->second;
    }

private:
    void parse(const char* text)
    {
        std::istringstream in(text);
        std::string word;
        while (in >> word) {
            if (word.back() == ':') {
                word.pop_back();
                m_messages.push_back({ word, {} });
                m_byName.emplace(word, &m_messages.back());
            } else {
                addField(m_messages.back(), word);
            }
        }
        // Vectors no longer grow: remember the fields that still need their message.
        for (ProtoMessage& message : m_messages) {
            for (ProtoField& field : message.fields) {
                if (const std::size_t at = field.json.find('@'); at != std::string::npos) {
                    m_pending.emplace(&field, field.json.substr(at + 1));
                    field.json.resize(at);
                }
            }
        }
    }
    static void addField(ProtoMessage& message, const std::string& word)
    {
        ProtoField field;
        const std::size_t equals = word.find('=');
        const char* end = word.data() + word.size();
        const char* rest = std::from_chars(word.data() + equals + 1, end, field.number).ptr;
        field.json = word.substr(0, equals);
        if (std::strchr("?*%", *rest) != nullptr)
            field.multiplicity = *rest++;
        field.type = *rest;
        if (field.type == '@')
            field.json += rest; // name of the message, taken off again when all are known
        message.fields.push_back(std::move(field));
    }

    std::deque<ProtoMessage> m_messages; // addresses stay
    std::map<std::string, const ProtoMessage*, std::less<>> m_byName;
    std::map<const ProtoField*, std::string> m_pending;
};

void appendTag(std::string& out, int number, unsigned wire)
{
    appendVarint(out, (static_cast<std::uint64_t>(number) << 3U) | wire);
}

/// Writes a length-delimited field whose content is made by @p fill: the length is put in afterwards.
template <class Fill> void appendNested(std::string& out, int number, Fill fill)
{
    appendTag(out, number, Delimited);
    const std::size_t begin = out.size();
    fill();
    std::string length;
    appendVarint(length, out.size() - begin);
    out.insert(begin, length);
}

void appendNumber(std::string& out, int number, std::int64_t value)
{
    appendTag(out, number, Varint);
    appendVarint(out, static_cast<std::uint64_t>(value));
}

std::string_view textOf(const json& value)
{
    return value.is_string() ? std::string_view(value.get_ref<const std::string&>()) : std::string_view {};
}

std::int64_t integerOf(const json& value)
{
    if (value.is_number_integer())
        return value.get<std::int64_t>();
    return value.is_number_float() ? static_cast<std::int64_t>(value.get<double>()) : 0;
}

void appendTime(const json& value, std::string& out)
{
    const auto at = parseTime(textOf(value));
    if (!at)
        return; // the zero time is an empty message
    const std::int64_t nanos = ((*at % 1'000'000'000) + 1'000'000'000) % 1'000'000'000;
    appendNumber(out, 1, (*at - nanos) / 1'000'000'000);
    appendNumber(out, 2, nanos);
}

void appendIntOrString(const json& value, std::string& out)
{
    appendNumber(out, 1, value.is_string() ? 1 : 0);
    appendNumber(out, 2, value.is_string() ? 0 : integerOf(value));
    appendBytesField(out, 3, textOf(value));
}

std::string quantityText(const json& value)
{
    if (value.is_string())
        return value.get<std::string>();
    return value.is_number() ? value.dump() : std::string("0");
}

void appendValue(const ProtoField& field, int number, const json& value, std::string& out)
{
    switch (field.type) {
    case 's': appendBytesField(out, number, textOf(value)); return;
    case 'y': appendBytesField(out, number, base64Decoded(textOf(value))); return;
    case 'i': appendNumber(out, number, integerOf(value)); return;
    case 'b': appendNumber(out, number, value.is_boolean() && value.get<bool>() ? 1 : 0); return;
    case 'd': {
        const double real = value.is_number() ? value.get<double>() : 0.0;
        appendTag(out, number, Fixed64);
        out.append(reinterpret_cast<const char*>(&real), sizeof real); // little-endian, as the machines we run on
        return;
    }
    case 'T': appendNested(out, number, [&] { appendTime(value, out); }); return;
    case 'Q': appendNested(out, number, [&] { appendBytesField(out, 1, quantityText(value)); }); return;
    case 'I': appendNested(out, number, [&] { appendIntOrString(value, out); }); return;
    case 'F':
    case 'R':
        appendNested(out, number, [&] {
            if (!value.is_null())
                appendBytesField(out, 1, value.dump(-1, ' ', false, json::error_handler_t::replace));
        });
        return;
    case 'L':
        appendNested(out, number, [&] {
            for (const json& item : value)
                appendBytesField(out, 1, textOf(item));
        });
        return;
    case 'D': appendNested(out, number, [&] { appendNumber(out, 1, parseGoDuration(textOf(value))); }); return;
    default:
        if (field.message != nullptr)
            appendNested(out, number, [&] { encodeProto(*field.message, value, out); });
        return;
    }
}

void appendMap(const ProtoField& field, const json& value, std::string& out)
{
    for (const auto& [key, item] : value.items()) {
        appendNested(out, field.number, [&, &name = key, &content = item] {
            appendBytesField(out, 1, name);
            appendValue(field, 2, content, out);
        });
    }
}

void appendField(const ProtoField& field, const json& parent, std::string& out)
{
    static const json Absent;
    if (field.json == "^") {
        appendValue(field, field.number, parent, out);
        return;
    }
    const auto it = parent.is_object() ? parent.find(field.json) : parent.end();
    const json& value = parent.is_object() && it != parent.end() ? *it : Absent;
    switch (field.multiplicity) {
    case '?':
        if (!value.is_null())
            appendValue(field, field.number, value, out);
        return;
    case '*':
        if (value.is_array()) {
            for (const json& item : value)
                appendValue(field, field.number, item, out);
        }
        return;
    case '%':
        if (value.is_object())
            appendMap(field, value, out);
        return;
    default: appendValue(field, field.number, value, out);
    }
}

} // namespace

const ProtoMessage* findProtoMessage(std::string_view name)
{
    static const Tables All;
    return All.find(name);
}

void encodeProto(const ProtoMessage& message, const json& value, std::string& out)
{
    for (const ProtoField& field : message.fields)
        appendField(field, value, out);
}

void appendVarint(std::string& out, std::uint64_t value)
{
    while (value >= 0x80U) {
        out.push_back(static_cast<char>((value & 0x7FU) | 0x80U));
        value >>= 7U;
    }
    out.push_back(static_cast<char>(value));
}

void appendBytesField(std::string& out, int number, std::string_view bytes)
{
    appendTag(out, number, Delimited);
    appendVarint(out, bytes.size());
    out.append(bytes);
}

std::size_t bytesFieldOverhead(int number, std::size_t size)
{
    std::string head;
    appendTag(head, number, Delimited);
    appendVarint(head, size);
    return head.size();
}

std::string protoEnvelopeHead(std::string_view apiVersion, std::string_view kind, std::size_t rawSize)
{
    std::string type;
    appendBytesField(type, 1, apiVersion);
    appendBytesField(type, 2, kind);
    std::string head("k8s\0", 4);
    appendBytesField(head, 1, type);
    appendTag(head, 2, Delimited);
    appendVarint(head, rawSize);
    return head;
}

std::string_view protoEnvelopeTail()
{
    return { "\x1a\0\x22\0", 4 };
}

} // namespace Strato::Estate
