// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/decode/kubedecoder.h"

#include "models/base/plaintext.h"
#include "models/kube/decode/jsonreader.h"
#include "models/kube/decode/projections.h"
#include "models/kube/decode/protobufreader.h"
#include "models/kube/decode/statusreader.h"
#include "models/kube/decode/tablecolumns.h"
#include "models/kube/decode/wiremessages.h"
#include "models/kube/schema/kubeschemas.h"

using namespace Qt::StringLiterals;

namespace Strato {

namespace {

namespace od = simdjson::ondemand;

using RecordResult = Result<std::shared_ptr<Record>>;

constexpr std::string_view initialEventsEnd = "k8s.io/initial-events-end";

std::optional<WatchEventType> eventType(std::string_view type)
{
    if (type == "ADDED")
        return WatchEventType::Added;
    if (type == "MODIFIED")
        return WatchEventType::Modified;
    if (type == "DELETED")
        return WatchEventType::Deleted;
    if (type == "BOOKMARK")
        return WatchEventType::Bookmark;
    if (type == "ERROR")
        return WatchEventType::Error;
    return std::nullopt;
}

QString shown(std::string_view text)
{
    return cleanUtf8(text.substr(0, 256), 128);
}

} // namespace

/// One object's fields at a time go through `tree`; all else is kept between calls only to be used again.
class KubeDecoder::Impl final {
public:
    Impl(IString cluster, ResourceKind resource, DecodeLimits bounds)
        : scratch(std::move(cluster))
        , kind(std::move(resource))
        , limits(bounds)
        , json(bounds)
    {
        message = WireMessages::ofKind(kind.group, kind.version, kind.kind);
        project = message ? projectionOf(kind.group, kind.kind) : nullptr;
        schema = project ? builtInSchema(kind.group, kind.kind) : metadataSchema(kind);
        if (!project)
            message = &WireMessages::metadataOnly();
    }

    Result<DecodedList> listJson(std::string_view body);
    Result<DecodedList> listProtobuf(std::string_view body);
    Result<void> listPart(std::string_view found, std::string_view fields, DecodedList& into);
    Result<WatchEvent> eventJson(std::string_view frame);
    Result<WatchEvent> eventProtobuf(std::string_view frame);
    Result<DecodedList> table(std::string_view body, bool provisional);
    RecordResult objectJson(std::string_view body);
    RecordResult objectProtobuf(std::string_view body);

    SchemaPtr schema;
    const DecodeLimits& bounds() const { return limits; }

private:
    [[nodiscard]] WireView root() const { return { &tree, WireTree::root }; }
    RecordResult recordOfTree();
    RecordResult recordOfRow(od::object row, bool provisional);
    Result<void> readTable(od::object table, bool provisional, DecodedList& into);
    void takeListMeta(DecodedList& into) const;
    [[nodiscard]] Result<void> expectKind(std::string_view found, const std::string& expected) const;
    [[nodiscard]] Result<void> expectName(const Record& record) const;
    Result<WatchEvent> finishEvent(WatchEventType type);
    [[nodiscard]] Result<WatchEvent> bookmark(std::string_view version) const;
    Result<WatchEvent> tableBookmark(od::object table);
    Result<WatchEvent> tableEvent(std::string_view frame, WatchEventType type);
    Result<void> readEnvelope(std::string_view bytes, WatchEventType type);

