// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/kube/objectencoder.h"
#include "app/estate/kube/printers.h"

#include <nlohmann/json.hpp>

/// What the printers share: reading JSON that may lack anything. For printers*.cpp only.
namespace Strato::Estate::Print {

using nlohmann::json;

[[nodiscard]] inline std::string name(const json& object)
{
    return valueAt(object, "metadata.name");
}

[[nodiscard]] inline Cell nameCell(const json& object)
{
    return textCell(name(object));
}

[[nodiscard]] inline Cell age(const json& object)
{
    return ageCell(valueAt(object, "metadata.creationTimestamp"));
}

/// The value at a JSON pointer ("/status/conditions"), null when absent.
[[nodiscard]] inline const json& at(const json& object, const char* pointer)
{
    static const json Absent;
    const json::json_pointer path(pointer);
    return object.contains(path) ? object.at(path) : Absent;
}

[[nodiscard]] inline std::int64_t number(const json& object, const char* pointer, std::int64_t absent = 0)
{
    const json& value = at(object, pointer);
    return value.is_number() ? value.get<std::int64_t>() : absent;
}

[[nodiscard]] inline std::string text(const json& object, const char* pointer)
{
    const json& value = at(object, pointer);
    return value.is_string() ? value.get<std::string>() : std::string();
}

[[nodiscard]] inline Cell textOr(const std::string& value, const char* otherwise)
{
    return textCell(value.empty() ? otherwise : value);
}

/// "a,b" of the field @p key of each item, or of each item itself when @p key is empty.
[[nodiscard]] inline std::string joined(const json& list, const char* key, const char* separator = ",")
{
    std::string out;
    if (!list.is_array())
        return out;
    for (const json& item : list) {
        const std::string one
            = *key == '\0' ? (item.is_string() ? item.get<std::string>() : item.dump()) : valueAt(item, key);
        out += (out.empty() ? "" : separator) + one;
    }
    return out;
}

/// "a=b,c=d".
[[nodiscard]] inline std::string pairs(const json& map)
{
    std::string out;
    if (map.is_object()) {
        for (const auto& [key, value] : map.items())
            out += (out.empty() ? "" : ",") + key + "=" + (value.is_string() ? value.get<std::string>() : value.dump());
    }
    return out;
}

/// A LabelSelector as kubectl prints it.
[[nodiscard]] std::string selector(const json& labelSelector);

[[nodiscard]] inline PrinterColumn column(const char* title, const char* type = "string", int priority = 0)
{
    return { title, type, std::string_view(title) == "Name" ? "name" : "", "", priority, {} };
}

} // namespace Strato::Estate::Print
