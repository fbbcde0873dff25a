// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace Strato::Estate {

struct ProtoMessage;
struct Cell;

/// A column of a server-printed Table.
struct PrinterColumn {
    std::string name;
    std::string type = "string"; ///< OpenAPI: string, integer, number, boolean, date
    std::string format; ///< "name" for the first column of built-in kinds
    std::string description;
    int priority = 0; ///< above 0: only with -o wide
    std::string jsonPath; ///< custom resources only
};

using FieldValues = std::vector<std::pair<std::string, std::string>>;
using CellsFunction = std::vector<Cell> (*)(const nlohmann::json& object);

/// One resource that a cluster serves: what discovery says of it and how its objects are printed and encoded.
struct ResourceInfo {
    std::string group; ///< empty: the core group
    std::string version;
    std::string resource; ///< plural, lower case
    std::string singular;
    std::string kind;
    std::vector<std::string> shortNames;
    std::vector<std::string> categories;
    bool namespaced = true;
    bool custom = false; ///< from a CustomResourceDefinition: JSON only
    bool stored = true; ///< false: made on request (metrics.k8s.io), cannot be watched
    std::vector<std::string> fieldPaths; ///< selectable besides metadata.name and metadata.namespace
    std::vector<PrinterColumn> columns;
    CellsFunction cells = nullptr; ///< built-in printing; null: by the columns' jsonPath
    const ProtoMessage* schema = nullptr; ///< null: no protobuf

    [[nodiscard]] std::string apiVersion() const { return group.empty() ? version : group + "/" + version; }
    [[nodiscard]] std::string listKind() const { return kind + "List"; }
    /// "pods", "deployments.apps": as messages name it.
    [[nodiscard]] std::string qualifiedName() const { return group.empty() ? resource : resource + "." + group; }
};

using ResourceInfoPtr = std::shared_ptr<const ResourceInfo>;

} // namespace Strato::Estate
