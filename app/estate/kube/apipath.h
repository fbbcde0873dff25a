// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace Strato::Estate {

/// What a path of the API names: /api/v1/namespaces/shop/pods/a/log and its kin.
struct ApiPath {
    std::string group;
    std::string version; ///< empty: /api or /apis or /apis/GROUP, the discovery of versions
    std::string nameSpace; ///< empty: cluster-wide
    std::string resource; ///< empty: /apis/GROUP/VERSION, the discovery of resources
    std::string name;
    std::string subresource;
    bool core = false; ///< under /api
};

/// nullopt: not a path of the resource API.
[[nodiscard]] std::optional<ApiPath> parseApiPath(std::string_view path);

} // namespace Strato::Estate
