// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/kube/objectencoder.h"

#include "app/estate/kube/printers.h"
#include "app/estate/kube/protoencoder.h"

#include <nlohmann/json.hpp>

namespace Strato::Estate {

using nlohmann::json;

namespace {

std::string dumped(const json& value)
{
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

/// resourceVersion stands first in metadata, so that two encodings can be compared without it.
std::string versionPrefix(std::uint64_t version)
{
    return "{\"resourceVersion\":\"" + std::to_string(version) + "\"";
}

void encodeJson(const json& object, std::uint64_t version, StoredObject& out)
{
    json meta = object.at("metadata");
    meta.erase("resourceVersion");
    const std::string rest = dumped(meta);
    out.json = "{\"apiVersion\":" + dumped(object.at("apiVersion")) + ",\"kind\":" + dumped(object.at("kind")) + ",";
    out.jsonItem = out.json.size();
    out.json += "\"metadata\":";
    out.jsonMetaBegin = out.json.size();
    out.json += versionPrefix(version) + (rest.size() > 2 ? "," : "") + rest.substr(1);
    out.jsonMetaEnd = out.json.size();
    for (const auto& [key, value] : object.items()) {
        if (key != "apiVersion" && key != "kind" && key != "metadata")
            out.json += "," + dumped(key) + ":" + dumped(value);
    }
    out.json += "}";
    out.json.shrink_to_fit();
}

void encodeProtobuf(const ResourceInfo& resource, const json& object, StoredObject& out)
{
    if (resource.schema != nullptr) {
        encodeProto(*resource.schema, object, out.proto);
    } else if (const ProtoMessage* meta = findProtoMessage("ObjectMeta")) {
        std::string bytes;
        encodeProto(*meta, object.at("metadata"), bytes);
        appendBytesField(out.proto, 1, bytes);
    }
    // metadata is field 1 of every object: its length is the first varint after the tag.
    std::size_t length = 0;
    std::size_t at = 1;
    for (unsigned shift = 0; at < out.proto.size(); shift += 7) {
        const auto byte = static_cast<unsigned char>(out.proto[at++]);
        length |= static_cast<std::size_t>(byte & 0x7FU) << shift;
        if (byte < 0x80U)
            break;
    }
    out.protoMetaEnd = at + length;
    out.proto.shrink_to_fit();
}

std::string fieldValue(const json& object, const std::string& path)
{
    if (path == "source") { // of an Event: the component, as kube-apiserver's events strategy has it
        const std::string component = valueAt(object, "source.component");
        return component.empty() ? valueAt(object, "reportingComponent") : component;
    }
    std::string value = valueAt(object, path);
    const bool flag = path == "spec.unschedulable" || path == "spec.hostNetwork";
    return value.empty() && flag ? "false" : value;
}

} // namespace

std::string valueAt(const json& object, std::string_view path)
{
    const json* at = &object;
    while (!path.empty()) {
        const std::size_t dot = path.find('.');
        const std::string key(path.substr(0, dot));
        path = dot == std::string_view::npos ? std::string_view {} : path.substr(dot + 1);
        if (!at->is_object())
            return {};
        const auto it = at->find(key);
        if (it == at->end())
            return {};
        at = &*it;
    }
    if (at->is_string())
        return at->get<std::string>();
    return at->is_null() || at->is_structured() ? std::string() : at->dump();
}

StoredObjectPtr encodeObject(const ResourceInfo& resource, json object, std::uint64_t resourceVersion)
{
    auto out = std::make_shared<StoredObject>();
    json& meta = object["metadata"];
    meta["resourceVersion"] = std::to_string(resourceVersion);
    out->resourceVersion = resourceVersion;
    out->nameSpace = resource.namespaced ? valueAt(meta, "namespace") : std::string();
    out->name = valueAt(meta, "name");
    out->uid = valueAt(meta, "uid");
    if (const auto labels = meta.find("labels"); labels != meta.end() && labels->is_object()) {
        for (const auto& [key, value] : labels->items())
            out->labels.emplace_back(key, value.is_string() ? value.get<std::string>() : std::string());
    }
    for (const std::string& path : resource.fieldPaths)
        out->fields.emplace_back(path, fieldValue(object, path));
    out->cells = printCells(resource, object);
    encodeProtobuf(resource, object, *out);
    encodeJson(object, resourceVersion, *out);
    return out;
}

bool sameContent(const StoredObject& a, const StoredObject& b)
{
    const auto rest = [](const StoredObject& object) {
        return std::string_view(object.json)
            .substr(object.jsonMetaBegin + versionPrefix(object.resourceVersion).size());
    };
    return rest(a) == rest(b);
}

StoredObjectPtr withVersion(const ResourceInfo& resource, const StoredObject& object, std::uint64_t resourceVersion)
{
    json parsed = json::parse(object.json, nullptr, false);
    return parsed.is_object() ? encodeObject(resource, std::move(parsed), resourceVersion)
                              : std::make_shared<const StoredObject>(object);
}

} // namespace Strato::Estate
