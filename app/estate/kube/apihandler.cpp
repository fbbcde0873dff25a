// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/kube/apihandler.h"

#include "app/estate/http/gzip.h"
#include "app/estate/kube/builtinresources.h"
#include "app/estate/kube/discovery.h"
#include "app/estate/kube/sources.h"
#include "app/estate/kube/texts.h"
#include "app/estate/kube/watchsource.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>

namespace Strato::Estate {

using nlohmann::json;

namespace {

constexpr std::size_t GzipFrom = 128U * 1024; // as kube-apiserver: smaller answers are not worth it

bool isTrue(std::string_view value)
{
    return value == "1" || value == "true";
}

std::optional<std::uint64_t> number(std::string_view text)
{
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() && !text.empty() ? std::optional(value)
                                                                                     : std::nullopt;
}

/// A page's token: where it stopped and of which moment the list is.
std::string continueToken(std::uint64_t version, const std::string& key)
{
    return base64UrlEncoded(json { { "v", "meta.k8s.io/v1" }, { "rv", version }, { "start", key } }.dump());
}

struct Continue {
    std::uint64_t version = 0;
    std::string key;
};

std::optional<Continue> parseContinue(std::string_view token)
{
    const json held = json::parse(base64UrlDecoded(token), nullptr, false);
    if (!held.is_object() || !held.contains("rv") || !held["rv"].is_number_unsigned() || !held.contains("start"))
        return std::nullopt;
    return Continue { held["rv"].get<std::uint64_t>(), held.value("start", "") };
}

std::string verbOf(const HttpRequest& request, const ApiPath& path)
{
    if (request.method == "GET" || request.method == "HEAD")
        return !path.name.empty() ? "get" : isTrue(request.parameter("watch")) ? "watch" : "list";
    if (request.method == "POST")
        return "create";
    if (request.method == "PUT")
        return "update";
    return request.method == "PATCH" ? "patch" : path.name.empty() ? "deletecollection" : "delete";
}

} // namespace

ApiHandler::ApiHandler(ApiHandlerContext context)
    : m_on(std::move(context))
{
    if (m_on.usage) {
        for (ResourceInfo& info : metricsResources())
            m_usageResources.push_back(std::make_shared<const ResourceInfo>(std::move(info)));
    }
}

ApiHandler::~ApiHandler() = default;

std::vector<ResourceInfoPtr> ApiHandler::served() const
{
    std::vector<ResourceInfoPtr> all = m_on.store.resources();
    all.insert(all.end(), m_usageResources.begin(), m_usageResources.end());
    return all;
}

HttpResponse ApiHandler::handle(const HttpRequest& request)
{
    const std::optional<User> real = m_on.access.authenticate(request);
    if (!real)
        return statusResponse(request, unauthorizedStatus());
    const std::optional<User> user = m_on.access.impersonated(request, *real);
    if (!user) {
        ApiStatus refused { .code = 403,
            .reason = "Forbidden",
            .message = AccessControl::refusal(
                *real, { "impersonate", "", "users", "", std::string(request.header("impersonate-user")), "" }) };
        return statusResponse(request, refused);
    }
    HttpResponse response = dispatch(request, *user);
    compressIfAccepted(request, response, GzipFrom);
    return response;
}

HttpResponse ApiHandler::dispatch(const HttpRequest& request, const User& user)
{
    if (const auto path = parseApiPath(request.path))
        return handleResource(request, user, *path);
    return handlePath(request, user);
}

HttpResponse ApiHandler::handlePath(const HttpRequest& request, const User& user)
{
    const AccessAttributes access { "get", "", "", "", "", request.path };
    if (!m_on.access.isAllowed(user, access))
        return statusResponse(
            request, { .code = 403, .reason = "Forbidden", .message = AccessControl::refusal(user, access) });
    if (request.method != "GET" && request.method != "HEAD")
        return statusResponse(request, methodNotAllowedStatus(request.method));
    if (request.path == "/livez" || request.path == "/readyz" || request.path == "/healthz")
        return HttpResponse::text(200, "text/plain; charset=utf-8", "ok");
    if (auto found = discoveryAnswer(request, served(), m_on.version))
        return std::move(*found);
    return statusResponse(request, pathNotFoundStatus());
}

HttpResponse ApiHandler::handleResource(const HttpRequest& request, const User& user, const ApiPath& path)
{
    const std::string full = path.subresource.empty() ? path.resource : path.resource + "/" + path.subresource;
    const AccessAttributes access { verbOf(request, path), path.group, full, path.nameSpace, path.name, "" };
    const bool space = path.group.empty() && path.resource == "namespaces";
    AccessAttributes checked = access;
    if (space)
        checked.nameSpace = path.name; // a namespace is in itself, as kube-apiserver's request info has it
    if (!m_on.access.isAllowed(user, checked)) {
        ApiStatus status { .code = 403, .reason = "Forbidden", .message = AccessControl::refusal(user, access) };
        status.detailName = path.name;
        status.detailGroup = path.group;
        status.detailKind = path.resource;
        return statusResponse(request, status);
    }
    if (path.group == "authorization.k8s.io" || path.group == "authentication.k8s.io")
        return handleReview(request, user, path);
    if (path.group == "metrics.k8s.io")
        return m_on.usage ? handleUsage(request, path) : statusResponse(request, pathNotFoundStatus());
    const ResourceInfoPtr resource = m_on.store.findResource(path.group, path.version, path.resource);
    if (!resource || (!path.nameSpace.empty() && !resource->namespaced))
        return statusResponse(request, pathNotFoundStatus());
    if (request.method != "GET" && request.method != "HEAD")
        return statusResponse(request, unsupportedChangeStatus(request.method + " of " + full));
    if (path.subresource == "log" && path.resource == "pods")
        return handleLog(request, path, *resource);
    if (!path.subresource.empty() && path.subresource != "status")
        return statusResponse(request,
            path.subresource == "exec" || path.subresource == "portforward" || path.subresource == "attach"
                ? unsupportedChangeStatus(full)
                : pathNotFoundStatus());
    if (!path.name.empty() && !isTrue(request.parameter("watch")))
        return get(request, resource, path);
    ObjectFilter filter;
    filter.nameSpace = path.nameSpace;
    const auto labels = parseLabelSelector(request.parameter("labelSelector"));
    const auto fields = parseFieldSelector(request.parameter("fieldSelector"), *resource);
    if (!labels || !fields)
        return statusResponse(request, badRequestStatus(!labels ? labels.error() : fields.error()));
    filter.labels = *labels;
    filter.fields = *fields;
    if (!path.name.empty())
        filter.fields.push_back({ "metadata.name", true, path.name });
    return isTrue(request.parameter("watch")) ? watch(request, resource, filter) : list(request, resource, filter);
}

std::optional<Rendering> ApiHandler::renderingFor(const HttpRequest& request, const ResourceInfoPtr& resource) const
{
    Rendering rendering;
    rendering.resource = resource;
    rendering.nowSeconds = m_on.clock.now().ns / 1'000'000'000;
    const std::string_view include = request.parameter("includeObject");
    rendering.tableObject = include == "None" ? TableObject::None
        : include == "Object"                 ? TableObject::Whole
                                              : TableObject::Metadata;
    for (const MediaChoice& choice : parseAccept(request.header("accept"))) {
        // Custom kinds have no protobuf of their own, but their metadata has; Tables are JSON only.
        const bool possible = !choice.proto || choice.form == ObjectForm::Partial
            || (resource->schema && choice.form == ObjectForm::Whole);
        if (!possible || choice.form == ObjectForm::Discovery)
            continue;
        rendering.proto = choice.proto;
        rendering.form = choice.form;
        return rendering;
    }
    return std::nullopt;
}

HttpResponse ApiHandler::get(const HttpRequest& request, const ResourceInfoPtr& resource, const ApiPath& path) const
{
    const auto rendering = renderingFor(request, resource);
    if (!rendering)
        return statusResponse(request,
            { .code = 406,
                .reason = "NotAcceptable",
                .message = "only the following media types are accepted: application/json" });
    const StoredObjectPtr object = m_on.store.find(*resource, path.nameSpace, path.name);
    if (!object)
        return statusResponse(request, notFoundStatus(path.group, path.resource, path.name));
    return HttpResponse::text(200, rendering->contentType(false), rendering->object(*object));
}

HttpResponse ApiHandler::list(
    const HttpRequest& request, const ResourceInfoPtr& resource, const ObjectFilter& filter) const
{
    const auto rendering = renderingFor(request, resource);
    if (!rendering)
        return statusResponse(request,
            { .code = 406,
                .reason = "NotAcceptable",
                .message = "only the following media types are accepted: application/json" });
    ApiStore::Range range;
    range.nameSpace = filter.nameSpace;
    if (filter.selects())
        range.accept = [&](const StoredObject& object) { return filter.matches(object); };
    const std::string_view version = request.parameter("resourceVersion");
    const std::string_view match = request.parameter("resourceVersionMatch");
    const std::string_view token = request.parameter("continue");
    const auto limit = number(request.parameter("limit")).value_or(0);
    if (!version.empty() && !number(version))
        return statusResponse(request, badRequestStatus("invalid resource version: " + std::string(version)));
    if (!match.empty() && version.empty())
        return statusResponse(request,
            invalidOptionsStatus(
                "resourceVersionMatch", "resourceVersionMatch is forbidden unless resourceVersion is provided"));
    if (version == "0" && match == "Exact")
        return statusResponse(request,
            invalidOptionsStatus(
                "resourceVersionMatch", "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\""));
    if (number(version).value_or(0) > m_on.store.resourceVersion())
        return statusResponse(request, tooLargeVersionStatus(*number(version), m_on.store.resourceVersion()));
    // From the watch cache (resourceVersion "0") a limit is ignored, as a real server does.
    range.maxObjects = version == "0" && match.empty() ? 0 : limit;
    if (!token.empty()) {
        const auto page = parseContinue(token);
        if (!page)
            return statusResponse(
                request, badRequestStatus("continue key is not valid: " + std::string(token).substr(0, 64)));
        range.atVersion = page->version;
        range.afterKey = page->key;
    } else if (match == "Exact") {
        range.atVersion = *number(version);
    }
    auto snapshot = m_on.store.list(*resource, range);
    if (!snapshot) {
        ApiStatus gone
            = expiredStatus(token.empty() ? "The resourceVersion for the provided list is too old."
                                          : "The provided continue parameter is too old to display a consistent list "
                                            "result. You can start a new list without the continue parameter.");
        return statusResponse(request, gone);
    }
    Rendering::ListMeta meta;
    meta.resourceVersion = snapshot->resourceVersion;
    if (snapshot->more && !snapshot->objects.empty()) {
        meta.continueToken = continueToken(snapshot->resourceVersion, snapshot->objects.back()->key());
        meta.remaining = filter.selects() ? 0 : snapshot->remaining;
    }
    auto body = std::make_shared<std::string>(rendering->listHead(meta, snapshot->objects));
    std::size_t size = body->size() + 256;
    for (const StoredObjectPtr& object : snapshot->objects)
        size += (rendering->proto ? object->proto.size() : object->json.size()) + 16;
    if (rendering->form == ObjectForm::Whole)
        body->reserve(size);
    bool first = true;
    for (const StoredObjectPtr& object : snapshot->objects)
        rendering->appendItem(*object, std::exchange(first, false), *body);
    body->append(rendering->listTail());
    HttpResponse response;
    response.headers.emplace_back("content-type", rendering->contentType(false));
    response.body = std::move(body);
    return response;
}

HttpResponse ApiHandler::watch(const HttpRequest& request, const ResourceInfoPtr& resource, const ObjectFilter& filter)
{
    const auto rendering = renderingFor(request, resource);
    if (!rendering)
        return statusResponse(request,
            { .code = 406,
                .reason = "NotAcceptable",
                .message = "only the following media types are accepted: application/json" });
    const std::string_view version = request.parameter("resourceVersion");
    const bool sendInitial = isTrue(request.parameter("sendInitialEvents"));
    if (request.hasParameter("sendInitialEvents") && !m_on.watchList)
        return statusResponse(request,
            invalidOptionsStatus("sendInitialEvents",
                "sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled"));
    if (sendInitial && request.parameter("resourceVersionMatch") != "NotOlderThan")
        return statusResponse(request,
            invalidOptionsStatus(
                "resourceVersionMatch", "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"));
    const auto from = number(version);
    if (!version.empty() && !from)
        return statusResponse(request, badRequestStatus("invalid resource version: " + std::string(version)));
    if (from.value_or(0) > m_on.store.resourceVersion())
        return statusResponse(request, tooLargeVersionStatus(*from, m_on.store.resourceVersion()));
    WatchOptions options;
    options.rendering = *rendering;
    options.filter = filter;
    options.initial = sendInitial || version.empty() || *from == 0;
    options.initialEnd = sendInitial;
    options.fromVersion = from.value_or(0);
    options.bookmarks = isTrue(request.parameter("allowWatchBookmarks"));
    if (const auto seconds = number(request.parameter("timeoutSeconds")); seconds && *seconds > 0)
        options.timeout = std::chrono::seconds(std::min<std::uint64_t>(*seconds, 86'400));
    if (!options.initial && !m_on.store.eventsSince(*resource, options.fromVersion, 1))
        return statusResponse(request,
            expiredStatus("too old resource version: " + std::string(version) + " ("
                + std::to_string(m_on.store.resourceVersion()) + ")"));
    auto source = std::make_shared<WatchSource>(m_on.clock, m_on.store, std::move(options));
    m_on.watches.add(source);
    HttpResponse response;
    response.headers.emplace_back("content-type", rendering->contentType(true));
    response.stream = std::move(source);
    return response;
}

} // namespace Strato::Estate
