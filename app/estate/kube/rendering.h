// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/kube/acceptheader.h"
#include "app/estate/kube/resourceinfo.h"
#include "app/estate/kube/storedobject.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace Strato::Estate {

struct ApiStatus;

/// includeObject of a Table.
enum class TableObject : std::uint8_t { None, Metadata, Whole };

/// How one answer writes its objects: encoding and form, fixed when the request is read. Immutable; any thread.
struct Rendering {
    ResourceInfoPtr resource;
    bool proto = false;
    ObjectForm form = ObjectForm::Whole;
    TableObject tableObject = TableObject::Metadata;
    std::int64_t nowSeconds = 0; ///< ages in Tables count to here

    [[nodiscard]] std::string contentType(bool watch) const;
    /// A single object (GET).
    [[nodiscard]] std::string object(const StoredObject& object) const;
    /// A list: what stands before the items, between them, and after.
    struct ListMeta {
        std::uint64_t resourceVersion = 0;
        std::string continueToken;
        std::size_t remaining = 0;
    };
    [[nodiscard]] std::string listHead(const ListMeta& meta, const std::vector<StoredObjectPtr>& objects) const;
    void appendItem(const StoredObject& object, bool first, std::string& out) const;
    [[nodiscard]] std::string listTail() const;
    /// One watch event with its framing. @p withColumns: a Table names its columns in the first event only.
    void appendEvent(std::string_view type, const StoredObject& object, bool withColumns, std::string& out) const;
    void appendBookmark(std::uint64_t version, bool initialEventsEnd, bool withColumns, std::string& out) const;
    void appendError(const ApiStatus& status, std::string& out) const;

private:
    [[nodiscard]] std::size_t protoItemSize(const StoredObject& object) const;
    [[nodiscard]] std::string_view protoItem(const StoredObject& object) const;
    [[nodiscard]] std::string tableColumns() const;
    [[nodiscard]] std::string tableRow(const StoredObject& object) const;
    [[nodiscard]] std::string partialJson(const StoredObject& object) const;
    void appendFrame(std::string_view type, const std::string& object, std::string& out) const;
};

} // namespace Strato::Estate
