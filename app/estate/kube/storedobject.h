// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace Strato::Estate {

/// One printed value. Ages are kept as the moment they count from, for they change while the object does not.
struct Cell {
    std::string text; ///< JSON literal when `sinceSeconds` is absent; else plain text before the duration
    std::optional<std::int64_t> sinceSeconds; ///< epoch seconds: print the duration until now
    std::string suffix; ///< plain text after the duration
};

/// An object as it is served: encoded once, immutable, shared by store, history and answers under way.
struct StoredObject {
    std::string nameSpace;
    std::string name;
    std::string uid;
    std::uint64_t resourceVersion = 0;
    std::string json; ///< {"apiVersion":..,"kind":..,"metadata":{..},..}
    std::size_t jsonItem = 0; ///< offset of "metadata": (with its quote): a list item is '{' and what follows
    std::size_t jsonMetaBegin = 0; ///< the metadata value is [jsonMetaBegin, jsonMetaEnd)
    std::size_t jsonMetaEnd = 0;
    std::string proto; ///< the message without envelope; for kinds without protobuf only its metadata field
    std::size_t protoMetaEnd = 0; ///< field 1 (metadata) with tag and length is [0, protoMetaEnd)
    std::vector<std::pair<std::string, std::string>> labels;
    std::vector<std::pair<std::string, std::string>> fields; ///< selectable ones of its resource
    std::vector<Cell> cells;

    [[nodiscard]] std::string key() const { return nameSpace.empty() ? name : nameSpace + "/" + name; }
    [[nodiscard]] std::size_t bytes() const { return json.size() + proto.size(); }
    [[nodiscard]] std::string_view metaJson() const
    {
        return std::string_view(json).substr(jsonMetaBegin, jsonMetaEnd - jsonMetaBegin);
    }
};

using StoredObjectPtr = std::shared_ptr<const StoredObject>;

} // namespace Strato::Estate
