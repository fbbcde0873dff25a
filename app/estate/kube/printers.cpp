// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/kube/printers.h"

#include "app/estate/kube/objectencoder.h"
#include "app/estate/kube/texts.h"

#include <nlohmann/json.hpp>

#include <charconv>

namespace Strato::Estate {

using nlohmann::json;

namespace {

/// The values at a kubectl JSONPath of the plain kinds that printer columns use: .a.b, ['a.b'], [0], [*],
/// [?(@.x=="y")].
std::vector<const json*> step(std::vector<const json*> from, std::string_view& path)
{
    std::vector<const json*> out;
    const auto child = [&out, &from](const std::string& key) {
        for (const json* value : from) {
            if (value->is_object() && value->contains(key))
                out.push_back(&(*value)[key]);
        }
    };
    if (path.starts_with('.')) {
        path.remove_prefix(1);
        std::string key;
        while (!path.empty() && path.front() != '.' && path.front() != '[') {
            if (path.front() == '\\' && path.size() > 1)
                path.remove_prefix(1);
            key.push_back(path.front());
            path.remove_prefix(1);
        }
        child(key);
        return out;
    }
    const std::size_t end = path.find(']');
    if (!path.starts_with('[') || end == std::string_view::npos) {
        path = {};
        return out;
    }
    const std::string_view inner = path.substr(1, end - 1);
    path.remove_prefix(end + 1);
    if (inner.starts_with('\'') || inner.starts_with('"')) {
        child(std::string(inner.substr(1, inner.size() - 2)));
        return out;
    }
    std::size_t index = 0;
    const bool number = std::from_chars(inner.data(), inner.data() + inner.size(), index).ec == std::errc {};
    const std::size_t equals = inner.find("==");
    for (const json* value : from) {
        for (std::size_t i = 0; value->is_array() && i < value->size(); ++i) {
            const json& item = (*value)[i];
            bool take = inner == "*" || (number && i == index);
            if (inner.starts_with("?(@.") && equals != std::string_view::npos) {
                const std::string wanted(inner.substr(equals + 3, inner.size() - equals - 5));
                take = valueAt(item, inner.substr(4, equals - 4)) == wanted;
            }
            if (take)
                out.push_back(&item);
        }
    }
    return out;
}

Cell customCell(const PrinterColumn& column, const json& object)
{
    std::vector<const json*> values { &object };
    std::string_view path = column.jsonPath;
    if (path.starts_with('{') && path.ends_with('}'))
        path = path.substr(1, path.size() - 2);
    while (!path.empty())
        values = step(std::move(values), path);
    if (values.empty() || values.front()->is_null())
        return { "null", std::nullopt, {} };
    const json& value = *values.front();
    if (column.type == "date")
        return ageCell(value.is_string() ? value.get<std::string>() : std::string());
    if (column.type == "string" && !value.is_string())
        return textCell(value.dump());
    return { value.dump(-1, ' ', false, json::error_handler_t::replace), std::nullopt, {} };
}

} // namespace

std::vector<PrinterColumn> plainColumns()
{
    return { { "Name", "string", "name", "Name must be unique within a namespace.", 0, {} },
        { "Age", "string", "",
            "CreationTimestamp is a timestamp representing the server time when this object was created.", 0, {} } };
}

std::vector<Cell> printCells(const ResourceInfo& resource, const json& object)
{
    if (resource.cells != nullptr)
        return resource.cells(object);
    if (!resource.custom)
        return { textCell(valueAt(object, "metadata.name")), ageCell(valueAt(object, "metadata.creationTimestamp")) };
    std::vector<Cell> out;
    for (const PrinterColumn& column : resource.columns)
        out.push_back(customCell(column, object));
    return out;
}

std::string cellJson(const Cell& cell, std::int64_t nowSeconds)
{
    if (!cell.sinceSeconds)
        return cell.text;
    return jsonText(
        cell.text + humanDuration(std::max<std::int64_t>(0, nowSeconds - *cell.sinceSeconds)) + cell.suffix);
}

Cell textCell(std::string_view text)
{
    return { jsonText(text), std::nullopt, {} };
}

Cell numberCell(std::int64_t value)
{
    return { std::to_string(value), std::nullopt, {} };
}

Cell ageCell(const std::string& since)
{
    const auto at = parseTime(since);
    if (!at)
        return textCell("<unknown>");
    return { {}, *at / 1'000'000'000, {} };
}

} // namespace Strato::Estate
