// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/kube/rendering.h"

#include "app/estate/kube/apistatus.h"
#include "app/estate/kube/objectencoder.h"
#include "app/estate/kube/printers.h"
#include "app/estate/kube/protoencoder.h"
#include "app/estate/kube/texts.h"

#include <nlohmann/json.hpp>

namespace Strato::Estate {

using nlohmann::json;

namespace {

constexpr const char* MetaVersion = "meta.k8s.io/v1";

std::string listMetaJson(const Rendering::ListMeta& meta)
{
    std::string out = "{\"resourceVersion\":\"" + std::to_string(meta.resourceVersion) + "\"";
    if (!meta.continueToken.empty())
        out += ",\"continue\":" + jsonText(meta.continueToken);
    if (meta.remaining > 0)
        out += ",\"remainingItemCount\":" + std::to_string(meta.remaining);
    return out + "}";
}

std::string listMetaProto(const Rendering::ListMeta& meta)
{
    json value { { "resourceVersion", std::to_string(meta.resourceVersion) }, { "continue", meta.continueToken } };
    if (meta.remaining > 0)
        value["remainingItemCount"] = meta.remaining;
    std::string bytes;
    encodeProto(*findProtoMessage("ListMeta"), value, bytes);
    std::string out;
    appendBytesField(out, 1, bytes);
    return out;
}

} // namespace

std::string Rendering::contentType(bool watch) const
{
    if (!proto)
        return "application/json";
    return watch ? "application/vnd.kubernetes.protobuf;stream=watch" : "application/vnd.kubernetes.protobuf";
}

std::string Rendering::partialJson(const StoredObject& object) const
{
    std::string out = "{\"kind\":\"PartialObjectMetadata\",\"apiVersion\":\"meta.k8s.io/v1\",\"metadata\":";
    return out.append(object.metaJson()).append("}");
}

std::string Rendering::tableColumns() const
{
    std::string out = "[";
    for (const PrinterColumn& column : resource->columns) {
        out += out.size() > 1 ? "," : "";
        out += "{\"name\":" + jsonText(column.name) + ",\"type\":" + jsonText(column.type)
            + ",\"format\":" + jsonText(column.format) + ",\"description\":" + jsonText(column.description)
            + ",\"priority\":" + std::to_string(column.priority) + "}";
    }
    return out + "]";
}

std::string Rendering::tableRow(const StoredObject& object) const
{
    std::string out = "{\"cells\":[";
    bool first = true;
    for (const Cell& cell : object.cells) {
        out += first ? "" : ",";
        out += cellJson(cell, nowSeconds);
        first = false;
    }
    out += "],\"object\":";
    switch (tableObject) {
    case TableObject::None: out += "null"; break;
    case TableObject::Metadata: out += partialJson(object); break;
    case TableObject::Whole: out += object.json; break;
    }
    return out + "}";
}

std::string Rendering::object(const StoredObject& object) const
{
    if (proto) {
        const std::string_view raw = protoItem(object);
        const bool partial = form == ObjectForm::Partial;
        std::string out = partial ? protoEnvelopeHead(MetaVersion, "PartialObjectMetadata", raw.size())
                                  : protoEnvelopeHead(resource->apiVersion(), resource->kind, raw.size());
        return out.append(raw).append(protoEnvelopeTail());
    }
    if (form == ObjectForm::Partial)
        return partialJson(object) + "\n";
    if (form == ObjectForm::Table) {
        return "{\"kind\":\"Table\",\"apiVersion\":\"meta.k8s.io/v1\",\"metadata\":{\"resourceVersion\":\""
            + std::to_string(object.resourceVersion) + "\"},\"columnDefinitions\":" + tableColumns() + ",\"rows\":["
            + tableRow(object) + "]}\n";
    }
    return object.json + "\n";
}

std::string_view Rendering::protoItem(const StoredObject& object) const
{
    const std::string_view whole(object.proto);
    return form == ObjectForm::Partial ? whole.substr(0, object.protoMetaEnd) : whole;
}

std::size_t Rendering::protoItemSize(const StoredObject& object) const
{
    const std::size_t size = protoItem(object).size();
    return bytesFieldOverhead(2, size) + size;
}

std::string Rendering::listHead(const ListMeta& meta, const std::vector<StoredObjectPtr>& objects) const
{
    if (proto) {
        const std::string metaBytes = listMetaProto(meta);
        std::size_t size = metaBytes.size();
        for (const StoredObjectPtr& object : objects)
            size += protoItemSize(*object);
        const bool partial = form == ObjectForm::Partial;
        return (partial ? protoEnvelopeHead(MetaVersion, "PartialObjectMetadataList", size)
                        : protoEnvelopeHead(resource->apiVersion(), resource->listKind(), size))
            + metaBytes;
    }
    std::string kind = resource->listKind();
    std::string version = resource->apiVersion();
    std::string extra = ",\"items\":[";
    if (form != ObjectForm::Whole) {
        kind = form == ObjectForm::Table ? "Table" : "PartialObjectMetadataList";
        version = MetaVersion;
    }
    const bool untitled = !resource->stored && objects.empty(); // metrics-server takes its columns from the first row
    if (form == ObjectForm::Table)
        extra = ",\"columnDefinitions\":" + (untitled ? std::string("null") : tableColumns()) + ",\"rows\":[";
    return "{\"kind\":" + jsonText(kind) + ",\"apiVersion\":" + jsonText(version)
        + ",\"metadata\":" + listMetaJson(meta) + extra;
}

void Rendering::appendItem(const StoredObject& object, bool first, std::string& out) const
{
    if (proto) {
        appendBytesField(out, 2, protoItem(object));
        return;
    }
    if (!first)
        out += ",";
    if (form == ObjectForm::Table) {
        out += tableRow(object);
    } else if (form == ObjectForm::Partial) {
        out += partialJson(object);
    } else if (resource->custom || !resource->stored) {
        out += object.json;
    } else {
        // Typed lists of kube-apiserver leave apiVersion and kind out of their items.
        out += "{";
        out.append(object.json, object.jsonItem);
    }
}

std::string Rendering::listTail() const
{
    return proto ? std::string(protoEnvelopeTail()) : std::string("]}\n");
}

void Rendering::appendFrame(std::string_view type, const std::string& object, std::string& out) const
{
    if (!proto) {
        out.append("{\"type\":\"").append(type).append("\",\"object\":").append(object).append("}\n");
        return;
    }
    // A watch is a stream of metav1.WatchEvent without envelope, each after its length; the object inside has one.
    std::string raw;
    appendBytesField(raw, 1, object);
    std::string event;
    appendBytesField(event, 1, type);
    appendBytesField(event, 2, raw);
    for (int shift = 24; shift >= 0; shift -= 8)
        out.push_back(static_cast<char>((event.size() >> static_cast<unsigned>(shift)) & 0xFFU));
    out += event;
}

void Rendering::appendEvent(std::string_view type, const StoredObject& object, bool withColumns, std::string& out) const
{
    if (proto) {
        appendFrame(type, this->object(object), out);
    } else if (form == ObjectForm::Table) {
        appendFrame(type,
            "{\"kind\":\"Table\",\"apiVersion\":\"meta.k8s.io/v1\",\"metadata\":{\"resourceVersion\":\""
                + std::to_string(object.resourceVersion) + "\"},\"columnDefinitions\":"
                + (withColumns ? tableColumns() : std::string("null")) + ",\"rows\":[" + tableRow(object) + "]}",
            out);
    } else {
        appendFrame(type, form == ObjectForm::Partial ? partialJson(object) : object.json, out);
    }
}

void Rendering::appendBookmark(std::uint64_t version, bool initialEventsEnd, bool withColumns, std::string& out) const
{
    json bare { { "apiVersion", resource->apiVersion() }, { "kind", resource->kind },
        { "metadata", { { "creationTimestamp", nullptr } } } };
    if (initialEventsEnd)
        bare["metadata"]["annotations"] = { { "k8s.io/initial-events-end", "true" } };
    appendEvent("BOOKMARK", *encodeObject(*resource, std::move(bare), version), withColumns, out);
}

void Rendering::appendError(const ApiStatus& status, std::string& out) const
{
    appendFrame("ERROR", proto ? statusProto(status) : status.toJson().dump(), out);
}

} // namespace Strato::Estate
