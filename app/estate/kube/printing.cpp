// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/kube/printing.h"

#include "app/estate/kube/objectencoder.h"

#include <nlohmann/json.hpp>

namespace Strato::Estate::Print {

std::string name(const json& object)
{
    return valueAt(object, "metadata.name");
}

Cell nameCell(const json& object)
{
    return textCell(name(object));
}

Cell age(const json& object)
{
    return ageCell(valueAt(object, "metadata.creationTimestamp"));
}

const json& at(const json& object, const char* pointer)
{
    static const json Absent;
    const json::json_pointer path(pointer);
    return object.contains(path) ? object.at(path) : Absent;
}

std::int64_t number(const json& object, const char* pointer, std::int64_t absent)
{
    const json& value = at(object, pointer);
    return value.is_number() ? value.get<std::int64_t>() : absent;
}

std::string text(const json& object, const char* pointer)
{
    const json& value = at(object, pointer);
    return value.is_string() ? value.get<std::string>() : std::string();
}

Cell textOr(const std::string& value, const char* otherwise)
{
    return textCell(value.empty() ? otherwise : value);
}

std::string joined(const json& list, const char* key, const char* separator)
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

std::string pairs(const json& map)
{
    std::string out;
    if (map.is_object()) {
        for (const auto& [key, value] : map.items())
            out += (out.empty() ? "" : ",") + key + "=" + (value.is_string() ? value.get<std::string>() : value.dump());
    }
    return out;
}

PrinterColumn column(const char* title, const char* type, int priority)
{
    return { title, type, std::string_view(title) == "Name" ? "name" : "", "", priority, {} };
}

} // namespace Strato::Estate::Print
