// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/kube/objectencoder.h"
#include "app/estate/kube/printers.h"
#include "app/estate/kube/texts.h"

#include <nlohmann/json.hpp>

#include <string>

/// What the printers of all families share.
namespace Strato::Estate::Print {

using nlohmann::json;

inline PrinterColumn column(const char* name, const char* type = "string", int priority = 0)
{
    return { name, type, std::string_view(name) == "Name" ? "name" : "", "", priority, {} };
}

inline const json& member(const json& object, const char* key)
{
    static const json missing;
    if (!object.is_object())
        return missing;
    const auto it = object.find(key);
    return it == object.end() ? missing : *it;
}

inline std::int64_t number(const json& value, std::int64_t fallback = 0)
{
    return value.is_number_integer() ? value.get<std::int64_t>() : fallback;
}

inline std::string text(const json& value)
{
    return value.is_string() ? value.get<std::string>() : std::string();
}

/// @p value, or kubectl's word for nothing.
inline std::string orNone(const std::string& value)
{
    return value.empty() ? "<none>" : value;
}

inline Cell name(const json& object)
{
    return textCell(valueAt(object, "metadata.name"));
}
inline Cell age(const json& object)
{
    return ageCell(valueAt(object, "metadata.creationTimestamp"));
}

inline std::string joined(const json& list, const char* key, const char* separator = ",")
{
    std::string out;
    if (!list.is_array())
        return out;
    for (const json& item : list) {
        const std::string part = key ? text(member(item, key)) : text(item);
        out += (out.empty() ? "" : separator) + part;
    }
    return out;
}

/// "app=web,tier=front" of matchLabels or a plain map.
inline std::string selector(const json& map)
{
    std::string out;
    if (!map.is_object())
        return "<none>";
    for (const auto& [key, value] : map.items())
        out += (out.empty() ? "" : ",") + key + "=" + text(value);
    return orNone(out);
}

} // namespace Strato::Estate::Print