    DecodeScratch scratch;
    const ResourceKind kind;
    const DecodeLimits limits;
    JsonBuffer json;
    WireTree tree;
    WireTree listTree;
    const WireMessage* message = nullptr;
    Projection project = nullptr;
    std::optional<TableColumns> tableColumns; // of the last Table that had definitions
};

Result<void> KubeDecoder::Impl::expectKind(std::string_view found, const std::string& expected) const
{
    if (found.empty() || found == expected || found == "List")
        return {};
    return fail(ErrorCode::UnexpectedContent,
        u"expected %1, the server sent %2"_s.arg(QString::fromStdString(expected), shown(found)));
}

/// A name that an id holds, so that the object can be linked to and asked for.
Result<void> KubeDecoder::Impl::expectName(const Record& record) const
{
    if (record.name.empty())
        return fail(ErrorCode::Malformed, u"%1 without a name"_s.arg(QString::fromStdString(kind.kind)));
    if (record.entity.text().size() > EntityId::mostBytes)
        return fail(ErrorCode::TooLarge,
            u"%1 with a name that no id holds: %2"_s.arg(QString::fromStdString(kind.kind), shown(record.name.view())));
    return {};
}

RecordResult KubeDecoder::Impl::recordOfTree()
{
    RecordBuilder builder(scratch, schema, kind.group);
    builder.metadata(root()["metadata"]);
    if (const auto named = expectName(builder.record()); !named)
        return tl::unexpected(named.error());
    if (project)
        project(root(), builder);
    else if (builder.terminating())
        builder.fare(Health::Changing, "Terminating");
    return builder.finish();
}

void KubeDecoder::Impl::takeListMeta(DecodedList& into) const
{
    const WireView meta(&listTree, WireTree::root);
    into.resourceVersion = cleanName(meta["resourceVersion"].text());
    into.continueToken = std::string(meta["continue"].text());
    into.remaining = meta["remainingItemCount"].optionalNumber();
    into.schema = schema;
}

// ---------------------------------------------------------------- JSON

Result<DecodedList> KubeDecoder::Impl::listJson(std::string_view body)
{
    const auto document = json.open(body);
    if (!document)
        return tl::unexpected(document.error());
    return jsonGuarded([&]() -> Result<DecodedList> {
        DecodedList list;
        listTree.clear();
        for (od::field field : (*document)->get_object()) {
            const std::string_view key = field.unescaped_key();
            if (key == "kind") {
                if (const auto right = expectKind(field.value().get_string(), kind.kind + "List"); !right)
                    return tl::unexpected(right.error());
            } else if (key == "metadata") {
                readJson(listTree, WireTree::root, WireMessages::listMeta(), field.value().get_object());
            } else if (key == "items" && field.value().type() != od::json_type::null) {
                for (auto item : field.value().get_array()) {
                    tree.clear();
                    readJson(tree, WireTree::root, *message, item.get_object());
                    RecordResult record = recordOfTree();
                    if (!record)
                        return tl::unexpected(record.error());
                    list.records.push_back(std::move(*record));
                }
            }
        }
        takeListMeta(list);
        return list;
    });
}

RecordResult KubeDecoder::Impl::objectJson(std::string_view body)
{
    const auto document = json.open(body);
    if (!document)
        return tl::unexpected(document.error());
    return jsonGuarded([&]() -> RecordResult {
        tree.clear();
        readJson(tree, WireTree::root, *message, (*document)->get_object());
        if (const auto right = expectKind(root()["kind"].text(), kind.kind); !right)
            return tl::unexpected(right.error());
        return recordOfTree();
    });
}

Result<WatchEvent> KubeDecoder::Impl::eventJson(std::string_view frame)
{
    const auto document = json.open(frame);
    if (!document)
        return tl::unexpected(document.error());
    bool isTable = false;
    std::optional<WatchEventType> type;
    Result<WatchEvent> event = jsonGuarded([&]() -> Result<WatchEvent> {
        od::object outer = (*document)->get_object();
        const std::string_view word = outer.find_field_unordered("type").get_string();
        type = eventType(word);
        if (!type)
            return fail(ErrorCode::Malformed, u"unknown watch event type %1"_s.arg(shown(word)));
        tree.clear();
        const bool isError = type == WatchEventType::Error;
        const bool isBookmark = type == WatchEventType::Bookmark;
        const WireMessage& wanted = isError ? WireMessages::status()
            : isBookmark                    ? WireMessages::metadataOnly()
                                            : *message;
        readJson(tree, WireTree::root, wanted, outer.find_field_unordered("object").get_object());
        isTable = !isError && root()["kind"].text() == "Table";
        return isTable ? WatchEvent() : finishEvent(*type);
    });
    return isTable ? tableEvent(frame, *type) : std::move(event);
}

Result<WatchEvent> KubeDecoder::Impl::finishEvent(WatchEventType type)
{
    WatchEvent event;
    event.type = type;
    if (type == WatchEventType::Error) {
        event.status = readStatus(root());
        return event;
    }
    if (const auto right = expectKind(root()["kind"].text(), kind.kind); !right)
        return tl::unexpected(right.error());
    if (type == WatchEventType::Bookmark)
        return bookmark({});
    event.resourceVersion = cleanName(root()["metadata"]["resourceVersion"].text());
    RecordResult record = recordOfTree();
    if (!record)
        return tl::unexpected(record.error());
    event.record = std::move(*record);
    return event;
}

/// Of the object in the tree; @p version where that has none.
Result<WatchEvent> KubeDecoder::Impl::bookmark(std::string_view version) const
{
    const WireView metadata = root()["metadata"];
    const std::string_view own = metadata["resourceVersion"].text();
    WatchEvent event;
    event.type = WatchEventType::Bookmark;
    event.resourceVersion = cleanName(own.empty() ? version : own);
    event.initialEventsEnd = metadata.entry("annotations", initialEventsEnd).text() == "true";
    if (event.resourceVersion.empty())
        return fail(ErrorCode::Malformed, u"a bookmark without a resource version"_s);
    return event;
}

// ---------------------------------------------------------------- Table

RecordResult KubeDecoder::Impl::recordOfRow(od::object row, bool provisional)
{
    tree.clear();
    readJson(tree, WireTree::root, WireMessages::metadataOnly(), row.find_field_unordered("object").get_object());
    RecordBuilder builder(scratch, schema, kind.group);
    builder.metadata(root()["metadata"]);
    if (const auto named = expectName(builder.record()); !named)
        return tl::unexpected(named.error());
    tableColumns->fill(row.find_field_unordered("cells").get_array(), builder);
    if (builder.terminating())
        builder.fare(Health::Changing, "Terminating");
    builder.record().provisional = provisional;
    return builder.finish();
}

/// Says that it has no columns, and has no rows: metrics-server takes its columns from the first row.
static bool isEmptyTable(od::object& table)
{
    od::value columns;
    if (!isThere(table.find_field_unordered("columnDefinitions"), columns) || !columns.is_null())
        return false;
    od::array rows;
    return !isThere(table.find_field_unordered("rows").get_array(), rows) || rows.is_empty();
}

Result<void> KubeDecoder::Impl::readTable(od::object table, bool provisional, DecodedList& into)
{
    const std::string_view found = table.find_field_unordered("kind").get_string();
    if (found != "Table")
        return fail(ErrorCode::UnexpectedContent, u"expected Table, the server sent %1"_s.arg(shown(found)));
    listTree.clear();
    od::object meta;
    if (isThere(table.find_field_unordered("metadata").get_object(), meta))
        readJson(listTree, WireTree::root, WireMessages::listMeta(), meta);
    od::array definitions;
    if (isThere(table.find_field_unordered("columnDefinitions").get_array(), definitions)) {
        TableColumns read = TableColumns::read(definitions, kind, project ? schema : nullptr);
        // The same columns again: keep the schema that earlier records share.
        if (!tableColumns || provisional || read.schema()->columns != tableColumns->schema()->columns)
            tableColumns = std::move(read);
        schema = tableColumns->schema();
    }
    if (!tableColumns && isEmptyTable(table)) {
        takeListMeta(into);
        return {};
    }
    od::array rows;
    if (!tableColumns)
        return fail(ErrorCode::Malformed, u"a table without column definitions"_s);
    if (isThere(table.find_field_unordered("rows").get_array(), rows)) {
        for (auto row : rows) {
            RecordResult record = recordOfRow(row.get_object(), provisional);
            if (!record)
                return tl::unexpected(record.error());
            into.records.push_back(std::move(*record));
        }
    }
    takeListMeta(into);
    return {};
}

Result<DecodedList> KubeDecoder::Impl::table(std::string_view body, bool provisional)
{
    const auto document = json.open(body);
    if (!document)
        return tl::unexpected(document.error());
    return jsonGuarded([&]() -> Result<DecodedList> {
        DecodedList list;
        return readTable((*document)->get_object(), provisional, list).map([&] { return std::move(list); });
    });
}

/// Its row has an object without a name: only the version counts, and the mark at the end of initial events.
Result<WatchEvent> KubeDecoder::Impl::tableBookmark(od::object table)
{
    od::object meta;
    std::string_view read;
    std::string version; // the reader's buffer is used again
    if (isThere(table.find_field_unordered("metadata").get_object(), meta)
        && isThere(meta.find_field_unordered("resourceVersion").get_string(), read))
        version = read;
    tree.clear();
    od::array rows;
    if (isThere(table.find_field_unordered("rows").get_array(), rows)) {
        for (od::object row : rows) {
            tree.clear();
            readJson(
                tree, WireTree::root, WireMessages::metadataOnly(), row.find_field_unordered("object").get_object());
        }
    }
    return bookmark(version);
}

/// A watch asked for as Table: the object of each event is a table of one row.
Result<WatchEvent> KubeDecoder::Impl::tableEvent(std::string_view frame, WatchEventType type)
{
    const auto document = json.open(frame);
    if (!document)
        return tl::unexpected(document.error());
    return jsonGuarded([&]() -> Result<WatchEvent> {
        DecodedList list;
        od::object outer = (*document)->get_object();
        if (type == WatchEventType::Bookmark)
            return tableBookmark(outer.find_field_unordered("object").get_object());
        const auto read = readTable(outer.find_field_unordered("object").get_object(), false, list);
        if (!read)
            return tl::unexpected(read.error());
        WatchEvent event;
        event.type = type;
        if (list.records.size() != 1)
            return fail(ErrorCode::Malformed, u"a watch event with %1 rows"_s.arg(list.records.size()));
        event.record = list.records.front();
        event.resourceVersion = std::string(event.record->resourceVersion.view());
        return event;
    });
}

// ---------------------------------------------------------------- protobuf

Result<DecodedList> KubeDecoder::Impl::listProtobuf(std::string_view body)
{
    const Result<ProtobufEnvelope> envelope = openEnvelope(body);
    if (!envelope)
        return tl::unexpected(envelope.error());
    DecodedList list;
    return listPart(envelope->kind, envelope->raw, list).map([&] { return std::move(list); });
}

Result<void> KubeDecoder::Impl::listPart(std::string_view found, std::string_view fields, DecodedList& into)
{
    if (auto right = expectKind(found, kind.kind + "List"); !right)
        return right;
    listTree.clear();
    auto done = readProtobufList(
        listTree, WireTree::root, WireMessages::listMeta(), fields, [&](std::string_view item) -> Result<void> {
            tree.clear();
            if (auto read = readProtobuf(tree, WireTree::root, *message, item); !read)
                return read;
            RecordResult record = recordOfTree();
            if (!record)
                return tl::unexpected(record.error());
            into.records.push_back(std::move(*record));
            return {};
        });
    into.schema = schema;
    if (done && WireView(&listTree, WireTree::root)["resourceVersion"].exists())
        takeListMeta(into); // before the bytes that it stands in are gone
    return done;
}

/// Fills the tree from an enveloped object, which for an error is a Status.
Result<void> KubeDecoder::Impl::readEnvelope(std::string_view bytes, WatchEventType type)
{
    const Result<ProtobufEnvelope> envelope = openEnvelope(bytes);
    if (!envelope)
        return tl::unexpected(envelope.error());
    tree.clear();
    const bool isError = type == WatchEventType::Error;
    if (auto right = expectKind(envelope->kind, isError ? "Status" : kind.kind); !right)
        return right;
    const WireMessage& wanted = isError    ? WireMessages::status()
        : type == WatchEventType::Bookmark ? WireMessages::metadataOnly()
                                           : *message;
    return readProtobuf(tree, WireTree::root, wanted, envelope->raw);
}

RecordResult KubeDecoder::Impl::objectProtobuf(std::string_view body)
{
    if (const auto read = readEnvelope(body, WatchEventType::Added); !read)
        return tl::unexpected(read.error());
    return recordOfTree();
}

Result<WatchEvent> KubeDecoder::Impl::eventProtobuf(std::string_view frame)
{
    // The server writes the event bare and wraps only the object; an event wrapped as a whole is understood too.
    if (hasProtobufMagic(frame)) {
        const Result<ProtobufEnvelope> envelope = openEnvelope(frame);
        if (!envelope)
            return tl::unexpected(envelope.error());
        frame = envelope->raw;
    }
    tree.clear();
    if (const auto read = readProtobuf(tree, WireTree::root, WireMessages::watchEvent(), frame); !read)
        return tl::unexpected(read.error());
    const std::string_view word = root()["type"].text();
    const std::string_view raw = root()["object"]["raw"].text();
    const std::optional<WatchEventType> type = eventType(word);
    if (!type)
        return fail(ErrorCode::Malformed, u"unknown watch event type %1"_s.arg(shown(word)));
    if (const auto read = readEnvelope(raw, *type); !read)
        return tl::unexpected(read.error());
    return finishEvent(*type);
}

// ---------------------------------------------------------------- the public face

KubeDecoder::KubeDecoder(IString cluster, ResourceKind kind, DecodeLimits limits)
    : m_impl(std::make_unique<Impl>(std::move(cluster), std::move(kind), limits))
{
}

KubeDecoder::~KubeDecoder() = default;
KubeDecoder::KubeDecoder(KubeDecoder&&) noexcept = default;
KubeDecoder& KubeDecoder::operator=(KubeDecoder&&) noexcept = default;

Result<DecodedList> KubeDecoder::list(std::string_view body, WireFormat format)
{
    return format == WireFormat::Json ? m_impl->listJson(body) : m_impl->listProtobuf(body);
}

Result<void> KubeDecoder::listPart(const std::string& kind, std::string_view fields, DecodedList& into)
{
    return m_impl->listPart(kind, fields, into);
}

Result<WatchEvent> KubeDecoder::watchEvent(std::string_view frame, WireFormat format)
{
    if (frame.size() > m_impl->bounds().maxFrameBytes)
        return fail(ErrorCode::TooLarge, u"watch frame of %1 bytes"_s.arg(frame.size()));
    return format == WireFormat::Json ? m_impl->eventJson(frame) : m_impl->eventProtobuf(frame);
}

Result<std::shared_ptr<Record>> KubeDecoder::object(std::string_view body, WireFormat format)
{
    return format == WireFormat::Json ? m_impl->objectJson(body) : m_impl->objectProtobuf(body);
}

Result<DecodedList> KubeDecoder::table(std::string_view body, bool provisional)
{
    return m_impl->table(body, provisional);
}

const SchemaPtr& KubeDecoder::schema() const
{
    return m_impl->schema;
}

} // namespace Strato
