// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/http/gzip.h"
#include "app/estate/kube/apicall.h"
#include "app/estate/kube/texts.h"
#include "models/base/clock.h"

#include <nlohmann/json.hpp>

#include <limits>

namespace Strato::Estate {

using nlohmann::json;

namespace {

constexpr std::size_t WholeBytes = std::size_t { 128 } << 10U; // as kube-apiserver: below, neither chunks nor gzip

/// Writes a snapshot's items one after another while they are sent.
class ListSource final : public BodySource {
public:
    ListSource(Rendering rendering, const Rendering::ListMeta& meta, std::vector<StoredObjectPtr> objects)
        : m_rendering(std::move(rendering))
        , m_objects(std::move(objects))
        , m_head(m_rendering.listHead(meta, m_objects))
    {
    }
    State read(std::string& out, std::size_t limit) override
    {
        out.append(std::exchange(m_head, {}));
        while (m_next < m_objects.size() && out.size() < limit) {
            m_rendering.appendItem(*m_objects[m_next], m_next == 0, out);
            ++m_next;
        }
        if (m_next < m_objects.size())
            return State::Data;
        out.append(m_rendering.listTail());
        return State::End;
    }

private:
    const Rendering m_rendering;
    const std::vector<StoredObjectPtr> m_objects;
    std::string m_head;
    std::size_t m_next = 0;
};

/// Sends a compressed list from the cache, or keeps it there while it is sent.
void compressCached(const ApiContext& context, const ApiCall& call, std::uint64_t version, HttpResponse& response)
{
    const std::string key = call.http.target + " " + std::string(call.http.header("accept"));
    const std::uint64_t newest = context.store.lastChange(call.resource->qualifiedName());
    if (SharedBytes kept = context.lists.find(key, newest)) {
        response.stream.reset();
        response.body = std::move(kept);
        addGzipHeaders(response);
        return;
    }
    compressIfAccepted(call.http, response, WholeBytes);
    response.stream = std::make_shared<KeepingSource>(std::move(response.stream), context.lists, key, version);
}

HttpResponse send(const ApiContext& context, const ApiCall& call, const Rendering& rendering,
    const Rendering::ListMeta& meta, std::vector<StoredObjectPtr> objects)
{
    HttpResponse response;
    response.headers.emplace_back("content-type", rendering.contentType(false));
    response.headers.emplace_back("cache-control", "no-cache, private");
    std::size_t bytes = 0;
    for (const StoredObjectPtr& object : objects)
        bytes += rendering.proto ? object->proto.size() : object->json.size();
    auto source = std::make_shared<ListSource>(rendering, meta, std::move(objects));
    if (bytes <= WholeBytes) {
        std::string body;
        while (source->read(body, std::numeric_limits<std::size_t>::max()) == BodySource::State::Data) { }
        response.body = std::make_shared<const std::string>(std::move(body));
    } else {
        response.stream = std::move(source);
    }
    const bool cached = response.stream && call.resource->stored && rendering.form != ObjectForm::Table;
    if (cached && acceptsGzip(call.http))
        compressCached(context, call, meta.resourceVersion, response);
    else
        compressIfAccepted(call.http, response, WholeBytes);
    return response;
}

/// Where a page begins: resourceVersion 0 continues inconsistently with what is there now.
struct PageToken {
    std::uint64_t version = 0;
    std::string after;
};

std::string encodeToken(const PageToken& token)
{
    return base64UrlEncoded(
        json { { "v", "meta.k8s.io/v1" }, { "rv", token.version }, { "start", token.after } }.dump());
}

std::optional<PageToken> decodeToken(std::string_view text)
{
    const json value = json::parse(base64UrlDecoded(text), nullptr, false);
    if (!value.is_object() || !value.contains("rv") || !value["rv"].is_number_unsigned() || !value.contains("start")
        || !value["start"].is_string())
        return std::nullopt;
    return PageToken { value["rv"].get<std::uint64_t>(), value["start"].get<std::string>() };
}

/// Reads limit, continue, resourceVersion and resourceVersionMatch into @p range, by the API's rules of combination.
std::optional<ApiStatus> readOptions(const ApiContext& context, const ApiCall& call, ApiStore::Range& range)
{
    const HttpRequest& http = call.http;
    const std::string_view version = http.parameter("resourceVersion");
    const std::string_view match = http.parameter("resourceVersionMatch");
    const std::string_view page = http.parameter("continue");
    const auto limit = unsignedNumber(http.parameter("limit"));
    if (http.hasParameter("limit") && !http.parameter("limit").empty() && !limit)
        return badRequestStatus("limit: not a number");
    if (http.hasParameter("sendInitialEvents"))
        return invalidOptionsStatus("sendInitialEvents", "sendInitialEvents is forbidden for list");
    range.maxObjects = limit.value_or(0);
    if (!match.empty() && version.empty())
        return invalidOptionsStatus(
            "resourceVersionMatch", "resourceVersionMatch is forbidden unless resourceVersion is provided");
    if (!match.empty() && !page.empty())
        return invalidOptionsStatus(
            "resourceVersionMatch", "resourceVersionMatch is forbidden when continue is provided");
    if (!match.empty() && match != "Exact" && match != "NotOlderThan")
        return invalidOptionsStatus("resourceVersionMatch", "supported values: \"Exact\", \"NotOlderThan\"");
    if (match == "Exact" && version == "0")
        return invalidOptionsStatus(
            "resourceVersionMatch", "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"");
    if (!page.empty()) {
        if (!version.empty() && version != "0")
            return badRequestStatus("specifying resource version is not allowed when using continue");
        const auto token = decodeToken(page);
        if (!token)
            return badRequestStatus("continue key is not valid: encoded continue token is not valid");
        range.atVersion = token->version;
        range.afterKey = token->after;
        return std::nullopt;
    }
    if (version.empty())
        return std::nullopt;
    const auto asked = unsignedNumber(version);
    if (!asked)
        return badRequestStatus("resourceVersion: Invalid value: \"" + std::string(version) + "\": must be a number");
    if (*asked > context.store.resourceVersion())
        return tooLargeVersionStatus(*asked, context.store.resourceVersion());
    if (*asked == 0)
        range.maxObjects = 0; // served from the cache, which knows no pages
    else if (match == "Exact" || (match.empty() && range.maxObjects != 0))
        range.atVersion = *asked;
    return std::nullopt;
}

ApiStatus tooOld(const ApiStore::Range& range)
{
    if (range.afterKey.empty())
        return expiredStatus("The resourceVersion for the provided list is too old.");
    ApiStatus status = expiredStatus(
        "The provided continue parameter is too old to display a consistent list result. You can start a new list "
        "without "
        "the continue parameter, or use the continue token in this response to retrieve the remainder of the results. "
        "Continuing with the provided token results in an inconsistent list - objects that were created, modified, or "
        "deleted between the time the first chunk was returned and now may show up in the list.");
    status.continueToken = encodeToken({ 0, range.afterKey });
    return status;
}

} // namespace

HttpResponse answerList(const ApiContext& context, const ApiCall& call)
{
    const auto rendering = renderingOf(context, call);
    if (!rendering)
        return statusResponse(call.http, rendering.error());
    const auto filter = filterOf(call);
    if (!filter)
        return statusResponse(call.http, filter.error());
    ApiStore::Range range;
    if (const auto refused = readOptions(context, call, range))
        return statusResponse(call.http, *refused);
    range.nameSpace = filter->nameSpace;
    if (filter->selects())
        range.accept = [&filter](const StoredObject& object) { return filter->matches(object); };
    auto snapshot = context.store.list(*call.resource, range);
    if (!snapshot)
        return statusResponse(call.http, tooOld(range));
    Rendering::ListMeta meta;
    meta.resourceVersion = snapshot->resourceVersion;
    if (snapshot->more) {
        meta.continueToken = encodeToken({ snapshot->resourceVersion, snapshot->objects.back()->key() });
        meta.remaining = filter->selects() ? 0 : snapshot->remaining;
    }
    return send(context, call, *rendering, meta, std::move(snapshot->objects));
}

HttpResponse answerMadeList(const ApiContext& context, const ApiCall& call, const std::vector<StoredObjectPtr>& objects)
{
    const auto rendering = renderingOf(context, call);
    if (!rendering)
        return statusResponse(call.http, rendering.error());
    const auto filter = filterOf(call);
    if (!filter)
        return statusResponse(call.http, filter.error());
    std::vector<StoredObjectPtr> wanted;
    for (const StoredObjectPtr& object : objects) {
        if (filter->matches(*object))
            wanted.push_back(object);
    }
    return send(context, call, *rendering, {}, std::move(wanted));
}

HttpResponse answerGet(const ApiContext& context, const ApiCall& call)
{
    const auto rendering = renderingOf(context, call);
    if (!rendering)
        return statusResponse(call.http, rendering.error());
    const std::string_view version = call.http.parameter("resourceVersion");
    if (!version.empty() && !unsignedNumber(version))
        return statusResponse(
            call.http, badRequestStatus("resourceVersion: Invalid value: \"" + std::string(version) + "\""));
    const StoredObjectPtr object = context.store.find(*call.resource, call.path.nameSpace, call.path.name);
    if (!object)
        return statusResponse(call.http, notFoundStatus(call.resource->group, call.resource->resource, call.path.name));
    HttpResponse response = HttpResponse::text(200, rendering->contentType(false), rendering->object(*object));
    response.headers.emplace_back("cache-control", "no-cache, private");
    compressIfAccepted(call.http, response, WholeBytes);
    return response;
}

namespace {

std::optional<ApiStatus> checkWatch(const ApiContext& context, const ApiCall& call)
{
    const HttpRequest& http = call.http;
    const bool initial = http.hasParameter("sendInitialEvents");
    const std::string_view match = http.parameter("resourceVersionMatch");
    if (initial && !context.watchList)
        return invalidOptionsStatus("sendInitialEvents",
            "sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled");
    if (initial && match != "NotOlderThan")
        return invalidOptionsStatus(
            "resourceVersionMatch", "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan");
    if (!initial && !match.empty())
        return invalidOptionsStatus(
            "resourceVersionMatch", "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided");
    const std::string_view version = http.parameter("resourceVersion");
    if (!version.empty() && !unsignedNumber(version))
        return badRequestStatus("resourceVersion: Invalid value: \"" + std::string(version) + "\": must be a number");
    const auto asked = unsignedNumber(version);
    if (initial && asked && *asked > context.store.resourceVersion())
        return tooLargeVersionStatus(*asked, context.store.resourceVersion());
    return std::nullopt;
}

} // namespace

HttpResponse answerWatch(const ApiContext& context, const ApiCall& call)
{
    const auto rendering = renderingOf(context, call);
    if (!rendering)
        return statusResponse(call.http, rendering.error());
    auto filter = filterOf(call);
    if (!filter)
        return statusResponse(call.http, filter.error());
    if (!call.path.name.empty())
        filter->fields.push_back({ "metadata.name", true, call.path.name });
    if (const auto refused = checkWatch(context, call))
        return statusResponse(call.http, *refused);
    WatchOptions options;
    options.rendering = *rendering;
    options.filter = std::move(*filter);
    options.bookmarks = flag(call.http, "allowWatchBookmarks");
    const auto version = unsignedNumber(call.http.parameter("resourceVersion"));
    const bool asksInitial = call.http.hasParameter("sendInitialEvents");
    options.initial = asksInitial ? flag(call.http, "sendInitialEvents") : version.value_or(0) == 0;
    options.initialEnd = asksInitial && options.initial && options.bookmarks;
    options.fromVersion = version.value_or(0) == 0 ? context.store.resourceVersion() : *version;
    if (const auto timeout = unsignedNumber(call.http.parameter("timeoutSeconds")); timeout && *timeout > 0)
        options.timeout = std::chrono::seconds(std::min<std::uint64_t>(*timeout, 86400));
    HttpResponse response;
    response.headers.emplace_back("content-type", rendering->contentType(true));
    response.headers.emplace_back("cache-control", "no-cache, private");
    auto source = std::make_shared<WatchSource>(context.clock, context.store, std::move(options));
    context.watches.add(source);
    response.stream = std::move(source);
    return response;
}

} // namespace Strato::Estate
