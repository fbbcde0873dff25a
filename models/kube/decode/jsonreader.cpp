// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/decode/jsonreader.h"

#include "models/kube/decode/timestamp.h"

using namespace Qt::StringLiterals;

namespace Strato {

namespace {

namespace od = simdjson::ondemand;

std::string_view textOf(od::value value, const WireField& field)
{
    std::string_view text;
    if (value.get_string().get(text) != simdjson::SUCCESS)
        throw JsonWrongType(field.name);
    return text;
}

std::int64_t integerOf(od::value value, const WireField& field)
{
    std::int64_t number = 0;
    if (value.get_int64().get(number) == simdjson::SUCCESS)
        return number;
    throw JsonWrongType(field.name);
}

/// A quantity may also be written as a bare number: its text is taken as it stands.
std::string_view quantityOf(od::value value, const WireField& field)
{
    if (value.type() != od::json_type::number)
        return textOf(value, field);
    std::string_view token = value.raw_json_token();
    while (
        !token.empty() && (token.back() == ' ' || token.back() == '\n' || token.back() == '\r' || token.back() == '\t'))
        token.remove_suffix(1);
    return token;
}

void readMap(WireTree& tree, std::int32_t parent, const WireField& field, od::value value)
{
    for (od::field entry : value.get_object()) {
        const std::string_view key = entry.unescaped_key();
        if (field.kind == WireKind::KeyCount) {
            tree.count(parent, field.id);
            continue;
        }
        if (entry.value().type() == od::json_type::null)
            continue;
        WireTree::Node& node = tree.at(tree.add(parent, field.id));
        node.key = key;
        node.text
            = field.kind == WireKind::QuantityMap ? quantityOf(entry.value(), field) : textOf(entry.value(), field);
    }
}

void readIntOrString(WireTree::Node& node, od::value value, const WireField& field)
{
    if (value.type() == od::json_type::string)
        node.text = textOf(value, field);
    else
        node.number = integerOf(value, field);
}

void readValue(WireTree& tree, std::int32_t parent, const WireField& field, od::value value)
{
    switch (field.kind) {
    case WireKind::Text: {
        const std::string_view text = textOf(value, field);
        tree.at(tree.add(parent, field.id)).text = text;
        return;
    }
    case WireKind::Int: {
        const std::int64_t number = integerOf(value, field);
        tree.at(tree.add(parent, field.id)).number = number;
        return;
    }
    case WireKind::Bool: {
        const bool flag = value.get_bool();
        tree.at(tree.add(parent, field.id)).number = flag ? 1 : 0;
        return;
    }
    case WireKind::Message: readJson(tree, tree.add(parent, field.id), *field.message, value.get_object()); return;
    case WireKind::TextMap:
    case WireKind::QuantityMap:
    case WireKind::KeyCount: readMap(tree, parent, field, value); return;
    case WireKind::Quantity: {
        const std::string_view text = quantityOf(value, field);
        tree.at(tree.add(parent, field.id)).text = text;
        return;
    }
    case WireKind::Time:
        if (const auto at = parseTimestamp(textOf(value, field)))
            tree.at(tree.add(parent, field.id)).number = at->ns;
        return;
    case WireKind::IntOrString: readIntOrString(tree.at(tree.add(parent, field.id)), value, field); return;
    }
}

} // namespace

void readJson(WireTree& tree, std::int32_t parent, const WireMessage& message, od::object object)
{
    for (od::field entry : object) {
        const std::string_view key = entry.unescaped_key();
        const WireField* field = message.byName(key);
        // The value is only touched if it is wanted; simdjson skips it otherwise.
        if (!field || entry.value().type() == od::json_type::null)
            continue;
        if (entry.value().type() == od::json_type::array) {
            for (auto element : entry.value().get_array()) {
                od::value value = element.value();
                if (value.type() != od::json_type::null)
                    readValue(tree, parent, *field, value);
            }
            continue;
        }
        readValue(tree, parent, *field, entry.value());
    }
}

bool jsonDeeperThan(std::string_view bytes, int maxDepth)
{
    int depth = 0;
    bool inString = false;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const char c = bytes[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            if (++depth > maxDepth)
                return true;
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return false;
}

Result<od::document*> JsonBuffer::open(std::string_view bytes)
{
    if (jsonDeeperThan(bytes, m_limits.maxDepth))
        return fail(ErrorCode::TooLarge, u"JSON nested deeper than %1"_s.arg(m_limits.maxDepth));
    m_bytes.reserve(bytes.size() + simdjson::SIMDJSON_PADDING);
    m_bytes.assign(bytes);
    return jsonGuarded([&]() -> Result<od::document*> {
        m_document = m_parser.iterate(simdjson::padded_string_view(m_bytes.data(), m_bytes.size(), m_bytes.capacity()));
        return &m_document;
    });
}

Error jsonFailure(const std::exception& error)
{
    if (const auto* wrong = dynamic_cast<const JsonWrongType*>(&error))
        return { ErrorCode::Malformed, u"JSON: field %1 has another type"_s.arg(QString::fromStdString(wrong->name)) };
    const auto* said = dynamic_cast<const simdjson::simdjson_error*>(&error);
    if (dynamic_cast<const std::bad_alloc*>(&error) || (said && said->error() == simdjson::MEMALLOC))
        return { ErrorCode::Internal, u"JSON: no memory left"_s }; // nothing is wrong with what the server sent
    return { ErrorCode::Malformed, u"JSON: %1"_s.arg(QString::fromUtf8(error.what())) };
}

} // namespace Strato
