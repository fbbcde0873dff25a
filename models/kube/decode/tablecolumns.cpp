// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/decode/tablecolumns.h"

#include "models/kube/decode/quantity.h"
#include "models/kube/schema/kubeschemas.h"

#include <algorithm>
#include <charconv>

namespace Strato {

namespace {

namespace od = simdjson::ondemand;

struct Definition {
    std::string name;
    std::string type;
    std::string format;
    bool wide = false;
};

std::vector<Definition> readDefinitions(od::array definitions)
{
    std::vector<Definition> out;
    for (auto item : definitions) {
        Definition definition;
        for (od::field field : item.get_object()) {
            const std::string_view key = field.unescaped_key();
            if (key == "name")
                definition.name = std::string(std::string_view(field.value().get_string()));
            else if (key == "type")
                definition.type = std::string(std::string_view(field.value().get_string()));
            else if (key == "format")
                definition.format = std::string(std::string_view(field.value().get_string()));
            else if (key == "priority")
                definition.wide = field.value().get_int64().value() > 0;
        }
        out.push_back(std::move(definition));
    }
    return out;
}

/// "Nominated Node" -> "nominatedNode": stable as long as the server's title is.
std::string idOf(std::string_view title)
{
    std::string id;
    bool upper = false;
    for (const char c : title) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!letter) {
            upper = !id.empty();
            continue;
        }
        const char low = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
        const char high = c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c;
        const bool first = id.empty();
        id += upper ? high : first ? low : c;
        upper = false;
    }
    return id;
}

/// Of a quantity only its name tells what it counts: those of metrics-server's Tables are names of resources.
CellType typeOf(const Definition& definition)
{
    if (definition.format == "quantity" && definition.name == "cpu")
        return CellType::Cpu;
    if (definition.format == "quantity" && (definition.name == "memory" || definition.name == "ephemeral-storage"))
        return CellType::Bytes;
    const std::string_view type = definition.type;
    if (type == "integer")
        return CellType::Count;
    if (type == "number")
        return CellType::Number;
    return type == "boolean" ? CellType::Flag : CellType::Text;
}

/// What every record has anyway: the server's own words for it would only be a poorer copy.
bool isHeader(std::string_view id)
{
    return id == "name" || id == "namespace" || id == "age" || id == "labels" || id == "cluster";
}

/// The number at the front: "3 (5m ago)" is 3.
std::optional<std::int64_t> leadingInteger(std::string_view text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end != text.data() ? std::optional(value) : std::nullopt;
}

/// "1/2" packed.
std::optional<std::int64_t> fractionOf(std::string_view text)
{
    const auto slash = text.find('/');
    if (slash == std::string_view::npos)
        return std::nullopt;
    const auto part = leadingInteger(text.substr(0, slash));
    const auto whole = leadingInteger(text.substr(slash + 1));
    if (!part || !whole)
        return std::nullopt;
    return packFraction(static_cast<std::int32_t>(*part), static_cast<std::int32_t>(*whole));
}

std::optional<std::int64_t> numberOf(CellType type, std::string_view text)
{
    switch (type) {
    case CellType::Count: return leadingInteger(text);
    case CellType::Fraction: return fractionOf(text);
    case CellType::Cpu: return quantityMilli(text);
    case CellType::Bytes: return quantityValue(text);
    case CellType::Flag:
        return text == "true" || text == "True"  ? std::optional<std::int64_t>(1)
            : text == "false" || text == "False" ? std::optional<std::int64_t>(0)
                                                 : std::nullopt;
    case CellType::Text:
    case CellType::State:
    case CellType::Time: // a server writes times as ages ("5m"): too coarse to be one
    case CellType::Age:
    case CellType::DurationNs:
    case CellType::Ratio:
    case CellType::Number: return std::nullopt;
    }
    return std::nullopt;
}

void fillText(const ColumnSpec& column, std::string_view text, RecordBuilder& into)
{
    if (text == "<none>" || text == "<unset>" || text.empty())
        return;
    if (column.type == CellType::Text || column.type == CellType::State) {
        into.message(column.id, text);
        into.searchable(text);
    } else {
        into.number(column.id, numberOf(column.type, text));
    }
}

void fillNumber(const ColumnSpec& column, double value, RecordBuilder& into)
{
    if (column.type == CellType::Number || column.type == CellType::Ratio)
        into.set(column.id, Cell(value));
    else if (column.type == CellType::Count || column.type == CellType::Flag)
        into.number(column.id, static_cast<std::int64_t>(value));
}

} // namespace

TableColumns TableColumns::read(od::array definitions, const ResourceKind& kind, const SchemaPtr& builtIn)
{
    TableColumns columns;
    std::shared_ptr<KindSchema> made;
    if (builtIn) {
        columns.m_schema = builtIn;
    } else {
        made = std::make_shared<KindSchema>(*metadataSchema(kind));
        columns.m_schema = made;
    }
    const std::size_t common = columns.m_schema->columns.size();
    std::vector<ColumnSpec> own;
    for (const Definition& definition : readDefinitions(definitions)) {
        const std::string id
            = builtIn ? std::string(columnOfServerTitle(*builtIn, definition.name)) : idOf(definition.name);
        const bool taken = made && (made->column(id) >= 0 || std::ranges::find(own, id, &ColumnSpec::id) != own.end());
        if (id.empty() || isHeader(id) || taken) {
            columns.m_targets.push_back(-1);
        } else if (builtIn) {
            columns.m_targets.push_back(builtIn->column(id));
        } else {
            columns.m_targets.push_back(static_cast<int>(1 + own.size()));
            own.push_back({ id, typeOf(definition), !definition.wide, definition.name });
        }
    }
    if (made && common > 0) // the server's columns stand after the name, before the hidden common ones
        made->columns.insert(made->columns.begin() + 1, own.begin(), own.end());
    return columns;
}

void TableColumns::fill(od::array cells, RecordBuilder& into) const
{
    std::size_t index = 0;
    for (auto cell : cells) {
        const int target = index < m_targets.size() ? m_targets[index] : -1;
        ++index;
        if (target >= 0)
            fillCell(m_schema->columns[static_cast<std::size_t>(target)], cell.value(), into);
    }
}

void TableColumns::fillCell(const ColumnSpec& column, od::value value, RecordBuilder& into) const
{
    switch (value.type()) {
    case od::json_type::string: fillText(column, value.get_string(), into); return;
    case od::json_type::number: fillNumber(column, value.get_double(), into); return;
    case od::json_type::boolean: {
        const bool flag = value.get_bool();
        if (column.type == CellType::Flag)
            into.flag(column.id, flag);
        else
            into.text(column.id, flag ? "true" : "false");
        return;
    }
    case od::json_type::null:
    case od::json_type::array:
    case od::json_type::object: return;
    }
}

} // namespace Strato
