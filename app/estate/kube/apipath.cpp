// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/kube/apipath.h"

#include <span>
#include <vector>

namespace Strato::Estate {

namespace {

std::vector<std::string> segments(std::string_view path)
{
    std::vector<std::string> out;
    while (!path.empty()) {
        const std::size_t slash = path.find('/');
        if (slash != 0)
            out.emplace_back(path.substr(0, slash));
        path = slash == std::string_view::npos ? std::string_view {} : path.substr(slash + 1);
    }
    return out;
}

bool assignResource(std::span<const std::string> rest, ApiPath& out)
{
    // "namespaces/N" is an object, "namespaces/N/pods" a resource in it, "namespaces/N/status" a subresource.
    if (rest.size() >= 3 && rest[0] == "namespaces" && rest[2] != "status" && rest[2] != "finalize") {
        out.nameSpace = rest[1];
        rest = rest.subspan(2);
    }
    if (rest.size() > 3)
        return false;
    if (!rest.empty())
        out.resource = rest[0];
    if (rest.size() > 1)
        out.name = rest[1];
    if (rest.size() > 2)
        out.subresource = rest[2];
    return true;
}

} // namespace

std::optional<ApiPath> parseApiPath(std::string_view path)
{
    const std::vector<std::string> parts = segments(path);
    if (parts.empty() || (parts[0] != "api" && parts[0] != "apis"))
        return std::nullopt;
    ApiPath out;
    out.core = parts[0] == "api";
    std::span<const std::string> rest = std::span(parts).subspan(1);
    if (!out.core && !rest.empty()) {
        out.group = rest[0];
        rest = rest.subspan(1);
    }
    if (rest.empty())
        return out;
    out.version = rest[0];
    if (!assignResource(rest.subspan(1), out))
        return std::nullopt;
    return out;
}

} // namespace Strato::Estate
