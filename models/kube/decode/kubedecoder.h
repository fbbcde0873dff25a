// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/record.h"
#include "models/base/result.h"
#include "models/kube/decode/kubestatus.h"
#include "models/kube/schema/resourcekind.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace Strato {

/// One page of a LIST.
struct DecodedList {
    std::vector<std::shared_ptr<Record>> records; ///< in the server's order
    std::string resourceVersion;
    std::string continueToken; ///< empty: the last page
    std::optional<std::int64_t> remaining; ///< what the server says is left
    SchemaPtr schema; ///< of all records
};

enum class WatchEventType : std::uint8_t { Added, Modified, Deleted, Bookmark, Error };

struct WatchEvent {
    WatchEventType type = WatchEventType::Added;
    std::shared_ptr<Record> record; ///< Added, Modified, Deleted (the last state)
    std::string resourceVersion; ///< of the object, or of the bookmark
    bool initialEventsEnd = false; ///< a Bookmark annotated k8s.io/initial-events-end: "true" (K1)
    std::optional<KubeStatus> status; ///< Error
};

/// Bytes of one kind of one cluster into records. Same bytes, same records: it only keeps buffers and interned strings
/// between calls. One thread at a time (the Strand of a stream); pages of a list in parallel take one decoder each.
/// Any damage is a value: Malformed (cut, wrong types, an unknown event type: K15), TooLarge (limits),
/// UnexpectedContent (another kind than asked for, a Table in a list: K40). Unknown fields are skipped. Secrets: values
/// are never read, only keys counted.
class KubeDecoder final {
public:
    /// Kinds without a built-in schema get their metadata (list, watchEvent) or the server's columns (table).
    KubeDecoder(IString cluster, ResourceKind kind, DecodeLimits limits = {});
    ~KubeDecoder();
    KubeDecoder(KubeDecoder&&) noexcept;
    KubeDecoder& operator=(KubeDecoder&&) noexcept;

    [[nodiscard]] Result<DecodedList> list(std::string_view body, WireFormat format);
    /// A part of a LIST in protobuf: whole fields from ListCutter, and what its envelope says of the kind. Appends.
    [[nodiscard]] Result<void> listPart(const std::string& kind, std::string_view fields, DecodedList& into);
    /// One frame from WatchFrameSplitter. A JSON event may also hold a Table of one row (a watch asked for as Table).
    [[nodiscard]] Result<WatchEvent> watchEvent(std::string_view frame, WireFormat format);
    /// One object (GET).
    [[nodiscard]] Result<std::shared_ptr<Record>> object(std::string_view body, WireFormat format);
    /// A JSON Table with includeObject=Metadata. @p provisional: rows stand in for records that follow (first page of a
    /// large built-in kind: cells go to the built-in columns); otherwise they are the records of a custom resource.
    [[nodiscard]] Result<DecodedList> table(std::string_view body, bool provisional);

    [[nodiscard]] const SchemaPtr& schema() const; ///< for tables of custom resources: known after the first table()

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace Strato
