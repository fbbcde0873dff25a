// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/kube/kubeapi.h"

#include <algorithm>

namespace Strato::Estate {

namespace {

constexpr std::string_view Everybody = "system:authenticated";

std::string verbOf(const ApiCall& call)
{
    const std::string& method = call.http.method;
    const bool one = !call.path.name.empty();
    if (method == "GET" || method == "HEAD") {
        if (call.watches())
            return "watch";
        return one ? "get" : "list";
    }
    if (method == "POST")
        return "create";
    if (method == "PUT")
        return "update";
    if (method == "PATCH")
        return "patch";
    return one ? "delete" : "deletecollection";
}

std::string lowerMethod(const std::string& method)
{
    std::string out = method;
    std::ranges::transform(
        out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

ApiStatus forbidden(const ApiUser& user, const AccessQuestion& question)
{
    ApiStatus status;
    status.code = 403;
    status.reason = "Forbidden";
    status.message = forbiddenMessage(user, question);
    status.detailName = question.name;
    status.detailGroup = question.group;
    status.detailKind = question.resource;
    return status;
}

bool reads(const HttpRequest& request)
{
    return request.method == "GET" || request.method == "HEAD";
}

} // namespace

KubeApi::KubeApi(ApiContext context, const std::vector<Identity>& identities)
    : m_context(std::move(context))
{
    for (const Identity& identity : identities)
        m_byToken.emplace(identity.token, identity);
}

std::optional<ApiUser> KubeApi::authenticate(const HttpRequest& request) const
{
    ApiUser user;
    constexpr std::string_view Scheme = "bearer ";
    const std::string_view header = request.header("authorization");
    if (!header.empty()) {
        if (header.size() <= Scheme.size() || lowerMethod(std::string(header.substr(0, Scheme.size()))) != Scheme
            || !m_byToken.contains(header.substr(Scheme.size())))
            return std::nullopt;
        const Identity& identity = m_byToken.find(header.substr(Scheme.size()))->second;
        user.name = identity.user;
        user.groups = identity.groups;
    } else if (!request.clientName.empty()) {
        user.name = request.clientName;
        user.groups = request.clientOrganizations;
    } else {
        return std::nullopt;
    }
    user.groups.emplace_back(Everybody);
    return user;
}

std::optional<ApiStatus> KubeApi::impersonate(const HttpRequest& request, ApiUser& user) const
{
    const std::string as(request.header("impersonate-user"));
    ApiUser other;
    other.name = as;
    other.uid = request.header("impersonate-uid");
    constexpr std::string_view Extra = "impersonate-extra-";
    for (const auto& [key, value] : request.headers) {
        if (key == "impersonate-group")
            other.groups.push_back(value);
        else if (key.starts_with(Extra))
            other.extra.push_back({ key.substr(Extra.size()), { value } });
    }
    if (as.empty()) {
        if (!other.groups.empty() || !other.uid.empty() || !other.extra.empty())
            return badRequestStatus("requested impersonation of groups, uid or extra without impersonating a user");
        return std::nullopt;
    }
    AccessQuestion question;
    question.verb = "impersonate";
    question.resource = "users";
    question.name = as;
    if (auto refused = authorize(user, question))
        return refused;
    question.resource = "groups";
    for (const std::string& group : other.groups) {
        question.name = group;
        if (auto refused = authorize(user, question))
            return refused;
    }
    if (std::ranges::find(other.groups, Everybody) == other.groups.end())
        other.groups.emplace_back(Everybody);
    user = std::move(other);
    return std::nullopt;
}

std::optional<ApiStatus> KubeApi::authorize(const ApiUser& user, const AccessQuestion& question) const
{
    if (m_context.rbac.allows(user, question))
        return std::nullopt;
    return forbidden(user, question);
}

HttpResponse KubeApi::handle(const HttpRequest& request) const
{
    auto user = authenticate(request);
    if (!user) {
        // Health and version are everybody's, but a wrong token is refused everywhere.
        const bool anonymous = request.header("authorization").empty();
        if (anonymous && reads(request)) {
            if (auto plain = answerPlainPath(request))
                return *plain;
        }
        return statusResponse(request, unauthorizedStatus());
    }
    if (const auto refused = impersonate(request, *user))
        return statusResponse(request, *refused);
    const auto path = parseApiPath(request.path);
    if (!path || path->resource.empty()) {
        AccessQuestion question;
        question.verb = reads(request) ? "get" : lowerMethod(request.method);
        question.path = request.path;
        if (const auto refused = authorize(*user, question))
            return statusResponse(request, *refused);
        if (!reads(request))
            return statusResponse(request, methodNotAllowedStatus(request.method));
        if (auto plain = answerPlainPath(request))
            return *plain;
        if (!path)
            return statusResponse(request, pathNotFoundStatus());
    }
    ApiCall call { request, std::move(*user), *path, nullptr, {} };
    return dispatch(call);
}

HttpResponse KubeApi::dispatch(ApiCall& call) const
{
    if (auto discovery = answerDiscovery(m_context, call))
        return *discovery;
    const ApiPath& path = call.path;
    AccessQuestion question;
    question.verb = verbOf(call);
    question.group = path.group;
    question.resource = path.resource;
    question.subresource = path.subresource;
    question.nameSpace = path.resource == "namespaces" && path.nameSpace.empty() ? path.name : path.nameSpace;
    question.name = path.name;
    if (call.watches() && question.name.empty()) {
        // A watch of one name is authorised for that name, as a list of it is.
        constexpr std::string_view ByName = "metadata.name=";
        const std::string_view selector = call.http.parameter("fieldSelector");
        if (selector.starts_with(ByName) && selector.find(',') == std::string_view::npos)
            question.name = selector.substr(ByName.size());
    }
    if (const auto refused = authorize(call.user, question))
        return statusResponse(call.http, *refused);
    if (auto review = answerReview(m_context, call))
        return *review;
    call.resource = m_context.store.findResource(path.group, path.version, path.resource);
    const bool misplaced = call.resource
        && (call.resource->namespaced ? path.nameSpace.empty() && !path.name.empty() : !path.nameSpace.empty());
    if (!call.resource || misplaced)
        return statusResponse(call.http, pathNotFoundStatus());
    return answerResource(call);
}

HttpResponse KubeApi::answerResource(const ApiCall& call) const
{
    const ApiPath& path = call.path;
    const bool log = path.subresource == "log" && path.resource == "pods" && path.group.empty();
    if (!path.subresource.empty() && !log) {
        const bool known = path.subresource == "status" && reads(call.http);
        if (known)
            return answerGet(m_context, call);
        const bool change = path.subresource == "scale" || path.subresource == "status"
            || path.subresource == "eviction" || path.subresource == "exec" || path.subresource == "attach"
            || path.subresource == "portforward" || path.subresource == "proxy" || path.subresource == "binding"
            || path.subresource == "token" || path.subresource == "ephemeralcontainers"
            || path.subresource == "finalize";
        return statusResponse(
            call.http, change ? unsupportedChangeStatus("subresource " + path.subresource) : pathNotFoundStatus());
    }
    if (!reads(call.http)) {
        if (!call.resource->stored || log)
            return statusResponse(call.http, methodNotAllowedStatus(call.http.method));
        return statusResponse(
            call.http, unsupportedChangeStatus(call.http.method + " of " + call.resource->qualifiedName()));
    }
    if (log)
        return answerPodLog(m_context, call);
    if (!call.resource->stored)
        return call.watches() ? statusResponse(call.http, methodNotAllowedStatus("watch"))
                              : answerUsage(m_context, call);
    if (call.watches())
        return answerWatch(m_context, call);
    return path.name.empty() ? answerList(m_context, call) : answerGet(m_context, call);
}

} // namespace Strato::Estate
