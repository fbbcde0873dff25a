// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/decode/discovery.h"

#include "models/base/plaintext.h"
#include "models/kube/decode/jsonreader.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Strato {

namespace {

namespace dom = simdjson::dom;

constexpr int maxDepth = 64;
constexpr std::size_t maxKinds = 20'000;

/// The text under @p key, cleaned; empty if it is missing or no text.
std::string textOf(dom::element object, std::string_view key)
{
    std::string_view text;
    if (object[key].get_string().get(text) != simdjson::SUCCESS)
        return {};
    return cleanName(text);
}

dom::array arrayOf(dom::element object, std::string_view key)
{
    return object[key].get_array().value_unsafe(); // hasArray() said so
}

bool hasArray(dom::element object, std::string_view key)
{
    dom::array array;
    return object[key].get_array().get(array) == simdjson::SUCCESS;
}

std::vector<std::string> textsOf(dom::element object, std::string_view key)
{
    std::vector<std::string> texts;
    if (!hasArray(object, key))
        return texts;
    for (const dom::element item : arrayOf(object, key)) {
        std::string_view text;
        if (item.get_string().get(text) == simdjson::SUCCESS)
            texts.push_back(cleanName(text));
    }
    return texts;
}

/// Parses and hands the root to @p use while the parser lives.
template <class Use> auto withDocument(std::string_view body, Use use) -> decltype(use(std::declval<dom::element>()))
{
    if (jsonDeeperThan(body, maxDepth))
        return fail(ErrorCode::TooLarge, u"discovery nested deeper than %1"_s.arg(maxDepth));
    return jsonGuarded([&]() -> decltype(use(std::declval<dom::element>())) {
        dom::parser parser;
        const dom::element root = parser.parse(simdjson::padded_string(body));
        if (!root.is_object())
            return fail(ErrorCode::Malformed, u"discovery: expected an object"_s);
        return use(root);
    });
}

Error otherKind(dom::element root, const QString& expected)
{
    return { ErrorCode::UnexpectedContent,
        u"expected %1, the server sent %2"_s.arg(expected, QString::fromStdString(textOf(root, "kind"))) };
}

ResourceKind aggregatedKind(dom::element resource, const std::string& group, const std::string& version)
{
    ResourceKind kind;
    kind.group = group;
    kind.version = version;
    kind.plural = textOf(resource, "resource");
    dom::element response;
    if (resource["responseKind"].get(response) == simdjson::SUCCESS)
        kind.kind = textOf(response, "kind");
    kind.namespaced = textOf(resource, "scope") != "Cluster";
    kind.verbs = textsOf(resource, "verbs");
    kind.shortNames = textsOf(resource, "shortNames");
    kind.categories = textsOf(resource, "categories");
    return kind;
}

/// The first version that has a kind is the preferred one: later versions only add what is not there yet.
void addKind(std::vector<ResourceKind>& kinds, ResourceKind kind)
{
    const bool usable = !kind.kind.empty() && !kind.plural.empty() && kind.plural.find('/') == std::string::npos;
    const auto same = [&](const ResourceKind& other) { return other.sameKind(kind) && other.plural == kind.plural; };
    if (usable && kinds.size() < maxKinds && std::ranges::none_of(kinds, same))
        kinds.push_back(std::move(kind));
}

void addGroup(dom::element item, DiscoveredKinds& into)
{
    dom::element metadata;
    const std::string group
        = item["metadata"].get(metadata) == simdjson::SUCCESS ? textOf(metadata, "name") : std::string();
    if (!hasArray(item, "versions"))
        return;
    std::vector<ResourceKind> kinds;
    for (const dom::element version : arrayOf(item, "versions")) {
        const std::string name = textOf(version, "version");
        if (textOf(version, "freshness") == "Stale")
            into.staleGroups.push_back(group.empty() ? name : group + "/" + name);
        if (!hasArray(version, "resources"))
            continue;
        for (const dom::element resource : arrayOf(version, "resources"))
            addKind(kinds, aggregatedKind(resource, group, name));
    }
    into.kinds.insert(into.kinds.end(), kinds.begin(), kinds.end());
}

ApiGroup groupOf(dom::element item)
{
    ApiGroup group;
    group.name = textOf(item, "name");
    dom::element preferred;
    if (item["preferredVersion"].get(preferred) == simdjson::SUCCESS)
        group.versions.push_back(textOf(preferred, "version"));
    if (hasArray(item, "versions")) {
        for (const dom::element version : arrayOf(item, "versions")) {
            std::string name = textOf(version, "version");
            if (std::ranges::find(group.versions, name) == group.versions.end())
                group.versions.push_back(std::move(name));
        }
    }
    std::erase(group.versions, std::string());
    return group;
}

} // namespace

bool isAggregatedDiscovery(std::string_view body)
{
    const Result<bool> is = withDocument(
        body, [](dom::element root) -> Result<bool> { return textOf(root, "kind") == "APIGroupDiscoveryList"; });
    return is && *is;
}

Result<DiscoveredKinds> decodeAggregatedDiscovery(std::string_view body)
{
    return withDocument(body, [](dom::element root) -> Result<DiscoveredKinds> {
        if (textOf(root, "kind") != "APIGroupDiscoveryList")
            return tl::unexpected(otherKind(root, u"APIGroupDiscoveryList"_s));
        DiscoveredKinds found;
        if (hasArray(root, "items"))
            for (const dom::element item : arrayOf(root, "items"))
                addGroup(item, found);
        return found;
    });
}

Result<std::vector<ApiGroup>> decodeGroupList(std::string_view body)
{
    return withDocument(body, [](dom::element root) -> Result<std::vector<ApiGroup>> {
        const std::string kind = textOf(root, "kind");
        if (kind == "APIVersions")
            return std::vector<ApiGroup> { { {}, textsOf(root, "versions") } };
        if (kind != "APIGroupList")
            return tl::unexpected(otherKind(root, u"APIGroupList"_s));
        std::vector<ApiGroup> groups;
        if (hasArray(root, "groups"))
            for (const dom::element item : arrayOf(root, "groups"))
                groups.push_back(groupOf(item));
        return groups;
    });
}

Result<std::vector<ResourceKind>> decodeResourceList(std::string_view body)
{
    return withDocument(body, [](dom::element root) -> Result<std::vector<ResourceKind>> {
        if (textOf(root, "kind") != "APIResourceList")
            return tl::unexpected(otherKind(root, u"APIResourceList"_s));
        const std::string groupVersion = textOf(root, "groupVersion");
        const auto slash = groupVersion.find('/');
        std::vector<ResourceKind> kinds;
        if (!hasArray(root, "resources"))
            return kinds;
        for (const dom::element resource : arrayOf(root, "resources")) {
            ResourceKind kind;
            kind.group = slash == std::string::npos ? std::string() : groupVersion.substr(0, slash);
            kind.version = slash == std::string::npos ? groupVersion : groupVersion.substr(slash + 1);
            kind.plural = textOf(resource, "name");
            kind.kind = textOf(resource, "kind");
            bool namespaced = false;
            kind.namespaced = resource["namespaced"].get_bool().get(namespaced) == simdjson::SUCCESS && namespaced;
            kind.verbs = textsOf(resource, "verbs");
            kind.shortNames = textsOf(resource, "shortNames");
            kind.categories = textsOf(resource, "categories");
            addKind(kinds, std::move(kind));
        }
        return kinds;
    });
}

} // namespace Strato
